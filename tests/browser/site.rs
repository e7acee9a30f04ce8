//! The example commune and changed ones, built by the real binary, without posters.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Returns the folder of the example commune, built once.
pub(crate) fn example() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| build("example", &[], |_| ()))
}

/// Builds the example commune after a change of its files, with more arguments for `build`, and
/// returns the folder. `name` is the test's own; `change` gets the project folder, in which
/// `content/` and `themes/` are copies.
pub(crate) fn build(name: &str, arguments: &[&str], change: impl FnOnce(&Path)) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser").join(name);
    let _ = std::fs::remove_dir_all(&root);
    for folder in ["content", "themes"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        copy(&from, &root.join(folder));
    }
    change(&root);
    let done = Command::new(env!("CARGO_BIN_EXE_tracuu"))
        .args(["--root", root.to_str().expect("the path is UTF-8")])
        .args(["build", "--posters", "none"])
        .args(arguments)
        .output()
        .expect("the binary runs");
    assert!(done.status.success(), "{name} builds: {}", String::from_utf8_lossy(&done.stderr));
    root.join("public")
}

/// Replaces words that a file of the project has exactly once.
pub(crate) fn replace(root: &Path, file: &str, old: &str, new: &str) {
    let file = root.join(file);
    let text = std::fs::read_to_string(&file).expect("the file is readable");
    assert_eq!(text.matches(old).count(), 1, "{old} in {}", file.display());
    std::fs::write(&file, text.replacen(old, new, 1)).expect("the copy is writable");
}

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
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
