//! `tracuu numbers`: every number and where it hangs; `tracuu numbers fix`: settles what two machines
//! minted at the same time.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::{Context, Outcome, Voice};
use crate::diagnostic::{Diagnostics, Text, say};
use crate::files::FileSet;
use crate::io;
use crate::ledger::{self, Fixed, Ledger, Row, Settled};
use crate::model::date::Date;
use crate::model::site::Thing;
use crate::model::{Id, Site};
use crate::parse;
use crate::table::Table;

/// What `numbers fix` is asked for.
#[derive(Clone, Debug)]
pub struct Fix {
    /// Whose a number stays that is printed for two things.
    pub keep: BTreeMap<u32, Id>,
    /// The day that new lines carry.
    pub today: Date,
    /// Whether nothing is written.
    pub dry_run: bool,
}

/// Lists every number: what it is of, since when, and the halls where it hangs.
#[must_use]
pub fn list(context: &Context) -> Outcome {
    let voice = context.voice;
    let files = match super::read_with_copy(context, Path::new(super::OUTPUT)) {
        Ok(files) => files,
        Err(outcome) => return outcome,
    };
    let mut found = Diagnostics::default();
    let ledger = Ledger::parse(&files, &mut found);
    found.sort();
    // Titles of halls only: what is wrong with the content is for `check` to tell.
    let site = parse::site(&files, &mut Diagnostics::default());
    let listed: Vec<_> = ledger.rows().map(|row| Listed::of(row, &ledger, site.as_ref())).collect();
    voice.findings(&found, &files);
    let rows: Vec<Value> = listed.iter().map(Listed::json).collect();
    voice.json(&found, &files, &json!({ "numbers": rows }));
    if !voice.json {
        voice.result(table(&listed).text(voice.english).trim_end());
    }
    if found.has_errors() { Outcome::ContentErrors } else { Outcome::Good }
}

/// One number with all that is told of it.
struct Listed<'a> {
    row: &'a Row,
    minted: Date,
    /// Number and name of each hall where it was printed.
    halls: Vec<(u32, String)>,
}

impl<'a> Listed<'a> {
    fn of(row: &'a Row, ledger: &Ledger, site: Option<&Site>) -> Self {
        let name = |hall: u32| {
            let id = ledger.owner(hall).map(|row| &row.id);
            let village = id.and_then(|id| site?.village(id));
            let id = || id.map_or_else(|| hall.to_string(), ToString::to_string);
            (hall, village.map_or_else(id, |village| village.title.clone()))
        };
        let halls = ledger.prints.halls_of(row.number).into_iter().map(name).collect();
        let minted = ledger.minted(row.number).unwrap_or(row.minted);
        Self { row, minted, halls }
    }

    fn json(&self) -> Value {
        let halls: Vec<Value> = self
            .halls
            .iter()
            .map(|(number, title)| json!({"number": number, "title": title}))
            .collect();
        json!({
            "number": self.row.number, "kind": self.row.kind.key(), "id": self.row.id.as_str(),
            "minted": self.minted.to_string(), "printed": halls,
        })
    }
}

fn table(listed: &[Listed<'_>]) -> Table {
    let row = |listed: &Listed<'_>| {
        let halls: Vec<&str> = listed.halls.iter().map(|(_, title)| title.as_str()).collect();
        vec![
            (listed.row.number as usize).into(),
            kind(listed.row.kind).into(),
            listed.row.id.as_str().into(),
            listed.minted.to_string().into(),
            halls.join(", ").into(),
        ]
    };
    Table {
        title: say("Sổ số", "Numbers"),
        columns: vec![
            say("Số", "Number"),
            say("Loại", "Kind"),
            say("Tên tệp", "Id"),
            say("Cấp ngày", "Minted"),
            say("Đã in cho", "Printed for"),
        ],
        rows: listed.iter().map(row).collect(),
    }
}

fn kind(kind: Thing) -> Text {
    match kind {
        Thing::Field => say("lĩnh vực", "field"),
        Thing::Procedure => say("thủ tục", "procedure"),
        Thing::Hall => say("nhà văn hóa", "hall"),
        Thing::Program => say("mô hình", "program"),
        Thing::Page => say("trang", "page"),
    }
}

