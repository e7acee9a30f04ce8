//! The facts of a service day, and the text of a page in large type.

use super::Told;
use super::whole::Whole;
use crate::ledger::seen::{Part, Seen};
use crate::model::block::{Block, BlockKind};
use crate::model::program::{Days, Program, ProgramHours, Promise};
use crate::model::site::{Page, Thing, spell_hours};
use crate::model::{Id, PlanDate, Village, Weekday};
use crate::render::poster::press::Press;
use crate::render::words;

/// Returns what the sheet of a service day tells: days and hours, what is covered and excepted, what
/// is promised; and the title with its code.
#[must_use]
pub fn program(press: &Press<'_>, village: &Village, program: &Program) -> Told {
    let mut told = Told::new(press, village);
    hours(press, program, &mut told.whole);
    let listed = program.covers.procedures.len() + program.covers.fields.len();
    let words = match (program.covers.all, program.covers.count, listed) {
        (true, ..) => "mọi thủ tục".to_owned(),
        (false, Some(count), _) => format!("{count} thủ tục"),
        (false, None, count) => format!("{count} thủ tục, lĩnh vực"),
    };
    let words = format!("{words}, {} cam kết", program.promises.len());
    told.whole.add(Part::Text, &text(press, program).text(), &words);
    told.with(press, (Thing::Program, &program.id), super::titled(&program.title))
}

/// Returns what a leaflet tells about a service day: its title, days and hours.
#[must_use]
pub fn named(press: &Press<'_>, program: &Program) -> Seen {
    let mut seen = super::titled(&program.title);
    hours(press, program, &mut seen);
    seen
}

/// Adds days, hours and period.
fn hours(press: &Press<'_>, program: &Program, seen: &mut Seen) {
    let days = match &program.days {
        Days::Weekly(days) => days.iter().copied().map(Weekday::key).collect::<Vec<_>>().join(","),
        Days::OnRequest => "on_request".to_owned(),
    };
    let whole = Whole::default().say("days", days);
    let whole = match &program.hours {
        ProgramHours::Office => {
            let kept = |day: &Weekday| match &program.days {
                Days::Weekly(days) => days.contains(day),
                Days::OnRequest => true,
            };
            let week = press.site.commune.hours.iter().flat_map(|w| Weekday::ALL.iter().zip(w));
            let week = week.filter(|(day, _)| kept(day));
            whole
                .list("office", week.map(|(day, hours)| day.key().to_owned() + &spell_hours(hours)))
        }
        ProgramHours::Clock(hours) => whole.list("hours", hours.iter().map(ToString::to_string)),
        ProgramHours::Text(text) => whole.say("text", text),
    };
    let whole = whole.opt("from", program.from.map(day)).opt("to", program.to.map(day));
    let whole = match program.cutoff {
        Some(cutoff) => {
            whole.say("after", cutoff.after).say("before", cutoff.next_working_day_before)
        }
        None => whole,
    };
    seen.add(Part::Hours, &whole.text(), &words::program::when(program, &press.plain));
}

fn day(when: PlanDate) -> String {
    match when {
        PlanDate::Day(day) => day.to_string(),
        PlanDate::Month(year, month) => format!("{year}-{month}"),
        PlanDate::Year(year) => year.to_string(),
    }
}

/// Returns everything else that its sheet says.
fn text(press: &Press<'_>, program: &Program) -> Whole {
    let covers = &program.covers;
    let title = |id: &Id| press.site.procedure(id).map(|procedure| procedure.title.clone());
    let field = |id: &Id| press.site.field(id).map(|field| field.title.clone());
    let except = program.except.iter().map(|exception| {
        let what = exception.procedure.as_ref().and_then(title).or(exception.text.clone());
        Whole::default().opt("what", what).opt("reason", exception.reason.as_ref()).text()
    });
    let promises = program.promises.iter().copied().map(|promise| promise.key().to_owned());
    let (commune, at_home) = (&press.site.commune, program.promises.contains(&Promise::AtHome));
    let centre = Some(&commune.centre).filter(|_| !at_home);
    let plan = program.plan.as_ref();
    let plan = plan.map(|plan| {
        let whole = Whole::default().opt("number", plan.number.as_ref()).opt("date", plan.date);
        whole.opt("by", plan.by.as_ref()).text()
    });
    let changes = program.changed_by.iter().map(|change| {
        let whole = Whole::default().say("number", &change.number).opt("date", change.date);
        whole.opt("what", change.what.as_ref()).text()
    });
    Whole::default()
        .opt("summary", program.summary.as_ref())
        .opt("audience", program.audience.as_ref())
        .flag("all", covers.all)
        .set("procedure", covers.procedures.iter().filter_map(title))
        .set("field", covers.fields.iter().filter_map(field))
        .opt("covers", covers.text.as_ref())
        .opt("count", covers.count.filter(|_| covers.text.is_none()))
        .set("except", except)
        .set("promise", promises)
        .opt("centre", centre.and_then(|centre| centre.name.as_ref()))
        .opt("address", centre.and_then(|centre| centre.address.as_ref()))
        .opt("plan", plan)
        .list("changed", changes)
}

/// Returns what the sheet of a page in large type tells.
#[must_use]
pub fn slogan(press: &Press<'_>, village: &Village, page: &Page) -> Told {
    let mut told = Told::new(press, village);
    let blocks = page.blocks.iter().map(|block| {
        let kind = match block.kind {
            BlockKind::Heading => "heading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::Item(_) => "item",
        };
        Whole::default().say(kind, block.text()).text()
    });
    let whole = Whole::default().list("block", blocks).text();
    let first = page.blocks.first().map(Block::text).unwrap_or_default();
    told.whole.add(Part::Text, &whole, &first);
    told.with(press, (Thing::Page, &page.id), super::titled(&page.title))
}
