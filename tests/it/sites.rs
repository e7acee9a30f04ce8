//! A whole project in, the whole output out. `UPDATE_EXPECT=1` rewrites; review is the diff.
//!
//! Text files stand there whole; rasters, PDF and drawn outlines by their digest, which changes
//! when a single byte does.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::sync::Mutex;

use super::project::{build, pages, posters, repository, site};
use tracuu::render::export::PressRoom;
use tracuu::render::font::Faces;
use tracuu::render::poster::Row;
use tracuu::render::{export, poster};

#[test]
fn every_key_is_shown() {
    let built = build(&site("every-key"));
    let mut output: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut packed = String::new();
    for (path, bytes) in pages(&built).iter() {
        // Scripts change with every word of the site, the bundle with every byte: their digests stand
        // for them, and the tests of each look inside.
        if path.as_str() == "offline.bin" || path.extension() == Some("js") {
            packed += &format!("{} {path}\n", blake3::hash(bytes).to_hex());
        } else {
            output.insert(path.to_string(), bytes.to_vec());
        }
    }
    output.insert("scripts/digests.txt".into(), packed.into_bytes());
    output.insert("content/ledger/numbers.csv".into(), built.ledger.to_csv().into_bytes());
    let sheets = &posters(&built);
    let faces = Faces::new(&built.theme.as_ref().expect("a theme").fonts).expect("fonts");
    output.insert(
        "posters/posters.json".into(),
        poster::list(&sheets.iter().map(Row::of).collect::<Vec<_>>()),
    );
    let mut digests = String::new();
    for sheet in sheets {
        let raster = export::raster(sheet, &faces);
        let files = [
            ("svg", export::svg(sheet, &faces)),
            ("png", export::png(&raster)),
            ("pdf", export::pdf(&[sheet], &faces).expect("a PDF")),
        ];
        for (ending, bytes) in files {
            digests += &format!("{} {}.{ending}\n", blake3::hash(&bytes).to_hex(), sheet.file);
        }
    }
    let room = PressRoom::new(&faces);
    let cards = Mutex::new(BTreeMap::new());
    let Ok(found) = built.cards(&faces, |card| {
        let digest = blake3::hash(&room.card(&card.drawing)).to_hex();
        cards.lock().expect("no card panics").insert(card.path.to_string(), digest);
        Ok::<(), Infallible>(())
    });
    assert!(!found.has_errors());
    let cards = cards.into_inner().expect("no card panics").into_iter();
    let cards: Vec<_> = cards.map(|(path, digest)| format!("{digest} {path}\n")).collect();
    output.insert("cards/digests.txt".into(), cards.concat().into_bytes());
    output.insert("posters/digests.txt".into(), digests.into_bytes());
    compare("every-key", &output);
}

fn compare(name: &str, output: &BTreeMap<String, Vec<u8>>) {
    let folder = repository().join("tests/sites").join(name).join("expected");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (path, bytes) in output {
            let target = folder.join(path);
            fs::create_dir_all(target.parent().expect("a file has a folder")).expect("writable");
            fs::write(target, bytes).expect("writable");
        }
        return;
    }
    let mut expected = BTreeMap::new();
    read(&folder, &folder, &mut expected);
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(output), names(&expected), "other files than expected (UPDATE_EXPECT=1)");
    for (path, bytes) in output {
        let same = *bytes == expected[path];
        let shown = String::from_utf8_lossy(bytes);
        assert!(same, "{path} differs from what is expected (UPDATE_EXPECT=1):\n{shown}");
    }
}

fn read(root: &std::path::Path, folder: &std::path::Path, found: &mut BTreeMap<String, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            read(root, &path, found);
        } else {
            let below =
                path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
            found.insert(below, fs::read(&path).expect("readable"));
        }
    }
}
