//! The text of a steps code: how to do it, on a phone without network.
//!
//! Composed from short words, dropped by rule until it fits, in two codes at most
//! (at most 300 bytes at 50 mm, 500 at 60 to 80 mm).

mod findings;

use unicode_normalization::UnicodeNormalization;

use crate::model::Procedure;
use crate::model::procedure::{Case, Channels, Document, Fee};
use crate::model::site::Commune;
use crate::render::words;
use crate::theme::Strings;

pub use findings::checked;

/// The most bytes of one code, at 60 to 80 mm.
pub const MOST_BYTES: usize = 500;

/// The most bytes of a code at 50 mm.
pub const SMALL_BYTES: usize = 300;

/// The texts for one procedure and what had to be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Composed {
    /// One text, or two that say 1/2 and 2/2.
    pub texts: Vec<String>,
    /// What was left out, in the order of leaving out.
    pub dropped: Vec<Dropped>,
}

/// What can be left out of a steps code, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dropped {
    /// Papers that are needed only sometimes; the text says that there are some.
    ConditionalPapers,
    /// What explains the fee.
    FeeNotes,
    /// What explains the papers: choices, counts, notes.
    PaperNotes,
    /// What the citizen gets.
    Result,
    /// Fee and time, when two codes are not enough; the text says to ask.
    Facts,
    /// The last papers, then; the text says how many.
    LastPapers,
    /// The last steps, at the very last; the text says how many.
    LastSteps,
}

impl Dropped {
    /// What is left out before a second code is taken, first things first.
    const ORDER: [Self; 4] =
        [Self::ConditionalPapers, Self::FeeNotes, Self::PaperNotes, Self::Result];
}

/// Composes the text of a procedure, at most [`MOST_BYTES`] a code.
///
/// Begins with commune and procedure, ends with phone and the month of `checked.on`, has no link.
#[must_use]
pub fn compose(procedure: &Procedure, commune: &Commune, strings: &Strings) -> Composed {
    let writer = Writer { procedure, commune, strings };
    if let Some(text) = &procedure.qr_text {
        let text: String = text.nfc().collect();
        return Composed { texts: vec![text], dropped: Vec::new() };
    }
    for count in 0..=Dropped::ORDER.len() {
        let dropped: Vec<Dropped> = writer.present(&Dropped::ORDER[..count]);
        let text = writer.whole(&writer.body(&writer.lines(&dropped)), "");
        if text.len() <= MOST_BYTES {
            return Composed { texts: vec![text], dropped };
        }
    }
    writer.in_two()
}

struct Writer<'a> {
    procedure: &'a Procedure,
    commune: &'a Commune,
    strings: &'a Strings,
}

/// The parts of a text; lines end in a line feed.
struct Lines {
    papers: Vec<String>,
    steps: Vec<String>,
    facts: String,
}

