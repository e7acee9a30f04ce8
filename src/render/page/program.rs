//! The page of a service model.

use serde::Serialize;

use crate::files::Bytes;
use crate::model::Program;
use crate::model::program::Exception;
use crate::model::site::Thing;
use crate::render::words;

use super::edition::{Anchor, Edition, Shell};
use super::way::Way;

#[derive(Serialize)]
struct View<'a> {
    title: &'a str,
    /// By which a script finds the next session.
    number: u32,
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
            format!(
                "{}: {}. {commune}.",
                program.title,
                words::program::when(program, edition.strings)
            )
        }),
        image: edition.image(Some(&program.id)),
        ..edition.shell_of((Thing::Program, &program.id), &way, &langs)
    };
    let body = edition.body(&program.body.html, &way);
    edition.render("pages/program.html", &shell, &view(edition, &way, program), &body)
}

fn view<'a>(edition: &Edition<'a>, way: &Way, program: &'a Program) -> View<'a> {
    let strings = edition.strings;
    let plan = program.plan.as_ref().and_then(|plan| words::program::plan(plan, strings));
    let changed_by = program.changed_by.iter().map(|c| words::program::change(c, strings));
    let promises = program.promises.iter();
    View {
        title: &program.title,
        number: edition.options.addresses.number(Thing::Program, &program.id),
        summary: program.summary.as_deref(),
        days: words::days(&program.days, strings),
        hours: words::program::hours(program, strings),
        from: program.from.map(|from| words::plan_date(from, strings)),
        to: program.to.map(|to| words::plan_date(to, strings)),
        cutoff: program.cutoff.as_ref().map(|cutoff| words::program::cutoff(cutoff, strings)),
        audience: program.audience.as_deref(),
        promises: promises.map(|promise| words::program::promise(*promise, strings)).collect(),
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
