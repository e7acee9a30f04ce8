//! The few colours of a sheet: its own, and the blends at the edges of letters.
//!
//! Sixteen colours make a PNG of half a byte a pixel, which is half the work to compress; the
//! steps between paper and ink go where they are seen most.

use std::collections::BTreeMap;

use crate::render::drawing::{Color, Drawing, Mark};

/// Coverage of a pixel by an outline: 0 nothing … 15 all of it.
pub(super) const FULL: u8 = 15;

/// The colours of a picture, and what comes of one over another.
pub(super) struct Palette {
    /// At most 256; white and black are the first two.
    pub(super) colors: Vec<Color>,
    own: usize,
}

/// For one ink: what each colour below becomes at each coverage, as `coverage × 256 + below`.
pub(super) type Blends = [u8; 4096];

/// Two colours that meet at the edges of letters.
struct Pair {
    ink: Color,
    ground: Color,
    /// How much of it is to be seen, times the square of its contrast.
    weight: f64,
    steps: usize,
}

impl Pair {
    /// How much one more step between the two takes from the error: with n steps between them, a
    /// blend is at most 1 / 2(n + 1) of the contrast away from one.
    fn gain(&self) -> f64 {
        let error = |steps: usize| self.weight / ((steps + 1) as f64).powi(2);
        error(self.steps) - error(self.steps + 1)
    }
}

impl Palette {
    /// Chooses the colours of a drawing.
    pub(super) fn of(drawing: &Drawing) -> Self {
        let mut colors = vec![Color::WHITE, Color::BLACK];
        for mark in &drawing.marks {
            let color = match mark {
                Mark::Shape(shape) => shape.color,
                Mark::Line(line) => line.color,
                Mark::Code(_) => Color::BLACK,
            };
            if !colors.contains(&color) && colors.len() < 200 {
                colors.push(color);
            }
        }
        let own = colors.len();
        // A theme of many colours gets a byte a pixel rather than edges of a few steps.
        let most = if own <= 10 { 16 } else { 256 };
        let mut pairs = pairs(drawing);
        // Seven steps are 38 dB to the true picture and a tenth smaller than all that have room.
        let steps = if most == 16 { (most - own).min(7) } else { most - own };
        for _ in 0..steps {
            let best = pairs.iter_mut().filter(|pair| pair.steps < usize::from(FULL) - 1);
            let Some(best) = best.max_by(|a, b| a.gain().total_cmp(&b.gain())) else { break };
            best.steps += 1;
        }
        for Pair { ink, ground, steps, .. } in pairs {
            colors.extend((1..=steps).map(|step| mix(ink, ground, step, steps + 1)));
        }
        Self { colors, own }
    }

    /// Returns the place of a colour of the drawing.
    pub(super) fn place(&self, color: Color) -> u8 {
        let own = self.colors[..self.own].iter().position(|known| *known == color);
        own.map_or_else(|| self.nearest(color), |at| at as u8)
    }

    /// Works out what an ink makes of every colour below it.
    pub(super) fn blends(&self, ink: Color) -> Box<Blends> {
        let mut blends = Box::new([0; 4096]);
        for (below, ground) in self.colors.iter().enumerate() {
            for coverage in 0..=FULL {
                let at = usize::from(coverage) << 8 | below;
                blends[at] = match coverage {
                    0 => below as u8,
                    FULL => self.place(ink),
                    _ => self.nearest(mix(ink, *ground, coverage.into(), FULL.into())),
                };
            }
        }
        blends
    }

    fn nearest(&self, color: Color) -> u8 {
        let far = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        let distance =
            |other: &Color| far(other.0, color.0) + far(other.1, color.1) + far(other.2, color.2);
        let nearest = self.colors.iter().enumerate().min_by_key(|(_, other)| distance(other));
        nearest.map_or(0, |(place, _)| place as u8)
    }
}

/// Lists the inks of a drawing with what they are mostly seen on.
fn pairs(drawing: &Drawing) -> Vec<Pair> {
    let mut inks: BTreeMap<Color, f64> = BTreeMap::new();
    let mut grounds: BTreeMap<Color, usize> = BTreeMap::new();
    for mark in &drawing.marks {
        match mark {
            // The edges of a letter are some eight times as long as its size.
            Mark::Line(line) => {
                let edges = f64::from(line.size) * 8.0 * line.glyphs.len() as f64;
                *inks.entry(line.color).or_default() += edges;
            }
            // Of a shape only the corners: its sides are whole pixels.
            Mark::Shape(shape) => {
                *inks.entry(shape.color).or_default() += 4.0;
                *grounds.entry(shape.color).or_default() += 1;
            }
            Mark::Code(_) => {}
        }
    }
    let dark = grounds.into_iter().filter(|(color, _)| *color != Color::WHITE);
    let panel = dark.max_by_key(|(_, count)| *count).map(|(color, _)| color);
    if let (Some(panel), Some(white)) = (panel, inks.remove(&Color::WHITE)) {
        // White letters on a panel share their steps with the panel's colour on white.
        *inks.entry(panel).or_default() += white;
    }
    let pair = |(ink, seen): (Color, f64)| {
        let far = |part: u8| f64::from(u8::MAX - part).powi(2);
        let weight = seen * (far(ink.0) + far(ink.1) + far(ink.2));
        Pair { ink, ground: Color::WHITE, weight, steps: 0 }
    };
    inks.into_iter().filter(|(ink, _)| *ink != Color::WHITE).map(pair).collect()
}

/// Returns `part` of `whole` of an ink over a ground.
fn mix(ink: Color, ground: Color, part: usize, whole: usize) -> Color {
    let one = |ink: u8, ground: u8| {
        let sum = usize::from(ink) * part + usize::from(ground) * (whole - part);
        ((sum + whole / 2) / whole) as u8
    };
    Color(one(ink.0, ground.0), one(ink.1, ground.1), one(ink.2, ground.2))
}
