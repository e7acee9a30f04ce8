//! What it costs, as people type it: `5.000đ`, `5.000 đồng/trường hợp`, `Miễn phí`.
//!
//! A sum that is not sure is kept in the words of the sheet.

use super::{Read, Unit, lines, spoken};
use crate::diagnostic::{Text, say};
use crate::sheet::grid::{Cell, Content};
use crate::yaml::Value;

/// What stands before each further line.
const UP_TO: &str = "đến";
const REST: &str = "còn lại";
const MOST: &str = "nhiều nhất";
const FREE: &str = "miễn";
const NOTE: &str = "ghi chú";

/// Reads a fee.
pub(super) fn read(cell: &Cell, unit: Unit) -> Read {
    let said = cell.said();
    if let Content::Number(number) = cell.content {
        // Excel reads 5.000 as five with three decimals, in English; a thousand times less.
        let whole = number.fract() == 0.0 && (0.0..1e12).contains(&number);
        let sum = whole && (number == 0.0 || number >= 500.0) && unit.fee.is_none();
        if sum {
            return Read::good(Value::bare(number.to_string()));
        }
        let words = unit.fee.map_or_else(|| said.clone(), |unit| format!("{said} {unit}"));
        return Read::good(words_alone(&words));
    }
    let all: Vec<String> =
        said.lines().map(lines::joined).filter(|line| !line.is_empty()).collect();
    if let [line] = all.as_slice()
        && let Some(spoken) = spoken::sum(line)
    {
        return Read::left(in_words(line, spoken.amount));
    }
    Read::good(exact(&all).unwrap_or_else(|| words_alone(&all.join("; "))))
}

fn in_words(line: &str, amount: Option<u64>) -> Text {
    let sum = amount.and_then(|amount| grouped_digits(&amount.to_string()));
    let (sum, per) = (sum.unwrap_or_else(|| "5.000".to_owned()), line.split_once('/'));
    let right = per.map_or_else(|| sum.clone(), |(_, per)| format!("{sum} đồng/{}", per.trim()));
    let (vi, en) = if amount.is_some() {
        (format!("nếu đúng là số ấy thì ghi {right}"), format!("if that is meant, write {right}"))
    } else {
        (format!("ghi như {right}"), format!("write it as {right}"))
    };
    say(
        format!(
            "phí «{line}» là số tiền viết bằng chữ, phải ghi bằng chữ số: {vi}; văn bản không ghi số tiền thì ghi cả câu, như «Theo quy định của HĐND tỉnh»"
        ),
        format!(
            "the fee \"{line}\" is a sum in words and must stand in digits: {en}; where the law names no sum, write the sentence, as «Theo quy định của HĐND tỉnh»"
        ),
    )
}

fn words_alone(words: &str) -> Value {
    Value::group([("text", Some(Value::text(words)))])
}

/// Reads lines of which each is understood.
fn exact(all: &[String]) -> Option<Value> {
    let mut entries: Vec<(String, Value)> = Vec::new();
    let mut tiers = Vec::new();
    for (at, line) in all.iter().enumerate() {
        let named = line.split_once(':').map(|(name, rest)| (name.trim(), rest.trim()));
        let mut add = |key: &str, value: Value| entries.push((key.to_owned(), value));
        match named {
            Some((FREE, rest)) => add("exemptions", Value::texts(rest.split("; "))),
            Some((NOTE, rest)) if !rest.is_empty() => add("note", Value::text(rest)),
            Some((MOST, rest)) => {
                let (sum, per) = sum(rest)?;
                let amount = Value::bare(sum.to_string());
                add(
                    "max",
                    match per {
                        None => amount,
                        Some(per) => Value::group([
                            ("amount", Some(amount)),
                            ("per", Some(Value::text(per))),
                        ]),
                    },
                );
            }
            Some((REST, rest)) => tiers.push(tier(None, rest)?),
            Some((name, rest)) if name.starts_with(UP_TO) => {
                let most: u32 = name[UP_TO.len()..].trim().parse().ok()?;
                tiers.push(tier(Some(most), rest)?);
            }
            _ if at == 0 => match if is_free(line) { Some((0, None)) } else { sum(line) } {
                Some((sum, per)) => {
                    add("amount", Value::bare(sum.to_string()));
                    if let Some(per) = per {
                        add("unit", Value::text(per));
                    }
                }
                None => add("text", Value::text(line)),
            },
            _ => return None,
        }
    }
    if !tiers.is_empty() {
        entries.push(("tiers".to_owned(), Value::List(tiers)));
    }
    match entries.as_slice() {
        [] => None,
        [(key, amount)] if key == "amount" => Some(amount.clone()),
        _ => Some(Value::Group(entries)),
    }
}

