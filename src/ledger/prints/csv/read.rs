//! Reading: strict, and every way in which lines are lost is told apart.

use std::collections::{BTreeMap, BTreeSet};

use super::{DOWN, FILE, month};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, say};
use crate::files::FileSet;
use crate::ledger::line;
use crate::ledger::prints::{Code, Item, Print, Prints};
use crate::ledger::seen::Seen;
use crate::ledger::slot::Slot;
use crate::model::Id;
use crate::model::date::Date;
use crate::model::village::Kind;

/// How many columns there are before the check code.
const COLUMNS: usize = 17;

/// One line as it was read.
struct Record {
    batch: String,
    row: usize,
    rows: usize,
    /// The check code of the last line of the batch before; only in the first line of a batch.
    after: String,
    date: Date,
    hall: u32,
    serial: u32,
    slot: Slot,
    /// Nothing in a line that takes the sheet down.
    item: Option<Item>,
    /// The line of the same batch that has the same facts.
    like: Option<usize>,
}

/// Reads the file; what cannot be trusted is an error at its place.
pub(in crate::ledger::prints) fn read(files: &FileSet, found: &mut Diagnostics) -> Prints {
    let mut reader = Reader::default();
    for line in FILE.lines(files, found) {
        reader.line(&line, found);
    }
    reader.end_batch(found);
    reader.prints
}

/// What is known so far while lines are read.
#[derive(Default)]
struct Reader {
    prints: Prints,
    /// The check codes that batches ended with.
    ends: BTreeSet<String>,
    batches: BTreeSet<String>,
    open: Option<Batch>,
    lines: BTreeSet<[u8; 32]>,
    /// How many lines since the last that could be read: they were told, and are no gap.
    unread: usize,
    /// Whether a batch has lost its end: then the next one follows what is not there.
    broken: bool,
}

/// The batch that is being read.
struct Batch {
    name: String,
    rows: usize,
    /// The last line that was read.
    row: usize,
    check: String,
    place: Place,
    seen: BTreeMap<usize, Seen>,
}

impl Reader {
    fn line(&mut self, line: &line::Line<'_>, found: &mut Diagnostics) {
        let place = line.place.clone();
        let whole = format!("{},{}", line.facts, line.check);
        if !self.lines.insert(*blake3::hash(whole.as_bytes()).as_bytes()) {
            found.push(twice(place));
            return;
        }
        let Some(record) = record(line.facts) else {
            self.unread += 1;
            found.push(if line.open { torn(place) } else { changed(place) });
            return;
        };
        let follows = self.open.as_ref().is_some_and(|batch| {
            batch.name == record.batch && batch.row < record.row && batch.rows == record.rows
        });
        if !follows {
            self.end_batch(found);
            if !self.batches.insert(record.batch.clone()) {
                found.push(scattered(&record.batch, place));
                return;
            }
        }
        let (last, before) = match &self.open {
            Some(batch) => (batch.row, batch.check.as_str()),
            None => (0, ""),
        };
        let next = record.row == last + 1;
        // Behind a lost line the check code says nothing.
        let good = !next || line::check_code(before, line.facts) == line.check;
        let orphaned =
            !self.broken && !record.after.is_empty() && !self.ends.contains(&record.after);
        if !good {
            found.push(if line.open { torn(place.clone()) } else { changed(place.clone()) });
        } else if record.row > last + 1 + self.unread {
            found.push(gap(&record, last, place.clone()));
        } else if orphaned {
            found.push(orphan(&record.batch, place.clone()));
        }
        self.unread = 0;
        self.keep(record, line, place);
    }

    fn keep(&mut self, record: Record, line: &line::Line<'_>, place: Place) {
        let batch = self.open.get_or_insert_with(|| Batch {
            name: record.batch.clone(),
            rows: record.rows,
            row: 0,
            check: String::new(),
            place: place.clone(),
            seen: BTreeMap::new(),
        });
        batch.row = record.row;
        line.check.clone_into(&mut batch.check);
        batch.place = place.clone();
        let Some(mut item) = record.item else {
            let sheet = (record.hall, record.serial, record.slot);
            self.prints.down.insert(sheet, record.date);
            return;
        };
        match record.like {
            Some(row) => item.seen = batch.seen.get(&row).cloned().unwrap_or_default(),
            None => {
                batch.seen.insert(record.row, item.seen.clone());
            }
        }
        let same = |print: &&mut Print| {
            (&print.batch, print.hall, print.serial, print.slot)
                == (&record.batch, record.hall, record.serial, record.slot)
        };
        match self.prints.sheets.last_mut().filter(same) {
            Some(print) => print.items.push(item),
            None => self.prints.sheets.push(Print {
                batch: record.batch,
                date: record.date,
                hall: record.hall,
                serial: record.serial,
                slot: record.slot,
                items: vec![item],
                place,
            }),
        }
    }

