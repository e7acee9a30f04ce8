//! Text around the codes of a cell: beside them, then below, in whole items.

use crate::render::layout::Rect;

/// The room for text in a cell.
#[derive(Clone, Debug)]
pub struct Space {
    /// Beside the codes, from the title to the lower edge: one column or two of one width.
    pub beside: Vec<Rect>,
    /// Below the codes, from edge to edge, down to the lower edge.
    pub below: Rect,
}

/// One item: how high it is in each width that it may come to stand in; in mm.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Beside the codes.
    pub beside: f32,
    /// In the whole width below them.
    pub whole: f32,
    /// In half of it; where that is too narrow, nothing is set in two columns.
    pub half: Option<f32>,
    /// The room above it, unless it begins a column.
    pub gap: f32,
    /// Whether it must not end a column: a heading.
    pub keep: bool,
    /// Papers, steps or facts: what should stay together.
    pub part: usize,
}

/// Where an item came to stand: its column and its top in mm.
pub type Spot = (Rect, f32);

/// The space between two columns below the codes in mm.
pub const GUTTER: f32 = 5.0;

/// The space between text beside the codes and text below in mm.
const GAP: f32 = 1.6;

/// Where a list may be torn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tear {
    /// Nowhere: parts stay together.
    Never,
    /// Where the text goes on below the codes, as around a picture.
    Below,
    /// Between columns as well.
    Anywhere,
}

/// Places items so that they end as high as can be; nothing when they do not fit.
#[must_use]
pub fn arrange(items: &[Choice], space: &Space, tear: Tear) -> Option<Vec<Spot>> {
    let may_go_below = |at: &usize| match (tear, *at) {
        // Nothing beside the codes looks forgotten.
        (Tear::Anywhere, 0) => true,
        (_, 0) => false,
        (Tear::Never, at) => items[at].part != items[at - 1].part,
        (_, at) => !items[at - 1].keep,
    };
    let breaks = (0..items.len()).filter(may_go_below);
    let placed = std::iter::once(items.len()).chain(breaks);
    let placed =
        placed.filter_map(|at| Some((is_lonely(items, at), divided(items, space, at, tear)?)));
    let best = placed.min_by(|(a, (_, one)), (b, (_, two))| a.cmp(b).then(one.total_cmp(two)));
    best.map(|(_, (spots, _))| spots)
}

/// Says whether a tear before item `at` leaves a single item of its part on either side.
fn is_lonely(items: &[Choice], at: usize) -> bool {
    let Some(part) = items.get(at).map(|item| item.part) else { return false };
    let of_part =
        |items: &[Choice]| items.iter().filter(|item| item.part == part && !item.keep).count();
    let (above, below) = (of_part(&items[..at]), of_part(&items[at..]));
    above == 1 || (above > 0 && below == 1)
}

/// Places the first `at` items beside the codes and the others below; their lower end in mm.
fn divided(items: &[Choice], space: &Space, at: usize, tear: Tear) -> Option<(Vec<Spot>, f32)> {
    let (first, rest) = items.split_at(at);
    let (mut spots, mut end) = filled(first, |item| item.beside, &space.beside, tear)?;
    if rest.is_empty() && !first.is_empty() {
        return Some((spots, end));
    }
    let top = space.below.y.max(end + GAP);
    let below = Rect { y: top, h: space.below.bottom() - top, ..space.below };
    let one = filled(rest, |item| item.whole, &[below], tear);
    let halved = rest.iter().all(|item| item.half.is_some());
    let half = |item: &Choice| item.half.unwrap_or(item.whole);
    let two = halved.then(|| filled(rest, half, &below.columns(2, GUTTER), tear)).flatten();
    let lower = [one, two].into_iter().flatten().min_by(|a, b| a.1.total_cmp(&b.1))?;
    spots.extend(lower.0);
    end = end.max(lower.1);
    Some((spots, end))
}

