//! Files of other programs under a name that says Markdown: they are told by their first bytes.

use crate::diagnostic::{Diagnostic, Place, Text, say};
use crate::files::FilePath;

/// What a file is in truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Word(&'static str),
    Excel(&'static str),
    Pdf,
    Picture(&'static str),
    Archive,
}

/// Makes the finding about a file that is none of text.
pub(super) fn finding(file: &FilePath, bytes: &[u8]) -> Option<Diagnostic> {
    let kind = kind(bytes)?;
    let (text, hint) = words(kind, file.name());
    Some(Diagnostic::error("not-text", Place::start(file.clone()), text).hint(hint))
}

fn kind(bytes: &[u8]) -> Option<Kind> {
    let head = &bytes[..bytes.len().min(4096)];
    let has = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).any(|part| part == word);
    // OLE names its streams in UTF-16, in a folder that may stand anywhere in the file.
    let wide: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
    Some(match head {
        [b'P', b'K', 3, 4, ..] if has(head, b"opendocument.text") => Kind::Word("odt"),
        [b'P', b'K', 3, 4, ..] if has(head, b"opendocument.spreadsheet") => Kind::Excel("ods"),
        // The names of the parts stand at the end of an archive too.
        [b'P', b'K', 3, 4, ..] if has(bytes, b"word/") => Kind::Word("docx"),
        [b'P', b'K', 3, 4, ..] if has(bytes, b"xl/") => Kind::Excel("xlsx"),
        [b'P', b'K', 3, 4, ..] => Kind::Archive,
        [0xD0, 0xCF, 0x11, 0xE0, ..] if has(bytes, &wide) => Kind::Excel("xls"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Kind::Word("doc"),
        [b'{', b'\\', b'r', b't', b'f', ..] => Kind::Word("rtf"),
        [b'%', b'P', b'D', b'F', b'-', ..] => Kind::Pdf,
        [0xFF, 0xD8, 0xFF, ..] => Kind::Picture("jpg"),
        [0x89, b'P', b'N', b'G', ..] => Kind::Picture("png"),
        [b'G', b'I', b'F', b'8', ..] => Kind::Picture("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Kind::Picture("webp"),
        [_, _, _, _, b'f', b't', b'y', b'p', b'h' | b'm' | b'a', ..] => Kind::Picture("heic"),
        _ => return None,
    })
}

fn words(kind: Kind, name: &str) -> (Text, Text) {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let ending = name.rsplit_once('.').map_or("md", |(_, ending)| ending);
    let copy = |ending_was: &str, program: &str, opened: &str| {
        say(
            format!(
                "đổi tên lại thành {stem}.{ending_was}, mở bằng {program}, chép chữ sang Notepad, rồi lưu lại dạng .{ending}: Tệp > Lưu thành (Save As), ở ô Mã hóa (Encoding) chọn UTF-8"
            ),
            format!(
                "rename it back to {stem}.{ending_was}, open it in {opened}, copy the text to Notepad, and save it as .{ending}: File > Save As, UTF-8 under Encoding"
            ),
        )
    };
    match kind {
        Kind::Word(was) => (
            say(
                format!("đây là tệp Word (.{was}) mang tên .{ending}, không phải tệp chữ"),
                format!("this is a Word file (.{was}) under a name in .{ending}, not a text file"),
            ),
            copy(was, "Word", "Word"),
        ),
        Kind::Excel(was) => (
            say(
                format!("đây là tệp Excel (.{was}) mang tên .{ending}, không phải tệp chữ"),
                format!(
                    "this is an Excel file (.{was}) under a name in .{ending}, not a text file"
                ),
            ),
            say(
                format!(
                    "đổi tên lại thành {stem}.{was}, chuyển ra ngoài content/, rồi chạy: tracuu import {stem}.{was}"
                ),
                format!(
                    "rename it back to {stem}.{was}, move it out of content/, and run: tracuu import {stem}.{was}"
                ),
            ),
        ),
        Kind::Pdf => (
            say(
                format!("đây là tệp PDF mang tên .{ending}, không phải tệp chữ"),
                format!("this is a PDF under a name in .{ending}, not a text file"),
            ),
            copy("pdf", "trình xem PDF", "a PDF reader"),
        ),
        Kind::Picture(was) => (
            say(
                format!("đây là tệp ảnh (.{was}) mang tên .{ending}, không phải tệp chữ"),
                format!("this is a picture (.{was}) under a name in .{ending}, not a text file"),
            ),
            say(
                format!(
                    "đổi tên lại thành {stem}.{was} rồi chuyển vào content/forms/; chữ trong ảnh thì gõ lại thành tệp .{ending}"
                ),
                format!(
                    "rename it back to {stem}.{was} and move it into content/forms/; type the words in it anew as .{ending}"
                ),
            ),
        ),
        Kind::Archive => (
            say(
                format!("đây là tệp nén (.zip) mang tên .{ending}, không phải tệp chữ"),
                format!("this is an archive (.zip) under a name in .{ending}, not a text file"),
            ),
            say(
                format!("đổi tên lại thành {stem}.zip, giải nén, rồi lấy tệp .{ending} bên trong"),
                format!("rename it back to {stem}.zip, unpack it, and take the .{ending} inside"),
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_programs_are_told_apart() {
        for (bytes, expected) in [
            (
                b"PK\x03\x04....[Content_Types].xml....word/document.xml".as_slice(),
                Some(Kind::Word("docx")),
            ),
            (b"PK\x03\x04....xl/workbook.xml", Some(Kind::Excel("xlsx"))),
            (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", Some(Kind::Word("odt"))),
            (b"PK\x03\x04a.md", Some(Kind::Archive)),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", Some(Kind::Word("doc"))),
            (b"\xD0\xCF\x11\xE0W\0o\0r\0k\0b\0o\0o\0k\0", Some(Kind::Excel("xls"))),
            (b"{\\rtf1\\ansi", Some(Kind::Word("rtf"))),
            (b"%PDF-1.7", Some(Kind::Pdf)),
            (b"\xFF\xD8\xFF\xE0", Some(Kind::Picture("jpg"))),
            (b"\x89PNG\r\n", Some(Kind::Picture("png"))),
            (b"\0\0\0\x18ftypheic", Some(Kind::Picture("heic"))),
            (b"---\ntitle: PK\n---\n", None),
            (b"", None),
        ] {
            assert_eq!(kind(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
