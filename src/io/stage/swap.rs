//! The moment of change: sync, swap, and what the next start makes of a moment that was cut off.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use crate::io::{Act, Error};

/// Makes all files below `folder` durable.
#[cfg(target_os = "linux")]
pub(in crate::io) fn sync(folder: &Path) -> Result<(), Error> {
    // One call for the file system: twenty thousand single ones take minutes on a hard disk.
    let handle = File::open(folder).map_err(Error::at(Act::Write, folder))?;
    rustix::fs::syncfs(handle).map_err(|error| Error::at(Act::Write, folder)(error.into()))
}

/// Makes all files below `folder` durable.
#[cfg(not(target_os = "linux"))]
pub(in crate::io) fn sync(folder: &Path) -> Result<(), Error> {
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.map_err(|error| Error::at(Act::Write, folder)(error.into()))?;
        if entry.file_type().is_file() {
            let file = File::options().write(true).open(entry.path());
            file.and_then(|file| file.sync_all()).map_err(Error::at(Act::Write, entry.path()))?;
        }
    }
    Ok(())
}

/// Makes the names in `folder` durable, where the system knows such a thing.
pub(in crate::io) fn sync_folder(folder: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        let synced = File::open(folder).and_then(|handle| handle.sync_all());
        synced.map_err(Error::at(Act::Write, folder))?;
    }
    Ok(())
}

/// Puts `<stage>/new` in the place of `output` and removes what was there.
pub(super) fn swap(stage: &Path, output: &Path) -> Result<(), Error> {
    let new = stage.join("new");
    if output.exists() {
        match exchange(&new, output) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::Unsupported => renames(stage, output)?,
            Err(error) => return Err(Error::at(Act::Rename, output)(error)),
        }
    } else {
        fs::rename(&new, output).map_err(Error::at(Act::Rename, output))?;
    }
    sync_folder(output.parent().unwrap_or(stage))?;
    clean(stage)
}

/// Exchanges two folders in one step; `Unsupported` where the system or file system cannot.
#[cfg(target_os = "linux")]
fn exchange(new: &Path, output: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, new, CWD, output, RenameFlags::EXCHANGE) {
        Err(Errno::NOSYS | Errno::INVAL | Errno::OPNOTSUPP) => {
            Err(io::ErrorKind::Unsupported.into())
        }
        other => Ok(other?),
    }
}

/// Exchanges two folders in one step; `Unsupported` where the system or file system cannot.
#[cfg(not(target_os = "linux"))]
fn exchange(_new: &Path, _output: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The way of systems without an exchange: the old folder steps aside, the new one steps in.
/// Between the two there is none; [`recover`] finishes what was cut off there.
pub(super) fn renames(stage: &Path, output: &Path) -> Result<(), Error> {
    let (new, old) = (stage.join("new"), stage.join("old"));
    fs::rename(output, &old).map_err(Error::at(Act::Rename, output))?;
    fs::rename(&new, output).map_err(|error| {
        // The old version goes back at once; if even that fails, the next start does it.
        let _ = fs::rename(&old, output);
        Error::at(Act::Rename, output)(error)
    })
}

/// Finishes or cleans what an earlier build left in `stage`.
///
/// An `old` without an `output` means that the two renames were cut off in between: `new` was
/// complete and synced then, so it steps in.
pub(super) fn recover(stage: &Path, output: &Path) -> Result<(), Error> {
    let (new, old) = (stage.join("new"), stage.join("old"));
    if old.is_dir() && !output.exists() {
        let finished = if new.is_dir() { &new } else { &old };
        fs::rename(finished, output).map_err(Error::at(Act::Rename, output))?;
    }
    clean(stage)
}

fn clean(stage: &Path) -> Result<(), Error> {
    for left in [stage.join("new"), stage.join("old")] {
        match fs::remove_dir_all(&left) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::at(Act::Remove, &left)(error));
            }
            _ => {}
        }
    }
    Ok(())
}
