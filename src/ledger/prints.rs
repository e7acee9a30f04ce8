//! The prints: every sheet that was ever made to be hung, and what hangs now.

mod csv;

use std::collections::{BTreeMap, BTreeSet};

use super::seen::Seen;
use super::slot::Slot;
use crate::diagnostic::{Diagnostics, Place};
use crate::files::{FilePath, FileSet};
use crate::model::Id;
use crate::model::date::Date;

/// Everything ever printed, in the order of the file; only ever added to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prints {
    /// The sheets, batch by batch.
    sheets: Vec<Print>,
    /// Which sheet was taken down, and when.
    down: BTreeMap<(u32, u32, Slot), Date>,
}

/// One sheet that was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// The run of `print` that made it: `2026-11-22-k3f9a`.
    pub batch: String,
    /// The day.
    pub date: Date,
    /// The number of the hall.
    pub hall: u32,
    /// Which sheet of the hall it is, counted from 1 over all prints: with the hall's number it is
    /// what the foot says, `41-3`.
    pub serial: u32,
    /// The place it takes on the wall.
    pub slot: Slot,
    /// What stands on it; the first item is about the sheet as a whole.
    pub items: Vec<Item>,
    /// Where its first line stands in the file; the start of the file for one of this run.
    pub place: Place,
}

/// One thing on a sheet: a code with what it carries, what is told beside it, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The thing it is about, by its number and its id on that day; nothing for the sheet itself.
    pub about: Option<(u32, Id)>,
    /// Which code; nothing for what is told without one.
    pub code: Option<Code>,
    /// What a phone gets, byte for byte; of a wifi code only [`wifi_digest`]; empty without code.
    pub payload: String,
    /// What is told.
    pub seen: Seen,
}

/// Which code of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    /// The short link.
    Link,
    /// What to do, without network: part 1 or 2.
    Steps(u32),
    /// The net of the hall.
    Wifi,
    /// Where to complain.
    Feedback,
}

/// Returns what the ledger keeps of the wifi of a hall instead of name and password.
#[must_use]
pub fn wifi_digest(hall: u32, payload: &str) -> String {
    let mut hasher = blake3::Hasher::new_derive_key("tracuu 2026-11 ledger: wifi code of a hall");
    hasher.update(&hall.to_le_bytes());
    hasher.update(payload.as_bytes());
    super::line::letters(&hasher.finalize().as_bytes()[..26])
}

impl Prints {
    /// Where the file stands, relative to the project.
    #[must_use]
    pub fn path() -> FilePath {
        FilePath::known(csv::FILE.path)
    }

    /// Reads `content/ledger/prints.csv`; no file: nothing was printed.
    pub fn parse(files: &FileSet, found: &mut Diagnostics) -> Self {
        csv::read(files, found)
    }

    /// Walks everything ever printed, oldest first.
    pub fn all(&self) -> impl Iterator<Item = &Print> {
        self.sheets.iter()
    }

    /// Walks what hangs: of each place on a wall the last print, unless it was taken down; in the
    /// order of halls and places.
    pub fn hanging(&self) -> impl Iterator<Item = &Print> {
        let mut last: BTreeMap<(u32, Slot), &Print> = BTreeMap::new();
        for print in &self.sheets {
            last.insert((print.hall, print.slot), print);
        }
        last.into_values().filter(|print| !self.is_down(print))
    }

    /// Says whether a sheet was taken down.
    #[must_use]
    pub fn is_down(&self, print: &Print) -> bool {
        self.down.contains_key(&(print.hall, print.serial, print.slot))
    }

    /// Returns the numbers of the halls where something about a number was ever printed.
    #[must_use]
    pub fn halls_of(&self, number: u32) -> BTreeSet<u32> {
        let about = |item: &Item| item.about.as_ref().is_some_and(|(about, _)| *about == number);
        let named = self.sheets.iter().filter(|p| p.hall == number || p.items.iter().any(about));
        named.map(|print| print.hall).collect()
    }

    /// Says whether a number stands on any paper: in a link, as the hall of a link, or as a title.
    #[must_use]
    pub fn has(&self, number: u32) -> bool {
        !self.halls_of(number).is_empty()
    }

    /// Returns the serial that the next sheet of a hall gets.
    #[must_use]
    pub fn next_serial(&self, hall: u32) -> u32 {
        let of_hall = self.sheets.iter().filter(|print| print.hall == hall);
        of_hall.map(|print| print.serial).max().unwrap_or_default() + 1
    }

    /// Returns the pages of a hall's sheets of one kind on one paper as they hang: for each page,
    /// the numbers of the things on it in their order.
    #[must_use]
    pub fn pages(&self, hall: u32, like: Slot) -> BTreeMap<u32, Vec<u32>> {
        let same =
            |print: &&Print| print.hall == hall && Slot { page: like.page, ..print.slot } == like;
        let numbers = |print: &Print| {
            let mut numbers = Vec::new();
            for (number, _) in print.items.iter().filter_map(|item| item.about.as_ref()) {
                if !numbers.contains(number) {
                    numbers.push(*number);
                }
            }
            numbers
        };
        self.hanging().filter(same).map(|print| (print.slot.page, numbers(print))).collect()
    }
}
