//! A written text, word by word, into one that can be read aloud.

use super::{after_day, clock, digits, month, number};
use crate::model::ClockTime;
use crate::model::date::Date;
use crate::theme::Strings;

/// Signs that are read as nothing, or as a pause.
const QUOTES: [char; 10] = ['"', '“', '”', '«', '»', '‘', '’', '*', '_', '`'];

/// Rewrites a text for reading aloud.
pub(super) fn spoken(written: &str, strings: &Strings) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in written.split_whitespace() {
        let (before, core, after) = trimmed(word);
        let last = words.last().map_or("", String::as_str).to_lowercase();
        if before.contains('(') {
            pause(&mut words);
        }
        if matches!(core, "–" | "—" | "-" | "·") {
            pause(&mut words);
            continue;
        }
        let said = said(core, &last, strings);
        if said.is_empty() {
            continue;
        }
        words.push(format!("{said}{}", stop(after)));
    }
    words.join(" ")
}

/// Parts a word into the signs before it, itself, and the signs after it.
fn trimmed(word: &str) -> (&str, &str, &str) {
    let sign = |c: char| QUOTES.contains(&c) || "()[]{},;:!?….".contains(c);
    let core = word.trim_start_matches(sign);
    let before = &word[..word.len() - core.len()];
    let bare = core.trim_end_matches(sign);
    // `TP.` keeps its stop until it is written out.
    (before, bare, &core[bare.len()..])
}

/// Returns the pause that the signs after a word make.
fn stop(after: &str) -> &'static str {
    match after {
        all if all.contains(['.', '!', '…']) => ".",
        all if all.contains('?') => "?",
        all if all.contains(':') => ":",
        all if all.contains([',', ';', ')']) => ",",
        _ => "",
    }
}

fn pause(words: &mut [String]) {
    if let Some(last) = words.last_mut().filter(|last| !last.ends_with(['.', ',', ':', '?'])) {
        last.push(',');
    }
}

/// Says one word; `last` is the one before it.
fn said(word: &str, last: &str, strings: &Strings) -> String {
    if word.is_empty() {
        return String::new();
    }
    if is_address(word) {
        return strings.get("spoken.address").to_owned();
    }
    if let Some(full) = short(word, strings) {
        return full.to_owned();
    }
    if !word.contains(|c: char| c.is_ascii_digit()) {
        return letters(word, strings);
    }
    // Ordinals have words of their own: `thứ nhất`, `thứ tư`, `tháng tư`.
    match (last, word) {
        ("thứ", "1") => return "nhất".to_owned(),
        ("thứ" | "tháng", "4" | "04") => return "tư".to_owned(),
        _ => {}
    }
    let known = moment(word, last).or_else(|| range(word, last)).or_else(|| paper(word, last));
    known.unwrap_or_else(|| mixed(word, strings))
}

/// Returns the meaning of an abbreviation that the theme knows.
fn short<'a>(word: &str, strings: &'a Strings) -> Option<&'a str> {
    let key = format!("spoken.short.{word}");
    strings.find(&key)
}

