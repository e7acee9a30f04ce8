//! One value of a key: text, list, yes or no, one of several words.
//!
//! Each function returns nothing after it has reported what is wrong, so that its caller goes on.

use std::ops::Range;

use super::keys::Value;
use super::line::quoted;
use super::source::Source;
use super::spelling;
use super::tree::{Kind, Node};
use crate::diagnostic::say;
use crate::model::{Id, Link};

impl<'t> Value<'t> {
    /// Reads a text of any length; not empty, in NFC.
    pub(super) fn text(&self, source: &mut Source) -> Option<String> {
        let Some(raw) = self.raw() else {
            self.wrong_text(source);
            return None;
        };
        if self.is_plain() && raw.starts_with(['“', '”', '„']) && raw.ends_with(['“', '”'])
        {
            let line = super::source::line_around(source.text, self.node.start);
            let line = super::line::Line::new(source.text, line);
            super::mistakes::word_quotes(source, &line);
            return None;
        }
        let text = source.compose(raw.trim());
        if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
            let start = source.text[self.node.range()].find(hidden);
            let start = start.map_or(self.node.start, |at| self.node.start + at);
            report_hidden(source, start..start + hidden.len_utf8(), hidden);
            return None;
        }
        if text.is_empty() {
            let line = self.row.line();
            let text =
                say(format!("«{}» để trống", self.key), format!("\"{}\" is empty", self.key));
            let hint = say(
                format!("ghi giá trị, ví dụ «{line}», hoặc xóa dòng này"),
                format!("give it a value, for example \"{line}\", or delete the line"),
            );
            source.error("empty-value", self.range(), text, hint);
            return None;
        }
        Some(text)
    }

    /// Reads a text of at most `most` characters.
    pub(super) fn short(&self, source: &mut Source, most: usize) -> Option<String> {
        let text = self.text(source)?;
        let length = text.chars().count();
        if length <= most {
            return Some(text);
        }
        let key = self.key;
        let said = say(
            format!("«{key}» dài {length} ký tự, tối đa {most}"),
            format!("\"{key}\" has {length} characters, at most {most}"),
        );
        let hint = match key {
            "title" => say(
                format!(
                    "viết ngắn lại còn {most} ký tự bằng lời người dân hay dùng; tên đầy đủ để ở official_title"
                ),
                format!(
                    "shorten it to {most} characters in people's words; the full name goes to official_title"
                ),
            ),
            _ => say(
                format!("viết ngắn lại còn {most} ký tự: chỗ này in trên áp phích"),
                format!("shorten it to {most} characters: it is printed on posters"),
            ),
        };
        source.error("too-long", self.range(), said, hint);
        None
    }

    /// Reads a list with one function for each item; what cannot be read is left out.
    pub(super) fn list<T>(
        &self,
        source: &mut Source,
        mut item: impl FnMut(&mut Source, Value<'t>) -> Option<T>,
    ) -> Vec<T> {
        let Kind::Sequence(items) = &self.node.kind else {
            self.wrong_list(source);
            return Vec::new();
        };
        let shape = self.shape.item().expect("the catalogue has a list where one is read");
        let mut list = Vec::with_capacity(items.len());
        for node in items {
            if matches!(node.kind, Kind::Empty) {
                self.empty_item(source, node);
                continue;
            }
            let name = first_line(source, node);
            list.extend(item(source, Value { shape, node, name, ..*self }));
        }
        list
    }

    /// Reads a list of texts.
    pub(super) fn texts(&self, source: &mut Source) -> Vec<String> {
        self.list(source, |source, value| value.text(source))
    }

    /// Reads `true` or `false`.
    pub(super) fn yes_or_no(&self, source: &mut Source) -> Option<bool> {
        match self.raw() {
            Some("true") => return Some(true),
            Some("false") => return Some(false),
            _ => {}
        }
        let key = self.key;
        let written = spelling::plain(self.raw().unwrap_or_default());
        let meant = match written.as_str() {
            "no" | "n" | "khong" | "sai" | "off" | "0" => "false",
            _ => "true",
        };
        let text = say(
            format!("«{key}» chỉ nhận true (có) hoặc false (không)"),
            format!("\"{key}\" is either true or false"),
        );
        let hint = say(format!("viết: {key}: {meant}"), format!("write: {key}: {meant}"));
        source.error("bad-boolean", self.range(), text, hint);
        None
    }

    /// Reads one of several words.
    pub(super) fn choice<T: Copy>(
        &self,
        source: &mut Source,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let written = self.raw().unwrap_or_default();
        if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == written) {
            return Some(*choice);
        }
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        self.wrong_choice(source, &names, spelling::choice_meant(written, &names));
        None
    }

    /// Reports a word that is none of `names`.
    pub(super) fn wrong_choice(&self, source: &mut Source, names: &[&str], meant: Option<&str>) {
        let (key, written) = (self.key, self.raw().unwrap_or("[…]"));
        let text = say(
            format!("«{key}» không nhận giá trị «{written}»"),
            format!("\"{key}\" cannot be \"{written}\""),
        );
        let all = names.join(", ");
        let hint = match meant {
            Some(meant) => say(
                format!("có phải ý bạn là «{meant}»? Các giá trị được nhận: {all}"),
                format!("did you mean \"{meant}\"? Possible values: {all}"),
            ),
            None => say(format!("dùng một trong: {all}"), format!("use one of: {all}")),
        };
        source.error("unknown-choice", self.range(), text, hint);
    }

    /// Reads an id that names something else; whether that exists is asked later.
    pub(super) fn id(&self, source: &mut Source) -> Option<Id> {
        let written = self.text(source)?;
        if let Ok(id) = Id::new(&written) {
            return Some(id);
        }
        let (key, slug) = (self.key, spelling::slug(file_stem(&written)));
        let text = say(
            format!("«{written}» không phải mã tệp: chỉ gồm chữ thường không dấu, số và gạch nối"),
            format!("\"{written}\" is no id: small letters without accents, digits and hyphens"),
        );
        let hint = if file_stem(&written) == slug {
            say(
                format!("viết tên tệp không có đuôi .md: {slug}"),
                format!("write the name of the file without .md: {slug}"),
            )
        } else {
            say(
                format!("«{key}» nhận tên tệp không có đuôi .md, ví dụ: {slug}"),
                format!("\"{key}\" takes the name of a file without .md, for example: {slug}"),
            )
        };
        source.error("bad-id", self.range(), text, hint);
        None
    }

    /// Reads a web address; whether its host is allowed is asked later.
    pub(super) fn link(&self, source: &mut Source) -> Option<Link> {
        let written = self.text(source)?;
        match Link::new(&written) {
            Ok(link) => {
                source.links.push((link.clone(), self.node.range()));
                Some(link)
            }
            Err(problem) => {
                super::links::report(source, self.range(), &written, problem);
                None
            }
        }
    }

    fn wrong_text(&self, source: &mut Source) {
        if let Kind::Mapping(entries) = &self.node.kind
            && let [(key, _)] = entries.as_slice()
            && !source.text[key.start..].starts_with(['{', '"'])
            && !source.text[self.node.start..].starts_with('{')
        {
            let line = super::source::line_around(source.text, key.start);
            let line = super::line::Line::new(source.text, line);
            let sentence = line.text[line.content..].trim_end();
            let mended = format!("{}{}", &line.text[..line.content], quoted(sentence));
            super::mistakes::report_colon(source, key.end, &mended);
            return;
        }
        let key = self.key;
        let text = say(format!("«{key}» phải là một câu chữ"), format!("\"{key}\" must be a text"));
        let words: Vec<&str> = match &self.node.kind {
            Kind::Sequence(items) => items.iter().filter_map(Node::scalar).collect(),
            _ => Vec::new(),
        };
        let line = super::source::line_around(source.text, self.node.start);
        let line = super::line::Line::new(source.text, line);
        let right = match words[..] {
            // Signs of a password, not of YAML.
            _ if matches!(key, "password" | "ssid") && line.key == Some(key) => {
                format!("{key}: {}", quoted(line.value()))
            }
            [] => self.row.line(),
            _ => format!("{key}: {}", words.join(", ")),
        };
        let hint = say(format!("viết: {right}"), format!("write: {right}"));
        source.error("wrong-type", self.range(), text, hint);
    }

    fn wrong_list(&self, source: &mut Source) {
        let key = self.key;
        if self.swallowed_key(source) {
            return;
        }
        let Some(sentence) = self.raw() else {
            let text =
                say(format!("«{key}» phải là danh sách"), format!("\"{key}\" must be a list"));
            let line = super::source::line_around(source.text, self.node.start);
            let line = super::line::Line::new(source.text, line);
            let block = !source.text[self.node.start..].starts_with('{');
            let right = match (block, line.text.trim()) {
                (true, first) => format!("{key}:\n  - {first}"),
                (false, _) => self.row.line(),
            };
            let hint = say(format!("viết:\n{right}"), format!("write:\n{right}"));
            source.error("wrong-type", self.range(), text, hint);
            return;
        };
        let rows = source.text[self.node.range()].lines().map(str::trim);
        let separator = if sentence.contains(';') { ';' } else { ',' };
        let sentences: Vec<&str> = match rows.clone().count() {
            1 => sentence.split(separator).map(str::trim).collect(),
            _ => rows.collect(),
        };
        let prefix = match key {
            "documents" => "  - name: ",
            _ => "  - ",
        };
        let items = sentences.iter().map(|item| bare_item(item)).filter(|item| !item.is_empty());
        let items: Vec<String> = items.take(4).map(|item| format!("{prefix}{item}")).collect();
        let list = items.join("\n");
        let text = say(
            format!("«{key}» phải là danh sách, mỗi mục một dòng có dấu gạch ở đầu"),
            format!("\"{key}\" must be a list, one line with a hyphen for each item"),
        );
        let hint = say(format!("viết:\n{key}:\n{list}"), format!("write:\n{key}:\n{list}"));
        source.error("list-as-sentence", self.range(), text, hint);
    }

    fn empty_item(&self, source: &mut Source, node: &Node) {
        let key = self.key;
        let text = say(
            format!("danh sách «{key}» có một mục trống"),
            format!("the list \"{key}\" has an empty item"),
        );
        let hint = say(
            "xóa dấu gạch này, hoặc ghi nội dung sau nó",
            "delete this hyphen, or write something after it",
        );
        source.error("empty-item", node.start.saturating_sub(1)..node.start, text, hint);
    }
}

