//! What it costs, how long it takes, how long a citizen has.

use super::keys::{Keys, Value};
use super::source::Source;
use super::spelling;
use super::tree::Kind;
use crate::diagnostic::say;
use crate::model::Dong;
use crate::model::procedure::{AfterCutoff, Amount, Deadline, Fee, Length, Max, Processing, Tier};

/// Reads a fee: whole đồng, or a group of keys.
pub(super) fn fee(source: &mut Source, value: Value) -> Option<Fee> {
    if !matches!(value.node.kind, Kind::Mapping(_)) {
        let sum = value.dong(source)?;
        return Some(Fee { amount: Some(Amount::Dong(sum)), ..Fee::default() });
    }
    let range = value.range();
    let mut keys = value.keys(source)?;
    let sum = keys.get(source, "amount").and_then(|value| value.dong(source));
    let words = keys.get(source, "text").and_then(|value| value.text(source));
    let unit = keys.get(source, "unit").and_then(|value| value.text(source));
    let tiers = keys.get(source, "tiers").map(|value| tiers(source, &value));
    let max = keys.get(source, "max").and_then(|value| max(source, value));
    let exemptions = texts(source, &mut keys, "exemptions");
    let note = keys.get(source, "note").and_then(|value| value.text(source));
    if keys.has("amount") && keys.has("text") {
        let text = say(
            "phí vừa có số tiền (amount) vừa có lời (text)",
            "the fee has both a sum (amount) and words (text)",
        );
        let hint = say(
            "giữ một: amount khi đã có số, text khi luật để ngỏ; lời giải thích để ở note",
            "keep one: amount for a known sum, text where the law leaves it open; put explanations into note",
        );
        source.error("fee-twice", range.clone(), text, hint);
    }
    let (has_sum, has_words) = (keys.has("amount"), keys.has("text"));
    let bare = !has_sum && !has_words && tiers.as_ref().is_none_or(Vec::is_empty);
    let of_nothing = keys.has("max") || keys.has("unit") || keys.has("tiers");
    let meant = keys.finish(source);
    if bare && of_nothing && meant.is_empty() {
        super::keys::report_missing(source, "amount", range.clone());
    }
    let tiers = tiers.unwrap_or_default();
    if !(has_sum && has_words) {
        report_two_sums(source, range, sum, has_words, &tiers, max.as_ref());
    }
    let amount = sum.map(Amount::Dong).or(words.map(Amount::Text));
    Some(Fee { amount, unit, tiers, max, exemptions, note })
}

/// Reports a sum that contradicts the tiers or the maximum: one of them would go unsaid.
fn report_two_sums(
    source: &mut Source,
    range: std::ops::Range<usize>,
    sum: Option<Dong>,
    has_words: bool,
    tiers: &[Tier],
    max: Option<&Max>,
) {
    let first = tiers.first().map(|tier| tier.amount);
    let beside_tiers = first.is_some_and(|first| has_words || sum.is_some_and(|sum| sum != first));
    let free_and_max = tiers.is_empty() && sum == Some(Dong(0)) && max.is_some();
    if !beside_tiers && !free_and_max {
        return;
    }
    let text = say(
        "phí có hai mức không khớp nhau: amount hoặc text khác với tiers hoặc max",
        "the fee says two different sums: amount or text differs from tiers or max",
    );
    let hint = say(
        "có tiers thì bỏ amount và text; không thu tiền thì bỏ max; lời giải thích để ở note",
        "with tiers leave out amount and text; where nothing is asked leave out max; put explanations into note",
    );
    source.error("fee-twice", range, text, hint);
}

/// Reads a list of texts that may be absent.
pub(super) fn texts(source: &mut Source, keys: &mut Keys, key: &'static str) -> Vec<String> {
    keys.get(source, key).map(|value| value.texts(source)).unwrap_or_default()
}

/// Reads a text that may be absent.
pub(super) fn text(source: &mut Source, keys: &mut Keys, key: &'static str) -> Option<String> {
    keys.get(source, key).and_then(|value| value.text(source))
}

fn tiers(source: &mut Source, value: &Value) -> Vec<Tier> {
    let place = value.range();
    let tiers: Vec<Tier> = value.list(source, |source, value| {
        let mut keys = value.keys(source)?;
        let upto = keys.get(source, "upto").and_then(|value| value.count(source, 1..=1_000_000));
        let amount = keys.need(source, "amount").and_then(|value| value.dong(source));
        keys.finish(source);
        Some(Tier { upto, amount: amount? })
    });
    let rising = tiers.windows(2).all(|pair| match (pair[0].upto, pair[1].upto) {
        (Some(low), Some(high)) => low < high,
        (Some(_), None) => true,
        (None, _) => false,
    });
    if !rising && source.is_filled_in() {
        let text = say(
            "các bậc phí không tăng dần, hoặc bậc không có upto chưa đứng cuối",
            "the tiers do not rise, or the one without upto is not the last",
        );
        let hint = say(
            "xếp từ ít đến nhiều: tiers: [{upto: 2, amount: 2000}, {amount: 1000}]",
            "from few to many: tiers: [{upto: 2, amount: 2000}, {amount: 1000}]",
        );
        source.error("fee-tiers", place, text, hint);
    }
    tiers
}

