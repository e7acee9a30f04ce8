//! A small picture of a sheet, for the list of everything that is to be printed.

use super::Raster;
use crate::render::drawing::Color;

/// The longer side of a small picture in pixels.
const SIDE: usize = 320;

/// Steps of a channel: 6 × 6 × 6 colours serve any theme.
const STEPS: usize = 6;

/// Greys besides: most of a sheet is black on white.
const GREYS: usize = 32;

/// Writes a PNG of 320 pixels on the long side, each pixel the mean of what it stands for; some
/// 10 to 20 KB.
#[must_use]
pub fn thumbnail(raster: &Raster) -> Vec<u8> {
    let longer = raster.width.max(raster.height).max(1);
    let side = |pixels: usize| (pixels * SIDE / longer).clamp(1, SIDE);
    let (width, height) = (side(raster.width), side(raster.height));
    let mut pixels = Vec::with_capacity(width * height);
    for y in 0..height {
        let rows = (y * raster.height / height, (y + 1) * raster.height / height);
        for x in 0..width {
            let columns = (x * raster.width / width, (x + 1) * raster.width / width);
            pixels.push(place(mean(raster, columns, rows)));
        }
    }
    // It has no true size: it is looked at, not printed.
    let small = Raster { width, height, dpi: 96, palette: palette(), pixels };
    super::png::written(&small, zlib_rs::DeflateConfig::new(6))
}

/// Every fourth pixel of every fourth row is enough: one stands for some two hundred.
fn mean(raster: &Raster, (left, right): (usize, usize), (top, bottom): (usize, usize)) -> Color {
    let (mut sums, mut count) = ([0_u32; 3], 0);
    for y in (top..bottom).step_by(4) {
        let row = &raster.pixels[y * raster.width..(y + 1) * raster.width];
        for pixel in row[left..right].iter().step_by(4) {
            let Color(red, green, blue) = raster.palette[usize::from(*pixel)];
            sums[0] += u32::from(red);
            sums[1] += u32::from(green);
            sums[2] += u32::from(blue);
            count += 1;
        }
    }
    let one = |sum: u32| (sum / count.max(1)) as u8;
    Color(one(sums[0]), one(sums[1]), one(sums[2]))
}

/// Returns the place of the nearest colour in [`palette`].
fn place(Color(red, green, blue): Color) -> u8 {
    let part = |value: u8, steps: usize| (usize::from(value) * (steps - 1) + 127) / 255;
    let colourful = red.max(green).max(blue) - red.min(green).min(blue);
    if colourful < 20 {
        return (STEPS * STEPS * STEPS + part(green, GREYS)) as u8;
    }
    ((part(red, STEPS) * STEPS + part(green, STEPS)) * STEPS + part(blue, STEPS)) as u8
}

fn palette() -> Vec<Color> {
    let value = |part: usize, steps: usize| (part * 255 / (steps - 1)) as u8;
    let of = |part: usize| value(part % STEPS, STEPS);
    let cube =
        (0..STEPS * STEPS * STEPS).map(|at| Color(of(at / STEPS / STEPS), of(at / STEPS), of(at)));
    let greys = (0..GREYS).map(|at| value(at, GREYS)).map(|grey| Color(grey, grey, grey));
    cube.chain(greys).collect()
}
