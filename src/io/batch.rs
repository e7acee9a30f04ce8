//! A batch of printed sheets: the files and their records appear together or not at all.
//!
//! The files are written into a hidden folder and synced; then the records are written and synced;
//! then the folder gets its name. A journal in `.tracuu/` names all three, so that the next start
//! finishes what was recorded and discards what was not: there is never a record without its file or
//! a file without its record.

use std::fs;
use std::path::{Path, PathBuf};

use super::stage::{self, Pieces, swap};
use super::{Act, Error, lock};

/// Where the journal stands, below the project.
const JOURNAL: &str = ".tracuu/print";

/// A batch in the making. Dropped without [`Batch::commit`], it leaves no trace.
#[derive(Debug)]
pub struct Batch {
    journal: PathBuf,
    /// Where the files are until they are recorded.
    aside: PathBuf,
    /// Where they appear.
    folder: PathBuf,
    done: bool,
}

/// What the next start made of a batch that was cut off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recovered {
    /// It was recorded: its folder now has its name.
    Finished(PathBuf),
    /// It was not recorded: its files are gone.
    Discarded,
    /// It was recorded, and its files are neither where they were written nor where they belong:
    /// somebody moved them, or the stick they were written to is not there.
    Missing(PathBuf),
}

impl Batch {
    /// Begins a batch whose files appear in `folder`; its last part gets a number when there is
    /// already something of that name.
    ///
    /// # Errors
    /// When the disk refuses, or `.tracuu` leads elsewhere.
    pub fn begin(root: &Path, folder: &Path, name: &str) -> Result<Self, Error> {
        let folder = free(&stage::allowed(root, folder)?);
        let parent = folder.parent().unwrap_or(root);
        let aside = parent.join(format!(".tracuu-print-{name}"));
        let journal = root.join(JOURNAL);
        stage::refuse_links(root, &journal)?;
        remove(&aside)?;
        let batch = Self { journal, aside, folder, done: false };
        let [aside, folder] = [&batch.aside, &batch.folder].map(|path| path.to_string_lossy());
        let paths = [name, &*aside, &*folder].join("\n");
        stage::replace_file(&batch.journal, format!("{paths}\n").as_bytes())?;
        fs::create_dir(&batch.aside).map_err(Error::at(Act::Write, &batch.aside))?;
        Ok(batch)
    }

    /// Writes one file; may be called from several threads.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.aside.join(name);
        let parent = path.parent().unwrap_or(&self.aside);
        fs::create_dir_all(parent).map_err(Error::at(Act::Write, parent))?;
        fs::write(&path, bytes).map_err(Error::at(Act::Write, &path))
    }

    /// Begins a file that is written piece by piece.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn begin_file(&self, name: &str) -> Result<Pieces, Error> {
        Pieces::create(self.aside.join(name))
    }

    /// Reads a file back and removes it.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn take(&self, name: &str) -> Result<Vec<u8>, Error> {
        let path = self.aside.join(name);
        let bytes = fs::read(&path).map_err(Error::at(Act::Read, &path))?;
        fs::remove_file(&path).map_err(Error::at(Act::Remove, &path))?;
        Ok(bytes)
    }

    /// Gives a file another name.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn rename(&self, from: &str, to: &str) -> Result<(), Error> {
        let to = self.aside.join(to);
        fs::rename(self.aside.join(from), &to).map_err(Error::at(Act::Rename, &to))
    }

    /// Makes the files durable, lets `record` write the records, then gives the folder its name;
    /// returns where it is.
    ///
    /// # Errors
    /// When the disk or `record` refuses. What was recorded by then is finished by the next start.
    pub fn commit(mut self, record: impl FnOnce() -> Result<(), Error>) -> Result<PathBuf, Error> {
        swap::sync(&self.aside)?;
        record()?;
        // From here on the records stand: nothing may remove the files.
        self.done = true;
        fs::rename(&self.aside, &self.folder).map_err(Error::at(Act::Rename, &self.folder))?;
        swap::sync_folder(self.folder.parent().unwrap_or(&self.folder))?;
        remove(&self.journal)?;
        Ok(self.folder.clone())
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        if !self.done {
            // What cannot be removed now is removed by the next start, which finds the journal.
            if remove(&self.aside).is_ok() {
                let _ = remove(&self.journal);
            }
        }
    }
}

/// Finishes or discards a batch that was cut off; `records` is the file with the records of all
/// batches, a line each that begins with the batch's name and a comma.
///
/// Does nothing while another process prints.
///
/// # Errors
/// When the disk refuses.
pub fn recover(root: &Path, records: &Path) -> Result<Option<Recovered>, Error> {
    let journal = root.join(JOURNAL);
    stage::refuse_links(root, &journal)?;
    let Ok(text) = fs::read_to_string(&journal) else { return Ok(None) };
    let _writer = match lock::Writer::take(root) {
        Err(Error::Busy(_)) => return Ok(None),
        writer => writer?,
    };
    let mut lines = text.lines();
    let (Some(name), Some(aside), Some(folder)) = (lines.next(), lines.next(), lines.next()) else {
        remove(&journal)?;
        return Ok(None);
    };
    let (aside, folder) = (PathBuf::from(aside), PathBuf::from(folder));
    // A journal from elsewhere must not have us remove a folder of its choosing.
    let ours =
        aside.file_name().is_some_and(|n| n.to_string_lossy() == format!(".tracuu-print-{name}"));
    if !ours || name.is_empty() || name.contains(['/', '\\']) {
        remove(&journal)?;
        return Ok(None);
    }
    let recorded = fs::read_to_string(records).unwrap_or_default();
    let recorded =
        recorded.lines().any(|line| line.strip_prefix(name).is_some_and(|l| l.starts_with(',')));
    let recovered = if !recorded {
        remove(&aside)?;
        Some(Recovered::Discarded)
    } else if aside.is_dir() {
        let folder = free(&folder);
        fs::rename(&aside, &folder).map_err(Error::at(Act::Rename, &folder))?;
        swap::sync_folder(folder.parent().unwrap_or(root))?;
        Some(Recovered::Finished(folder))
    } else if folder.is_dir() {
        None
    } else {
        Some(Recovered::Missing(folder))
    };
    remove(&journal)?;
    Ok(recovered)
}

/// Returns the path, or the first of `path-2`, `path-3`, … that nothing has.
fn free(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let others = (2..).map(|count| path.with_file_name(format!("{name}-{count}")));
    let mut all = std::iter::once(path.to_owned()).chain(others);
    all.find(|path| fs::symlink_metadata(path).is_err()).expect("some number is free")
}

/// Removes a file or a folder; what is not there is removed.
fn remove(path: &Path) -> Result<(), Error> {
    let removed = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(_) => return Ok(()),
    };
    removed.map_err(Error::at(Act::Remove, path))
}

#[cfg(test)]
mod tests;
