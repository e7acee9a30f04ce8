//! Days, hours and how long something takes, as a plan or a law writes them.

use std::fmt;

pub use jiff::civil::Date;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weekday {
    /// Thứ Hai.
    Mon,
    /// Thứ Ba.
    Tue,
    /// Thứ Tư.
    Wed,
    /// Thứ Năm.
    Thu,
    /// Thứ Sáu.
    Fri,
    /// Thứ Bảy.
    Sat,
    /// Chủ nhật.
    Sun,
}

impl Weekday {
    /// The seven days, Monday first (ISO 8601).
    pub const ALL: [Self; 7] =
        [Self::Mon, Self::Tue, Self::Wed, Self::Thu, Self::Fri, Self::Sat, Self::Sun];

    /// Returns the key in YAML: `mon` … `sun`.
    #[must_use]
    pub fn key(self) -> &'static str {
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][self as usize]
    }

    /// Returns the day of a date.
    #[must_use]
    pub fn of(date: Date) -> Self {
        let from_monday = date.weekday().to_monday_zero_offset();
        Self::ALL[usize::try_from(from_monday).expect("the offset is 0 to 6")]
    }
}

/// A time of day, `00:00` to `23:59`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockTime {
    hour: u8,
    minute: u8,
}

impl ClockTime {
    /// Makes a time; nothing when the hour is over 23 or the minute over 59.
    #[must_use]
    pub fn new(hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self { hour, minute })
    }

    /// Reads `7:30`, `07:30`; nothing for another shape.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (hour, minute) = text.split_once(':')?;
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        };
        if !digits(hour, 2) || minute.len() != 2 || !digits(minute, 2) {
            return None;
        }
        Self::new(hour.parse().ok()?, minute.parse().ok()?)
    }

    /// Returns minutes since midnight, 0 to 1,439.
    #[must_use]
    pub fn minutes(self) -> u16 {
        u16::from(self.hour) * 60 + u16::from(self.minute)
    }
}

impl fmt::Display for ClockTime {
    /// Writes `7:30`, as people write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:02}", self.hour, self.minute)
    }
}

/// A stretch of one day: opens, then closes later the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// When it opens.
    pub open: ClockTime,
    /// When it closes; later than `open`.
    pub close: ClockTime,
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{}", self.open, self.close)
    }
}

/// The opening hours of a week, Monday first; an empty day is closed.
pub type Week = [Vec<Hours>; 7];

/// A date as exact as the paper that names it: a day, a month or a year.
///
/// Plans say "from August 2023"; making it the first of August would be our invention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanDate {
    /// `2023-09-25`.
    Day(Date),
    /// `2023-08`: year and month 1–12.
    Month(i16, i8),
    /// `2026`.
    Year(i16),
}

impl PlanDate {
    /// Reads `2023-09-25`, `2023-08` or `2026`; nothing for another shape or a day that does not
    /// exist.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let shaped = parts
            .iter()
            .zip([4, 2, 2])
            .all(|(part, len)| part.len() == len && part.bytes().all(|b| b.is_ascii_digit()));
        if !shaped || parts.len() > 3 {
            return None;
        }
        let year: i16 = parts[0].parse().ok()?;
        let month = parts.get(1).map(|m| m.parse::<i8>()).transpose().ok()?;
        let day = parts.get(2).map(|d| d.parse::<i8>()).transpose().ok()?;
        match (month, day) {
            (None, _) => Some(Self::Year(year)),
            (Some(month), None) => (1..=12).contains(&month).then_some(Self::Month(year, month)),
            (Some(month), Some(day)) => Date::new(year, month, day).ok().map(Self::Day),
        }
    }

    /// Returns the first day it can mean.
    #[must_use]
    pub fn first(self) -> Date {
        let (year, month) = match self {
            Self::Day(date) => return date,
            Self::Month(year, month) => (year, month),
            Self::Year(year) => (year, 1),
        };
        Date::new(year, month, 1).expect("the month was checked when it was read")
    }

    /// Returns the last day it can mean.
    #[must_use]
    pub fn last(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::Month(..) => self.first().last_of_month(),
            Self::Year(..) => self.first().last_of_year(),
        }
    }
}
