//! What a poster says about a procedure, in words: short for boards, whole for sheets.

mod amounts;
pub mod extras;

use crate::model::procedure::{Case, Channel, Document, Fee, Procedure, Step};
use crate::render::words;
use crate::theme::Strings;

/// A procedure in the words of posters; the same for every hall.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The papers to bring in any case, in order.
    pub papers: Vec<Phrase>,
    /// The papers of each case that differs: its title and papers.
    pub cases: Vec<(String, Vec<Phrase>)>,
    /// One line for boards instead of the papers that only some cases need.
    pub case_line: Option<Phrase>,
    /// What to do, in order.
    pub steps: Vec<Phrase>,
    /// Fee and time: label and words.
    pub facts: Vec<(String, String)>,
    /// Who pays nothing.
    pub exemptions: Option<String>,
    /// What explains the fee, for sheets.
    pub fee_notes: Vec<String>,
    /// How long a citizen has for filing.
    pub deadline: Option<String>,
    /// What a sheet says after everything else.
    pub extras: Vec<extras::Extra>,
}

/// One item, in two lengths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// For boards.
    pub brief: String,
    /// For sheets.
    pub full: String,
    /// How `full` begins when it says who or when: `Nếu nhờ người khác:`; else empty.
    pub lead: String,
    /// Whether it is needed only sometimes.
    pub conditional: bool,
    /// A heading shared with the items around it.
    pub group: Option<String>,
    /// The path of its key: `documents[2].name`.
    pub key: String,
}

/// Names at most this long, in characters, are listed on boards when one of several is enough.
const SHORT_CHOICE: usize = 70;

impl Facts {
    /// Puts a procedure into words.
    #[must_use]
    pub fn of(procedure: &Procedure, strings: &Strings) -> Self {
        let paper = |(at, document): (usize, &Document)| {
            phrase(document, format!("documents[{at}]"), strings)
        };
        let mut papers: Vec<Phrase> = procedure.documents.iter().enumerate().map(paper).collect();
        let cases = case_papers(procedure, strings);
        let mut case_line = None;
        if !cases.is_empty() {
            let titles: Vec<&str> = cases.iter().map(|(title, _)| title.as_str()).collect();
            let mut key = "poster.other_cases";
            if papers.is_empty() {
                papers = common(&cases);
                key = if papers.is_empty() { "poster.only_cases" } else { "poster.more_by_case" };
            }
            let text = strings.fill(key, &[("cases", &titles.join(" · "))]);
            case_line = Some(Phrase {
                brief: text.clone(),
                full: text,
                key: "cases".to_owned(),
                ..Phrase::default()
            });
        }
        let steps = procedure.steps.iter().enumerate();
        let steps = steps.map(|(at, step)| step_phrase(procedure, at, step, strings)).collect();
        Self {
            papers,
            cases,
            case_line,
            steps,
            facts: amounts::facts(procedure, strings),
            exemptions: listed(procedure, |fee| &fee.exemptions).map(|all| all.join(" · ")),
            fee_notes: listed(procedure, |fee| fee.note.as_slice()).unwrap_or_default(),
            deadline: procedure.deadline.as_ref().map(|d| words::deadline(d, strings)),
            extras: extras::extras(procedure, strings),
        }
    }
}

/// Spells fee and time: label and words; what nobody knows is left out.
#[must_use]
pub fn amounts(procedure: &Procedure, strings: &Strings) -> Vec<(String, String)> {
    amounts::facts(procedure, strings)
}

fn case_papers(procedure: &Procedure, strings: &Strings) -> Vec<(String, Vec<Phrase>)> {
    let papers = |case: &Case| {
        let documents = case.documents.as_ref()?.iter().enumerate();
        let key = |at| format!("cases.{}.documents[{at}]", case.id);
        Some(documents.map(|(at, document)| phrase(document, key(at), strings)).collect())
    };
    procedure.cases.iter().filter_map(|c| Some((c.title.clone(), papers(c)?))).collect()
}

