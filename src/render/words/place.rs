//! Where a procedure is filed.

use crate::model::Procedure;
use crate::model::procedure::Channel;
use crate::model::site::Commune;

/// Says whether the office that receives a procedure is the commune's centre, whose address and
/// hours are known: one that takes papers at its counter and has no other name.
#[must_use]
pub fn is_centre(procedure: &Procedure, commune: &Commune) -> bool {
    let channels = &procedure.channels.0;
    let at_counter = channels.is_empty() || channels.contains_key(&Channel::InPerson);
    let receives = procedure.authority.as_ref().and_then(|a| a.receives.as_deref());
    // Sources name the office without the commune: "Trung tâm … cấp xã".
    let centre = commune.centre.name.as_ref().map(|name| {
        let name = name.to_lowercase().replace(&commune.name.to_lowercase(), "");
        name.trim().to_owned()
    });
    let named = |receives: &str| {
        centre
            .as_ref()
            .is_some_and(|name| !name.is_empty() && receives.to_lowercase().contains(name.as_str()))
    };
    at_counter && receives.is_none_or(named)
}
