//! Paper sizes, sizes of type, and how cells are spread over sheets.

use super::cell::{Fitted, TooLong};
use crate::diagnostic::{Diagnostic, Diagnostics, Text, say};
use crate::model::village::{Orientation, PaperSize};
use crate::model::{Procedure, Village};
use crate::render::layout::Rect;
use crate::render::layout::audit::Fault;

/// Columns and rows of cells on a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Side by side.
    pub columns: usize,
    /// One above the other.
    pub rows: usize,
}

/// Where a cell stands on its sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Which cell of the board.
    pub index: usize,
    /// Its first place, counted row by row.
    pub position: usize,
    /// How many places it takes.
    pub span: usize,
}

/// The cells of one sheet.
pub type Page = Vec<Slot>;

/// All sheets of a board: which cell, how it is filled, and where.
#[derive(Clone, Debug)]
pub struct Spread {
    /// Sheet by sheet.
    pub pages: Vec<Vec<(usize, Fitted, Rect)>>,
}

/// The space between cells in mm.
const GAP: f32 = 4.0;

impl Grid {
    /// Returns how many places there are.
    #[must_use]
    pub fn places(self) -> usize {
        self.columns * self.rows
    }

    /// Returns the width and height of a cell of `span` places in mm.
    #[must_use]
    pub fn cell(self, body: Rect, span: usize) -> (f32, f32) {
        let place = self.place(body, 0, span);
        (place.w, place.h)
    }

    /// Returns the box of `span` places from `position` on: side by side, or one above the other
    /// where there is one column.
    #[must_use]
    pub fn place(self, body: Rect, position: usize, span: usize) -> Rect {
        let (across, down) = if self.columns > 1 { (span, 1) } else { (1, span) };
        let w = (body.w - GAP * (self.columns as f32 - 1.0)) / self.columns as f32;
        let h = (body.h - GAP * (self.rows as f32 - 1.0)) / self.rows as f32;
        let (column, row) = (position % self.columns, position / self.columns);
        Rect::new(
            body.x + (w + GAP) * column as f32,
            body.y + (h + GAP) * row as f32,
            w * across as f32 + GAP * (across as f32 - 1.0),
            h * down as f32 + GAP * (down as f32 - 1.0),
        )
    }
}

/// Returns width and height of the paper in mm.
#[must_use]
pub fn paper(size: PaperSize, orientation: Orientation) -> (f32, f32) {
    let (short, long) = size.mm();
    match orientation {
        Orientation::Portrait => (short, long),
        Orientation::Landscape => (long, short),
    }
}

/// Returns the sizes of running text to try in points, the largest first; the last is the smallest
/// that the size of paper allows.
#[must_use]
pub fn type_sizes(size: PaperSize) -> &'static [f32] {
    match size {
        PaperSize::A5 | PaperSize::A4 => &[11.5, 10.75, 10.0, 9.5, 9.0],
        PaperSize::A3 => &[15.0, 14.0, 13.0, 12.25, 11.5, 11.0],
        PaperSize::A2 => &[20.0, 18.5, 17.0, 16.0, 15.0, 14.0],
    }
}

/// Returns the smallest type in points.
#[must_use]
pub fn smallest(size: PaperSize) -> f32 {
    let sizes = type_sizes(size);
    sizes[sizes.len() - 1]
}

/// Returns the most cells on a sheet.
#[must_use]
pub fn most_cells(size: PaperSize, with_steps: bool) -> usize {
    match (size, with_steps) {
        (PaperSize::A5 | PaperSize::A4, _) | (PaperSize::A3, true) => 6,
        (PaperSize::A3, false) => 9,
        (PaperSize::A2, true) => 8,
        (PaperSize::A2, false) => 12,
    }
}

/// Returns the grids worth trying, the most places first; among equals the best shape last, because
/// a board takes the last of equal cost.
#[must_use]
pub fn candidates(size: PaperSize, with_steps: bool, body: Rect) -> Vec<Grid> {
    let most = most_cells(size, with_steps);
    let mut grids = Vec::new();
    for columns in 1..=4_usize {
        for rows in 1..=6_usize {
            let grid = Grid { columns, rows };
            let (w, h) = grid.cell(body, 1);
            if columns * rows <= most && w >= 80.0 && h >= 52.0 && w >= h * 0.8 {
                grids.push(grid);
            }
        }
    }
    // Cells half as wide again as high read best: 3 to 2.
    let shape = |grid: &Grid| {
        let (w, h) = grid.cell(body, 1);
        ((w / h).ln() - 1.5_f32.ln()).abs()
    };
    grids.sort_by(|a, b| b.places().cmp(&a.places()).then(shape(b).total_cmp(&shape(a))));
    grids
}

