//! The page of changes: what was published, amended, suspended or abolished, by which paper.

use serde::Serialize;

use crate::files::Bytes;
use crate::model::Procedure;
use crate::model::procedure::Status;
use crate::render::feed::change::{self, Change};
use crate::render::words;

use super::edition::{Anchor, Edition, Outside, Shell, outside};
use super::way::Way;

/// The path of the page, below that of its language.
pub(super) const PATH: &str = "changes/";

#[derive(Serialize)]
struct View<'a> {
    months: Vec<Month<'a>>,
    feed: Option<String>,
}

/// The changes of one month; those without a day stand under a heading of their own.
#[derive(Serialize)]
struct Month<'a> {
    title: String,
    groups: Vec<Group<'a>>,
}

/// What one paper did on one day.
#[derive(Serialize)]
struct Group<'a> {
    day: Option<String>,
    words: String,
    url: Option<Outside<'a>>,
    procedures: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    link: Anchor<'a>,
    /// What changed, in Vietnamese words of the content.
    what: Option<&'a str>,
    /// The codes that it took the place of.
    replaces: Option<String>,
    successor: Option<Anchor<'a>>,
}

/// Renders the page of changes in the language of the edition.
///
/// # Errors
/// When the template fails.
pub(super) fn page(edition: &Edition<'_>) -> tera::TeraResult<Bytes> {
    let way = edition.way(edition.depth());
    let commune = &edition.site.commune.name;
    let langs: Vec<_> = edition.homes().into_iter().map(|(l, home)| (l, home + PATH)).collect();
    let shell = Shell {
        title: format!("{} – {commune}", edition.say("changes.title")),
        description: edition.strings.fill("changes.description", &[("commune", commune)]),
        ..edition.shell(&format!("{}{PATH}", edition.home()), &way, &langs)
    };
    let dated = edition.order.procedures().any(|p| change::last_day(p).is_some());
    let feed = dated.then(|| way.to("changes.xml"));
    let view = View { months: months(edition, &way), feed };
    edition.render("pages/changes.html", &shell, &view, "")
}

fn months<'a>(edition: &Edition<'a>, way: &Way) -> Vec<Month<'a>> {
    let mut months: Vec<(Option<(i16, i8)>, Month<'a>)> = Vec::new();
    for change::Group { change, procedures } in change::groups(edition.order.procedures()) {
        let lines = procedures.iter().map(|(one, change)| line(edition, way, one, change));
        let group = Group {
            day: change.date.map(|day| words::date(day, edition.strings)),
            words: change::words(&change, edition.strings),
            url: change.url.map(outside),
            procedures: lines.collect(),
        };
        let month = change.date.map(|day| (day.year(), day.month()));
        match months.last_mut() {
            Some((known, last)) if *known == month => last.groups.push(group),
            _ => months.push((month, Month { title: title(edition, month), groups: vec![group] })),
        }
    }
    months.into_iter().map(|(_, month)| month).collect()
}

fn title(edition: &Edition<'_>, month: Option<(i16, i8)>) -> String {
    month.map_or_else(
        || edition.say("changes.undated").to_owned(),
        |(year, month)| {
            let (year, month) = (year.to_string(), month.to_string());
            edition.strings.fill("changes.month", &[("year", &year), ("month", &month)])
        },
    )
}

fn line<'a>(
    edition: &Edition<'a>,
    way: &Way,
    procedure: &'a Procedure,
    change: &Change<'a>,
) -> Line<'a> {
    let next = change.successor(edition.site, procedure);
    let replaces = change::replaces(change.replaced(procedure), edition.strings);
    let mut link = edition.anchor(way, procedure);
    // The sentence above says so already, unless it tells of an earlier day.
    if change.is_over() || procedure.status == Status::Active {
        link.tag = None;
    }
    Line {
        link,
        what: change.what,
        replaces,
        successor: next.map(|next| edition.anchor(way, next)),
    }
}
