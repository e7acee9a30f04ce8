//! The page of a village hall: where it is, when it is open, what hangs on its board.
//!
//! The name and password of its wifi are on its posters only, never here.

use serde::Serialize;

use crate::files::Bytes;
use crate::model::Village;
use crate::model::site::Thing;
use crate::model::village::Listed;
use crate::render::{clock, words};

use super::edition::{Anchor, Edition, Outside, Phone, Shell, outside, phone};
use super::home::{FieldLine, fields};
use super::way::Way;

#[derive(Serialize)]
struct View<'a> {
    title: &'a str,
    name: Option<&'a str>,
    closed: bool,
    merged: Option<Anchor<'a>>,
    address: Option<&'a str>,
    map: Option<Outside<'a>>,
    hours: Option<Vec<(String, String)>>,
    /// The hours for the script, as JSON.
    open_data: Option<String>,
    wifi: bool,
    role: Option<&'a str>,
    phone: Option<Phone<'a>>,
    /// What hangs there; empty when every procedure does.
    procedures: Vec<Anchor<'a>>,
    /// The fields, where every procedure hangs.
    fields: Vec<FieldLine<'a>>,
    all: Option<String>,
}

/// Renders the page of a village and its hall.
///
/// # Errors
/// When the template fails.
pub(super) fn page(edition: &Edition<'_>, village: &Village) -> tera::TeraResult<Bytes> {
    let way = edition.way(1);
    let commune = &edition.site.commune.name;
    let langs = edition.langs(&village.id, std::iter::empty());
    let shell = Shell {
        title: format!("{} – {commune}", village.title),
        description: edition.strings.fill("hall.description", &[("title", &village.title)]),
        ..edition.shell_of((Thing::Hall, &village.id), &way, &langs)
    };
    let body = edition.body(&village.body.html, &way);
    edition.render("pages/hall.html", &shell, &view(edition, &way, village), &body)
}

fn view<'a>(edition: &Edition<'a>, way: &Way, village: &'a Village) -> View<'a> {
    let contact = village.contact.as_ref();
    let merged = edition.site.merged(village);
    let hangs = village.is_open();
    let (procedures, all) = match &village.procedures {
        Listed::These(ids) if hangs => {
            (ids.iter().filter_map(|id| edition.to_procedure(way, id)).collect(), false)
        }
        Listed::All => (Vec::new(), hangs),
        Listed::These(_) => (Vec::new(), false),
    };
    let hall = &village.hall;
    View {
        title: &village.title,
        name: hall.name.as_deref(),
        closed: village.closed,
        merged: merged.map(|into| edition.to_original(way, &into.id, &into.title)),
        address: hall.address.as_deref(),
        map: hall.map.as_ref().map(outside),
        hours: hall.hours.as_ref().map(|week| words::week(week, edition.strings)),
        open_data: hall.hours.as_ref().map(|week| clock::week(week).to_string()),
        wifi: village.wifi.is_some(),
        role: contact.and_then(|contact| contact.role.as_deref()),
        phone: contact.and_then(|contact| contact.phone.as_deref()).map(phone),
        procedures,
        fields: if all { fields(edition, way) } else { Vec::new() },
        all: all.then(|| {
            let commune = &edition.site.commune.name;
            edition.strings.fill("hall.all_procedures", &[("commune", commune)])
        }),
    }
}
