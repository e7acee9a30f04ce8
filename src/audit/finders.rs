//! Where codes may be: their finder patterns, dark, light and dark in the proportion 1:1:3:1:1 on
//! every line through the middle, however they are turned or tilted (ISO/IEC 18004 §6.3.3).

use rayon::prelude::*;

use super::gray::{Gray, Means};

/// The middle of what looks like a finder pattern.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finder {
    /// The middle, in pixels of the level it was found on.
    pub(super) at: [f32; 2],
    /// The side of a module, roughly, the mean over the directions.
    pub(super) module: f32,
    /// Half its width, 3.5 modules, in [`DIRECTIONS`] directions; 0 where it could not be measured.
    pub(super) reach: [f32; DIRECTIONS],
    /// Light on dark: phones read such codes too.
    pub(super) inverted: bool,
}

/// Directions in which a pattern is measured, evenly round the circle.
pub(super) const DIRECTIONS: usize = 32;

/// Half a side in pixels of the square whose mean tells dark from light: about a pattern wide.
const RADIUS: usize = 20;

/// Rows that are looked at: the stone of a pattern is three modules high.
const EVERY: usize = 2;

/// Rows that one thread takes at a time.
const BAND: usize = 128;

/// How much lighter the light of a pattern is than its dark, at least: the grain of a photo often
/// looks like a pattern, only never so dark.
const LEAST: f32 = 22.0;

/// The most patterns of a picture, and of a band: a wall of noise must not take for ever.
const MOST: [usize; 2] = [1000, 150];

/// The most closer looks in a band at what is dark and light enough; a board has some hundred.
const MOST_LOOKS: usize = 2500;

/// Finds the patterns of a picture, both dark on light and light on dark.
pub(super) fn finders(gray: &Gray) -> Vec<Finder> {
    let bands: Vec<Vec<Finder>> = (0..gray.height.div_ceil(BAND))
        .into_par_iter()
        .map(|band| in_band(gray, band * BAND, ((band + 1) * BAND).min(gray.height)))
        .collect();
    let mut found: Vec<Finder> = Vec::new();
    for finder in bands.into_iter().flatten() {
        if !found.iter().any(|other| other.is_near(&finder)) && found.len() < MOST[0] {
            found.push(finder);
        }
    }
    found
}

impl Finder {
    /// Says whether another one is the same pattern.
    pub(super) fn is_near(&self, other: &Self) -> bool {
        let apart = (self.at[0] - other.at[0]).abs().max((self.at[1] - other.at[1]).abs());
        self.inverted == other.inverted && apart < self.module.max(other.module) * 2.0
    }

    /// Returns the side of a module towards a direction (radians); nothing where the pattern ends
    /// too near or too far for one.
    pub(super) fn module_towards(&self, angle: f32) -> Option<f32> {
        let turn = angle.rem_euclid(std::f32::consts::TAU) / std::f32::consts::TAU;
        let position = turn * DIRECTIONS as f32;
        let (first, part) = (position as usize, position.fract());
        let (a, b) = (self.reach[first % DIRECTIONS], self.reach[(first + 1) % DIRECTIONS]);
        let reach = match (a > 0.0, b > 0.0) {
            (true, true) => a + (b - a) * part,
            (true, false) => a,
            (false, true) => b,
            (false, false) => return None,
        };
        Some(reach / 3.5)
    }
}

fn in_band(gray: &Gray, from: usize, to: usize) -> Vec<Finder> {
    let mut means = Means::new(gray, RADIUS);
    let mut found: Vec<Finder> = Vec::new();
    let mut looks = 0;
    for y in (from..to).step_by(EVERY) {
        let row = &gray.pixels[y * gray.width..(y + 1) * gray.width];
        let means = means.row(y);
        let mut edges = [0; 6];
        let mut runs = 0;
        let mut dark = false;
        let darks = row.iter().zip(means).map(|(pixel, mean)| {
            // Flat paper is not dark, whatever its grain.
            Some(u32::from(*pixel) * 16 < u32::from(*mean) * 15)
        });
        for (x, is_dark) in darks.chain([None]).enumerate() {
            if is_dark == Some(dark) {
                continue;
            }
            edges.rotate_left(1);
            edges[5] = x;
            runs += 1;
            let ended = dark;
            dark = !dark;
            if runs < 6 || !has_proportion(&edges) {
                continue;
            }
            let middle = (edges[2] + edges[3]) as f32 / 2.0;
            let rough = (edges[5] - edges[0]) as f32 / 7.0;
            let known = |other: &Finder| {
                other.inverted != ended
                    && (other.at[0] - middle).abs().max((other.at[1] - y as f32).abs())
                        < other.module * 1.5
            };
            if found.iter().any(known) {
                continue;
            }
            let look = Look { gray, inverted: !ended };
            let from = [middle, y as f32 + 0.5];
            let Some(threshold) = look.threshold(from, &edges) else { continue };
            looks += 1;
            if looks > MOST_LOOKS || found.len() == MOST[1] {
                return found;
            }
            found.extend(look.closer(from, rough, threshold));
        }
    }
    found
}

