//! Where each key of a document stands, so that a finding made late still points at its line.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::diagnostic::Place;
use crate::files::FilePath;

/// The places of all keys of one file's front matter.
///
/// A key is asked for by its path: `title`, `documents[2].name`, `channels.online.url`.
/// Kept small (16 bytes a key), because ten thousand procedures are in memory at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    file: FilePath,
    /// Hash of the path, start and end in bytes; ordered by hash.
    places: Vec<(u64, u32, u32)>,
}

impl Origin {
    /// Makes the origin of `file` from `(path, start, end)` of each key's value.
    #[must_use]
    pub fn new<'a>(file: FilePath, keys: impl Iterator<Item = (&'a str, usize, usize)>) -> Self {
        let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let mut places: Vec<_> =
            keys.map(|(path, start, end)| (digest(path), small(start), small(end))).collect();
        places.sort_unstable();
        Self { file, places }
    }

    /// Returns the file.
    #[must_use]
    pub fn file(&self) -> &FilePath {
        &self.file
    }

    /// Returns the place of the key at `path`; for one that is absent, of the nearest key around
    /// it (`documents[2]` for `documents[2].brief`), else the start of the file.
    #[must_use]
    pub fn place(&self, path: &str) -> Place {
        let mut path = path;
        loop {
            let digest = digest(path);
            if let Ok(at) = self.places.binary_search_by_key(&digest, |row| row.0) {
                let (_, start, end) = self.places[at];
                return Place::new(self.file.clone(), start as usize, end as usize);
            }
            match path.rfind(['.', '[']) {
                Some(at) => path = &path[..at],
                None => return Place::start(self.file.clone()),
            }
        }
    }
}

/// `DefaultHasher::new` has fixed keys, so the same path has the same digest in every run.
fn digest(path: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}
