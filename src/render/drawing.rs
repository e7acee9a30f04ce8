//! A drawn layout: shapes, lines of glyphs and codes on a sheet of paper, in millimetres.
//!
//! The origin is the upper left corner, y grows downwards. No pixels here: SVG, PNG and PDF are
//! three writers of this one value, so they agree by construction.

/// A sheet of paper with everything on it, in drawing order.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// Width of the paper in mm.
    pub width: f32,
    /// Height of the paper in mm.
    pub height: f32,
    /// What is drawn, from the back to the front.
    pub marks: Vec<Mark>,
}

/// One thing that is drawn.
#[derive(Clone, Debug)]
pub enum Mark {
    /// A filled outline.
    Shape(Shape),
    /// A line of text.
    Line(TextLine),
    /// A QR code.
    Code(PlacedCode),
}

/// A filled outline in one flat colour.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The outline, in mm.
    pub path: Vec<Segment>,
    /// Its colour.
    pub color: Color,
}

/// A piece of an outline; points are `[x, y]` in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Begins a new outline.
    Move([f32; 2]),
    /// A straight line.
    Line([f32; 2]),
    /// A quadratic curve: control, end.
    Quad([f32; 2], [f32; 2]),
    /// A cubic curve: two controls, end.
    Cubic([f32; 2], [f32; 2], [f32; 2]),
    /// Closes the outline.
    Close,
}

/// A colour; black is printed with black ink alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Color(pub u8, pub u8, pub u8);

impl Color {
    /// Pure black.
    pub const BLACK: Self = Self(0, 0, 0);
    /// The paper.
    pub const WHITE: Self = Self(255, 255, 255);
}

/// A face: a weight of the theme's font, or of the one that stands in for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// 400.
    Regular,
    /// 700.
    Bold,
    /// 400 of the font that stands in for what the first lacks.
    OtherRegular,
    /// 700 of the font that stands in.
    OtherBold,
}

impl Weight {
    /// Returns the same weight of the font that stands in.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Regular | Self::OtherRegular => Self::OtherRegular,
            Self::Bold | Self::OtherBold => Self::OtherBold,
        }
    }
}

/// A line of text, measured and placed glyph by glyph.
#[derive(Clone, Debug)]
pub struct TextLine {
    /// The text, in NFC; what a reader selects and hears.
    pub text: String,
    /// The font.
    pub weight: Weight,
    /// Size in mm (1 pt = 25.4 / 72 mm).
    pub size: f32,
    /// Start of the base line, `[x, y]` in mm.
    pub at: [f32; 2],
    /// Its colour.
    pub color: Color,
    /// The glyphs, in order.
    pub glyphs: Vec<PlacedGlyph>,
}

/// One glyph of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedGlyph {
    /// The glyph in the font.
    pub glyph: u32,
    /// From the start of the line, in mm.
    pub x: f32,
    /// How far it moves the pen, in mm.
    pub advance: f32,
    /// Where its character begins in the text, in bytes.
    pub start: usize,
    /// Where its character ends.
    pub end: usize,
}

/// A QR code on the sheet.
#[derive(Clone, Debug)]
pub struct PlacedCode {
    /// Its name on the sheet: `link-12`, `steps-12-1`, `wifi`.
    pub id: String,
    /// What a phone gets.
    pub payload: String,
    /// The symbol without its quiet zone: upper left corner `[x, y]` in mm.
    pub at: [f32; 2],
    /// The side of the symbol without its quiet zone, in mm.
    pub side: f32,
    /// Modules to a side (21 for version 1 … 177 for version 40).
    pub modules: usize,
    /// Row by row, `true` is dark; `modules × modules` entries.
    pub dark: Vec<bool>,
}
