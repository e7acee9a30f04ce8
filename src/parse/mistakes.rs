//! What people get wrong in YAML, told from the lines themselves.
//!
//! A parser notices a mistake where it can go no further, often many lines below. Here every line
//! of the part that cannot be read is looked at in turn, and the first known mistake is reported
//! where it was made, with the line as it should be.

use std::ops::Range;

use super::bracket;
use super::line::{Line, quoted};
use super::source::{Source, lines};
use super::spelling::takes_text;
use super::structure;
use crate::diagnostic::{Text, say};

/// Reports the first known mistake in the lines of `part`; says whether there was one.
pub(super) fn report(source: &mut Source, part: Range<usize>) -> bool {
    let all: Vec<Line> = lines(source.text, part.clone())
        .map(|range| Line::new(source.text, range))
        .filter(|line| !line.is_blank())
        .collect();
    let mut block: Option<usize> = None;
    for (at, line) in all.iter().enumerate() {
        if block.is_some_and(|indent| line.indent > indent) {
            continue;
        }
        block = starts_block(line).then_some(line.indent);
        if tab_indent(source, line)
            || odd_space(source, line)
            || structure::odd_dash(source, line)
            || text_before_list(source, &all[..at], line)
            || lost_space(source, line)
            || word_quotes(source, line)
            || unclosed_quote(source, line)
            || backslash(source, line)
            || bracket::checkbox(source, &all[..at], line)
            || bracket::inside(source, line)
            || bracket::unclosed(source, line, part.end)
            || structure::two_keys(source, line)
            || colon_in_value(source, line)
            || special_start(source, line)
            || structure::lost_dash(source, &all[..at], line)
            || structure::lost_key(source, &all[..at], line)
            || structure::indentation(source, &all[..at], line)
        {
            return true;
        }
    }
    false
}

/// Makes the hint that shows the line as it should be.
pub(super) fn rewrite(line: &str) -> Text {
    let line = line.trim();
    say(format!("viết lại dòng này thành: {line}"), format!("write this line as: {line}"))
}

/// Says whether the lines below are text as it stands (`|`, `>`).
pub(super) fn starts_block(line: &Line) -> bool {
    let value = line.value();
    value.starts_with(['|', '>']) && value[1..].chars().all(|c| "+-0123456789".contains(c))
}

fn tab_indent(source: &mut Source, line: &Line) -> bool {
    let Some(at) = line.text[..line.content].find('\t') else { return false };
    let start = line.range.start + at;
    let text = say(
        "dòng thụt vào bằng phím Tab; phải thụt bằng dấu cách",
        "the line is indented with a tab; use spaces",
    );
    let mended = line.text.trim_end().replace('\t', "  ");
    let hint = say(
        format!("xóa dấu Tab, gõ 2 dấu cách cho mỗi bậc: «{mended}»"),
        format!("delete the tab and type 2 spaces per level: \"{mended}\""),
    );
    source.error("tab-indent", start..start + 1, text, hint);
    true
}

/// Reports a blank that is none to YAML: the hard blank that Word and web pages leave behind.
pub(super) fn odd_space(source: &mut Source, line: &Line) -> bool {
    let odd = |c: char| c.is_whitespace() && !matches!(c, ' ' | '\t');
    let after_key = line.key.map_or(line.content, |key| line.content + key.len() + 1);
    let at = [line.indent, after_key].into_iter().find(|at| line.text[*at..].starts_with(odd));
    let Some(at) = at else { return false };
    let text = say(
        "chỗ này là dấu cách lạ (chép từ Word hoặc trang web), không phải dấu cách thường",
        "this is a hard blank (copied from Word or a web page), not a plain one",
    );
    let mended: String = line.text.chars().map(|c| if odd(c) { ' ' } else { c }).collect();
    let hint = say(
        format!("xóa các dấu cách ở đây rồi gõ lại bằng phím cách: «{}»", mended.trim_end()),
        format!("delete the blanks and type them again: \"{}\"", mended.trim_end()),
    );
    let start = line.range.start + at;
    let len = line.text[at..].chars().next().map_or(0, char::len_utf8);
    source.error("odd-space", start..start + len, text, hint);
    true
}

