//! The place on a hall's wall that a sheet takes: a new print of it replaces the old.

use std::fmt;

use crate::model::village::{Kind, Orientation, PaperSize};

/// Which sheet of a hall: what kind, about what, which page, on what paper.
///
/// Named by numbers and never by ids, so that a renamed procedure keeps its place on the wall. Paper
/// is part of the place: whoever goes over from A3 to A2 hangs new sheets and takes the old ones down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// What is on it.
    pub kind: Kind,
    /// The number of the one thing it is about: the procedure of a sheet, the program, the page of
    /// a slogan.
    pub subject: Option<u32>,
    /// Which page, from 1.
    pub page: u32,
    /// The paper.
    pub size: PaperSize,
    /// How the paper stands.
    pub orientation: Orientation,
}

impl Slot {
    /// Returns the paper in the ledger: `A3`, `A3-landscape`.
    #[must_use]
    pub fn paper(self) -> String {
        match self.orientation {
            Orientation::Portrait => self.size.key().to_owned(),
            Orientation::Landscape => format!("{}-landscape", self.size.key()),
        }
    }

    /// Reads the paper; nothing for other words.
    #[must_use]
    pub fn read_paper(text: &str) -> Option<(PaperSize, Orientation)> {
        let (size, orientation) = match text.strip_suffix("-landscape") {
            Some(size) => (size, Orientation::Landscape),
            None => (text, Orientation::Portrait),
        };
        let found = PaperSize::ALL.iter().find(|(key, _)| *key == size)?;
        Some((found.1, orientation))
    }
}

impl fmt::Display for Slot {
    /// Writes `board-1`, `sheet-12`, `sheet-12_2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.key())?;
        match self.subject {
            Some(number) if self.page == 1 => write!(f, "-{number}"),
            Some(number) => write!(f, "-{number}_{}", self.page),
            None => write!(f, "-{}", self.page),
        }
    }
}
