//! What becomes of each thing, tried out on the whole project before anybody writes.

use std::collections::BTreeMap;

use super::place::{Desk, Target, plain};
use super::record::{Read, Said};
use super::{Item, Outcome, Plan, compose, fresh, trial};
use crate::diagnostic::{Text, say};
use crate::files::FilePath;
use crate::sheet::columns::Kind;
use crate::sheet::forms;
use crate::sheet::known::Known;
use crate::sheet::told::{self, Change};
use crate::yaml::Value;
use crate::yaml::edit;

/// The name of the body in a report.
const BODY: &str = "(bài viết)";

/// Decides about every thing and fills the plan.
pub(super) fn settle(mut desk: Desk, plan: &mut Plan) {
    plan.remarks.append(&mut desk.remarks);
    let mut writes: BTreeMap<FilePath, Vec<u8>> = BTreeMap::new();
    let mut items: Vec<Item> = Vec::new();
    for job in &mut desk.jobs {
        let mut changes = Vec::new();
        let (outcome, bytes) = match &job.target {
            Target::None(why) => (Outcome::Left(why.clone()), None),
            Target::There(at) => {
                there(&desk.known[&job.kind][*at], job.kind, &job.read, &mut changes)
            }
            Target::New(path) => {
                let path = path.clone();
                fresh::new(job, path)
            }
        };
        if let Some((path, bytes)) = bytes {
            writes.insert(path, bytes);
        }
        // Things that fit nowhere say so once; their cells do not matter any more.
        if !matches!(outcome, Outcome::Left(_)) {
            plan.remarks.append(&mut job.read.left);
            plan.remarks.append(&mut job.read.said);
        }
        let (kind, place, name) = (Some(job.kind), job.place.clone(), job.name.clone());
        items.push(Item { kind, place, rows: job.rows, name, outcome, changes });
    }
    trial::run(&desk, &mut writes, &mut items, plan);
    plan.items.extend(items);
    plan.writes.extend(writes);
}

/// A file to write, with its bytes.
pub(super) type Written = Option<(FilePath, Vec<u8>)>;

/// Compares a thing with its file: what is said in another form is no difference, and what differs is
/// written in the form of the file.
fn there(file: &Known, kind: Kind, read: &Read, changes: &mut Vec<Change>) -> (Outcome, Written) {
    let mut wanted = file.entries.clone();
    // The file has words of people beside the name in the decision, which lists repeat.
    let repeated = |path: &str| {
        let official = file.text_of("official_title").map(plain);
        path == "title" && official.is_some() && official == read.text("title").map(plain)
    };
    for (path, said) in read.keys.iter().filter(|(path, _)| !repeated(path)) {
        let (shape, old) = (forms::shape(kind, path), file.get(path));
        let words = |value: &Value| told::words(kind, path, value);
        let new = match said {
            Said::Value(value) => {
                let default = path == "status" && value.as_text() == kind.default_status();
                let same = |old: &Value| forms::plain(shape, old) == forms::plain(shape, value);
                if old.map_or(default, same) {
                    continue;
                }
                let value = old.map_or_else(|| value.clone(), |old| forms::like(shape, old, value));
                compose::set(&mut wanted, path, value.clone());
                Some(words(&value))
            }
            Said::Remove if old.is_none() => continue,
            Said::Remove => {
                compose::remove(&mut wanted, path);
                None
            }
        };
        changes.push(Change::new(path, old.map(words), new));
    }
    let body = read.body.as_ref().filter(|body| **body != file.body());
    if let Some(body) = body {
        changes.push(Change::new(BODY, Some(file.body()), Some(body.clone())));
    }
    let path = file.path.clone();
    if changes.is_empty() {
        return (Outcome::Same(path), None);
    }
    let differ: Vec<String> = changes.iter().map(|change| change.key.clone()).collect();
    match rewritten(file, &wanted, body) {
        Ok(text) => (Outcome::Differs(path.clone(), differ), Some((path, text.into_bytes()))),
        Err(_) => (Outcome::Left(by_hand(&path, &differ)), None),
    }
}

fn by_hand(path: &FilePath, differ: &[String]) -> Text {
    let keys = differ.join(", ");
    say(
        format!("{path} viết theo cách không sửa tự động được; tự sửa {keys} trong tệp"),
        format!(
            "{path} is written in a way that cannot be changed by itself; change {keys} by hand"
        ),
    )
}

/// Changes the keys that differ, and the body where it differs; all else keeps its bytes.
fn rewritten(
    file: &Known,
    wanted: &[(String, Value)],
    body: Option<&String>,
) -> Result<String, edit::Refused> {
    let mut changes: Vec<(&str, edit::Change)> = Vec::new();
    for (key, value) in wanted {
        if file.get(key) != Some(value) {
            changes.push((key, edit::Change::Set(value.clone())));
        }
    }
    for (key, _) in &file.entries {
        if wanted.iter().all(|(known, _)| known != key) {
            changes.push((key, edit::Change::Remove));
        }
    }
    let (mut text, length) = edit::apply(file.text, file.keys.clone(), &changes)?;
    if let Some(body) = body {
        let crlf = file.text.contains("\r\n");
        let end = if crlf { "\r\n" } else { "\n" };
        let body = if crlf { body.replace('\n', "\r\n") } else { body.clone() };
        let at = file.body_at.start + length - file.keys.len();
        let ended = text[..at].ends_with('\n');
        text.truncate(at);
        text += if ended { "" } else { end };
        text += &if body.is_empty() { String::new() } else { format!("{end}{body}{end}") };
    }
    Ok(text)
}
