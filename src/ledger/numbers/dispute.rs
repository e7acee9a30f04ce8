//! One number minted for two things: what two machines leave when their files are joined.

use std::collections::{BTreeMap, BTreeSet};

use super::csv::{Line, Word};
use crate::diagnostic::Place;
use crate::ledger::prints::Prints;
use crate::model::Id;
use crate::model::site::Thing;

/// Something that says a number is its own.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// What it is.
    pub(super) kind: Thing,
    /// The id it was minted for, then those it followed its thing to.
    pub(super) ids: Vec<Id>,
    /// The lines that say so, counted from 0.
    pub(super) lines: Vec<usize>,
    /// The line that minted it.
    pub(super) place: Place,
}

/// Everything said of one number.
#[derive(Clone, Debug, Default)]
pub(super) struct Claims {
    /// In the order of the file.
    pub(super) by: Vec<Claim>,
    /// The id that people decided for.
    pub(super) kept: Option<Id>,
    /// Lines that say what another line says already.
    pub(super) repeated: Vec<usize>,
    /// Lines about a number that no line mints.
    pub(super) orphans: Vec<usize>,
}

impl Claim {
    /// Returns the id it has now.
    pub(super) fn id(&self) -> &Id {
        self.ids.last().expect("a claim begins with an id")
    }

    /// Returns the numbers of the halls where this number hangs for this thing.
    pub(super) fn halls(&self, number: u32, prints: &Prints) -> BTreeSet<u32> {
        let about = |id: &Id| self.ids.contains(id);
        let named = prints.all().filter(|print| {
            let items = print.items.iter().filter_map(|item| item.about.as_ref());
            let mut of_number = items.filter(|(about, _)| *about == number);
            // A sheet names its hall by number alone.
            (self.kind == Thing::Hall && print.hall == number) || of_number.any(|(_, id)| about(id))
        });
        named.map(|print| print.hall).collect()
    }
}

/// Sorts the lines of a file by number and by what they say it belongs to.
pub(super) fn claims(lines: &[(Line, Place)]) -> BTreeMap<u32, Claims> {
    let mut numbers: BTreeMap<u32, Claims> = BTreeMap::new();
    for (at, (line, place)) in lines.iter().enumerate() {
        let of = numbers.entry(line.number).or_default();
        // Joining two files keeps the lines of each together: a change belongs to the thing above it.
        let above = of.by.last_mut();
        match (line.word, above) {
            (Word::Minted(kind), _) => {
                let has = |claim: &Claim| claim.ids[0] == line.id || *claim.id() == line.id;
                if of.by.iter().any(|claim| claim.kind == kind && has(claim)) {
                    of.repeated.push(at);
                } else {
                    of.by.push(Claim {
                        kind,
                        ids: vec![line.id.clone()],
                        lines: vec![at],
                        place: place.clone(),
                    });
                }
            }
            (Word::Renamed, Some(claim)) => {
                if *claim.id() == line.id {
                    of.repeated.push(at);
                } else {
                    claim.ids.push(line.id.clone());
                    claim.lines.push(at);
                }
            }
            (Word::Kept, Some(_)) => of.kept = Some(line.id.clone()),
            (Word::Renamed | Word::Kept, None) => of.orphans.push(at),
        }
    }
    numbers
}
