//! Days, hours and ways of filing that contradict each other: the paper itself may say so, therefore
//! warnings.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, say};
use crate::model::date::{ClockTime, Date, Week};
use crate::model::procedure::{Channel, Processing};
use crate::model::program::{Change, Program, ProgramHours};
use crate::model::{Procedure, Site};

use super::Rule;
use super::printed::listed;

/// The rules of this file.
pub(super) const RULES: &[Rule] = &[
    papers_come_after_what_they_cite,
    plans_come_before_their_first_day,
    late_files_come_before_closing,
    online_leads_somewhere,
];

/// A paper cannot cite, change or compare with one that was signed later.
fn papers_come_after_what_they_cite(site: &Site, _: Date, found: &mut Diagnostics) {
    for procedure in &site.procedures {
        cited_by_decision(procedure, found);
        let Some(decision) = &procedure.decision else { continue };
        let number = decision.number.as_str();
        changes(&procedure.changed_by, decision.date, number, |at| {
            procedure.origin.place(&format!("changed_by[{at}].date"))
        })
        .for_each(|finding| found.push(finding));
        if let Some((on, signed)) = procedure.checked.as_ref().map(|it| it.on).zip(decision.date)
            && on < signed
        {
            let place = procedure.origin.place("checked.on");
            found.push(earlier(place, on, "ngày đối chiếu", "the check date", number, signed));
        }
    }
    for program in &site.programs {
        let Some(plan) = &program.plan else { continue };
        let number = plan.number.as_deref().unwrap_or(&program.title);
        changes(&program.changed_by, plan.date, number, |at| {
            program.origin.place(&format!("changed_by[{at}].date"))
        })
        .for_each(|finding| found.push(finding));
    }
}

/// A decision that publishes a procedure cites the law it stands on; a law that is younger came by a
/// change, which then is named in `changed_by`.
fn cited_by_decision(procedure: &Procedure, found: &mut Diagnostics) {
    let Some((decision, signed)) = procedure.decision.as_ref().and_then(|it| Some((it, it.date?)))
    else {
        return;
    };
    let changed = procedure.changed_by.iter().filter_map(|change| change.date).max();
    let last = changed.map_or(signed, |changed| changed.max(signed));
    for (at, law) in procedure.legal.iter().enumerate() {
        let Some(date) = law.date.filter(|date| *date > last) else { continue };
        let text = say(
            format!(
                "{} ký ngày {date}, sau quyết định {} ({signed}) đã công bố thủ tục này",
                law.number, decision.number
            ),
            format!(
                "{} was signed on {date}, after the decision {} ({signed}) that publishes this procedure",
                law.number, decision.number
            ),
        );
        let place = procedure.origin.place(&format!("legal[{at}].date"));
        found.push(Diagnostic::warning("date-before-cited", place, text).hint(say(
            "xem lại hai ngày; nếu thủ tục đã được sửa theo văn bản mới thì ghi quyết định mới vào decision hoặc changed_by",
            "look at both dates; if the procedure was changed by the newer paper, write the new decision into decision or changed_by",
        )));
    }
}

/// Reports changes that are older than what they change.
fn changes<'a>(
    changes: &'a [Change],
    signed: Option<Date>,
    number: &'a str,
    place: impl Fn(usize) -> Place + 'a,
) -> impl Iterator<Item = Diagnostic> + 'a {
    let dated = changes.iter().enumerate().filter_map(|(at, change)| Some((at, change.date?)));
    let early = dated.filter_map(move |(at, date)| Some((at, date, signed?)));
    early.filter(|(_, date, signed)| date < signed).map(move |(at, date, signed)| {
        earlier(place(at), date, "văn bản sửa đổi", "the change", number, signed)
    })
}

fn earlier(place: Place, date: Date, vi: &str, en: &str, number: &str, signed: Date) -> Diagnostic {
    let text = say(
        format!("{vi} ({date}) lại có trước {number} ({signed})"),
        format!("{en} ({date}) is earlier than {number} ({signed})"),
    );
    Diagnostic::warning("date-before-cited", place, text)
        .hint(say("xem lại hai ngày, thường là nhầm năm", "look at both dates, often at the year"))
}

/// A program that began before its plan was signed: one of the two dates is wrong.
fn plans_come_before_their_first_day(site: &Site, _: Date, found: &mut Diagnostics) {
    for program in &site.programs {
        let signed = program.plan.as_ref().and_then(|plan| plan.date);
        let Some((signed, from)) = signed.zip(program.from) else { continue };
        if signed <= from.last() {
            continue;
        }
        let text = say(
            format!("kế hoạch ký ngày {signed}, sau ngày bắt đầu của mô hình"),
            format!("the plan was signed on {signed}, after the program's first day"),
        );
        let place = program.origin.place("plan.date");
        found.push(Diagnostic::warning("plan-after-start", place, text).hint(say(
            "so với kế hoạch rồi sửa from hoặc ngày ký; nếu kế hoạch ghi đúng như vậy thì để nguyên",
            "compare with the plan and mend from or the date; leave it if the plan really says so",
        )));
    }
}

