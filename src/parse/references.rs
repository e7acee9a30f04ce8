//! Ids that one file says of another: they must exist, and lead nowhere in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::spelling;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, say};
use crate::files::{Bytes, FilePath};
use crate::model::procedure::Document;
use crate::model::site::Page;
use crate::model::village::Listed;
use crate::model::{Field, Id, Origin, Procedure, Program, Village};

/// What references can lead to.
pub(super) struct Things<'a> {
    /// The procedures.
    pub(super) procedures: &'a [Arc<Procedure>],
    /// The fields.
    pub(super) fields: &'a [Field],
    /// The villages.
    pub(super) villages: &'a [Village],
    /// The programs.
    pub(super) programs: &'a [Program],
    /// The pages.
    pub(super) pages: &'a [Page],
    /// Files to download, by their path below `content/`.
    pub(super) forms: &'a BTreeMap<FilePath, Bytes>,
    /// Ids of files that could not be read.
    pub(super) unread: &'a BTreeSet<Id>,
    /// The file of every id.
    pub(super) owners: &'a BTreeMap<Id, FilePath>,
}

/// Checks every reference of the site.
pub(super) fn check(site: &Things, found: &mut Diagnostics) {
    let procedures: BTreeSet<&Id> = site.procedures.iter().map(|p| &p.id).collect();
    let fields: BTreeSet<&Id> = site.fields.iter().map(|f| &f.id).collect();
    let villages: BTreeSet<&Id> = site.villages.iter().map(|v| &v.id).collect();
    let mut known = Known { site, found };
    for procedure in site.procedures {
        let origin = &procedure.origin;
        known.all(&procedure.related, &procedures, origin, "related");
        if let Some(id) = &procedure.replaced_by {
            known.one(id, &procedures, || origin.place("replaced_by"));
        }
        known.forms(procedure);
    }
    for village in site.villages {
        if let Listed::These(ids) = &village.procedures {
            known.all(ids, &procedures, &village.origin, "procedures");
        }
        known.all(&village.sheets, &procedures, &village.origin, "sheets");
        if let Some(id) = &village.merged_into {
            known.one(id, &villages, || village.origin.place("merged_into"));
        }
    }
    for program in site.programs {
        known.all(&program.covers.fields, &fields, &program.origin, "covers.fields");
        known.all(&program.covers.procedures, &procedures, &program.origin, "covers.procedures");
        for (at, exception) in program.except.iter().enumerate() {
            if let Some(id) = &exception.procedure {
                let place = || program.origin.place(&format!("except[{at}].procedure"));
                known.one(id, &procedures, place);
            }
        }
    }
    circles(site, found);
    aliases(site, found);
}

struct Known<'a> {
    site: &'a Things<'a>,
    found: &'a mut Diagnostics,
}

impl Known<'_> {
    fn all(&mut self, ids: &[Id], there: &BTreeSet<&Id>, origin: &Origin, key: &str) {
        for (at, id) in ids.iter().enumerate() {
            self.one(id, there, || origin.place(&format!("{key}[{at}]")));
        }
    }

    fn one(&mut self, id: &Id, there: &BTreeSet<&Id>, place: impl Fn() -> Place) {
        if there.contains(id) || self.site.unread.contains(id) {
            return;
        }
        let text = say(format!("không có tệp nào tên «{id}»"), format!("there is no \"{id}\""));
        let near = spelling::nearest_id(id.as_str(), there.iter().map(|id| id.as_str()));
        let hint = match near {
            Some(near) => {
                say(format!("có phải ý bạn là «{near}»?"), format!("did you mean \"{near}\"?"))
            }
            None => say(
                format!("tạo tệp {id}.md, hoặc xóa mục này"),
                format!("make the file {id}.md, or delete this item"),
            ),
        };
        self.found.push(Diagnostic::error("unknown-id", place(), text).hint(hint));
    }

    /// Checks that every file to download is there.
    fn forms(&mut self, procedure: &Procedure) {
        let top = files(&procedure.documents).map(|(at, file)| (None, at, file));
        let cases = procedure.cases.iter().enumerate().flat_map(|(case, it)| {
            let of_case = files(it.documents.as_deref().unwrap_or_default());
            of_case.map(move |(at, file)| (Some(case), at, file))
        });
        let missing = |file: &FilePath| !self.site.forms.contains_key(file);
        let lacking = top.chain(cases).filter(|(_, _, file)| missing(file));
        let lacking = lacking.map(|(case, at, file)| match case {
            None => (format!("documents[{at}].form.file"), file),
            Some(case) => (format!("cases[{case}].documents[{at}].form.file"), file),
        });
        let recording = procedure.recording.iter().filter(|file| missing(file));
        let recording = recording.map(|file| ("recording".to_owned(), file));
        for (path, file) in lacking.chain(recording).collect::<Vec<_>>() {
            let text = say(
                format!("không có tệp content/{file}"),
                format!("there is no file content/{file}"),
            );
            let forms = || self.site.forms.keys().map(FilePath::as_str);
            let hint = match spelling::nearest(file.as_str(), forms()) {
                Some(near) => {
                    say(format!("có phải ý bạn là {near}?"), format!("did you mean {near}?"))
                }
                None => say(
                    "chép tệp vào content/forms/, hoặc xóa khóa này",
                    "copy the file into content/forms/, or delete this key",
                ),
            };
            let place = procedure.origin.place(&path);
            self.found.push(Diagnostic::error("missing-form", place, text).hint(hint));
        }
    }
}

