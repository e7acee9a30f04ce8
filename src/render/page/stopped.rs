//! That a procedure is not in force any more, since when, and what to do instead.

use serde::Serialize;

use crate::model::Procedure;
use crate::model::procedure::Status;
use crate::render::words;

use super::edition::{Anchor, Edition};
use super::way::Way;

/// That a procedure is not in force, and what to do instead.
#[derive(Serialize)]
pub(super) struct Stopped<'a> {
    text: &'a str,
    /// Whether it is gone for good: what the page told before is folded away.
    over: bool,
    /// The last day it was in force.
    since: Option<String>,
    decision: Option<String>,
    /// What to do instead: the last of the chain, in force.
    successor: Option<Anchor<'a>>,
    /// The last of the chain where that is over too.
    replaced: Option<Anchor<'a>>,
}

/// Describes why a procedure is not in force; nothing when it is.
pub(super) fn stopped<'a>(
    edition: &Edition<'a>,
    way: &Way,
    procedure: &'a Procedure,
) -> Option<Stopped<'a>> {
    let text = match procedure.status {
        Status::Suspended => edition.say("procedure.suspended"),
        Status::Abolished => edition.say("procedure.abolished"),
        Status::Active | Status::Draft => return None,
    };
    let site = edition.site;
    let over = procedure.status == Status::Abolished;
    let until = procedure.valid.until.filter(|_| over);
    let since = until.map(|until| {
        let until = words::date(until, edition.strings);
        edition.strings.fill("procedure.stopped_until", &[("until", &until)])
    });
    let decision = procedure.decision.as_ref().filter(|_| over);
    let last = site.last_of(procedure).filter(|last| last.id != procedure.id);
    let link = |to: &'a Procedure| edition.anchor(way, to);
    Some(Stopped {
        text,
        over,
        since,
        decision: decision.map(|d| words::dated(&d.number, d.date, edition.strings)),
        successor: last.filter(|last| last.is_active()).map(link),
        replaced: last.filter(|last| !last.is_active()).map(link),
    })
}
