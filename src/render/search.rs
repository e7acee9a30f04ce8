//! The index of the search: everything that can be found in one language, one line each.
//!
//! The first line is about the edition: the folder of its pages (`en/`) and the phone of the commune.
//! Each line after it is about one thing, its parts divided by tabs:
//!
//! 1. a letter for its kind, its permanent numbers, and marks: `p24`, `h65,80c`;
//! 2. the title that is shown;
//! 3. national codes without dots, its own first;
//! 4. its id; nothing when that is the folded title joined by `-`;
//! 5. keywords divided by `;`, without those that the title says; of a translation the last is
//!    the Vietnamese title;
//! 6. folded words of official titles and former ids that nothing before says.
//!
//! Empty parts at the end are left out. Procedures follow the line of their field, and are found by
//! its title too.

mod fold;

use std::collections::BTreeSet;

use crate::model::procedure::Status;
use crate::model::site::{Page, Thing};
use crate::model::{Id, Lang, Procedure, Site, Village};

use super::address::Addresses;
use super::page::order::Order;
use fold::fold;

/// Makes the index of the search of one language, for `scripts/search.js` of the theme.
///
/// Of two things that fit a query equally well, the one that stands first in `order` is found first.
pub(super) fn index(
    site: &Site,
    order: &Order<'_>,
    lang: &Lang,
    addresses: Addresses<'_>,
) -> String {
    let edition = Edition { addresses, lang };
    let folder = if lang.is_vietnamese() { String::new() } else { format!("{lang}/") };
    let phone = site.commune.phone.as_deref().unwrap_or_default();
    let mut lines = vec![format!("{folder}\t{}", cell(phone))];
    for field in &order.fields {
        let thing = (Thing::Field, &field.id, field.aliases.as_slice());
        lines.push(edition.line(thing, "", &Said::original(&field.title, lang)));
        lines.extend(order.of_field(&field.id).map(|one| edition.procedure(one)));
    }
    for program in &order.programs {
        let thing = (Thing::Program, &program.id, program.aliases.as_slice());
        lines.push(edition.line(thing, "", &Said::original(&program.title, lang)));
    }
    lines.extend(order.villages.iter().map(|village| edition.hall(village)));
    lines.extend(order.pages.iter().map(|page| edition.page(page)));
    lines.join("\n")
}

/// One language, and the numbers that all share.
#[derive(Clone, Copy)]
struct Edition<'a> {
    addresses: Addresses<'a>,
    lang: &'a Lang,
}

/// What a thing is found by.
#[derive(Default)]
struct Said<'a> {
    /// The title that is shown.
    title: &'a str,
    /// Whether it is shown in Vietnamese among pages of another language.
    foreign: bool,
    /// National codes.
    codes: Vec<&'a str>,
    /// What people call it.
    keywords: Vec<&'a str>,
    /// What offices call it.
    official: Option<&'a str>,
}

impl<'a> Said<'a> {
    fn original(title: &'a str, lang: &Lang) -> Self {
        Self { title, foreign: !lang.is_vietnamese(), ..Self::default() }
    }
}

impl Edition<'_> {
    fn procedure(self, procedure: &Procedure) -> String {
        let mut said = Said::original(&procedure.title, self.lang);
        said.codes = procedure.code.iter().chain(&procedure.replaces).map(String::as_str).collect();
        if let Some(text) = procedure.translations.get(self.lang) {
            (said.title, said.foreign) = (&text.title, false);
            said.keywords = text.keywords.iter().map(String::as_str).collect();
            said.keywords.push(&procedure.title);
        } else {
            said.official = procedure.official_title.as_deref();
            said.keywords = procedure.keywords.iter().map(String::as_str).collect();
        }
        let mark = match procedure.status {
            Status::Suspended => "s",
            Status::Abolished => "a",
            Status::Active | Status::Draft => "",
        };
        self.line((Thing::Procedure, &procedure.id, &procedure.aliases), mark, &said)
    }

    fn hall(self, village: &Village) -> String {
        let mut said = Said::original(&village.title, self.lang);
        said.keywords = village.hall.name.iter().map(String::as_str).collect();
        said.official = village.hall.address.as_deref();
        let mark = if village.is_open() { "" } else { "c" };
        self.line((Thing::Hall, &village.id, &village.aliases), mark, &said)
    }

    fn page(self, page: &Page) -> String {
        let mut said = Said::original(&page.title, self.lang);
        if let Some(text) = page.translations.get(self.lang) {
            (said.title, said.foreign) = (&text.title, false);
            said.keywords.push(&page.title);
        }
        self.line((Thing::Page, &page.id, &page.aliases), "", &said)
    }

    fn line(self, (kind, id, aliases): (Thing, &Id, &[Id]), mark: &str, said: &Said<'_>) -> String {
        let numbers = self.addresses.ledger.numbers(kind, id);
        let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
        let foreign = if said.foreign { "v" } else { "" };
        let first = format!("{}{}{foreign}{mark}", letter(kind), numbers.join(","));
        written(first, id, aliases, said)
    }
}

/// Writes the line of a thing.
fn written(first: String, id: &Id, aliases: &[Id], said: &Said<'_>) -> String {
    let title = fold(said.title);
    let keywords = keywords(&title, &said.keywords);
    let mut known: BTreeSet<String> = words(&title).collect();
    known.extend(words(&id.as_str().replace('-', " ")));
    known.extend(keywords.iter().flat_map(|keyword| words(&fold(keyword)).collect::<Vec<_>>()));
    let said_by_offices = said.official.into_iter().chain(aliases.iter().map(Id::as_str));
    // In order, because that packs better: nobody reads them.
    let rest: BTreeSet<_> = said_by_offices
        .flat_map(|text| words(&fold(text)).collect::<Vec<_>>())
        .filter(|word| !known.contains(word))
        .collect();
    let parts = [
        first,
        cell(said.title),
        codes(&said.codes),
        if title.replace(' ', "-") == id.as_str() { String::new() } else { id.to_string() },
        keywords.iter().map(|word| cell(&word.replace(';', " "))).collect::<Vec<_>>().join(";"),
        rest.into_iter().collect::<Vec<_>>().join(" "),
    ];
    parts.join("\t").trim_end_matches('\t').to_owned()
}

fn letter(kind: Thing) -> char {
    match kind {
        Thing::Field => 'f',
        Thing::Procedure => 'p',
        Thing::Hall => 'h',
        Thing::Program => 's',
        Thing::Page => 'g',
    }
}

fn codes(codes: &[&str]) -> String {
    let plain = |code: &&str| code.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let codes: Vec<_> = codes.iter().map(plain).collect();
    codes.join(" ").to_lowercase()
}

fn words(folded: &str) -> impl Iterator<Item = String> {
    folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned)
}

/// Leaves out keywords that the title says; of those that differ in marks alone, the one with the most
/// marks stays.
fn keywords<'a>(title: &str, all: &[&'a str]) -> Vec<&'a str> {
    let folded: Vec<_> = all.iter().map(|keyword| fold(keyword)).collect();
    let is_said = |at: usize| {
        let own = &folded[at];
        // Marks take bytes.
        let fuller = |other: &usize| (all[*other].len(), at) > (all[at].len(), *other);
        own.is_empty()
            || format!(" {title} ").contains(&format!(" {own} "))
            || (0..all.len()).filter(|other| folded[*other] == *own).any(|other| fuller(&other))
    };
    (0..all.len()).filter(|at| !is_said(*at)).map(|at| all[at]).collect()
}

/// Keeps a text within its part of a line.
fn cell(text: &str) -> String {
    let plain: String =
        text.chars().map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c }).collect();
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
