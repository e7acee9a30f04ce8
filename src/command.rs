//! The verbs: each short, and the only place that prints.

pub mod build;
pub mod check;
pub mod export;
pub mod import;
pub mod init;
pub mod new;
pub mod numbers;
pub mod print;
pub mod redirects;
pub mod report;
mod say;
pub mod schema;
pub mod serve;
pub mod status;
pub mod verify;
mod walls;
mod wanted;

use std::path::{Path, PathBuf};

use crate::files::FileSet;
use crate::io;
use crate::ledger::{Prints, published};
use crate::model::date::Date;
use crate::pipeline::Built;
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
    /// A photo has a foreign code.
    Foreign,
    /// A photo has a code that is outdated or misplaced, and none that is foreign.
    Outdated,
    /// A photo lacks a code that should be there, and has none that is wrong.
    Unread,
}

impl Outcome {
    /// Returns the exit code: 0, 1, 2 or 3; of `verify` also 10, 11 or 12.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Good => 0,
            Self::ContentErrors => 1,
            Self::Usage => 2,
            Self::Refused => 3,
            Self::Foreign => 10,
            Self::Outdated => 11,
            Self::Unread => 12,
        }
    }
}

/// Returns the day it is in Vietnam.
#[must_use]
pub fn today() -> Date {
    let days = i64::try_from(io::clock::days_since_1970()).unwrap_or_default();
    Date::constant(1970, 1, 1).saturating_add(jiff::Span::new().days(days))
}

/// Takes the right to change the ledger; to be asked for before the project is read.
fn writer(context: &Context) -> Result<io::lock::Writer, Outcome> {
    recover(context)?;
    io::lock::Writer::take(&context.root).map_err(|error| refused(context, &error))
}

/// Tells why the disk, or the folder, refuses.
fn refused(context: &Context, error: &io::Error) -> Outcome {
    context.voice.refused(error);
    if matches!(error, io::Error::NotAProject(_)) { Outcome::Usage } else { Outcome::Refused }
}

/// Finishes what a run of `print` that was cut off left behind.
fn recover(context: &Context) -> Result<(), Outcome> {
    let records = context.root.join(Prints::path().as_str());
    match io::batch::recover(&context.root, &records) {
        Ok(None) => Ok(()),
        Ok(Some(recovered)) => {
            context.voice.recovered(&recovered);
            Ok(())
        }
        Err(error) => {
            context.voice.refused(&error);
            Err(Outcome::Refused)
        }
    }
}

/// Where the site goes when nobody says otherwise.
pub const OUTPUT: &str = "public";

/// Brings the copy of the ledger beside the site up to date: it is the evidence when a tail is lost.
/// What cannot be written now is written by the next build: the records themselves stand.
fn copy_ledger(context: &Context, built: &Built, prints: &str) {
    let copies = [&built.ledger.to_csv(), prints];
    for (name, text) in published::FILES.iter().zip(copies) {
        let _ = io::copy::write(&context.root, Path::new(OUTPUT), name, text.as_bytes());
        let _ = io::copy::keep(&context.root, name, text.as_bytes());
    }
}

/// Reads the project with its theme, and the copy of the ledger in the output folder; tells why when
/// it cannot.
fn read_with_copy(context: &Context, output: &Path) -> Result<FileSet, Outcome> {
    let mut files = read(context)?;
    io::copy::read(&context.root, output, &published::FILES, &mut files);
    if published::is_absent(&files) {
        // Nothing was built yet, or the folder was cleared away.
        io::copy::read_kept(&context.root, &published::FILES, &mut files);
    }
    Ok(files)
}

/// Reads the project with its theme; tells why when it cannot.
fn read(context: &Context) -> Result<FileSet, Outcome> {
    recover(context)?;
    let mut files = io::input::read(&context.root).map_err(|error| refused(context, &error))?;
    theme::complete(&mut files);
    Ok(files)
}
