//! Niêm yết công khai: the list of procedures by field, then fees, charges and exemptions, then what
//! was published, amended or abolished.
//!
//! It lists every procedure in force, not only those on the hall's board: a public notice is whole.
//! Changes stand at the end, so that a new one costs the last page and no other.

mod changes;

use super::blank::{Blank, Matter};
use super::press::{Guide, Press, Running};
use super::record::procedure::{self, Form};
use super::record::{self, Told};
use super::table::{About, Flow, Page, Row, Table};
use super::tag::{self, Tag};

use crate::diagnostic::Diagnostics;
use crate::ledger::seen::Seen;
use crate::model::procedure::Procedure;
use crate::model::site::Thing;
use crate::model::village::{Kind, Orientation, PaperSize};
use crate::model::{Id, Village};
use crate::render::Sheet;
use crate::render::drawing::Color;
use crate::render::feed::change::Change;
use crate::render::layout::Rect;
use crate::render::layout::canvas::{Align, Canvas};
use crate::render::layout::text::{self, Paragraph, Piece, Style};
use crate::render::words;

/// Draws the notice on as many sheets as it needs; none when there is no procedure.
pub fn notice(
    press: &Press<'_>,
    village: &Village,
    paper: (PaperSize, Orientation),
    found: &mut Diagnostics,
) -> Vec<Sheet> {
    if press.guides.is_empty() {
        return Vec::new();
    }
    let Some(blank) = Blank::new(press, village, Kind::Notice, paper, found) else {
        return Vec::new();
    };
    let thing = (Thing::Hall, &village.id, None);
    let caption = press.strings.get("poster.notice_scan");
    let pixels = tag::pixels(blank.size.mm().0 * 0.9);
    let Some(tag) = Tag::of_page(press, thing, caption, (pixels, blank.small), found) else {
        return Vec::new();
    };
    let points = blank.small * 1.05;
    let head = Head::new(&blank, tag);
    let (_, first) = blank.body.cut_top(head.height);
    let mut flow = Flow::new(press, points, first, blank.body);
    let groups = groups(press);
    flow.table(&list(press, &groups));
    if let Some(fees) = fees(press, &groups) {
        flow.table(&fees);
    }
    if let Some(changes) = changes::table(press) {
        flow.table(&changes);
    }
    let pages = flow.finish();
    let count = pages.len();
    let drawn = pages.iter().enumerate().map(|(at, page)| {
        let running = Running { page: at + 1, pages: count };
        let title = blank.named("poster.notice_title", running);
        let (file, told) = (format!("notice-{}", running.page), told(press, village, page));
        let matter = Matter { file, title, subject: None, told };
        blank.sheet(matter, running, found, |canvas| {
            if at == 0 {
                head.draw(&blank, canvas);
            }
            draw(press, points, page, canvas);
        })
    });
    drawn.collect()
}

