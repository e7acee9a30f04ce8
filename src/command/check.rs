//! `tracuu check`: everything that is wrong, without writing anything.

mod diff;
pub mod fix;
mod shown;
pub mod todo;

use std::convert::Infallible;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Map, Value};

use self::shown::Shown;
use super::{Context, Outcome};
use crate::diagnostic::Severity;
use crate::pipeline::{self, Options};
use crate::render::poster::Drawn;

/// Reads and builds in memory, and tells what was found: file by file, of many warnings alike only the
/// first ones unless `all` is asked for.
#[must_use]
pub fn run(context: &Context, options: &Options, all: bool) -> Outcome {
    check(context, options, all, Map::new())
}

/// Checks; a machine is told `facts` with the rest.
fn check(
    context: &Context,
    options: &Options,
    all: bool,
    mut facts: Map<String, Value>,
) -> Outcome {
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
    if let Some(site) = &built.site {
        crate::check::hints(site, &mut built.diagnostics);
    }
    built.diagnostics.sort();
    let found = &built.diagnostics;
    let shown = Shown::new(found, &files);
    if voice.json {
        facts.insert("sheets".to_owned(), sheets.into_inner().into());
        voice.result(&shown.json(&facts.into()).to_string());
    } else {
        shown.tell(voice, all);
    }
    if found.count(Severity::Error) > 0 { Outcome::ContentErrors } else { Outcome::Good }
}
