//! The copy of the ledger in the output folder: it goes out with the site, and so it is the
//! evidence when lines of the ledger itself are lost.
//!
//! It is looked at and never read into the build: what it has and the ledger lacks stops the build.

use std::collections::BTreeSet;

use super::line;
use super::numbers::Ledger;
use super::numbers::csv::{self, Line};
use super::prints::Prints;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, say};
use crate::files::{FilePath, FileSet};

/// What the files of the copy are called, below the output folder.
pub const FILES: [&str; 2] = ["ledger/numbers.csv", "ledger/prints.csv"];

/// The findings whose remedy is to copy the file back.
const DAMAGES: [&str; 9] = [
    "ledger-merge",
    "ledger-head",
    "ledger-line",
    "ledger-gap",
    "prints-head",
    "prints-line",
    "prints-gap",
    "prints-order",
    "prints-torn",
];

/// Returns the file of the copy, where the set has one: what ends like it and is no source.
fn copy(files: &FileSet, file: &str) -> Option<(FilePath, String)> {
    let source = |path: &FilePath| ["content", "themes"].iter().any(|f| path.below(f).is_some());
    let end = format!("/{file}");
    let ends = |path: &FilePath| path.as_str().ends_with(&end);
    let (path, bytes) = files.iter().find(|(path, _)| ends(path) && !source(path))?;
    Some((path.clone(), String::from_utf8_lossy(bytes).into_owned()))
}

/// Says whether the set has no copy at all.
#[must_use]
pub fn is_absent(files: &FileSet) -> bool {
    FILES.iter().all(|file| copy(files, file).is_none())
}

/// Returns the lines of a text below its head, without their ends.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().skip(1).filter(|line| !line.is_empty())
}

/// Returns the numbers of the copy; lines that cannot be trusted are no evidence.
pub(super) fn numbers(files: &FileSet) -> Vec<Line> {
    let copy = copy(files, FILES[0]);
    copy.map(|(_, text)| lines(&text).filter_map(Line::read).collect()).unwrap_or_default()
}

/// Reports what the copy has and the ledger lacks: a tail or a file was lost, or the folder is an
/// old copy.
///
/// A file that is damaged is told already, with the copy as its remedy: one remedy is enough.
pub(super) fn compare(files: &FileSet, ledger: &Ledger, found: &mut Diagnostics) {
    let damaged: Vec<FilePath> = found
        .iter()
        .filter(|finding| DAMAGES.contains(&finding.code))
        .map(|finding| finding.place.file.clone())
        .collect();
    let whole_file = |path: &FilePath| !damaged.contains(path);
    if let Some((path, text)) = copy(files, FILES[0]).filter(|_| whole_file(&Ledger::path())) {
        let copied: Vec<Line> = lines(&text).filter_map(Line::read).collect();
        let pairs = ledger.pairs();
        let lacks = |line: &&Line| {
            !pairs.contains(&(line.number, &line.id)) && !ledger.is_kept(line.number)
        };
        let lacking: Vec<&Line> = copied.iter().filter(lacks).collect();
        let numbers = lacking.iter().map(|line| line.number).collect();
        let known: BTreeSet<_> = copied.iter().map(|line| (line.number, &line.id)).collect();
        let more = pairs.iter().any(|pair| !known.contains(pair));
        let texts: Vec<String> = lacking.iter().map(|line| line.text()).collect();
        report((&path, csv::FILE.path), &texts, &numbers, more, found);
    }
    if let Some((path, text)) = copy(files, FILES[1]).filter(|_| whole_file(&Prints::path())) {
        let own = files.get(&Prints::path()).map(|bytes| String::from_utf8_lossy(bytes));
        let own: BTreeSet<&str> = own.as_deref().map(|t| lines(t).collect()).unwrap_or_default();
        let copied: BTreeSet<&str> = lines(&text).collect();
        let lacking: Vec<String> = whole(&text)
            .into_iter()
            .filter(|line| !own.contains(line))
            .map(str::to_owned)
            .collect();
        let numbers = lacking.iter().filter_map(|line| line.split(',').nth(12)?.parse().ok());
        let numbers = numbers.collect();
        let more = own.iter().any(|line| !copied.contains(line));
        report((&path, Prints::path().as_str()), &lacking, &numbers, more, found);
    }
}

/// Returns the lines of a copy of the prints whose check codes fit.
fn whole(text: &str) -> Vec<&str> {
    let mut before = "";
    let mut whole = Vec::new();
    for line in lines(text) {
        let Some((facts, check)) = line.rsplit_once(',') else { continue };
        let first = facts.split(',').nth(1) == Some("1");
        if line::check_code(if first { "" } else { before }, facts) == check {
            whole.push(line);
        }
        before = check;
    }
    whole
}

fn report(
    (copy, own): (&FilePath, &str),
    lacking: &[String],
    numbers: &BTreeSet<u32>,
    more: bool,
    found: &mut Diagnostics,
) {
    const SHOWN: usize = 5;
    if lacking.is_empty() {
        return;
    }
    let (count, listed) = (lacking.len(), super::numbers::list(numbers));
    let text = say(
        format!("{own} thiếu {count} dòng mà bản trong thư mục xuất đang có: số {}", listed.vi),
        format!(
            "{own} lacks {count} line{} that the copy in the output folder has: number{} {}",
            if count == 1 { "" } else { "s" },
            if numbers.len() == 1 { "" } else { "s" },
            listed.en
        ),
    );
    let hint = if more {
        let shown: String = lacking.iter().take(SHOWN).flat_map(|line| ["\n", line]).collect();
        let rest = if count > SHOWN { "\n…" } else { "" };
        say(
            format!(
                "sổ này cũng có dòng mà bản kia không có, nên đừng chép đè: mở {copy} bằng Notepad, \
                 chép các dòng bị thiếu vào cuối {own}, rồi chạy tracuu numbers fix:{shown}{rest}"
            ),
            format!(
                "the ledger also has lines that the copy lacks, so do not copy over it: open {copy} in an editor, \
                 add the missing lines at the end of {own}, then run tracuu numbers fix:{shown}{rest}"
            ),
        )
    } else {
        say(
            format!(
                "sổ bị mất dòng cuối hoặc mất cả tệp, hay đây là bản cũ của thư mục. Chọn một cách:\n\
                 - chép {copy} đè lên {own}\n- nếu đây là bản cũ: làm việc ở thư mục mới nhất"
            ),
            format!(
                "its tail or the whole file was lost, or this is an old copy of the folder. Choose one way:\n\
                 - copy {copy} over {own}\n- if this is an old copy: work in the newest folder"
            ),
        )
    };
    let place = Place::start(FilePath::known(own));
    found.push(Diagnostic::error("ledger-behind", place, text).hint(hint));
}
