//! One file to what it describes, with everything found on the way.

use std::sync::Arc;

use super::layout::{Entry, Role};
use super::opened::{self, Opened};
use super::targets::Want;
use super::{commune, page, procedure, program, translation, unfilled, village};
use crate::diagnostic::{Diagnostics, Place};
use crate::files::{FilePath, FileSet};
use crate::model::procedure::{Status, Translation};
use crate::model::site::{Commune, Field, Page, PageTranslation};
use crate::model::{Id, Lang, Link, Procedure, Program, Village};

/// What became of one file.
pub(super) struct Outcome {
    /// What it describes; nothing when it has an error.
    pub(super) noun: Option<Noun>,
    /// What was found in it.
    pub(super) found: Diagnostics,
    /// Every web address in it.
    pub(super) links: Vec<(Link, Place)>,
    /// The ids of its headings.
    pub(super) anchors: Vec<String>,
    /// What its links want of other files.
    pub(super) wants: Vec<Want>,
}

/// What a file describes.
#[derive(Clone)]
pub(super) enum Noun {
    Commune(Box<Commune>),
    Field(Field),
    Procedure(Arc<Procedure>),
    ProcedureTranslation(Id, Lang, Box<Translation>),
    Village(Box<Village>),
    Program(Box<Program>),
    Page(Page),
    PageTranslation(Id, Lang, PageTranslation),
    Form(FilePath),
}

impl Noun {
    /// Says whether it is left out of the site until somebody has finished it.
    fn is_draft(&self) -> bool {
        match self {
            Self::Procedure(procedure) => procedure.status == Status::Draft,
            Self::Program(program) => program.draft,
            Self::Page(page) => page.draft,
            _ => false,
        }
    }
}

/// Reads one file.
pub(super) fn read(files: &FileSet, entry: &Entry) -> Outcome {
    let opened = match entry.role {
        Role::Form => {
            let below = entry.path.below("content").and_then(|below| FilePath::new(below).ok());
            return Outcome::only(below.map(Noun::Form));
        }
        Role::Commune => opened::keys_alone(files, entry.path, entry.bytes),
        _ => opened::with_body(files, entry.path, entry.bytes),
    };
    let opened = match opened {
        Ok(opened) => opened,
        Err(finding) => {
            let mut outcome = Outcome::only(None);
            outcome.found.push(*finding);
            return outcome;
        }
    };
    let (mut noun, mut opened) = decode(opened, entry.role);
    // What has an error is not published, so that a place left open is no second one.
    let draft = noun.as_ref().is_none_or(Noun::is_draft);
    let body = opened.body_range();
    if unfilled::report(&mut opened.source, &body, draft) {
        noun = None;
    }
    Outcome::of(noun, opened)
}

fn decode<'a>(file: Opened<'a>, role: &Role) -> (Option<Noun>, Opened<'a>) {
    match role.clone() {
        Role::Commune | Role::Form => {
            let (commune, file) = commune::read(file);
            (commune.map(Box::new).map(Noun::Commune), file)
        }
        Role::Field(id) => {
            let (field, file) = page::field(file, id);
            (field.map(Noun::Field), file)
        }
        Role::Procedure(id, field) => {
            let (procedure, file) = procedure::read(file, id, field);
            (procedure.map(Arc::new).map(Noun::Procedure), file)
        }
        Role::ProcedureTranslation(id, lang) => {
            let (translation, file) = translation::read(file);
            let noun = translation.map(|it| Noun::ProcedureTranslation(id, lang, Box::new(it)));
            (noun, file)
        }
        Role::Village(id) => {
            let (village, file) = village::read(file, id);
            (village.map(Box::new).map(Noun::Village), file)
        }
        Role::Program(id) => {
            let (program, file) = program::read(file, id);
            (program.map(Box::new).map(Noun::Program), file)
        }
        Role::Page(id) => {
            let (page, file) = page::page(file, id);
            (page.map(Noun::Page), file)
        }
        Role::PageTranslation(id, lang) => {
            let (translation, file) = page::translation(file);
            (translation.map(|it| Noun::PageTranslation(id, lang, it)), file)
        }
    }
}

impl Outcome {
    fn only(noun: Option<Noun>) -> Self {
        let found = Diagnostics::default();
        Self { noun, found, links: Vec::new(), anchors: Vec::new(), wants: Vec::new() }
    }

    fn of(noun: Option<Noun>, file: Opened) -> Self {
        let Opened { source, written, .. } = file;
        let place =
            |range: std::ops::Range<usize>| Place::new(source.file.clone(), range.start, range.end);
        let links = source.links.into_iter().map(|(link, range)| (link, place(range))).collect();
        let (anchors, wants) = (written.anchors, written.wants);
        Self { noun, found: source.found, links, anchors, wants }
    }
}
