//! JSON Schema (draft 2020-12) of the front matter, from the catalogue.
//!
//! `schemars` derives a schema from the structs that serde fills. There are none here: the decoder
//! is written by hand over a tree that knows its places, and what it takes of each key is said by
//! the catalogue alone.
//!
//! A schema refuses nothing that a build accepts; it says less than `check` where a rule looks at
//! several files. Vietnamese is counted in code points of composed text, as the decoder does.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Group, KINDS, Key, Kind, Rule, Shape};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Returns the schema of the keys of one kind of file, with descriptions in Vietnamese or English.
#[must_use]
pub fn schema(kind: Kind, english: bool) -> Value {
    let mut writer = Writer { english, definitions: BTreeMap::new() };
    let Value::Object(mut whole) = writer.group(kind.group()) else {
        unreachable!("a group is an object")
    };
    whole.insert("$schema".into(), json!(DRAFT));
    whole.insert("title".into(), json!(title(kind, english)));
    if !writer.definitions.is_empty() {
        whole.insert("$defs".into(), json!(writer.definitions));
    }
    Value::Object(whole)
}

/// Returns the schemas of all kinds in one: each stands in `$defs` under its word, and a file must
/// be one of them.
#[must_use]
pub fn all_schemas(english: bool) -> Value {
    let mut writer = Writer { english, definitions: BTreeMap::new() };
    for kind in KINDS {
        let mut whole = writer.group(kind.group());
        whole["title"] = json!(title(kind, english));
        writer.definitions.insert(kind.word(), whole);
    }
    let any: Vec<Value> = KINDS.iter().map(|kind| reference(kind.word())).collect();
    json!({"$schema": DRAFT, "anyOf": any, "$defs": writer.definitions})
}

fn title(kind: Kind, english: bool) -> &'static str {
    let (vi, en) = kind.says();
    if english { en } else { vi }
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

struct Writer {
    english: bool,
    definitions: BTreeMap<&'static str, Value>,
}

impl Writer {
    fn group(&mut self, group: &'static Group) -> Value {
        let properties: Map<String, Value> =
            group.keys.iter().map(|key| (key.name.to_owned(), self.key(key))).collect();
        let needed: Vec<&str> =
            group.keys.iter().filter(|key| key.needed).map(|key| key.name).collect();
        let mut object = json!({
            "type": "object", "properties": properties, "additionalProperties": false,
        });
        if !needed.is_empty() {
            object["required"] = json!(needed);
        }
        let rules: Vec<Value> = group.rules.iter().flat_map(|rule| held(*rule, group)).collect();
        if !rules.is_empty() {
            object["allOf"] = json!(rules);
        }
        object
    }

    fn key(&mut self, key: &'static Key) -> Value {
        let mut value = self.shape(key.shape);
        value["description"] = json!(if self.english { key.en } else { key.vi });
        value
    }

    fn shape(&mut self, shape: Shape) -> Value {
        match shape {
            Shape::Group(group) => {
                if !self.definitions.contains_key(group.name) {
                    // Holds its name while the group is written, should it ever hold itself.
                    self.definitions.insert(group.name, Value::Null);
                    let written = self.group(group);
                    self.definitions.insert(group.name, written);
                }
                reference(group.name)
            }
            Shape::List(item) => json!({"type": "array", "items": self.shape(*item)}),
            Shape::Either(one, other) => json!({"anyOf": [self.shape(*one), self.shape(*other)]}),
            Shape::Free => json!({"type": "object"}),
            plain => scalar(plain),
        }
    }
}

/// Writes a value that is no list and no group. The decoder reads the letters that stand there, so
/// that `2026` is a text to it where a schema sees a number.
fn scalar(shape: Shape) -> Value {
    let text = |pattern: &str| json!({"type": "string", "pattern": pattern});
    match shape {
        Shape::Short(most) => {
            json!({"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": most})
        }
        // Unquoted, `1.001190` would be another number to every other reader.
        Shape::Digits => json!({"type": "string", "minLength": 1}),
        Shape::Id => json!({
            "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 80,
        }),
        Shape::Link => text("^\\s*[hH][tT][tT][pP][sS]?://\\S+\\s*$"),
        Shape::Address => text("^\\s*[hH][tT][tT][pP][sS]://[^?#\\s]+/\\s*$"),
        Shape::Host => text("^[^/:\\s]+\\.[^/:\\s]+$"),
        Shape::Language => text("^[a-z]{2,3}$"),
        Shape::File => text("^\\s*(content/)?forms/.+$"),
        Shape::Date => text("^\\d{4}-\\d{2}-\\d{2}$"),
        Shape::PlanDate => json!({"anyOf": [
            {"type": "integer", "minimum": 1000, "maximum": 9999},
            text("^\\d{4}(-\\d{2}(-\\d{2})?)?$"),
        ]}),
        Shape::Clock => text("^\\s*\\d{1,2}:\\d{2}\\s*$"),
        Shape::Hours => text("^\\s*\\d{1,2}:\\d{2}\\s*[-–]\\s*\\d{1,2}:\\d{2}\\s*$"),
        Shape::Whole(from, to) => number(u64::from(from), u64::from(to)),
        Shape::Dong => number(0, 1_000_000_000_000),
        Shape::YesNo => json!({"enum": [true, false, "true", "false"]}),
        Shape::OneOf(words) => json!({ "enum": words }),
        Shape::Words(words) => json!({"anyOf": [{"enum": words}, {"type": "string"}]}),
        _ => json!({"type": ["string", "number", "boolean"], "minLength": 1}),
    }
}

/// Writes a whole number, which may stand in quotes too.
fn number(from: u64, to: u64) -> Value {
    json!({"anyOf": [
        {"type": "integer", "minimum": from, "maximum": to},
        {"type": "string", "pattern": "^\\s*(0|[1-9][0-9]*)\\s*$"},
    ]})
}

/// Writes what a rule asks, as conditions that all must hold.
fn held(rule: Rule, group: &Group) -> Vec<Value> {
    let stands = |key: &str| json!({ "required": [key] });
    // `false` counts as absent.
    let chosen = |key: &str| {
        let yes_or_no = group.find(key).is_some_and(|key| matches!(key.shape, Shape::YesNo));
        let word = if yes_or_no { json!({"enum": [true, "true"]}) } else { json!(true) };
        json!({"required": [key], "properties": {key: word}})
    };
    let any =
        |keys: &[&str]| json!({"anyOf": keys.iter().map(|key| stands(key)).collect::<Vec<_>>()});
    match rule {
        Rule::AnyOf(keys) => vec![any(keys)],
        Rule::AtMostOne(keys) => {
            let later = |at: usize| keys[at + 1..].iter().map(move |other| (keys[at], *other));
            let pairs = (0..keys.len()).flat_map(later);
            pairs
                .map(|(one, other)| json!({"not": {"allOf": [chosen(one), chosen(other)]}}))
                .collect()
        }
        Rule::Then(keys, needs) => {
            keys.iter().map(|key| json!({"if": stands(key), "then": any(needs)})).collect()
        }
        Rule::When(key, word, needs) => vec![json!({
            "if": {"required": [key], "properties": {key: {"const": word}}},
            "then": stands(needs),
        })],
    }
}
