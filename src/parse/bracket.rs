//! What people get wrong with brackets: a box to tick, a text that begins with one, one not closed.

use super::line::{Line, quoted};
use super::mistakes::{closing, report_colon, rewrite};
use super::source::Source;
use super::spelling::takes_text;
use crate::diagnostic::say;

/// Reports `- [ ] Tờ khai`: the page draws its boxes by itself.
pub(super) fn checkbox(source: &mut Source, above: &[Line], line: &Line) -> bool {
    let value = line.value();
    let boxes = ["[ ]", "[x]", "[X]", "[]", "[✓]", "[v]"];
    let found = boxes.iter().find_map(|sign| value.strip_prefix(sign).map(|rest| (*sign, rest)));
    let Some((sign, rest)) = found.filter(|(_, rest)| rest.starts_with(' ')) else { return false };
    if rest.trim_start().is_empty() || rest.trim_start().starts_with('#') {
        return false;
    }
    let text = say(
        format!("ô đánh dấu {sign} không viết ở đây: trang tự vẽ ô cho dân đánh dấu"),
        format!("the box {sign} is not written here: the page draws boxes to tick by itself"),
    );
    let owner = above.iter().rev().find(|other| !other.is_item() && other.key.is_some());
    let paper = line.key.is_none() && owner.is_some_and(|owner| owner.key == Some("documents"));
    let name = if paper { "name: " } else { "" };
    let words = rest.trim();
    let words = if words.contains(": ") { quoted(words) } else { words.to_owned() };
    let mended = format!("{}{name}{words}", line.head());
    let hint = say(
        format!("bỏ {sign}, viết lại dòng này thành: {}", mended.trim()),
        format!("drop {sign} and write this line as: {}", mended.trim()),
    );
    let start = line.value_range().start;
    source.error("checkbox", start..start + sign.len(), text, hint);
    true
}

/// Reports a bracket that finds no partner; where a text is wanted, the bracket is part of it.
pub(super) fn unclosed(source: &mut Source, line: &Line, end: usize) -> bool {
    let value = line.value();
    let Some(open) = value.chars().next().filter(|c| matches!(c, '[' | '{')) else { return false };
    let rest = &source.text[line.value_range().start..end];
    let end = partner(rest);
    // `[A1] nộp hồ sơ`: no list has words after it.
    let after = end.and_then(|end| value.get(end..)).unwrap_or_default().trim_start();
    let words = after.starts_with(|c: char| c.is_alphanumeric());
    if end.is_some() && !words {
        return false;
    }
    if words || line.key.is_some_and(takes_text) {
        let mended = format!("{}{}", line.head(), quoted(value));
        report_start(source, line.value_range().start, open, &mended);
        return true;
    }
    let close = if open == '[' { ']' } else { '}' };
    let text = say(
        format!("mở ngoặc {open} mà không đóng bằng {close}"),
        format!("the bracket {open} is opened and not closed with {close}"),
    );
    let mended = format!("{}{value}{close}", line.head());
    source.error("unclosed-bracket", line.value_range(), text, rewrite(&mended));
    true
}

/// Reports `{ssid: A, password: @abc}`: a value between brackets that begins with a sign of YAML or
/// has a colon of its own.
pub(super) fn inside(source: &mut Source, line: &Line) -> bool {
    let value = line.value();
    if !value.starts_with('{') || partner(value).is_none() {
        return false;
    }
    let mut at = 1;
    while at < value.len() {
        let blanks = value[at..].len() - value[at..].trim_start_matches([' ', ',']).len();
        at += blanks;
        let Some(colon) = value[at..].find(": ") else { return false };
        let key = &value[at..at + colon];
        if !key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
            return false;
        }
        at += colon + 2;
        let rest = &value[at..];
        let first = rest.chars().next().unwrap_or_default();
        let end = match first {
            '"' | '\'' => closing(&rest[1..], first).map(|end| end + 2),
            '[' | '{' => partner(rest),
            _ => rest.find([',', '}']),
        };
        let Some(end) = end else { return false };
        let (scalar, start) = (rest[..end].trim_end(), line.value_range().start + at);
        let mended = || {
            let (before, after) = (&value[..at], &rest[scalar.len()..]);
            format!("{}{before}{}{after}", line.head(), quoted(scalar))
        };
        if "@`%&*!|>".contains(first) {
            report_start(source, start, first, &mended());
            return true;
        }
        if let Some(inner) = scalar.find(": ").filter(|_| !"\"'[{".contains(first)) {
            report_colon(source, start + inner, &mended());
            return true;
        }
        at += end;
    }
    false
}

/// Reports a value at byte `start` that begins with a sign of YAML; `mended` is the line as it
/// should be.
pub(super) fn report_start(source: &mut Source, start: usize, first: char, mended: &str) {
    let text = say(
        format!("máy hiểu sai giá trị bắt đầu bằng dấu {first}"),
        format!("a value that begins with {first} is misread"),
    );
    source.error("special-start", start..start + first.len_utf8(), text, rewrite(mended));
}

/// Returns the byte after the bracket that closes the one at the start.
fn partner(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '[' | '{' => open.push(c),
            ']' | '}' => {
                if open.pop() != Some(if c == ']' { '[' } else { '{' }) {
                    return None;
                }
                if open.is_empty() {
                    return Some(at + 1);
                }
            }
            '"' | '\'' if text[..at].ends_with([' ', ',', '[', '{']) => {
                at += closing(&text[at + 1..], c)? + 1;
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    None
}
