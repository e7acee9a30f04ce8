//! What a first visit costs on a weak signal: every page of the example with its script, as a server
//! sends them that packs texts (gzip).

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use tracuu::files::{Bytes, FilePath};

use super::project::{build, example, pages};

/// The most bytes of a page, its style with it.
const PAGE: usize = 10_240;

/// The most bytes of a page's script.
const SCRIPT: usize = 6_144;

/// The most bytes of a first visit.
const VISIT: usize = 25_600;

fn packed(bytes: &Bytes) -> usize {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes).expect("memory takes it");
    gzip.finish().expect("memory takes it").len()
}

#[test]
fn a_first_visit_is_one_page_and_one_small_script() {
    let built = build(&example());
    let files = pages(&built);
    let script = |lang: &str| {
        let name = if lang == "en" { "app-en.js" } else { "app.js" };
        packed(files.get(&FilePath::known(name)).expect("each language has its script"))
    };
    let mut heaviest = (0, String::new());
    for (path, bytes) in files.iter().filter(|(path, _)| path.extension() == Some("html")) {
        let html = std::str::from_utf8(bytes).expect("pages are UTF-8");
        let lang = if path.as_str().starts_with("en/") { "en" } else { "vi" };
        let (page, script) = (packed(bytes), script(lang));
        assert!(page <= PAGE, "{path}: {page} bytes of {PAGE}");
        assert!(script <= SCRIPT, "the script of {lang}: {script} bytes of {SCRIPT}");
        assert!(page + script <= VISIT, "{path}: {} bytes of {VISIT}", page + script);
        heaviest = heaviest.max((page, path.to_string()));
        // One script is all that a page asks for: no sheet, font or picture.
        let asks = html.matches(" src=").count();
        assert_eq!(asks, 1, "{path} asks for {asks} files");
        assert!(!html.contains("<link rel=\"stylesheet\"") && !html.contains("@import"), "{path}");
        // Nothing runs but our files, and nothing is styled but by the one sheet.
        for forbidden in [" style=\"", " onclick", " onload", "javascript:", "unsafe-inline"] {
            assert!(!html.contains(forbidden), "{path} has {forbidden}");
        }
    }
    assert!(heaviest.0 > PAGE / 2, "the pages were there: {heaviest:?}");
}