fn tier(upto: Option<u32>, rest: &str) -> Option<Value> {
    let (amount, None) = sum(rest)? else { return None };
    Some(Value::group([
        ("upto", upto.map(|most| Value::bare(most.to_string()))),
        ("amount", Some(Value::bare(amount.to_string()))),
    ]))
}

/// Says whether words surely mean that nothing is asked. `Không` alone may also mean that nothing is
/// said about it, and stays as it is.
fn is_free(line: &str) -> bool {
    let free = [
        "mien phi",
        "khong thu phi",
        "khong thu le phi",
        "khong thu phi le phi",
        "khong mat tien",
        "khong thu",
    ];
    free.contains(&lines::folded(line).as_str())
}

/// Reads `5.000 đồng/trang`: whole đồng, and for one of what.
fn sum(words: &str) -> Option<(u64, Option<String>)> {
    let end =
        words.find(|c: char| !(c.is_ascii_digit() || ".,".contains(c))).unwrap_or(words.len());
    let (number, rest) = words.split_at(end);
    let number = grouped(number)?;
    let rest = rest.trim();
    let (currency, per) =
        rest.split_once('/').map_or((rest, None), |(c, per)| (c, Some(per.trim())));
    let currency = lines::folded(currency);
    // A bare number may be in thousands; only what is plainly written with its zeros is sure.
    let sure = match currency.as_str() {
        "d" | "dong" | "vnd" | "dong vnd" => true,
        "" => per.is_none() && (number == 0 || number >= 500),
        _ => false,
    };
    let per = per.filter(|per| !per.is_empty()).map(str::to_owned);
    (sure && !per.as_deref().is_some_and(|per| per.contains('/'))).then_some((number, per))
}

/// Reads digits, in groups of three where they are grouped.
fn grouped(number: &str) -> Option<u64> {
    let parts: Vec<&str> = number.split(['.', ',']).collect();
    let (first, others) = parts.split_first()?;
    let groups = others.iter().all(|part| part.len() == 3);
    let head = !first.is_empty() && (others.is_empty() || first.len() <= 3);
    let zero = first.starts_with('0') && number.len() > 1;
    let digits = parts.concat();
    (groups && head && !zero && digits.len() <= 12).then(|| digits.parse().ok()).flatten()
}

/// Joins a fee with the unit that stands in a column of its own.
pub(crate) fn with_unit(fee: Value, unit: &str) -> Value {
    let unit = lines::joined(unit);
    let unit = unit.split_once('/').map_or(unit.as_str(), |(_, per)| per.trim());
    if unit.is_empty() || ["dong", "d", "vnd"].contains(&lines::folded(unit).as_str()) {
        return fee;
    }
    let per = Value::text(unit);
    match fee {
        Value::Scalar { .. } => Value::group([("amount", Some(fee)), ("unit", Some(per))]),
        Value::Group(mut entries)
            if entries.iter().all(|(key, _)| key != "unit" && key != "text") =>
        {
            entries.push(("unit".to_owned(), per));
            Value::Group(entries)
        }
        other => other,
    }
}

/// Shows a fee: a sum alone as a number, else in lines.
pub(super) fn show(value: &Value) -> Option<Cell> {
    if let Some(text) = value.as_text() {
        return Some(Cell::number(text.parse::<u32>().ok()?.into()));
    }
    line(value).map(Cell::words)
}