/// Says whether five runs are about 1:1:3:1:1.
fn has_proportion(edges: &[usize; 6]) -> bool {
    let module = (edges[5] - edges[0]) as f32 / 7.0;
    let slack = module * 0.55 + 0.6;
    module >= 1.5
        && (0..5).all(|at| {
            let (width, parts) =
                ((edges[at + 1] - edges[at]) as f32, if at == 2 { 3.0 } else { 1.0 });
            (width - parts * module).abs() < if at == 2 { slack * 1.6 } else { slack }
        })
}

/// A closer look at one pattern.
struct Look<'a> {
    gray: &'a Gray,
    inverted: bool,
}

impl Look<'_> {
    /// Measures the pattern in every direction around its true middle; nothing when it is none.
    fn closer(&self, from: [f32; 2], rough: f32, threshold: f32) -> Option<Finder> {
        let most = rough * 7.0 + 2.0;
        let mut at = from;
        // Down, across and down again bring the point to the middle of the stone.
        for axis in [1, 0, 1, 0] {
            let mut direction = [0.0; 2];
            direction[axis] = 1.0;
            let forth = self.edges(at, direction, threshold, most)?;
            direction[axis] = -1.0;
            let back = self.edges(at, direction, threshold, most)?;
            at[axis] += (forth[0] - back[0] + forth[2] - back[2]) / 4.0;
        }
        let mut reach = [0.0; DIRECTIONS];
        let mut good = 0;
        let mut sum = 0.0;
        for (step, reach) in reach.iter_mut().enumerate() {
            let angle = step as f32 / DIRECTIONS as f32 * std::f32::consts::TAU;
            let (y, x) = angle.sin_cos();
            let Some(edges) = self.edges(at, [x, y], threshold, most) else { continue };
            let module = edges[2] / 3.5;
            let fits = (edges[0] / module - 1.5).abs() < 0.65
                && (edges[1] / module - 2.5).abs() < 0.6
                && module > 1.0;
            if fits {
                *reach = edges[2];
                good += 1;
                sum += module;
            }
        }
        // The four arms of a line at least, and most of what lies between.
        (good * 10 >= DIRECTIONS * 7).then(|| Finder {
            at,
            module: sum / good as f32,
            reach,
            inverted: self.inverted,
        })
    }

    /// Returns the grey between the pattern's dark and its light, seen along the row.
    fn threshold(&self, from: [f32; 2], edges: &[usize; 6]) -> Option<f32> {
        let y = from[1] as usize;
        let row = &self.gray.pixels[y * self.gray.width..(y + 1) * self.gray.width];
        let mean = |from: usize, to: usize| {
            let part = &row[from..to.max(from + 1).min(row.len())];
            part.iter().map(|pixel| f32::from(*pixel)).sum::<f32>() / part.len().max(1) as f32
        };
        let stone = mean(edges[2], edges[3]);
        let ring = f32::midpoint(mean(edges[1], edges[2]), mean(edges[3], edges[4]));
        let apart = if self.inverted { stone - ring } else { ring - stone };
        (apart > LEAST).then_some(f32::midpoint(stone, ring))
    }

    /// Returns how far the stone, the light ring and the dark ring reach in a direction.
    fn edges(
        &self,
        from: [f32; 2],
        direction: [f32; 2],
        threshold: f32,
        most: f32,
    ) -> Option<[f32; 3]> {
        const STEP: f32 = 0.5;
        let mut found = [0.0; 3];
        let (mut way, mut edge) = (0.0, 0);
        let mut last = self.gray.at(from[0], from[1])?;
        let mut dark = !self.inverted;
        if (last < threshold) != dark {
            return None;
        }
        while way < most {
            way += STEP;
            let now = self.gray.at(from[0] + direction[0] * way, from[1] + direction[1] * way)?;
            if (now < threshold) != dark {
                found[edge] = way - STEP * (now - threshold) / (now - last);
                edge += 1;
                dark = !dark;
                if edge == 3 {
                    return Some(found);
                }
            }
            last = now;
        }
        None
    }
}
