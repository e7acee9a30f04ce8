//! The commune and everything it publishes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{
    Body, Hours, Id, Lang, Link, Origin, Procedure, Program, Village,
    block::Block,
    date::{Date, Week},
    village::{Kind, PaperSize, PosterChoice},
};
use crate::files::{Bytes, FilePath};

/// Everything a commune publishes, each list ordered by id.
#[derive(Clone, Debug)]
pub struct Site {
    /// The commune itself: `content/site.yaml`.
    pub commune: Commune,
    /// The fields (lĩnh vực).
    pub fields: Vec<Field>,
    /// The procedures, shared with what a preview remembers: of thousands mostly one is another.
    pub procedures: Vec<Arc<Procedure>>,
    /// The villages.
    pub villages: Vec<Village>,
    /// The service models.
    pub programs: Vec<Program>,
    /// Anything else.
    pub pages: Vec<Page>,
    /// Files to download, by their path below `content/`: `forms/ct01.docx`.
    pub forms: BTreeMap<FilePath, Bytes>,
    /// Ids that some file has although the file could not be read: references to them are no
    /// second error.
    pub unread: BTreeSet<Id>,
    /// Which posters are asked for in this run.
    pub wanted: Wanted,
}

/// Which posters are asked for in one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Of these halls; none: of all.
    pub halls: Vec<Id>,
    /// Of these kinds; none: of all.
    pub kinds: Vec<Kind>,
}

impl Wanted {
    /// Says whether nothing is left out.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.halls.is_empty() && self.kinds.is_empty()
    }

    /// Says whether posters of a kind are asked for in a hall.
    #[must_use]
    pub fn has(&self, hall: &Id, kind: Kind) -> bool {
        (self.halls.is_empty() || self.halls.contains(hall))
            && (self.kinds.is_empty() || self.kinds.contains(&kind))
    }
}

/// The commune: `content/site.yaml`.
#[derive(Clone, Debug)]
pub struct Commune {
    /// Where each key stands.
    pub origin: Origin,
    /// The address of the site: https, ends in `/`.
    pub address: Link,
    /// Addresses that the site had before.
    pub former_addresses: Vec<Link>,
    /// Such as `Xã Ví Dụ`.
    pub name: String,
    /// Such as `Tỉnh Ví Dụ`.
    pub province: Option<String>,
    /// Whether every page and sheet says that this is an example.
    pub example: bool,
    /// Where files are handed in.
    pub centre: Centre,
    /// The commune's phone, as written.
    pub phone: Option<String>,
    /// A survey or complaint form.
    pub feedback_url: Option<Link>,
    /// Office hours; nothing: not known.
    pub hours: Option<Week>,
    /// Days off.
    pub holidays: Vec<Holiday>,
    /// Working days that were swapped.
    pub swapped: Vec<Swap>,
    /// Hosts that links may lead to, with all below them; our own always.
    pub allow_hosts: Vec<String>,
    /// The languages of the guide, Vietnamese first.
    pub languages: Vec<Lang>,
    /// The posters of a hall that does not choose its own.
    pub posters: Posters,
    /// Ids whose number was never printed or published and is used no more.
    pub retired: Vec<Id>,
    /// After how many months a procedure is to be compared with its source again, 1–60.
    pub recheck_months: u8,
    /// Where the site is published; read by `publish` alone.
    pub publish: BTreeMap<String, String>,
}

/// The place where files are handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Centre {
    /// Its name.
    pub name: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// On a map.
    pub map: Option<Link>,
}

/// A day off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// Its name.
    pub name: String,
    /// The rule of law or notice it comes from.
    pub source: Option<String>,
}

/// A working day taken off, made up for on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swap {
    /// The day off.
    pub off: Date,
    /// The day worked instead.
    pub on: Date,
}

/// The posters of a hall that does not choose its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posters {
    /// The paper of boards, indexes and notices.
    pub size: PaperSize,
    /// The kinds, each with its own paper where one is chosen.
    pub kinds: Vec<PosterChoice>,
}

/// A field (lĩnh vực), the family of procedures in one folder.
#[derive(Clone, Debug)]
pub struct Field {
    /// The readable id: the name of the folder.
    pub id: Id,
    /// Where each key stands.
    pub origin: Origin,
    /// Such as `Hộ tịch`.
    pub title: String,
    /// Lower stands first; equal or absent: by Vietnamese alphabet.
    pub order: Option<i32>,
    /// The role that answers for it.
    pub owner: Option<String>,
    /// Ids it had before.
    pub aliases: Vec<Id>,
    /// The Markdown body.
    pub body: Body,
}

