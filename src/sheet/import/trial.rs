//! Reads the project as it would be: what would have an error is not written, and is told at its cell.

use std::collections::{BTreeMap, BTreeSet};

use super::place::{Desk, Job};
use super::{Item, Outcome, Plan, compose};
use crate::catalogue;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Text, say};
use crate::files::{FilePath, FileSet};
use crate::parse;
use crate::sheet::Remark;
use crate::yaml::{self, Node, Value};

type Writes = BTreeMap<FilePath, Vec<u8>>;

/// Tries out everything that could be written; keeps what would be sound and is asked for.
pub(super) fn run(desk: &Desk, writes: &mut Writes, items: &mut [Item], plan: &mut Plan) {
    let mut found = try_out(desk, writes, items, plan);
    if !desk.asked.update {
        let all = writes.len();
        writes.retain(|path, _| desk.files.get(path).is_none());
        // New files may lean on changes that nobody asked for.
        if writes.len() < all {
            found = try_out(desk, writes, items, plan);
        }
    }
    if found.iter().any(|finding| is_warning(finding, writes)) {
        warn(desk, writes, items, &found, plan);
    }
}

/// Reads the project as it would be, and leaves out what would have an error, until nothing does.
fn try_out(desk: &Desk, writes: &mut Writes, items: &mut [Item], plan: &mut Plan) -> Diagnostics {
    loop {
        fields(desk, writes);
        if writes.is_empty() {
            return Diagnostics::default();
        }
        let found = findings(desk.files, writes);
        let mut wrong: BTreeMap<&FilePath, Vec<&Diagnostic>> = BTreeMap::new();
        for finding in found.iter().filter(|finding| finding.severity == Severity::Error) {
            if writes.contains_key(&finding.place.file) {
                wrong.entry(&finding.place.file).or_default().push(finding);
            }
        }
        if wrong.is_empty() {
            return found;
        }
        for (path, findings) in wrong {
            let bytes = writes.remove(path).unwrap_or_default();
            let Some(at) = items.iter().position(|item| item.file() == Some(path)) else {
                continue;
            };
            let mut told =
                findings.iter().map(|it| (cell(&desk.jobs[at], it, &bytes), sentence(it)));
            if let Some((place, text)) = told.next() {
                items[at].outcome = Outcome::Left(at_fault(place, &text));
                items[at].changes.clear();
            }
            let (sheet, row) = items[at].place.split_once('!').unwrap_or_default();
            plan.remarks.extend(told.map(|(place, text)| {
                Remark::new(sheet, place.map_or(row, |place| place).to_owned(), text)
            }));
        }
    }
}

/// Adds the files of new fields that some procedure needs.
fn fields(desk: &Desk, writes: &mut Writes) {
    for (id, title) in &desk.new_fields {
        let folder = format!("content/procedures/{id}");
        let index = FilePath::known(&format!("{folder}/_index.md"));
        let inside = |path: &FilePath| path.below(&folder).is_some_and(|name| name != "_index.md");
        if writes.keys().any(inside) {
            let title = [("title".to_owned(), Value::text(title))];
            let text = compose::file(catalogue::Kind::Field, &title, "");
            writes.entry(index).or_insert_with(|| text.into_bytes());
        } else {
            writes.remove(&index);
        }
    }
}

fn findings(files: &FileSet, writes: &Writes) -> Diagnostics {
    let mut files: FileSet = files.clone();
    files.extend(writes.iter().map(|(path, bytes)| (path.clone(), bytes.clone().into())));
    let mut found = Diagnostics::default();
    let _ = parse::site(&files, &mut found);
    found
}

fn is_warning(finding: &Diagnostic, writes: &Writes) -> bool {
    finding.severity == Severity::Warning && writes.contains_key(&finding.place.file)
}

/// Tells the warnings that the import brings into the files that it writes, and no others.
fn warn(desk: &Desk, writes: &Writes, items: &[Item], found: &Diagnostics, plan: &mut Plan) {
    let before = findings(desk.files, &Writes::new());
    let key = |it: &Diagnostic| (it.place.file.clone(), it.code, it.text.vi.clone());
    let before: BTreeSet<_> = before.iter().map(key).collect();
    for finding in found.iter().filter(|finding| is_warning(finding, writes)) {
        let path = &finding.place.file;
        let at = items.iter().position(|item| item.file() == Some(path));
        let Some(at) = at.filter(|_| !before.contains(&key(finding))) else { continue };
        let (sheet, row) = items[at].place.split_once('!').unwrap_or_default();
        let place = cell(&desk.jobs[at], finding, &writes[path]).unwrap_or(row);
        plan.warnings.push(Remark::new(sheet, place.to_owned(), sentence(finding)));
    }
}

fn sentence(finding: &Diagnostic) -> Text {
    let hint = finding.hint.clone().unwrap_or_else(|| say("", ""));
    let joined = |text: &str, hint: &str| {
        if hint.is_empty() { text.to_owned() } else { format!("{text}; {hint}") }
    };
    say(joined(&finding.text.vi, &hint.vi), joined(&finding.text.en, &hint.en))
}

fn at_fault(place: Option<&str>, text: &Text) -> Text {
    match place {
        Some(cell) => say(
            format!("ô {cell} có lỗi nên chưa ghi dòng này: {}", text.vi),
            format!("the cell {cell} is at fault, and the row is not written: {}", text.en),
        ),
        None => say(
            format!("tệp sẽ có lỗi: {}", text.vi),
            format!("the file would be at fault: {}", text.en),
        ),
    }
}

/// Returns the cell that a finding in the file of a thing comes from.
fn cell<'a>(job: &'a Job, finding: &Diagnostic, bytes: &[u8]) -> Option<&'a str> {
    // What is not there has no cell, although it is told at some line of the file.
    if finding.code == "missing-key" {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let (keys, _) = parse::parts(text)?;
    let root = yaml::parse(text, keys).ok()??;
    let mut path = path_at(&root, finding.place.start)?;
    loop {
        let cell = job.read.cells.iter().find(|(key, _)| *key == path);
        if let Some((_, cell)) = cell {
            return Some(cell);
        }
        let above = path.rfind('.')?;
        path.truncate(above);
    }
}

/// Returns the path of the innermost key that holds a byte.
fn path_at(node: &Node, at: usize) -> Option<String> {
    let (key, value) = node.entries().iter().rev().find(|(key, _)| key.start <= at)?;
    let name = key.scalar()?;
    Some(match path_at(value, at) {
        Some(below) => format!("{name}.{below}"),
        None => name.to_owned(),
    })
}
