//! The two `---` lines: where the keys end and the text begins.

use std::ops::Range;

use super::source::{Source, lines};
use crate::diagnostic::say;

/// The two parts of a Markdown file, in bytes of the whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The keys, without the `---` lines.
    pub(super) keys: Range<usize>,
    /// The Markdown body.
    pub(super) body: Range<usize>,
}

/// Finds the two parts; a missing `---` line is reported, and what can be told is still read.
pub(super) fn split(source: &mut Source) -> Parts {
    let text = source.text;
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut all = lines(text, start..text.len());
    let Some(first) = all.find(|line| !text[line.clone()].trim().is_empty()) else {
        opening_missing(source, start..start);
        return Parts { keys: start..start, body: start..text.len() };
    };
    let keys_start = match dashes(&text[first.clone()]) {
        Dashes::Three => after_line(text, first.end),
        Dashes::Like => {
            like_dashes(source, first.clone());
            after_line(text, first.end)
        }
        Dashes::None => {
            opening_missing(source, first.clone());
            first.start
        }
    };
    let end = lines(text, keys_start..text.len()).find(|line| {
        let line = &text[line.clone()];
        dashes(line) == Dashes::Three
    });
    if let Some(line) = end {
        return Parts {
            keys: keys_start..line.start,
            body: after_line(text, line.end)..text.len(),
        };
    }
    let stop = guess_end(text, keys_start);
    match stop.clone() {
        Some(line) if dashes(&text[line.clone()]) == Dashes::Like => like_dashes(source, line),
        Some(line) => closing_missing(source, line),
        None => {
            let at = text.trim_end().len().max(keys_start.min(text.len()));
            let line = super::source::line_around(text, at);
            closing_missing(source, line.end..line.end);
        }
    }
    let keys_end = stop.as_ref().map_or(text.len(), |line| line.start);
    Parts { keys: keys_start..keys_end, body: keys_end..text.len() }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dashes {
    Three,
    /// Another count or kind of strokes: Word makes `—` of `---`.
    Like,
    None,
}

fn dashes(line: &str) -> Dashes {
    let line = line.trim_end();
    if line == "---" {
        return Dashes::Three;
    }
    let strokes = line.chars().filter(|c| !c.is_whitespace()).count();
    let all = line.chars().all(|c| c.is_whitespace() || "-–—−_=*".contains(c));
    if all && strokes >= 1 && line != "-" { Dashes::Like } else { Dashes::None }
}

fn after_line(text: &str, end: usize) -> usize {
    text[end..].find('\n').map_or(text.len(), |newline| end + newline + 1)
}

/// Finds the line where the keys seem to end: a line of other strokes, or the first line at the
/// margin that can be no key.
fn guess_end(text: &str, start: usize) -> Option<Range<usize>> {
    let mut after_blank = false;
    for line in lines(text, start..text.len()) {
        let content = &text[line.clone()];
        let at_margin = !content.starts_with([' ', '\t', '-', '#', ']', '}']);
        let key = content.split_once(':').is_some_and(|(key, _)| {
            key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') && !key.is_empty()
        });
        let heading = after_blank && content.starts_with('#');
        if content.trim().is_empty() {
            after_blank = true;
        } else if dashes(content) == Dashes::Like || heading || (after_blank && at_margin && !key) {
            return Some(line);
        } else {
            after_blank = false;
        }
    }
    None
}

fn opening_missing(source: &mut Source, range: Range<usize>) {
    let text = say(
        "tệp phải bắt đầu bằng một dòng chỉ có ba dấu gạch: ---",
        "the file must begin with a line of three hyphens: ---",
    );
    let hint = say(
        "thêm dòng --- lên trên cùng, trước các khóa như title:",
        "add a line --- at the very top, before keys such as title:",
    );
    source.error("front-matter-open", range, text, hint);
}

/// Reports the missing line above `range`, or at the end of the file.
fn closing_missing(source: &mut Source, range: Range<usize>) {
    let text =
        say("thiếu dòng --- đóng phần khai báo", "the line --- that closes the keys is missing");
    let hint = if range.is_empty() {
        say("thêm một dòng chỉ có --- ở cuối tệp", "add a line --- at the end of the file")
    } else {
        say(
            "thêm một dòng chỉ có --- ngay trên dòng này; từ đây trở đi là bài viết",
            "add a line --- right above this one; from here on it is the text",
        )
    };
    source.error("front-matter-close", range, text, hint);
}

fn like_dashes(source: &mut Source, range: Range<usize>) {
    let text = say(
        "dòng này phải là đúng ba dấu gạch ngắn, viết liền: ---",
        "this line must be exactly three plain hyphens: ---",
    );
    let hint = say(
        "xóa dòng này rồi gõ --- trong Notepad (Word tự đổi --- thành gạch dài)",
        "delete the line and type --- in Notepad (Word turns --- into a long dash)",
    );
    source.error("front-matter-dashes", range, text, hint);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::FilePath;

    fn parts(text: &str) -> (String, String, Vec<(&'static str, usize)>) {
        let file = FilePath::known("content/x.md");
        let mut source = Source::new(&file, text);
        let parts = split(&mut source);
        let found = source.found.iter().map(|d| (d.code, source.line_of(d.place.start))).collect();
        (text[parts.keys].to_owned(), text[parts.body].to_owned(), found)
    }

    #[test]
    fn parts_are_found_with_every_line_end() {
        for (text, keys, body) in [
            ("---\na: 1\n---\nx\n", "a: 1\n", "x\n"),
            ("\u{feff}---\r\na: 1\r\n---\r\nx\r\n", "a: 1\r\n", "x\r\n"),
            ("\n\n---\na: 1\n---", "a: 1\n", ""),
            ("---\n---\n", "", ""),
        ] {
            assert_eq!(parts(text), (keys.to_owned(), body.to_owned(), vec![]), "{text:?}");
        }
    }

    #[test]
    fn a_missing_line_is_located() {
        for (text, code, line) in [
            ("title: a\n---\nx\n", "front-matter-open", 1),
            ("", "front-matter-open", 1),
            ("---\ntitle: a\n\nBài viết\n", "front-matter-close", 4),
            ("---\ntitle: a\n\n## Bài viết: x\n", "front-matter-close", 4),
            ("---\ntitle: a\nsteps:\n- x\n", "front-matter-close", 4),
            ("---\ntitle: a\n—\nBài\n", "front-matter-dashes", 3),
            ("———\ntitle: a\n---\nBài\n", "front-matter-dashes", 1),
        ] {
            assert_eq!(parts(text).2, vec![(code, line)], "{text:?}");
        }
    }
}
