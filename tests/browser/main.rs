//! The guide in real Chromium, as a citizen meets it: on a cheap phone, with a weak network or none.
//!
//! Needs chromium and chromedriver, so it stands behind the feature `outside`; `tests/run.sh`
//! installs them.

mod aloud_and_on_paper;
mod clock;
mod driver;
mod guide;
mod offline;
mod pages;
mod preview;
mod search;
mod seeing;
mod server;
mod site;
