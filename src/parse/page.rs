//! Fields (`procedures/<field>/_index.md`) and pages (`pages/<id>.md`).

use super::fee::text;
use super::keys::Keys;
use super::markdown;
use super::opened::Opened;
use super::procedure::ids;
use super::program::draft;
use super::source::Source;
use crate::catalogue;
use crate::model::Id;
use crate::model::site::{Field, Page, PageTranslation};

/// Reads a field; nothing when the file has an error.
pub(super) fn field(mut file: Opened, id: Id) -> (Option<Field>, Opened) {
    let (origin, body) = (file.origin(), file.body());
    let source = &mut file.source;
    let mut keys = Keys::of_file(
        source,
        catalogue::Kind::Field,
        &file.document.entries,
        &file.document.lost,
        file.top.clone(),
    );
    let title = keys.need(source, "title").and_then(|value| value.text(source));
    let order = order(source, &mut keys);
    let owner = text(source, &mut keys, "owner");
    let aliases = ids(source, &mut keys, "aliases");
    keys.finish(source);
    let sound = !source.found.has_errors();
    let title = title.unwrap_or_default();
    let field = Field { id, origin, title, order, owner, aliases, body };
    (sound.then_some(field), file)
}

/// Reads a page; nothing when the file has an error.
pub(super) fn page(mut file: Opened, id: Id) -> (Option<Page>, Opened) {
    let (origin, body, range) = (file.origin(), file.body(), file.body_range());
    let source = &mut file.source;
    let mut keys = Keys::of_file(
        source,
        catalogue::Kind::Page,
        &file.document.entries,
        &file.document.lost,
        file.top.clone(),
    );
    let title = keys.need(source, "title").and_then(|value| value.text(source));
    let draft = draft(source, &mut keys);
    let summary = text(source, &mut keys, "summary");
    let order = order(source, &mut keys);
    let poster = keys.get(source, "poster").and_then(|value| value.yes_or_no(source));
    let poster = poster.unwrap_or_default();
    let page = Page {
        id,
        origin,
        title: title.unwrap_or_default(),
        draft,
        summary,
        order,
        poster,
        aliases: ids(source, &mut keys, "aliases"),
        blocks: if poster { markdown::blocks(source, range) } else { Vec::new() },
        body,
        translations: std::collections::BTreeMap::new(),
    };
    keys.finish(source);
    let sound = !source.found.has_errors();
    (sound.then_some(page), file)
}

/// Reads a page in another language; nothing when the file has an error.
pub(super) fn translation(mut file: Opened) -> (Option<PageTranslation>, Opened) {
    let (origin, body) = (file.origin(), file.body());
    let source = &mut file.source;
    let mut keys = Keys::of_file(
        source,
        catalogue::Kind::PageTranslation,
        &file.document.entries,
        &file.document.lost,
        file.top.clone(),
    );
    let title = keys.need(source, "title").and_then(|value| value.text(source));
    let summary = text(source, &mut keys, "summary");
    keys.finish(source);
    let sound = !source.found.has_errors();
    let page = PageTranslation { origin, title: title.unwrap_or_default(), summary, body };
    (sound.then_some(page), file)
}

fn order(source: &mut Source, keys: &mut Keys) -> Option<i32> {
    let number = keys.get(source, "order").and_then(|value| value.count(source, 0..=9999));
    number.and_then(|number| i32::try_from(number).ok())
}
