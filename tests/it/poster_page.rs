//! `posters/index.html`: every sheet of every hall, for the official.

use std::collections::BTreeSet;

use tracuu::render::page;
use tracuu::render::poster::Row;

use super::project::{build, example, posters};

fn written(rows: &[Row], formats: &[&str]) -> Vec<(String, String)> {
    let built = build(&example());
    let (site, theme) = (built.site.as_ref().expect("a site"), built.theme.as_ref().expect("one"));
    let pages = page::posters(site, theme, rows, formats).expect("the template is sound");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    pages.iter().map(|(path, bytes)| (path.to_string(), text(bytes))).collect()
}

fn rows() -> Vec<Row> {
    posters(&build(&example())).iter().map(Row::of).collect()
}

/// The targets of links and pictures.
fn links(html: &str) -> BTreeSet<&str> {
    let parts = html.split("href=\"").chain(html.split("src=\"")).skip(1);
    parts.filter_map(|part| part.split('"').next()).filter(|link| !link.contains('<')).collect()
}

#[test]
fn every_sheet_stands_on_the_page_with_its_files() {
    let rows = rows();
    let pages = written(&rows, &["svg", "png", "pdf"]);
    let [(path, html)] = pages.as_slice() else { panic!("one page for a small commune") };
    assert_eq!(path, "posters/index.html");
    let links = links(html);
    for row in &rows {
        let file = row.text("file").strip_prefix("posters/").expect("sheets are in posters/");
        for ending in ["svg", "png", "pdf", "thumb.png"] {
            assert!(links.contains(format!("{file}.{ending}").as_str()), "{file}.{ending}");
        }
    }
    assert!(links.contains("all.pdf") && links.contains("ban-thi-du/all.pdf"));
    assert!(html.contains("Không đăng trang này lên cổng."));
    assert!(html.contains(&format!("{} tờ", rows.len())));
    assert!(!html.contains("<script") && !html.contains("posters."), "a word is missing");
    assert!(html.contains("A3 dọc") && html.contains("Tờ thủ tục, A4 dọc"));
    // The hall is the heading; the titles below it do not repeat it.
    let named = html.split("</span><b>").skip(1).filter_map(|part| part.split("</b>").next());
    let titles: Vec<&str> = named.collect();
    assert_eq!(titles.len(), rows.len());
    assert!(titles.iter().all(|title| !title.contains("Nhà văn hóa")), "{titles:?}");
    assert!(html.contains("<b>Bản dựng, chưa ghi sổ</b>"));
    // No password stands on the page itself.
    assert!(!html.contains("so-mau-1234"));
}

#[test]
fn only_what_was_written_is_linked() {
    let pages = written(&rows(), &["png"]);
    let html = &pages[0].1;
    assert!(!html.contains(".pdf\"") && !html.contains(".svg\"") && html.contains(".thumb.png"));
}

#[test]
fn a_large_commune_has_a_page_for_each_hall() {
    let mut many = rows();
    while many.len() <= 120 {
        many.extend(rows());
    }
    many.sort_by(|one, next| one.text("hall").cmp(next.text("hall")));
    let pages = written(&many, &["pdf"]);
    assert_eq!(pages.len(), 7, "six halls and the list of them");
    let (path, hall) = &pages[0];
    assert_eq!(path, "posters/ban-thi-du/index.html");
    let links = links(hall);
    assert!(links.contains("all.pdf") && links.contains("board-1.thumb.png"), "{links:?}");
    assert!(links.contains("../index.html"));
    let (path, index) = pages.last().expect("the list");
    assert_eq!(path, "posters/index.html");
    assert!(index.contains("ban-thi-du/index.html") && !index.contains("thumb.png"));
}

#[test]
fn without_sheets_there_is_no_page() {
    assert_eq!(written(&[], &["pdf"]), []);
}
