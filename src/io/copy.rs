//! Files that stand twice: in the output folder beside the site, and kept in `.tracuu`.

use std::fs;
use std::path::{Component, Path};

use super::{Error, stage};
use crate::files::{FilePath, FileSet};

/// Reads files of the output folder into the set, where the folder is there and bears our mark; their
/// paths in the set are as the output folder was named.
///
/// What cannot be read is left out: the copy is only ever evidence.
pub fn read(root: &Path, output: &Path, names: &[&str], files: &mut FileSet) {
    let folder = root.join(output);
    if !stage::is_ours(&folder) {
        return;
    }
    let below: Vec<String> = output
        .components()
        .filter_map(|part| match part {
            Component::Normal(part) => Some(part.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect();
    for name in names {
        let path = folder.join(name);
        // A link may lead anywhere.
        let plain = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        let Some(bytes) = plain.then(|| fs::read(&path).ok()).flatten() else { continue };
        if let Ok(path) = FilePath::new(&format!("{}/{name}", below.join("/"))) {
            files.insert(path, bytes);
        }
    }
}

/// Replaces one file of the output folder, where the folder is there and bears our mark; says whether
/// it did.
///
/// # Errors
/// When the disk refuses.
pub fn write(root: &Path, output: &Path, name: &str, bytes: &[u8]) -> Result<bool, Error> {
    let folder = root.join(output);
    if !stage::is_ours(&folder) {
        return Ok(false);
    }
    let path = folder.join(name);
    let linked = path.parent().is_some_and(Path::is_symlink);
    if !linked {
        stage::replace_file(&path, bytes)?;
    }
    Ok(!linked)
}

/// Keeps a file of the ledger in `.tracuu/`, for a project without output folder.
///
/// # Errors
/// When the disk refuses.
pub fn keep(root: &Path, name: &str, bytes: &[u8]) -> Result<(), Error> {
    let path = root.join(KEPT).join(name);
    stage::refuse_links(root, &path)?;
    stage::replace_file(&path, bytes)
}

/// Reads what [`keep`] kept into the set, under its path in the project.
pub fn read_kept(root: &Path, names: &[&str], files: &mut FileSet) {
    for name in names {
        let path = root.join(KEPT).join(name);
        let plain = stage::refuse_links(root, &path).is_ok();
        let Some(bytes) = plain.then(|| fs::read(&path).ok()).flatten() else { continue };
        if let Ok(path) = FilePath::new(&format!("{KEPT}/{name}")) {
            files.insert(path, bytes);
        }
    }
}

/// Where the ledger is kept beside the project's own files.
const KEPT: &str = ".tracuu";

/// Replaces a file that a person named on the command line, relative to the project, or makes it.
///
/// # Errors
/// When the disk refuses, a folder or link of that name is there, or it is a source of the project
/// or inside a generated folder.
pub fn export(root: &Path, named: &Path, bytes: &[u8]) -> Result<(), Error> {
    let path = stage::outside(root, named)?;
    if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
        return Err(Error::Output { path, why: stage::Forbidden::NotAFolder });
    }
    stage::replace_file(&path, bytes)
}

/// Says whether a folder of that name is there.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}
