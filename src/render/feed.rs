//! What machines read of the site, and what people paste elsewhere.
//!
//! `sitemap.xml` and `robots.txt`; `changes.xml` for feed readers; `programs.ics` and one
//! `<id>/lich.ics` a program for calendars; `data/` for spreadsheets and programs; `share/<id>/`
//! with texts for Zalo, loudspeakers and a portal's editor. All of them are of the content alone:
//! no build time, and the same bytes for the same content. A theme's own file of the same name
//! stands.

mod atom;
mod calendar;
pub(in crate::render) mod change;
mod data;
mod json_ld;
mod share;
mod sitemap;
mod xml;

use rayon::prelude::*;

use crate::files::{Bytes, FilePath};
use crate::model::site::Thing;
use crate::model::{Id, Lang, Site};
use crate::theme::{Strings, Theme};

use super::address::Addresses;

pub use json_ld::json_ld;

/// Everything that the feeds are made of.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its Vietnamese words.
    pub strings: &'a Strings,
    /// Its addresses.
    pub addresses: Addresses<'a>,
}

impl<'a> Source<'a> {
    /// Gathers what feeds are made of.
    #[must_use]
    pub fn new(site: &'a Site, theme: &'a Theme, addresses: Addresses<'a>) -> Self {
        Self { site, strings: theme.strings(&Lang::vietnamese()), addresses }
    }

    /// Returns the whole address of a path below the top.
    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.addresses.base.as_str())
    }

    /// Returns the short address of a thing, with its scheme.
    fn short(&self, thing: Thing, id: &Id) -> String {
        format!("https://{}/", self.addresses.typed(thing, id))
    }

    /// Returns the permanent number of a thing.
    fn number(&self, thing: Thing, id: &Id) -> u32 {
        self.addresses.number(thing, id)
    }

    /// Says whether the site is built under another address than its own, to be looked at.
    fn is_preview(&self) -> bool {
        *self.addresses.base != self.site.commune.address
    }
}

/// Makes every file and hands each to `take`, from several threads; `pages` are the canonical
/// paths of all readable pages, such as `en/khai-sinh/`, with their languages.
///
/// A preview gets no `sitemap.xml`, and a `robots.txt` that keeps everybody out.
///
/// # Errors
/// The first refusal of `take`.
pub fn each<E: Send>(
    source: Source<'_>,
    theme: &Theme,
    pages: &[(Lang, String)],
    take: impl Fn(&[FilePath], &Bytes) -> Result<(), E> + Sync,
) -> Result<(), E> {
    let give = |(path, bytes): (String, Vec<u8>)| {
        let path = FilePath::known(&path);
        if theme.statics.contains(&path) {
            return Ok(());
        }
        take(&[path], &bytes.into())
    };
    let whole = [
        sitemap::sitemap(source, pages),
        Some(sitemap::robots(source)),
        atom::feed(source),
        calendar::all(source),
    ];
    whole.into_iter().flatten().chain(data::files(source)).try_for_each(&give)?;
    let programs = source.site.programs.par_iter();
    programs.try_for_each(|program| {
        let own = calendar::of(source, program).into_iter();
        own.chain(share::program(source, program)).try_for_each(&give)
    })?;
    let public = source.site.procedures.par_iter().filter(|procedure| procedure.is_public());
    public.try_for_each(|procedure| {
        share::procedure(source, procedure).into_iter().try_for_each(&give)
    })
}
