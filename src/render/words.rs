//! Facts in words: fee, time, deadline, hours, days, as citizens read them on pages and posters.
//!
//! The one place where a number of the content becomes a sentence, so that a page, a poster and a
//! steps code never say different things.

pub mod place;
pub mod program;
pub mod spoken;

use crate::model::date::{Date, Week};
use crate::model::procedure::{
    AfterCutoff, Amount, Case, Channel, Deadline, Document, Fee, Length, Procedure, Processing,
    Tier, Way,
};
use crate::model::program::Days;
use crate::model::site::spell_hours;
use crate::model::{Dong, PlanDate, Weekday};
use crate::theme::Strings;

/// Spells a sum: `8.000 đồng`.
#[must_use]
pub fn dong(sum: Dong, strings: &Strings) -> String {
    strings.fill("money.dong", &[("sum", &grouped(sum.0, strings.get("money.separator")))])
}

/// Groups digits by three.
fn grouped(number: u64, separator: &str) -> String {
    let digits = number.to_string();
    let mut spelled = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            spelled.push_str(separator);
        }
        spelled.push(digit);
    }
    spelled
}

/// How sure a fee is: decides whether a 0 may be called free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Somebody compared the procedure with its source.
    Checked,
    /// The source says so; the commune has not checked.
    Stated,
    /// Marked as unverified.
    Unverified,
}

/// Says how sure the fact at `key` of a procedure is.
///
/// A doubt in free words may be about any fact, so it counts for each.
#[must_use]
pub fn trust(procedure: &Procedure, key: &str) -> Trust {
    let in_free_words = procedure.unverified.iter().any(|fact| fact.key.is_none());
    if in_free_words || procedure.is_unverified(key) {
        Trust::Unverified
    } else if procedure.checked.is_some() {
        Trust::Checked
    } else {
        Trust::Stated
    }
}

/// Says how sure the sum at `key` (`fee`, `channels.online.fee`) of a procedure or its case is.
///
/// A doubt about the general fee is one about the case's too, and one about part of a fee is one
/// about its sum: a wrong "free" is worse than a needless doubt.
#[must_use]
pub fn fee_trust(procedure: &Procedure, case: Option<&Case>, key: &str) -> Trust {
    let mut keys = vec!["fee".to_owned(), key.to_owned()];
    keys.extend(case.map(|case| format!("cases.{}.{key}", case.id)));
    let mut below = procedure.unverified.iter().filter_map(|fact| fact.key.as_deref());
    let part_doubted = below.any(|marked| {
        keys.iter().any(|key| {
            marked.strip_prefix(key.as_str()).is_some_and(|rest| rest.starts_with(['.', '[']))
        })
    });
    if part_doubted || keys.iter().any(|key| procedure.is_unverified(key)) {
        Trust::Unverified
    } else {
        trust(procedure, key)
    }
}

/// Says whether a doubt is on record about any `fee` or `time` (the `key`) of a procedure: the
/// general one, that of a way of filing or of a case, or a part of one.
///
/// For lines on paper, which tell all of them at once.
#[must_use]
pub fn is_doubted(procedure: &Procedure, key: &str) -> bool {
    let names_it = |marked: &str| {
        marked.split('.').any(|part| part.split('[').next().is_some_and(|part| part == key))
    };
    let ways_of_cases = procedure.cases.iter().filter_map(|case| case.channels.as_ref());
    let has_own = |way: &Way| if key == "fee" { way.fee.is_some() } else { way.time.is_some() };
    let by_way = std::iter::once(&procedure.channels)
        .chain(ways_of_cases)
        .any(|channels| channels.0.values().any(has_own));
    let mut marked = procedure.unverified.iter().filter_map(|fact| fact.key.as_deref());
    marked.any(|marked| names_it(marked) || (by_way && names_ways(marked)))
}

/// Says whether a doubt is about ways of filing as a whole: `channels`, `channels.online`.
fn names_ways(marked: &str) -> bool {
    let last = marked.rsplit('.').next().unwrap_or_default();
    last == "channels" || Channel::ALL.iter().any(|channel| channel.key() == last)
}

