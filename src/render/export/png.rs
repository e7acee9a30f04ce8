//! PNG: indexed colours and the resolution, so that printing is at true size.

use super::Raster;

/// Writes a picture as indexed PNG with its resolution (`pHYs`).
///
/// # Panics
/// Never: a picture in memory has as many pixels as it says.
#[must_use]
pub fn png(raster: &Raster) -> Vec<u8> {
    let mut file = Vec::new();
    let size = |pixels: usize| u32::try_from(pixels).expect("paper is less than 4 billion pixels");
    let mut encoder = png::Encoder::new(&mut file, size(raster.width), size(raster.height));
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    let palette: Vec<u8> =
        raster.palette.iter().flat_map(|color| [color.0, color.1, color.2]).collect();
    encoder.set_palette(palette);
    // 300 dpi are 11,811 pixels a metre.
    let per_metre = (f64::from(raster.dpi) / 0.0254).round() as u32;
    let unit = png::Unit::Meter;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit }));
    encoder.set_deflate_compression(png::DeflateCompression::Level(1));
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().expect("writing to memory does not fail");
    writer.write_image_data(&raster.pixels).expect("a picture has width × height pixels");
    writer.finish().expect("writing to memory does not fail");
    file
}
