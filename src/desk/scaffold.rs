//! A file to begin with: every key of its kind, with a Vietnamese comment beside each.
//!
//! What must be there stands ready; everything else is written behind `# `, so that taking the two
//! characters away gives a key that can be filled in. Where only one of several keys may stand, the
//! others are behind a second `# `.

use super::open::Open;
use super::sections::sections;
use crate::catalogue::{Group, Key, Kind, Rule, Shape};
use crate::parse::UNFILLED;

/// Where the comments begin, in characters, where the line leaves room.
const COLUMN: usize = 40;
/// The most characters of a comment on one line.
const WIDEST: usize = 100;

/// A key that stands ready.
#[derive(Clone, Debug)]
pub struct Filled {
    /// Its name.
    pub key: &'static str,
    /// Its value on the line of the name; empty where lines follow.
    pub value: String,
    /// The lines below the name, indented, with comments of their own.
    pub lines: Vec<String>,
}

impl Filled {
    /// Fills a key with one value, as YAML writes it.
    #[must_use]
    pub fn value(key: &'static str, value: impl Into<String>) -> Self {
        Self { key, value: value.into(), lines: Vec::new() }
    }

    /// Fills a key with lines below its name.
    #[must_use]
    pub fn lines(key: &'static str, lines: Vec<String>) -> Self {
        Self { key, value: String::new(), lines }
    }
}

/// Writes the keys of a kind of file: `filled` ones ready, the others behind `# `.
#[must_use]
pub fn scaffold(kind: Kind, filled: &[Filled]) -> String {
    let group = kind.group();
    let mut text = String::new();
    let mut after_block = false;
    for key in group.keys {
        let Some(one) = filled.iter().find(|one| one.key == key.name) else { continue };
        // A key with lines below it is found at once: it stands between blank lines.
        if !text.is_empty() && (after_block || !one.lines.is_empty()) {
            push(&mut text, "");
        }
        after_block = !one.lines.is_empty();
        let head = format!("{}: {}", key.name, one.value);
        push(&mut text, &ready(head.trim_end(), key.vi));
        one.lines.iter().for_each(|line| push(&mut text, line));
    }
    let is_filled = |key: &Key| filled.iter().any(|one| one.key == key.name);
    // Groups that a filled key already shows are not shown a second time.
    let mut shown: Vec<&str> = Vec::new();
    let inner = |key: &Key| key.shape.group().or_else(|| key.shape.item().and_then(Shape::group));
    let ready = group.keys.iter().filter(|key| is_filled(key));
    shown.extend(ready.filter_map(inner).map(|group| group.name));
    let others: Vec<&Key> = group.keys.iter().filter(|key| !is_filled(key)).collect();
    if others.is_empty() {
        return text;
    }
    push(&mut text, "");
    for line in OTHERS {
        push(&mut text, line);
    }
    for (heading, keys) in sections(kind, &others) {
        if let Some(heading) = heading {
            push(&mut text, "");
            push(&mut text, &format!("# --- {heading} ---"));
        }
        for key in keys {
            let mut lines = Vec::new();
            write(key, 0, &mut shown, &mut lines);
            for line in lines {
                push(&mut text, &format!("# {line}"));
            }
        }
    }
    text
}

/// What is said above the keys that may be absent.
const OTHERS: [&str; 3] = [
    "# Các khóa dưới đây không bắt buộc. Cần khóa nào thì xóa dấu # và một dấu cách ở đầu dòng",
    "# (cả những dòng thụt vào bên dưới nó), rồi thay CHƯA ĐIỀN bằng lời thật. Lời sau «ví dụ»",
    "# chỉ cho biết cách viết, không phải của thủ tục hay của xã mình.",
];

/// Puts a comment beside a line that stands ready; one that must be filled in has an arrow.
#[must_use]
pub(super) fn ready(line: &str, comment: &str) -> String {
    if line.contains(UNFILLED) {
        return beside(line, &format!("<== ĐIỀN: {comment}"));
    }
    beside(line, comment)
}

/// Writes the keys of a group that stand below the name of their key, behind `# `, but for those
/// in `but`: for a group of which some keys are filled.
#[must_use]
pub(super) fn others(group: &'static Group, indent: usize, but: &[&str]) -> Vec<String> {
    let mut lines = Vec::new();
    for key in group.keys.iter().filter(|key| !but.contains(&key.name)) {
        let mut own = Vec::new();
        write(key, 0, &mut vec![group.name], &mut own);
        lines.extend(own.iter().map(|line| format!("{}# {line}", " ".repeat(indent))));
    }
    lines
}

/// Puts a comment beside a line.
#[must_use]
pub(super) fn beside(line: &str, comment: &str) -> String {
    let room = COLUMN.saturating_sub(line.chars().count()).max(3);
    format!("{line}{}# {comment}", " ".repeat(room))
}

/// Puts a comment beside a line; what is too long for a screen goes on below.
fn beside_whole(line: &str, comment: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut part = String::new();
    let mut put = |part: &str| {
        let line = if lines.is_empty() { line } else { "" };
        lines.push(beside(line, part));
    };
    for word in comment.split(' ') {
        if part.chars().count() + word.chars().count() >= WIDEST {
            put(&part);
            part.clear();
        } else if !part.is_empty() {
            part.push(' ');
        }
        part += word;
    }
    put(&part);
    lines
}

fn push(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// Writes one key with its example; a group that was not yet shown with all its keys.
fn write(key: &Key, indent: usize, shown: &mut Vec<&'static str>, lines: &mut Vec<String>) {
    let space = " ".repeat(indent);
    let (group, in_list) = match key.shape {
        Shape::Group(group) => (Some(group), false),
        Shape::Either(Shape::Dong, Shape::Group(group)) => (Some(*group), false),
        Shape::List(item) => (item.group(), true),
        _ => (None, false),
    };
    let Some(group) = group.filter(|group| !shown.contains(&group.name)) else {
        let open = Open::of(key);
        lines.extend(beside_whole(&format!("{space}{}", open.line), &open.comment));
        return;
    };
    shown.push(group.name);
    lines.push(beside(&format!("{space}{}:", key.name), key.vi));
    let inner = indent + if in_list { 4 } else { 2 };
    let first = lines.len();
    for inside in group.keys {
        let mut own = Vec::new();
        write(inside, inner, shown, &mut own);
        if is_alternative(group, inside.name) {
            let behind = |line: String| format!("{}# {}", &line[..inner], &line[inner..]);
            own = own.into_iter().map(behind).collect();
        }
        lines.extend(own);
    }
    if in_list && let Some(line) = lines.get_mut(first) {
        line.replace_range(indent + 2..indent + 3, "-");
    }
}

/// Says whether a key may not stand beside one above it.
fn is_alternative(group: &Group, name: &str) -> bool {
    group.rules.iter().any(|rule| match rule {
        Rule::AtMostOne(keys) => keys[1..].contains(&name),
        _ => false,
    })
}
