//! Asking a group of keys for what is wanted; what nobody asked for is unknown.
//!
//! A decoder asks for each key in turn and goes on after a mistake, so that one run names all of
//! them. At the end [`Keys::finish`] reports missing keys, and unknown ones with what was meant.

use std::collections::BTreeMap;
use std::ops::Range;

use super::source::{Source, line_around};
use super::spelling::{self, example};
use super::tree::{Kind, Node};
use crate::diagnostic::say;

/// A value that was asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'t> {
    /// The name of its key; of an item, that of its list.
    pub(super) key: &'static str,
    /// The value.
    pub(super) node: &'t Node<'t>,
    /// Where the name stands, first byte and the byte after; of an item, where the item stands.
    pub(super) name: (usize, usize),
}

impl<'t> Value<'t> {
    /// Returns the bytes to point at: of a group or a list its name, else the value.
    pub(super) fn range(&self) -> Range<usize> {
        match self.node.kind {
            Kind::Scalar { .. } => self.node.range(),
            _ => self.name.0..self.name.1,
        }
    }

    /// Returns the text without quotes exactly as YAML reads it, for values that are not prose.
    pub(super) fn raw(&self) -> Option<&'t str> {
        self.node.scalar()
    }

    /// Says whether the value stands without quotes.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self.node.kind, Kind::Scalar { plain: true, .. })
    }

    /// Begins to ask a group of keys.
    pub(super) fn keys(self, source: &mut Source) -> Option<Keys<'t>> {
        Keys::of(source, self)
    }

    /// Reports a value of another shape where keys are wanted.
    pub(super) fn wrong_group(&self, source: &mut Source) {
        let key = self.key;
        if self.swallowed_key(source) {
            return;
        }
        let text = say(
            format!("mục của «{key}» phải gồm các khóa, không phải chỉ là chữ"),
            format!("\"{key}\" must hold keys, not just text"),
        );
        let hint = say(format!("viết: {}", example(key)), format!("write: {}", example(key)));
        source.error("wrong-type", self.range(), text, hint);
    }

    /// Reports `name:Tờ khai`, which YAML reads as a text.
    pub(super) fn swallowed_key(&self, source: &mut Source) -> bool {
        if !self.is_plain() {
            return false;
        }
        let line = super::source::line_around(source.text, self.node.start);
        let line = super::line::Line::new(source.text, line);
        line.key.is_some_and(|key| key != self.key) && super::mistakes::lost_space(source, &line)
    }
}

/// A group of keys that is being asked.
pub(super) struct Keys<'t> {
    entries: &'t [(Node<'t>, Node<'t>)],
    /// Where the group stands, for what is missing in it.
    place: Range<usize>,
    asked: Vec<&'static str>,
    missing: Vec<&'static str>,
    /// Keys that stand in the file but could not be read.
    lost: &'t [String],
}

impl<'t> Keys<'t> {
    /// Begins to ask the keys of a whole file; `place` is where missing ones are reported.
    pub(super) fn of_file(
        source: &mut Source,
        entries: &'t [(Node<'t>, Node<'t>)],
        lost: &'t [String],
        place: Range<usize>,
    ) -> Self {
        report_duplicates(source, entries);
        Self { entries, place, asked: Vec::new(), missing: Vec::new(), lost }
    }

    /// Begins to ask the keys of a value; a value of another shape is reported.
    pub(super) fn of(source: &mut Source, value: Value<'t>) -> Option<Self> {
        let Kind::Mapping(entries) = &value.node.kind else {
            value.wrong_group(source);
            return None;
        };
        report_duplicates(source, entries);
        let place = entries.first().map_or(value.node.range(), |(key, _)| key.range());
        Some(Self { entries, place, asked: Vec::new(), missing: Vec::new(), lost: &[] })
    }