/// Shows a fee in lines.
pub(super) fn line(value: &Value) -> Option<String> {
    let mut all = Vec::new();
    if let Some(sum) = value.as_text().or_else(|| value.text_of("amount")) {
        all.push(money(sum, value.text_of("unit"))?);
    } else if let Some(text) = value.text_of("text") {
        all.push(text.to_owned());
    }
    for tier in value.get("tiers").map_or(&[][..], Value::items) {
        let sum = money(tier.text_of("amount")?, None)?;
        all.push(match tier.text_of("upto") {
            Some(most) => format!("{UP_TO} {most}: {sum}"),
            None => format!("{REST}: {sum}"),
        });
    }
    if let Some(max) = value.get("max") {
        let sum = max.as_text().or_else(|| max.text_of("amount"))?;
        all.push(format!("{MOST}: {}", money(sum, max.text_of("per"))?));
    }
    if let Some(free) = value.get("exemptions") {
        let free: Option<Vec<&str>> = free.items().iter().map(Value::as_text).collect();
        all.push(format!("{FREE}: {}", free?.join("; ")));
    }
    if let Some(note) = value.text_of("note") {
        all.push(format!("{NOTE}: {note}"));
    }
    Some(all.join("\n"))
}

fn money(sum: &str, per: Option<&str>) -> Option<String> {
    let grouped = grouped_digits(sum)?;
    let per = per.map(|per| format!("/{per}")).unwrap_or_default();
    Some(format!("{grouped} đồng{per}"))
}

/// Writes a sum with its thousands apart: `5.000`.
pub(super) fn grouped_digits(sum: &str) -> Option<String> {
    let number: u64 = sum.parse().ok()?;
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    Some(grouped)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(said: &str) -> Value {
        read(&Cell::words(said), Unit::default()).value.expect("a fee always has words")
    }

    #[test]
    fn sums_are_read_as_people_type_them() {
        for (said, sum) in [
            ("5.000đ", "5000"),
            ("5.000 đồng", "5000"),
            ("5,000 VNĐ", "5000"),
            ("8000", "8000"),
            ("1.200.000 đ", "1200000"),
            ("Miễn phí", "0"),
            ("0 đồng", "0"),
            ("Không thu phí", "0"),
        ] {
            assert_eq!(of(said), Value::bare(sum), "{said}");
        }
        let per = Value::group([
            ("amount", Some(Value::bare("5000"))),
            ("unit", Some(Value::text("trường hợp"))),
        ]);
        assert_eq!(of("5.000 đồng/trường hợp"), per);
        assert_eq!(with_unit(Value::bare("5000"), "đồng/trường hợp"), per);
        assert_eq!(with_unit(Value::bare("5000"), "Đồng"), Value::bare("5000"));
    }

    #[test]
    fn sums_in_words_are_no_sums() {
        for (said, right) in [
            ("năm nghìn", "5.000"),
            ("5 nghìn/bản", "5.000 đồng/bản"),
            ("một triệu rưỡi", "ghi như 5.000"),
        ] {
            let read = read(&Cell::words(said), Unit::default());
            assert_eq!(read.value, None, "{said}");
            let told = &read.left[0].vi;
            assert!(told.contains(right), "{said}: {told}");
        }
    }

    #[test]
    fn what_is_not_sure_keeps_its_words() {
        for said in [
            "Không",
            "5.00",
            "10",
            "5000-8000",
            "Theo quy định của HĐND tỉnh",
            "8.000.00 đồng",
            "5.000 đồng (trực tuyến: 3.000 đồng)",
            "012.000 đồng",
            "50 USD",
        ] {
            assert_eq!(of(said), words_alone(said), "{said}");
        }
        let five = read(&Cell::number(5.0), Unit::default());
        assert_eq!(five.value, Some(words_alone("5")));
        let unit = Unit { fee: Some("nghìn đồng"), ..Unit::default() };
        assert_eq!(read(&Cell::number(5.0), unit).value, Some(words_alone("5 nghìn đồng")));
    }
}
