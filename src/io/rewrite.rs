//! Several sources of the project written together: all of them, or none.
//!
//! Everything is written aside first, old files are kept in `.tracuu/backup`, then the new ones take
//! their places one by one; when one cannot, those before it are put back. Only a machine that dies
//! between two renames leaves a part; the old files are then in the backup.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Act, Error, copy, stage};
use crate::files::{Bytes, FilePath};

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

/// Writes all files; returns where the old ones are kept.
///
/// # Errors
/// When the disk refuses, a folder is a link, or a file is not as it was read; nothing is changed then.
pub fn all(root: &Path, writes: &[Write], day: &str) -> Result<Vec<PathBuf>, Error> {
    let folder = root.join(".tracuu").join("import");
    stage::refuse_links(root, &folder)?;
    let mut kept = Vec::new();
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
        if write.old.is_some() {
            kept.extend(copy::back_up(root, &write.path, day)?);
        }
        let from = folder.join(at.to_string());
        stage::replace_file(&from, &write.new)?;
        aside.push(from);
    }
    let done = move_all(root, writes, &aside);
    // What is left aside is of no use to anybody.
    let _ = fs::remove_dir_all(&folder);
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
