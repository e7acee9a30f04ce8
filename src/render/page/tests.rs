//! What every page keeps.

mod theme;

use crate::diagnostic::Diagnostics;
use crate::files::FileSet;
use crate::model::procedure::{Amount, Checked, Fee, Unverified};
use crate::model::site::Thing;
use crate::model::{Dong, Procedure, ROOT_MARK, Site};
use crate::render::address::Addresses;

use super::fixture::{id, ledger, procedure, site, theme};
use super::{Options, pages};

fn render(site: &Site, flat_links: bool) -> FileSet {
    let ledger = ledger(site);
    let addresses = Addresses { base: &site.commune.address, ledger: &ledger };
    let mut found = Diagnostics::default();
    let files = pages(
        site,
        &theme(),
        Options { addresses, flat_links, cards: false, late_search: false },
        &mut found,
    );
    assert!(found.iter().next().is_none(), "{found:?}");
    files
}

fn text<'a>(files: &'a FileSet, path: &str) -> &'a str {
    let bytes = files.get_str(path).unwrap_or_else(|| panic!("there is no {path}"));
    std::str::from_utf8(bytes).expect("pages are UTF-8")
}

fn with(site: &mut Site, procedure: Procedure) {
    site.procedures.push(procedure.into());
    site.procedures.sort_by(|a, b| a.id.cmp(&b.id));
}

#[test]
fn titles_are_text_and_never_markup() {
    let mut site = site();
    let title = "<script>alert(1)</script> \"x\" 'y' & {{ 7 * 7 }}";
    let mut hostile = procedure("do-x", "ho-tich", title);
    hostile.summary = Some("\"><img src=x onerror=alert(1)>".into());
    hostile.keywords = vec!["</style><script>".into()];
    hostile.documents[0].name = title.into();
    hostile.steps[0].text = title.into();
    with(&mut site, hostile);
    let files = render(&site, false);
    for (path, bytes) in files.iter().filter(|(path, _)| path.extension() == Some("html")) {
        let html = std::str::from_utf8(bytes).expect("pages are UTF-8");
        // Ours are the page's script, and what machines read of a guide.
        let scripts = html.matches("<script").count();
        let data = html.matches("<script type=\"application/ld+json\">{").count();
        assert_eq!(scripts, 1 + data, "{path}");
        assert!(data <= 1 && html.contains("<script defer src=\""), "{path}");
        assert!(!html.contains("<img"), "{path}");
    }
    let html = text(&files, "do-x/index.html");
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;x&quot;"), "{html}");
    assert!(html.contains("{{ 7 * 7 }}"));
    assert!(html.contains("content=\"&quot;&gt;&lt;img src=x"), "the description is escaped");
}

#[test]
fn number_alias_and_readable_address_hold_the_same_bytes() {
    let site = site();
    let files = render(&site, false);
    let numbers = ledger(&site);
    for (id, thing) in site.things() {
        let number = numbers.number(thing, id).expect("everything public has a number");
        let readable = files.get_str(&format!("{id}/index.html")).expect("the page is there");
        let short = files.get_str(&format!("{number}/index.html")).expect("the page is there");
        assert!(std::sync::Arc::ptr_eq(readable, short), "{id} and {number}");
    }
    let page = text(&files, "khai-sinh/index.html");
    assert_eq!(page, text(&files, "dang-ky-khai-sinh/index.html"));
    assert_eq!(text(&files, "thon-dong/index.html"), text(&files, "thon-dong-cu/index.html"));
    let canonical =
        "<link rel=\"canonical\" href=\"https://tthc.xa-vi-du.example/tthc/khai-sinh/\">";
    assert!(page.contains(canonical));
}

#[test]
fn a_draft_has_no_page_and_no_link() {
    let files = render(&site(), false);
    assert!(files.get_str("nhap/index.html").is_none());
    for (path, bytes) in files.iter() {
        let html = String::from_utf8_lossy(bytes);
        assert!(!html.contains("nhap/") && !html.contains("Bản nháp"), "{path}");
    }
}

