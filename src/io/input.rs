//! A project folder to a [`FileSet`]: plain files of `content/` and `themes/`, nothing else.
//!
//! Links, pipes and devices are never opened. What is not read is named in [`FileSet::refused`].

use std::fs;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::Error;
use crate::files::{FileSet, Refusal};

/// The folders that a build reads.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// The most bytes of one file that are read: a form to download may be large, a film is not a form.
const LARGEST: u64 = 32 << 20;

/// Reads the project in `root`.
///
/// # Errors
/// When `root` has no folder `content`. A single unreadable file is no error: it is in [`FileSet::refused`].
pub fn read(root: &Path) -> Result<FileSet, Error> {
    if !root.join("content").is_dir() {
        return Err(Error::NotAProject(root.to_owned()));
    }
    let mut files = FileSet::default();
    for folder in FOLDERS {
        let start = root.join(folder);
        if !start.is_dir() {
            continue;
        }
        let walk = WalkDir::new(&start).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| !is_hidden(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => add(root, &entry, &mut files),
                Err(error) => {
                    let name =
                        error.path().map_or_else(|| folder.to_owned(), |path| name(root, path));
                    files.refused.push((name, Refusal::Unreadable(error.to_string())));
                }
            }
        }
    }
    Ok(files)
}

/// Hidden files are the system's and the editor's own; `content` itself never is one.
fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
}

fn name(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn add(root: &Path, entry: &DirEntry, files: &mut FileSet) {
    let name = name(root, entry.path());
    if entry.path().to_str().is_none() {
        files.refused.push((name, Refusal::NotUnicode));
    } else if !entry.file_type().is_file() {
        files.refused.push((name, Refusal::NotPlain));
    } else {
        match bytes(entry) {
            Ok(bytes) => files.insert_named(&name, bytes),
            Err(refusal) => files.refused.push((name, refusal)),
        }
    }
}

fn bytes(entry: &DirEntry) -> Result<Vec<u8>, Refusal> {
    let size = entry.metadata().map_err(|e| Refusal::Unreadable(e.to_string()))?.len();
    if size > LARGEST {
        return Err(Refusal::TooLarge(size));
    }
    fs::read(entry.path()).map_err(|error| Refusal::Unreadable(error.to_string()))
}
