//! What grows old while it hangs: guides that nobody compared for long, programs that end, wifi that
//! is another than on the wall.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Span;

use super::WallRule;
use crate::diagnostic::{Diagnostic, Diagnostics, say};
use crate::ledger::Ledger;
use crate::ledger::prints::{self, Code, Print};
use crate::model::date::Date;
use crate::model::site::Thing;
use crate::model::{Id, Procedure, Site, Village};
use crate::render::qr;

/// The rules of this file.
pub(super) const RULES: &[WallRule] =
    &[guides_are_compared_again, programs_on_walls_go_on, wifi_is_what_hangs];

/// How many names a message tells; the rest is counted.
const NAMED: usize = 5;

/// Before how many days an end is told.
const SOON: i32 = 30;

/// One finding for each field: whoever has 405 guides compares them field by field.
fn guides_are_compared_again(site: &Site, _: &Ledger, today: Date, found: &mut Diagnostics) {
    let months = site.commune.recheck_months;
    let Ok(limit) = today.checked_sub(Span::new().months(i64::from(months))) else { return };
    let mut old: BTreeMap<&Id, Vec<(Date, &Procedure)>> = BTreeMap::new();
    for procedure in site.procedures.iter().filter(|procedure| procedure.is_active()) {
        if let Some(checked) = procedure.checked.as_ref().filter(|checked| checked.on < limit) {
            old.entry(&procedure.field).or_default().push((checked.on, procedure));
        }
    }
    for (field, mut procedures) in old {
        procedures.sort_by_key(|(on, procedure)| (*on, &procedure.id));
        let field = site.field(field).map_or(field.as_str(), |field| field.title.as_str());
        let names = procedures.iter().map(|(on, procedure)| format!("{} ({on})", procedure.title));
        let names: Vec<String> = names.collect();
        let (count, (vi, en)) = (names.len(), listed(&names));
        let text = say(
            format!(
                "lĩnh vực {field}: {count} thủ tục đã quá {months} tháng chưa đối chiếu lại với nguồn: {vi}"
            ),
            format!(
                "{field}: procedures last compared with their source more than {months} months ago ({count}): {en}"
            ),
        );
        let place = procedures[0].1.origin.place("checked.on");
        found.push(Diagnostic::warning("recheck-due", place, text).hint(say(
            "đối chiếu từng thủ tục với nguồn, rồi ghi ngày mới ở on: dưới checked:; muốn hạn khác thì ghi recheck_months trong content/site.yaml",
            "compare each with its source and write the new day at on: below checked:; for another term write recheck_months in content/site.yaml",
        )));
    }
}

/// A service day that is over, or soon will be, and still invites people.
fn programs_on_walls_go_on(site: &Site, ledger: &Ledger, today: Date, found: &mut Diagnostics) {
    let ends = site.programs.iter().filter_map(|program| Some((program, program.to?.last())));
    for (program, last) in ends {
        let days = today.until(last).map_or(i32::MAX, |span| span.get_days());
        if days > SOON {
            continue;
        }
        let numbers = ledger.numbers(Thing::Program, &program.id);
        let names = |print: &&Print| {
            let abouts = print.items.iter().filter_map(|item| item.about.as_ref());
            abouts.into_iter().any(|(number, _)| numbers.contains(number))
        };
        let hung: Vec<&Print> = ledger.prints.hanging().filter(names).collect();
        if hung.is_empty() {
            continue;
        }
        let walls: Vec<String> = hung.iter().map(|print| wall(site, ledger, print)).collect();
        let (count, (vi, en)) = (walls.len(), listed(&walls));
        let (title, place) = (&program.title, program.origin.place("to"));
        let sheets: Vec<String> =
            hung.iter().map(|print| format!("{}-{}", print.hall, print.serial)).collect();
        found.push(if days < 0 {
            let text = say(
                format!("«{title}» đã hết ngày {last} mà còn {count} tờ đang treo: {vi}"),
                format!("“{title}” ended on {last}; sheets that still hang ({count}): {en}"),
            );
            let sheets = sheets[0].as_str();
            Diagnostic::warning("program-over", place, text).hint(say(
                format!("gỡ các tờ này xuống rồi ghi vào sổ, ví dụ: tracuu print --taken-down {sheets}; nếu được gia hạn thì sửa ngày to: rồi in lại"),
                format!("take them down and record it, such as: tracuu print --taken-down {sheets}; if it goes on, mend to: and print again"),
            ))
        } else {
            let text = say(
                format!("«{title}» hết ngày {last}, còn {days} ngày, đang treo {count} tờ: {vi}"),
                format!("“{title}” ends on {last}, days left: {days}; sheets that hang ({count}): {en}"),
            );
            Diagnostic::warning("program-ends-soon", place, text).hint(say(
                "hỏi xem có gia hạn không: có thì sửa ngày to: rồi in lại, không thì chuẩn bị gỡ xuống",
                "ask whether it goes on: if so mend to: and print again, else be ready to take them down",
            ))
        });
    }
}

