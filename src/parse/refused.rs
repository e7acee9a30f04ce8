//! Files of `content/` that were found on the disk but cannot be taken.

use super::debris::is_debris;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Text, say};
use crate::files::{FilePath, FileSet, Refusal};

/// Reports files of the content that were found but not taken.
pub(super) fn report(files: &FileSet, found: &mut Diagnostics) {
    for (name, refusal) in &files.refused {
        let inside = name == "content" || name.starts_with("content/");
        if !inside || is_debris(name.rsplit('/').next().unwrap_or(name)) {
            continue;
        }
        let path = FilePath::new(name).unwrap_or_else(|_| FilePath::known("content"));
        let place = |path: &FilePath| Place::start(path.clone());
        if let Refusal::Twin(first) = refusal {
            let text = if path == *first {
                say(
                    format!(
                        "có hai tệp tên {first}: nhìn giống hệt nhau, nhưng dấu được gõ theo hai cách (Unicode và Unicode tổ hợp)"
                    ),
                    format!(
                        "there are two files {first} that look alike, with accents typed in two ways (NFC and NFD)"
                    ),
                )
            } else {
                say(
                    format!("hai tệp trùng tên, chỉ khác chữ hoa và chữ thường: {first} và {name}"),
                    format!("two files have one name but for capital letters: {first} and {name}"),
                )
            };
            let hint = say(
                "giữ một tệp, xóa hoặc đổi tên tệp kia",
                "keep one, delete or rename the other",
            );
            found.push(Diagnostic::error("twin-file", place(first), text).hint(hint));
            continue;
        }
        let (text, hint) = refusal_words(name, refusal);
        found.push(Diagnostic::error("refused-file", place(&path), text).hint(hint));
    }
}

fn refusal_words(name: &str, refusal: &Refusal) -> (Text, Text) {
    let rename = || {
        say(
            "đổi tên bằng chữ thường không dấu, số và dấu gạch nối",
            "rename it with small letters, digits and hyphens",
        )
    };
    let (vi, en) = match refusal {
        Refusal::Character(c) => {
            let c = c.escape_debug();
            (
                format!("tên có ký tự {c} mà Windows không nhận"),
                format!("its name has {c}, which Windows refuses"),
            )
        }
        Refusal::Device(part) => (
            format!("«{part}» là tên dành riêng của Windows"),
            format!("\"{part}\" is a device name of Windows"),
        ),
        Refusal::TrailingDot(part) => (
            format!("«{part}» kết thúc bằng dấu chấm hoặc dấu cách"),
            format!("\"{part}\" ends in a dot or a space"),
        ),
        Refusal::TooLong => ("tên quá dài".to_owned(), "its name is too long".to_owned()),
        Refusal::NotUnicode => {
            ("tên không phải Unicode".to_owned(), "its name is not Unicode".to_owned())
        }
        Refusal::Outside | Refusal::Twin(_) => {
            ("tên không hợp lệ".to_owned(), "its name is not valid".to_owned())
        }
        Refusal::NotPlain => {
            let hint = say(
                "chép tệp thật vào thay cho lối tắt",
                "copy the real file in place of the link",
            );
            return (
                say(
                    format!(
                        "không đọc {name}: đây là lối tắt hoặc thiết bị, không phải tệp thường"
                    ),
                    format!("{name} is not read: it is a link or a device, not a plain file"),
                ),
                hint,
            );
        }
        Refusal::TooLarge(size) => {
            let hint = say("nén hoặc chia nhỏ tệp", "make the file smaller, or split it");
            return (
                say(
                    format!("không đọc {name}: tệp quá lớn ({size} byte)"),
                    format!("{name} is not read: it is too large ({size} bytes)"),
                ),
                hint,
            );
        }
        Refusal::Unreadable(reason) => {
            let hint = say(
                "đóng chương trình đang mở tệp rồi thử lại",
                "close the program that has it open and try again",
            );
            return (
                say(
                    format!("không đọc được {name}: {reason}"),
                    format!("{name} cannot be read: {reason}"),
                ),
                hint,
            );
        }
    };
    (say(format!("không đọc {name}: {vi}"), format!("{name} is not read: {en}")), rename())
}
