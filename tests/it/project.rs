//! One way to make a project in memory or on the disk, and to build it.

use std::convert::Infallible;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;

use tracuu::files::{FilePath, FileSet};
use tracuu::io::input;
use tracuu::model::date::Date;
use tracuu::model::site::Wanted;
use tracuu::pipeline::{self, Built, Minting, Options};
use tracuu::render::Sheet;
use tracuu::render::poster::Drawn;

/// The repository, which is also the example commune.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The example commune with the theme.
pub(crate) fn example() -> FileSet {
    input::read(repository()).expect("the repository is readable")
}

/// A project of `tests/sites`, with the theme of the repository.
pub(crate) fn site(name: &str) -> FileSet {
    let mut files = input::read(&repository().join("tests/sites").join(name)).expect("readable");
    files.extend(theme());
    files
}

/// The theme of the repository.
pub(crate) fn theme() -> Vec<(FilePath, tracuu::files::Bytes)> {
    let all = example();
    all.inside("themes").map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

/// What the tests build with: a fixed day, pages and posters.
pub(crate) fn options() -> Options {
    Options {
        today: Date::constant(2026, 11, 22),
        base: None,
        posters: true,
        minting: Minting::Allowed,
        flat_links: false,
        drafts: false,
        wanted: Wanted::default(),
    }
}

/// Builds and shows what is wrong, if anything.
pub(crate) fn build(files: &FileSet) -> Built {
    let built = pipeline::build(files, &options());
    let shown = built.diagnostics.show(files, true, false);
    assert!(!built.diagnostics.has_errors(), "{shown}");
    built
}

/// Takes out the digests in links to scripts: a preview does not know that of its search, and so has
/// another one of what names it.
pub(crate) fn undigested(bytes: &[u8]) -> Vec<u8> {
    const MARK: &[u8] = b".js?";
    let mut plain = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.windows(MARK.len()).position(|four| four == MARK) {
        let (before, after) = rest.split_at(at + MARK.len() - 1);
        plain.extend_from_slice(before);
        let digits = after[1..].iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
        rest = if digits == 8 { &after[9..] } else { after };
    }
    plain.extend_from_slice(rest);
    plain
}

/// Every page of a build, collected.
pub(crate) fn pages(built: &Built) -> FileSet {
    let files = Mutex::new(FileSet::default());
    let found = built.pages(|paths, bytes| {
        let mut files = files.lock().expect("no page panics");
        files.extend(paths.iter().map(|path| (path.clone(), bytes.clone())));
        Ok::<(), Infallible>(())
    });
    let Ok(found) = found;
    assert!(!found.has_errors(), "{}", found.show(&FileSet::default(), true, false));
    files.into_inner().expect("no page panics")
}

/// Every sheet of a build, in hanging order; none of them may be at fault.
pub(crate) fn posters(built: &Built) -> Vec<Sheet> {
    let sheets = Mutex::new(Vec::new());
    let found = built.posters(|drawn| {
        if let Drawn::Sheet(order, sheet) = drawn {
            sheets.lock().expect("no sheet panics").push((order, sheet.clone()));
        }
        Ok::<(), Infallible>(())
    });
    let Ok(found) = found;
    assert!(!found.has_errors(), "{}", found.show(&FileSet::default(), true, false));
    let mut sheets = sheets.into_inner().expect("no sheet panics");
    sheets.sort_by_key(|(order, _)| *order);
    sheets.into_iter().map(|(_, sheet)| sheet).collect()
}

/// A folder of its own for one test, removed at the end.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    /// Makes an empty folder.
    pub(crate) fn new(name: &str) -> Self {
        let path =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("the temporary folder is writable");
        Self(path)
    }

    /// Makes a folder with a small commune: `tests/sites/every-key` without its posters' weight.
    pub(crate) fn with_site(name: &str) -> Self {
        let folder = Self::new(name);
        for (path, bytes) in site("every-key").iter() {
            folder.write(path.as_str(), bytes);
        }
        folder
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let target = self.0.join(path);
        fs::create_dir_all(target.parent().expect("a file has a folder")).expect("writable");
        fs::write(target, bytes).expect("writable");
    }

    /// Runs the real binary in the folder.
    pub(crate) fn tracuu(&self, arguments: &[&str]) -> Output {
        let mut command = self.command(arguments);
        command.output().expect("the binary runs")
    }

    /// The real binary in the folder, not yet started.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tracuu"));
        command.arg("--root").arg(&self.0).args(arguments);
        command
    }

    /// Every file below a folder of it, with its bytes.
    pub(crate) fn tree(&self, below: &str) -> Vec<(String, Vec<u8>)> {
        let mut found = Vec::new();
        walk(&self.0.join(below), &self.0.join(below), &mut found);
        found.sort();
        found
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            walk(root, &path, found);
        } else {
            let below = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
            found.push((below, fs::read(&path).expect("readable")));
        }
    }
}
