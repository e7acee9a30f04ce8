//! What changed in a procedure, as far as its content says so with a date or a status.
//!
//! Nobody knows from content alone that a procedure is new: it is told which decision published it.

use crate::model::Link;
use crate::model::Procedure;
use crate::model::date::Date;
use crate::model::procedure::Status;
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