#[test]
fn an_abolished_page_stays_and_leads_to_the_successor() {
    let files = render(&site(), false);
    let html = text(&files, "khai-sinh-cu/index.html");
    let (top, _) = html.split_once("<section").expect("there are sections");
    assert!(top.contains("đã bãi bỏ"));
    assert!(top.contains("<a href=\"../khai-sinh/\">Đăng ký khai sinh</a>"));
    assert!(text(&files, "ket-hon/index.html").contains("đang tạm dừng"));
}

#[test]
fn only_a_checked_zero_is_free() {
    let zero = || Fee { amount: Some(Amount::Dong(Dong(0))), ..Fee::default() };
    let checked = || Checked { on: crate::model::date::Date::constant(2026, 1, 1), by: None };
    let doubt = |key: Option<&str>| Unverified { key: key.map(Into::into), note: None };
    let rows: [(&str, bool, Option<Unverified>, bool); 7] = [
        ("checked", true, None, true),
        ("not checked", false, None, false),
        ("fee doubted", true, Some(doubt(Some("fee"))), false),
        ("amount doubted", true, Some(doubt(Some("fee.amount"))), false),
        ("a way's fee doubted", true, Some(doubt(Some("channels.online.fee"))), true),
        ("free words", true, Some(doubt(None)), false),
        ("another key doubted", true, Some(doubt(Some("time"))), true),
    ];
    for (name, is_checked, doubt, free) in rows {
        let mut site = site();
        let mut subject = procedure("le-phi", "ho-tich", "Lệ phí");
        subject.fee = Some(zero());
        subject.checked = is_checked.then(checked);
        subject.unverified.extend(doubt);
        with(&mut site, subject);
        let files = render(&site, false);
        let html = text(&files, "le-phi/index.html");
        assert_eq!(html.contains("Không mất tiền"), free, "{name}");
    }
}

#[test]
fn the_wifi_of_a_hall_and_secrets_are_on_no_page() {
    for (path, bytes) in render(&site(), false).iter() {
        let html = String::from_utf8_lossy(bytes);
        for secret in ["wifi-password", "WIFI-SSID", "publish-secret", "only-on-posters"] {
            assert!(!html.contains(secret), "{secret} in {path}");
        }
    }
}

#[test]
fn links_lead_somewhere_at_every_depth_and_flat() {
    for flat in [false, true] {
        let files = render(&site(), flat);
        for (path, bytes) in files.iter().filter(|(path, _)| path.extension() == Some("html")) {
            let html = std::str::from_utf8(bytes).expect("pages are UTF-8");
            assert!(!html.contains(ROOT_MARK), "{path}");
            for link in html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                let outside = ["https://", "tel:", "data:", "#", "/tthc/"];
                if outside.iter().any(|start| link.starts_with(start)) {
                    continue;
                }
                let target = follow(path.parent(), link);
                assert!(files.get_str(&target).is_some(), "{path} links to {link}: {target}");
                assert!(!flat || !link.ends_with('/'), "{path} has {link}");
            }
        }
    }
}

/// Resolves a relative link in a folder to the file it means.
fn follow(folder: &str, link: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let path = link.split(['#', '?']).next().unwrap_or_default();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().expect("a link stays inside the site");
            }
            name => parts.push(name),
        }
    }
    let mut target = parts.join("/");
    if path.ends_with('/') || path.ends_with('.') {
        target = format!("{target}/index.html").trim_start_matches('/').to_owned();
    }
    target
}

