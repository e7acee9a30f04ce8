//! Rules that a site must keep and that no single key shows.
//!
//! Each rule is a row of a const table with one signature; only here is the day known.

mod content;

use crate::diagnostic::Diagnostics;
use crate::model::Site;
use crate::model::date::Date;

/// A rule: looks at the whole site on a day and reports what contradicts itself.
type Rule = fn(&Site, Date, &mut Diagnostics);

/// Holds the site against every rule.
pub fn run(site: &Site, today: Date, found: &mut Diagnostics) {
    for rule in content::RULES {
        rule(site, today, found);
    }
}
