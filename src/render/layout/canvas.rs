//! The sheet being drawn: every mark is remembered with the box that it must stay in.

use unicode_normalization::char::is_combining_mark;

use super::audit::{self, Fault, Ink};
use super::text::{self, Paragraph};
use super::{PIXEL, Rect, on_grid};
use crate::render::drawing::{Color, Drawing, Mark, PlacedCode, Segment, Shape};
use crate::render::font::Faces;
use crate::render::qr::{Code, QUIET};

/// A sheet of paper while it is drawn.
pub struct Canvas<'a> {
    /// The fonts that measure.
    pub faces: &'a Faces,
    drawing: Drawing,
    ink: Vec<Ink>,
}

/// Where a paragraph stands between the edges of its box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    Centre,
    /// At the right edge.
    Right,
}

/// How far a control point of a cubic stands from the corner of a quarter circle.
const ROUND: f32 = 0.447_715;

impl<'a> Canvas<'a> {
    /// Begins a sheet of `width` × `height` mm on top of `frame`, the ornaments.
    #[must_use]
    pub fn new(faces: &'a Faces, width: f32, height: f32, frame: &[Shape]) -> Self {
        let marks = frame.iter().cloned().map(Mark::Shape).collect();
        Self { faces, drawing: Drawing { width, height, marks }, ink: Vec::new() }
    }

    /// Returns the finished drawing and what is wrong with it: nothing, unless we are.
    #[must_use]
    pub fn finish(self) -> (Drawing, Vec<Fault>) {
        let faults = audit::faults(&self.drawing, &self.ink);
        (self.drawing, faults)
    }

    /// Places a paragraph with its top at `y`, between the edges of `within`; returns its lower end.
    pub fn paragraph(&mut self, paragraph: &Paragraph, y: f32, align: Align, within: Rect) -> f32 {
        for (line, base) in paragraph.lines.iter().zip(&paragraph.bases) {
            let width = line.last().map_or(0.0, |last| last.at[0] + text::length(last));
            let x = match align {
                Align::Left => within.x,
                Align::Centre => within.x + (within.w - width) / 2.0,
                Align::Right => within.right() - width,
            };
            // On the grid of pixels, so that every letter of a size looks alike on paper and is
            // drawn once.
            let base = on_grid(y + base);
            for piece in line {
                let mut placed = piece.clone();
                placed.at = [x + piece.at[0], base + piece.at[1]];
                // A mark stands on its letter and within its line.
                if !piece.text.chars().all(is_combining_mark) {
                    self.ink.push(Ink::of_line(&placed, self.faces, within));
                }
                self.drawing.marks.push(Mark::Line(placed));
            }
        }
        y + paragraph.height()
    }

    /// Places a filled outline.
    pub fn shape(&mut self, shape: Shape) {
        self.drawing.marks.push(Mark::Shape(shape));
    }

    /// Fills a box, with corners of `radius` mm.
    pub fn fill(&mut self, rect: Rect, radius: f32, color: Color) {
        let path = rounded(crisp(rect), radius);
        self.drawing.marks.push(Mark::Shape(Shape { path, color }));
    }

    /// Draws the outline of a box, `stroke` mm wide and inside its edges.
    pub fn outline(&mut self, rect: Rect, radius: f32, stroke: f32, color: Color) {
        let (rect, stroke) = (crisp(rect), on_grid(stroke).max(PIXEL));
        let mut path = rounded(rect, radius);
        path.extend(reversed(&rounded(rect.inset(stroke), (radius - stroke).max(0.0))));
        self.drawing.marks.push(Mark::Shape(Shape { path, color }));
    }

    /// Places a code with its quiet zone; the corner moves to the pixel grid.
    ///
    /// `pixels` is the side of one module in pixels at 300 dpi. Returns the box with quiet zone.
    pub fn code(
        &mut self,
        id: &str,
        payload: &str,
        code: &Code,
        at: [f32; 2],
        pixels: usize,
    ) -> Rect {
        let module = pixels as f32 * PIXEL;
        let quiet = module * QUIET as f32;
        let (x, y) = (on_grid(at[0]), on_grid(at[1]));
        let side = module * code.modules as f32;
        self.drawing.marks.push(Mark::Code(PlacedCode {
            id: id.to_owned(),
            payload: payload.to_owned(),
            at: [x + quiet, y + quiet],
            side,
            modules: code.modules,
            dark: code.dark.clone(),
        }));
        Rect::new(x, y, side + 2.0 * quiet, side + 2.0 * quiet)
    }
}

/// Returns the side of a code with its quiet zone in mm, at `pixels` of 300 dpi a module.
#[must_use]
pub fn code_side(code: &Code, pixels: usize) -> f32 {
    (code.modules + 2 * QUIET) as f32 * pixels as f32 * PIXEL
}

/// Moves the edges of a box to whole pixels: its lines are sharp, and boxes of one size are alike
/// wherever they stand.
fn crisp(rect: Rect) -> Rect {
    let (x, y) = (on_grid(rect.x), on_grid(rect.y));
    Rect::new(x, y, on_grid(rect.right()) - x, on_grid(rect.bottom()) - y)
}

fn rounded(rect: Rect, radius: f32) -> Vec<Segment> {
    let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    let turn = radius.min(rect.w / 2.0).min(rect.h / 2.0);
    if turn <= 0.0 {
        return vec![
            Segment::Move([left, top]),
            Segment::Line([right, top]),
            Segment::Line([right, bottom]),
            Segment::Line([left, bottom]),
            Segment::Close,
        ];
    }
    let near = turn * ROUND;
    vec![
        Segment::Move([left + turn, top]),
        Segment::Line([right - turn, top]),
        Segment::Cubic([right - near, top], [right, top + near], [right, top + turn]),
        Segment::Line([right, bottom - turn]),
        Segment::Cubic([right, bottom - near], [right - near, bottom], [right - turn, bottom]),
        Segment::Line([left + turn, bottom]),
        Segment::Cubic([left + near, bottom], [left, bottom - near], [left, bottom - turn]),
        Segment::Line([left, top + turn]),
        Segment::Cubic([left, top + near], [left + near, top], [left + turn, top]),
        Segment::Close,
    ]
}

/// Turns an outline round, so that it cuts a hole (non-zero winding).
fn reversed(path: &[Segment]) -> Vec<Segment> {
    let end = |segment: &Segment| match *segment {
        Segment::Move(p) | Segment::Line(p) | Segment::Quad(_, p) | Segment::Cubic(_, _, p) => p,
        Segment::Close => [0.0, 0.0],
    };
    let open = &path[..path.len() - 1];
    let mut back = vec![Segment::Move(end(&open[open.len() - 1]))];
    for pair in open.windows(2).rev() {
        let to = end(&pair[0]);
        back.push(match pair[1] {
            Segment::Quad(c, _) => Segment::Quad(c, to),
            Segment::Cubic(a, b, _) => Segment::Cubic(b, a, to),
            _ => Segment::Line(to),
        });
    }
    back.push(Segment::Close);
    back
}
