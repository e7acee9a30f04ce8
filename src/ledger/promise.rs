//! The promise: a number that may hang on a wall leads somewhere, or the build stops.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Text, say};
use crate::model::site::Thing;
use crate::model::{Id, Site};

use super::numbers::{Ledger, Row};

/// Reports every number whose thing vanished, unless the commune has said in `retired` that its
/// address was never printed or published: then it is only a warning and the number is retired.
pub fn settle(ledger: &Ledger, site: &Site, found: &mut Diagnostics) {
    let living: BTreeSet<u32> = site
        .things()
        .into_iter()
        .flat_map(|(id, kind)| ledger.numbers(kind, id).iter().copied())
        .collect();
    for row in ledger.rows().filter(|row| living.contains(&row.number)) {
        if site.commune.retired.contains(&row.id) {
            found.push(retired_lives(row, site.commune.origin.place("retired")));
        }
    }
    for row in ledger.rows().filter(|row| !living.contains(&row.number)) {
        let hidden = site.unread.contains(&row.id);
        let draft = site.procedure(&row.id).filter(|_| row.kind == Thing::Procedure);
        if site.commune.retired.contains(&row.id) {
            let at = site.commune.retired.iter().position(|id| *id == row.id).unwrap_or_default();
            let place = site.commune.origin.place(&format!("retired[{at}]"));
            let hint = say(
                format!(
                    "nếu không phải vậy thì khôi phục tệp của {} và xóa tên này khỏi retired",
                    row.id
                ),
                format!(
                    "if that is wrong, bring the file of {} back and delete it from retired",
                    row.id
                ),
            );
            found.push(Diagnostic::warning("number-retired", place, retired_text(row)).hint(hint));
        } else if let Some(draft) = draft {
            found.push(hidden_again(row, draft.origin.place("status")));
        } else if !hidden {
            found.push(vanished(row, ledger.place(row.number)));
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

fn retired_text(row: &Row) -> Text {
    say(
        format!("số {} ({}) đã thôi dùng và không bao giờ cấp lại", row.number, row.id),
        format!("number {} ({}) is retired and never used again", row.number, row.id),
    )
}

fn vanished(row: &Row, place: Place) -> Diagnostic {
    let (number, id) = (row.number, &row.id);
    let text = say(
        format!("{id} không còn, nhưng số {number} của nó có thể đang treo ở nhà văn hóa"),
        format!("{id} is gone, but its number {number} may hang in a village hall"),
    );
    let ways = match row.kind {
        Thing::Procedure => say(
            format!(
                "- tệp đã đổi tên: thêm dòng aliases: [{id}] vào tệp mới\n- thủ tục đã bãi bỏ: khôi phục {id}.md, thêm dòng status: abolished và dòng replaced_by: (tên tệp thay thế)\n"
            ),
            format!(
                "- it was renamed: add aliases: [{id}] to the new file\n- it is abolished: bring {id}.md back, with status: abolished and replaced_by: (the file that replaces it)\n"
            ),
        ),
        Thing::Hall => say(
            format!(
                "- tệp đã đổi tên: thêm dòng aliases: [{id}] vào tệp mới của thôn\n- thôn đã sáp nhập: khôi phục {id}.md, thêm dòng merged_into: (tên tệp của thôn mới)\n"
            ),
            format!(
                "- it was renamed: add aliases: [{id}] to the new file of the village\n- it was merged: bring {id}.md back, with merged_into: (the file of the new village)\n"
            ),
        ),
        Thing::Field | Thing::Program | Thing::Page => {
            say(format!("- khôi phục tệp của {id}\n"), format!("- bring the file of {id} back\n"))
        }
    };
    Diagnostic::error("number-vanished", place, text).hint(say(
        format!("chọn một cách:\n{}{}", ways.vi, never(id).vi),
        format!("choose one way:\n{}{}", ways.en, never(id).en),
    ))
}

/// A guide that hangs on walls was made a draft again.
fn hidden_again(row: &Row, place: Place) -> Diagnostic {
    let (number, id) = (row.number, &row.id);
    let text = say(
        format!(
            "{id} thành bản nháp nên mất trang, nhưng số {number} của nó có thể đang treo ở nhà văn hóa"
        ),
        format!(
            "{id} is a draft and has no page, but its number {number} may hang in a village hall"
        ),
    );
    Diagnostic::error("number-vanished", place, text).hint(say(
        format!("chọn một cách:\n- viết: status: active (đang áp dụng), suspended (tạm dừng) hoặc abolished (đã bãi bỏ)\n{}", never(id).vi),
        format!("choose one way:\n- write status: active, suspended or abolished\n{}", never(id).en),
    ))
}

fn never(id: &Id) -> Text {
    say(
        format!(
            "- chưa từng in hay đăng lên mạng: thêm dòng retired: [{id}] vào content/site.yaml"
        ),
        format!("- it was never printed or published: add retired: [{id}] to content/site.yaml"),
    )
}
