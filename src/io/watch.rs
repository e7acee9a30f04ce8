//! Waits for saves in a project folder: many events of the system to one answer once all is quiet.
//!
//! Only `content/` and `themes/` are looked at. What an event says is only ever a reason to look at
//! the disk again; when events may have been lost, everything is looked at again.

mod share;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, MetadataKind, ModifyKind};
use notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::input::{self, FOLDERS};

/// A burst of saves is over when nothing happened for so long.
const QUIET: Duration = Duration::from_millis(40);

/// A burst that does not end is answered after this long all the same.
const LONGEST_BURST: Duration = Duration::from_secs(2);

/// How often a folder is looked at whose system tells nothing.
const POLLED_EVERY: Duration = Duration::from_secs(1);

/// How a watch hears of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hearing {
    /// The system tells.
    Told,
    /// Every file is looked at once a second: because it was asked for, on a network share, or
    /// because the system refused.
    Polled,
}

/// What changed on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// Files or folders of these names, relative to the project, with `/`.
    Names(BTreeSet<String>),
    /// Anything: events were lost, or a whole folder came or went.
    Anything,
}

impl Touched {
    /// Adds what changed since.
    pub fn add(&mut self, other: Self) {
        match (&mut *self, other) {
            (Self::Names(names), Self::Names(more)) => names.extend(more),
            _ => *self = Self::Anything,
        }
    }
}

/// Why a wait ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Files changed, and nothing more happens.
    Touched(Touched),
    /// The time given was over and nothing had changed.
    Quiet,
    /// Somebody asked to stop.
    Stop(Stop),
}

/// Who asked to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A person, with Ctrl+C.
    Person,
    /// The time that a preview may last is over.
    TimeOver,
}

enum Told {
    Event(notify::Result<notify::Event>),
    Stop(Stop),
}

/// Watches a project folder until it is dropped.
pub struct Watch {
    root: PathBuf,
    watcher: Box<dyn Watcher + Send>,
    heard: Receiver<Told>,
    tell: Sender<Told>,
    hearing: Hearing,
    is_idle: fn(&str) -> bool,
}

impl Watch {
    /// Starts to watch the project in `root`; `is_idle` says of a name, relative to the project,
    /// that its change alone is no reason to wake up.
    ///
    /// With `poll`, on a network share and where the system refuses, files are looked at once a
    /// second.
    #[must_use]
    pub fn start(root: &Path, poll: bool, is_idle: fn(&str) -> bool) -> Self {
        // Some systems name files by the real place of the folder.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let (tell, heard) = mpsc::channel();
        let told = (!poll && !share::is_share(&root)).then(|| system(&root, &tell)).flatten();
        let hearing = if told.is_some() { Hearing::Told } else { Hearing::Polled };
        let watcher = told.unwrap_or_else(|| polling(&root, &tell));
        Self { root, watcher, heard, tell, hearing, is_idle }
    }

    /// Says how changes are heard of.
    #[must_use]
    pub fn hearing(&self) -> Hearing {
        self.hearing
    }

