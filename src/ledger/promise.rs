//! The promise: a number that may hang on a wall leads to what was printed beside it, to what came
//! after that, or to a notice; or the build stops, names the halls, and offers the ways to mend it.

mod address;
mod changed;
mod halls;
mod vanished;

use std::collections::BTreeSet;

use self::halls::Halls;
use super::numbers::{self, Ledger};
use crate::diagnostic::{Diagnostic, Diagnostics, say};
use crate::model::Site;
use crate::model::procedure::Status;
use crate::model::site::Thing;

/// Holds every number against the site; to be called when the ledger has minted.
pub fn settle(ledger: &Ledger, site: &Site, found: &mut Diagnostics) {
    let halls = Halls { ledger, site };
    torn(ledger, site, found);
    vanished::report(halls, found);
    changed::report(halls, found);
    address::report(halls, found);
    undated(halls, found);
}

/// Tells what became of a torn last line that nothing could restore.
fn torn(ledger: &Ledger, site: &Site, found: &mut Diagnostics) {
    let Some(torn) = ledger.torn() else { return };
    let row = torn.number().and_then(|number| ledger.owner(number));
    let here = |id| site.things().iter().any(|(thing, _)| *thing == id);
    found.push(match (torn.number(), row) {
        // Not even the number is left.
        (None, _) => numbers::dropped(torn, None),
        // It was about a number that stands in lines above: whose it is now is written again.
        (Some(number), Some(_)) if ledger.was_read(number) => numbers::dropped(torn, None),
        (Some(number), Some(row)) if torn.fits(row.kind, &row.id) && here(&row.id) => {
            numbers::dropped(torn, Some((number, &row.id)))
        }
        _ => numbers::unclear(torn),
    });
}

/// Warns about what is printed, over, without a successor, and does not say since when.
fn undated(halls: Halls<'_>, found: &mut Diagnostics) {
    let Halls { ledger, site } = halls;
    for procedure in &site.procedures {
        let dated = procedure.valid.until.is_some()
            || procedure.decision.as_ref().is_some_and(|decision| decision.date.is_some());
        if procedure.status != Status::Abolished || dated || site.successor(procedure).is_some() {
            continue;
        }
        let numbers = ledger.numbers(Thing::Procedure, &procedure.id);
        let hang: BTreeSet<u32> = numbers.iter().flat_map(|n| ledger.prints.halls_of(*n)).collect();
        if hang.is_empty() {
            continue;
        }
        let (names, id) = (halls.names(&hang), &procedure.id);
        let text = say(
            format!("{id} đã bãi bỏ và còn treo ở {}, mà trang không ghi từ ngày nào", names.vi),
            format!(
                "{id} is abolished and hangs in {}, and its page does not say since when",
                names.en
            ),
        );
        let hint = say(
            "thêm: valid: {until: NĂM-THÁNG-NGÀY} là ngày cuối cùng còn hiệu lực, hoặc decision: {number: …, date: …}",
            "add: valid: {until: YYYY-MM-DD}, the last day it was in force, or decision: {number: …, date: …}",
        );
        let place = procedure.origin.place("status");
        found.push(Diagnostic::warning("notice-undated", place, text).hint(hint));
    }
}
