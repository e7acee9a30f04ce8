//! `tracuu new`: a file to begin with, which never replaces another.

use serde_json::json;

use super::{Context, Outcome};
use crate::desk::{self, Made, Wanted};
use crate::diagnostic::{Diagnostics, Text, say};
use crate::files::FileSet;
use crate::io;
use crate::parse;
use crate::table::Table;

/// Makes what is wanted in the project, and tells where it is and what comes next.
#[must_use]
pub fn run(context: &Context, wanted: &Wanted) -> Outcome {
    let voice = context.voice;
    let files = match super::read(context) {
        Ok(files) => files,
        Err(outcome) => return outcome,
    };
    let made = match desk::make(&files, wanted) {
        Ok(made) => made,
        Err(why) => return refused(context, &why),
    };
    let mut with_it = files;
    for (path, text) in &made.files {
        with_it.insert(path.clone(), text.as_bytes());
    }
    let found = findings(&with_it, &made);
    if found.has_errors() {
        voice.findings(&found, &with_it);
        voice.json(&found, &with_it, &json!(null));
        let text = say("Chưa tạo gì.", "Nothing was made.");
        voice.message(&text);
        return Outcome::ContentErrors;
    }
    if let Err(error) = io::begin::add(&context.root, &made.files) {
        voice.refused(&error);
        return Outcome::Refused;
    }
    let paths: Vec<&str> = made.files.iter().map(|(path, _)| path.as_str()).collect();
    voice.json(&found, &with_it, &json!({ "made": paths }));
    if !voice.json {
        tell(context, &made);
    }
    Outcome::Good
}

/// Lists the guides that the program carries.
#[must_use]
pub fn list(context: &Context) -> Outcome {
    let voice = context.voice;
    let all = desk::templates();
    let rows: Vec<_> = all
        .iter()
        .map(|one| {
            vec![one.field_title.as_str().into(), one.title.as_str().into(), one.id.as_str().into()]
        })
        .collect();
    let table = Table {
        title: say("Mẫu thủ tục", "Templates"),
        columns: vec![say("Lĩnh vực", "Field"), say("Thủ tục", "Procedure"), say("Tên mẫu", "Id")],
        rows,
    };
    let told: Vec<_> = all
        .iter()
        .map(|one| json!({"id": one.id.as_str(), "title": one.title, "field": one.field.as_str()}))
        .collect();
    voice.json(&Diagnostics::default(), &FileSet::default(), &json!({ "templates": told }));
    if !voice.json {
        voice.result(table.text(voice.english).trim_end());
        voice.message(&say(
            "Lấy một mẫu: tracuu new procedure --like <tên mẫu>",
            "To take one: tracuu new procedure --like <id>",
        ));
    }
    Outcome::Good
}

/// Returns what is found in the new files alone.
fn findings(files: &FileSet, made: &Made) -> Diagnostics {
    let mut all = Diagnostics::default();
    let _ = parse::site(files, &mut all);
    let mut found = Diagnostics::default();
    let of_new = |file| made.files.iter().any(|(path, _)| path == file);
    all.iter().filter(|it| of_new(&it.place.file)).for_each(|it| found.push(it.clone()));
    found.sort();
    found
}

fn tell(context: &Context, made: &Made) {
    let voice = context.voice;
    for (path, _) in &made.files {
        let text = say(format!("Đã tạo {path}"), format!("Made {path}"));
        voice.result(text.pick(voice.english));
    }
    made.told.iter().for_each(|text| voice.message(text));
    if made.copied {
        voice.message(&say(
            "Tệp là bản nháp (status: draft), chưa lên trang. Sửa cho đúng thủ tục này: title, documents, steps, fee, time, và những dòng có dấu # của bản gốc; rồi soát lỗi: tracuu check. Đối chiếu xong thì xóa dòng unverified và đổi status: draft thành status: active.",
            "The file is a draft (status: draft) and not published. Make it right for this procedure: title, documents, steps, fee, time, and the original's lines behind #; then: tracuu check. When it has been checked delete the line in unverified and change status: draft to status: active.",
        ));
        return;
    }
    let draft = made.files.iter().any(|(_, text)| text.contains("\nstatus: draft"));
    voice.message(&if draft {
        say(
            "Mở tệp bằng Notepad, điền những chỗ ghi CHƯA ĐIỀN, rồi soát lỗi: tracuu check. Đúng hết thì đổi status: draft thành status: active.",
            "Open it in an editor, fill in what says CHƯA ĐIỀN, then: tracuu check. When all is right change status: draft to status: active.",
        )
    } else {
        say(
            "Mở tệp bằng Notepad, điền thêm những gì biết, rồi soát lỗi: tracuu check.",
            "Open it in an editor, add what you know, then: tracuu check.",
        )
    });
}

fn refused(context: &Context, why: &Text) -> Outcome {
    let text = say(format!("Chưa tạo gì: {}", why.vi), format!("Nothing was made: {}", why.en));
    context.voice.message(&text);
    Outcome::Usage
}
