//! `tracuu export`: procedures, villages and programs as sheets that officials can edit.

use std::path::Path;

use serde_json::json;

use super::{Context, Outcome};
use crate::diagnostic::{Diagnostics, say};
use crate::io;
use crate::sheet::Kind;
use crate::sheet::export::{self, Exported};

/// Where the workbook goes when nobody says otherwise.
const OUTPUT: &str = "danh-sach.xlsx";

/// Writes one kind, or all, into a workbook or a CSV file, relative to the project.
#[must_use]
pub fn run(context: &Context, kind: Option<Kind>, output: Option<&Path>) -> Outcome {
    let voice = context.voice;
    let output = output.unwrap_or(Path::new(OUTPUT));
    let ending = output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let files = match super::read(context) {
        Ok(files) => files,
        Err(outcome) => return outcome,
    };
    let exported = match (ending.as_deref(), kind) {
        (Some("xlsx"), Some(kind)) => export::workbook(&files, &[kind]),
        (Some("xlsx"), None) => export::workbook(&files, &Kind::ALL),
        (Some("csv"), Some(kind)) => export::csv(&files, kind),
        (Some("csv"), None) => {
            voice.message(&say(
                "Một tệp CSV chỉ có một bảng: ghi rõ xuất gì, ví dụ tracuu export procedures --output thu-tuc.csv",
                "A CSV file holds one table: say which, for example tracuu export procedures --output thu-tuc.csv",
            ));
            return Outcome::Usage;
        }
        _ => {
            voice.message(&say(
                "Tệp xuất phải có đuôi .xlsx (Excel, LibreOffice đều mở được) hoặc .csv.",
                "The file must end in .xlsx (Excel and LibreOffice open it) or .csv.",
            ));
            return Outcome::Usage;
        }
    };
    if let Err(error) = io::copy::export(&context.root, output, &exported.bytes) {
        voice.refused(&error);
        return Outcome::Refused;
    }
    tell(context, &exported, output);
    Outcome::Good
}

fn tell(context: &Context, exported: &Exported, output: &Path) {
    let voice = context.voice;
    let rows: Vec<_> = exported
        .rows
        .iter()
        .map(|(kind, rows)| json!({"kind": kind.word(), "rows": rows}))
        .collect();
    let unread: Vec<&str> = exported.unread.iter().map(crate::files::FilePath::as_str).collect();
    let long: Vec<_> = exported
        .too_long
        .iter()
        .map(|(file, key)| json!({"file": file.as_str(), "key": key}))
        .collect();
    let facts = json!({
        "file": output.display().to_string(), "sheets": rows, "unread": unread, "too_long": long,
        "translations": exported.translations,
    });
    voice.json(&Diagnostics::default(), &crate::files::FileSet::default(), &facts);
    if voice.json {
        return;
    }
    let counts = |english: bool| {
        let count = |(kind, rows): &(Kind, usize)| format!("{rows} {}", kind.noun().pick(english));
        exported.rows.iter().map(count).collect::<Vec<_>>().join(", ")
    };
    let path = output.display();
    let text = say(format!("{} → {path}", counts(false)), format!("{} → {path}", counts(true)));
    voice.result(text.pick(voice.english));
    for file in &exported.unread {
        voice.message(&say(
            format!("{file} không đọc được nên không có trong bảng; xem: tracuu check"),
            format!("{file} cannot be read and is not in the sheets; see: tracuu check"),
        ));
    }
    for (file, key) in &exported.too_long {
        voice.message(&say(
            format!("{file}: {key} dài hơn một ô Excel (32.767 ký tự) nên để trống; nhập lại sẽ giữ nguyên trong tệp"),
            format!("{file}: {key} is longer than a cell of Excel (32,767 characters) and left empty; an import leaves it as it is"),
        ));
    }
    if exported.translations > 0 {
        let count = exported.translations;
        voice.message(&say(
            format!("{count} bản dịch (.en.md …) không có trong bảng; nhập lại không động đến chúng."),
            format!("{count} translations (.en.md …) are not in the sheets; an import does not touch them."),
        ));
    }
}
