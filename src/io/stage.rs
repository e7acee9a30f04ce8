//! Replaces the output folder as a whole: a reader sees version A or version B, never a mixture.
//!
//! Everything is written aside in `.tracuu/stage/<name>/new` beside the output folder, on the same
//! file system, synced, and swapped in one step where the system can; elsewhere by two renames that
//! the next start finishes. What a killed build left aside is cleaned by the next.

pub(super) mod swap;

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{Act, Error};
use crate::files::FilePath;

/// The first line of `README.md` in a folder that is ours to replace.
const MARK: &str = "<!-- tracuu: generated folder, replaced whole by every build -->";

/// What stands in the `README.md` of an output folder.
const README: &str = "<!-- tracuu: generated folder, replaced whole by every build -->\n\
# Thư mục này do tracuu tạo ra\n\n\
Mỗi lần `tracuu build`, cả thư mục được thay mới. Đừng sửa hay để tệp của mình ở đây: hãy sửa trong `content/`.\n\n\
*This folder is generated. Every build replaces it as a whole: edit `content/` instead.*\n";

/// Why an output folder is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// It is the root of the file system, has `..`, or has no name.
    NoName,
    /// It is the project folder, `content/`, `themes/`, or something above or inside them.
    Sources,
    /// It is not empty and does not bear our mark.
    NotOurs,
    /// It is a link or a file.
    NotAFolder,
    /// It is inside a generated folder, and gone with the next build.
    Generated,
}

impl fmt::Display for Forbidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoName => "not a folder that can be replaced",
            Self::Sources => "the project's own files are there",
            Self::NotOurs => "the folder is neither empty nor marked as ours",
            Self::NotAFolder => "not a folder",
            Self::Generated => "it is inside a generated folder, which the next build replaces",
        })
    }
}

/// A new output folder in the making. Dropped without [`Aside::commit`], it leaves no trace.
#[derive(Debug)]
pub struct Aside {
    /// What is being replaced.
    output: PathBuf,
    /// `.tracuu/stage/<name>`: `new`, `old` and the lock live here.
    stage: PathBuf,
    /// Held as long as the build runs; the system lets go of it when the process dies.
    _lock: File,
}

impl Aside {
    /// Begins to replace `output` of the project in `root`; first finishes or cleans what an
    /// earlier build left.
    ///
    /// # Errors
    /// When the folder is not ours to replace, another build runs, or the disk refuses.
    pub fn begin(root: &Path, output: &Path) -> Result<Self, Error> {
        let output = allowed(root, output)?;
        let (parent, name) = (output.parent(), output.file_name());
        let (Some(parent), Some(name)) = (parent, name) else {
            return Err(Error::Output { path: output, why: Forbidden::NoName });
        };
        let stage = parent.join(".tracuu").join("stage").join(name);
        refuse_links(parent, &stage)?;
        fs::create_dir_all(&stage).map_err(Error::at(Act::Write, &stage))?;
        let lock = lock(&stage)?;
        swap::recover(&stage, &output)?;
        check_mark(&output)?;
        let aside = Self { output, stage, _lock: lock };
        fs::create_dir(aside.new_folder()).map_err(Error::at(Act::Write, &aside.new_folder()))?;
        aside.write(&FilePath::known("README.md"), README.as_bytes())?;
        Ok(aside)
    }

