//! Paper, and how small its type may be.

use crate::model::village::{Orientation, PaperSize};

/// Returns width and height of the paper in mm.
#[must_use]
pub fn paper(size: PaperSize, orientation: Orientation) -> (f32, f32) {
    let (short, long) = size.mm();
    match orientation {
        Orientation::Portrait => (short, long),
        Orientation::Landscape => (long, short),
    }
}

/// Returns the smallest type in points.
#[must_use]
pub fn smallest(size: PaperSize) -> f32 {
    size.smallest_type()
}
