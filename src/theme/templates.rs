//! Templates of a theme: those that the program asks for, and those that these name.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};

use super::faults::{self, Spot};
use super::idle;
use super::layers::{Layers, Source, program};

/// The folders of templates.
const FOLDERS: [&str; 2] = ["pages", "posters"];

/// The templates of a theme by name, such as `pages/base.html`, with their text.
pub(super) type Sources<'a> = BTreeMap<String, Source<'a>>;

/// Collects the templates that the program has and, from one to the next, those that they include or
/// extend; nothing when one cannot serve, which is told.
///
/// What no template names is not read: a copy that somebody kept beside the original does no harm.
pub(super) fn collect<'a>(layers: &Layers<'a>, found: &mut Diagnostics) -> Option<Sources<'a>> {
    let (mut sources, mut sound) = (Sources::new(), true);
    let names = program().into_iter().map(|(name, _)| name.to_owned());
    let mut open: Vec<String> = names.filter(|name| is_template(name)).collect();
    while let Some(name) = open.pop() {
        if sources.contains_key(&name) {
            continue;
        }
        // A file that is no text was told of.
        let Some(text) = layers.text(&name, found) else {
            sound = false;
            continue;
        };
        for (range, other) in named(text.text) {
            if layers.bytes(other).is_some() && is_template(other) {
                open.push(other.to_owned());
            } else if text.own {
                let place = place(layers, &name, text, range);
                found.push(faults::missing(place, other, idle::meant(other)));
                sound = false;
            }
        }
        sources.insert(name, text);
    }
    for (name, text) in sources.iter().filter(|(_, text)| text.own) {
        faults::strangers(&layers.path(name), *text, found);
        if name.starts_with("posters/") {
            sound &= faults::frame_parts(&layers.path(name), *text, found);
        }
    }
    sound.then_some(sources)
}

/// Reads the templates; nothing when one is broken, which is told.
pub(super) fn parse(
    sources: &Sources<'_>,
    own: &Own,
    found: &mut Diagnostics,
) -> Option<tera::Tera> {
    let mut templates = tera::Tera::default();
    templates.autoescape_on(vec![".html", ".svg", ".xml"]);
    let texts = sources.iter().map(|(name, text)| (name.as_str(), text.text));
    match templates.add_raw_templates(texts.collect::<Vec<_>>()) {
        Ok(()) => Some(templates),
        Err(error) => {
            match reported(&error, sources, own) {
                Some(spot) => found.push(faults::template(&own.folder, &spot, &own.templates)),
                None => found.push(own.broken(&error)),
            }
            None
        }
    }
}

/// Reads the report that the engine writes of names that it does not know, such as components and
/// blocks, `error: <reason>` and `--> <template>:<line>:<column>`: the first about a template of the
/// project, else the first of all.
fn reported(error: &tera::Error, sources: &Sources<'_>, own: &Own) -> Option<Spot> {
    let said = error.to_string();
    let mut spots = Vec::new();
    for report in said.split("error: ").skip(1) {
        let mut lines = report.lines();
        let reason = lines.next()?;
        let at = lines.next()?.trim_start().strip_prefix("--> ")?;
        let [column, line, name] = at.rsplitn(3, ':').collect::<Vec<_>>().try_into().ok()?;
        let start =
            faults::byte_of(sources.get(name)?.text, line.parse().ok()?, column.parse().ok()?);
        let range = start..start;
        spots.push(Spot { name: name.to_owned(), range, reason: reason.to_owned() });
    }
    let first = spots.iter().position(|spot| own.templates.contains_key(&spot.name));
    (!spots.is_empty()).then(|| spots.swap_remove(first.unwrap_or_default()))
}

/// Says whether a file of the theme is a template.
pub(super) fn is_template(name: &str) -> bool {
    // Notes for people stand beside the templates.
    let folder = name.split_once('/').map(|(folder, _)| folder);
    folder.is_some_and(|folder| FOLDERS.contains(&folder))
        && name.rsplit_once('.').is_none_or(|(_, ending)| ending != "md")
}

/// Says whether a template asks for the words of a key: `t.site.guide`, or on the page of posters
/// `t.title` for `posters.title`.
pub(super) fn ask_for(sources: &Sources<'_>, key: &str) -> bool {
    let short = key.strip_prefix("posters.").unwrap_or(key);
    let asks = |text: &str, key: &str| {
        let wanted = format!("t.{key}");
        let ends = text.match_indices(&wanted).map(|(at, _)| &text[at + wanted.len()..]);
        let mut ends = ends.map(|rest| rest.chars().next());
        ends.any(|next| next.is_none_or(|c| !c.is_alphanumeric() && c != '_'))
    };
    sources.values().any(|source| asks(source.text, key) || asks(source.text, short))
}

/// Finds the names that a template includes or extends, with their bytes.
fn named(text: &str) -> Vec<(Range<usize>, &str)> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(open) = text[at..].find("{%").map(|open| at + open) {
        // What stands in a comment is not read.
        if let Some(comment) = text[at..open].find("{#").map(|comment| at + comment) {
            at = text[comment..].find("#}").map_or(text.len(), |close| comment + close + 2);
            continue;
        }
        let end = text[open..].find("%}").map_or(text.len(), |close| open + close);
        let tag = &text[open..end];
        let word = tag.trim_start_matches(['{', '%', '-']).trim_start();
        if word.starts_with("include") || word.starts_with("extends") {
            let quoted = |quote: char| {
                let start = tag.find(quote)? + 1;
                let length = tag[start..].find(quote)?;
                Some(open + start..open + start + length)
            };
            let range = ['"', '\'', '`'].into_iter().find_map(quoted);
            found.extend(range.map(|range| (range.clone(), &text[range])));
        }
        at = end;
    }
    found
}

fn place(layers: &Layers<'_>, name: &str, text: Source<'_>, range: Range<usize>) -> Place {
    Place::new(layers.path(name), range.start + text.skipped, range.end + text.skipped)
}

/// What of a theme is the project's own, to tell whose template failed.
#[derive(Clone, Debug)]
pub(super) struct Own {
    folder: String,
    /// The project's templates, with the bytes before their text.
    templates: BTreeMap<String, usize>,
}

impl Own {
    pub(super) fn of(folder: &str, sources: &Sources<'_>) -> Self {
        let own = sources.iter().filter(|(_, text)| text.own);
        let templates = own.map(|(name, text)| (name.clone(), text.skipped)).collect();
        Self { folder: folder.to_owned(), templates }
    }

    /// Says what a template that failed is about, at its line.
    pub(super) fn broken(&self, error: &tera::Error) -> Diagnostic {
        match Spot::of(error) {
            Some(spot) => faults::template(&self.folder, &spot, &self.templates),
            None => faults::unplaced(&self.folder, error, &self.templates),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn names_are_found_where_a_template_says_them() {
        let text = "{%- extends \"pages/a.html\" %}{# {% include 'pages/no.html' %} #}\n\
                    {{ \"pages/no.html\" }}{% include 'pages/b.html' -%}{% if x %}{% include";
        let names: Vec<_> =
            named(text).into_iter().map(|(range, name)| (range.start, name)).collect();
        assert_eq!(names, [(13, "pages/a.html"), (98, "pages/b.html")]);
    }
}
