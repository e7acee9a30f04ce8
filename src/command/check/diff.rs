//! What a mended file changes, as a unified diff that a person can read before it is done.

use crate::diagnostic::{readable, visible};

/// How many lines around a change are shown.
const AROUND: usize = 2;

/// The lines that differ, and how many differ only in what nobody sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Diff {
    /// The hunks of a unified diff, without the head; empty when no change can be seen.
    pub(super) text: String,
    /// How many lines look as before.
    pub(super) unseen: usize,
}

/// Compares a file before and after mending, line by line: mending never adds or takes away a line.
///
/// Bytes that are no UTF-8 are shown as Notepad shows them.
pub(super) fn diff(before: &[u8], after: &[u8]) -> Diff {
    let (before, after) = (readable(before), readable(after));
    let (old, new): (Vec<&str>, Vec<&str>) = (lines(&before), lines(&after));
    let same_ends = ends(&before) == ends(&after);
    let odd = |c: char| c.is_whitespace() && c != ' ';
    let line = |all: &[&str], at: usize| {
        visible(all.get(at).copied().unwrap_or_default()).replace(odd, "␣")
    };
    let count = old.len().max(new.len());
    let differs: Vec<bool> = (0..count).map(|at| line(&old, at) != line(&new, at)).collect();
    let unseen = (0..count).filter(|at| !differs[*at] && (old.get(*at) != new.get(*at))).count()
        + if same_ends { 0 } else { differs.iter().filter(|differs| !**differs).count() };
    let mut text = String::new();
    let mut at = 0;
    while let Some(first) = (at..count).find(|at| differs[*at]) {
        let start = first.saturating_sub(AROUND).max(at);
        let mut end = first + 1;
        while let Some(next) = (end..count.min(end + 2 * AROUND)).find(|at| differs[*at]) {
            end = next + 1;
        }
        let stop = (end + AROUND).min(count);
        let long = stop - start;
        text += &format!("@@ -{0},{long} +{0},{long} @@\n", start + 1);
        text += &hunk(&differs, start..stop, |at| (line(&old, at), line(&new, at)));
        at = stop;
    }
    Diff { text, unseen: unseen.min(count) }
}

/// Writes runs of changed lines, old ones first, between the lines around them.
fn hunk(
    differs: &[bool],
    range: std::ops::Range<usize>,
    pair: impl Fn(usize) -> (String, String),
) -> String {
    let mut text = String::new();
    let mut added = String::new();
    for at in range {
        let (old, new) = pair(at);
        if differs[at] {
            text += &format!("-{old}\n");
            added += &format!("+{new}\n");
        } else {
            text += &std::mem::take(&mut added);
            text += &format!(" {old}\n");
        }
    }
    text + &added
}

/// Splits at every kind of line end.
fn lines(text: &str) -> Vec<&str> {
    let text = text.strip_suffix(['\n', '\r']).unwrap_or(text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r']) {
        lines.push(&rest[..at]);
        let long = if rest[at..].starts_with("\r\n") { 2 } else { 1 };
        rest = &rest[at + long..];
    }
    lines.push(rest);
    lines
}

fn ends(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\n' | '\r')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_changed_are_shown_with_those_around() {
        let before = b"1\n2\n3\nt\xFD\n5\n6\n7\n8\n9\n10\n11\n12\n";
        let after = "1\n2\n3\ntý\n5\n6\n7\n8\n9\n10\n11\n12!\n".as_bytes();
        let mut bytes = before.to_vec();
        bytes[7] = 0xE1;
        let shown = diff(&bytes, after);
        assert_eq!(
            shown.text,
            "@@ -2,5 +2,5 @@\n 2\n 3\n-tá\n+tý\n 5\n 6\n@@ -10,3 +10,3 @@\n 10\n 11\n-12\n+12!\n"
        );
        assert_eq!(shown.unseen, 0);
    }

    #[test]
    fn what_nobody_sees_is_counted() {
        let shown = diff("Ho\u{323}\u{302}\r\nb\n".as_bytes(), "Hộ\r\nb\n".as_bytes());
        assert_eq!((shown.text.as_str(), shown.unseen), ("", 1));
        let shown = diff(b"a\rb\r", b"a\nb\n");
        assert_eq!((shown.text.as_str(), shown.unseen), ("", 2));
    }
}