    /// Writes one file of the new folder; may be called from several threads.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, path: &FilePath, bytes: &[u8]) -> Result<(), Error> {
        let target = self.new_folder().join(path.as_str());
        let written = fs::write(&target, bytes).or_else(|error| {
            // Most files stand in a folder that is already there: ask only when it is not.
            if error.kind() != io::ErrorKind::NotFound {
                return Err(error);
            }
            fs::create_dir_all(target.parent().unwrap_or(&self.stage))?;
            fs::write(&target, bytes)
        });
        written.map_err(Error::at(Act::Write, &target))
    }

    /// Writes one file that stands under several paths: the same bytes once on the disk where the
    /// file system can, else a copy each.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write_shared(&self, paths: &[FilePath], bytes: &[u8]) -> Result<(), Error> {
        let Some((first, others)) = paths.split_first() else { return Ok(()) };
        self.write(first, bytes)?;
        let first = self.new_folder().join(first.as_str());
        for other in others {
            let target = self.new_folder().join(other.as_str());
            let folder = target.parent().unwrap_or(&self.stage);
            let linked = fs::create_dir_all(folder).and_then(|()| fs::hard_link(&first, &target));
            if linked.is_err() {
                self.write(other, bytes)?;
            }
        }
        Ok(())
    }

    /// Begins a file of the new folder that is written piece by piece.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn begin_file(&self, path: &FilePath) -> Result<Pieces, Error> {
        self.write(path, &[])?;
        Pieces::create(self.path(path))
    }

    /// Reads a file of the new folder back.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn read(&self, path: &FilePath) -> Result<Vec<u8>, Error> {
        let path = self.path(path);
        fs::read(&path).map_err(Error::at(Act::Read, &path))
    }

    /// Takes a file that already stands on the disk: linked where the file system can, else copied.
    pub(super) fn take(&self, path: &FilePath, from: &Path) -> Result<(), Error> {
        let target = self.path(path);
        let folder = target.parent().unwrap_or(&self.stage);
        fs::create_dir_all(folder).map_err(Error::at(Act::Write, folder))?;
        fs::hard_link(from, &target)
            .or_else(|_| fs::copy(from, &target).map(drop))
            .map_err(Error::at(Act::Write, &target))
    }

    /// Returns where a file of the new folder stands.
    pub(super) fn path(&self, path: &FilePath) -> PathBuf {
        self.new_folder().join(path.as_str())
    }

    /// Makes everything durable, then puts the new folder in the place of the old.
    ///
    /// `before` runs when everything is safely on the disk and nothing is visible yet: the ledger
    /// is written there, so that a published number is never forgotten.
    ///
    /// # Errors
    /// When the disk refuses; the old folder is then as it was.
    pub fn commit(self, before: impl FnOnce() -> Result<(), Error>) -> Result<(), Error> {
        swap::sync(&self.new_folder())?;
        before()?;
        swap::swap(&self.stage, &self.output)
    }

    fn new_folder(&self) -> PathBuf {
        self.stage.join("new")
    }
}

/// A file of a new folder in the making.
#[derive(Debug)]
pub struct Pieces {
    file: File,
    path: PathBuf,
}

impl Pieces {
    /// Begins a file in a folder that is there.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn create(path: PathBuf) -> Result<Self, Error> {
        let file = File::create(&path).map_err(Error::at(Act::Write, &path))?;
        Ok(Self { file, path })
    }

    /// Adds a piece at the end.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), Error> {
        io::Write::write_all(&mut self.file, bytes).map_err(Error::at(Act::Write, &self.path))
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = fs::remove_dir_all(self.new_folder());
    }
}

/// Replaces one file in one step: writes aside in the same folder, syncs, renames.
///
/// # Errors
/// When the disk refuses; the old file is then as it was.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    // The parent of a bare name is nothing, and nothing cannot be synced.
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Error::at(Act::Write, folder))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let aside = folder.join(format!(".{name}.new"));
    let write = || {
        // What stands there may be a link to somewhere else: it is never written through.
        match fs::remove_file(&aside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = File::options().write(true).create_new(true).open(&aside)?;
        io::Write::write_all(&mut file, bytes)?;
        file.sync_all()
    };
    write().map_err(Error::at(Act::Write, &aside))?;
    fs::rename(&aside, path).map_err(Error::at(Act::Rename, path))?;
    swap::sync_folder(folder)
}

