//! Steps over the lines of keys: tabs, odd blanks, and Word's quotes, where they stand for the plain
//! ones. Texts as they stand (`|`, `>`) and the body are left alone.

use std::ops::Range;

use crate::diagnostic::{Text, say};
use crate::files::FilePath;

use super::super::front_matter;
use super::super::line::{Line, quoted};
use super::super::mistakes::starts_block;
use super::super::source::{Source, lines};
use super::Rewritten;

/// Returns the bytes of the keys; nothing when the `---` lines around them are wrong.
pub(super) fn keys(text: &str, keys_alone: bool) -> Option<Range<usize>> {
    if keys_alone {
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        return Some(start..text.len());
    }
    let file = FilePath::known("content/x.md");
    let mut source = Source::new(&file, text);
    let keys = front_matter::split(&mut source).keys;
    source.found.iter().next().is_none().then_some(keys)
}

/// Writes every line of the keys anew that `change` answers for.
fn each_line(text: &str, keys_alone: bool, change: impl Fn(&str) -> Option<String>) -> Rewritten {
    let range = keys(text, keys_alone)?;
    let (mut new, mut numbers) = (String::with_capacity(text.len()), Vec::new());
    let (mut copied, mut block) = (0, None);
    let first = text[..range.start].matches('\n').count() + 1;
    for (number, bytes) in (first..).zip(lines(text, range)) {
        let line = Line::new(text, bytes.clone());
        let width = line.text.len() - line.text.trim_start().len();
        if line.text.trim().is_empty() || block.is_some_and(|indent| width > indent) {
            continue;
        }
        block = starts_block(&line).then_some(width);
        if let Some(changed) = change(line.text) {
            new.push_str(&text[copied..bytes.start]);
            new.push_str(&changed);
            copied = bytes.end;
            numbers.push(number);
        }
    }
    new.push_str(&text[copied..]);
    (!numbers.is_empty()).then_some((new, numbers))
}

/// Indents with two spaces for each tab; a tab after a dash is one space.
pub(super) fn tabs(text: &str, keys_alone: bool) -> Rewritten {
    each_line(text, keys_alone, |line| {
        let head = Line::new(line, 0..line.len()).content;
        let (indent, rest) = line.split_at(head);
        if !indent.contains('\t') || rest.starts_with('#') {
            return None;
        }
        let mut mended = String::with_capacity(line.len() + indent.len());
        let mut after_dash = false;
        for c in indent.chars() {
            match c {
                '\t' if after_dash => mended.push(' '),
                '\t' => mended.push_str("  "),
                c => mended.push(c),
            }
            after_dash = c == '-';
        }
        Some(mended + rest)
    })
}

pub(super) fn said_tabs(count: usize) -> Text {
    say(
        format!("thụt dòng bằng dấu cách thay cho phím Tab ({count} dòng)"),
        format!("indented with spaces instead of tabs ({count} lines)"),
    )
}

/// Writes plain blanks for odd ones before a key or an item, and between a key and its value.
pub(super) fn blanks(text: &str, keys_alone: bool) -> Rewritten {
    each_line(text, keys_alone, |line| {
        let blank = |c: char| c.is_whitespace();
        let mut at = line.len() - line.trim_start_matches(blank).len();
        while let Some(rest) = line[at..].strip_prefix('-').filter(|rest| rest.starts_with(blank)) {
            at += 1 + rest.len() - rest.trim_start_matches(blank).len();
        }
        let plain = Line::new(&line[at..], 0..line.len() - at);
        if let Some(key) = plain.key.filter(|_| plain.content == 0) {
            at += key.len() + 1;
            at += line[at..].len() - line[at..].trim_start_matches(blank).len();
        }
        let odd = |c: char| blank(c) && !matches!(c, ' ' | '\t');
        let (head, rest) = line.split_at(at);
        head.contains(odd).then(|| head.replace(odd, " ") + rest)
    })
}

pub(super) fn said_blanks(count: usize) -> Text {
    say(
        format!("đổi dấu cách lạ thành dấu cách thường ({count} dòng)"),
        format!("wrote plain blanks for odd ones ({count} lines)"),
    )
}

/// Writes plain quotes for Word's, around a whole value and nowhere else.
pub(super) fn quotes(text: &str, keys_alone: bool) -> Rewritten {
    each_line(text, keys_alone, |text| {
        let line = Line::new(text, 0..text.len());
        let value = line.value();
        let curly = |c: char| matches!(c, '“' | '”' | '„' | '‘' | '’');
        let (first, last) = (value.chars().next()?, value.chars().next_back()?);
        let pair = matches!((first, last), ('“' | '”' | '„', '“' | '”') | ('‘' | '’', '‘' | '’'));
        if !pair || value.chars().count() < 2 {
            return None;
        }
        let inner = &value[first.len_utf8()..value.len() - last.len_utf8()];
        if inner.contains(curly) {
            return None;
        }
        let range = line.value_range();
        Some(format!("{}{}{}", &text[..range.start], quoted(inner), &text[range.end..]))
    })
}

pub(super) fn said_quotes(count: usize) -> Text {
    say(
        format!("đổi ngoặc kép kiểu Word thành ngoặc kép thẳng ({count} dòng)"),
        format!("wrote straight quotes for Word's ({count} lines)"),
    )
}
