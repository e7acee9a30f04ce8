//! Looks at what was built with other people's eyes: code readers, PDF tools and Chromium.
//!
//! Needs programs of the system, so it stands behind the feature `outside`; `tests/run.sh` installs
//! them.

mod browser;
mod example;
mod paper;
