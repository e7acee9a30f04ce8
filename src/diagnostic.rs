//! What we tell authors: a finding at a place, in Vietnamese and in English, with the way to mend it.
//!
//! Findings travel in one `&mut Diagnostics` from the first reader to the last check, so that one
//! run names every mistake of every file. How they look is in `diagnostic/show.rs`.

mod meant;
mod show;

pub use meant::nearest;
pub use show::{Position, Seen, lines, readable, visible};

use std::collections::BTreeMap;

use crate::files::FilePath;

/// A stretch of a file, in bytes from its start; `start <= end`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the project folder.
    pub file: FilePath,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Place {
    /// Makes the place of bytes `start..end` of `file`.
    #[must_use]
    pub fn new(file: FilePath, start: usize, end: usize) -> Self {
        Self { file, start, end: end.max(start) }
    }

    /// Makes the place of the first byte of `file`, for what concerns the file as a whole.
    #[must_use]
    pub fn start(file: FilePath) -> Self {
        Self::new(file, 0, 0)
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published while it stands.
    Error,
    /// Published, but a person should look.
    Warning,
    /// Worth knowing.
    Note,
}

/// A sentence in both languages of the officials' desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

/// Makes a [`Text`].
pub fn say(vi: impl Into<String>, en: impl Into<String>) -> Text {
    Text { vi: vi.into(), en: en.into() }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable name such as `unknown-key`; `tests/checks/<code>.md` shows it.
    pub code: &'static str,
    /// Where it is.
    pub place: Place,
    /// What is wrong.
    pub text: Text,
    /// What to write instead.
    pub hint: Option<Text>,
}

impl Diagnostic {
    /// Makes an error.
    #[must_use]
    pub fn error(code: &'static str, place: Place, text: Text) -> Self {
        Self { severity: Severity::Error, code, place, text, hint: None }
    }

    /// Makes a warning.
    #[must_use]
    pub fn warning(code: &'static str, place: Place, text: Text) -> Self {
        Self { severity: Severity::Warning, code, place, text, hint: None }
    }

    /// Makes a note.
    #[must_use]
    pub fn note(code: &'static str, place: Place, text: Text) -> Self {
        Self { severity: Severity::Note, code, place, text, hint: None }
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: Text) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// The findings of one run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(found: T) -> Self {
        Self { found: found.into_iter().collect() }
    }
}

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Adds the findings of a part of the work.
    pub fn append(&mut self, mut other: Self) {
        self.found.append(&mut other.found);
    }

    /// Says whether anything forbids publishing.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|d| d.severity == Severity::Error)
    }

    /// Counts the findings of one severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|d| d.severity == severity).count()
    }

    /// Walks the findings; ordered by file and place after [`Diagnostics::sort`].
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// Returns every error but at most `most` other findings of each code, and how many of each code
    /// were left out: seventeen alike drown the one that matters.
    #[must_use]
    pub fn shortened(&self, most: usize) -> (Self, BTreeMap<&'static str, usize>) {
        let (mut seen, mut left_out) = (BTreeMap::new(), BTreeMap::new());
        let mut kept = Self::default();
        for finding in &self.found {
            let count: &mut usize = seen.entry(finding.code).or_default();
            *count += 1;
            if finding.severity == Severity::Error || *count <= most {
                kept.push(finding.clone());
            } else {
                *left_out.entry(finding.code).or_default() += 1;
            }
        }
        (kept, left_out)
    }

    /// Orders by file, place, severity, and drops what was said twice.
    pub fn sort(&mut self) {
        self.found.sort_by(|a, b| {
            (&a.place, a.severity, a.code, &a.text.vi)
                .cmp(&(&b.place, b.severity, b.code, &b.text.vi))
        });
        self.found.dedup();
    }
}
