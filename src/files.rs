//! Files in memory: what a build reads and what it answers with.
//!
//! No disk here. `io` fills a [`FileSet`] from a folder and writes one to a folder;
//! everything between the two works on these values alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

/// A relative path with `/`, in NFC, without `.` or `..`, valid on Linux, macOS and Windows.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(Arc<str>);

/// Why a name cannot be a [`FilePath`] or why a file on the disk was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The name is empty, absolute, or steps out with `..`.
    Outside,
    /// The name has a character that Windows refuses (`<>:"|?*\` or a control character).
    Character(char),
    /// A part is a device name of Windows (`CON`, `NUL`, `COM1` …).
    Device(String),
    /// A part ends in a dot or a space, which Windows drops silently.
    TrailingDot(String),
    /// A part is longer than 255 bytes or the whole is longer than 1,024.
    TooLong,
    /// The name on the disk is not valid UTF-8.
    NotUnicode,
    /// Another file has the same name in NFC, or but for capital letters.
    Twin(FilePath),
    /// A link, a device or a pipe: only plain files are read.
    NotPlain,
    /// The file has more bytes than are ever read; the size in bytes.
    TooLarge(u64),
    /// The system refused to read it; its own words.
    Unreadable(String),
}

/// The names that Windows keeps for devices, whatever the extension.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

impl FilePath {
    /// Makes a path of `text`, in NFC.
    ///
    /// # Errors
    /// When the path would leave its folder or cannot exist on Windows.
    pub fn new(text: &str) -> Result<Self, Refusal> {
        let text: String = text.nfc().collect();
        if text.is_empty() || text.starts_with('/') {
            return Err(Refusal::Outside);
        }
        if text.len() > 1024 {
            return Err(Refusal::TooLong);
        }
        text.split('/').try_for_each(check_part)?;
        Ok(Self(text.into()))
    }

    /// Makes a path that the program itself spells, such as `index.html` in the folder of an id.
    ///
    /// # Panics
    /// When the text is not a valid path: a mistake in the program.
    #[must_use]
    pub fn known(text: &str) -> Self {
        Self::new(text).expect("a path spelled by the program is valid")
    }

    /// Returns the whole path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the last part: `a/b.en.md` gives `b.en.md`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// Returns the folder, without a slash at the end; empty for a file at the top.
    #[must_use]
    pub fn parent(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(parent, _)| parent)
    }

    /// Returns what follows the last dot of the name, if any.
    #[must_use]
    pub fn extension(&self) -> Option<&str> {
        self.name().rsplit_once('.').map(|(_, extension)| extension)
    }

    /// Returns the path below `folder`, or nothing when it is not inside.
    #[must_use]
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }
}

fn check_part(part: &str) -> Result<(), Refusal> {
    if part.is_empty() || part == "." || part == ".." {
        return Err(Refusal::Outside);
    }
    if part.len() > 255 {
        return Err(Refusal::TooLong);
    }
    if let Some(bad) = part.chars().find(|c| c.is_control() || "<>:\"|?*\\".contains(*c)) {
        return Err(Refusal::Character(bad));
    }
    if part.ends_with(['.', ' ']) {
        return Err(Refusal::TrailingDot(part.to_owned()));
    }
    let stem = part.split('.').next().unwrap_or(part).to_lowercase();
    if DEVICES.contains(&stem.trim_end()) {
        return Err(Refusal::Device(part.to_owned()));
    }
    Ok(())
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// The content of a file, shared: two pages with the same bytes cost one.
pub type Bytes = Arc<[u8]>;

/// Says whether two files have the same bytes; that those of an untouched file do costs nothing.
#[must_use]
pub fn same(one: &Bytes, two: &Bytes) -> bool {
    Arc::ptr_eq(one, two) || one == two
}

/// A set of files, ordered by path, with what could not become one of them.
#[derive(Clone, Debug, Default)]
pub struct FileSet {
    files: BTreeMap<FilePath, Bytes>,
    /// Names that were found but not taken, as the system spelled them, with the reason.
    pub refused: Vec<(String, Refusal)>,
}

impl FileSet {
    /// Adds or replaces a file.
    pub fn insert(&mut self, path: FilePath, bytes: impl Into<Bytes>) {
        self.files.insert(path, bytes.into());
    }

    /// Adds a file under the name the system gave it; a name that cannot be taken is kept in
    /// [`FileSet::refused`], so that nothing is ever left out in silence.
    pub fn insert_named(&mut self, name: &str, bytes: impl Into<Bytes>) {
        match FilePath::new(name) {
            Err(refusal) => self.refused.push((name.to_owned(), refusal)),
            Ok(path) if self.files.contains_key(&path) => {
                self.refused.push((name.to_owned(), Refusal::Twin(path)));
            }
            Ok(path) => self.insert(path, bytes),
        }
    }

    /// Takes a file out, if it is there.
    pub fn remove(&mut self, path: &FilePath) {
        self.files.remove(path);
    }

    /// Takes out every file inside `folder`, at any depth.
    pub fn remove_inside(&mut self, folder: &str) {
        self.files.retain(|path, _| path.below(folder).is_none());
    }

    /// Returns the content of a file.
    #[must_use]
    pub fn get(&self, path: &FilePath) -> Option<&Bytes> {
        self.files.get(path)
    }

    /// Returns the content of a file by the text of its path.
    #[must_use]
    pub fn get_str(&self, path: &str) -> Option<&Bytes> {
        self.files.get(&FilePath::new(path).ok()?)
    }

    /// Says whether the set has the file.
    #[must_use]
    pub fn contains(&self, path: &FilePath) -> bool {
        self.files.contains_key(path)
    }

    /// Walks the files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&FilePath, &Bytes)> {
        self.files.iter()
    }

    /// Walks the files inside `folder`, at any depth, in the order of their paths.
    pub fn inside<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a FilePath, &'a Bytes)> {
        let first = FilePath(format!("{folder}/").into());
        let rest = self.files.range(first..);
        rest.take_while(move |(path, _)| path.below(folder).is_some())
    }

    /// Returns the names that are only in one of two sets, or have other bytes, or were refused in one
    /// alone; in order.
    #[must_use]
    pub fn differing(&self, other: &Self) -> Vec<String> {
        let mut names: BTreeSet<String> = BTreeSet::new();
        for (one, two) in [(self, other), (other, self)] {
            let differs = |(path, bytes): &(&FilePath, &Bytes)| {
                !two.get(path).is_some_and(|other| same(other, bytes))
            };
            names.extend(one.iter().filter(differs).map(|(path, _)| path.to_string()));
            let refused = one.refused.iter().filter(|refused| !two.refused.contains(refused));
            names.extend(refused.map(|(name, _)| name.clone()));
        }
        names.into_iter().collect()
    }

    /// Returns how many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Says whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl PartialEq for FileSet {
    fn eq(&self, other: &Self) -> bool {
        let alike = |((path, bytes), (also, more)): ((&FilePath, &Bytes), (&FilePath, &Bytes))| {
            path == also && same(bytes, more)
        };
        self.refused == other.refused
            && self.len() == other.len()
            && self.iter().zip(other.iter()).all(alike)
    }
}

impl Extend<(FilePath, Bytes)> for FileSet {
    fn extend<T: IntoIterator<Item = (FilePath, Bytes)>>(&mut self, files: T) {
        self.files.extend(files);
    }
}

impl FromIterator<(FilePath, Bytes)> for FileSet {
    fn from_iter<T: IntoIterator<Item = (FilePath, Bytes)>>(files: T) -> Self {
        let mut set = Self::default();
        set.extend(files);
        set
    }
}
