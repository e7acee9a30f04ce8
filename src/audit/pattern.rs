//! What every code of a size has in common: finder, timing and alignment patterns, by which its
//! place in a photo is found out to a fraction of a module (ISO/IEC 18004 §6.3).

use super::geometry::View;
use super::gray::Gray;

/// The modules of a size of code whose colour is known before it is read.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// Middle of a module, `[column, row]`, and whether it is dark.
    known: Vec<([f32; 2], bool)>,
}

impl Pattern {
    /// Returns the known modules of codes with `modules` to a side.
    pub(super) fn of(modules: usize) -> Self {
        let mut pattern = Self { known: Vec::new() };
        let last = modules - 7;
        for (left, top) in [(0, 0), (last, 0), (0, last)] {
            pattern.finder(left, top, modules);
        }
        for at in 8..modules - 8 {
            pattern.add(at, 6, at % 2 == 0);
            pattern.add(6, at, at % 2 == 0);
        }
        let middles = alignments(modules);
        for (first, x) in middles.iter().enumerate() {
            for (second, y) in middles.iter().enumerate() {
                let (end, edge) = (middles.len() - 1, [first, second]);
                // Three corners are taken by finder patterns, and two sides by timing patterns.
                if edge == [0, 0] || edge == [0, end] || edge == [end, 0] {
                    continue;
                }
                for (down, across) in (0..5).flat_map(|down| (0..5).map(move |it| (down, it))) {
                    let dark = down % 4 == 0 || across % 4 == 0 || (down, across) == (2, 2);
                    pattern.add(x + across - 2, y + down - 2, dark);
                }
            }
        }
        pattern
    }

    fn finder(&mut self, left: usize, top: usize, modules: usize) {
        for y in top.saturating_sub(1)..(top + 8).min(modules) {
            for x in left.saturating_sub(1)..(left + 8).min(modules) {
                let from_edge = |at: usize, start: usize| {
                    let at = at.cast_signed() - start.cast_signed();
                    at.min(6 - at)
                };
                let ring = from_edge(x, left).min(from_edge(y, top));
                self.add(x, y, ring == 0 || ring >= 2);
            }
        }
    }

    fn add(&mut self, column: usize, row: usize, dark: bool) {
        self.known.push(([column as f32 + 0.5, row as f32 + 0.5], dark));
    }

    /// Says how well a view agrees with the photo: 1 when every known module has its colour, 0 when
    /// there is no code, below 0 when dark and light are exchanged.
    pub(super) fn agreement(&self, gray: &Gray, view: &View) -> f32 {
        correlation(self.known.iter().map(|(at, dark)| (*at, *dark)), gray, view)
    }

    /// Moves a view, step by smaller step, to where it agrees best; returns it with its agreement.
    pub(super) fn fit(&self, gray: &Gray, view: View, inverted: bool) -> (View, f32) {
        let sign = if inverted { -1.0 } else { 1.0 };
        let value = |view: &View| self.agreement(gray, view) * sign;
        let (mut best, mut agreement) = (view, value(&view));
        let module = view.module();
        let mut step = 0.6;
        while step > 0.04 {
            let mut moved = false;
            for parameter in 0..8 {
                for way in [step, -step] {
                    let mut next = best;
                    let span = (view.modules - 7) as f32;
                    match parameter {
                        0 | 1 => next.corner[parameter] += way * module,
                        2 | 3 => next.right[parameter - 2] += way * module,
                        4 | 5 => next.below[parameter - 4] += way * module,
                        6 => next.across += way * 2.0 / span,
                        _ => next.down += way * 2.0 / span,
                    }
                    let found = value(&next);
                    if found > agreement + 0.0005 {
                        (best, agreement, moved) = (next, found, true);
                        break;
                    }
                }
            }
            if !moved {
                step /= 2.0;
            }
        }
        (best, agreement)
    }
}

/// Says how well a timing pattern agrees, from 0 to 1: the one along the rows, or along the columns.
pub(super) fn timing(gray: &Gray, view: &View, along_rows: bool) -> f32 {
    let modules = 8..view.modules - 8;
    let points = modules.map(|at| {
        let along = at as f32 + 0.5;
        (if along_rows { [along, 6.5] } else { [6.5, along] }, at % 2 == 0)
    });
    correlation(points, gray, view)
}

/// Returns the correlation of what the modules should be with what the photo shows.
fn correlation(points: impl Iterator<Item = ([f32; 2], bool)>, gray: &Gray, view: &View) -> f32 {
    let (mut count, mut darks, mut sum, mut squares, mut of_dark) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for ([column, row], dark) in points {
        let [x, y] = view.point(column, row);
        let Some(value) = gray.at(x, y) else { return 0.0 };
        count += 1.0;
        sum += value;
        squares += value * value;
        if dark {
            darks += 1.0;
            of_dark += value;
        }
    }
    let lights = count - darks;
    if darks < 1.0 || lights < 1.0 {
        return 0.0;
    }
    let variance = squares / count - (sum / count) * (sum / count);
    if variance < 4.0 {
        return 0.0;
    }
    let apart: f32 = (sum - of_dark) / lights - of_dark / darks;
    apart * (darks * lights).sqrt() / count / variance.sqrt()
}

/// Returns the middles of alignment patterns along one side (ISO/IEC 18004, Annex E).
fn alignments(modules: usize) -> Vec<usize> {
    let version = (modules - 17) / 4;
    if version == 1 {
        return Vec::new();
    }
    let count = version / 7 + 2;
    let step = (version * 8 + count * 3 + 5) / (count * 4 - 4) * 2;
    let mut middles: Vec<usize> = (0..count - 1).map(|at| modules - 7 - at * step).collect();
    middles.push(6);
    middles.reverse();
    middles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alignment_patterns_stand_where_the_standard_says() {
        let of = |version: usize| alignments(version * 4 + 17);
        assert_eq!(of(2), [6, 18]);
        assert_eq!(of(7), [6, 22, 38]);
        assert_eq!(of(15), [6, 26, 48, 70]);
        assert_eq!(of(32), [6, 34, 60, 86, 112, 138]);
        assert_eq!(of(40), [6, 30, 58, 86, 114, 142, 170]);
    }
}
