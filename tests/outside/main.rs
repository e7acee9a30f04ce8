//! Looks at what was built with other people's eyes: code readers and PDF tools.
//!
//! Needs programs of the system, so it stands behind the feature `outside`; `tests/run.sh` installs
//! them.

mod example;
mod paper;