/// A page that is none of the others.
#[derive(Clone, Debug)]
pub struct Page {
    /// The readable id: the name of the file.
    pub id: Id,
    /// Where each key stands.
    pub origin: Origin,
    /// Its title.
    pub title: String,
    /// Whether it is a draft, which only a preview shows.
    pub draft: bool,
    /// One sentence.
    pub summary: Option<String>,
    /// Lower stands first; equal or absent: by Vietnamese alphabet.
    pub order: Option<i32>,
    /// Whether it makes a slogan poster.
    pub poster: bool,
    /// Ids it had before.
    pub aliases: Vec<Id>,
    /// Its body in plain blocks; empty unless it makes a poster.
    pub blocks: Vec<Block>,
    /// The Markdown body.
    pub body: Body,
    /// Title, sentence and body in other languages.
    pub translations: BTreeMap<Lang, PageTranslation>,
}

/// A page in another language.
#[derive(Clone, Debug)]
pub struct PageTranslation {
    /// Where each key stands.
    pub origin: Origin,
    /// Its title.
    pub title: String,
    /// One sentence.
    pub summary: Option<String>,
    /// The Markdown body.
    pub body: Body,
}

/// What a number or an id can belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A field.
    Field,
    /// A procedure.
    Procedure,
    /// A village with its hall.
    Hall,
    /// A service model.
    Program,
    /// A page.
    Page,
}

impl Thing {
    /// Every kind of thing, with its word in the ledger.
    pub const ALL: [(&'static str, Self); 5] = [
        ("field", Self::Field),
        ("procedure", Self::Procedure),
        ("hall", Self::Hall),
        ("program", Self::Program),
        ("page", Self::Page),
    ];

    /// Returns the word in the ledger.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(_, thing)| *thing == self).map_or("", |(key, _)| key)
    }
}

impl Site {
    /// Finds a procedure.
    #[must_use]
    pub fn procedure(&self, id: &Id) -> Option<&Procedure> {
        self.procedures.binary_search_by(|p| p.id.cmp(id)).ok().map(|at| &*self.procedures[at])
    }

    /// Walks the procedures that have a page.
    pub fn public(&self) -> impl Iterator<Item = &Procedure> {
        self.procedures.iter().map(Arc::as_ref).filter(|procedure| procedure.is_public())
    }

    /// Finds a field.
    #[must_use]
    pub fn field(&self, id: &Id) -> Option<&Field> {
        self.fields.binary_search_by(|f| f.id.cmp(id)).ok().map(|at| &self.fields[at])
    }

    /// Finds a village.
    #[must_use]
    pub fn village(&self, id: &Id) -> Option<&Village> {
        self.villages.binary_search_by(|v| v.id.cmp(id)).ok().map(|at| &self.villages[at])
    }

    /// Walks everything that has an address, ordered by id; drafts are left out.
    #[must_use]
    pub fn things(&self) -> Vec<(&Id, Thing)> {
        let fields = self.fields.iter().map(|f| (&f.id, Thing::Field));
        let procedures = self.public().map(|p| (&p.id, Thing::Procedure));
        let halls = self.villages.iter().map(|v| (&v.id, Thing::Hall));
        let programs = self.programs.iter().map(|p| (&p.id, Thing::Program));
        let pages = self.pages.iter().map(|p| (&p.id, Thing::Page));
        let mut all: Vec<_> =
            fields.chain(procedures).chain(halls).chain(programs).chain(pages).collect();
        all.sort();
        all
    }

    /// Walks the ids that things had before, each with its present owner.
    #[must_use]
    pub fn aliases(&self) -> Vec<(&Id, &Id, Thing)> {
        let procedures = self.public().map(|p| (&p.id, &p.aliases, Thing::Procedure));
        let halls = self.villages.iter().map(|v| (&v.id, &v.aliases, Thing::Hall));
        let fields = self.fields.iter().map(|f| (&f.id, &f.aliases, Thing::Field));
        let programs = self.programs.iter().map(|p| (&p.id, &p.aliases, Thing::Program));
        let pages = self.pages.iter().map(|p| (&p.id, &p.aliases, Thing::Page));
        let all = procedures.chain(halls).chain(fields).chain(programs).chain(pages);
        all.flat_map(|(id, aliases, thing)| aliases.iter().map(move |a| (a, id, thing))).collect()
    }
}

/// Says how a day's hours read: `7:30–11:30, 13:30–17:00`; empty for a closed day.
#[must_use]
pub fn spell_hours(hours: &[Hours]) -> String {
    hours.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
