//! The text of a new file.

use crate::catalogue::Kind;
use crate::yaml::{Value, write};

/// Writes a file of keys, in the order of the catalogue as in scaffolds, and a body.
pub(super) fn file(kind: Kind, entries: &[(String, Value)], body: &str) -> String {
    let mut sorted: Vec<&(String, Value)> = entries.iter().collect();
    let known = kind.group().keys;
    let place = |name: &str| known.iter().position(|key| key.name == name).unwrap_or(known.len());
    sorted.sort_by_key(|(key, _)| place(key));
    let keys: String =
        sorted.iter().map(|(key, value)| write::entry(key, value, 0, "\n")).collect();
    let body = if body.is_empty() { String::new() } else { format!("\n{body}\n") };
    format!("---\n{keys}---\n{body}")
}

/// Sets a key, or a key inside a group (`authority.decides`).
pub(super) fn set(entries: &mut Vec<(String, Value)>, path: &str, value: Value) {
    let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
    let at = entries.iter().position(|(known, _)| known == key);
    match (at, rest) {
        (Some(at), None) => entries[at].1 = value,
        (None, None) => entries.push((key.to_owned(), value)),
        (at, Some(rest)) => {
            let at = at.unwrap_or_else(|| {
                entries.push((key.to_owned(), Value::Group(Vec::new())));
                entries.len() - 1
            });
            if !matches!(entries[at].1, Value::Group(_)) {
                entries[at].1 = Value::Group(Vec::new());
            }
            if let Value::Group(inner) = &mut entries[at].1 {
                set(inner, rest, value);
            }
        }
    }
}

/// Takes a key away, and its group when nothing is left in it.
pub(super) fn remove(entries: &mut Vec<(String, Value)>, path: &str) {
    let Some((key, rest)) = path.split_once('.') else {
        entries.retain(|(known, _)| known != path);
        return;
    };
    if let Some((_, Value::Group(inner))) = entries.iter_mut().find(|(known, _)| known == key) {
        remove(inner, rest);
    }
    entries
        .retain(|(known, value)| known != key || !matches!(value, Value::Group(g) if g.is_empty()));
}
