//! Which encoding a file is in: each is tried, and the one that gives Vietnamese is told.
//!
//! A file of which part is Unicode and part is not gives Vietnamese in none, and is never guessed.

use super::syllable::Score;
use super::{Legacy, View};

/// How the bytes of a file came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Two bytes a letter; whether the lower comes first, and whether a mark says so.
    Utf16 {
        /// The lower byte comes first, as on Windows.
        little: bool,
        /// The mark U+FEFF stands in front.
        marked: bool,
    },
    /// The bytes are letters of an old encoding.
    Bytes(Legacy),
    /// Letters of an old encoding were pasted into a file in UTF-8.
    Pasted(Legacy),
    /// UTF-8 that was looked at wrongly and saved as UTF-8, this many times.
    Twice(View, u8),
}

impl Reading {
    /// Reads the bytes of a file; nothing when they cannot have come to be so.
    #[must_use]
    pub fn text(self, bytes: &[u8]) -> Option<String> {
        match self {
            Self::Utf16 { little, marked } => {
                let bytes = if marked { bytes.get(2..)? } else { bytes };
                if bytes.len() % 2 == 1 {
                    return None;
                }
                let pair = if little { u16::from_le_bytes } else { u16::from_be_bytes };
                let units: Vec<u16> =
                    bytes.chunks_exact(2).map(|two| pair([two[0], two[1]])).collect();
                String::from_utf16(&units).ok()
            }
            Self::Bytes(legacy) => Some(legacy.decode(bytes)),
            Self::Pasted(legacy) => {
                let text = std::str::from_utf8(bytes).ok()?;
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                Some(legacy.decode(&View::Western.bytes(text)?))
            }
            Self::Twice(view, times) => {
                let text = std::str::from_utf8(bytes).ok()?;
                let mut text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
                for _ in 0..times {
                    text = String::from_utf8(view.bytes(&text)?).ok()?;
                }
                Some(text)
            }
        }
    }

    /// Writes a text as the file was written; a mark in front of UTF-8 is left out.
    #[must_use]
    pub fn bytes(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Utf16 { little, marked } => {
                let mark = marked.then_some('\u{feff}');
                let units = mark
                    .into_iter()
                    .chain(text.chars())
                    .flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec());
                let pair = if little { u16::to_le_bytes } else { u16::to_be_bytes };
                Some(units.flat_map(pair).collect())
            }
            Self::Bytes(legacy) => legacy.encode(text),
            Self::Pasted(legacy) => Some(View::Western.text(&legacy.encode(text)?).into_bytes()),
            Self::Twice(view, times) => {
                let mut text = text.to_owned();
                for _ in 0..times {
                    text = view.text(text.as_bytes());
                }
                Some(text.into_bytes())
            }
        }
    }

    /// Says whether reading and writing again gives the same bytes: nothing is lost.
    #[must_use]
    pub fn is_exact(self, bytes: &[u8]) -> bool {
        let unmarked = match self {
            Self::Pasted(_) | Self::Twice(..) => bytes.strip_prefix("\u{feff}".as_bytes()),
            _ => None,
        };
        let again = self.text(bytes).and_then(|text| self.bytes(&text));
        again.as_deref() == Some(unmarked.unwrap_or(bytes))
    }
}

/// Tells how bytes that are no sound UTF-8, or sound UTF-8 with letters that no language has, came to
/// be; nothing when two ways are as likely, or none.
#[must_use]
pub fn guess(bytes: &[u8]) -> Option<Reading> {
    if let Some(wide) = wide(bytes) {
        return Some(wide);
    }
    let mut ways: Vec<Reading> = Vec::new();
    if std::str::from_utf8(bytes).is_ok() {
        for view in [View::Western, View::Vietnamese] {
            ways.extend((1..=3).map(|times| Reading::Twice(view, times)));
        }
        ways.extend(Legacy::ALL.map(Reading::Pasted));
    } else {
        ways.extend(Legacy::ALL.map(Reading::Bytes));
    }
    let mut read: Vec<(Reading, String, Score)> = Vec::new();
    for way in ways {
        let Some(text) = way.text(bytes) else { continue };
        let score = Score::of(&text);
        // Hardly any text is UTF-8 by chance when it is read back.
        let fits = match way {
            Reading::Twice(..) => score.is_possible(),
            _ => score.is_plausible(),
        };
        if fits && !read.iter().any(|(_, other, _)| *other == text) {
            read.push((way, text, score));
        }
    }
    read.sort_by_key(|(.., score)| std::cmp::Reverse(score.weight()));
    match read.as_slice() {
        [] => None,
        [(way, ..)] => Some(*way),
        [(way, _, best), (_, _, next), ..] => (best.weight() > next.weight()).then_some(*way),
    }
}

/// Tells UTF-16 by its mark, or by every second byte of the start being zero.
fn wide(bytes: &[u8]) -> Option<Reading> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some(Reading::Utf16 { little: true, marked: true }),
        [0xFE, 0xFF, ..] => return Some(Reading::Utf16 { little: false, marked: true }),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(512)];
    let zeros =
        |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let pairs = head.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    let is_wide = pairs >= 4 && even + odd < pairs * 2 && even.max(odd) * 2 > pairs;
    is_wide.then_some(Reading::Utf16 { little: odd > even, marked: false })
}
