//! Text of a sheet in columns of one width and several heights: whole items, headings with what
//! follows, all columns ending at about the same line.

use std::ops::Range;

use crate::render::layout::Rect;
use crate::render::layout::column::Set;

/// An item, set, with the part of the sheet that it belongs to.
pub struct Placed {
    /// The item.
    pub set: Set,
    /// The number of its part.
    pub part: usize,
}

/// Where the text may go on in another column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tear {
    /// Between parts alone.
    Parts,
    /// Also inside a part, but not behind its first item nor before its last.
    Items,
    /// Behind any item but a heading: for items that are columns long.
    Anywhere,
}

/// Where an item came to stand: its column and its top in mm.
pub type Spot = (usize, f32);

/// Fills columns in order; all spots, and how many items they are: fewer when there is more to come
/// on another page.
#[must_use]
pub fn fill(items: &[Placed], columns: &[Rect], tear: Tear) -> Vec<Spot> {
    let bottom = columns.iter().map(|column| column.bottom()).fold(0.0, f32::max);
    let most = stacked(items, columns, tear, bottom);
    if most.len() < items.len() {
        return most;
    }
    // The highest common end that still holds everything.
    let top = columns.iter().map(|column| column.y).fold(bottom, f32::min);
    let (mut low, mut high, mut best) = (top, bottom, most);
    for _ in 0..9 {
        let middle = f32::midpoint(low, high);
        let spots = stacked(items, columns, tear, middle);
        if spots.len() == items.len() {
            (best, high) = (spots, middle);
        } else {
            low = middle;
        }
    }
    best
}

/// Places units one below the other, none below `bottom`.
fn stacked(items: &[Placed], columns: &[Rect], tear: Tear, bottom: f32) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::with_capacity(items.len());
    let (mut at, mut used) = (0, 0.0_f32);
    for unit in units(items, tear) {
        let unit = &items[unit];
        while let Some(column) = columns.get(at) {
            let room = column.bottom().min(bottom) - column.y;
            let gap = |n: usize, set: &Set| if n == 0 && used == 0.0 { 0.0 } else { set.gap };
            let heights = unit.iter().enumerate();
            let heights = heights.map(|(n, placed)| (gap(n, &placed.set), placed.set.height()));
            let heights: Vec<(f32, f32)> = heights.collect();
            let sum: f32 = heights.iter().map(|(gap, height)| gap + height).sum();
            // A thousandth is rounding, not height.
            if used + sum <= room + 0.001 {
                for (gap, height) in heights {
                    spots.push((at, column.y + used + gap));
                    used += gap + height;
                }
                break;
            }
            (at, used) = (at + 1, 0.0);
        }
        if at >= columns.len() {
            break;
        }
    }
    spots
}

/// Divides items into what must stand together.
fn units(items: &[Placed], tear: Tear) -> Vec<Range<usize>> {
    let mut units = Vec::new();
    let mut start = 0;
    for at in 1..=items.len() {
        if at == items.len() || may_part(items, at, tear) {
            units.push(start..at);
            start = at;
        }
    }
    units
}

/// Says whether a column may end before item `at`.
fn may_part(items: &[Placed], at: usize, tear: Tear) -> bool {
    let part = |at: usize| items.get(at).map(|placed| placed.part);
    if part(at) != part(at - 1) {
        return true;
    }
    if tear == Tear::Parts || items[at - 1].set.keep() {
        return false;
    }
    if tear == Tear::Anywhere {
        return true;
    }
    // One item alone under its heading, or alone in the next column, looks lost.
    let first = at >= 2 && items[at - 2].set.keep();
    let last = part(at + 1) != part(at);
    let (before, after) = (&items[at - 1].set, &items[at].set);
    let tall = |set: &Set| set.height() > set.pitch() * 4.5;
    (!first || tall(before)) && (!last || tall(after))
}
