//! The page of a procedure: what a citizen reads after a scan.

use serde::Serialize;

use crate::files::Bytes;
use crate::model::Procedure;
use crate::model::procedure::{Audience, Question, Translation};
use crate::model::site::Thing;
use crate::render::feed::json_ld;
use crate::render::{clock, words};

use super::cases::{CaseGroup, CaseView, cases};
use super::code::{PrintCode, print_code};
use super::doubts::{Doubts, doubts};
use super::edition::{Anchor, Edition, Outside, Shell};
use super::facts::{self, Line, Source};
use super::papers::{Papers, Steps, papers, steps};
use super::place::{Place, place};
use super::record::{Record, record};
use super::sessions::{ProgramLine, programs};
use super::stopped::{Stopped, stopped};
use super::way::{Way, encode};

/// Everything that the template shows, in words.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each answers one question of the template")]
struct View<'a> {
    title: &'a str,
    summary: Option<&'a str>,
    summary_foreign: bool,
    stopped: Option<Stopped<'a>>,
    checked: Option<String>,
    doubts: Doubts,
    result: Texts<'a>,
    fee: Vec<Line<'a>>,
    fee_by_case: bool,
    time: Vec<Line<'a>>,
    time_by_case: bool,
    deadline: Option<String>,
    deadline_foreign: bool,
    benefit: Texts<'a>,
    place: Place<'a>,
    papers: Option<Papers<'a>>,
    steps: Option<Steps<'a>>,
    online: Option<Outside<'a>>,
    cases: Vec<CaseGroup<'a>>,
    cases_foreign: bool,
    conditions: Texts<'a>,
    refusals: Texts<'a>,
    notes: Texts<'a>,
    faq: &'a [Asked<'a>],
    faq_foreign: bool,
    body_foreign: bool,
    programs: Vec<ProgramLine<'a>>,
    related: Vec<Anchor<'a>>,
    record: Record<'a>,
    /// How long it takes, for the worked example of the script, as JSON.
    example: Option<String>,
    /// What machines read of it; safe inside a script element.
    json_ld: Option<String>,
    /// The code of this page, for paper.
    print_code: Option<PrintCode>,
    /// The guide read by a person: the link to a sound file.
    recording: Option<String>,
}

/// A list of sentences.
#[derive(Serialize)]
struct Texts<'a> {
    items: &'a [String],
    foreign: bool,
}

#[derive(Serialize)]
struct Asked<'a> {
    q: &'a str,
    a: &'a str,
}

/// Renders the page of a public procedure.
///
/// # Errors
/// When the template fails.
pub(super) fn page(edition: &Edition<'_>, procedure: &Procedure) -> tera::TeraResult<Bytes> {
    let way = edition.way(edition.depth());
    let text = procedure.translations.get(&edition.lang);
    let asked: Vec<_> = text
        .and_then(|text| text.faq.as_ref())
        .unwrap_or(&procedure.faq)
        .iter()
        .map(|Question { q, a }| Asked { q, a })
        .collect();
    let view = view(edition, &way, procedure, text, &asked);
    let shell = shell(edition, &way, procedure, text);
    let html = text.map_or(&procedure.body.html, |text| match text.body.html.as_str() {
        "" => &procedure.body.html,
        _ => &text.body.html,
    });
    edition.render("pages/procedure.html", &shell, &view, &edition.body(html, &way))
}

fn shell<'a>(
    edition: &Edition<'a>,
    way: &Way,
    procedure: &'a Procedure,
    text: Option<&'a Translation>,
) -> Shell<'a> {
    let commune = &edition.site.commune.name;
    let title = text.map_or(&procedure.title, |text| &text.title);
    let summary = match text {
        Some(text) => text.summary.as_ref(),
        None => procedure.summary.as_ref(),
    };
    let langs = edition.langs(&procedure.id, procedure.translations.keys());
    let field = edition.site.field(&procedure.field);
    let description = || {
        let values = [("title", title.as_str()), ("commune", commune.as_str())];
        edition.strings.fill("procedure.description", &values)
    };
    Shell {
        title: format!("{title} – {commune}"),
        description: summary.cloned().unwrap_or_else(description),
        above: field.map(|f| edition.to_original(way, &f.id, &f.title)).into_iter().collect(),
        image: edition.image(Some(&procedure.id)),
        ..edition.shell_of((Thing::Procedure, &procedure.id), way, &langs)
    }
}