/// Says whether the note leaves the sum to the province: then a 0 is what the portal shows, and
/// never "free".
#[must_use]
pub fn is_left_to_the_province(fee: &Fee) -> bool {
    let note = fee.note.as_deref().unwrap_or_default().to_lowercase();
    ["hđnd", "hội đồng nhân dân", "tỉnh quyết định", "thành phố quyết định"]
        .iter()
        .any(|words| note.contains(words))
}

/// Spells a fee in one line, without its exemptions and note: `2.000 đồng/trang (…), tối đa …`.
///
/// Nothing when the fee has neither sum nor words.
#[must_use]
pub fn fee(fee: &Fee, trust: Trust, strings: &Strings) -> Option<String> {
    let base = match fee.amount.as_ref() {
        None if fee.tiers.is_empty() => return None,
        Some(Amount::Text(text)) => text.clone(),
        Some(Amount::Dong(Dong(0))) => match trust {
            Trust::Checked if !is_left_to_the_province(fee) => strings.get("fee.free").to_owned(),
            Trust::Checked | Trust::Stated => strings.get("fee.zero_stated").to_owned(),
            Trust::Unverified => strings.get("fee.zero_unverified").to_owned(),
        },
        Some(Amount::Dong(sum)) if fee.tiers.is_empty() => {
            per(&dong(*sum, strings), fee.unit.as_deref(), strings)
        }
        None | Some(Amount::Dong(_)) => String::new(),
    };
    let mut spelled = if fee.tiers.is_empty() { base } else { tiers(fee, strings) };
    if let Some(max) = &fee.max {
        let sum = per(&dong(max.amount, strings), max.per.as_deref(), strings);
        spelled = strings.fill("fee.with_max", &[("fee", &spelled), ("max", &sum)]);
    }
    Some(spelled)
}

fn per(sum: &str, unit: Option<&str>, strings: &Strings) -> String {
    unit.map_or_else(
        || sum.to_owned(),
        |unit| strings.fill("fee.per_unit", &[("sum", sum), ("unit", unit)]),
    )
}

fn tiers(fee: &Fee, strings: &Strings) -> String {
    let unit = fee.unit.as_deref().unwrap_or_else(|| strings.get("fee.unit_default"));
    let mut from = 1;
    let mut spelled = Vec::new();
    for Tier { upto, amount } in &fee.tiers {
        let sum = dong(*amount, strings);
        let (first, last) = (from.to_string(), upto.unwrap_or(0).to_string());
        let key = match upto {
            Some(upto) if *upto == from => "fee.tier_one",
            Some(_) => "fee.tier_range",
            None => "fee.tier_rest",
        };
        spelled.push(
            strings.fill(key, &[("unit", unit), ("from", &first), ("upto", &last), ("sum", &sum)]),
        );
        from = upto.map_or(from, |upto| upto + 1);
    }
    spelled.join("; ")
}

/// Spells the fees of all ways of filing: one line when they agree, else one for each.
///
/// Each entry is the way (nothing: all of them) and the line; `None` as line: not known.
#[must_use]
pub fn fees(procedure: &Procedure, strings: &Strings) -> Vec<(Option<Channel>, Option<String>)> {
    let line = |channel: Option<Channel>| {
        let of = channel.map_or(procedure.fee.as_ref(), |channel| procedure.fee_of(channel));
        let key = channel.map_or_else(|| "fee".to_owned(), |c| format!("channels.{}.fee", c.key()));
        of.and_then(|f| fee(f, fee_trust(procedure, None, &key), strings))
    };
    agreed(procedure, line)
}

/// Spells the times of all ways of filing, as [`fees`] does.
#[must_use]
pub fn times(procedure: &Procedure, strings: &Strings) -> Vec<(Option<Channel>, Option<String>)> {
    let line = |channel: Option<Channel>| {
        let of = channel.map_or(procedure.time.as_ref(), |channel| procedure.time_of(channel));
        of.map(|time| processing(time, strings))
    };
    agreed(procedure, line)
}

