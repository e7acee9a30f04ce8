//! Paper: every code is read by a stranger's reader, every PDF is whole and speaks Vietnamese.

use std::collections::BTreeSet;

use serde_json::Value;

use super::example::{files, public, run};

/// `posters.json`, an entry a sheet.
fn sheets() -> Vec<Value> {
    let text = std::fs::read(public().join("posters/posters.json")).expect("the list is there");
    let list: Value = serde_json::from_slice(&text).expect("the list is JSON");
    list.as_array().expect("it lists sheets").clone()
}

#[test]
fn every_code_of_every_raster_is_read_by_zbar() {
    let (mut codes, mut unread) = (0, Vec::new());
    for sheet in sheets() {
        let name = sheet["file"].as_str().expect("a sheet has a file").to_owned();
        let listed = sheet["codes"].as_array().expect("a sheet lists its codes");
        if listed.is_empty() {
            // The second page of a long sheet; its codes are on the first.
            assert!(name.ends_with(|end: char| end.is_ascii_digit()), "{name} has no code");
            continue;
        }
        let png = public().join(format!("{name}.png"));
        let png = png.to_str().expect("the path is UTF-8");
        let read = run("zbarimg", &["-q", "--raw", "-Sdisable", "-Sqrcode.enable", png]);
        let read = String::from_utf8_lossy(&read).into_owned();
        for code in listed {
            codes += 1;
            let payload = code["payload"].as_str().expect("a code has a payload");
            if !read.contains(payload) {
                unread.push(format!("{name}: {}", code["id"]));
            }
        }
    }
    assert!(codes > 100, "only {codes} codes: the example has six halls");
    assert!(unread.is_empty(), "{} of {codes} unread:\n{}", unread.len(), unread.join("\n"));
}

#[test]
fn every_sheet_is_there_in_three_formats() {
    let halls: BTreeSet<String> = sheets().iter().map(|s| s["hall"].to_string()).collect();
    assert_eq!(halls.len(), 6);
    for sheet in sheets() {
        for ending in ["svg", "png", "pdf"] {
            let file = format!("{}.{ending}", sheet["file"].as_str().expect("a sheet has a file"));
            assert!(public().join(&file).is_file(), "{file}");
        }
    }
}

#[test]
fn every_pdf_is_sound_embeds_its_fonts_and_gives_vietnamese_text() {
    for pdf in files(&public().join("posters"), "pdf") {
        let path = pdf.to_str().expect("the path is UTF-8");
        run("qpdf", &["--check", path]);
        let fonts = String::from_utf8_lossy(&run("pdffonts", &[path])).into_owned();
        assert!(fonts.lines().count() > 2, "{path} has no font");
        for font in fonts.lines().skip(2) {
            // The last columns are: emb sub uni object ID.
            let columns: Vec<&str> = font.split_whitespace().rev().take(5).collect();
            assert_eq!(columns[2..5], ["yes", "yes", "yes"], "{path}: {font}");
        }
        let text = String::from_utf8_lossy(&run("pdftotext", &["-layout", path, "-"])).into_owned();
        assert!(text.contains("Chỉ tin địa chỉ"), "{path} has no text to select");
        assert!(unicode_normalization::is_nfc(&text), "{path} is not NFC");
    }
}

#[test]
fn every_svg_is_drawn_alike_by_another_renderer() {
    for sheet in sheets().iter().filter(|sheet| sheet["codes"][0].is_object()).step_by(4) {
        let name = sheet["file"].as_str().expect("a sheet has a file");
        let svg = public().join(format!("{name}.svg"));
        let png = std::env::temp_dir().join(format!("tracuu-svg-{}.png", std::process::id()));
        let (svg, target) = (svg.to_str().expect("UTF-8"), png.to_str().expect("UTF-8"));
        run("rsvg-convert", &["-w", "3000", "-b", "white", "-o", target, svg]);
        let read = run("zbarimg", &["-q", "--raw", "-Sdisable", "-Sqrcode.enable", target]);
        assert!(String::from_utf8_lossy(&read).contains("HTTPS://"), "{svg}");
        let _ = std::fs::remove_file(png);
    }
}
