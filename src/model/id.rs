//! Ids and language tags: the readable part of an address.

use std::fmt;
use std::sync::Arc;

/// The readable id of a procedure, field, village, program or page: the name of its file.
///
/// 1–80 characters `a`–`z`, `0`–`9` and single `-` between them, not digits alone (those are
/// permanent numbers), not a language tag, not a folder that the site writes. All ids share one
/// namespace, because they share one level of addresses.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// Why a text cannot be an [`Id`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdProblem {
    /// Empty, longer than 80, or another character than `a`–`z`, `0`–`9`, `-`; or a hyphen at an
    /// end or beside another.
    Shape,
    /// Digits alone: that is how permanent numbers look.
    Digits,
    /// A language tag such as `en`: translated pages stand below it.
    LanguageTag,
    /// A folder or file that the site itself writes, or a device name of Windows.
    Reserved,
}

/// The folders and files at the top of the site that are not guides, and Windows' device names.
const RESERVED: [&str; 39] = [
    "posters", "forms", "static", "ledger", "index", "404", "search", "sitemap", "feed", "changes",
    "data", "print", "assets", "robots", "offline", "a-z", "cards", "home", "share", "con", "prn",
    "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
    "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7",
];

impl Id {
    /// Makes an id of `text`.
    ///
    /// # Errors
    /// When the text is not of the shape, or means something else in an address.
    pub fn new(text: &str) -> Result<Self, IdProblem> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let parts_are_plain =
            text.split('-').all(|part| !part.is_empty() && part.chars().all(plain));
        if text.len() > 80 || !parts_are_plain {
            return Err(IdProblem::Shape);
        }
        if text.chars().all(|c| c.is_ascii_digit()) {
            return Err(IdProblem::Digits);
        }
        if Lang::new(text).is_some() {
            return Err(IdProblem::LanguageTag);
        }
        if RESERVED.contains(&text) || text == "lpt8" || text == "lpt9" {
            return Err(IdProblem::Reserved);
        }
        Ok(Self(text.into()))
    }

    /// Returns the text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A language of the guide: two or three small letters (BCP 47, primary subtag).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

impl Lang {
    /// Makes a language tag; nothing when `text` is not two letters, or one of the three-letter
    /// tags of Vietnam's languages that have no shorter one.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        /// Tày, Thái, Mường, Nùng, H'Mông, Dao, Gia Rai, Ê Đê, Ba Na, Chăm: ISO 639-3.
        const THREE: [&str; 10] =
            ["tyz", "blt", "mtq", "nut", "hmn", "ium", "jra", "rad", "bdq", "cjm"];
        let two = text.len() == 2 && text.chars().all(|c| c.is_ascii_lowercase());
        (two || THREE.contains(&text)).then(|| Self(text.into()))
    }

    /// Returns Vietnamese, the language of every original.
    #[must_use]
    pub fn vietnamese() -> Self {
        Self("vi".into())
    }

    /// Says whether this is Vietnamese.
    #[must_use]
    pub fn is_vietnamese(&self) -> bool {
        &*self.0 == "vi"
    }

    /// Returns the tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
