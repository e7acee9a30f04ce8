//! Scaffolds: a key that somebody uncomments and forgets to fill in is never published, and its example
//! shows how it is written.

use super::new::uncommented;
use super::small::{project, read};
use tracuu::catalogue::Kind;
use tracuu::desk::{self, Wanted};
use tracuu::diagnostic::{Diagnostics, Severity};
use tracuu::files::{FilePath, FileSet};
use tracuu::parse::UNFILLED;

const SCAFFOLDS: [(Kind, &str); 4] = [
    (Kind::Procedure, "Thủ tục mới"),
    (Kind::Village, "Thôn Mới"),
    (Kind::Program, "Ngày thứ Sáu không chờ"),
    (Kind::Page, "Trang mới"),
];

fn scaffold(kind: Kind, name: &str) -> (FilePath, String) {
    let name = Some(name.to_owned());
    let wanted = Wanted { kind, name, id: None, field: None, field_title: None, like: None };
    let made = desk::make(&project([]), &wanted).expect("made");
    let (path, text) = made.files.into_iter().next().expect("one file");
    (path, text)
}

fn found(path: &FilePath, text: &str) -> (FileSet, Diagnostics) {
    let mut files = project([]);
    files.insert(path.clone(), text.as_bytes());
    let (_, found) = read(&files);
    (files, found)
}

/// Takes the `# ` before every key away.
fn open(text: &str) -> String {
    text.lines().map(|line| uncommented(line) + "\n").collect()
}

/// Returns where in the lines each key begins that stands behind `# `, and where its lines end.
fn blocks(lines: &[&str]) -> Vec<std::ops::Range<usize>> {
    let level = |line: &str| uncommented(line).find(|c| c != ' ').unwrap_or(0);
    let is_key = |line: &str| uncommented(line) != line;
    let starts = (0..lines.len()).filter(|at| is_key(lines[*at]));
    starts
        .map(|start| {
            let rest = &lines[start + 1..];
            let below = |line: &&&str| is_key(line) && level(line) > level(lines[start]);
            start..start + 1 + rest.iter().take_while(below).count()
        })
        .collect()
}

#[test]
fn a_key_that_nobody_filled_in_is_told_as_that_alone() {
    let mut tried = 0;
    for (kind, name) in SCAFFOLDS {
        let (path, text) = scaffold(kind, name);
        let lines: Vec<&str> = text.lines().collect();
        let (_, before) = found(&path, &text);
        let open_before = before.iter().filter(|it| it.code == "not-filled-in").count();
        for block in blocks(&lines) {
            // A key of a step or of a list needs the one that it begins with.
            if lines[block.start].starts_with("  #") && kind == Kind::Procedure {
                continue;
            }
            if !lines[block.start].starts_with("# ") || lines[block.start].starts_with("#  ") {
                continue;
            }
            let each = |(at, line): (usize, &&str)| {
                let line = if block.contains(&at) { uncommented(line) } else { (*line).to_owned() };
                line + "\n"
            };
            let text: String = lines.iter().enumerate().map(each).collect();
            let opened = lines[block.clone()].iter().map(|line| uncommented(line));
            let free = opened.filter(|line| {
                let value = line.split(" #").next().unwrap_or_default();
                !line.trim_start().starts_with('#') && value.contains(UNFILLED)
            });
            let free = free.count();
            let (files, found) = found(&path, &text);
            let shown = found.show(&files, false, false);
            let open = found.iter().filter(|it| it.code == "not-filled-in").count();
            assert_eq!(open, open_before + free, "{}\n{shown}", lines[block.start]);
            let others = found
                .iter()
                .filter(|it| it.severity != Severity::Note && it.code != "not-filled-in");
            assert_eq!(others.count(), 0, "{}\n{shown}", lines[block.start]);
            tried += 1;
        }
    }
    assert!(tried > 55, "{tried}");
}

