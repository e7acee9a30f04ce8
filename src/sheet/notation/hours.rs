//! Hours as people type them: `7h-11h`, `7:30-11:30, 13:30-17:00`, and hours for each day of a week.

use super::tags::WEEK;
use super::{Read, choices, lines};
use crate::diagnostic::{Text, say};
use crate::model::ClockTime;
use crate::parse::certain_clock;
use crate::yaml::Value;

/// A whole cell of opening hours.
const EXAMPLE: &str = "thứ Hai: 7:30-11:30, 13:30-17:00; thứ Ba: 7:30-11:30";

/// Reads hours of a day, `13:30-17:00`, or words for them.
pub(super) fn read(said: &str) -> Read {
    match stretches(said) {
        Some(all) => Read::good(Value::List(all.into_iter().map(Value::bare).collect())),
        None => Read::good(Value::group([("text", Some(Value::text(lines::joined(said))))])),
    }
}

/// Shows hours of a day, or words for them.
pub(super) fn show(value: &Value) -> Option<String> {
    match value {
        Value::List(_) => lines::show(value),
        _ => value.text_of("text").map(str::to_owned),
    }
}

/// Reads the opening hours of a week: a day or several, a colon, hours; parts divided by lines or `;`.
pub(super) fn read_week(said: &str) -> Read {
    let mut read = Read::default();
    let mut week: Vec<(String, Value)> = Vec::new();
    let mut last: Vec<String> = Vec::new();
    let all = lines::items(said);
    let parts = all.iter().flat_map(|line| line.split(';')).flat_map(|part| part.split(" | "));
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        let Some((days, hours)) = day_part(part) else {
            read.left.push(unread(part));
            last.clear();
            continue;
        };
        let days = days.unwrap_or_else(|| last.clone());
        if days.is_empty() {
            read.left.push(without_day(part, &hours));
        }
        for day in &days {
            add(&mut week, day, &hours);
        }
        last = days;
    }
    // Half of a week would say that the other days are closed.
    read.value = (!week.is_empty() && read.left.is_empty()).then_some(Value::Group(week));
    read
}

/// Shows the opening hours of a week.
pub(super) fn show_week(value: &Value) -> Option<String> {
    WEEK.show(value)
}

fn add(week: &mut Vec<(String, Value)>, day: &str, hours: &[String]) {
    let hours = hours.iter().map(Value::text);
    match week.iter_mut().find(|(known, _)| known == day) {
        Some((_, Value::List(list))) => list.extend(hours),
        _ => week.push((day.to_owned(), Value::List(hours.collect()))),
    }
}

type DayPart = (Option<Vec<String>>, Vec<String>);

/// Reads `thứ Hai: 7h-11h`, or hours alone that belong to the days before them.
fn day_part(part: &str) -> Option<DayPart> {
    if let Some(hours) = stretches(part) {
        return Some((None, hours));
    }
    let (days, hours) = part.split_once(':')?;
    Some((Some(weekdays(days)?), stretches(hours)?))
}

fn weekdays(said: &str) -> Option<Vec<String>> {
    let every = ["hang ngay", "moi ngay", "tat ca cac ngay", "ca tuan"];
    let words = if every.contains(&lines::folded(said).as_str()) {
        "thứ Hai đến Chủ nhật".to_owned()
    } else {
        // «Từ thứ Hai đến thứ Sáu», and days joined by «và».
        let said = said.trim();
        said.strip_prefix("Từ ").or(said.strip_prefix("từ ")).unwrap_or(said).replace(" và ", ", ")
    };
    match choices::read_weekdays(&words).value {
        Some(Value::List(days)) if !days.is_empty() => {
            Some(days.iter().filter_map(Value::as_text).map(str::to_owned).collect())
        }
        _ => None,
    }
}

/// Reads stretches of a day, each in the shape of files; one that has it already stays as it is.
fn stretches(said: &str) -> Option<Vec<String>> {
    let parts = lines::words(said);
    let all: Option<Vec<String>> = parts.iter().map(|part| stretch(part)).collect();
    all.filter(|all| !all.is_empty())
}

fn stretch(part: &str) -> Option<String> {
    let ends = ["-", "–", "—", " đến "].iter().find_map(|divider| part.split_once(divider));
    let (open, close) = ends?;
    let exact = |text: &str| ClockTime::read(text.trim()).is_some();
    if exact(open) && exact(close) {
        return Some(part.to_owned());
    }
    Some(format!("{}-{}", certain_clock(open)?, certain_clock(close)?))
}

fn without_day(part: &str, hours: &[String]) -> Text {
    let hours = hours.join(", ");
    say(
        format!(
            "«{part}» chưa nói là thứ mấy; một ngày thì ghi «thứ Hai: {hours}», nhiều ngày giống nhau thì ghi «thứ Hai đến thứ Sáu: {hours}»"
        ),
        format!(
            "\"{part}\" names no day; for one day write «thứ Hai: {hours}», for several alike «thứ Hai đến thứ Sáu: {hours}»"
        ),
    )
}

fn unread(part: &str) -> Text {
    say(
        format!("không đọc được giờ «{part}»; ghi cả ô như: «{EXAMPLE}»"),
        format!("the hours \"{part}\" cannot be read; write the whole cell as «{EXAMPLE}»"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_day(said: &str) -> Value {
        read(said).value.expect("hours always have words")
    }

    #[test]
    fn hours_are_read_as_people_type_them() {
        for (said, expected) in [
            ("7h-11h", "7:00-11:00"),
            ("7h30 – 11h", "7:30-11:00"),
            ("7 giờ 30 đến 11 giờ", "7:30-11:00"),
            ("7g30-11:30", "7:30-11:30"),
            ("07:30-11:30", "07:30-11:30"),
        ] {
            assert_eq!(of_day(said), Value::List(vec![Value::bare(expected)]), "{said}");
        }
        for said in ["7-11", "Theo hẹn", "Sáng 7h-11h", "7h"] {
            assert_eq!(of_day(said).text_of("text"), Some(said), "{said}");
        }
    }

    #[test]
    fn weeks_are_read_day_by_day() {
        let week = |said: &str| {
            let read = read_week(said);
            assert_eq!(read.left, Vec::new(), "{said}");
            read.value.and_then(|week| show_week(&week)).expect("a week")
        };
        assert_eq!(
            week("thứ Hai: 7h-11h; 13h-17h; Thứ 3: 7h30-11h30"),
            "thứ Hai: 7:00-11:00, 13:00-17:00\nthứ Ba: 7:30-11:30"
        );
        assert_eq!(
            week("Từ thứ Sáu đến Chủ nhật: 18:00-20:00"),
            "thứ Sáu: 18:00-20:00\nthứ Bảy: 18:00-20:00\nChủ nhật: 18:00-20:00"
        );
        assert_eq!(week("T2 và T4: 7h-8h"), "thứ Hai: 7:00-8:00\nthứ Tư: 7:00-8:00");
        let left = |said: &str| {
            let read = read_week(said);
            assert_eq!(read.value, None, "{said}");
            read.left[0].vi.clone()
        };
        assert!(left("7h-11h").contains("thứ Hai đến thứ Sáu: 7:00-11:00"));
        assert!(left("thứ Hai: cả ngày").contains(EXAMPLE));
        assert!(left("thứ Hai: 7h-11h\nngày mưa: nghỉ").contains("ngày mưa"));
    }
}
