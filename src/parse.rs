//! Input files to the site. It never fails: what cannot be read is reported and left out.
//!
//! Every file is read for itself, on every core; then what one file says of another is checked.

mod amounts;
mod assemble;
mod commune;
mod days;
mod debris;
mod documents;
mod encoding;
mod fee;
mod front_matter;
mod keys;
mod layout;
mod line;
mod links;
mod markdown;
pub mod mend;
mod mistakes;
mod opened;
mod outcome;
mod page;
mod procedure;
mod program;
mod references;
mod refused;
mod source;
mod spelling;
mod structure;
mod syntax;
mod targets;
mod translation;
mod unfilled;
mod unverified;
mod values;
mod village;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

pub use self::debris::is_debris;
pub use self::spelling::{nearest_id, slug};
pub use self::unfilled::UNFILLED;

use self::outcome::Outcome;
use crate::diagnostic::{Diagnostics, Text};
use crate::files::{Bytes, FilePath, FileSet};
use crate::model::Site;
use crate::yaml as tree;

/// Reads all files of `content/` into a site; nothing when `content/site.yaml` does not say where
/// the site is and whose it is.
///
/// All mistakes of all files are found in one run: a file with an error is left out, and
/// references to it are no second error.
#[must_use]
pub fn site(files: &FileSet, found: &mut Diagnostics) -> Option<Site> {
    let (entries, lost) = layout::entries(files, found);
    let read: Vec<Outcome> = entries.par_iter().map(|entry| outcome::read(files, entry)).collect();
    assemble::site(entries, read, lost, found)
}

/// Reads bytes as UTF-8.
///
/// # Errors
/// The sentence that names what they are instead: an old Vietnamese encoding, a damaged file.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, Text> {
    encoding::text(&FilePath::known("content"), bytes).map_err(|finding| finding.text)
}

/// Finds the bytes of the keys and of the body of a Markdown file; nothing when one of its two lines
/// `---` is not there.
pub(crate) fn parts(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let file = FilePath::known("content");
    let mut source = source::Source::new(&file, text);
    let parts = front_matter::split(&mut source);
    (!source.found.has_errors()).then_some((parts.keys, parts.body))
}

/// What was read last time, so that a file that is as it was is not read again.
#[derive(Default)]
pub struct Memory {
    /// Every name of the set: what a file links to is looked up among them.
    names: Vec<FilePath>,
    read: BTreeMap<FilePath, (Bytes, Outcome)>,
}

/// Reads all files as [`site`] does, with the same answer; of what `memory` holds only what changed.
#[must_use]
pub fn again(files: &FileSet, memory: &mut Memory, found: &mut Diagnostics) -> Option<Site> {
    let (entries, lost) = layout::entries(files, found);
    if !files.iter().map(|(path, _)| path).eq(&memory.names) {
        memory.names = files.iter().map(|(path, _)| path.clone()).collect();
        memory.read.clear();
    }
    let known = &memory.read;
    let read = entries.par_iter().map(|entry| match known.get(entry.path) {
        Some((bytes, outcome)) if bytes == entry.bytes => (outcome.clone(), None),
        _ => {
            let outcome = outcome::read(files, entry);
            (outcome.clone(), Some((entry.path.clone(), (entry.bytes.clone(), outcome))))
        }
    });
    let (read, new): (Vec<_>, Vec<_>) = read.unzip();
    memory.read.extend(new.into_iter().flatten());
    assemble::site(entries, read, lost, found)
}
