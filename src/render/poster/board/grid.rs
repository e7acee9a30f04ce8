//! Columns and rows of cells, and which cell stands where.

use crate::model::village::PaperSize;
use crate::render::layout::Rect;

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
    if grids.is_empty() {
        // A theme may leave little room: one cell is always tried, and what does not fit is told.
        grids.push(Grid { columns: 1, rows: 1 });
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
    let full = pages_of(spans, grid, |_, _| grid.places());
    // Each sheet takes its share of what is left for it and those after it.
    let fewest = full.len();
    let equal =
        pages_of(spans, grid, |page, left| left.div_ceil((fewest - page.min(fewest)).max(1)));
    if equal.len() == fewest { equal } else { full }
}

/// Places cells of `spans` places on one sheet; nothing when they need more.
#[must_use]
pub fn alone(spans: &[usize], grid: Grid) -> Option<Page> {
    let mut pages = pages_of(spans, grid, |_, _| grid.places());
    let first = pages.pop();
    first.filter(|_| pages.is_empty())
}

/// Fills sheets one after the other; `target` says how many places a sheet should take, by its
/// index and the places that are still asked for.
fn pages_of(spans: &[usize], grid: Grid, target: impl Fn(usize, usize) -> usize) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut page: Page = Vec::new();
    let mut position = 0;
    let mut left: usize = spans.iter().sum();
    let mut most = target(0, left);
    for (index, span) in spans.iter().enumerate() {
        let mut start = position;
        if grid.columns > 1 && start % grid.columns + span > grid.columns {
            start = start.next_multiple_of(grid.columns);
        }
        if !page.is_empty() && (start + span > grid.places() || position >= most) {
            pages.push(std::mem::take(&mut page));
            start = 0;
            most = target(pages.len(), left);
        } else if start > position
            && let Some(before) = page.last_mut()
            && start - before.position <= 2
        {
            // No hole before a cell of two places: the one before it widens.
            before.span = start - before.position;
        }
        page.push(Slot { index, position: start, span: *span });
        position = start + span;
        left -= span;
    }
    if !page.is_empty() {
        pages.push(page);
    }
    pages
}

/// Returns the places that are left in the last row of a sheet: the first, and how many.
#[must_use]
pub fn left_over(page: &[Slot], grid: Grid) -> Option<(usize, usize)> {
    let last = page.last()?;
    let next = last.position + last.span;
    let free = next.next_multiple_of(grid.columns) - next;
    (grid.columns > 1 && free > 0).then_some((next, free))
}

/// Takes away rows that a sheet does not use, so that its cells grow.
#[must_use]
pub fn lowest(page: &[Slot], grid: Grid) -> Grid {
    let rows = page.iter().map(|slot| {
        let last = slot.position + if grid.columns > 1 { 1 } else { slot.span };
        last.div_ceil(grid.columns)
    });
    Grid { rows: rows.max().unwrap_or(1), ..grid }
}
