//! A value as YAML, so that [`super::parse`] reads the same value again.

use super::Value;

/// The longest line on which a list or a group stands in brackets.
const LINE: usize = 110;

/// Writes `key: value` with everything below it, each line ended by `end` and moved right by
/// `indent` spaces.
pub(crate) fn entry(key: &str, value: &Value, indent: usize, end: &str) -> String {
    format!(
        "{}{}:{}{end}",
        " ".repeat(indent),
        scalar(key, false, false),
        after(value, indent, end)
    )
}

/// Writes an item of a list with everything below it.
pub(crate) fn item(value: &Value, indent: usize, end: &str) -> String {
    format!("{}-{}{end}", " ".repeat(indent), below_dash(value, indent, end))
}

/// Writes what follows the colon of a key at `indent`: on the same line, or in lines below it; with
/// the blank before it and without the last end of line.
pub(crate) fn after(value: &Value, indent: usize, end: &str) -> String {
    match value {
        Value::Scalar { text, bare } => format!(" {}", scalar(text, *bare, false)),
        Value::List(items) if items.is_empty() => " []".to_owned(),
        Value::Group(entries) if entries.is_empty() => " {}".to_owned(),
        Value::List(items) => {
            let lines = items.iter().map(|value| item(value, indent + 2, end));
            format!("{end}{}", without_end(&lines.collect::<String>(), end))
        }
        Value::Group(entries) => {
            let lines = entries.iter().map(|(key, value)| entry(key, value, indent + 2, end));
            format!("{end}{}", without_end(&lines.collect::<String>(), end))
        }
    }
}

fn below_dash(value: &Value, indent: usize, end: &str) -> String {
    match value {
        Value::Group(entries) if !entries.is_empty() => {
            let lines = entries.iter().map(|(key, value)| entry(key, value, indent + 2, end));
            let lines: String = lines.collect();
            // The first key stands beside the hyphen.
            format!(" {}", without_end(&lines, end).trim_start_matches(' '))
        }
        // A list in a list is rare, and plainer in brackets.
        Value::List(items) if !items.is_empty() => format!(" {}", in_brackets(value)),
        _ => after(value, indent, end),
    }
}

/// Writes a value in brackets when it fits on one line beside `before` characters.
pub(crate) fn flow(value: &Value, before: usize) -> Option<String> {
    let line = in_brackets(value);
    (line.chars().count() + before <= LINE).then_some(line)
}

fn in_brackets(value: &Value) -> String {
    match value {
        Value::Scalar { text, bare } => scalar(text, *bare, true),
        Value::List(items) => {
            format!("[{}]", items.iter().map(in_brackets).collect::<Vec<_>>().join(", "))
        }
        Value::Group(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                format!("{}: {}", scalar(key, false, true), in_brackets(value))
            });
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

fn without_end<'a>(lines: &'a str, end: &str) -> &'a str {
    lines.strip_suffix(end).unwrap_or(lines)
}

/// Writes a text, in quotes where YAML or a reader in a hurry could take it for something else.
fn scalar(text: &str, bare: bool, in_brackets: bool) -> String {
    let plain = is_plain(text, in_brackets) && (bare || !looks_special(text));
    if plain { text.to_owned() } else { quoted(text) }
}

fn is_plain(text: &str, in_brackets: bool) -> bool {
    let indicator = |c: char| "-?:,[]{}#&*!|>'\"%@`=<~“”„".contains(c);
    let breaks =
        |c: char| c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}');
    !text.is_empty()
        && !text.starts_with(indicator)
        && !text.starts_with("---")
        && text.trim() == text
        && !text.contains(breaks)
        && !text.contains(": ")
        && !text.contains('#')
        && !text.ends_with(':')
        && !(in_brackets && text.contains([',', '[', ']', '{', '}', ':']))
}

/// Says whether a text without quotes would be nothing, a truth, a number, a date or a time.
fn looks_special(text: &str) -> bool {
    let word = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let body = text.trim_start_matches(['+', '-']);
    let number = body.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && body.chars().all(|c| c.is_ascii_digit() || "._,:eExXoO+- ".contains(c));
    word.iter().any(|word| text.eq_ignore_ascii_case(word)) || number
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn again(value: &Value) -> Value {
        let text = entry("key", value, 0, "\n");
        let root = parse(&text, 0..text.len()).unwrap_or_else(|_| panic!("unreadable: {text}"));
        let value = root.expect("not empty").value().expect("whole");
        value.get("key").expect("the key").clone()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let hard = [
            "Tờ khai",
            "1.001193",
            "null",
            "true",
            "2026-01-20",
            "15:00",
            "- a",
            "a: b",
            "a #b",
            "“trích”",
            "say \"x\"",
            "a\\b",
            "hai\ndòng",
            "kết thúc:",
            "[x]",
            "{x}",
            "a, b",
            "'",
            "",
            "~",
            "*sao",
            "&và",
            "!chú",
            "%",
            "@",
            "`",
            "=1+1",
            "---",
            "0912 345 678",
            "a\u{85}b",
            "\u{7}",
        ];
        for text in hard {
            let scalar = Value::text(text);
            assert_eq!(again(&scalar), scalar, "{text:?}");
            let list =
                Value::List(vec![scalar.clone(), Value::group([("name", Some(scalar.clone()))])]);
            assert_eq!(again(&list), list, "{text:?}");
            let line = format!("key: {}\n", in_brackets(&list));
            let root = parse(&line, 0..line.len()).unwrap_or_else(|_| panic!("unreadable: {line}"));
            let value = root.expect("not empty").value().expect("whole");
            assert_eq!(value.get("key"), Some(&list), "{line}");
        }
    }

    #[test]
    fn it_looks_as_people_write_it() {
        let paper = Value::group([
            ("name", Some(Value::text("Tờ khai"))),
            ("originals", Some(Value::bare("1"))),
            ("any_of", Some(Value::texts(["Một", "2"]))),
        ]);
        let text = entry("documents", &Value::List(vec![paper, Value::text("Đơn")]), 0, "\n");
        assert_eq!(
            text,
            "documents:\n  - name: Tờ khai\n    originals: 1\n    any_of:\n      - Một\n      - \"2\"\n  - Đơn\n"
        );
        assert_eq!(entry("code", &Value::text("1.001193"), 0, "\n"), "code: \"1.001193\"\n");
        assert_eq!(entry("post", &Value::Group(vec![]), 2, "\r\n"), "  post: {}\r\n");
    }
}
