//! PNG: indexed colours and the resolution, so that printing is at true size.

use zlib_rs::{DeflateConfig, Strategy};

use super::Raster;
use crate::render::drawing::Color;

/// Writes a picture as indexed PNG with its resolution (`pHYs`).
///
/// Each row is written as its difference from the one above: modules of codes and white paper
/// become long runs of zeros. For such rows zlib's run-length strategy was the best of all that
/// were measured: as quick as its fastest level and fdeflate, and a third smaller.
///
/// # Panics
/// Never: a picture in memory has as many pixels as it says.
#[must_use]
pub fn png(raster: &Raster) -> Vec<u8> {
    let mut config = DeflateConfig::new(1);
    config.strategy = Strategy::Rle;
    written(raster, config)
}

/// Writes a picture of few large letters as small as it goes: for such, rows as they are and the
/// slowest search were a sixth smaller than differences.
pub(super) fn smallest(raster: &Raster) -> Vec<u8> {
    packed(raster, &plain_rows(raster), DeflateConfig::new(9))
}

/// Writes a picture, two pixels to the byte where sixteen colours do.
pub(super) fn written(raster: &Raster, deflate: DeflateConfig) -> Vec<u8> {
    packed(raster, &rows(raster), deflate)
}

fn packed(raster: &Raster, rows: &[u8], deflate: DeflateConfig) -> Vec<u8> {
    let mut packed = vec![0; zlib_rs::compress_bound(rows.len())];
    let (packed, _) = zlib_rs::compress_slice(&mut packed, rows, deflate);
    let mut file = Vec::with_capacity(packed.len() + 1024);
    let size = |pixels: usize| u32::try_from(pixels).expect("paper is less than 4 billion pixels");
    let mut encoder = png::Encoder::new(&mut file, size(raster.width), size(raster.height));
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(if is_small(raster) { png::BitDepth::Four } else { png::BitDepth::Eight });
    let parts = raster.palette.iter().flat_map(|Color(red, green, blue)| [*red, *green, *blue]);
    encoder.set_palette(parts.collect::<Vec<u8>>());
    // 300 dpi are 11,811 pixels a metre.
    let per_metre = (f64::from(raster.dpi) / 0.0254).round() as u32;
    let unit = png::Unit::Meter;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit }));
    let mut writer = encoder.write_header().expect("writing to memory does not fail");
    writer.write_chunk(png::chunk::IDAT, packed).expect("writing to memory does not fail");
    writer.finish().expect("writing to memory does not fail");
    file
}

fn is_small(raster: &Raster) -> bool {
    raster.palette.len() <= 16
}

/// Packs rows as they are (PNG §9.2, type 0 *None*).
fn plain_rows(raster: &Raster) -> Vec<u8> {
    let mut rows = Vec::with_capacity((raster.width + 1) * raster.height);
    for pixels in raster.pixels.chunks_exact(raster.width.max(1)) {
        rows.push(0);
        if is_small(raster) {
            let pair = |pair: &[u8]| pair[0] << 4 | pair.get(1).copied().unwrap_or(0);
            rows.extend(pixels.chunks(2).map(pair));
        } else {
            rows.extend_from_slice(pixels);
        }
    }
    rows
}

/// The filter by which a row is its difference from the one above (PNG §9.2, type 2 *Up*).
const UP: u8 = 2;

/// Pixels that are compared with those above at once.
const BLOCK: usize = 32;

/// Packs rows and takes from each the one above.
///
/// Nearly all of a sheet is like the row above it, white paper first of all: that is found out a
/// block at a time, and only the rest is packed.
fn rows(raster: &Raster) -> Vec<u8> {
    let small = is_small(raster);
    let length = if small { raster.width.div_ceil(2) } else { raster.width };
    let mut rows = vec![0; (length + 1) * raster.height];
    let blank = vec![0; raster.width];
    let mut above = blank.as_slice();
    for (line, pixels) in
        rows.chunks_exact_mut(length + 1).zip(raster.pixels.chunks_exact(raster.width.max(1)))
    {
        line[0] = UP;
        let (blocks, rest) = pixels.as_chunks::<BLOCK>();
        let (blocks_above, rest_above) = above.as_chunks::<BLOCK>();
        let width = if small { BLOCK / 2 } else { BLOCK };
        let (places, last) = line[1..].split_at_mut(blocks.len() * width);
        let places = places.chunks_exact_mut(width);
        for ((place, block), above) in places.zip(blocks).zip(blocks_above) {
            if block != above {
                difference(place, block, above, small);
            }
        }
        difference(last, rest, rest_above, small);
        above = pixels;
    }
    rows
}

fn difference(place: &mut [u8], pixels: &[u8], above: &[u8], small: bool) {
    if !small {
        for ((byte, pixel), above) in place.iter_mut().zip(pixels).zip(above) {
            *byte = pixel.wrapping_sub(*above);
        }
        return;
    }
    let packed = |pair: &[u8]| pair[0] << 4 | pair.get(1).copied().unwrap_or(0);
    for ((byte, pair), above) in place.iter_mut().zip(pixels.chunks(2)).zip(above.chunks(2)) {
        *byte = packed(pair).wrapping_sub(packed(above));
    }
}
