//! What machines read of the site, and what people paste elsewhere.

use std::collections::BTreeSet;
use std::io::Write;

use tracuu::files::FileSet;
use tracuu::model::{Id, Lang, Link};
use tracuu::pipeline::{self, Options};
use tracuu::render::address::Addresses;
use tracuu::render::feed;

use super::project::{build, example, options, pages, site};

fn text<'a>(files: &'a FileSet, path: &str) -> &'a str {
    let bytes = files.get_str(path).unwrap_or_else(|| panic!("there is no {path}"));
    std::str::from_utf8(bytes).expect("feeds are UTF-8").trim_start_matches('\u{feff}')
}

/// Replaces words in a file of a project.
fn edited(files: &FileSet, path: &str, from: &str, to: &str) -> FileSet {
    let mut files = files.clone();
    let old = text(&files, path).to_owned();
    assert!(old.contains(from), "{path} has no {from}");
    files.insert_named_again(path, old.replacen(from, to, 1));
    files
}

trait Again {
    fn insert_named_again(&mut self, path: &str, text: String);
}

impl Again for FileSet {
    fn insert_named_again(&mut self, path: &str, text: String) {
        self.insert(tracuu::files::FilePath::known(path), text.into_bytes());
    }
}

const WHOLE: &str = "content/procedures/ho-tich/moi-khoa.md";
const FRIDAY: &str = "content/programs/thu-sau.md";

#[test]
fn the_map_names_every_readable_page_once_and_no_other() {
    for files in [site("every-key"), example()] {
        let files = pages(&build(&files));
        let map = text(&files, "sitemap.xml");
        let base = map.split("<loc>").nth(1).and_then(|rest| rest.split("</loc>").next());
        let base = base.expect("the home page stands first");
        let named: Vec<_> =
            map.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).collect();
        let once: BTreeSet<_> = named.iter().copied().collect();
        assert_eq!(once.len(), named.len(), "an address stands twice");
        // Each page says which address is its own.
        let own: BTreeSet<String> = files
            .iter()
            .filter(|(path, _)| path.extension() == Some("html"))
            .filter_map(|(_, bytes)| {
                let html = std::str::from_utf8(bytes).expect("pages are UTF-8");
                let rest = html.split("<link rel=\"canonical\" href=\"").nth(1)?;
                Some(rest.split('"').next()?.to_owned())
            })
            .collect();
        assert_eq!(once, own.iter().map(String::as_str).collect());
        assert!(named.iter().all(|url| url.is_ascii() && url.starts_with("https://")));
        let robots = text(&files, "robots.txt");
        assert!(robots.ends_with(&format!("Sitemap: {base}sitemap.xml\n")), "{robots}");
    }
}

#[test]
fn translations_stand_beside_their_originals_in_the_map() {
    let files = pages(&build(&site("every-key")));
    let map = text(&files, "sitemap.xml");
    let line = map
        .lines()
        .find(|line| line.contains("<loc>https://tthc.every-key.example/guide/moi-khoa/<"));
    assert_eq!(
        line,
        Some(
            "<url><loc>https://tthc.every-key.example/guide/moi-khoa/</loc>\
             <lastmod>2026-10-01</lastmod>\
             <xhtml:link rel=\"alternate\" hreflang=\"vi\" href=\"https://tthc.every-key.example/guide/moi-khoa/\"/>\
             <xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://tthc.every-key.example/guide/en/moi-khoa/\"/>\
             </url>"
        )
    );
}

#[test]
fn a_preview_is_kept_from_search() {
    let base = Some(Link::new("https://preview.every-key.example/").expect("a link"));
    let built = pipeline::build(&site("every-key"), &Options { base, ..options() });
    let files = pages(&built);
    assert!(files.get_str("sitemap.xml").is_none());
    assert_eq!(text(&files, "robots.txt"), "User-agent: *\nDisallow: /\n");
}

fn entry_id(files: &FileSet, title: &str) -> String {
    let feed = text(files, "changes.xml");
    let entry = feed.lines().find(|line| line.contains(&format!("<title>{title}")));
    let entry = entry.unwrap_or_else(|| panic!("no entry {title} in {feed}"));
    let rest = entry.split("<id>").nth(1).expect("an id");
    rest.split("</id>").next().expect("an id").to_owned()
}

