//! Sources of the project that are written anew: kept beside first, and never over what somebody
//! else wrote in between.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Act, Error, stage};
use crate::files::FilePath;

/// What became of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amended {
    /// It was kept and written.
    Written,
    /// It is no longer as it was read, or gone; nothing was done.
    Changed,
}

/// Returns a folder for the old files of one run, below `.tracuu/backup`, relative to the project: the
/// day, with a number when there is one of that day. Nothing is made yet.
#[must_use]
pub fn folder(root: &Path, day: &str) -> PathBuf {
    let below = Path::new(".tracuu").join("backup");
    let all = std::iter::once(below.join(day))
        .chain((2..).map(|count| below.join(format!("{day}-{count}"))));
    all.into_iter()
        .find(|path| fs::symlink_metadata(root.join(path)).is_err())
        .expect("some number is free")
}

/// Keeps a file below `folder`, at the same path, and writes it anew in one step.
///
/// # Errors
/// When the disk refuses, or a link stands in the way; the file is then as it was.
pub fn file(
    root: &Path,
    folder: &Path,
    file: &FilePath,
    was: &[u8],
    new: &[u8],
) -> Result<Amended, Error> {
    let path = root.join(file.as_str());
    stage::refuse_links(root, &path)?;
    let kept = root.join(folder).join(file.as_str());
    stage::refuse_links(root, &kept)?;
    match fs::read(&path) {
        Ok(now) if now == was => {}
        Ok(_) => return Ok(Amended::Changed),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Amended::Changed),
        Err(error) => return Err(Error::at(Act::Read, &path)(error)),
    }
    stage::replace_file(&kept, was)?;
    // Keeping took its time: once more, right before the name is changed.
    if fs::read(&path).is_ok_and(|now| now == was) {
        stage::replace_file(&path, new)?;
        return Ok(Amended::Written);
    }
    Ok(Amended::Changed)
}
