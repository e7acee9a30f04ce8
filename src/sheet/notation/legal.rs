//! Papers of law as lists name them: `Luật Hộ tịch số 60/2014/QH13 ngày 20/11/2014`.

use super::{DECISION, LEGAL, Read, days, lines};
use crate::diagnostic::say;
use crate::yaml::Value;

/// Reads papers, a line each.
pub(super) fn read_list(said: &str) -> Read {
    let mut read = Read::default();
    let mut papers = Vec::new();
    for line in lines::items(said) {
        let mut one = paper(&line);
        read.left.append(&mut one.left);
        match one.value {
            Some(Value::List(list)) => papers.extend(list),
            other => papers.extend(other),
        }
    }
    read.value = (!papers.is_empty()).then_some(Value::List(papers));
    read
}

fn paper(line: &str) -> Read {
    let head = line.split(" | ").next().unwrap_or_default();
    if line.contains(" | ") || is_number(head) {
        return LEGAL.read(line);
    }
    let Some(number) = number(line) else { return without_number(line) };
    let entries = [
        ("number", Some(Value::text(number))),
        ("title", Some(Value::text(line))),
        ("date", day_after_word(line)),
    ];
    Read::good(Value::group(entries))
}

/// Reads one paper.
pub(super) fn read_one(said: &str) -> Read {
    let line = lines::joined(said);
    if said.contains(" | ") || said.trim().contains('\n') || is_number(&line) {
        return DECISION.read(said);
    }
    let Some(number) = number(&line) else { return without_number(&line) };
    Read::good(Value::group([
        ("number", Some(Value::text(number))),
        ("date", day_after_word(&line)),
    ]))
}

fn without_number(line: &str) -> Read {
    Read::left(say(
        format!("không thấy số hiệu văn bản trong «{line}»; ghi như 60/2014/QH13"),
        format!("there is no number of a paper in \"{line}\"; write it as 60/2014/QH13"),
    ))
}

/// Says whether words are nothing but the number of a paper.
fn is_number(words: &str) -> bool {
    let sign = |c: char| c.is_alphanumeric() || "/-.&".contains(c);
    words.contains('/')
        && words.starts_with(|c: char| c.is_ascii_digit())
        && words.chars().all(sign)
        && words.chars().any(char::is_uppercase)
}

/// Finds the number of a paper in a sentence: the first word of its shape.
fn number(line: &str) -> Option<&str> {
    let edge = |c: char| ",.;:()[]\"“”".contains(c);
    line.split_whitespace().map(|word| word.trim_matches(edge)).find(|word| is_number(word))
}

fn day_after_word(line: &str) -> Option<Value> {
    let (_, rest) = line.split_once("ngày ")?;
    let word = rest.split_whitespace().next()?.trim_matches([',', '.', ';', ')']);
    days::of_text(word).map(|day| Value::bare(day.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_found_and_the_sentence_kept() {
        let line = "Luật Hộ tịch số 60/2014/QH13 ngày 20/11/2014";
        let read = read_list(&format!("- {line};\n- Theo quy định"));
        let paper = &read.value.expect("one").items()[0].clone();
        assert_eq!(paper.text_of("number"), Some("60/2014/QH13"));
        assert_eq!(paper.text_of("date"), Some("2014-11-20"));
        assert_eq!(read.left.len(), 1, "the second line has no number");
        let one = read_one("Quyết định số 163/QĐ-BTP ngày 20/01/2026").value.expect("one");
        assert_eq!(
            (one.text_of("number"), one.text_of("date")),
            (Some("163/QĐ-BTP"), Some("2026-01-20"))
        );
    }
}
