//! Files in `themes/` that nobody would ever read: whoever put them there expects something of them.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostics, Place, nearest};
use crate::files::FileSet;

use super::faults;
use super::layers::program;
use super::strings::language;
use super::templates::{Sources, is_template};

/// The folder of all themes.
const THEMES: &str = "themes";

/// Warns of every file in `themes/` that is no part of the theme in `folder`, and once of every
/// other folder there. `templates` are those that are read; without them none is judged.
pub(super) fn report(
    files: &FileSet,
    folder: &str,
    templates: Option<&Sources<'_>>,
    found: &mut Diagnostics,
) {
    let mut others = BTreeSet::new();
    for (path, _) in files.inside(THEMES) {
        if is_left_behind(path.name()) {
            continue;
        }
        if let Some(name) = path.below(folder) {
            if !is_read(name, templates) {
                let meant = meant(name).map(|meant| format!("{folder}/{meant}"));
                found.push(faults::idle(path, meant.as_deref()));
            }
            continue;
        }
        let below = path.below(THEMES).expect("the walk stays inside the folder");
        match below.split_once('/') {
            None => {
                let meant = meant(below).map(|meant| format!("{folder}/{meant}"));
                found.push(faults::idle(path, meant.as_deref()));
            }
            Some((other, _)) => {
                if others.insert(other) {
                    let home = is_folder(other).then(|| format!("{folder}/{other}"));
                    let place = Place::start(path.clone());
                    found.push(faults::other_folder(place, other, folder, home.as_deref()));
                }
            }
        }
    }
}

/// Says whether a file of the theme is read, or stands there for people.
fn is_read(name: &str, templates: Option<&Sources<'_>>) -> bool {
    let notes = name.to_lowercase().ends_with(".md");
    let folder = name.split('/').next().unwrap_or_default();
    let ours = || program().iter().any(|(known, _)| *known == name);
    match folder {
        _ if notes || ours() => true,
        "static" => name.contains('/'),
        "strings" => language(name).is_some(),
        "fonts" => name.to_lowercase().ends_with(".txt"),
        _ if is_template(name) => templates.is_none_or(|templates| templates.contains_key(name)),
        _ => false,
    }
}

fn is_folder(name: &str) -> bool {
    let mut folders = program().into_iter().filter_map(|(known, _)| known.split_once('/'));
    name == "static" || folders.any(|(folder, _)| folder == name)
}

/// Finds the file of the program's theme that somebody meant by a name.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    // Notepad adds its own ending to every name.
    let name = lower.strip_suffix(".txt").unwrap_or(&lower);
    let known: Vec<&'static str> = program().into_iter().map(|(known, _)| known).collect();
    let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let same = known.iter().find(|known| last(known) == last(name)).copied();
    // Inside one folder only the names tell files apart.
    let beside = || {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let stem = |file: &str| file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
        let beside = known.iter().filter_map(|known| {
            let (other, file) = known.rsplit_once('/').unwrap_or(("", known));
            (other == folder).then(|| (stem(file), *known))
        });
        let beside: Vec<(String, &'static str)> = beside.collect();
        let written = stem(file);
        let best = nearest(&written, beside.iter().map(|(stem, _)| stem.as_str()))?;
        beside.iter().find(|(stem, _)| stem == best).map(|(_, known)| *known)
    };
    same.or_else(beside)
}

/// Says whether a system or an editor left the file there.
fn is_left_behind(name: &str) -> bool {
    name.starts_with(['.', '~'])
        || name.ends_with('~')
        || ["thumbs.db", "desktop.ini"].contains(&name.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn slips_of_the_pen_find_their_file() {
        for (written, file) in [
            ("pages/procedur.html", Some("pages/procedure.html")),
            ("pages/Procedure.html.txt", Some("pages/procedure.html")),
            ("pages/procedure - Copy.html", Some("pages/procedure.html")),
            ("procedure.html", Some("pages/procedure.html")),
            ("page/home.html", Some("pages/home.html")),
            ("posters/bord.svg", Some("posters/board.svg")),
            ("strings/vi.yml", Some("strings/vi.yaml")),
            ("theme.yml", Some("theme.yaml")),
            ("pages/xyz.html", None),
            ("pages/loa-phuong.html", None),
            ("mau.css", None),
        ] {
            assert_eq!(meant(written), file, "{written}");
        }
    }
}
