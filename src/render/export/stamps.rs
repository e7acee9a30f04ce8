//! Outlines turned into pixels once and remembered: a poster is some thousand letters, but few
//! hundred different ones.
//!
//! The memory is a value that one build holds and all its threads share. What is remembered follows
//! from its key alone, so it makes no difference who drew it first.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use resvg::tiny_skia::{FillRule, Mask, Path, PathBuilder, Transform};

use super::palette::FULL;
use crate::render::drawing::{Segment, Weight};
use crate::render::font::Faces;

/// Parts of a pixel that the place of a letter is rounded to.
pub(super) const PHASES: i32 = 4;

/// Bytes of remembered pixels; beyond, everything is forgotten and drawn anew.
const MOST_BYTES: usize = 48 << 20;

/// A letter in pixels.
#[derive(Debug, Default)]
pub(super) struct Stamp {
    /// From the pixel of its pen to its left edge.
    pub(super) left: i32,
    /// From the pixel of its base line to its top; negative above.
    pub(super) top: i32,
    /// Pixels in a row; 0 for a blank.
    pub(super) width: usize,
    /// Coverage, row by row.
    pub(super) rows: Vec<u8>,
}

/// A row of pixels of one coverage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The row, from the top of the shape.
    pub(super) y: i32,
    /// The first pixel, from the left of the shape.
    pub(super) x: i32,
    /// How many.
    pub(super) length: i32,
    /// Their coverage.
    pub(super) coverage: u8,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Letter {
    weight: Weight,
    glyph: u32,
    size: u32,
    phase: (u8, u8),
}

/// What was drawn before.
#[derive(Default)]
pub struct Stamps {
    letters: RwLock<HashMap<Letter, Arc<Stamp>>>,
    /// By the outline, from its own corner.
    shapes: RwLock<HashMap<Vec<u32>, Arc<Vec<Run>>>>,
}

impl Stamps {
    /// Returns a letter of `size` pixels to the em, its pen at `phase` quarters of a pixel.
    pub(super) fn letter(
        &self,
        faces: &Faces,
        (weight, glyph): (Weight, u32),
        size: f32,
        phase: (u8, u8),
    ) -> Arc<Stamp> {
        let key = Letter { weight, glyph, size: size.to_bits(), phase };
        let known = self.letters.read().expect("no thread panics with it").get(&key).cloned();
        known.unwrap_or_else(|| {
            let part = |phase: u8| f32::from(phase) / PHASES as f32;
            let outline = faces.face(weight).outline(glyph);
            let at = Transform::from_row(size, 0.0, 0.0, size, part(phase.0), part(phase.1));
            let stamp = Arc::new(stamp(outline, at));
            let mut letters = self.letters.write().expect("no thread panics with it");
            // A letter of 12 points has some 1,500 pixels.
            if letters.len() > MOST_BYTES / 2 / 1500 {
                letters.clear();
            }
            letters.insert(key, Arc::clone(&stamp));
            stamp
        })
    }

    /// Returns the pixels of an outline given in pixels from its own corner.
    pub(super) fn shape(&self, outline: &[Segment]) -> Arc<Vec<Run>> {
        let key = bits(outline);
        let known = self.shapes.read().expect("no thread panics with it").get(&key).cloned();
        known.unwrap_or_else(|| {
            let runs = Arc::new(runs(outline));
            let mut shapes = self.shapes.write().expect("no thread panics with it");
            let bytes: usize = shapes.len() * 4000;
            if bytes > MOST_BYTES / 2 {
                shapes.clear();
            }
            shapes.insert(key, Arc::clone(&runs));
            runs
        })
    }
}

fn bits(outline: &[Segment]) -> Vec<u32> {
    let mut bits = Vec::with_capacity(outline.len() * 3);
    for segment in outline {
        let (kind, points): (u32, &[[f32; 2]]) = match segment {
            Segment::Move(p) => (0, &[*p]),
            Segment::Line(p) => (1, &[*p]),
            Segment::Quad(a, p) => (2, &[*a, *p]),
            Segment::Cubic(a, b, p) => (3, &[*a, *b, *p]),
            Segment::Close => (4, &[]),
        };
        bits.push(kind);
        bits.extend(points.iter().flatten().map(|length| length.to_bits()));
    }
    bits
}

fn stamp(outline: &[Segment], at: Transform) -> Stamp {
    let Some(path) = path(outline).and_then(|path| path.transform(at)) else {
        return Stamp::default();
    };
    let Some((left, top, mask)) = mask(&path) else { return Stamp::default() };
    let width = mask.width() as usize;
    Stamp { left, top, width, rows: mask.data().iter().map(|value| coverage(*value)).collect() }
}

