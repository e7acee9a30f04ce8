//! What a poster says about a procedure, in words: short for boards, whole for sheets.

use crate::model::procedure::{Case, Channel, Document, Fee, Procedure, Processing, Step, Way};
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
}

/// One item, in two lengths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// For boards.
    pub brief: String,
    /// For sheets.
    pub full: String,
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
            let text = strings.fill(key, &[("cases", &titles.join("; "))]);
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
            facts: facts(procedure, strings),
            exemptions: listed(procedure, |fee| &fee.exemptions).map(|all| all.join("; ")),
            fee_notes: listed(procedure, |fee| fee.note.as_slice()).unwrap_or_default(),
            deadline: procedure.deadline.as_ref().map(|d| words::deadline(d, strings)),
        }
    }
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
    let choices = document.any_of.join("; ");
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
        full += &strings.fill("poster.any_of", &[("choices", &choices)]);
    }
    if let Some(note) = &document.note {
        full += &strings.fill("poster.note", &[("note", note)]);
    }
    if let Some(when) = &document.when {
        brief = strings.fill("poster.when", &[("when", when), ("what", &brief)]);
        full = strings.fill("poster.when", &[("when", when), ("what", &full)]);
    }
    if let Some(group) = &document.group {
        brief = strings.fill("poster.when", &[("when", group), ("what", &brief)]);
    }
    let conditional = document.when.is_some();
    Phrase { brief, full, conditional, group: document.group.clone(), key: key + ".name" }
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
        conditional: false,
        group: None,
        key: format!("steps[{at}]"),
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

/// Joins the lines of all ways of filing: `Trực tiếp: …; Qua mạng: …`; nothing when none is known.
#[must_use]
pub fn joined(lines: &[(Option<Channel>, Option<String>)], strings: &Strings) -> Option<String> {
    let spelled = lines.iter().filter_map(|(way, line)| {
        let line = line.as_ref()?;
        Some(match way {
            None => line.clone(),
            Some(way) => {
                strings.fill("poster.way", &[("way", channel(*way, strings)), ("words", line)])
            }
        })
    });
    let spelled: Vec<String> = spelled.collect();
    (!spelled.is_empty()).then(|| spelled.join("; "))
}

fn facts(procedure: &Procedure, strings: &Strings) -> Vec<(String, String)> {
    let own_fee = |case: &Case| {
        let line = |key: &str, fee: &Fee| {
            words::fee(fee, words::fee_trust(procedure, Some(case), key), strings)
        };
        let all = case.fee.as_ref().and_then(|fee| line("fee", fee));
        own(case, all, strings, |channel, way| {
            line(&format!("channels.{}.fee", channel.key()), way.fee.as_ref()?)
        })
    };
    let own_time = |case: &Case| {
        let line = |time: &Processing| words::processing(time, strings);
        let all = case.time.as_ref().map(line);
        own(case, all, strings, |_, way| way.time.as_ref().map(line))
    };
    let fee = joined(&words::fees(procedure, strings), strings);
    let time = joined(&words::times(procedure, strings), strings);
    let rows = [
        ("fee", "poster.fee", by_case(procedure, fee, own_fee, strings)),
        ("time", "poster.time", by_case(procedure, time, own_time, strings)),
    ];
    rows.into_iter()
        .filter_map(|(key, label, words)| {
            let mut words = words.filter(|words| !words.is_empty())?;
            // A fee of nothing that nobody has checked already says so.
            let open = words::is_doubted(procedure, key)
                && !words.contains(strings.get("fee.zero_unverified"));
            if open {
                words = strings.fill("poster.unverified", &[("words", &words)]);
            }
            Some((strings.get(label).to_owned(), words))
        })
        .collect()
}

/// Joins what a case says for all ways of filing and for single ones; nothing when it says nothing.
fn own(
    case: &Case,
    all: Option<String>,
    strings: &Strings,
    of: impl Fn(Channel, &Way) -> Option<String>,
) -> Option<String> {
    let ways = case.channels.iter().flat_map(|channels| &channels.0);
    let ways = ways.map(|(channel, way)| (Some(*channel), of(*channel, way)));
    joined(&std::iter::once((None, all)).chain(ways).collect::<Vec<_>>(), strings)
}

/// Adds what differs by case; many cases are only announced.
fn by_case(
    procedure: &Procedure,
    all: Option<String>,
    of: impl Fn(&Case) -> Option<String>,
    strings: &Strings,
) -> Option<String> {
    let own: Vec<String> = procedure
        .cases
        .iter()
        .filter_map(|case| {
            let words = of(case)?;
            Some(strings.fill("poster.way", &[("way", &case.title), ("words", &words)]))
        })
        .collect();
    if own.is_empty() {
        return all;
    }
    let listed = own.join("; ");
    let listed = if listed.chars().count() <= 2 * SHORT_CHOICE {
        listed
    } else {
        strings.get("poster.by_case").to_owned()
    };
    Some(all.map_or_else(|| listed.clone(), |all| format!("{all}; {listed}")))
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
