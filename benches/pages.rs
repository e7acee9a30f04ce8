//! Pages per CPU-second and memory at 100, 1,000 and 10,000 generated procedures, beside `cp -r` of
//! the same output in the same run: `cargo bench --bench pages` (Linux, which tells CPU seconds).
//!
//! The procedures are the 40 real ones under new ids and titles. `cargo bench --bench pages -- 100`
//! runs one size alone.

#![expect(clippy::print_stdout, reason = "a bench tells its figures")]

mod child;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![100, 1_000, 10_000] } else { asked };
    println!("procedures  files   build CPU s   cp -r CPU s   ratio   pages/CPU s   MB at most");
    for size in sizes {
        measure(size);
    }
}

fn measure(size: usize) {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-{size}"));
    let _ = fs::remove_dir_all(&root);
    generate(&root, size);
    let (build, megabytes) =
        child::run(Command::new(env!("CARGO_BIN_EXE_tracuu")).arg("--root").arg(&root).args([
            "build",
            "--posters",
            "none",
        ]));
    let public = root.join("public");
    let (copy, _) = child::run(Command::new("cp").arg("-r").arg(&public).arg(root.join("copy")));
    let files = count(&public);
    println!(
        "{size:>10}  {files:>5}  {build:>12.2}  {copy:>12.2}  {:>6.1}  {:>12.0}  {megabytes:>11.0}",
        build / copy,
        files as f64 / build,
    );
    fs::remove_dir_all(&root).expect("the bench's own folder can be removed");
}

/// The example commune with its procedures repeated under new ids, codes and titles.
fn generate(root: &Path, size: usize) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut originals = Vec::new();
    for path in files(&repository.join("content")) {
        let below = path.strip_prefix(repository).expect("it is below").to_owned();
        let name = below.to_string_lossy().into_owned();
        let text = fs::read(&path).expect("the example is readable");
        let translated = name.ends_with(".en.md");
        let procedure = name.contains("/procedures/") && !name.ends_with("_index.md");
        // The small rest keeps its references by keeping the 40 originals as they are.
        let skip = name.contains("/ledger/");
        if !skip {
            write(&root.join(&below), &text);
        }
        if procedure && !translated {
            originals.push((below, String::from_utf8(text).expect("the example is UTF-8")));
        }
    }
    originals.sort();
    for number in originals.len()..size {
        let (path, text) = &originals[number % originals.len()];
        let stem = path.file_stem().expect("it has a name").to_string_lossy();
        let text = text.replacen("\ntitle: ", &format!("\ntitle: Số {number} "), 1);
        // The titles of the example end near the limit of 60 characters.
        let text = shorten_title(&text);
        write(&root.join(path.with_file_name(format!("{stem}-{number}.md"))), text.as_bytes());
    }
}

fn shorten_title(text: &str) -> String {
    let start = text.find("\ntitle: ").expect("a procedure has a title") + 8;
    let end = start + text[start..].find('\n').expect("a line ends");
    let title: String = text[start..end].chars().filter(|c| *c != '"').take(58).collect();
    format!("{}{}{}", &text[..start], title.trim_end(), &text[end..])
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("writable");
    fs::write(path, bytes).expect("writable");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

fn count(folder: &Path) -> usize {
    files(folder).len()
}
