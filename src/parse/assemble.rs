//! The nouns of all files put together, and what one file says of another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::layout::{Entry, Role};
use super::outcome::{Noun, Outcome};
use super::references::Things;
use super::targets::Want;
use super::{links, references, targets, translation};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, say};
use crate::files::{Bytes, FilePath};
use crate::model::procedure::{Procedure, Translation};
use crate::model::site::{Commune, Field, Page, PageTranslation, Wanted};
use crate::model::{Id, Lang, Link, Origin, Program, Site, Village};

/// Everything that was read, before it is known to fit together.
#[derive(Default)]
struct Parts<'a> {
    commune: Option<&'a Commune>,
    fields: Vec<Field>,
    procedures: Vec<Arc<Procedure>>,
    translations: Vec<(&'a Id, &'a Lang, &'a Translation)>,
    villages: Vec<Village>,
    programs: Vec<Program>,
    pages: Vec<Page>,
    page_translations: Vec<(&'a Id, &'a Lang, &'a PageTranslation)>,
    forms: BTreeMap<FilePath, Bytes>,
    unread: BTreeSet<Id>,
    owners: BTreeMap<Id, FilePath>,
    links: Vec<&'a (Link, Place)>,
    anchors: BTreeMap<&'a FilePath, &'a [String]>,
    wants: Vec<(&'a FilePath, &'a Want)>,
}

/// Puts the site together; nothing without a commune.
pub(super) fn site(
    entries: &[Entry],
    read: &[Arc<Outcome>],
    unread: BTreeSet<Id>,
    found: &mut Diagnostics,
) -> Option<Site> {
    // `site.yaml.txt` was told by its name: to make the file anew would be the wrong advice.
    let misnamed = found.iter().any(|finding| {
        finding.code == "stray-file" && finding.place.file.as_str().starts_with("content/site.y")
    });
    if !misnamed && !entries.iter().any(|entry| *entry.role == Role::Commune) {
        no_commune(found);
    }
    let mut parts = Parts { unread, ..Parts::default() };
    for (entry, outcome) in entries.iter().zip(read) {
        parts.take(entry, outcome, found);
    }
    parts.fields.sort_by(|a, b| a.id.cmp(&b.id));
    parts.procedures.sort_by(|a, b| a.id.cmp(&b.id));
    parts.villages.sort_by(|a, b| a.id.cmp(&b.id));
    parts.programs.sort_by(|a, b| a.id.cmp(&b.id));
    parts.pages.sort_by(|a, b| a.id.cmp(&b.id));
    if let Some(commune) = &parts.commune {
        links::check_hosts(commune, &parts.links, found);
    }
    parts.bodies(found);
    parts.translate(found);
    let things = Things {
        procedures: &parts.procedures,
        fields: &parts.fields,
        villages: &parts.villages,
        programs: &parts.programs,
        pages: &parts.pages,
        forms: &parts.forms,
        unread: &parts.unread,
        owners: &parts.owners,
    };
    references::check(&things, found);
    Some(Site {
        commune: parts.commune?.clone(),
        fields: parts.fields,
        procedures: parts.procedures,
        villages: parts.villages,
        programs: parts.programs,
        pages: parts.pages,
        forms: parts.forms,
        unread: parts.unread,
        wanted: Wanted::default(),
    })
}

impl<'a> Parts<'a> {
    fn take(&mut self, entry: &Entry<'a>, outcome: &'a Outcome, found: &mut Diagnostics) {
        let path = entry.path;
        found.append(outcome.found.clone());
        self.links.extend(&outcome.links);
        if !outcome.anchors.is_empty() {
            self.anchors.insert(path, &outcome.anchors);
        }
        self.wants.extend(outcome.wants.iter().map(|want| (path, want)));
        if let Some(id) = entry.role.id() {
            self.owners.entry(id.clone()).or_insert_with(|| path.clone());
            if outcome.noun.is_none() {
                self.unread.insert(id.clone());
            }
        }
        match &outcome.noun {
            None => {}
            Some(Noun::Commune(commune)) => self.commune = Some(commune),
            Some(Noun::Field(field)) => self.fields.push(field.clone()),
            Some(Noun::Procedure(procedure)) => self.procedures.push(procedure.clone()),
            Some(Noun::ProcedureTranslation(id, lang, it)) => {
                self.translations.push((id, lang, it));
            }
            Some(Noun::Village(village)) => self.villages.push((**village).clone()),
            Some(Noun::Program(program)) => self.programs.push((**program).clone()),
            Some(Noun::Page(page)) => self.pages.push(page.clone()),
            Some(Noun::PageTranslation(id, lang, it)) => {
                self.page_translations.push((id, lang, it));
            }
            Some(Noun::Form(below)) => {
                self.forms.insert(below.clone(), entry.bytes.clone());
            }
        }
    }

    /// Checks links to headings of other pages, and to pages that are not published.
    fn bodies(&self, found: &mut Diagnostics) {
        let procedures = self.procedures.iter().filter(|it| !it.is_public()).map(|it| &it.origin);
        let programs = self.programs.iter().filter(|it| it.draft).map(|it| &it.origin);
        let pages = self.pages.iter().filter(|it| it.draft).map(|it| &it.origin);
        let drafts: BTreeSet<&FilePath> =
            procedures.chain(programs).chain(pages).map(Origin::file).collect();
        for (file, want) in &self.wants {
            let place = Place::new((*file).clone(), want.place.start, want.place.end);
            if drafts.contains(&want.file) && !drafts.contains(file) {
                let target = &want.file;
                let text = say(
                    format!("liên kết dẫn đến {target}, là bản nháp nên không có trang"),
                    format!("the link leads to {target}, a draft that has no page"),
                );
                let hint = say(
                    "bỏ liên kết, hoặc đổi status: draft của tệp kia thành active",
                    "drop the link, or change status: draft of that file to active",
                );
                found.push(Diagnostic::error("link-to-draft", place, text).hint(hint));
                continue;
            }
            let Some(anchor) = &want.anchor else { continue };
            let anchors = self.anchors.get(&want.file).copied().unwrap_or_default();
            if !anchors.contains(anchor) {
                let (text, hint) = targets::broken_anchor(anchor, anchors, &want.file);
                found.push(Diagnostic::error("broken-anchor", place, text).hint(hint));
            }
        }
    }

    /// Gives every translation to its original.
    fn translate(&mut self, found: &mut Diagnostics) {
        let languages: Vec<Lang> =
            self.commune.iter().flat_map(|commune| commune.languages.clone()).collect();
        for (id, lang, translation) in std::mem::take(&mut self.translations) {
            unlisted(lang, &languages, &translation.origin, found);
            let at = self.procedures.binary_search_by(|procedure| procedure.id.cmp(id));
            let Ok(at) = at else {
                self.alone(id, &translation.origin, found);
                continue;
            };
            let original = Arc::make_mut(&mut self.procedures[at]);
            translation::compare(original, translation, found);
            original.translations.insert(lang.clone(), translation.clone());
        }
        for (id, lang, translation) in std::mem::take(&mut self.page_translations) {
            unlisted(lang, &languages, &translation.origin, found);
            let original = self.pages.iter_mut().find(|page| page.id == *id);
            let Some(original) = original else {
                self.alone(id, &translation.origin, found);
                continue;
            };
            original.translations.insert(lang.clone(), translation.clone());
        }
    }

    /// Reports a translation of nothing, unless its original is there and could not be read.
    fn alone(&self, id: &Id, origin: &Origin, found: &mut Diagnostics) {
        if self.unread.contains(id) {
            return;
        }
        let folder = origin.file().parent();
        let text = say(
            format!("bản dịch này không có bản tiếng Việt {folder}/{id}.md"),
            format!("this translation has no Vietnamese file {folder}/{id}.md"),
        );
        let near = self.owners.get(id);
        let hint = match near {
            Some(file) => say(
                format!("chuyển tệp này vào cùng thư mục với {file}"),
                format!("move it into the folder of {file}"),
            ),
            None => say(
                format!("đổi tên cho khớp với tệp tiếng Việt, hoặc tạo {id}.md"),
                format!("rename it like the Vietnamese file, or make {id}.md"),
            ),
        };
        let place = Place::start(origin.file().clone());
        found.push(Diagnostic::error("translation-alone", place, text).hint(hint));
    }
}

/// Warns about a translation in a language that the site does not have.
fn unlisted(lang: &Lang, languages: &[Lang], origin: &Origin, found: &mut Diagnostics) {
    if languages.is_empty() || languages.contains(lang) {
        return;
    }
    let mut tags: Vec<&str> = languages.iter().map(Lang::as_str).collect();
    tags.push(lang.as_str());
    let list = tags.join(", ");
    let text = say(
        format!("trang chưa bật ngôn ngữ «{lang}», nên bản dịch này không hiện"),
        format!("the site does not have the language \"{lang}\", so this is not shown"),
    );
    let hint = say(
        format!("sửa trong content/site.yaml thành: languages: [{list}]"),
        format!("write in content/site.yaml: languages: [{list}]"),
    );
    let place = Place::start(origin.file().clone());
    found.push(Diagnostic::warning("language-not-listed", place, text).hint(hint));
}

fn no_commune(found: &mut Diagnostics) {
    let text = say(
        "thiếu tệp content/site.yaml ghi tên xã và địa chỉ trang",
        "content/site.yaml, which names the commune and its address, is missing",
    );
    let hint = say(
        "tạo tệp content/site.yaml gồm hai dòng:\naddress: https://tthc.xa-vi-du.example/\ncommune: Xã Ví Dụ",
        "make content/site.yaml with two lines:\naddress: https://tthc.xa-vi-du.example/\ncommune: Xã Ví Dụ",
    );
    let place = Place::start(FilePath::known("content/site.yaml"));
    found.push(Diagnostic::error("no-site", place, text).hint(hint));
}
