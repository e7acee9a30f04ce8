//! Sheets made by an earlier build, in `.tracuu/cache`: a file that did not change is linked, not
//! made again. Deleting the folder at any time costs time and nothing else.
//!
//! What stands there is not believed unseen: each entry is sealed with a key that only this
//! program on this machine knows, so that a file which was damaged, or came along with a project
//! from a stranger, is made anew.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::Error;
use super::stage::Aside;
use crate::files::FilePath;

/// The results that earlier builds left.
#[derive(Debug)]
pub struct Cache {
    /// Nothing when the folder cannot serve: then nothing is remembered.
    folder: Option<PathBuf>,
    key: [u8; 32],
    /// Names of entries that this build found or left.
    used: Mutex<BTreeSet<String>>,
}

/// What a result follows from: equal digests, equal bytes.
pub type Digest = [u8; 32];

impl Cache {
    /// Opens the cache of the project in `root`, and makes its folder.
    ///
    /// A cache that cannot be used (a link to elsewhere, a disk that refuses) is no error: every
    /// sheet is then made.
    #[must_use]
    pub fn open(root: &Path) -> Self {
        let folder = root.join(".tracuu").join("cache");
        let plain = [root.join(".tracuu"), folder.clone()]
            .iter()
            .all(|path| !fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink()));
        let folder = (plain && fs::create_dir_all(&folder).is_ok()).then_some(folder);
        Self { folder, key: key(), used: Mutex::default() }
    }

    /// Puts the files of an entry into the new output folder; says whether all were there, whole.
    ///
    /// # Errors
    /// When the output folder refuses.
    pub fn recall(
        &self,
        digest: &Digest,
        files: &[(&str, FilePath)],
        aside: &Aside,
    ) -> Result<bool, Error> {
        let Some(folder) = &self.folder else { return Ok(false) };
        let name = self.name(digest);
        for (part, _) in files {
            let (file, seal) = paths(folder, &name, part);
            let whole = self.seal(&file).is_ok_and(|right| {
                written(&seal).is_some_and(|written| written == right.to_hex().as_bytes())
            });
            if !whole {
                return Ok(false);
            }
        }
        for (part, path) in files {
            aside.take(path, &paths(folder, &name, part).0)?;
        }
        self.used.lock().expect("no thread panics with it").insert(name);
        Ok(true)
    }

    /// Remembers files of the new output folder. What the disk refuses is not remembered.
    pub fn remember(&self, digest: &Digest, files: &[(&str, FilePath)], aside: &Aside) {
        let Some(folder) = &self.folder else { return };
        let name = self.name(digest);
        for (part, path) in files {
            let (file, seal) = paths(folder, &name, part);
            let made = aside.path(path);
            // What stood there was damaged, or was made for other formats.
            let _ = fs::remove_file(&file);
            let kept = fs::hard_link(&made, &file).or_else(|_| fs::copy(&made, &file).map(drop));
            let sealed = kept.and_then(|()| self.seal(&file));
            // A link in its place would be written through: it is taken away, never followed.
            let _ = fs::remove_file(&seal);
            let _ = sealed.and_then(|right| {
                let mut file = OpenOptions::new().write(true).create_new(true).open(&seal)?;
                file.write_all(right.to_hex().as_bytes())
            });
        }
        self.used.lock().expect("no thread panics with it").insert(name);
    }

    /// Removes what this build neither found nor left: for after a build of everything.
    pub fn sweep(&self) {
        let Some(entries) = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok())
        else {
            return;
        };
        let used = self.used.lock().expect("no thread panics with it");
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let stem = name.split('.').next().unwrap_or(&name);
            if !used.contains(stem) {
                // What cannot be removed now is removed by the next build.
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn name(&self, digest: &Digest) -> String {
        blake3::keyed_hash(&self.key, digest).to_hex().to_string()
    }

    /// Reads a file piece by piece: the posters of a commune are too large to be read at once.
    fn seal(&self, file: &Path) -> io::Result<blake3::Hash> {
        if !fs::symlink_metadata(file)?.is_file() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut hasher = blake3::Hasher::new_keyed(&self.key);
        // The name as well: an entry must not stand in for another.
        let name = file.file_name().unwrap_or_default();
        hasher.update(name.as_encoded_bytes());
        let mut file = File::open(file)?;
        let mut piece = vec![0; 1 << 16];
        loop {
            match file.read(&mut piece)? {
                0 => return Ok(hasher.finalize()),
                length => hasher.update(&piece[..length]),
            };
        }
    }
}

/// Reads a seal: a plain file of 64 hexadecimal digits, nothing else is opened.
fn written(seal: &Path) -> Option<Vec<u8>> {
    let found = fs::symlink_metadata(seal).ok()?;
    (found.is_file() && found.len() == 64).then(|| fs::read(seal).ok()).flatten()
}

fn paths(folder: &Path, name: &str, part: &str) -> (PathBuf, PathBuf) {
    (folder.join(format!("{name}.{part}")), folder.join(format!("{name}.{part}.seal")))
}

/// Derives the key from what is known of this very program on this machine: its version, its size,
/// and the moment at which it was put here. Another program makes everything anew.
fn key() -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    if let Ok(program) = std::env::current_exe() {
        hasher.update(program.as_os_str().as_encoded_bytes());
        if let Ok(found) = fs::metadata(&program) {
            hasher.update(&found.len().to_le_bytes());
            for time in [found.modified(), found.created()].into_iter().flatten() {
                let since = time.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
                hasher.update(&since.as_nanos().to_le_bytes());
            }
        }
    }
    *hasher.finalize().as_bytes()
}
