//! `content/ledger/numbers.csv` as text: strict in, canonical out.

use crate::diagnostic::{Diagnostics, Place, Text, say};
use crate::files::FileSet;
use crate::ledger::line::{self, File};
use crate::model::Id;
use crate::model::date::Date;
use crate::model::site::Thing;

/// Where the numbers stand.
pub(in crate::ledger) const FILE: File = File {
    path: "content/ledger/numbers.csv",
    head: "number,kind,id,minted,check",
    head_code: "ledger-head",
    name: ("sổ số", "the ledger"),
};

/// The highest number: far beyond any commune, and far from the end of what a number can hold.
const HIGHEST: u32 = 9_999_999;

/// What a line says of its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ledger) enum Word {
    /// It was minted for a thing of this kind.
    Minted(Thing),
    /// It follows its thing to a new id.
    Renamed,
    /// Two things had it, and people decided that it stays with this one.
    Kept,
}

impl Word {
    /// Returns the word in the second column.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Minted(kind) => kind.key(),
            Self::Renamed => "renamed",
            Self::Kept => "kept",
        }
    }

    fn read(text: &str) -> Option<Self> {
        let minted = Thing::ALL.iter().find(|(key, _)| *key == text);
        let minted = minted.map(|(_, kind)| Self::Minted(*kind));
        minted.or_else(|| [Self::Renamed, Self::Kept].into_iter().find(|word| word.key() == text))
    }
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ledger) struct Line {
    /// The number, 1 to [`HIGHEST`].
    pub(in crate::ledger) number: u32,
    /// What the line says of it.
    pub(in crate::ledger) word: Word,
    /// Whose it is from this line on.
    pub(in crate::ledger) id: Id,
    /// The day the line was written.
    pub(in crate::ledger) minted: Date,
}

/// A file as it was read.
#[derive(Default)]
pub(super) struct Read {
    /// The lines that can be trusted.
    pub(super) lines: Vec<(Line, Place)>,
    /// What is left of a last line that the file ends in the middle of.
    pub(super) torn: Option<(String, Place)>,
}

impl Line {
    /// Reads a line with its check code; nothing for one that cannot be trusted.
    pub(in crate::ledger) fn read(text: &str) -> Option<Self> {
        let (facts, check) = text.rsplit_once(',')?;
        if line::check_code("", facts) != check {
            return None;
        }
        let parts: Vec<&str> = facts.split(',').collect();
        let [number, word, id, minted] = parts[..] else { return None };
        Some(Self {
            number: number.parse().ok().filter(|n| (1..=HIGHEST).contains(n))?,
            word: Word::read(word)?,
            id: Id::new(id).ok()?,
            minted: minted.parse::<Date>().ok()?,
        })
    }

    /// Writes the line with its check code, without an end.
    pub(in crate::ledger) fn text(&self) -> String {
        let Self { number, word, id, minted } = self;
        let facts = format!("{number},{},{id},{minted}", word.key());
        let check = line::check_code("", &facts);
        format!("{facts},{check}")
    }
}

/// Writes the file.
pub(super) fn write(lines: impl Iterator<Item = Line>) -> String {
    let mut text = format!("{}{}\n", line::BOM, FILE.head);
    for line in lines {
        text += &line.text();
        text.push('\n');
    }
    text
}

/// Reads the file; every whole line that cannot be trusted is an error at its place.
pub(super) fn read(files: &FileSet, found: &mut Diagnostics) -> Read {
    let mut read = Read::default();
    for raw in FILE.lines(files, found) {
        let text = format!("{},{}", raw.facts, raw.check);
        match Line::read(&text) {
            // An editor may drop the last line's end; the check code says that it is whole.
            Some(line) => read.lines.push((line, raw.place)),
            None if raw.open => {
                let no_comma = raw.facts.len() == raw.place.end - raw.place.start;
                let whole = if no_comma { raw.facts.to_owned() } else { text };
                read.torn = Some((whole, raw.place));
            }
            None => found.push(FILE.refused("ledger-line", raw.place, changed())),
        }
    }
    read
}

fn changed() -> Text {
    say(
        "dòng này của sổ số đã bị sửa: năm chữ kiểm tra ở cuối dòng không khớp",
        "this line of the ledger was changed: the check code at its end does not fit",
    )
}