fn max(source: &mut Source, value: Value) -> Option<Max> {
    if !matches!(value.node.kind, Kind::Mapping(_)) {
        return Some(Max { amount: value.dong(source)?, per: None });
    }
    let mut keys = value.keys(source)?;
    let amount = keys.need(source, "amount").and_then(|value| value.dong(source));
    let per = text(source, &mut keys, "per");
    keys.finish(source);
    Some(Max { amount: amount?, per })
}

/// Reads how long it takes.
pub(super) fn time(source: &mut Source, value: Value) -> Option<Processing> {
    if !matches!(value.node.kind, Kind::Mapping(_)) {
        time_without_unit(source, &value);
        return None;
    }
    let range = value.range();
    let mut keys = value.keys(source)?;
    let mut number =
        |source: &mut Source, key| keys.get(source, key).and_then(|value| value.small(source, 1));
    let working = number(source, "working_days").map(Length::WorkingDays);
    let days = number(source, "days").map(Length::Days);
    let hours = number(source, "hours").map(Length::Hours);
    let same = keys.get(source, "same_day").and_then(|value| value.yes_or_no(source));
    let same = same.filter(|same| *same).map(|_| Length::SameDay);
    let words = text(source, &mut keys, "text");
    let cutoff = keys.get(source, "cutoff").and_then(|value| value.clock(source));
    let after = keys.get(source, "after").and_then(|value| {
        value.choice(source, &[("next_working_day", AfterCutoff::NextWorkingDay)])
    });
    if [working, days, hours, same].iter().flatten().count() > 1 {
        let text = say("thời hạn có hai đơn vị cùng lúc", "the time has two units at once");
        let hint = say(
            "giữ một trong: working_days (ngày làm việc), days (ngày), hours (giờ), same_day: true; lời giải thích để ở text",
            "keep one of working_days, days, hours, same_day: true; put explanations into text",
        );
        source.error("time-twice", range.clone(), text, hint);
    }
    let lone_cutoff = cutoff.is_some() && !keys.has("after");
    let lone_after = after.is_some() && !keys.has("cutoff");
    let told = ["working_days", "days", "hours", "text", "cutoff", "after"];
    let told = same.is_some() || told.iter().any(|key| keys.has(key));
    let meant = keys.finish(source);
    if meant.is_empty() && (lone_cutoff || lone_after) {
        let missing = if lone_cutoff { "after" } else { "cutoff" };
        super::keys::report_missing(source, missing, range);
    } else if meant.is_empty() && !told {
        super::keys::report_missing(source, "working_days", range);
    }
    Some(Processing { length: working.or(days).or(hours).or(same), text: words, cutoff, after })
}

fn time_without_unit(source: &mut Source, value: &Value) {
    let written = value.raw().unwrap_or_default().trim();
    let plain = spelling::plain(written);
    let number: String = plain.chars().filter(char::is_ascii_digit).collect();
    let key = value.key;
    let text = say(
        format!("«{key}» phải ghi rõ đơn vị: ngày làm việc, ngày hay giờ"),
        format!("\"{key}\" must name its unit: working days, days or hours"),
    );
    let right = if plain.contains("trong_ngay") {
        format!("{key}: {{same_day: true}}")
    } else if number.is_empty() {
        format!("{key}: {{text: \"{written}\"}}")
    } else if plain.contains("lam_viec") {
        format!("{key}: {{working_days: {number}}}")
    } else if plain.contains("gio") {
        format!("{key}: {{hours: {number}}}")
    } else if plain.contains("ngay") {
        format!("{key}: {{days: {number}}}")
    } else {
        let hint = say(
            format!(
                "viết {key}: {{working_days: {number}}} nếu là ngày làm việc; nếu nguồn không ghi đơn vị: {key}: {{text: \"{written}\"}}"
            ),
            format!(
                "write {key}: {{working_days: {number}}} for working days; if the source names no unit: {key}: {{text: \"{written}\"}}"
            ),
        );
        source.error("time-without-unit", value.range(), text, hint);
        return;
    };
    let hint = say(format!("viết: {right}"), format!("write: {right}"));
    source.error("time-without-unit", value.range(), text, hint);
}

/// Reads how long a citizen has.
pub(super) fn deadline(source: &mut Source, value: Value) -> Option<Deadline> {
    let place = value.range();
    let mut keys = value.keys(source)?;
    let days = keys.get(source, "days").and_then(|value| value.small(source, 1));
    let from = text(source, &mut keys, "from");
    let words = text(source, &mut keys, "text");
    let told = keys.has("days") || keys.has("text");
    let meant = keys.finish(source);
    if !told && meant.is_empty() {
        super::keys::report_missing(source, "days", place);
    }
    Some(Deadline { days, from, text: words })
}
