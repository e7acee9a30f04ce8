//! The audit by photo: every code of a photo of hung posters, and what the ledger says about each.
//!
//! Reading ([`look`]) knows no ledger and judging ([`judge`]) no pixels. Nothing a code says is ever
//! opened. An exact payload of the ledger is genuine and nothing else is; even so it only means that
//! the code leads to the right address, never that the paper is authentic.

mod finders;
mod geometry;
mod gray;
mod judge;
mod modules;
mod pattern;
mod picture;
mod search;
mod shown;
mod triples;

pub use gray::Gray;
pub use judge::{
    Alarm, Foreign, Judged, Judgement, Kind, Label, Misplaced, Outdated, Question, Unread, Verdict,
    judge,
};
pub use picture::{LARGEST, Refused};
pub use search::{Found, Sight};
pub use shown::{host, shown};

/// Reads every code of a photo: JPEG, PNG or WebP, told by its content.
///
/// The search always goes twice over the whole picture; it tries harder unless `enough` says that
/// all that was expected has been read.
///
/// # Errors
/// Says why the bytes are no photo that can be read.
pub fn look(bytes: &[u8], enough: &dyn Fn(&[Found]) -> bool) -> Result<Sight, Refused> {
    Ok(search::search(picture::decode(bytes)?, enough))
}

/// Reads every code of a picture that is already decoded.
#[must_use]
pub fn look_at(picture: Gray, enough: &dyn Fn(&[Found]) -> bool) -> Sight {
    search::search(picture, enough)
}
