//! A file whose two parts were found and whose keys were read, before it becomes a noun.

use std::ops::Range;

use super::source::{Source, line_around, lines};
use super::syntax::{self, Document};
use super::targets::Written;
use super::tree::{Kind, Node};
use super::{encoding, front_matter, markdown, mistakes, spelling};
use crate::diagnostic::{Diagnostic, Place, say};
use crate::files::{FilePath, FileSet};
use crate::model::{Body, Origin};

/// A file being read.
pub(super) struct Opened<'a> {
    /// Its text and what was found in it.
    pub(super) source: Source<'a>,
    /// Its keys.
    pub(super) document: Document<'a>,
    /// Where missing keys are reported: the first line.
    pub(super) top: Range<usize>,
    /// What its body asks of other files.
    pub(super) written: Written,
    body: Range<usize>,
    files: &'a FileSet,
}

/// Opens a Markdown file with keys between two `---` lines.
///
/// # Errors
/// The finding that says why its bytes are no text.
pub(super) fn with_body<'a>(
    files: &'a FileSet,
    file: &'a FilePath,
    bytes: &'a [u8],
) -> Result<Opened<'a>, Box<Diagnostic>> {
    let text = encoding::text(file, bytes)?;
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Err(Box::new(empty(file)));
    }
    let mut source = Source::new(file, text);
    let parts = front_matter::split(&mut source);
    Ok(open(files, source, parts.keys, parts.body))
}

/// Makes the one finding of a file in which nothing stands.
fn empty(file: &FilePath) -> Diagnostic {
    let name = file.name().split('.').next().unwrap_or_default();
    let what = match file.as_str().split('/').nth(1) {
        Some("villages") => "village",
        Some("programs") => "program",
        Some("pages") => "page",
        _ => "procedure",
    };
    let what = match file.parent().strip_prefix("content/procedures/") {
        Some(field) => format!("procedure \"Tên\" --field {field}"),
        None => format!("{what} \"Tên\""),
    };
    let text = say("tệp trống: không có chữ nào", "the file is empty: there is no word in it");
    let hint = if name == "_index" {
        say(
            "ghi ba dòng (dòng giữa là tên lĩnh vực):\n---\ntitle: …\n---",
            "write three lines (the second names the field):\n---\ntitle: …\n---",
        )
    } else {
        say(
            format!(
                "xóa tệp này; nếu cần thì tạo lại từ mẫu: tracuu new {what}; hoặc lấy lại bản cũ của tệp (Thùng rác, OneDrive, USB dự phòng)"
            ),
            format!(
                "delete it; where it is wanted, make it anew: tracuu new {what}; or restore an older copy of it (recycle bin, OneDrive, backup)"
            ),
        )
    };
    Diagnostic::error("empty-file", Place::start(file.clone()), text).hint(hint)
}

/// Opens a file that holds keys alone.
///
/// # Errors
/// The finding that says why its bytes are no text.
pub(super) fn keys_alone<'a>(
    files: &'a FileSet,
    file: &'a FilePath,
    bytes: &'a [u8],
) -> Result<Opened<'a>, Box<Diagnostic>> {
    let text = encoding::text(file, bytes)?;
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let source = Source::new(file, text);
    Ok(open(files, source, start..text.len(), text.len()..text.len()))
}

fn open<'a>(
    files: &'a FileSet,
    mut source: Source<'a>,
    keys: Range<usize>,
    body: Range<usize>,
) -> Opened<'a> {
    mistakes::warn_hash(&mut source, keys.clone());
    let document = syntax::read(&mut source, keys);
    let start = if source.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let top = start..line_around(source.text, start).end;
    warn_about_text(&mut source);
    Opened { source, document, top, written: Written::default(), body, files }
}

