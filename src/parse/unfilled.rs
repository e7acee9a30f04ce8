//! Places that somebody still has to fill in: what a scaffold holds where only a person knows.

use std::ops::Range;

use super::source::{Source, line_around};
use crate::diagnostic::say;

/// What stands where a scaffold wants words: `CHƯA ĐIỀN tên giấy tờ`.
pub const UNFILLED: &str = "CHƯA ĐIỀN";

/// Reports every such place: an error where citizens would read it, a warning in a draft. Says
/// whether there was an error.
pub(super) fn report(source: &mut Source, body: &Range<usize>, draft: bool) -> bool {
    let text = source.text;
    let mut published = false;
    for (at, _) in text.match_indices(UNFILLED) {
        let line = line_around(text, at);
        let before = &text[line.start..at];
        let comment = at < body.start && (before.starts_with('#') || before.contains(" #"));
        if (comment && !source.is_open(at)) || source.is_full() {
            continue;
        }
        let words = words(before, &text[at..line.end]);
        let what = match words[UNFILLED.len()..].trim() {
            "" => key(before).unwrap_or("…"),
            what => what,
        };
        let said = say(format!("chưa điền: {what}"), format!("not filled in yet: {what}"));
        let range = at..at + words.len();
        if draft {
            let hint = say(
                format!(
                    "thay «{words}» bằng lời thật, hoặc xóa mục này; bản nháp thì chưa lên trang"
                ),
                format!(
                    "write it instead of \"{words}\", or delete the item; a draft is not published"
                ),
            );
            source.warning("not-filled-in", range, said, hint);
        } else {
            let hint = say(
                format!(
                    "thay «{words}» bằng lời thật, xóa mục này, hoặc để status: draft cho đến khi điền xong"
                ),
                format!(
                    "write it instead of \"{words}\", delete the item, or keep status: draft until it is filled in"
                ),
            );
            source.error("not-filled-in", range, said, hint);
            published = true;
        }
    }
    published
}

/// Returns what of a line is to be replaced, from its first byte on.
fn words<'a>(before: &str, rest: &'a str) -> &'a str {
    let value = rest.split(" #").next().unwrap_or(rest).trim_end();
    let in_brackets = before.contains(['[', '{']);
    let value = value.split(|c| in_brackets && ",]}".contains(c)).next().unwrap_or(value);
    value.trim_end_matches(['"', '\'', ','])
}

/// Returns the name of the key right before a value.
fn key(before: &str) -> Option<&str> {
    let before = before.trim_end_matches(['"', '\'', '[', ' ']).strip_suffix(':')?;
    let name = before.rsplit(|c: char| !c.is_ascii_lowercase() && c != '_').next()?;
    (!name.is_empty()).then_some(name)
}
