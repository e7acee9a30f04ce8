//! What every poster of a build shares: site, words, fonts, colours, and the facts of procedures.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use crate::diagnostic::Diagnostics;
use crate::model::site::Thing;
use crate::model::village::Listed;
use crate::model::{Id, Lang, Procedure, Site};
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
    /// Everything in the order of lists.
    pub(in crate::render) order: Order<'a>,
    /// Every active procedure.
    pub guides: BTreeMap<&'a Id, Guide<'a>>,
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

impl<'a> Press<'a> {
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
        Self { site, theme, addresses, strings, faces, accent, line, ground, order, guides }
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
