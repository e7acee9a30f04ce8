//! What becomes of each thing, tried out on the whole project before anybody writes.

use std::collections::BTreeMap;

use super::place::{Desk, Job, TITLE, Target, plain};
use super::record::{Read, Said};
use super::{Item, Outcome, Plan, compose};
use crate::catalogue;
use crate::diagnostic::{Diagnostics, Severity, Text, say};
use crate::files::{FilePath, FileSet};
use crate::sheet::Remark;
use crate::sheet::columns::Kind;
use crate::sheet::known::Known;
use crate::yaml::Value;
use crate::yaml::edit::{self, Change};

/// Decides about every thing and fills the plan.
pub(super) fn settle(mut desk: Desk, plan: &mut Plan) {
    plan.remarks.append(&mut desk.remarks);
    let mut writes: BTreeMap<FilePath, Vec<u8>> = BTreeMap::new();
    let mut items: Vec<Item> = Vec::new();
    for job in &mut desk.jobs {
        let (outcome, bytes) = match &job.target {
            Target::None(why) => (Outcome::Left(why.clone()), None),
            Target::There(at) => there(&desk.known[&job.kind][*at], &job.read, desk.asked.update),
            Target::New(path) => {
                let path = path.clone();
                new(job, path)
            }
        };
        if let Some((path, bytes)) = bytes {
            writes.insert(path, bytes);
        }
        // Things that fit nowhere say so once; their cells do not matter any more.
        if !matches!(outcome, Outcome::Left(_)) {
            plan.remarks.append(&mut job.read.left);
            plan.remarks.append(&mut job.read.said);
        }
        let (place, name) = (job.place.clone(), job.name.clone());
        items.push(Item { kind: Some(job.kind), place, rows: job.rows, name, outcome });
    }
    try_out(&desk, &mut writes, &mut items);
    plan.items.extend(items);
    plan.writes.extend(writes);
}

/// Reads the project as it would be, and leaves out what would have an error, until nothing does.
fn try_out(desk: &Desk, writes: &mut BTreeMap<FilePath, Vec<u8>>, items: &mut [Item]) {
    let index = |id: &str| FilePath::known(&format!("content/procedures/{id}/_index.md"));
    loop {
        for (id, title) in &desk.new_fields {
            let folder = format!("content/procedures/{id}");
            let used = writes
                .keys()
                .any(|path| path.below(&folder).is_some_and(|name| name != "_index.md"));
            if used {
                let text = compose::file(
                    catalogue::Kind::Field,
                    &[("title".to_owned(), Value::text(title))],
                    "",
                );
                writes.entry(index(id)).or_insert_with(|| text.into_bytes());
            } else {
                writes.remove(&index(id));
            }
        }
        if writes.is_empty() {
            return;
        }
        let mut files: FileSet = desk.files.clone();
        files.extend(writes.iter().map(|(path, bytes)| (path.clone(), bytes.clone().into())));
        let mut found = Diagnostics::default();
        let _ = crate::parse::site(&files, &mut found);
        let mut wrong: BTreeMap<FilePath, Text> = BTreeMap::new();
        for finding in found.iter().filter(|finding| finding.severity == Severity::Error) {
            if writes.contains_key(&finding.place.file) {
                let hint = finding.hint.clone().unwrap_or_else(|| say("", ""));
                wrong.entry(finding.place.file.clone()).or_insert_with(|| {
                    say(
                        format!("tệp sẽ có lỗi: {}; {}", finding.text.vi, hint.vi),
                        format!("the file would be at fault: {}; {}", finding.text.en, hint.en),
                    )
                });
            }
        }
        if wrong.is_empty() {
            return;
        }
        for (path, why) in wrong {
            writes.remove(&path);
            let item = items.iter_mut().find(|item| match &item.outcome {
                Outcome::New { path: of, .. } | Outcome::Differs(of, _) => *of == path,
                _ => false,
            });
            if let Some(item) = item {
                item.outcome = Outcome::Left(why);
            }
        }
    }
}

