//! Contradictions in what the commune wrote: warnings where the plan itself may contain them, errors
//! where nobody can have meant it.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, say};
use crate::model::date::Date;
use crate::model::program::{Days, Program};
use crate::model::village::Listed;
use crate::model::{PlanDate, Site, Weekday};

use super::Rule;

/// The rules of this file.
pub(super) const RULES: &[Rule] = &[
    program_starts_on_its_day,
    program_counts_its_list,
    guide_is_still_valid,
    check_date_has_come,
    swapped_days_differ,
    a_real_commune_is_no_example,
    boards_show_what_they_list,
    codes_and_titles_differ,
];

/// "No-wait Friday from 25/9/2023", which is a Monday.
fn program_starts_on_its_day(site: &Site, _: Date, found: &mut Diagnostics) {
    for program in &site.programs {
        let (Days::Weekly(days), Some(PlanDate::Day(from))) = (&program.days, program.from) else {
            continue;
        };
        if days.contains(&Weekday::of(from)) {
            continue;
        }
        let first = (1..7).filter_map(|n| from.checked_add(jiff::Span::new().days(n)).ok());
        let first = first.into_iter().find(|day| days.contains(&Weekday::of(*day)));
        let first = first.map(|day| day.to_string()).unwrap_or_default();
        let text = say(
            format!(
                "ngày bắt đầu {from} không rơi vào ngày nào của mô hình; buổi đầu tiên là {first}"
            ),
            format!(
                "the first day {from} is none of the program's weekdays; its first session is {first}"
            ),
        );
        let place = program.origin.place("from");
        found.push(Diagnostic::warning("program-starts-off-day", place, text).hint(say(
            "xem lại kế hoạch; nếu kế hoạch ghi đúng như vậy thì để nguyên",
            "look at the plan again; leave it if the plan really says so",
        )));
    }
}

/// The plan says 21 procedures and the list has 20: one is missing, or the plan is old.
fn program_counts_its_list(site: &Site, _: Date, found: &mut Diagnostics) {
    for program in &site.programs {
        let Some(count) = program.covers.count else { continue };
        let listed = listed(site, program);
        if program.covers.text.is_some() && listed == 0 || listed == count as usize {
            continue;
        }
        let text = say(
            format!("kế hoạch ghi {count} thủ tục, danh sách ở đây có {listed}"),
            format!("the plan says {count} procedures, the list here has {listed}"),
        );
        let place = program.origin.place("covers.count");
        found.push(Diagnostic::warning("program-count", place, text).hint(say(
            "so với kế hoạch rồi sửa danh sách procedures; hoặc sửa số count nếu kế hoạch đã đổi",
            "compare with the plan and mend procedures; or mend count if the plan changed",
        )));
    }
}

fn listed(site: &Site, program: &Program) -> usize {
    site.procedures.iter().filter(|p| p.is_active() && program.covers(&p.id, &p.field)).count()
}

fn guide_is_still_valid(site: &Site, today: Date, found: &mut Diagnostics) {
    for procedure in site.procedures.iter().filter(|p| p.is_active()) {
        let Some(until) = procedure.valid.until.filter(|until| *until < today) else { continue };
        let text = say(
            format!("hướng dẫn này chỉ có hiệu lực đến hết {until}, nhưng vẫn ghi là đang áp dụng"),
            format!("this guide ended on {until} but is still marked as in force"),
        );
        let place = procedure.origin.place("valid.until");
        found.push(Diagnostic::warning("guide-expired", place, text).hint(say(
            "nếu đã bãi bỏ: thêm dòng status: abolished và dòng replaced_by: (tên tệp của thủ tục thay thế); nếu còn hiệu lực: sửa ngày until",
            "if it is abolished, add status: abolished and replaced_by: (the file that replaces it); if it is in force, mend until",
        )));
    }
}

fn check_date_has_come(site: &Site, today: Date, found: &mut Diagnostics) {
    for procedure in &site.procedures {
        let Some(checked) = procedure.checked.as_ref().filter(|checked| checked.on > today) else {
            continue;
        };
        let text = say(
            format!("ngày kiểm tra {} còn chưa đến", checked.on),
            format!("the check date {} has not come yet", checked.on),
        );
        let place = procedure.origin.place("checked.on");
        found.push(Diagnostic::error("checked-in-future", place, text).hint(say(
            "ghi ngày thật sự đã đối chiếu, theo thứ tự năm-tháng-ngày",
            "write the day it was really compared, as year-month-day",
        )));
    }
}

