//! The page of a service model.

use serde::Serialize;

use crate::files::Bytes;
use crate::model::Program;
use crate::model::program::{Exception, ProgramHours};
use crate::model::site::{Thing, spell_hours};
use crate::render::words;

use super::edition::{Anchor, Edition, Shell};
use super::record::dated;
use super::way::Way;

#[derive(Serialize)]
struct View<'a> {
    title: &'a str,
    summary: Option<&'a str>,
    days: String,
    hours: String,
    from: Option<String>,
    to: Option<String>,
    cutoff: Option<String>,
    audience: Option<&'a str>,
    promises: Vec<&'a str>,
    covers: Covers<'a>,
    except: Vec<Except<'a>>,
    plan: Option<String>,
    changed_by: Vec<String>,
    sources: &'a [String],
}

#[derive(Serialize)]
struct Covers<'a> {
    all: bool,
    fields: Vec<Anchor<'a>>,
    procedures: Vec<Anchor<'a>>,
    count: Option<String>,
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct Except<'a> {
    link: Option<Anchor<'a>>,
    text: Option<&'a str>,
    reason: Option<&'a str>,
}

/// Renders the page of a program.
///
/// # Errors
/// When the template fails.
pub(super) fn page(edition: &Edition<'_>, program: &Program) -> tera::TeraResult<Bytes> {
    let way = edition.way(1);
    let commune = &edition.site.commune.name;
    let langs = edition.langs(&program.id, std::iter::empty());
    let shell = Shell {
        title: format!("{} – {commune}", program.title),
        description: program.summary.clone().unwrap_or_else(|| {
            format!("{}: {}. {commune}.", program.title, when(edition, program))
        }),
        typed: Some(edition.typed(Thing::Program, &program.id)),
        ..edition.shell(&format!("{}/", program.id), &way, &langs)
    };
    let body = edition.body(&program.body.html, &way);
    edition.render("pages/program.html", &shell, &view(edition, &way, program), &body)
}

/// Spells days and hours: `thứ Sáu, 13:30–17:00`.
pub(super) fn when(edition: &Edition<'_>, program: &Program) -> String {
    let days = words::days(&program.days, edition.strings);
    if let ProgramHours::Text(text) = &program.hours {
        // A sentence of the plan stands by itself.
        return format!("{days}. {text}");
    }
    edition.strings.fill("site.and", &[("first", &days), ("second", &hours(edition, program))])
}

fn hours(edition: &Edition<'_>, program: &Program) -> String {
    match &program.hours {
        ProgramHours::Office => edition.say("program_page.office_hours").to_owned(),
        ProgramHours::Clock(hours) => spell_hours(hours),
        ProgramHours::Text(text) => text.clone(),
    }
}

fn view<'a>(edition: &Edition<'a>, way: &Way, program: &'a Program) -> View<'a> {
    let strings = edition.strings;
    let plan = program.plan.as_ref().and_then(|plan| {
        let number = plan.number.as_ref().map(|number| dated(edition, number, plan.date));
        let alone = || plan.date.map(|date| words::date(date, strings));
        let parts: Vec<_> =
            [number.or_else(alone), plan.by.clone()].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    });
    let changed_by = program.changed_by.iter().map(|change| {
        let dated = dated(edition, &change.number, change.date);
        change.what.as_ref().map_or(dated.clone(), |what| format!("{dated}: {what}"))
    });
    View {
        title: &program.title,
        summary: program.summary.as_deref(),
        days: words::days(&program.days, strings),
        hours: hours(edition, program),
        from: program.from.map(|from| words::plan_date(from, strings)),
        to: program.to.map(|to| words::plan_date(to, strings)),
        cutoff: program.cutoff.as_ref().map(|cutoff| words::cutoff(cutoff, strings)),
        audience: program.audience.as_deref(),
        promises: program
            .promises
            .iter()
            .map(|promise| {
                use crate::model::program::Promise;
                edition.say(match promise {
                    Promise::SameDay => "promise.same_day",
                    Promise::NoFee => "promise.no_fee",
                    Promise::NoSlip => "promise.no_slip",
                    Promise::WriteForMe => "promise.write_for_me",
                    Promise::AtHome => "promise.at_home",
                    Promise::HelpOnline => "promise.help_online",
                    Promise::ExtraHour => "promise.extra_hour",
                })
            })
            .collect(),
        covers: covers(edition, way, program),
        except: program.except.iter().map(|e| except(edition, way, e)).collect(),
        plan,
        changed_by: changed_by.collect(),
        sources: &program.sources,
    }
}

fn covers<'a>(edition: &Edition<'a>, way: &Way, program: &'a Program) -> Covers<'a> {
    let covers = &program.covers;
    let field = |id| {
        let field = edition.site.field(id)?;
        Some(edition.to_original(way, &field.id, &field.title))
    };
    Covers {
        all: covers.all,
        fields: covers.fields.iter().filter_map(field).collect(),
        procedures: covers
            .procedures
            .iter()
            .filter_map(|id| edition.to_procedure(way, id))
            .collect(),
        count: covers
            .count
            .map(|n| edition.strings.fill("program_page.covers_count", &[("n", &n.to_string())])),
        text: covers.text.as_deref(),
    }
}

fn except<'a>(edition: &Edition<'a>, way: &Way, exception: &'a Exception) -> Except<'a> {
    Except {
        link: exception.procedure.as_ref().and_then(|id| edition.to_procedure(way, id)),
        text: exception.text.as_deref(),
        reason: exception.reason.as_deref(),
    }
}
