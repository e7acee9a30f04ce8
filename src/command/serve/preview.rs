//! What the preview shows: the last good build with the findings of the newest over it.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::json;

use super::desk::Desk;
use super::dress::{Dress, dressed};
use super::panel::Told;
use super::posters::Posters;
use crate::diagnostic::Diagnostics;
use crate::files::{FilePath, FileSet};
use crate::io::serve::{Answer, Source, TOOLS};
use crate::pipeline::{Built, Options};
use crate::theme::Theme;

const HTML: &str = "text/html; charset=utf-8";

/// What is shown, and replaced after each build.
pub(super) struct Preview {
    shown: Mutex<Arc<Shown>>,
    /// The address of the tools, with the token.
    tools: String,
    english: bool,
}

struct Shown {
    /// The last build without errors.
    good: Option<Good>,
    /// The findings of the newest build.
    found: Diagnostics,
    /// Their digest.
    digest: String,
    /// The files of the newest build.
    sources: FileSet,
}

#[derive(Clone)]
struct Good {
    desk: Arc<Desk>,
    posters: Arc<Posters>,
    theme: Option<Arc<Theme>>,
    /// Counts the good builds.
    number: u64,
}

impl Preview {
    /// Begins with nothing to show.
    pub(super) fn new(token: &str, english: bool) -> Self {
        let shown = Shown {
            good: None,
            found: Diagnostics::default(),
            digest: String::new(),
            sources: FileSet::default(),
        };
        let tools = format!("{TOOLS}{token}/");
        Self { shown: Mutex::new(Arc::new(shown)), tools, english }
    }

    /// Shows a build: its pages when it has no errors, and its findings in any case. Returns the
    /// findings, with those in its templates.
    pub(super) fn show(&self, mut built: Built, files: FileSet, options: &Options) -> Diagnostics {
        let mut found = std::mem::take(&mut built.diagnostics);
        let before = self.shown();
        let mut good = before.good.clone();
        if !found.has_errors() {
            let theme = built.theme.clone();
            let same = |good: &Good| same_theme(good.theme.as_ref(), theme.as_ref());
            let is_new = !good.as_ref().is_some_and(same);
            let (desk, in_templates) = Desk::open(built, is_new);
            found.append(in_templates);
            found.sort();
            if !found.has_errors() {
                let number = good.as_ref().map_or(1, |good| good.number + 1);
                let posters = Arc::new(Posters::new(files.clone(), options));
                good = Some(Good { desk: Arc::new(desk), posters, theme, number });
            }
        }
        let digest = digest_of(&found);
        let shown = Shown { good, found: found.clone(), digest, sources: files };
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(shown);
        found
    }

    fn shown(&self) -> Arc<Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn told<'a>(&'a self, shown: &'a Shown) -> Told<'a> {
        Told {
            found: &shown.found,
            sources: &shown.sources,
            tools: &self.tools,
            english: self.english,
            older_page: shown.good.is_some(),
        }
    }

    /// Dresses an answer that is a page.
    fn dress(&self, mut answer: Answer, mark: &str) -> Answer {
        if answer.kind == HTML {
            answer.bytes = dressed(&answer.bytes, &Dress { tools: &self.tools, mark });
        }
        answer
    }

    /// Answers for a path, with the mark that changes when the answer does.
    fn answer(&self, shown: &Shown, path: &FilePath) -> (Answer, String) {
        let told = self.told(shown);
        let Some(Good { desk, posters, number, .. }) = &shown.good else {
            return (Answer::made(503, HTML, told.page()), "none".to_owned());
        };
        if path.below("posters").is_some() {
            let Some(bytes) = posters.file(path, told) else { return missing(desk, path) };
            return (Answer::file(path, bytes), number.to_string());
        }
        match desk.page(path) {
            Ok(Some(bytes)) => {
                let mark = digest(&bytes);
                (Answer::file(path, bytes), mark)
            }
            Ok(None) => missing(desk, path),
            Err(finding) => {
                let mut found = Diagnostics::default();
                found.push(*finding);
                let page = Told { found: &found, ..told }.page();
                let mark = digest(page.as_bytes());
                (Answer::made(500, HTML, page), mark)
            }
        }
    }
}

/// Answers that there is no such page: sends on to the folder of that name, where there is one.
fn missing(desk: &Desk, path: &FilePath) -> (Answer, String) {
    let none = || "missing".to_owned();
    let folder = FilePath::new(&format!("{path}/index.html"));
    if let Ok(Ok(Some(_))) = folder.map(|folder| desk.page(&folder)) {
        let name = path.name();
        return (Answer::elsewhere(format!("./{}/", super::panel::encoded(name))), none());
    }
    let page = desk.page(&FilePath::known("404.html"));
    let answer = match page {
        Ok(Some(bytes)) => Answer { status: 404, kind: HTML, bytes, elsewhere: None },
        _ => Answer::plain(404, "404"),
    };
    (answer, none())
}

impl Source for Preview {
    fn file(&self, path: &FilePath) -> Answer {
        let shown = self.shown();
        let (answer, mark) = self.answer(&shown, path);
        self.dress(answer, &mark)
    }

    fn nothing(&self) -> Answer {
        Answer::plain(404, "404")
    }

    fn tool(&self, name: &str, query: &[(String, String)]) -> Answer {
        let shown = self.shown();
        let told = self.told(&shown);
        let word = |wanted: &str| {
            query.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
        };
        match name {
            "preview.js" => {
                let text = include_str!("preview.js").to_owned();
                Answer::made(200, "text/javascript; charset=utf-8", text)
            }
            "panel.css" => {
                let text = include_str!("panel.css").to_owned();
                Answer::made(200, "text/css; charset=utf-8", text)
            }
            "findings.json" => Answer::made(200, "application/json", told.json().to_string()),
            "source" => {
                let line = word("line").and_then(|line| line.parse().ok()).unwrap_or_default();
                let page = word("file").and_then(|file| told.source(file, line));
                page.map_or_else(|| self.nothing(), |page| Answer::made(200, HTML, page))
            }
            _ => self.nothing(),
        }
    }

    fn news(&self, path: &FilePath) -> String {
        let shown = self.shown();
        let (_, mark) = self.answer(&shown, path);
        json!({"mark": mark, "found": shown.digest}).to_string()
    }
}

/// Says whether two builds share one theme: then its templates were tried out already.
fn same_theme(one: Option<&Arc<Theme>>, two: Option<&Arc<Theme>>) -> bool {
    one.zip(two).is_some_and(|(one, two)| Arc::ptr_eq(one, two))
}

fn digest_of(found: &Diagnostics) -> String {
    let mut hasher = blake3::Hasher::new();
    for finding in found.iter() {
        let place = &finding.place;
        hasher.update(finding.code.as_bytes()).update(place.file.as_str().as_bytes());
        hasher.update(&place.start.to_le_bytes()).update(finding.text.vi.as_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

fn digest(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}
