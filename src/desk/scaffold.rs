//! A file to begin with: every key of its kind, with a Vietnamese comment beside each.
//!
//! What must be there stands ready; everything else is written behind `# `, so that taking the two
//! characters away gives a key that can be used. Where only one of several keys may stand, the others
//! are behind a second `# `.

use crate::catalogue::{Group, Key, Kind, Rule, Shape};

/// Where the comments begin, in characters, where the line leaves room.
const COLUMN: usize = 40;

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
    for key in group.keys {
        let Some(one) = filled.iter().find(|one| one.key == key.name) else { continue };
        let head = format!("{}: {}", key.name, one.value);
        push(&mut text, &beside(head.trim_end(), key.vi));
        one.lines.iter().for_each(|line| push(&mut text, line));
    }
    let is_filled = |key: &Key| filled.iter().any(|one| one.key == key.name);
    // Groups that a filled key already shows are not shown a second time.
    let mut shown: Vec<&str> = Vec::new();
    let inner = |key: &Key| key.shape.group().or_else(|| key.shape.item().and_then(Shape::group));
    let ready = group.keys.iter().filter(|key| is_filled(key));
    shown.extend(ready.filter_map(inner).map(|group| group.name));
    if group.keys.iter().all(is_filled) {
        return text;
    }
    push(&mut text, "");
    push(
        &mut text,
        "# Các khóa dưới đây không bắt buộc. Cần khóa nào thì xóa dấu # và một dấu cách ở",
    );
    push(
        &mut text,
        "# đầu dòng (cả những dòng thụt vào bên dưới nó), rồi sửa chữ bên phải dấu hai chấm.",
    );
    for key in group.keys.iter().filter(|key| !is_filled(key)) {
        let mut lines = Vec::new();
        write(key, 0, &mut shown, &mut lines);
        for line in lines {
            push(&mut text, &format!("# {line}"));
        }
    }
    text
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
        lines.push(beside(&format!("{space}{}", key.line()), key.vi));
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
