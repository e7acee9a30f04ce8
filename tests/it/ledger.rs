//! Numbers: minted in order of id, kept through a rename, never given to another thing.

use super::project::{build, options, pages, site};
use tracuu::files::{FilePath, FileSet};
use tracuu::ledger::Ledger;
use tracuu::model::Id;
use tracuu::model::site::Thing;
use tracuu::pipeline;

fn with_ledger(mut files: FileSet, text: &str) -> FileSet {
    files.insert(Ledger::path(), text.as_bytes().to_vec());
    files
}

fn without(files: &FileSet, gone: &str) -> FileSet {
    files
        .iter()
        .filter(|(path, _)| !path.as_str().contains(gone))
        .map(|(p, b)| (p.clone(), b.clone()))
        .collect()
}

fn codes(files: &FileSet) -> Vec<&'static str> {
    pipeline::build(files, &options()).diagnostics.iter().map(|d| d.code).collect()
}

#[test]
fn numbers_follow_the_ids_and_drafts_have_none() {
    let ledger = build(&site("every-key")).ledger;
    let ids: Vec<String> = ledger.rows().map(|row| row.id.to_string()).collect();
    let mut sorted = ids.clone();
    sorted.sort();
    assert_eq!(ids, sorted);
    assert!(!ids.contains(&"ban-nhap".to_owned()));
    assert_eq!(ledger.rows().next().map(|row| row.number), Some(1));
}

#[test]
fn the_file_survives_reading_and_writing() {
    let first = build(&site("every-key"));
    let text = first.ledger.to_csv();
    assert!(text.starts_with("\u{feff}number,kind,id,minted,check\n1,"));
    let again = build(&with_ledger(site("every-key"), &text));
    assert_eq!(again.minted, 0);
    assert_eq!(again.ledger.to_csv(), text);
    let from_windows = text.replace('\n', "\r\n");
    assert_eq!(build(&with_ledger(site("every-key"), &from_windows)).ledger.to_csv(), text);
}

#[test]
fn a_renamed_procedure_keeps_its_number() {
    let files = site("every-key");
    let before = build(&files).ledger;
    let procedure = |id: &str| (Thing::Procedure, Id::new(id).expect("an id"));
    let (kind, old) = procedure("tam-ngung");
    let number = before.number(kind, &old);
    let text =
        files.get_str("content/procedures/cu-tru/tam-ngung.md").expect("it is there").clone();
    let text = String::from_utf8_lossy(&text).replacen("---\n", "---\naliases: [tam-ngung]\n", 1);
    let mut renamed = without(&files, "tam-ngung");
    renamed.insert(FilePath::known("content/procedures/cu-tru/tam-dung.md"), text.into_bytes());
    // The program that excepts it has to follow, as the official is told.
    let program = files.get_str("content/programs/thu-sau.md").expect("it is there");
    let program = String::from_utf8_lossy(program).replace("tam-ngung", "tam-dung");
    renamed.insert(FilePath::known("content/programs/thu-sau.md"), program.into_bytes());
    let built = build(&with_ledger(renamed, &before.to_csv()));
    let (kind, new) = procedure("tam-dung");
    assert_eq!(built.ledger.number(kind, &new), number);
    assert_eq!(built.minted, 0);
    let pages = pages(&built);
    assert!(pages.get_str("tam-ngung/index.html").is_some());
    assert_eq!(pages.get_str("tam-ngung/index.html"), pages.get_str("tam-dung/index.html"));
}

