//! Asking a group of keys for what is wanted; what nobody asked for is unknown.
//!
//! A decoder asks for each key in turn and goes on after a mistake, so that one run names all of
//! them. At the end [`Keys::finish`] reports missing keys, and unknown ones with what was meant.
//! Keys are asked through the catalogue: one that it lacks cannot be asked, and a debug build stops
//! at one that it has and nobody asks.

mod reports;

use std::ops::Range;

use super::source::Source;
use super::spelling;
use super::tree::{Kind, Node};
use crate::catalogue::{self, Group, Key, Shape};
use crate::diagnostic::say;

use reports::{
    comma_in_value, lost_indent, missing, report_duplicates, report_empty, report_empty_key,
};

/// A value that was asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'t> {
    /// The name of its key; of an item, that of its list.
    pub(super) key: &'static str,
    /// What the catalogue says of that key.
    pub(super) row: &'static Key,
    /// What the value is.
    pub(super) shape: Shape,
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
        let (key, line) = (self.key, self.row.line());
        if self.swallowed_key(source) {
            return;
        }
        let text = say(
            format!("mục của «{key}» phải gồm các khóa, không phải chỉ là chữ"),
            format!("\"{key}\" must hold keys, not just text"),
        );
        let hint = say(format!("viết: {line}"), format!("write: {line}"));
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
    group: &'static Group,
    entries: &'t [(Node<'t>, Node<'t>)],
    /// Where the group stands, for what is missing in it.
    place: Range<usize>,
    asked: Vec<&'static str>,
    missing: Vec<&'static Key>,
    /// Keys that stand in the file but could not be read.
    lost: &'t [String],
}

impl<'t> Keys<'t> {
    /// Begins to ask the keys of a whole file; `place` is where missing ones are reported.
    pub(super) fn of_file(
        source: &mut Source,
        kind: catalogue::Kind,
        entries: &'t [(Node<'t>, Node<'t>)],
        lost: &'t [String],
        place: Range<usize>,
    ) -> Self {
        report_duplicates(source, entries);
        Self::new(kind.group(), entries, lost, place)
    }

    /// Begins to ask the keys of a value; a value of another shape is reported.
    pub(super) fn of(source: &mut Source, value: Value<'t>) -> Option<Self> {
        let Kind::Mapping(entries) = &value.node.kind else {
            value.wrong_group(source);
            return None;
        };
        report_duplicates(source, entries);
        let place = entries.first().map_or(value.node.range(), |(key, _)| key.range());
        let group = value.shape.group().expect("the catalogue has a group where keys are asked");
        Some(Self::new(group, entries, &[], place))
    }

    fn new(
        group: &'static Group,
        entries: &'t [(Node<'t>, Node<'t>)],
        lost: &'t [String],
        place: Range<usize>,
    ) -> Self {
        Self { group, entries, place, asked: Vec::new(), missing: Vec::new(), lost }
    }

    fn row(&self, key: &str) -> &'static Key {
        self.group.find(key).expect("a key that is asked stands in the catalogue")
    }

    /// Asks for a key; a key without a value is reported and counts as absent.
    pub(super) fn get(&mut self, source: &mut Source, key: &'static str) -> Option<Value<'t>> {
        let row = self.row(key);
        self.asked.push(key);
        let (name, node) = self.find(key)?;
        if matches!(node.kind, Kind::Empty) {
            if !self.is_unindented(key) {
                report_empty(source, row, name.range());
            }
            return None;
        }
        Some(Value { key, row, shape: row.shape, node, name: (name.start, name.end) })
    }

    /// Asks for a key that must be there.
    pub(super) fn need(&mut self, source: &mut Source, key: &'static str) -> Option<Value<'t>> {
        let value = self.get(source, key);
        if value.is_none() && !self.has(key) {
            self.missing.push(self.row(key));
        }
        value
    }

    /// Takes a key that does not belong here for one that was asked; returns the bytes of its name.
    pub(super) fn stranger(&mut self, key: &'static str) -> Option<Range<usize>> {
        let (name, _) = self.find(key)?;
        self.asked.push(key);
        Some(name.range())
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
        next.is_some_and(|next| self.group.find(next).is_none() && belongs(next, key))
    }

    /// Reports unknown and missing keys; says which asked keys were probably meant by unknown ones.
    pub(super) fn finish(mut self, source: &mut Source) -> Vec<&'static str> {
        self.report(source)
    }

    /// Does the work of [`Keys::finish`] where the keys are still needed.
    pub(super) fn report(&mut self, source: &mut Source) -> Vec<&'static str> {
        debug_assert!(
            self.group.keys.iter().all(|key| self.asked.contains(&key.name)),
            "nobody asks some key of {} in the catalogue: {:?}",
            self.group.name,
            self.asked
        );
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
            if owner.is_some_and(|owner| belongs(key, owner)) {
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
        for row in &self.missing {
            if !meant.contains(&row.name) {
                missing(source, row.name, &row.line(), self.place.clone());
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
        let home = || catalogue::homes(key).into_iter().find(|home| self.asked.contains(home));
        let hint = if let Some(meant) = suggestion {
            let line = self.group.find(meant).map_or_else(|| format!("{meant}: …"), Key::line);
            say(
                format!("có phải ý bạn là «{meant}»? Ví dụ: {line}"),
                format!("did you mean \"{meant}\"? Example: {line}"),
            )
        } else if let Some(home) = home() {
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

/// Says whether a key stands right inside another, in some file.
fn belongs(key: &str, home: &str) -> bool {
    catalogue::homes(key).contains(&home)
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

/// Reports a key that must be there; also asked for keys that only some files need.
pub(super) fn report_missing(source: &mut Source, key: &str, place: Range<usize>) {
    missing(source, key, &spelling::example(key), place);
}
