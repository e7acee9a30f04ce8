//! What people get wrong in the shape of a file: indents, hyphens, lines that were lost or joined.

use std::ops::Range;

use super::line::Line;
use super::mistakes::rewrite;
use super::source::Source;
use super::spelling;
use crate::catalogue;
use crate::diagnostic::say;

/// Reports `originals: 1 copies: 0`: two keys on one line.
pub(super) fn two_keys(source: &mut Source, line: &Line) -> bool {
    let value = line.value();
    let Some(first) = line.key.filter(|key| is_known(key)) else { return false };
    if value.starts_with(['"', '\'', '[', '{', '|', '>']) {
        return false;
    }
    let ends = value.match_indices(':').filter(|(at, _)| {
        let rest = &value[at + 1..];
        rest.is_empty() || rest.starts_with(' ')
    });
    let found =
        ends.map(|(end, _)| (value[..end].rfind(char::is_whitespace).map_or(0, |at| at + 1), end));
    let Some((start, end)) = found.into_iter().find(|(start, end)| is_known(&value[*start..*end]))
    else {
        return false;
    };
    let second = &value[start..end];
    let text = say(
        format!("hai khóa «{first}» và «{second}» nằm trên một dòng"),
        format!("the keys \"{first}\" and \"{second}\" stand on one line"),
    );
    let (above, below) = (line.text[..line.value + start].trim(), value[start..].trim());
    let hint = say(
        format!("tách thành hai dòng:\n{above}\n{below}"),
        format!("make two lines of it:\n{above}\n{below}"),
    );
    let at = line.value_range().start + start;
    source.error("colon-in-value", at..at + second.len(), text, hint);
    true
}

/// Says whether a word is a key of some file.
fn is_known(word: &str) -> bool {
    spelling::is_key(word)
}

/// Reports an item that begins with the long dash that Word makes of a hyphen, or with a bullet.
pub(super) fn odd_dash(source: &mut Source, line: &Line) -> bool {
    let rest = line.text[line.indent..].strip_prefix(['–', '—', '−', '•', '·']);
    let is_odd = !line.is_item() && rest.is_some_and(|rest| rest.starts_with(char::is_whitespace));
    if is_odd {
        report_dash(source, line);
    }
    is_odd
}

/// Reports an item without its hyphen, or with a number or `-` and no blank in its place.
pub(super) fn lost_dash(source: &mut Source, above: &[Line], line: &Line) -> bool {
    let Some(previous) = above.last() else { return false };
    let bare = |line: &Line| !line.is_item() && line.key.is_none();
    // `1. Hỏi` is noticed at the item below it.
    let beside = above.iter().rev().find(|other| other.indent <= line.indent);
    let in_list = beside.is_some_and(|other| other.is_item() && other.indent == line.indent);
    // `- name: Tờ khai`, and `name: Ảnh` below it.
    let again = in_list && line.key.is_some() && beside.is_some_and(|it| it.key == line.key);
    // `name: Tờ khai`, and `- name: Ảnh` below it.
    let siblings = above.iter().rev().take_while(|it| it.indent == line.indent && !it.is_item());
    if let Some(first) = siblings.last()
        && line.is_item()
        && line.key.is_some()
        && first.key == line.key
    {
        report_dash(source, first);
        return true;
    }
    let line = match (bare(previous) && line.is_item(), again || (bare(line) && in_list)) {
        (true, _) if line.indent == previous.indent => previous,
        (_, true) => line,
        _ => return false,
    };
    report_dash(source, line);
    true
}

/// Reports a text above an item with which YAML joins it to one sentence: `Nộp.` and `- Nhận.`
/// below it at the same indent, or `steps: Nộp.` and deeper items.
pub(super) fn joined_to_item(source: &mut Source, above: &Line, line: &Line) -> bool {
    if !line.is_item() || above.is_item() {
        return false;
    }
    if above.key.is_some() {
        return super::mistakes::text_before_list(source, std::slice::from_ref(above), line);
    }
    let beside = above.indent == line.indent;
    if beside {
        report_dash(source, above);
    }
    beside
}

/// Reports a line of a text that was meant for an item: `-Chờ`, `• Chờ`, `2. Chờ`; YAML joins it
/// to the text above.
pub(super) fn joined_item(source: &mut Source, line: &Line) -> bool {
    let is_meant = !line.is_item() && line.key.is_none() && words(line) != line.text.trim();
    if is_meant {
        report_dash(source, line);
    }
    is_meant
}