#[test]
fn a_number_stays_with_a_renamed_thing_when_its_old_id_is_given_to_another() {
    let first = build(&site("every-key"));
    let old = Id::new("thon-du-cu").expect("an id");
    let new = Id::new("thon-du").expect("an id");
    let rows = first.ledger.rows().cloned().map(|row| {
        // As if the hall had been minted under the id that is its alias now.
        if row.id == new { tracuu::ledger::Row { id: old.clone(), ..row } } else { row }
    });
    let before = Ledger::of(rows).to_csv();
    let renamed = build(&with_ledger(site("every-key"), &before));
    assert_eq!((renamed.minted, renamed.ledger_changed), (0, true));
    let number = renamed.ledger.number(Thing::Hall, &new).expect("it keeps its number");
    assert!(renamed.ledger.to_csv().contains(&format!("\n{number},renamed,thon-du,")));
    // The alias goes, and another hall takes the old id.
    let mut reused = with_ledger(site("every-key"), &renamed.ledger.to_csv());
    let hall = reused.get_str("content/villages/thon-du.md").expect("it is there");
    let hall = String::from_utf8_lossy(hall).replace("aliases: [thon-du-cu]\n", "");
    reused.insert(FilePath::known("content/villages/thon-du.md"), hall.into_bytes());
    let other = b"---\ntitle: Th\xc3\xb4n kh\xc3\xa1c\nprocedures: all\n---\n".to_vec();
    reused.insert(FilePath::known("content/villages/thon-du-cu.md"), other);
    let built = build(&reused);
    assert_eq!(built.ledger.number(Thing::Hall, &new), Some(number));
    assert_ne!(built.ledger.number(Thing::Hall, &old), Some(number));
}

#[test]
fn a_thing_that_vanished_stops_the_build_unless_the_commune_retires_it() {
    let files = site("every-key");
    let ledger = build(&files).ledger.to_csv();
    let gone = without(&with_ledger(files.clone(), &ledger), "pages/gioi-thieu");
    // The link in a guide to the page is broken too, and both are told.
    assert!(codes(&gone).contains(&"number-vanished"));
    assert!(codes(&gone).contains(&"broken-link"));
    let mut retired = without(&with_ledger(files, &ledger), "programs/tai-nha");
    assert!(codes(&retired).contains(&"number-vanished"));
    let text = retired.get_str("content/site.yaml").expect("it is there");
    let text = String::from_utf8_lossy(text).replace("[thu-tuc-chua-in]", "[tai-nha]");
    retired.insert(FilePath::known("content/site.yaml"), text.into_bytes());
    let built = build(&retired);
    assert!(built.diagnostics.iter().any(|d| d.code == "number-retired"));
    assert_eq!(built.minted, 0);
}

#[test]
fn a_ledger_that_was_changed_is_refused() {
    let files = site("every-key");
    let text = build(&files).ledger.to_csv();
    let lines: Vec<&str> = text.lines().collect();
    let changed = text.replacen("2026-11-22", "22/11/2026", 1);
    assert!(codes(&with_ledger(files.clone(), &changed)).contains(&"ledger-line"));
    let without_third = [&lines[..2], &lines[3..], &[""]].concat().join("\n");
    assert!(codes(&with_ledger(files.clone(), &without_third)).contains(&"ledger-gap"));
    let torn = &text[..text.len() - 4];
    assert!(codes(&with_ledger(files.clone(), torn)).contains(&"ledger-torn"));
    let semicolons = text.replace(',', ";");
    assert!(codes(&with_ledger(files.clone(), &semicolons)).contains(&"ledger-head"));
    let mut twice = text.clone();
    let other = build(&without(&files, "programs/tai-nha")).ledger.to_csv();
    twice += other
        .split_once("\n1,")
        .map_or("", |(_, rest)| rest.split_once('\n').map_or("", |(_, rest)| rest));
    assert!(codes(&with_ledger(files, &twice)).contains(&"ledger-number-twice"));
}

#[test]
fn an_empty_file_is_a_damaged_ledger_and_no_new_one() {
    for text in ["", "\u{feff}", "\n\n"] {
        let codes = codes(&with_ledger(site("every-key"), text));
        assert!(codes.contains(&"ledger-head"), "{text:?}: {codes:?}");
    }
}

#[test]
fn a_retired_id_never_comes_back_silently() {
    let files = site("every-key");
    let text = build(&files).ledger.to_csv();
    let mut files = with_ledger(files, &text);
    let path = "content/site.yaml";
    let commune = files.get_str(path).expect("it is there").clone();
    let retired = String::from_utf8_lossy(&commune).replace("retired: [", "retired: [tam-ngung, ");
    files.insert(FilePath::known(path), retired.into_bytes());
    assert!(codes(&files).contains(&"retired-lives"));
}
