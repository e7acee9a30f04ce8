//! The commune as every page shows it: name, centre, phone, hours, days off.

use serde::Serialize;

use crate::model::Site;
use crate::render::words;
use crate::theme::Strings;

use super::edition::{Outside, Phone, outside, phone};

/// The commune in the words of one language.
#[derive(Serialize)]
pub(super) struct CommuneView<'a> {
    name: &'a str,
    province: Option<&'a str>,
    example: bool,
    phone: Option<Phone<'a>>,
    call: Option<String>,
    centre: CentreView<'a>,
    feedback: Option<Outside<'a>>,
    hours: Option<Vec<(String, String)>>,
    holidays: Vec<(String, String)>,
    swapped: Vec<String>,
}

#[derive(Serialize)]
struct CentreView<'a> {
    name: Option<&'a str>,
    address: Option<&'a str>,
    map: Option<Outside<'a>>,
}

/// Describes the commune.
pub(super) fn commune<'a>(site: &'a Site, strings: &Strings) -> CommuneView<'a> {
    let commune = &site.commune;
    let holidays = commune.holidays.iter().map(|day| {
        let source = day.source.as_deref().map_or_else(String::new, |source| {
            format!(" ({})", strings.fill("site.source", &[("source", source)]))
        });
        (words::date(day.date, strings), format!("{}{source}", day.name))
    });
    let swapped = commune.swapped.iter().map(|swap| {
        let days = (words::date(swap.off, strings), words::date(swap.on, strings));
        strings.fill("site.swap", &[("off", &days.0), ("on", &days.1)])
    });
    CommuneView {
        name: &commune.name,
        province: commune.province.as_deref(),
        example: commune.example,
        phone: commune.phone.as_deref().map(phone),
        call: commune.phone.as_deref().map(|text| strings.fill("site.call", &[("phone", text)])),
        centre: CentreView {
            name: commune.centre.name.as_deref(),
            address: commune.centre.address.as_deref(),
            map: commune.centre.map.as_ref().map(outside),
        },
        feedback: commune.feedback_url.as_ref().map(outside),
        hours: commune.hours.as_ref().map(|week| words::week(week, strings)),
        holidays: holidays.collect(),
        swapped: swapped.collect(),
    }
}
