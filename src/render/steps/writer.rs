//! The lines of a steps text: papers, steps, fee, time, result, and what stands around them.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::Dropped;
use crate::model::Procedure;
use crate::model::procedure::{Case, Channel, Channels, Document, Fee, Step};
use crate::model::site::Commune;
use crate::render::words;
use crate::theme::Strings;

/// What a text is written from.
pub(super) struct Writer<'a> {
    /// The procedure.
    pub procedure: &'a Procedure,
    /// Whose name and phone stand at the ends.
    pub commune: &'a Commune,
    /// The words.
    pub strings: &'a Strings,
}

/// The parts of a text, item by item; none ends in a line feed.
#[derive(Clone)]
pub(super) struct Lines {
    /// Papers, in few words.
    pub papers: Vec<String>,
    /// Steps with their numbers.
    pub steps: Vec<String>,
    /// Fee, time, result.
    pub facts: Vec<String>,
}

impl Lines {
    /// Counts the items between which a text can be divided.
    pub(super) fn count(&self) -> usize {
        self.papers.len() + self.steps.len() + self.facts.len()
    }

    /// Returns about how long it is, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.papers.iter().chain(&self.steps).chain(&self.facts).map(String::len).sum()
    }

    /// Writes everything, each line with its feed.
    pub(super) fn text(&self, strings: &Strings) -> String {
        self.divided(self.count(), strings).0
    }

    /// Writes the first `at` items and the others; papers of the second part get a head again.
    pub(super) fn divided(&self, at: usize, strings: &Strings) -> (String, String) {
        let papers = at.min(self.papers.len());
        let rest = self.steps.iter().chain(&self.facts);
        let ended = |line: &String| format!("{line}\n");
        let first: String = rest.clone().take(at - papers).map(ended).collect();
        let second: String = rest.skip(at - papers).map(ended).collect();
        let (early, late) = self.papers.split_at(papers);
        let again = if early.is_empty() { "steps_code.papers" } else { "steps_code.papers_again" };
        let first = listed(early, "steps_code.papers", strings) + &first;
        (first, listed(late, again, strings) + &second)
    }
}

/// Writes papers: one behind its label, more as a list below it.
fn listed(papers: &[String], label: &str, strings: &Strings) -> String {
    match papers {
        [] => String::new(),
        [one] => strings.fill(label, &[("words", one)]) + "\n",
        several => {
            let head = strings.fill(label, &[("words", "")]);
            format!("{}\n- {}\n", head.trim_end(), several.join("\n- "))
        }
    }
}

