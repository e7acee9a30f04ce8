//! From the keys of a file to a tree, with every mistake of every key.
//!
//! A file that YAML refuses is read key by key, so that one bad line costs one key and the others
//! are still checked.

use std::ops::Range;

use serde_yaml::granit_parser::ErrorKind;

use super::line::Line;
use super::mistakes;
use super::source::{Source, line_around, lines};
use super::structure;
use super::tree::{self, Broken, Fault, Kind, Node};
use crate::diagnostic::{Text, say};

/// The keys of a file, as far as they could be read.
#[derive(Debug, Default)]
pub(super) struct Document<'a> {
    /// Keys with values.
    pub(super) entries: Vec<(Node<'a>, Node<'a>)>,
    /// Keys that stand there but whose values could not be read.
    pub(super) lost: Vec<String>,
}

/// Reads the bytes `range` of the file as keys with values.
pub(super) fn read<'a>(source: &mut Source<'a>, range: Range<usize>) -> Document<'a> {
    match tree::parse(source.text, range.clone()) {
        Ok(None) => Document::default(),
        Ok(Some(Node { kind: Kind::Mapping(entries), .. })) => {
            let mut document = Document { entries, lost: Vec::new() };
            swallowed(source, &mut document);
            document
        }
        Err(broken) if matches!(broken.fault, Fault::Deep | Fault::Many | Fault::Documents) => {
            let range = broken.at..broken.at;
            report_fault(source, range, &broken);
            Document { entries: Vec::new(), lost: vec![String::new()] }
        }
        Ok(Some(_)) | Err(_) => key_by_key(source, range),
    }
}

/// Reads every key at the margin for itself.
fn key_by_key<'a>(source: &mut Source<'a>, range: Range<usize>) -> Document<'a> {
    let text = source.text;
    let mut starts: Vec<usize> = lines(text, range.clone())
        .map(|line| Line::new(text, line))
        .filter(|line| !line.is_blank() && line.indent == 0 && !line.is_item())
        .filter(|line| !line.text.starts_with([']', '}']))
        .map(|line| line.range.start)
        .collect();
    if let Some(first) = starts.first_mut() {
        *first = range.start;
    } else {
        starts.push(range.start);
    }
    starts.push(range.end);
    let mut document = Document::default();
    for part in starts.windows(2) {
        let part = part[0]..part[1];
        match tree::parse(text, part.clone()) {
            Ok(None) => {}
            Ok(Some(Node { kind: Kind::Mapping(entries), .. })) => document.entries.extend(entries),
            Ok(Some(node)) => {
                lose(&mut document, text, part.clone());
                if !mistakes::report(source, part) {
                    no_key(source, node.range());
                }
            }
            Err(broken) => {
                lose(&mut document, text, part.clone());
                let is_known = mistakes::report(source, part.clone());
                if source.found.iter().any(|finding| finding.code == "lost-key") {
                    // The list is there; it only lacks its name.
                    document.lost.extend(["documents", "steps"].map(str::to_owned));
                }
                if !is_known {
                    let at = broken.at.min(text[..part.end].trim_end().len()).max(part.start);
                    let line = Line::new(text, line_around(text, at)).shown();
                    let exact = !matches!(broken.fault, Fault::Syntax(_));
                    let range = if exact { at..line.end.max(at) } else { line };
                    report_fault(source, range, &broken);
                }
            }
        }
    }
    swallowed(source, &mut document);
    document
}

/// Remembers the key of a part that cannot be read, so that it is not called missing.
fn lose(document: &mut Document, text: &str, part: Range<usize>) {
    let first = lines(text, part).map(|line| Line::new(text, line)).find(|line| !line.is_blank());
    document.lost.push(first.and_then(|line| line.key).unwrap_or_default().to_owned());
}

/// Takes out values that have swallowed the lines below them: YAML joins `- one` and a deeper
/// `- two` to one sentence, and an unclosed quote takes all up to the next quote.
fn swallowed(source: &mut Source, document: &mut Document) {
    let text = source.text;
    let mut kept = Vec::with_capacity(document.entries.len());
    for (key, value) in std::mem::take(&mut document.entries) {
        if walk(source, &value) {
            kept.push((key, value));
        } else {
            document.lost.push(text[key.range()].to_owned());
        }
    }
    document.entries = kept;
}

/// Walks a value; says whether no scalar in it has swallowed a line.
fn walk(source: &mut Source, node: &Node) -> bool {
    match &node.kind {
        Kind::Empty => true,
        Kind::Scalar { .. } => !source.text[node.range()].contains('\n') || joined(source, node),
        Kind::Sequence(items) => items.iter().filter(|item| !walk(source, item)).count() == 0,
        Kind::Mapping(entries) => {
            entries.iter().filter(|(_, value)| !walk(source, value)).count() == 0
        }
    }
}

