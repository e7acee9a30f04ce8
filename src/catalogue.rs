//! The catalogue: every key that a file of `content/` may have, with what it says and how it is
//! written. No disk, no YAML, no nouns.
//!
//! A room of its own, below `parse`: the decoder asks keys through it, so that a key which is not
//! here cannot be asked and a key which nobody asks is noticed (`parse/keys.rs`); scaffolds, JSON
//! Schema, examples in messages and "belongs inside" are derived from it. In `model/` it would mix
//! how things are written with what they are; in `parse/` the desk could not reach it.
//!
//! Shapes say what the decoder takes, never less: a schema must not refuse what a build accepts.

mod days;
mod guide;
mod kinds;
mod money;
mod place;
mod program;
mod schema;
mod site;
mod translation;

pub use kinds::{KINDS, Kind};
pub use schema::{all_schemas, schema};

/// One key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name in YAML.
    pub name: &'static str,
    /// What its value is.
    pub shape: Shape,
    /// Whether every such group must have it.
    pub needed: bool,
    /// What it says, in Vietnamese for an official: the comment beside it.
    pub vi: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// A value as it is written on one line.
    pub example: &'static str,
}

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A text of any length.
    Text,
    /// A text of at most so many characters.
    Short(u32),
    /// Digits that are a text, such as a phone: they stand in quotes.
    Digits,
    /// The id of a file.
    Id,
    /// A web address.
    Link,
    /// An https address that ends in `/`.
    Address,
    /// A host without a scheme.
    Host,
    /// A language tag.
    Language,
    /// A path below `content/forms/`, written `forms/…`.
    File,
    /// A day, `2026-01-20`.
    Date,
    /// A day, a month or a year.
    PlanDate,
    /// A time of day, `15:00`.
    Clock,
    /// A stretch of a day, `7:30-11:30`.
    Hours,
    /// A whole number from … to ….
    Whole(u32, u32),
    /// Whole đồng.
    Dong,
    /// `true` or `false`.
    YesNo,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// One of these words, or any other text.
    Words(&'static [&'static str]),
    /// A list of such values.
    List(&'static Shape),
    /// A group of keys.
    Group(&'static Group),
    /// Either of two shapes.
    Either(&'static Shape, &'static Shape),
    /// Keys that only their reader knows.
    Free,
}

/// A group of keys: a whole file, or the value of a key.
#[derive(Debug)]
pub struct Group {
    /// Its name among the definitions of a schema; no other group has it.
    pub name: &'static str,
    /// Its keys, in the order in which people write them.
    pub keys: &'static [Key],
    /// What must hold between them.
    pub rules: &'static [Rule],
}

/// What must hold between the keys of a group.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// At least one of these stands there.
    AnyOf(&'static [&'static str]),
    /// At most one of these stands there; `false` counts as absent.
    AtMostOne(&'static [&'static str]),
    /// Where one of the first stands, one of the second must.
    Then(&'static [&'static str], &'static [&'static str]),
    /// Where the key says the word, the other key must stand.
    When(&'static str, &'static str, &'static str),
}

/// Makes a key that may be absent.
const fn key(name: &'static str, shape: Shape, example: &'static str) -> Key {
    Key { name, shape, needed: false, vi: "", en: "", example }
}

impl Key {
    /// Makes it one that every group must have.
    const fn needed(mut self) -> Self {
        self.needed = true;
        self
    }

    /// Says what it is.
    const fn says(mut self, vi: &'static str, en: &'static str) -> Self {
        self.vi = vi;
        self.en = en;
        self
    }

    /// Shows how it is written on one line: `fee: 8000`.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{}: {}", self.name, self.example)
    }
}

impl Group {
    /// Finds one of its keys.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

impl Shape {
    /// Returns the keys of a value that is a group, or may be one.
    #[must_use]
    pub fn group(self) -> Option<&'static Group> {
        match self {
            Self::Group(group) => Some(group),
            Self::Either(one, other) => one.group().or_else(|| other.group()),
            _ => None,
        }
    }

    /// Returns what the items are of a value that is a list, or may be one.
    #[must_use]
    pub fn item(self) -> Option<Self> {
        match self {
            Self::List(item) => Some(*item),
            Self::Either(one, other) => one.item().or_else(|| other.item()),
            _ => None,
        }
    }

    /// Returns the group below a value, its own or that of its items.
    #[must_use]
    pub fn inner(self) -> Option<&'static Group> {
        self.group().or_else(|| self.item().and_then(Self::inner))
    }
}

/// Finds a key by its name in any file: of several, that which stands least deep, in the order of
/// [`KINDS`].
#[must_use]
pub fn find(name: &str) -> Option<&'static Key> {
    let mut level: Vec<&Group> = KINDS.iter().map(|kind| kind.group()).collect();
    while !level.is_empty() {
        if let Some(found) = level.iter().find_map(|group| group.find(name)) {
            return Some(found);
        }
        level = level.iter().flat_map(|group| below(group)).map(|(_, group)| group).collect();
    }
    None
}

/// Lists the keys inside which a key stands, in any file, each once.
#[must_use]
pub fn homes(name: &str) -> Vec<&'static str> {
    let mut homes = Vec::new();
    let mut level: Vec<&Group> = KINDS.iter().map(|kind| kind.group()).collect();
    while !level.is_empty() {
        let next: Vec<_> = level.iter().flat_map(|group| below(group)).collect();
        for (home, group) in &next {
            if group.find(name).is_some() && !homes.contains(home) {
                homes.push(*home);
            }
        }
        level = next.into_iter().map(|(_, group)| group).collect();
    }
    homes
}

/// Lists the groups right below one, each with the key that holds it.
fn below(group: &Group) -> impl Iterator<Item = (&'static str, &'static Group)> + use<> {
    let keys: &'static [Key] = group.keys;
    keys.iter().filter_map(|key| Some((key.name, key.shape.inner()?)))
}
