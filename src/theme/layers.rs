//! The two layers of a theme: the files of the project over those inside the program.
//!
//! A file of the project that equals the program's says nothing of its own: a project with a full
//! copy, or a set made whole by [`complete`], is the same theme as one without any file.

use std::collections::BTreeSet;

use include_dir::{Dir, include_dir};

use crate::diagnostic::Diagnostics;
use crate::files::{Bytes, FilePath, FileSet};

use super::{DEFAULT, faults};

/// The theme inside the program: the lower layer of every project's.
static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The byte order mark that some editors write; no part of the text.
const MARK: char = '\u{feff}';

/// Adds the files of the program's theme that the project does not have, so that findings can show
/// their lines; a theme is the same without it.
pub fn complete(files: &mut FileSet) {
    for (name, bytes) in program() {
        let path = FilePath::known(&format!("{DEFAULT}/{name}"));
        if !files.contains(&path) {
            files.insert(path, bytes);
        }
    }
}

/// Lists the files of the program's theme, by their path below its folder.
pub(super) fn program() -> Vec<(&'static str, &'static [u8])> {
    let (mut found, mut folders) = (Vec::new(), vec![&EMBEDDED]);
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        let files = folder.files();
        found.extend(files.filter_map(|file| Some((file.path().to_str()?, file.contents()))));
    }
    found.sort_unstable();
    found
}

/// Returns a text of the program's theme; nothing when it has no such file.
pub(super) fn program_text(name: &str) -> Option<&'static str> {
    EMBEDDED.get_file(name)?.contents_utf8()
}

/// The files of a theme, seen through both layers.
pub(super) struct Layers<'a> {
    files: &'a FileSet,
    folder: &'a str,
}

/// A text of one layer.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// Without a byte order mark.
    pub(super) text: &'a str,
    /// How many bytes of the file stand before the text: the mark's.
    pub(super) skipped: usize,
    /// Whether it is the project's own.
    pub(super) own: bool,
}

impl<'a> Layers<'a> {
    pub(super) fn new(files: &'a FileSet, folder: &'a str) -> Self {
        Self { files, folder }
    }

    /// Returns the path of a file of the theme in the project.
    pub(super) fn path(&self, name: &str) -> FilePath {
        FilePath::known(&format!("{}/{name}", self.folder))
    }

    /// Lists the files of the theme inside one of its folders, of both layers, by their path below
    /// the theme's folder.
    pub(super) fn names(&self, inside: &'a str) -> BTreeSet<&'a str> {
        let own = self.files.inside(self.folder).filter_map(|(path, _)| path.below(self.folder));
        let all = own.chain(program().into_iter().map(|(name, _)| name));
        all.filter(|name| name.strip_prefix(inside).is_some_and(|rest| rest.starts_with('/')))
            .collect()
    }

    /// Returns a file: the project's, else the program's.
    pub(super) fn bytes(&self, name: &str) -> Option<Bytes> {
        let own = self.files.get(&self.path(name)).cloned();
        own.or_else(|| EMBEDDED.get_file(name).map(|file| file.contents().into()))
    }

    /// Returns the project's own text of a file that says something else than the program's.
    ///
    /// # Errors
    /// When it is no text; the finding is told.
    pub(super) fn own(
        &self,
        name: &str,
        found: &mut Diagnostics,
    ) -> Result<Option<Source<'a>>, ()> {
        let path = self.path(name);
        let Some(bytes) = self.files.get(&path) else { return Ok(None) };
        if EMBEDDED.get_file(name).is_some_and(|file| file.contents() == &**bytes) {
            return Ok(None);
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            found.push(faults::no_text(&path));
            return Err(());
        };
        let bare = text.strip_prefix(MARK).unwrap_or(text);
        Ok(Some(Source { text: bare, skipped: text.len() - bare.len(), own: true }))
    }

    /// Returns the text of a file: the project's own, else the program's; nothing when neither has
    /// it, or when it is no text, which is told.
    pub(super) fn text(&self, name: &str, found: &mut Diagnostics) -> Option<Source<'a>> {
        match self.own(name, found) {
            Ok(Some(own)) => Some(own),
            Ok(None) => program_text(name).map(|text| Source { text, skipped: 0, own: false }),
            Err(()) => None,
        }
    }
}
