//! `tracuu schema`: the JSON Schema of the front matter, for editors and for other programs.

use super::{Context, Outcome};
use crate::catalogue::{self, Kind};

/// Tells the schema of one kind of file, or of all kinds in one.
#[must_use]
pub fn run(context: &Context, kind: Option<Kind>) -> Outcome {
    let voice = context.voice;
    let schema = match kind {
        Some(kind) => catalogue::schema(kind, voice.english),
        None => catalogue::all_schemas(voice.english),
    };
    voice.result(&format!("{schema:#}"));
    Outcome::Good
}
