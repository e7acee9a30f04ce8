//! What is right: every address on paper against the table of addresses, and against whole pages.

use std::collections::BTreeMap;

use tracuu::files::{Bytes, FilePath, FileSet};
use tracuu::model::Id;
use tracuu::model::site::Thing;
use tracuu::pipeline;

use super::super::project;
use super::world::{Doc, OnPaper, Outcome, Status, World};

/// What was counted.
#[derive(Clone, Default, Debug)]
pub(super) struct Figures {
    pub(super) edits: usize,
    pub(super) builds: usize,
    pub(super) errors: usize,
    pub(super) mended: usize,
    pub(super) reverted: usize,
    pub(super) joined: usize,
    pub(super) settled: usize,
    /// Printed addresses looked up.
    pub(super) checked: usize,
    /// Whole builds with pages.
    pub(super) whole: usize,
    /// Files of printed addresses looked into.
    pub(super) pages: usize,
    pub(super) codes: BTreeMap<&'static str, usize>,
}

/// Holds every printed address against the table of a build without errors.
pub(super) fn table(world: &World, built: &Outcome, figures: &mut Figures, context: &str) {
    let site = built.site.as_ref().expect("a build without errors has a site");
    let living = site.things();
    for paper in &world.on_paper {
        figures.checked += 1;
        let owner = built.ledger.owner(paper.number);
        let owner = owner.unwrap_or_else(|| panic!("{context}: dead: no number {paper:?}"));
        assert_eq!(owner.kind.key(), paper.kind, "{context}: wrong kind: {paper:?}, {owner:?}");
        let id: &Id = &owner.id;
        assert!(living.contains(&(id, owner.kind)), "{context}: dead: {paper:?} → {owner:?}");
        let doc = &world.docs[id.as_str()];
        let right = world.after(paper.entity);
        assert!(
            right.contains(&doc.entity),
            "{context}: wrong: {paper:?} → {id} {doc:?}; right: {right:?}\n{:?}",
            world.numbers
        );
        let known = paper.base == world.address || world.former.contains(&paper.base);
        assert!(known, "{context}: dead: nothing answers at the old address: {paper:?}");
        if owner.kind == Thing::Procedure {
            let procedure = site.procedure(id).expect("it is alive");
            let last = site.last_of(procedure);
            let last = last.unwrap_or_else(|| panic!("{context}: looping: {paper:?} → {id}"));
            let last = world.docs[last.id.as_str()].entity;
            assert!(right.contains(&last), "{context}: wrong successor: {paper:?} → {last}");
        }
    }
}

/// Builds with pages, and looks into the file of every printed address.
pub(super) fn whole(world: &World, figures: &mut Figures, context: &str) {
    let mut files = world.files();
    files.extend(project::theme());
    let built = pipeline::build(&files, &project::options());
    assert!(
        !built.diagnostics.has_errors(),
        "{context}: {}",
        built.diagnostics.show(&files, true, false)
    );
    let pages = project::pages(&built);
    figures.whole += 1;
    for paper in &world.on_paper {
        figures.pages += 1;
        let bytes = page(&pages, paper);
        let html = bytes.unwrap_or_else(|| panic!("{context}: dead: no page {paper:?}"));
        let html = String::from_utf8_lossy(html);
        let owner = built.ledger.owner(paper.number).expect("the table was held before");
        let doc = &world.docs[owner.id.as_str()];
        says_what_is_right(world, paper, doc, &html, context);
    }
}

fn page<'a>(pages: &'a FileSet, paper: &OnPaper) -> Option<&'a Bytes> {
    pages.get(&FilePath::known(&format!("{}/index.html", paper.number)))
}

fn says_what_is_right(world: &World, paper: &OnPaper, doc: &Doc, html: &str, context: &str) {
    let has = |words: &str| {
        assert!(html.contains(words), "{context}: {paper:?}: the page lacks «{words}»:\n{html}");
    };
    has(&format!("<h1>{}</h1>", doc.title));
    match (doc.kind, doc.status) {
        (Thing::Procedure, Status::Abolished | Status::Suspended) => {
            let abolished = doc.status == Status::Abolished;
            has(if abolished { "đã bãi bỏ" } else { "đang tạm dừng" });
            let mut last = doc;
            while let (Some(next), true) = (&last.replaced_by, last.status != Status::Active) {
                last = &world.docs[next.as_str()];
            }
            if last.entity == doc.entity || last.status != Status::Active {
                // Over, and nothing to do instead: since when, and where to ask.
                has("Trung tâm phục vụ");
                has("tel:0900000001");
                if abolished && doc.until {
                    has("31/12/2026");
                }
            } else {
                has(&format!(">{}</a>", last.title));
            }
        }
        (Thing::Hall, _) if doc.merged_into.is_some() => {
            let mut last = doc;
            while let Some(next) = &last.merged_into {
                last = &world.docs[next.as_str()];
            }
            has(&format!(">{}</a>", last.title));
        }
        (Thing::Hall, _) if doc.closed => has("đã đóng cửa"),
        _ => assert!(!html.contains("class=\"stop\""), "{context}: {paper:?} is alive"),
    }
}
