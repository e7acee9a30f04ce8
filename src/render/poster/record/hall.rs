//! What sheets tell about the hall itself: whom to ask, when it is open, how to get online.

use super::Told;
use super::whole::Whole;
use crate::ledger::prints;
use crate::ledger::seen::Part;
use crate::model::Village;
use crate::model::date::Week;
use crate::model::site::{Thing, spell_hours};
use crate::render::poster::press::Press;

/// Adds whom to ask.
pub fn contact(told: &mut Told, village: &Village) {
    let contact = village.contact.as_ref();
    let role = contact.and_then(|contact| contact.role.as_deref());
    let phone = contact.and_then(|contact| contact.phone.as_deref());
    let words = [role, phone].into_iter().flatten().collect::<Vec<_>>().join(": ");
    let whole = Whole::default().opt("role", role).opt("phone", phone);
    told.whole.add(Part::Contact, &whole.text(), &words);
}

/// Adds the opening hours that the help box of a board tells: of the hall, and of the centre.
pub fn hours(told: &mut Told, press: &Press<'_>, village: &Village) {
    let commune = &press.site.commune;
    let week = |week: &Week| week.iter().map(|day| spell_hours(day)).collect::<Vec<_>>().join("|");
    let (centre, hall) = (&commune.centre, village.hall.hours.as_ref());
    let office = commune.hours.as_ref().filter(|_| centre.name.is_some());
    let whole = Whole::default()
        .opt("hall", hall.map(week))
        .opt("centre", centre.name.as_ref())
        .opt("address", centre.address.as_ref().filter(|_| centre.name.is_some()))
        .opt("office", office.map(week));
    if whole.is_empty() {
        return;
    }
    let spelled = |week: &Week| {
        let rows = crate::render::words::week(week, &press.plain).into_iter();
        rows.map(|(days, hours)| format!("{days} {hours}")).collect::<Vec<_>>().join("; ")
    };
    let words = hall.or(office).map(spelled).unwrap_or_default();
    told.whole.add(Part::Hours, &whole.text(), &words);
}

/// Returns what the leaflet tells besides the things on it; `wifi` says whether it names the net.
#[must_use]
pub fn leaflet(press: &Press<'_>, village: &Village, wifi: bool) -> Told {
    let mut told = Told::new(press, village);
    contact(&mut told, village);
    let hall = press.addresses.number(Thing::Hall, &village.id);
    // The ledger keeps of a net only what nobody can read back.
    let net = village.wifi.as_ref().filter(|_| wifi);
    if let Some(net) = net {
        let whole = Whole::default().say("wifi", prints::wifi_digest(hall, &net.ssid));
        told.whole.add(Part::Text, &whole.text(), "tên mạng wifi");
    }
    told.add(hall, &village.id, crate::ledger::seen::Seen::default());
    told
}

/// Returns what the paper form tells of the content: where it is handed in.
#[must_use]
pub fn survey(press: &Press<'_>, village: &Village) -> Told {
    let mut told = Told::new(press, village);
    let commune = &press.site.commune;
    let place = commune.centre.name.as_ref().unwrap_or(&commune.name);
    told.whole.add(Part::Text, place, place);
    told
}