impl Writer<'_> {
    /// Keeps what this procedure has at all: what is not there is not left out.
    pub(super) fn present(&self, dropped: &[Dropped]) -> Vec<Dropped> {
        let full = self.lines(&[]).text(self.strings);
        let changes = |one: &&Dropped| self.lines(&[**one]).text(self.strings) != full;
        dropped.iter().filter(changes).copied().collect()
    }

    /// Writes every line but what is dropped.
    pub(super) fn lines(&self, dropped: &[Dropped]) -> Lines {
        let is_kept = |what: Dropped| !dropped.contains(&what);
        let line = |key: &str, words: &str| {
            (!words.is_empty()).then(|| self.strings.fill(key, &[("words", words)]))
        };
        let result = words::joined(self.procedure.result.iter().cloned());
        let facts = [
            line("steps_code.fee", &self.fee(is_kept(Dropped::FeeNotes))),
            line("steps_code.time", &self.time()),
            line("steps_code.result", &result).filter(|_| is_kept(Dropped::Result)),
        ];
        Lines {
            papers: self.papers(is_kept(Dropped::ConditionalPapers), is_kept(Dropped::PaperNotes)),
            steps: self.steps(),
            facts: facts.into_iter().flatten().collect(),
        }
    }

    /// Writes papers that everybody brings, those of some if `conditional`, and that there are more.
    fn papers(&self, conditional: bool, noted: bool) -> Vec<String> {
        let mut documents: Vec<&Document> = self.procedure.documents.iter().collect();
        let of_cases: Vec<&Vec<Document>> =
            self.procedure.cases.iter().filter_map(|case| case.documents.as_ref()).collect();
        if documents.is_empty()
            && let Some((first, rest)) = of_cases.split_first()
        {
            // What every case asks for is brought in any case.
            let named = |document: &Document| self.paper(document, false);
            let everywhere = |document: &&Document| {
                rest.iter().all(|case| case.iter().any(|other| named(other) == named(document)))
            };
            documents = first.iter().filter(everywhere).collect();
        }
        let sometimes = documents.iter().any(|paper| paper.when.is_some()) && !conditional;
        documents.retain(|paper| conditional || paper.when.is_none());
        let mut papers: Vec<String> =
            documents.into_iter().map(|paper| self.paper(paper, noted)).collect();
        if sometimes || !of_cases.is_empty() {
            let key =
                if papers.is_empty() { "steps_code.only_by_case" } else { "steps_code.by_case" };
            papers.push(self.strings.get(key).to_owned());
        }
        papers
    }

    fn paper(&self, document: &Document, noted: bool) -> String {
        let mut words = document.brief.clone().unwrap_or_else(|| document.name.clone());
        if noted {
            let choices = document.any_of.join(", ");
            // Short words stand for the choice already.
            if !choices.is_empty() && document.brief.is_none() {
                words += &self.strings.fill("steps_code.any_of", &[("choices", &choices)]);
            }
            let copies = words::copies(document, self.strings);
            let several = document.copies.unwrap_or(0) > 0 || document.originals.unwrap_or(0) > 1;
            if document.show || several {
                words += &format!(" ({copies})");
            }
            if let Some(note) = &document.note {
                words += &format!(" ({note})");
            }
        }
        // A group such as "Người nước ngoài" says who needs the paper, as a condition does.
        match document.when.as_ref().or(document.group.as_ref()) {
            Some(when) => format!("{when}: {words}"),
            None => words,
        }
    }

    fn steps(&self) -> Vec<String> {
        let steps = self.procedure.steps.iter().enumerate();
        let mut steps: Vec<String> =
            steps.map(|(at, step)| format!("{}. {}", at + 1, self.step(step))).collect();
        if self.procedure.cases.iter().any(|case| case.steps.is_some()) {
            steps.push(self.strings.get("steps_code.steps_by_case").to_owned());
        }
        steps
    }

    fn step(&self, step: &Step) -> String {
        let words = step.brief.as_ref().unwrap_or(&step.text);
        // With one way of filing every step is of that way.
        let key = match step.channel.filter(|_| self.procedure.channels.0.len() > 1) {
            None => return words.clone(),
            Some(Channel::InPerson) => "steps_code.step_in_person",
            Some(Channel::Online) => "steps_code.step_online",
            Some(Channel::Post) => "steps_code.step_post",
        };
        self.strings.fill(key, &[("step", words)])
    }

    fn fee(&self, noted: bool) -> String {
        let strings = self.strings;
        let own = |ways: &Channels| ways.0.values().any(|way| way.fee.is_some());
        let differs = |case: &Case| case.fee.is_some() || case.channels.as_ref().is_some_and(own);
        let spelled = by_way(&words::fees(self.procedure, strings), strings);
        let mut spelled = self.by_case("fee", spelled, differs);
        if !noted || spelled.is_empty() {
            return spelled;
        }
        let own = self.procedure.channels.0.values().filter_map(|way| way.fee.as_ref());
        let fees: Vec<&Fee> = self.procedure.fee.iter().chain(own).collect();
        let exempt = once(fees.iter().flat_map(|fee| &fee.exemptions));
        if !exempt.is_empty() {
            spelled += &strings.fill("steps_code.exempt", &[("who", &exempt.join(", "))]);
        }
        let explained = once(fees.iter().filter_map(|fee| fee.note.as_ref()));
        words::joined([spelled].into_iter().chain(explained.into_iter().map(str::to_owned)))
    }

    fn time(&self) -> String {
        let own = |ways: &Channels| ways.0.values().any(|way| way.time.is_some());
        let differs = |case: &Case| case.time.is_some() || case.channels.as_ref().is_some_and(own);
        let spelled = by_way(&words::times(self.procedure, self.strings), self.strings);
        self.by_case("time", spelled, differs)
    }

    /// Adds to the general fee or time (the `key`) that some cases differ, and that it is open.
    fn by_case(&self, key: &str, general: String, differs: impl Fn(&Case) -> bool) -> String {
        let strings = self.strings;
        let cases = self.procedure.cases.iter().any(differs);
        let by_case = cases.then(|| strings.get("steps_code.facts_by_case").to_owned());
        let spelled = words::joined([general].into_iter().chain(by_case));
        if spelled.is_empty() || !words::is_doubted(self.procedure, key) {
            return spelled;
        }
        words::with_doubt(spelled, "steps_code.unverified", strings)
    }

    /// Puts head and tail around lines; `part` is ` 1/2` or nothing.
    pub(super) fn whole(&self, lines: &str, part: &str) -> String {
        let strings = self.strings;
        let head = strings.fill(
            "steps_code.head",
            &[
                ("commune", &self.commune.name),
                ("procedure", &short(&self.procedure.title)),
                ("part", part),
            ],
        );
        let month = self.procedure.checked.as_ref().map(|checked| {
            let (month, year) = (checked.on.month().to_string(), checked.on.year().to_string());
            strings.fill("steps_code.month", &[("month", &month), ("year", &year)])
        });
        let phone = self.commune.phone.as_ref();
        let phone = phone.map(|phone| strings.fill("steps_code.phone", &[("phone", phone)]));
        let tail: Vec<String> = phone.into_iter().chain(month).collect();
        let text = format!("{head}\n{lines}{}", tail.join(strings.get("steps_code.joint")));
        // A no-break space serves paper; here it is a byte more and no use.
        text.trim_end().replace('\u{a0}', " ").nfc().collect()
    }
}

