//! `tracuu import`: lists from Excel into files of the project, with a preview first.

mod tell;
mod unreadable;

use std::path::Path;

use serde_json::{Value, json};

use super::{Context, Outcome};
use crate::diagnostic::{Diagnostics, Text, say};
use crate::files::{FilePath, FileSet};
use crate::io;
use crate::sheet::Change;
use crate::sheet::import::{self, Asked, Item, Outcome as Fate, Plan};

/// One byte more than is ever read of a sheet.
const MOST: u64 = (32 << 20) + 1;

/// Reads a spreadsheet and says what would become of the project; writes it when `write` is asked for.
#[must_use]
pub fn run(context: &Context, file: &Path, asked: &Asked, write: bool) -> Outcome {
    let voice = context.voice;
    let writer = match write.then(|| super::writer(context)).transpose() {
        Ok(writer) => writer,
        Err(outcome) => return outcome,
    };
    let files = match super::read(context) {
        Ok(files) => files,
        Err(outcome) => return outcome,
    };
    let bytes = match io::rewrite::read_named(file, MOST) {
        Ok(bytes) => bytes,
        Err(error) => {
            match unreadable::why(file, &error) {
                Some(why) => voice.message(&why),
                None => voice.refused(&error),
            }
            return Outcome::Refused;
        }
    };
    let plan = match import::plan(&files, &bytes, asked) {
        Ok(plan) => plan,
        Err(why) => {
            let name = file.display();
            voice.message(&say(format!("{name}: {}.", why.vi), format!("{name}: {}.", why.en)));
            return Outcome::Usage;
        }
    };
    let kept = if write { self::write(context, &files, &plan) } else { Ok(0) };
    drop(writer);
    let kept = match kept {
        Ok(kept) => kept,
        Err(error) => {
            voice.refused(&error);
            return Outcome::Refused;
        }
    };
    voice.json(&Diagnostics::default(), &files, &machine(&plan, write));
    if !voice.json {
        tell::tell(voice, &plan);
        voice.result(tell::ending(&plan, asked, write, kept).pick(voice.english));
    }
    Outcome::Good
}

/// Writes everything; returns how many old files were kept.
fn write(context: &Context, files: &FileSet, plan: &Plan) -> Result<usize, io::Error> {
    let writes: Vec<io::rewrite::Write> = plan
        .writes
        .iter()
        .map(|(path, new)| io::rewrite::Write {
            path: path.clone(),
            old: files.get(path).cloned(),
            new: new.clone(),
        })
        .collect();
    let day = super::today().to_string();
    let old = writes.iter().filter(|write| write.old.is_some()).count();
    io::rewrite::all(&context.root, &writes, &day).map(|_| old)
}

fn machine(plan: &Plan, written: bool) -> Value {
    let both = |text: &Text| json!({"vi": text.vi, "en": text.en});
    let change = |change: &Change| json!({"key": change.key, "old": change.old, "new": change.new});
    let item = |item: &Item| {
        let (outcome, path, keys, why) = match &item.outcome {
            Fate::New { path, draft, missing } => {
                let keys: Vec<String> = missing.iter().map(|key| (*key).to_owned()).collect();
                (if *draft { "draft" } else { "new" }, Some(path), keys, None)
            }
            Fate::Same(path) => ("same", Some(path), vec![], None),
            Fate::Differs(path, keys) => ("differs", Some(path), keys.clone(), None),
            Fate::Left(why) => ("left", None, vec![], Some(both(why))),
        };
        json!({
            "place": item.place, "kind": item.kind.map(crate::sheet::Kind::word), "rows": item.rows,
            "name": item.name, "outcome": outcome, "file": path.map(FilePath::as_str), "keys": keys, "why": why,
            "changes": item.changes.iter().map(change).collect::<Vec<_>>(),
        })
    };
    let remark = |remark: &crate::sheet::Remark| json!({"place": remark.place(), "text": both(&remark.text)});
    let files: Vec<&str> = plan.writes.iter().map(|(path, _)| path.as_str()).collect();
    json!({
        "rows": plan.rows, "skipped": plan.skipped, "written": written, "files": files,
        "items": plan.items.iter().map(item).collect::<Vec<_>>(),
        "cells": plan.remarks.iter().map(remark).collect::<Vec<_>>(),
        "warnings": plan.warnings.iter().map(remark).collect::<Vec<_>>(),
    })
}
