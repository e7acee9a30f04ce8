//! The facts of the table of changes, as a notice shows them.

use super::whole::Whole;
use crate::ledger::seen::{Part, Seen};
use crate::model::Procedure;
use crate::model::Site;
use crate::render::feed::change::{Change, Kind};

/// Returns what rows of the table tell about a procedure; its words are how many rows.
#[must_use]
pub(in crate::render::poster) fn seen(
    site: &Site,
    procedure: &Procedure,
    changes: &[Change<'_>],
) -> Seen {
    let mut seen = super::titled(&procedure.title);
    if let Some(code) = &procedure.code {
        seen.add(Part::NationalCode, code, code);
    }
    let rows = changes.iter().map(|change| row(site, procedure, change));
    let whole = Whole::default().set("change", rows);
    seen.add(Part::Changes, &whole.text(), &changes.len().to_string());
    seen
}

/// Adds to what a notice tells as a whole how many changes have no room on it.
///
/// Every page says so, also with none: so that what a paper without it says of changes is known to
/// be nothing at all, because the program that printed it had no such table.
pub(in crate::render::poster) fn left_out(whole: &mut Seen, count: usize) {
    let count = count.to_string();
    whole.add(Part::Changes, &Whole::default().say("left", &count).text(), &count);
}

fn row(site: &Site, procedure: &Procedure, change: &Change<'_>) -> String {
    let Change { kind, date, paper, url: _, what } = change;
    let kind = match kind {
        Kind::Abolished => "abolished",
        Kind::Suspended => "suspended",
        Kind::Amended => "amended",
        Kind::Published => "published",
        Kind::InForce => "in_force",
        Kind::Ends => "ends",
    };
    let valid = change.valid(procedure);
    let next = change.successor(site, procedure);
    Whole::default()
        .say("kind", kind)
        .opt("date", *date)
        .opt("paper", paper.map(|(number, _)| number))
        .opt("dated", paper.and_then(|(_, date)| date))
        .opt("what", *what)
        .set("replaces", change.replaced(procedure).iter().cloned())
        .opt("successor", next.map(|next| &next.title))
        .opt("from", valid.from)
        .opt("until", valid.until)
        .text()
}
