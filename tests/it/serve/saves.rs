//! What happens after a save, in each of the ways in which programs save.

use std::fs;

use serde_json::Value;

use super::{PAGE, Served};

/// Where the page stands on the site.
const PATH: &str = "/gioi-thieu/";

fn page(words: &str) -> String {
    // Another page links to this heading.
    format!("---\ntitle: Giới thiệu\n---\n## Liên hệ\n\n{words}\n")
}

/// A served site with news of its page, and what the page is at first.
fn begin(name: &str) -> (Served, super::News, Value) {
    let mut served = Served::new(name);
    served.told_until("\n");
    let mut news = served.news(PATH);
    let first = news.next();
    (served, news, first)
}

/// Writes a text in one of the ways in which programs save.
type Save<'a> = &'a dyn Fn(&str);

#[test]
fn a_save_is_seen_however_it_is_made() {
    let (served, mut news, mut now) = begin("serve-saves");
    let file = served.folder.0.join(PAGE);
    let aside = served.folder.0.join("content/pages/.gioi-thieu.md.tmp1");
    let ways: [(&str, Save<'_>); 4] = [
        ("in place", &|text| fs::write(&file, text).expect("writable")),
        ("renamed over", &|text| {
            fs::write(&aside, text).expect("writable");
            fs::rename(&aside, &file).expect("writable");
        }),
        ("deleted and made again", &|text| {
            fs::remove_file(&file).expect("writable");
            fs::write(&file, text).expect("writable");
        }),
        ("emptied and written", &|text| {
            fs::write(&file, "").expect("writable");
            fs::write(&file, text).expect("writable");
        }),
    ];
    for (way, save) in ways {
        let words = format!("Lưu kiểu {way}.");
        save(&page(&words));
        let next = news.until_changed(&now);
        assert_eq!(next["found"], now["found"], "{way}: nothing was ever wrong");
        assert!(served.get(PATH).text().contains(&words), "{way}");
        now = next;
    }
}

#[test]
fn what_editors_leave_behind_wakes_nobody() {
    let (mut served, mut news, first) = begin("serve-debris");
    for name in [".gioi-thieu.md.swp", "gioi-thieu.md~", "~$oi-thieu.md", "x.tmp", "4913.bak"] {
        served.folder.write(&format!("content/pages/{name}"), b"debris");
    }
    served.folder.write("content/ledger/numbers.csv.tmp", b"debris");
    served.folder.write("public/x.html", b"not looked at");
    served.folder.write(PAGE, page("Mới.").as_bytes());
    news.until_changed(&first);
    let told = served.told_until("gioi-thieu.md");
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(served.get(PATH).text().contains("Mới."));
}

#[test]
fn a_burst_of_saves_is_few_builds_and_ends_with_the_last() {
    let (served, mut news, mut now) = begin("serve-burst");
    let last = 60;
    for count in 0..=last {
        served.folder.write(PAGE, page(&format!("Lần {count}.")).as_bytes());
    }
    let mut seen = 0;
    while !served.get(PATH).text().contains(&format!("Lần {last}.")) {
        now = news.until_changed(&now);
        seen += 1;
    }
    assert!(seen < last, "each of {last} saves was a build");
}

#[test]
fn an_error_keeps_the_last_good_page_and_mending_it_brings_the_new_one() {
    let (served, mut news, first) = begin("serve-error");
    let good = served.get(PATH).text();
    let hostile = "---\ntitel: <img src=x onerror=alert(1)>\n---\n</script><b>a\n";
    served.folder.write(PAGE, hostile.as_bytes());
    let mut wrong = news.next();
    while wrong["found"] == first["found"] {
        wrong = news.next();
    }
    assert_eq!(wrong["mark"], first["mark"], "the page is as it was");
    assert_eq!(served.get(PATH).text(), good);
    let tools = served.tools();
    let found: Value =
        serde_json::from_slice(&served.get(&format!("{tools}findings.json")).body).expect("JSON");
    let items = found["items"].as_array().expect("a list");
    let item =
        items.iter().find(|item| item["where"] == format!("{PAGE}:2:1")).expect("it is told");
    assert_eq!(item["severity"], "error");
    assert_eq!(item["line"][1], "titel");
    assert!(found["lead"].as_str().is_some_and(|lead| lead.contains("bản tốt gần nhất")));
    let href = item["href"].as_str().expect("an address");
    let source = served.get(href.split('#').next().expect("a part")).text();
    assert!(source.contains("<li id=\"here\" class=\"here\">titel: &lt;img src=x"), "{source}");
    assert!(!source.contains("<img"), "{source}");
    served.folder.write(PAGE, page("Đã sửa.").as_bytes());
    news.until_changed(&wrong);
    assert!(served.get(PATH).text().contains("Đã sửa."));
}

#[test]
fn before_the_first_good_build_the_findings_stand_alone() {
    let folder = super::Folder::with_site("serve-first");
    folder.write(PAGE, b"---\ntitel: <b>a</b>\n---\n");
    let mut served = Served::of(folder, &["--port", "0"]);
    served.told_until("\n");
    let reply = served.get(PATH);
    assert_eq!(reply.status, 503);
    assert!(reply.text().contains(&format!("{PAGE}:2:1")), "{}", reply.text());
    assert!(!reply.text().contains("<b>a"), "{}", reply.text());
    let mut news = served.news(PATH);
    let first = news.next();
    served.folder.write(PAGE, page("Đã sửa.").as_bytes());
    news.until_changed(&first);
    assert_eq!(served.get(PATH).status, 200);
}

#[test]
fn a_page_that_did_not_change_is_not_loaded_again() {
    let folder = super::Folder::with_site("serve-same");
    let other = "content/pages/khac.md";
    folder.write(other, b"---\ntitle: Trang khac\n---\nMot.\n");
    folder.write(PAGE, page("Ban đầu.").as_bytes());
    let mut served = Served::of(folder, &["--port", "0"]);
    served.told_until("\n");
    let (mut news, mut same) = (served.news(PATH), served.news("/khac/"));
    let (_, first) = (news.next(), same.next());
    served.folder.write(PAGE, page("Chỉ trang này đổi.").as_bytes());
    news.next();
    // The next news of the other page are of its own save: none came between.
    served.folder.write(other, b"---\ntitle: Trang khac\n---\nHai.\n");
    let next = same.next();
    assert_ne!(next["mark"], first["mark"]);
    assert!(served.get("/khac/").text().contains("Hai."));
}

#[test]
fn folders_may_move_and_go_away() {
    let (served, mut news, now) = begin("serve-folders");
    let content = served.folder.0.join("content");
    let (pages, away) = (content.join("pages"), served.folder.0.join("pages-away"));
    // Another page links to one in it, so it is missed, and what is shown stays.
    fs::rename(&pages, &away).expect("it can be moved");
    let gone = news.next();
    assert_ne!(gone["found"], now["found"]);
    assert_eq!(served.get(PATH).status, 200);
    fs::rename(&away, &pages).expect("it can be moved");
    let back = news.next();
    assert_eq!(back["found"], now["found"]);
    // The whole content goes and comes: it is another folder then, and watched too.
    let away = served.folder.0.join("content-away");
    fs::rename(&content, &away).expect("it can be moved");
    assert_ne!(news.next()["found"], now["found"]);
    fs::rename(&away, &content).expect("it can be moved");
    assert_eq!(news.next()["found"], now["found"]);
    fs::write(served.folder.0.join(PAGE), page("Trong thư mục mới.")).expect("writable");
    news.until_changed(&back);
    assert!(served.get(PATH).text().contains("Trong thư mục mới."));
}

#[test]
fn a_folder_whose_system_tells_nothing_is_looked_at_again_and_again() {
    let folder = super::Folder::with_site("serve-poll");
    let mut served = Served::of(folder, &["--port", "0", "--poll"]);
    assert!(served.told_until("\n").contains("mỗi giây"));
    let mut news = served.news(PATH);
    let first = news.next();
    served.folder.write(PAGE, page("Thấy sau một giây, dài hơn trước.").as_bytes());
    news.until_changed(&first);
    assert!(served.get(PATH).text().contains("Thấy sau một giây"));
}
