//! The verb: exit codes, halls by folder and name, the round's report.

use std::process::Output;

use rayon::prelude::*;

use super::boards::{Commune, PER_MM, stick};
use super::jpeg::jpeg;
use super::scene::Scene;
use super::{camera, target};
use crate::project::{Folder, example};
use tracuu::audit::Gray;

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The example with everything hung, in a folder of its own.
fn hung(name: &str, commune: &Commune) -> Folder {
    let folder = Folder::new(name);
    for (path, bytes) in example().iter() {
        if path.as_str().starts_with("content/") {
            folder.write(path.as_str(), bytes);
        }
    }
    folder.write("content/ledger/prints.csv", commune.prints.as_bytes());
    folder
}

/// Two boards of different halls straight from the press, and the second with a foreign sticker.
fn photos(commune: &Commune) -> [Vec<u8>; 3] {
    let boards = commune.boards();
    let first = boards[0];
    let second = boards.iter().find(|board| board.hall != first.hall).expect("two halls");
    let mut stuck = commune.picture(second);
    let (middle, side) = target(second, 1);
    stick(&mut stuck, "https://evil.top/\u{1b}[31m", middle, side * 1.1, 3.0, false);
    let pictures = [commune.picture(first), commune.picture(second), stuck];
    let files: Vec<Vec<u8>> = pictures
        .par_iter()
        .enumerate()
        .map(|(at, picture)| {
            let scene = Scene::new(1, 40 + at as u64);
            jpeg(&camera::photograph(picture, PER_MM, &scene), scene.quality, None)
        })
        .collect();
    files.try_into().expect("three of three")
}

fn run(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = folder.tracuu(arguments);
    (status.code(), words(&stdout), words(&stderr))
}

#[test]
fn a_round_is_told_by_hall_and_the_worst_decides() {
    let commune = Commune::new();
    let folder = hung("round", &commune);
    let boards = commune.boards();
    let here = boards[0].hall.as_str();
    let there = boards.iter().find(|b| b.hall != boards[0].hall).expect("two halls").hall.as_str();
    let [first, second, stuck] = photos(&commune);
    folder.write("anh/one.jpg", &first);
    let one = folder.0.join("anh/one.jpg");
    let one = one.to_str().expect("UTF-8");

    let (code, said, heard) = run(&folder, &["verify", one]);
    assert_eq!(code, Some(0), "{said}{heard}");
    assert!(said.contains("mã dẫn tới đúng địa chỉ"), "{said}");
    assert!(said.contains("không thể biết tờ giấy là thật"), "{said}");

    // The same photo, said to be of another hall.
    let (code, said, _) = run(&folder, &["--lang", "en", "verify", one, "--hall", there]);
    assert_eq!(code, Some(11), "{said}");
    assert!(said.contains("misplaced"), "{said}");

    // A folder named by a hall, a name that begins with one, a broken photo, and what is no photo.
    folder.write(&format!("round/{here}/1.jpg"), &first);
    folder.write(&format!("round/{there}-2.jpg"), &second);
    folder.write("round/notes.docx", b"PK");
    let round = folder.0.join("round");
    let round = round.to_str().expect("UTF-8");
    let book = folder.0.join("round.xlsx");
    let book = book.to_str().expect("UTF-8");
    let (code, said, heard) = run(&folder, &["verify", round, "--xlsx", book]);
    assert_eq!(code, Some(0), "{said}{heard}");
    assert!(std::fs::read(book).expect("it was written").starts_with(b"PK"));
    assert!(heard.contains("Bỏ qua 1 tệp không phải ảnh"), "{heard}");

    folder.write("half.jpg", &first[..first.len() / 2]);
    let blank = Gray { width: 300, height: 300, pixels: vec![200; 90_000] };
    folder.write("blank.jpg", &jpeg(&blank, 90, None));
    let [half, blank] = ["half.jpg", "blank.jpg"].map(|name| folder.0.join(name));
    let (half, blank) = (half.to_str().expect("UTF-8"), blank.to_str().expect("UTF-8"));
    let (code, said, _) = run(&folder, &["verify", one, half]);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("đứt giữa chừng"), "{said}");
    assert_eq!(run(&folder, &["verify", half, blank]).0, Some(12));

    // A copy of a poster of one hall in another, and a foreign code.
    folder.write(&format!("bad/{there}/copied.jpg"), &first);
    folder.write("bad/stuck.jpg", &stuck);
    let bad = folder.0.join("bad");
    let bad = bad.to_str().expect("UTF-8");
    let (code, said, heard) = run(&folder, &["verify", bad]);
    assert_eq!(code, Some(10), "{said}{heard}");
    assert!(said.contains("evil.top/\\u{1b}[31m") && !said.contains('\u{1b}'), "{said}");

    let (code, said, _) = run(&folder, &["--json", "verify", bad]);
    assert_eq!(code, Some(10));
    let json: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let photos = json["photos"].as_array().expect("photos");
    assert_eq!(photos.len(), 2);
    assert_eq!(photos[1]["result"], "outdated-or-misplaced");
    let bad = photos.iter().find(|photo| photo["photo"] == "stuck.jpg").expect("it is told");
    assert_eq!(bad["result"], "foreign");
    let codes = bad["codes"].as_array().expect("codes");
    let evil = codes.iter().find(|code| code["verdict"] == "foreign").expect("it is told");
    assert_eq!(evil["host"], "evil.top");
    let board = boards.iter().find(|board| board.hall.as_str() == there).expect("a board");
    assert_eq!(codes.len(), super::codes(board).len());
}