fn view<'a>(
    edition: &Edition<'a>,
    way: &Way,
    procedure: &'a Procedure,
    text: Option<&'a Translation>,
    asked: &'a [Asked<'a>],
) -> View<'a> {
    let source = Source { procedure, case: None };
    let (fee, time) = (source.fee(edition), source.time(edition));
    let cases = cases(edition, way, procedure, text);
    let in_cases = |has: fn(&CaseView<'_>) -> bool| cases.iter().flat_map(|g| &g.cases).any(has);
    let (fee_by_case, time_by_case) =
        (in_cases(|c| !c.fee.is_empty()), in_cases(|c| !c.time.is_empty()));
    let foreign = !edition.lang.is_vietnamese();
    let texts = |of: fn(&'a Translation) -> Option<&'a Vec<String>>, own: &'a [String]| {
        let translated = text.and_then(of);
        Texts {
            items: translated.map_or(own, Vec::as_slice),
            foreign: foreign && translated.is_none(),
        }
    };
    let deadline = text.and_then(|text| text.deadline.clone());
    let summary = text.and_then(|text| text.summary.as_ref());
    // A person read the Vietnamese words.
    let recording = procedure.recording.as_ref().filter(|_| !foreign);
    View {
        title: text.map_or(&procedure.title, |text| &text.title),
        summary: summary.or(procedure.summary.as_ref()).map(String::as_str),
        summary_foreign: foreign && summary.is_none(),
        stopped: stopped(edition, way, procedure),
        checked: checked(edition, procedure),
        doubts: doubts(edition, procedure),
        result: texts(|text| text.result.as_ref(), &procedure.result),
        fee_by_case: fee.is_empty() && fee_by_case,
        fee,
        time_by_case: time.is_empty() && time_by_case,
        time,
        deadline_foreign: foreign
            && deadline.is_none()
            && procedure.deadline.as_ref().is_some_and(|d| d.text.is_some() || d.from.is_some()),
        deadline: deadline
            .or_else(|| procedure.deadline.as_ref().map(|d| words::deadline(d, edition.strings))),
        benefit: texts(|text| text.benefit.as_ref(), &procedure.benefit),
        place: place(edition, procedure),
        papers: papers(
            edition,
            way,
            &procedure.documents,
            text.and_then(|t| t.documents.as_deref()),
        ),
        steps: steps(edition, &procedure.steps, text.and_then(|t| t.steps.as_deref())),
        online: facts::online(&procedure.channels),
        cases,
        cases_foreign: foreign && text.is_none_or(|text| text.cases.is_none()),
        conditions: texts(|text| text.conditions.as_ref(), &procedure.conditions),
        refusals: texts(|text| text.refusals.as_ref(), &procedure.refusals),
        notes: texts(|text| text.notes.as_ref(), &procedure.notes),
        faq: asked,
        faq_foreign: foreign && text.is_none_or(|text| text.faq.is_none()),
        body_foreign: foreign && text.is_none_or(|text| text.body.html.is_empty()),
        programs: programs(edition, way, procedure),
        related: procedure.related.iter().filter_map(|id| edition.to_procedure(way, id)).collect(),
        record: record(edition, procedure, text),
        example: clock::example(procedure, &edition.site.commune).map(|time| time.to_string()),
        json_ld: json_ld(edition.feed_source(), procedure, &edition.lang),
        print_code: print_code(edition, Thing::Procedure, &procedure.id),
        recording: recording.map(|file| way.to(&encode(file.as_str()))),
    }
}

fn checked(edition: &Edition<'_>, procedure: &Procedure) -> Option<String> {
    let checked = procedure.checked.as_ref()?;
    let on = words::date(checked.on, edition.strings);
    Some(match &checked.by {
        Some(by) => edition.strings.fill("procedure.checked_by", &[("on", &on), ("by", by)]),
        None => edition.strings.fill("procedure.checked", &[("on", &on)]),
    })
}

/// Names those a procedure is for.
pub(super) fn audience<'a>(edition: &Edition<'a>, audience: &'a Audience) -> &'a str {
    edition.say(match audience {
        Audience::Citizen => "audience.citizen",
        Audience::Overseas => "audience.overseas",
        Audience::Foreigner => "audience.foreigner",
        Audience::Household => "audience.household",
        Audience::Business => "audience.business",
        Audience::Cooperative => "audience.cooperative",
        Audience::Organisation => "audience.organisation",
        Audience::Official => "audience.official",
        Audience::Other(words) => return words,
    })
}
