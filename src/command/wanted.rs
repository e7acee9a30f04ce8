//! The halls that `--hall` names: all of them must be there.

use super::{Outcome, Voice};
use crate::diagnostic::say;
use crate::model::Site;
use crate::model::site::Wanted;
use crate::parse;

/// Tells which hall is not there, and which one may be meant.
///
/// # Errors
/// Wrong words of the command, when a hall is not there.
pub(super) fn check(voice: Voice, site: &Site, wanted: &Wanted) -> Result<(), Outcome> {
    let there = |id| site.village(id).is_some() || site.unread.contains(id);
    let Some(unknown) = wanted.halls.iter().find(|id| !there(id)) else { return Ok(()) };
    let halls = || site.villages.iter().map(|village| village.id.as_str());
    let message = if let Some(meant) = parse::nearest_id(unknown.as_str(), halls()) {
        say(
            format!("Không có nhà văn hóa {unknown}. Có phải ý bạn là {meant}?"),
            format!("There is no hall {unknown}. Did you mean {meant}?"),
        )
    } else {
        let all = halls().collect::<Vec<_>>().join(", ");
        say(
            format!("Không có nhà văn hóa {unknown}. Hiện có: {all}."),
            format!("There is no hall {unknown}. There are: {all}."),
        )
    };
    voice.message(&message);
    Err(Outcome::Usage)
}
