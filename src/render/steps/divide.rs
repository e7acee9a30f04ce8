//! A text that is too long for one code, in two of about equal length.

use super::writer::{Lines, Writer};
use super::{Composed, Dropped, GOOD_BYTES, MOST_BYTES};

/// Divides into two codes between whole items, and leaves out as little as that needs.
///
/// Two codes of [`GOOD_BYTES`], else somewhat larger ones. Where even those are not enough, fee and
/// time go, which are printed large beside the codes, then the last papers, then the last steps.
/// Nobody can ask for papers and steps on the way without network, so they stay longest.
pub(super) fn in_two(writer: &Writer<'_>) -> Composed {
    for limit in [GOOD_BYTES, MOST_BYTES] {
        for count in 0..=Dropped::ORDER.len() {
            let dropped = writer.present(&Dropped::ORDER[..count]);
            if let Some(texts) = halves(writer, &writer.lines(&dropped), limit) {
                return Composed { texts, dropped };
            }
        }
    }
    shortened(writer)
}

/// Leaves out what the rule keeps where it can: fee and time, the last papers, the last steps.
fn shortened(writer: &Writer<'_>) -> Composed {
    let mut dropped = writer.present(&Dropped::ORDER);
    let mut lines = writer.lines(&dropped);
    let counted = |key: &str, n: usize| writer.strings.fill(key, &[("n", &n.to_string())]);
    lines.facts = vec![writer.strings.get("steps_code.ask").to_owned()];
    dropped.push(Dropped::Facts);
    if let Some(texts) = halves(writer, &lines, GOOD_BYTES) {
        return Composed { texts, dropped };
    }
    dropped.push(Dropped::LastPapers);
    for gone in 1..=lines.papers.len() {
        let mut kept = lines.clone();
        kept.papers.truncate(lines.papers.len() - gone);
        kept.papers.push(counted("steps_code.more_papers", gone));
        if let Some(texts) = halves(writer, &kept, GOOD_BYTES) {
            return Composed { texts, dropped };
        }
    }
    lines.papers = vec![counted("steps_code.more_papers", lines.papers.len())];
    dropped.push(Dropped::LastSteps);
    for gone in 1..=lines.steps.len() {
        let mut kept = lines.clone();
        kept.steps.truncate(lines.steps.len() - gone);
        kept.steps.push(counted("steps_code.more_steps", gone));
        if let Some(texts) = halves(writer, &kept, GOOD_BYTES) {
            return Composed { texts, dropped };
        }
    }
    Composed { texts: Vec::new(), dropped }
}

/// Makes two texts of lengths as equal as whole items allow; nothing when one is over `limit`.
fn halves(writer: &Writer<'_>, lines: &Lines, limit: usize) -> Option<Vec<String>> {
    // Thousands of steps are not tried in thousands of ways.
    if lines.bytes() > 2 * limit {
        return None;
    }
    let divided = (1..lines.count()).map(|at| {
        let (first, second) = lines.divided(at, writer.strings);
        vec![writer.whole(&first, " 1/2"), writer.whole(&second, " 2/2")]
    });
    let longest = |texts: &Vec<String>| texts.iter().map(String::len).max();
    divided.filter(|texts| texts.iter().all(|text| text.len() <= limit)).min_by_key(longest)
}
