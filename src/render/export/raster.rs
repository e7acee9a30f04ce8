//! A drawing in pixels: a palette and one byte a pixel, letters stamped, codes as whole pixels.

use std::collections::BTreeMap;

use super::palette::{Blends, FULL, Palette};
use super::stamps::{PHASES, Run, Stamp, Stamps, whole};
use crate::render::drawing::{Color, Drawing, Mark, PlacedCode, Segment, Shape, TextLine};
use crate::render::font::Faces;

/// A picture of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Pixels per inch.
    pub dpi: u32,
    /// The colours, at most 256; the paper is the first, black the second.
    pub palette: Vec<Color>,
    /// Row by row, the colour of each pixel by its place in the palette.
    pub pixels: Vec<u8>,
}

impl Raster {
    /// Draws a sheet at `dpi` pixels per inch, with the letters of `stamps` and what is new added.
    #[must_use]
    pub fn of(drawing: &Drawing, faces: &Faces, stamps: &Stamps, dpi: u32) -> Self {
        let scale = dpi as f32 / 25.4;
        let pixels = |mm: f32| (mm * scale).round() as usize;
        let (width, height) = (pixels(drawing.width), pixels(drawing.height));
        let palette = Palette::of(drawing);
        let pixels = vec![0; width * height];
        let mut plate =
            Plate { width, height, pixels, scale, faces, stamps, palette, blends: BTreeMap::new() };
        for mark in &drawing.marks {
            match mark {
                Mark::Shape(shape) => plate.shape(shape),
                Mark::Line(line) => plate.line(line),
                Mark::Code(code) => plate.code(code),
            }
        }
        let Plate { palette, pixels, .. } = plate;
        Self { width, height, dpi, palette: palette.colors, pixels }
    }

    /// Returns the colour of a pixel; white beyond the edge.
    #[must_use]
    pub fn color(&self, x: usize, y: usize) -> Color {
        if x >= self.width || y >= self.height {
            return Color::WHITE;
        }
        self.palette[usize::from(self.pixels[y * self.width + x])]
    }
}

/// Returns the nearest quarter of a pixel, in quarters: letters stand on them in every picture, so
/// that each is drawn in four places at most. A quarter of a pixel of 300 dpi is 0.02 mm.
pub(super) fn quarters(mm: f32, scale: f32) -> i32 {
    (mm * scale * PHASES as f32).round() as i32
}

struct Plate<'a> {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
    /// Pixels in a millimetre.
    scale: f32,
    faces: &'a Faces,
    stamps: &'a Stamps,
    palette: Palette,
    blends: BTreeMap<Color, Box<Blends>>,
}

