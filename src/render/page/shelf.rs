//! Pages taken one at a time: what a preview shows is rendered when somebody looks at it.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Mutex;

use super::edition::Edition;
use super::{Options, Task, broken, push_once, say_if_mute, scripts, tasks};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::files::{Bytes, FilePath};
use crate::model::{Lang, Site};
use crate::render::feed;
use crate::theme::Theme;

/// The files of a site, none of them rendered yet, but for what old pages keep for when there is no
/// network: a preview has none of that.
pub struct Shelf<'a> {
    site: &'a Site,
    theme: &'a Theme,
    options: Options<'a>,
    languages: &'a [Lang],
    /// One for each language, opened when a page of it is asked for.
    drawers: Vec<OnceCell<Result<Drawer<'a>, Box<Diagnostic>>>>,
}

/// The pages of one language.
struct Drawer<'a> {
    edition: Edition<'a>,
    tasks: Vec<Task<'a>>,
    /// Which page is the index of a folder.
    places: BTreeMap<String, usize>,
    /// What is made once for all pages.
    made: BTreeMap<FilePath, Bytes>,
}

impl<'a> Shelf<'a> {
    /// Prepares the pages of a site; renders none.
    #[must_use]
    pub fn new(
        site: &'a Site,
        theme: &'a Theme,
        options: Options<'a>,
        languages: &'a [Lang],
        found: &mut Diagnostics,
    ) -> Self {
        for lang in languages {
            say_if_mute(site, theme, lang, found);
        }
        found.sort();
        let drawers = languages.iter().map(|_| OnceCell::new()).collect();
        Self { site, theme, options, languages, drawers }
    }

    /// Renders one page of each kind, so that a template that fails is told before anybody looks.
    pub fn try_each_kind(&self, found: &mut Diagnostics) {
        for at in 0..self.languages.len() {
            let drawer = match self.drawer(at) {
                Ok(drawer) => drawer,
                Err(finding) => {
                    push_once(finding, found);
                    continue;
                }
            };
            let mut tried = Vec::new();
            for task in &drawer.tasks {
                let kind = std::mem::discriminant(task);
                if tried.contains(&kind) {
                    continue;
                }
                tried.push(kind);
                if let Err(error) = task.render(&drawer.edition) {
                    broken(self.theme, &error, found);
                }
            }
        }
        found.sort();
    }

    /// Opens the drawer of a language.
    fn drawer(&self, at: usize) -> Result<&Drawer<'a>, &Diagnostic> {
        let Self { site, theme, options, languages, .. } = *self;
        let opened = self.drawers[at].get_or_init(|| {
            let edition = Edition::new(site, theme, options, languages, &languages[at]);
            edition.map(Drawer::new).map_err(|error| Box::new(theme.failed(&error)))
        });
        opened.as_ref().map_err(AsRef::as_ref)
    }

    /// Returns a file of the site; nothing when it has none of that path.
    ///
    /// # Errors
    /// What is wrong with the template of the page.
    pub fn take(&self, path: &FilePath) -> Result<Option<Bytes>, Box<Diagnostic>> {
        let drawer = self.drawer(self.language_of(path)).map_err(|it| Box::new(it.clone()))?;
        if let Some(bytes) = drawer.made.get(path) {
            return Ok(Some(bytes.clone()));
        }
        if let Some(bytes) = scripts::late_search(&drawer.edition, path) {
            return Ok(Some(bytes));
        }
        if let Some(task) = drawer.task(path) {
            let page = task.render(&drawer.edition);
            return page.map(Some).map_err(|error| Box::new(self.theme.failed(&error)));
        }
        let copied = self.theme.statics.get(path).or_else(|| self.site.forms.get(path));
        Ok(copied.cloned().or_else(|| self.feed(path)))
    }

    /// Returns whose file this is: `en/…` and `app-en.js` are of one language, the rest is
    /// Vietnamese, which stands first.
    fn language_of(&self, path: &FilePath) -> usize {
        let stem = path.as_str().strip_suffix(".js").unwrap_or_default();
        let of = |lang: &Lang| {
            let tag = lang.as_str();
            let script = stem.strip_suffix(tag).is_some_and(|stem| stem.ends_with('-'));
            path.below(tag).is_some() || script
        };
        self.languages.iter().position(of).unwrap_or_default()
    }

    /// Makes the feeds and keeps the one that is asked for: nobody looks at them often.
    fn feed(&self, path: &FilePath) -> Option<Bytes> {
        if path.extension() == Some("html") && path.below("share").is_none() {
            return None;
        }
        let drawers = (0..self.languages.len()).filter_map(|at| self.drawer(at).ok());
        let each = drawers.flat_map(|Drawer { edition, tasks, .. }| {
            tasks.iter().filter_map(move |task| task.canonical(edition))
        });
        let pages: Vec<_> = each.collect();
        let kept = Mutex::new(None);
        let take = |paths: &[FilePath], bytes: &Bytes| {
            if paths.contains(path) {
                *kept.lock().expect("no feed panics while it holds the lock") = Some(bytes.clone());
            }
            Ok::<(), Infallible>(())
        };
        let source = feed::Source::new(self.site, self.theme, self.options.addresses);
        let Ok(()) = feed::each(source, self.theme, &pages, take);
        kept.into_inner().expect("no feed panics while it holds the lock")
    }
}

impl<'a> Drawer<'a> {
    fn new(edition: Edition<'a>) -> Self {
        let mut made: BTreeMap<_, _> = edition.scripts.files().collect();
        if edition.lang.is_vietnamese() {
            let open = edition.site.villages.iter().filter(|village| village.is_open());
            made.extend(open.map(|village| scripts::hall(&edition, village)));
        }
        let tasks = tasks(&edition);
        let mut places = BTreeMap::new();
        for (at, task) in tasks.iter().enumerate() {
            places.extend(task.folders(&edition).into_iter().map(|folder| (folder, at)));
        }
        Self { edition, tasks, places, made }
    }

    /// Finds the page that stands at a path.
    fn task(&self, path: &FilePath) -> Option<&Task<'a>> {
        if path.as_str() == "404.html" {
            return self.tasks.iter().find(|task| matches!(task, Task::NotFound));
        }
        Some(&self.tasks[*self.places.get(path.as_str().strip_suffix("index.html")?)?])
    }
}
