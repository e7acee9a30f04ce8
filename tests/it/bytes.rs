//! The same content gives the same bytes: on any number of threads, in any time zone, at any path.

use super::project::{self, Folder, example, options};
use tracuu::pipeline;
use tracuu::render::font::Faces;
use tracuu::render::{Sheet, export};

#[test]
fn two_builds_in_memory_are_equal_on_one_thread_and_on_four() {
    let files = example();
    let build = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| pipeline::build(&files, &options()))
    };
    let (one, four) = (build(1), build(4));
    let pages = |built: &pipeline::Built| {
        let files = project::pages(built);
        files.iter().map(|(path, bytes)| (path.clone(), bytes.clone())).collect::<Vec<_>>()
    };
    assert!(pages(&one).len() > 100);
    assert_eq!(pages(&one), pages(&four));
    let (of_one, of_four) = (project::posters(&one), project::posters(&four));
    let names = |sheets: &[Sheet]| sheets.iter().map(|s| s.file.clone()).collect::<Vec<_>>();
    assert_eq!(names(&of_one), names(&of_four));
    let faces = Faces::new(&one.theme.expect("a theme").fonts).expect("fonts");
    for (sheet, other) in of_one.iter().zip(&of_four) {
        let same = export::svg(sheet, &faces) == export::svg(other, &faces);
        assert!(same, "{} differs", sheet.file);
    }
}

#[test]
fn two_builds_by_the_binary_are_equal_at_other_paths_and_times() {
    let build = |name: &str, zone: &str, threads: &str| {
        let folder = Folder::with_site(name);
        let mut command = folder.command(&["build"]);
        let done =
            command.env("TZ", zone).env("LC_ALL", "C").env("RAYON_NUM_THREADS", threads).output();
        let done = done.expect("the binary runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        folder.tree("public")
    };
    let here = build("bytes-here", "Asia/Ho_Chi_Minh", "1");
    let there = build("bytes-there/deep/er", "America/New_York", "3");
    let names =
        |tree: &[(String, Vec<u8>)]| tree.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&here), names(&there));
    assert!(here.iter().any(|(name, _)| name.contains(".pdf")));
    for ((name, one), (_, other)) in here.iter().zip(&there) {
        assert!(one == other, "{name} differs");
    }
}
