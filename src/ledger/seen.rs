//! What the reader of a sheet sees, part by part: enough to say later in words what has changed.

use std::collections::BTreeMap;
use std::fmt::Write;

/// A part of what a sheet says. A change of any but [`Part::NationalCode`] makes the paper wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The title of the thing.
    Title,
    /// The national code of a procedure: says whether a number still means the same procedure.
    NationalCode,
    /// The papers to bring, with those of cases; its words are how many.
    Papers,
    /// What to do; its words are how many steps.
    Steps,
    /// What it costs.
    Fee,
    /// How long it takes, with cut-off and deadline.
    Time,
    /// Days and hours of a program, opening hours of a hall.
    Hours,
    /// The commune's phone.
    Phone,
    /// Whom to ask in the hall.
    Contact,
    /// The address that readers are told to trust.
    Domain,
    /// Anything else that is told: conditions, the text of a slogan.
    Text,
    /// Rows of the table of changes; its words are how many, for a notice as a whole how many more
    /// have no room.
    Changes,
}

impl Part {
    /// Every part, with its word in the ledger, in the order in which people should hear of it.
    pub const ALL: [(&'static str, Self); 12] = [
        ("title", Self::Title),
        ("code", Self::NationalCode),
        ("papers", Self::Papers),
        ("steps", Self::Steps),
        ("fee", Self::Fee),
        ("time", Self::Time),
        ("hours", Self::Hours),
        ("phone", Self::Phone),
        ("contact", Self::Contact),
        ("domain", Self::Domain),
        ("text", Self::Text),
        ("changes", Self::Changes),
    ];

    /// Returns the word in the ledger.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(_, part)| *part == self).map_or("", |(key, _)| key)
    }
}

/// One part as it stood on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Eight letters and digits that change when anything of it changes.
    pub digest: String,
    /// Words for people, at most 100 characters: `8.000 đồng`, `4`.
    pub words: String,
}

/// The most characters of the words of a fact.
const MOST: usize = 100;

/// What stands on a sheet about one thing, or about the sheet as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen(pub BTreeMap<Part, Fact>);

impl Seen {
    /// Adds a part: `whole` is everything a reader sees of it, `words` what people are told later.
    ///
    /// Take `whole` from the content, never from words of the theme: another label is no change.
    pub fn add(&mut self, part: Part, whole: &str, words: &str) {
        let digest = blake3::hash(whole.as_bytes());
        let digest: String = super::line::letters(&digest.as_bytes()[..8]);
        let plain = |c: char| if c.is_control() || c == '|' { ' ' } else { c };
        let words: String = words.chars().map(plain).take(MOST).collect();
        let words = words.trim().to_owned();
        self.0.insert(part, Fact { digest, words });
    }

    /// Returns a part.
    #[must_use]
    pub fn get(&self, part: Part) -> Option<&Fact> {
        self.0.get(&part)
    }

    /// Writes `title=k3f9a8x2 Đăng ký khai sinh | fee=… 8.000 đồng`.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (part, fact) in &self.0 {
            let gap = if text.is_empty() { "" } else { " | " };
            write!(text, "{gap}{}={} {}", part.key(), fact.digest, fact.words)
                .expect("writing to a String cannot fail");
        }
        text
    }

    /// Reads what [`Seen::to_text`] writes; nothing for another shape.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut seen = Self::default();
        for fact in text.split(" | ").filter(|fact| !fact.is_empty()) {
            let (key, rest) = fact.split_once('=')?;
            let (_, part) = Part::ALL.iter().find(|(word, _)| *word == key)?;
            let (digest, words) = rest.split_once(' ').unwrap_or((rest, ""));
            let fact = Fact { digest: digest.to_owned(), words: words.trim().to_owned() };
            if digest.len() != 8 || seen.0.insert(*part, fact).is_some() {
                return None;
            }
        }
        Some(seen)
    }
}
