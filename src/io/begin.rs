//! New files where none are: a whole project in an empty folder, or single files that are never
//! written over another.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Act, Error, stage};
use crate::files::{FilePath, FileSet};

/// Where a project is put together before it is shown, inside its folder.
const ASIDE: &str = ".tracuu/init";
/// Where a project keeps what it can make again.
const OWN: &str = ".tracuu";
/// What Explorer and Finder put into a folder that somebody looked into.
const LEFT_BEHIND: [&str; 3] = ["Thumbs.db", "desktop.ini", ".DS_Store"];

/// Puts a project into a folder that is empty or not there: all of it, or nothing.
///
/// It is written aside on the same disk, then renamed piece by piece, `content` last: a folder
/// without it is no project, and what a killed run left is cleared away by the next.
///
/// # Errors
/// When something is in the folder, or the disk refuses; the folder is then as it was.
pub fn project(folder: &Path, files: &FileSet) -> Result<(), Error> {
    empty(folder)?;
    let was_there = folder.exists();
    let shown = write_aside(folder, files).and_then(|tops| show(folder, &tops));
    let own = folder.join(OWN);
    let _ = fs::remove_dir_all(folder.join(ASIDE));
    // Goes only when nothing else is in it.
    let _ = fs::remove_dir(&own);
    if shown.is_err() && !was_there {
        let _ = fs::remove_dir(folder);
    }
    shown
}

/// Lets pass a folder in which nothing is, or which is not there.
///
/// # Errors
/// Names what is in it, or says that the disk refuses to tell.
pub fn empty(folder: &Path) -> Result<(), Error> {
    let names = names(folder)?;
    if names.is_empty() {
        return Ok(());
    }
    Err(Error::NotEmpty { path: folder.to_owned(), names })
}

/// Lists what is in a folder, but for what we keep there and what a file manager leaves behind.
fn names(folder: &Path) -> Result<Vec<String>, Error> {
    if !folder.exists() && !folder.is_symlink() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).map_err(Error::at(Act::Read, folder))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Error::at(Act::Read, folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let plain_folder = || fs::symlink_metadata(entry.path()).is_ok_and(|found| found.is_dir());
        let left = LEFT_BEHIND.iter().any(|left| name.eq_ignore_ascii_case(left));
        if !left && (name != OWN || !plain_folder()) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Writes everything aside; returns the names at the top, `content` last.
fn write_aside(folder: &Path, files: &FileSet) -> Result<Vec<String>, Error> {
    let aside = folder.join(ASIDE);
    match fs::remove_dir_all(&aside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(Error::at(Act::Remove, &aside)(error));
        }
        _ => {}
    }
    let mut tops: Vec<String> = Vec::new();
    for (path, bytes) in files.iter() {
        let target = aside.join(path.as_str());
        let parent = target.parent().unwrap_or(&aside);
        fs::create_dir_all(parent).map_err(Error::at(Act::Write, parent))?;
        write(&target, bytes)?;
        let top = path.as_str().split('/').next().unwrap_or_default().to_owned();
        if !tops.contains(&top) {
            tops.push(top);
        }
    }
    tops.sort_by_key(|top| top == "content");
    Ok(tops)
}

fn show(folder: &Path, tops: &[String]) -> Result<(), Error> {
    for (at, top) in tops.iter().enumerate() {
        let target = folder.join(top);
        if let Err(error) = fs::rename(folder.join(ASIDE).join(top), &target) {
            for earlier in &tops[..at] {
                let path = folder.join(earlier);
                let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir_all(&path));
            }
            return Err(Error::at(Act::Rename, &target)(error));
        }
    }
    stage::swap::sync_folder(folder)
}

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
