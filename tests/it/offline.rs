//! The bundle that phones keep: every page in it, byte for byte, and small enough to be fetched.

use std::io::Read;

use flate2::read::GzDecoder;
use serde_json::Value;
use tracuu::files::{FilePath, FileSet};
use tracuu::model::Lang;
use tracuu::render::offline::Offline;

use super::project::{build, example, pages};
use super::sample;

/// Reads a bundle as the worker does.
struct Bundle<'a> {
    index: Value,
    blocks: &'a [u8],
}

impl<'a> Bundle<'a> {
    fn read(bytes: &'a [u8]) -> Self {
        let digits = |range| {
            let text = std::str::from_utf8(&bytes[range]).expect("digits are ASCII");
            usize::from_str_radix(text, 16).expect("they are hexadecimal")
        };
        let (index, whole) = (digits(16..24), digits(24..32));
        assert_eq!(whole, bytes.len());
        Self { index: unzip(&bytes[32..32 + index]), blocks: &bytes[32 + index..] }
    }

    fn file(&self, key: &str) -> String {
        let entry = &self.index["files"][key];
        let number = |value: &Value| {
            usize::try_from(value.as_u64().unwrap_or_else(|| panic!("{key}: {entry}")))
        };
        let place = &self.index["blocks"][number(&entry[0]).expect("it is small")];
        let from = number(&place[0]).expect("it is small");
        let block = unzip(&self.blocks[from..from + number(&place[1]).expect("it is small")]);
        let parts = block[number(&entry[1]).expect("it is small")].as_array().expect("a list");
        let text = parts.iter().map(|part| match part.as_u64() {
            Some(shared) => self.index["parts"][usize::try_from(shared).expect("small")].as_str(),
            None => part.as_str(),
        });
        text.map(|part| part.expect("a part is text")).collect()
    }
}

fn unzip(bytes: &[u8]) -> Value {
    let mut text = String::new();
    GzDecoder::new(bytes).read_to_string(&mut text).expect("it is gzip");
    serde_json::from_str(&text).expect("it is JSON")
}

fn bundle_of(files: &FileSet) -> &[u8] {
    files.get_str("offline.bin").expect("every site has a bundle")
}

/// The example with its 40 real procedures repeated under ids that keep equal ones apart: a phone's
/// unpacker looks back 32 KB, and would otherwise find each guide a second time.
fn commune(procedures: usize) -> FileSet {
    let mut files = example();
    let originals: Vec<_> = files
        .inside("content/procedures")
        .filter(|(path, _)| path.name() != "_index.md" && !path.name().ends_with(".en.md"))
        .map(|(path, bytes)| (path.parent().to_owned(), bytes.clone()))
        .collect();
    assert_eq!(originals.len(), 40);
    for number in originals.len()..procedures {
        let (folder, bytes) = &originals[number % originals.len()];
        let text = std::str::from_utf8(bytes).expect("the example is UTF-8");
        let title = text.find("\ntitle: ").expect("a procedure has a title") + 8;
        let end = title + text[title..].find('\n').expect("a line ends");
        let text = format!("{}Thủ tục số {number}{}", &text[..title], &text[end..]);
        files.insert_named(&format!("{folder}/g{number}.md"), text.into_bytes());
    }
    files
}

#[test]
fn every_page_is_in_it_byte_for_byte_and_nothing_else() {
    let files = pages(&build(&example()));
    let bundle = Bundle::read(bundle_of(&files));
    let mut kept = 0;
    for (path, bytes) in files.iter() {
        if matches!(path.extension(), Some("html" | "js")) && path.as_str() != "sw.js" {
            let text = std::str::from_utf8(bytes).expect("a page is text");
            let key = path.as_str().strip_suffix("index.html").unwrap_or(path.as_str());
            assert!(bundle.file(key) == text, "{path}");
            kept += 1;
        }
    }
    assert!(kept > 100, "{kept} files");
    assert_eq!(bundle.index["files"].as_object().map(serde_json::Map::len), Some(kept));
    let worker = files.get_str("sw.js").expect("every site has a worker");
    let version = std::str::from_utf8(&bundle_of(&files)[..16]).expect("ASCII");
    let worker = std::str::from_utf8(worker).expect("a script is text");
    assert!(worker.starts_with(&format!("const VERSION=\"{version}\",WHOLE=true,")));
}

#[test]
fn of_405_guides_it_is_at_most_2_megabytes() {
    let files = pages(&build(&commune(405)));
    let size = bundle_of(&files).len();
    assert!(Bundle::read(bundle_of(&files)).file("g404/").contains("Thủ tục số 404"));
    assert!(size <= 2_000_000, "{size} bytes");
}

#[test]
fn of_a_site_that_no_phone_would_fetch_it_has_the_lists_alone_in_any_order() {
    let site = sample::site(Vec::new(), Vec::new());
    let theme = sample::theme();
    let languages = [Lang::vietnamese()];
    // Digits of chance, so that packing helps little: twelve guides of 2 MB.
    let guides: Vec<_> =
        (0..12_u8).map(|number| (format!("g{number}/index.html"), noise(number))).collect();
    let list = [("index.html".to_owned(), "<p>Home".to_owned()), ("app.js".to_owned(), "a".into())];
    let mut files: Vec<_> = list.into_iter().chain(guides).collect();
    let pack = |files: &[(String, String)]| {
        let offline = Offline::new(&site, &languages);
        for (path, text) in files {
            offline.add(&[FilePath::known(path)], &text.as_bytes().into());
        }
        offline.finish(&theme, &languages)
    };
    let [(_, bundle), (_, worker)] = pack(&files);
    let read = Bundle::read(&bundle);
    assert_eq!((read.file(""), read.file("app.js")), ("<p>Home".to_owned(), "a".to_owned()));
    assert_eq!(read.index["files"].as_object().map(serde_json::Map::len), Some(2));
    assert!(std::str::from_utf8(&worker).expect("text").contains(",WHOLE=false,"));
    files.reverse();
    assert!(pack(&files)[0].1 == bundle);
}

/// Two million digits that look like chance.
fn noise(seed: u8) -> String {
    let mut bytes = vec![0; 1 << 20];
    blake3::Hasher::new().update(&[seed]).finalize_xof().fill(&mut bytes);
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}
