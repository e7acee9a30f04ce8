//! Events as systems send them, without a system.

use notify::event::{CreateKind, DataChange, Flag, RemoveKind, RenameMode};
use notify::{Event, NullWatcher};

use super::*;

fn idle(name: &str) -> bool {
    name.contains(".tmp") || name.starts_with("content/ledger/")
}

/// A watch that nobody tells anything but the test.
fn watch() -> Watch {
    let (tell, heard) = mpsc::channel();
    let (root, watcher) = (PathBuf::from("/xa"), Box::new(NullWatcher));
    Watch { root, watcher, heard, tell, hearing: Hearing::Told, is_idle: idle }
}

fn tell(watch: &Watch, kind: EventKind, names: &[&str]) {
    let mut event = Event::new(kind);
    for name in names {
        event = event.add_path(PathBuf::from("/xa").join(name));
    }
    watch.tell.send(Told::Event(Ok(event))).expect("the watch is there");
}

const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));

fn names(all: &[&str]) -> Next {
    Next::Touched(Touched::Names(all.iter().map(|name| (*name).to_owned()).collect()))
}

const AT_ONCE: Option<Duration> = Some(Duration::ZERO);

#[test]
fn one_burst_is_one_answer() {
    let mut watch = watch();
    for count in 0..100 {
        let file = format!("content/pages/{}.md", count % 3);
        tell(&watch, EventKind::Create(CreateKind::File), &[&file]);
        tell(&watch, WRITTEN, &[&file]);
        tell(&watch, EventKind::Access(AccessKind::Close(AccessMode::Write)), &[&file]);
    }
    assert_eq!(
        watch.next(None),
        names(&["content/pages/0.md", "content/pages/1.md", "content/pages/2.md"])
    );
    assert_eq!(watch.next(AT_ONCE), Next::Quiet);
}

#[test]
fn reading_debris_and_other_folders_wake_nobody() {
    let mut watch = watch();
    tell(&watch, EventKind::Access(AccessKind::Open(AccessMode::Any)), &["content/a.md"]);
    tell(&watch, EventKind::Access(AccessKind::Close(AccessMode::Read)), &["content/a.md"]);
    tell(&watch, WRITTEN, &["content/a.tmp"]);
    tell(&watch, WRITTEN, &["public/index.html"]);
    tell(&watch, WRITTEN, &["contents/a.md"]);
    tell(&watch, WRITTEN, &["../content/a.md"]);
    assert_eq!(watch.next(AT_ONCE), Next::Quiet);
    // The ledger alone wakes nobody, but is looked at with what does.
    tell(&watch, WRITTEN, &["content/ledger/numbers.csv"]);
    tell(
        &watch,
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)),
        &["content/a.tmp", "content/a.md"],
    );
    assert_eq!(
        watch.next(None),
        names(&["content/a.md", "content/a.tmp", "content/ledger/numbers.csv"])
    );
}

#[test]
fn what_was_lost_and_folders_that_come_are_looked_at_whole() {
    let mut lost = watch();
    lost.tell
        .send(Told::Event(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan))))
        .expect("there");
    tell(&lost, WRITTEN, &["content/a.md"]);
    assert_eq!(lost.next(None), Next::Touched(Touched::Anything));
    let mut refused = watch();
    refused.tell.send(Told::Event(Err(notify::Error::generic("full")))).expect("there");
    assert_eq!(refused.next(None), Next::Touched(Touched::Anything));
    let mut gone = watch();
    tell(&gone, EventKind::Remove(RemoveKind::Folder), &["content"]);
    assert_eq!(gone.next(None), Next::Touched(Touched::Anything));
}

#[test]
fn a_person_stops_the_wait() {
    let mut watch = watch();
    watch.stopper()(Stop::Person);
    tell(&watch, WRITTEN, &["content/a.md"]);
    assert_eq!(watch.next(None), Next::Stop(Stop::Person));
}