/// Reports `documents: Tờ khai` above the items of a list.
pub(super) fn text_before_list(source: &mut Source, above: &[Line], line: &Line) -> bool {
    let Some(previous) = above.last().filter(|_| line.is_item()) else { return false };
    let Some(key) = previous.key.filter(|_| !previous.value().is_empty()) else { return false };
    let scalar = !previous.value().starts_with(['[', '{', '|', '>', '"', '\'']);
    if !scalar || previous.is_item() || line.indent <= previous.indent {
        return false;
    }
    let text = say(
        format!("«{key}:» đã có giá trị trên dòng này, mà bên dưới lại là danh sách"),
        format!("\"{key}:\" has a value on its line and a list below"),
    );
    let written = previous.value();
    let hint = say(
        format!(
            "chỉ để «{key}:» trên dòng này; nếu cần «{written}» thì thành một mục: - {written}"
        ),
        format!("leave just \"{key}:\" on this line; \"{written}\" becomes an item: - {written}"),
    );
    source.error("text-before-list", previous.value_range(), text, hint);
    true
}

/// Reports `title:Đăng ký`; also asked for values that were read as text by mistake.
pub(super) fn lost_space(source: &mut Source, line: &Line) -> bool {
    let Some(key) = line.key else { return false };
    let colon = line.content + key.len() + 1;
    let plain_key = key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if !plain_key
        || line.text[colon..].is_empty()
        || line.text[colon..].starts_with(char::is_whitespace)
    {
        return false;
    }
    let text = say(
        format!("thiếu dấu cách sau dấu hai chấm của «{key}:»"),
        format!("a space is missing after \"{key}:\""),
    );
    let at = line.range.start + line.content;
    let mended = format!("{}{}", line.head(), line.text[colon..].trim_end());
    source.error("lost-space", at..at + key.len() + 1, text, rewrite(&mended));
    true
}

/// Reports values in Word's curly quotes.
pub(super) fn word_quotes(source: &mut Source, line: &Line) -> bool {
    let value = line.value();
    if !value.starts_with(['“', '”', '„', '‘', '’']) {
        return false;
    }
    let text = say(
        "dấu ngoặc kép kiểu Word (“ ”) không có tác dụng ở đây",
        "Word's curly quotes (“ ”) mean nothing here",
    );
    let inner = value.trim_matches(['“', '”', '„', '‘', '’', '"']);
    let mended = format!("{}{}", line.head(), quoted(inner));
    source.error("word-quotes", line.value_range(), text, rewrite(&mended));
    true
}

fn unclosed_quote(source: &mut Source, line: &Line) -> bool {
    let value = line.value();
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return false;
    };
    let inner = &value[1..];
    let Some(end) = closing(inner, quote) else {
        let text = say(
            format!("mở ngoặc kép {quote} mà không đóng"),
            format!("the quote {quote} is opened and never closed"),
        );
        let mended = format!("{}{quote}{}{quote}", line.head(), inner.trim_end());
        source.error("unclosed-quote", line.value_range(), text, rewrite(&mended));
        return true;
    };
    let rest = inner[end + 1..].trim_start();
    if rest.is_empty() || rest.starts_with(['#', ',', ']', '}', ':']) {
        return false;
    }
    let text = say("sau dấu ngoặc kép đóng còn chữ", "there is text after the closing quote");
    let whole: String = match quote {
        '"' => value.to_owned(),
        _ => value.replace('\'', ""),
    };
    let mended = format!("{}{}", line.head(), quoted(&whole));
    let start = line.value_range().start + 1 + end;
    source.error("text-after-quote", start..line.value_range().end, text, rewrite(&mended));
    true
}