#[test]
fn whoever_uncomments_everything_publishes_nothing() {
    for (kind, name) in SCAFFOLDS {
        let (path, text) = scaffold(kind, name);
        let text = open(&text).replace("\nstatus: draft", "\nstatus: active");
        let mut files = project([]);
        files.insert(path.clone(), text.as_bytes());
        let (site, found) = read(&files);
        let shown = found.show(&files, false, false);
        let errors = found.iter().filter(|it| it.severity == Severity::Error);
        let codes: Vec<_> = errors.map(|it| it.code).collect();
        assert!(codes.contains(&"not-filled-in"), "{shown}");
        assert!(
            codes.iter().all(|code| ["not-filled-in", "more-mistakes"].contains(code)),
            "{shown}"
        );
        let id = path.name().trim_end_matches(".md");
        let site = site.expect("the commune can be read");
        assert!(site.procedures.iter().all(|it| it.id.as_str() != id));
        assert!(site.villages.iter().all(|it| it.id.as_str() != id));
        assert!(site.programs.iter().all(|it| it.id.as_str() != id));
        assert!(site.pages.iter().all(|it| it.id.as_str() != id));
    }
}

#[test]
fn a_draft_with_many_places_left_open_stops_no_build() {
    let (kind, name) = SCAFFOLDS[0];
    let (path, text) = scaffold(kind, name);
    let mut files = project([]);
    files.insert(path, open(&text).as_bytes());
    let (_, found) = read(&files);
    let shown = found.show(&files, false, false);
    assert!(!found.has_errors(), "{shown}");
    assert!(found.iter().any(|it| it.code == "more-mistakes"), "{shown}");
}

#[test]
fn the_examples_beside_the_keys_are_values_of_them() {
    // What an example names need not be in every project.
    const ELSEWHERE: [&str; 4] = ["unknown-id", "missing-form", "alias-clash", "circle"];
    for (kind, name) in SCAFFOLDS {
        let (path, text) = scaffold(kind, name);
        let filled = |line: &str| match line.split_once("ví dụ: ") {
            Some((_, sample)) => line.replacen(UNFILLED, sample, 1),
            None => line.replacen(UNFILLED, "Lời", 1),
        };
        let text: String = open(&text).lines().map(|line| filled(line) + "\n").collect();
        let value = |line: &str| line.split(" #").next().unwrap_or_default().contains(UNFILLED);
        assert!(!text.lines().any(value), "{text}");
        let (files, found) = found(&path, &text);
        let wrong = found
            .iter()
            .filter(|it| it.severity == Severity::Error && !ELSEWHERE.contains(&it.code));
        assert_eq!(wrong.count(), 0, "{}\n{text}", found.show(&files, false, false));
        // A long comment goes on below.
        let below = |line: &str| line.trim_start_matches(['#', ' ']).to_owned();
        let whole: Vec<String> = text
            .lines()
            .map(|line| match line.find("# ") {
                Some(_) if line.starts_with("#     ") => below(line),
                _ => line.to_owned(),
            })
            .collect();
        let whole = whole.join(" ");
        for key in kind.group().keys {
            let line = format!("\n{}:", key.name);
            assert_eq!(text.matches(&line).count(), 1, "{}\n{text}", key.name);
            assert!(whole.contains(key.vi), "{}", key.vi);
        }
    }
}

#[test]
fn comments_are_short_and_what_must_be_filled_in_stands_out() {
    for (kind, name) in SCAFFOLDS {
        let (_, text) = scaffold(kind, name);
        for line in text.lines() {
            let last = line.rsplit(" # ").next().unwrap_or(line);
            let length = last.trim_start_matches("# ").chars().count();
            assert!(length <= 100, "{length}: {line}");
            let value = line.split(" #").next().unwrap_or_default();
            let must = !line.trim_start().starts_with('#') && value.contains(UNFILLED);
            let in_body = value == line;
            assert_eq!(must && !in_body, line.contains("<== ĐIỀN"), "{line}");
        }
    }
    let (_, text) = scaffold(Kind::Procedure, "Thủ tục mới");
    let headings = text.lines().filter(|line| line.starts_with("# --- ")).count();
    assert_eq!(headings, 7);
    assert!(text.contains("\n\nsteps:"), "{text}");
}
