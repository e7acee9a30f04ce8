//! A sheet as cells that keep their kind: a code that Excel made a number stays known as one.

use std::collections::BTreeMap;

use crate::model::date::Date;

/// One cell that holds something.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cell {
    /// What it holds.
    pub(crate) content: Content,
    /// Whether a formula computed it; formulas are never evaluated here.
    pub(crate) formula: bool,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    /// Words, in NFC; lines are divided by `\n`.
    Words(String),
    /// A number; of Excel's, with 15 digits at most.
    Number(f64),
    /// A day.
    Day(Date),
    /// A time of day, in minutes since midnight.
    Clock(u16),
    /// Yes or no.
    Truth(bool),
    /// An error such as `#N/A`.
    Error(String),
}

/// A cell that stands for several: rows and columns, first and last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Merge {
    /// First and last row, from 0.
    pub(crate) rows: (u32, u32),
    /// First and last column, from 0.
    pub(crate) columns: (u32, u32),
}

/// One sheet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    /// Its name.
    pub(crate) name: String,
    /// Cells by row and column, from 0; empty ones are not there.
    pub(crate) cells: BTreeMap<(u32, u32), Cell>,
    /// Cells that stand for several.
    pub(crate) merges: Vec<Merge>,
    /// Which of them reach over each row, so that a sheet of thousands is read in one pass.
    by_row: BTreeMap<u32, Vec<usize>>,
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        Self::words(words)
    }
}

impl Cell {
    /// Makes a cell of words.
    pub(crate) fn words(words: impl Into<String>) -> Self {
        Self { content: Content::Words(words.into()), formula: false }
    }

    /// Makes a cell of a number.
    pub(crate) fn number(number: f64) -> Self {
        Self { content: Content::Number(number), formula: false }
    }

    /// Makes a cell of a day.
    pub(crate) fn day(day: Date) -> Self {
        Self { content: Content::Day(day), formula: false }
    }

    /// Returns what it says, as a person reads it: days as 20/01/2026, whole numbers without a point.
    pub(crate) fn said(&self) -> String {
        match &self.content {
            Content::Words(words) => words.clone(),
            Content::Number(number) => number.to_string(),
            Content::Day(day) => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
            Content::Clock(minutes) => format!("{}:{:02}", minutes / 60, minutes % 60),
            Content::Truth(true) => "Có".to_owned(),
            Content::Truth(false) => "Không".to_owned(),
            Content::Error(error) => error.clone(),
        }
    }
}

impl Grid {
    /// Makes a sheet without cells.
    pub(crate) fn named(name: String) -> Self {
        Self { name, ..Self::default() }
    }

    /// Takes the merged cells, as far down as cells hold something; says whether they are few enough to
    /// be kept.
    pub(crate) fn merge_cells(&mut self, merges: Vec<Merge>) -> bool {
        const MOST: usize = 1_000_000;
        let last = self.cells.keys().next_back().map_or(0, |(row, _)| *row);
        let mut count = 0;
        for (at, merge) in merges.iter().enumerate() {
            for row in merge.rows.0..=merge.rows.1.min(last) {
                self.by_row.entry(row).or_default().push(at);
                count += 1;
                if count > MOST {
                    return false;
                }
            }
        }
        self.merges = merges;
        true
    }

    /// Walks the rows that hold something, from above.
    pub(crate) fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.cells.keys().map(|(row, _)| *row).collect();
        rows.dedup();
        rows
    }

    /// Returns the cells of a row, from the left.
    pub(crate) fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells.range((row, 0)..=(row, u32::MAX)).map(|((_, column), cell)| (*column, cell))
    }

    /// Returns the cell that stands for a place: its own, or the one that reaches over it.
    pub(crate) fn over(&self, row: u32, column: u32) -> Option<((u32, u32), &Cell)> {
        let place = self.merge(row, column).map_or((row, column), |m| (m.rows.0, m.columns.0));
        self.cells.get(&place).map(|cell| (place, cell))
    }

    /// Returns the merged cell that a place belongs to.
    pub(crate) fn merge(&self, row: u32, column: u32) -> Option<&Merge> {
        let here = self.by_row.get(&row)?;
        let merges = here.iter().map(|at| &self.merges[*at]);
        merges.into_iter().find(|m| (m.columns.0..=m.columns.1).contains(&column))
    }
}

/// Returns the name of a cell as Excel shows it: `C12`.
pub(crate) fn address(row: u32, column: u32) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_excel_names_them() {
        let names = [
            (0, 0, "A1"),
            (11, 2, "C12"),
            (0, 25, "Z1"),
            (1, 26, "AA2"),
            (0, 701, "ZZ1"),
            (0, 702, "AAA1"),
        ];
        for (row, column, name) in names {
            assert_eq!(address(row, column), name);
        }
    }
}
