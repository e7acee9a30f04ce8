//! How findings look: for a person with the line and a caret, for a machine as JSON.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use super::{Diagnostic, Diagnostics, Place, Severity, Text};
use crate::files::{FilePath, FileSet};

/// Line and column of a place, both from 1; columns count characters as a reader sees them (NFC).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

impl Position {
    /// Finds the position of byte `at` in `source`; past the end is the end.
    #[must_use]
    pub fn of(source: &str, at: usize) -> Self {
        let at = floor_char_boundary(source, at);
        let before = &source[..at];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].nfc().filter(|c| *c != '\u{feff}').count() + 1,
        }
    }
}

/// What a finding points at, as a person can read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Where it begins.
    pub position: Position,
    /// The line, at most 160 characters around it: what stands before, what is meant, what stands
    /// after; nothing when there is no line that a person could read.
    pub line: Option<[String; 3]>,
}

/// Returns the lines of a file as a person can read them, whatever its bytes are; none when the set
/// does not have it.
#[must_use]
pub fn lines(sources: &FileSet, file: &FilePath) -> Vec<String> {
    let text = Source::of(sources, &Place::start(file.clone())).text;
    text.lines().map(visible).collect()
}

impl Text {
    /// Returns the sentence in English, or in Vietnamese.
    #[must_use]
    pub fn pick(&self, english: bool) -> &str {
        if english { &self.en } else { &self.vi }
    }
}

impl Diagnostics {
    /// Writes all findings for a person, one blank line between two.
    ///
    /// `sources` gives the lines; `color` adds ANSI colours. Control characters of the sources are
    /// shown as pictures, so that a file cannot write to the terminal.
    #[must_use]
    pub fn show(&self, sources: &FileSet, english: bool, color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.decor_style(DecorStyle::Ascii);
        self.found.iter().map(|d| d.show(sources, english, &renderer) + "\n").collect()
    }

    /// Returns all findings for a machine: an array of
    /// `{severity, code, file, line, column, end_line, end_column, vi, en, hint: {vi, en} | null}`.
    #[must_use]
    pub fn to_json(&self, sources: &FileSet) -> Value {
        self.found.iter().map(|d| d.to_json(sources)).collect()
    }
}

impl Diagnostic {
    /// Finds where it stands: line and column of its file as a person sees it.
    #[must_use]
    pub fn position(&self, sources: &FileSet) -> Position {
        let source = Source::of(sources, &self.place);
        Position::of(&source.text, source.start)
    }

    /// Returns what the finding points at.
    #[must_use]
    pub fn seen(&self, sources: &FileSet) -> Seen {
        let source = Source::of(sources, &self.place);
        let position = Position::of(&source.text, source.start);
        let line = source.excerpt().map(|(line, start, end)| {
            [&line[..start], &line[start..end], &line[end..]].map(str::to_owned)
        });
        Seen { position, line }
    }

    fn show(&self, sources: &FileSet, english: bool, renderer: &Renderer) -> String {
        let level = match (self.severity, english) {
            (Severity::Error, false) => Level::ERROR.with_name("lỗi"),
            (Severity::Warning, false) => Level::WARNING.with_name("cảnh báo"),
            (Severity::Note, false) => Level::NOTE.with_name("lưu ý"),
            (Severity::Error, true) => Level::ERROR,
            (Severity::Warning, true) => Level::WARNING,
            (Severity::Note, true) => Level::NOTE,
        };
        let source = Source::of(sources, &self.place);
        let position = Position::of(&source.text, source.start);
        let title = visible(&format!(
            "{}:{}:{}: {}",
            self.place.file,
            position.line,
            position.column,
            self.text.pick(english)
        ));
        let help = self.hint.as_ref().map(|hint| visible(hint.pick(english)));
        let mut group = Group::with_title(level.primary_title(title).id(self.code));
        if let Some((line, start, end)) = source.excerpt() {
            let snippet = Snippet::source(line)
                .line_start(position.line)
                .annotation(AnnotationKind::Primary.span(start..end));
            group = group.element(snippet);
        }
        if let Some(help) = help {
            let name = if english { "hint" } else { "cách sửa" };
            group = group.element(Level::HELP.with_name(name).message(help));
        }
        renderer.render(&[group]) + "\n"
    }

