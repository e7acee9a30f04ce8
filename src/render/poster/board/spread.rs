//! How the cells of a board are spread over sheets: the grid, the places, the size of type and codes.

use std::collections::BTreeMap;

use super::arrange::{Hung, Share, Shares};
use super::cell::{self, Content, Fit, Fitted, Misfit, Scale};
use super::grid::{self, Grid, Slot};
use super::plan::Plan;
use crate::diagnostic::Diagnostics;
use crate::model::village::PaperSize;
use crate::render::layout::Rect;
use crate::render::poster::furniture::BOARD_PIXELS;
use crate::render::poster::misfit::{self, TooLong};
use crate::render::poster::press::Press;

/// A cell on its sheet: which content, its words, and where it stands.
pub type Placed = (usize, Fitted, Rect);

/// A cell while sizes are tried: which of the sheet's, how it is filled, and where.
type Tried = (usize, Fit, Rect);

/// One sheet of a board.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// Its cells.
    pub cells: Vec<Placed>,
    /// What the last row has left.
    pub free: Option<Rect>,
    /// Running text in points.
    pub body: f32,
}

/// The cells of a board and the room for them on each sheet.
#[derive(Clone, Copy)]
pub struct Spreader<'a> {
    /// What all posters share.
    pub press: &'a Press<'a>,
    /// What hangs there, in order.
    pub contents: &'a [Content<'a>],
    /// The paper.
    pub size: PaperSize,
    /// Whether cells carry steps codes.
    pub with_steps: bool,
    /// The box for cells.
    pub body: Rect,
}

/// How many steps of type are tried between the largest and the smallest.
const SIZES: usize = 6;

/// The largest side of a module of a link code: 2.2 mm, read from four metres.
const MOST_PIXELS: usize = 26;

type Failure = (usize, Misfit);

/// The places of one sheet and what is to stand there.
#[derive(Clone, Copy)]
struct Page<'a> {
    slots: &'a [Slot],
    plans: &'a [Plan<'a>],
    grid: Grid,
}

