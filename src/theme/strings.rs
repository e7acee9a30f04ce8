//! The words of a theme, by language and key.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostics, nearest};
use crate::files::FileSet;
use crate::model::Lang;

use super::keyed::{self, Values};
use super::layers::Layers;
use super::{DEFAULT, faults};

/// The words of the guide in one language, by the path of their key: `fee.free`.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    words: BTreeMap<String, String>,
}

impl Strings {
    /// Returns the words of a key; the key itself when the theme has none in any language, so that
    /// the gap is seen.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// Returns the words of a key, if the theme has any.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.words.get(key).map(String::as_str)
    }

    /// Returns the words of a key with each `{name}` replaced.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.get(key);
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}').map(|at| open + at) else { break };
            let name = &rest[open + 1..close];
            filled.push_str(&rest[..open]);
            match values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => filled.push_str(value),
                None => filled.push_str(&rest[open..=close]),
            }
            rest = &rest[close + 1..];
        }
        filled + rest
    }

    /// Walks all keys and words in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.iter().map(|(key, words)| (key.as_str(), words.as_str()))
    }

    /// Lays the words of a file over these.
    fn over(mut self, values: &Values) -> Self {
        self.words.extend(values.iter().map(|(key, value)| (key.clone(), value.text.clone())));
        self
    }
}

/// Returns the Vietnamese words of the theme inside the program: what officials are told is the same
/// whatever theme a project has.
///
/// # Panics
/// Never: a test reads the same file.
#[must_use]
pub fn plain() -> Strings {
    let files = FileSet::default();
    let layers = Layers::new(&files, DEFAULT);
    let words = keyed::program(&layers, &file(&Lang::vietnamese()), &mut Diagnostics::default());
    Strings::default().over(&words.expect("a test reads the same file"))
}

/// Reads the words of every language: the project's over the program's, and where a language has
/// none, the Vietnamese ones.
///
/// `uses` says whether a template asks for a key that only the project has.
pub(super) fn read(
    layers: &Layers<'_>,
    uses: impl Fn(&str) -> bool,
    found: &mut Diagnostics,
) -> Option<BTreeMap<Lang, Strings>> {
    let vietnamese = Lang::vietnamese();
    let vi = file(&vietnamese);
    let program = keyed::program(layers, &vi, found);
    let mine = keyed::own(layers, &vi, found);
    let (program, mine) = (program.ok()?, mine.ok()?);
    let base = Strings::default().over(&program).over(&mine);
    let mut all = BTreeMap::from([(vietnamese.clone(), base.clone())]);
    let mut sound = check(&mine, &[&program], &uses, found);
    for name in layers.names("strings") {
        let Some(lang) = language(name).filter(|lang| !lang.is_vietnamese()) else { continue };
        let program_too = keyed::program(layers, name, found);
        let (Ok(program_too), Ok(mine)) = (program_too, keyed::own(layers, name, found)) else {
            sound = false;
            continue;
        };
        sound &= check(&mine, &[&program_too, &program], &uses, found);
        all.insert(lang, base.clone().over(&program_too).over(&mine));
    }
    sound.then_some(all)
}

/// Returns the language of a file of strings, named below the theme's folder.
pub(super) fn language(name: &str) -> Option<Lang> {
    Lang::new(name.strip_prefix("strings/")?.strip_suffix(".yaml")?)
}

fn file(lang: &Lang) -> String {
    format!("strings/{lang}.yaml")
}

/// Compares the project's words with those that they stand for, the first of `program` that has
/// their key; says whether they can serve.
fn check(
    mine: &Values,
    program: &[&Values],
    uses: &impl Fn(&str) -> bool,
    found: &mut Diagnostics,
) -> bool {
    let mut sound = true;
    for (key, value) in mine {
        let Some(known) = program.iter().find_map(|values| values.get(key)) else {
            if !uses(key) {
                let known = program.iter().flat_map(|values| values.keys());
                let meant = nearest(key, known.map(String::as_str));
                found.push(faults::word(value, key, meant));
            }
            continue;
        };
        let [written, wanted] = [&value.text, &known.text].map(|text| placeholders(text));
        if let Some(stranger) = written.difference(&wanted).next() {
            found.push(faults::stranger(value, stranger, &wanted));
            sound = false;
        } else if let Some(lost) = wanted.difference(&written).next() {
            found.push(faults::lost(value, lost, &known.text));
        }
    }
    sound
}

/// Lists the names in `{…}`.
fn placeholders(text: &str) -> BTreeSet<&str> {
    let parts = text.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
}
