//! The guide site: one page for everything that has an address, complete without a script.
//!
//! `<number>/` and `<id>/` hold the same bytes and share them; so do the addresses that a thing
//! had before. Translations stand below `<lang>/`. Links are relative and end in `/`.

mod cases;
mod changes;
mod code;
mod commune;
mod doubts;
mod edition;
mod facts;
#[cfg(test)]
mod fixture;
mod hall;
mod home;
pub(super) mod order;
mod other;
mod papers;
mod place;
mod posters;
mod procedure;
mod program;
mod record;
mod scripts;
mod sessions;
mod shelf;
mod stopped;
mod style;
#[cfg(test)]
mod tests;
mod way;

use std::convert::Infallible;
use std::sync::Mutex;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Diagnostics, say};
use crate::files::{Bytes, FilePath, FileSet};
use crate::model::site::{Field, Page, Thing};
use crate::model::{Id, Lang, Procedure, Program, Site, Village};
use crate::theme::Theme;

use super::address::Addresses;
use super::feed;
use super::offline::Offline;
use edition::Edition;
pub use posters::posters;
pub use shelf::Shelf;

/// How the pages are addressed and linked.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The addresses of the site.
    pub addresses: Addresses<'a>,
    /// Whether links name `index.html`, so that the site works from a USB stick without a server.
    pub flat_links: bool,
    /// Whether there are images for shared links, so that pages may name them.
    pub cards: bool,
    /// Whether the index of the search is made only when somebody searches, as in a preview: nothing
    /// tells then whether it changed, so that the link to it has no digest.
    pub late_search: bool,
}

/// Renders every page, and copies the forms and the theme's static files.
///
/// The paths are below `public/`. A template that fails is an error in `found`, said once.
pub fn pages(site: &Site, theme: &Theme, options: Options<'_>, found: &mut Diagnostics) -> FileSet {
    let files = Mutex::new(FileSet::default());
    let take = |paths: &[FilePath], bytes: &Bytes| -> Result<(), Infallible> {
        let mut files = files.lock().expect("no page panics while it holds the lock");
        files.extend(paths.iter().map(|path| (path.clone(), bytes.clone())));
        Ok(())
    };
    each(site, theme, options, take, found).unwrap_or_else(|never| match never {});
    files.into_inner().expect("no page panics while it holds the lock")
}

/// Renders every page as [`pages`] does and hands each to `take` at once, from several threads:
/// ten thousand guides are never in memory together. The first path is the page's own; it answers
/// under the others too.
///
/// # Errors
/// The first refusal of `take`; the pages after it are not rendered.
pub fn each<E: Send>(
    site: &Site,
    theme: &Theme,
    options: Options<'_>,
    take: impl Fn(&[FilePath], &Bytes) -> Result<(), E> + Sync,
    found: &mut Diagnostics,
) -> Result<(), E> {
    for (path, bytes) in theme.statics.iter().chain(&site.forms) {
        take(std::slice::from_ref(path), bytes)?;
    }
    let languages = languages(site);
    let offline = Offline::new(site, &languages);
    // What a citizen reads is also kept for when there is no network.
    let page = |paths: &[FilePath], bytes: &Bytes| {
        offline.add(paths, bytes);
        take(paths, bytes)
    };
    let mut canonical = Vec::new();
    for lang in &languages {
        say_if_mute(site, theme, lang, found);
        match Edition::new(site, theme, options, &languages, lang) {
            Ok(edition) => canonical.extend(edition_pages(&edition, page, found)?),
            Err(error) => broken(theme, &error, found),
        }
    }
    for (path, bytes) in offline.finish(theme, &languages) {
        take(&[path], &bytes)?;
    }
    let feeds = feed::Source::new(site, theme, options.addresses);
    feed::each(feeds, theme, &canonical, &take)?;
    found.sort();
    Ok(())
}

/// Renders the pages and scripts of one language; returns the languages and paths of the pages that
/// lists of pages name.
fn edition_pages<E: Send>(
    edition: &Edition<'_>,
    take: impl Fn(&[FilePath], &Bytes) -> Result<(), E> + Sync,
    found: &mut Diagnostics,
) -> Result<Vec<(Lang, String)>, E> {
    for (path, bytes) in edition.scripts.files() {
        take(&[path], &bytes)?;
    }
    if edition.lang.is_vietnamese() {
        for village in edition.site.villages.iter().filter(|village| village.is_open()) {
            let (path, bytes) = scripts::hall(edition, village);
            take(&[path], &bytes)?;
        }
    }
    let tasks = tasks(edition);
    let canonical = tasks.iter().filter_map(|task| task.canonical(edition)).collect();
    let failures: Result<Vec<_>, E> = tasks
        .into_par_iter()
        .map(|task| match task.render(edition) {
            Ok(bytes) => take(&task.paths(edition), &bytes).map(|()| None),
            Err(error) => Ok(Some(error)),
        })
        .collect();
    failures?.iter().flatten().for_each(|error| broken(edition.theme, error, found));
    Ok(canonical)
}

/// Returns Vietnamese and the chosen languages that anything is translated into.
#[must_use]
pub fn languages(site: &Site) -> Vec<Lang> {
    let translated = |lang: &Lang| {
        site.public().any(|p| p.translations.contains_key(lang))
            || site.pages.iter().any(|page| page.translations.contains_key(lang))
    };
    let chosen = site.commune.languages.iter().filter(|lang| !lang.is_vietnamese());
    let mut all = vec![Lang::vietnamese()];
    for lang in chosen.filter(|lang| translated(lang)) {
        if !all.contains(lang) {
            all.push(lang.clone());
        }
    }
    all
}

