//! How the findings of a check are told: file by file, the most useful first, and what to do next.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::Voice;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Text, say};
use crate::files::{FilePath, FileSet};
use crate::parse::mend::{self, Mended};

/// How many warnings or notes of one code are told when not all are asked for.
const MOST_ALIKE: usize = 5;

/// Findings with what they stand in.
pub(super) struct Shown<'a> {
    found: &'a Diagnostics,
    files: &'a FileSet,
    /// What `--fix` would do to each file that has findings.
    mended: BTreeMap<&'a FilePath, Mended>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(found: &'a Diagnostics, files: &'a FileSet) -> Self {
        let mut mended = BTreeMap::new();
        for finding in found.iter() {
            let path = &finding.place.file;
            let Some(bytes) = files.get(path) else { continue };
            mended.entry(path).or_insert_with(|| mend::file(path, bytes));
        }
        Self { found, files, mended }
    }

    /// Says whether `--fix` takes care of a finding.
    fn is_fixable(&self, finding: &Diagnostic) -> bool {
        let path = &finding.place.file;
        let settles = |it: &Mended| it.settles(finding.code, finding.position(self.files).line);
        self.mended.get(path).is_some_and(settles)
    }

    fn fixable(&self) -> usize {
        self.found.iter().filter(|finding| self.is_fixable(finding)).count()
    }

    /// Returns everything for a machine: `{findings, totals, result}`. `findings` are ordered by file
    /// and place, each as [`Diagnostics::to_json`] writes it and with `fixable`; `totals` is
    /// `{errors, warnings, notes, files, fixable}`.
    pub(super) fn json(&self, facts: &Value) -> Value {
        let mut findings = self.found.to_json(self.files);
        if let Some(findings) = findings.as_array_mut() {
            for (finding, of) in findings.iter_mut().zip(self.found.iter()) {
                finding["fixable"] = self.is_fixable(of).into();
            }
        }
        let count = |severity| self.found.count(severity);
        let totals = json!({
            "errors": count(Severity::Error), "warnings": count(Severity::Warning),
            "notes": count(Severity::Note), "files": by_file(self.found).len(),
            "fixable": self.fixable(),
        });
        json!({"findings": findings, "totals": totals, "result": facts})
    }

    /// Tells everything to a person.
    pub(super) fn tell(&self, voice: Voice, all: bool) {
        let (kept, left_out) = self.found.shortened(if all { usize::MAX } else { MOST_ALIKE });
        for (path, of_file) in by_file(&kept) {
            voice.heading(path.as_str(), &counts(&of_file));
            voice.show(&of_file, self.files);
        }
        for (code, count) in left_out {
            voice.message(&say(
                format!("… và {count} điều nữa cùng loại [{code}]; xem hết: tracuu check --all"),
                format!("… and {count} more of [{code}]; to see them: tracuu check --all"),
            ));
        }
        let files = by_file(self.found);
        if !files.is_empty() {
            let (counts, files) = (counts(self.found), files.len());
            let plural = if files == 1 { "" } else { "s" };
            voice.message(&say(
                format!("Tất cả: {}, trong {files} tệp.", counts.vi),
                format!("In all: {}, in {files} file{plural}.", counts.en),
            ));
        }
        if !self.found.has_errors() {
            let text = say("Nội dung không có lỗi.", "The content has no errors.");
            voice.result(text.pick(voice.english));
        }
        voice.message(&self.next(&files));
    }

    /// Returns what to do next; what the program can mend comes on a line of its own.
    fn next(&self, files: &[(&FilePath, Diagnostics)]) -> Text {
        let (fixable, next) = (self.fixable(), self.first_thing(files));
        if fixable == 0 {
            return next;
        }
        say(
            format!(
                "Máy tự sửa được {fixable} điều. Xem trước: tracuu check --fix --dry-run\n{}",
                next.vi
            ),
            format!(
                "{fixable} of them can be mended by: tracuu check --fix (look first: add --dry-run)\n{}",
                next.en
            ),
        )
    }

    /// Returns where a person begins: at what only a person can mend.
    fn first_thing(&self, files: &[(&FilePath, Diagnostics)]) -> Text {
        let all = || files.iter().flat_map(|(_, of_file)| of_file.iter());
        let error = |it: &&Diagnostic| it.severity == Severity::Error;
        let Some(first) = all().find(|it| error(it) && !self.is_fixable(it)) else {
            return match (all().any(|it| error(&it)), all().next()) {
                (true, _) => say(
                    "Máy sửa xong thì soát lại: tracuu check",
                    "When they are mended, check again: tracuu check",
                ),
                (false, Some(_)) => say(
                    "Xem lại những điều trên; vẫn dựng được trang: tracuu build",
                    "Look at the above; the site can be built all the same: tracuu build",
                ),
                (false, None) => say("Dựng trang: tracuu build", "Build the site: tracuu build"),
            };
        };
        let at = first.position(self.files);
        let worst = files.iter().filter(|(_, of_file)| of_file.has_errors()).count();
        let place = format!("{}:{}:{}", first.place.file, at.line, at.column);
        say(
            format!("{worst} tệp có lỗi. Bắt đầu từ {place}, lưu lại rồi chạy: tracuu check"),
            format!("Files with errors: {worst}. Begin at {place}, save, and run: tracuu check"),
        )
    }
}

/// Gathers findings by file: files with errors first, in each the worst first and then by line.
fn by_file(found: &Diagnostics) -> Vec<(&FilePath, Diagnostics)> {
    let mut files: BTreeMap<&FilePath, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in found.iter() {
        files.entry(&finding.place.file).or_default().push(finding);
    }
    let mut files: Vec<_> = files.into_iter().collect();
    for (_, of_file) in &mut files {
        of_file.sort_by_key(|finding| (finding.severity, finding.place.start));
    }
    files.sort_by_key(|(path, of_file)| (of_file[0].severity, *path));
    let gathered = files.into_iter();
    gathered.map(|(path, of_file)| (path, of_file.into_iter().cloned().collect())).collect()
}

/// Says how many errors, warnings and notes there are; kinds of which there is none are left out.
fn counts(found: &Diagnostics) -> Text {
    let kinds = [
        (Severity::Error, "lỗi", "error"),
        (Severity::Warning, "cảnh báo", "warning"),
        (Severity::Note, "lưu ý", "note"),
    ];
    let (mut vi, mut en) = (Vec::new(), Vec::new());
    for (severity, in_vi, in_en) in kinds {
        let count = found.count(severity);
        if count > 0 {
            vi.push(format!("{count} {in_vi}"));
            en.push(format!("{count} {in_en}{}", if count == 1 { "" } else { "s" }));
        }
    }
    say(vi.join(", "), en.join(", "))
}
