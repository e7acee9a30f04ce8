//! The two ends: the only place with disk, network and clock.

pub mod batch;
pub mod begin;
pub mod browser;
pub mod cache;
pub mod clock;
pub mod copy;
pub mod input;
pub mod lock;
pub mod photos;
pub mod rewrite;
pub mod serve;
pub mod stage;
pub mod terminal;
pub mod watch;

use std::io;
use std::path::{Path, PathBuf};

/// What the machine refused: the act, the path and the system's own words.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read, written, renamed or removed.
    #[error("{act} {path}: {source}")]
    Path {
        /// What was tried, as a verb.
        act: Act,
        /// Where.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The output folder is one that we must not replace.
    #[error("{path}: {why}")]
    Output {
        /// The folder.
        path: PathBuf,
        /// Why not.
        why: stage::Forbidden,
    },
    /// The folder has no `content/` inside.
    #[error("there is no folder content in {}: run the command in the project folder, or give --root; to begin one: tracuu init some-folder", .0.display())]
    NotAProject(PathBuf),
    /// A folder that should be empty is not.
    #[error("{} is not empty: {}", .path.display(), .names.join(", "))]
    NotEmpty {
        /// The folder.
        path: PathBuf,
        /// What is in it.
        names: Vec<String>,
    },
    /// A file is not as it was when the project was read, or is a link.
    #[error("{0}: the file was changed meanwhile, or is a link; nothing was written")]
    Changed(PathBuf),
    /// Another build or print of the same folder is running.
    #[error("{0}: another build or print is running")]
    Busy(PathBuf),
}

/// What was tried on a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Reading.
    Read,
    /// Writing.
    Write,
    /// Renaming.
    Rename,
    /// Removing.
    Remove,
}

impl std::fmt::Display for Act {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Read => "cannot read",
            Self::Write => "cannot write",
            Self::Rename => "cannot rename",
            Self::Remove => "cannot remove",
        })
    }
}

impl Error {
    fn at(act: Act, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Path { act, path, source }
    }
}