impl Plate<'_> {
    fn shape(&mut self, shape: &Shape) {
        let mut corner = [f32::INFINITY; 2];
        each_point(&shape.path, |[x, y]| {
            corner = [corner[0].min(x * self.scale), corner[1].min(y * self.scale)];
        });
        if !corner[0].is_finite() || !corner[1].is_finite() {
            return;
        }
        // From its own corner, equal shapes are equal wherever they stand.
        let corner = corner.map(f32::floor);
        let to_pixels = |[x, y]: [f32; 2]| {
            // A 256th of a pixel is rounding of the layout, not shape.
            let near = |length: f32| (length * 256.0).round() / 256.0;
            [near(x * self.scale - corner[0]), near(y * self.scale - corner[1])]
        };
        let outline: Vec<Segment> = shape.path.iter().map(|s| moved(*s, to_pixels)).collect();
        let runs = self.stamps.shape(&outline);
        let blends = blends(&mut self.blends, &self.palette, shape.color);
        for run in runs.iter() {
            let (x, y) = (corner[0] as i32 + run.x, corner[1] as i32 + run.y);
            let Ok(y) = usize::try_from(y) else { continue };
            let from = x.max(0) as usize;
            let to = usize::try_from(x + run.length).unwrap_or(0).min(self.width);
            if y < self.height && from < to {
                let row = &mut self.pixels[y * self.width + from..y * self.width + to];
                cover(row, *run, blends);
            }
        }
    }

    /// Stamps the letters of a line.
    fn line(&mut self, line: &TextLine) {
        let blends = blends(&mut self.blends, &self.palette, line.color);
        let size = line.size * self.scale;
        let y = quarters(line.at[1], self.scale);
        for glyph in &line.glyphs {
            let x = quarters(line.at[0] + glyph.x, self.scale);
            let phase = (x.rem_euclid(PHASES) as u8, y.rem_euclid(PHASES) as u8);
            let letter = (line.weight, glyph.glyph);
            let stamp = self.stamps.letter(self.faces, letter, size, phase);
            let at = (x.div_euclid(PHASES), y.div_euclid(PHASES));
            press(&mut self.pixels, (self.width, self.height), &stamp, at, blends);
        }
    }

    /// Blackens whole pixels; the layout puts modules on the grid of 300 dpi.
    fn code(&mut self, code: &PlacedCode) {
        let edge = |from: f32, at: usize| {
            let mm = from + code.side * at as f32 / code.modules as f32;
            (mm * self.scale).round().max(0.0) as usize
        };
        let black = self.palette.place(Color::BLACK);
        let columns: Vec<usize> =
            (0..=code.modules).map(|at| edge(code.at[0], at).min(self.width)).collect();
        for (row, modules) in code.dark.chunks_exact(code.modules).enumerate() {
            let (top, bottom) = (edge(code.at[1], row), edge(code.at[1], row + 1).min(self.height));
            for y in top..bottom {
                let line = &mut self.pixels[y * self.width..(y + 1) * self.width];
                for (at, _) in modules.iter().enumerate().filter(|(_, dark)| **dark) {
                    line[columns[at]..columns[at + 1]].fill(black);
                }
            }
        }
    }
}

fn blends<'b>(
    known: &'b mut BTreeMap<Color, Box<Blends>>,
    palette: &Palette,
    ink: Color,
) -> &'b Blends {
    known.entry(ink).or_insert_with(|| palette.blends(ink))
}

fn cover(row: &mut [u8], run: Run, blends: &Blends) {
    let level = usize::from(run.coverage & FULL) << 8;
    if run.coverage == FULL {
        row.fill(blends[level]);
        return;
    }
    for pixel in row {
        *pixel = blends[level | usize::from(*pixel)];
    }
}

/// Lays a stamp over the pixels; what lies beyond the paper is left off.
fn press(
    pixels: &mut [u8],
    (width, height): (usize, usize),
    stamp: &Stamp,
    (x, y): (i32, i32),
    blends: &Blends,
) {
    if stamp.width == 0 {
        return;
    }
    let (left, top) = (x + stamp.left, y + stamp.top);
    let skip = (-left).max(0) as usize;
    let from = left.max(0) as usize;
    let to = usize::try_from(left + whole(stamp.width)).unwrap_or(0).min(width);
    for (y, levels) in (top..).zip(stamp.rows.chunks_exact(stamp.width)) {
        let Ok(y) = usize::try_from(y) else { continue };
        if y >= height || from >= to {
            continue;
        }
        let below = &mut pixels[y * width + from..y * width + to];
        for (pixel, level) in below.iter_mut().zip(&levels[skip..]) {
            *pixel = blends[usize::from(level & FULL) << 8 | usize::from(*pixel)];
        }
    }
}

fn each_point(path: &[Segment], mut look: impl FnMut([f32; 2])) {
    for segment in path {
        match *segment {
            Segment::Move(p) | Segment::Line(p) => look(p),
            Segment::Quad(a, p) => [a, p].into_iter().for_each(&mut look),
            Segment::Cubic(a, b, p) => [a, b, p].into_iter().for_each(&mut look),
            Segment::Close => {}
        }
    }
}

fn moved(segment: Segment, to: impl Fn([f32; 2]) -> [f32; 2]) -> Segment {
    match segment {
        Segment::Move(p) => Segment::Move(to(p)),
        Segment::Line(p) => Segment::Line(to(p)),
        Segment::Quad(a, p) => Segment::Quad(to(a), to(p)),
        Segment::Cubic(a, b, p) => Segment::Cubic(to(a), to(b), to(p)),
        Segment::Close => Segment::Close,
    }
}
