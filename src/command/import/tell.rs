//! What an import did, or would do, in lines for a person.

use crate::command::Voice;
use crate::diagnostic::{Text, say};
use crate::sheet::import::{Asked, Item, Outcome as Fate, Plan};
use crate::sheet::{Change, Remark};

/// How many lines of one sort are shown; `--json` has all of them.
const SHOWN: usize = 40;

/// Tells what becomes of each thing, the same ones counted alone.
pub(super) fn tell(voice: Voice, plan: &Plan) {
    type Sort = (Text, fn(&Fate) -> bool);
    let sorts: [Sort; 3] = [
        (say("MỚI", "NEW"), |fate| matches!(fate, Fate::New { .. })),
        (say("KHÁC VỚI TỆP ĐANG CÓ", "UNLIKE THEIR FILES"), |fate| {
            matches!(fate, Fate::Differs(..))
        }),
        (say("CHƯA XẾP ĐƯỢC", "NOT PLACED"), |fate| matches!(fate, Fate::Left(_))),
    ];
    for (head, is) in sorts {
        let items: Vec<&Item> = plan.items.iter().filter(|item| is(&item.outcome)).collect();
        let lines: Vec<Vec<Text>> = items.into_iter().map(lines).collect();
        section(voice, &head, &lines);
    }
    let cell = |remark: &Remark| {
        let place = remark.place();
        vec![say(format!("{place}: {}", remark.text.vi), format!("{place}: {}", remark.text.en))]
    };
    let cells: Vec<Vec<Text>> = plan.remarks.iter().map(cell).collect();
    section(voice, &say("TỪNG Ô", "SINGLE CELLS"), &cells);
    let warnings: Vec<Vec<Text>> = plan.warnings.iter().map(cell).collect();
    section(
        voice,
        &say("NÊN XEM LẠI TRONG NHỮNG TỆP NÀY", "WORTH A LOOK IN THESE FILES"),
        &warnings,
    );
}

/// Tells things under a head, each in a line and those that belong to it.
fn section(voice: Voice, head: &Text, things: &[Vec<Text>]) {
    if things.is_empty() {
        return;
    }
    let count = things.len();
    voice.result(&format!("{} ({count})", head.pick(voice.english)));
    for line in things.iter().take(SHOWN).flatten() {
        voice.result(&format!("  {}", plain(line.pick(voice.english))));
    }
    if count > SHOWN {
        let more = count - SHOWN;
        let text = say(
            format!("  … và {more} mục nữa; xem đủ bằng --json"),
            format!("  … and {more} more; --json has them all"),
        );
        voice.result(text.pick(voice.english));
    }
    voice.result("");
}

/// Cells come from strangers: no sign that a terminal obeys.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn lines(item: &Item) -> Vec<Text> {
    let mut lines = vec![line(item)];
    lines.extend(item.changes.iter().map(change));
    lines
}

/// Tells what one key becomes: `fee: 5.000 → 7.000`.
fn change(change: &Change) -> Text {
    let side = |side: &Option<String>, none: &str| match side.as_deref() {
        None | Some("") => none.to_owned(),
        Some(words) => words.to_owned(),
    };
    let key = &change.key;
    let told = |before: &str, after: &str| {
        format!("    {key}: {} → {}", side(&change.old, before), side(&change.new, after))
    };
    say(told("(chưa có)", "(bỏ)"), told("(nothing)", "(removed)"))
}

fn line(item: &Item) -> Text {
    let name: String = item.name.chars().take(70).collect();
    let head = format!("{}: {name}", item.place);
    match &item.outcome {
        Fate::New { path, draft: false, .. } => {
            say(format!("{head} → {path}"), format!("{head} → {path}"))
        }
        Fate::New { path, missing, .. } => {
            let keys = missing.join(", ");
            let (vi, en) = if keys.is_empty() {
                (String::new(), String::new())
            } else {
                (format!("; còn thiếu: {keys}"), format!("; it lacks: {keys}"))
            };
            say(format!("{head} → {path} (bản nháp{vi})"), format!("{head} → {path} (a draft{en})"))
        }
        Fate::Differs(path, keys) => {
            let keys = keys.join(", ");
            say(format!("{head} → {path}: {keys}"), format!("{head} → {path}: {keys}"))
        }
        Fate::Same(path) => say(format!("{head} = {path}"), format!("{head} = {path}")),
        Fate::Left(why) => say(format!("{head}: {}", why.vi), format!("{head}: {}", why.en)),
    }
}

fn count(plan: &Plan, is: fn(&Fate) -> bool) -> usize {
    plan.items.iter().filter(|item| is(&item.outcome)).count()
}

/// Returns the last lines: how many of each sort, and what to do next.
pub(super) fn ending(plan: &Plan, asked: &Asked, write: bool, kept: usize) -> Text {
    let new = count(plan, |fate| matches!(fate, Fate::New { .. }));
    let same = count(plan, |fate| matches!(fate, Fate::Same(_)));
    let differ = count(plan, |fate| matches!(fate, Fate::Differs(..)));
    let left = count(plan, |fate| matches!(fate, Fate::Left(_)));
    let (rows, skipped) = (plan.rows, plan.skipped);
    let mut text = say(
        format!(
            "{rows} dòng có chữ ({skipped} dòng là tiêu đề, đầu cột, nhóm, tổng): {new} mới, {same} không đổi, {differ} khác, {left} chưa xếp được."
        ),
        format!(
            "{rows} rows that hold something ({skipped} are titles, heads, groups, totals): {new} new, {same} unchanged, {differ} differ, {left} not placed."
        ),
    );
    let drafts = count(plan, |fate| matches!(fate, Fate::New { draft: true, .. }));
    if drafts > 0 {
        text.vi += &format!(
            " {drafts} mục mới là bản nháp: chưa lên trang, chưa in. Đối chiếu xong tệp nào thì đổi «status: draft» thành «status: active» trong tệp ấy."
        );
        text.en += &format!(
            " {drafts} new ones are drafts: on no page and no poster. When one has been held against the decision, change «status: draft» to «status: active» in its file."
        );
    }
    let next = next(plan, write, kept);
    text.vi += &format!("\n{}", next.vi);
    text.en += &format!("\n{}", next.en);
    if differ > 0 && !asked.update {
        text.vi +=
            "\nSửa cả những tệp khác: thêm --update (chỉ sửa những khóa khác, còn lại giữ nguyên).";
        text.en += "\nTo change files that differ too: add --update (only those keys are changed).";
    }
    text
}

/// Says what was written, or how to write it.
fn next(plan: &Plan, write: bool, kept: usize) -> Text {
    let (vi, en) = match (write, plan.writes.is_empty()) {
        (true, false) => {
            let files = plan.writes.len();
            (
                format!(
                    "Đã ghi {files} tệp; {kept} bản cũ giữ trong .tracuu/backup/. Tiếp theo, xem cả trang: tracuu check"
                ),
                format!(
                    "{files} files were written; {kept} old ones are kept in .tracuu/backup/. Next, for the whole site: tracuu check"
                ),
            )
        }
        (true, true) => {
            ("Không có gì để ghi.".to_owned(), "There was nothing to write.".to_owned())
        }
        (false, false) => (
            "Đây là xem trước, chưa ghi gì. Ghi: chạy lại lệnh này, thêm --write".to_owned(),
            "This is a preview; nothing was written. To write: the same command with --write"
                .to_owned(),
        ),
        (false, true) => (
            "Đây là xem trước; không có gì để ghi.".to_owned(),
            "This is a preview; there is nothing to write.".to_owned(),
        ),
    };
    say(vi, en)
}
