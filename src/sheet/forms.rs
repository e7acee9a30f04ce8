//! One value in several forms: `fee: 5000` and `fee: {amount: 5000}` say the same.
//!
//! Sheets know the plainest form only; a file keeps the form that it has.

use crate::catalogue::Shape;
use crate::yaml::Value;

use super::columns::Kind;

/// The key that the short form of a group stands for, by the group's name in the catalogue.
const LEADS: [(&str, &str); 4] =
    [("fee", "amount"), ("max", "amount"), ("step", "text"), ("unverified", "note")];

/// Keys whose `false` says no more than their absence.
const SILENT: [&str; 3] = ["same_day", "show", "all"];

/// Returns the shape of a key, or of a key inside a group (`authority.decides`).
pub(crate) fn shape(kind: Kind, path: &str) -> Shape {
    let mut group = Some(kind.of_file().group());
    let mut shape = Shape::Free;
    for name in path.split('.') {
        shape = group.and_then(|group| group.find(name)).map_or(Shape::Free, |key| key.shape);
        group = shape.group();
    }
    shape
}

/// Returns a value in its plainest form: what two forms say alike is equal in it.
pub(crate) fn plain(shape: Shape, value: &Value) -> Value {
    match value {
        // A text over several lines of a file ends with one more line end than it says.
        Value::Scalar { text, bare } => {
            Value::Scalar { text: text.trim_end_matches('\n').to_owned(), bare: *bare }
        }
        Value::List(items) => {
            let item = shape.item().unwrap_or(Shape::Free);
            Value::List(items.iter().map(|value| plain(item, value)).collect())
        }
        Value::Group(entries) => {
            let told = entries.iter().filter(|(key, value)| !is_silent(key, value));
            let group: Vec<(String, Value)> =
                told.map(|(key, value)| (key.clone(), plain(below(shape, key), value))).collect();
            match group.as_slice() {
                [(key, value @ Value::Scalar { .. })] if lead(shape) == Some(key) => value.clone(),
                _ => Value::Group(group),
            }
        }
    }
}

/// Writes what `new` says in the form of `old`: long where that is long, each item of a list as its
/// like in the old list.
pub(crate) fn like(shape: Shape, old: &Value, new: &Value) -> Value {
    if plain(shape, old) == plain(shape, new) {
        return old.clone();
    }
    match (old, new) {
        (Value::Group(was), Value::Group(is)) => {
            let kept = is.iter().map(|(key, value)| {
                let value = old
                    .get(key)
                    .map_or_else(|| value.clone(), |its| like(below(shape, key), its, value));
                (key.clone(), value)
            });
            Value::Group(kept.chain(silent(was, new)).collect())
        }
        (Value::Group(was), Value::Scalar { .. }) => match lead(shape) {
            Some(lead) if old.get(lead).is_some() => {
                let first = std::iter::once((lead.to_owned(), new.clone()));
                Value::Group(first.chain(silent(was, new)).collect())
            }
            _ => new.clone(),
        },
        (Value::List(was), Value::List(is)) => Value::List(items(shape, was, is)),
        _ => new.clone(),
    }
}

fn items(shape: Shape, was: &[Value], is: &[Value]) -> Vec<Value> {
    let shape = shape.item().unwrap_or(Shape::Free);
    let plain_was: Vec<Value> = was.iter().map(|value| plain(shape, value)).collect();
    let plain_is: Vec<Value> = is.iter().map(|value| plain(shape, value)).collect();
    let mut used = vec![false; was.len()];
    let item = |(at, new): (usize, &Value)| {
        let mut same = (0..was.len()).filter(|old| plain_was[*old] == plain_is[at]);
        if let Some(old) = same.find(|old| !used[*old]) {
            used[old] = true;
            return was[old].clone();
        }
        // One that stands in the place of another that is gone was changed.
        match was.get(at) {
            Some(old) if !plain_is.contains(&plain_was[at]) => like(shape, old, new),
            _ => new.clone(),
        }
    };
    is.iter().enumerate().map(item).collect()
}

/// Returns what an old group says without need, and the new value does not contradict.
fn silent(was: &[(String, Value)], new: &Value) -> Vec<(String, Value)> {
    let kept = was.iter().filter(|(key, value)| is_silent(key, value) && new.get(key).is_none());
    kept.cloned().collect()
}

