//! Text as it is read aloud through a village's loudspeakers: numbers, dates, clock times and
//! phones in Vietnamese words, abbreviations in full, no address.
//!
//! How Vietnamese counts is a rule of the language and stands here; what an abbreviation means is
//! theme data, below `spoken.short`.

mod number;
mod scan;

use crate::model::ClockTime;
use crate::model::date::Date;
use crate::theme::Strings;

pub use number::{digits, number};

/// Spells a day: `ngày hai mươi tháng sáu năm hai nghìn không trăm hai mươi tư`.
///
/// The first ten days of a month have a word of their own before them (`mùng`).
#[must_use]
pub fn date(date: Date) -> String {
    format!("ngày {}", after_day(date))
}

/// Spells a day without the word `ngày`, which stands before it already.
fn after_day(date: Date) -> String {
    let day = number(u64::from(date.day().unsigned_abs()));
    let first = if date.day() <= 10 { "mùng " } else { "" };
    format!("{first}{day} {}", month(date.month(), date.year()))
}

/// Spells a month of a year; the fourth is `tháng tư`, not `tháng bốn`.
fn month(month: i8, year: i16) -> String {
    let month = if month == 4 { "tư".to_owned() } else { number(u64::from(month.unsigned_abs())) };
    format!("tháng {month} năm {}", number(u64::from(year.unsigned_abs())))
}

/// Spells a time of day: `mười lăm giờ ba mươi`, `bảy giờ`, `bảy giờ năm phút`.
#[must_use]
pub fn clock(time: ClockTime) -> String {
    let (hour, minute) = (time.minutes() / 60, time.minutes() % 60);
    let hour = number(hour.into());
    match minute {
        0 => format!("{hour} giờ"),
        1..10 => format!("{hour} giờ {} phút", number(minute.into())),
        _ => format!("{hour} giờ {}", number(minute.into())),
    }
}

/// Spells a phone digit by digit, with a pause where it has a gap.
#[must_use]
pub fn phone(text: &str) -> String {
    let groups = text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
    let spoken: Vec<String> = groups.map(digits).collect();
    let plus = if text.trim_start().starts_with('+') { "cộng " } else { "" };
    format!("{plus}{}", spoken.join(", "))
}

/// Rewrites a text so that it can be read aloud as it stands.
#[must_use]
pub fn text(written: &str, strings: &Strings) -> String {
    scan::spoken(written, strings)
}
