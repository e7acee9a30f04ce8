//! The lists: the home page, the list from A to Z, and the page of a field.

use serde::Serialize;

use crate::files::Bytes;
use crate::model::site::{Field, Thing};
use crate::model::{Lang, Procedure, Site};

use super::edition::{Anchor, Edition, Shell};
use super::order::{self, Order};
use super::sessions::{ProgramLine, program_line};
use super::way::Way;

/// With more procedures than this the list from A to Z is a page of its own, so that the home page
/// stays within the budget of a weak signal.
const LONG_LIST: usize = 120;

#[derive(Serialize)]
struct HomeView<'a> {
    count: String,
    fields: Vec<FieldLine<'a>>,
    letters: Vec<Letter<'a>>,
    see_all: Option<Anchor<'a>>,
    programs: Vec<ProgramLine<'a>>,
    halls: Vec<HallLine<'a>>,
    pages: Vec<PageLine<'a>>,
}

/// A field with the number of its procedures.
#[derive(Serialize)]
pub(super) struct FieldLine<'a> {
    link: Anchor<'a>,
    count: String,
}

#[derive(Serialize)]
struct Letter<'a> {
    letter: String,
    procedures: Vec<Anchor<'a>>,
}

#[derive(Serialize)]
struct HallLine<'a> {
    link: Anchor<'a>,
    address: Option<&'a str>,
    closed: bool,
}

#[derive(Serialize)]
struct PageLine<'a> {
    link: Anchor<'a>,
    summary: Option<&'a str>,
}

/// Says whether the list from A to Z is a page of its own.
pub(super) fn has_long_list(site: &Site, lang: &Lang) -> bool {
    site.public().filter(|procedure| is_listed(procedure, lang)).count() > LONG_LIST
}

/// Says whether the lists of a language have a procedure: all of them in Vietnamese, else what is
/// translated.
fn is_listed(procedure: &Procedure, lang: &Lang) -> bool {
    lang.is_vietnamese() || procedure.translations.contains_key(lang)
}

/// Renders the home page.
///
/// # Errors
/// When the template fails.
pub(super) fn home(edition: &Edition<'_>) -> tera::TeraResult<Bytes> {
    let way = edition.way(edition.depth() - 1);
    let count = shown(&edition.order, &edition.lang).count();
    let long = edition.long_list;
    let original = edition.lang.is_vietnamese();
    let all = edition.strings.fill("home.see_all", &[("n", &count.to_string())]);
    let path = format!("{}a-z/", edition.home());
    let view = HomeView {
        count: counted(edition, count),
        fields: if original { fields(edition, &way) } else { Vec::new() },
        letters: if long { Vec::new() } else { letters(edition, &way) },
        see_all: long.then(|| Anchor {
            href: way.to(&path),
            title: &all,
            foreign: false,
            tag: None,
        }),
        programs: edition.order.programs.iter().map(|p| program_line(edition, &way, p)).collect(),
        halls: halls(edition, &way),
        pages: pages(edition, &way),
    };
    edition.render("pages/home.html", &list_shell(edition, &way, "home.title", ""), &view, "")
}

/// Renders the list from A to Z.
///
/// # Errors
/// When the template fails.
pub(super) fn a_to_z(edition: &Edition<'_>) -> tera::TeraResult<Bytes> {
    #[derive(Serialize)]
    struct View<'a> {
        count: String,
        letters: Vec<Letter<'a>>,
    }
    let way = edition.way(edition.depth());
    let count = counted(edition, shown(&edition.order, &edition.lang).count());
    let view = View { count, letters: letters(edition, &way) };
    edition.render("pages/a-z.html", &list_shell(edition, &way, "home.az_title", "a-z/"), &view, "")
}