/// Phones that scan the code on the wall get no net.
fn wifi_is_what_hangs(site: &Site, ledger: &Ledger, _: Date, found: &mut Diagnostics) {
    for village in site.villages.iter().filter(|village| village.is_open()) {
        let Some(hall) = ledger.number(Thing::Hall, &village.id) else { continue };
        let now = village.wifi.as_ref().map(|wifi| {
            let payload = qr::wifi_payload(&wifi.ssid, wifi.password.as_deref());
            prints::wifi_digest(hall, &payload)
        });
        let is_old = |print: &&Print| {
            let wifi = print.items.iter().filter(|item| item.code == Some(Code::Wifi));
            print.hall == hall && wifi.into_iter().any(|item| Some(&item.payload) != now.as_ref())
        };
        let hung = ledger.prints.hanging().filter(is_old);
        let sheets: Vec<String> = hung.map(|print| format!("{hall}-{}", print.serial)).collect();
        if !sheets.is_empty() {
            found.push(other_wifi(village, &sheets, now.is_some()));
        }
    }
}

fn other_wifi(village: &Village, sheets: &[String], is_there: bool) -> Diagnostic {
    let (count, title, id) = (sheets.len(), &village.title, &village.id);
    let (vi, en) = listed(sheets);
    let text = if is_there {
        say(
            format!("wifi của {title} khác với mã wifi trên {count} tờ đang treo: số {vi}"),
            format!("the wifi of {title} is not the one on sheets that hang ({count}): {en}"),
        )
    } else {
        say(
            format!("{title} không còn wifi mà {count} tờ đang treo vẫn có mã wifi: số {vi}"),
            format!("{title} has no wifi any more; sheets that hang with its code ({count}): {en}"),
        )
    };
    let place = village.origin.place(if is_there { "wifi" } else { "title" });
    Diagnostic::warning("wifi-changed", place, text).hint(say(
        format!(
            "in lại các tờ này: tracuu print --hall {id} --stale; nếu gõ nhầm thì sửa lại mục wifi"
        ),
        format!("print them again: tracuu print --hall {id} --stale; mend wifi if it was mistyped"),
    ))
}

/// Says where a sheet hangs: `Thôn Đông (41-3)`.
fn wall(site: &Site, ledger: &Ledger, print: &Print) -> String {
    let is_its =
        |village: &&Village| ledger.numbers(Thing::Hall, &village.id).contains(&print.hall);
    let number = format!("{}-{}", print.hall, print.serial);
    match site.villages.iter().find(is_its) {
        Some(village) => format!("{} ({number})", village.title),
        None => number,
    }
}

/// Lists the first names once each and counts the rest, in both languages.
pub(super) fn listed(names: &[String]) -> (String, String) {
    let mut known = BTreeSet::new();
    let once: Vec<&str> =
        names.iter().map(String::as_str).filter(|name| known.insert(*name)).collect();
    let told = once[..once.len().min(NAMED)].join("; ");
    match once.len().saturating_sub(NAMED) {
        0 => (told.clone(), told),
        rest => (format!("{told}; và {rest} nữa"), format!("{told}; and {rest} more")),
    }
}
