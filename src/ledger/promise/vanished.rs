//! Numbers whose thing is no longer there.

use std::collections::BTreeSet;

use super::Halls;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Text, say};
use crate::ledger::numbers::Row;
use crate::model::Id;
use crate::model::site::Thing;

/// Reports every number whose thing vanished, unless the commune has said in `retired` that its
/// address was never printed or published: then it is only a warning and the number is retired.
pub(super) fn report(halls: Halls<'_>, found: &mut Diagnostics) {
    let Halls { ledger, site } = halls;
    let living: BTreeSet<u32> = site
        .things()
        .into_iter()
        .flat_map(|(id, kind)| ledger.numbers(kind, id).iter().copied())
        .collect();
    let retired = &site.commune.retired;
    for row in ledger.rows() {
        let at = retired.iter().position(|id| *id == row.id);
        let alive = living.contains(&row.number);
        if alive && at.is_none() {
            continue;
        }
        if alive {
            found.push(retired_lives(row, site.commune.origin.place("retired")));
            continue;
        }
        let hang = ledger.prints.halls_of(row.number);
        let hang = (!hang.is_empty()).then(|| halls.names(&hang));
        let draft = site.procedure(&row.id).filter(|_| row.kind == Thing::Procedure);
        let place = || site.commune.origin.place(&format!("retired[{}]", at.unwrap_or_default()));
        match (at, draft, &hang) {
            (Some(_), _, Some(hang)) => found.push(retired_printed(row, hang, place())),
            (Some(_), _, None) => found.push(retired_now(row, place())),
            (None, Some(draft), _) => {
                found.push(hidden_again(row, hang.as_ref(), draft.origin.place("status")));
            }
            (None, None, _) if site.unread.contains(&row.id) => {}
            (None, None, _) => found.push(gone(row, hang.as_ref(), ledger.place(row.number))),
        }
    }
}

/// A retired number that leads somewhere again would lead whoever kept it to another thing.
fn retired_lives(row: &Row, place: Place) -> Diagnostic {
    let (number, id) = (row.number, &row.id);
    let text = say(
        format!("{id} đã ghi là thôi dùng (số {number}), mà lại đang có"),
        format!("{id} is written down as retired (number {number}), and yet is there"),
    );
    Diagnostic::error("retired-lives", place, text).hint(say(
        format!("đúng mục cũ thì xóa {id} khỏi retired; là mục khác thì đặt tên tệp khác"),
        format!("if it is the same thing as before, delete {id} from retired; if it is another, give its file another name"),
    ))
}

fn retired_now(row: &Row, place: Place) -> Diagnostic {
    let (number, id) = (row.number, &row.id);
    let text = say(
        format!("số {number} ({id}) đã thôi dùng và không bao giờ cấp lại"),
        format!("number {number} ({id}) is retired and never used again"),
    );
    Diagnostic::warning("number-retired", place, text).hint(say(
        format!("nếu không phải vậy thì khôi phục tệp của {id} và xóa tên này khỏi retired"),
        format!("if that is wrong, bring the file of {id} back and delete it from retired"),
    ))
}

/// Paper does not know that its number was retired.
fn retired_printed(row: &Row, hang: &Text, place: Place) -> Diagnostic {
    let (number, id) = (row.number, &row.id);
    let text = say(
        format!("không thể thôi dùng {id}: số {number} của nó đã in, đang treo ở {}", hang.vi),
        format!("{id} cannot be retired: its number {number} is printed and hangs in {}", hang.en),
    );
    let ways = ways(row);
    Diagnostic::error("retired-printed", place, text).hint(say(
        format!("xóa {id} khỏi retired, rồi chọn một cách:\n{}", ways.vi.trim_end()),
        format!("delete {id} from retired, then choose one way:\n{}", ways.en.trim_end()),
    ))
}

