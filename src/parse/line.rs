//! One line of YAML as a person sees it: indent, dashes, key, value.

use std::ops::Range;

/// A line that may be wrong, taken apart without a parser; bytes of the whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// The text of the line.
    pub(super) text: &'a str,
    /// The whole line, without its end.
    pub(super) range: Range<usize>,
    /// How many blanks (spaces or tabs) stand before it.
    pub(super) indent: usize,
    /// How many bytes stand before the key or the value, dashes included.
    pub(super) content: usize,
    /// The key, when the line has one (`key:` and then a space or anything).
    pub(super) key: Option<&'a str>,
    /// Where the value begins, in bytes of the line; its end when there is none.
    pub(super) value: usize,
}

impl<'a> Line<'a> {
    /// Takes a line of `source` apart.
    pub(super) fn new(source: &'a str, range: Range<usize>) -> Self {
        let text = &source[range.clone()];
        let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
        let mut content = indent;
        while let Some(rest) = text[content..].strip_prefix('-') {
            if !rest.is_empty() && !rest.starts_with([' ', '\t']) {
                break;
            }
            let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            content += 1 + blanks;
        }
        let key = key_of(&text[content..]);
        let after_key = key.map_or(content, |key| content + key.len() + 1);
        let blanks = text[after_key..].len() - text[after_key..].trim_start().len();
        Self { text, range, indent, content, key, value: after_key + blanks }
    }

    /// Says whether nothing but a comment stands there.
    pub(super) fn is_blank(&self) -> bool {
        let rest = self.text.trim_start();
        rest.is_empty() || rest.starts_with('#')
    }

    /// Says whether the line begins an item of a list.
    pub(super) fn is_item(&self) -> bool {
        self.content > self.indent
    }

    /// Returns the value as written, without blanks around it and without a comment; nothing where
    /// a comment is all that stands after the key.
    pub(super) fn value(&self) -> &'a str {
        let start = self.value.min(self.text.len());
        let value = self.text[start..].trim_end();
        if value.starts_with('#') && self.text[..start].ends_with(char::is_whitespace) {
            return "";
        }
        if value.starts_with(['"', '\'']) {
            return value;
        }
        match value.find(" #") {
            Some(at) => value[..at].trim_end(),
            None => value,
        }
    }

    /// Returns what stands before the value: blanks, dashes, the key and its colon.
    pub(super) fn head(&self) -> String {
        match self.key {
            Some(key) => format!("{}{key}: ", &self.text[..self.content]),
            None => self.text[..self.content].to_owned(),
        }
    }

    /// Returns the bytes of the value in the file.
    pub(super) fn value_range(&self) -> Range<usize> {
        let start = self.range.start + self.value.min(self.text.len());
        start..start + self.value().len()
    }

    /// Returns the bytes of the line in the file, without the blanks before it.
    pub(super) fn shown(&self) -> Range<usize> {
        self.range.start + self.indent..self.range.start + self.text.trim_end().len()
    }
}

/// Reads `key:` at the start of a text: up to four words of letters, so that a whole sentence with
/// a colon is no key.
fn key_of(text: &str) -> Option<&str> {
    let key = &text[..text.find(':')?];
    let words = |c: char| c.is_alphabetic() || c.is_ascii_digit() || c == '_' || c == ' ';
    let sound = key.chars().next().is_some_and(char::is_alphabetic)
        && key.chars().all(words)
        && key.split(' ').count() <= 4
        && !key.ends_with(' ');
    (sound && !text[key.len() + 1..].starts_with("//")).then_some(key)
}

/// Puts a text into double quotes, as YAML reads it back.
pub(super) fn quoted(text: &str) -> String {
    if text.contains('"') && !text.contains('\'') {
        return format!("'{text}'");
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_taken_apart() {
        for (text, indent, content, key, value) in [
            ("title: Đăng ký", 0, 0, Some("title"), "Đăng ký"),
            ("title:Đăng ký", 0, 0, Some("title"), "Đăng ký"),
            ("  - name: Tờ khai # chú thích", 2, 4, Some("name"), "Tờ khai"),
            ("  - Bước 1: nộp", 2, 4, Some("Bước 1"), "nộp"),
            ("  - https://a.vn/b", 2, 4, None, "https://a.vn/b"),
            ("- - x", 0, 4, None, "x"),
            ("steps: # các bước", 0, 0, Some("steps"), ""),
            ("color:#fff", 0, 0, Some("color"), "#fff"),
            ("\t-x", 1, 1, None, "-x"),
            ("-", 0, 1, None, ""),
        ] {
            let line = Line::new(text, 0..text.len());
            assert_eq!(
                (line.indent, line.content, line.key, line.value()),
                (indent, content, key, value),
                "{text}"
            );
        }
    }
}
