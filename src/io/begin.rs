//! New files, which are never written over another.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{Act, Error, stage};
use crate::files::FilePath;

/// Writes files that are not there into a project; of several, all or none.
///
/// # Errors
/// When one is there already, a folder on the way is a link, or the disk refuses.
pub fn add(root: &Path, files: &[(FilePath, String)]) -> Result<(), Error> {
    let mut written: Vec<PathBuf> = Vec::new();
    for (path, text) in files {
        if let Err(error) = add_one(root, path, text.as_bytes()) {
            for path in written {
                let _ = fs::remove_file(path);
            }
            return Err(error);
        }
        written.push(root.join(path.as_str()));
    }
    Ok(())
}

fn add_one(root: &Path, path: &FilePath, bytes: &[u8]) -> Result<(), Error> {
    let target = root.join(path.as_str());
    stage::refuse_links(root, target.parent().unwrap_or(root))?;
    let parent = target.parent().unwrap_or(root);
    fs::create_dir_all(parent).map_err(Error::at(Act::Write, parent))?;
    write(&target, bytes)
}

/// Writes a file that is not there, and makes it durable.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let new = File::options().write(true).create_new(true).open(path);
    let mut file = new.map_err(Error::at(Act::Write, path))?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|error| {
        // Half a file would stop every later build.
        let _ = fs::remove_file(path);
        Error::at(Act::Write, path)(error)
    })
}
