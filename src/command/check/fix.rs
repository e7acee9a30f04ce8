//! `tracuu check --fix`: mends what can be mended without touching its meaning.
//!
//! Every changed file is kept as it was, and every change is shown. A file that somebody else saved
//! in between is left alone.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::super::{Context, Outcome};
use super::diff::{Diff, diff};
use crate::diagnostic::{Text, say};
use crate::files::{Bytes, FilePath, FileSet};
use crate::io;
use crate::io::rewrite::Rewritten;
use crate::model::date::Date;
use crate::parse::mend::{self, Mended};
use crate::pipeline::Options;

/// A file that can be mended, or of which something is left.
struct Case<'a> {
    path: &'a FilePath,
    was: &'a Bytes,
    mended: Mended,
}

/// Shows what would be mended; writes nothing.
#[must_use]
pub fn rehearse(context: &Context, today: Date) -> Outcome {
    match mend(context, today, true) {
        Ok(told) if context.voice.json => {
            context.voice.result(&json!({"result": told}).to_string());
            Outcome::Good
        }
        Ok(_) => Outcome::Good,
        Err(outcome) => outcome,
    }
}

/// Mends the files of the project, then checks what is left as [`super::run`] does, with its answer.
#[must_use]
pub fn run(context: &Context, options: &Options, all: bool) -> Outcome {
    match mend(context, options.today, false) {
        Ok(told) => super::check(context, options, all, told),
        Err(outcome) => outcome,
    }
}

/// Mends, or only shows what would be; returns it for a machine as `files`, `backup` and `dry_run`.
///
/// # Errors
/// How the command ends when the disk refuses.
fn mend(context: &Context, today: Date, dry_run: bool) -> Result<Map<String, Value>, Outcome> {
    let writer = (!dry_run).then(|| super::super::writer(context));
    let _writer = writer.transpose()?;
    let files = super::super::read(context)?;
    let cases = cases(&files);
    let folder = io::rewrite::folder(&context.root, &today.to_string());
    let mut told = Vec::new();
    let mut written = 0;
    for case in &cases {
        let changes = case.mended.bytes.as_ref().map(|new| diff(case.was, new));
        let amended = match (&case.mended.bytes, dry_run) {
            (Some(new), false) => {
                match io::rewrite::one(&context.root, &folder, case.path, case.was, new) {
                    Ok(amended) => Some(amended),
                    Err(error) => {
                        context.voice.refused(&error);
                        return Err(Outcome::Refused);
                    }
                }
            }
            _ => None,
        };
        written += usize::from(amended == Some(Rewritten::Written));
        if context.voice.json {
            told.push(machine(case, changes.as_ref(), amended));
        } else {
            show(context, case, changes.as_ref(), amended);
        }
    }
    let kept = (written > 0).then_some(folder.as_path());
    if !context.voice.json {
        let mendable = cases.iter().filter(|case| case.mended.bytes.is_some()).count();
        let text = summary(mendable, written, dry_run, kept);
        context.voice.result(text.pick(context.voice.english));
    }
    let backup = kept.map(|folder| folder.to_string_lossy().replace('\\', "/"));
    let facts = [("files", told.into()), ("backup", json!(backup)), ("dry_run", dry_run.into())];
    Ok(facts.into_iter().map(|(name, value): (&str, Value)| (name.to_owned(), value)).collect())
}

fn cases(files: &FileSet) -> Vec<Case<'_>> {
    let all = files.inside("content").map(|(path, was)| {
        let mended = mend::file(path, was);
        Case { path, was, mended }
    });
    all.filter(|case| !(case.mended.done.is_empty() && case.mended.left.is_empty())).collect()
}

fn show(context: &Context, case: &Case, changes: Option<&Diff>, amended: Option<Rewritten>) {
    let voice = context.voice;
    let path = case.path;
    if let Some(changes) = changes {
        let mut head = format!("--- {path}\n+++ {path}\n{}", changes.text);
        if changes.unseen > 0 {
            let count = changes.unseen;
            let unseen = say(
                format!("({count} dòng đổi mà mắt không thấy)\n"),
                format!("({count} lines change in what nobody sees)\n"),
            );
            head += unseen.pick(voice.english);
        }
        voice.result(head.trim_end());
    }
    for done in &case.mended.done {
        voice.result(&format!("  ✓ {}", done.text.pick(voice.english)));
    }
    for left in &case.mended.left {
        let head = if changes.is_none() { format!("{path}: ") } else { "  ".to_owned() };
        voice.result(&format!("{head}✗ [{}] {}", left.code, left.text.pick(voice.english)));
    }
    if amended == Some(Rewritten::Changed) {
        voice.message(&say(
            format!("{path}: tệp vừa được người khác lưu, nên để nguyên. Hãy chạy lại lệnh."),
            format!("{path}: somebody saved it in between, so it was left. Run the command again."),
        ));
    }
    voice.result("");
}

fn summary(mendable: usize, written: usize, dry_run: bool, kept: Option<&Path>) -> Text {
    if mendable == 0 {
        return say("Không có gì máy tự sửa được.", "There is nothing to mend.");
    }
    if dry_run {
        return say(
            format!("{mendable} tệp sẽ được sửa; chưa ghi gì. Để sửa: tracuu check --fix"),
            format!(
                "{mendable} files would be mended; nothing was written. To mend: tracuu check --fix"
            ),
        );
    }
    let folder = kept.map(|folder| folder.display().to_string()).unwrap_or_default();
    say(
        format!("Đã sửa {written} tệp. Bản cũ ở {folder}/"),
        format!("{written} files mended. The old ones are in {folder}/"),
    )
}

fn machine(case: &Case, changes: Option<&Diff>, amended: Option<Rewritten>) -> Value {
    let both = |text: &Text| json!({"vi": text.vi, "en": text.en});
    let done = case
        .mended
        .done
        .iter()
        .map(|done| json!({"code": done.code, "text": both(&done.text), "lines": done.lines}));
    let left = case.mended.left.iter();
    let left = left.map(|left| json!({"code": left.code, "text": both(&left.text)}));
    json!({
        "file": case.path.as_str(),
        "written": amended == Some(Rewritten::Written),
        "changed_meanwhile": amended == Some(Rewritten::Changed),
        "done": done.collect::<Vec<_>>(),
        "left": left.collect::<Vec<_>>(),
        "diff": changes.map(|changes| &changes.text),
    })
}
