//! The files of the project that sheets are about, as keys and values.

use std::collections::BTreeSet;
use std::ops::Range;

use super::columns::Kind;
use crate::files::{FilePath, FileSet};
use crate::yaml::{self, Value};

/// One file.
pub(crate) struct Known<'a> {
    /// The name of the file without `.md`; of a field the name of its folder.
    pub(crate) id: String,
    /// The folder of a procedure.
    pub(crate) field: Option<String>,
    /// Its path.
    pub(crate) path: FilePath,
    /// Its whole text.
    pub(crate) text: &'a str,
    /// The bytes of its keys.
    pub(crate) keys: Range<usize>,
    /// What its keys hold, in order.
    pub(crate) entries: Vec<(String, Value)>,
    /// The bytes of its body.
    pub(crate) body_at: Range<usize>,
}

impl Known<'_> {
    /// Returns the Markdown body without blank lines around it, with `\n` between lines.
    pub(crate) fn body(&self) -> String {
        trimmed(&self.text[self.body_at.clone()])
    }

    /// Returns what a key holds, or a key inside a group (`authority.decides`).
    pub(crate) fn get(&self, path: &str) -> Option<&Value> {
        let mut keys = path.split('.');
        let top = keys.next()?;
        let (_, value) = self.entries.iter().find(|(key, _)| key == top)?;
        keys.try_fold(value, |value, key| value.get(key))
    }

    /// Returns the text of a key.
    pub(crate) fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_text()
    }
}

/// Returns a body without blank lines around it, with `\n` between lines.
pub(crate) fn trimmed(body: &str) -> String {
    let body = body.replace("\r\n", "\n");
    let first = body.lines().take_while(|line| line.trim().is_empty());
    let skip: usize = first.map(|line| line.len() + 1).sum();
    body.get(skip..).unwrap_or_default().trim_end().to_owned()
}

/// Returns the files of a kind in the order of their paths, and those whose keys cannot be read.
pub(crate) fn all(files: &FileSet, kind: Kind) -> (Vec<Known<'_>>, Vec<FilePath>) {
    let (mut known, mut unread) = (Vec::new(), Vec::new());
    for (path, bytes) in files.inside("content") {
        let Some((id, field)) = id(path, kind) else { continue };
        match read(path, bytes, id, field) {
            Some(file) => known.push(file),
            None => unread.push(path.clone()),
        }
    }
    (known, unread)
}

/// Returns every id that a file of the project has already.
pub(crate) fn ids(files: &FileSet) -> BTreeSet<String> {
    let all = files.inside("content").flat_map(|(path, _)| {
        let page = path.below("content/pages").and_then(stem).map(|id| (id.to_owned(), None));
        Kind::ALL.into_iter().filter_map(|kind| id(path, kind)).chain(page)
    });
    all.map(|(id, _)| id).collect()
}

fn stem(name: &str) -> Option<&str> {
    // A translation has a second dot.
    name.strip_suffix(".md").filter(|stem| !stem.contains(['.', '/']))
}

fn id(path: &FilePath, kind: Kind) -> Option<(String, Option<String>)> {
    let single = |folder: &str| Some((stem(path.below(folder)?)?.to_owned(), None));
    match kind {
        Kind::Villages => single("content/villages"),
        Kind::Programs => single("content/programs"),
        Kind::Fields | Kind::Procedures => {
            let (field, name) = path.below("content/procedures")?.split_once('/')?;
            match (kind, stem(name)?) {
                (Kind::Fields, "_index") => Some((field.to_owned(), None)),
                (Kind::Fields, _) | (_, "_index") => None,
                (_, id) => Some((id.to_owned(), Some(field.to_owned()))),
            }
        }
    }
}

fn read<'a>(
    path: &FilePath,
    bytes: &'a [u8],
    id: String,
    field: Option<String>,
) -> Option<Known<'a>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (keys, body_at) = crate::parse::parts(text)?;
    let entries = match yaml::parse(text, keys.clone()).ok()? {
        None => Vec::new(),
        Some(root) => match root.value()? {
            Value::Group(entries) => entries,
            _ => return None,
        },
    };
    Some(Known { id, field, path: path.clone(), text, keys, entries, body_at })
}
