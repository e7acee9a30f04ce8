//! Redirects for other people's servers, so that printed links outlive an address, and this program.
//!
//! Every rule is one exact path to one exact address; the query (`?41`, the hall) is kept. Nothing a
//! visitor sends becomes part of where he is sent.

mod fallback;
mod servers;

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::Ledger;
use crate::model::site::Thing;
use crate::model::{Id, Link, Site};

pub use fallback::pages;
pub use servers::{apache, iis, netlify, nginx};

/// The redirects of one host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The host that answers with them, in lower case.
    pub host: String,
    /// Whether phones may remember them for ever (301): the same number leads to the same number.
    /// Otherwise (302) a number may lead to another page later.
    pub permanent: bool,
    /// The address that every target begins with: https, ends in `/`.
    pub target: Link,
    /// From a path on the host to what follows [`Plan::target`]; paths begin and end with `/`, what
    /// follows ends in `/` or is empty.
    pub rules: BTreeMap<String, String>,
}

impl Plan {
    /// Returns the status code.
    #[must_use]
    pub fn status(&self) -> u16 {
        if self.permanent { 301 } else { 302 }
    }

    /// Walks the rules: the path, and the whole address that it leads to.
    pub fn each(&self) -> impl Iterator<Item = (&str, String)> {
        self.rules.iter().map(|(from, to)| (from.as_str(), format!("{}{to}", self.target.as_str())))
    }

    /// Takes in the rules of another folder on the same host.
    pub fn join(&mut self, other: Self) {
        self.rules.extend(other.rules);
        self.drop_loops();
    }

    /// Drops what leads from a page that is itself a target: that page is alive, and a visitor would
    /// be sent on for ever.
    fn drop_loops(&mut self) {
        if self.host == self.target.host() {
            let base = self.target.path();
            let targets: BTreeSet<String> =
                self.rules.values().map(|to| format!("{base}{to}")).collect();
            self.rules.retain(|from, _| !targets.contains(from));
        }
    }
}

/// Plans what a former address answers with: every number and every readable page is sent to the same
/// one below `address`.
#[must_use]
pub fn from_former(site: &Site, ledger: &Ledger, former: &Link) -> Plan {
    let mut below = BTreeMap::new();
    for (number, id) in numbers(site, ledger) {
        below.insert(format!("{number}/"), format!("{number}/"));
        below.insert(format!("{id}/"), format!("{id}/"));
    }
    for (old, id) in old_ids(site, ledger) {
        below.insert(format!("{old}/"), format!("{id}/"));
    }
    below.extend(translated(site).into_iter().map(|path| (path.clone(), path)));
    below.insert(String::new(), String::new());
    plan(former, &site.commune.address, true, below)
}

/// Plans what answers for the site when something else does: every number leads to the readable page
/// that answers today, below `target`. Below another address than `from`, readable pages follow too.
#[must_use]
pub fn to_readable(site: &Site, ledger: &Ledger, from: &Link, target: &Link) -> Plan {
    let mut below = BTreeMap::new();
    let numbers = numbers(site, ledger);
    let answers: BTreeMap<&Id, &Id> =
        site.things().into_iter().map(|(id, kind)| (id, answer(site, kind, id))).collect();
    let readable =
        |id: &Id| answers.get(id).map_or_else(|| format!("{id}/"), |id| format!("{id}/"));
    let elsewhere = (from.host(), from.path()) != (target.host(), target.path());
    for (number, id) in numbers {
        below.insert(format!("{number}/"), readable(id));
        if elsewhere {
            below.insert(format!("{id}/"), readable(id));
        }
    }
    if elsewhere {
        below.extend(
            old_ids(site, ledger).into_iter().map(|(old, id)| (format!("{old}/"), readable(id))),
        );
        below.insert(String::new(), String::new());
    }
    plan(from, target, false, below)
}

fn plan(from: &Link, target: &Link, permanent: bool, below: BTreeMap<String, String>) -> Plan {
    let base = from.path();
    let rules = below.into_iter().map(|(path, to)| (format!("{base}{path}"), to)).collect();
    let host = from.host().to_owned();
    let mut plan = Plan { host, permanent, target: target.clone(), rules };
    plan.drop_loops();
    plan
}

/// Returns every number that leads anywhere, with the id of its thing.
fn numbers<'a>(site: &'a Site, ledger: &Ledger) -> BTreeMap<u32, &'a Id> {
    let things = site.things().into_iter();
    things.flat_map(|(id, kind)| ledger.numbers(kind, id).iter().map(move |n| (*n, id))).collect()
}

/// Returns the ids that things had before and that nothing has now, each with the present one.
fn old_ids<'a>(site: &'a Site, ledger: &'a Ledger) -> BTreeMap<&'a Id, &'a Id> {
    let living: BTreeSet<&Id> = site.things().into_iter().map(|(id, _)| id).collect();
    let owners = numbers(site, ledger);
    let history = ledger.history().filter_map(|row| Some((&row.id, *owners.get(&row.number)?)));
    let mut old: BTreeMap<&Id, &Id> = history.filter(|(id, _)| !living.contains(id)).collect();
    old.extend(site.aliases().into_iter().map(|(alias, id, _)| (alias, id)));
    old
}

/// Returns the pages in other languages.
fn translated(site: &Site) -> BTreeSet<String> {
    let procedures = site.public();
    let procedures = procedures.flat_map(|p| p.translations.keys().map(|lang| (lang, &p.id)));
    let pages = site.pages.iter().flat_map(|p| p.translations.keys().map(|lang| (lang, &p.id)));
    let shown = |lang| site.commune.languages.contains(lang);
    let all = procedures.chain(pages).filter(|(lang, _)| shown(lang));
    all.flat_map(|(lang, id)| [format!("{lang}/"), format!("{lang}/{id}/")]).collect()
}

/// Returns the thing whose page answers for another: what came after it, else itself.
fn answer<'a>(site: &'a Site, kind: Thing, id: &'a Id) -> &'a Id {
    let after = match kind {
        Thing::Procedure => site
            .procedure(id)
            .filter(|procedure| !procedure.is_active())
            .and_then(|procedure| site.successor(procedure))
            .map(|after| &after.id),
        Thing::Hall => site.village(id).and_then(|village| site.merged(village)).map(|v| &v.id),
        Thing::Field | Thing::Program | Thing::Page => None,
    };
    after.unwrap_or(id)
}