/// Walks the files to download of papers, each with the place of its paper.
fn files(documents: &[Document]) -> impl Iterator<Item = (usize, &FilePath)> {
    let all = documents.iter().enumerate();
    all.filter_map(|(at, document)| Some((at, document.form.as_ref()?.file.as_ref()?)))
}

/// Reports procedures, and villages, that replace one another in a circle.
fn circles(site: &Things, found: &mut Diagnostics) {
    let procedures = site.procedures.iter();
    let procedures = procedures.filter_map(|p| Some((&p.id, (p.replaced_by.as_ref()?, &p.origin))));
    circle(&procedures.collect(), "replaced_by", found);
    let villages = site.villages.iter();
    let villages = villages.filter_map(|v| Some((&v.id, (v.merged_into.as_ref()?, &v.origin))));
    circle(&villages.collect(), "merged_into", found);
}

fn circle(next: &BTreeMap<&Id, (&Id, &Origin)>, key: &str, found: &mut Diagnostics) {
    let mut done: BTreeSet<&Id> = BTreeSet::new();
    for start in next.keys() {
        let mut way: Vec<&Id> = Vec::new();
        let mut at = *start;
        while let Some((to, _)) = next.get(at).filter(|_| !done.contains(at)) {
            done.insert(at);
            way.push(at);
            at = to;
        }
        let Some(first) = way.iter().position(|id| *id == at) else { continue };
        let ids: Vec<&str> =
            way[first..].iter().map(|id| id.as_str()).chain([at.as_str()]).collect();
        let round = ids.join(" → ");
        let text = say(
            format!("«{key}» đi vòng tròn: {round}"),
            format!("\"{key}\" goes round in a circle: {round}"),
        );
        let hint = say(
            format!("xóa {key} ở tệp của thủ tục hoặc thôn mới nhất"),
            format!("delete {key} in the newest of these files"),
        );
        let place = next.get(at).map_or_else(
            || Place::start(FilePath::known("content")),
            |(_, origin)| origin.place(key),
        );
        found.push(Diagnostic::error("circle", place, text).hint(hint));
    }
}

/// Reports former ids that are the id, or a former id, of something else.
fn aliases(site: &Things, found: &mut Diagnostics) {
    let mut taken: BTreeMap<&Id, FilePath> =
        site.owners.iter().map(|(id, f)| (id, f.clone())).collect();
    let procedures = site.procedures.iter().map(|p| (&p.aliases, &p.origin));
    let villages = site.villages.iter().map(|v| (&v.aliases, &v.origin));
    let fields = site.fields.iter().map(|f| (&f.aliases, &f.origin));
    let programs = site.programs.iter().map(|p| (&p.aliases, &p.origin));
    let pages = site.pages.iter().map(|p| (&p.aliases, &p.origin));
    for (aliases, origin) in procedures.chain(villages).chain(fields).chain(programs).chain(pages) {
        for (at, alias) in aliases.iter().enumerate() {
            let Some(owner) = taken.get(alias) else {
                taken.insert(alias, origin.file().clone());
                continue;
            };
            let text = say(
                format!("tên cũ «{alias}» đã thuộc về {owner}"),
                format!("the former id \"{alias}\" already belongs to {owner}"),
            );
            let hint = say(
                "xóa tên này khỏi aliases, hoặc đổi tên tệp kia",
                "delete it from aliases, or rename the other file",
            );
            let place = origin.place(&format!("aliases[{at}]"));
            found.push(Diagnostic::error("alias-clash", place, text).hint(hint));
        }
    }
}
