//! Every finding has a document `tests/checks/<code>.md`: the mistake, and the full message in both
//! languages. `UPDATE_EXPECT=1` writes the messages anew; the review is the diff.
//!
//! A document is one or more scenes. A scene is files (```` ```file path ````, or
//! ```` ```file-escaped path ```` with `\xNN` for bytes that are no text, ```` ```file-long path ````
//! for lines that stand there 50,000 times, or ```` ```absent path ```` for a file taken out of the
//! smallest project and the theme, or ```` ```option locked ````, ```` ```option kind survey ````), then the messages in
//! ```` ```vi ```` and ```` ```en ````.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::path::{Path, PathBuf};

use tracuu::diagnostic::Diagnostics;
use tracuu::files::{FilePath, FileSet};
use tracuu::model::site::Wanted;
use tracuu::model::village::Kind;
use tracuu::pipeline::{self, Minting, Options};

use super::project::{options, theme};
use super::small::project;

/// Faults of tracuu itself, which no content can bring about: they stop a build before it hands
/// out a sheet, and the tests of posters bring them about with drawings made wrong on purpose. And
/// what only `print` refuses, in `tests/it/printing.rs`, and `numbers fix`, in
/// `tests/it/ledger_files.rs`.
const ELSEWHERE: [&str; 5] =
    ["code-foreign", "code-unread", "ledger-keep", "poster-layout", "print-address"];