/// Fills a path; returns where the mask's corner stands.
fn mask(path: &Path) -> Option<(i32, i32, Mask)> {
    let bounds = path.bounds();
    let (left, top) = (bounds.left().floor() as i32, bounds.top().floor() as i32);
    let width = bounds.right().ceil() as i32 - left;
    let height = bounds.bottom().ceil() as i32 - top;
    let mut mask = Mask::new(width.max(1) as u32, height.max(1) as u32)?;
    let corner = Transform::from_translate(-left as f32, -top as f32);
    mask.fill_path(path, FillRule::Winding, true, corner);
    Some((left, top, mask))
}

/// Reduces 256 steps of coverage to 16.
fn coverage(value: u8) -> u8 {
    ((u16::from(value) * u16::from(FULL) + 127) / 255) as u8
}

fn runs(outline: &[Segment]) -> Vec<Run> {
    if let Some([left, top, right, bottom]) = rectangle(outline) {
        return rectangle_runs([left, right], [top, bottom]);
    }
    let Some((left, top, mask)) = path(outline).and_then(|path| mask(&path)) else {
        return Vec::new();
    };
    let width = mask.width() as usize;
    let mut runs = Vec::new();
    for (y, values) in (top..).zip(mask.data().chunks_exact(width)) {
        let mut at = 0;
        while at < width {
            let covered = coverage(values[at]);
            let alike = values[at..].iter().take_while(|value| coverage(**value) == covered);
            let length = alike.count();
            if covered > 0 {
                runs.push(Run { y, x: left + whole(at), length: whole(length), coverage: covered });
            }
            at += length;
        }
    }
    runs
}

/// Counts pixels with a sign, for places that may lie beyond an edge.
pub(super) fn whole(pixels: usize) -> i32 {
    i32::try_from(pixels).expect("paper is less than two billion pixels wide")
}

/// Returns the edges of an outline that is one rectangle along the axes.
fn rectangle(outline: &[Segment]) -> Option<[f32; 4]> {
    let [Segment::Move(a), Segment::Line(b), Segment::Line(c), Segment::Line(d), Segment::Close] =
        outline
    else {
        return None;
    };
    let level = |a: f32, b: f32| (a - b).abs() < 1e-4;
    let across = level(a[1], b[1]) && level(b[0], c[0]) && level(c[1], d[1]) && level(d[0], a[0]);
    let down = level(a[0], b[0]) && level(b[1], c[1]) && level(c[0], d[0]) && level(d[1], a[1]);
    let edges = [a[0].min(c[0]), a[1].min(c[1]), a[0].max(c[0]), a[1].max(c[1])];
    (across || down).then_some(edges)
}

/// Covers each pixel by the part of it that lies inside.
fn rectangle_runs(across: [f32; 2], down: [f32; 2]) -> Vec<Run> {
    // The first pixel, how many are alike, and how far they are covered.
    let parts = |[from, to]: [f32; 2]| -> Vec<(i32, i32, f32)> {
        let (first, last) = (from.floor() as i32, to.ceil() as i32);
        let covered = |at: i32| (to.min(at as f32 + 1.0) - from.max(at as f32)).max(0.0);
        if last - first <= 2 {
            return (first..last).map(|at| (at, 1, covered(at))).collect();
        }
        let inner = (first + 1, last - first - 2, 1.0);
        vec![(first, 1, covered(first)), inner, (last - 1, 1, covered(last - 1))]
    };
    let columns = parts(across);
    let mut runs = Vec::new();
    for (top, rows, high) in parts(down) {
        for y in top..top + rows {
            for (x, length, wide) in &columns {
                let coverage = (high * wide * f32::from(FULL)).round() as u8;
                if coverage > 0 {
                    runs.push(Run { y, x: *x, length: *length, coverage });
                }
            }
        }
    }
    runs
}

fn path(outline: &[Segment]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for segment in outline {
        match *segment {
            Segment::Move([x, y]) => path.move_to(x, y),
            Segment::Line([x, y]) => path.line_to(x, y),
            Segment::Quad([cx, cy], [x, y]) => path.quad_to(cx, cy, x, y),
            Segment::Cubic([ax, ay], [bx, by], [x, y]) => path.cubic_to(ax, ay, bx, by, x, y),
            Segment::Close => path.close(),
        }
    }
    path.finish()
}