impl Writer<'_> {
    /// Keeps what this procedure has at all: what is not there is not left out.
    fn present(&self, dropped: &[Dropped]) -> Vec<Dropped> {
        let full = self.body(&self.lines(&[]));
        let changes = |one: &&Dropped| self.body(&self.lines(&[**one])) != full;
        dropped.iter().filter(changes).copied().collect()
    }

    fn lines(&self, dropped: &[Dropped]) -> Lines {
        let is_kept = |what: Dropped| !dropped.contains(&what);
        let strings = self.strings;
        let line = |key: &str, words: &str| match words {
            "" => String::new(),
            words => strings.fill(key, &[("words", words)]) + "\n",
        };
        let documents = self.procedure.documents.iter();
        let papers = documents
            .filter(|paper| paper.when.is_none() || is_kept(Dropped::ConditionalPapers))
            .map(|paper| self.paper(paper, is_kept(Dropped::PaperNotes)));
        let mut papers: Vec<String> = papers.collect();
        let by_case = self.procedure.cases.iter().any(|case| case.documents.is_some());
        let conditional = self.procedure.documents.iter().any(|paper| paper.when.is_some());
        if by_case || (conditional && !is_kept(Dropped::ConditionalPapers)) {
            papers.push(strings.get("steps_code.by_case").to_owned());
        }
        let steps = self.procedure.steps.iter().enumerate().map(|(at, step)| {
            let words = step.brief.as_ref().unwrap_or(&step.text);
            format!("{}. {words}\n", at + 1)
        });
        let mut steps: Vec<String> = steps.collect();
        if self.procedure.cases.iter().any(|case| case.steps.is_some()) {
            steps.push(strings.get("steps_code.steps_by_case").to_owned() + "\n");
        }
        let result = self.procedure.result.join("; ");
        let result = if is_kept(Dropped::Result) {
            line("steps_code.result", &result)
        } else {
            String::new()
        };
        Lines {
            papers,
            steps,
            facts: line("steps_code.fee", &self.fee(is_kept(Dropped::FeeNotes)))
                + &line("steps_code.time", &self.time())
                + &result,
        }
    }

    fn body(&self, Lines { papers, steps, facts }: &Lines) -> String {
        format!("{}{}{facts}", self.papers(papers), steps.concat())
    }

    fn papers(&self, papers: &[String]) -> String {
        if papers.is_empty() {
            return String::new();
        }
        self.strings.fill("steps_code.papers", &[("words", &papers.join("; "))]) + "\n"
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

    fn fee(&self, noted: bool) -> String {
        let strings = self.strings;
        let own = |ways: &Channels| ways.0.values().any(|way| way.fee.is_some());
        let differs = |case: &Case| case.fee.is_some() || case.channels.as_ref().is_some_and(own);
        let spelled = joined(&words::fees(self.procedure, strings), strings);
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
        if !explained.is_empty() {
            spelled += &format!(" ({})", explained.join("; "));
        }
        spelled
    }

    fn time(&self) -> String {
        let own = |ways: &Channels| ways.0.values().any(|way| way.time.is_some());
        let differs = |case: &Case| case.time.is_some() || case.channels.as_ref().is_some_and(own);
        let spelled = joined(&words::times(self.procedure, self.strings), self.strings);
        self.by_case("time", spelled, differs)
    }

    /// Adds to the general fee or time (the `key`) that some cases differ, and that it is open.
    fn by_case(&self, key: &str, general: String, differs: impl Fn(&Case) -> bool) -> String {
        let mut parts = vec![general];
        parts.retain(|part| !part.is_empty());
        if self.procedure.cases.iter().any(differs) {
            parts.push(self.strings.get("steps_code.facts_by_case").to_owned());
        }
        let spelled = parts.join("; ");
        // A fee of nothing that nobody has checked already says so.
        let told = spelled.contains(self.strings.get("fee.zero_unverified"));
        if spelled.is_empty() || told || !words::is_doubted(self.procedure, key) {
            return spelled;
        }
        spelled + self.strings.get("steps_code.unverified")
    }

    /// Puts head and tail around lines; `part` is ` 1/2` or nothing.
    fn whole(&self, lines: &str, part: &str) -> String {
        let strings = self.strings;
        let head = strings.fill(
            "steps_code.head",
            &[
                ("commune", &self.commune.name),
                ("procedure", &self.procedure.title),
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
        text.trim_end().nfc().collect()
    }

    /// Divides into two codes: papers and the first steps, then the other steps and the rest.
    ///
    /// Where even two are not enough, fee and time go, then the last papers, then the last steps.
    fn in_two(&self) -> Composed {
        let mut dropped = self.present(&Dropped::ORDER);
        let mut lines = self.lines(&dropped);
        let done = |texts, dropped: &[Dropped]| Composed { texts, dropped: dropped.to_vec() };
        if let Some(texts) = self.halves(&lines.papers, &lines.steps, &lines.facts) {
            return done(texts, &dropped);
        }
        // Papers and steps are what a person without network cannot ask for on the way.
        lines.facts = self.strings.get("steps_code.ask").to_owned() + "\n";
        dropped.push(Dropped::Facts);
        if let Some(texts) = self.halves(&lines.papers, &lines.steps, &lines.facts) {
            return done(texts, &dropped);
        }
        let counted = |key: &str, n: usize| self.strings.fill(key, &[("n", &n.to_string())]);
        dropped.push(Dropped::LastPapers);
        for gone in 1..=lines.papers.len() {
            let mut kept = lines.papers[..lines.papers.len() - gone].to_vec();
            kept.push(counted("steps_code.more_papers", gone));
            if let Some(texts) = self.halves(&kept, &lines.steps, &lines.facts) {
                return done(texts, &dropped);
            }
        }
        lines.papers = vec![counted("steps_code.more_papers", lines.papers.len())];
        dropped.push(Dropped::LastSteps);
        for gone in 1..=lines.steps.len() {
            let mut kept = lines.steps[..lines.steps.len() - gone].to_vec();
            kept.push(counted("steps_code.more_steps", gone) + "\n");
            if let Some(texts) = self.halves(&lines.papers, &kept, &lines.facts) {
                return done(texts, &dropped);
            }
        }
        // Only a commune's name and a phone of hundreds of bytes lead here.
        done(Vec::new(), &dropped)
    }

    /// Makes two texts of about equal length; nothing when one of them is too long.
    fn halves(&self, papers: &[String], steps: &[String], facts: &str) -> Option<Vec<String>> {
        let papers = self.papers(papers);
        // Thousands of steps are not tried in thousands of ways.
        let length = papers.len() + facts.len() + steps.iter().map(String::len).sum::<usize>();
        if length > 2 * MOST_BYTES {
            return None;
        }
        let halves = (0..=steps.len()).rev().map(|at| {
            let first = self.whole(&format!("{papers}{}", steps[..at].concat()), " 1/2");
            let second = self.whole(&format!("{}{facts}", steps[at..].concat()), " 2/2");
            vec![first, second]
        });
        let fits = |texts: &Vec<String>| texts.iter().all(|text| text.len() <= MOST_BYTES);
        halves.filter(fits).min_by_key(|texts| texts.iter().map(String::len).max())
    }
}

fn joined(
    lines: &[(Option<crate::model::procedure::Channel>, Option<String>)],
    strings: &Strings,
) -> String {
    use crate::model::procedure::Channel;
    let spelled = lines.iter().filter_map(|(way, line)| {
        let line = line.as_ref()?;
        let way = match way {
            None => return Some(line.clone()),
            Some(Channel::InPerson) => "steps_code.in_person",
            Some(Channel::Online) => "steps_code.online",
            Some(Channel::Post) => "steps_code.post",
        };
        Some(format!("{} {line}", strings.get(way)))
    });
    spelled.collect::<Vec<_>>().join("; ")
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
