//! `unverified`: facts that nobody has checked, by the path of their key or in words.

use super::fee::text;
use super::keys::{Keys, Value};
use super::source::Source;
use super::spelling;
use super::tree::{Kind, Node};
use crate::diagnostic::say;
use crate::model::procedure::Unverified;

/// The keys that a fact can stand in.
const FACTS: [&str; 44] = [
    "title",
    "summary",
    "official_title",
    "code",
    "status",
    "audience",
    "level",
    "portal",
    "decision",
    "authority",
    "decides",
    "receives",
    "supports",
    "channels",
    "in_person",
    "online",
    "post",
    "office_hours",
    "fee",
    "amount",
    "exemptions",
    "max",
    "time",
    "working_days",
    "days",
    "deadline",
    "documents",
    "cases",
    "steps",
    "result",
    "legal",
    "valid",
    "help",
    "conditions",
    "refusals",
    "benefit",
    "notes",
    "faq",
    "originals",
    "copies",
    "form",
    "when",
    "any_of",
    "unit",
];

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

/// Reads the path of a key; each of its parts must stand in the file or be a key of facts.
fn fact(source: &mut Source, value: &Value, entries: &[(Node, Node)]) -> Option<String> {
    let path = value.text(source)?;
    let mut parts = path.split('.').map(|part| part.split_once('[').unwrap_or((part, "")));
    let (first, index) = parts.next().unwrap_or_default();
    let mut at = child(entries, first).and_then(|node| item(node, index));
    if at.is_none() && !FACTS.contains(&first) {
        report(source, value, &path, first);
        return None;
    }
    for (name, index) in parts {
        let next = at.and_then(|node| match &node.kind {
            // `cases.cai-chinh.time`: an item of a list is named by its id.
            Kind::Sequence(items) => items.iter().find(|item| has_id(item, name)),
            _ => child(node.entries(), name),
        });
        if next.is_none() && !FACTS.contains(&name) {
            report(source, value, &path, name);
            return None;
        }
        at = next.and_then(|node| item(node, index));
    }
    Some(path)
}

/// Returns the item `2]` of a list; without an index the value itself.
fn item<'t>(node: &'t Node<'t>, index: &str) -> Option<&'t Node<'t>> {
    let Some(index) = index.strip_suffix(']') else { return Some(node) };
    match &node.kind {
        Kind::Sequence(items) => items.get(index.parse::<usize>().ok()?),
        _ => None,
    }
}

fn child<'t>(group: &'t [(Node<'t>, Node<'t>)], name: &str) -> Option<&'t Node<'t>> {
    group.iter().find(|(key, _)| key.scalar() == Some(name)).map(|(_, value)| value)
}

fn has_id(item: &Node, id: &str) -> bool {
    child(item.entries(), "id").and_then(Node::scalar) == Some(id)
}

fn report(source: &mut Source, value: &Value, path: &str, part: &str) {
    let within = if path == part {
        say("", "")
    } else {
        say(format!(" (trong «{path}»)"), format!(" (in \"{path}\")"))
    };
    let text = say(
        format!("không có khóa «{part}» để ghi là chưa xác minh{}", within.vi),
        format!("there is no key \"{part}\" that could be unverified{}", within.en),
    );
    let hint = match spelling::key_meant(part, &FACTS) {
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
