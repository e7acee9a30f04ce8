//! Three writers of one drawn layout, and the look back at what was written.

mod digest;
mod finders;
mod foreign;
mod palette;
mod pdf;
mod png;
mod raster;
mod read_back;
mod stamps;
mod svg;
mod thumbnail;

pub use foreign::Foreign;
pub use pdf::{Cut, Joined};
pub use png::png;
pub use raster::Raster;
pub use read_back::{Mismatch, Read, Verdict, read_back, verdict};
pub use thumbnail::thumbnail;

use super::Sheet;
use super::drawing::Drawing;
use super::font::Faces;
use stamps::Stamps;

/// The resolution of rasters in pixels an inch; codes sit on its grid.
pub const DPI: u32 = 300;

/// What the sheets of one build share while they are written: fonts, and letters drawn before.
///
/// All threads work in one room; what it remembers changes how fast a sheet is made, never a byte
/// of it.
pub struct PressRoom<'a> {
    /// The fonts.
    pub faces: &'a Faces,
    stamps: Stamps,
    inks: pdf::Inks,
    fonts: blake3::Hash,
}

impl<'a> PressRoom<'a> {
    /// Opens a room with an empty memory.
    #[must_use]
    pub fn new(faces: &'a Faces) -> Self {
        let mut fonts = blake3::Hasher::new();
        for face in faces.all() {
            fonts.update(&face.file);
        }
        let fonts = fonts.finalize();
        Self { faces, stamps: Stamps::default(), inks: pdf::Inks::default(), fonts }
    }

    /// Draws a sheet in pixels, at 300 to the inch.
    #[must_use]
    pub fn raster(&self, sheet: &Sheet) -> Raster {
        Raster::of(&sheet.drawing, self.faces, &self.stamps, DPI)
    }

    /// Returns the digest of everything that the files of these sheets follow from, but for the
    /// program itself.
    #[must_use]
    pub fn digest(&self, sheets: &[&Sheet], cut: Cut) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.fonts.as_bytes()).update(&[cut as u8]);
        hasher.update(&sheets.len().to_le_bytes());
        for sheet in sheets {
            digest::add(&mut hasher, sheet);
        }
        *hasher.finalize().as_bytes()
    }

    /// Draws a picture for screens, 300 pixels to the inch of its layout, as a PNG packed as small
    /// as it goes.
    #[must_use]
    pub fn card(&self, drawing: &Drawing) -> Vec<u8> {
        let raster = Raster::of(drawing, self.faces, &self.stamps, DPI);
        png::smallest(&raster)
    }

    /// Returns the digest of everything that a picture follows from, but for the program itself.
    #[must_use]
    pub fn card_digest(&self, drawing: &Drawing) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.fonts.as_bytes()).update(b"card");
        digest::add_drawing(&mut hasher, drawing);
        *hasher.finalize().as_bytes()
    }

    /// Writes a sheet as SVG in mm, text as outlines, the words in `<desc>`.
    #[must_use]
    pub fn svg(&self, sheet: &Sheet) -> Vec<u8> {
        svg::svg(sheet, self.faces)
    }

    /// Writes sheets as the pages of one PDF; its title is that of the first.
    ///
    /// # Errors
    /// When the PDF library refuses, in its own words.
    ///
    /// # Panics
    /// When paper has no size: layouts are made for real paper.
    pub fn pdf(&self, sheets: &[&Sheet], cut: Cut) -> Result<Vec<u8>, String> {
        pdf::written(sheets, cut, self.faces, &self.inks)
    }
}

/// Draws a single sheet in pixels, at 300 to the inch.
#[must_use]
pub fn raster(sheet: &Sheet, faces: &Faces) -> Raster {
    PressRoom::new(faces).raster(sheet)
}

/// Writes a single sheet as SVG.
#[must_use]
pub fn svg(sheet: &Sheet, faces: &Faces) -> Vec<u8> {
    PressRoom::new(faces).svg(sheet)
}

/// Writes sheets as the pages of one PDF.
///
/// # Errors
/// When the PDF library refuses, in its own words.
pub fn pdf(sheets: &[&Sheet], faces: &Faces) -> Result<Vec<u8>, String> {
    PressRoom::new(faces).pdf(sheets, Cut::Paper)
}
