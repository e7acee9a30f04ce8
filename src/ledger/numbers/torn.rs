//! A last line that a power cut or a cut-off copy left in the middle.

use super::csv::{Line, Word};
use crate::diagnostic::Place;
use crate::ledger::prints::{Print, Prints};
use crate::model::Id;
use crate::model::site::Thing;
use crate::model::village::Kind;

/// A torn last line that nothing could restore, and what can still be read of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ledger) struct Torn {
    /// What is left.
    pub(in crate::ledger) text: String,
    /// Where it stands.
    pub(in crate::ledger) place: Place,
}

impl Torn {
    /// Returns the number, when all of it is left.
    pub(in crate::ledger) fn number(&self) -> Option<u32> {
        self.text.split_once(',')?.0.parse().ok()
    }

    /// Says whether the line can have been about this thing.
    pub(in crate::ledger) fn fits(&self, kind: Thing, id: &Id) -> bool {
        let mut parts = self.text.split(',').skip(1);
        let (word, name) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        // A column with another behind it is whole.
        let columns = self.text.matches(',').count();
        let is = |left: &str, whole: &str, column: usize| {
            if columns > column { left == whole } else { whole.starts_with(left) }
        };
        is(word, kind.key(), 1) && is(name, id.as_str(), 2)
    }

    /// Returns which of the things that have no number yet the line was about, when it said the
    /// `next` number and only one of them fits.
    pub(super) fn claims(&self, next: u32, new: &[(&Id, Thing)]) -> Option<usize> {
        if self.number() != Some(next) {
            return None;
        }
        let mut fitting = (0..new.len()).filter(|at| self.fits(new[*at].1, new[*at].0));
        let first = fitting.next()?;
        // Several fit: the first by id, as it was minted.
        Some(first)
    }
}

/// Returns the whole line that `left` is the beginning of, as the copy in the output folder or the
/// prints know it; nothing when neither does.
pub(super) fn restored(
    left: &str,
    copy: &[Line],
    prints: &Prints,
    lines: &[(Line, Place)],
) -> Option<Line> {
    let missing = |line: &&Line| !lines.iter().any(|(known, _)| known == *line);
    let copied = copy.iter().filter(missing).find(|line| line.text().starts_with(left));
    if copied.is_some() {
        return copied.cloned();
    }
    let known = |number: u32| lines.iter().any(|(line, _)| line.number == number);
    let had = |number: u32, id: &Id| {
        lines.iter().any(|(line, _)| line.number == number && line.id == *id)
    };
    for print in prints.all() {
        for (number, id) in print.items.iter().filter_map(|item| item.about.as_ref()) {
            if had(*number, id) {
                continue;
            }
            let word = if known(*number) { Word::Renamed } else { Word::Minted(kind_of(print)) };
            let line = Line { number: *number, word, id: id.clone(), minted: print.date };
            // The day may differ: of the print nobody knows when the number was minted.
            let begins = format!("{number},{},{id},", word.key());
            if begins.starts_with(left) || left.starts_with(&begins) {
                return Some(line);
            }
        }
    }
    // It said what a line above says already: two files were joined.
    let known = lines.iter().map(|(line, _)| line).find(|line| line.text().starts_with(left));
    known.filter(|_| left.matches(',').count() > 1).cloned()
}

/// What a sheet of this kind tells about, thing by thing.
fn kind_of(print: &Print) -> Thing {
    match print.slot.kind {
        Kind::Index => Thing::Field,
        Kind::Program => Thing::Program,
        Kind::Slogan => Thing::Page,
        Kind::Board | Kind::Sheet | Kind::Notice | Kind::Leaflet | Kind::Survey => Thing::Procedure,
    }
}