/// "Handed in before 17:30, answered the same day" in an office that closes at 17:00.
fn late_files_come_before_closing(site: &Site, _: Date, found: &mut Diagnostics) {
    let office = site.commune.hours.as_ref().and_then(closing);
    for procedure in site.procedures.iter().filter(|p| p.is_active() && p.office_hours.is_none()) {
        for (key, cutoff) in cutoffs(procedure) {
            report_cutoff(procedure.origin.place(&key), Some(cutoff), office, found);
        }
    }
    for program in &site.programs {
        let cutoff = program.cutoff.map(|cutoff| cutoff.after);
        report_cutoff(program.origin.place("cutoff.after"), cutoff, until(program, office), found);
    }
}

/// Returns until when files handed in at the counter are answered the same day, each with its key.
fn cutoffs(procedure: &Procedure) -> Vec<(String, ClockTime)> {
    let of = |time: Option<&Processing>| time.and_then(|time| time.cutoff);
    let at_counter = procedure.channels.0.get(&Channel::InPerson);
    let top = [
        ("time.cutoff", of(procedure.time.as_ref())),
        ("channels.in_person.time.cutoff", of(at_counter.and_then(|way| way.time.as_ref()))),
    ];
    let top = top.into_iter().filter_map(|(key, cutoff)| Some((key.to_owned(), cutoff?)));
    let cases = procedure.cases.iter().enumerate().filter_map(|(at, case)| {
        let cutoff = of(case.time.as_ref())?;
        Some((format!("cases[{at}].time.cutoff"), cutoff))
    });
    top.chain(cases).collect()
}

/// Returns when the office closes last in a week.
fn closing(week: &Week) -> Option<ClockTime> {
    week.iter().flatten().map(|hours| hours.close).max()
}

/// Returns when a program's day ends; nothing when its plan gives no clock time.
fn until(program: &Program, office: Option<ClockTime>) -> Option<ClockTime> {
    match &program.hours {
        ProgramHours::Office => office,
        ProgramHours::Clock(hours) => hours.iter().map(|hours| hours.close).max(),
        ProgramHours::Text(_) => None,
    }
}

fn report_cutoff(
    place: Place,
    cutoff: Option<ClockTime>,
    closing: Option<ClockTime>,
    found: &mut Diagnostics,
) {
    let Some((cutoff, closing)) = cutoff.zip(closing).filter(|(cutoff, closing)| cutoff > closing)
    else {
        return;
    };
    let text = say(
        format!("giờ chốt nhận {cutoff} lại sau giờ đóng cửa {closing}"),
        format!("files are taken until {cutoff}, but the office closes at {closing}"),
    );
    found.push(Diagnostic::warning("cutoff-after-closing", place, text).hint(say(
        "sửa giờ chốt, hoặc sửa giờ làm việc (hours) nếu nơi nhận mở muộn hơn",
        "mend the cut-off, or the opening hours (hours) if the office is open longer",
    )));
}

/// "Online" without an address: nobody can tap it. One finding for all, because most are alike.
fn online_leads_somewhere(site: &Site, _: Date, found: &mut Diagnostics) {
    let lost = |procedure: &&Procedure| {
        let online = procedure.channels.0.get(&Channel::Online);
        let without = online.is_some_and(|way| way.url.is_none());
        procedure.is_active() && without && procedure.portal.is_none()
    };
    let lost: Vec<&Procedure> = site.public().filter(lost).collect();
    let Some(first) = lost.first() else { return };
    let names: Vec<String> = lost.iter().map(|procedure| procedure.title.clone()).collect();
    let (count, (vi, en)) = (names.len(), listed(&names));
    let text = say(
        format!("{count} thủ tục ghi nộp trực tuyến được mà không có địa chỉ để nộp: {vi}"),
        format!("procedures that can be filed online, but without an address ({count}): {en}"),
    );
    let place = first.origin.place("channels.online");
    found.push(Diagnostic::warning("online-without-address", place, text).hint(say(
        "ghi url: https://… dưới online:, hoặc portal: https://… (trang của thủ tục trên Cổng Dịch vụ công)",
        "write url: https://… below online:, or portal: https://… (the procedure's page on the national portal)",
    )));
}
