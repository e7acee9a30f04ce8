//! `tracuu serve`: the site to look at while it is written. Nothing is written to the disk.

mod desk;
mod dress;
mod panel;
mod posters;
mod preview;
mod told;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::{Context, Outcome};
use crate::diagnostic::Diagnostics;
use crate::files::FileSet;
use crate::io::input::{self, Refreshed};
use crate::io::serve::{self, Server};
use crate::io::watch::{Next, Stop, Watch};
use crate::io::{self, browser};
use crate::ledger::published;
use crate::model::date::Date;
use crate::parse;
use crate::pipeline::{self, Memory, Options};
use crate::theme;

use preview::Preview;

/// How long what looks wrong must stay so before it is shown: a file may be in the middle of being
/// saved.
const HOLD: Duration = Duration::from_millis(300);

/// How often showing is put off in a row.
const MOST_HOLDS: usize = 10;

/// How long a preview for the local network lasts.
const LAN_LIFETIME: Duration = Duration::from_mins(30);

/// What `serve` is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// How the site is built.
    pub options: Options,
    /// The day that is rehearsed; nothing: the day it is at each build.
    pub rehearsed: Option<Date>,
    /// The port that is tried first; 0 for any.
    pub port: u16,
    /// Whether a browser is opened.
    pub open: bool,
    /// Whether phones in the local network may look, for half an hour.
    pub lan: bool,
    /// Whether files are looked at once a second, for folders whose system tells nothing.
    pub poll: bool,
}

/// Shows the site until a person stops it.
#[must_use]
pub fn run(context: &Context, asked: &Asked) -> Outcome {
    let voice = context.voice;
    let mut watch = Watch::start(&context.root, asked.poll, is_idle);
    let mut disk = match input::read(&context.root) {
        Ok(disk) => disk,
        Err(error) => {
            voice.refused(&error);
            let usage = matches!(error, io::Error::NotAProject(_));
            return if usage { Outcome::Usage } else { Outcome::Refused };
        }
    };
    let lan = if asked.lan { serve::own_address() } else { None };
    let bound = match serve::bind(asked.port, lan) {
        Ok(bound) => bound,
        Err(error) => {
            told::no_socket(voice, &error);
            return Outcome::Refused;
        }
    };
    let (address, lan_address) = (bound.address(), bound.lan_address());
    let moved = bound.moved.then_some((asked.port, bound.port));
    let preview = Arc::new(Preview::new(bound.token(), voice.english));
    let options = options(asked);
    let all = files(context, &disk);
    let mut memory = Memory::default();
    let built = pipeline::again(&all, &options, &mut memory);
    let found = preview.show(built, all, &options);
    let server = match bound.serve(preview.clone()) {
        Ok(server) => server,
        Err(error) => {
            told::no_socket(voice, &error);
            return Outcome::Refused;
        }
    };
    server.on_interrupt(watch.stopper());
    if lan_address.is_some() {
        server.after(LAN_LIFETIME, watch.stopper());
    }
    told::begin(voice, &address, moved, watch.hearing());
    if asked.lan {
        told::lan(voice, lan_address.as_deref());
    }
    told::built(voice, &[], &found);
    if asked.open {
        told::opened(voice, browser::open(&address).is_ok());
    }
    let look = Look { context, asked, preview: &preview, server: &server };
    let stop = look.watch(&mut watch, &mut disk, &mut memory);
    drop(server);
    told::end(voice, stop);
    Outcome::Good
}

/// What the loop needs.
struct Look<'a> {
    context: &'a Context,
    asked: &'a Asked,
    preview: &'a Preview,
    server: &'a Server,
}

impl Look<'_> {
    fn options(&self) -> Options {
        options(self.asked)
    }

    fn files(&self, disk: &FileSet) -> FileSet {
        files(self.context, disk)
    }

    /// Waits, builds, shows, until somebody stops it.
    fn watch(&self, watch: &mut Watch, disk: &mut FileSet, memory: &mut Memory) -> Stop {
        loop {
            let shown = disk.clone();
            let mut touched = match watch.next(None) {
                Next::Touched(touched) => touched,
                Next::Quiet => continue,
                Next::Stop(stop) => return stop,
            };
            let mut holds = 0;
            let (built, files) = loop {
                let refreshed = input::refresh(&self.context.root, &touched, disk);
                let files = self.files(disk);
                let built = pipeline::again(&files, &self.options(), memory);
                holds += 1;
                if holds > MOST_HOLDS || !looks_unsaved(refreshed, &built.diagnostics) {
                    break (built, files);
                }
                match watch.next(Some(HOLD)) {
                    Next::Touched(more) => touched = more,
                    Next::Quiet => break (built, files),
                    Next::Stop(stop) => return stop,
                }
            };
            let changed = shown.differing(disk);
            if !changed.is_empty() {
                let found = self.preview.show(built, files, &self.options());
                self.server.ring();
                told::built(self.context.voice, &changed, &found);
            }
        }
    }
}

/// Returns how the site is built now: a preview may run past midnight.
fn options(asked: &Asked) -> Options {
    let today = asked.rehearsed.unwrap_or_else(super::today);
    Options { today, ..asked.options.clone() }
}

/// Adds to what is on the disk what a build reads besides: the program's theme, and the copy of the
/// ledger beside the last site.
fn files(context: &Context, disk: &FileSet) -> FileSet {
    let mut files = disk.clone();
    theme::complete(&mut files);
    io::copy::read(&context.root, Path::new(super::OUTPUT), &published::FILES, &mut files);
    if published::is_absent(&files) {
        io::copy::read_kept(&context.root, &published::FILES, &mut files);
    }
    files
}

/// Says whether a build may be of a file that is being saved just now.
fn looks_unsaved(refreshed: Refreshed, found: &Diagnostics) -> bool {
    refreshed.changed && (refreshed.unsettled || found.has_errors())
}

/// Says whether a change of a name alone is no reason to build: the ledger, whose lines follow from
/// builds, and what editors leave behind.
fn is_idle(name: &str) -> bool {
    let hidden = |part: &str| part.starts_with('.');
    let last = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("content/ledger/") || name.split('/').any(hidden) || parse::is_debris(last)
}
