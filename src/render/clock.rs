//! What the clock in the page is told at build time: hours, days off, programs, words.
//!
//! `themes/default/scripts/clock.js` reads it as `SITE` and `T.clock` and tells the time in Vietnam.
//! Days are counted from 1970-01-01, minutes from midnight, weekdays from Monday.

use serde_json::{Map, Value, json};

use super::address::Addresses;
use super::words::{self, Trust};
use crate::model::calendar;
use crate::model::date::{Date, Week};
use crate::model::procedure::{Case, Channel, Length, Procedure};
use crate::model::program::{Days, Program, ProgramHours};
use crate::model::site::{Commune, Thing};
use crate::model::{Hours, PlanDate, Site, Weekday};
use crate::theme::Strings;

/// Returns `SITE`: `hours`, `off` (day → name; empty for a swapped one), `on` (made-up day → the day
/// it stands for), `known` (first and last days between which every day off is known) and
/// `programs` (by number).
#[must_use]
pub fn site(site: &Site, addresses: Addresses<'_>) -> Value {
    let commune = &site.commune;
    let mut off = Map::new();
    let mut on = Map::new();
    for swap in &commune.swapped {
        off.insert(day(swap.off).to_string(), "".into());
        on.insert(day(swap.on).to_string(), day(swap.off).into());
    }
    for holiday in &commune.holidays {
        off.insert(day(holiday.date).to_string(), bare(&holiday.name).into());
    }
    let known = calendar::known(commune);
    let known: Vec<_> = known.into_iter().map(|(first, last)| [day(first), day(last)]).collect();
    let mut programs = Map::new();
    for one in &site.programs {
        if let Some(value) = program(one, commune) {
            programs.insert(addresses.number(Thing::Program, &one.id).to_string(), value);
        }
    }
    let hours = commune.hours.as_ref().map(week);
    json!({ "hours": hours, "off": off, "on": on, "known": known, "programs": programs })
}

/// Returns `T.clock`: the words of the group, and the names of the weekdays as `days`.
#[must_use]
pub fn words(strings: &Strings) -> Value {
    let own = strings.iter().filter_map(|(key, words)| Some((key.strip_prefix("clock.")?, words)));
    let mut all: Map<String, Value> =
        own.map(|(key, words)| (key.to_owned(), words.into())).collect();
    let names = Weekday::ALL.map(|day| strings.get(&format!("weekday.{}", day.key())).to_owned());
    all.insert("days".into(), names.to_vec().into());
    all.into()
}

/// Returns a week of opening hours, Monday first: what `data-open` holds for hours of a hall.
#[must_use]
pub fn week(week: &Week) -> Value {
    week.iter().map(|hours| stretches(hours)).collect()
}

/// Returns what `data-result` holds: how long a procedure takes at the counter, for the example "hand
/// in now, get it by …".
///
/// Nothing where the day could be wrong: the office is not the commune's centre or has other hours,
/// words or a doubt stand beside the time, a case takes its own time, or the time is counted in hours
/// (the law does not say whether of the clock or of work).
#[must_use]
pub fn example(procedure: &Procedure, commune: &Commune) -> Option<Value> {
    let plain = procedure.is_active()
        && commune.hours.is_some()
        && procedure.office_hours.is_none()
        && words::place::is_centre(procedure, commune)
        && !words::is_doubted(procedure, "time")
        && words::trust(procedure, "time") != Trust::Unverified
        && !procedure.cases.iter().any(has_own_time);
    let time = procedure.time_of(Channel::InPerson).filter(|time| plain && time.text.is_none())?;
    let mut value = match time.length? {
        Length::WorkingDays(n) if n > 0 => json!({ "working": n }),
        Length::Days(n) if n > 0 => json!({ "days": n }),
        Length::SameDay => json!({ "same": 1 }),
        Length::WorkingDays(_) | Length::Days(_) | Length::Hours(_) => return None,
    };
    if let Some(cutoff) = time.cutoff {
        value["cutoff"] = cutoff.minutes().into();
    }
    Some(value)
}

fn has_own_time(case: &Case) -> bool {
    let by_way = case.channels.iter().flat_map(|channels| channels.0.values());
    case.time.is_some() || by_way.into_iter().any(|way| way.time.is_some())
}

/// Describes a program; nothing where no session can be foretold: on request, or in office hours that
/// are not known.
fn program(program: &Program, commune: &Commune) -> Option<Value> {
    let Days::Weekly(days) = &program.days else { return None };
    let hours = match &program.hours {
        ProgramHours::Clock(hours) => stretches(hours),
        ProgramHours::Office => commune.hours.as_ref().map(|_| Value::Null)?,
        ProgramHours::Text(_) => commune.hours.as_ref().map(|_| 0.into())?,
    };
    let days: Vec<_> = days.iter().map(|day| *day as u8).collect();
    let from = program.from.map_or(0, |from| day(from.first()));
    let mut value = json!({ "days": days, "hours": hours, "from": from });
    // "From August" may begin on any day of August; "in 2026" is the whole year.
    if let Some(from) = program.from.filter(|from| Some(*from) != program.to)
        && !matches!(from, PlanDate::Day(_))
    {
        value["sure"] = day(from.last()).into();
    }
    if let Some(to) = program.to {
        value["to"] = day(to.last()).into();
    }
    Some(value)
}

/// Returns opening hours in minutes; stretches that meet are one, or the page would say that it closes
/// where it does not.
fn stretches(hours: &[Hours]) -> Value {
    let mut all: Vec<[u16; 2]> = Vec::new();
    for one in hours {
        match all.last_mut() {
            Some(last) if last[1] == one.open.minutes() => last[1] = one.close.minutes(),
            _ => all.push([one.open.minutes(), one.close.minutes()]),
        }
    }
    json!(all)
}

/// Returns the days since 1970-01-01.
fn day(date: Date) -> i32 {
    Date::constant(1970, 1, 1).until(date).expect("both are days").get_days()
}

/// Takes "Nghỉ" off the name of a day off, which the page says itself.
fn bare(name: &str) -> &str {
    let rest = name.get(.."Nghỉ ".len()).filter(|start| start.to_lowercase() == "nghỉ ");
    rest.map_or(name, |start| &name[start.len()..])
}
