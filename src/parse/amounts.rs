//! Numbers as people write them: money, counts, and text that only looks like a number.

use std::ops::RangeInclusive;

use super::keys::Value;
use super::source::Source;
use crate::diagnostic::say;
use crate::model::Dong;

/// The largest sum that is taken: a thousand milliard đồng.
const MOST_DONG: u64 = 1_000_000_000_000;

impl Value<'_> {
    /// Reads a sum in whole đồng.
    pub(super) fn dong(&self, source: &mut Source) -> Option<Dong> {
        let written = self.raw().unwrap_or_default().trim();
        if let Some(sum) = digits(written).filter(|sum| *sum <= MOST_DONG) {
            return Some(Dong(sum));
        }
        let key = self.key;
        let text = say(
            format!("«{key}» phải là số đồng, chỉ gồm chữ số: không dấu chấm, không chữ"),
            format!("\"{key}\" must be whole đồng in digits alone: no dots, no words"),
        );
        source.error("bad-amount", self.range(), text, mend_sum(key, written));
        None
    }

    /// Reads a whole number in `range`.
    pub(super) fn count(&self, source: &mut Source, range: RangeInclusive<u32>) -> Option<u32> {
        let written = self.raw().unwrap_or_default().trim();
        let number = digits(written).and_then(|number| u32::try_from(number).ok());
        if let Some(number) = number.filter(|number| range.contains(number)) {
            return Some(number);
        }
        let (key, from, to) = (self.key, range.start(), range.end());
        let text = say(
            format!("«{key}» phải là một số từ {from} đến {to}"),
            format!("\"{key}\" must be a number from {from} to {to}"),
        );
        let first: String = written.chars().filter(char::is_ascii_digit).take(4).collect();
        let number = digits(&first).unwrap_or(u64::from(*from));
        let hint = say(
            format!("chỉ ghi chữ số, ví dụ: {key}: {number}"),
            format!("digits alone, for example: {key}: {number}"),
        );
        source.error("bad-number", self.range(), text, hint);
        None
    }

    /// Reads a whole number up to 999.
    pub(super) fn small(&self, source: &mut Source, from: u32) -> Option<u16> {
        self.count(source, from..=999).and_then(|number| u16::try_from(number).ok())
    }

    /// Reads a code, or a phone whose digits were looked at: a text that another program would take
    /// for a number, and change, unless it stands in quotes.
    pub(super) fn quoted_number(&self, source: &mut Source) -> Option<String> {
        let written = self.text(source)?;
        if !self.is_plain() || !looks_like_number(&written) {
            return Some(written);
        }
        let key = self.key;
        let text = say(
            format!(
                "«{key}» là chữ, không phải số: viết không có ngoặc kép thì số 0 có thể bị mất"
            ),
            format!("\"{key}\" is text, not a number: without quotes its zeros may get lost"),
        );
        let hint = say(
            format!("đặt trong dấu ngoặc kép: \"{written}\""),
            format!("put it in quotes: \"{written}\""),
        );
        source.error("number-without-quotes", self.range(), text, hint);
        None
    }
}

/// Reads plain digits; nothing for a sign, a dot, a leading zero or anything else.
fn digits(text: &str) -> Option<u64> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let zero = text.len() > 1 && text.starts_with('0');
    if plain && !zero { text.parse().ok() } else { None }
}

/// Says whether YAML or a spreadsheet would take the text for a number.
fn looks_like_number(text: &str) -> bool {
    let body = text.trim_start_matches(['+', '-']);
    body.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && body.chars().all(|c| c.is_ascii_digit() || "._,eExXoO+-".contains(c))
}

/// Says how a sum should be written, as far as it can be told from what stands there.
fn mend_sum(key: &str, written: &str) -> crate::diagnostic::Text {
    let plain = super::spelling::plain(written);
    if ["mien_phi", "khong", "khong_thu", "free", "0_dong", "khong_mat_tien", "khong_thu_phi"]
        .contains(&plain.as_str())
    {
        return say(
            format!(
                "nếu đã chắc là không thu tiền: {key}: 0; nếu do tỉnh quyết định: {key}: {{text: \"{written}\"}}"
            ),
            format!(
                "if it is certain that nothing is asked: {key}: 0; if the province decides: {key}: {{text: \"{written}\"}}"
            ),
        );
    }
    let number: String = written.chars().filter(char::is_ascii_digit).collect();
    let grouping = |c: char| c.is_ascii_digit() || ".,".contains(c) || c.is_whitespace();
    let rest = written.trim_start_matches(grouping);
    let (rest, per) = rest.split_once('/').unwrap_or((rest, ""));
    let unit = super::spelling::plain(rest);
    if !number.is_empty() && ["", "d", "dong", "vnd", "vnd_", "dd"].contains(&unit.as_str()) {
        let number = number.trim_start_matches('0');
        let number = if number.is_empty() { "0" } else { number };
        if !per.trim().is_empty() {
            let mended = format!("{key}: {{amount: {number}, unit: {}}}", per.trim());
            return say(format!("viết: {mended}"), format!("write: {mended}"));
        }
        return say(format!("viết: {key}: {number}"), format!("write: {key}: {number}"));
    }
    if !number.is_empty() && ["k", "nghin", "ngan"].contains(&unit.as_str()) {
        return say(format!("viết: {key}: {number}000"), format!("write: {key}: {number}000"));
    }
    if key == "amount" {
        return say(
            format!(
                "viết số tiền, ví dụ: amount: 8000; hoặc thay amount bằng lời: text: \"{written}\""
            ),
            format!(
                "write the sum, for example: amount: 8000; or words instead: text: \"{written}\""
            ),
        );
    }
    let shown = if written.is_empty() { "Theo quy định của HĐND tỉnh" } else { written };
    say(
        format!(
            "viết số tiền, ví dụ: {key}: 8000; hoặc ghi bằng lời: {key}: {{text: \"{shown}\"}}"
        ),
        format!("write the sum, for example: {key}: 8000; or words: {key}: {{text: \"{shown}\"}}"),
    )
}
