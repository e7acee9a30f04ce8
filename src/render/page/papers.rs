//! Papers and steps, as check-list and as numbered list.

use serde::Serialize;

use crate::files::Bytes;
use crate::model::procedure::{Channel, Document, Form, Step};
use crate::render::words;

use super::edition::Edition;
use super::way::{Way, encode};

/// The papers of a procedure or a case.
#[derive(Debug, Serialize)]
pub(super) struct Papers<'a> {
    groups: Vec<Group<'a>>,
    /// Such as `4 loại ai cũng cần, 2 loại tùy trường hợp`.
    count: String,
    pub(super) total: usize,
    /// Whether the words are Vietnamese on a page in another language.
    foreign: bool,
}

/// Papers under one heading.
#[derive(Debug, Serialize)]
struct Group<'a> {
    title: Option<&'a str>,
    papers: Vec<Paper<'a>>,
}

#[derive(Debug, Serialize)]
struct Paper<'a> {
    /// What a phone remembers it by when it is ticked: it follows from the paper itself, so that a
    /// list that changed never shows a tick on another paper.
    key: String,
    name: &'a str,
    /// The full name, where short words stand in its place.
    full: Option<&'a str>,
    count: String,
    show: bool,
    when: Option<&'a str>,
    any_of: &'a [String],
    note: Option<&'a str>,
    form: Option<FormView>,
}

#[derive(Debug, Serialize)]
struct FormView {
    label: String,
    href: Option<String>,
    /// Such as `DOCX, 34 KB`.
    size: Option<String>,
}

/// A name longer than this many characters stands behind its short words, where it has any.
const LONG_NAME: usize = 90;

/// Describes papers; `texts` are their words in the language of the page.
pub(super) fn papers<'a>(
    edition: &Edition<'a>,
    way: &Way,
    documents: &'a [Document],
    texts: Option<&'a [Document]>,
) -> Option<Papers<'a>> {
    if documents.is_empty() {
        return None;
    }
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        let text = texts.and_then(|texts| texts.get(at)).unwrap_or(document);
        let group = text.group.as_deref().or(document.group.as_deref());
        let paper = paper(edition, way, document, text);
        match groups.last_mut() {
            Some(last) if last.title == group => last.papers.push(paper),
            _ => groups.push(Group { title: group, papers: vec![paper] }),
        }
    }
    let sometimes = documents.iter().filter(|document| document.when.is_some()).count();
    let foreign = texts.is_none() && !edition.lang.is_vietnamese();
    let total = documents.len();
    Some(Papers { groups, count: count(edition, total - sometimes, sometimes), total, foreign })
}

fn count(edition: &Edition<'_>, always: usize, sometimes: usize) -> String {
    let part =
        |key: &str, n: usize| (n > 0).then(|| edition.strings.fill(key, &[("n", &n.to_string())]));
    let parts =
        [part("procedure.papers_always", always), part("procedure.papers_sometimes", sometimes)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn paper<'a>(
    edition: &Edition<'a>,
    way: &Way,
    document: &'a Document,
    text: &'a Document,
) -> Paper<'a> {
    let brief = text.brief.as_deref().filter(|_| text.name.chars().count() > LONG_NAME);
    let form = document.form.as_ref().map(|form| {
        let name = text.form.as_ref().map_or(&form.name, |form| &form.name);
        form_view(edition, way, form, name)
    });
    Paper {
        key: key(document),
        name: brief.unwrap_or(&text.name),
        full: brief.map(|_| text.name.as_str()),
        count: words::copies(document, edition.strings),
        show: document.show,
        when: text.when.as_deref().or(document.when.as_deref()),
        any_of: if text.any_of.is_empty() { &document.any_of } else { &text.any_of },
        note: text.note.as_deref().or(document.note.as_deref()),
        form,
    }
}

/// Returns six letters and digits that tell a paper from the others of its guide.
fn key(document: &Document) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in [&document.name, document.when.as_deref().unwrap_or_default()] {
        hasher.update(text.as_bytes()).update(&[0]);
    }
    hasher.finalize().to_hex()[..6].to_owned()
}

fn form_view(edition: &Edition<'_>, way: &Way, form: &Form, name: &str) -> FormView {
    let file = form.file.as_ref().and_then(|file| Some((file, edition.site.forms.get(file)?)));
    let key = if file.is_some() { "procedure.form" } else { "procedure.form_name" };
    FormView {
        label: edition.strings.fill(key, &[("name", name)]),
        href: file.map(|(file, _)| way.to(&encode(file.as_str()))),
        size: file.map(|(file, bytes)| {
            let kind = file.extension().unwrap_or_default().to_uppercase();
            format!("{kind}, {} KB", kilobytes(bytes))
        }),
    }
}

fn kilobytes(bytes: &Bytes) -> usize {
    bytes.len().div_ceil(1024).max(1)
}

/// Steps under one heading, numbered on from the ones before.
#[derive(Debug, Serialize)]
pub(super) struct Steps<'a> {
    runs: Vec<Run<'a>>,
    /// Whether some are for one way of filing only: then a reader may choose.
    ways: bool,
    pub(super) total: usize,
    foreign: bool,
}

#[derive(Debug, Serialize)]
struct Run<'a> {
    /// The way of filing, by its key; nothing: every way.
    way: Option<&'static str>,
    title: Option<&'a str>,
    /// The number of the first step.
    start: usize,
    steps: Vec<&'a str>,
}

/// Describes steps; `texts` are their words in the language of the page.
///
/// Steps in a row for the same way of filing share a heading.
pub(super) fn steps<'a>(
    edition: &Edition<'a>,
    steps: &'a [Step],
    texts: Option<&'a [Step]>,
) -> Option<Steps<'a>> {
    let mut runs: Vec<(Option<Channel>, Run<'a>)> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let text = &texts.and_then(|texts| texts.get(at)).unwrap_or(step).text;
        match runs.last_mut() {
            Some((channel, run)) if *channel == step.channel => run.steps.push(text),
            last => {
                let title = match step.channel {
                    None => last.map(|_| "channel.step_all"),
                    Some(Channel::InPerson) => Some("channel.step_in_person"),
                    Some(Channel::Online) => Some("channel.step_online"),
                    Some(Channel::Post) => Some("channel.step_post"),
                };
                let title = title.map(|key| edition.say(key));
                let way = step.channel.map(Channel::key);
                runs.push((step.channel, Run { way, title, start: at + 1, steps: vec![text] }));
            }
        }
    }
    let foreign = texts.is_none() && !edition.lang.is_vietnamese();
    let runs: Vec<_> = runs.into_iter().map(|(_, run)| run).collect();
    let ways = runs.iter().any(|run| run.way.is_some());
    (!runs.is_empty()).then_some(Steps { runs, ways, total: steps.len(), foreign })
}