#[test]
fn every_key_of_the_content_is_on_some_page() {
    let files = render(&site(), false);
    let guide = text(&files, "khai-sinh/index.html");
    let pairs = |name: &str| [format!("First of {name}"), format!("Second of {name}")];
    let lists = ["sources", "supports", "result", "exemptions", "keywords", "conditions"];
    let lists = lists.iter().chain(&["refusals", "benefit", "notes", "any_of"]);
    let mut shown: Vec<String> = lists.flat_map(|name| pairs(name)).collect();
    let words = [
        "Summary of procedure",
        "Official title of procedure",
        "1.001193",
        "2.001023",
        "công dân Việt Nam, Audience in words",
        "Level of procedure",
        "https://dichvucong.gov.vn/portal",
        "163/QĐ-BTP, ngày 20/01/2026",
        "https://moj.gov.vn/decision",
        "01/10/2026",
        "Công chức hộ tịch",
        "Doubt about the online fee",
        "Doubt about the time of a case",
        "Doubt in free words",
        "Giấy tờ: Giấy tờ chứng minh việc sinh: chưa ai kiểm chứng",
        "Authority that decides",
        "Trung tâm Phục vụ hành chính công cấp xã",
        "Office hours of procedure",
        "trang 1–2: 2.000 đồng/trang",
        "200.000 đồng/bản",
        "Note of fee",
        "Nguồn ghi 0 đồng; chưa ai kiểm chứng",
        "3 ngày làm việc",
        "Time in words",
        "nộp sau 15:00",
        "toàn trình",
        "https://dichvucong.gov.vn/file",
        "Trong 60 ngày kể từ ngày sinh",
        "Group of papers",
        "Chỉ khi nộp giấy",
        "1 bản chính",
        "2 bản sao",
        "../forms/ct01.docx",
        "DOCX, 34 KB",
        "Theo mẫu: Mẫu không tải được",
        "chỉ cho xem, không nộp",
        "Giấy ủy quyền",
        "được chứng thực theo quy định",
        "Note of paper",
        "Chọn một trong các giấy này",
        "First step",
        "Second step online",
        "Nếu nộp tại quầy",
        "Step by post",
        "Last step",
        "Nhà ai đứng tên?",
        "Ở thuê, mượn, ở nhờ",
        "Paper of a case",
        "Fee of a case in words",
        "7 ngày",
        "Step of a case",
        "https://dichvucong.gov.vn/case",
        "Title of law (60/2014/QH13, ngày 20/11/2014)",
        "https://vbpl.vn/law",
        "từ 21/01/2026",
        "đến hết 31/12/2029",
        "Reason of forbidding",
        "đến tận nhà",
        "Đăng ký kết hôn",
        "Question of faq?",
        "Answer of faq",
        "Body of procedure",
        "Ngày thứ Sáu không chờ",
        "tel:02433863000",
        "https://khaosat.example/gop-y",
        "https://maps.example/centre",
        "Số 1 đường Ví Dụ",
        "Tỉnh Ví Dụ",
        "Trang ví dụ",
        "Hộ tịch",
        "tthc.xa-vi-du.example/tthc/",
    ];
    shown.extend(words.map(ToOwned::to_owned));
    for words in shown {
        assert!(guide.contains(&words), "{words} is not on the page of the procedure");
    }
    let elsewhere = [
        ("index.html", "Quốc khánh (nguồn: Bộ luật Lao động, Điều 112)"),
        ("index.html", "nghỉ 02/01/2026, làm bù 10/01/2026"),
        ("index.html", "thứ Hai đến thứ Sáu"),
        ("ho-tich/index.html", "Owner of Hộ tịch"),
        ("ho-tich/index.html", "Body of field ho-tich"),
        ("thon-dong/index.html", "Nhà văn hóa thôn Đông"),
        ("thon-dong/index.html", "Đầu làng, cạnh giếng"),
        ("thon-dong/index.html", "https://maps.example/dong"),
        ("thon-dong/index.html", "7:30–11:30, 13:30–17:00"),
        ("thon-dong/index.html", "Có wifi."),
        ("thon-dong/index.html", "Trưởng thôn Đông"),
        ("thon-dong/index.html", "tel:0912345678"),
        ("thon-dong/index.html", "Body of hall dong"),
        ("thon-nam/index.html", "<a href=\"../khai-sinh/\">"),
        ("thon-tay/index.html", "đã đóng cửa"),
        ("thon-tay/index.html", "<a href=\"../thon-dong/\">Thôn Đông</a>"),
        ("thu-sau-khong-cho/index.html", "Summary of program"),
        ("thu-sau-khong-cho/index.html", "thứ Sáu"),
        ("thu-sau-khong-cho/index.html", "13:30–17:00"),
        ("thu-sau-khong-cho/index.html", "25/09/2023"),
        ("thu-sau-khong-cho/index.html", "năm 2027"),
        ("thu-sau-khong-cho/index.html", "Kế hoạch ghi 21 thủ tục."),
        ("thu-sau-khong-cho/index.html", "Covers of program in words"),
        ("thu-sau-khong-cho/index.html", "<a href=\"../ho-tich/\">"),
        ("thu-sau-khong-cho/index.html", "Reason of exception"),
        ("thu-sau-khong-cho/index.html", "Exception in words"),
        ("thu-sau-khong-cho/index.html", "sau 15:30"),
        ("thu-sau-khong-cho/index.html", "Audience of program"),
        ("thu-sau-khong-cho/index.html", "Không phải lấy giấy hẹn"),
        ("thu-sau-khong-cho/index.html", "12/KH-UBND, ngày 20/09/2023, UBND xã"),
        ("thu-sau-khong-cho/index.html", "What a change changed"),
        ("thu-sau-khong-cho/index.html", "Source of program"),
        ("thu-sau-khong-cho/index.html", "Body of program"),
        ("lam-tai-nha/index.html", "khi người dân có yêu cầu"),
        ("lam-tai-nha/index.html", "Hours of program in words"),
        ("lam-tai-nha/index.html", "tháng 8/2023"),
        ("lam-tai-nha/index.html", "Tất cả thủ tục"),
        ("vneid/index.html", "Summary of page"),
        ("vneid/index.html", "Body of page"),
        ("en/vneid/index.html", "Body of page in English"),
        ("en/index.html", "Registering a birth"),
        ("en/index.html", "Making a VNeID account"),
    ];
    for (path, words) in elsewhere {
        assert!(text(&files, path).contains(words), "{words} is not on {path}");
    }
    let english = text(&files, "en/khai-sinh/index.html");
    let words = [
        "Registering a birth",
        "English summary",
        "English form",
        "English step 6",
        "English result",
        "English deadline",
        "English condition",
        "English refusal",
        "English benefit",
        "English note",
        "English question",
        "English answer",
        "English keyword",
        "Body of procedure in English",
        "2,000 dong",
        "hreflang=\"vi\"",
    ];
    for words in words {
        assert!(english.contains(words), "{words} is not on the English page");
    }
}

