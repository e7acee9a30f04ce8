//! A value in a few words, and what of it changed: for the report of an import.

use super::columns::Kind;
use super::forms;
use crate::yaml::{Value, write};

/// The most characters of one side of a change.
const MOST: usize = 60;

/// A key of a file that gets another value. Nothing on one side: the key is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The key, or its path (`authority.decides`).
    pub key: String,
    /// What the file says, shortened.
    pub old: Option<String>,
    /// What the sheet says, shortened.
    pub new: Option<String>,
}

impl Change {
    pub(crate) fn new(key: &str, old: Option<String>, new: Option<String>) -> Self {
        let (old, new) = match (old, new) {
            (Some(old), Some(new)) => {
                let (old, new) = apart(&old, &new);
                (Some(old), Some(new))
            }
            (old, new) => (old.as_deref().map(short), new.as_deref().map(short)),
        };
        Self { key: key.to_owned(), old, new }
    }
}

/// Says a value as its cell would, each item on a line; as YAML where it has no column.
pub(crate) fn words(kind: Kind, path: &str, value: &Value) -> String {
    let shown = kind.notation(path).and_then(|it| it.said(forms::shape(kind, path), value));
    shown.unwrap_or_else(|| match value {
        Value::Scalar { text, .. } => text.clone(),
        _ => write::after(value, 0, "\n").trim().to_owned(),
    })
}

/// Returns what differs of two texts: lines that both have at either end are left out.
fn apart(old: &str, new: &str) -> (String, String) {
    let (was, is): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let head = was.iter().zip(&is).take_while(|(a, b)| a == b).count();
    let most = was.len().min(is.len()) - head;
    let tail = was.iter().rev().zip(is.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let old = was[head..was.len() - tail].join("; ");
    let new = is[head..is.len() - tail].join("; ");
    if old.chars().count() <= MOST && new.chars().count() <= MOST {
        return (old, new);
    }
    // Long sentences that begin alike are shown from a word before the difference on.
    let (was, is): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    let same = was.iter().zip(&is).take_while(|(a, b)| a == b).count();
    let skip = same.saturating_sub(2);
    let from = |words: &[&str]| {
        let rest = words[skip.min(words.len())..].join(" ");
        if skip > 0 { short(&format!("… {rest}")) } else { short(&rest) }
    };
    (from(&was), from(&is))
}

/// Cuts words for one line of a report.
pub(crate) fn short(words: &str) -> String {
    let words = words.lines().collect::<Vec<_>>().join("; ");
    if words.chars().count() <= MOST {
        return words;
    }
    words.chars().take(MOST - 1).collect::<String>() + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown() {
        let change = |old: &str, new: &str| {
            let change = Change::new("k", Some(old.to_owned()), Some(new.to_owned()));
            (change.old.unwrap_or_default(), change.new.unwrap_or_default())
        };
        let pair = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        assert_eq!(change("5.000", "7.000"), pair("5.000", "7.000"));
        assert_eq!(change("A\nB\nC", "A\nX\nY\nC"), pair("B", "X; Y"));
        assert_eq!(change("A", "A\nB"), pair("", "B"));
        let long = "một hai ba ".repeat(10);
        let (old, new) = change(&format!("{long}cũ"), &format!("{long}mới"));
        assert_eq!((old.as_str(), new.as_str()), ("… hai ba cũ", "… hai ba mới"));
    }

    #[test]
    fn values_are_said_as_their_cells_say_them() {
        let long = Value::group([("amount", Some(Value::bare("5000")))]);
        assert_eq!(words(Kind::Procedures, "fee", &long), "5.000");
        assert_eq!(words(Kind::Procedures, "status", &Value::bare("draft")), "Bản nháp");
        assert_eq!(words(Kind::Procedures, "cases", &Value::texts(["a", "b"])), "- a\n  - b");
    }
}
