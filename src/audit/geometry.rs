//! From modules of a code to points of a photo: a plane seen from anywhere.

/// A point, `[x, y]`.
pub(super) type Point = [f32; 2];

/// How a code lies in the photo. Its three finder patterns have their middles at `corner`, `right`
/// and `below`; `across` and `down` say how much nearer it comes to the camera that way.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    /// Modules to a side.
    pub(super) modules: usize,
    /// The pattern where the two others meet.
    pub(super) corner: Point,
    /// The pattern at the end of the first row.
    pub(super) right: Point,
    /// The pattern at the end of the first column.
    pub(super) below: Point,
    /// Perspective along the rows, 0 when seen straight.
    pub(super) across: f32,
    /// Perspective along the columns.
    pub(super) down: f32,
}

impl View {
    /// Returns where a point of the code is, given in modules from its upper left corner.
    #[inline]
    pub(super) fn point(&self, column: f32, row: f32) -> Point {
        let span = (self.modules - 7) as f32;
        let (u, v) = ((column - 3.5) / span, (row - 3.5) / span);
        let scale = 1.0 / (1.0 + self.across * u + self.down * v);
        [0, 1].map(|axis| {
            let corner = self.corner[axis];
            let right = self.right[axis] * (1.0 + self.across) - corner;
            let below = self.below[axis] * (1.0 + self.down) - corner;
            (corner + u * right + v * below) * scale
        })
    }

    /// Returns the four corners: upper left, upper right, lower right, lower left.
    pub(super) fn corners(&self) -> [Point; 4] {
        let side = self.modules as f32;
        [[0.0, 0.0], [side, 0.0], [side, side], [0.0, side]].map(|[x, y]| self.point(x, y))
    }

    /// Returns the side of a module in the middle of the code, in pixels.
    pub(super) fn module(&self) -> f32 {
        let legs = distance(self.corner, self.right) + distance(self.corner, self.below);
        legs / 2.0 / (self.modules - 7) as f32
    }

    /// Returns the same view in a picture `factor` times the size.
    pub(super) fn scaled(&self, factor: f32) -> Self {
        let scale = |point: Point| point.map(|value| value * factor);
        Self {
            corner: scale(self.corner),
            right: scale(self.right),
            below: scale(self.below),
            ..*self
        }
    }
}

/// Returns how far two points are apart.
pub(super) fn distance(a: Point, b: Point) -> f32 {
    (b[0] - a[0]).hypot(b[1] - a[1])
}

/// Returns the direction from one point to another, in radians.
pub(super) fn direction(from: Point, to: Point) -> f32 {
    (to[1] - from[1]).atan2(to[0] - from[0])
}
