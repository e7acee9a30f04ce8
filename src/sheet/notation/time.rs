//! How long it takes, as people type it: `03 ngày làm việc`, `Trong ngày`.
//!
//! A length that is not sure is kept in the words of the sheet.

use super::{Read, Unit, lines};
use crate::model::ClockTime;
use crate::sheet::grid::{Cell, Content};
use crate::yaml::Value;

const WORDS: &str = "lời";
const CUT_OFF: &str = "nộp sau";
const NEXT_DAY: &str = "tính ngày làm việc sau";

/// Reads a length of time.
pub(super) fn read(cell: &Cell, unit: Unit) -> Read {
    if let (Content::Number(number), Some(key)) = (&cell.content, unit.time)
        && number.fract() == 0.0
        && (1.0..=999.0).contains(number)
    {
        let text = number.to_string();
        return Read::good(Value::Group(vec![(key.to_owned(), Value::bare(text))]));
    }
    let said = cell.said();
    let all: Vec<String> =
        said.lines().map(lines::joined).filter(|line| !line.is_empty()).collect();
    let bare = unit.time.filter(|_| all.len() == 1).and_then(|key| number_alone(&all[0], key));
    let read = bare
        .or_else(|| of_lines(&all))
        .unwrap_or_else(|| Value::group([("text", Some(Value::text(all.join("; "))))]));
    Read::good(read)
}

fn number_alone(words: &str, key: &str) -> Option<Value> {
    let number: u16 = words.parse().ok().filter(|number| (1..=999).contains(number))?;
    Some(Value::Group(vec![(key.to_owned(), Value::bare(number.to_string()))]))
}

/// Reads lines of which each is understood.
pub(super) fn of_lines(all: &[String]) -> Option<Value> {
    let mut entries: Vec<(String, Value)> = Vec::new();
    for (at, line) in all.iter().enumerate() {
        let mut add = |key: &str, value: Value| entries.push((key.to_owned(), value));
        if let Some(words) = line.strip_prefix(WORDS).and_then(|rest| rest.strip_prefix(": ")) {
            add("text", Value::text(words));
        } else if let Some(rest) = line.strip_prefix(CUT_OFF) {
            let clock = rest.trim().strip_suffix(NEXT_DAY)?.trim().trim_end_matches(',');
            ClockTime::read(clock)?;
            add("cutoff", Value::text(clock));
            add("after", Value::bare("next_working_day"));
        } else if at == 0 {
            let (key, value, rest) = length(line)?;
            add(key, value);
            if let Some(rest) = rest {
                add("text", Value::text(rest));
            }
        } else {
            return None;
        }
    }
    (!entries.is_empty()).then_some(Value::Group(entries))
}

/// Reads a number with its unit, and what may follow: from which day it counts.
fn length(line: &str) -> Option<(&'static str, Value, Option<String>)> {
    let plain = lines::folded(line);
    if ["trong ngay", "trong ngay lam viec", "ngay trong ngay"].contains(&plain.as_str()) {
        let same_day = plain != "trong ngay lam viec";
        return same_day.then(|| ("same_day", Value::bare("true"), None));
    }
    let digits = line.find(|c: char| !c.is_ascii_digit())?;
    let number: u16 = line[..digits].parse().ok().filter(|number| (1..=999).contains(number))?;
    let rest = line[digits..].trim();
    let units = [("ngày làm việc", "working_days"), ("ngày", "days"), ("giờ", "hours")];
    let (rest, key) = units.iter().find_map(|(unit, key)| {
        let head: String = rest.chars().take(unit.chars().count()).collect();
        (head.to_lowercase() == *unit).then(|| (&rest[head.len()..], *key))
    })?;
    let rest = rest.trim_matches([' ', ',', '.', ';']);
    // `3 giờ làm việc` is another unit than hours; `3 ngày đến 5 ngày` is no length.
    let counted =
        ["kể từ", "tính từ", "từ ngày", "từ khi"].iter().any(|head| rest.starts_with(head));
    let digit = rest.bytes().any(|b| b.is_ascii_digit());
    if !rest.is_empty() && (!counted || digit) {
        return None;
    }
    let rest = (!rest.is_empty()).then(|| rest.to_owned());
    Some((key, Value::bare(number.to_string()), rest))
}

/// Shows a length of time in lines.
pub(super) fn show(value: &Value) -> Option<String> {
    let mut all = Vec::new();
    for (key, unit) in [("working_days", "ngày làm việc"), ("days", "ngày"), ("hours", "giờ")]
    {
        if let Some(number) = value.text_of(key) {
            all.push(format!("{number} {unit}"));
        }
    }
    if value.text_of("same_day") == Some("true") {
        all.push("Trong ngày".to_owned());
    }
    if let Some(text) = value.text_of("text") {
        all.push(if all.is_empty() { text.to_owned() } else { format!("{WORDS}: {text}") });
    }
    if let Some(clock) = value.text_of("cutoff") {
        value.text_of("after")?;
        all.push(format!("{CUT_OFF} {clock}, {NEXT_DAY}"));
    }
    Some(all.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(said: &str) -> Value {
        read(&Cell::words(said), Unit::default()).value.expect("a time always has words")
    }

    #[test]
    fn lengths_are_read_with_their_unit_alone() {
        let one = |key: &str, value: &str| Value::Group(vec![(key.to_owned(), Value::bare(value))]);
        assert_eq!(of("03 ngày làm việc"), one("working_days", "3"));
        assert_eq!(of("3 ngày"), one("days", "3"));
        assert_eq!(of("Trong ngày"), one("same_day", "true"));
        assert_eq!(of("24 giờ."), one("hours", "24"));
        let from = of("05 ngày làm việc, kể từ ngày nhận đủ hồ sơ");
        assert_eq!(
            (from.text_of("working_days"), from.text_of("text")),
            (Some("5"), Some("kể từ ngày nhận đủ hồ sơ"))
        );
        for said in [
            "3",
            "3-5 ngày",
            "Không quá 3 ngày",
            "03 giờ làm việc",
            "3 ngày (trực tuyến 2 ngày)",
            "Ngay sau khi nhận đủ hồ sơ",
        ] {
            assert_eq!(of(said), one("text", said), "{said}");
        }
        let unit = Unit { time: Some("working_days"), ..Unit::default() };
        assert_eq!(read(&Cell::number(3.0), unit).value, Some(one("working_days", "3")));
        assert_eq!(read(&Cell::words("03"), unit).value, Some(one("working_days", "3")));
    }
}