impl Opened<'_> {
    /// Returns where each key stands.
    pub(super) fn origin(&self) -> Origin {
        let mut places = Vec::new();
        let mut path = String::new();
        walk(&self.document.entries, &mut path, &mut places);
        let places = places.iter().map(|(path, start, end)| (path.as_str(), *start, *end));
        Origin::new(self.source.file.clone(), places)
    }

    /// Returns where the body stands, in bytes.
    pub(super) fn body_range(&self) -> Range<usize> {
        self.body.clone()
    }

    /// Reads the Markdown body.
    pub(super) fn body(&mut self) -> Body {
        warn_key_in_body(&mut self.source, self.body.clone());
        let (body, written) = markdown::read(&mut self.source, self.body.clone(), self.files);
        self.written = written;
        body
    }
}

/// Collects the place of every key: of a text the text, of a list or a group its name.
fn walk(entries: &[(Node, Node)], path: &mut String, places: &mut Vec<(String, usize, usize)>) {
    let length = path.len();
    for (key, value) in entries {
        let Some(name) = key.scalar() else { continue };
        if length > 0 {
            path.push('.');
        }
        path.push_str(name);
        let place = if matches!(value.kind, Kind::Scalar { .. }) { value } else { key };
        places.push((path.clone(), place.start, place.end));
        match &value.kind {
            Kind::Mapping(entries) => walk(entries, path, places),
            Kind::Sequence(items) => {
                let length = path.len();
                for (at, item) in items.iter().enumerate() {
                    path.push_str(&format!("[{at}]"));
                    places.push((path.clone(), item.start, item.end));
                    walk(item.entries(), path, places);
                    path.truncate(length);
                }
            }
            _ => {}
        }
        path.truncate(length);
    }
}

/// Warns about a body that begins with a key: the line `---` stands too high.
fn warn_key_in_body(source: &mut Source, body: Range<usize>) {
    let text = source.text;
    let Some(line) = lines(text, body).find(|line| !text[line.clone()].trim().is_empty()) else {
        return;
    };
    let Some((key, _)) = text[line.clone()].split_once(": ") else { return };
    if key.len() < 3 || !spelling::is_key(key) {
        return;
    }
    let said = say(
        format!("dòng «{key}:» giống một khóa nhưng nằm dưới dòng ---, nên thành bài viết"),
        format!("\"{key}:\" looks like a key but stands below the line --- and is body text"),
    );
    let hint = say("chuyển dòng này lên trên dòng ---", "move this line above the line ---");
    source.warning("key-in-body", line, said, hint);
}

/// Warns about letters in parts and about numbers that look like those of a person.
fn warn_about_text(source: &mut Source) {
    if !source.is_composed() {
        let at = source.text.find(|c| matches!(c, '\u{300}'..='\u{36f}')).unwrap_or(0);
        let line = line_around(source.text, at);
        let text = say(
            "chữ trong tệp là «Unicode tổ hợp» (dấu tách rời khỏi chữ); đã tự ghép lại khi dựng trang",
            "letters and accents are separate in this file (NFD); they were joined for the site",
        );
        let hint = say(
            "trong UniKey chọn bảng mã «Unicode» (không phải «Unicode tổ hợp»), rồi gõ lại chỗ này hoặc chuyển mã bằng Ctrl+Shift+F6",
            "choose \"Unicode\" (not \"composite\") in UniKey and type it again, or convert it with Ctrl+Shift+F6",
        );
        source.warning("not-nfc", line, text, hint);
    }
    for range in personal_numbers(source.text) {
        let text = say(
            "dãy 12 chữ số này giống số căn cước của một người",
            "these 12 digits look like a person's identity number",
        );
        let hint = say(
            "xóa nếu đúng là số căn cước: trang này ai cũng đọc được",
            "delete them if they are: everyone can read this site",
        );
        source.warning("personal-number", range, text, hint);
    }
}

/// Finds runs of exactly twelve digits that begin with 0 (Thông tư 59/2021/TT-BCA, Điều 4: the
/// first three are the code of a province, all of which begin with 0), outside web addresses.
fn personal_numbers(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end =
            bytes[at..].iter().position(|b| !b.is_ascii_digit()).map_or(bytes.len(), |n| at + n);
        if end - at == 12 && bytes[at] == b'0' {
            let word = text[..at].rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
            if !text[word..at].contains("//") {
                found.push(at..end);
            }
        }
        at = end;
    }
    found
}