type Written = Option<(FilePath, Vec<u8>)>;

/// Compares a thing with its file.
fn there(file: &Known, read: &Read, update: bool) -> (Outcome, Written) {
    let mut wanted = file.entries.clone();
    let mut differ: Vec<String> = Vec::new();
    // The file has words of people beside the name in the decision, which lists repeat.
    let repeated = |path: &str| {
        let official = file.text_of("official_title").map(plain);
        path == "title" && official.is_some() && official == read.text("title").map(plain)
    };
    for (path, said) in read.keys.iter().filter(|(path, _)| !repeated(path)) {
        match said {
            Said::Value(value) if file.get(path) == Some(value) => continue,
            Said::Value(value) => compose::set(&mut wanted, path, value.clone()),
            Said::Remove if file.get(path).is_none() => continue,
            Said::Remove => compose::remove(&mut wanted, path),
        }
        differ.push(path.clone());
    }
    let body = read.body.as_ref().filter(|body| **body != file.body());
    if body.is_some() {
        differ.push("(bài viết)".to_owned());
    }
    let path = file.path.clone();
    if differ.is_empty() {
        return (Outcome::Same(path), None);
    }
    if !update {
        return (Outcome::Differs(path, differ), None);
    }
    if let Ok(text) = rewritten(file, &wanted, body) {
        return (Outcome::Differs(path.clone(), differ), Some((path, text.into_bytes())));
    }
    let keys = differ.join(", ");
    let why = say(
        format!("{path} viết theo cách không sửa tự động được; tự sửa {keys} trong tệp"),
        format!(
            "{path} is written in a way that cannot be changed by itself; change {keys} by hand"
        ),
    );
    (Outcome::Left(why), None)
}

/// Changes the keys that differ, and the body where it differs; all else keeps its bytes.
fn rewritten(
    file: &Known,
    wanted: &[(String, Value)],
    body: Option<&String>,
) -> Result<String, edit::Refused> {
    let mut changes: Vec<(&str, Change)> = Vec::new();
    for (key, value) in wanted {
        if file.get(key) != Some(value) {
            changes.push((key, Change::Set(value.clone())));
        }
    }
    for (key, _) in &file.entries {
        if wanted.iter().all(|(known, _)| known != key) {
            changes.push((key, Change::Remove));
        }
    }
    let (mut text, length) = edit::apply(file.text, file.keys.clone(), &changes)?;
    if let Some(body) = body {
        let crlf = file.text.contains("\r\n");
        let end = if crlf { "\r\n" } else { "\n" };
        let body = if crlf { body.replace('\n', "\r\n") } else { body.clone() };
        let at = file.body_at.start + length - file.keys.len();
        let ended = text[..at].ends_with('\n');
        text.truncate(at);
        text += if ended { "" } else { end };
        text += &if body.is_empty() { String::new() } else { format!("{end}{body}{end}") };
    }
    Ok(text)
}

/// Writes a new file.
fn new(job: &mut Job, path: FilePath) -> (Outcome, Written) {
    let mut entries: Vec<(String, Value)> = Vec::new();
    for (key, said) in &job.read.keys {
        if let Said::Value(value) = said {
            compose::set(&mut entries, key, value.clone());
        }
    }
    let (mut draft, mut missing) = (false, Vec::new());
    match job.kind {
        Kind::Procedures => (draft, missing) = procedure(&mut entries, &job.read),
        Kind::Villages => village(&mut entries, job),
        _ => {}
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
fn procedure(entries: &mut Vec<(String, Value)>, read: &Read) -> (bool, Vec<&'static str>) {
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
    let draft = !missing.is_empty() || (!read.left.is_empty() && !has(entries, "status"));
    if draft {
        compose::set(entries, "status", Value::text("draft"));
    }
    (draft, missing)
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
