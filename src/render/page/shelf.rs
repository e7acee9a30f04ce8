//! Pages taken one at a time: what a preview shows is rendered when somebody looks at it.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Mutex;

use super::edition::Edition;
use super::{Options, Task, broken, say_if_mute, scripts, tasks};
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
    /// One for each language, with its pages.
    editions: Vec<(Edition<'a>, Vec<Task<'a>>)>,
    /// Which page is the index of a folder: its language and its place there.
    places: BTreeMap<String, (usize, usize)>,
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
        let mut shelf = Self {
            site,
            theme,
            options,
            editions: Vec::new(),
            places: BTreeMap::new(),
            made: BTreeMap::new(),
        };
        for lang in languages {
            say_if_mute(site, theme, lang, found);
            match Edition::new(site, theme, options, languages, lang) {
                Ok(edition) => shelf.add(edition),
                Err(error) => broken(theme, &error, found),
            }
        }
        found.sort();
        shelf
    }

    /// Renders one page of each kind, so that a template that fails is told before anybody looks.
    pub fn try_each_kind(&self, found: &mut Diagnostics) {
        let mut tried = Vec::new();
        for (edition, tasks) in &self.editions {
            for task in tasks {
                let kind = (edition.lang.clone(), std::mem::discriminant(task));
                if tried.contains(&kind) {
                    continue;
                }
                tried.push(kind);
                if let Err(error) = task.render(edition) {
                    broken(self.theme, &error, found);
                }
            }
        }
        found.sort();
    }

    fn add(&mut self, edition: Edition<'a>) {
        self.made.extend(edition.scripts.files());
        if edition.lang.is_vietnamese() {
            let open = self.site.villages.iter().filter(|village| village.is_open());
            self.made.extend(open.map(|village| scripts::hall(&edition, village)));
        }
        let tasks = tasks(&edition);
        let at = self.editions.len();
        for (number, task) in tasks.iter().enumerate() {
            let folders = task.folders(&edition).into_iter();
            self.places.extend(folders.map(|folder| (folder, (at, number))));
        }
        self.editions.push((edition, tasks));
    }

    /// Returns a file of the site; nothing when it has none of that path.
    ///
    /// # Errors
    /// What is wrong with the template of the page.
    pub fn take(&self, path: &FilePath) -> Result<Option<Bytes>, Box<Diagnostic>> {
        if let Some(bytes) = self.made.get(path) {
            return Ok(Some(bytes.clone()));
        }
        if let Some((edition, task)) = self.page(path) {
            let page = task.render(edition);
            return page.map(Some).map_err(|error| Box::new(self.theme.failed(&error)));
        }
        let copied = self.theme.statics.get(path).or_else(|| self.site.forms.get(path));
        Ok(copied.cloned().or_else(|| self.feed(path)))
    }

    fn page(&self, path: &FilePath) -> Option<(&Edition<'a>, &Task<'a>)> {
        if path.as_str() == "404.html" {
            let (edition, tasks) = self.editions.first()?;
            let none = tasks.iter().find(|task| matches!(task, Task::NotFound))?;
            return Some((edition, none));
        }
        let (edition, task) = self.places.get(path.as_str().strip_suffix("index.html")?)?;
        let (edition, tasks) = &self.editions[*edition];
        Some((edition, &tasks[*task]))
    }

    /// Makes the feeds and keeps the one that is asked for: nobody looks at them often.
    fn feed(&self, path: &FilePath) -> Option<Bytes> {
        if path.extension() == Some("html") && path.below("share").is_none() {
            return None;
        }
        let each = self.editions.iter().flat_map(|(edition, tasks)| {
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
