//! `programs.ics` and `<id>/lich.ics`: when programs are held, for calendars (RFC 5545).
//!
//! What a calendar shows is what the plan says: a program with hours has an event for each stretch
//! of them; one in office hours follows the commune's week, an event for each stretch that days
//! share; one whose hours are words has the whole day, with the words below. A program on request
//! has no day and stands in no calendar, nor has one whose content names no day to begin from.
//! Holidays and days that were swapped away are left out; nothing is added on the days worked
//! instead, since no plan says that a program moves with them. A month or a year that a program
//! begins or ends in counts from its first to its last day.

mod line;

use super::Source;
use crate::model::date::{Date, Hours, Weekday};
use crate::model::program::{Days, ProgramHours, Promise};
use crate::model::site::Thing;
use crate::model::{ClockTime, Program};
use crate::render::words;
use line::Lines;

/// An event that comes back every week.
#[derive(Debug, PartialEq, Eq)]
struct Session {
    /// The days, in the order of the week; at least one.
    days: Vec<Weekday>,
    /// The hours; nothing: the whole day.
    hours: Option<Hours>,
}

/// Makes the calendar of all programs; none when nothing stands in it.
pub(super) fn all(source: Source<'_>) -> Option<(String, Vec<u8>)> {
    let commune = &source.site.commune.name;
    let name = source.strings.fill("changes.calendar", &[("commune", commune)]);
    calendar(source, &name, source.site.programs.iter())
        .map(|bytes| ("programs.ics".to_owned(), bytes))
}

/// Makes the calendar of one program; none when nothing stands in it.
pub(super) fn of(source: Source<'_>, program: &Program) -> Option<(String, Vec<u8>)> {
    let bytes = calendar(source, &program.title, std::iter::once(program))?;
    Some((format!("{}/lich.ics", program.id), bytes))
}

fn calendar<'a>(
    source: Source<'_>,
    name: &str,
    programs: impl Iterator<Item = &'a Program>,
) -> Option<Vec<u8>> {
    let mut events = Lines::default();
    for program in programs {
        let sessions = sessions(source, program);
        for (at, session) in sessions.iter().enumerate() {
            event(source, program, (at + 1, session), &mut events);
        }
    }
    if events.is_empty() {
        return None;
    }
    let mut lines = Lines::default();
    lines.add("BEGIN:VCALENDAR");
    lines.add("VERSION:2.0");
    lines.add("PRODID:-//tracuu//tracuu//VI");
    lines.add("CALSCALE:GREGORIAN");
    lines.add("METHOD:PUBLISH");
    lines.text("NAME", name);
    lines.text("X-WR-CALNAME", name);
    lines.add("X-WR-TIMEZONE:Asia/Ho_Chi_Minh");
    for line in [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Ho_Chi_Minh",
        "BEGIN:STANDARD",
        // Vietnam has kept UTC+7 without a change since this day.
        "DTSTART:19750613T000000",
        "TZOFFSETFROM:+0800",
        "TZOFFSETTO:+0700",
        "TZNAME:+07",
        "END:STANDARD",
        "END:VTIMEZONE",
    ] {
        lines.add(line);
    }
    lines.append(&events);
    lines.add("END:VCALENDAR");
    Some(lines.into_bytes())
}

/// Returns the events of a program.
fn sessions(source: Source<'_>, program: &Program) -> Vec<Session> {
    let Days::Weekly(days) = &program.days else { return Vec::new() };
    let mut days = days.clone();
    days.sort_unstable();
    days.dedup();
    if days.is_empty() {
        return Vec::new();
    }
    match (&program.hours, &source.site.commune.hours) {
        (ProgramHours::Clock(hours), _) if !hours.is_empty() => {
            hours.iter().map(|hours| Session { days: days.clone(), hours: Some(*hours) }).collect()
        }
        (ProgramHours::Office, Some(week)) => {
            let mut sessions: Vec<Session> = Vec::new();
            for day in days {
                for hours in &week[day as usize] {
                    match sessions.iter_mut().find(|known| known.hours == Some(*hours)) {
                        Some(known) => known.days.push(day),
                        None => {
                            sessions.push(Session { days: vec![day], hours: Some(*hours) });
                        }
                    }
                }
            }
            sessions
        }
        _ => vec![Session { days, hours: None }],
    }
}

