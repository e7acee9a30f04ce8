//! The pages that are none of the others, and the page "not found".

use serde::Serialize;

use crate::files::Bytes;
use crate::model::site::{Page, Thing};

use super::edition::{Edition, Shell};
use super::way::Way;

#[derive(Serialize)]
struct View<'a> {
    title: &'a str,
    summary: Option<&'a str>,
}

/// Renders a page in the language of the edition; Vietnamese where there is no translation.
///
/// # Errors
/// When the template fails.
pub(super) fn page(edition: &Edition<'_>, page: &Page) -> tera::TeraResult<Bytes> {
    let way = edition.way(edition.depth());
    let text = page.translations.get(&edition.lang);
    let title = text.map_or(&page.title, |text| &text.title);
    let summary = text.map_or(page.summary.as_ref(), |text| text.summary.as_ref());
    let commune = &edition.site.commune.name;
    let langs = edition.langs(&page.id, page.translations.keys());
    let shell = Shell {
        title: format!("{title} – {commune}"),
        description: summary.cloned().unwrap_or_else(|| format!("{title}. {commune}.")),
        ..edition.shell_of((Thing::Page, &page.id), &way, &langs)
    };
    let body = edition.body(text.map_or(&page.body.html, |text| &text.body.html), &way);
    let view = View { title, summary: summary.map(String::as_str) };
    edition.render("pages/page.html", &shell, &view, &body)
}

/// Renders the page that a server shows for an address that does not exist.
///
/// # Errors
/// When the template fails.
pub(super) fn not_found(edition: &Edition<'_>) -> tera::TeraResult<Bytes> {
    let way = Way::anywhere(edition.options.addresses.base.path());
    let title = edition.say("not_found.title");
    let shell = Shell {
        title: format!("{title} – {}", edition.site.commune.name),
        description: edition.say("not_found.text").to_owned(),
        canonical: String::new(),
        ..edition.shell("", &way, &[])
    };
    edition.render("pages/404.html", &shell, &View { title, summary: None }, "")
}
