//! Writing: the lines of a new batch.

use std::collections::BTreeMap;

use super::{DOWN, FILE, month};
use crate::ledger::line;
use crate::ledger::prints::{Code, Item, Print, Prints};
use crate::model::date::Date;

impl Prints {
    /// Returns the lines of a new batch, to be added at the end of a file that is `now`; with the
    /// head when there is no file yet.
    ///
    /// Sheets are taken in their order; their `batch` and `place` are not looked at.
    #[must_use]
    pub fn lines(&self, now: &str, batch: &str, sheets: &[Print]) -> String {
        let mut writer = Writer::new(now, batch, sheets.iter().map(|p| p.items.len()).sum());
        for print in sheets {
            for item in &print.items {
                writer.item(print, item);
            }
        }
        writer.text
    }

    /// Names a new batch by its day and by what is in it, so that two machines never choose one
    /// name: `2026-11-22-k3f9a`.
    #[must_use]
    pub fn batch(&self, date: Date, sheets: &[Print]) -> String {
        let lines = self.lines("", "", sheets);
        let digest = blake3::hash(format!("{}\n{lines}", self.sheets.len()).as_bytes());
        format!("{date}-{}", line::letters(&digest.as_bytes()[..5]))
    }

    /// Returns the lines that take sheets down on a day, as [`Prints::lines`] does.
    #[must_use]
    pub fn lines_down(&self, now: &str, batch: &str, date: Date, sheets: &[&Print]) -> String {
        let mut writer = Writer::new(now, batch, sheets.len());
        for print in sheets {
            let print = Print { date, ..(*print).clone() };
            writer.row(&print, ["", "", DOWN, "", ""]);
        }
        writer.text
    }
}

/// Writes the lines of a batch.
struct Writer<'a> {
    text: String,
    batch: &'a str,
    row: usize,
    rows: usize,
    /// What the batch before ended with.
    after: String,
    check: String,
    /// The line that first told the same.
    seen: BTreeMap<String, usize>,
}

impl<'a> Writer<'a> {
    fn new(now: &str, batch: &'a str, rows: usize) -> Self {
        let mut text = String::new();
        if now.is_empty() {
            text = format!("{}{}\n", line::BOM, FILE.head);
        } else if !now.ends_with('\n') {
            text.push('\n');
        }
        let last = now.trim_end().lines().skip(1).last();
        let after = last.and_then(|line| line.rsplit_once(',')).map_or("", |(_, check)| check);
        let after = after.to_owned();
        Self { text, batch, row: 0, rows, after, check: String::new(), seen: BTreeMap::new() }
    }

    fn item(&mut self, print: &Print, item: &Item) {
        let (number, id) = match &item.about {
            Some((number, id)) => (number.to_string(), id.as_str()),
            None => (String::new(), ""),
        };
        let code = item.code.map(code_word).unwrap_or_default();
        let seen = item.seen.to_text();
        let told = match self.seen.get(&seen) {
            Some(row) if !seen.is_empty() => format!("@{row}"),
            _ => {
                self.seen.insert(seen.clone(), self.row + 1);
                seen
            }
        };
        self.row(print, [&number, id, &code, &escaped(&item.payload), &told]);
    }

    fn row(&mut self, print: &Print, last: [&str; 5]) {
        self.row += 1;
        let slot = print.slot;
        let first = [
            self.batch.to_owned(),
            self.row.to_string(),
            self.rows.to_string(),
            std::mem::take(&mut self.after),
            print.date.to_string(),
            print.hall.to_string(),
            print.serial.to_string(),
            slot.kind.key().to_owned(),
            slot.subject.map(|number| number.to_string()).unwrap_or_default(),
            slot.page.to_string(),
            slot.paper(),
            month(print.date),
        ];
        let all = first.iter().map(String::as_str).chain(last);
        let facts = all.map(quoted).collect::<Vec<_>>().join(",");
        self.check = line::check_code(&self.check, &facts);
        self.text += &format!("{facts},{}\n", self.check);
    }
}

fn code_word(code: Code) -> String {
    match code {
        Code::Link => "link".to_owned(),
        Code::Steps(part) => format!("steps-{part}"),
        Code::Wifi => "wifi".to_owned(),
        Code::Feedback => "feedback".to_owned(),
    }
}

/// Keeps a payload on one line, and from being taken for a formula.
fn escaped(payload: &str) -> String {
    let mut text = payload.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
    if text.starts_with(['=', '+', '-', '@', '\t']) {
        text.insert(0, '\\');
    }
    text
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
