//! Steps over every letter of a file: its mark, its line ends, what nobody sees, accents apart.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::Rewritten;
use crate::diagnostic::{Text, say};

/// Takes away the byte order mark in front.
pub(super) fn mark(text: &str, _: bool) -> Rewritten {
    text.strip_prefix('\u{feff}').map(|rest| (rest.to_owned(), vec![1]))
}

pub(super) fn said_mark(_: usize) -> Text {
    say("bỏ dấu BOM ở đầu tệp", "removed the byte order mark")
}

/// Makes line ends of one kind, the one that most lines have, where they are mixed or those of an
/// old Macintosh.
pub(super) fn line_ends(text: &str, _: bool) -> Rewritten {
    let pairs = text.matches("\r\n").count();
    let alone = text.matches('\r').count() - pairs;
    let plain = text.matches('\n').count() - pairs;
    if alone == 0 && (pairs == 0 || plain == 0) {
        return None;
    }
    let windows = pairs > plain;
    let end = if windows { "\r\n" } else { "\n" };
    let (mut new, mut lines) = (String::with_capacity(text.len() + alone), Vec::new());
    for (at, (line, was)) in with_ends(text).enumerate() {
        new.push_str(line);
        if !was.is_empty() {
            new.push_str(end);
            if was != end {
                lines.push(at + 1);
            }
        }
    }
    Some((new, lines))
}

/// Walks the lines of a text, each with its end of any kind.
pub(super) fn with_ends(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let at = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let (line, after) = rest.split_at(at);
        let long = if after.starts_with("\r\n") { 2 } else { after.len().min(1) };
        let (end, after) = after.split_at(long);
        rest = after;
        Some((line, end))
    })
}

pub(super) fn said_line_ends(count: usize) -> Text {
    say(
        format!("thống nhất cách xuống dòng ({count} dòng)"),
        format!("made all line ends of one kind ({count} lines)"),
    )
}

/// Takes away what nobody sees and the reader of keys drops anyway: zero-width blanks, soft hyphens.
pub(super) fn invisible(text: &str, _: bool) -> Rewritten {
    // Beside letters of TCVN3 the soft hyphen is one of them: `ư`.
    let soft = !text.contains(|c| "¡¢£¤¥¦§¨©ª«¬®µ¶·¸¹»¼½¾".contains(c));
    let unseen =
        |c: char| matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}') || (soft && c == '\u{ad}');
    let lines = lines_where(text, |line| line.contains(unseen));
    (!lines.is_empty()).then(|| (text.replace(unseen, ""), lines))
}

pub(super) fn said_invisible(count: usize) -> Text {
    say(
        format!("bỏ ký tự không nhìn thấy ({count} dòng)"),
        format!("removed characters that nobody sees ({count} lines)"),
    )
}

/// Joins letters and accents that stand apart (NFC).
pub(super) fn composed(text: &str, _: bool) -> Rewritten {
    if unicode_normalization::is_nfc(text) {
        return None;
    }
    let lines: Vec<usize> = lines_where(text, |line| !unicode_normalization::is_nfc(line));
    Some((text.nfc().collect(), lines))
}

pub(super) fn said_composed(count: usize) -> Text {
    say(
        format!("ghép dấu rời vào chữ, Unicode dựng sẵn ({count} dòng)"),
        format!("joined letters and accents, NFC ({count} lines)"),
    )
}

/// Says why characters that turn the reading direction and control characters stay.
pub(super) fn turned(text: &str) -> Option<Text> {
    let hidden: BTreeSet<char> =
        text.chars().filter(|c| super::super::values::is_hidden(*c)).collect();
    let hidden: Vec<String> = hidden
        .into_iter()
        .filter(|c| *c != '\r')
        .map(|c| format!("U+{:04X}", u32::from(c)))
        .collect();
    if hidden.is_empty() {
        return None;
    }
    let hidden = hidden.join(", ");
    Some(say(
        format!(
            "có ký tự ẩn {hidden}: chữ nhìn thấy có thể khác chữ trong tệp, phải có người đọc lại dòng ấy"
        ),
        format!(
            "there are hidden characters {hidden}: what is seen may not be what is there, so a person must read those lines"
        ),
    ))
}

/// Returns the numbers of the lines for which something holds.
fn lines_where(text: &str, holds: impl Fn(&str) -> bool) -> Vec<usize> {
    (1..).zip(text.split('\n')).filter(|(_, line)| holds(line)).map(|(number, _)| number).collect()
}