    /// Asks for a key; a key without a value is reported and counts as absent.
    pub(super) fn get(&mut self, source: &mut Source, key: &'static str) -> Option<Value<'t>> {
        self.asked.push(key);
        let (name, node) = self.find(key)?;
        if matches!(node.kind, Kind::Empty) {
            if !self.is_unindented(key) {
                report_empty(source, key, name.range());
            }
            return None;
        }
        Some(Value { key, node, name: (name.start, name.end) })
    }

    /// Asks for a key that must be there.
    pub(super) fn need(&mut self, source: &mut Source, key: &'static str) -> Option<Value<'t>> {
        let value = self.get(source, key);
        if value.is_none() && !self.has(key) {
            self.missing.push(key);
        }
        value
    }

    /// Says whether the key stands there, readable or not.
    pub(super) fn has(&self, key: &str) -> bool {
        self.find(key).is_some() || self.lost.iter().any(|lost| lost == key || lost.is_empty())
    }

    /// Returns the bytes of the first key, for what concerns the whole group.
    pub(super) fn place(&self) -> Range<usize> {
        self.place.clone()
    }

    fn find(&self, key: &str) -> Option<(&'t Node<'t>, &'t Node<'t>)> {
        let found = self.entries.iter().find(|(name, _)| name.scalar() == Some(key));
        found.map(|(name, value)| (name, value))
    }

    /// Says whether the key is empty because the lines below it lost their indent: the next key is
    /// not one of this group.
    fn is_unindented(&self, key: &str) -> bool {
        let at = self.entries.iter().position(|(name, _)| name.scalar() == Some(key));
        let next = at.and_then(|at| self.entries.get(at + 1)).and_then(|(name, _)| name.scalar());
        next.is_some_and(|next| spelling::homes(next).contains(&key))
    }

    /// Reports unknown and missing keys; says which asked keys were probably meant by unknown ones.
    pub(super) fn finish(mut self, source: &mut Source) -> Vec<&'static str> {
        self.report(source)
    }

    /// Does the work of [`Keys::finish`] where the keys are still needed.
    pub(super) fn report(&mut self, source: &mut Source) -> Vec<&'static str> {
        let mut meant = Vec::new();
        let mut owner: Option<&str> = None;
        for (name, value) in self.entries {
            let Some(key) = name.scalar() else {
                report_empty_key(source, name.range());
                continue;
            };
            if key == "<<" {
                continue;
            }
            if self.asked.contains(&key) {
                owner = matches!(value.kind, Kind::Empty).then_some(key);
                continue;
            }
            if owner.is_some_and(|owner| spelling::homes(key).contains(&owner)) {
                lost_indent(source, owner.unwrap_or_default(), key, name);
                continue;
            }
            if source.is_full() {
                break;
            }
            let bare = !source.text[name.end..].trim_start().starts_with(':');
            if bare && matches!(value.kind, Kind::Empty) {
                comma_in_value(source, key, name.range());
                continue;
            }
            let suggestion = spelling::key_meant(key, &self.asked);
            meant.extend(suggestion);
            self.report_unknown(source, key, name.range(), suggestion);
        }
        for key in &self.missing {
            if !meant.contains(key) {
                report_missing(source, key, self.place.clone());
            }
        }
        meant
    }

    fn report_unknown(
        &self,
        source: &mut Source,
        key: &str,
        range: Range<usize>,
        suggestion: Option<&'static str>,
    ) {
        if key.starts_with(char::is_whitespace) {
            let line = super::source::line_around(source.text, range.start);
            super::mistakes::odd_space(source, &super::line::Line::new(source.text, line));
            return;
        }
        let text = say(format!("không có khóa «{key}»"), format!("there is no key \"{key}\""));
        let hint = if let Some(meant) = suggestion {
            say(
                format!("có phải ý bạn là «{meant}»? Ví dụ: {}", example(meant)),
                format!("did you mean \"{meant}\"? Example: {}", example(meant)),
            )
        } else if let [home, ..] = spelling::homes(key) {
            say(
                format!("khóa «{key}» nằm trong «{home}»: thụt dòng này vào bên dưới «{home}:»"),
                format!("\"{key}\" belongs inside \"{home}\": indent this line below \"{home}:\""),
            )
        } else {
            let usual =
                self.asked.iter().filter(|key| self.asked.len() < 16 || USUAL.contains(*key));
            let known = usual.copied().collect::<Vec<_>>().join(", ");
            if !key.is_ascii() {
                let hint = say(
                    format!(
                        "nếu là bài viết thì chuyển xuống dưới dòng --- thứ hai; các khóa hay dùng: {known}"
                    ),
                    format!(
                        "if it is body text, move it below the second --- line; usual keys: {known}"
                    ),
                );
                source.error("unknown-key", range, text, hint);
                return;
            }
            say(
                format!("xóa khóa này, hoặc dùng một trong các khóa: {known}"),
                format!("delete this key, or use one of the keys: {known}"),
            )
        };
        source.error("unknown-key", range, text, hint);
    }
}