/// Settles every number that two things have, keeps the old file as a backup, and tells what became
/// of each.
#[must_use]
pub fn fix(context: &Context, asked: &Fix) -> Outcome {
    let voice = context.voice;
    let _writer = match super::writer(context) {
        Ok(writer) => writer,
        Err(outcome) => return outcome,
    };
    let files = match super::read_with_copy(context, Path::new(super::OUTPUT)) {
        Ok(files) => files,
        Err(outcome) => return outcome,
    };
    let mut found = Diagnostics::default();
    let fixed = ledger::fix(&files, &asked.keep, asked.today, &mut found);
    found.sort();
    voice.findings(&found, &files);
    let Some(fixed) = fixed else {
        voice.json(&found, &files, &Value::Null);
        return Outcome::ContentErrors;
    };
    let backup = match write(context, asked, &files, &fixed) {
        Ok(backup) => backup,
        Err(error) => {
            voice.refused(&error);
            return Outcome::Refused;
        }
    };
    voice.json(&found, &files, &told(&fixed, backup.as_deref()));
    if !voice.json {
        tell(voice, &fixed, backup.as_deref(), asked.dry_run);
    }
    Outcome::Good
}

/// Writes the file when it changes; returns where the old one is kept.
fn write(
    context: &Context,
    asked: &Fix,
    files: &FileSet,
    fixed: &Fixed,
) -> Result<Option<String>, io::Error> {
    let path = Ledger::path();
    let same = files.get(&path).is_none_or(|bytes| **bytes == *fixed.text.as_bytes());
    let nothing = fixed.settled.is_empty() && fixed.repeated == 0;
    if asked.dry_run || same || nothing {
        return Ok(None);
    }
    let write = io::rewrite::Write {
        old: files.get(&path).cloned(),
        path,
        new: fixed.text.clone().into_bytes(),
    };
    let kept = io::rewrite::all(&context.root, &[write], &asked.today.to_string())?;
    Ok(kept.map(|kept| kept.display().to_string()))
}

fn told(fixed: &Fixed, backup: Option<&str>) -> Value {
    let settled = fixed.settled.iter().map(|settled| {
        let moved = settled.moved.iter().map(
            |moved| json!({"id": moved.id.as_str(), "number": moved.number, "halls": moved.halls}),
        );
        json!({
            "number": settled.number, "keeps": settled.keeps.as_str(),
            "moved": moved.collect::<Vec<_>>(),
        })
    });
    json!({
        "settled": settled.collect::<Vec<_>>(), "repeated": fixed.repeated, "backup": backup,
    })
}

fn tell(voice: Voice, fixed: &Fixed, backup: Option<&str>, dry_run: bool) {
    let mut lines: Vec<Text> = fixed.settled.iter().flat_map(settled).collect();
    if fixed.repeated > 0 {
        let count = fixed.repeated;
        lines.push(say(
            format!("Bỏ {count} dòng lặp lại."),
            format!("Dropped {count} repeated line{}.", if count == 1 { "" } else { "s" }),
        ));
    }
    if lines.is_empty() {
        lines.push(say("Sổ số không có gì phải gỡ.", "There is nothing to settle."));
    } else if dry_run {
        lines.push(say(
            "Mới là xem trước, chưa ghi gì (--dry-run).",
            "Nothing was written (--dry-run).",
        ));
    }
    if let Some(backup) = backup {
        lines.push(say(
            format!("Sổ cũ được giữ ở {backup}."),
            format!("The old file is kept at {backup}."),
        ));
    }
    for line in &lines {
        voice.result(line.pick(voice.english));
    }
}

fn settled(settled: &Settled) -> Vec<Text> {
    let (number, keeps) = (settled.number, &settled.keeps);
    let mut lines =
        vec![say(format!("Số {number} là của {keeps}."), format!("Number {number} is {keeps}'s."))];
    for moved in &settled.moved {
        let (id, own) = (&moved.id, moved.number);
        lines.push(if moved.halls.is_empty() {
            say(format!("  {id} mang số {own}."), format!("  {id} has number {own}."))
        } else {
            let halls: Vec<String> = moved.halls.iter().map(u32::to_string).collect();
            let halls = halls.join(", ");
            say(
                format!(
                    "  {id} mang số {own}: phải in lại và thay các tờ có {id} ở nhà văn hóa số {halls}."
                ),
                format!("  {id} has number {own}: print and replace the sheets with {id} in halls {halls}."),
            )
        });
    }
    lines
}