/// Looks at the lines of a scalar that has several; says whether they belong together.
fn joined(source: &mut Source, node: &Node) -> bool {
    let text = source.text;
    let opening = text.as_bytes()[node.start];
    if matches!(opening, b'|' | b'>') {
        return true;
    }
    let mut all = lines(text, node.range());
    let first_line = line_around(text, node.start);
    all.next();
    let is_plain = !matches!(opening, b'"' | b'\'');
    for range in all {
        let line = Line::new(text, line_around(text, range.start));
        let first = Line::new(text, first_line.clone());
        // A list of `•` alone is told as a whole, where a list was expected.
        let below = is_plain && (first.is_item() || first.key.is_some());
        if below && structure::joined_item(source, &line) {
            return false;
        }
        if is_plain && structure::joined_to_item(source, &first, &line) {
            return false;
        }
        // `1. Nộp` above `- Chờ`, in one list.
        if is_plain
            && line.is_item()
            && line.indent == first.indent
            && structure::joined_item(source, &first)
        {
            return false;
        }
        let key =
            line.key.is_some_and(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
        if !key && !line.is_item() {
            continue;
        }
        if matches!(opening, b'"' | b'\'') {
            mistakes::report(source, first_line.clone());
        } else if !mistakes::lost_space(source, &line) {
            let above = Line::new(text, first_line);
            let level = if line.is_item() { above.indent } else { above.content };
            let mended = format!("{}{}", " ".repeat(level), line.text.trim());
            structure::report_indentation(source, line.shown(), &mended, level);
        }
        return false;
    }
    true
}

fn no_key(source: &mut Source, range: Range<usize>) {
    let text = say(
        "dòng này không có dạng «khóa: giá trị»",
        "this line is not of the form \"key: value\"",
    );
    let hint = say(
        "nếu là bài viết thì chuyển xuống dưới dòng --- thứ hai; nếu là phần tiếp của dòng trên thì thụt vào 2 dấu cách",
        "if it is body text, move it below the second --- line; if it continues the line above, indent it by 2 spaces",
    );
    let end = source.text[range.clone()].find('\n').map_or(range.end, |n| range.start + n);
    let line = source.text[range.start..end].trim();
    let key = line.split(['=', ';', '：']).next().unwrap_or_default().trim();
    let hint = if key.len() < line.len() && super::spelling::is_key(key) {
        let value = line[key.len()..].trim_start_matches(['=', ';', '：', ' ']);
        mistakes::rewrite(&format!("{key}: {value}"))
    } else {
        hint
    };
    source.error("not-a-key", range.start..end, text, hint);
}

/// Says in plain words why YAML cannot be read, where no line shows a known mistake.
fn report_fault(source: &mut Source, range: Range<usize>, broken: &Broken) {
    let quote_it = || {
        say(
            "đặt cả giá trị trong dấu ngoặc kép thẳng: \"…\"",
            "put the whole value into straight quotes: \"…\"",
        )
    };
    match &broken.fault {
        Fault::Anchor => {
            let text = say(
                "máy hiểu sai giá trị bắt đầu bằng dấu & hoặc dấu *",
                "a value that begins with & or * is misread",
            );
            let range = with_sign(source.text, range, '&');
            source.error("yaml-anchor", range, text, quote_it());
        }
        Fault::Tag => {
            let text = say(
                "máy hiểu sai giá trị bắt đầu bằng dấu !",
                "a value that begins with ! is misread",
            );
            let range = with_sign(source.text, range, '!');
            source.error("yaml-tag", range, text, quote_it());
        }
        Fault::Documents => {
            let text =
                say("trong tệp này có một dòng --- thừa", "this file has one line --- too many");
            let hint = say("xóa dòng --- này", "delete this line ---");
            source.error("yaml-documents", range, text, hint);
        }
        Fault::Deep | Fault::Many => {
            let (most, deepest) = (tree::MOST, tree::DEEPEST);
            let text = say(
                format!(
                    "phần khai báo quá lớn: hơn {deepest} bậc lồng nhau hoặc hơn {most} giá trị"
                ),
                format!("the keys are too many: over {deepest} levels or over {most} values"),
            );
            let hint = say(
                "xóa phần thừa; một thủ tục thật không cần đến vậy",
                "delete what is not needed; no real procedure is that large",
            );
            source.error("yaml-budget", range, text, hint);
        }
        Fault::KeyShape => {
            let text = say("tên khóa phải là một từ", "a key must be a word");
            let hint = say(
                "viết dạng «khóa: giá trị», ví dụ: level: Cấp xã",
                "write \"key: value\", for example: level: Cấp xã",
            );
            source.error("yaml-key", range, text, hint);
        }
        Fault::Syntax(kind) => {
            let (text, hint) = plain_words(kind);
            source.error("yaml-syntax", range, text, hint);
        }
    }
}

/// Takes in the sign and its name before a value: the scanner notices them at the value.
fn with_sign(text: &str, range: Range<usize>, sign: char) -> Range<usize> {
    let line = line_around(text, range.start).start;
    let before = &text[line..range.start];
    let start = before.rfind(sign).map(|at| line + before[..=at].trim_end_matches(sign).len());
    let start = start.filter(|at| !text[*at..range.start].contains([',', '[', '{', ':']));
    start.unwrap_or(range.start)..range.end
}

/// Says by kind what the scanner found.
fn plain_words(kind: &ErrorKind) -> (Text, Text) {
    let text = match kind {
        ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::UnclosedFlowCollection { .. } => {
            let hint = say(
                "mỗi mục cách nhau bằng dấu phẩy, giá trị có dấu phẩy hay hai chấm thì đặt trong \"…\", và đóng đủ ngoặc",
                "separate items with commas, put values with commas or colons into \"…\", and close every bracket",
            );
            return (
                say(
                    "trong ngoặc [ ] hoặc { } viết chưa đúng",
                    "what stands in the brackets [ ] or { } is not well formed",
                ),
                hint,
            );
        }
        _ => say("không hiểu được dòng này", "this line cannot be understood"),
    };
    let hint = say(
        "so với dòng cùng khóa ở một tệp khác: thụt đầu dòng bằng dấu cách, sau dấu hai chấm có dấu cách, giá trị lạ đặt trong \"…\"",
        "compare it with the same key in another file: indent with spaces, a space after the colon, odd values in \"…\"",
    );
    (text, hint)
}
