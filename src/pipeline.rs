//! The whole build on one screen: a pure function from files to files.

use std::sync::Arc;

use crate::check;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, say};
use crate::files::{Bytes, FilePath, FileSet};
use crate::ledger::{self, Ledger};
use crate::model::date::Date;
use crate::model::procedure::Status;
use crate::model::site::Wanted;
use crate::model::{Id, Lang, Link, Site};
use crate::parse;
use crate::render::Sheet;
use crate::render::address::Addresses;
use crate::render::card::{self, Card};
use crate::render::font::Faces;
use crate::render::page;
use crate::render::poster::press::Stamps;
use crate::render::poster::{self, Drawn};
use crate::theme::{self, Theme};

/// What a build is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day it is in Vietnam; only checks and newly minted numbers know it.
    pub today: Date,
    /// Another address than the site's own, for a preview: makes no posters.
    pub base: Option<Link>,
    /// Whether posters are drawn.
    pub posters: bool,
    /// Whether new numbers may be minted.
    pub minting: Minting,
    /// Whether links name `index.html`.
    pub flat_links: bool,
    /// Whether drafts are shown, in a preview that nobody publishes.
    pub drafts: bool,
    /// Which posters are asked for.
    pub wanted: Wanted,
}

/// Whether new numbers may be minted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minting {
    /// New things get a number.
    Allowed,
    /// A thing without a number is an error.
    Locked,
}

/// What a build answers with. With errors among the findings, nothing of it may be published.
pub struct Built {
    /// What was read; nothing when it could not be.
    pub site: Option<Site>,
    /// The theme; nothing when it is broken.
    pub theme: Option<Arc<Theme>>,
    /// The ledger with what was minted.
    pub ledger: Ledger,
    /// How many numbers were minted.
    pub minted: usize,
    /// Whether the ledger has new lines, also for things that were renamed.
    pub ledger_changed: bool,
    /// Everything found in content, theme and ledger, in order; what only shows in the making is
    /// returned by [`Built::pages`] and [`Built::posters`].
    pub diagnostics: Diagnostics,
    options: Options,
}

/// Builds everything but what is made one by one: pages by [`Built::pages`], sheets by
/// [`Built::posters`].
#[must_use]
pub fn build(files: &FileSet, options: &Options) -> Built {
    let mut found = Diagnostics::default();
    let site = parse::site(files, &mut found);
    let theme = Theme::parse(files, theme::DEFAULT, &mut found).map(Arc::new);
    let ledger = Ledger::parse(files, &mut found);
    finish(options, (site, theme, ledger), found)
}

/// What the last build read: a preview builds again and again, and mostly one file is another one.
#[derive(Default)]
pub struct Memory {
    content: parse::Memory,
    theme: theme::Memory,
    ledger: ledger::Memory,
}

/// Builds as [`build`] does, with the same answer; reads only what changed since `memory` was last
/// built with.
#[must_use]
pub fn again(files: &FileSet, options: &Options, memory: &mut Memory) -> Built {
    let mut found = Diagnostics::default();
    let site = parse::again(files, &mut memory.content, &mut found);
    let theme = theme::again(files, &mut memory.theme, &mut found);
    let ledger = Ledger::again(files, &mut memory.ledger, &mut found);
    finish(options, (site, theme, ledger), found)
}

/// Makes a build of what was read.
fn finish(
    options: &Options,
    (mut site, theme, mut ledger): (Option<Site>, Option<Arc<Theme>>, Ledger),
    mut found: Diagnostics,
) -> Built {
    let (mut minted, mut changed) = (0, false);
    if let Some(site) = &mut site {
        if options.drafts {
            show_drafts(site);
        }
        site.programs.iter_mut().for_each(|program| program.over = program.is_over(options.today));
        if !options.drafts {
            site.programs.retain(|program| !program.draft);
            site.pages.retain(|page| !page.draft);
        }
        site.wanted = options.wanted.clone();
        check::run(site, &ledger, options.today, &mut found);
        let new = ledger.mint(site, options.today);
        changed = !new.is_empty() || ledger.is_repaired();
        minted = new.iter().filter(|row| !row.renamed).count();
        ledger::settle(&ledger, site, &mut found);
        if options.minting == Minting::Locked {
            report_locked(&new, &mut found);
        }
    }
    found.sort();
    Built {
        site,
        theme,
        ledger,
        minted,
        ledger_changed: changed,
        diagnostics: found,
        options: options.clone(),
    }
}

impl Built {
    /// Renders every page and hands its paths below `public/` and its bytes to `take`, from several
    /// threads; returns what was found in the templates.
    ///
    /// # Errors
    /// The first refusal of `take`.
    pub fn pages<E: Send>(
        &self,
        take: impl Fn(&[FilePath], &Bytes) -> Result<(), E> + Sync,
    ) -> Result<Diagnostics, E> {
        let mut found = Diagnostics::default();
        let (Some(site), Some(theme)) = (&self.site, &self.theme) else { return Ok(found) };
        page::each(site, theme, self.page_options(site, false), take, &mut found)?;
        Ok(found)
    }