/// Returns what a page tells: of each procedure what its rows say.
fn told(press: &Press<'_>, village: &Village, page: &Page<'_>) -> Told {
    let mut told =
        Told::new(press, village).with(press, (Thing::Hall, &village.id), Seen::default());
    let (mut left_out, mut rows) = (0, Vec::<(&Procedure, Vec<Change<'_>>)>::new());
    for about in page.iter().filter_map(|band| band.about) {
        match about {
            About::Procedure(one, form) => {
                let seen = procedure::seen(one, &press.site.commune, form, &press.plain);
                told = told.with(press, (Thing::Procedure, &one.id), seen);
            }
            About::Change(one, change) => {
                match rows.iter_mut().find(|(known, _)| known.id == one.id) {
                    Some((_, known)) => known.push(change),
                    None => rows.push((one, vec![change])),
                }
            }
            About::LeftOut(count) => left_out = count,
        }
    }
    for (one, changes) in rows {
        let seen = record::change::seen(press.site, one, &changes);
        told = told.with(press, (Thing::Procedure, &one.id), seen);
    }
    record::change::left_out(&mut told.whole, left_out);
    told
}

fn draw(press: &Press<'_>, points: f32, page: &Page<'_>, canvas: &mut Canvas<'_>) {
    for band in page {
        band.draw(press, points, canvas);
    }
}

/// What stands above the table on the first page.
struct Head {
    title: Paragraph,
    lead: Paragraph,
    tag: Tag,
    width: f32,
    height: f32,
}

impl Head {
    fn new(blank: &Blank<'_>, tag: Tag) -> Self {
        let (press, size) = (blank.press, Style::body(blank.small).size());
        let width = blank.body.w - tag.width() - size * 1.5;
        let (strings, commune) = (press.strings, &press.site.commune);
        let title = Piece::bold(strings.get("poster.notice_head"), Color::BLACK);
        let range = (blank.small * 4.2, blank.small * 2.0);
        let title = super::blank::largest(press.faces, &title, range, (width, tag.height()))
            .unwrap_or_else(|| text::wrap(press.faces, &[title], Style::title(range.1), width));
        let count = press.guides.len().to_string();
        let address = format!("{}{}", commune.address.host(), commune.address.path());
        let values = [("commune", commune.name.as_str()), ("n", &count), ("address", &address)];
        let lead = Piece::regular(strings.fill("poster.notice_lead", &values), Color::BLACK);
        let style = Style { balanced: true, ..Style::body(blank.small * 1.3) };
        let lead = text::wrap(press.faces, &[lead], style, width);
        let left = title.height() + lead.height() + size;
        Self { height: left.max(tag.height()) + size, title, lead, tag, width }
    }

    fn draw(&self, blank: &Blank<'_>, canvas: &mut Canvas<'_>) {
        let (left, _) = blank.body.cut_left(self.width);
        let within = Rect { h: self.height, ..left };
        let y = canvas.paragraph(&self.title, within.y, Align::Left, within);
        canvas.paragraph(&self.lead, y + 1.0, Align::Left, within);
        self.tag.draw(canvas, [blank.body.right() - self.tag.width(), blank.body.y]);
    }
}

/// The procedures of a field, with its name.
type Group<'a> = (Option<&'a str>, Vec<&'a Guide<'a>>);

/// Returns every procedure in force by field, in the order of the guide.
fn groups<'a>(press: &'a Press<'a>) -> Vec<Group<'a>> {
    let guides = |field: &Id| -> Vec<&Guide<'_>> {
        let inside = press.order.of_field(field);
        inside.filter_map(|procedure| press.guides.get(&procedure.id)).collect()
    };
    let named = press.order.fields.iter();
    let mut groups: Vec<Group<'_>> =
        named.map(|field| (Some(field.title.as_str()), guides(&field.id))).collect();
    let nameless = press.order.ids_of_fields().filter(|id| press.site.field(id).is_none());
    groups.extend(nameless.map(|id| (None, guides(id))));
    groups.retain(|(_, guides)| !guides.is_empty());
    groups
}

fn heads(press: &Press<'_>, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| press.strings.get(key).to_owned()).collect()
}

/// Makes the list of procedures.
fn list<'a>(press: &Press<'_>, groups: &[Group<'a>]) -> Table<'a> {
    let rows = |guides: &[&'a Guide<'a>]| guides.iter().map(|one| list_row(press, one)).collect();
    let keys = ["notice_number", "notice_name", "notice_code", "notice_time", "notice_fee"];
    let keys = keys.map(|key| format!("poster.{key}"));
    Table {
        title: press.strings.get("poster.notice_list").to_owned(),
        lead: None,
        heads: heads(press, &keys.each_ref().map(String::as_str)),
        shares: vec![0.065, 0.35, 0.125, 0.225, 0.235],
        groups: groups.iter().map(|(name, g)| (name.map(str::to_owned), rows(g))).collect(),
    }
}

fn number(press: &Press<'_>, guide: &Guide<'_>) -> Vec<Piece> {
    vec![Piece::bold(guide.number.to_string(), press.accent)]
}

fn list_row<'a>(press: &Press<'_>, guide: &'a Guide<'a>) -> Row<'a> {
    let (strings, procedure) = (press.strings, guide.procedure);
    let regular = |words: String| Piece::regular(words, Color::BLACK);
    let mut name = vec![Piece::bold(procedure.title.as_str(), Color::BLACK)];
    name.extend(official(procedure).map(|title| regular(title.to_owned())));
    let decision = procedure.decision.as_ref().map(|decision| {
        let number = words::dated(&decision.number, decision.date, strings);
        strings.fill("poster.notice_decision", &[("decision", &number)])
    });
    let checked = procedure.checked.as_ref().map(|checked| {
        strings.fill("poster.notice_checked", &[("on", &words::date(checked.on, strings))])
    });
    name.extend(decision.into_iter().chain(checked).map(regular));
    let unknown = strings.get("poster.notice_unknown");
    let told = |key: &str| vec![regular(bound(fact(press, guide, key).unwrap_or(unknown)))];
    let code = procedure.code.clone().map(regular).into_iter().collect();
    let cells = vec![number(press, guide), name, code, told("poster.time"), told("poster.fee")];
    Row { about: About::Procedure(procedure, Form::Row), cells }
}

