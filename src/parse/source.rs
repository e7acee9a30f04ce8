//! One file while it is read: its text, and everything found in it.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::unfilled::UNFILLED;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity, Text, say};
use crate::files::FilePath;
use crate::model::Link;

/// The most findings of one file: a text that was put into the wrong place makes one a line.
const MOST_FINDINGS: usize = 50;

/// One file while it is read.
pub(super) struct Source<'a> {
    /// The file.
    pub(super) file: &'a FilePath,
    /// Its whole text, with a byte order mark if it has one: places are bytes of this.
    pub(super) text: &'a str,
    /// What was found so far.
    pub(super) found: Diagnostics,
    /// Every web address, with its place: which hosts are allowed is known only at the end.
    pub(super) links: Vec<(Link, Range<usize>)>,
    /// Values that somebody still has to fill in, of which the shape is not right either.
    open: Vec<Range<usize>>,
    /// Whether all of the text is in NFC, so that nothing must be composed.
    composed: bool,
    count: usize,
    /// How grave what was left out is, once that was said.
    more: Option<Severity>,
}

impl<'a> Source<'a> {
    /// Starts reading a file.
    pub(super) fn new(file: &'a FilePath, text: &'a str) -> Self {
        let composed = is_composed(text);
        let (found, links, open) = (Diagnostics::default(), Vec::new(), Vec::new());
        Self { file, text, found, links, open, composed, count: 0, more: None }
    }

    /// Says whether all of the text is in NFC.
    pub(super) fn is_composed(&self) -> bool {
        self.composed
    }

    /// Makes the place of some bytes of the file.
    pub(super) fn place(&self, range: Range<usize>) -> Place {
        Place::new(self.file.clone(), range.start, range.end)
    }

    /// Says whether no value of a wrong shape is one that is still to be filled in.
    pub(super) fn is_filled_in(&self) -> bool {
        self.open.is_empty()
    }

    /// Says whether the byte stands in a value that is still to be filled in.
    pub(super) fn is_open(&self, at: usize) -> bool {
        self.open.iter().any(|range| range.contains(&at))
    }

    /// Adds an error; `hint` says what to write. A value that somebody still has to fill in is told as
    /// that alone, whatever its shape should be.
    pub(super) fn error(
        &mut self,
        code: &'static str,
        range: Range<usize>,
        text: Text,
        hint: Text,
    ) {
        if code != "not-filled-in" && self.sets_aside(&range) {
            return;
        }
        let place = self.place(range);
        self.add(Diagnostic::error(code, place, text).hint(hint));
    }

    /// Says whether nothing is said of the shape of a value, because somebody still has to fill it in.
    pub(super) fn sets_aside(&mut self, range: &Range<usize>) -> bool {
        let open = self.is_unfilled(range);
        if open {
            self.open.push(range.clone());
        }
        open
    }

    /// Says whether somebody still has to fill in the value that these bytes begin.
    fn is_unfilled(&self, range: &Range<usize>) -> bool {
        let value = self.text.get(range.clone()).unwrap_or_default();
        value.trim_start_matches(['"', '\'']).starts_with(UNFILLED)
    }

    /// Says whether so much was found that more would help nobody.
    pub(super) fn is_full(&self) -> bool {
        self.count > MOST_FINDINGS
    }

    /// Adds a finding; after [`MOST_FINDINGS`] it says once that there are more, and once more when an
    /// error comes after warnings alone: a draft with many places left open stops no build.
    fn add(&mut self, finding: Diagnostic) {
        self.count += 1;
        if self.count <= MOST_FINDINGS {
            self.found.push(finding);
        } else if self.more.is_none_or(|told| finding.severity < told) {
            self.more = Some(finding.severity);
            let text = say(
                format!("tệp này còn điều khác phải sửa; chỉ nêu {MOST_FINDINGS} điều đầu"),
                format!("there is more to mend in this file; the first {MOST_FINDINGS} are shown"),
            );
            let hint = say("sửa các chỗ đã nêu rồi kiểm tra lại", "mend these and check again");
            let severity = finding.severity;
            let more = Diagnostic::error("more-mistakes", finding.place, text).hint(hint);
            self.found.push(Diagnostic { severity, ..more });
        }
    }

    /// Adds a warning; `hint` says what to do. Of a value that is still to be filled in nothing else is
    /// said.
    pub(super) fn warning(
        &mut self,
        code: &'static str,
        range: Range<usize>,
        text: Text,
        hint: Text,
    ) {
        if code != "not-filled-in" && self.is_unfilled(&range) {
            return;
        }
        let place = self.place(range);
        self.add(Diagnostic::warning(code, place, text).hint(hint));
    }

    /// Adds a note; `hint` says what to do.
    pub(super) fn note(&mut self, code: &'static str, range: Range<usize>, text: Text, hint: Text) {
        let place = self.place(range);
        self.add(Diagnostic::note(code, place, text).hint(hint));
    }

    /// Returns a text of the file in NFC, without the marks that nobody sees and Word leaves
    /// behind (zero-width space, byte order mark, soft hyphen).
    pub(super) fn compose(&self, text: &str) -> String {
        let seen = |c: &char| !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2060}');
        if self.composed {
            text.chars().filter(seen).collect()
        } else {
            text.chars().filter(seen).nfc().collect()
        }
    }

    /// Returns the number of the line, from 1, of a byte.
    pub(super) fn line_of(&self, at: usize) -> usize {
        self.text.as_bytes()[..at.min(self.text.len())].split(|b| *b == b'\n').count()
    }
}

/// Says whether a text is in NFC. Every mark that Vietnamese composes begins with the byte CC or
/// CD, so most files are answered without a table.
fn is_composed(text: &str) -> bool {
    let marks = text.bytes().any(|b| matches!(b, 0xCC | 0xCD));
    !marks || unicode_normalization::is_nfc(text)
}

/// Returns the bytes of the line around `at`, without its end.
pub(super) fn line_around(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let at = at.min(bytes.len());
    let start = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |newline| newline + 1);
    let end = bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |n| at + n);
    let end = if end > start && bytes[end - 1] == b'\r' { end - 1 } else { end };
    start..end
}

/// Walks the lines of `range`: the bytes of each, without its end.
pub(super) fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut next = range.start;
    std::iter::from_fn(move || {
        if next >= range.end {
            return None;
        }
        let rest = &text[next..range.end];
        let len = rest.find('\n').unwrap_or(rest.len());
        let line = next..next + len;
        next += len + 1;
        Some(if rest[..len].ends_with('\r') { line.start..line.end - 1 } else { line })
    })
}