fn gone(row: &Row, hang: Option<&Text>, place: Place) -> Diagnostic {
    let (number, id) = (row.number, &row.id);
    let text = match hang {
        Some(hang) => say(
            format!("{id} không còn, nhưng số {number} của nó đang treo ở {}", hang.vi),
            format!("{id} is gone, but its number {number} hangs in {}", hang.en),
        ),
        None => say(
            format!("{id} không còn, nhưng số {number} của nó có thể đang treo ở nhà văn hóa"),
            format!("{id} is gone, but its number {number} may hang in a village hall"),
        ),
    };
    let (ways, never) = (ways(row), never(id, hang));
    Diagnostic::error("number-vanished", place, text).hint(say(
        format!("chọn một cách:\n{}{}", ways.vi, never.vi).trim_end(),
        format!("choose one way:\n{}{}", ways.en, never.en).trim_end(),
    ))
}

fn ways(row: &Row) -> Text {
    let id = &row.id;
    match row.kind {
        Thing::Procedure => say(
            format!(
                "- tệp đã đổi tên: thêm dòng aliases: [{id}] vào tệp mới\n\
                 - có thủ tục khác thay: khôi phục {id}.md, thêm dòng status: abolished và dòng replaced_by: (tên tệp thay thế)\n\
                 - đã bãi bỏ, không có gì thay: khôi phục {id}.md, thêm dòng status: abolished và dòng valid: {{until: ngày cuối cùng còn hiệu lực}}\n"
            ),
            format!(
                "- it was renamed: add aliases: [{id}] to the new file\n\
                 - another replaces it: bring {id}.md back, with status: abolished and replaced_by: (the file that replaces it)\n\
                 - it is abolished and nothing replaces it: bring {id}.md back, with status: abolished and valid: {{until: the last day it was in force}}\n"
            ),
        ),
        Thing::Hall => say(
            format!(
                "- tệp đã đổi tên: thêm dòng aliases: [{id}] vào tệp mới của thôn\n\
                 - thôn đã sáp nhập: khôi phục {id}.md, thêm dòng merged_into: (tên tệp của thôn mới)\n\
                 - nhà văn hóa đã đóng cửa: khôi phục {id}.md, thêm dòng status: closed\n"
            ),
            format!(
                "- it was renamed: add aliases: [{id}] to the new file of the village\n\
                 - it was merged: bring {id}.md back, with merged_into: (the file of the new village)\n\
                 - the hall is closed: bring {id}.md back, with status: closed\n"
            ),
        ),
        Thing::Field | Thing::Program | Thing::Page => say(
            format!(
                "- tệp đã đổi tên, hoặc mục khác thay nó: thêm dòng aliases: [{id}] vào tệp mới\n\
                 - khôi phục tệp của {id}, đúng tên cũ\n"
            ),
            format!(
                "- it was renamed, or another takes its place: add aliases: [{id}] to the new file\n\
                 - bring the file of {id} back, under its old name\n"
            ),
        ),
    }
}

/// A guide that hangs on walls was made a draft again.
fn hidden_again(row: &Row, hang: Option<&Text>, place: Place) -> Diagnostic {
    let (number, id) = (row.number, &row.id);
    let text = match hang {
        Some(hang) => say(
            format!(
                "{id} thành bản nháp nên mất trang, nhưng số {number} của nó đang treo ở {}",
                hang.vi
            ),
            format!(
                "{id} is a draft and has no page, but its number {number} hangs in {}",
                hang.en
            ),
        ),
        None => say(
            format!(
                "{id} thành bản nháp nên mất trang, nhưng số {number} của nó có thể đang treo ở nhà văn hóa"
            ),
            format!(
                "{id} is a draft and has no page, but its number {number} may hang in a village hall"
            ),
        ),
    };
    let never = never(id, hang);
    Diagnostic::error("number-vanished", place, text).hint(say(
        format!("chọn một cách:\n- viết: status: active (đang áp dụng), suspended (tạm dừng) hoặc abolished (đã bãi bỏ)\n{}", never.vi).trim_end(),
        format!("choose one way:\n- write status: active, suspended or abolished\n{}", never.en).trim_end(),
    ))
}

/// The way out that is closed to what hangs.
fn never(id: &Id, hang: Option<&Text>) -> Text {
    if hang.is_some() {
        return say("", "");
    }
    say(
        format!(
            "- chưa từng in hay đăng lên mạng: thêm dòng retired: [{id}] vào content/site.yaml"
        ),
        format!("- it was never printed or published: add retired: [{id}] to content/site.yaml"),
    )
}