/// Divides cells of `spans` places over sheets of about equal fullness.
#[must_use]
pub fn paginate(spans: &[usize], grid: Grid) -> Vec<Page> {
    let fewest = pages_of(spans, grid, grid.places()).len();
    // The smallest fullness that needs no more sheets is the most equal one.
    let target = (1..=grid.places())
        .find(|target| pages_of(spans, grid, *target).len() == fewest)
        .unwrap_or(grid.places());
    pages_of(spans, grid, target)
}

fn pages_of(spans: &[usize], grid: Grid, target: usize) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut page: Page = Vec::new();
    let mut position = 0;
    for (index, span) in spans.iter().enumerate() {
        let mut start = position;
        if grid.columns > 1 && start % grid.columns + span > grid.columns {
            start = start.next_multiple_of(grid.columns);
        }
        if !page.is_empty() && (start + span > grid.places() || position >= target) {
            pages.push(std::mem::take(&mut page));
            start = 0;
        } else if start > position
            && let Some(before) = page.last_mut()
            && start - before.position <= 2
        {
            // No hole before a cell of two places: the one before it widens.
            before.span = start - before.position;
        }
        page.push(Slot { index, position: start, span: *span });
        position = start + span;
    }
    if !page.is_empty() {
        pages.push(page);
    }
    pages
}

/// Takes away rows that no sheet uses, so that the cells grow.
#[must_use]
pub fn lowest(pages: &[Page], grid: Grid) -> Grid {
    let rows = pages.iter().flatten().map(|slot| {
        let last = slot.position + if grid.columns > 1 { 1 } else { slot.span };
        last.div_ceil(grid.columns)
    });
    Grid { rows: rows.max().unwrap_or(1), ..grid }
}

/// Reports an item that has no room even alone.
pub fn report_too_long(procedure: &Procedure, too_long: &TooLong, found: &mut Diagnostics) {
    let TooLong { key, limit, length } = too_long;
    let name = name(key);
    let hint = if key.contains('[') {
        say(
            "viết ngắn hơn, hoặc thêm dòng brief: với vài chữ để in trên tờ",
            "write it shorter, or add a line brief: with a few words for posters",
        )
    } else {
        say(
            "viết ngắn hơn; lời giải thích dài chuyển vào bài viết dưới dòng --- thứ hai",
            "write it shorter; move long explanations to the text below the second --- line",
        )
    };
    found.push(
        Diagnostic::error(
            "poster-item-too-long",
            procedure.origin.place(key),
            say(
                format!(
                    "{} dài {length} ký tự, không đủ chỗ trên tờ in: nhiều nhất khoảng {limit}",
                    name.vi
                ),
                format!(
                    "{} has {length} characters and no room on a poster: about {limit} fit",
                    name.en
                ),
            ),
        )
        .hint(hint),
    );
}

/// Names what stands at a key such as `steps[0]`, as an official counts.
fn name(key: &str) -> Text {
    let index = key.split(['[', ']']).nth(1).and_then(|index| index.parse::<usize>().ok());
    match (key.split('[').next().unwrap_or(key), index) {
        ("steps", Some(at)) => say(format!("bước thứ {}", at + 1), format!("step {}", at + 1)),
        ("documents", Some(at)) => {
            say(format!("giấy tờ thứ {}", at + 1), format!("paper {}", at + 1))
        }
        _ => say(format!("«{key}»"), format!("\"{key}\"")),
    }
}

/// Reports faults of a drawing: ours, but a poster that cannot be read must not be hung.
pub fn report(faults: &[Fault], village: &Village, found: &mut Diagnostics) {
    let Some(fault) = faults.first() else { return };
    found.push(
        Diagnostic::error(
            "poster-layout",
            village.origin.place("title"),
            say(
                format!("lỗi của phần mềm khi xếp chữ tờ in: {fault} ({} chỗ)", faults.len()),
                format!(
                    "a mistake of the program in setting a poster: {fault} ({} places)",
                    faults.len()
                ),
            ),
        )
        .hint(say(
            "hãy báo cho người làm phần mềm, kèm thư mục content",
            "please report it, with the content folder",
        )),
    );
}