/// Says whether a word is an address on the web or of mail, which nobody can note by ear.
fn is_address(word: &str) -> bool {
    let lower = word.to_lowercase();
    let host = |text: &str| {
        let host = text.split('/').next().unwrap_or_default();
        let labels: Vec<&str> = host.split('.').collect();
        let plain = |label: &&str| {
            !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        labels.len() > 1
            && labels.iter().all(plain)
            && labels
                .last()
                .is_some_and(|last| last.len() > 1 && last.bytes().all(|b| b.is_ascii_alphabetic()))
    };
    lower.starts_with("http://")
        || lower.starts_with("https://")
        || lower.split_once('@').is_some_and(|(_, rest)| host(rest))
        // `TP.HCM` is no host.
        || (host(&lower) && !word.split('/').next().unwrap_or_default().ends_with(char::is_uppercase))
}

/// Says a word without digits: abbreviations between its signs in full.
fn letters(word: &str, strings: &Strings) -> String {
    let part = |text: &str| short(text, strings).map_or_else(|| text.to_owned(), str::to_owned);
    let parts: Vec<String> = word
        .split(['/', '–', '—'])
        .filter(|part| !part.is_empty())
        .map(|whole| {
            // `Tư pháp-hộ tịch`, `QĐ-BTP`.
            whole.split('-').map(part).collect::<Vec<_>>().join(" ")
        })
        .collect();
    // A unit after its sum: `đồng/trang`.
    let joint =
        if parts.first().is_some_and(|first| first == "đồng") { " mỗi " } else { ", " };
    parts.join(joint).replace('%', "phần trăm").replace('&', "và").replace('+', "cộng")
}

/// Says a date, a month or a time of day.
fn moment(word: &str, last: &str) -> Option<String> {
    if let Some(time) = ClockTime::read(word) {
        return Some(clock(time));
    }
    let lower = word.to_lowercase();
    // `7g30` is a time, `7g` may be a weight.
    let southern = || lower.split_once('g').filter(|(_, minute)| !minute.is_empty());
    if let Some((hour, minute)) = lower.split_once('h').or_else(southern) {
        let sharp = if minute.is_empty() { "00" } else { minute };
        if let Some(time) = ClockTime::read(&format!("{hour}:{sharp}")) {
            return Some(clock(time));
        }
        if let Some(hours) = amount(hour).filter(|_| minute.is_empty()) {
            return Some(format!("{hours} giờ"));
        }
    }
    let parts: Vec<&str> = word.split('/').collect();
    let value = |text: &str| text.parse::<i16>().ok();
    match parts.as_slice() {
        [day, in_month, year] if year.len() == 4 => {
            let (day, in_month) = (day.parse().ok()?, in_month.parse().ok()?);
            let said = after_day(Date::new(value(year)?, in_month, day).ok()?);
            Some(if matches!(last, "ngày" | "mùng") { said } else { format!("ngày {said}") })
        }
        [in_month, year] if year.len() == 4 => {
            let in_month: i8 = in_month.parse().ok().filter(|m| (1..=12).contains(m))?;
            let said = month(in_month, value(year)?);
            Some(if last == "tháng" {
                said.trim_start_matches("tháng ").to_owned()
            } else {
                said
            })
        }
        _ => None,
    }
}

/// Says the number of a paper of law or of an office without its letters: `60/2014/QH13` is number
/// sixty of 2014, `163/QĐ-BTP` number 163.
fn paper(word: &str, last: &str) -> Option<String> {
    let (number, rest) = word.split_once('/')?;
    let (year, letters) = match rest.split_once('/') {
        Some((year, letters)) if year.len() == 4 => (Some(amount(year)?), letters),
        _ => (None, rest),
    };
    let shouted = letters.chars().next().is_some_and(char::is_uppercase);
    let several = letters.chars().nth(1).is_some_and(|c| c.is_uppercase() || c == '-');
    let plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    if !(plain && shouted && several) {
        return None;
    }
    let lead = if last == "số" { "" } else { "số " };
    let year = year.map(|year| format!(" năm {year}")).unwrap_or_default();
    Some(format!("{lead}{}{year}", number.parse().map_or_else(|_| digits(number), super::number)))
}

/// Says a range: `7:30–11:30`, `3-5`.
fn range(word: &str, last: &str) -> Option<String> {
    let (from, to) = word.split_once('–').or_else(|| word.split_once('-'))?;
    let one = |text: &str| moment(text, last).or_else(|| amount(text));
    Some(format!("{} đến {}", one(from)?, one(to)?))
}

/// Says a number as it is written here: `8.000`, `1,5`, `01`, `0912345678`.
fn amount(text: &str) -> Option<String> {
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if plain(text) {
        // What begins with a zero or is longer than any sum is not counted but told off.
        let told = (text.len() > 1 && text.starts_with('0')) || text.len() > 12;
        return if told { Some(digits(text)) } else { text.parse().ok().map(number) };
    }
    if let Some((whole, part)) = text.split_once(',') {
        return plain(part).then(|| amount(whole)).flatten().map(|whole| {
            format!("{whole} phẩy {}", amount(part).expect("digits alone can be said"))
        });
    }
    let groups: Vec<&str> = text.split('.').collect();
    if groups.len() < 2 || !groups.iter().all(|group| plain(group)) {
        return None;
    }
    let thousands = groups[0].len() <= 3
        && !groups[0].starts_with('0')
        && groups[1..].iter().all(|group| group.len() == 3);
    if thousands {
        return groups.concat().parse().ok().map(number);
    }
    Some(groups.iter().map(|group| digits(group)).collect::<Vec<_>>().join(" chấm "))
}

/// Says a word of digits and letters piece by piece: `CT01`, `60/2014/QH13`, `50%`, `2.000đ/trang`.
fn mixed(word: &str, strings: &Strings) -> String {
    if let Some(said) = amount(word) {
        return said;
    }
    let mut pieces: Vec<String> = Vec::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let digit = first.is_ascii_digit();
        let end = if digit {
            let end = rest.find(|c: char| !(c.is_ascii_digit() || ".,".contains(c)));
            let end = end.unwrap_or(rest.len());
            rest[..end].trim_end_matches(['.', ',']).len()
        } else {
            rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len())
        };
        let (piece, left) = rest.split_at(end);
        if digit {
            pieces.push(amount(piece).unwrap_or_else(|| digits(piece)));
        } else {
            pieces.push(joint(piece, strings));
        }
        rest = left;
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces.join(" ")
}

/// Says what stands between or after digits.
fn joint(piece: &str, strings: &Strings) -> String {
    match piece {
        "/" => return "trên".to_owned(),
        "." | "-" | "," | ":" => return String::new(),
        _ => {}
    }
    let said = letters(piece.trim_matches(['/', '-', '.', ':', ',']), strings);
    if piece.chars().nth(1).is_some_and(|c| piece.starts_with('/') && c.is_lowercase()) {
        // `2.000/trang`.
        return format!("mỗi {said}");
    }
    said
}