/// Returns the words of an item, without what stands in the place of its hyphen.
fn words<'a>(line: &Line<'a>) -> &'a str {
    let written = line.text.trim();
    let words = written.trim_start_matches(['-', '–', '—', '−', '•', '·', '+', '*']);
    let number = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = number.strip_prefix(". ").or_else(|| number.strip_prefix(") "));
    let rest = rest.filter(|_| (1..=2).contains(&(words.len() - number.len())));
    rest.unwrap_or(words).trim()
}

fn report_dash(source: &mut Source, line: &Line) {
    let text = say(
        "mỗi mục của danh sách phải bắt đầu bằng dấu gạch rồi đến dấu cách",
        "every item of a list begins with a hyphen and a space",
    );
    source.error("lost-dash", line.shown(), text, rewrite(&format!("- {}", words(line))));
}

/// Reports the items of a list whose key was deleted from the line above.
pub(super) fn lost_key(source: &mut Source, above: &[Line], line: &Line) -> bool {
    let Some(previous) = above.last() else { return false };
    let below_key = previous.key.is_some() && !previous.is_item() && !previous.value().is_empty();
    if !line.is_item() || !below_key || line.indent != previous.indent {
        return false;
    }
    let key = if line.key == Some("name") { "documents" } else { "steps" };
    let text = say(
        "danh sách này thiếu tên khóa ở dòng trên",
        "the key of this list is missing on the line above",
    );
    let hint = say(
        format!("thêm dòng tên khóa ngay trên dòng này, không thụt vào, ví dụ: {key}:"),
        format!("put the key on a line of its own above this one, not indented, such as: {key}:"),
    );
    source.error("lost-key", line.shown(), text, hint);
    true
}

/// Reports a line whose indent fits no line above it.
pub(super) fn indentation(source: &mut Source, above: &[Line], line: &Line) -> bool {
    let Some(previous) = above.last() else { return false };
    let full = !previous.value().is_empty();
    let open = |other: &Line| other.indent == line.indent || other.content == line.indent;
    if line.indent > previous.content && full && belong_together(previous, line) {
        // `ssid` at the margin, and `password` where both should be.
        let mended = format!("{}{}", " ".repeat(line.indent), previous.text.trim());
        report_indentation(source, previous.shown(), &mended, line.indent);
        return true;
    }
    let level = if line.indent > previous.content && full {
        // Deeper below a line that already has its value.
        if line.is_item() && previous.is_item() { previous.indent } else { previous.content }
    } else if line.indent == previous.indent
        && previous.is_item()
        && !line.is_item()
        && line.key.is_some()
    {
        if previous.key.is_some() {
            // A key of an item, standing below its dash.
            previous.content
        } else {
            // Below the texts of a list: it stands beside the key of that list.
            let owner = above.iter().rev().find(|other| !other.is_item() && other.key.is_some());
            owner.map_or(0, |owner| owner.indent)
        }
    } else if line.indent < previous.content && !above.iter().any(open) {
        let levels = above.iter().rev().filter_map(|other| {
            if line.is_item() {
                other.is_item().then_some(other.indent)
            } else {
                other.key.map(|_| other.content)
            }
        });
        levels.min_by_key(|level| level.abs_diff(line.indent)).unwrap_or(previous.indent)
    } else {
        return false;
    };
    let mended = format!("{}{}", " ".repeat(level), line.text.trim());
    report_indentation(source, line.shown(), &mended, level);
    true
}

/// Says whether the keys of two lines stand in the same group, such as `wifi`.
fn belong_together(one: &Line, other: &Line) -> bool {
    let homes = |line: &Line| line.key.map(catalogue::homes).unwrap_or_default();
    let others = homes(other);
    !one.is_item() && homes(one).iter().any(|home| others.contains(home))
}

/// Reports a line that stands too far left or right; `level` is how many spaces it needs.
pub(super) fn report_indentation(
    source: &mut Source,
    range: Range<usize>,
    mended: &str,
    level: usize,
) {
    let text = say(
        "dòng thụt vào không khớp với các dòng bên trên",
        "the indent of this line does not fit the lines above",
    );
    let hint = if level == 0 {
        say(
            format!("xóa hết dấu cách ở đầu dòng: «{mended}»"),
            format!("delete the spaces before it: \"{mended}\""),
        )
    } else {
        say(
            format!("để đúng {level} dấu cách ở đầu dòng: «{mended}»"),
            format!("begin the line with exactly {level} spaces: \"{mended}\""),
        )
    };
    source.error("indentation", range, text, hint);
}
