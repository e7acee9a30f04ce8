//! Files that are new: what they need beside the cells. They begin as drafts, because nobody has held
//! them against the decision yet.

use super::place::{Job, TITLE};
use super::record::Said;
use super::settle::Written;
use super::{Outcome, compose};
use crate::diagnostic::say;
use crate::files::FilePath;
use crate::sheet::Remark;
use crate::sheet::columns::Kind;
use crate::yaml::Value;

/// Writes a new file.
pub(super) fn new(job: &mut Job, path: FilePath) -> (Outcome, Written) {
    let mut entries: Vec<(String, Value)> = Vec::new();
    for (key, said) in &job.read.keys {
        if let Said::Value(value) = said {
            compose::set(&mut entries, key, value.clone());
        }
    }
    let (mut draft, mut missing) = (false, Vec::new());
    match job.kind {
        Kind::Procedures => (draft, missing) = procedure(&mut entries),
        Kind::Villages => village(&mut entries, job),
        Kind::Programs => draft = begun(&mut entries),
        Kind::Fields => {}
    }
    let text =
        compose::file(job.kind.of_file(), &entries, job.read.body.as_deref().unwrap_or_default());
    (Outcome::New { path: path.clone(), draft, missing }, Some((path, text.into_bytes())))
}

/// Leaves out a wifi that nobody could use, and says what hangs where the sheet does not.
fn village(entries: &mut Vec<(String, Value)>, job: &mut Job) {
    let (sheet, cell) = job.place.split_once('!').unwrap_or(("", ""));
    let mut tell = |text| job.read.said.push(Remark::new(sheet, cell.to_owned(), text));
    let wifi = entries.iter().find(|(key, _)| key == "wifi").map(|(_, wifi)| wifi);
    let open = wifi.and_then(|wifi| wifi.text_of("open")) == Some("true");
    let usable = wifi
        .is_none_or(|wifi| wifi.get("ssid").is_some() && (wifi.get("password").is_some() || open));
    if !usable {
        let named = wifi.is_some_and(|wifi| wifi.get("ssid").is_some());
        entries.retain(|(key, _)| key != "wifi");
        if named {
            tell(say(
                "wifi không có mật khẩu đọc được, cũng không ghi là mạng mở; chưa đưa vào",
                "the wifi has no password that can be read, and is not called open; it is left out",
            ));
        }
    }
    if !has(entries, "procedures") && !gone(entries) {
        entries.push(("procedures".to_owned(), Value::text("all")));
        tell(say(
            "bảng không nói thôn này treo thủ tục nào: ghi «procedures: all» (mọi thủ tục), sửa trong tệp nếu khác",
            "the sheet does not say which procedures hang here: «procedures: all» is written, change it in the file",
        ));
    }
}

fn has(entries: &[(String, Value)], key: &str) -> bool {
    entries.iter().any(|(known, _)| known == key)
}

fn gone(entries: &[(String, Value)]) -> bool {
    has(entries, "merged_into")
        || entries.iter().any(|(key, value)| key == "status" && value.as_text() == Some("closed"))
}

/// Makes a draft of a procedure that cannot be published yet; says what it lacks.
fn procedure(entries: &mut Vec<(String, Value)>) -> (bool, Vec<&'static str>) {
    let mut missing = Vec::new();
    let text = |entries: &[(String, Value)], key: &str| {
        let found = entries.iter().find(|(known, _)| known == key);
        found.and_then(|(_, value)| value.as_text()).map(str::to_owned)
    };
    let title = text(entries, "title").or_else(|| text(entries, "official_title"));
    let title = title.unwrap_or_default();
    if title.chars().count() > TITLE {
        compose::set(entries, "title", Value::text(cut(&title)));
        unverified(entries);
        missing.push("title");
    } else if !has(entries, "title") {
        compose::set(entries, "title", Value::text(title));
    }
    missing.extend(
        ["documents", "steps"]
            .into_iter()
            .filter(|key| !has(entries, key) && (*key != "documents" || !has(entries, "cases"))),
    );
    if !missing.is_empty() {
        compose::set(entries, "status", Value::text("draft"));
    }
    (begun(entries), missing)
}

/// Makes a draft of what does not say whether it is in force; says whether it is a draft.
fn begun(entries: &mut Vec<(String, Value)>) -> bool {
    if !has(entries, "status") {
        compose::set(entries, "status", Value::text("draft"));
    }
    entries.iter().any(|(key, value)| key == "status" && value.as_text() == Some("draft"))
}

/// Cuts a title between words; the mark at its end says that it was cut.
fn cut(title: &str) -> String {
    let mut cut = String::new();
    for word in title.split_whitespace() {
        if cut.chars().count() + word.chars().count() + 2 > TITLE {
            break;
        }
        if !cut.is_empty() {
            cut.push(' ');
        }
        cut.push_str(word);
    }
    if cut.is_empty() {
        cut = title.chars().take(TITLE - 1).collect();
    }
    cut + "…"
}

/// Notes that nobody has written the short title yet.
fn unverified(entries: &mut Vec<(String, Value)>) {
    let note = Value::group([
        ("key", Some(Value::text("title"))),
        (
            "note",
            Some(Value::text(
                "Tên bị cắt ngắn khi nhập từ bảng; viết lại bằng lời người dân hay gọi.",
            )),
        ),
    ]);
    match entries.iter_mut().find(|(key, _)| key == "unverified") {
        Some((_, Value::List(list))) => list.push(note),
        _ => compose::set(entries, "unverified", Value::List(vec![note])),
    }
}
