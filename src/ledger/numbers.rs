//! The numbers: one sequence for procedures, halls, fields, programs and pages.

pub(super) mod csv;
mod dispute;
mod fix;
mod read;
mod told;
mod torn;

use std::collections::{BTreeMap, BTreeSet};

use super::identity::{self, Likeness};
use super::prints::Prints;
use super::published;
use crate::diagnostic::{Diagnostics, Place};
use crate::files::{FilePath, FileSet};
use crate::model::date::Date;
use crate::model::site::Thing;
use crate::model::{Id, Site};
use csv::{Line, Word};
pub use fix::{Fixed, Moved, Settled, fix};
pub(super) use told::{dropped, list, unclear};
pub(super) use torn::Torn;

/// The permanent numbers, as the file has them and as this build adds to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// In the order of the file; only ever added to.
    rows: Vec<Row>,
    /// The last row of each number, which says whose it is now; without gaps from 1.
    owners: BTreeMap<u32, usize>,
    /// The numbers that lead to each thing: the one it got first stands first.
    of: BTreeMap<(Thing, Id), Vec<u32>>,
    /// Where each number that was read stands, in bytes of the file.
    lines: BTreeMap<u32, (usize, usize)>,
    /// Lines that say whose a number stays that two things had, each with how many rows stand
    /// before it.
    kept: Vec<(usize, Line)>,
    /// A torn last line that nothing could restore.
    torn: Option<Torn>,
    /// Whether a torn last line was restored: the file is then to be written anew.
    restored: bool,
    /// Every sheet that was printed.
    pub prints: Prints,
}

/// One line: a number, and whose it is from then on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The number, from 1.
    pub number: u32,
    /// What it belongs to.
    pub kind: Thing,
    /// The id that it belongs to from this line on.
    pub id: Id,
    /// The day the line was written.
    pub minted: Date,
    /// Whether the number was minted before and followed its thing to a new id (`aliases`). So it
    /// stays with that thing when the alias is deleted and the old id is given to another.
    pub renamed: bool,
}

/// The ledger that was read last time.
#[derive(Default)]
pub struct Memory {
    files: FileSet,
    read: Option<(Ledger, Diagnostics)>,
}

impl Ledger {
    /// Reads `content/ledger/numbers.csv` and `prints.csv`, and holds them against each other and
    /// against the copy in the output folder, where the files have one; no file is an empty ledger.
    pub fn parse(files: &FileSet, found: &mut Diagnostics) -> Self {
        let prints = Prints::parse(files, found);
        let raw = read::raw(files, &prints, found);
        let ledger = read::ledger(&raw, prints, found);
        published::compare(files, &ledger, found);
        ledger
    }

    /// Reads the ledger as [`Ledger::parse`] does, with the same answer; only when a file of it
    /// changed.
    pub fn again(files: &FileSet, memory: &mut Memory, found: &mut Diagnostics) -> Self {
        // Its own files and those of the copy, wherever that stands.
        let is_of = |path: &FilePath| path.parent().rsplit('/').next() == Some("ledger");
        let own = files.iter().filter(|(path, _)| is_of(path));
        let own = own.map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
        if let Some((ledger, told)) = &memory.read
            && memory.files == own
        {
            found.append(told.clone());
            return ledger.clone();
        }
        let mut told = Diagnostics::default();
        let ledger = Self::parse(files, &mut told);
        found.append(told.clone());
        *memory = Memory { files: own, read: Some((ledger.clone(), told)) };
        ledger
    }

    /// Makes a ledger of rows.
    #[must_use]
    pub fn of(rows: impl IntoIterator<Item = Row>) -> Self {
        let mut ledger = Self::default();
        rows.into_iter().for_each(|row| ledger.add(row));
        ledger
    }

    /// Where the file stands, relative to the project.
    #[must_use]
    pub fn path() -> FilePath {
        FilePath::known(csv::FILE.path)
    }

