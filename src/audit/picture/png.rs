//! PNG, row by row into grey.

use std::io::Cursor;

use png::{ColorType, Decoder, Limits, Transformations};

use super::super::gray::Gray;
use super::{MOST_MEMORY, Refused, allow, exif, luma, over_white};

/// Returns the picture and its EXIF orientation.
pub(super) fn decode(bytes: &[u8]) -> Result<(Gray, u8), Refused> {
    let limits = Limits { bytes: MOST_MEMORY as usize };
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let info = decoder.read_header_info().map_err(|error| refused(&error))?;
    let (width, height) = (info.width as usize, info.height as usize);
    allow(width as u64, height as u64)?;
    let interlaced = info.interlaced;
    let mut reader = decoder.read_info().map_err(|error| refused(&error))?;
    let (color, _) = reader.output_color_type();
    let mut pixels = Vec::with_capacity(width * height);
    if interlaced {
        let size = reader.output_buffer_size().filter(|size| *size as u64 <= MOST_MEMORY);
        let size = size.ok_or(Refused::TooManyPixels(width as u64, height as u64))?;
        let mut buffer = vec![0; size];
        reader.next_frame(&mut buffer).map_err(|error| refused(&error))?;
        gray(&buffer, color, &mut pixels);
    } else {
        while let Some(row) = reader.next_row().map_err(|error| refused(&error))? {
            gray(row.data(), color, &mut pixels);
        }
    }
    if pixels.len() != width * height {
        return Err(Refused::Truncated);
    }
    let orientation = reader.info().exif_metadata.as_deref().map_or(1, exif::orientation);
    Ok((Gray { width, height, pixels }, orientation))
}

fn gray(row: &[u8], color: ColorType, pixels: &mut Vec<u8>) {
    match color {
        ColorType::Grayscale | ColorType::Indexed => pixels.extend_from_slice(row),
        ColorType::GrayscaleAlpha => {
            pixels.extend(row.chunks_exact(2).map(|pixel| over_white(pixel[0], pixel[1])));
        }
        ColorType::Rgb => pixels.extend(row.chunks_exact(3).map(luma)),
        ColorType::Rgba => {
            pixels.extend(row.chunks_exact(4).map(|pixel| over_white(luma(pixel), pixel[3])));
        }
    }
}

fn refused(error: &png::DecodingError) -> Refused {
    match error {
        png::DecodingError::IoError(_) => Refused::Truncated,
        other => {
            let plain = |c: char| if c.is_control() { ' ' } else { c };
            Refused::Broken(other.to_string().chars().map(plain).take(120).collect())
        }
    }
}