/// The keys that most files have, for groups that know too many to name.
const USUAL: [&str; 12] = [
    "address",
    "commune",
    "code",
    "documents",
    "fee",
    "hours",
    "legal",
    "result",
    "steps",
    "summary",
    "time",
    "title",
];

fn report_duplicates(source: &mut Source, entries: &[(Node, Node)]) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in entries {
        let Some(key) = name.scalar() else { continue };
        if key == "<<" {
            let text = say("không có khóa «<<»", "there is no key \"<<\"");
            let hint = say(
                "xóa «<<:» và viết từng khóa cần dùng trên dòng riêng",
                "delete \"<<:\" and write each key on a line of its own",
            );
            source.error("yaml-merge", name.range(), text, hint);
        }
        let Some(first) = seen.get(key) else {
            seen.insert(key, name.start);
            continue;
        };
        if source.is_full() {
            return;
        }
        let line = source.line_of(*first);
        let text = say(
            format!("khóa «{key}» viết hai lần; lần đầu ở dòng {line}"),
            format!("the key \"{key}\" stands here twice; first on line {line}"),
        );
        // The first key of an item again: its hyphen was lost, and all keys below are said twice.
        let again = entries.first().is_some_and(|(first, _)| first.scalar() == Some(key));
        let lost_dash = again && line_around(source.text, name.start).start < name.start;
        let hint = if lost_dash {
            say(
                format!(
                    "nếu đây là mục mới của danh sách thì thêm dấu gạch: «- {key}: …»; nếu không thì xóa một dòng «{key}:»"
                ),
                format!(
                    "if a new item of the list begins here, add the hyphen: \"- {key}: …\"; if not, delete one \"{key}:\""
                ),
            )
        } else {
            say(
                format!(
                    "giữ một dòng «{key}:», xóa dòng kia (nếu là danh sách thì gộp các mục lại)"
                ),
                format!(
                    "keep one \"{key}:\" and delete the other (join the items if it is a list)"
                ),
            )
        };
        source.error("duplicate-key", name.range(), text, hint);
        if lost_dash {
            return;
        }
    }
}

/// Reports a key that must be there; also asked for keys that only some files need.
pub(super) fn report_missing(source: &mut Source, key: &str, place: Range<usize>) {
    let text = say(format!("thiếu khóa «{key}»"), format!("the key \"{key}\" is missing"));
    let hint = say(
        format!("thêm một dòng như: {}", example(key)),
        format!("add a line such as: {}", example(key)),
    );
    source.error("missing-key", place, text, hint);
}

fn report_empty(source: &mut Source, key: &str, range: Range<usize>) {
    let text =
        say(format!("khóa «{key}» chưa có giá trị"), format!("the key \"{key}\" has no value"));
    let hint = say(
        format!("ghi giá trị, ví dụ «{}», hoặc xóa dòng này", example(key)),
        format!("give it a value, for example \"{}\", or delete the line", example(key)),
    );
    source.error("empty-value", range, text, hint);
}

fn report_empty_key(source: &mut Source, range: Range<usize>) {
    let text = say("dòng này thiếu tên khóa", "the name of the key is missing");
    let hint = say(
        "viết tên khóa trước dấu hai chấm, ví dụ: level: Cấp xã",
        "write the key before the colon, for example: level: Cấp xã",
    );
    source.error("yaml-key", range, text, hint);
}

/// Reports `{name: Tờ khai, mẫu CT01}`: the comma ends the value and begins a key.
fn comma_in_value(source: &mut Source, key: &str, range: Range<usize>) {
    let text = say(
        format!("dấu phẩy trước «{key}» cắt giá trị làm đôi"),
        format!("the comma before \"{key}\" cuts the value in two"),
    );
    let hint = say(
        format!("đặt cả giá trị có dấu phẩy trong ngoặc kép: \"…, {key}\""),
        format!("put the whole value with its comma into quotes: \"…, {key}\""),
    );
    source.error("comma-in-value", range, text, hint);
}

fn lost_indent(source: &mut Source, owner: &str, key: &str, name: &Node) {
    let text = say(
        format!("dòng «{key}:» thuộc về «{owner}:» ở trên nhưng không thụt vào"),
        format!("\"{key}:\" belongs to \"{owner}:\" above but is not indented"),
    );
    let line = line_around(source.text, name.start);
    let mended = source.text[line].trim().to_owned();
    let hint = say(
        format!("thêm 2 dấu cách ở đầu dòng: «  {mended}»"),
        format!("put 2 spaces before it: \"  {mended}\""),
    );
    source.error("lost-indent", name.range(), text, hint);
}
