//! Opening hours, and clock times however people write them.

use super::keys::Value;
use super::source::Source;
use super::spelling;
use super::tree::Kind;
use crate::diagnostic::{Text, say};
use crate::model::{ClockTime, Hours};

impl Value<'_> {
    /// Reads `7:30-11:30`.
    pub(super) fn hours(&self, source: &mut Source) -> Option<Hours> {
        let written = self.raw().unwrap_or_default().trim();
        let parts = written.split_once(['-', '–']);
        let read = |text: &str| ClockTime::read(text.trim());
        if let Some((open, close)) = parts.and_then(|(a, b)| read(a).zip(read(b)))
            && open < close
        {
            return Some(Hours { open, close });
        }
        let (text, right) = match loose_hours(written).as_deref() {
            Some([(open, close)]) if open >= close => (
                say(
                    format!("giờ đóng cửa phải sau giờ mở cửa: «{written}»"),
                    format!("it closes before it opens: \"{written}\""),
                ),
                format!("{close}-{open}"),
            ),
            Some(spans) => (hours_shape(written), shown(spans)),
            None => (hours_shape(written), "7:30-11:30".to_owned()),
        };
        let hint = say(
            format!("viết: {right}; nghỉ trưa thì tách hai khoảng: [7:30-11:30, 13:30-17:00]"),
            format!("write: {right}; with a break at noon: [7:30-11:30, 13:30-17:00]"),
        );
        source.error("bad-hours", self.range(), text, hint);
        None
    }

    /// Reads a list of hours of one day, in order.
    pub(super) fn day_hours(&self, source: &mut Source) -> Vec<Hours> {
        if self.day_in_words(source) {
            return Vec::new();
        }
        let mut last: Option<ClockTime> = None;
        self.list(source, |source, value| {
            let hours = value.hours(source)?;
            if last.is_some_and(|last| hours.open < last) {
                let text = say(
                    "các khoảng giờ trong ngày chồng lên nhau hoặc sai thứ tự",
                    "the hours of this day overlap or are out of order",
                );
                let hint = say(
                    "xếp từ sáng đến chiều: [7:30-11:30, 13:30-17:00]",
                    "from morning to evening: [7:30-11:30, 13:30-17:00]",
                );
                source.error("hours-overlap", value.range(), text, hint);
            }
            last = Some(hours.close);
            Some(hours)
        })
    }

    /// Reports `mon: 7h30 đến 11h30`, hours of a day without their brackets, and `sun: nghỉ`.
    fn day_in_words(&self, source: &mut Source) -> bool {
        let Kind::Scalar { .. } = self.node.kind else { return false };
        let (key, written) = (self.key, self.raw().unwrap_or_default().trim());
        let closed = ["nghi", "nghi_ca_ngay", "dong_cua", "khong_lam_viec", "closed", "off"];
        let hint = if closed.contains(&spelling::plain(written).as_str()) {
            say(
                format!("xóa dòng «{key}:»: ngày không ghi giờ là ngày nghỉ"),
                format!("delete the line \"{key}:\": a day without hours is closed"),
            )
        } else {
            let spans = loose_hours(written).filter(|spans| in_order(spans));
            let Some(spans) = spans else { return false };
            let right = shown(&spans);
            say(format!("viết: {key}: [{right}]"), format!("write: {key}: [{right}]"))
        };
        source.error("bad-hours", self.range(), hours_shape(written), hint);
        true
    }
}

fn hours_shape(written: &str) -> Text {
    say(
        format!("giờ «{written}» phải có dạng 7:30-11:30"),
        format!("the hours \"{written}\" must look like 7:30-11:30"),
    )
}

/// From when to when.
type Span = (ClockTime, ClockTime);

/// Shows spans of time as they stand between the brackets.
fn shown(spans: &[Span]) -> String {
    let spans = spans.iter().map(|(open, close)| format!("{open}-{close}"));
    spans.collect::<Vec<_>>().join(", ")
}

fn in_order(spans: &[Span]) -> bool {
    let follows = |pair: &[Span]| pair[0].1 <= pair[1].0;
    spans.iter().all(|(open, close)| open < close) && spans.windows(2).all(follows)
}

