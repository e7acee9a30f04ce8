//! The verbs: each short, and the only place that prints.

pub mod build;
pub mod check;
mod say;
mod wanted;

use std::path::PathBuf;

use crate::files::FileSet;
use crate::io;
use crate::model::date::Date;
use crate::theme;

pub use say::Voice;

/// What every verb is told.
#[derive(Clone, Debug)]
pub struct Context {
    /// The project folder.
    pub root: PathBuf,
    /// How results and messages are told.
    pub voice: Voice,
}

/// How a verb ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything asked for was done.
    Good,
    /// The content has errors; nothing was changed.
    ContentErrors,
    /// The words of the command are wrong.
    Usage,
    /// The machine or the network refused.
    Refused,
}

impl Outcome {
    /// Returns the exit code: 0, 1, 2 or 3.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Good => 0,
            Self::ContentErrors => 1,
            Self::Usage => 2,
            Self::Refused => 3,
        }
    }
}

/// Returns the day it is in Vietnam.
#[must_use]
pub fn today() -> Date {
    let days = i64::try_from(io::clock::days_since_1970()).unwrap_or_default();
    Date::constant(1970, 1, 1).saturating_add(jiff::Span::new().days(days))
}

/// Reads the project with its theme; tells why when it cannot.
fn read(context: &Context) -> Result<FileSet, Outcome> {
    let mut files = io::input::read(&context.root).map_err(|error| {
        context.voice.refused(&error);
        if matches!(error, io::Error::NotAProject(_)) { Outcome::Usage } else { Outcome::Refused }
    })?;
    theme::complete(&mut files);
    Ok(files)
}
