//! Days as people type them, and as Excel keeps them; whole numbers.

use super::{Read, lines};
use crate::diagnostic::say;
use crate::model::PlanDate;
use crate::model::date::Date;
use crate::sheet::grid::{Cell, Content};
use crate::yaml::Value;

/// Reads a day: a date of Excel, `01/9/2025`, `1-9-2025`, `2025-09-01`.
pub(super) fn day(cell: &Cell) -> Read {
    let day = match &cell.content {
        Content::Day(day) => Some(*day),
        Content::Words(words) => of_text(words),
        Content::Number(number) => serial(*number),
        _ => None,
    };
    day.map_or_else(|| wrong(cell), |day| Read::good(Value::bare(day.to_string())))
}

/// Reads a day, a month such as `08/2023`, or a year.
pub(super) fn plan_day(cell: &Cell) -> Read {
    let said = cell.said();
    let words = said.trim();
    let month = words.split_once(['/', '-']).and_then(|(month, year)| {
        let (month, year): (i8, i16) = (month.trim().parse().ok()?, year.trim().parse().ok()?);
        ((1..=12).contains(&month) && year > 1900).then(|| format!("{year}-{month:02}"))
    });
    let year = words.parse::<i16>().ok().filter(|year| (1900..2200).contains(year));
    if let Some(text) = month.or(year.map(|year| year.to_string())) {
        return Read::good(Value::bare(text));
    }
    if let Some(PlanDate::Month(..)) = PlanDate::read(words) {
        return Read::good(Value::bare(words));
    }
    day(cell)
}

/// Shows a day as a day of Excel, a month or a year as text.
pub(super) fn show(value: &Value) -> Option<Cell> {
    match PlanDate::read(value.as_text()?)? {
        PlanDate::Day(day) => Some(Cell::day(day)),
        PlanDate::Month(year, month) => Some(Cell::words(format!("{month:02}/{year}"))),
        PlanDate::Year(year) => Some(Cell::words(year.to_string())),
    }
}

/// Reads a day in words: day, month, year, or year, month, day.
pub(crate) fn of_text(words: &str) -> Option<Date> {
    let numbers: Vec<&str> = words.trim().split(['/', '-', '.']).map(str::trim).collect();
    let plain = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let [a, b, c] = numbers.as_slice() else { return None };
    if ![a, b, c].into_iter().all(plain) {
        return None;
    }
    let (day, month, year) = if a.len() == 4 { (c, b, a) } else { (a, b, c) };
    // Two digits of a year could be of any century.
    (year.len() == 4).then_some(())?;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Reads a day of Excel that lost its format: days since 30 December 1899, of this and the last
/// generation only, so that a year or a count is never taken for one.
fn serial(number: f64) -> Option<Date> {
    let whole = number.fract() == 0.0 && (20_000.0..80_000.0).contains(&number);
    let days = i64::from(number as i32);
    let first = Date::constant(1899, 12, 30);
    if whole { first.checked_add(jiff::Span::new().days(days)).ok() } else { None }
}

fn wrong(cell: &Cell) -> Read {
    let said = lines::joined(&cell.said());
    Read::left(say(
        format!("«{said}» không phải ngày; ghi như 20/01/2026"),
        format!("\"{said}\" is no day; write it as 20/01/2026"),
    ))
}

/// Reads a whole number.
pub(super) fn count(cell: &Cell) -> Read {
    let said = lines::joined(&cell.said());
    match said.parse::<u32>() {
        Ok(number) => Read::good(Value::bare(number.to_string())),
        Err(_) => Read::left(say(
            format!("«{said}» không phải một số nguyên"),
            format!("\"{said}\" is no whole number"),
        )),
    }
}
