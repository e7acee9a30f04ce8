//! `changes.xml`: what is told of each procedure, for feed readers (Atom, RFC 4287).
//!
//! An entry keeps its id while its citizens are told the same, and gets another one when they are
//! told something else: a reader then shows it anew. Days come from the content alone; a procedure
//! without any is left out.

use super::{Source, change, xml};
use crate::model::Procedure;
use crate::model::date::Date;
use crate::model::procedure::Status;
use crate::model::site::Thing;
use crate::render::poster::record;
use crate::render::words;

/// Makes the feed; none where no procedure has a date.
pub(super) fn feed(source: Source<'_>) -> Option<(String, Vec<u8>)> {
    let public = source.site.public();
    let mut dated: Vec<(Date, &Procedure)> =
        public.filter_map(|procedure| Some((change::last_day(procedure)?, procedure))).collect();
    dated.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    let newest = dated.first()?.0;
    let commune = &source.site.commune.name;
    let title = source.strings.fill("changes.feed", &[("commune", commune)]);
    let own = xml::text(&source.url("changes.xml"));
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\n\
         <id>{own}</id>\n<title>{}</title>\n<updated>{}</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
         <author><name>{}</name></author>\n",
        xml::text(&title),
        moment(newest),
        xml::text(&source.url("changes/")),
        xml::text(commune),
    );
    for (day, procedure) in dated {
        feed += &entry(source, day, procedure);
    }
    feed += "</feed>\n";
    Some(("changes.xml".to_owned(), feed.into_bytes()))
}

fn entry(source: Source<'_>, day: Date, procedure: &Procedure) -> String {
    let strings = source.strings;
    let tag = match procedure.status {
        Status::Suspended => Some(strings.get("procedure.suspended_tag")),
        Status::Abolished => Some(strings.get("procedure.abolished_tag")),
        Status::Active | Status::Draft => None,
    };
    let tag = tag.map(|tag| format!(" ({tag})")).unwrap_or_default();
    let told = change::of(procedure).into_iter().map(|change| {
        let what = change.what.map(|what| format!(": {what}")).unwrap_or_default();
        let day = change.date.map(|day| format!("{}: ", words::date(day, strings)));
        format!("{}{}{what}.", day.unwrap_or_default(), change::words(&change, strings))
    });
    let told: Vec<String> = procedure.summary.clone().into_iter().chain(told).collect();
    let summary = if told.is_empty() {
        String::new()
    } else {
        format!("<summary>{}</summary>", xml::text(&told.join(" ")))
    };
    let field = source.site.field(&procedure.field).map(|field| {
        format!(
            "<category term=\"{}\" label=\"{}\"/>",
            xml::text(field.id.as_str()),
            xml::text(&field.title)
        )
    });
    format!(
        "<entry><id>{}</id><title>{}</title><updated>{}</updated>\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>{}{summary}</entry>\n",
        xml::text(&id(source, procedure)),
        xml::text(&format!("{}{tag}", procedure.title)),
        moment(day),
        xml::text(&source.url(&format!("{}/", procedure.id))),
        field.unwrap_or_default(),
    )
}

/// Writes the first moment of a day in Vietnam (RFC 3339).
fn moment(day: Date) -> String {
    format!("{day}T00:00:00+07:00")
}

/// Returns the id (RFC 4151): the permanent number, the day it was minted, and a digest of what a
/// citizen is told.
fn id(source: Source<'_>, procedure: &Procedure) -> String {
    let number = source.number(Thing::Procedure, &procedure.id);
    let minted = source.addresses.ledger.minted(number);
    let since = minted.map_or_else(|| "2025".to_owned(), |day| day.to_string());
    format!("tag:{},{since}:{number}/{}", source.addresses.base.host(), digest(source, procedure))
}

fn digest(source: Source<'_>, procedure: &Procedure) -> String {
    use record::procedure::{Form, seen};
    let seen = seen(procedure, &source.site.commune, Form::Sheet, source.strings);
    let mut whole = blake3::Hasher::new();
    for (part, fact) in &seen.0 {
        whole.update(part.key().as_bytes()).update(fact.digest.as_bytes());
    }
    let mut add = |words: &str| {
        whole.update(b"\0").update(words.as_bytes());
    };
    add(match procedure.status {
        Status::Draft => "draft",
        Status::Active => "active",
        Status::Suspended => "suspended",
        Status::Abolished => "abolished",
    });
    add(source.site.successor(procedure).map_or("", |next| next.id.as_str()));
    for change in change::of(procedure) {
        add(change.paper.map_or("", |(number, _)| number));
        add(&change.date.map(|day| day.to_string()).unwrap_or_default());
        add(change.what.unwrap_or_default());
    }
    for way in procedure.channels.0.values() {
        add(way.url.as_ref().map_or("", |url| url.as_str()));
    }
    whole.finalize().to_hex()[..16].to_owned()
}