    fn end_batch(&mut self, found: &mut Diagnostics) {
        let Some(batch) = self.open.take() else { return };
        if batch.row + self.unread < batch.rows {
            found.push(cut(&batch));
        }
        self.broken |= batch.row < batch.rows;
        self.unread = 0;
        self.ends.insert(batch.check);
    }
}

/// Reads the word of a code; nothing for another word.
fn read_code(word: &str) -> Option<Code> {
    match word {
        "link" => Some(Code::Link),
        "wifi" => Some(Code::Wifi),
        "feedback" => Some(Code::Feedback),
        _ => word.strip_prefix("steps-")?.parse().ok().map(Code::Steps),
    }
}

/// Undoes [`escaped`].
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        out.push(match character {
            '\\' => match characters.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some(other) => other,
                None => break,
            },
            other => other,
        });
    }
    out
}

fn record(facts: &str) -> Option<Record> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(facts.as_bytes());
    let row = reader.records().next()?.ok()?;
    if row.len() != COLUMNS {
        return None;
    }
    let cell = |at: usize| row.get(at).unwrap_or_default();
    let count = |at: usize| cell(at).parse::<u32>().ok().filter(|count| *count > 0);
    let optional = |at: usize| match cell(at) {
        "" => Some(None),
        _ => count(at).map(Some),
    };
    let date: Date = cell(4).parse().ok()?;
    let (_, kind) = Kind::ALL.iter().find(|(key, _)| *key == cell(7))?;
    let (size, orientation) = Slot::read_paper(cell(10))?;
    let slot = Slot { kind: *kind, subject: optional(8)?, page: count(9)?, size, orientation };
    let like = cell(16).strip_prefix('@').map(str::parse).transpose().ok()?;
    let about = match (optional(12)?, cell(13)) {
        (None, "") => None,
        (Some(number), id) => Some((number, Id::new(id).ok()?)),
        (None, _) => return None,
    };
    let item = if cell(14) == DOWN {
        None
    } else {
        let code = match cell(14) {
            "" => None,
            word => Some(read_code(word)?),
        };
        let seen = if like.is_some() { Seen::default() } else { Seen::read(cell(16))? };
        Some(Item { about, code, payload: plain(cell(15)), seen })
    };
    if cell(11) != month(date) || cell(0).is_empty() {
        return None;
    }
    let (row, rows) = (count(1)? as usize, count(2)? as usize);
    let whole = row <= rows && like.is_none_or(|like: usize| like < row);
    let (batch, after) = (cell(0).to_owned(), cell(3).to_owned());
    let (hall, serial) = (count(5)?, count(6)?);
    whole.then_some(Record { batch, row, rows, after, date, hall, serial, slot, item, like })
}

fn changed(place: Place) -> Diagnostic {
    let text = say(
        "dòng này của sổ in đã bị sửa: năm chữ kiểm tra ở cuối dòng không khớp",
        "this line of the ledger of prints was changed: the check code at its end does not fit",
    );
    FILE.refused("prints-line", place, text)
}

fn torn(place: Place) -> Diagnostic {
    let text = say(
        "dòng cuối của sổ in bị đứt giữa chừng: có lẽ máy tắt khi đang chép tệp này",
        "the last line of the ledger of prints is torn: the machine may have stopped while copying it",
    );
    FILE.refused("prints-torn", place, text)
}

fn twice(place: Place) -> Diagnostic {
    let text = say(
        "dòng này của sổ in đứng hai lần; dòng thứ hai bị bỏ qua",
        "this line of the ledger of prints stands twice; the second is ignored",
    );
    Diagnostic::warning("prints-twice", place, text).hint(say(
        "xóa dòng thứ hai; không cần làm gì khác",
        "delete the second line; nothing else is needed",
    ))
}

fn gap(record: &Record, last: usize, place: Place) -> Diagnostic {
    let (batch, row) = (&record.batch, record.row);
    let text = say(
        format!("sổ in thiếu dòng: lần in {batch} có dòng {row} ngay sau dòng {last}"),
        format!(
            "the ledger of prints lacks lines: in batch {batch} line {row} follows line {last}"
        ),
    );
    FILE.refused("prints-gap", place, text)
}

fn cut(batch: &Batch) -> Diagnostic {
    let Batch { name, row, rows, place, .. } = batch;
    let text = say(
        format!("sổ in thiếu dòng: lần in {name} có {rows} dòng mà chỉ còn {row}"),
        format!(
            "the ledger of prints lacks lines: batch {name} has {rows} and only {row} are left"
        ),
    );
    FILE.refused("prints-gap", place.clone(), text)
}

fn orphan(batch: &str, place: Place) -> Diagnostic {
    let text = say(
        format!("sổ in thiếu lần in trước lần {batch}"),
        format!("the ledger of prints lacks the batch before {batch}"),
    );
    FILE.refused("prints-gap", place, text)
}

fn scattered(batch: &str, place: Place) -> Diagnostic {
    let text = say(
        format!("các dòng của lần in {batch} không đứng liền nhau theo thứ tự"),
        format!("the lines of batch {batch} do not stand together in order"),
    );
    FILE.refused("prints-order", place, text)
}
