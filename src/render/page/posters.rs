//! `posters/index.html`: every sheet of every hall to look at, to print, and to show as evidence.
//!
//! For the official at the desk, not for citizens: `posters/` is never published, since some
//! sheets hold the passwords of wifi. Opens from the disk and has no script.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Value};

use crate::files::{Bytes, FilePath};
use crate::model::{Lang, Site};
use crate::render::poster::{Row, furniture};
use crate::theme::{Strings, Theme};

use super::style;

/// The template; a theme of its own may do without.
const TEMPLATE: &str = "pages/posters.html";

/// With more sheets than this every hall has a page of its own.
const ONE_PAGE: usize = 120;

/// The formats in the order of the links, with their words.
const FORMATS: [(&str, &str); 3] = [("pdf", "PDF"), ("png", "PNG"), ("svg", "SVG")];

/// A sheet on the page.
#[derive(Clone, Debug, Serialize)]
struct Line {
    title: String,
    kind: String,
    size: String,
    codes: usize,
    thumb: String,
    files: Vec<(&'static str, String)>,
}

/// A hall with its sheets.
#[derive(Clone, Debug, Serialize)]
struct Group<'a> {
    id: &'a str,
    name: String,
    count: usize,
    /// Sheets of each kind and size, in words.
    kinds: String,
    codes: usize,
    all: Option<String>,
    /// The page of its own, where there are too many sheets for one page.
    page: Option<String>,
    lines: Vec<Line>,
}

/// Renders the page of all sheets, and one for each hall where there are many; `formats` are the
/// endings of the files beside the small pictures.
///
/// `rows` are in the order of hanging. Nothing when the theme has no such page.
///
/// # Errors
/// When the template fails.
pub fn posters(
    site: &Site,
    theme: &Theme,
    rows: &[Row],
    formats: &[&str],
) -> tera::TeraResult<Vec<(FilePath, Bytes)>> {
    if rows.is_empty() || !theme.templates.get_template_names().any(|name| name == TEMPLATE) {
        return Ok(Vec::new());
    }
    let strings = theme.strings(&Lang::vietnamese());
    let divided = rows.len() > ONE_PAGE;
    let mut files = Vec::new();
    let mut groups = groups(site, strings, rows, formats, "");
    if divided {
        for group in groups_below(site, strings, rows, formats) {
            let path = FilePath::known(&format!("posters/{}/index.html", group.id));
            files.push((path, render(site, theme, strings, &[group], "../", formats)?));
        }
        for group in &mut groups {
            group.page = Some(format!("{}/index.html", group.id));
            group.lines.clear();
        }
    }
    let index = render(site, theme, strings, &groups, "", formats)?;
    files.push((FilePath::known("posters/index.html"), index));
    Ok(files)
}

fn render(
    site: &Site,
    theme: &Theme,
    strings: &Strings,
    groups: &[Group<'_>],
    up: &str,
    formats: &[&str],
) -> tera::TeraResult<Bytes> {
    let sheet = style::sheet(site, theme, &theme.templates, strings)?;
    let words =
        strings.iter().filter_map(|(key, words)| Some((key.strip_prefix("posters.")?, words)));
    let mut context = Context::new();
    context.insert_value("style", Value::safe_string(&sheet));
    context.insert("t", &words.collect::<BTreeMap<_, _>>());
    context.insert("commune", &site.commune.name);
    context.insert("example", &site.commune.example);
    context.insert("groups", groups);
    // As the foot of every sheet says.
    context.insert("unrecorded", strings.get("poster.unrecorded"));
    context.insert("up", up);
    context.insert("all", &(formats.contains(&"pdf") && up.is_empty()));
    context.insert("sheets", &groups.iter().map(|group| group.count).sum::<usize>());
    context.insert("codes", &groups.iter().map(|group| group.codes).sum::<usize>());
    Ok(theme.templates.render(TEMPLATE, &context)?.into_bytes().into())
}

/// The halls as seen from their own folders.
fn groups_below<'a>(
    site: &'a Site,
    strings: &Strings,
    rows: &'a [Row],
    formats: &[&str],
) -> Vec<Group<'a>> {
    let mut all = Vec::new();
    for rows in rows.chunk_by(|one, next| one.text("hall") == next.text("hall")) {
        let prefix = format!("{}/", rows[0].text("hall"));
        all.extend(groups(site, strings, rows, formats, &prefix));
    }
    all
}

/// Gathers sheets by hall; `base` is the folder below `posters/` that links start from.
fn groups<'a>(
    site: &'a Site,
    strings: &Strings,
    rows: &'a [Row],
    formats: &[&str],
    base: &str,
) -> Vec<Group<'a>> {
    let halls = rows.chunk_by(|one, next| one.text("hall") == next.text("hall"));
    let group = |rows: &'a [Row]| {
        let id = rows[0].text("hall");
        let village = site.villages.iter().find(|village| village.id.as_str() == id);
        let name = village.map_or_else(|| id.to_owned(), furniture::hall_name);
        let lines = rows.iter().map(|row| line(row, &name, strings, (formats, base)));
        let lines: Vec<Line> = lines.collect();
        let all = format!("{id}/all.pdf");
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for line in &lines {
            *counts.entry(format!("{} {}", line.kind, line.size)).or_default() += 1;
        }
        let kinds = counts.iter().map(|(kind, count)| format!("{count} × {kind}"));
        Group {
            id,
            name,
            count: rows.len(),
            kinds: kinds.collect::<Vec<_>>().join(" · "),
            codes: lines.iter().map(|line| line.codes).sum(),
            all: formats.contains(&"pdf").then(|| from(&all, base)),
            page: None,
            lines,
        }
    };
    halls.map(group).collect()
}

/// Describes a sheet; the hall's name is the heading above it.
fn line(row: &Row, hall: &str, strings: &Strings, (formats, base): (&[&str], &str)) -> Line {
    let file = row.text("file");
    let file = file.strip_prefix("posters/").unwrap_or(file);
    let path = |ending: &str| from(&format!("{file}.{ending}"), base);
    let (width, height) = row.size();
    let short = width.min(height).round() as u32;
    let name = match short {
        148 => "A5".to_owned(),
        210 => "A4".to_owned(),
        297 => "A3".to_owned(),
        420 => "A2".to_owned(),
        other => format!("{other} mm"),
    };
    let way = if width > height { "posters.across" } else { "posters.upright" };
    let known = FORMATS.iter().filter(|(ending, _)| formats.contains(ending));
    Line {
        title: row.text("title").replace(&format!(" – {hall}"), ""),
        kind: strings.get(&format!("posters.kind_{}", row.text("kind"))).to_owned(),
        size: format!("{name} {}", strings.get(way)),
        codes: row.codes(),
        thumb: path("thumb.png"),
        files: known.map(|(ending, word)| (*word, path(ending))).collect(),
    }
}

/// Writes a path below `posters/` as seen from the folder `base`.
fn from(path: &str, base: &str) -> String {
    path.strip_prefix(base).unwrap_or(path).to_owned()
}