fn agreed(
    procedure: &Procedure,
    line: impl Fn(Option<Channel>) -> Option<String>,
) -> Vec<(Option<Channel>, Option<String>)> {
    let mut lines: Vec<_> =
        procedure.channels.0.keys().map(|channel| (Some(*channel), line(Some(*channel)))).collect();
    let one = lines.windows(2).all(|pair| pair[0].1 == pair[1].1);
    match lines.first().cloned() {
        None => vec![(None, line(None))],
        Some((_, first)) if one => vec![(None, first)],
        Some(_) => {
            lines.retain(|(_, line)| line.is_some());
            lines
        }
    }
}

/// Spells how long it takes, with the cut-off: `3 ngày làm việc`, `Trong ngày; nộp sau 15:00 …`.
#[must_use]
pub fn processing(time: &Processing, strings: &Strings) -> String {
    let length = time.length.map(|length| match length {
        Length::WorkingDays(n) => count("time.working_days", n, strings),
        Length::Days(n) => count("time.days", n, strings),
        Length::Hours(n) => count("time.hours", n, strings),
        Length::SameDay => strings.get("time.same_day").to_owned(),
    });
    let cutoff = time.cutoff.zip(time.after).map(|(at, AfterCutoff::NextWorkingDay)| {
        strings.fill("time.cutoff_next_working_day", &[("at", &at.to_string())])
    });
    // Words explain a number; they never stand for it, or a term of 3 days would go unsaid.
    joined([length, time.text.clone(), cutoff].into_iter().flatten())
}

/// Joins parts of a line: by a semicolon, or by a full stop where the next part begins with a
/// capital letter. A capital after a semicolon is wrong, and a program cannot tell names from
/// beginnings of sentences.
pub fn joined(parts: impl IntoIterator<Item = String>) -> String {
    let mut line = String::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if line.is_empty() {
            line = part;
            continue;
        }
        let begins = part.chars().next().is_some_and(char::is_uppercase);
        let ended = line.ends_with(['.', '!', '?', '…']);
        line += match (begins, ended) {
            (_, true) => " ",
            (true, false) => ". ",
            (false, false) => "; ",
        };
        line += &part;
    }
    line
}

/// Lower-cases the first letter of a line that begins with words of the theme (`Trong ngày`), to go
/// on after other words; an author's line stays, since its first word may be a name.
#[must_use]
pub fn lowered(line: &str, strings: &Strings) -> String {
    let ours = ["fee.free", "fee.zero_unverified", "time.same_day"];
    let mut letters = line.chars();
    match letters.next() {
        Some(first) if ours.iter().any(|key| line.starts_with(strings.get(key))) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => line.to_owned(),
    }
}

/// Begins a line with a capital letter.
#[must_use]
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Adds the words at `key` for a fact that nobody has checked, unless the line says so itself.
#[must_use]
pub fn with_doubt(line: String, key: &str, strings: &Strings) -> String {
    let doubt = strings.fill(key, &[("words", "")]);
    let doubt = doubt.trim_matches([' ', '(', ')']);
    let told = line.to_lowercase().contains(&doubt.to_lowercase())
        || line.contains(strings.get("fee.zero_unverified"));
    if told { line } else { strings.fill(key, &[("words", &line)]) }
}

fn count(key: &str, n: u16, strings: &Strings) -> String {
    let key = if n == 1 { format!("{key}_one") } else { key.to_owned() };
    strings.fill(&key, &[("n", &n.to_string())])
}

/// Spells a deadline: `Trong 60 ngày kể từ ngày sinh`.
#[must_use]
pub fn deadline(deadline: &Deadline, strings: &Strings) -> String {
    if let Some(text) = &deadline.text {
        return text.clone();
    }
    let days = deadline.days.unwrap_or_default().to_string();
    match &deadline.from {
        Some(from) => strings.fill("deadline.from", &[("days", &days), ("from", from)]),
        None => strings.fill("deadline.days", &[("days", &days)]),
    }
}

