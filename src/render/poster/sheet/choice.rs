//! Which way of dividing a procedure over pages serves best: the fewest pages; on the first the
//! panel, the papers and how to begin; lists that are whole; then the largest type.

use std::cmp::Reverse;

use super::flow::Tear;
use super::items::Order;
use super::pages::{Divided, Page, Pages, Way};
use crate::model::village::PaperSize;
use crate::render::layout::{POINT, Rect};
use crate::render::poster::misfit::TooLong;

/// How much smaller type may be so that no list is torn on one page, and so that the steps codes
/// stand on the first of several.
const WHOLE: f32 = 0.88;

/// How many steps the first page shows at least, where there are as many.
const FIRST_STEPS: usize = 2;

impl Pages<'_> {
    /// Divides everything over pages.
    ///
    /// One page with the largest type that holds everything, if old eyes can read it; else two;
    /// else as many as the papers and steps need, and the extras that stand on them without more.
    ///
    /// # Errors
    /// When an item has no room even alone.
    pub fn fitted(&self) -> Result<Vec<Page>, TooLong> {
        let all = self.guide.facts.extras.len();
        let sizes = self.sizes();
        let comfortable = self.size.smallest_type() * 1.05;
        let large = sizes.iter().copied().filter(|points| *points >= comfortable);
        if let Some(pages) = self.on_one(&large.collect::<Vec<f32>>(), all) {
            return Ok(pages);
        }
        let held = sizes.iter().copied().filter(|points| *points <= comfortable * 1.38);
        if let Some(pages) = self.on_two(&held.collect::<Vec<f32>>(), all) {
            return Ok(pages);
        }
        let (way, main) = self.on_many(comfortable)?;
        let most = main.pages.len().max(2);
        for extras in (1..=all).rev() {
            if let Ok(Some(divided)) = self.divided(&Way { extras, most, ..way }) {
                return Ok(divided.pages);
            }
        }
        Ok(main.pages)
    }

    /// Returns the sizes of running text to try in points, the largest first.
    fn sizes(&self) -> Vec<f32> {
        let smallest = self.size.smallest_type();
        // A line of a column has at least seventeen ems: three or four words.
        let largest = self.columns(self.body)[0].w / 17.0 / POINT;
        let steps = (0..24).map(|step| smallest * 1.05_f32.powi(step));
        let mut sizes: Vec<f32> = steps.take_while(|points| *points <= largest).collect();
        if sizes.is_empty() {
            sizes.push(smallest);
        }
        sizes.reverse();
        sizes
    }

    /// Finds the largest of `sizes` that needs one page; somewhat smaller if that tears no list.
    fn on_one(&self, sizes: &[f32], extras: usize) -> Option<Vec<Page>> {
        self.holds(sizes, extras, Order::Papers, 1).then_some(())?;
        let mut torn: Option<Vec<Page>> = None;
        for points in sizes {
            let (points, order) = (*points, Order::Papers);
            let within = |tear| {
                let way = Way { points, tear, extras, order, codes_later: false, most: 1 };
                let pages = self.divided(&way).ok()??.pages;
                Some(pages).filter(|pages| self.is_calm(pages))
            };
            if let Some(torn) = &torn
                && points < torn[0].points * WHOLE
            {
                break;
            }
            if let Some(whole) = within(Tear::Parts) {
                return Some(whole);
            }
            if torn.is_none() {
                torn = within(Tear::Items);
            }
        }
        torn
    }

    /// Finds the best way over two pages: papers and the first steps on the first page, else the
    /// steps alone; nothing torn over the page; the largest type.
    fn on_two(&self, sizes: &[f32], extras: usize) -> Option<Vec<Page>> {
        [Order::Papers, Order::Steps].into_iter().find_map(|order| {
            self.holds(sizes, extras, order, 2).then_some(())?;
            let ways = self.ways(sizes, extras, order, 2);
            let good = ways.filter_map(|way| Some((way, self.divided(&way).ok()??)));
            let good = good.filter(|(way, divided)| {
                self.begins(divided)
                    && (way.codes_later || self.is_coded(divided) && self.is_calm(&divided.pages))
            });
            let best = good.max_by(|one, next| {
                let rank = |(way, divided): &(Way, Divided)| {
                    let less = if way.codes_later { WHOLE } else { 1.0 };
                    (!divided.torn, way.points * less)
                };
                rank(one).partial_cmp(&rank(next)).expect("sizes are numbers")
            });
            best.map(|(_, divided)| divided.pages)
        })
    }

    /// Says whether the smallest of `sizes` needs at most `most` pages: if not, none does.
    fn holds(&self, sizes: &[f32], extras: usize, order: Order, most: usize) -> bool {
        let smallest = &sizes[sizes.len().saturating_sub(1)..];
        let mut ways = self.ways(smallest, extras, order, most);
        ways.any(|way| matches!(self.divided(&way), Ok(Some(_))))
    }

    /// Finds the best way for papers and steps over as many pages as they need.
    fn on_many(&self, points: f32) -> Result<(Way, Divided), TooLong> {
        let orders = [Order::Papers, Order::Steps, Order::StepsAlone];
        let (mut refused, mut begun) = (None, None);
        let mut known: Vec<(Way, Divided)> = Vec::new();
        let sizes = [points];
        let ways = orders.into_iter().flat_map(|order| self.ways(&sizes, 0, order, usize::MAX));
        for way in ways {
            // Another order is for sheets that do not tell how to begin.
            if begun.is_some_and(|order| order < way.order) {
                break;
            }
            match self.divided(&way) {
                Ok(divided) => {
                    let divided = divided.map(|divided| (way, divided));
                    let begins = divided.as_ref().filter(|(_, divided)| self.begins(divided));
                    begun = begun.or(begins.map(|(way, _)| way.order));
                    known.extend(divided);
                }
                Err(too_long) => refused = refused.or(Some(too_long)),
            }
        }
        let best = known.into_iter().min_by_key(|(way, divided)| {
            let parted = !way.codes_later && !self.is_coded(divided);
            let begins = Reverse(self.begins(divided));
            (begins, divided.pages.len(), parted, way.order, divided.torn, way.codes_later)
        });
        best.ok_or_else(|| refused.expect("a way was taken or refused"))
    }

    /// Lists the ways at some sizes of type, with the codes on the first page and later.
    fn ways<'s>(
        &self,
        sizes: &'s [f32],
        extras: usize,
        order: Order,
        most: usize,
    ) -> impl Iterator<Item = Way> + use<'s> {
        let later: &[bool] = if self.steps.is_empty() { &[false] } else { &[false, true] };
        let tear = Tear::Items;
        sizes.iter().flat_map(move |points| {
            let points = *points;
            let way =
                move |later: &bool| Way { points, tear, extras, order, codes_later: *later, most };
            later.iter().map(way)
        })
    }

    /// Says whether the first page tells how to begin.
    fn begins(&self, divided: &Divided) -> bool {
        divided.steps >= self.guide.facts.steps.len().min(FIRST_STEPS)
    }

    /// Says whether the first page has all steps codes.
    fn is_coded(&self, divided: &Divided) -> bool {
        divided.pages[0].codes.len() == self.steps.len()
    }

    /// Says whether the first page has text beside its codes, unless the paper has one column.
    fn is_calm(&self, pages: &[Page]) -> bool {
        let columns = self.columns(self.body);
        let free = |column: &Rect| {
            let codes = pages[0].codes.iter().map(|code| code.area(&self.steps));
            codes.into_iter().all(|code| code.right() <= column.x || code.x >= column.right())
        };
        let coded = pages[0].codes.len() == self.steps.len();
        self.size == PaperSize::A5 || (coded && columns.iter().any(free))
    }
}