    /// Writes the file: UTF-8 with BOM, LF, in the order of the lines.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut kept = self.kept.iter().peekable();
        let mut lines = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            while let Some((_, line)) = kept.next_if(|(before, _)| *before <= at) {
                lines.push(line.clone());
            }
            let word = if row.renamed { Word::Renamed } else { Word::Minted(row.kind) };
            let (number, id, minted) = (row.number, row.id.clone(), row.minted);
            lines.push(Line { number, word, id, minted });
        }
        lines.extend(kept.map(|(_, line)| line.clone()));
        csv::write(lines.into_iter())
    }

    /// Says whether the file has to be written anew although nothing was minted: its last line was
    /// torn.
    #[must_use]
    pub fn is_repaired(&self) -> bool {
        self.restored || self.torn.is_some()
    }

    /// Gives the numbers of former ids to the things that have them as `aliases`, then mints a
    /// number for everything public that has none, in order of the ids; returns the new rows.
    ///
    /// Afterwards [`Ledger::number`] answers for every public thing of the site.
    pub fn mint(&mut self, site: &Site, today: Date) -> Vec<Row> {
        let before = self.rows.len();
        for (alias, id, kind) in site.aliases() {
            for number in self.of.get(&(kind, alias.clone())).cloned().unwrap_or_default() {
                self.add(Row { number, kind, id: id.clone(), minted: today, renamed: true });
            }
        }
        self.give_back(site, today);
        let things = site.things();
        let mut new: Vec<_> =
            things.into_iter().filter(|(id, kind)| self.numbers(*kind, id).is_empty()).collect();
        // What a torn line was about gets the number that the line said.
        let next = self.next();
        let first = self.torn.as_ref().and_then(|torn| torn.claims(next, &new));
        if let Some(first) = first {
            new[..=first].rotate_right(1);
        }
        for (number, (id, kind)) in (next..).zip(new) {
            self.add(Row { number, kind, id: id.clone(), minted: today, renamed: false });
        }
        self.rows[before..].to_vec()
    }

    /// Gives printed numbers back to things that were renamed or merged and are there again under a
    /// former id: what stands on the paper tells them from another thing under that id.
    fn give_back(&mut self, site: &Site, today: Date) {
        let pairs = self.pairs();
        let papers = identity::papers(&self.prints, |number, id| pairs.contains(&(number, id)));
        if papers.is_empty() {
            return;
        }
        let things = identity::today(site);
        let mut back = Vec::new();
        for (number, papers) in papers {
            let (Some(owner), Some(paper)) = (self.owner(number), papers.last()) else { continue };
            let likeness = |row: &Row| {
                let now = things.get(&(row.kind, &row.id));
                now.map_or(Likeness::None, |now| paper.likeness(now))
            };
            let here = likeness(owner);
            if here == Likeness::Is {
                continue;
            }
            // A file that only says it had the name does not get the number by that, unless it has
            // the id that was printed and the owner says nothing of the kind.
            let is = |row: &&Row| match likeness(row) {
                Likeness::Is => true,
                Likeness::SaysSo => here == Likeness::None && paper.id == Some(&row.id),
                Likeness::None => false,
            };
            let mut before = self.rows.iter().rev().filter(|row| row.number == number);
            if let Some(row) = before.find(is) {
                back.push(Row { minted: today, renamed: true, ..row.clone() });
            }
        }
        for row in back {
            self.add(row);
        }
    }

    /// Returns the number that is minted next.
    fn next(&self) -> u32 {
        self.owners.last_key_value().map_or(1, |(last, _)| last + 1)
    }

    /// Returns the number of a thing: the one that its codes carry.
    #[must_use]
    pub fn number(&self, kind: Thing, id: &Id) -> Option<u32> {
        self.numbers(kind, id).first().copied()
    }

    /// Returns every number that leads to a thing: the one its codes carry first.
    #[must_use]
    pub fn numbers(&self, kind: Thing, id: &Id) -> &[u32] {
        self.of.get(&(kind, id.clone())).map_or(&[], Vec::as_slice)
    }

    /// Returns the line of a number in the file; its start for one that this build minted.
    #[must_use]
    pub fn place(&self, number: u32) -> Place {
        let (start, end) = self.lines.get(&number).copied().unwrap_or_default();
        Place::new(Self::path(), start, end)
    }

    /// Walks the numbers in order, each with the line that says whose it is now.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.owners.values().map(|at| &self.rows[*at])
    }

    /// Walks every line ever written, oldest first: also whose a number was.
    pub fn history(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter()
    }

    /// Returns the line that says whose a number is now.
    #[must_use]
    pub fn owner(&self, number: u32) -> Option<&Row> {
        self.owners.get(&number).map(|at| &self.rows[*at])
    }

    /// Returns the day a number was minted.
    #[must_use]
    pub fn minted(&self, number: u32) -> Option<Date> {
        self.rows.iter().find(|row| row.number == number).map(|row| row.minted)
    }

    /// Says whether a whole line of the file is about a number.
    pub(super) fn was_read(&self, number: u32) -> bool {
        self.lines.contains_key(&number)
    }

    /// Returns a torn last line that nothing could restore.
    pub(super) fn torn(&self) -> Option<&Torn> {
        self.torn.as_ref()
    }

    /// Says whether people decided whose a number stays.
    pub(super) fn is_kept(&self, number: u32) -> bool {
        self.kept.iter().any(|(_, line)| line.number == number)
    }

    /// Returns every pair of a number and an id that it belonged to at some time.
    pub(super) fn pairs(&self) -> BTreeSet<(u32, &Id)> {
        self.rows.iter().map(|row| (row.number, &row.id)).collect()
    }

    fn add(&mut self, row: Row) {
        if let Some(former) = self.owner(row.number).map(|row| (row.kind, row.id.clone())) {
            self.of.entry(former).or_default().retain(|number| *number != row.number);
        }
        self.of.entry((row.kind, row.id.clone())).or_default().push(row.number);
        self.owners.insert(row.number, self.rows.len());
        self.rows.push(row);
    }
}
