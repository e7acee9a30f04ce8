//! Scripts of a theme, by name.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;

use super::layers::{Layers, program};

/// Reads the scripts that the program's theme has, each the project's if it has one of its own;
/// nothing when one is no text, which is told.
pub(super) fn read(
    layers: &Layers<'_>,
    found: &mut Diagnostics,
) -> Option<BTreeMap<String, String>> {
    let names = program().into_iter().filter_map(|(name, _)| {
        let script = name.strip_prefix("scripts/")?;
        (script
            .rsplit_once('.')
            .is_some_and(|(stem, ending)| ending == "js" && !stem.contains('/')))
        .then_some((name, script))
    });
    let mut scripts = BTreeMap::new();
    let mut sound = true;
    for (name, script) in names {
        match layers.text(name, found) {
            Some(text) => _ = scripts.insert(script.to_owned(), text.text.to_owned()),
            None => sound = false,
        }
    }
    sound.then_some(scripts)
}
