//! Three writers of one drawn layout, and the look back at what was written.

mod pdf;
mod png;
mod raster;
mod read_back;
mod svg;

pub use pdf::pdf;
pub use png::png;
pub use raster::Raster;
pub use read_back::{Mismatch, Read, read_back};
pub use svg::svg;

use super::Sheet;
use super::font::Faces;

/// The resolution of rasters in pixels an inch; codes sit on its grid.
pub const DPI: u32 = 300;

/// Draws a sheet in pixels, at 300 to the inch.
#[must_use]
pub fn raster(sheet: &Sheet, faces: &Faces) -> Raster {
    Raster::of(&sheet.drawing, faces, DPI)
}