#[test]
fn an_entry_is_new_when_citizens_are_told_something_else_and_only_then() {
    let content = site("every-key");
    let title = "Thủ tục có mọi khóa";
    let before = entry_id(&pages(&build(&content)), title);
    let same = [
        ("on: 2026-10-01", "on: 2026-10-02"),
        ("sources: [\"dichvucong.gov.vn, 2026-07-20\"]", "sources: [Khác]"),
        ("keywords: [giấy khai sinh", "keywords: [giấy khai sanh"),
    ];
    for (from, to) in same {
        let files = pages(&build(&edited(&content, WHOLE, from, to)));
        assert_eq!(entry_id(&files, title), before, "{to}");
    }
    let other = [
        ("amount: 200000", "amount: 300000"),
        ("Nhớ giữ biên nhận", "Giữ biên nhận"),
        ("what: Bớt một loại giấy tờ", "what: Thêm một loại giấy tờ"),
        ("https://dichvucong.gov.vn/nop/1", "https://dichvucong.gov.vn/nop/2"),
        ("status: active", "status: suspended"),
    ];
    for (from, to) in other {
        let files = pages(&build(&edited(&content, WHOLE, from, to)));
        assert_ne!(entry_id(&files, title), before, "{to}");
    }
}

#[test]
fn the_feed_knows_the_days_of_the_content_alone() {
    let files = pages(&build(&site("every-key")));
    let feed = text(&files, "changes.xml");
    assert!(feed.contains("<link rel=\"self\" type=\"application/atom+xml\" href=\"https://tthc.every-key.example/guide/changes.xml\"/>"));
    assert_eq!(feed.matches("<updated>2026-10-01T00:00:00+07:00</updated>").count(), 2);
    assert!(
        feed.contains("15/08/2026: Sửa đổi bởi 200/QĐ-BTP, ngày 15/08/2026: Bớt một loại giấy tờ."),
        "{feed}"
    );
    assert_eq!(feed.matches("<entry>").count(), 1, "what has no day is left out");
    assert!(!feed.contains("<updated>2026-11"), "the day of the build");
}

fn unfolded(files: &FileSet, path: &str) -> String {
    let calendar = text(files, path);
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
    calendar.replace("\r\n ", "")
}

#[test]
fn a_program_with_hours_comes_back_every_week_but_on_holidays() {
    let content =
        edited(&site("every-key"), "content/site.yaml", "off: 2026-01-02", "off: 2026-01-02");
    let content = edited(
        &content,
        "content/site.yaml",
        "holidays: [",
        "holidays: [{date: 2026-09-04, name: Nghỉ}, {date: 2031-01-03, name: Sau khi hết}, ",
    );
    let files = pages(&build(&content));
    let calendar = unfolded(&files, "thu-sau/lich.ics");
    let number = build(&content)
        .ledger
        .number(tracuu::model::site::Thing::Program, &Id::new("thu-sau").expect("an id"));
    let uid = format!("UID:{}-1@tthc.every-key.example\r\n", number.expect("a number"));
    for line in [
        uid.as_str(),
        "DTSTAMP:20240105T000000Z\r\n",
        "DTSTART;TZID=Asia/Ho_Chi_Minh:20230929T133000\r\n",
        "DTEND;TZID=Asia/Ho_Chi_Minh:20230929T170000\r\n",
        "RRULE:FREQ=WEEKLY;UNTIL=20301231T165959Z;BYDAY=FR\r\n",
        // The swapped day and the holiday are Fridays; the other holidays are not, or come later.
        "EXDATE;TZID=Asia/Ho_Chi_Minh:20260102T133000,20260904T133000\r\n",
        "SUMMARY:Ngày thứ Sáu không chờ\r\n",
    ] {
        assert!(calendar.contains(line), "{line} is not in {calendar}");
    }
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1);
    let all = unfolded(&files, "programs.ics");
    assert_eq!(all.matches("BEGIN:VEVENT").count(), 1, "on request there is no day");
    assert!(files.get_str("tai-nha/lich.ics").is_none());
}

