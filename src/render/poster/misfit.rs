//! What has no room on paper, told with its key.

use crate::diagnostic::{Diagnostic, Diagnostics, Text, say};
use crate::model::{Origin, Procedure};
use crate::render::layout::audit::Fault;

/// An item that cannot stand on a sheet even alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// The path of the key.
    pub key: String,
    /// The most characters that fit.
    pub limit: usize,
    /// How many there are.
    pub length: usize,
}

/// Reports an item that has no room even alone.
pub fn report_too_long(procedure: &Procedure, too_long: &TooLong, found: &mut Diagnostics) {
    report_text_too_long(&procedure.origin, too_long, found);
}

/// Reports a text of any file that has no room even alone.
pub fn report_text_too_long(origin: &Origin, too_long: &TooLong, found: &mut Diagnostics) {
    let TooLong { key, limit, length } = too_long;
    let name = name(key);
    let hint = if key.contains("documents[") || key.contains("steps[") {
        say(
            "viết ngắn hơn, hoặc thêm dòng brief: với vài chữ để in trên tờ",
            "write it shorter, or add a line brief: with a few words for posters",
        )
    } else {
        say(
            "viết ngắn hơn; lời giải thích dài chuyển vào bài viết dưới dòng --- thứ hai",
            "write it shorter; move long explanations to the text below the second --- line",
        )
    };
    found.push(
        Diagnostic::error(
            "poster-item-too-long",
            origin.place(key),
            say(
                format!(
                    "{} dài {length} ký tự, không đủ chỗ trên tờ in: nhiều nhất khoảng {limit}",
                    name.vi
                ),
                format!(
                    "{} has {length} characters and no room on a poster: about {limit} fit",
                    name.en
                ),
            ),
        )
        .hint(hint),
    );
}

/// Names what stands at a key such as `steps[0]`, as an official counts.
fn name(key: &str) -> Text {
    let index = key.split(['[', ']']).nth(1).and_then(|index| index.parse::<usize>().ok());
    match (key.split('[').next().unwrap_or(key), index) {
        ("steps", Some(at)) => say(format!("bước thứ {}", at + 1), format!("step {}", at + 1)),
        ("documents", Some(at)) => {
            say(format!("giấy tờ thứ {}", at + 1), format!("paper {}", at + 1))
        }
        _ => say(format!("«{key}»"), format!("\"{key}\"")),
    }
}

/// Reports faults of a drawing: ours, but a poster that cannot be read must not be hung.
pub fn report(faults: &[Fault], origin: &Origin, found: &mut Diagnostics) {
    let Some(fault) = faults.first() else { return };
    found.push(
        Diagnostic::error(
            "poster-layout",
            origin.place("title"),
            say(
                format!("lỗi của phần mềm khi xếp chữ tờ in: {fault} ({} chỗ)", faults.len()),
                format!(
                    "a mistake of the program in setting a poster: {fault} ({} places)",
                    faults.len()
                ),
            ),
        )
        .hint(say(
            "hãy báo cho người làm phần mềm, kèm thư mục content",
            "please report it, with the content folder",
        )),
    );
}
