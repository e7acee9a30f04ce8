//! The theme's two fonts: advances, heights and outlines of their glyphs.
//!
//! Read once and eagerly into plain tables, so that every thread shares them without a lock.

use std::collections::BTreeMap;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::drawing::{Segment, Weight};
use crate::files::Bytes;
use crate::theme::Fonts;

/// The two weights that posters are set in.
#[derive(Clone, Debug)]
pub struct Faces {
    regular: Face,
    bold: Face,
    /// Weights 400 and 700 of the font that stands in, if the theme has one.
    other: Option<Box<[Face; 2]>>,
}

/// One weight.
#[derive(Clone, Debug)]
pub struct Face {
    /// The TrueType file, for writers that embed it.
    pub file: Bytes,
    glyphs: BTreeMap<char, Glyph>,
    outlines: Vec<Vec<Segment>>,
}

/// One glyph; lengths are parts of the type size (1.0 = one em).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u32,
    /// How far it moves the pen.
    pub advance: f32,
    /// Its top above the base line.
    pub top: f32,
    /// Its bottom, above the base line; negative for `g`.
    pub bottom: f32,
}

impl Faces {
    /// Reads both fonts; nothing when one of them is no TrueType font.
    #[must_use]
    pub fn new(fonts: &Fonts) -> Option<Self> {
        let other = match &fonts.other {
            Some([regular, bold]) => Some(Box::new([Face::new(regular)?, Face::new(bold)?])),
            None => None,
        };
        Some(Self { regular: Face::new(&fonts.regular)?, bold: Face::new(&fonts.bold)?, other })
    }

    /// Says whether a file is a TrueType font.
    #[must_use]
    pub fn can_read(font: &Bytes) -> bool {
        Face::new(font).is_some()
    }

    /// Returns the face of a weight.
    #[must_use]
    pub fn face(&self, weight: Weight) -> &Face {
        match (weight, self.other.as_deref()) {
            (Weight::OtherRegular, Some([regular, _])) => regular,
            (Weight::OtherBold, Some([_, bold])) => bold,
            (Weight::Regular | Weight::OtherRegular, _) => &self.regular,
            (Weight::Bold | Weight::OtherBold, _) => &self.bold,
        }
    }

    /// Walks all faces, in a fixed order.
    pub fn all(&self) -> impl Iterator<Item = &Face> {
        let other = self.other.iter().flat_map(|faces| faces.iter());
        [&self.regular, &self.bold].into_iter().chain(other)
    }

    /// Returns the face for a letter and its marks: that of `weight`, or of the font that stands in
    /// when only it has all of them.
    #[must_use]
    pub fn choose(&self, weight: Weight, letter: &[char]) -> Weight {
        let has = |weight| letter.iter().all(|c| self.face(weight).has(*c));
        if has(weight) || !has(weight.other()) { weight } else { weight.other() }
    }

    /// Returns the first character of `text` (in NFC) that has no glyph in one of the weights.
    #[must_use]
    pub fn missing(&self, text: &str) -> Option<char> {
        let letters: Vec<char> = text.chars().collect();
        let known = |letter: &[char]| {
            [Weight::Regular, Weight::Bold].into_iter().all(|weight| {
                let face = self.face(self.choose(weight, letter));
                letter.iter().all(|c| face.has(*c))
            })
        };
        clusters(&letters).find(|letter| !known(letter)).map(|letter| {
            let known = |c: &char| known(std::slice::from_ref(c));
            letter.iter().copied().find(|c| !known(c)).unwrap_or(letter[0])
        })
    }
}

/// Divides characters into letters, each with the marks that stand on it.
pub fn clusters(characters: &[char]) -> impl Iterator<Item = &[char]> {
    characters.chunk_by(|_, next| is_combining_mark(*next))
}

impl Face {
    /// Says whether it has a glyph for a character.
    #[must_use]
    pub fn has(&self, c: char) -> bool {
        self.glyphs.contains_key(&c)
    }

    fn new(file: &Bytes) -> Option<Self> {
        let font = FontRef::new(file).ok()?;
        let em = f32::from(font.head().ok()?.units_per_em());
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let outlines: Vec<Vec<Segment>> = (0..u32::from(font.maxp().ok()?.num_glyphs()))
            .map(|id| outline(&font, GlyphId::new(id), em))
            .collect();
        let glyph = |id: GlyphId| {
            let (top, bottom) = extent(&outlines[id.to_u32() as usize]);
            let advance = metrics.advance_width(id).unwrap_or_default() / em;
            Glyph { id: id.to_u32(), advance, top, bottom }
        };
        let drawn = |id: &GlyphId| (id.to_u32() as usize) < outlines.len();
        let glyphs = font.charmap().mappings().filter(|(_, id)| drawn(id));
        let glyphs = glyphs.filter_map(|(c, id)| Some((char::from_u32(c)?, glyph(id)))).collect();
        Some(Self { file: file.clone(), glyphs, outlines })
    }