fn swapped_days_differ(site: &Site, _: Date, found: &mut Diagnostics) {
    for (index, swap) in site.commune.swapped.iter().enumerate() {
        if swap.off == swap.on {
            let place = site.commune.origin.place(&format!("swapped[{index}]"));
            let text = say(
                "ngày nghỉ và ngày làm bù là một",
                "the day off and the day worked are the same",
            );
            found.push(Diagnostic::error("swap-same-day", place, text).hint(say(
                "off là ngày được nghỉ, on là ngày đi làm bù",
                "off is the day taken off, on is the day worked instead",
            )));
        }
    }
}

/// Names that never lead anywhere (RFC 2606), and phones of zeros: left over from the example.
fn a_real_commune_is_no_example(site: &Site, _: Date, found: &mut Diagnostics) {
    let commune = &site.commune;
    if commune.example {
        return;
    }
    let host = commune.address.host();
    if [".example", ".test", ".invalid"].iter().any(|end| host.ends_with(end)) {
        let text = say(
            format!("địa chỉ {host} là tên để làm mẫu, không có thật: mã QR sẽ không mở được"),
            format!("the address {host} is a name for examples and leads nowhere"),
        );
        found.push(
            Diagnostic::error("example-left-over", commune.origin.place("address"), text).hint(
                say(
                    "ghi địa chỉ thật của xã, hoặc ghi example: true nếu đây là xã ví dụ",
                    "write the commune's real address, or example: true if this is an example",
                ),
            ),
        );
    }
    let of_halls = site.villages.iter().filter_map(|village| {
        let phone = village.contact.as_ref()?.phone.as_ref()?;
        Some((&village.origin, "contact.phone", phone))
    });
    let own = commune.phone.iter().map(|phone| (&commune.origin, "phone", phone));
    for (origin, key, phone) in own.chain(of_halls) {
        if phone.chars().filter(|c| *c == '0').count() < 7 {
            continue;
        }
        let text = say(
            format!("số điện thoại {phone} là số mẫu, không gọi được"),
            format!("the phone number {phone} is one for examples and cannot be called"),
        );
        found.push(Diagnostic::error("example-left-over", origin.place(key), text).hint(say(
            "ghi số thật, hoặc xóa dòng này nếu chưa có số",
            "write the real number, or delete this line if there is none yet",
        )));
    }
}

/// A suspended or abolished guide is not on a board: whoever listed it should know.
fn boards_show_what_they_list(site: &Site, _: Date, found: &mut Diagnostics) {
    for village in site.villages.iter().filter(|village| village.is_open()) {
        let Listed::These(listed) = &village.procedures else { continue };
        for (index, id) in listed.iter().enumerate() {
            let Some(procedure) = site.procedure(id).filter(|p| !p.is_active()) else { continue };
            let text = say(
                format!(
                    "«{}» không đang áp dụng nên không có trên bảng của {}",
                    procedure.title, village.title
                ),
                format!(
                    "“{}” is not in force and is left off the board of {}",
                    procedure.title, village.title
                ),
            );
            let place = village.origin.place(&format!("procedures[{index}]"));
            found.push(Diagnostic::warning("board-without", place, text).hint(say(
                "xóa dòng này khỏi danh sách, hoặc ghi thủ tục thay thế",
                "delete this line from the list, or write the procedure that replaced it",
            )));
        }
    }
}

/// The same national code or the same title twice: one file is a copy that nobody finished.
fn codes_and_titles_differ(site: &Site, _: Date, found: &mut Diagnostics) {
    let (mut codes, mut titles) = (BTreeMap::new(), BTreeMap::new());
    for procedure in site.procedures.iter().filter(|p| p.is_active()) {
        let code = procedure.code.as_ref().and_then(|code| codes.insert(code, procedure));
        let title = titles.insert(&procedure.title, procedure);
        let same = [("code", "mã", "code", code), ("title", "tên", "title", title)];
        for (key, vi, en, other) in same {
            let Some(other) = other else { continue };
            let text = say(
                format!("{vi} này cũng là của {}", other.origin.file()),
                format!("{} has the same {en}", other.origin.file()),
            );
            let place = procedure.origin.place(key);
            found.push(Diagnostic::warning("same-code-or-title", place, text).hint(say(
                "nếu một trong hai là bản chép chưa sửa xong thì sửa nốt hoặc xóa đi",
                "if one of them is a copy that was not finished, finish or delete it",
            )));
        }
    }
}