/// Returns the papers that every case asks for in the same words.
fn common(cases: &[(String, Vec<Phrase>)]) -> Vec<Phrase> {
    let Some(((_, first), rest)) = cases.split_first() else { return Vec::new() };
    let everywhere = |phrase: &&Phrase| {
        rest.iter().all(|(_, papers)| papers.iter().any(|other| other.full == phrase.full))
    };
    first.iter().filter(everywhere).cloned().collect()
}

fn phrase(document: &Document, key: String, strings: &Strings) -> Phrase {
    let copies = words::copies(document, strings);
    let choices = document.any_of.join(", ");
    let mut brief = document.brief.clone().unwrap_or_else(|| document.name.clone());
    if !choices.is_empty() {
        let few = document.brief.is_none() && choices.chars().count() <= SHORT_CHOICE;
        let count = document.any_of.len().to_string();
        brief += &if few {
            strings.fill("poster.any_of", &[("choices", &choices)])
        } else {
            strings.fill("poster.any_of_count", &[("count", &count)])
        };
    }
    let several = document.copies.unwrap_or(0) > 0 || document.originals.unwrap_or(0) > 1;
    if document.show || several {
        brief = strings.fill("poster.counted", &[("name", &brief), ("copies", &copies)]);
    }
    let mut full = document.name.clone();
    if let Some(form) = &document.form
        && form.name != document.name
    {
        full += &strings.fill("poster.form", &[("form", &form.name)]);
    }
    if !copies.is_empty() {
        full = strings.fill("poster.counted", &[("name", &full), ("copies", &copies)]);
    }
    if !choices.is_empty() {
        full += &strings.fill("poster.one_of", &[("choices", &document.any_of.join(" · "))]);
    }
    if let Some(note) = &document.note {
        full += &strings.fill("poster.note", &[("note", note)]);
    }
    let mut lead = String::new();
    if let Some(when) = &document.when {
        let told = |what: &str| strings.fill("poster.when", &[("when", when), ("what", what)]);
        (brief, full, lead) = (told(&brief), told(&full), told("").trim_end().to_owned());
    }
    if let Some(group) = &document.group {
        brief = strings.fill("poster.when", &[("when", group), ("what", &brief)]);
    }
    let conditional = document.when.is_some();
    let group = document.group.clone();
    Phrase { brief, full, lead, conditional, group, key: key + ".name" }
}

fn step_phrase(procedure: &Procedure, at: usize, step: &Step, strings: &Strings) -> Phrase {
    let brief = step.brief.as_ref().unwrap_or(&step.text);
    // With one way of filing every step is of that way.
    let way = step.channel.filter(|_| procedure.channels.0.len() > 1);
    let told = |text: &str| match way {
        Some(way) => {
            strings.fill("poster.step_by", &[("step", text), ("way", channel(way, strings))])
        }
        None => text.to_owned(),
    };
    Phrase {
        brief: told(brief),
        full: told(&step.text),
        key: format!("steps[{at}]"),
        ..Phrase::default()
    }
}

/// Names a way of filing.
#[must_use]
pub fn channel(channel: Channel, strings: &Strings) -> &str {
    strings.get(match channel {
        Channel::InPerson => "poster.in_person",
        Channel::Online => "poster.online",
        Channel::Post => "poster.post",
    })
}

/// Gathers words from the fees of all ways, each once; nothing when there are none.
fn listed(procedure: &Procedure, of: impl Fn(&Fee) -> &[String]) -> Option<Vec<String>> {
    let own = procedure.channels.0.values().filter_map(|way| way.fee.as_ref());
    let mut all: Vec<String> = Vec::new();
    for fee in procedure.fee.iter().chain(own) {
        for words in of(fee) {
            if !all.contains(words) {
                all.push(words.clone());
            }
        }
    }
    (!all.is_empty()).then_some(all)
}