/// Writes an event; none where it would begin after its end, or where no day to begin is known.
fn event(source: Source<'_>, program: &Program, (at, session): (usize, &Session), to: &mut Lines) {
    let Some(known) = begins(program) else { return };
    let Some(first) = first_day(known, &session.days) else { return };
    let last = program.to.map(crate::model::PlanDate::last);
    if last.is_some_and(|last| last < first) {
        return;
    }
    let number = source.number(Thing::Program, &program.id);
    to.add("BEGIN:VEVENT");
    to.add(&format!("UID:{number}-{at}@{}", source.addresses.base.host()));
    to.add(&format!("DTSTAMP:{}T000000Z", plain(stamp(program, known))));
    match session.hours {
        Some(hours) => {
            to.add(&format!("DTSTART;{ZONE}:{}", moment(first, hours.open)));
            to.add(&format!("DTEND;{ZONE}:{}", moment(first, hours.close)));
        }
        None => to.add(&format!("DTSTART;VALUE=DATE:{}", plain(first))),
    }
    to.add(&rule(session, last));
    if let Some(off) = days_off(source, session, (first, last)) {
        to.add(&off);
    }
    to.text("SUMMARY", &program.title);
    to.text("DESCRIPTION", &description(source, program));
    if let Some(place) = place(source, program) {
        to.text("LOCATION", &place);
    }
    to.add(&format!("URL:{}", source.url(&format!("{}/", program.id))));
    // It says when an office is there, not that its reader is busy.
    to.add("TRANSP:TRANSPARENT");
    to.add("END:VEVENT");
}

const ZONE: &str = "TZID=Asia/Ho_Chi_Minh";

/// Returns the first day that the content names: when it begins, else when it was planned.
fn begins(program: &Program) -> Option<Date> {
    let planned = program.plan.as_ref().and_then(|plan| plan.date);
    let changed = program.changed_by.iter().filter_map(|change| change.date).min();
    program.from.map(crate::model::PlanDate::first).or(planned).or(changed)
}

/// Returns the day of the last paper about a program: an event changes when a paper changes it.
fn stamp(program: &Program, known: Date) -> Date {
    let planned = program.plan.as_ref().and_then(|plan| plan.date);
    program.changed_by.iter().filter_map(|change| change.date).chain(planned).max().unwrap_or(known)
}

/// Returns the first of the days of the week on or after a day.
fn first_day(from: Date, days: &[Weekday]) -> Option<Date> {
    let mut day = from;
    for _ in 0..7 {
        if days.contains(&Weekday::of(day)) {
            return Some(day);
        }
        day = day.tomorrow().ok()?;
    }
    None
}

/// Writes how it comes back. The end is a moment in UTC where the event has hours (§3.3.10): the
/// last second of the last day in Vietnam.
fn rule(session: &Session, last: Option<Date>) -> String {
    let days: Vec<_> = session.days.iter().map(|day| code(*day)).collect();
    let until = last.map(|last| match session.hours {
        Some(_) => format!(";UNTIL={}T165959Z", plain(last)),
        None => format!(";UNTIL={}", plain(last)),
    });
    format!("RRULE:FREQ=WEEKLY{};BYDAY={}", until.unwrap_or_default(), days.join(","))
}

/// Writes the days on which it is not held.
fn days_off(
    source: Source<'_>,
    session: &Session,
    (first, last): (Date, Option<Date>),
) -> Option<String> {
    let commune = &source.site.commune;
    let holidays = commune.holidays.iter().map(|holiday| holiday.date);
    let mut off: Vec<Date> = holidays.chain(commune.swapped.iter().map(|swap| swap.off)).collect();
    off.retain(|day| {
        *day >= first
            && last.is_none_or(|last| *day <= last)
            && session.days.contains(&Weekday::of(*day))
    });
    off.sort_unstable();
    off.dedup();
    let days: Vec<_> = off
        .iter()
        .map(|day| session.hours.map_or_else(|| plain(*day), |hours| moment(*day, hours.open)))
        .collect();
    let kind = if session.hours.is_some() { ZONE } else { "VALUE=DATE" };
    (!days.is_empty()).then(|| format!("EXDATE;{kind}:{}", days.join(",")))
}

fn description(source: Source<'_>, program: &Program) -> String {
    let strings = source.strings;
    let mut parts: Vec<String> = program.summary.clone().into_iter().collect();
    parts.push(words::capital(&words::program::when(program, strings)));
    parts.extend(program.cutoff.as_ref().map(|cutoff| words::program::cutoff(cutoff, strings)));
    let promises = program.promises.iter();
    parts.extend(promises.map(|promise| words::program::promise(*promise, strings).to_owned()));
    if source.site.commune.example {
        parts.push(strings.get("site.example").to_owned());
    }
    parts.join("\n")
}

/// Returns where it is held: the centre, unless officers come to the citizen.
fn place(source: Source<'_>, program: &Program) -> Option<String> {
    let centre = &source.site.commune.centre;
    let parts: Vec<&str> =
        [centre.name.as_deref(), centre.address.as_deref()].into_iter().flatten().collect();
    let here = !program.promises.contains(&Promise::AtHome) && !parts.is_empty();
    here.then(|| parts.join(", "))
}

fn plain(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn moment(day: Date, time: ClockTime) -> String {
    format!("{}T{:02}{:02}00", plain(day), time.minutes() / 60, time.minutes() % 60)
}

fn code(day: Weekday) -> &'static str {
    ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][day as usize]
}
