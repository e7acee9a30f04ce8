//! A drawing in pixels: a palette and one byte a pixel, codes as whole pixels.

use std::collections::BTreeMap;

use resvg::tiny_skia::{FillRule, Paint, Path, PathBuilder, Pixmap, Transform};

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
    /// The colours, at most 256.
    pub palette: Vec<Color>,
    /// Row by row, the colour of each pixel by its place in the palette.
    pub pixels: Vec<u8>,
}

impl Raster {
    /// Draws a sheet at `dpi` pixels per inch.
    ///
    /// # Panics
    /// When the paper has no size: layouts are made for real paper.
    #[must_use]
    pub fn of(drawing: &Drawing, faces: &Faces, dpi: u32) -> Self {
        let scale = dpi as f32 / 25.4;
        let pixels = |mm: f32| (mm * scale).round() as u32;
        let (width, height) = (pixels(drawing.width), pixels(drawing.height));
        let mut pixmap = Pixmap::new(width, height).expect("paper has a size");
        pixmap.data_mut().fill(255);
        let mut pen = Pen { pixmap, scale, faces };
        for mark in &drawing.marks {
            match mark {
                Mark::Shape(shape) => pen.shape(shape),
                Mark::Line(line) => pen.line(line),
                Mark::Code(code) => pen.code(code),
            }
        }
        let (palette, pixels) = indexed(&pen.pixmap, drawing);
        Self { width: width as usize, height: height as usize, dpi, palette, pixels }
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

struct Pen<'a> {
    pixmap: Pixmap,
    /// Pixels in a millimetre.
    scale: f32,
    faces: &'a Faces,
}

impl Pen<'_> {
    fn shape(&mut self, shape: &Shape) {
        let transform = Transform::from_scale(self.scale, self.scale);
        if let Some(path) = path(&[(&shape.path, 0.0, 1.0)]) {
            self.pixmap.fill_path(&path, &paint(shape.color), FillRule::Winding, transform, None);
        }
    }

    /// Fills all glyphs of a line as one outline.
    fn line(&mut self, line: &TextLine) {
        let face = self.faces.face(line.weight);
        let size = line.size;
        let glyphs = line.glyphs.iter().map(|glyph| (face.outline(glyph.glyph), glyph.x, size));
        let glyphs: Vec<(&[Segment], f32, f32)> = glyphs.collect();
        let [x, y] = line.at;
        let transform =
            Transform::from_row(self.scale, 0.0, 0.0, self.scale, x * self.scale, y * self.scale);
        if let Some(path) = path(&glyphs) {
            self.pixmap.fill_path(&path, &paint(line.color), FillRule::Winding, transform, None);
        }
    }

    /// Blackens whole pixels; the layout puts modules on the grid of 300 dpi.
    fn code(&mut self, code: &PlacedCode) {
        let edge = |from: f32, at: usize| {
            let mm = from + code.side * at as f32 / code.modules as f32;
            (mm * self.scale).round().max(0.0) as usize
        };
        let width = self.pixmap.width() as usize;
        let height = self.pixmap.height() as usize;
        let data = self.pixmap.data_mut();
        for row in 0..code.modules {
            let (top, bottom) = (edge(code.at[1], row), edge(code.at[1], row + 1).min(height));
            for column in 0..code.modules {
                if !code.dark[row * code.modules + column] {
                    continue;
                }
                let left = edge(code.at[0], column).min(width);
                let right = edge(code.at[0], column + 1).min(width);
                for y in top..bottom {
                    for pixel in
                        data[(y * width + left) * 4..(y * width + right) * 4].chunks_exact_mut(4)
                    {
                        pixel.copy_from_slice(&[0, 0, 0, 255]);
                    }
                }
            }
        }
    }
}

fn paint(color: Color) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(color.0, color.1, color.2, 255);
    paint
}

/// Joins outlines, each moved right by x and scaled by its size, into one path.
fn path(outlines: &[(&[Segment], f32, f32)]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (outline, x, size) in outlines {
        let map = |p: [f32; 2]| (p[0] * size + x, p[1] * size);
        for segment in *outline {
            match *segment {
                Segment::Move(p) => {
                    let (x, y) = map(p);
                    path.move_to(x, y);
                }
                Segment::Line(p) => {
                    let (x, y) = map(p);
                    path.line_to(x, y);
                }
                Segment::Quad(c, p) => {
                    let ((cx, cy), (x, y)) = (map(c), map(p));
                    path.quad_to(cx, cy, x, y);
                }
                Segment::Cubic(one, two, p) => {
                    let (one, two, (x, y)) = (map(one), map(two), map(p));
                    path.cubic_to(one.0, one.1, two.0, two.1, x, y);
                }
                Segment::Close => path.close(),
            }
        }
    }
    path.finish()
}

/// Reduces to a palette: the colours that were asked for exactly, their blends at edges to 32
/// steps a channel.
fn indexed(pixmap: &Pixmap, drawing: &Drawing) -> (Vec<Color>, Vec<u8>) {
    let mut palette = vec![Color::WHITE, Color::BLACK];
    for mark in &drawing.marks {
        let color = match mark {
            Mark::Shape(shape) => shape.color,
            Mark::Line(line) => line.color,
            Mark::Code(_) => Color::BLACK,
        };
        if !palette.contains(&color) && palette.len() < 64 {
            palette.push(color);
        }
    }
    let exact: BTreeMap<Color, u8> = palette.iter().copied().zip(0..).collect();
    // One entry for each of 32 × 32 × 32 blends, found when first met.
    let mut blends = vec![None; 1 << 15];
    let mut pixels = Vec::with_capacity(pixmap.data().len() / 4);
    let mut known = ([255_u8, 255, 255, 255], 0_u8);
    for pixel in pixmap.data().chunks_exact(4) {
        if *pixel != known.0 {
            let color = Color(pixel[0], pixel[1], pixel[2]);
            let index = exact.get(&color).copied().unwrap_or_else(|| {
                let part = |value: u8, shift: usize| usize::from(value >> 3) << shift;
                let cell = part(color.0, 10) | part(color.1, 5) | part(color.2, 0);
                *blends[cell].get_or_insert_with(|| nearest_or_new(&mut palette, color))
            });
            known = ([pixel[0], pixel[1], pixel[2], pixel[3]], index);
        }
        pixels.push(known.1);
    }
    (palette, pixels)
}

/// Adds a blend to the palette, or takes the nearest colour when it is full.
fn nearest_or_new(palette: &mut Vec<Color>, color: Color) -> u8 {
    if palette.len() < 256 {
        palette.push(color);
        return u8::try_from(palette.len() - 1).expect("the palette has at most 256 colours");
    }
    let far = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    let distance =
        |other: &Color| far(other.0, color.0) + far(other.1, color.1) + far(other.2, color.2);
    let nearest = palette.iter().zip(0..).min_by_key(|(other, _)| distance(other));
    nearest.map_or(0, |(_, index)| index)
}