/// Spells how many of a paper: `1 bản chính, 1 bản sao`, `Chỉ cho xem`; empty when nothing is said.
#[must_use]
pub fn copies(document: &Document, strings: &Strings) -> String {
    if document.show {
        return strings.get("document.show").to_owned();
    }
    let part = |key: &str, n: Option<u16>| n.filter(|n| *n > 0).map(|n| count(key, n, strings));
    let parts =
        [part("document.originals", document.originals), part("document.copies", document.copies)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Spells a day: `20/06/2024`.
#[must_use]
pub fn date(date: Date, strings: &Strings) -> String {
    let (day, month) = (format!("{:02}", date.day()), format!("{:02}", date.month()));
    strings
        .fill("date.day", &[("day", &day), ("month", &month), ("year", &date.year().to_string())])
}

/// Spells a number with its date: `163/QĐ-BTP, ngày 20/01/2026`.
#[must_use]
pub fn dated(number: &str, day: Option<Date>, strings: &Strings) -> String {
    day.map_or_else(
        || number.to_owned(),
        |day| {
            let day = date(day, strings);
            strings.fill("procedure.dated", &[("number", number), ("date", &day)])
        },
    )
}

/// Begins words with a small letter, to stand inside a sentence; `UBND` stays as it is.
#[must_use]
pub fn small(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => words.to_owned(),
    }
}

/// Spells a date as exactly as the plan names it: `25/09/2023`, `tháng 8/2023`, `năm 2026`.
#[must_use]
pub fn plan_date(when: PlanDate, strings: &Strings) -> String {
    match when {
        PlanDate::Day(day) => date(day, strings),
        PlanDate::Month(year, month) => strings
            .fill("date.month", &[("month", &month.to_string()), ("year", &year.to_string())]),
        PlanDate::Year(year) => strings.fill("date.year", &[("year", &year.to_string())]),
    }
}

/// Spells days of the week: `thứ Hai đến thứ Sáu`, `thứ Năm`.
#[must_use]
pub fn days(days: &Days, strings: &Strings) -> String {
    let Days::Weekly(weekdays) = days else {
        return strings.get("program.on_request").to_owned();
    };
    let name = |day: Weekday| {
        strings.get(match day {
            Weekday::Mon => "weekday.mon",
            Weekday::Tue => "weekday.tue",
            Weekday::Wed => "weekday.wed",
            Weekday::Thu => "weekday.thu",
            Weekday::Fri => "weekday.fri",
            Weekday::Sat => "weekday.sat",
            Weekday::Sun => "weekday.sun",
        })
    };
    let in_a_row = weekdays.windows(2).all(|pair| pair[1] as usize == pair[0] as usize + 1);
    match weekdays.as_slice() {
        [first, .., last] if in_a_row && weekdays.len() > 2 => {
            strings.fill("weekday.range", &[("first", name(*first)), ("last", name(*last))])
        }
        all => all.iter().map(|day| name(*day)).collect::<Vec<_>>().join(", "),
    }
}

/// Spells a week of opening hours, days with equal hours joined: `(thứ Hai đến thứ Sáu, 7:30–11:30, …)`.
///
/// Closed days are left out.
#[must_use]
pub fn week(week: &Week, strings: &Strings) -> Vec<(String, String)> {
    let mut rows: Vec<(Vec<Weekday>, String)> = Vec::new();
    for (day, hours) in Weekday::ALL.into_iter().zip(week) {
        let spelled = spell_hours(hours);
        if spelled.is_empty() {
            continue;
        }
        match rows.iter_mut().find(|(_, known)| *known == spelled) {
            Some((days, _)) => days.push(day),
            None => rows.push((vec![day], spelled)),
        }
    }
    rows.into_iter()
        .map(|(weekdays, hours)| (days(&Days::Weekly(weekdays), strings), hours))
        .collect()
}
