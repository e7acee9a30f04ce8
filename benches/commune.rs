//! A commune of any size: the 40 real procedures under new ids and titles, and halls that hang them
//! all.

use std::fs;
use std::path::{Path, PathBuf};

use tracuu::files::FileSet;

/// The example commune with `procedures` procedures and `halls` halls, each with a board of all.
pub(crate) fn commune(procedures: usize, halls: usize) -> FileSet {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut made = FileSet::default();
    let mut originals = Vec::new();
    for path in files(&repository.join("content")) {
        let below = path.strip_prefix(repository).expect("it is below");
        let name = below.to_string_lossy().into_owned();
        let bytes = fs::read(&path).expect("the example is readable");
        let procedure = name.contains("/procedures/") && !name.ends_with("_index.md");
        if procedure && !name.ends_with(".en.md") {
            let text = String::from_utf8(bytes.clone()).expect("the example is UTF-8");
            originals.push((name.clone(), text));
        }
        if !name.contains("/ledger/") && !name.contains("/villages/") {
            made.insert_named(&name, bytes);
        }
    }
    originals.sort();
    for number in originals.len()..procedures {
        let (name, text) = &originals[number % originals.len()];
        let stem = name.trim_end_matches(".md");
        // The titles of the example end near the limit of 60 characters.
        let text = shorten_title(&text.replacen("\ntitle: ", &format!("\ntitle: Số {number} "), 1));
        // A national code is that of one procedure.
        let is_code = |line: &&str| line.starts_with("code:");
        let text: String = text.split_inclusive('\n').filter(|line| !is_code(line)).collect();
        made.insert_named(&format!("{stem}-{number}.md"), text.into_bytes());
    }
    for number in 1..=halls {
        let text = format!(
            "---\ntitle: Thôn Số {number}\nhall: {{name: Nhà văn hóa thôn Số {number}}}\n\
             wifi: {{ssid: Nha van hoa {number}, password: mat-khau-{number}}}\nprocedures: all\n\
             posters: [{{kind: board, size: A3, orientation: portrait}}]\n---\n"
        );
        made.insert_named(&format!("content/villages/thon-{number}.md"), text.into_bytes());
    }
    for path in files(&repository.join("themes")) {
        let below = path.strip_prefix(repository).expect("it is below").to_string_lossy();
        made.insert_named(&below, fs::read(&path).expect("the theme is readable"));
    }
    made
}

fn shorten_title(text: &str) -> String {
    let start = text.find("\ntitle: ").expect("a procedure has a title") + 8;
    let end = start + text[start..].find('\n').expect("a line ends");
    let title: String = text[start..end].chars().filter(|c| *c != '"').take(58).collect();
    format!("{}{}{}", &text[..start], title.trim_end(), &text[end..])
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}
