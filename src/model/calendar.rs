//! Which days of the year a commune's list of days off can be trusted for.
//!
//! Tết, Giỗ Tổ and the second day of Quốc khánh are fixed anew each year (Bộ luật Lao động
//! 45/2019/QH14, Điều 112 khoản 3), and a holiday on a day of rest moves rest to the next working day
//! (Điều 111 khoản 3). We compute none of them: a day near one is known only once the commune has
//! listed as many days off as the law gives. Until then nothing may be said about it.

use std::collections::BTreeSet;

use super::date::{Date, Weekday};
use super::site::Commune;

/// A part of the year in which the law gives days off that are only fixed by an announcement, with
/// room for those moved by a day of rest.
#[derive(Clone, Copy, Debug)]
pub struct Season {
    /// Its name in Vietnamese.
    pub vi: &'static str,
    /// Its name in English.
    pub en: &'static str,
    /// Month and day of the first day.
    pub first: (i8, i8),
    /// Month and day of the last day.
    pub last: (i8, i8),
    /// How many days off from Monday to Friday the law gives: one that falls on Saturday or Sunday is
    /// made up for on a working day, so their number is the same every year.
    pub days: usize,
    /// Whether the commune is asked to list them.
    pub asked: bool,
}

/// The seasons of a year (Bộ luật Lao động 45/2019/QH14, Điều 112 khoản 1), in order.
pub const SEASONS: [Season; 5] = [
    Season {
        vi: "Tết Dương lịch",
        en: "New Year",
        first: (1, 1),
        last: (1, 3),
        days: 1,
        asked: true,
    },
    // The first day of the lunar year is 21 January to 20 February; some days before it are off too.
    Season {
        vi: "Tết Âm lịch",
        en: "lunar new year",
        first: (1, 15),
        last: (2, 28),
        days: 5,
        asked: true,
    },
    // The third lunar month holds Cốc vũ (19 to 21 April), so its 10th day is 30 March to 30 April.
    // Days of rest on it, on 30 April and on 1 May are made up for one after the other, into May:
    // one season, because nobody can tell whose make-up day a listed day is.
    Season {
        vi: "Giỗ Tổ, 30/4 và 1/5",
        en: "Hùng Kings' day, 30 April and 1 May",
        first: (3, 28),
        last: (5, 5),
        days: 3,
        asked: true,
    },
    Season {
        vi: "Quốc khánh",
        en: "National Day",
        first: (8, 30),
        last: (9, 6),
        days: 2,
        asked: true,
    },
    // The press of 2026 reports that the Politburo wants this day (Ngày Văn hóa Việt Nam) to be off;
    // no text of law that makes it so was found. So the day stays open, and nobody is asked for it.
    Season {
        vi: "Ngày Văn hóa Việt Nam",
        en: "Vietnam Culture Day",
        first: (11, 24),
        last: (11, 26),
        days: 1,
        asked: false,
    },
];

impl Season {
    /// Returns its first and last day in a year.
    #[must_use]
    pub fn of(&self, year: i16) -> (Date, Date) {
        let day = |(month, day)| Date::new(year, month, day).expect("every year has these days");
        (day(self.first), day(self.last))
    }

    /// Counts the days off from Monday to Friday that the commune lists in it.
    ///
    /// Offices work Monday to Friday (Quyết định 188/1999/QĐ-TTg); a counter that also opens on
    /// Saturday does not change which days off are made up for.
    #[must_use]
    pub fn listed(&self, commune: &Commune, year: i16) -> usize {
        let (first, last) = self.of(year);
        let days: BTreeSet<Date> = commune.holidays.iter().map(|holiday| holiday.date).collect();
        days.range(first..=last).filter(|day| Weekday::of(**day) < Weekday::Sat).count()
    }
}

/// Returns the stretches of days, first and last, for which every day off is known: the years with a
/// listed holiday, without the seasons that are not listed whole.
#[must_use]
pub fn known(commune: &Commune) -> Vec<(Date, Date)> {
    let years: BTreeSet<i16> = commune.holidays.iter().map(|holiday| holiday.date.year()).collect();
    let mut spans: Vec<(Date, Date)> = Vec::new();
    for year in years {
        let end = Date::new(year, 12, 31).expect("every year has this day");
        let mut next = end.first_of_year();
        for season in SEASONS.iter().filter(|s| s.listed(commune, year) < s.days) {
            let (first, last) = season.of(year);
            if next < first {
                add(&mut spans, next, first.yesterday().expect("it is not the first of all days"));
            }
            next = last.tomorrow().expect("a season ends before the year does");
        }
        add(&mut spans, next, end);
    }
    spans
}

/// Adds a stretch, joined to the one before when no day lies between.
fn add(spans: &mut Vec<(Date, Date)>, first: Date, last: Date) {
    match spans.last_mut() {
        Some(before) if before.1.tomorrow().ok() == Some(first) => before.1 = last,
        _ => spans.push((first, last)),
    }
}
