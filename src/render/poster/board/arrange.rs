//! Which procedure stands on which page of a board. What hangs keeps its page and its order, so that
//! a new procedure costs one sheet and not the whole wall.
//!
//! The grid of a page follows from what stands on it and from nothing else: then a page that keeps
//! its procedures is drawn as it hangs, whatever became of the others.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::{self, Grid};

/// What a cell asks for in a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Places: one or two.
    pub span: usize,
    /// Whether it then leaves out no more than the rule allows.
    pub lawful: bool,
}

/// What every cell asks for in every grid; nothing where it cannot stand.
pub struct Shares {
    grids: Vec<Grid>,
    /// By grid, then by cell.
    asked: Vec<Vec<Option<Share>>>,
}

/// What hangs: by page the cells that still belong to the board, in their order; and the cells that
/// say something else than what hangs.
#[derive(Clone, Debug, Default)]
pub struct Hung {
    /// By the number of the page, from 1. A page of which nothing is left is empty.
    pub pages: BTreeMap<u32, Vec<usize>>,
    /// Those whose words have changed.
    pub changed: BTreeSet<usize>,
}

/// A page: its grid and the places of its cells.
#[derive(Clone, Debug)]
pub struct Set {
    /// Columns and rows.
    pub grid: Grid,
    /// Where each cell stands.
    pub slots: grid::Page,
    /// How many cells leave out more than the rule allows.
    unlawful: usize,
}

/// What half a sheet of paper is worth: a cell that leaves out more than the rule allows.
const WORTH: usize = 2;

impl Shares {
    /// Gathers what `cells` cells ask for in grids; of equal ones the last is taken.
    #[must_use]
    pub fn new(grids: Vec<Grid>, asked: Vec<Vec<Option<Share>>>) -> Self {
        Self { grids, asked }
    }

    /// Divides cells in their order over pages: what hangs stays, what is new follows on the last
    /// page as far as there is room, then on pages that are empty, then on new ones.
    ///
    /// Nothing when no grid holds all the new ones.
    #[must_use]
    pub fn arranged(&self, cells: usize, hung: &Hung) -> Option<BTreeMap<u32, Vec<usize>>> {
        let mut pages = self.kept(hung);
        let kept: BTreeSet<usize> = pages.values().flatten().copied().collect();
        let mut new: Vec<usize> = (0..cells).filter(|cell| !kept.contains(cell)).collect();
        if let Some(last) = pages.values_mut().rev().find(|page| !page.is_empty()) {
            let taken = self.room(last, &new);
            last.extend(new.drain(..taken));
        }
        let mut free: Vec<u32> = Vec::new();
        let highest = pages.keys().next_back().copied().unwrap_or_default();
        free.extend((1..=highest).filter(|page| pages.get(page).is_none_or(Vec::is_empty)));
        let numbers = free.into_iter().chain(highest + 1..);
        pages.extend(numbers.zip(self.fresh(&new)?));
        pages.retain(|_, cells| !cells.is_empty());
        Some(pages)
    }

    /// Returns the pages that hang without what has no room there any more: first of all what has
    /// changed goes, for it is what has grown.
    fn kept(&self, hung: &Hung) -> BTreeMap<u32, Vec<usize>> {
        let mut pages = hung.pages.clone();
        for cells in pages.values_mut() {
            while !cells.is_empty() && self.page(cells).is_none() {
                let mut order: Vec<usize> = (0..cells.len()).rev().collect();
                order.sort_by_key(|at| !hung.changed.contains(&cells[*at]));
                let without = |at: &usize| {
                    let mut rest = cells.clone();
                    rest.remove(*at);
                    rest.is_empty() || self.page(&rest).is_some()
                };
                let gone = order.iter().copied().find(without).unwrap_or(order[0]);
                cells.remove(gone);
            }
        }
        pages
    }

    /// Counts the first of `new` that have room on a page with others, and take nothing from them.
    fn room(&self, page: &[usize], new: &[usize]) -> usize {
        let Some(mut allowed) = self.page(page).map(|set| set.unlawful) else { return 0 };
        let mut cells = page.to_vec();
        for (at, cell) in new.iter().enumerate() {
            cells.push(*cell);
            allowed += usize::from(!self.can_be_lawful(*cell));
            if self.page(&cells).is_none_or(|set| set.unlawful > allowed) {
                return at;
            }
        }
        new.len()
    }

    fn can_be_lawful(&self, cell: usize) -> bool {
        self.asked.iter().any(|shares| shares[cell].is_some_and(|share| share.lawful))
    }