#[test]
fn without_prints_or_with_a_ledger_that_was_changed_nothing_is_judged() {
    let folder = Folder::with_site("no-prints");
    folder.write("a.jpg", b"x");
    let photo = folder.0.join("a.jpg");
    let photo = photo.to_str().expect("UTF-8");
    let (code, _, heard) = run(&folder, &["verify", photo]);
    assert_eq!(code, Some(2), "{heard}");
    assert!(heard.contains("tracuu print"), "{heard}");
    folder.write("content/ledger/prints.csv", b"batch\nx,1\n");
    assert_eq!(run(&folder, &["verify", photo]).0, Some(1));
    assert_eq!(run(&folder, &["verify"]).0, Some(2));
}

#[cfg(unix)]
#[test]
fn links_are_never_followed_and_a_missing_photo_is_told() {
    use tracuu::io::photos::{Refusal, list, read};
    let folder = Folder::new("photo-links");
    folder.write("in/b.jpg", b"1");
    folder.write("in/a.JPG", b"1");
    folder.write("in/.hidden.jpg", b"1");
    folder.write("in/sub/c", b"1");
    folder.write("in/Thumbs.db", b"1");
    folder.write("out/secret.jpg", b"1");
    std::os::unix::fs::symlink(folder.0.join("out"), folder.0.join("in/way")).expect("a link");
    std::os::unix::fs::symlink(folder.0.join("out/secret.jpg"), folder.0.join("in/z.jpg"))
        .expect("a link");
    let found = list(&[folder.0.join("in")]).expect("readable");
    let names: Vec<&str> = found.photos.iter().map(|photo| photo.name.as_str()).collect();
    assert_eq!(names, ["a.JPG", "b.jpg", "sub/c", "way", "z.jpg"]);
    assert_eq!(found.photos[2].folders, ["sub", "in"]);
    assert_eq!(found.others, 1);
    for link in &found.photos[3..] {
        assert!(matches!(read(link, 10), Err(Refusal::NotPlain)), "{}", link.name);
    }
    assert!(matches!(read(&found.photos[0], 0), Err(Refusal::TooLarge(1))));
    assert!(list(&[folder.0.join("nowhere")]).is_err());
}
