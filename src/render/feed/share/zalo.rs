//! What an official posts on Zalo: title, description and text, each within its limit.

use super::{Source, Told, cut};
use crate::model::Program;
use crate::model::site::Thing;
use crate::render::words;

/// The most characters of the title of an article (Zalo Official Account).
const TITLE: usize = 150;

/// The most characters of the description of an article (Zalo Official Account).
const DESCRIPTION: usize = 300;

/// Writes the three parts, a blank line between them.
fn article(title: &str, description: &str, text: &str) -> String {
    let line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let (title, description) = (line(title), line(description));
    format!("{}\n\n{}\n\n{text}", cut(&title, TITLE), cut(&description, DESCRIPTION))
}

pub(super) fn procedure(source: Source<'_>, told: &Told<'_>) -> String {
    let (strings, procedure) = (source.strings, told.procedure);
    let commune = &source.site.commune;
    let title = format!("{} – {}", procedure.title, commune.name);
    let mut text = Text::default();
    text.lines(commune.example.then(|| strings.get("site.example").to_owned()));
    if let Some(stopped) = &told.stopped {
        text.part(None, [stopped.clone()]);
    } else {
        papers(source, told, &mut text);
        let steps = told.facts.steps.iter().enumerate();
        let steps = steps.map(|(at, step)| format!("{}. {}", at + 1, step.full));
        text.part(Some(strings.get("procedure.steps_title")), steps);
        text.part(Some(strings.get("procedure.fee")), told.fee.iter().map(item));
        text.part(Some(strings.get("procedure.time")), told.time.iter().map(item));
        text.part(Some(strings.get("procedure.deadline")), told.facts.deadline.iter().map(item));
        text.part(Some(strings.get("procedure.result")), procedure.result.iter().map(item));
        let place = told.place.iter().chain(&told.hours);
        text.part(Some(strings.get("procedure.where")), place.map(item));
        text.part(None, told.doubt.map(str::to_owned));
    }
    text.part(None, contact(source, &told.short(source)));
    article(&title, &told.summary(source), &text.0)
}

fn papers(source: Source<'_>, told: &Told<'_>, text: &mut Text) {
    let strings = source.strings;
    let own = told.facts.papers.iter().map(|paper| item(&paper.full));
    text.part(Some(strings.get("procedure.papers_title")), own);
    for (case, papers) in &told.facts.cases {
        let head = strings.fill("share.case", &[("case", case)]);
        text.part(Some(&head), papers.iter().map(|paper| item(&paper.full)));
    }
}

pub(super) fn program(source: Source<'_>, program: &Program) -> String {
    let strings = source.strings;
    let commune = &source.site.commune;
    let title = format!("{} – {}", program.title, commune.name);
    let when = words::program::when(program, strings);
    let mut text = Text::default();
    text.lines(commune.example.then(|| strings.get("site.example").to_owned()));
    let office = words::program::office(program, commune.hours.as_ref(), strings);
    let period = words::program::period(program, strings);
    let cutoff = program.cutoff.as_ref().map(|cutoff| words::program::cutoff(cutoff, strings));
    let times = [Some(words::capital(&when)), office, Some(period), cutoff].into_iter().flatten();
    text.part(Some(strings.get("program_page.when")), times.map(|line| item(&line)));
    let promises = program.promises.iter().map(|one| item(words::program::promise(*one, strings)));
    text.part(Some(strings.get("program_page.promises")), promises);
    let audience = program.audience.iter().map(item);
    text.part(Some(strings.get("program_page.audience")), audience);
    text.part(Some(strings.get("program_page.covers")), covers(source, program).iter().map(item));
    text.part(None, contact(source, &source.short(Thing::Program, &program.id)));
    let summary = program.summary.clone().unwrap_or_else(|| words::capital(&when));
    article(&title, &summary, &text.0)
}

/// Says what a program covers and what not, as far as its plan says.
pub(super) fn covers(source: Source<'_>, program: &Program) -> Vec<String> {
    let (strings, covers) = (source.strings, &program.covers);
    let mut lines = Vec::new();
    if covers.all {
        lines.push(strings.get("program_page.covers_all").to_owned());
    }
    let fields = covers.fields.iter().filter_map(|id| source.site.field(id));
    lines.extend(
        fields
            .map(|field| format!("{} {}", strings.get("program_page.covers_fields"), field.title)),
    );
    let named = covers.procedures.iter().filter_map(|id| source.site.procedure(id));
    lines.extend(named.filter(|one| one.is_public()).map(|one| one.title.clone()));
    lines.extend(covers.text.clone());
    for exception in &program.except {
        let named = exception.procedure.as_ref().and_then(|id| source.site.procedure(id));
        let what = named.map(|one| one.title.clone()).or_else(|| exception.text.clone());
        let reason = exception.reason.as_ref().map(|reason| format!(" ({reason})"));
        lines.extend(what.map(|what| {
            format!("{}: {what}{}", strings.get("program_page.except"), reason.unwrap_or_default())
        }));
    }
    lines
}

fn contact(source: Source<'_>, address: &str) -> Vec<String> {
    let strings = source.strings;
    let phone = source.site.commune.phone.as_ref();
    let call = phone.map(|phone| strings.fill("site.call", &[("phone", phone)]));
    call.into_iter().chain([strings.fill("share.more", &[("address", address)])]).collect()
}

fn item(words: impl AsRef<str>) -> String {
    format!("- {}", words.as_ref())
}

/// A text of parts under headings.
#[derive(Default)]
struct Text(String);

impl Text {
    fn lines(&mut self, lines: impl IntoIterator<Item = String>) {
        for line in lines {
            self.0 += &line.split_whitespace().collect::<Vec<_>>().join(" ");
            self.0.push('\n');
        }
    }

    /// Adds a part; nothing where it has no line.
    fn part(&mut self, head: Option<&str>, lines: impl IntoIterator<Item = String>) {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_none() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.lines(head.map(|head| head.trim_end_matches(':').to_uppercase()));
        self.lines(lines);
    }
}
