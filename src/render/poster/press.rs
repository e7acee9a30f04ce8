//! What every poster of a build shares: site, words, fonts, colours, and the facts of procedures.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use crate::diagnostic::Diagnostics;
use crate::ledger::prints::Print;
use crate::ledger::slot::Slot;
use crate::model::site::Thing;
use crate::model::village::{Kind, Listed};
use crate::model::{Id, Lang, Procedure, Site, Village};
use crate::render::address::Addresses;
use crate::render::drawing::Color;
use crate::render::font::Faces;
use crate::render::page::order::Order;
use crate::render::steps;
use crate::theme::{self, Strings, Theme};

/// What every poster of a build shares.
pub struct Press<'a> {
    /// The commune and its procedures.
    pub site: &'a Site,
    /// Frames of posters.
    pub theme: &'a Theme,
    /// Short links and typed addresses.
    pub addresses: Addresses<'a>,
    /// The words of posters, in Vietnamese.
    pub strings: &'a Strings,
    /// The fonts.
    pub faces: &'a Faces,
    /// The accent colour.
    pub accent: Color,
    /// The colour of lines.
    pub line: Color,
    /// The pale ground of boxes.
    pub ground: Color,
    /// The words that officials are told of changes: the same for every theme.
    pub plain: Strings,
    /// The sheets that are printed to be hung, with what their foot says; nothing in a build.
    pub stamps: Option<&'a Stamps>,
    /// The boards that hang, by the number of the hall, page by page: they keep what is on them.
    pub boards: BTreeMap<u32, Vec<&'a Print>>,
    /// Everything in the order of lists.
    pub(in crate::render) order: Order<'a>,
    /// Every active procedure.
    pub guides: BTreeMap<&'a Id, Guide<'a>>,
}

/// The sheets that are printed to be hung: by the number of the hall and the place on its wall.
pub type Stamps = BTreeMap<(u32, Slot), Stamp>;

/// What the foot of a printed sheet says: which sheet of its hall, and when it was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Counted from 1 over all prints of the hall.
    pub serial: u32,
    /// The year.
    pub year: i16,
    /// The month, 1–12.
    pub month: i8,
}

/// A procedure, ready for posters.
pub struct Guide<'a> {
    /// The procedure.
    pub procedure: &'a Procedure,
    /// Its permanent number.
    pub number: u32,
    /// The address to type: `host/base/12`.
    pub typed: String,
    /// Its words.
    pub facts: Facts,
    /// The texts of its steps codes: one, or two.
    pub steps_texts: Vec<String>,
}

/// Which of how many sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    /// From 1.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
}

impl Running {
    /// Returns the number of the page as the ledger keeps it.
    #[must_use]
    pub fn number(self) -> u32 {
        u32::try_from(self.page).expect("no poster has billions of pages")
    }
}

impl<'a> Press<'a> {
    /// Returns the procedures that hang in a hall, in the order of its board, each once; those not in
    /// force are left off.
    #[must_use]
    pub fn listed(&self, village: &Village) -> Vec<&Guide<'a>> {
        match &village.procedures {
            Listed::All => self.guides.values().collect(),
            Listed::These(ids) => self.each(ids),
        }
    }

    /// Returns the procedures of a list that are in force, each once.
    #[must_use]
    pub fn each(&self, ids: &[Id]) -> Vec<&Guide<'a>> {
        let mut named = BTreeSet::new();
        let once = ids.iter().filter(|id| named.insert(*id));
        once.filter_map(|id| self.guides.get(id)).collect()
    }

    /// Says whether any sheet of a hall is made.
    #[must_use]
    pub fn prints(&self, village: &Village) -> bool {
        let Some(stamps) = self.stamps else { return true };
        let hall = self.addresses.number(Thing::Hall, &village.id);
        stamps.keys().any(|(number, _)| *number == hall)
    }

    /// Says whether a sheet of a hall is made.
    #[must_use]
    pub fn has(&self, village: &Village, slot: Slot) -> bool {
        let hall = || self.addresses.number(Thing::Hall, &village.id);
        self.stamps.is_none_or(|stamps| stamps.contains_key(&(hall(), slot)))
    }

    /// Prepares everything that halls share.
    pub fn new(
        site: &'a Site,
        theme: &'a Theme,
        faces: &'a Faces,
        addresses: Addresses<'a>,
        found: &mut Diagnostics,
    ) -> Self {
        let strings = theme.strings(&Lang::vietnamese());
        let look = &theme.look;
        let [accent, line, ground] = [&look.accent, &look.line, &look.ground].map(|c| color(c));
        let order = Order::new(site, &Lang::vietnamese());
        let active = site.procedures.iter().filter(|p| p.is_active());
        let coded = with_steps_codes(site);
        let guides = active.map(|procedure| {
            // Only what is printed is composed, and its finding is told once, not once a hall.
            let steps_texts = if coded.contains(&procedure.id) {
                steps::checked(procedure, &site.commune, strings, found)
            } else {
                Vec::new()
            };
            let guide = Guide {
                procedure,
                number: addresses.number(Thing::Procedure, &procedure.id),
                typed: addresses.typed(Thing::Procedure, &procedure.id),
                facts: Facts::of(procedure, strings),
                steps_texts,
            };
            (&procedure.id, guide)
        });
        let guides = guides.collect();
        let (plain, stamps) = (theme::plain(), None);
        let mut boards: BTreeMap<u32, Vec<&Print>> = BTreeMap::new();
        for print in addresses.ledger.prints.hanging().filter(|p| p.slot.kind == Kind::Board) {
            boards.entry(print.hall).or_default().push(print);
        }
        Self {
            site,
            theme,
            addresses,
            strings,
            faces,
            accent,
            line,
            ground,
            plain,
            stamps,
            boards,
            order,
            guides,
        }
    }
}

/// Finds the procedures that some hall prints with a steps code.
fn with_steps_codes(site: &Site) -> BTreeSet<&Id> {
    let mut ids = BTreeSet::new();
    for village in site.villages.iter().filter(|village| village.is_open()) {
        ids.extend(&village.sheets);
        if village.wifi.is_none() || village.steps_codes {
            match &village.procedures {
                Listed::All => ids.extend(site.procedures.iter().map(|p| &p.id)),
                Listed::These(listed) => ids.extend(listed),
            }
        }
    }
    ids
}

/// Takes a colour of the theme.
fn color(text: &str) -> Color {
    let [red, green, blue] = theme::rgb(text).expect("a theme with another colour is refused");
    Color(red, green, blue)
}
