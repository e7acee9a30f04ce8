//! What a program can mend in a file without touching what it means: letters, blanks and marks that
//! are written in the wrong way. Bytes to bytes, with what was done and what was left, and why.
//!
//! Every step is proved before it is taken: bytes that were read in an old encoding give the same
//! bytes again; all other steps leave the words as they are, and the keys with their values where
//! they could be read before. A step that cannot be proved is left.
//!
//! Line ends of Windows are left as they are: Notepad writes them and everything reads them.

mod letters;
mod proof;
mod structure;

use super::encoding;
use crate::diagnostic::{Text, say};
use crate::encoding::{Reading, guess};
use crate::files::FilePath;

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// The bytes as they should be; nothing when there is nothing to mend.
    pub bytes: Option<Vec<u8>>,
    /// What was done, in order.
    pub done: Vec<Done>,
    /// What was not done.
    pub left: Vec<Left>,
}

/// One kind of mending in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Its stable name; where a finding asks for it, the code of the finding.
    pub code: &'static str,
    /// What was done, in words.
    pub text: Text,
    /// The lines where it was done, from 1; none when it is the whole file.
    pub lines: Vec<usize>,
}

/// One kind of mending that a person has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Its stable name, as in [`Done`].
    pub code: &'static str,
    /// Why it was left, and what to do.
    pub text: Text,
}

impl Mended {
    /// Says whether the mending takes care of a finding in this file, by its code and its line.
    #[must_use]
    pub fn settles(&self, code: &str, line: usize) -> bool {
        self.done
            .iter()
            .any(|done| done.code == code && (done.lines.is_empty() || done.lines.contains(&line)))
    }
}

/// Says whether a file is one that officials write and the program may mend.
#[must_use]
pub fn is_mendable(path: &FilePath) -> bool {
    let Some(below) = path.below("content") else { return false };
    let text = path.extension().is_some_and(|it| it == "md") || below == "site.yaml";
    text && !below.starts_with("ledger/") && !below.starts_with("forms/")
}

/// A text as a step makes it, and the lines that it changed; nothing when it finds nothing.
type Rewritten = Option<(String, Vec<usize>)>;

/// One step over a text.
struct Step {
    code: &'static str,
    /// What it does, in words.
    text: fn(usize) -> Text,
    act: fn(&str, keys_alone: bool) -> Rewritten,
}

/// The steps in order: lines must be lines before blanks at their start are looked at.
const STEPS: [Step; 7] = [
    Step { code: "byte-order-mark", text: letters::said_mark, act: letters::mark },
    Step { code: "line-ends", text: letters::said_line_ends, act: letters::line_ends },
    Step { code: "invisible", text: letters::said_invisible, act: letters::invisible },
    Step { code: "not-nfc", text: letters::said_composed, act: letters::composed },
    Step { code: "tab-indent", text: structure::said_tabs, act: structure::tabs },
    Step { code: "odd-space", text: structure::said_blanks, act: structure::blanks },
    Step { code: "word-quotes", text: structure::said_quotes, act: structure::quotes },
];

/// Mends a file as far as it can be proved to mean the same.
#[must_use]
pub fn file(path: &FilePath, bytes: &[u8]) -> Mended {
    let mut mended = Mended::default();
    if !is_mendable(path) {
        return mended;
    }
    let Some(mut text) = readable(path, bytes, &mut mended) else { return mended };
    let keys_alone = path.extension().is_some_and(|it| it == "yaml");
    for step in &STEPS {
        let Some((new, lines)) = (step.act)(&text, keys_alone) else { continue };
        match proof::same(path, &text, &new, keys_alone) {
            Ok(()) => {
                let text = (step.text)(lines.len());
                mended.done.push(Done { code: step.code, text, lines });
            }
            Err(why) => {
                mended.left.push(Left { code: step.code, text: why });
                continue;
            }
        }
        text = new;
    }
    if let Some(why) = letters::turned(&text) {
        mended.left.push(Left { code: "hidden-character", text: why });
    }
    mended.bytes = (!mended.done.is_empty()).then(|| text.into_bytes());
    mended
}

/// Returns the text of a file, also of one in an old encoding.
fn readable(path: &FilePath, bytes: &[u8], mended: &mut Mended) -> Option<String> {
    let code = match encoding::text(path, bytes) {
        Ok(text) => return Some(text.to_owned()),
        Err(finding) => finding.code,
    };
    if matches!(code, "too-large" | "zero-filled" | "not-text") {
        // Nothing to convert; the finding says what to do.
        return None;
    }
    let mut leave = |text: Text| mended.left.push(Left { code, text });
    let Some(reading) = guess(bytes) else {
        leave(unclear(bytes));
        return None;
    };
    let exact = reading.is_exact(bytes);
    let Some(text) = reading.text(bytes).filter(|_| exact) else {
        leave(say(
            "không chuyển được trọn vẹn: chuyển ngược lại không ra đúng tệp này, nên để nguyên",
            "it cannot be converted without loss: converting back does not give this file, so it is left",
        ));
        return None;
    };
    // Pasted into a file of Unicode, or damaged besides: what comes out must be text without faults.
    if encoding::text(path, text.as_bytes()).is_err() {
        leave(unclear(bytes));
        return None;
    }
    let (said, code) = converted(reading, code);
    mended.done.push(Done { code, text: said, lines: Vec::new() });
    Some(text)
}

fn unclear(bytes: &[u8]) -> Text {
    let has_unicode = bytes.utf8_chunks().any(|chunk| chunk.valid().chars().any(|c| c > '\u{17f}'));
    if has_unicode {
        return say(
            "tệp có chỗ đã là Unicode, có chỗ còn bảng mã cũ: máy không đoán; hãy chuyển mã riêng từng đoạn cũ bằng UniKey",
            "part of the file is Unicode and part is in an old encoding: nothing is guessed; convert the old parts one by one with UniKey",
        );
    }
    say(
        "không biết chắc chữ này thuộc bảng mã nào: máy không đoán; hãy chuyển mã bằng UniKey",
        "which encoding this is cannot be told for certain: nothing is guessed; convert it with UniKey",
    )
}

/// Says from what the text was converted; the code is that of the finding it settles.
fn converted(reading: Reading, code: &'static str) -> (Text, &'static str) {
    let text = match reading {
        Reading::Utf16 { .. } => {
            say("chuyển từ UTF-16 sang UTF-8", "converted from UTF-16 to UTF-8")
        }
        Reading::Twice(..) => say(
            "ghép lại chữ bị vỡ vì mở sai bảng mã rồi lưu",
            "put together letters that were broken by opening in a wrong encoding and saving",
        ),
        Reading::Bytes(legacy) | Reading::Pasted(legacy) => {
            let name = legacy.name();
            let mut text = say(
                format!("chuyển từ {name} sang Unicode (UTF-8)"),
                format!("converted from {name} to Unicode (UTF-8)"),
            );
            if legacy == crate::encoding::Legacy::Tcvn3 {
                text.vi += "; TCVN3 không phân biệt chữ HOA có dấu, hãy soát lại chữ hoa";
                text.en +=
                    "; TCVN3 has no capital letters with a tone, so look the capital letters over";
            }
            text
        }
    };
    (text, code)
}

#[cfg(test)]
mod tests;