/// Warns when pages of a language would be framed in Vietnamese words.
fn say_if_mute(site: &Site, theme: &Theme, lang: &Lang, found: &mut Diagnostics) {
    if theme.speaks(lang) {
        return;
    }
    let at = site.commune.languages.iter().position(|known| known == lang).unwrap_or_default();
    let place = site.commune.origin.place(&format!("languages[{at}]"));
    let text = say(
        format!("giao diện chưa có chữ cho ngôn ngữ {lang}: các nhãn sẽ là tiếng Việt"),
        format!("the theme has no words in {lang}: labels will be in Vietnamese"),
    );
    let hint = say(
        format!(
            "chép tệp {0}/strings/vi.yaml thành {0}/strings/{lang}.yaml rồi dịch",
            theme.folder
        ),
        format!(
            "copy {0}/strings/vi.yaml to {0}/strings/{lang}.yaml and translate it",
            theme.folder
        ),
    );
    found.push(Diagnostic::warning("language-without-words", place, text).hint(hint));
}

fn broken(theme: &Theme, error: &tera::Error, found: &mut Diagnostics) {
    // Ten thousand pages fail alike, and are said once.
    push_once(&theme.failed(error), found);
}

fn push_once(finding: &Diagnostic, found: &mut Diagnostics) {
    if !found.iter().any(|known| known == finding) {
        found.push(finding.clone());
    }
}

/// One page to render.
enum Task<'a> {
    Home,
    AToZ,
    Changes,
    NotFound,
    Field(&'a Field),
    Procedure(&'a Procedure),
    Hall(&'a Village),
    Program(&'a Program),
    Page(&'a Page),
}

/// Lists the pages of an edition: everything in Vietnamese, else what is translated.
fn tasks<'a>(edition: &Edition<'a>) -> Vec<Task<'a>> {
    let site = edition.site;
    let mut tasks = vec![Task::Home];
    if edition.long_list {
        tasks.push(Task::AToZ);
    }
    tasks.push(Task::Changes);
    let public = site.public();
    if !edition.lang.is_vietnamese() {
        let lang = &edition.lang;
        let procedures = public.filter(|p| p.translations.contains_key(lang));
        tasks.extend(procedures.map(Task::Procedure));
        let pages = site.pages.iter().filter(|page| page.translations.contains_key(lang));
        tasks.extend(pages.map(Task::Page));
        return tasks;
    }
    tasks.push(Task::NotFound);
    tasks.extend(site.fields.iter().map(Task::Field));
    tasks.extend(public.map(Task::Procedure));
    tasks.extend(site.villages.iter().map(Task::Hall));
    tasks.extend(site.programs.iter().map(Task::Program));
    tasks.extend(site.pages.iter().map(Task::Page));
    tasks
}

impl Task<'_> {
    fn render(&self, edition: &Edition<'_>) -> tera::TeraResult<Bytes> {
        match self {
            Self::Home => home::home(edition),
            Self::AToZ => home::a_to_z(edition),
            Self::Changes => changes::page(edition),
            Self::NotFound => other::not_found(edition),
            Self::Field(field) => home::field(edition, field),
            Self::Procedure(procedure) => procedure::page(edition, procedure),
            Self::Hall(village) => hall::page(edition, village),
            Self::Program(program) => program::page(edition, program),
            Self::Page(page) => other::page(edition, page),
        }
    }

    /// Returns the language and path of the page for lists of pages; nothing for "not found".
    fn canonical(&self, edition: &Edition<'_>) -> Option<(Lang, String)> {
        let path = self.paths(edition).first()?.as_str().strip_suffix("index.html")?.to_owned();
        Some((edition.lang.clone(), path))
    }

    /// Returns every path where the page stands.
    fn paths(&self, edition: &Edition<'_>) -> Vec<FilePath> {
        if let Self::NotFound = self {
            return vec![FilePath::known("404.html")];
        }
        index(&self.folders(edition))
    }

    /// Returns every folder where the page is the index, with a slash at the end; empty for the top.
    fn folders(&self, edition: &Edition<'_>) -> Vec<String> {
        let (thing, id, aliases): (_, _, &[Id]) = match self {
            Self::Home => return vec![edition.home()],
            Self::AToZ => return vec![format!("{}a-z/", edition.home())],
            Self::Changes => return vec![format!("{}{}", edition.home(), changes::PATH)],
            Self::NotFound => return Vec::new(),
            Self::Field(field) => (Thing::Field, &field.id, &field.aliases),
            Self::Procedure(procedure) => {
                (Thing::Procedure, &procedure.id, procedure.aliases.as_slice())
            }
            Self::Hall(village) => (Thing::Hall, &village.id, village.aliases.as_slice()),
            Self::Program(program) => (Thing::Program, &program.id, &program.aliases),
            Self::Page(page) => (Thing::Page, &page.id, &page.aliases),
        };
        let mut folders = vec![Edition::path(id, &edition.lang)];
        folders.extend(aliases.iter().map(|alias| Edition::path(alias, &edition.lang)));
        if edition.lang.is_vietnamese() {
            let addresses = edition.options.addresses;
            folders.push(format!("{}/", addresses.number(thing, id)));
            // A number minted for a former id hangs on walls too.
            let numbers = addresses.ledger.numbers(thing, id).iter().skip(1);
            folders.extend(numbers.map(|number| format!("{number}/")));
        }
        folders
    }
}

fn index(folders: &[String]) -> Vec<FilePath> {
    folders.iter().map(|folder| FilePath::known(&format!("{folder}index.html"))).collect()
}