fn lock(stage: &Path) -> Result<File, Error> {
    let path = stage.join("lock");
    let file = File::create(&path).map_err(Error::at(Act::Write, &path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(Error::Busy(stage.to_owned())),
        Err(fs::TryLockError::Error(error)) => Err(Error::at(Act::Write, &path)(error)),
    }
}

/// Refuses a `.tracuu` that leads elsewhere: a project from a stranger may hold links, and what
/// stands aside is written and removed without asking.
pub(super) fn refuse_links(parent: &Path, stage: &Path) -> Result<(), Error> {
    let below = stage.strip_prefix(parent).unwrap_or(stage).join("lock");
    let mut path = parent.to_owned();
    for part in below.components() {
        path.push(part);
        if fs::symlink_metadata(&path).is_ok_and(|found| found.is_symlink()) {
            return Err(Error::Output { path, why: Forbidden::NotAFolder });
        }
    }
    Ok(())
}

/// Makes `output` absolute and refuses the folders that must never be replaced.
pub(super) fn allowed(root: &Path, output: &Path) -> Result<PathBuf, Error> {
    let path = outside(root, output)?;
    match fs::symlink_metadata(&path) {
        Ok(found) if !found.is_dir() => {
            let why = Forbidden::NotAFolder;
            return Err(Error::Output { path: output.to_owned(), why });
        }
        _ => {}
    }
    // Only now: a refused folder leaves nothing behind.
    let parent = path.parent().unwrap_or(&path);
    fs::create_dir_all(parent).map_err(Error::at(Act::Write, parent))?;
    Ok(path)
}

/// Makes a path that a person named absolute, and refuses what is inside the sources of the project
/// or inside a generated folder.
pub(super) fn outside(root: &Path, named: &Path) -> Result<PathBuf, Error> {
    let refuse = |why| Err(Error::Output { path: named.to_owned(), why });
    // A name like `-` is a slip of the hand, and hard to remove for people without a terminal.
    let slip = named.file_name().is_some_and(|name| name.to_string_lossy().starts_with('-'));
    if slip || named.components().any(|part| part == Component::ParentDir) {
        return refuse(Forbidden::NoName);
    }
    let root = fs::canonicalize(root).map_err(Error::at(Act::Read, root))?;
    let joined = root.join(named);
    let (Some(parent), Some(name)) = (joined.parent(), joined.file_name()) else {
        return refuse(Forbidden::NoName);
    };
    let path = real(parent)?.join(name);
    let sources =
        [root.join("content"), root.join("themes"), root.join(".tracuu"), root.join(".git")];
    let inside = sources.iter().any(|source| path.starts_with(source));
    if inside || root.starts_with(&path) {
        return refuse(Forbidden::Sources);
    }
    if path.ancestors().skip(1).any(is_ours) {
        return refuse(Forbidden::Generated);
    }
    Ok(path)
}

/// Resolves the links of a folder that need not exist yet.
fn real(folder: &Path) -> Result<PathBuf, Error> {
    match fs::canonicalize(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            match (folder.parent(), folder.file_name()) {
                (Some(above), Some(name)) => Ok(real(above)?.join(name)),
                _ => Err(Error::at(Act::Read, folder)(error)),
            }
        }
        found => found.map_err(Error::at(Act::Read, folder)),
    }
}

/// Lets pass what is absent, empty, or bears our mark.
fn check_mark(output: &Path) -> Result<(), Error> {
    let Ok(mut entries) = fs::read_dir(output) else { return Ok(()) };
    if is_ours(output) || entries.next().is_none() {
        return Ok(());
    }
    Err(Error::Output { path: output.to_owned(), why: Forbidden::NotOurs })
}

/// Says whether a folder bears our mark.
pub(super) fn is_ours(folder: &Path) -> bool {
    fs::read(folder.join("README.md")).is_ok_and(|text| text.starts_with(MARK.as_bytes()))
}

#[cfg(test)]
mod tests;