/// Reports `"D:\mau"`: a backslash in double quotes begins an escape.
fn backslash(source: &mut Source, line: &Line) -> bool {
    let value = line.value();
    let Some(inner) = value.strip_prefix('"') else { return false };
    let mut rest = inner;
    let mut at = 1;
    while let Some(found) = rest.find('\\') {
        let after = rest[found + 1..].chars().next();
        if !after.is_some_and(|c| "0abtnvfre \"/\\N_LPxuU\t".contains(c)) {
            let text = say(
                "dấu \\ trong ngoặc kép có nghĩa riêng, không phải dấu gạch chéo thường",
                "a backslash inside double quotes means something else",
            );
            let mended = format!("{}\"{}", line.head(), inner.replace('\\', "\\\\"));
            let start = line.value_range().start + at + found;
            source.error("backslash", start..start + 1, text, rewrite(&mended));
            return true;
        }
        let step = found + 1 + after.map_or(0, char::len_utf8);
        at += step;
        rest = &rest[step..];
    }
    false
}

/// Finds the closing quote in the text after the opening one.
pub(super) fn closing(inner: &str, quote: char) -> Option<usize> {
    let bytes = inner.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == '"' => at += 1,
            b'\'' if quote == '\'' && bytes.get(at + 1) == Some(&b'\'') => at += 1,
            byte if char::from(byte) == quote => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Reports `title: Bước 1: nộp`: an unquoted value with a colon of its own.
fn colon_in_value(source: &mut Source, line: &Line) -> bool {
    let value = line.value();
    let plain_key =
        line.key.is_some_and(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
    let colon =
        |text: &str| text.find(": ").or_else(|| text.ends_with(':').then(|| text.len() - 1));
    if value.starts_with(['"', '\'', '[', '{', '|', '>']) || (line.key.is_none() && !line.is_item())
    {
        return false;
    }
    let (head, value, start) = if plain_key || line.key.is_none() {
        (line.head(), value, line.value_range().start)
    } else {
        let start = line.range.start + line.content;
        (line.text[..line.content].to_owned(), line.text[line.content..].trim_end(), start)
    };
    let Some(at) = colon(value) else { return false };
    report_colon(source, start + at, &format!("{head}{}", quoted(value)));
    true
}

/// Reports a colon at byte `at`; `mended` is the line as it should be.
pub(super) fn report_colon(source: &mut Source, at: usize, mended: &str) {
    let text = say(
        "trong câu có dấu hai chấm «: » nên bị hiểu là một khóa khác",
        "the colon inside the sentence makes it look like another key",
    );
    source.error("colon-in-value", at..at + 1, text, rewrite(mended));
}

/// Warns about `Nhà số #5`, of which YAML drops all after the blank; a comment has a blank after
/// its `#`.
pub(super) fn warn_hash(source: &mut Source, keys: Range<usize>) {
    let text = source.text;
    if !text[keys.clone()].contains(" #") {
        return;
    }
    for range in lines(text, keys) {
        let line = Line::new(text, range.clone());
        let Some(at) = line.text.find(" #").filter(|_| !line.is_blank()) else { continue };
        let tight = line.text[at + 2..].starts_with(|c: char| !c.is_whitespace() && c != '#');
        let quotes = line.text[..at].matches(['"', '\'']).count();
        // `password: #abc12345`: nothing of it is left.
        let all = at + 1 == line.value && line.key.is_some_and(takes_text);
        if !tight || quotes % 2 == 1 || (at < line.value && !all) {
            continue;
        }
        let said = say(
            "từ dấu # trở đi bị coi là ghi chú, không hiện trên trang",
            "all from the # on is taken for a comment and not shown",
        );
        let whole = line.text[line.value..].trim_end();
        let mended = format!("{}{}", line.head(), quoted(whole));
        let start = range.start + at + 1;
        source.warning("hash-in-value", start..range.end, said, rewrite(&mended));
    }
}

fn special_start(source: &mut Source, line: &Line) -> bool {
    let value = line.value();
    let Some(first) = value.chars().next() else { return false };
    let block = starts_block(line);
    // `password: - abc`: no list begins beside its key.
    let hyphen = line.key.is_some() && value.starts_with("- ");
    let special = "@`%&*!|>?,]}".contains(first) || hyphen;
    if (line.key.is_none() && !line.is_item()) || block || !special {
        return false;
    }
    let mended = format!("{}{}", line.head(), quoted(value));
    bracket::report_start(source, line.value_range().start, first, &mended);
    true
}