    /// Divides cells over as few pages as they need, with the least left out.
    fn fresh(&self, cells: &[usize]) -> Option<Vec<Vec<usize>>> {
        if cells.is_empty() {
            return Some(Vec::new());
        }
        let mut best: Option<(usize, Vec<grid::Page>)> = None;
        for (grid, shares) in self.grids.iter().zip(&self.asked) {
            let Some((spans, unlawful)) = asked(shares, cells) else { continue };
            let pages = grid::paginate(&spans, *grid);
            let cost = pages.len() * WORTH + unlawful;
            // Among equals, cells as large as they can be.
            if best.as_ref().is_none_or(|(known, _)| cost <= *known) {
                best = Some((cost, pages));
            }
        }
        let cells = |page: grid::Page| page.iter().map(|slot| cells[slot.index]).collect();
        Some(best?.1.into_iter().map(cells).collect())
    }

    /// Chooses the grid of a page: the one that leaves out the least, then the one with the largest
    /// cells. Nothing when no grid holds all of them.
    #[must_use]
    pub fn page(&self, cells: &[usize]) -> Option<Set> {
        let mut best: Option<Set> = None;
        for (grid, shares) in self.grids.iter().zip(&self.asked) {
            let Some((spans, unlawful)) = asked(shares, cells) else { continue };
            let Some(mut slots) = grid::alone(&spans, *grid) else { continue };
            if best.as_ref().is_none_or(|known| unlawful <= known.unlawful) {
                for slot in &mut slots {
                    slot.index = cells[slot.index];
                }
                best = Some(Set { grid: grid::lowest(&slots, *grid), slots, unlawful });
            }
        }
        best
    }
}

/// Returns the places that cells ask for in a grid, and how many leave out more than the rule
/// allows; nothing when one cannot stand there.
fn asked(shares: &[Option<Share>], cells: &[usize]) -> Option<(Vec<usize>, usize)> {
    let shares = cells.iter().map(|cell| shares[*cell]).collect::<Option<Vec<Share>>>()?;
    let unlawful = shares.iter().filter(|share| !share.lawful).count();
    Some((shares.iter().map(|share| share.span).collect(), unlawful))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three grids; a cell asks for one place, or for two where places are many.
    fn shares(cells: usize, is_large: impl Fn(usize) -> bool) -> Shares {
        let grid = |columns, rows| Grid { columns, rows };
        let grids = vec![grid(3, 3), grid(2, 3), grid(1, 3)];
        let ask = |grid: &Grid| {
            let span = |cell| 1 + usize::from(is_large(cell) && grid.columns > 1);
            (0..cells).map(|cell| Some(Share { span: span(cell), lawful: true })).collect()
        };
        let asked = grids.iter().map(ask).collect();
        Shares::new(grids, asked)
    }

    #[test]
    fn every_cell_stands_once_whatever_hangs() {
        let mut state: u64 = 41;
        let mut chance = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040);
            usize::try_from(state >> 33).expect("31 bits") % below
        };
        for round in 0..500 {
            let cells = 1 + chance(60);
            let every = 2 + chance(7);
            let shares = shares(cells, |cell| cell % every == 0);
            let mut hung = Hung::default();
            for cell in 0..cells {
                match chance(4) {
                    0 => {}
                    1 => drop(hung.changed.insert(cell)),
                    _ => {
                        let page = u32::try_from(1 + chance(8)).expect("small");
                        hung.pages.entry(page).or_default().push(cell);
                    }
                }
            }
            let pages = shares.arranged(cells, &hung).expect("every grid holds every cell");
            let mut all: Vec<usize> = pages.values().flatten().copied().collect();
            all.sort_unstable();
            assert_eq!(all, (0..cells).collect::<Vec<_>>(), "round {round}");
            for (page, now) in &pages {
                assert!(shares.page(now).is_some(), "round {round}: page {page} holds its cells");
                let before = hung.pages.get(page).cloned().unwrap_or_default();
                let stays: Vec<usize> =
                    before.iter().copied().filter(|cell| now.contains(cell)).collect();
                assert!(now.starts_with(&stays), "round {round}: {before:?} became {now:?}");
                if shares.page(&before).is_some() {
                    assert_eq!(stays, before, "round {round}: what has room stays");
                }
            }
            let again = Hung { pages: pages.clone(), changed: BTreeSet::new() };
            assert_eq!(shares.arranged(cells, &again), Some(pages), "round {round}");
        }
    }

    #[test]
    fn what_has_grown_goes_and_the_others_stay() {
        let cells: Vec<usize> = (0..9).collect();
        let hung = Hung { pages: BTreeMap::from([(1, cells)]), changed: BTreeSet::from([4]) };
        let grown = shares(9, |cell| cell == 4).arranged(9, &hung).expect("all fit");
        assert_eq!(grown, BTreeMap::from([(1, vec![0, 1, 2, 3, 5, 6, 7, 8]), (2, vec![4])]));
    }
}
