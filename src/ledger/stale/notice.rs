//! The table of changes on a notice, row by row: which changes are new, corrected or gone.
//!
//! Papers from before there was such a table say nothing of changes, which is not wrong: they are
//! not to be printed again because the program has learned to make one.

use std::collections::{BTreeMap, BTreeSet};

use super::{Change, Told, part_change};
use crate::diagnostic::say;
use crate::ledger::seen::{Fact, Part};

/// What is on a sheet, by the number of the thing; nothing for the sheet as a whole.
type Things<'a> = BTreeMap<Option<u32>, Told<'a>>;

/// What a notice tells of changes.
#[derive(Default)]
struct Table {
    /// How many have no room; nothing on a paper from before there was a table.
    left_out: Option<Fact>,
    /// The rows of each procedure.
    rows: BTreeMap<u32, Row>,
}

/// What the table tells of a procedure.
struct Row {
    /// Its title.
    title: Option<Fact>,
    /// Its changes.
    changes: Fact,
    /// Whether it stands nowhere else on the sheet: it is over.
    alone: bool,
}

/// Takes the tables out of both, with the things that stand nowhere else, and says how they differ.
pub(super) fn changes(old: &mut Things<'_>, new: &mut Things<'_>, found: &mut Vec<Change>) {
    let (was, is) = (take(old), take(new));
    let (Some(hidden), Some(left)) = (was.left_out, is.left_out) else { return };
    let numbers: BTreeSet<&u32> = was.rows.keys().chain(is.rows.keys()).collect();
    for number in numbers {
        let (old, new) = (was.rows.get(number), is.rows.get(number));
        let of = old.or(new).and_then(|row| row.title.as_ref()).map(|title| title.words.clone());
        let digest = |row: Option<&Row>| row.map(|row| row.changes.digest.clone());
        if digest(old) != digest(new) {
            let count =
                |row: Option<&Row>| row.map_or("0".to_owned(), |row| row.changes.words.clone());
            let text = part_change(Part::Changes, &count(old), &count(new));
            found.push(Change { of: of.clone(), text, moved: false });
        }
        // A title that stands in the list too is told there.
        if let (Some(old), Some(new)) = (old.filter(|row| row.alone), new.filter(|row| row.alone))
            && let (Some(was), Some(is)) = (&old.title, &new.title)
            && was.digest != is.digest
        {
            let text = part_change(Part::Title, &was.words, &is.words);
            found.push(Change { of, text, moved: false });
        }
    }
    if hidden.digest != left.digest {
        let (was, is) = (&hidden.words, &left.words);
        let text = say(
            format!("số thay đổi không còn chỗ in {was} → {is}"),
            format!("changes without room {was} → {is}"),
        );
        found.push(Change { of: None, text, moved: false });
    }
}

/// Takes the table off a sheet.
fn take(things: &mut Things<'_>) -> Table {
    let mut table = Table::default();
    things.retain(|number, told| {
        let Some(fact) = told.seen.0.remove(&Part::Changes) else { return true };
        let Some(number) = number else {
            table.left_out = Some(fact);
            return true;
        };
        let named = |part: &Part| matches!(part, Part::Title | Part::NationalCode);
        let alone = told.codes.is_empty() && told.seen.0.keys().all(named);
        let title = told.seen.get(Part::Title).cloned();
        table.rows.insert(*number, Row { title, changes: fact, alone });
        !alone
    });
    table
}
