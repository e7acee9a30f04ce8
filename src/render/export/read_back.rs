//! Every code is read from the final pixels before a poster is handed out.

use std::fmt;

use super::Raster;
use crate::render::Sheet;
use crate::render::drawing::{Color, Mark, PlacedCode};
use crate::render::layout::audit::quiet_box;

/// A code that does not say what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The file of the sheet, without its ending.
    pub file: String,
    /// The code's name on the sheet.
    pub code: String,
    /// What a reader got.
    pub read: Read,
}

/// What a reader got from the pixels of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// Nothing that can be decoded; the reader's own words.
    Nothing(String),
    /// Other bytes than the payload.
    Other(Vec<u8>),
    /// Its light margin is not white all round.
    Margin,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, code, read } = self;
        match read {
            Read::Nothing(reason) => write!(f, "{file}: code {code} cannot be read: {reason}"),
            Read::Other(bytes) => {
                write!(f, "{file}: code {code} says «{}»", String::from_utf8_lossy(bytes))
            }
            Read::Margin => write!(f, "{file}: the margin of code {code} is not white"),
        }
    }
}

/// Pixels that a module is reduced to before reading: enough, and fast.
const REDUCED: usize = 4;

/// Reads every code of a sheet from its pixels, with its quiet zone, and compares the bytes.
///
/// # Errors
/// Names each code that cannot be read, says something else, or lacks its white margin.
pub fn read_back(raster: &Raster, sheet: &Sheet) -> Result<(), Vec<Mismatch>> {
    let codes = sheet.drawing.marks.iter().filter_map(|mark| match mark {
        Mark::Code(code) => Some(code),
        Mark::Shape(_) | Mark::Line(_) => None,
    });
    let mismatches: Vec<Mismatch> = codes
        .filter_map(|code| {
            let read = read_one(raster, code).err()?;
            Some(Mismatch { file: sheet.file.clone(), code: code.id.clone(), read })
        })
        .collect();
    if mismatches.is_empty() { Ok(()) } else { Err(mismatches) }
}

fn read_one(raster: &Raster, code: &PlacedCode) -> Result<(), Read> {
    let scale = raster.dpi as f32 / 25.4;
    let quiet = quiet_box(code);
    let pixel = |mm: f32| (mm * scale).round().max(0.0) as usize;
    let (left, top, side) = (pixel(quiet.x), pixel(quiet.y), pixel(quiet.w));
    if !margin_is_white(raster, (left, top, side), pixel(code.at[0]) - left) {
        return Err(Read::Margin);
    }
    // Every n-th pixel keeps the picture sharp; a module stays at least three pixels wide.
    let module = code.side / code.modules as f32 * scale;
    let step = ((module / REDUCED as f32) as usize).max(1);
    let reduced = side / step;
    let luma = |x: usize, y: usize| {
        let Color(r, g, b) = raster.color(left + x * step + step / 2, top + y * step + step / 2);
        ((u32::from(r) * 299 + u32::from(g) * 587 + u32::from(b) * 114) / 1000) as u8
    };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(reduced, reduced, luma);
    let grids = image.detect_grids();
    let grid = grids.first().ok_or_else(|| Read::Nothing("no code found".to_owned()))?;
    let mut bytes = Vec::new();
    grid.decode_to(&mut bytes).map_err(|error| Read::Nothing(error.to_string()))?;
    if bytes == code.payload.as_bytes() { Ok(()) } else { Err(Read::Other(bytes)) }
}

fn margin_is_white(
    raster: &Raster,
    (left, top, side): (usize, usize, usize),
    margin: usize,
) -> bool {
    let white = |x: usize, y: usize| raster.color(x, y) == Color::WHITE;
    (0..side).all(|along| {
        (0..margin).all(|in_from| {
            let far = side - 1 - in_from;
            white(left + along, top + in_from)
                && white(left + along, top + far)
                && white(left + in_from, top + along)
                && white(left + far, top + along)
        })
    })
}
