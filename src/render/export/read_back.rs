//! Every code is read from the final pixels before a poster is handed out, and nothing else may be
//! read there.

use std::fmt;

use super::Raster;
use super::finders::{Finder, Luma, finders};
use super::foreign::{Foreign, foreign};
use crate::render::Sheet;
use crate::render::drawing::{Mark, PlacedCode};
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

/// What a look over a finished picture found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Listed codes that do not say what they should.
    pub unread: Vec<Mismatch>,
    /// Codes that are not on the list.
    pub foreign: Vec<Foreign>,
}

/// Looks over a finished picture once: finds every code on it, reads the listed ones and compares
/// the bytes, and reads whatever else looks like a code.
#[must_use]
pub fn verdict(raster: &Raster, sheet: &Sheet) -> Verdict {
    let luma = Luma::of(raster);
    let finders = finders(raster, &luma);
    let scale = raster.dpi as f32 / 25.4;
    let mut verdict = Verdict::default();
    let mut own = Vec::new();
    for mark in &sheet.drawing.marks {
        let Mark::Code(code) = mark else { continue };
        if let Err(read) = read_one(raster, &luma, &finders, code) {
            let (file, code) = (sheet.file.clone(), code.id.clone());
            verdict.unread.push(Mismatch { file, code, read });
        }
        let quiet = quiet_box(code);
        let edges = [quiet.x, quiet.y, quiet.right(), quiet.bottom()];
        own.push(edges.map(|mm| mm * scale));
    }
    verdict.foreign = foreign(raster, &luma, &finders, &own);
    verdict
}

/// Reads every code of a sheet from its pixels, with its quiet zone, and compares the bytes.
///
/// # Errors
/// Names each code that cannot be read, says something else, or lacks its white margin.
pub fn read_back(raster: &Raster, sheet: &Sheet) -> Result<(), Vec<Mismatch>> {
    let unread = verdict(raster, sheet).unread;
    if unread.is_empty() { Ok(()) } else { Err(unread) }
}

fn read_one(
    raster: &Raster,
    luma: &Luma,
    finders: &[Finder],
    code: &PlacedCode,
) -> Result<(), Read> {
    let scale = raster.dpi as f32 / 25.4;
    let quiet = quiet_box(code);
    let pixel = |mm: f32| (mm * scale).round().max(0.0) as usize;
    let (left, top, side) = (pixel(quiet.x), pixel(quiet.y), pixel(quiet.w));
    if !margin_is_white(raster, luma, (left, top, side), pixel(code.at[0]) - left) {
        return Err(Read::Margin);
    }
    let inside = |finder: &&Finder| {
        let reach =
            |middle: f32, from: usize| (from as f32..(from + side) as f32).contains(&middle);
        reach(finder.x, left) && reach(finder.y, top)
    };
    let corners: Vec<&Finder> = finders.iter().filter(inside).collect();
    let bytes = if let Some(bytes) = sampled(raster, luma, &corners) {
        bytes
    } else {
        // A reader that looks for itself, at some cost, has the last word.
        let module = code.side / code.modules as f32 * scale;
        found(raster, luma, (left, top, side), module)?
    };
    if bytes == code.payload.as_bytes() { Ok(()) } else { Err(Read::Other(bytes)) }
}

/// Reads an upright code from three finder patterns: their middles tell where each module is.
fn sampled(raster: &Raster, luma: &Luma, corners: &[&Finder]) -> Option<Vec<u8>> {
    let corner =
        |fit: fn(&Finder) -> f32| corners.iter().copied().min_by(|a, b| fit(a).total_cmp(&fit(b)));
    let first = corner(|finder| finder.x + finder.y)?;
    let right = corner(|finder| finder.y - finder.x)?;
    let below = corner(|finder| finder.x - finder.y)?;
    let across = (right.x - first.x, below.y - first.y);
    let modules = (across.0 / first.module).round() as usize + 7;
    let upright = (right.y - first.y).abs() < 1.5 && (below.x - first.x).abs() < 1.5;
    if !upright || !(21..=177).contains(&modules) || !(modules - 17).is_multiple_of(4) {
        return None;
    }
    // Middle to middle the finder patterns are seven modules closer than the edges.
    let pitch = (across.0 / (modules - 7) as f32, across.1 / (modules - 7) as f32);
    let at = |column: f32, row: f32| {
        let x = first.x + (column - 3.0) * pitch.0;
        let y = first.y + (row - 3.0) * pitch.1;
        luma.is_dark(raster, x.max(0.0) as usize, y.max(0.0) as usize)
    };
    let mut smudged = false;
    let mut grid = |column: usize, row: usize| {
        let (column, row) = (column as f32, row as f32);
        let dark = at(column, row);
        // The middle of a module alone could be right by chance.
        let around = [(-0.3, -0.3), (0.3, -0.3), (-0.3, 0.3), (0.3, 0.3)];
        smudged |= around.iter().any(|(right, down)| at(column + right, row + down) != dark);
        dark
    };
    let dark: Vec<bool> =
        (0..modules * modules).map(|at| grid(at % modules, at / modules)).collect();
    if smudged {
        return None;
    }
    let grid = rqrr::Grid::new(Sampled { modules, dark });
    let mut bytes = Vec::new();
    grid.decode_to(&mut bytes).ok()?;
    Some(bytes)
}

struct Sampled {
    modules: usize,
    dark: Vec<bool>,
}

impl rqrr::BitGrid for Sampled {
    fn size(&self) -> usize {
        self.modules
    }

    fn bit(&self, y: usize, x: usize) -> bool {
        self.dark[y * self.modules + x]
    }
}

/// Pixels that a module is reduced to before a whole box is searched.
const REDUCED: usize = 4;

/// Lets a reader look for a code in a box.
fn found(
    raster: &Raster,
    luma: &Luma,
    (left, top, side): (usize, usize, usize),
    module: f32,
) -> Result<Vec<u8>, Read> {
    let mut last = Read::Nothing("no code found".to_owned());
    // Every n-th pixel keeps the picture sharp; then all of them.
    for step in [((module / REDUCED as f32) as usize).max(1), 1] {
        let dark = |x: usize, y: usize| {
            luma.is_dark(raster, left + x * step + step / 2, top + y * step + step / 2)
        };
        let mut image = rqrr::PreparedImage::prepare_from_bitmap(side / step, side / step, dark);
        let grids = image.detect_grids();
        let Some(grid) = grids.first() else { continue };
        let mut bytes = Vec::new();
        match grid.decode_to(&mut bytes) {
            Ok(_) => return Ok(bytes),
            Err(error) => last = Read::Nothing(error.to_string()),
        }
    }
    Err(last)
}

/// Says whether the margin of a code is white, but for its outermost pixels: a line that runs along
/// the margin may colour half of one there, and four modules less a twelfth of a millimetre are as
/// good.
fn margin_is_white(
    raster: &Raster,
    luma: &Luma,
    (left, top, side): (usize, usize, usize),
    margin: usize,
) -> bool {
    if left + side > raster.width || top + side > raster.height {
        return false;
    }
    (1..side.saturating_sub(1)).all(|down| {
        let at = (top + down) * raster.width + left;
        let row = &raster.pixels[at + 1..at + side - 1];
        let white = |part: &[u8]| part.iter().all(|pixel| luma.white[usize::from(*pixel)]);
        if down < margin || down >= side - margin {
            white(row)
        } else {
            white(&row[..margin - 1]) && white(&row[side - margin - 1..])
        }
    })
}
