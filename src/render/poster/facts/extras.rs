//! What a sheet says after the main things: steps of cases, conditions, refusals, notes, questions.

use super::{Phrase, step_phrase};
use crate::model::procedure::Procedure;
use crate::theme::Strings;

/// One thing that stands on a sheet as a whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extra {
    /// What it is one of.
    pub kind: Kind,
    /// The words above it, shared with neighbours of the same.
    pub heading: String,
    /// Its lines: one, but for the steps of a case.
    pub lines: Vec<Phrase>,
}

/// What can be left off a sheet that would need a third page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The steps of a case that has its own; numbered.
    CaseSteps,
    /// What must be so.
    Condition,
    /// When it is refused.
    Refusal,
    /// Anything else worth knowing.
    Note,
    /// A question, as lead, and its answer.
    Question,
}

impl Kind {
    /// Returns the key of the words that count what was left off.
    #[must_use]
    pub fn counted(self) -> &'static str {
        match self {
            Self::CaseSteps => "poster.more_case_steps",
            Self::Condition => "poster.more_conditions",
            Self::Refusal => "poster.more_refusals",
            Self::Note => "poster.more_notes",
            Self::Question => "poster.more_questions",
        }
    }
}

/// Lists the extras of a procedure, the most needed first.
pub(super) fn extras(procedure: &Procedure, strings: &Strings) -> Vec<Extra> {
    let mut extras = Vec::new();
    for case in &procedure.cases {
        let Some(steps) = &case.steps else { continue };
        let lines = steps.iter().enumerate().map(|(at, step)| Phrase {
            key: format!("cases.{}.steps[{at}]", case.id),
            ..step_phrase(procedure, at, step, strings)
        });
        let heading = strings.fill("poster.steps_case", &[("case", &case.title)]);
        extras.push(Extra { kind: Kind::CaseSteps, heading, lines: lines.collect() });
    }
    let lists = [
        (Kind::Condition, "poster.conditions", "conditions", &procedure.conditions),
        (Kind::Refusal, "poster.refusals", "refusals", &procedure.refusals),
        (Kind::Note, "poster.notes", "notes", &procedure.notes),
    ];
    for (kind, heading, key, texts) in lists {
        for (at, text) in texts.iter().enumerate() {
            let full = text.clone();
            let line = Phrase { full, key: format!("{key}[{at}]"), ..Phrase::default() };
            let heading = strings.get(heading).to_owned();
            extras.push(Extra { kind, heading, lines: vec![line] });
        }
    }
    for (at, question) in procedure.faq.iter().enumerate() {
        let full = format!("{} {}", question.q, question.a);
        let (lead, key) = (question.q.clone(), format!("faq[{at}]"));
        let line = Phrase { full, lead, key, ..Phrase::default() };
        let heading = strings.get("poster.faq").to_owned();
        extras.push(Extra { kind: Kind::Question, heading, lines: vec![line] });
    }
    extras
}
