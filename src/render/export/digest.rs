//! What a sheet's files follow from, as one number: equal digests, equal bytes.

use crate::render::Sheet;
use crate::render::drawing::{Color, Drawing, Mark, PlacedCode, Segment, TextLine};

/// Adds everything that a writer looks at, each part with its length or kind before it.
pub(super) fn add(hasher: &mut blake3::Hasher, sheet: &Sheet) {
    words(hasher, &sheet.title);
    add_drawing(hasher, &sheet.drawing);
}

/// Adds what is drawn.
pub(super) fn add_drawing(hasher: &mut blake3::Hasher, drawing: &Drawing) {
    let Drawing { width, height, marks } = drawing;
    lengths(hasher, &[*width, *height]);
    for mark in marks {
        match mark {
            Mark::Shape(shape) => {
                hasher.update(b"S");
                color(hasher, shape.color);
                hasher.update(&shape.path.len().to_le_bytes());
                shape.path.iter().for_each(|segment| piece(hasher, segment));
            }
            Mark::Line(written) => line(hasher, written),
            Mark::Code(placed) => code(hasher, placed),
        }
    }
}

fn line(hasher: &mut blake3::Hasher, line: &TextLine) {
    let TextLine { text, weight, size, at, color: ink, glyphs } = line;
    hasher.update(&[b'L', *weight as u8]);
    words(hasher, text);
    color(hasher, *ink);
    lengths(hasher, &[*size, at[0], at[1]]);
    // One call for all: most of a sheet is glyphs.
    let mut bytes = Vec::with_capacity(glyphs.len() * 20);
    for glyph in glyphs {
        bytes.extend(glyph.glyph.to_le_bytes());
        bytes.extend(glyph.x.to_le_bytes());
        bytes.extend(glyph.advance.to_le_bytes());
        bytes.extend((glyph.start as u32).to_le_bytes());
        bytes.extend((glyph.end as u32).to_le_bytes());
    }
    hasher.update(&bytes.len().to_le_bytes()).update(&bytes);
}

fn code(hasher: &mut blake3::Hasher, code: &PlacedCode) {
    let PlacedCode { id, payload, at, side, modules, dark } = code;
    hasher.update(b"C");
    words(hasher, id);
    words(hasher, payload);
    lengths(hasher, &[at[0], at[1], *side]);
    let dark: Vec<u8> = dark.iter().map(|dark| u8::from(*dark)).collect();
    hasher.update(&modules.to_le_bytes()).update(&dark);
}

fn piece(hasher: &mut blake3::Hasher, segment: &Segment) {
    let (kind, points): (u8, &[[f32; 2]]) = match segment {
        Segment::Move(p) => (0, &[*p]),
        Segment::Line(p) => (1, &[*p]),
        Segment::Quad(a, p) => (2, &[*a, *p]),
        Segment::Cubic(a, b, p) => (3, &[*a, *b, *p]),
        Segment::Close => (4, &[]),
    };
    hasher.update(&[kind]);
    for point in points {
        lengths(hasher, point);
    }
}

fn words(hasher: &mut blake3::Hasher, text: &str) {
    hasher.update(&text.len().to_le_bytes()).update(text.as_bytes());
}

fn color(hasher: &mut blake3::Hasher, Color(red, green, blue): Color) {
    hasher.update(&[red, green, blue]);
}

fn lengths(hasher: &mut blake3::Hasher, lengths: &[f32]) {
    for length in lengths {
        hasher.update(&length.to_le_bytes());
    }
}