    fn to_json(&self, sources: &FileSet) -> Value {
        let source = Source::of(sources, &self.place);
        let start = Position::of(&source.text, source.start);
        let end = Position::of(&source.text, source.end);
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        json!({
            "severity": severity, "code": self.code, "file": self.place.file.as_str(),
            "line": start.line, "column": start.column,
            "end_line": end.line, "end_column": end.column,
            "vi": self.text.vi, "en": self.text.en,
            "hint": self.hint.as_ref().map(|hint| json!({"vi": hint.vi, "en": hint.en})),
        })
    }
}

/// A file as a person can read it, and the place in it.
struct Source {
    /// Nothing of it when the file is not there.
    text: String,
    start: usize,
    end: usize,
}

impl Source {
    fn of(sources: &FileSet, place: &Place) -> Self {
        let bytes = sources.get(&place.file).map_or(&[][..], |bytes| bytes);
        if let Ok(text) = std::str::from_utf8(bytes) {
            let (start, end) =
                (floor_char_boundary(text, place.start), floor_char_boundary(text, place.end));
            return Self { text: text.to_owned(), start, end };
        }
        // Two bytes a letter: only findings about the file as a whole are made of such a file.
        if let Some(text) = wide(bytes) {
            return Self { text, start: 0, end: 0 };
        }
        let at = |at: usize| as_in_notepad(&bytes[..at.min(bytes.len())]).len();
        Self { text: as_in_notepad(bytes), start: at(place.start), end: at(place.end) }
    }

    /// The line (at most 160 characters of it) of the place, and the bytes of the place in it;
    /// nothing when there is no line that a person could read.
    fn excerpt(&self) -> Option<(String, usize, usize)> {
        const WIDEST: usize = 160;
        if self.text.is_empty() {
            return None;
        }
        let (text, at) = (&self.text, self.start);
        let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let line = text[line_start..].split(['\n', '\r']).next().unwrap_or_default();
        let odd = |c: &char| *c == '\u{fffd}' || c.is_control() && *c != '\t';
        if line.chars().filter(odd).count() * 3 > line.chars().count() {
            return None;
        }
        let start = at.min(line_start + line.len()) - line_start;
        let end = self.end.clamp(line_start + start, line_start + line.len()) - line_start;
        let (before, marked, after) =
            (visible(&line[..start]), visible(&line[start..end]), visible(&line[end..]));
        let keep_before = before.chars().count().min(WIDEST / 2);
        let before: String = before.chars().skip(before.chars().count() - keep_before).collect();
        let marked: String = marked.chars().take(WIDEST).collect();
        let after: String = after.chars().take(WIDEST / 2).collect();
        let (from, to) = (before.len(), before.len() + marked.len());
        Some((before + &marked + &after, from, to))
    }
}

/// Returns the text of a file as a person sees it who opens it in Notepad, whatever its bytes are.
#[must_use]
pub fn readable(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => wide(bytes).unwrap_or_else(|| as_in_notepad(bytes)),
    }
}

/// Reads UTF-16 that has its mark.
fn wide(bytes: &[u8]) -> Option<String> {
    let pair: fn([u8; 2]) -> u16 = match bytes {
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let units = bytes.chunks_exact(2).map(|two| pair([two[0], two[1]]));
    Some(char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect())
}

/// Shows bytes that are no UTF-8 as Notepad and Word show them, in Windows-1252: that is what the
/// official has before the eyes.
fn as_in_notepad(bytes: &[u8]) -> String {
    const SIGNS: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
        '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ',
        '\u{fffd}', 'ž', 'Ÿ',
    ];
    let letter = |byte: &u8| match byte {
        0x80..=0x9F => SIGNS[usize::from(byte - 0x80)],
        _ => char::from(*byte),
    };
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(letter));
    }
    text
}

/// Shows control characters and those that turn the reading direction as pictures or `U+…`, so that a
/// file cannot write to the terminal.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.nfc() {
        match c {
            '\t' => shown.push('→'),
            '\u{feff}' => {}
            '\u{0}'..='\u{1f}' if c != '\n' => {
                shown.push(char::from_u32(0x2400 + c as u32).unwrap_or('?'));
            }
            '\u{7f}'..='\u{9f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {
                shown.push_str(&format!("<U+{:04X}>", c as u32));
            }
            _ => shown.push(c),
        }
    }
    shown
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}
