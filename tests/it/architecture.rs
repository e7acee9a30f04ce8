//! The house holds: imports run one way, the middle does no I/O, files stay small.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms it may import (README, *Architecture*).
const FLOORS: &[(&str, &[&str])] = &[
    ("files", &[]),
    ("diagnostic", &["files"]),
    ("yaml", &[]),
    ("encoding", &[]),
    ("io", &["files"]),
    ("model", &["diagnostic", "files"]),
    ("catalogue", &[]),
    ("parse", &["catalogue", "model", "yaml", "encoding", "diagnostic", "files"]),
    ("desk", &["parse", "catalogue", "model", "diagnostic", "files"]),
    ("theme", &["model", "yaml", "diagnostic", "files"]),
    ("ledger", &["model", "diagnostic", "files"]),
    ("table", &["diagnostic"]),
    ("sheet", &["parse", "catalogue", "model", "yaml", "diagnostic", "files"]),
    ("audit", &["ledger", "model", "diagnostic", "files"]),
    ("render", &["table", "theme", "ledger", "model", "diagnostic", "files"]),
    ("check", &["render", "ledger", "model", "diagnostic", "files"]),
    ("pipeline", &["check", "render", "parse", "theme", "ledger", "model", "diagnostic", "files"]),
    (
        "command",
        &[
            "pipeline",
            "check",
            "render",
            "audit",
            "desk",
            "parse",
            "catalogue",
            "sheet",
            "table",
            "theme",
            "ledger",
            "model",
            "diagnostic",
            "io",
            "files",
        ],
    ),
];

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src is readable") {
            let path = entry.expect("src is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("sources are UTF-8");
                let below = path.strip_prefix(&root).expect("it is below src").to_owned();
                found.push((below, text));
            }
        }
    }
    found.sort();
    assert!(found.len() > 20, "the walk found the sources");
    found
}

fn room(path: &Path) -> String {
    let first = path.components().next().expect("a path has a part").as_os_str();
    first.to_string_lossy().trim_end_matches(".rs").to_owned()
}

#[test]
fn imports_run_one_way() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let room = room(&path);
        if matches!(room.as_str(), "main" | "line" | "lib") {
            continue;
        }
        let floor = FLOORS.iter().find(|(name, _)| *name == room);
        let Some((_, allowed)) = floor else {
            wrong.push(format!("{} stands in no room of the table", path.display()));
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            for rest in line.split("crate::").skip(1) {
                let target: String =
                    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                // `crate::{a, b}` would hide an arrow from this test.
                let hidden = rest.starts_with('{');
                if hidden || (target != room && !allowed.contains(&target.as_str())) {
                    wrong.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports that climb:\n{}", wrong.join("\n"));
}

#[test]
fn only_io_touches_disk_network_and_clock() {
    const OUTSIDE: &[&str] = &[
        "std::fs",
        "std::net",
        "SystemTime",
        "Instant",
        "std::env",
        "std::process",
        "File::open",
        "Zoned::now",
        "Timestamp::now",
        "std::thread::sleep",
        "walkdir::",
        "rustix::",
    ];
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if matches!(room(&path).as_str(), "io" | "main") {
            continue;
        }
        // Tests of a room may look at the disk; what is built may not.
        let built = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in
            built.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//"))
        {
            if OUTSIDE.iter().any(|word| line.contains(word)) {
                wrong.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "I/O outside io/:\n{}", wrong.join("\n"));
}

#[test]
fn every_file_says_its_purpose_and_stays_small() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if !text.starts_with("//! ") {
            wrong.push(format!("{} does not open with //!", path.display()));
        }
        let lines = text.lines().count();
        if lines > 400 {
            wrong.push(format!("{} has {lines} lines: it has two purposes", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_prints_but_the_commands() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let may = room(&path) == "command" || room(&path) == "main";
        for word in ["println!", "eprintln!", "stdout()", "stderr()"] {
            if !may && text.contains(word) {
                wrong.push(format!("{}: {word}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
