//! The board of a hall: its procedures in a grid of cells, on as many sheets as they need.

pub mod around;
pub mod cell;
pub mod grid;
pub mod help;
pub mod plan;
pub mod spread;

use super::codes::{CellCode, steps_codes};
use super::frame::{Frame, Room};
use super::furniture::{self, BOARD_PIXELS, Foot, Head, HeadCode};
use super::misfit;
use super::press::{Guide, Press, Running};
use crate::diagnostic::{Diagnostic, Diagnostics, say};
use crate::model::site::Thing;
use crate::model::village::{Kind, Listed, Orientation, PaperSize};
use crate::model::{Id, Village};
use crate::render::Sheet;
use crate::render::layout::canvas::Canvas;
use crate::render::qr;
use cell::Content;
use help::help;
use spread::{Leaf, Spreader};

/// Draws the board of a hall on paper of a size.
pub fn board(
    press: &Press<'_>,
    village: &Village,
    size: PaperSize,
    orientation: Orientation,
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
    let guides = listed(press, village);
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
    let Some(leaves) = spreader.sheets(found) else { return Vec::new() };
    let head = Head { village, codes: &codes, with_steps };
    let wall = Wall { press, frame, paper, head, contents: &contents, small };
    let pages = leaves.len();
    let drawn = leaves.iter().enumerate();
    drawn.map(|(at, leaf)| wall.draw(leaf, Running { page: at + 1, pages }, found)).collect()
}

/// What every sheet of a board shares.
struct Wall<'a> {
    press: &'a Press<'a>,
    frame: Frame,
    paper: (f32, f32),
    head: Head<'a>,
    contents: &'a [Content<'a>],
    /// The smallest type in points.
    small: f32,
}

/// How much larger than the smallest the running text of the head is.
const HEAD: f32 = 1.08;

impl Wall<'_> {
    fn draw(&self, leaf: &Leaf, running: Running, found: &mut Diagnostics) -> Sheet {
        let Self { press, frame, paper, head, contents, small } = self;
        let village = head.village;
        let mut canvas = Canvas::new(press.faces, paper.0, paper.1, &frame.shapes);
        furniture::head(press, &mut canvas, *head, (frame.area("head"), small * HEAD));
        for (index, fitted, place) in &leaf.cells {
            fitted.draw(press, &mut canvas, &contents[*index], [place.x, place.y]);
        }
        if let Some(free) = leaf.free {
            help(press, &mut canvas, village, (free, leaf.body));
        }
        let foot = Foot { running, feedback: None };
        furniture::foot(press, &mut canvas, foot, (frame.area("foot"), *small));
        let (drawing, faults) = canvas.finish();
        misfit::report(&faults, village, found);
        let (hall, page) = (furniture::hall_name(village), running.page.to_string());
        let pages = running.pages.to_string();
        let words = [("hall", hall.as_str()), ("page", &page), ("pages", &pages)];
        Sheet {
            file: format!("posters/{}/board-{page}", village.id),
            title: press.strings.fill("poster.board_title", &words),
            kind: Kind::Board,
            hall: village.id.clone(),
            drawing,
        }
    }
}

/// Returns the procedures that hang on the board, in order; those not in force are left off.
fn listed<'a>(press: &'a Press<'a>, village: &Village) -> Vec<&'a Guide<'a>> {
    match &village.procedures {
        Listed::All => press.guides.values().collect(),
        Listed::These(ids) => ids.iter().filter_map(|id: &Id| press.guides.get(id)).collect(),
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
