//! The walls of the halls: what would hang there today, and how people name hall, sheet and paper.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Mutex;

use crate::diagnostic::{Diagnostics, Text, say};
use crate::ledger::seen::Part;
use crate::ledger::slot::Slot;
use crate::ledger::stale::{Face, Standing, State};
use crate::model::site::Thing;
use crate::model::village::Kind;
use crate::model::{Site, Village};
use crate::pipeline::Built;
use crate::render::Sheet;
use crate::render::poster::{Drawn, furniture};

/// Lays out every sheet that is asked for; returns what would stand on each, in the order of
/// hanging, and what was found on the way.
pub(super) fn faces(built: &Built) -> (Vec<Face>, Diagnostics) {
    let kept: Mutex<BTreeMap<usize, Face>> = Mutex::default();
    let Ok(found) = built.posters(|drawn| {
        if let Drawn::Sheet(order, sheet) = drawn {
            let face = face(built, sheet);
            kept.lock().expect("no thread panics with it").insert(order, face);
        }
        Ok::<(), Infallible>(())
    });
    let kept = kept.into_inner().expect("no thread panics with it");
    (kept.into_values().collect(), found)
}

fn face(built: &Built, sheet: &Sheet) -> Face {
    let number = built.ledger.number(Thing::Hall, &sheet.hall);
    Face {
        hall: number.expect("a hall with posters has a number"),
        slot: sheet.slot,
        title: sheet.title.clone(),
        items: sheet.items.clone(),
    }
}

/// Finds the village of a hall's number.
pub(super) fn village(built: &Built, hall: u32) -> Option<&Village> {
    let row = built.ledger.rows().find(|row| row.number == hall)?;
    built.site.as_ref()?.village(&row.id)
}

/// Names a hall by its village; by its number when the village is gone.
pub(super) fn hall(built: &Built, hall: u32) -> String {
    village(built, hall).map_or_else(|| format!("số {hall}"), |village| village.title.clone())
}

/// Names a sheet: by its title today, else by its place.
pub(super) fn sheet(built: &Built, standing: &Standing<'_>) -> String {
    match standing.now {
        Some(face) => title(built, face),
        None => gone(standing),
    }
}

/// Names a sheet that is no longer made, by what the ledger knows of it.
fn gone(standing: &Standing<'_>) -> String {
    let slot = standing.slot;
    let kind = match slot.kind {
        Kind::Board => "Bảng tra cứu thủ tục",
        Kind::Sheet => "Tờ hướng dẫn",
        Kind::Index => "Mã theo lĩnh vực",
        Kind::Notice => "Niêm yết",
        Kind::Program => "Mô hình phục vụ",
        Kind::Slogan => "Tờ khẩu hiệu",
        Kind::Leaflet => "Tờ nói với bà con",
        Kind::Survey => "Phiếu hỏi ý kiến",
    };
    let items = standing.hung.iter().flat_map(|print| &print.items);
    let mut about = items.filter(|item| item.about.as_ref().map(|(n, _)| *n) == slot.subject);
    let title = about.find_map(|item| item.seen.get(Part::Title));
    match (slot.subject, title) {
        (Some(_), Some(title)) => format!("{kind}: {} – tờ {}", title.words, slot.page),
        _ => format!("{kind} – tờ {}", slot.page),
    }
}

/// Returns the title of a sheet without the hall, which stands beside it.
pub(super) fn title(built: &Built, face: &Face) -> String {
    let hall = village(built, face.hall).map(furniture::hall_name).unwrap_or_default();
    face.title.replacen(&format!(" – {hall}"), "", 1)
}

/// Names paper: `A3`, `A3 nằm ngang`.
pub(super) fn paper(slot: Slot) -> Text {
    use crate::model::village::Orientation;
    let size = slot.size.key();
    match slot.orientation {
        Orientation::Portrait => say(size, size),
        Orientation::Landscape => say(format!("{size} ngang"), format!("{size} landscape")),
    }
}

/// Names a state.
pub(super) fn state(standing: &Standing<'_>) -> Text {
    match standing.state() {
        State::Current => say("còn đúng", "current"),
        State::Stale if standing.moved() => say("phải thay", "must be replaced"),
        State::Stale => say("in lại", "print again"),
        State::NeverPrinted => say("chưa in", "never printed"),
        State::TakeDown => say("gỡ xuống", "take down"),
    }
}

/// Says why a place on a wall stands as it does; empty when the paper is right.
pub(super) fn why(built: &Built, standing: &Standing<'_>) -> Text {
    if standing.state() != State::TakeDown {
        return standing.reasons();
    }
    let Some(site) = &built.site else { return say("", "") };
    match village(built, standing.hall) {
        None => say("thôn không còn", "the village is gone"),
        Some(village) => match &village.merged_into {
            Some(id) => {
                let into = site.village(id).map_or(id.as_str(), |into| into.title.as_str());
                say(format!("đã nhập vào {into}"), format!("merged into {into}"))
            }
            None if !village.is_open() => say("nhà văn hóa đã đóng cửa", "the hall is closed"),
            None => why_not(built, site, standing.slot),
        },
    }
}

/// Says why an open hall no longer has a sheet.
fn why_not(built: &Built, site: &Site, slot: Slot) -> Text {
    let subject = slot.subject.and_then(|n| built.ledger.rows().find(|row| row.number == n));
    let procedure = subject.and_then(|row| site.procedure(&row.id));
    let program = subject.and_then(|row| site.programs.iter().find(|p| p.id == row.id));
    match (subject, procedure, program) {
        (Some(_), Some(procedure), _) if !procedure.is_active() => {
            say("thủ tục không còn áp dụng", "the procedure is not in force")
        }
        (Some(_), _, Some(program)) if program.over => {
            say("mô hình đã kết thúc", "the program is over")
        }
        (Some(_), None, None) => say("mục này không còn", "the thing is gone"),
        _ => say(
            "thôn không còn treo tờ này: đã đổi khổ giấy, loại tờ hoặc danh sách",
            "the hall no longer has this sheet: other paper, kinds or list",
        ),
    }
}

/// Says whether a hall was asked for.
pub(super) fn is_wanted(built: &Built, hall: u32) -> bool {
    let wanted = built.site.as_ref().map(|site| &site.wanted.halls);
    let Some(wanted) = wanted.filter(|halls| !halls.is_empty()) else { return true };
    let row = built.ledger.rows().find(|row| row.number == hall);
    row.is_some_and(|row| wanted.contains(&row.id))
}
