//! Which lines belong to each key of a group, and to each item of a list.

use std::ops::Range;

use super::super::{Kind, Node};

/// One line of a text, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Its first byte.
    pub(super) start: usize,
    /// The byte after its last sign.
    pub(super) end: usize,
    /// The first byte of the next line.
    pub(super) next: usize,
}

impl Line {
    /// Returns the line that the byte `at` stands in.
    pub(super) fn around(text: &str, at: usize) -> Self {
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let newline = text[at..].find('\n').map(|newline| at + newline);
        let end = newline.unwrap_or(text.len());
        let next = newline.map_or(text.len(), |newline| newline + 1);
        let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
        Self { start, end, next }
    }
}

/// The parts of a group or a list whose parts stand on lines of their own.
pub(super) struct Parts {
    /// How many spaces stand before each.
    pub(super) indent: usize,
    /// From the first sign of each to its last, without comments below it.
    pub(super) all: Vec<Range<usize>>,
    /// The first line of each.
    pub(super) lines: Vec<Line>,
    /// Where a further part begins: the line below the last one.
    pub(super) end: usize,
}

impl Parts {
    /// Finds the parts that begin at `starts` inside the bytes `room`.
    pub(super) fn of(text: &str, starts: &[usize], room: Range<usize>) -> Self {
        let lines: Vec<Line> = starts.iter().map(|start| Line::around(text, *start)).collect();
        let indent = starts.first().map_or(0, |start| start - lines[0].start);
        let all: Vec<Range<usize>> = starts
            .iter()
            .enumerate()
            .map(|(at, start)| {
                let stop = lines.get(at + 1).map_or(room.end, |line| line.start);
                *start..last_sign(text, *start, stop, indent)
            })
            .collect();
        let end = all.last().map_or(room.end, |part| Line::around(text, part.end).next);
        Self { indent, all, lines, end: end.min(room.end.max(room.start)) }
    }
}

/// Returns the byte after the last sign of a part: blank lines below it are not its own, nor are
/// comments, unless they stand in a text of several lines.
fn last_sign(text: &str, start: usize, stop: usize, indent: usize) -> usize {
    let part = &text[start..stop];
    let first = part.lines().next().unwrap_or_default().trim_end();
    let tail = first.rsplit(' ').next().unwrap_or_default();
    let literal = tail.starts_with(['|', '>']) && tail.len() <= 3;
    let mut end = start;
    let mut at = start;
    for line in part.split_inclusive('\n') {
        let plain = line.trim();
        let deep = line.len() - line.trim_start().len() > indent;
        let comment = plain.starts_with('#') && at > start && !(literal && deep);
        if !plain.is_empty() && !comment {
            end = at + line.trim_end().len();
        }
        at += line.len();
    }
    end
}

/// Returns the byte of the hyphen before an item.
pub(super) fn dash(text: &str, item: &Node) -> usize {
    text[..item.start].rfind('-').unwrap_or(item.start)
}

/// Returns the byte after a value with its closing bracket or quote, at most `stop`.
pub(super) fn end_of(text: &str, node: &Node, stop: usize) -> usize {
    let end = node.end.clamp(node.start, stop);
    let close = match (&node.kind, text[node.start..].chars().next()) {
        (Kind::Sequence(_), Some('[')) => ']',
        (Kind::Mapping(_), Some('{')) => '}',
        _ => return end.min(node.start + text[node.start..end].trim_end().len()),
    };
    // Brackets inside end before the last value does.
    let last = match &node.kind {
        Kind::Sequence(items) => items.last().map(|item| end_of(text, item, stop)),
        Kind::Mapping(entries) => entries.last().map(|(_, value)| end_of(text, value, stop)),
        _ => None,
    };
    let from = last.unwrap_or(node.start).max(node.start);
    text[from..stop].find(close).map_or(end, |at| from + at + close.len_utf8())
}