impl Spreader<'_> {
    /// Divides the cells over pages, those that hang first, and chooses for each page the grid, the
    /// largest type and codes with which nothing more is left out.
    ///
    /// Each with the number of its page. Nothing when something cannot stand in any grid; the
    /// finding names its key.
    pub fn sheets(&self, hung: &Hung, found: &mut Diagnostics) -> Option<Vec<(u32, Leaf)>> {
        let grids = grid::candidates(self.size, self.with_steps, self.body);
        let (asked, failure) = self.asked(&grids);
        let shares = Shares::new(grids, asked);
        let Some(pages) = shares.arranged(self.contents.len(), hung) else {
            self.report_misfit(failure, found);
            return None;
        };
        let leaf = |(page, cells): (u32, Vec<usize>)| {
            let set = shares.page(&cells)?;
            Some((page, self.sheet(&set.slots, set.grid)?))
        };
        pages.into_iter().map(leaf).collect()
    }

    /// Asks each cell for its places in each grid; also returns a cell that cannot stand in the last
    /// grid that does not hold all.
    fn asked(&self, grids: &[Grid]) -> (Vec<Vec<Option<Share>>>, Option<Failure>) {
        let empty = || Vec::with_capacity(self.contents.len());
        let mut all: Vec<Vec<Option<Share>>> = grids.iter().map(|_| empty()).collect();
        let mut failures: BTreeMap<usize, Failure> = BTreeMap::new();
        for (at, content) in self.contents.iter().enumerate() {
            // Measured once for all grids, and dropped: thousands of cells are not kept.
            let plan = Plan::new(self.press, content.guide);
            for (nth, (grid, shares)) in grids.iter().zip(&mut all).enumerate() {
                let share = self.share(content, &plan, *grid);
                shares.push(share.as_ref().ok().copied());
                if let Err(misfit) = share {
                    failures.entry(nth).or_insert((at, misfit));
                }
            }
        }
        (all, failures.into_values().next_back())
    }

    /// Asks a cell for one place, or two where one would leave out more than the rule allows.
    fn share(&self, content: &Content<'_>, plan: &Plan<'_>, grid: Grid) -> Result<Share, Misfit> {
        let fit = |span: usize| {
            cell::fit(content, plan, grid.cell(self.body, span), self.smallest(), 0.0)
        };
        let one = fit(1);
        if one.as_ref().is_ok_and(|fitted| fitted.lawful) {
            return Ok(Share { span: 1, lawful: true });
        }
        let two = if grid.places() == 1 { Err(Misfit::Cell) } else { fit(2) };
        Ok(match (one, two) {
            (Ok(one), Ok(two)) if two.dropped >= one.dropped => Share { span: 1, lawful: false },
            (Ok(_), Err(_)) => Share { span: 1, lawful: false },
            (_, Ok(two)) => Share { span: 2, lawful: two.lawful },
            (Err(misfit), Err(_)) if grid.places() == 1 => return Err(misfit),
            (Err(_), Err(misfit)) => return Err(misfit),
        })
    }

    fn smallest(&self) -> Scale {
        Scale { body: self.size.smallest_type(), pixels: BOARD_PIXELS }
    }

    /// Fills one sheet: type first, then codes, as large as they can be.
    fn sheet(&self, page: &grid::Page, grid: Grid) -> Option<Leaf> {
        let least = self.smallest();
        let plans: Vec<Plan<'_>> = page
            .iter()
            .map(|slot| Plan::new(self.press, self.contents[slot.index].guide))
            .collect();
        let page = Page { slots: page, plans: &plans, grid };
        let base = self.filled(page, least, None)?;
        let limits: Vec<usize> = base.iter().map(|(_, fitted, _)| fitted.dropped).collect();
        let filled = |scale: Scale| Some((scale, self.filled(page, scale, Some(&limits))?));
        let largest = self.press.theme.look.largest_type(self.size);
        let typed = (0..=SIZES)
            .map(|step| largest + (least.body - largest) * step as f32 / SIZES as f32)
            .map(|body| Scale { body, ..least })
            .find_map(filled);
        let (scale, typed) = typed.unwrap_or((least, base));
        let larger = (BOARD_PIXELS + 1..=MOST_PIXELS).rev();
        let coded = larger.map(|pixels| Scale { pixels, ..scale }).find_map(filled);
        let cells = coded.map_or(typed, |(_, cells)| cells);
        let set = |(at, fit, place): &Tried| {
            let index = page.slots[*at].index;
            Some((index, fit.set(&self.contents[index], &plans[*at])?, *place))
        };
        let cells = cells.iter().map(set).collect::<Option<Vec<Placed>>>()?;
        let free = grid::left_over(page.slots, grid);
        let free = free.map(|(position, span)| grid.place(self.body, position, span));
        Some(Leaf { cells, free, body: scale.body })
    }

    /// Fills the cells of a sheet at one scale; nothing when a cell leaves out more than `limits`.
    fn filled(
        &self,
        Page { slots, plans, grid }: Page<'_>,
        scale: Scale,
        limits: Option<&[usize]>,
    ) -> Option<Vec<Tried>> {
        let modules = |slot: &Slot| self.contents[slot.index].codes[0].code.modules;
        let most = slots.iter().map(modules).max()?;
        let fit = |at: usize, place: Rect, title: f32| {
            let content = &self.contents[slots[at].index];
            // Codes of a sheet have about one size, whatever they hold.
            let pixels = scale.pixels * most / content.codes[0].code.modules;
            let scale = Scale { pixels: pixels.max(BOARD_PIXELS), ..scale };
            cell::fit(content, &plans[at], (place.w, place.h), scale, title).ok()
        };
        let within =
            |at: usize, fitted: &Fit| limits.is_none_or(|limits| fitted.dropped <= limits[at]);
        let mut cells: Vec<Tried> = Vec::with_capacity(slots.len());
        for (at, slot) in slots.iter().enumerate() {
            let place = grid.place(self.body, slot.position, slot.span);
            let fitted = fit(at, place, 0.0).filter(|fitted| within(at, fitted))?;
            cells.push((at, fitted, place));
        }
        // The titles of a row take the same height, so that codes and lists stand in one line.
        let heights: Vec<(f32, f32)> =
            cells.iter().map(|(_, fitted, place)| (place.y, fitted.title_height)).collect();
        for (at, (_, fitted, place)) in cells.iter_mut().enumerate() {
            let row = heights.iter().filter(|(y, _)| (y - place.y).abs() < 0.1);
            let tallest = row.map(|(_, height)| *height).fold(0.0, f32::max);
            if tallest > fitted.title_height + 0.01
                && let Some(level) = fit(at, *place, tallest)
                && level.dropped <= fitted.dropped
            {
                *fitted = level;
            }
        }
        Some(cells)
    }

    fn report_misfit(&self, failure: Option<Failure>, found: &mut Diagnostics) {
        let Some((at, misfit)) = failure else { return };
        let procedure = self.contents[at].guide.procedure;
        let too_long = match misfit {
            Misfit::Item(too_long) => too_long,
            Misfit::Cell => {
                let length = procedure.title.chars().count();
                TooLong { key: "title".to_owned(), limit: 60.min(length.saturating_sub(1)), length }
            }
        };
        misfit::report_too_long(procedure, &too_long, found);
    }
}
