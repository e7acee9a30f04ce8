//! What it costs to keep account of a large commune: `cargo bench --bench ledger`.
//!
//! 405 procedures and 40 halls, every hall with a board of all: everything is printed and recorded,
//! then looked at again unchanged, then with one step more, then printed again where it is wrong.
//! Beside them, in the same run, a build of the same sheets as PDF: what drawing them costs anyway.

#![expect(clippy::print_stdout, reason = "a bench tells its figures")]

mod child;
mod commune;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let (procedures, halls) = match numbers[..] {
        [procedures, halls] => (procedures, halls),
        _ => (405, 40),
    };
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-ledger");
    let _ = fs::remove_dir_all(&root);
    for (path, bytes) in commune::commune(procedures, halls).iter() {
        let target = root.join(path.as_str());
        fs::create_dir_all(target.parent().expect("a file has a folder")).expect("writable");
        fs::write(target, bytes).expect("writable");
    }
    real(&root);
    println!("{procedures} procedures, {halls} halls; CPU s of user and system, MB at most");
    let build = tell(&root, "build --posters pdf", &["build", "--posters", "pdf"], None);
    let tell = |name: &str, words: &[&str]| tell(&root, name, words, Some(build));
    tell("print --all", &["print", "--all"]);
    let ledger = root.join("content/ledger/prints.csv");
    let size = fs::metadata(&ledger).expect("it was printed").len() as f64 / 1e6;
    let text = fs::read_to_string(&ledger).expect("it is text");
    let named = text.lines().skip(1).map(|line| line.split(',').skip(5).take(2).collect());
    let sheets = named.collect::<std::collections::BTreeSet<Vec<&str>>>().len();
    println!("prints.csv: {size:.1} MB, {} lines, {sheets} sheets", text.lines().count());
    tell("status", &["status"]);
    tell("check", &["check"]);
    longer(&root);
    tell("status, one step more", &["status"]);
    tell("print --stale", &["print", "--stale"]);
    tell("status, all current", &["status"]);
    fs::remove_dir_all(&root).expect("the bench's own folder can be removed");
}

/// Runs a command of the binary and says what it cost; as a part of `of`, if that is known.
fn tell(root: &PathBuf, name: &str, words: &[&str], of: Option<f64>) -> f64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tracuu"));
    let (spent, megabytes) = child::run(command.arg("--root").arg(root).args(words));
    let ratio = of.map(|of| format!("{:>6.2} of the build", spent / of)).unwrap_or_default();
    println!("{name:<26} {spent:>7.1} {megabytes:>6.0} MB {ratio}");
    spent
}

/// Gives the example an address and phones that may be printed.
fn real(root: &Path) {
    let path = root.join("content/site.yaml");
    let text = fs::read_to_string(&path).expect("it was written");
    let text = text
        .replace("https://tthc.xa-vi-du.example/", "https://tthc.xa-vi-du.gov.vn/")
        .replace("example: true", "example: false")
        .replace("\"0000 000 000\"", "\"0123 456 700\"");
    fs::write(path, text).expect("writable");
}

/// Gives one procedure a step more.
fn longer(root: &Path) {
    let path = root.join("content/procedures/ho-tich/dang-ky-ket-hon.md");
    let text = fs::read_to_string(&path).expect("the example has it");
    let changed = text.replacen("steps:\n", "steps:\n  - Hỏi trước ở quầy.\n", 1);
    assert_ne!(text, changed, "its steps are a list");
    fs::write(path, changed).expect("writable");
}