fn is_silent(key: &str, value: &Value) -> bool {
    SILENT.contains(&key) && value.as_text() == Some("false")
}

fn below(shape: Shape, name: &str) -> Shape {
    shape.group().and_then(|group| group.find(name)).map_or(Shape::Free, |key| key.shape)
}

/// Returns the key that the short form stands for, where there is a short form.
fn lead(shape: Shape) -> Option<&'static str> {
    let Shape::Either(short, _) = shape else { return None };
    if short.group().is_some() || short.item().is_some() {
        return None;
    }
    let name = shape.group()?.name;
    LEADS.iter().find(|(group, _)| *group == name).map(|(_, lead)| *lead)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    fn value(text: &str) -> Value {
        let root = yaml::parse(text, 0..text.len()).ok().flatten().expect("YAML");
        root.value().expect("a value")
    }

    fn of(text: &str) -> (Shape, Value) {
        let (key, inner) = value(text).entries()[0].clone();
        (shape(Kind::Procedures, &key), inner)
    }

    #[test]
    fn every_short_form_of_the_catalogue_has_its_long_one() {
        fn walk(shape: Shape, seen: &mut Vec<&'static str>) {
            if let Shape::Either(short, long) = shape
                && short.group().is_none()
                && short.item().is_none()
                && let Some(group) = long.group()
            {
                let lead = lead(shape).unwrap_or_else(|| panic!("no lead of {}", group.name));
                assert!(group.keys.iter().any(|key| key.name == lead), "{}", group.name);
            }
            if let Some(item) = shape.item() {
                walk(item, seen);
            }
            if let Some(group) = shape.group().filter(|group| !seen.contains(&group.name)) {
                seen.push(group.name);
                group.keys.iter().for_each(|key| walk(key.shape, seen));
            }
        }
        for kind in Kind::ALL {
            let group = kind.of_file().group();
            let mut seen = Vec::new();
            group.keys.iter().for_each(|key| walk(key.shape, &mut seen));
        }
    }

    #[test]
    fn long_forms_say_what_short_ones_say() {
        for (long, short) in [
            ("fee: {amount: 5000}", "fee: 5000"),
            ("fee: {amount: 1, max: {amount: 2}}", "fee: {amount: 1, max: 2}"),
            ("steps: [{text: Đi}, Về]", "steps: [Đi, Về]"),
            ("unverified: [{note: Chưa hỏi}]", "unverified: [Chưa hỏi]"),
            ("time: {days: 3, same_day: false}", "time: {days: 3}"),
            ("channels: {online: {fee: {amount: 0}}}", "channels: {online: {fee: 0}}"),
            ("summary: |\n  Một câu.\n", "summary: Một câu."),
        ] {
            let ((shape, long), (_, short)) = (of(long), of(short));
            assert_eq!(plain(shape, &long), short);
            assert_eq!(plain(shape, &short), short);
        }
        let (shape, noted) = of("fee: {amount: 1, note: Một}");
        assert_eq!(plain(shape, &noted), noted);
    }

    #[test]
    fn a_file_keeps_the_form_that_it_has() {
        for (old, new, expected) in [
            ("fee: {amount: 5000}", "fee: 7000", "fee: {amount: 7000}"),
            ("fee: 5000", "fee: 7000", "fee: 7000"),
            (
                "time: {same_day: false, days: 3}",
                "time: {days: 4}",
                "time: {days: 4, same_day: false}",
            ),
            (
                "steps: [{text: A}, {text: B}, C]",
                "steps: [Đầu, A, B mới, C]",
                "steps: [Đầu, {text: A}, B mới, C]",
            ),
            (
                "steps: [{text: A}, {text: B}]",
                "steps: [A, B mới]",
                "steps: [{text: A}, {text: B mới}]",
            ),
            (
                "channels: {post: {fee: {amount: 1}}}",
                "channels: {post: {fee: 2}}",
                "channels: {post: {fee: {amount: 2}}}",
            ),
        ] {
            let ((shape, old), (_, new), (_, expected)) = (of(old), of(new), of(expected));
            let said = like(shape, &old, &new);
            assert_eq!(said, expected);
            assert_eq!(plain(shape, &said), plain(shape, &new));
        }
    }
}
