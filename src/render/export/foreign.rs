//! Codes that nobody listed, such as one in a theme's ornament: a phone must not find them.

use super::Raster;
use super::finders::{Finder, Luma};

/// A code on a sheet that is not on its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// What a phone would get.
    pub payload: String,
}

/// Sheets with more places that look like finder patterns are refused: each costs some
/// milliseconds, and a code could hide among them.
const MOST_READ: usize = 60;

/// Reads the codes at finder patterns that stand outside the boxes `own`
/// (`[left, top, right, bottom]` in pixels); those boxes are taken for blank.
pub(super) fn foreign(
    raster: &Raster,
    luma: &Luma,
    finders: &[Finder],
    own: &[[f32; 4]],
) -> Vec<Foreign> {
    let inside = |x: f32, y: f32| {
        own.iter().any(|[left, top, right, bottom]| {
            (*left..*right).contains(&x) && (*top..*bottom).contains(&y)
        })
    };
    let strange = finders.iter().filter(|finder| !inside(finder.x, finder.y));
    let strange: Vec<Finder> = strange.copied().collect();
    let mut found: Vec<Foreign> = Vec::new();
    if strange.len() > MOST_READ {
        // Among so many a code could hide.
        found.push(Foreign { payload: format!("{} × ◙", strange.len()) });
    }
    for finder in strange.iter().take(MOST_READ) {
        let Some(reach) = reach(finder, &strange) else { continue };
        for payload in read(raster, luma, finder, reach, inside) {
            if found.iter().all(|known| known.payload != payload) {
                found.push(Foreign { payload });
            }
        }
    }
    found
}

/// Returns how far a code with this corner reaches; nothing without two more corners like it.
fn reach(finder: &Finder, all: &[Finder]) -> Option<f32> {
    let alike = all.iter().filter(|other| {
        let proportion = other.module / finder.module;
        other.inverted == finder.inverted && (0.6..1.7).contains(&proportion)
    });
    let mut far: Vec<f32> = alike.map(|other| finder.distance(other)).collect();
    far.sort_by(f32::total_cmp);
    // The first is the corner itself; a code of version 40 is 170 modules from corner to corner.
    let second = far.get(2).filter(|far| **far < finder.module * 250.0)?;
    Some(second * 1.45 + finder.module * 12.0)
}

/// Reads what is around a corner.
fn read(
    raster: &Raster,
    luma: &Luma,
    finder: &Finder,
    reach: f32,
    own: impl Fn(f32, f32) -> bool,
) -> Vec<String> {
    let edge = |middle: f32, most: usize| {
        let from = (middle - reach).max(0.0) as usize;
        (from, ((middle + reach).max(0.0) as usize).min(most))
    };
    let ((left, right), (top, bottom)) =
        (edge(finder.x, raster.width), edge(finder.y, raster.height));
    let step = ((finder.module / 4.0) as usize).max(1);
    let (width, height) = ((right - left) / step, (bottom - top) / step);
    let pixel = |x: usize, y: usize| {
        let (x, y) = (left + x * step + step / 2, top + y * step + step / 2);
        !own(x as f32, y as f32) && luma.is_dark(raster, x, y) != finder.inverted
    };
    let mut image = rqrr::PreparedImage::prepare_from_bitmap(width, height, pixel);
    let grids = image.detect_grids();
    let read = grids.iter().filter_map(|grid| {
        let mut bytes = Vec::new();
        grid.decode_to(&mut bytes).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    });
    read.collect()
}