    /// Prepares the pages so that each can be taken by itself, for a preview; `languages` are
    /// those of [`Built::languages`]. Nothing when the site or the theme could not be read.
    #[must_use]
    pub fn shelf<'a>(
        &'a self,
        languages: &'a [Lang],
        found: &mut Diagnostics,
    ) -> Option<page::Shelf<'a>> {
        let (site, theme) = (self.site.as_ref()?, self.theme.as_ref()?);
        Some(page::Shelf::new(site, theme, self.page_options(site, true), languages, found))
    }

    /// Returns the languages that there are pages in, Vietnamese first.
    #[must_use]
    pub fn languages(&self) -> Vec<Lang> {
        self.site.as_ref().map(page::languages).unwrap_or_default()
    }

    fn page_options<'a>(&'a self, site: &'a Site, late_search: bool) -> page::Options<'a> {
        let base = self.options.base.as_ref().unwrap_or(&site.commune.address);
        let addresses = Addresses { base, ledger: &self.ledger };
        let flat_links = self.options.flat_links;
        page::Options { addresses, flat_links, cards: self.has_pictures(), late_search }
    }

    /// Draws the image of every procedure and program and that of the commune, which a shared link
    /// shows, and hands each to `take`, from several threads; none where no posters are drawn.
    ///
    /// # Errors
    /// The first refusal of `take`.
    pub fn cards<E: Send>(
        &self,
        faces: &Faces,
        take: impl Fn(&Card) -> Result<(), E> + Sync,
    ) -> Result<Diagnostics, E> {
        let mut found = Diagnostics::default();
        if let (Some(site), Some(theme), true) = (&self.site, &self.theme, self.has_pictures()) {
            card::each(site, theme, faces, take, &mut found)?;
        }
        Ok(found)
    }

    /// Draws every sheet of every open hall and hands it to `take`, from several threads, then
    /// drops it; returns what does not fit and what fonts and frames lack.
    ///
    /// Also worth calling when the content has errors, with a `take` that does nothing: then one run
    /// tells everything.
    ///
    /// # Errors
    /// The first refusal of `take`.
    pub fn posters<E: Send>(
        &self,
        take: impl Fn(Drawn<'_>) -> Result<(), E> + Sync,
    ) -> Result<Diagnostics, E> {
        self.sheets(None, take)
    }

    /// Draws the sheets that are printed to be hung, as [`Built::posters`] does, each with its number
    /// and month in the foot; hands on only those, and lays out only their halls.
    ///
    /// # Errors
    /// The first refusal of `take`.
    pub fn printed<E: Send>(
        &self,
        stamps: &Stamps,
        take: impl Fn(Drawn<'_>) -> Result<(), E> + Sync,
    ) -> Result<Diagnostics, E> {
        self.sheets(Some(stamps), take)
    }

    /// Draws the sheets of one hall, in the order of hanging, as [`Built::posters`] does; none of them
    /// when something does not fit.
    #[must_use]
    pub fn hall(&self, hall: &Id, found: &mut Diagnostics) -> Vec<Sheet> {
        let (Some(site), Some(theme), true) = (&self.site, &self.theme, self.has_pictures()) else {
            return Vec::new();
        };
        let mut site = site.clone();
        site.wanted = Wanted { halls: vec![hall.clone()], kinds: Vec::new() };
        let addresses = Addresses { base: &site.commune.address, ledger: &self.ledger };
        poster::sheets(&site, theme, addresses, found)
    }

    fn sheets<E: Send>(
        &self,
        stamps: Option<&Stamps>,
        take: impl Fn(Drawn<'_>) -> Result<(), E> + Sync,
    ) -> Result<Diagnostics, E> {
        let mut found = Diagnostics::default();
        let (Some(site), Some(theme)) = (&self.site, &self.theme) else { return Ok(found) };
        if !self.has_pictures() {
            return Ok(found);
        }
        let addresses = Addresses { base: &site.commune.address, ledger: &self.ledger };
        poster::each(site, theme, addresses, stamps, take, &mut found)?;
        Ok(found)
    }
}

impl Built {
    /// Says whether posters and sharing images are drawn: they carry the site's own address, so a
    /// preview under another has none.
    fn has_pictures(&self) -> bool {
        let own = self.site.as_ref().map(|site| &site.commune.address);
        self.options.posters && self.options.base.as_ref().is_none_or(|base| Some(base) == own)
    }
}

/// Gives drafts a page, in a preview.
fn show_drafts(site: &mut Site) {
    for procedure in &mut site.procedures {
        if procedure.status == Status::Draft {
            Arc::make_mut(procedure).preview = true;
        }
    }
}

fn report_locked(new: &[ledger::Row], found: &mut Diagnostics) {
    for row in new {
        let text = say(
            format!("{} chưa có số, mà --locked không cho cấp số mới", row.id),
            format!("{} has no number, and --locked forbids minting one", row.id),
        );
        let place = Place::start(Ledger::path());
        found.push(Diagnostic::error("ledger-locked", place, text).hint(say(
            "chạy tracuu build không có --locked rồi lưu lại content/ledger/numbers.csv",
            "run tracuu build without --locked and keep content/ledger/numbers.csv",
        )));
    }
}
