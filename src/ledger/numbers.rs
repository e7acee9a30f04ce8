//! The numbers: one sequence for procedures, halls, fields, programs and pages.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, say};
use crate::files::{FilePath, FileSet};
use crate::model::date::Date;
use crate::model::site::Thing;
use crate::model::{Id, Site};

use super::csv;

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

impl Ledger {
    /// Reads `content/ledger/numbers.csv`; no file is an empty ledger.
    pub fn parse(files: &FileSet, found: &mut Diagnostics) -> Self {
        let mut ledger = Self::default();
        let mut places = BTreeMap::new();
        for (line, place) in csv::read(files, found) {
            let known = ledger.owner(line.number).cloned();
            let kind = line.kind.or_else(|| known.as_ref().map(|row| row.kind));
            let csv::Line { number, id, minted, .. } = line;
            let Some(kind) = kind else {
                found.push(gap(number - 1, number, place));
                continue;
            };
            let row = Row { number, kind, id, minted, renamed: line.kind.is_none() };
            // Two people kept the same line on two machines: it is one line.
            if known.is_some() && ledger.rows.contains(&row) {
                continue;
            }
            if let Some(known) = known.filter(|_| !row.renamed) {
                found.push(twice(number, &known.id, &row.id, place));
                continue;
            }
            ledger.lines.insert(number, (place.start, place.end));
            places.insert(number, place);
            ledger.add(row);
        }
        if !found.has_errors() {
            report_gaps(&places, found);
        }
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
        FilePath::known(csv::PATH)
    }

    /// Writes the file: UTF-8 with BOM, LF, in the order of the lines.
    #[must_use]
    pub fn to_csv(&self) -> String {
        csv::write(self.rows.iter())
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
        for (id, kind) in site.things() {
            if self.numbers(kind, id).is_empty() {
                let number = self.owners.last_key_value().map_or(1, |(last, _)| last + 1);
                self.add(Row { number, kind, id: id.clone(), minted: today, renamed: false });
            }
        }
        self.rows[before..].to_vec()
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

    fn owner(&self, number: u32) -> Option<&Row> {
        self.owners.get(&number).map(|at| &self.rows[*at])
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

fn twice(number: u32, first: &Id, second: &Id, place: Place) -> Diagnostic {
    let text = say(
        format!("số {number} được cấp hai lần: cho {first} và cho {second}"),
        format!("number {number} was minted twice: for {first} and for {second}"),
    );
    Diagnostic::error("ledger-number-twice", place, text).hint(say(
        format!(
            "hai máy đã cấp số cùng lúc; nếu chưa in gì cho {second}, xóa dòng này rồi chạy lại: {second} sẽ nhận số mới"
        ),
        format!(
            "two machines minted at the same time; if nothing was printed for {second}, delete this line and run again for a new number"
        ),
    ))
}

/// A missing number means that a line was lost; minting on would give it to something else.
fn report_gaps(places: &BTreeMap<u32, Place>, found: &mut Diagnostics) {
    let mut expected = 1;
    for (number, place) in places {
        if *number != expected {
            found.push(gap(expected - 1, *number, place.clone()));
        }
        expected = number + 1;
    }
}

fn gap(last: u32, number: u32, place: Place) -> Diagnostic {
    let text = say(
        format!("sổ số thiếu dòng: sau số {last} là số {number}"),
        format!("the ledger lacks lines: after number {last} comes {number}"),
    );
    Diagnostic::error("ledger-gap", place, text).hint(say(
        "chép lại tệp content/ledger/numbers.csv từ bản lưu gần nhất; không bao giờ xóa dòng giữa sổ",
        "copy content/ledger/numbers.csv back from the last backup; never delete a line from the middle",
    ))
}
