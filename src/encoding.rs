//! The old Vietnamese encodings by their names: from bytes to text, back to the same bytes, and which
//! of them a file is in.
//!
//! Reading back is what makes a conversion safe: text that does not give the same bytes again was
//! not read right, and nobody converts it.

mod guess;
mod single;
mod syllable;
mod vni;

pub use guess::{Reading, guess};

use encoding_rs::{Encoding, WINDOWS_1252, WINDOWS_1258};

/// An encoding with one or two bytes for a Vietnamese letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Legacy {
    /// TCVN3 or ABC, of the fonts `.VnTime`: the one-byte letters of TCVN 5712:1993 (VN3).
    Tcvn3,
    /// VNI for Windows, of the fonts `VNI-Times`: a vowel and a second byte for its marks.
    Vni,
    /// VISCII 1.1 (RFC 1456).
    Viscii,
    /// Windows-1258: tones are letters of their own.
    Windows1258,
}

/// How a program looked at the bytes of UTF-8 before it saved what it saw as UTF-8 once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// As Windows-1252, on a Western Windows.
    Western,
    /// As Windows-1258, on a Vietnamese Windows.
    Vietnamese,
}

impl Legacy {
    /// Every encoding, in the order in which a tie is decided.
    pub const ALL: [Self; 4] = [Self::Tcvn3, Self::Vni, Self::Windows1258, Self::Viscii];

    /// Returns the name that `UniKey` and people use.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI Windows",
            Self::Viscii => "VISCII",
            Self::Windows1258 => "Windows-1258",
        }
    }

    /// Reads bytes as text; tones of Windows-1258 stay apart from their vowels.
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Tcvn3 => single::tcvn3(bytes),
            Self::Viscii => single::viscii(bytes),
            Self::Vni => vni::decode(bytes),
            Self::Windows1258 => View::Vietnamese.text(bytes),
        }
    }

    /// Writes text, in NFC, as bytes; nothing when a letter has no place in the encoding.
    ///
    /// TCVN3 has no capital letters with a tone: they get the bytes of the small ones.
    #[must_use]
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Tcvn3 => single::to_tcvn3(text),
            Self::Viscii => single::to_viscii(text),
            Self::Vni => vni::encode(text),
            Self::Windows1258 => View::Vietnamese.bytes(text),
        }
    }
}

impl View {
    fn encoding(self) -> &'static Encoding {
        match self {
            Self::Western => WINDOWS_1252,
            Self::Vietnamese => WINDOWS_1258,
        }
    }

    /// Reads bytes as that Windows shows them.
    #[must_use]
    pub fn text(self, bytes: &[u8]) -> String {
        self.encoding().decode_without_bom_handling(bytes).0.into_owned()
    }

    /// Returns the bytes that this Windows shows as `text`; nothing when it cannot show it.
    #[must_use]
    pub fn bytes(self, text: &str) -> Option<Vec<u8>> {
        let (bytes, _, unknown) = self.encoding().encode(text);
        (!unknown).then(|| bytes.into_owned())
    }
}

/// Returns the letter that a Western Windows shows for a byte: what the old fonts paint over.
fn western(byte: u8) -> char {
    View::Western.text(&[byte]).chars().next().unwrap_or('\u{fffd}')
}

/// Returns the byte of a letter of a Western Windows.
fn western_byte(letter: char) -> Option<u8> {
    if letter.is_ascii() {
        return Some(letter as u8);
    }
    let bytes = View::Western.bytes(letter.encode_utf8(&mut [0; 4]))?;
    bytes.first().copied().filter(|_| bytes.len() == 1)
}