/// Stacks items in one column, or in two that are divided where the taller one is lowest.
fn filled(
    items: &[Choice],
    tall: impl Fn(&Choice) -> f32,
    columns: &[Rect],
    tear: Tear,
) -> Option<(Vec<Spot>, f32)> {
    let first = columns.first()?;
    let height = |items: &[Choice]| {
        let gaps: f32 = items.iter().skip(1).map(|item| item.gap).sum();
        gaps + items.iter().map(&tall).sum::<f32>()
    };
    let stacked = |items: &[Choice], column: Rect| {
        let mut y = column.y;
        let mut spots = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            y += if at == 0 { 0.0 } else { item.gap };
            spots.push((column, y));
            y += tall(item);
        }
        spots
    };
    let one = || {
        let height = height(items);
        (height <= first.h + 0.001).then(|| (stacked(items, *first), first.y + height))
    };
    let [left, right] = columns else { return one() };
    let may_divide = |at: &usize| match tear {
        Tear::Never | Tear::Below => items[*at].part != items[*at - 1].part,
        Tear::Anywhere => !items[*at - 1].keep,
    };
    let breaks = (1..items.len()).filter(may_divide);
    let tried = breaks.map(|at| (at, height(&items[..at]).max(height(&items[at..]))));
    let lowest = tried.filter(|(_, height)| *height <= left.h + 0.001);
    let Some((at, height)) = lowest.min_by(|a, b| a.1.total_cmp(&b.1)) else { return one() };
    let mut spots = stacked(&items[..at], *left);
    spots.extend(stacked(&items[at..], *right));
    Some((spots, left.y + height))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Papers, steps and facts of so many lines of 5 mm each; every part begins with a heading.
    fn items(parts: [usize; 3]) -> Vec<Choice> {
        let mut items = Vec::new();
        for (part, lines) in parts.into_iter().enumerate() {
            for at in 0..lines {
                let (beside, whole, half) = (5.0, 5.0, Some(5.0));
                items.push(Choice { beside, whole, half, gap: 0.0, keep: at == 0, part });
            }
        }
        items
    }

    /// A code of 30 mm with a column beside it, in a cell of `height` mm.
    fn space(height: f32) -> Space {
        let beside = vec![Rect::new(32.0, 0.0, 60.0, height)];
        Space { beside, below: Rect::new(0.0, 30.0, 92.0, height - 30.0) }
    }

    #[test]
    fn the_text_goes_below_the_code_where_a_part_begins() {
        let spots = arrange(&items([5, 6, 3]), &space(62.0), Tear::Never).expect("it fits");
        assert!(spots[..5].iter().all(|(column, _)| column.x > 30.0), "papers stand beside");
        assert!(spots[5].1 >= 30.0 && spots[5].0.x < 1.0, "steps begin below, at the left edge");
        // Two columns below: the facts stand beside the steps.
        assert!((spots[11].1 - spots[5].1).abs() < 0.01 && spots[11].0.x > 40.0);
    }

    #[test]
    fn lists_are_torn_only_when_asked() {
        let (long, low) = (items([8, 2, 1]), space(48.0));
        assert!(arrange(&long, &low, Tear::Never).is_none());
        let spots = arrange(&long, &low, Tear::Anywhere).expect("it fits torn");
        assert_eq!(spots.len(), 11);
        let below = spots.iter().filter(|(_, y)| *y >= 30.0).count();
        assert!(below > 3 && spots[7].1 >= 30.0, "the papers go on below");
    }

    #[test]
    fn nothing_is_placed_below_the_lower_edge_and_no_heading_ends_a_column() {
        for height in [35.0_f32, 48.0, 62.0, 80.0] {
            for tear in [Tear::Never, Tear::Below, Tear::Anywhere] {
                for parts in [[1, 1, 1], [3, 3, 2], [8, 4, 2], [20, 9, 4]] {
                    let items = items(parts);
                    let Some(spots) = arrange(&items, &space(height), tear) else { continue };
                    for (at, (column, y)) in spots.iter().enumerate() {
                        assert!(y + 5.0 <= height + 0.01, "{parts:?} {height} {tear:?}");
                        let next = spots.get(at + 1).filter(|_| items[at].keep);
                        let same = next.is_none_or(|next| next.0 == *column);
                        let alone = next.is_some() && items[at + 1].part != items[at].part;
                        assert!(
                            same || alone,
                            "a heading stands alone: {parts:?} {height} {tear:?}"
                        );
                    }
                }
            }
        }
    }
}
