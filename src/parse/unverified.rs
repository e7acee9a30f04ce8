//! `unverified`: facts that nobody has checked, by the path of their key or in words.

use super::fee::text;
use super::keys::{Keys, Value};
use super::source::Source;
use super::spelling;
use super::tree::{self, Node};
use crate::catalogue::{Group, Kind};
use crate::diagnostic::say;
use crate::model::procedure::Unverified;

/// Reads the list of unchecked facts of a file with the keys `entries`.
pub(super) fn unverified<'t>(
    source: &mut Source,
    keys: &mut Keys<'t>,
    entries: &'t [(Node<'t>, Node<'t>)],
) -> Vec<Unverified> {
    let Some(list) = keys.get(source, "unverified") else { return Vec::new() };
    list.list(source, |source, value| {
        if value.raw().is_some() {
            return Some(Unverified { key: None, note: value.text(source) });
        }
        let mut keys = value.keys(source)?;
        let key = keys.get(source, "key").and_then(|value| fact(source, &value, entries));
        let note = text(source, &mut keys, "note");
        keys.finish(source);
        Some(Unverified { key, note })
    })
}

/// Reads the path of a key; each of its parts must stand in the file or be a key that could.
fn fact(source: &mut Source, value: &Value, entries: &[(Node, Node)]) -> Option<String> {
    let path = value.text(source)?;
    let mut group = Some(Kind::Procedure.group());
    let mut at = None;
    for (depth, part) in path.split('.').enumerate() {
        let (name, index) = part.split_once('[').unwrap_or((part, ""));
        let key = group.and_then(|group| group.find(name));
        // `cases.cai-chinh.time`: an item of a list is named by its id.
        let named = match at.map(|node: &Node| &node.kind) {
            Some(tree::Kind::Sequence(items)) => items.iter().find(|item| has_id(item, name)),
            _ => None,
        };
        let below = if depth == 0 { entries } else { at.map_or(&[][..], Node::entries) };
        let next = named.or_else(|| child(below, name));
        if next.is_none() && key.is_none() {
            report(source, value, (&path, name), group);
            return None;
        }
        if named.is_none() {
            group = key.and_then(|key| key.shape.inner());
        }
        at = next.and_then(|node| item(node, index));
    }
    Some(path)
}

/// Returns the item `2]` of a list; without an index the value itself.
fn item<'t>(node: &'t Node<'t>, index: &str) -> Option<&'t Node<'t>> {
    let Some(index) = index.strip_suffix(']') else { return Some(node) };
    match &node.kind {
        tree::Kind::Sequence(items) => items.get(index.parse::<usize>().ok()?),
        _ => None,
    }
}

fn child<'t>(group: &'t [(Node<'t>, Node<'t>)], name: &str) -> Option<&'t Node<'t>> {
    group.iter().find(|(key, _)| key.scalar() == Some(name)).map(|(_, value)| value)
}

fn has_id(item: &Node, id: &str) -> bool {
    child(item.entries(), "id").and_then(Node::scalar) == Some(id)
}

fn report(
    source: &mut Source,
    value: &Value,
    (path, part): (&str, &str),
    group: Option<&'static Group>,
) {
    let within = if path == part {
        say("", "")
    } else {
        say(format!(" (trong «{path}»)"), format!(" (in \"{path}\")"))
    };
    let text = say(
        format!("không có khóa «{part}» để ghi là chưa xác minh{}", within.vi),
        format!("there is no key \"{part}\" that could be unverified{}", within.en),
    );
    let names: Vec<&str> =
        group.map_or(&[][..], |group| group.keys).iter().map(|key| key.name).collect();
    let hint = match spelling::key_meant(part, &names) {
        Some(meant) => {
            let right = path.replacen(part, meant, 1);
            say(format!("có phải ý bạn là «{right}»?"), format!("did you mean \"{right}\"?"))
        }
        None => say(
            "ghi tên khóa như fee, time, documents; hoặc bỏ key và ghi bằng lời: unverified: [Chưa hỏi tỉnh]",
            "name a key such as fee, time, documents; or drop the key and use words: unverified: [Chưa hỏi tỉnh]",
        ),
    };
    source.error("unverified-key", value.range(), text, hint);
}
