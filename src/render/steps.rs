//! The text of a steps code: how to do it, on a phone without network.
//!
//! Composed from short words, dropped by rule until it fits, in two codes at most. How long a text
//! may be follows from what phones read: see [`GOOD_BYTES`].

mod divide;
mod findings;
mod writer;

use unicode_normalization::UnicodeNormalization;

use crate::model::Procedure;
use crate::model::site::Commune;
use crate::theme::Strings;

pub use findings::checked;
use writer::Writer;

/// The most bytes of a text that somebody wrote himself, at 60 to 80 mm.
pub const MOST_BYTES: usize = 500;

/// The most bytes that a composed text has in one code: version 13 at level L.
///
/// Measured at 30 cm on worn sheets in poor light: up to here at least 92 of 100 photos are read;
/// at 500 bytes 84 are, and larger modules do not help. Two codes of half the length are as good.
pub const GOOD_BYTES: usize = 420;

/// The most bytes of a code of 50 mm.
pub const SMALL_BYTES: usize = 300;

/// The texts for one procedure and what had to be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Composed {
    /// One text, or two that say 1/2 and 2/2.
    pub texts: Vec<String>,
    /// What was left out, in the order of leaving out.
    pub dropped: Vec<Dropped>,
}

/// What can be left out of a steps code, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dropped {
    /// Papers that are needed only sometimes; the text says that there are some.
    ConditionalPapers,
    /// What explains the fee.
    FeeNotes,
    /// What explains the papers: choices, counts, notes.
    PaperNotes,
    /// What the citizen gets.
    Result,
    /// Fee and time, when two codes are not enough; the text says to ask.
    Facts,
    /// The last papers, then; the text says how many.
    LastPapers,
    /// The last steps, at the very last; the text says how many.
    LastSteps,
}

impl Dropped {
    /// What is left out before a second code is taken, first things first.
    const ORDER: [Self; 4] =
        [Self::ConditionalPapers, Self::FeeNotes, Self::PaperNotes, Self::Result];
}

/// Composes the text of a procedure: one code of [`GOOD_BYTES`], else two of about equal length.
///
/// Begins with commune and procedure, ends with phone and the month of `checked.on`, has no link.
/// No text when not even the names fit, as with a commune's name of hundreds of characters.
#[must_use]
pub fn compose(procedure: &Procedure, commune: &Commune, strings: &Strings) -> Composed {
    if let Some(text) = &procedure.qr_text {
        let text: String = text.nfc().collect();
        return Composed { texts: vec![text], dropped: Vec::new() };
    }
    let writer = Writer { procedure, commune, strings };
    for count in 0..=Dropped::ORDER.len() {
        let dropped = writer.present(&Dropped::ORDER[..count]);
        let text = writer.whole(&writer.lines(&dropped).text(strings), "");
        if text.len() <= GOOD_BYTES {
            return Composed { texts: vec![text], dropped };
        }
    }
    divide::in_two(&writer)
}
