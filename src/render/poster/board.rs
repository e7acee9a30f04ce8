//! The board of a hall: its procedures in a grid of cells, on as many sheets as they need.

pub mod around;
pub mod arrange;
pub mod cell;
pub mod grid;
pub mod help;
pub mod plan;
pub mod spread;

use std::collections::{BTreeMap, BTreeSet};

use super::codes::{CellCode, steps_codes};
use super::finish::Finish;
use super::frame::{Frame, Room};
use super::furniture::{self, BOARD_PIXELS, Head, HeadCode};
use super::press::{Guide, Press, Running};
use super::record::{self, Told, procedure::Form};
use crate::diagnostic::{Diagnostic, Diagnostics, say};
use crate::ledger::prints::Code;
use crate::ledger::seen::Seen;
use crate::ledger::slot::Slot;
use crate::model::Village;
use crate::model::site::Thing;
use crate::model::village::{Kind, Orientation, PaperSize};
use crate::render::Sheet;
use crate::render::layout::canvas::Canvas;
use crate::render::qr;
use arrange::Hung;
use cell::Content;
use help::{Asked, help};
use spread::{Leaf, Spreader};

/// Draws the board of a hall on paper of a size.
pub fn board(
    press: &Press<'_>,
    village: &Village,
    (size, orientation): (PaperSize, Orientation),
    found: &mut Diagnostics,
) -> Vec<Sheet> {
    let paper = size.standing(orientation);
    let codes = furniture::head_codes(press, village, size, paper.0);
    let small = size.smallest_type();
    let heights = codes.iter().map(|code: &HeadCode| code.height(press.faces, small * HEAD));
    let tallest = heights.fold(0.0, f32::max);
    let needed = ["head", "body", "foot"];
    let room = Room { paper, head: tallest, foot: 0.0 };
    let Some(frame) = Frame::of(press.theme, Kind::Board, &needed, room, found) else {
        return Vec::new();
    };
    let guides = press.listed(village);
    let with_steps = (village.wifi.is_none() || village.steps_codes) && size > PaperSize::A4;
    let contents: Vec<Content<'_>> = guides
        .into_iter()
        .filter_map(|guide| content(press, village, guide, with_steps, found))
        .collect();
    if contents.is_empty() {
        return Vec::new();
    }
    let body = frame.area("body");
    let spreader = Spreader { press, contents: &contents, size, with_steps, body };
    let hung = hung(press, village, (size, orientation), &contents);
    let Some(leaves) = spreader.sheets(&hung, found) else { return Vec::new() };
    let head = Head { village, codes: &codes, with_steps };
    let choice = (size, orientation);
    let wall = Wall { press, frame, paper, choice, head, contents: &contents, small };
    let page = |page: u32| usize::try_from(page).expect("pages are counted from 1");
    let pages = leaves.last().map_or(0, |(last, _)| page(*last));
    let drawn = leaves.iter();
    drawn.map(|(at, leaf)| wall.draw(leaf, Running { page: page(*at), pages }, found)).collect()
}

/// Returns what hangs of this board, as far as it still belongs there.
fn hung(
    press: &Press<'_>,
    village: &Village,
    (size, orientation): (PaperSize, Orientation),
    contents: &[Content<'_>],
) -> Hung {
    let ledger = press.addresses.ledger;
    let hall = press.addresses.number(Thing::Hall, &village.id);
    let slot = Slot { kind: Kind::Board, subject: None, page: 1, size, orientation };
    let mut cells: BTreeMap<u32, usize> = BTreeMap::new();
    for (at, content) in contents.iter().enumerate() {
        // What hangs may lead by a number that the procedure took over.
        let numbers = ledger.numbers(Thing::Procedure, &content.guide.procedure.id);
        cells.extend(numbers.iter().map(|number| (*number, at)));
    }
    let (mut pages, mut changed, mut taken) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
    let all = press.boards.get(&hall).into_iter().flatten();
    for print in all.filter(|print| Slot { page: 1, ..print.slot } == slot) {
        let page: &mut Vec<usize> = pages.entry(print.slot.page).or_default();
        for item in print.items.iter().filter(|item| item.code == Some(Code::Link)) {
            let number = item.about.as_ref().map(|(number, _)| number);
            let Some(cell) = number.and_then(|number| cells.get(number)) else { continue };
            if taken.insert(*cell) {
                page.push(*cell);
            }
            if item.seen != seen(press, contents[*cell].guide) {
                changed.insert(*cell);
            }
        }
    }
    Hung { pages, changed }
}

/// Returns what a board tells about a procedure.
fn seen(press: &Press<'_>, guide: &Guide<'_>) -> Seen {
    let commune = &press.site.commune;
    record::procedure::seen(guide.procedure, commune, Form::Board, &press.plain)
}

/// What every sheet of a board shares.
struct Wall<'a> {
    press: &'a Press<'a>,
    frame: Frame,
    paper: (f32, f32),
    choice: (PaperSize, Orientation),
    head: Head<'a>,
    contents: &'a [Content<'a>],
    /// The smallest type in points.
    small: f32,
}