/// Returns the name of a file without its folders and its ending: `ho-tich/dang-ky.md`.
fn file_stem(written: &str) -> &str {
    let name = written.rsplit(['/', '\\']).next().unwrap_or(written);
    let at = name.to_ascii_lowercase().find(".md").unwrap_or(name.len());
    &name[..at]
}

/// Returns an item without the mark that people put before it: `-`, `•`, `1.`, `a)`.
fn bare_item(item: &str) -> &str {
    let rest = item.trim_start_matches(['-', '–', '•', '+', '*', '·', '|', '>']);
    let numbered = rest.split_once(['.', ')']).filter(|(number, _)| {
        !number.is_empty() && number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit())
    });
    numbered.map_or(rest, |(_, rest)| rest).trim()
}

/// Says whether a character cannot be seen but changes what is: control characters, and those that
/// turn the reading direction.
pub(super) fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn report_hidden(source: &mut Source, range: Range<usize>, hidden: char) {
    let code = u32::from(hidden);
    let text = say(
        format!("có ký tự ẩn U+{code:04X}, không nhìn thấy nhưng làm sai chữ"),
        format!("there is a hidden character U+{code:04X} that changes the text"),
    );
    let hint = say("xóa cả dòng rồi gõ lại bằng tay", "delete the line and type it again by hand");
    source.error("hidden-character", range, text, hint);
}

/// Returns where the first line of a node begins and ends.
fn first_line(source: &Source, node: &Node) -> (usize, usize) {
    let end = super::source::line_around(source.text, node.start).end;
    (node.start, node.end.min(end))
}
