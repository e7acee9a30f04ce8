//! `tracuu check`: everything that is wrong, without writing anything.

mod diff;
pub mod fix;

use std::convert::Infallible;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;

use super::{Context, Outcome};
use crate::diagnostic::say;
use crate::pipeline::{self, Options};
use crate::render::poster::Drawn;

/// Reads and builds in memory, and tells what was found.
#[must_use]
pub fn run(context: &Context, options: &Options) -> Outcome {
    let voice = context.voice;
    let files = match super::read_with_copy(context, Path::new(super::OUTPUT)) {
        Ok(files) => files,
        Err(outcome) => return outcome,
    };
    let mut built = pipeline::build(&files, options);
    let Ok(in_templates) = built.pages(|_, _| Ok::<(), Infallible>(()));
    let sheets = AtomicUsize::new(0);
    let Ok(in_posters) = built.posters(|drawn| {
        if let Drawn::Sheet(..) = drawn {
            sheets.fetch_add(1, Ordering::Relaxed);
        }
        Ok::<(), Infallible>(())
    });
    built.diagnostics.append(in_templates);
    built.diagnostics.append(in_posters);
    built.diagnostics.sort();
    voice.findings(&built.diagnostics, &files);
    voice.json(&built.diagnostics, &files, &json!({"sheets": sheets.into_inner()}));
    if built.diagnostics.has_errors() {
        return Outcome::ContentErrors;
    }
    if !voice.json {
        let text = say("Nội dung không có lỗi.", "The content has no errors.");
        voice.result(text.pick(voice.english));
    }
    Outcome::Good
}
