//! The nouns: what a commune publishes, valid by construction.
//!
//! No disk, no clock, no templates. Text is in NFC; amounts are whole đồng; days and hours are
//! those of Vietnam (UTC+7, no summer time).

pub mod block;
pub mod calendar;
pub mod date;
pub mod id;
pub mod link;
pub mod origin;
pub mod phone;
pub mod procedure;
pub mod program;
pub mod site;
mod succession;
pub mod village;

pub use date::{ClockTime, Hours, PlanDate, Weekday};
pub use id::{Id, Lang};
pub use link::Link;
pub use origin::Origin;
pub use procedure::Procedure;
pub use program::Program;
pub use site::{Field, Page, Site};
pub use village::Village;

/// A sum of money in whole đồng.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dong(pub u64);

/// The Markdown body of a file, already safe HTML: raw HTML shown as text, links allow-listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// HTML fragment, headings from `<h2>` down; links between guides are `{root}<id>/`, where
    /// `{root}` stands for the way from the page to the top of the site.
    pub html: String,
    /// The same as plain paragraphs, one entry a block, for posters and loudspeakers.
    pub text: Vec<String>,
}

/// The mark in [`Body::html`] that stands for the way up to the top of the site.
pub const ROOT_MARK: &str = "\u{1}root\u{1}";
