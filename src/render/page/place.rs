//! Where a procedure is filed, by which ways, and what help is offered.

use serde::Serialize;

use crate::model::Procedure;
use crate::model::procedure::{Channel, WriteForMe};
use crate::render::words;

use super::edition::Edition;
use super::facts;

/// Where it is filed.
#[derive(Serialize)]
pub(super) struct Place<'a> {
    /// How it can be filed, in one line each way.
    ways_said: Vec<String>,
    receives: Option<&'a str>,
    /// Whether the office that receives is the commune's centre, whose address is known.
    is_centre: bool,
    hours: Option<&'a str>,
    online: bool,
    help: Vec<String>,
}

/// Describes where a procedure is filed.
pub(super) fn place<'a>(edition: &Edition<'a>, procedure: &'a Procedure) -> Place<'a> {
    let receives = procedure.authority.as_ref().and_then(|a| a.receives.as_deref());
    let channels = &procedure.channels.0;
    let mut help = Vec::new();
    match &procedure.help.write_for_me {
        Some(WriteForMe::Allowed) => help.push(edition.say("procedure.write_for_me").to_owned()),
        Some(WriteForMe::Forbidden(reason)) => {
            help.push(edition.strings.fill("procedure.write_forbidden", &[("reason", reason)]));
        }
        None => {}
    }
    let home = procedure
        .help
        .home_service
        .map(|comes| if comes { "procedure.home_service" } else { "procedure.no_home_service" });
    help.extend(home.map(|key| edition.say(key).to_owned()));
    Place {
        ways_said: ways_said(edition, procedure),
        receives,
        is_centre: words::place::is_centre(procedure, &edition.site.commune),
        hours: procedure.office_hours.as_deref(),
        online: channels.contains_key(&Channel::Online),
        help,
    }
}

/// Says how it can be filed: `Nộp được: tại quầy; qua mạng (toàn trình); qua bưu điện`.
fn ways_said(edition: &Edition<'_>, procedure: &Procedure) -> Vec<String> {
    let ways = facts::ways(edition, &procedure.channels);
    let spelled = ways.iter().map(|way| {
        let name = words::small(way.name);
        way.level.map_or(name.clone(), |level| format!("{name}: {level}"))
    });
    let ways = spelled.collect::<Vec<_>>().join("; ");
    let line = || edition.strings.fill("procedure.ways_line", &[("ways", &ways)]);
    (!ways.is_empty()).then(line).into_iter().collect()
}
