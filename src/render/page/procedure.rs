//! The page of a procedure: what a citizen reads after a scan.

use serde::Serialize;

use crate::files::Bytes;
use crate::model::procedure::{Audience, Case, Channel, Question, Status, Translation, WriteForMe};
use crate::model::site::Thing;
use crate::model::{Procedure, Program};
use crate::render::words;

use super::doubts::{Doubts, doubts};
use super::edition::{Anchor, Edition, Outside, Shell};
use super::facts::{self, Line, Source, WayOfFiling};
use super::papers::{Papers, Steps, papers, steps};
use super::record::{Record, record};
use super::way::Way;

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
}

/// A list of sentences.
#[derive(Serialize)]
struct Texts<'a> {
    items: &'a [String],
    foreign: bool,
}

/// That a procedure is not in force, and what to do instead.
#[derive(Serialize)]
struct Stopped<'a> {
    text: &'a str,
    /// Whether it is gone for good: what the page told before is folded away.
    over: bool,
    /// The last day it was in force.
    since: Option<String>,
    decision: Option<String>,
    /// What to do instead: the last of the chain, in force.
    successor: Option<Anchor<'a>>,
    /// The last of the chain where that is over too.
    replaced: Option<Anchor<'a>>,
}

/// Where it is filed.
#[derive(Serialize)]
struct Place<'a> {
    ways: Vec<WayOfFiling<'a>>,
    receives: Option<&'a str>,
    /// Whether the office that receives is the commune's centre, whose address is known.
    is_centre: bool,
    hours: Option<&'a str>,
    online: bool,
    help: Vec<String>,
}

#[derive(Serialize)]
struct Asked<'a> {
    q: &'a str,
    a: &'a str,
}

/// Cases that answer the same question.
#[derive(Serialize)]
struct CaseGroup<'a> {
    ask: Option<&'a str>,
    cases: Vec<CaseView<'a>>,
}

#[derive(Serialize)]
struct CaseView<'a> {
    id: &'a str,
    title: &'a str,
    papers: Option<Papers<'a>>,
    fee: Vec<Line<'a>>,
    time: Vec<Line<'a>>,
    ways: Vec<WayOfFiling<'a>>,
    online: Option<Outside<'a>>,
    steps: Option<Steps<'a>>,
}

/// A program in one line.
#[derive(Serialize)]
pub(super) struct ProgramLine<'a> {
    pub(super) link: Anchor<'a>,
    pub(super) when: String,
    pub(super) cutoff: Option<String>,
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
    let path = Edition::path(&procedure.id, &edition.lang);
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
        typed: Some(edition.typed(Thing::Procedure, &procedure.id)),
        ..edition.shell(&path, way, &langs)
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
    }
}

fn stopped<'a>(edition: &Edition<'a>, way: &Way, procedure: &'a Procedure) -> Option<Stopped<'a>> {
    let text = match procedure.status {
        Status::Suspended => edition.say("procedure.suspended"),
        Status::Abolished => edition.say("procedure.abolished"),
        Status::Active | Status::Draft => return None,
    };
    let site = edition.site;
    let over = procedure.status == Status::Abolished;
    let until = procedure.valid.until.filter(|_| over);
    let since = until.map(|until| {
        let until = words::date(until, edition.strings);
        edition.strings.fill("procedure.stopped_until", &[("until", &until)])
    });
    let decision = procedure.decision.as_ref().filter(|_| over);
    let last = site.last_of(procedure).filter(|last| last.id != procedure.id);
    let link = |to: &'a Procedure| edition.anchor(way, to);
    Some(Stopped {
        text,
        over,
        since,
        decision: decision.map(|d| words::dated(&d.number, d.date, edition.strings)),
        successor: last.filter(|last| last.is_active()).map(link),
        replaced: last.filter(|last| !last.is_active()).map(link),
    })
}

fn checked(edition: &Edition<'_>, procedure: &Procedure) -> Option<String> {
    let checked = procedure.checked.as_ref()?;
    let on = words::date(checked.on, edition.strings);
    Some(match &checked.by {
        Some(by) => edition.strings.fill("procedure.checked_by", &[("on", &on), ("by", by)]),
        None => edition.strings.fill("procedure.checked", &[("on", &on)]),
    })
}

fn place<'a>(edition: &Edition<'a>, procedure: &'a Procedure) -> Place<'a> {
    let receives = procedure.authority.as_ref().and_then(|a| a.receives.as_deref());
    let channels = &procedure.channels.0;
    let mut help = Vec::new();
    match &procedure.help.write_for_me {
        Some(WriteForMe::Allowed) => help.push(edition.say("procedure.write_for_me").to_owned()),
        Some(WriteForMe::Forbidden(reason)) => {
            help.push(edition.strings.fill("procedure.write_forbidden", &[("reason", reason)]));
        }
        None => {}
    }
    let home = procedure
        .help
        .home_service
        .map(|comes| if comes { "procedure.home_service" } else { "procedure.no_home_service" });
    help.extend(home.map(|key| edition.say(key).to_owned()));
    Place {
        ways: facts::ways(edition, &procedure.channels),
        receives,
        is_centre: words::place::is_centre(procedure, &edition.site.commune),
        hours: procedure.office_hours.as_deref(),
        online: channels.contains_key(&Channel::Online),
        help,
    }
}

fn cases<'a>(
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

fn programs<'a>(
    edition: &Edition<'a>,
    way: &Way,
    procedure: &'a Procedure,
) -> Vec<ProgramLine<'a>> {
    if !procedure.is_active() {
        return Vec::new();
    }
    let covering = edition.order.programs.iter();
    let covering = covering.filter(|program| program.covers(&procedure.id, &procedure.field));
    covering.map(|program| program_line(edition, way, program)).collect()
}

/// Describes a program in one line.
pub(super) fn program_line<'a>(
    edition: &Edition<'a>,
    way: &Way,
    program: &'a Program,
) -> ProgramLine<'a> {
    ProgramLine {
        link: edition.to_original(way, &program.id, &program.title),
        when: words::program::when(program, edition.strings),
        cutoff: program
            .cutoff
            .as_ref()
            .map(|cutoff| words::program::cutoff(cutoff, edition.strings)),
    }
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
