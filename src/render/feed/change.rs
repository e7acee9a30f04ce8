//! What changed in a procedure, as far as its content says so with a date or a status.
//!
//! Nobody knows from content alone that a procedure is new: it is told which decision published it.
//! The page of changes, the feed and the public notice tell the same changes.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::Link;
use crate::model::Procedure;
use crate::model::Site;
use crate::model::date::Date;
use crate::model::procedure::{Status, Valid};
use crate::render::words;
use crate::theme::Strings;

/// What kind of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render) enum Kind {
    /// No longer in force.
    Abolished,
    /// Not handled for now.
    Suspended,
    /// Changed by a paper.
    Amended,
    /// Published by a decision.
    Published,
    /// In force from the day on.
    InForce,
    /// In force until the end of the day.
    Ends,
}

/// One change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::render) struct Change<'a> {
    /// What kind of change it is.
    pub(in crate::render) kind: Kind,
    /// The day; nothing where only the status tells of it.
    pub(in crate::render) date: Option<Date>,
    /// The paper that did it: number and date.
    pub(in crate::render) paper: Option<(&'a str, Option<Date>)>,
    /// Where the paper can be read.
    pub(in crate::render) url: Option<&'a Link>,
    /// What changed, in words of the content.
    pub(in crate::render) what: Option<&'a str>,
}

/// Returns the changes of a procedure, newest first, those without a day at the end.
pub(in crate::render) fn of(procedure: &Procedure) -> Vec<Change<'_>> {
    let decision = procedure.decision.as_ref();
    let decided = Change {
        kind: Kind::Published,
        date: decision.and_then(|decision| decision.date),
        paper: decision.map(|decision| (decision.number.as_str(), decision.date)),
        url: decision.and_then(|decision| decision.url.as_ref()),
        what: None,
    };
    let bare = |kind, date| Change { kind, date, paper: None, url: None, what: None };
    let over = procedure.status == Status::Abolished;
    let mut changes = Vec::new();
    if over {
        // A decision on what is abolished is the one that abolished it.
        let date = procedure.valid.until.or(decided.date);
        changes.push(Change { kind: Kind::Abolished, date, ..decided });
    } else {
        if procedure.status == Status::Suspended {
            changes.push(bare(Kind::Suspended, None));
        }
        changes.extend(decided.date.map(|_| decided));
        // Where a decision is told, the day it takes effect stands on the page of the procedure.
        let from = procedure.valid.from.filter(|_| decided.date.is_none());
        changes.extend(from.map(|from| bare(Kind::InForce, Some(from))));
        changes.extend(procedure.valid.until.map(|until| bare(Kind::Ends, Some(until))));
    }
    let amended = procedure.changed_by.iter().filter(|change| change.date.is_some());
    changes.extend(amended.map(|change| Change {
        kind: Kind::Amended,
        date: change.date,
        paper: Some((&change.number, change.date)),
        url: None,
        what: change.what.as_deref(),
    }));
    changes.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.kind.cmp(&b.kind)));
    changes
}

/// What one paper did on one day: the change, and to whom; the change of each beside it.
pub(in crate::render) struct Group<'a> {
    /// What is the same for all.
    pub(in crate::render) change: Change<'a>,
    /// The procedures, in the order in which they were given.
    pub(in crate::render) procedures: Vec<(&'a Procedure, Change<'a>)>,
}

/// What stands together: the day, newest first and none last, the kind and the paper.
type Key<'a> = (Reverse<Option<Date>>, Kind, Option<&'a str>);

/// Returns the changes of procedures by day, kind and paper: newest first, those without a day last.
pub(in crate::render) fn groups<'a>(
    procedures: impl Iterator<Item = &'a Procedure>,
) -> Vec<Group<'a>> {
    let mut groups: BTreeMap<Key<'a>, Group<'a>> = BTreeMap::new();
    for procedure in procedures {
        for change in of(procedure) {
            let key = (Reverse(change.date), change.kind, change.paper.map(|(number, _)| number));
            let group =
                groups.entry(key).or_insert_with(|| Group { change, procedures: Vec::new() });
            group.procedures.push((procedure, change));
        }
    }
    groups.into_values().collect()
}

impl Change<'_> {
    /// Says whether the procedure is not, or no longer, done from then on.
    pub(in crate::render) fn is_over(&self) -> bool {
        matches!(self.kind, Kind::Abolished | Kind::Suspended)
    }

    /// Returns the national codes that a procedure took the place of by this change.
    pub(in crate::render) fn replaced<'a>(&self, procedure: &'a Procedure) -> &'a [String] {
        let begins = matches!(self.kind, Kind::Published | Kind::InForce);
        if begins { &procedure.replaces } else { &[] }
    }

    /// Returns the days of a procedure that this change set, as far as its content says so: which
    /// change of an amended one set them is not known.
    pub(in crate::render) fn valid(&self, procedure: &Procedure) -> Valid {
        let Valid { from, until } = procedure.valid;
        match self.kind {
            Kind::Published | Kind::InForce => Valid { from, until: None },
            Kind::Abolished | Kind::Ends => Valid { from: None, until },
            Kind::Suspended | Kind::Amended => Valid::default(),
        }
    }

    /// Returns what is done instead after this change.
    pub(in crate::render) fn successor<'a>(
        &self,
        site: &'a Site,
        procedure: &'a Procedure,
    ) -> Option<&'a Procedure> {
        site.successor(procedure).filter(|_| self.is_over())
    }
}

/// Says which codes were replaced: `thay cho mã 1.000123`; nothing when none were.
pub(in crate::render) fn replaces(codes: &[String], strings: &Strings) -> Option<String> {
    (!codes.is_empty()).then(|| strings.fill("changes.replaces", &[("codes", &codes.join(", "))]))
}

/// Says a change in words: `Công bố bởi 163/QĐ-BTP, ngày 20/01/2026`.
pub(in crate::render) fn words(change: &Change<'_>, strings: &Strings) -> String {
    let key = match (change.kind, change.paper) {
        (Kind::Abolished, Some(_)) => "changes.abolished_by",
        (Kind::Abolished, None) if change.date.is_some() => "changes.abolished_after",
        (Kind::Abolished, None) => "changes.abolished",
        (Kind::Suspended, _) => "changes.suspended",
        (Kind::Amended, _) => "changes.amended_by",
        (Kind::Published, _) => "changes.published_by",
        (Kind::InForce, _) => "changes.in_force",
        (Kind::Ends, _) => "changes.ends",
    };
    let paper = change.paper.map(|(number, date)| words::dated(number, date, strings));
    strings.fill(key, &[("paper", paper.as_deref().unwrap_or_default())])
}

/// Returns the last day on which somebody is known to have worked on what is told of a procedure.
pub(in crate::render) fn last_work(procedure: &Procedure) -> Option<Date> {
    let decided = procedure.decision.as_ref().and_then(|decision| decision.date);
    let checked = procedure.checked.as_ref().map(|checked| checked.on);
    let changed = procedure.changed_by.iter().filter_map(|change| change.date);
    changed.chain(decided).chain(checked).max()
}

/// Returns the day of the last change that is known: of work, else from which a procedure is in
/// force or until which it was. When one in force is to end is no change yet.
pub(in crate::render) fn last_day(procedure: &Procedure) -> Option<Date> {
    let ended = procedure.valid.until.filter(|_| procedure.status == Status::Abolished);
    last_work(procedure).or(ended).or(procedure.valid.from)
}
