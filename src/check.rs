//! Rules that a site must keep and that no single key shows.
//!
//! Each rule is a row of a const table with one signature; only here is the day known.

mod content;
mod holidays;
mod plain;
mod plan;
mod printed;
pub mod todo;

use crate::diagnostic::Diagnostics;
use crate::ledger::Ledger;
use crate::model::Site;
use crate::model::date::Date;

/// A rule: looks at the whole site on a day and reports what contradicts itself.
type Rule = fn(&Site, Date, &mut Diagnostics);

/// A rule that also knows the walls.
type WallRule = fn(&Site, &Ledger, Date, &mut Diagnostics);

/// Holds the site, and what hangs of it, against every rule.
pub fn run(site: &Site, ledger: &Ledger, today: Date, found: &mut Diagnostics) {
    for rule in content::RULES.iter().chain(holidays::RULES).chain(plan::RULES) {
        rule(site, today, found);
    }
    for rule in printed::RULES {
        rule(site, ledger, today, found);
    }
}

/// Adds what could be plainer, as notes: for whoever asked what to mend, never for a build.
pub fn hints(site: &Site, found: &mut Diagnostics) {
    plain::hints(site, found);
}
