//! A ledger file as lines: UTF-8 with BOM and LF, one head, a check code at the end of each line.
//!
//! Excel and git both show such a file right, and a line that Excel or a hand changed is found before
//! a wrong number is published.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Text, say};
use crate::files::{FilePath, FileSet};

/// One line below the head.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// Everything before the last comma.
    pub(super) facts: &'a str,
    /// What stands behind it.
    pub(super) check: &'a str,
    /// Where the line stands.
    pub(super) place: Place,
    /// Whether the file ends in the middle of it: the line has no end of its own.
    pub(super) open: bool,
}

/// A ledger file: where it stands, its head, and how people name it.
#[derive(Clone, Copy, Debug)]
pub(super) struct File {
    /// Relative to the project.
    pub(super) path: &'static str,
    /// The first line.
    pub(super) head: &'static str,
    /// The stable name of the finding about a broken head.
    pub(super) head_code: &'static str,
    /// What officials call it: `sổ số`, `the ledger of numbers`.
    pub(super) name: (&'static str, &'static str),
}

/// The byte order mark, which tells Excel that the file is UTF-8.
pub(super) const BOM: char = '\u{feff}';

/// Spells bytes as letters and digits that nobody confuses.
pub(super) fn letters(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// Returns five letters and digits that change when any character of the line changes, or what
/// stands `before` it.
pub(super) fn check_code(before: &str, facts: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(before.as_bytes());
    hasher.update(facts.as_bytes());
    letters(&hasher.finalize().as_bytes()[..5])
}

/// A merge of two machines that stopped half-way.
fn conflict(place: Place) -> Diagnostic {
    let text = say(
        "hai máy cùng thêm dòng vào sổ, và git chưa gộp xong",
        "two machines added lines to the ledger, and git has not finished the merge",
    );
    Diagnostic::error("ledger-merge", place, text).hint(say(
        "xóa các dòng <<<<<<<, =======, >>>>>>> và giữ mọi dòng còn lại của cả hai máy, rồi chạy tracuu numbers fix",
        "delete the lines <<<<<<<, ======= and >>>>>>>, keep every other line of both machines, then run tracuu numbers fix",
    ))
}

impl File {
    /// Splits the file into lines; a file that another program saved is an error and has none.
    pub(super) fn lines<'a>(self, files: &'a FileSet, found: &mut Diagnostics) -> Vec<Line<'a>> {
        let path = FilePath::known(self.path);
        let Some(bytes) = files.get(&path) else { return Vec::new() };
        let Ok(text) = std::str::from_utf8(bytes) else {
            let text = say(
                format!(
                    "tệp {} đã bị chương trình khác lưu lại, chữ bên trong không còn đọc được",
                    self.name.0
                ),
                format!(
                    "{} is no longer UTF-8: another program seems to have saved it",
                    self.name.1
                ),
            );
            found.push(self.refused(self.head_code, Place::start(path), text));
            return Vec::new();
        };
        let body = text.strip_prefix(BOM).unwrap_or(text);
        let mut at = text.len() - body.len();
        let mut lines = Vec::new();
        let mut pieces = body.split_inclusive('\n');
        let head = pieces.next().unwrap_or_default();
        // A file of nothing is what a power cut leaves, not a commune that has no numbers yet.
        if head.trim_end_matches(['\n', '\r']) != self.head {
            let end = if body.trim().is_empty() { 0 } else { at + head.trim_end().len() };
            let place = Place::new(path, at.min(end), end);
            found.push(self.refused(self.head_code, place, self.head_text()));
            return lines;
        }
        at += head.len();
        for raw in pieces {
            let line = raw.trim_end_matches(['\n', '\r']);
            // Editors like to leave an empty line at the end.
            if line.trim().is_empty() {
                at += raw.len();
                continue;
            }
            let place = Place::new(path.clone(), at, at + line.len());
            at += raw.len();
            if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"]
                .iter()
                .any(|mark| line.starts_with(mark))
            {
                if line.starts_with('<') {
                    found.push(conflict(place));
                }
                continue;
            }
            let (facts, check) = line.rsplit_once(',').unwrap_or((line, ""));
            lines.push(Line { facts, check, place, open: !raw.ends_with('\n') });
        }
        lines
    }

    fn head_text(self) -> Text {
        say(
            format!(
                "tệp {} đã bị chương trình khác lưu lại: dòng đầu phải là {}",
                self.name.0, self.head
            ),
            format!("another program saved {}: its first line must be {}", self.name.1, self.head),
        )
    }

    /// Makes an error whose remedy is the last good copy.
    pub(super) fn refused(self, code: &'static str, place: Place, text: Text) -> Diagnostic {
        let (path, published) = (self.path, self.path.replace("content/", "public/"));
        let below = self.path.trim_start_matches("content/");
        Diagnostic::error(code, place, text).hint(say(
            format!(
                "chép lại tệp {path} từ bản lưu gần nhất (hoặc từ {published}, hoặc tải <địa chỉ trang>/{below}); đừng mở rồi lưu nó bằng Excel"
            ),
            format!(
                "copy {path} back from the last backup (or from {published}, or from <address>/{below} on the web); do not save it with Excel"
            ),
        ))
    }
}
