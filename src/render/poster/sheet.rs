//! The sheet of one procedure in one hall: everything, with a code for each way of reading it.

pub mod choice;
pub mod codes;
pub mod flow;
pub mod items;
pub mod pages;
pub mod panel;
pub mod top;

use super::codes::{CellCode, steps_codes};
use super::finish::Finish;
use super::frame::{Frame, Room};
use super::furniture::{self, BOARD_PIXELS, HeadCode, SHEET_PIXELS};
use super::misfit;
use super::press::{Guide, Press, Running};
use super::record::{self, Told, procedure::Form};
use crate::diagnostic::Diagnostics;
use crate::ledger::slot::Slot;
use crate::model::Village;
use crate::model::site::Thing;
use crate::model::village::{Kind, Orientation, PaperSize};
use crate::render::Sheet;
use crate::render::drawing::Shape;
use crate::render::layout::canvas::{Align, Canvas};
use crate::render::layout::{PIXEL, Rect};
use crate::render::qr;
use codes::StepsCode;
use pages::{Page, Pages};

/// Draws the sheet of a procedure: one page, or more where one has no room for everything.
pub fn sheet(
    press: &Press<'_>,
    village: &Village,
    guide: &Guide<'_>,
    (size, orientation): (PaperSize, Orientation),
    found: &mut Diagnostics,
) -> Vec<Sheet> {
    let paper = size.standing(orientation);
    let needed = ["body", "foot"];
    let feedback = furniture::feedback(press, feedback_pixels(size, orientation));
    let empty = Room { paper, ..Room::default() };
    let Some(frame) = Frame::of(press.theme, Kind::Sheet, &needed, empty, found) else {
        return Vec::new();
    };
    let (width, small) = (frame.area("foot").w, size.smallest_type());
    let foot = furniture::foot_height(press, feedback.as_ref(), width, small);
    let room = Room { foot, ..empty };
    let Some(frame) = Frame::of(press.theme, Kind::Sheet, &needed, room, found) else {
        return Vec::new();
    };
    let Some(link) = link(press, village, guide, size) else { return Vec::new() };
    let mut steps = steps_codes(press, guide);
    enlarge(&mut steps, size);
    let body = frame.area("body");
    let pages = Pages { press, village, guide, link, steps, body, paper, size };
    let fitted = match pages.fitted() {
        Ok(fitted) => fitted,
        Err(too_long) => {
            misfit::report_too_long(guide.procedure, &too_long, found);
            return Vec::new();
        }
    };
    let count = fitted.len();
    let (foot, feedback) = (frame.area("foot"), feedback.as_ref());
    let paint = Paint { shapes: &frame.shapes, foot, feedback, orientation };
    let drawn = fitted.into_iter().enumerate();
    drawn
        .map(|(at, page)| {
            draw(&pages, &page, Running { page: at + 1, pages: count }, &paint, found)
        })
        .collect()
}

/// Makes the link code; on larger paper it is larger, since people stand farther away.
fn link(
    press: &Press<'_>,
    village: &Village,
    guide: &Guide<'_>,
    size: PaperSize,
) -> Option<CellCode> {
    let payload =
        press.addresses.short_link(Thing::Procedure, &guide.procedure.id, Some(&village.id));
    let code = qr::link(&payload)?;
    let caption = Some(press.strings.get("poster.link_code").to_owned());
    let id = format!("link-{}", guide.number);
    let pixels = match size {
        // Held in the hand.
        PaperSize::A5 => SHEET_PIXELS + 2,
        PaperSize::A4 => BOARD_PIXELS,
        PaperSize::A3 => BOARD_PIXELS + 4,
        PaperSize::A2 => BOARD_PIXELS + 10,
    };
    Some(CellCode { id, payload, code, pixels, caption })
}

/// Returns the side of a module of the feedback code: its words stand in its width.
fn feedback_pixels(size: PaperSize, orientation: Orientation) -> usize {
    match (size, orientation) {
        // Every millimetre of height counts.
        (PaperSize::A5, Orientation::Landscape) => SHEET_PIXELS - 1,
        // The words beside it are five lines high.
        (PaperSize::A5, Orientation::Portrait) => SHEET_PIXELS + 1,
        (PaperSize::A4, _) => SHEET_PIXELS,
        (PaperSize::A3, _) => SHEET_PIXELS + 3,
        (PaperSize::A2, _) => SHEET_PIXELS + 8,
    }
}

/// Enlarges the steps codes on larger paper, to 80 mm at most.
fn enlarge(steps: &mut [CellCode], size: PaperSize) {
    let target = match size {
        PaperSize::A5 | PaperSize::A4 => return,
        PaperSize::A3 => 72.0,
        PaperSize::A2 => 80.0,
    };
    let modules = steps.iter().map(|code| code.code.modules).max().unwrap_or(1);
    let pixels = (target / modules as f32 / PIXEL) as usize;
    for code in steps {
        code.pixels = code.pixels.max(pixels);
    }
}

/// The paper that is drawn on.
struct Paint<'a> {
    shapes: &'a [Shape],
    foot: Rect,
    feedback: Option<&'a HeadCode>,
    orientation: Orientation,
}

fn draw(
    pages: &Pages<'_>,
    page: &Page,
    running: Running,
    paint: &Paint<'_>,
    found: &mut Diagnostics,
) -> Sheet {
    let Pages { press, village, guide, paper, .. } = *pages;
    let mut canvas = Canvas::new(press.faces, paper.0, paper.1, paint.shapes);
    page.top.draw(press, &mut canvas, pages.body, &pages.link);
    for (set, column, y) in &page.sets {
        set.draw(&mut canvas, *column, *y);
    }
    for StepsCode { index, caption, words, corner } in &page.codes {
        let CellCode { id, payload, code, pixels, .. } = &pages.steps[*index];
        canvas.code(id, payload, code, *corner, *pixels);
        canvas.paragraph(caption, words.y, Align::Centre, *words);
    }
    let procedure = guide.procedure;
    let mut file = format!("sheet-{}", procedure.id);
    if running.page > 1 {
        // No id has this sign, so that a page is never taken for another procedure's sheet.
        file += &format!("_{}", running.page);
    }
    let (page, count) = (running.page.to_string(), running.pages.to_string());
    let hall = furniture::hall_name(village);
    let words: [(&str, &str); 4] =
        [("procedure", &procedure.title), ("hall", &hall), ("page", &page), ("pages", &count)];
    let key = if running.pages > 1 { "poster.sheet_title_of" } else { "poster.sheet_title" };
    let title = press.strings.fill(key, &words);
    let mut told = Told::new(press, village);
    let seen = record::procedure::seen(procedure, &press.site.commune, Form::Sheet, &press.plain);
    told.add(guide.number, &procedure.id, seen);
    let (size, orientation) = (pages.size, paint.orientation);
    let subject = Some(guide.number);
    let end = Finish {
        village,
        file,
        title,
        slot: Slot { kind: Kind::Sheet, subject, page: running.number(), size, orientation },
        pages: running.pages,
        feedback: paint.feedback,
        foot: (paint.foot, size.smallest_type()),
        told,
    };
    end.sheet(press, canvas, found)
}