#[test]
fn office_hours_have_an_event_for_each_stretch_that_days_share() {
    let content = site("every-key");
    let content = edited(&content, FRIDAY, "hours: [13:30-17:00]\n", "");
    let content = edited(&content, FRIDAY, "weekdays: [fri]", "weekdays: [sat, mon, tue, wed]");
    let calendar = unfolded(&pages(&build(&content)), "thu-sau/lich.ics");
    let rules: Vec<_> = calendar.lines().filter(|line| line.starts_with("RRULE")).collect();
    // Wednesday is closed; Saturday has a morning alone.
    assert_eq!(
        rules,
        [
            "RRULE:FREQ=WEEKLY;UNTIL=20301231T165959Z;BYDAY=MO,TU,SA",
            "RRULE:FREQ=WEEKLY;UNTIL=20301231T165959Z;BYDAY=MO,TU",
        ]
    );
    let starts: Vec<_> = calendar.lines().filter(|line| line.starts_with("DTSTART;TZ")).collect();
    assert_eq!(
        starts,
        [
            "DTSTART;TZID=Asia/Ho_Chi_Minh:20230930T073000",
            "DTSTART;TZID=Asia/Ho_Chi_Minh:20231002T133000",
        ]
    );
}

#[test]
fn hours_in_words_take_the_whole_day() {
    let content =
        edited(&site("every-key"), FRIDAY, "hours: [13:30-17:00]", "hours: {text: Gọi hỏi giờ}");
    let calendar = unfolded(&pages(&build(&content)), "thu-sau/lich.ics");
    for line in [
        "DTSTART;VALUE=DATE:20230929\r\n",
        "RRULE:FREQ=WEEKLY;UNTIL=20301231;BYDAY=FR\r\n",
        "EXDATE;VALUE=DATE:20260102\r\n",
    ] {
        assert!(calendar.contains(line), "{line} is not in {calendar}");
    }
    assert!(calendar.contains("Gọi hỏi giờ"));
}

#[test]
fn open_data_says_the_same_in_every_shape() {
    let files = pages(&build(&example()));
    let whole: serde_json::Value =
        serde_json::from_str(text(&files, "data/procedures.json")).expect("JSON");
    let rows = whole["procedures"].as_array().expect("a list");
    let columns = whole["columns"].as_array().expect("a list");
    assert_eq!(rows.len(), 40);
    let csv = files.get_str("data/procedures.csv").expect("CSV");
    assert!(csv.starts_with("\u{feff}".as_bytes()));
    let mut reader = csv::Reader::from_reader(&csv[3..]);
    let heads = reader.headers().expect("heads").clone();
    let keys: Vec<_> =
        columns.iter().map(|column| column["key"].as_str().expect("a key")).collect();
    assert_eq!(heads.iter().collect::<Vec<_>>(), keys);
    let records: Vec<_> = reader.records().map(|record| record.expect("even rows")).collect();
    assert_eq!(records.len(), rows.len());
    let at = |key| keys.iter().position(|known| *known == key).expect("a column");
    for (record, row) in records.iter().zip(rows) {
        assert_eq!(record[at("title")], *row["title"].as_str().expect("a title"));
        assert_eq!(record[at("number")], row["number"].to_string());
        let papers = row["documents"].as_array().expect("a list");
        assert_eq!(record[at("document_count")], papers.len().to_string());
    }
    let about = text(&files, "data/README.txt");
    assert!(keys.iter().all(|key| about.contains(&format!("\n{key}\n"))));
    assert!(files.get_str("data/procedures.xlsx").expect("a book").starts_with(b"PK"));
}

