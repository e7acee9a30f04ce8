//! A project folder to a [`FileSet`]: plain files of `content/` and `themes/`, nothing else.
//!
//! Links, pipes and devices are never opened. What is not read is named in [`FileSet::refused`].

use std::fs;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::Error;
use super::watch::Touched;
use crate::files::{Bytes, FilePath, FileSet, Refusal};

/// The folders that a build reads.
pub(super) const FOLDERS: [&str; 2] = ["content", "themes"];

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
        // The two folders themselves may be links: whoever keeps them elsewhere made them so.
        walk(root, WalkDir::new(root.join(folder)), &mut files);
    }
    Ok(files)
}

/// What became of a set of files that was brought up to date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// Whether it has other files, or other bytes.
    pub changed: bool,
    /// Whether a file is gone or empty that was not before: it may be in the middle of being saved.
    pub unsettled: bool,
}

/// Reads again what was touched on the disk since the set was read.
///
/// A folder that was emptied or removed is no error: what is not there is not in the set.
pub fn refresh(root: &Path, touched: &Touched, files: &mut FileSet) -> Refreshed {
    let before = files.clone();
    match touched {
        // What was refused may have been in the way of what is there now.
        Touched::Names(names) if files.refused.is_empty() => {
            for name in names {
                again(root, name, files);
            }
            if !files.refused.is_empty() {
                *files = all(root);
            }
        }
        _ => *files = all(root),
    }
    let gone = |(path, bytes): (&FilePath, &Bytes)| {
        !bytes.is_empty() && files.get(path).is_none_or(|now| now.is_empty())
    };
    Refreshed { changed: *files != before, unsettled: before.iter().any(gone) }
}

/// Reads everything that is there.
fn all(root: &Path) -> FileSet {
    read(root).unwrap_or_default()
}

/// Reads one file or folder again, by its name.
fn again(root: &Path, name: &str, files: &mut FileSet) {
    let path = root.join(name);
    // A name that cannot be a path was never in the set under it.
    if let Ok(known) = FilePath::new(name) {
        files.remove(&known);
        files.remove_inside(known.as_str());
    }
    if !is_behind_link(root, name) && !name.split('/').any(|part| part.starts_with('.')) {
        walk(root, WalkDir::new(path).follow_root_links(false), files);
    }
}

/// Says whether a folder on the way to a name, below the two, is a link: what lies behind it is not
/// the project's.
fn is_behind_link(root: &Path, name: &str) -> bool {
    let above = Path::new(name).ancestors().skip(1);
    let below = above.filter(|part| part.components().count() > 1);
    below.map(|part| root.join(part)).any(|path| path.is_symlink())
}

/// Reads a folder or a single file; nothing where neither is there.
fn walk(root: &Path, start: WalkDir, files: &mut FileSet) {
    let walk = start.sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| !is_hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => add(root, &entry, files),
            Err(error) if is_gone(&error) => {}
            Err(error) => {
                let path = error.path().unwrap_or(root);
                let refusal = Refusal::Unreadable(error.to_string());
                files.refused.push((name(root, path), refusal));
            }
        }
    }
}

/// Says whether something is not there, or no more.
fn is_gone(error: &walkdir::Error) -> bool {
    error.io_error().is_some_and(|error| error.kind() == std::io::ErrorKind::NotFound)
}

/// Hidden files are the system's and the editor's own; `content` itself never is one.
fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
}

fn name(root: &Path, path: &Path) -> String {
    spelled(path.strip_prefix(root).unwrap_or(path))
}

/// Spells a relative path with `/`.
pub(super) fn spelled(below: &Path) -> String {
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