/// Reads `7h30 đến 11h30, 13h30 – 17h`; nothing where it is not certain what was meant.
fn loose_hours(text: &str) -> Option<Vec<Span>> {
    let mut text = text.to_lowercase();
    for (word, sign) in [(" và ", ","), (" and ", ","), ("đến", "-"), ("tới", "-"), (" to ", "-")]
    {
        text = text.replace(word, sign);
    }
    let parts = text.split([',', ';', '\n']).filter(|part| !part.trim().is_empty());
    let spans: Option<Vec<Span>> = parts.map(loose_span).collect();
    spans.filter(|spans| !spans.is_empty())
}

fn loose_span(part: &str) -> Option<Span> {
    let mut ends = part.split(['-', '–', '—', '−', '→', '~']).filter(|end| !end.trim().is_empty());
    let (open, close) = (ends.next()?, ends.next()?);
    if ends.next().is_some() {
        return None;
    }
    // `chiều 1h30 đến 5h`: what is said of the first is said of both.
    let afternoon = Clock::of(open)?.afternoon;
    let mut last = Clock::of(close)?;
    last.afternoon |= afternoon;
    Some((loose_clock(open)?, last.time()?))
}

/// Reads a time however it is written: `7h30`, `7 giờ`, `7g30`, `7.30`, `3h chiều`; nothing where
/// a word says something else.
pub(super) fn loose_clock(text: &str) -> Option<ClockTime> {
    Clock::of(text)?.time()
}

/// Reads a time with its unit and nothing else, `7h`, `7g30`, `7 giờ 30`, `7:30`: nothing where anything
/// is left to guess, as a number alone is.
pub(crate) fn certain_clock(text: &str) -> Option<ClockTime> {
    let loose = || Clock::of(text).filter(|clock| clock.certain)?.time();
    ClockTime::read(text.trim()).or_else(loose)
}

/// A time taken apart.
struct Clock {
    hour: u8,
    minute: u8,
    afternoon: bool,
    /// Whether it has a unit, and no word but that.
    certain: bool,
}

impl Clock {
    fn of(text: &str) -> Option<Self> {
        let plain = spelling::plain(text);
        let mut numbers = Vec::new();
        let (mut afternoon, mut half, mut unit, mut others) = (false, false, false, false);
        for part in plain.split('_') {
            let mut rest = part;
            while !rest.is_empty() {
                let digit = rest.starts_with(|c: char| c.is_ascii_digit());
                let end = rest.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(rest.len());
                let (run, after) = rest.split_at(end);
                match run {
                    _ if digit => numbers.push(run.parse::<u8>().ok().filter(|_| run.len() <= 2)?),
                    "chieu" | "toi" | "pm" => afternoon = true,
                    "ruoi" => half = true,
                    "h" | "g" | "gio" => unit = true,
                    "p" | "ph" | "phut" => {}
                    "am" | "sang" | "trua" | "tu" | "luc" | "truoc" | "sau" | "buoi" => {
                        others = true;
                    }
                    _ => return None,
                }
                rest = after;
            }
        }
        let (hour, minute) = match numbers[..] {
            [hour] => (hour, if half { 30 } else { 0 }),
            [hour, minute] if !half => (hour, minute),
            _ => return None,
        };
        let certain = unit && !(afternoon || half || others);
        Some(Self { hour, minute, afternoon, certain })
    }

    fn time(&self) -> Option<ClockTime> {
        let later = if self.afternoon && self.hour < 12 { 12 } else { 0 };
        ClockTime::new(self.hour + later, self.minute)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_in_words_are_understood_or_left() {
        for (written, right) in [
            ("7h30 đến 11h30", Some("7:30-11:30")),
            ("7h-11h", Some("7:00-11:00")),
            ("7g30 tới 11g", Some("7:30-11:00")),
            ("7.30 – 11.30", Some("7:30-11:30")),
            ("7h30—11h30; 13h30—17h", Some("7:30-11:30, 13:30-17:00")),
            ("từ 7 giờ 30 đến 11 giờ rưỡi và chiều 1h30 đến 5h", Some("7:30-11:30, 13:30-17:00")),
            ("Sáng: 7h30 - 11h30, Chiều: 13h30 - 17h00", Some("7:30-11:30, 13:30-17:00")),
            ("thứ 2 7h đến 11h", None),
            ("7h30", None),
            ("7h-11h-13h", None),
            ("cả ngày", None),
        ] {
            assert_eq!(loose_hours(written).as_deref().map(shown).as_deref(), right, "{written}");
        }
    }
}
