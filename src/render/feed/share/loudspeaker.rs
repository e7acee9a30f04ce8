//! What is read out through the village's loudspeakers: whole sentences, nothing to be noted down
//! but a phone, numbers in words. It begins and ends with the commune.

use super::zalo::covers;
use super::{Source, Told};
use crate::model::Program;
use crate::model::program::Promise;
use crate::render::poster::facts::Phrase;
use crate::render::words::{self, spoken};

/// Longer items are told by their short words, in characters.
const LONG: usize = 160;

/// The most items of a list that ears can follow.
const MOST: usize = 10;

/// Sentences that are gathered for reading aloud.
struct Script<'a> {
    source: Source<'a>,
    lines: Vec<String>,
}

impl<'a> Script<'a> {
    fn new(source: Source<'a>, key: &'a str, title: &str) -> Self {
        let mut script = Self { source, lines: Vec::new() };
        let commune = source.site.commune.name.as_str();
        script.say_as(key, &[("commune", commune), ("title", title)]);
        if source.site.commune.example {
            script.say(source.strings.get("site.example"));
        }
        script
    }

    /// Adds a line of content, as a sentence.
    fn say(&mut self, written: &str) {
        let mut said = words::capital(&spoken::text(written, self.source.strings));
        if said.is_empty() {
            return;
        }
        while said.ends_with([',', ':', ' ']) {
            said.pop();
        }
        if !said.ends_with(['.', '?']) {
            said.push('.');
        }
        self.lines.push(said);
    }

    /// Adds a line of the theme's words, filled.
    fn say_as(&mut self, key: &'a str, values: &[(&str, &str)]) {
        let filled = self.source.strings.fill(key, values);
        self.say(&filled);
    }

    /// Adds a list: each item by its place, what is beyond [`MOST`] by its count.
    fn list<'p>(&mut self, key: &'a str, items: impl ExactSizeIterator<Item = &'p str>) {
        let more = items.len().saturating_sub(MOST);
        for (at, item) in items.enumerate().take(MOST) {
            let place = spoken::number(at as u64 + 1);
            self.say_as(key, &[("n", &place), ("what", item)]);
        }
        if more > 0 {
            self.say_as("share.aloud_more", &[("n", &more.to_string())]);
        }
    }

    /// Ends with whom to call, and the commune.
    fn end(mut self) -> String {
        let commune = &self.source.site.commune;
        if let Some(phone) = &commune.phone {
            let said = spoken::phone(phone);
            // What is not a number at all is read as it stands.
            let said = if said.is_empty() { phone.clone() } else { said };
            self.say_as("share.aloud_call", &[("phone", &said)]);
        }
        self.say_as("share.aloud_end", &[("commune", &commune.name)]);
        self.lines.join("\n") + "\n"
    }
}

pub(super) fn procedure(source: Source<'_>, told: &Told<'_>) -> String {
    let title = &told.procedure.title;
    let over = told.stopped.is_some();
    let key = if over { "share.aloud_program" } else { "share.aloud_procedure" };
    let mut script = Script::new(source, key, title);
    if let Some(stopped) = &told.stopped {
        script.say(stopped);
        return script.end();
    }
    if let Some(summary) = &told.procedure.summary {
        script.say(summary);
    }
    papers(told, &mut script);
    if !told.facts.steps.is_empty() {
        script.list("share.aloud_step", told.facts.steps.iter().map(heard));
    }
    facts(told, &mut script);
    script.end()
}

fn papers(told: &Told<'_>, script: &mut Script<'_>) {
    let papers = &told.facts.papers;
    if !papers.is_empty() {
        script.say_as("share.aloud_papers", &[("n", &papers.len().to_string())]);
        script.list("share.aloud_item", papers.iter().map(heard));
    }
    let cases: Vec<&str> = told.facts.cases.iter().map(|(title, _)| title.as_str()).collect();
    if !cases.is_empty() {
        script.say_as("share.aloud_cases", &[("cases", &cases.join("; "))]);
    }
}

/// Returns the words of an item that ears can follow.
fn heard(phrase: &Phrase) -> &str {
    if phrase.full.chars().count() <= LONG { &phrase.full } else { &phrase.brief }
}

fn facts(told: &Told<'_>, script: &mut Script<'_>) {
    let strings = script.source.strings;
    let labelled = [
        ("procedure.fee", told.fee.as_slice()),
        ("procedure.time", told.time.as_slice()),
        ("procedure.deadline", told.facts.deadline.as_slice()),
    ];
    for (key, lines) in labelled {
        for (at, line) in lines.iter().enumerate() {
            let label = if at == 0 { format!("{}: ", strings.get(key)) } else { String::new() };
            script.say(&format!("{label}{}", words::lowered(line, strings)));
        }
    }
    if let Some(place) = &told.place {
        script.say(&format!("{}: {place}", strings.get("procedure.receives")));
    }
    for hours in &told.hours {
        script.say(&format!("{}: {hours}", strings.get("site.hours")));
    }
    if let Some(doubt) = told.doubt {
        script.say(doubt);
    }
}

pub(super) fn program(source: Source<'_>, program: &Program) -> String {
    let strings = source.strings;
    let commune = &source.site.commune;
    let mut script = Script::new(source, "share.aloud_program", &program.title);
    if let Some(summary) = &program.summary {
        script.say(summary);
    }
    script.say(&words::program::when(program, strings));
    if let Some(office) = words::program::office(program, commune.hours.as_ref(), strings) {
        script.say(&format!("{}: {office}", strings.get("site.hours")));
    }
    script.say(&words::program::period(program, strings).replace(" · ", ". "));
    if let Some(cutoff) = &program.cutoff {
        script.say(&words::program::cutoff(cutoff, strings));
    }
    for promise in &program.promises {
        script.say(words::program::promise(*promise, strings));
    }
    if let Some(audience) = &program.audience {
        script.say(&format!("{}: {audience}", strings.get("program_page.audience")));
    }
    for line in covers(source, program) {
        script.say(&line);
    }
    let centre = [commune.centre.name.as_deref(), commune.centre.address.as_deref()];
    let centre = centre.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if !centre.is_empty() && !program.promises.contains(&Promise::AtHome) {
        script.say(&strings.fill("poster.program_place", &[("place", &centre)]));
    }
    script.end()
}
