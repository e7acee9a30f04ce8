//! Measuring, wrapping and placing: from words and boxes to a drawn layout.
//!
//! Enough for a grid of cells and no more: boxes, paragraphs, columns that take whole items, and
//! an audit of what was placed.

pub mod audit;
pub mod canvas;
pub mod column;
pub mod measured;
pub mod sizes;
pub mod text;

/// Millimetres of one typographic point.
pub const POINT: f32 = 25.4 / 72.0;

/// Millimetres of one pixel at 300 dpi: codes sit on this grid, so that their modules are whole
/// pixels.
pub const PIXEL: f32 = 25.4 / 300.0;

/// A box on the paper, in mm from the upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

impl Rect {
    /// Makes a box.
    #[must_use]
    pub const fn new(x: f32, y: f32, w: f32, h: f32) -> Self {
        Self { x, y, w, h }
    }

    /// Returns the right edge.
    #[must_use]
    pub fn right(self) -> f32 {
        self.x + self.w
    }

    /// Returns the lower edge.
    #[must_use]
    pub fn bottom(self) -> f32 {
        self.y + self.h
    }

    /// Returns the box smaller by `by` on every side.
    #[must_use]
    pub fn inset(self, by: f32) -> Self {
        Self::new(self.x + by, self.y + by, self.w - 2.0 * by, self.h - 2.0 * by)
    }

    /// Cuts off `height` at the top: what was cut, and what is left.
    #[must_use]
    pub fn cut_top(self, height: f32) -> (Self, Self) {
        let rest = Self::new(self.x, self.y + height, self.w, self.h - height);
        (Self { h: height, ..self }, rest)
    }

    /// Cuts off `width` at the left: what was cut, and what is left.
    #[must_use]
    pub fn cut_left(self, width: f32) -> (Self, Self) {
        let rest = Self::new(self.x + width, self.y, self.w - width, self.h);
        (Self { w: width, ..self }, rest)
    }

    /// Divides the box into `count` columns with `gap` between them.
    #[must_use]
    pub fn columns(self, count: usize, gap: f32) -> Vec<Self> {
        let w = (self.w - gap * (count as f32 - 1.0)) / count as f32;
        (0..count).map(|at| Self { x: self.x + (w + gap) * at as f32, w, ..self }).collect()
    }

    /// Says whether `inner` lies inside, but for `slack` mm.
    #[must_use]
    pub fn holds(self, inner: Self, slack: f32) -> bool {
        inner.x >= self.x - slack
            && inner.y >= self.y - slack
            && inner.right() <= self.right() + slack
            && inner.bottom() <= self.bottom() + slack
    }

    /// Says whether the boxes share more than `slack` mm in both directions.
    #[must_use]
    pub fn meets(self, other: Self, slack: f32) -> bool {
        self.x.max(other.x) + slack < self.right().min(other.right())
            && self.y.max(other.y) + slack < self.bottom().min(other.bottom())
    }
}

/// Moves a length to the nearest whole pixel at 300 dpi.
#[must_use]
pub fn on_grid(mm: f32) -> f32 {
    (mm / PIXEL).round() * PIXEL
}
