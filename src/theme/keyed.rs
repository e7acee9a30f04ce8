//! YAML files of a theme as a flat list of keys, merged key by key over the program's own.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Diagnostics, Place};
use crate::files::FilePath;
use crate::yaml::{self, Kind, Node};

use super::faults;
use super::layers::{Layers, Source, program_text};

/// One value by the path of its key, such as `fee.free`.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// What stands there.
    pub(super) text: String,
    /// Where the last part of its key stands.
    pub(super) key: Place,
    /// Where it stands.
    pub(super) place: Place,
    /// Whether it is the project's own.
    pub(super) own: bool,
}

/// The values of a file by the path of their key.
pub(super) type Values = BTreeMap<String, Value>;

/// Reads a file of the program's theme; no keys when it has none of this name.
///
/// # Errors
/// When it cannot be read, which is told.
pub(super) fn program(
    layers: &Layers<'_>,
    name: &str,
    found: &mut Diagnostics,
) -> Result<Values, ()> {
    program_text(name).map_or(Ok(Values::new()), |text| {
        read(&layers.path(name), Source { text, skipped: 0, own: false }, found)
    })
}

/// Reads what the project says in a file of its own; no keys when it has none.
///
/// # Errors
/// When it cannot be read, which is told.
pub(super) fn own(layers: &Layers<'_>, name: &str, found: &mut Diagnostics) -> Result<Values, ()> {
    layers.own(name, found)?.map_or(Ok(Values::new()), |text| read(&layers.path(name), text, found))
}

fn read(path: &FilePath, text: Source<'_>, found: &mut Diagnostics) -> Result<Values, ()> {
    // The engine of everybody's YAML files tells mistakes in words; the tree has the places.
    if let Err(error) = serde_yaml::from_str::<serde_json::Value>(text.text) {
        found.push(faults::yaml(path, text, &error));
        return Err(());
    }
    let Source { text, skipped, own } = text;
    let place =
        |range: Range<usize>| Place::new(path.clone(), range.start + skipped, range.end + skipped);
    let root = match yaml::parse(text, 0..text.len()) {
        Ok(Some(root)) => root,
        Ok(None) => return Ok(Values::new()),
        Err(broken) => {
            found.push(faults::no_key_and_value(place(broken.at..broken.at)));
            return Err(());
        }
    };
    if !matches!(root.kind, Kind::Mapping(_)) {
        found.push(faults::no_key_and_value(place(root.start..root.start)));
        return Err(());
    }
    let (mut values, mut sound) = (Values::new(), true);
    let mut open: Vec<(String, &Node<'_>)> = vec![(String::new(), &root)];
    while let Some((group, node)) = open.pop() {
        for (key, value) in node.entries() {
            let name = key.scalar().unwrap_or_default();
            let path = if group.is_empty() { name.to_owned() } else { format!("{group}.{name}") };
            match &value.kind {
                Kind::Mapping(_) => open.push((path, value)),
                Kind::Scalar { text, .. } => {
                    let [key, place] = [key.range(), value.range()].map(place);
                    values.insert(path, Value { text: text.to_string(), key, place, own });
                }
                Kind::Empty | Kind::Sequence(_) => {
                    found.push(faults::no_key_and_value(place(key.range())));
                    sound = false;
                }
            }
        }
    }
    if sound { Ok(values) } else { Err(()) }
}
