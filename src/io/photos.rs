//! Photos that a round brought home: plain files that were named, or that stand in named folders.
//!
//! Links, pipes and devices are never opened, and no file is read before its size is known.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{Act, Error};

/// A file that may be a photo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// Where it is.
    pub path: PathBuf,
    /// Its name below the folder that was named, `/` between its parts: `thon-dong/1.jpg`.
    pub name: String,
    /// The folders it stands in, innermost first: down from the one that was named.
    pub folders: Vec<String>,
}

/// What was found under the named paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Photos {
    /// The photos, in the order named, those of a folder by their names.
    pub photos: Vec<Photo>,
    /// How many files in folders are of other kinds, by their endings.
    pub others: usize,
}

/// Why a photo was not read.
#[derive(Debug)]
pub enum Refusal {
    /// A link, a pipe or a device.
    NotPlain,
    /// More bytes than are read.
    TooLarge(u64),
    /// The system's own words.
    Unreadable(String),
}

/// Endings of photos; a file in a folder without any ending may be one too.
const ENDINGS: [&str; 9] = ["jpg", "jpeg", "jpe", "jfif", "png", "webp", "heic", "heif", "avif"];

/// How deep folders are looked into: a round, its halls, their days.
const DEPTH: usize = 4;

/// Finds the photos under some paths. A file that is named is a photo whatever its ending.
///
/// # Errors
/// When a named path is not there, or a folder cannot be read.
pub fn list(paths: &[PathBuf]) -> Result<Photos, Error> {
    let mut found = Photos::default();
    for path in paths {
        let kind = path.symlink_metadata().map_err(Error::at(Act::Read, path))?;
        if !kind.is_dir() {
            let name = name(path.file_name().unwrap_or_default().as_ref());
            found.photos.push(Photo { path: path.clone(), name, folders: Vec::new() });
            continue;
        }
        let walk = WalkDir::new(path).max_depth(DEPTH).sort_by_file_name().into_iter();
        let hidden = |entry: &walkdir::DirEntry| {
            entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
        };
        for entry in walk.filter_entry(|entry| !hidden(entry)) {
            let entry = entry.map_err(|error| {
                let at = error.path().unwrap_or(path).to_owned();
                Error::at(Act::Read, &at)(error.into())
            })?;
            if entry.file_type().is_dir() {
                continue;
            }
            if is_photo(entry.path()) {
                found.photos.push(inside(path, entry.path()));
            } else {
                found.others += 1;
            }
        }
    }
    Ok(found)
}

fn is_photo(path: &Path) -> bool {
    match path.extension() {
        None => true,
        Some(ending) => {
            let ending = ending.to_string_lossy().to_ascii_lowercase();
            ENDINGS.contains(&ending.as_str())
        }
    }
}

fn inside(folder: &Path, path: &Path) -> Photo {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<String> = below.components().map(|part| name(part.as_ref())).collect();
    // `verify thon-dong/` names its hall, and so does `verify .` in that folder.
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let top = name(whole.file_name().unwrap_or_default().as_ref());
    let above = &parts[..parts.len().saturating_sub(1)];
    let folders = above.iter().rev().cloned().chain([top]).collect();
    Photo { path: path.to_owned(), name: parts.join("/"), folders }
}

fn name(part: &Path) -> String {
    part.to_string_lossy().into_owned()
}

/// Reads a photo of at most `most` bytes.
///
/// # Errors
/// Says why it was not read.
pub fn read(photo: &Photo, most: u64) -> Result<Vec<u8>, Refusal> {
    let unreadable = |error: std::io::Error| Refusal::Unreadable(error.to_string());
    let kind = photo.path.symlink_metadata().map_err(unreadable)?;
    if !kind.is_file() {
        return Err(Refusal::NotPlain);
    }
    if kind.len() > most {
        return Err(Refusal::TooLarge(kind.len()));
    }
    let file = File::open(&photo.path).map_err(unreadable)?;
    let mut bytes = Vec::with_capacity(kind.len() as usize);
    // A file that grows while it is read stops here.
    file.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > most {
        return Err(Refusal::TooLarge(bytes.len() as u64));
    }
    Ok(bytes)
}
