//! The ledger of its lines: what is told apart here is lost, torn, disputed or reused.

use std::collections::{BTreeMap, BTreeSet};

use super::csv::{self, Line, Word};
use super::dispute::{self, Claims};
use super::{Ledger, Row, Torn, told, torn};
use crate::diagnostic::{Diagnostics, Place};
use crate::files::FileSet;
use crate::ledger::prints::Prints;
use crate::ledger::published;
use crate::model::Id;

/// The lines of the file, its last one mended where it was torn.
#[derive(Default)]
pub(super) struct Raw {
    /// Every line that can be trusted.
    pub(super) lines: Vec<(Line, Place)>,
    /// A torn last line that nothing could restore.
    torn: Option<Torn>,
    /// Whether a torn last line was restored.
    restored: bool,
    /// Whether a line or the whole file cannot be read: what is missing then says nothing.
    broken: bool,
}

/// Reads the lines; a torn last line is restored from the copy in the output folder or from the
/// prints, loudly.
pub(super) fn raw(files: &FileSet, prints: &Prints, found: &mut Diagnostics) -> Raw {
    let mut own = Diagnostics::default();
    let csv::Read { mut lines, torn: left } = csv::read(files, &mut own);
    let (mut torn, mut restored) = (None, false);
    if let Some((left, place)) = left {
        let copy = published::numbers(files);
        match torn::restored(&left, &copy, prints, &lines) {
            Some(line) => {
                own.push(told::restored(&line, place.clone()));
                lines.push((line, place));
                restored = true;
            }
            None => torn = Some(Torn { text: left, place }),
        }
    }
    let broken = own.has_errors();
    found.append(own);
    Raw { lines, torn, restored, broken }
}

/// Makes the ledger, and reports what the lines and the prints do not agree on.
pub(super) fn ledger(raw: &Raw, prints: Prints, found: &mut Diagnostics) -> Ledger {
    let numbers = dispute::claims(&raw.lines);
    let mut own = Diagnostics::default();
    let left_out = left_out(&numbers, &prints, &mut own);
    let mut ledger = Ledger { torn: raw.torn.clone(), restored: raw.restored, ..Ledger::default() };
    for (at, (line, place)) in raw.lines.iter().enumerate() {
        if left_out.contains(&at) {
            continue;
        }
        let (number, id, minted) = (line.number, line.id.clone(), line.minted);
        let kind = match line.word {
            Word::Minted(kind) => Some(kind),
            Word::Renamed => ledger.owner(number).map(|row| row.kind),
            Word::Kept => {
                ledger.kept.push((ledger.rows.len(), line.clone()));
                continue;
            }
        };
        let Some(kind) = kind else { continue };
        ledger.lines.insert(number, (place.start, place.end));
        ledger.add(Row { number, kind, id, minted, renamed: line.word == Word::Renamed });
    }
    ledger.prints = prints;
    if !raw.broken {
        gaps(&numbers, raw, &mut own);
        lost(&ledger, &mut own);
        reused(&ledger, &numbers, &mut own);
    }
    found.append(own);
    ledger
}

/// Returns the lines that say nothing new or that another claim wins over, and reports every number
/// that two things have.
fn left_out(
    numbers: &BTreeMap<u32, Claims>,
    prints: &Prints,
    found: &mut Diagnostics,
) -> BTreeSet<usize> {
    let mut left_out = BTreeSet::new();
    for (number, of) in numbers {
        left_out.extend(of.repeated.iter().chain(&of.orphans));
        let kept = of.kept.as_ref();
        let winner = kept.and_then(|id| of.by.iter().position(|c| c.ids.contains(id)));
        for (at, claim) in of.by.iter().enumerate() {
            if at == winner.unwrap_or_default() {
                continue;
            }
            left_out.extend(&claim.lines);
            // Decided already, and the other has a number of its own: the line came back by joining.
            let has_own = numbers.iter().any(|(other, of)| {
                other != number
                    && of.by.iter().any(|c| c.kind == claim.kind && c.id() == claim.id())
            });
            if winner.is_none() || !has_own {
                let first = &of.by[winner.unwrap_or_default()];
                found.push(told::twice(*number, first, claim, prints));
            }
        }
    }
    left_out
}

/// A missing number means that a line was lost; minting on would give it to something else.
fn gaps(numbers: &BTreeMap<u32, Claims>, raw: &Raw, found: &mut Diagnostics) {
    let mut expected = 1;
    for (number, of) in numbers {
        let place = || {
            let at = raw.lines.iter().find(|(line, _)| line.number == *number);
            at.map(|(_, place)| place.clone()).expect("the number was read from a line")
        };
        if *number != expected || of.by.is_empty() {
            found.push(told::gap(expected - 1, *number, place()));
        }
        expected = number + 1;
    }
}

/// Reports the printed numbers that the file lacks.
fn lost(ledger: &Ledger, found: &mut Diagnostics) {
    let mut printed: BTreeSet<u32> = BTreeSet::new();
    for print in ledger.prints.all() {
        printed.insert(print.hall);
        printed.extend(print.slot.subject);
        printed.extend(print.items.iter().filter_map(|item| Some(item.about.as_ref()?.0)));
    }
    // A torn last line is told by itself.
    let torn = ledger.torn().and_then(super::Torn::number);
    printed.retain(|number| ledger.owner(*number).is_none() && torn != Some(*number));
    if !printed.is_empty() {
        found.push(told::lost(&printed, ledger));
    }
}

/// Reports printed numbers that the file says never belonged to what they were printed for.
fn reused(ledger: &Ledger, numbers: &BTreeMap<u32, Claims>, found: &mut Diagnostics) {
    let pairs = ledger.pairs();
    let mut told: BTreeSet<(u32, &Id)> = BTreeSet::new();
    for print in ledger.prints.all() {
        for (number, id) in print.items.iter().filter_map(|item| item.about.as_ref()) {
            let Some(of) = numbers.get(number) else { continue };
            let disputed = of.by.len() > 1 || of.kept.is_some();
            if !disputed && !pairs.contains(&(*number, id)) && told.insert((*number, id)) {
                let owner = ledger.owner(*number).map_or(id, |row| &row.id);
                found.push(told::reused(*number, id, owner, ledger.place(*number)));
            }
        }
    }
}
