//! `tracuu import`: lists from Excel into files of the project, with a preview first.

use std::path::Path;

use serde_json::{Value, json};

use super::{Context, Outcome, Voice};
use crate::diagnostic::{Diagnostics, Text, say};
use crate::files::{FilePath, FileSet};
use crate::io;
use crate::sheet::import::{self, Asked, Item, Outcome as Fate, Plan};

/// One byte more than is ever read of a sheet.
const MOST: u64 = (32 << 20) + 1;
/// How many lines of one sort are shown; `--json` has all of them.
const SHOWN: usize = 40;

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
            voice.refused(&error);
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
        tell(voice, &plan);
        voice.result(ending(&plan, asked, write, kept).pick(voice.english));
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

/// Tells what becomes of each thing, the same ones counted alone.
fn tell(voice: Voice, plan: &Plan) {
    type Sort = (Text, fn(&Fate) -> bool);
    let sorts: [Sort; 3] = [
        (say("MỚI", "NEW"), |fate| matches!(fate, Fate::New { .. })),
        (say("KHÁC VỚI TỆP ĐANG CÓ", "UNLIKE THEIR FILES"), |fate| {
            matches!(fate, Fate::Differs(..))
        }),
        (say("CHƯA XẾP ĐƯỢC", "NOT PLACED"), |fate| matches!(fate, Fate::Left(_))),
    ];
    for (head, is) in sorts {
        let items: Vec<&Item> = plan.items.iter().filter(|item| is(&item.outcome)).collect();
        let lines: Vec<Text> = items.into_iter().map(line).collect();
        section(voice, &head, &lines);
    }
    let cell = |remark: &crate::sheet::Remark| {
        let place = remark.place();
        say(format!("{place}: {}", remark.text.vi), format!("{place}: {}", remark.text.en))
    };
    let cells: Vec<Text> = plan.remarks.iter().map(cell).collect();
    section(voice, &say("TỪNG Ô", "SINGLE CELLS"), &cells);
}

fn section(voice: Voice, head: &Text, lines: &[Text]) {
    if lines.is_empty() {
        return;
    }
    let count = lines.len();
    voice.result(&format!("{} ({count})", head.pick(voice.english)));
    for line in lines.iter().take(SHOWN) {
        voice.result(&format!("  {}", plain(line.pick(voice.english))));
    }
    if count > SHOWN {
        let more = count - SHOWN;
        let text = say(
            format!("  … và {more} dòng nữa; xem đủ bằng --json"),
            format!("  … and {more} more; --json has them all"),
        );
        voice.result(text.pick(voice.english));
    }
    voice.result("");
}

/// Cells come from strangers: no sign that a terminal obeys.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn line(item: &Item) -> Text {
    let name: String = item.name.chars().take(70).collect();
    let head = format!("{}: {name}", item.place);
    match &item.outcome {
        Fate::New { path, draft: false, .. } => {
            say(format!("{head} → {path}"), format!("{head} → {path}"))
        }
        Fate::New { path, missing, .. } => {
            let keys = missing.join(", ");
            let (vi, en) = if keys.is_empty() {
                ("; có ô chưa đọc được".to_owned(), "; some cells were not read".to_owned())
            } else {
                (format!("; còn thiếu: {keys}"), format!("; it lacks: {keys}"))
            };
            say(format!("{head} → {path} (bản nháp{vi})"), format!("{head} → {path} (a draft{en})"))
        }
        Fate::Differs(path, keys) => {
            let keys = keys.join(", ");
            say(format!("{head} → {path}: {keys}"), format!("{head} → {path}: {keys}"))
        }
        Fate::Same(path) => say(format!("{head} = {path}"), format!("{head} = {path}")),
        Fate::Left(why) => say(format!("{head}: {}", why.vi), format!("{head}: {}", why.en)),
    }
}

fn count(plan: &Plan, is: fn(&Fate) -> bool) -> usize {
    plan.items.iter().filter(|item| is(&item.outcome)).count()
}

fn ending(plan: &Plan, asked: &Asked, write: bool, kept: usize) -> Text {
    let new = count(plan, |fate| matches!(fate, Fate::New { .. }));
    let same = count(plan, |fate| matches!(fate, Fate::Same(_)));
    let differ = count(plan, |fate| matches!(fate, Fate::Differs(..)));
    let left = count(plan, |fate| matches!(fate, Fate::Left(_)));
    let (rows, skipped) = (plan.rows, plan.skipped);
    let mut text = say(
        format!(
            "{rows} dòng có chữ ({skipped} dòng là tiêu đề, đầu cột, nhóm, tổng): {new} mới, {same} không đổi, {differ} khác, {left} chưa xếp được."
        ),
        format!(
            "{rows} rows that hold something ({skipped} are titles, heads, groups, totals): {new} new, {same} unchanged, {differ} differ, {left} not placed."
        ),
    );
    let drafts = count(plan, |fate| matches!(fate, Fate::New { draft: true, .. }));
    if drafts > 0 {
        text.vi += &format!(
            " {drafts} mục mới là bản nháp: chưa lên trang, chưa in, cho đến khi bổ sung đủ."
        );
        text.en += &format!(
            " {drafts} new ones are drafts: on no page and no poster until they are complete."
        );
    }
    let next = next(plan, write, kept);
    text.vi += &format!("\n{}", next.vi);
    text.en += &format!("\n{}", next.en);
    if differ > 0 && !asked.update {
        text.vi +=
            "\nSửa cả những tệp khác: thêm --update (chỉ sửa những khóa khác, còn lại giữ nguyên).";
        text.en += "\nTo change files that differ too: add --update (only those keys are changed).";
    }
    text
}

/// Says what was written, or how to write it.
fn next(plan: &Plan, write: bool, kept: usize) -> Text {
    let (vi, en) = match (write, plan.writes.is_empty()) {
        (true, false) => {
            let files = plan.writes.len();
            (
                format!(
                    "Đã ghi {files} tệp; {kept} bản cũ giữ trong .tracuu/backup/. Tiếp theo: tracuu check"
                ),
                format!(
                    "{files} files were written; {kept} old ones are kept in .tracuu/backup/. Next: tracuu check"
                ),
            )
        }
        (true, true) => {
            ("Không có gì để ghi.".to_owned(), "There was nothing to write.".to_owned())
        }
        (false, false) => (
            "Đây là xem trước, chưa ghi gì. Ghi: chạy lại lệnh này, thêm --write".to_owned(),
            "This is a preview; nothing was written. To write: the same command with --write"
                .to_owned(),
        ),
        (false, true) => (
            "Đây là xem trước; không có gì để ghi.".to_owned(),
            "This is a preview; there is nothing to write.".to_owned(),
        ),
    };
    say(vi, en)
}

fn machine(plan: &Plan, written: bool) -> Value {
    let both = |text: &Text| json!({"vi": text.vi, "en": text.en});
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
        })
    };
    let remark = |remark: &crate::sheet::Remark| json!({"place": remark.place(), "text": both(&remark.text)});
    let files: Vec<&str> = plan.writes.iter().map(|(path, _)| path.as_str()).collect();
    json!({
        "rows": plan.rows, "skipped": plan.skipped, "written": written, "files": files,
        "items": plan.items.iter().map(item).collect::<Vec<_>>(),
        "cells": plan.remarks.iter().map(remark).collect::<Vec<_>>(),
    })
}