#[test]
fn a_fee_is_a_number_only_where_it_is_one_and_checked() {
    let content = site("every-key");
    let plain = "content/procedures/cu-tru/tam-ngung.md";
    let fee = "fee: {text: Theo quy định của HĐND tỉnh, exemptions: [Trẻ em]}";
    let amount = |fee_now: &str, more: &str| {
        let content = edited(&content, plain, fee, fee_now);
        let content =
            edited(&content, plain, "status: suspended", &format!("status: active\n{more}"));
        let files = pages(&build(&content));
        let whole: serde_json::Value =
            serde_json::from_str(text(&files, "data/procedures.json")).expect("JSON");
        let rows = whole["procedures"].as_array().expect("a list").clone();
        let row = rows.into_iter().find(|row| row["id"] == "tam-ngung").expect("the row");
        (row["fee_amount"].as_u64(), row["fee"].to_string())
    };
    let checked = "checked: {on: 2026-10-01}";
    assert_eq!(amount("fee: 8000", checked).0, Some(8000));
    let (sum, words) = amount("fee: 0", checked);
    assert_eq!(sum, Some(0));
    assert!(words.contains("Không mất tiền"), "{words}");
    for (fee, more) in [
        ("fee: 8000", ""),
        ("fee: 0", "unverified: [Chưa hỏi tỉnh]"),
        ("fee: {amount: 0, note: HĐND tỉnh quyết định}", checked),
        ("fee: {amount: 2000, unit: trang}", checked),
        ("fee: {amount: 2000, max: {amount: 9000}}", checked),
        ("fee: 8000", "checked: {on: 2026-10-01}\nunverified: [{key: fee}]"),
    ] {
        let (sum, words) = amount(fee, more);
        assert_eq!(sum, None, "{fee} {more}");
        assert!(!words.contains("Không mất tiền"), "{words}");
    }
}

fn linked(files: &FileSet, id: &str) -> Option<String> {
    let built = build(files);
    let (site, theme) = (built.site.as_ref()?, built.theme.as_ref()?);
    let addresses = Addresses { base: &site.commune.address, ledger: &built.ledger };
    let source = feed::Source::new(site, theme, addresses);
    let procedure = site.procedure(&Id::new(id).expect("an id"))?;
    feed::json_ld(source, procedure, &Lang::vietnamese())
}

#[test]
fn linked_data_cannot_leave_its_script() {
    let hostile = "\"</script><script>alert(1)</script><!-- \\u2028 & \"";
    let content = edited(&site("every-key"), WHOLE, "Chụp rõ giấy chứng sinh.", hostile);
    let json = linked(&content, "moi-khoa").expect("it is in force");
    assert!(!json.contains(['<', '>', '&', '\u{2028}']), "{json}");
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let how = &value["@graph"][1];
    let step = how["step"][0].as_str().expect("a step");
    assert!(step.starts_with("</script><script>alert(1)"), "{step}");
    assert_eq!(
        value["@graph"][0]["availableChannel"]["serviceUrl"],
        "https://dichvucong.gov.vn/nop/1"
    );
    assert!(value["@graph"][0].get("offers").is_none(), "its fee is not one number");
    assert_eq!(linked(&content, "da-bai-bo"), None, "what is over is no service");
}

#[test]
fn linked_data_costs_little_on_every_procedure_of_the_example() {
    let built = build(&example());
    let site = built.site.as_ref().expect("a site");
    let theme = built.theme.as_ref().expect("a theme");
    let addresses = Addresses { base: &site.commune.address, ledger: &built.ledger };
    let source = feed::Source::new(site, theme, addresses);
    for procedure in site.procedures.iter().filter(|procedure| procedure.is_active()) {
        let json = feed::json_ld(source, procedure, &Lang::vietnamese()).expect("in force");
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(json.as_bytes()).expect("memory takes everything");
        let bytes = packed.finish().expect("memory takes everything").len();
        assert!(bytes <= 900, "{}: {bytes} bytes of gzip: {json}", procedure.id);
    }
}