/// Joins the lines of all ways: `tại quầy 20.000 đồng; qua mạng 10.000 đồng`.
fn by_way(lines: &[(Option<Channel>, Option<String>)], strings: &Strings) -> String {
    let spelled = lines.iter().filter_map(|(way, line)| {
        let line = line.as_ref()?;
        let way = strings.get(match way {
            None => return Some(line.clone()),
            Some(Channel::InPerson) => "steps_code.in_person",
            Some(Channel::Online) => "steps_code.online",
            Some(Channel::Post) => "steps_code.post",
        });
        let line = words::lowered(line, strings);
        let capital = line.chars().next().is_some_and(char::is_uppercase);
        Some(if capital { format!("{way}: {line}") } else { format!("{way} {line}") })
    });
    words::joined(spelled)
}

/// The most bytes of a title in a code.
const TITLE_BYTES: usize = 160;

/// Keeps the first words of a title that would fill the code; posters have it in full.
fn short(title: &str) -> Cow<'_, str> {
    if title.len() <= TITLE_BYTES {
        return Cow::Borrowed(title);
    }
    let ends = title.match_indices(' ').map(|(at, _)| at);
    match ends.take_while(|at| *at <= TITLE_BYTES).last() {
        Some(end) => Cow::Owned(format!("{} …", &title[..end])),
        None => Cow::Borrowed(title),
    }
}

/// Keeps each text once, in order.
fn once<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    let mut all: Vec<&str> = Vec::new();
    for text in texts {
        if !all.contains(&text.as_str()) {
            all.push(text);
        }
    }
    all
}
