//! One writer of the ledger at a time: two that mint at once would give one number to two things.

use std::fs::{self, File};
use std::path::Path;

use super::{Act, Error, stage};

/// The right to change the ledger of a project, until it is dropped or the process dies.
#[derive(Debug)]
pub struct Writer {
    _file: File,
}

impl Writer {
    /// Takes the right for the project in `root`; to be taken before the ledger is read.
    ///
    /// # Errors
    /// When there is no project, another process has it, or the disk refuses; a folder that is no project
    /// is left as it was.
    pub fn take(root: &Path) -> Result<Self, Error> {
        if !root.join("content").is_dir() {
            return Err(Error::NotAProject(root.to_owned()));
        }
        let folder = root.join(".tracuu");
        stage::refuse_links(root, &folder)?;
        fs::create_dir_all(&folder).map_err(Error::at(Act::Write, &folder))?;
        let path = folder.join("ledger.lock");
        stage::refuse_links(root, &path)?;
        let file = File::create(&path).map_err(Error::at(Act::Write, &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(fs::TryLockError::WouldBlock) => Err(Error::Busy(root.to_owned())),
            Err(fs::TryLockError::Error(error)) => Err(Error::at(Act::Write, &path)(error)),
        }
    }
}