    /// Returns the glyph of a character, or the font's empty box when it has none.
    #[must_use]
    pub fn glyph(&self, c: char) -> Glyph {
        let missing = Glyph { id: 0, advance: 0.5, top: 0.7, bottom: 0.0 };
        self.glyphs.get(&c).copied().unwrap_or(missing)
    }

    /// Returns how far a mark moves from the pen, which stands behind `base`: right and up, in parts
    /// of the type size. It comes to stand over the middle of the letter and clear of its top.
    #[must_use]
    pub fn mark(&self, base: char, mark: char) -> (f32, f32) {
        let (base_glyph, glyph) = (self.glyph(base), self.glyph(mark));
        let (left, right, bottom) = self.reach(glyph.id);
        // The horn of `ơ` does not move the breve.
        let letter = base.nfd().next().unwrap_or(base);
        let middle = self.glyph(letter).advance / 2.0;
        let shift = middle - base_glyph.advance - f32::midpoint(left, right);
        let is_above = bottom > 0.3;
        let up = if is_above { (base_glyph.top + 0.04 - bottom).max(0.0) } else { 0.0 };
        (shift, up)
    }

    /// Returns the left and right edge of a glyph and its lower end above the base line.
    fn reach(&self, glyph: u32) -> (f32, f32, f32) {
        let ends = self.outline(glyph).iter().filter_map(|segment| match *segment {
            Segment::Move(p) | Segment::Line(p) | Segment::Quad(_, p) | Segment::Cubic(_, _, p) => {
                Some(p)
            }
            Segment::Close => None,
        });
        let none = (f32::INFINITY, f32::NEG_INFINITY, f32::INFINITY);
        let (left, right, low) =
            ends.fold(none, |(left, right, low), [x, y]| (left.min(x), right.max(x), low.min(-y)));
        if left > right { (0.0, 0.0, 0.0) } else { (left, right, low) }
    }

    /// Returns the outline of a glyph: one em is 1.0, y grows downwards from the base line.
    #[must_use]
    pub fn outline(&self, glyph: u32) -> &[Segment] {
        self.outlines.get(glyph as usize).map_or(&[], Vec::as_slice)
    }
}

use skrifa::raw::TableProvider as _;

fn outline(font: &FontRef<'_>, id: GlyphId, em: f32) -> Vec<Segment> {
    let mut pen = Pen { em, path: Vec::new() };
    if let Some(glyph) = font.outline_glyphs().get(id) {
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        // A broken glyph stays empty: the read-back and the eye will miss it, not the program.
        if glyph.draw(settings, &mut pen).is_err() {
            pen.path.clear();
        }
    }
    pen.path
}

fn extent(path: &[Segment]) -> (f32, f32) {
    let ends = path.iter().filter_map(|segment| match segment {
        Segment::Move(p) | Segment::Line(p) | Segment::Quad(_, p) | Segment::Cubic(_, _, p) => {
            Some(-p[1])
        }
        Segment::Close => None,
    });
    ends.fold((0.0, 0.0), |(top, bottom): (f32, f32), y| (top.max(y), bottom.min(y)))
}

struct Pen {
    em: f32,
    path: Vec<Segment>,
}

impl Pen {
    fn point(&self, x: f32, y: f32) -> [f32; 2] {
        [x / self.em, -y / self.em]
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.push(Segment::Move(self.point(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.push(Segment::Line(self.point(x, y)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.push(Segment::Quad(self.point(cx, cy), self.point(x, y)));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (a, b) = (self.point(ax, ay), self.point(bx, by));
        self.path.push(Segment::Cubic(a, b, self.point(x, y)));
    }

    fn close(&mut self) {
        self.path.push(Segment::Close);
    }
}

#[cfg(test)]
pub(crate) mod fixture {
    use super::Faces;
    use crate::theme::Fonts;

    /// The theme's own two weights, without a second font.
    pub(crate) fn faces() -> Faces {
        let regular = include_bytes!("../../themes/default/fonts/BeVietnamPro-Regular.ttf");
        let bold = include_bytes!("../../themes/default/fonts/BeVietnamPro-Bold.ttf");
        let fonts =
            Fonts { regular: regular.as_slice().into(), bold: bold.as_slice().into(), other: None };
        Faces::new(&fonts).expect("the theme's fonts are TrueType")
    }
}
