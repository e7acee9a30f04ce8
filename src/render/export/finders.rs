//! Where codes are on a picture: by their finder patterns, as every reader begins.
//!
//! Squares of dark, light and dark in the proportion 1:1:3:1:1 on every line through the middle,
//! however they are turned (ISO/IEC 18004 §6.3.3). Letters never have it in four directions, so a
//! few milliseconds a sheet tell where there can be codes and where there are none.

use super::Raster;
use crate::render::drawing::Color;

/// Rows that are looked at: every third, a quarter of a millimetre.
const EVERY: usize = 3;

/// Pixels of the smallest module that is looked for, 0.17 mm: what is smaller no phone reads.
const SMALLEST: f32 = 2.0;

/// The middle of what looks like a finder pattern, in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finder {
    pub(super) x: f32,
    pub(super) y: f32,
    /// The side of a module.
    pub(super) module: f32,
    /// Light on dark: phones read such codes too.
    pub(super) inverted: bool,
}

impl Finder {
    /// Returns how far another one is, middle to middle.
    pub(super) fn distance(&self, other: &Self) -> f32 {
        (other.x - self.x).hypot(other.y - self.y)
    }
}

/// Which colours of a picture are white and which a reader takes for dark, worked out once for
/// all its pixels.
pub(super) struct Luma {
    /// The paper.
    pub(super) white: [bool; 256],
    /// Darker than the middle: drawn pixels need no finding of a threshold.
    dark: [bool; 256],
}

impl Luma {
    pub(super) fn of(raster: &Raster) -> Self {
        let mut luma = Self { white: [false; 256], dark: [false; 256] };
        for (at, color) in raster.palette.iter().enumerate() {
            let Color(r, g, b) = *color;
            let sum = u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114;
            luma.white[at] = *color == Color::WHITE;
            luma.dark[at] = sum < 128_000;
        }
        luma
    }

    /// Says whether a pixel is dark; nothing beyond the edge.
    pub(super) fn is_dark(&self, raster: &Raster, x: usize, y: usize) -> bool {
        let inside = x < raster.width && y < raster.height;
        inside && self.dark[usize::from(raster.pixels[y * raster.width + x])]
    }
}

/// Walks the rows for the proportion of a finder pattern, and looks closer where it is met.
pub(super) fn finders(raster: &Raster, luma: &Luma) -> Vec<Finder> {
    let mut found: Vec<Finder> = Vec::new();
    for y in (0..raster.height).step_by(EVERY) {
        let row = &raster.pixels[y * raster.width..(y + 1) * raster.width];
        // Where the last five runs begin and end.
        let mut edges = [0; 6];
        let (mut at, mut runs) = (0, 0);
        while at < row.len() {
            let dark = luma.dark[usize::from(row[at])];
            at += alike(&row[at..], &luma.dark);
            edges.rotate_left(1);
            edges[5] = at;
            runs += 1;
            let widths = [0, 1, 2, 3, 4].map(|n| (edges[n + 1] - edges[n]) as f32);
            let Some(module) = module(widths).filter(|_| runs >= 5) else { continue };
            let x = (edges[2] + edges[3]) as f32 / 2.0;
            let met = |other: &Finder| {
                (other.x - x).abs().max((other.y - y as f32).abs()) < module.max(other.module) * 2.5
            };
            if found.iter().any(met) {
                continue;
            }
            let pattern = Pattern { raster, luma, dark };
            if let Some(y) = pattern.middle((x as usize, y), module) {
                found.push(Finder { x, y, module, inverted: !dark });
            }
        }
    }
    found
}

/// Counts the pixels at the start of a row that are as dark as the first.
fn alike(row: &[u8], dark: &[bool; 256]) -> usize {
    let first = dark[usize::from(row[0])];
    // Most of a sheet is paper: sixteen pixels of it at a time.
    let (blocks, _) = row.as_chunks::<16>();
    let same = [row[0]; 16];
    let skipped = 16 * blocks.iter().take_while(|block| **block == same).count();
    let rest = row[skipped..].iter().take_while(|pixel| dark[usize::from(**pixel)] == first);
    skipped + rest.count()
}

/// Returns the module of five runs in the proportion 1:1:3:1:1, within half a module each.
fn module(widths: [f32; 5]) -> Option<f32> {
    let module = widths.iter().sum::<f32>() / 7.0;
    let fits = widths
        .iter()
        .zip([1.0, 1.0, 3.0, 1.0, 1.0])
        .all(|(width, parts)| (width - parts * module).abs() < module * 0.5);
    (fits && module >= SMALLEST).then_some(module)
}

/// A finder pattern to be looked at more closely.
struct Pattern<'a> {
    raster: &'a Raster,
    luma: &'a Luma,
    /// Whether its middle is dark.
    dark: bool,
}

impl Pattern<'_> {
    /// Returns the row of the middle when the proportion is met downwards and on both diagonals as
    /// well.
    fn middle(&self, (x, y): (usize, usize), across: f32) -> Option<f32> {
        let most = (across * 7.0) as usize;
        let (above, below) = self.line((x, y), (0, 1), most)?;
        let middle = (y as f32 + (below - above) / 2.0).max(0.0);
        let from = (x, middle.round() as usize);
        for direction in [(1, 0), (1, 1), (1, -1)] {
            self.line(from, direction, most)?;
        }
        Some(middle + 0.5)
    }

    /// Walks both ways from a pixel through three runs each, of which the first is shared; returns
    /// how far the first goes each way when the proportion is met.
    fn line(
        &self,
        (x, y): (usize, usize),
        (right, down): (isize, isize),
        most: usize,
    ) -> Option<(f32, f32)> {
        let walk = |sign: isize| {
            let (mut ends, mut steps, mut wanted) = ([0_f32; 3], 0_isize, self.dark);
            for end in &mut ends {
                while self.is(
                    x.cast_signed() + right * sign * steps,
                    y.cast_signed() + down * sign * steps,
                ) == Some(wanted)
                {
                    steps += 1;
                    if steps.unsigned_abs() > most {
                        return None;
                    }
                }
                *end = steps as f32;
                wanted = !wanted;
            }
            Some(ends)
        };
        let (back, forth) = (walk(-1)?, walk(1)?);
        let widths = [
            back[2] - back[1],
            back[1] - back[0],
            back[0] + forth[0] - 1.0,
            forth[1] - forth[0],
            forth[2] - forth[1],
        ];
        // On a diagonal there are fewer steps to the same length.
        module(widths.map(|width| width * 1.5))?;
        Some((back[0], forth[0]))
    }

    fn is(&self, x: isize, y: isize) -> Option<bool> {
        let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        let inside = x < self.raster.width && y < self.raster.height;
        inside.then(|| self.luma.is_dark(self.raster, x, y))
    }
}
