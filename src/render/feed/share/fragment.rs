//! HTML to paste into a portal's editor: plain elements, no style, class or script, whole links.

use super::{Source, Told};
use crate::model::procedure::{Case, Channel, Document};
use crate::model::site::Thing;
use crate::render::feed::xml;
use crate::render::poster::facts::Phrase;
use crate::render::words;

pub(super) fn of(source: Source<'_>, told: &Told<'_>) -> String {
    let (strings, procedure) = (source.strings, told.procedure);
    let mut html = Html::default();
    html.line("h2", &procedure.title);
    if source.site.commune.example {
        html.line("p", strings.get("site.example"));
    }
    html.line("p", &told.summary(source));
    if told.stopped.is_none() {
        papers(source, told, &mut html);
        let steps = told.facts.steps.iter().map(|step| xml::text(&step.full));
        html.list("ol", strings.get("procedure.steps_title"), steps);
        online(source, told, &mut html);
        let lists = [
            ("procedure.fee", &told.fee),
            ("procedure.time", &told.time),
            ("procedure.result", &procedure.result),
            ("procedure.conditions", &procedure.conditions),
            ("procedure.refusals", &procedure.refusals),
            ("procedure.notes", &procedure.notes),
        ];
        for (key, lines) in lists {
            html.list("ul", strings.get(key), lines.iter().map(|line| xml::text(line)));
        }
        let deadline = told.facts.deadline.iter().map(|line| xml::text(line));
        html.list("ul", strings.get("procedure.deadline"), deadline);
        let place = told.place.iter().chain(&told.hours).map(|line| xml::text(line));
        html.list("ul", strings.get("procedure.where"), place);
        if let Some(doubt) = told.doubt {
            html.line("p", doubt);
        }
    }
    if let Some(decision) = &procedure.decision {
        let dated = words::dated(&decision.number, decision.date, strings);
        html.line("p", &format!("{}: {dated}", strings.get("procedure.decision")));
    }
    let address = source.short(Thing::Procedure, &procedure.id);
    html.raw(&format!(
        "<p>{}</p>",
        strings.fill("share.more", &[("address", &link(&address, &address))])
    ));
    html.0
}

fn papers(source: Source<'_>, told: &Told<'_>, html: &mut Html) {
    let strings = source.strings;
    let line = |(phrase, document): (&Phrase, &Document)| paper(source, phrase, document);
    let own = told.facts.papers.iter().zip(&told.procedure.documents).map(line);
    html.list("ul", strings.get("procedure.papers_title"), own);
    let with_papers = |case: &'_ &Case| case.documents.is_some();
    let cases = told.procedure.cases.iter().filter(with_papers);
    for ((title, papers), case) in told.facts.cases.iter().zip(cases) {
        let documents = case.documents.as_deref().unwrap_or_default();
        let head = strings.fill("share.case", &[("case", title)]);
        html.list("ul", &head, papers.iter().zip(documents).map(line));
    }
}

/// Writes a paper, with its form to download.
fn paper(source: Source<'_>, phrase: &Phrase, document: &Document) -> String {
    let file = document.form.as_ref().and_then(|form| Some((form, form.file.as_ref()?)));
    let known = file.filter(|(_, file)| source.site.forms.contains_key(*file));
    let form = known.map(|(form, file)| {
        let label = source.strings.fill("procedure.form", &[("name", &form.name)]);
        format!(" ({})", link(&source.url(&encoded(file.as_str())), &label))
    });
    format!("{}{}", xml::text(&phrase.full), form.unwrap_or_default())
}

fn online(source: Source<'_>, told: &Told<'_>, html: &mut Html) {
    let way = told.procedure.channels.0.get(&Channel::Online);
    if let Some(url) = way.and_then(|way| way.url.as_ref()) {
        let label = source.strings.get("procedure.file_online");
        html.raw(&format!("<p>{}</p>", link(url.as_str(), label)));
    }
}

fn link(url: &str, label: &str) -> String {
    format!("<a href=\"{}\">{}</a>", xml::text(url), xml::text(label))
}

/// Writes the path of a file so that it can stand in a link (RFC 3986 §2.1).
fn encoded(path: &str) -> String {
    let mut encoded = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded += &format!("%{byte:02X}");
        }
    }
    encoded
}

/// HTML, line by line.
#[derive(Default)]
struct Html(String);

impl Html {
    fn raw(&mut self, line: &str) {
        self.0 += line;
        self.0.push('\n');
    }

    fn line(&mut self, element: &str, words: &str) {
        self.raw(&format!("<{element}>{}</{element}>", xml::text(words)));
    }

    /// Adds a heading and a list of what is escaped already; nothing where there is no item.
    fn list(&mut self, element: &str, head: &str, items: impl IntoIterator<Item = String>) {
        let items: Vec<String> = items.into_iter().map(|item| format!("<li>{item}</li>")).collect();
        if items.is_empty() {
            return;
        }
        self.line("h3", head.trim_end_matches(':'));
        self.raw(&format!("<{element}>\n{}\n</{element}>", items.join("\n")));
    }
}
