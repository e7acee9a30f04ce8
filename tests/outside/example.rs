//! The example commune, built once by the real binary for all tests of this file's neighbours.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Returns the folder that `tracuu build` wrote for the example commune.
pub(crate) fn public() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("example");
        let _ = std::fs::remove_dir_all(&root);
        std::fs::create_dir_all(&root).expect("the temporary folder is writable");
        for folder in ["content", "themes"] {
            let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            copy(&from, &root.join(folder));
        }
        let status = Command::new(env!("CARGO_BIN_EXE_tracuu"))
            .args(["--root", root.to_str().expect("the path is UTF-8"), "build", "--locked"])
            .status()
            .expect("the binary runs");
        assert!(status.success(), "the example commune builds");
        root.join("public")
    })
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the temporary folder is writable");
    for entry in std::fs::read_dir(from).expect("the example is readable") {
        let entry = entry.expect("the example is readable");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("the temporary folder is writable");
        }
    }
}

/// Returns every file below `folder` with one of the endings, ordered.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the folder is readable").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Runs a program and returns what it printed; panics with its words when it fails.
pub(crate) fn run(program: &str, arguments: &[&str]) -> Vec<u8> {
    let done = Command::new(program).args(arguments).output();
    let done = done.unwrap_or_else(|error| panic!("{program} runs: {error}"));
    let words = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{program} {arguments:?}: {words}");
    done.stdout
}
