//! Words of a cell: lines, items, and words without accents.

use crate::yaml::Value;

/// Returns words on one line, with single blanks, without the marks that nobody sees.
pub(crate) fn joined(said: &str) -> String {
    let seen = |c: &char| !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2060}');
    let said: String = said.chars().filter(seen).collect();
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the lines that say something, without the marks that people put before items.
pub(crate) fn items(said: &str) -> Vec<String> {
    said.lines()
        .map(|line| bare(&joined(line)).to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

/// Returns items divided by lines, commas or semicolons.
pub(crate) fn words(said: &str) -> Vec<String> {
    let all = said.split(['\n', ',', ';']).map(|item| bare(&joined(item)).to_owned());
    all.filter(|item| !item.is_empty()).collect()
}

/// Shows a list of texts, one line each.
pub(crate) fn show(value: &Value) -> Option<String> {
    let items: Option<Vec<&str>> = match value {
        Value::List(items) if !items.is_empty() => items.iter().map(Value::as_text).collect(),
        _ => None,
    };
    Some(items?.join("\n"))
}

/// Returns an item without `-`, `+`, `•`, `1.`, `a)` before it.
fn bare(item: &str) -> &str {
    let rest = item.trim_start_matches(['-', '–', '—', '•', '+', '*', '·', '●', '\u{f0b7}', ' ']);
    let Some(end) = rest.find(['.', ')']) else { return rest.trim() };
    let (mark, after) = (&rest[..end], &rest[end + 1..]);
    let number = !mark.is_empty() && mark.len() <= 2 && mark.bytes().all(|b| b.is_ascii_digit());
    let letter = mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_lowercase());
    // `1.001193` is a code, not the first item.
    if (number || letter) && after.starts_with(' ') { after.trim() } else { rest.trim() }
}

/// Returns words in small letters without accents and signs, one blank between them.
pub(crate) fn folded(text: &str) -> String {
    // deunicode drops line ends, which divide words here.
    let plain = deunicode::deunicode(&joined(text)).to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_before_items_are_no_words() {
        let said = "- Tờ khai\n+ Đơn \n\n 1. Giấy\na) Bản sao\n1.001193\n• Thẻ";
        assert_eq!(items(said), ["Tờ khai", "Đơn", "Giấy", "Bản sao", "1.001193", "Thẻ"]);
        assert_eq!(words("a, b; c\nd"), ["a", "b", "c", "d"]);
        assert_eq!(folded("Thời hạn\n giải quyết (ngày)"), "thoi han giai quyet ngay");
    }
}