#[test]
fn both_languages_have_words_for_every_key() {
    let theme = theme();
    let keys = |lang: &crate::model::Lang| -> Vec<String> {
        theme.strings(lang).iter().map(|(key, _)| key.to_owned()).collect()
    };
    let (vi, en) = (crate::model::Lang::vietnamese(), super::fixture::english());
    assert_eq!(keys(&vi), keys(&en), "en.yaml has a key that vi.yaml has not");
    let same: Vec<_> = theme.strings(&vi).iter().zip(theme.strings(&en).iter()).collect();
    let untranslated = same.iter().filter(|((key, vi), (_, en))| {
        // Posters and the page that shows them are in Vietnamese alone.
        let on_paper = ["poster.", "posters.", "steps_code.", "share.", "spoken."]
            .iter()
            .any(|of| key.starts_with(of));
        vi == en
            && vi.contains(|c: char| c.is_alphabetic() && !c.is_ascii())
            && *key != "date.day"
            && !on_paper
    });
    assert_eq!(untranslated.map(|((key, _), _)| *key).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn a_number_of_a_former_id_still_has_its_page() {
    use crate::ledger::{Ledger, Row};
    let site = site();
    let today = crate::model::date::Date::constant(2026, 1, 1);
    let mut first = Ledger::default();
    first.mint(&site, today);
    let mut rows: Vec<Row> = first.rows().cloned().collect();
    rows.push(Row {
        number: 900,
        kind: Thing::Hall,
        id: id("thon-dong-cu"),
        minted: today,
        renamed: false,
    });
    let mut ledger = Ledger::of(rows);
    ledger.mint(&site, today);
    let addresses = Addresses { base: &site.commune.address, ledger: &ledger };
    let mut found = Diagnostics::default();
    let files = pages(
        &site,
        &theme(),
        Options { addresses, flat_links: false, cards: false, late_search: false },
        &mut found,
    );
    assert_eq!(text(&files, "900/index.html"), text(&files, "thon-dong/index.html"));
}

#[test]
fn two_builds_give_the_same_bytes() {
    let (first, second) = (render(&site(), false), render(&site(), false));
    assert!(first.iter().eq(second.iter()));
}
