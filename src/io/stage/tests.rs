//! The folder is swapped whole, foreign folders are refused, cut-off moments are finished.

use super::*;

struct Project {
    root: PathBuf,
}

impl Project {
    fn new(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("tracuu-stage-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("content")).expect("the temporary folder is writable");
        Self { root }
    }

    fn build(&self, output: &str, text: &str) -> Result<(), Error> {
        let aside = Aside::begin(&self.root, Path::new(output))?;
        aside.write(&FilePath::known("a/index.html"), text.as_bytes())?;
        aside.commit(|| Ok(()))
    }

    fn page(&self) -> String {
        fs::read_to_string(self.root.join("public/a/index.html")).unwrap_or_default()
    }

    fn refusal(&self, output: &str) -> Forbidden {
        match self.build(output, "x") {
            Err(Error::Output { why, .. }) => why,
            other => panic!("{output} was not refused: {other:?}"),
        }
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

#[test]
fn the_second_build_replaces_the_first_whole() {
    let project = Project::new("twice");
    project.build("public", "one").expect("first build");
    fs::write(project.root.join("public/stray.html"), "left over").expect("writable");
    project.build("public", "two").expect("second build");
    assert_eq!(project.page(), "two");
    assert!(!project.root.join("public/stray.html").exists());
    let stage = project.root.join(".tracuu/stage/public");
    assert!(!stage.join("new").exists() && !stage.join("old").exists());
}

#[test]
fn a_build_that_is_dropped_leaves_the_old_version() {
    let project = Project::new("dropped");
    project.build("public", "one").expect("first build");
    let aside = Aside::begin(&project.root, Path::new("public")).expect("begins");
    aside.write(&FilePath::known("a/index.html"), b"two").expect("writable");
    drop(aside);
    assert_eq!(project.page(), "one");
}

#[test]
fn a_failure_before_the_swap_leaves_the_old_version() {
    let project = Project::new("ledger");
    project.build("public", "one").expect("first build");
    let aside = Aside::begin(&project.root, Path::new("public")).expect("begins");
    aside.write(&FilePath::known("a/index.html"), b"two").expect("writable");
    let refused = aside.commit(|| Err(Error::Busy(PathBuf::from("ledger"))));
    assert!(refused.is_err());
    assert_eq!(project.page(), "one");
}

#[test]
fn folders_that_are_not_ours_are_refused() {
    let project = Project::new("foreign");
    fs::create_dir_all(project.root.join("mine")).expect("writable");
    fs::write(project.root.join("mine/letter.docx"), "dear").expect("writable");
    assert_eq!(project.refusal("mine"), Forbidden::NotOurs);
    assert_eq!(project.refusal("/"), Forbidden::NoName);
    assert_eq!(project.refusal("../elsewhere"), Forbidden::NoName);
    assert_eq!(project.refusal("-"), Forbidden::NoName);
    assert_eq!(project.refusal("content"), Forbidden::Sources);
    assert_eq!(project.refusal("content/public"), Forbidden::Sources);
    assert_eq!(project.refusal(&project.root.display().to_string()), Forbidden::Sources);
    let above = project.root.parent().expect("it has a parent").display().to_string();
    assert_eq!(project.refusal(&above), Forbidden::Sources);
    assert_eq!(
        fs::read_to_string(project.root.join("mine/letter.docx")).expect("untouched"),
        "dear"
    );
}

#[test]
fn two_builds_at_once_are_refused() {
    let project = Project::new("busy");
    let first = Aside::begin(&project.root, Path::new("public")).expect("begins");
    assert!(matches!(Aside::begin(&project.root, Path::new("public")), Err(Error::Busy(_))));
    drop(first);
    project.build("public", "after").expect("free again");
}

#[test]
fn what_a_killed_build_left_is_cleaned() {
    let project = Project::new("killed");
    project.build("public", "one").expect("first build");
    let left = project.root.join(".tracuu/stage/public/new");
    fs::create_dir_all(left.join("half")).expect("writable");
    project.build("public", "two").expect("builds over it");
    assert_eq!(project.page(), "two");
    assert!(!left.exists());
}

#[test]
fn two_renames_cut_off_in_between_are_finished() {
    let project = Project::new("renames");
    project.build("public", "one").expect("first build");
    let (stage, output) = (project.root.join(".tracuu/stage/public"), project.root.join("public"));
    fs::create_dir_all(stage.join("new/a")).expect("writable");
    fs::write(stage.join("new/a/index.html"), "two").expect("writable");
    fs::rename(&output, stage.join("old")).expect("the first rename");
    swap::recover(&stage, &output).expect("the second is made up for");
    assert_eq!(project.page(), "two");
    assert!(!stage.join("old").exists());
}

#[test]
fn the_way_without_exchange_swaps_too() {
    let project = Project::new("plain");
    project.build("public", "one").expect("first build");
    let (stage, output) = (project.root.join(".tracuu/stage/public"), project.root.join("public"));
    fs::create_dir_all(stage.join("new/a")).expect("writable");
    fs::write(stage.join("new/a/index.html"), "two").expect("writable");
    swap::renames(&stage, &output).expect("swaps");
    assert_eq!(project.page(), "two");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_a_link() {
    use std::os::unix::fs::symlink;

    let project = Project::new("links");
    let outside = project.root.join("outside");
    fs::create_dir_all(outside.join("new")).expect("writable");
    fs::write(outside.join("kept"), "kept").expect("writable");
    let stage = project.root.join(".tracuu/stage");
    fs::create_dir_all(&stage).expect("writable");
    symlink(&outside, stage.join("public")).expect("a link");
    assert_eq!(project.refusal("public"), Forbidden::NotAFolder);
    assert!(outside.join("new").is_dir());

    fs::remove_file(stage.join("public")).expect("the link goes");
    fs::create_dir_all(stage.join("public")).expect("writable");
    symlink(outside.join("kept"), stage.join("public/lock")).expect("a link");
    assert_eq!(project.refusal("public"), Forbidden::NotAFolder);

    let ledger = project.root.join("content/numbers.csv");
    symlink(outside.join("kept"), project.root.join("content/.numbers.csv.new")).expect("a link");
    replace_file(&ledger, b"1").expect("writes beside the link");
    assert!(fs::symlink_metadata(&ledger).expect("there").is_file());
    assert_eq!(fs::read_to_string(outside.join("kept")).expect("readable"), "kept");
}

#[test]
fn a_refused_folder_leaves_nothing_behind() {
    let project = Project::new("nothing");
    assert_eq!(project.refusal("content/a/b"), Forbidden::Sources);
    assert!(!project.root.join("content/a").exists());
}
