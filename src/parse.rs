//! Input files to the site. It never fails: what cannot be read is reported and left out.
//!
//! Every file is read for itself, on every core; then what one file says of another is checked.

mod amounts;
mod assemble;
mod bracket;
mod commune;
mod days;
mod debris;
mod disguised;
mod documents;
mod encoding;
mod fee;
mod front_matter;
mod hours;
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
mod phones;
mod procedure;
mod program;
mod references;
mod refused;
mod renamed;
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

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

pub use self::debris::is_debris;
pub(crate) use self::hours::certain_clock;
pub use self::spelling::{nearest_id, slug};
pub use self::unfilled::UNFILLED;

use self::layout::Layout;
use self::outcome::Outcome;
use crate::diagnostic::{Diagnostics, Text};
use crate::files::{self, Bytes, FilePath, FileSet, Refusal};
use crate::model::Site;
use crate::yaml as tree;

/// Reads all files of `content/` into a site; nothing when `content/site.yaml` does not say where
/// the site is and whose it is.
///
/// All mistakes of all files are found in one run: a file with an error is left out, and
/// references to it are no second error.
#[must_use]
pub fn site(files: &FileSet, found: &mut Diagnostics) -> Option<Site> {
    let layout = layout::layout(files);
    let entries = layout.entries(files);
    let read = entries.par_iter().map(|entry| Arc::new(outcome::read(files, entry)));
    let read: Vec<_> = read.collect();
    found.append(layout.found.clone());
    assemble::site(&entries, &read, layout.lost.clone(), found)
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
    refused: Vec<(String, Refusal)>,
    layout: Layout,
    /// Of each file of the layout the bytes and what became of them.
    read: Vec<(Bytes, Arc<Outcome>)>,
}

/// Reads all files as [`site`] does, with the same answer; of what `memory` holds only what changed.
#[must_use]
pub fn again(files: &FileSet, memory: &mut Memory, found: &mut Diagnostics) -> Option<Site> {
    let names = || files.iter().map(|(path, _)| path);
    if !(names().eq(&memory.names) && files.refused == memory.refused) {
        let (names, refused) = (names().cloned().collect(), files.refused.clone());
        *memory = Memory { names, refused, layout: layout::layout(files), read: Vec::new() };
    }
    let entries = memory.layout.entries(files);
    let read = entries.par_iter().enumerate().map(|(at, entry)| match memory.read.get(at) {
        Some((bytes, outcome)) if files::same(bytes, entry.bytes) => outcome.clone(),
        _ => Arc::new(outcome::read(files, entry)),
    });
    let read: Vec<_> = read.collect();
    found.append(memory.layout.found.clone());
    let site = assemble::site(&entries, &read, memory.layout.lost.clone(), found);
    let bytes: Vec<_> = entries.iter().map(|entry| entry.bytes.clone()).collect();
    memory.read = bytes.into_iter().zip(read).collect();
    site
}