/// Renders the page of a field.
///
/// # Errors
/// When the template fails.
pub(super) fn field(edition: &Edition<'_>, field: &Field) -> tera::TeraResult<Bytes> {
    #[derive(Serialize)]
    struct View<'a> {
        title: &'a str,
        owner: Option<&'a str>,
        count: String,
        procedures: Vec<PageLine<'a>>,
    }
    let way = edition.way(1);
    let commune = &edition.site.commune.name;
    let inside = edition.order.of_field(&field.id);
    let n = inside.len().to_string();
    let values = [("title", field.title.as_str()), ("n", &n), ("commune", commune)];
    let shell = Shell {
        title: format!("{} – {commune}", field.title),
        description: edition.strings.fill("field.description", &values),
        ..edition.shell_of(
            (Thing::Field, &field.id),
            &way,
            &edition.langs(&field.id, std::iter::empty()),
        )
    };
    let line = |procedure| PageLine {
        link: edition.anchor(&way, procedure),
        summary: procedure.summary.as_deref(),
    };
    let view = View {
        title: &field.title,
        owner: field.owner.as_deref(),
        count: counted(edition, inside.len()),
        procedures: inside.map(line).collect(),
    };
    edition.render("pages/field.html", &shell, &view, &edition.body(&field.body.html, &way))
}

/// Describes the fields that have a public procedure.
pub(super) fn fields<'a>(edition: &Edition<'a>, way: &Way) -> Vec<FieldLine<'a>> {
    let line = |field: &&'a Field| FieldLine {
        link: edition.to_original(way, &field.id, &field.title),
        count: counted(edition, edition.order.of_field(&field.id).len()),
    };
    edition.order.fields.iter().map(line).collect()
}

/// Walks the procedures of the lists: all in Vietnamese, else those that are translated.
fn shown<'e, 'a>(order: &'e Order<'a>, lang: &'e Lang) -> impl Iterator<Item = &'a Procedure> + 'e {
    order.procedures().filter(|procedure| is_listed(procedure, lang))
}

fn counted(edition: &Edition<'_>, n: usize) -> String {
    edition.strings.fill("home.all_count", &[("n", &n.to_string())])
}

fn letters<'a>(edition: &Edition<'a>, way: &Way) -> Vec<Letter<'a>> {
    let mut letters: Vec<Letter<'a>> = Vec::new();
    for procedure in shown(&edition.order, &edition.lang) {
        let letter = order::letter(order::title(procedure, &edition.lang))
            .unwrap_or_else(|| edition.say("home.other_letter").to_owned());
        let link = edition.anchor(way, procedure);
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.procedures.push(link),
            _ => letters.push(Letter { letter, procedures: vec![link] }),
        }
    }
    letters
}

fn halls<'a>(edition: &Edition<'a>, way: &Way) -> Vec<HallLine<'a>> {
    let halls = edition.order.villages.iter().map(|village| HallLine {
        link: edition.to_original(way, &village.id, &village.title),
        address: village.hall.address.as_deref(),
        closed: !village.is_open(),
    });
    halls.collect()
}

fn pages<'a>(edition: &Edition<'a>, way: &Way) -> Vec<PageLine<'a>> {
    let original = edition.lang.is_vietnamese();
    let line = |page: &&'a crate::model::site::Page| {
        if original {
            let link = edition.to_original(way, &page.id, &page.title);
            return Some(PageLine { link, summary: page.summary.as_deref() });
        }
        let text = page.translations.get(&edition.lang)?;
        let href = way.to(&Edition::path(&page.id, &edition.lang));
        let link = Anchor { href, title: &text.title, foreign: false, tag: None };
        Some(PageLine { link, summary: text.summary.as_deref() })
    };
    edition.order.pages.iter().filter_map(line).collect()
}

fn list_shell<'a>(edition: &Edition<'a>, way: &Way, title: &'a str, path: &str) -> Shell<'a> {
    let commune = &edition.site.commune.name;
    // Only the home page has a twin in every language.
    let langs = if path.is_empty() { edition.homes() } else { Vec::new() };
    Shell {
        title: format!("{} – {commune}", edition.say(title)),
        description: edition.strings.fill("home.description", &[("commune", commune)]),
        find_above: !path.is_empty(),
        ..edition.shell(&format!("{}{path}", edition.home()), way, &langs)
    }
}
