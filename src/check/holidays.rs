//! Days off that the list lacks: the phone then says nothing about the days around them.

use super::Rule;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, say};
use crate::model::Site;
use crate::model::calendar::{SEASONS, Season};
use crate::model::date::Date;
use crate::model::site::Commune;

/// The rules of this file.
pub(super) const RULES: &[Rule] = &[days_off_are_listed];

/// The month in which the days off of the next year are looked for.
const NEXT_YEAR_FROM: i8 = 11;

/// How many days before a season its days off are announced as a rule, and should stand in the list.
const SOON: i64 = 60;

/// The announcement of Tết came, and nobody wrote it down. A note, until the season is near: nobody can
/// list what is not announced.
fn days_off_are_listed(site: &Site, today: Date, found: &mut Diagnostics) {
    let commune = &site.commune;
    if commune.hours.is_none() {
        return;
    }
    let near = today.saturating_add(jiff::Span::new().days(SOON));
    let ahead = i16::from(today.month() >= NEXT_YEAR_FROM);
    for year in today.year()..=today.year() + ahead {
        let none = !commune.holidays.iter().any(|holiday| holiday.date.year() == year);
        let lacks = |season: &&Season| {
            season.asked && season.of(year).1 >= today && season.listed(commune, year) < season.days
        };
        let lacking: Vec<_> = SEASONS.iter().filter(lacks).collect();
        let text = match lacking.as_slice() {
            _ if none => nothing(year),
            [] => continue,
            lacking => some(commune, year, lacking),
        };
        let soon = lacking.iter().any(|season| season.of(year).0 <= near);
        let key = if commune.holidays.is_empty() { "hours" } else { "holidays" };
        let place = commune.origin.place(key);
        let finding = if soon {
            Diagnostic::warning("holidays-unknown", place, text)
        } else {
            Diagnostic::note("holidays-unknown", place, text)
        };
        found.push(finding.hint(say(
            "khi có thông báo nghỉ lễ, ghi vào holidays: mỗi ngày nghỉ một dòng, kể cả ngày nghỉ bù, ví dụ: - {date: năm-tháng-ngày, name: Tết Âm lịch, source: số thông báo}; chỉ đếm ngày nghỉ rơi vào thứ Hai đến thứ Sáu; ngày hoán đổi thì ghi vào swapped:. Chưa có thông báo thì để nguyên, trang vẫn đúng",
            "once they are announced, write one line under holidays: for each day off, make-up days off too, such as: - {date: year-month-day, name: Tết Âm lịch, source: number of the notice}; only days from Monday to Friday are counted; swapped days go under swapped:. Until then leave it: the page stays right",
        )));
    }
}

/// Says that a year has no day off at all.
fn nothing(year: i16) -> Text {
    say(
        format!(
            "chưa ghi ngày nghỉ nào của năm {year}: cả năm ấy trang không báo được đang mở hay đóng cửa, hẹn ngày nào trả"
        ),
        format!(
            "no day off of {year} is listed: for that whole year the page cannot say what is open or when a result is due"
        ),
    )
}

/// Says which seasons of a year are not listed whole, and how much of each is.
fn some(commune: &Commune, year: i16, lacking: &[&Season]) -> Text {
    let told = |name: fn(&Season) -> &str, of: &str| {
        let one = |season: &&Season| {
            format!("{} ({}/{} {of})", name(season), season.listed(commune, year), season.days)
        };
        lacking.iter().map(one).collect::<Vec<_>>().join("; ")
    };
    say(
        format!(
            "ngày nghỉ năm {year} chưa ghi đủ: {}; quanh những ngày ấy trang không báo được đang mở hay đóng cửa, hẹn ngày nào trả",
            told(|season| season.vi, "ngày")
        ),
        format!(
            "days off of {year} are missing: {}; around them the page cannot say what is open or when a result is due",
            told(|season| season.en, "days")
        ),
    )
}