/// How much larger than the smallest the running text of the head is.
const HEAD: f32 = 1.08;

impl Wall<'_> {
    fn draw(&self, leaf: &Leaf, running: Running, found: &mut Diagnostics) -> Sheet {
        let Self { press, frame, paper, head, contents, small, .. } = self;
        let village = head.village;
        let mut canvas = Canvas::new(press.faces, paper.0, paper.1, &frame.shapes);
        furniture::head(press, &mut canvas, *head, (frame.area("head"), small * HEAD));
        for (index, fitted, place) in &leaf.cells {
            fitted.draw(press, &mut canvas, &contents[*index], [place.x, place.y]);
        }
        let mut told = Told::new(press, village);
        if let Some(free) = leaf.free {
            for part in help(press, &mut canvas, village, (free, leaf.body)) {
                match part {
                    Asked::Contact => record::hall::contact(&mut told, village),
                    Asked::Hours => record::hall::hours(&mut told, press, village),
                }
            }
        }
        for (index, ..) in &leaf.cells {
            let guide = contents[*index].guide;
            told.add(guide.number, &guide.procedure.id, seen(press, guide));
        }
        let (hall, page) = (furniture::hall_name(village), running.page.to_string());
        let pages = running.pages.to_string();
        let words = [("hall", hall.as_str()), ("page", &page), ("pages", &pages)];
        let (size, orientation) = self.choice;
        let end = Finish {
            village,
            file: format!("board-{page}"),
            title: press.strings.fill("poster.board_title", &words),
            slot: Slot {
                kind: Kind::Board,
                subject: None,
                page: running.number(),
                size,
                orientation,
            },
            pages: running.pages,
            feedback: None,
            foot: (frame.area("foot"), *small),
            told,
        };
        end.sheet(press, canvas, found)
    }
}

/// Makes the codes of a procedure for this hall.
fn content<'a>(
    press: &Press<'_>,
    village: &Village,
    guide: &'a Guide<'a>,
    with_steps: bool,
    found: &mut Diagnostics,
) -> Option<Content<'a>> {
    let id = &guide.procedure.id;
    let payload = press.addresses.short_link(Thing::Procedure, id, Some(&village.id));
    // Version 10 at 1.27 mm is 83 mm: no cell of a board has room for more.
    let code = qr::link(&payload).filter(|code| code.version <= 10);
    let Some(code) = code else {
        let place = press.site.commune.origin.place("address");
        let length = payload.chars().count().to_string();
        found.push(
            Diagnostic::error(
                "poster-link-too-long",
                place,
                say(
                    format!("địa chỉ của trang web quá dài cho mã trên bảng: {length} ký tự"),
                    format!(
                        "the site's address is too long for a board's code: {length} characters"
                    ),
                ),
            )
            .hint(say(
                "hãy dùng địa chỉ ngắn hơn, như https://tthc.xa-abc.gov.vn/",
                "use a shorter address",
            )),
        );
        return None;
    };
    let strings = press.strings;
    let caption = with_steps.then(|| strings.get("poster.link_code").to_owned());
    let link = CellCode {
        id: format!("link-{}", guide.number),
        payload,
        code,
        pixels: BOARD_PIXELS,
        caption,
    };
    let mut codes = vec![link];
    if with_steps {
        codes.extend(steps_codes(press, guide));
    }
    Some(Content { guide, codes })
}
