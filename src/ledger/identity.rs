//! Whether a thing is what was printed: by its national code and its title, as paper has them.

use std::collections::BTreeMap;

use super::prints::Prints;
use super::seen::{Fact, Part, Seen};
use crate::diagnostic::Place;
use crate::model::site::Thing;
use crate::model::{Id, Site};

/// What a paper says of a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Printed<'a> {
    /// The id it had on that day; nothing for a hall, which only heads its sheets.
    pub(super) id: Option<&'a Id>,
    /// Its title.
    pub(super) title: &'a Fact,
    /// Its national code; nothing when it had none.
    pub(super) code: Option<&'a Fact>,
}

/// What a thing is called today.
#[derive(Clone, Debug)]
pub(super) struct Today<'a> {
    /// Its title.
    pub(super) title: &'a str,
    /// The digest of its title.
    digest: String,
    /// The digest of its national code.
    code: Option<String>,
    /// The digests of other names that it says it has.
    names: Vec<String>,
    /// The digests of codes that it says it replaced.
    replaced: Vec<String>,
    /// What a sheet of a hall begins with: its name, then commune and province.
    heading: Option<String>,
    /// Where its title is written.
    pub(super) place: Place,
}

/// Collects what papers say of each number, each wording under each id once, the last one last;
/// `had` says whether a number ever was an id's, since a paper may be about a number that two things
/// had by mistake.
pub(super) fn papers(
    prints: &Prints,
    had: impl Fn(u32, &Id) -> bool,
) -> BTreeMap<u32, Vec<Printed<'_>>> {
    let mut papers: BTreeMap<u32, Vec<Printed<'_>>> = BTreeMap::new();
    for print in prints.all() {
        let mut ids: BTreeMap<u32, &Id> = BTreeMap::new();
        let mut here: BTreeMap<u32, (Option<&Fact>, Option<&Fact>)> = BTreeMap::new();
        for item in &print.items {
            // The sheet as a whole is headed by the name of its hall.
            let number = match &item.about {
                None => print.hall,
                Some((number, id)) if had(*number, id) => {
                    ids.insert(*number, id);
                    *number
                }
                Some(_) => continue,
            };
            let (title, code) = here.entry(number).or_default();
            *title = item.seen.get(Part::Title).or(*title);
            *code = item.seen.get(Part::NationalCode).or(*code);
        }
        for (number, (title, code)) in here {
            let Some(title) = title else { continue };
            let id = ids.get(&number).copied();
            let known = papers.entry(number).or_default();
            known.retain(|paper| (paper.id, paper.title, paper.code) != (id, title, code));
            known.push(Printed { id, title, code });
        }
    }
    papers
}

/// Returns what every public thing is called today.
pub(super) fn today(site: &Site) -> BTreeMap<(Thing, &Id), Today<'_>> {
    let procedures = site.public().map(|p| {
        let mut today = named(&p.title, p.code.as_deref(), p.origin.place("title"));
        let names = p.official_title.iter().chain(&p.keywords);
        today.names = names.map(|name| digest(Part::Title, name)).collect();
        today.replaced = p.replaces.iter().map(|code| digest(Part::NationalCode, code)).collect();
        ((Thing::Procedure, &p.id), today)
    });
    let halls = site.villages.iter().map(|v| {
        let today = named(&v.title, None, v.origin.place("title"));
        ((Thing::Hall, &v.id), Today { heading: Some(v.full_name()), ..today })
    });
    let fields = site.fields.iter().map(|f| (Thing::Field, &f.id, &f.title, &f.origin));
    let programs = site.programs.iter().map(|p| (Thing::Program, &p.id, &p.title, &p.origin));
    let pages = site.pages.iter().map(|p| (Thing::Page, &p.id, &p.title, &p.origin));
    let others = fields.chain(programs).chain(pages);
    let others = others
        .map(|(kind, id, title, origin)| ((kind, id), named(title, None, origin.place("title"))));
    procedures.chain(halls).chain(others).collect()
}

fn named<'a>(title: &'a str, code: Option<&str>, place: Place) -> Today<'a> {
    let code = code.map(|code| digest(Part::NationalCode, code));
    let digest = digest(Part::Title, title);
    Today { title, digest, code, names: Vec::new(), replaced: Vec::new(), heading: None, place }
}

/// Returns the digest that paper would have of a text.
fn digest(part: Part, text: &str) -> String {
    let mut seen = Seen::default();
    seen.add(part, text, text);
    seen.get(part).map(|fact| fact.digest.clone()).unwrap_or_default()
}

/// How surely a thing is what was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Nothing says so.
    None,
    /// Its file says that it had the name, or that it replaced the code.
    SaysSo,
    /// It has the code, or the title where the codes do not say otherwise.
    Is,
}

impl Today<'_> {
    /// Says whether its file says that it had the name that another thing has today, or replaced
    /// its code.
    pub(super) fn claims(&self, other: &Today<'_>) -> bool {
        let replaced = other.code.as_ref().is_some_and(|code| self.replaced.contains(code));
        replaced || self.names.contains(&other.digest)
    }
}

impl Printed<'_> {
    /// Says whether the title of a thing is what stands on the paper.
    pub(super) fn has_title_of(&self, today: &Today<'_>) -> bool {
        let below = |heading: &String| {
            let rest = self.title.words.strip_prefix(heading.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(", "))
        };
        self.title.digest == today.digest || today.heading.as_ref().is_some_and(below)
    }

    /// Says whether paper and thing have one code.
    fn has_code_of(&self, today: &Today<'_>) -> bool {
        self.code.is_some_and(|code| Some(&code.digest) == today.code.as_ref())
    }

    /// Says whether the paper has a code and the thing another or none.
    pub(super) fn has_other_code_than(&self, today: &Today<'_>) -> bool {
        self.code.is_some_and(|code| Some(&code.digest) != today.code.as_ref())
    }

    /// Says how surely a thing is what was printed.
    pub(super) fn likeness(&self, today: &Today<'_>) -> Likeness {
        let two_codes = self.code.is_some() && today.code.is_some();
        let replaced = self.code.is_some_and(|code| today.replaced.contains(&code.digest));
        if self.has_code_of(today) || (self.has_title_of(today) && !two_codes) {
            Likeness::Is
        } else if replaced || today.names.contains(&self.title.digest) {
            Likeness::SaysSo
        } else {
            Likeness::None
        }
    }
}
