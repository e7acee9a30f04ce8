//! Days, clock times and weeks as people write them.

use super::hours::loose_clock;
use super::keys::Value;
use super::source::Source;
use crate::diagnostic::say;
use crate::model::date::{Date, Week};
use crate::model::{ClockTime, PlanDate, Weekday};

impl Value<'_> {
    /// Reads a day such as `2026-01-20`.
    pub(super) fn date(&self, source: &mut Source) -> Option<Date> {
        if let Some(PlanDate::Day(date)) = self.raw().and_then(PlanDate::read) {
            return Some(date);
        }
        self.wrong_date(source, false);
        None
    }

    /// Reads a day, a month `2026-01` or a year `2026`.
    pub(super) fn plan_date(&self, source: &mut Source) -> Option<PlanDate> {
        let date = self.raw().and_then(PlanDate::read);
        if date.is_none() {
            self.wrong_date(source, true);
        }
        date
    }

    fn wrong_date(&self, source: &mut Source, vague: bool) {
        let (key, written) = (self.key, self.raw().unwrap_or_default().trim());
        let guess = Guess::of(written);
        let text = if guess.impossible {
            say(
                format!("ngày «{written}» không có thật trên lịch"),
                format!("the day \"{written}\" does not exist"),
            )
        } else {
            say(
                format!("«{key}» phải là ngày viết theo thứ tự năm-tháng-ngày"),
                format!("\"{key}\" must be a day written as year-month-day"),
            )
        };
        let right = guess.right;
        let (vi, en) = if guess.certain {
            ("viết", "write")
        } else {
            ("viết năm-tháng-ngày, ví dụ", "write year-month-day, for example")
        };
        let hint = match guess.month.filter(|_| vague) {
            Some(month) => say(format!("viết: {key}: {month}"), format!("write: {key}: {month}")),
            None if vague => say(
                format!("{vi}: {key}: {right}; chỉ biết tháng hay năm thì viết 2026-01 hoặc 2026"),
                format!("{en}: {key}: {right}; where only month or year is known: 2026-01 or 2026"),
            ),
            None => say(format!("{vi}: {key}: {right}"), format!("{en}: {key}: {right}")),
        };
        source.error("bad-date", self.range(), text, hint);
    }

    /// Reads a time of day such as `15:00`.
    pub(super) fn clock(&self, source: &mut Source) -> Option<ClockTime> {
        let written = self.raw().unwrap_or_default().trim();
        if let Some(time) = ClockTime::read(written) {
            return Some(time);
        }
        let key = self.key;
        let right = loose_clock(written).map_or("15:00".to_owned(), |time| time.to_string());
        let text = say(
            format!("«{key}» phải là giờ dạng 15:00"),
            format!("\"{key}\" must be a time such as 15:00"),
        );
        let hint = say(format!("viết: {key}: \"{right}\""), format!("write: {key}: \"{right}\""));
        source.error("bad-time", self.range(), text, hint);
        None
    }

    /// Reads the opening hours of a week; a day that is absent is closed.
    pub(super) fn week(self, source: &mut Source) -> Option<Week> {
        let mut keys = self.keys(source)?;
        let week = Weekday::ALL.map(|day| {
            keys.get(source, day.key()).map(|value| value.day_hours(source)).unwrap_or_default()
        });
        keys.finish(source);
        Some(week)
    }

    /// Reads `mon` … `sun`.
    pub(super) fn weekday(&self, source: &mut Source) -> Option<Weekday> {
        self.choice(source, &Weekday::ALL.map(|day| (day.key(), day)))
    }
}

/// What somebody may have meant by a date in another shape.
struct Guess {
    /// Whether it names a day that no calendar has.
    impossible: bool,
    /// Whether `right` is what was meant, not an example.
    certain: bool,
    /// The date as it should be written.
    right: String,
    /// The month as it should be written, when only month and year were named.
    month: Option<String>,
}

impl Guess {
    fn of(written: &str) -> Self {
        let numbers: Vec<i16> = written
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty() && part.len() <= 4)
            .filter_map(|part| part.parse().ok())
            .collect();
        let (year, month, day) = match numbers[..] {
            [year, month, day] if year > 31 => (Some(year), month, day),
            [day, month, year] => (Some(if year < 100 { year + 2000 } else { year }), month, day),
            [month @ 1..=12, year] if year > 1900 => {
                let month = Some(format!("{year}-{month:02}"));
                let right = "2026-01-20".to_owned();
                return Self { impossible: false, certain: false, right, month };
            }
            [day, month] => (None, month, day),
            _ => (None, 0, 0),
        };
        // A leap year for a day without a year: 29/02 may exist.
        let date = |year: Option<i16>, month: i16, day: i16| {
            let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            Date::new(year.unwrap_or(2024), month, day).ok()
        };
        // `2026-30-04`, `04/30/2026`: no month has such a number, so that the two were swapped.
        let swapped = month > 12 && date(year, day, month).is_some();
        let (month, day) = if swapped { (day, month) } else { (month, day) };
        let exists = date(year, month, day);
        let last = date(year, month, 1).map(Date::last_of_month).filter(|_| year.is_some());
        let right = match (exists, last) {
            (Some(date), _) if year.is_some() => date.to_string(),
            (Some(_), _) => format!("2026-{month:02}-{day:02}"),
            (None, Some(last)) => last.to_string(),
            (None, None) => "2026-01-20".to_owned(),
        };
        let impossible = month > 0 && exists.is_none();
        Self { impossible, certain: exists.is_some() && year.is_some(), right, month: None }
    }
}
