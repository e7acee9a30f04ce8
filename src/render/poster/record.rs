//! What a sheet tells, as the ledger keeps it: every code byte for byte, and the facts beside it.
//!
//! Facts are taken from the content and never from words of the theme, so that other colours, labels
//! or fonts are no change.

pub(super) mod change;
pub mod hall;
pub mod procedure;
pub mod service;
mod whole;

use crate::ledger::prints::{self, Code, Item};
use crate::ledger::seen::{Part, Seen};
use crate::model::Id;
use crate::model::Village;
use crate::model::site::Thing;
use crate::render::drawing::{Drawing, Mark, PlacedCode};

use super::furniture;
use super::press::Press;
use whole::Whole;

/// What a sheet tells, gathered while it is drawn.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// What concerns the sheet as a whole.
    pub whole: Seen,
    /// What is told about things, in the order of the sheet: number, id, facts.
    things: Vec<(u32, Id, Seen)>,
}

impl Told {
    /// Begins with what every sheet of a hall says: whose it is, whom to trust, whom to call.
    #[must_use]
    pub fn new(press: &Press<'_>, village: &Village) -> Self {
        let commune = &press.site.commune;
        let mut whole = Seen::default();
        let hall = furniture::hall_name(village);
        let place = [Some(commune.name.as_str()), commune.province.as_deref()];
        let place = place.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let names = Whole::default().say("hall", &hall).say("place", &place).text();
        whole.add(Part::Title, &names, &format!("{hall}, {place}"));
        let host = commune.address.host();
        whole.add(Part::Domain, host, host);
        // What is absent is told too, so that it is noticed when it goes.
        let phone = commune.phone.as_deref().unwrap_or_default();
        whole.add(Part::Phone, phone, phone);
        Self { whole, things: Vec::new() }
    }

    /// Adds a thing with what is told about it; facts about a thing that was named before are
    /// added to those.
    #[must_use]
    pub fn with(mut self, press: &Press<'_>, thing: (Thing, &Id), seen: Seen) -> Self {
        self.add(press.addresses.number(thing.0, thing.1), thing.1, seen);
        self
    }

    /// Adds a thing by its number.
    pub fn add(&mut self, number: u32, id: &Id, seen: Seen) {
        match self.things.iter_mut().find(|(known, ..)| *known == number) {
            Some((.., facts)) => facts.0.extend(seen.0),
            None => self.things.push((number, id.clone(), seen)),
        }
    }

    /// Returns what the ledger keeps: the sheet as a whole, every code of the drawing with the
    /// facts about its thing, and the things without a code; `hall` is the number of the hall.
    #[must_use]
    pub fn items(mut self, hall: u32, drawing: &Drawing) -> Vec<Item> {
        let sheet = Item { about: None, code: None, payload: String::new(), seen: self.whole };
        let mut items = vec![sheet];
        for mark in &drawing.marks {
            if let Mark::Code(placed) = mark {
                items.extend(code(placed, hall, &mut self.things));
            }
        }
        let told: Vec<u32> = items.iter().filter_map(|item| Some(item.about.as_ref()?.0)).collect();
        let untold = self.things.into_iter().filter(|(number, ..)| !told.contains(number));
        items.extend(untold.map(|(number, id, seen)| {
            let about = Some((number, id));
            Item { about, code: None, payload: String::new(), seen }
        }));
        items
    }
}

/// Makes the item of a code; the facts about its thing stand with its link.
fn code(placed: &PlacedCode, hall: u32, things: &mut [(u32, Id, Seen)]) -> Option<Item> {
    let mut parts = placed.id.split('-');
    let name = parts.next()?;
    let number: Option<u32> = parts.next().and_then(|number| number.parse().ok());
    let part = parts.next().and_then(|part| part.parse().ok());
    let code = match name {
        "link" => Code::Link,
        "steps" => Code::Steps(part?),
        "wifi" => Code::Wifi,
        "feedback" => Code::Feedback,
        _ => return None,
    };
    let thing = things.iter_mut().find(|(known, ..)| Some(*known) == number);
    let seen = match (&thing, code) {
        (Some((.., facts)), Code::Link) => facts.clone(),
        _ => Seen::default(),
    };
    let payload = match code {
        Code::Wifi => prints::wifi_digest(hall, &placed.payload),
        _ => placed.payload.clone(),
    };
    let about = thing.map(|(number, id, _)| (*number, id.clone()));
    Some(Item { about, code: Some(code), payload, seen })
}

/// Returns what is told about a thing of which only the title is shown.
#[must_use]
pub fn titled(title: &str) -> Seen {
    let mut seen = Seen::default();
    seen.add(Part::Title, title, title);
    seen
}
