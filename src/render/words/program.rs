//! A service model in words: when, until when, what it promises, what started and changed it.

use super::{Week, date, dated, days, plan_date};
use crate::model::program::{Change, Cutoff, Days, Plan, ProgramHours, Promise};
use crate::model::site::spell_hours;
use crate::model::{Program, Weekday};
use crate::theme::Strings;

/// Spells days and hours: `thứ Sáu, 13:30–17:00`.
#[must_use]
pub fn when(program: &Program, strings: &Strings) -> String {
    let days = days(&program.days, strings);
    if let ProgramHours::Text(text) = &program.hours {
        // A sentence of the plan stands by itself.
        return format!("{days}. {text}");
    }
    strings.fill("site.and", &[("first", &days), ("second", &hours(program, strings))])
}

/// Spells the hours: `13:30–17:00`, or what the plan says.
#[must_use]
pub fn hours(program: &Program, strings: &Strings) -> String {
    match &program.hours {
        ProgramHours::Office => strings.get("program_page.office_hours").to_owned(),
        ProgramHours::Clock(hours) => spell_hours(hours),
        ProgramHours::Text(text) => text.clone(),
    }
}

/// Spells the commune's office hours on the days of a program that keeps them; nothing where it has
/// hours of its own or the commune says none.
#[must_use]
pub fn office(program: &Program, hours: Option<&Week>, strings: &Strings) -> Option<String> {
    if program.hours != ProgramHours::Office {
        return None;
    }
    let mut week = hours?.clone();
    if let Days::Weekly(kept) = &program.days {
        for (day, hours) in Weekday::ALL.iter().zip(&mut week) {
            if !kept.contains(day) {
                hours.clear();
            }
        }
    }
    let rows = super::week(&week, strings);
    match (rows.as_slice(), &program.days) {
        ([], _) => None,
        // The days of the program stand before its hours already.
        ([(_, hours)], Days::Weekly(kept)) if kept.len() == open(&week) => Some(hours.clone()),
        _ => {
            let rows = rows.iter().map(|(days, hours)| format!("{days} {hours}"));
            Some(rows.collect::<Vec<_>>().join("; "))
        }
    }
}

fn open(week: &Week) -> usize {
    week.iter().filter(|hours| !hours.is_empty()).count()
}

/// Spells from when until when: `Từ 25/09/2023 · Đến khi có thông báo mới`.
#[must_use]
pub fn period(program: &Program, strings: &Strings) -> String {
    // From a year until the same year is one year, not two.
    if let Some(whole) = program.from.filter(|from| Some(*from) == program.to) {
        let within = strings.get("program_page.within");
        return format!("{within} {}", plan_date(whole, strings));
    }
    let line = |key: &str, words: &str| format!("{} {words}", strings.get(key));
    let from = program.from.map(|day| line("program_page.from", &plan_date(day, strings)));
    let to = program.to.map_or_else(
        || line("program_page.to_open", strings.get("program_page.until_notice")),
        |day| line("program_page.to", &plan_date(day, strings)),
    );
    from.into_iter().chain([to]).collect::<Vec<_>>().join(" · ")
}

/// Spells a cut-off.
#[must_use]
pub fn cutoff(cutoff: &Cutoff, strings: &Strings) -> String {
    strings.fill(
        "program.cutoff",
        &[
            ("after", &cutoff.after.to_string()),
            ("before", &cutoff.next_working_day_before.to_string()),
        ],
    )
}

/// Names a promise.
#[must_use]
pub fn promise(promise: Promise, strings: &Strings) -> &str {
    strings.get(match promise {
        Promise::SameDay => "promise.same_day",
        Promise::NoFee => "promise.no_fee",
        Promise::NoSlip => "promise.no_slip",
        Promise::WriteForMe => "promise.write_for_me",
        Promise::AtHome => "promise.at_home",
        Promise::HelpOnline => "promise.help_online",
        Promise::ExtraHour => "promise.extra_hour",
    })
}

/// Spells the plan: number, day and office, as far as they are known; nothing when none is.
#[must_use]
pub fn plan(plan: &Plan, strings: &Strings) -> Option<String> {
    let number = plan.number.as_ref().map(|number| dated(number, plan.date, strings));
    let alone = || plan.date.map(|day| date(day, strings));
    let parts: Vec<_> = [number.or_else(alone), plan.by.clone()].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Spells a paper that changed a program.
#[must_use]
pub fn change(change: &Change, strings: &Strings) -> String {
    let dated = dated(&change.number, change.date, strings);
    change.what.as_ref().map_or(dated.clone(), |what| format!("{dated}: {what}"))
}