#[test]
fn texts_for_zalo_keep_its_limits() {
    for content in [site("every-key"), example()] {
        let files = pages(&build(&content));
        let mut seen = 0;
        for (path, _) in files.inside("share").filter(|(path, _)| path.name() == "zalo.txt") {
            let article = text(&files, path.as_str());
            let mut parts = article.splitn(3, "\n\n");
            let mut part = || parts.next().unwrap_or_else(|| panic!("{path}: three parts"));
            let (title, description, body) = (part(), part(), part());
            assert!((1..=150).contains(&title.chars().count()), "{path}: {title}");
            assert!((1..=300).contains(&description.chars().count()), "{path}: {description}");
            assert!(body.contains("Xem đủ: https://"), "{path}: {body}");
            seen += 1;
        }
        assert!(seen > 4, "{seen} texts");
    }
}

#[test]
fn what_is_read_aloud_has_no_digit_and_no_address() {
    for content in [site("every-key"), example()] {
        let built = build(&content);
        let commune = built.site.as_ref().expect("a site").commune.name.clone();
        let files = pages(&built);
        let mut seen = 0;
        for (path, _) in files.inside("share").filter(|(path, _)| path.name() == "loudspeaker.txt")
        {
            let script = text(&files, path.as_str());
            assert!(!script.contains(|c: char| c.is_ascii_digit()), "{path}: {script}");
            assert!(!script.contains("http") && !script.contains(".vn"), "{path}: {script}");
            assert!(!script.contains("UBND"), "{path}: {script}");
            assert!(script.starts_with(&commune), "{path}: {script}");
            assert!(script.ends_with(&format!("{commune}.\n")), "{path}: {script}");
            seen += 1;
        }
        assert!(seen > 4, "{seen} scripts");
    }
}

#[test]
fn a_fragment_is_plain_html_with_whole_links() {
    let hostile = edited(
        &site("every-key"),
        WHOLE,
        "notes: [Nhớ giữ biên nhận]",
        "notes: [\"<img src=x onerror=alert(1)>\"]",
    );
    for content in [hostile, example()] {
        let files = pages(&build(&content));
        for (path, _) in files.inside("share").filter(|(path, _)| path.name() == "fragment.txt") {
            let html = text(&files, path.as_str());
            for tag in html.split('<').skip(1) {
                let name = tag.trim_start_matches('/');
                let name: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
                let known = ["h2", "h3", "p", "ul", "ol", "li", "a"].contains(&name.as_str());
                assert!(known, "{path}: <{tag}");
                let attributes = tag.split('>').next().unwrap_or_default();
                assert_eq!(
                    attributes.contains('='),
                    attributes.starts_with("a href=\"https://"),
                    "{path}: <{tag}"
                );
            }
        }
    }
}

#[test]
fn changes_are_grouped_by_paper_newest_first() {
    let files = pages(&build(&site("every-key")));
    let html = text(&files, "changes/index.html");
    let order = [
        "Tháng 12 năm 2030",
        "31/12/2030: Có hiệu lực đến hết ngày này",
        "Tháng 8 năm 2026",
        "15/08/2026: Sửa đổi bởi 200/QĐ-BTP, ngày 15/08/2026",
        "Bớt một loại giấy tờ",
        "Tháng 1 năm 2026",
        "20/01/2026: <a href=\"https://vbpl.vn/163\">Công bố bởi 163/QĐ-BTP, ngày 20/01/2026</a>",
        "thay cho mã 2.000001, 2.000002",
        "Không ghi ngày",
    ];
    let mut rest = html;
    for words in order {
        let at = rest.find(words).unwrap_or_else(|| panic!("{words} is not in its place: {html}"));
        rest = &rest[at + words.len()..];
    }
    assert!(rest.contains("<h3>Đã bãi bỏ</h3>"), "{rest}");
    assert!(rest.contains("Đang tạm dừng"), "{rest}");
    let english = text(&files, "en/changes/index.html");
    assert!(english.contains("Published by 163/QĐ-BTP"), "{english}");
    assert!(english.contains("hreflang=\"vi\""));
    assert!(!html.contains("Thủ tục đang soạn"), "a draft changes nothing");
}

#[test]
fn a_file_of_the_theme_stands_before_ours() {
    let mut content = site("every-key");
    content.insert_named_again("themes/default/static/robots.txt", "User-agent: *\n".into());
    assert_eq!(text(&pages(&build(&content)), "robots.txt"), "User-agent: *\n");
}