    /// Returns what ends the wait from another thread.
    pub fn stopper(&self) -> impl Fn(Stop) + Send + 'static {
        let tell = self.tell.clone();
        // Without a watch nothing is left to stop.
        move |stop| drop(tell.send(Told::Stop(stop)))
    }

    /// Waits until files change and then until all is quiet, at most `patience` for the first
    /// change; without it, for ever.
    pub fn next(&mut self, patience: Option<Duration>) -> Next {
        let until = patience.map(|patience| Instant::now() + patience);
        let mut touched: Option<Touched> = None;
        // The ledger and debris wake nobody, and are looked at with the next file that does.
        let mut idle = BTreeSet::new();
        loop {
            let told = match until {
                None => self.heard.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(until) => {
                    self.heard.recv_timeout(until.saturating_duration_since(Instant::now()))
                }
            };
            match told {
                Ok(Told::Stop(stop)) => return Next::Stop(stop),
                Ok(Told::Event(event)) => self.hear(event, &mut touched, &mut idle),
                Err(RecvTimeoutError::Timeout) => return Next::Quiet,
                Err(RecvTimeoutError::Disconnected) => return Next::Stop(Stop::Person),
            }
            if let Some(touched) = touched {
                return self.until_quiet(touched, idle);
            }
        }
    }

    fn until_quiet(&mut self, touched: Touched, mut idle: BTreeSet<String>) -> Next {
        let began = Instant::now();
        let mut touched = Some(touched);
        while began.elapsed() < LONGEST_BURST {
            match self.heard.recv_timeout(QUIET) {
                Ok(Told::Stop(stop)) => return Next::Stop(stop),
                Ok(Told::Event(event)) => self.hear(event, &mut touched, &mut idle),
                Err(_) => break,
            }
        }
        let mut all = Touched::Names(idle);
        if let Some(touched) = touched {
            all.add(touched);
        }
        Next::Touched(all)
    }

    /// Takes one event in.
    fn hear(
        &mut self,
        event: notify::Result<notify::Event>,
        touched: &mut Option<Touched>,
        idle: &mut BTreeSet<String>,
    ) {
        let mut add = |more: Touched| match touched {
            Some(touched) => touched.add(more),
            None => *touched = Some(more),
        };
        let event = match event {
            Ok(event) if event.need_rescan() => return add(Touched::Anything),
            Ok(event) if is_reading(event.kind) => return,
            Ok(event) => event,
            Err(_) => return add(Touched::Anything),
        };
        let mut came = false;
        for path in &event.paths {
            let Ok(below) = path.strip_prefix(&self.root) else { continue };
            let name = input::spelled(below);
            if FOLDERS.contains(&name.as_str()) {
                came |= !matches!(event.kind, EventKind::Modify(ModifyKind::Metadata(_)));
                continue;
            }
            let inside = FOLDERS
                .iter()
                .any(|f| name.strip_prefix(f).is_some_and(|rest| rest.starts_with('/')));
            if !inside {
                continue;
            }
            if (self.is_idle)(&name) {
                idle.insert(name);
            } else {
                add(Touched::Names(BTreeSet::from([name])));
            }
        }
        if came {
            // The folder itself is a new one, which nobody watches yet.
            add(Touched::Anything);
            watch_folders(&self.root, &mut *self.watcher);
        }
    }
}

/// Says whether an event is only of somebody who reads, as we do.
fn is_reading(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        EventKind::Modify(ModifyKind::Metadata(kind)) => kind == MetadataKind::AccessTime,
        _ => false,
    }
}

/// Watches with what the system offers; nothing when it refuses.
fn system(root: &Path, tell: &Sender<Told>) -> Option<Box<dyn Watcher + Send>> {
    let tell = tell.clone();
    let heard = move |event| drop(tell.send(Told::Event(event)));
    let mut watcher = RecommendedWatcher::new(heard, Config::default()).ok()?;
    // The folder itself too, but not what is in it: content/ may go away and come back.
    watcher.watch(root, RecursiveMode::NonRecursive).ok()?;
    let content = root.join(FOLDERS[0]);
    watcher.watch(&content, RecursiveMode::Recursive).ok()?;
    let themes = root.join(FOLDERS[1]);
    if themes.is_dir() {
        watcher.watch(&themes, RecursiveMode::Recursive).ok()?;
    }
    Some(Box::new(watcher))
}

/// Watches by looking at every file again and again.
fn polling(root: &Path, tell: &Sender<Told>) -> Box<dyn Watcher + Send> {
    let tell = tell.clone();
    let heard = move |event| drop(tell.send(Told::Event(event)));
    // By content: by time alone two saves within one second would be one.
    let often = Config::default()
        .with_poll_interval(POLLED_EVERY)
        .with_compare_contents(true)
        .with_follow_symlinks(false);
    let watcher = PollWatcher::new(heard, often);
    let mut watcher: Box<dyn Watcher + Send> = match watcher {
        Ok(watcher) => Box::new(watcher),
        Err(_) => Box::new(notify::NullWatcher),
    };
    watch_folders(root, &mut *watcher);
    watcher
}

/// Watches the two folders as they are now; one that is not there is watched when it comes.
fn watch_folders(root: &Path, watcher: &mut (dyn Watcher + Send)) {
    for folder in FOLDERS.map(|folder| root.join(folder)) {
        let _ = watcher.unwatch(&folder);
        if folder.is_dir() {
            let _ = watcher.watch(&folder, RecursiveMode::Recursive);
        }
    }
}