#[test]
fn every_document_shows_what_is_said() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for path in documents() {
        let written = std::fs::read_to_string(&path).expect("a document can be read");
        let right = renewed(&path, &written);
        if update && right != written {
            std::fs::write(&path, &right).expect("a document can be written");
        } else if right != written {
            wrong.push(format!("{}:\n{right}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "run with UPDATE_EXPECT=1 and review:\n{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_document() {
    let written: BTreeSet<String> = documents()
        .iter()
        .filter_map(|path| path.file_stem())
        .map(|stem| stem.to_string_lossy().into_owned())
        .collect();
    let mut used = BTreeSet::new();
    codes(&root().join("src"), &mut used);
    used.retain(|code| !ELSEWHERE.contains(&code.as_str()));
    assert!(used.len() > 50, "the codes of the source were not found: {used:?}");
    let missing: Vec<_> = used.difference(&written).collect();
    let idle: Vec<_> = written.difference(&used).collect();
    assert!(missing.is_empty(), "codes without tests/checks/<code>.md: {missing:?}");
    assert!(idle.is_empty(), "documents of codes that nothing says: {idle:?}");
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn documents() -> Vec<PathBuf> {
    let folder = root().join("tests/checks");
    let entries = std::fs::read_dir(folder).expect("tests/checks is there");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    paths.sort();
    paths
}

/// Collects the codes in `error("…"`, `warning("…"` and `note("…"` below a folder.
fn codes(folder: &Path, used: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the source is there") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            codes(&path, used);
            continue;
        }
        let source = std::fs::read_to_string(&path).expect("source is text");
        for call in [
            "::error(",
            "::warning(",
            "::note(",
            ".error(",
            ".warning(",
            ".note(",
            "refused(",
            "head_code: ",
        ] {
            for (at, _) in source.match_indices(call) {
                let rest = source[at + call.len()..].trim_start();
                let Some(code) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next())
                else {
                    continue;
                };
                used.insert(code.to_owned());
            }
        }
    }
}

/// Files with their paths.
pub(crate) type Files = Vec<(String, Vec<u8>)>;

/// Every scene of every document that changes files of the smallest project alone: the code of its
/// document, and its files.
pub(crate) fn scenes() -> Vec<(String, Files)> {
    let mut all = Vec::new();
    for path in documents() {
        let written = std::fs::read_to_string(&path).expect("a document can be read");
        let code = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let mut scene = Scene::default();
        let mut lines = written.lines();
        while let Some(line) = lines.next() {
            let Some(info) = line.strip_prefix("```") else { continue };
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            if !matches!(info, "vi" | "en") {
                scene.add(info, &with_ends(&block));
                continue;
            }
            let plain = scene.absent.is_empty() && !scene.locked && scene.wanted.is_all();
            if plain && !std::mem::replace(&mut scene.told, true) {
                all.push((code.clone().unwrap_or_default(), scene.files.clone()));
            }
        }
    }
    all
}

/// Returns the document with the messages that are said now.
fn renewed(path: &Path, written: &str) -> String {
    let code = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    assert!(
        written.starts_with(&format!("# {code}\n")),
        "{} must begin with its code",
        path.display()
    );
    let mut right = String::new();
    let mut scene = Scene::default();
    let mut lines = written.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            right.push_str(&format!("{line}\n"));
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let block = with_ends(&block);
        let shown = match info {
            "vi" | "en" => scene.says(&code, info == "en"),
            _ => {
                scene.add(info, &block);
                block
            }
        };
        right.push_str(&format!("```{info}\n{shown}```\n"));
    }
    right
}

/// Joins lines, each with its end.
fn with_ends(lines: &[&str]) -> String {
    lines.iter().flat_map(|line| [*line, "\n"]).collect()
}

/// The files of one scene.
#[derive(Default)]
struct Scene {
    files: Files,
    absent: Vec<String>,
    /// Whether numbers may not be minted.
    locked: bool,
    /// Which posters are asked for.
    wanted: Wanted,
    /// Whether a message was written: the next file begins another scene.
    told: bool,
}

impl Scene {
    fn add(&mut self, info: &str, block: &str) {
        if std::mem::take(&mut self.told) {
            *self = Self::default();
        }
        let (kind, path) = info.split_once(' ').expect("a block names its file");
        match kind {
            "file" => self.files.push((path.to_owned(), block.as_bytes().to_vec())),
            "file-escaped" => self.files.push((path.to_owned(), unescaped(block))),
            "file-long" => self.files.push((path.to_owned(), block.repeat(50_000).into_bytes())),
            "absent" => self.absent.push(path.to_owned()),
            "option" => match path.strip_prefix("kind ") {
                Some(kind) => {
                    let known = Kind::ALL.iter().find(|(key, _)| *key == kind);
                    self.wanted.kinds.push(known.expect("a kind of poster").1);
                }
                None => self.locked = path == "locked",
            },
            _ => panic!("unknown block {info}"),
        }
    }

    fn says(&mut self, code: &str, english: bool) -> String {
        self.told = true;
        let added = self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
        let all = project(added);
        let mut files: FileSet = theme().into_iter().collect();
        files.extend(all.iter().map(|(path, bytes)| (path.clone(), bytes.clone())));
        let mut files: FileSet = files
            .iter()
            .filter(|(path, _)| !self.absent.contains(&path.to_string()))
            .map(|(path, bytes): (&FilePath, _)| (path.clone(), bytes.clone()))
            .collect();
        files.refused = all.refused;
        let minting = if self.locked { Minting::Locked } else { Minting::Allowed };
        let wanted = self.wanted.clone();
        let built = pipeline::build(&files, &Options { minting, wanted, ..options() });
        let mut found = built.diagnostics.clone();
        let Ok(in_posters) = built.posters(|_| Ok::<(), Infallible>(()));
        found.append(in_posters);
        found.sort();
        if !found.has_errors() {
            let Ok(in_pages) = built.pages(|_, _| Ok::<(), Infallible>(()));
            found.append(in_pages);
            found.sort();
        }
        let is_said = |found: &Diagnostics| found.iter().any(|finding| finding.code == code);
        if let Some(site) = built.site.as_ref().filter(|_| !is_said(&found)) {
            // What only `check` says.
            tracuu::check::hints(site, &mut found);
            found.sort();
        }
        assert!(is_said(&found), "{code} is not said");
        let shown = found.show(&files, english, false);
        with_ends(&shown.trim_end().lines().map(str::trim_end).collect::<Vec<_>>())
    }
}

/// Reads `\xNN`, `\n`, `\r`, `\t`, `\u{…}` and `\\`; the line end of the block itself is no part.
fn unescaped(block: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = block.trim_end_matches('\n');
    while let Some(c) = rest.chars().next() {
        let (taken, add): (usize, Vec<u8>) = if let Some(hex) = rest.strip_prefix("\\x") {
            (4, vec![u8::from_str_radix(&hex[..2], 16).expect("two hexadecimal digits")])
        } else if let Some(hex) = rest.strip_prefix("\\u{") {
            let hex = hex.split('}').next().expect("a closed escape");
            let code = u32::from_str_radix(hex, 16).expect("a hexadecimal number");
            let c = char::from_u32(code).expect("a character");
            (hex.len() + 4, c.to_string().into_bytes())
        } else if c == '\\' {
            let byte = match rest.as_bytes()[1] {
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                other => other,
            };
            (2, vec![byte])
        } else {
            (c.len_utf8(), c.to_string().into_bytes())
        };
        bytes.extend(add);
        rest = &rest[taken..];
    }
    bytes
}
