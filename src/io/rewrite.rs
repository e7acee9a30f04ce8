//! Sources of the project that are written anew: kept in `.tracuu/backup` first, and never over what
//! somebody else wrote in between.
//!
//! One by one, or several together, all of them or none: everything is written aside first, then the
//! new files take their places; when one cannot, those before it are put back. Only a machine that dies
//! between two renames leaves a part; the old files are then in the backup.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Act, Error, stage};
use crate::files::{Bytes, FilePath};

/// What became of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rewritten {
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
pub fn one(
    root: &Path,
    folder: &Path,
    file: &FilePath,
    was: &[u8],
    new: &[u8],
) -> Result<Rewritten, Error> {
    let path = root.join(file.as_str());
    stage::refuse_links(root, &path)?;
    match fs::read(&path) {
        Ok(now) if now == was => {}
        Ok(_) => return Ok(Rewritten::Changed),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok(Rewritten::Changed);
        }
        Err(error) => return Err(Error::at(Act::Read, &path)(error)),
    }
    keep(root, folder, file, was)?;
    // Keeping took its time: once more, right before the name is changed.
    if fs::read(&path).is_ok_and(|now| now == was) {
        stage::replace_file(&path, new)?;
        return Ok(Rewritten::Written);
    }
    Ok(Rewritten::Changed)
}

/// Keeps what stood in a file below `folder`, at the same path.
fn keep(root: &Path, folder: &Path, file: &FilePath, was: &[u8]) -> Result<(), Error> {
    let kept = root.join(folder).join(file.as_str());
    stage::refuse_links(root, &kept)?;
    stage::replace_file(&kept, was)
}

/// One file to write.
#[derive(Clone, Debug)]
pub struct Write {
    /// Where, in the project.
    pub path: FilePath,
    /// What stood there when the project was read; nothing: no file.
    pub old: Option<Bytes>,
    /// What shall stand there.
    pub new: Vec<u8>,
}

/// Writes all files; returns the folder where the old ones are kept, if there were any. `day` names it.
///
/// # Errors
/// When the disk refuses, a folder is a link, or a file is not as it was read; nothing is changed then.
pub fn all(root: &Path, writes: &[Write], day: &str) -> Result<Option<PathBuf>, Error> {
    let fresh = root.join(".tracuu").join("rewrite");
    stage::refuse_links(root, &fresh)?;
    let backup = folder(root, day);
    let mut aside = Vec::new();
    for write in writes {
        let target = root.join(write.path.as_str());
        let parent = target.parent().unwrap_or(root).to_owned();
        stage::refuse_links(root, &parent)?;
        let is_link = fs::symlink_metadata(&target).is_ok_and(|found| !found.is_file());
        let now = fs::read(&target).ok();
        if is_link || now.as_deref() != write.old.as_deref() {
            return Err(Error::Changed(target));
        }
    }
    for (at, write) in writes.iter().enumerate() {
        if let Some(old) = &write.old {
            keep(root, &backup, &write.path, old)?;
        }
        let from = fresh.join(at.to_string());
        stage::replace_file(&from, &write.new)?;
        aside.push(from);
    }
    let done = move_all(root, writes, &aside);
    // What is left aside is of no use to anybody.
    let _ = fs::remove_dir_all(&fresh);
    let kept = writes.iter().any(|write| write.old.is_some()).then_some(backup);
    done.map(|()| kept)
}

fn move_all(root: &Path, writes: &[Write], aside: &[PathBuf]) -> Result<(), Error> {
    for (at, (write, from)) in writes.iter().zip(aside).enumerate() {
        let target = root.join(write.path.as_str());
        let parent = target.parent().unwrap_or(root);
        let moved = fs::create_dir_all(parent)
            .map_err(Error::at(Act::Write, parent))
            .and_then(|()| fs::rename(from, &target).map_err(Error::at(Act::Rename, &target)));
        if let Err(error) = moved {
            put_back(root, &writes[..at]);
            return Err(error);
        }
    }
    Ok(())
}

/// Puts back what stood there; what cannot be put back is in the backup.
fn put_back(root: &Path, writes: &[Write]) {
    for write in writes {
        let target = root.join(write.path.as_str());
        let _ = match &write.old {
            Some(old) => stage::replace_file(&target, old).is_ok(),
            None => fs::remove_file(&target).is_ok(),
        };
    }
}

/// Reads a file that a person named on the command line, relative to where the command runs.
///
/// # Errors
/// When it cannot be read, or has more than `most` bytes.
pub fn read_named(path: &Path, most: u64) -> Result<Vec<u8>, Error> {
    use std::io::Read;
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(Error::at(Act::Read, path))?;
    file.take(most).read_to_end(&mut bytes).map_err(Error::at(Act::Read, path))?;
    Ok(bytes)
}

/// Returns the names of the `.xlsx` files in a folder, in order, without those that Excel keeps beside
/// an open workbook (`~$…`); none where the folder cannot be read.
#[must_use]
pub fn spreadsheets(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let is_sheet =
        |name: &String| name.to_lowercase().ends_with(".xlsx") && !name.starts_with("~$");
    let mut names: Vec<String> = names.filter(is_sheet).collect();
    names.sort();
    names
}