/// Returns the official title where it says more than the people's one.
fn official(procedure: &Procedure) -> Option<&str> {
    let official = procedure.official_title.as_deref()?;
    let plain = official.to_lowercase();
    let plain = plain.strip_prefix("thủ tục ").unwrap_or(&plain);
    (plain != procedure.title.to_lowercase()).then_some(official)
}

/// Returns the words of a fact by the key of its label.
fn fact<'a>(press: &Press<'_>, guide: &'a Guide<'_>, key: &str) -> Option<&'a str> {
    let label = press.strings.get(key);
    let told = guide.facts.facts.iter().find(|(name, _)| name == label);
    told.map(|(_, words)| words.as_str())
}

/// Makes the table of fees; nothing when no procedure says anything about one.
fn fees<'a>(press: &Press<'_>, groups: &[Group<'a>]) -> Option<Table<'a>> {
    let rows = |guides: &[&'a Guide<'a>]| -> Vec<Row<'a>> {
        guides.iter().filter_map(|guide| fee_row(press, guide)).collect()
    };
    let groups = groups.iter().map(|(name, guides)| (name.map(str::to_owned), rows(guides)));
    let groups: Vec<_> = groups.filter(|(_, rows)| !rows.is_empty()).collect();
    let keys = ["notice_number", "notice_name", "notice_fee", "notice_exempt", "notice_note"];
    let keys = keys.map(|key| format!("poster.{key}"));
    let table = Table {
        title: press.strings.get("poster.notice_fees").to_owned(),
        lead: None,
        heads: heads(press, &keys.each_ref().map(String::as_str)),
        shares: Vec::new(),
        groups,
    };
    (!table.groups.is_empty()).then(|| shared(table))
}

/// Shares the width among the columns by what stands in them: a column of few words is narrow, and
/// none is narrower than its head needs.
fn shared(mut table: Table<'_>) -> Table<'_> {
    const NUMBER: f32 = 0.065;
    const LEAST: f32 = 0.13;
    let rows = || table.groups.iter().flat_map(|(_, rows)| rows);
    let weight = |column: usize| {
        let pieces = rows().filter_map(|row| row.cells.get(column)).flatten();
        let characters: usize = pieces.map(|piece| piece.text.chars().count()).sum();
        (characters as f32).sqrt()
    };
    let weights: Vec<f32> = (1..table.heads.len()).map(weight).collect();
    let sum: f32 = weights.iter().sum::<f32>().max(1.0);
    let free = 1.0 - NUMBER - weights.len() as f32 * LEAST;
    let shares = weights.iter().map(|weight| LEAST + free * weight / sum);
    table.shares = std::iter::once(NUMBER).chain(shares).collect();
    table
}

/// Binds the point between two facts to the second, so that no line ends with it.
fn bound(words: &str) -> String {
    words.replace("· ", "·\u{a0}")
}

fn fee_row<'a>(press: &Press<'_>, guide: &'a Guide<'a>) -> Option<Row<'a>> {
    let (strings, facts) = (press.strings, &guide.facts);
    let words = fact(press, guide, "poster.fee");
    if words.is_none() && facts.exemptions.is_none() && facts.fee_notes.is_empty() {
        return None;
    }
    let regular = |words: &str| Piece::regular(bound(words), Color::BLACK);
    let mut fee: Vec<Piece> = words.into_iter().map(regular).collect();
    // A poster's one line only announces many cases; here is room for each.
    if words.is_some_and(|words| words.contains(strings.get("poster.by_case"))) {
        let cases = guide.procedure.cases.iter().filter_map(|case| {
            let trust = words::fee_trust(guide.procedure, Some(case), "fee");
            let fee = words::fee(case.fee.as_ref()?, trust, strings)?;
            Some(strings.fill("poster.way", &[("way", &case.title), ("words", &fee)]))
        });
        fee.extend(cases.map(|words| regular(&words)));
    }
    let exempt = facts.exemptions.as_deref().map(regular).into_iter().collect();
    let notes = facts.fee_notes.iter().map(|note| regular(note)).collect();
    let name = vec![Piece::bold(guide.procedure.title.as_str(), Color::BLACK)];
    let cells = vec![number(press, guide), name, fee, exempt, notes];
    Some(Row { about: About::Procedure(guide.procedure, Form::Fees), cells })
}
