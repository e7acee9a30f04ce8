//! The cases of a procedure, gathered under the questions that lead to them.

use serde::Serialize;

use crate::model::Procedure;
use crate::model::procedure::{Case, Translation};

use super::edition::{Edition, Outside};
use super::facts::{self, Line, Source, WayOfFiling};
use super::papers::{Papers, Steps, papers, steps};
use super::way::Way;

/// Cases that answer the same question.
#[derive(Serialize)]
pub(super) struct CaseGroup<'a> {
    ask: Option<&'a str>,
    pub(super) cases: Vec<CaseView<'a>>,
}

#[derive(Serialize)]
pub(super) struct CaseView<'a> {
    id: &'a str,
    title: &'a str,
    papers: Option<Papers<'a>>,
    pub(super) fee: Vec<Line<'a>>,
    pub(super) time: Vec<Line<'a>>,
    ways: Vec<WayOfFiling<'a>>,
    online: Option<Outside<'a>>,
    steps: Option<Steps<'a>>,
}

/// Describes the cases; `text` has their words in the language of the page.
pub(super) fn cases<'a>(
    edition: &Edition<'a>,
    way: &Way,
    procedure: &'a Procedure,
    text: Option<&'a Translation>,
) -> Vec<CaseGroup<'a>> {
    let texts = text.and_then(|text| text.cases.as_deref());
    let mut groups: Vec<CaseGroup<'a>> = Vec::new();
    for (at, case) in procedure.cases.iter().enumerate() {
        let text = texts.and_then(|texts| texts.get(at)).unwrap_or(case);
        let ask = text.ask.as_deref().or(case.ask.as_deref());
        let view = case_view(edition, way, procedure, case, text);
        match groups.last_mut() {
            Some(last) if last.ask == ask => last.cases.push(view),
            _ => groups.push(CaseGroup { ask, cases: vec![view] }),
        }
    }
    groups
}

fn case_view<'a>(
    edition: &Edition<'a>,
    way: &Way,
    procedure: &'a Procedure,
    case: &'a Case,
    text: &'a Case,
) -> CaseView<'a> {
    let source = Source { procedure, case: Some(case) };
    let documents = case.documents.as_deref().unwrap_or_default();
    let own = case.channels.as_ref();
    CaseView {
        id: case.id.as_str(),
        title: &text.title,
        papers: papers(edition, way, documents, text.documents.as_deref()),
        fee: source.fee(edition),
        time: source.time(edition),
        ways: own.map(|ways| facts::ways(edition, ways)).unwrap_or_default(),
        online: own.and_then(facts::online),
        steps: case.steps.as_deref().and_then(|s| steps(edition, s, text.steps.as_deref())),
    }
}
