//! The table of changes on a notice: those of the page of changes, as many as paper has room for.
//!
//! What is abolished has no row elsewhere on the notice; its number leads to the page that says so.

use super::super::press::Press;
use super::super::table::{About, Row, Table};
use crate::model::Procedure;
use crate::model::site::Thing;
use crate::render::drawing::Color;
use crate::render::feed::change::{self, Change, Group};
use crate::render::layout::text::Piece;
use crate::render::words;

/// The most rows: about two pages of A4. A commune whose 405 procedures were published by dated
/// decisions would else fill ten with what the list says already.
const MOST: usize = 40;

/// Makes the table; nothing when no change is recorded.
pub(super) fn table<'a>(press: &'a Press<'a>) -> Option<Table<'a>> {
    let all = change::groups(press.order.procedures());
    let count: usize = all.iter().map(|group| group.procedures.len()).sum();
    let groups: Vec<_> = newest(all)
        .into_iter()
        .map(|group| {
            let rows = group.procedures.iter().map(|(one, change)| row(press, one, change));
            (Some(heading(press, &group.change)), rows.collect())
        })
        .collect();
    if groups.is_empty() {
        return None;
    }
    let left = count.saturating_sub(MOST);
    let keys = ["notice_number", "notice_name", "notice_code", "notice_what", "notice_valid"];
    let keys = keys.map(|key| format!("poster.{key}"));
    let table = Table {
        title: press.strings.get("changes.title").to_owned(),
        lead: Some((lead(press, left), About::LeftOut(left))),
        heads: super::heads(press, &keys.each_ref().map(String::as_str)),
        shares: Vec::new(),
        groups,
    };
    Some(super::shared(filled(table)))
}

/// Keeps [`MOST`] rows: those without a day, since people come in vain for what is over, then the
/// newest.
fn newest(mut groups: Vec<Group<'_>>) -> Vec<Group<'_>> {
    let mut room = MOST;
    groups.sort_by_key(|group| group.change.date.is_some());
    for group in &mut groups {
        group.procedures.truncate(room);
        room -= group.procedures.len();
    }
    groups.retain(|group| !group.procedures.is_empty());
    groups.sort_by_key(|group| group.change.date.is_none());
    groups
}

fn lead(press: &Press<'_>, left: usize) -> String {
    let lead = press.strings.get("changes.lead").to_owned();
    if left == 0 {
        return lead;
    }
    let address = &press.site.commune.address;
    let address = format!("{}{}", address.host(), address.path());
    let (left, title) = (left.to_string(), press.strings.get("changes.title"));
    let values = [("n", left.as_str()), ("address", &address), ("title", title)];
    format!("{lead} {}", press.strings.fill("poster.notice_more", &values))
}

/// Says what a paper did, and on which day where the paper's own date does not tell it.
fn heading(press: &Press<'_>, change: &Change<'_>) -> String {
    let words = change::words(change, press.strings);
    let signed = change.paper.and_then(|(_, date)| date);
    let undated = press.strings.get("changes.undated");
    match change.date {
        Some(_) if change.date == signed => words,
        Some(day) => format!("{}: {words}", words::date(day, press.strings)),
        None => format!("{undated}: {}", words::small(&words)),
    }
}

fn row<'a>(press: &Press<'_>, procedure: &'a Procedure, change: &Change<'a>) -> Row<'a> {
    let strings = press.strings;
    let regular = |words: String| Piece::regular(words, Color::BLACK);
    let number = press.addresses.number(Thing::Procedure, &procedure.id);
    let number = Piece::bold(number.to_string(), press.accent);
    let name = Piece::bold(procedure.title.as_str(), Color::BLACK);
    let code = procedure.code.clone().map(regular).into_iter().collect();
    let what = change.what.map(str::to_owned);
    let replaces = change::replaces(change.replaced(procedure), strings);
    let next = change.successor(press.site, procedure).map(|next| {
        let number = press.addresses.number(Thing::Procedure, &next.id).to_string();
        strings.fill("poster.notice_next", &[("title", &next.title), ("number", &number)])
    });
    let replaces = replaces.map(|words| words::capital(&words));
    let what = what.into_iter().chain(replaces).chain(next).map(regular).collect();
    let valid = change.valid(procedure);
    let day = |key: &str, name: &str, day| {
        strings.fill(key, &[(name, words::date(day, strings).as_str())])
    };
    let from = valid.from.map(|from| day("procedure.valid_from", "from", from));
    let until = valid.until.map(|until| day("procedure.valid_until", "until", until));
    let valid = from.into_iter().chain(until).map(|words| regular(words::capital(&words)));
    let cells = vec![vec![number], vec![name], code, what, valid.collect()];
    Row { about: About::Change(procedure, *change), cells }
}

/// Leaves out the columns in which nothing stands: few papers say what they changed.
fn filled(mut table: Table<'_>) -> Table<'_> {
    let rows = || table.groups.iter().flat_map(|(_, rows)| rows);
    let is_filled =
        |at: &usize| rows().any(|row| row.cells.get(*at).is_some_and(|c| !c.is_empty()));
    let kept: Vec<usize> = (0..table.heads.len()).filter(is_filled).collect();
    table.heads = kept.iter().map(|at| table.heads[*at].clone()).collect();
    for row in table.groups.iter_mut().flat_map(|(_, rows)| rows) {
        row.cells = kept.iter().map(|at| std::mem::take(&mut row.cells[*at])).collect();
    }
    table
}
