//! The catalogue of mistakes as a whole: every document in one run, none hiding another.

use std::collections::BTreeSet;

use tracuu::diagnostic::{Diagnostics, Severity};
use tracuu::files::{FilePath, FileSet};
use tracuu::pipeline;

use super::checks::scenes;
use super::project::{options, theme};
use super::small::project;

fn found(files: &[(String, Vec<u8>)]) -> (Diagnostics, FileSet) {
    let added = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let mut all = project(added);
    all.extend(theme());
    (pipeline::build(&all, &options()).diagnostics, all)
}

/// The errors of one file: their codes with line and column.
fn errors(
    found: &Diagnostics,
    sources: &FileSet,
    file: &str,
) -> BTreeSet<(&'static str, usize, usize)> {
    let file = FilePath::known(file);
    let of_file = found.iter().filter(|it| it.severity == Severity::Error && it.place.file == file);
    of_file
        .map(|it| {
            let at = it.position(sources);
            (it.code, at.line, at.column)
        })
        .collect()
}

/// Every scene of one guide, put into one project under a name of its own: all of their errors are
/// told in one run, at the same lines as alone.
#[test]
fn all_errors_of_all_files_are_told_in_one_run() {
    let guide = "content/procedures/ho-tich/dang-ky-ket-hon.md";
    let mut broken = Vec::new();
    let mut expected = Vec::new();
    let mut codes = BTreeSet::new();
    for (number, (_, files)) in scenes().into_iter().enumerate() {
        let [(path, bytes)] = files.as_slice() else { continue };
        if path != guide {
            continue;
        }
        let own = format!("content/procedures/ho-tich/canh-{number}.md");
        let alone = vec![(own.clone(), bytes.clone())];
        let (diagnostics, sources) = found(&alone);
        let errors = errors(&diagnostics, &sources, &own);
        if errors.is_empty() {
            continue;
        }
        codes.extend(errors.iter().map(|(code, ..)| *code));
        broken.extend(alone);
        expected.push((own, errors));
    }
    assert!(broken.len() > 80, "scenes: {}", broken.len());
    assert!(codes.len() > 60, "mistakes of one guide alone: {}", codes.len());
    let (all, sources) = found(&broken);
    for (file, alone) in expected {
        let told = errors(&all, &sources, &file);
        let lost: Vec<_> = alone.difference(&told).collect();
        assert!(lost.is_empty(), "{file}: alone {lost:?} is told, among others it is not");
    }
}

#[test]
fn the_catalogue_is_large_and_every_place_is_a_line_of_its_file() {
    let mut codes = BTreeSet::new();
    for (code, files) in scenes() {
        codes.insert(code.clone());
        let (diagnostics, sources) = found(&files);
        for finding in diagnostics.iter() {
            let Some(bytes) = sources.get(&finding.place.file) else { continue };
            let place = &finding.place;
            assert!(place.end <= bytes.len(), "{code}: {} ends at {}", finding.code, place.file);
        }
    }
    assert!(codes.len() >= 60, "{}", codes.len());
}
