//! Files and records appear together or not at all, wherever a run is cut off.

use super::*;

struct Project {
    root: PathBuf,
}

impl Project {
    fn new(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("tracuu-batch-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("content/ledger")).expect("the temporary folder is writable");
        let root = fs::canonicalize(root).expect("it was just made");
        Self { root }
    }

    fn records(&self) -> PathBuf {
        self.root.join("content/ledger/prints.csv")
    }

    fn begin(&self) -> Batch {
        let batch = Batch::begin(&self.root, Path::new("in-2026-11-22"), "b1").expect("begins");
        batch.write("A3.pdf", b"sheets").expect("writable");
        batch
    }

    fn record(&self) -> Result<(), Error> {
        stage::replace_file(&self.records(), b"head\nb1,1,1\n")
    }

    /// Dies without a word: nothing is cleaned.
    fn die(batch: Batch) {
        std::mem::forget(batch);
    }

    fn recover(&self) -> Option<Recovered> {
        recover(&self.root, &self.records()).expect("the disk is well")
    }

    fn entries(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.root).expect("readable");
        let names =
            entries.map(|e| e.expect("readable").file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.filter(|name| name != ".tracuu").collect();
        names.sort();
        names
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

#[test]
fn a_batch_appears_whole() {
    let project = Project::new("whole");
    let folder = project.begin().commit(|| project.record()).expect("commits");
    assert_eq!(folder, project.root.join("in-2026-11-22"));
    assert_eq!(fs::read(folder.join("A3.pdf")).expect("there"), b"sheets");
    assert_eq!(project.entries(), ["content", "in-2026-11-22"]);
    assert_eq!(project.recover(), None);
    let second = project.begin().commit(|| project.record()).expect("commits");
    assert_eq!(second, project.root.join("in-2026-11-22-2"), "nothing is written over");
}

#[test]
fn a_batch_that_is_refused_leaves_no_trace() {
    let project = Project::new("refused");
    drop(project.begin());
    assert_eq!(project.entries(), ["content"]);
    let refused = || Err(Error::NotAProject(project.root.clone()));
    assert!(project.begin().commit(refused).is_err());
    assert_eq!(project.entries(), ["content"]);
    assert_eq!(project.recover(), None);
}

#[test]
fn what_was_not_recorded_is_discarded() {
    let project = Project::new("discarded");
    Project::die(project.begin());
    assert_eq!(project.recover(), Some(Recovered::Discarded));
    assert_eq!(project.entries(), ["content"]);
    assert_eq!(project.recover(), None);
}

#[test]
fn what_was_recorded_is_finished() {
    let project = Project::new("finished");
    Project::die(project.begin());
    project.record().expect("writable");
    let folder = project.root.join("in-2026-11-22");
    assert_eq!(project.recover(), Some(Recovered::Finished(folder.clone())));
    assert_eq!(fs::read(folder.join("A3.pdf")).expect("there"), b"sheets");
    assert_eq!(project.recover(), None);
}

#[test]
fn what_was_recorded_and_is_gone_is_told() {
    let project = Project::new("gone");
    let batch = project.begin();
    fs::remove_dir_all(&batch.aside).expect("removable");
    Project::die(batch);
    project.record().expect("writable");
    let folder = project.root.join("in-2026-11-22");
    assert_eq!(project.recover(), Some(Recovered::Missing(folder)));
    assert_eq!(project.recover(), None);
}

#[test]
fn nothing_is_touched_while_another_prints() {
    let project = Project::new("busy");
    let writer = lock::Writer::take(&project.root).expect("free");
    let batch = project.begin();
    assert_eq!(project.recover(), None);
    assert!(batch.aside.is_dir());
    drop(writer);
    Project::die(batch);
    assert_eq!(project.recover(), Some(Recovered::Discarded));
}

#[test]
fn a_journal_of_a_stranger_removes_nothing() {
    let project = Project::new("stranger");
    let theirs = project.root.join("valuable");
    fs::create_dir_all(&theirs).expect("writable");
    fs::create_dir_all(project.root.join(".tracuu")).expect("writable");
    for journal in [
        format!("b1\n{}\n{}\n", theirs.display(), theirs.display()),
        format!("../x\n{}\n/\n", theirs.display()),
        "b1\n".to_owned(),
        String::new(),
    ] {
        fs::write(project.root.join(JOURNAL), journal).expect("writable");
        assert_eq!(project.recover(), None);
        assert!(theirs.is_dir());
    }
}

#[test]
fn sheets_are_never_put_where_they_would_be_lost() {
    let project = Project::new("where");
    let aside = stage::Aside::begin(&project.root, Path::new("public")).expect("begins");
    aside.commit(|| Ok(())).expect("commits");
    for folder in ["public/in", "content/in", ".tracuu/in", "..", "-x"] {
        let batch = Batch::begin(&project.root, Path::new(folder), "b1");
        assert!(matches!(batch, Err(Error::Output { .. })), "{folder}");
    }
}
