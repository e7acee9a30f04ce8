//! The board of a hall: its procedures in a grid of cells, on as many sheets as they need.

use super::cell::{self, CellCode, Content, Fitted, Misfit, TooLong};
use super::frame::Frame;
use super::furniture::{self, BOARD_PIXELS, Head, HeadCode};
use super::grid::{self, Grid, Spread};
use super::press::{Guide, Press, Running};
use crate::diagnostic::{Diagnostic, Diagnostics, say};
use crate::model::site::Thing;
use crate::model::village::{Kind, Listed, Orientation, PaperSize};
use crate::model::{Id, Village};
use crate::render::Sheet;
use crate::render::layout::canvas::Canvas;
use crate::render::layout::{PIXEL, Rect};
use crate::render::qr;

/// Draws the board of a hall on paper of a size.
pub fn board(
    press: &Press<'_>,
    village: &Village,
    size: PaperSize,
    orientation: Orientation,
    found: &mut Diagnostics,
) -> Vec<Sheet> {
    let paper = grid::paper(size, orientation);
    let codes = furniture::head_codes(press, village, size);
    let small = grid::smallest(size);
    let head_body = small * 1.08;
    let heights = codes.iter().map(|code: &HeadCode| code.height(head_body));
    let tallest = heights.fold(0.0, f32::max);
    let needed = ["head", "body", "foot"];
    let Some(frame) = Frame::of(press.theme, Kind::Board, &needed, (paper, tallest), found) else {
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
    let Some(spread) = spread(press, &contents, size, with_steps, body, found) else {
        return Vec::new();
    };
    let pages = spread.pages.len();
    spread
        .pages
        .iter()
        .enumerate()
        .map(|(at, cells)| {
            let running = Running { page: at + 1, pages };
            let mut canvas = Canvas::new(press.faces, paper.0, paper.1, &frame.shapes);
            let head = Head { village, codes: &codes, with_steps };
            furniture::head(press, &mut canvas, head, (frame.area("head"), head_body));
            for (index, fitted, place) in cells {
                fitted.draw(press, &mut canvas, &contents[*index], [place.x, place.y]);
            }
            furniture::foot(press, &mut canvas, running, frame.area("foot"), small);
            let (drawing, faults) = canvas.finish();
            grid::report(&faults, village, found);
            let words = [
                ("hall", furniture::hall_name(village)),
                ("page", running.page.to_string()),
                ("pages", pages.to_string()),
            ];
            let words = words.each_ref().map(|(key, value)| (*key, value.as_str()));
            Sheet {
                file: format!("posters/{}/board-{}", village.id, running.page),
                title: press.strings.fill("poster.board_title", &words),
                kind: Kind::Board,
                hall: village.id.clone(),
                drawing,
            }
        })
        .collect()
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

/// Makes the steps codes of a procedure: at least 50 mm up to 300 bytes, at least 60 mm above.
#[must_use]
pub fn steps_codes(press: &Press<'_>, guide: &Guide<'_>) -> Vec<CellCode> {
    let parts = guide.steps_texts.len();
    let coded = guide.steps_texts.iter().enumerate().filter_map(|(at, text)| {
        let code = qr::text(text)?;
        let least = if text.len() <= crate::render::steps::SMALL_BYTES { 50.0 } else { 60.0 };
        let pixels = (least / code.modules as f32 / PIXEL).ceil() as usize;
        let (part, all) = ((at + 1).to_string(), parts.to_string());
        let caption = if parts == 1 {
            press.strings.get("poster.steps_code").to_owned()
        } else {
            press.strings.fill("poster.steps_code_part", &[("part", &part), ("parts", &all)])
        };
        let id = format!("steps-{}-{}", guide.number, at + 1);
        Some(CellCode { id, payload: text.clone(), code, pixels, caption: Some(caption) })
    });
    coded.collect()
}

/// What half a sheet of paper is worth: a cell that leaves out more than the rule allows.
const WORTH: usize = 2;

/// Chooses the grid that needs the fewest sheets and leaves out the least, then for each sheet the
/// largest type at which it still holds.
fn spread(
    press: &Press<'_>,
    contents: &[Content<'_>],
    size: PaperSize,
    with_steps: bool,
    body: Rect,
    found: &mut Diagnostics,
) -> Option<Spread> {
    let sizes = grid::type_sizes(size);
    let smallest = grid::smallest(size);
    let mut best: Option<(usize, Grid, Vec<Share>)> = None;
    let mut failure = None;
    for grid in grid::candidates(size, with_steps, body) {
        let fewest = contents.len().div_ceil(grid.places()) * WORTH;
        if best.as_ref().is_some_and(|(cost, ..)| fewest > *cost) {
            continue;
        }
        match shares(press, contents, grid, body, smallest) {
            Ok(shares) => {
                let unlawful = shares.iter().filter(|share| !share.lawful).count();
                let cost = paginate(&shares, grid).len() * WORTH + unlawful;
                // Among equals, cells as large as they can be.
                if best.as_ref().is_none_or(|(known, ..)| cost <= *known) {
                    best = Some((cost, grid, shares));
                }
            }
            Err(misfit) => failure = Some(misfit),
        }
    }
    let Some((_, grid, shares)) = best else {
        report_misfit(contents, failure, found);
        return None;
    };
    let pages = paginate(&shares, grid);
    let grid = grid::lowest(&pages, grid);
    let mut drawn = Vec::with_capacity(pages.len());
    for page in &pages {
        let at = |points: f32| compose(press, contents, (page, grid, &shares), body, points);
        let Some(cells) = sizes.iter().find_map(|points| at(*points)) else {
            report_misfit(contents, failure, found);
            return None;
        };
        drawn.push(cells);
    }
    Some(Spread { pages: drawn })
}

/// What a cell asks for.
struct Share {
    /// Places: one or two.
    span: usize,
    /// Whether it then leaves out no more than the rule allows.
    lawful: bool,
}

fn paginate(shares: &[Share], grid: Grid) -> Vec<grid::Page> {
    let spans: Vec<usize> = shares.iter().map(|share| share.span).collect();
    grid::paginate(&spans, grid)
}

type Failure = (usize, Misfit);

/// Asks each cell for one place, or two where one would leave out more than the rule allows.
fn shares(
    press: &Press<'_>,
    contents: &[Content<'_>],
    grid: Grid,
    body: Rect,
    points: f32,
) -> Result<Vec<Share>, Failure> {
    let mut shares = Vec::with_capacity(contents.len());
    for (at, content) in contents.iter().enumerate() {
        let one = cell::fit(press, content, grid.cell(body, 1), points, 0.0);
        if one.as_ref().is_ok_and(|fitted| fitted.lawful) {
            shares.push(Share { span: 1, lawful: true });
            continue;
        }
        let two = match grid.places() {
            1 => Err(Misfit::Cell),
            _ => cell::fit(press, content, grid.cell(body, 2), points, 0.0),
        };
        shares.push(match (one, two) {
            (Ok(one), Ok(two)) if two.dropped >= one.dropped => Share { span: 1, lawful: false },
            (Ok(_), Err(_)) => Share { span: 1, lawful: false },
            (_, Ok(two)) => Share { span: 2, lawful: two.lawful },
            (Err(misfit), Err(_)) if grid.places() == 1 => return Err((at, misfit)),
            (Err(_), Err(misfit)) => return Err((at, misfit)),
        });
    }
    Ok(shares)
}

/// Fits every cell of a sheet into its place; nothing when type of this size leaves out more than
/// the rule allows, where the smallest does not.
fn compose(
    press: &Press<'_>,
    contents: &[Content<'_>],
    (page, grid, shares): (&grid::Page, Grid, &[Share]),
    body: Rect,
    points: f32,
) -> Option<Vec<(usize, Fitted, Rect)>> {
    let fit = |index: usize, place: Rect, title: f32| {
        cell::fit(press, &contents[index], (place.w, place.h), points, title).ok()
    };
    let mut cells: Vec<(usize, Fitted, Rect)> = Vec::new();
    for slot in page {
        let place = grid.place(body, slot.position, slot.span);
        let fitted = fit(slot.index, place, 0.0)?;
        if !fitted.lawful && shares[slot.index].lawful {
            return None;
        }
        cells.push((slot.index, fitted, place));
    }
    // The titles of a row take the same height, so that codes and lists stand in one line.
    let heights: Vec<(f32, f32)> =
        cells.iter().map(|(_, fitted, place)| (place.y, fitted.title_height)).collect();
    for (index, fitted, place) in &mut cells {
        let row = heights.iter().filter(|(y, _)| (y - place.y).abs() < 0.1);
        let tallest = row.map(|(_, height)| *height).fold(0.0, f32::max);
        if let Some(level) = fit(*index, *place, tallest)
            && (level.lawful || !fitted.lawful)
        {
            *fitted = level;
        }
    }
    Some(cells)
}

fn report_misfit(contents: &[Content<'_>], failure: Option<Failure>, found: &mut Diagnostics) {
    let Some((at, misfit)) = failure else { return };
    let procedure = contents[at].guide.procedure;
    let too_long = match misfit {
        Misfit::Item(too_long) => too_long,
        Misfit::Cell => {
            let length = procedure.title.chars().count();
            TooLong { key: "title".to_owned(), limit: 60.min(length.saturating_sub(1)), length }
        }
    };
    grid::report_too_long(procedure, &too_long, found);
}
