//! `content/ledger/numbers.csv` as text: strict in, canonical out.
//!
//! UTF-8 with BOM and LF, so that Excel and git both show it right; a check code ends each line, so
//! that a line which Excel or a hand changed is found before a wrong number is published.

use std::fmt::Write;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Text, say};
use crate::files::{FilePath, FileSet};
use crate::model::Id;
use crate::model::date::Date;
use crate::model::site::Thing;

use super::numbers::Row;

/// Where the numbers stand, relative to the project.
pub(super) const PATH: &str = "content/ledger/numbers.csv";

/// The first line.
const HEAD: &str = "number,kind,id,minted,check";

/// Stands for the kind in a line that gives a number to the new id of its thing.
const RENAMED: &str = "renamed";

/// The highest number: far beyond any commune, and far from the end of what a number can hold.
const HIGHEST: u32 = 9_999_999;

/// One line as it was read.
pub(super) struct Line {
    /// The number, 1 to [`HIGHEST`].
    pub(super) number: u32,
    /// What it was minted for; nothing in a line that only gives it to a new id.
    pub(super) kind: Option<Thing>,
    /// Whose it is from this line on.
    pub(super) id: Id,
    /// The day the line was written.
    pub(super) minted: Date,
}

/// Writes the file.
pub(super) fn write<'a>(rows: impl Iterator<Item = &'a Row>) -> String {
    let mut text = format!("\u{feff}{HEAD}\n");
    for row in rows {
        let kind = if row.renamed { RENAMED } else { row.kind.key() };
        let facts = format!("{},{kind},{},{}", row.number, row.id, row.minted);
        writeln!(text, "{facts},{}", check_code(&facts)).expect("writing to a String cannot fail");
    }
    text
}

/// Five letters and digits that change when any character of the line changes.
fn check_code(facts: &str) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let digest = blake3::hash(facts.as_bytes());
    digest.as_bytes()[..5].iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// Reads the file; every line that cannot be trusted is an error at its place.
pub(super) fn read(files: &FileSet, found: &mut Diagnostics) -> Vec<(Line, Place)> {
    let path = FilePath::known(PATH);
    let Some(bytes) = files.get(&path) else { return Vec::new() };
    let Ok(text) = std::str::from_utf8(bytes) else {
        found.push(refused(
            "ledger-head",
            Place::start(path),
            say(
                "tệp sổ số đã bị chương trình khác lưu lại, chữ bên trong không còn đọc được",
                "the ledger is no longer UTF-8: another program seems to have saved it",
            ),
        ));
        return Vec::new();
    };
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut at = text.len() - body.len();
    let mut rows = Vec::new();
    if body.trim().is_empty() {
        // A file of nothing is what a power cut leaves, not a commune that has no numbers yet.
        found.push(refused("ledger-head", Place::start(path), head_text()));
        return rows;
    }
    for (index, raw) in body.split_inclusive('\n').enumerate() {
        let line = raw.trim_end_matches(['\n', '\r']);
        let place = Place::new(path.clone(), at, at + line.len());
        at += raw.len();
        if index == 0 {
            if line != HEAD {
                found.push(refused("ledger-head", place, head_text()));
                return rows;
            }
        } else {
            match row(line) {
                // An editor may drop the last line's end; the check code says that it is whole.
                Ok(row) => rows.push((row, place)),
                Err(_) if !raw.ends_with('\n') => found.push(torn(place)),
                Err(text) => found.push(refused("ledger-line", place, text)),
            }
        }
    }
    rows
}

fn row(line: &str) -> Result<Line, Text> {
    let changed = || {
        say(
            "dòng này của sổ số đã bị sửa: năm chữ kiểm tra ở cuối dòng không khớp",
            "this line of the ledger was changed: the check code at its end does not fit",
        )
    };
    let (facts, code) = line.rsplit_once(',').ok_or_else(changed)?;
    if check_code(facts) != code {
        return Err(changed());
    }
    let parts: Vec<&str> = facts.split(',').collect();
    let [number, kind, id, minted] = parts[..] else { return Err(changed()) };
    let thing = Thing::ALL.iter().find(|(key, _)| *key == kind).map(|(_, kind)| *kind);
    if thing.is_none() && kind != RENAMED {
        return Err(changed());
    }
    let row = || {
        Some(Line {
            number: number.parse().ok().filter(|n| (1..=HIGHEST).contains(n))?,
            kind: thing,
            id: Id::new(id).ok()?,
            minted: minted.parse::<Date>().ok()?,
        })
    };
    row().ok_or_else(changed)
}

fn head_text() -> Text {
    say(
        format!("tệp sổ số đã bị chương trình khác lưu lại: dòng đầu phải là {HEAD}"),
        format!("another program saved the ledger: its first line must be {HEAD}"),
    )
}

fn refused(code: &'static str, place: Place, text: Text) -> Diagnostic {
    Diagnostic::error(code, place, text).hint(say(
        "chép lại tệp content/ledger/numbers.csv từ bản lưu gần nhất; đừng mở rồi lưu nó bằng Excel",
        "copy content/ledger/numbers.csv back from the last backup; do not save it with Excel",
    ))
}

fn torn(place: Place) -> Diagnostic {
    let text = say(
        "dòng cuối của sổ số bị đứt giữa chừng: có lẽ máy tắt khi đang ghi",
        "the last line of the ledger is torn: the machine may have stopped while writing",
    );
    Diagnostic::error("ledger-torn", place, text).hint(say(
        "xóa dòng cuối bị đứt này rồi chạy lại; tracuu sẽ cấp số lại cho mục đó",
        "delete this torn last line and run again; tracuu mints the number again",
    ))
}
