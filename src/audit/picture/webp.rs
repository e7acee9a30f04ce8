//! WebP, the first picture of it.

use std::io::Cursor;

use image_webp::{DecodingError, WebPDecoder};

use super::super::gray::Gray;
use super::{MOST_MEMORY, Refused, allow, exif, luma, over_white};

/// Returns the picture and its EXIF orientation.
pub(super) fn decode(bytes: &[u8]) -> Result<(Gray, u8), Refused> {
    let said = bytes.get(4..8).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes);
    if said.is_none_or(|said| u64::from(said) + 8 > bytes.len() as u64 + 1) {
        return Err(Refused::Truncated);
    }
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
    decoder.set_memory_limit(MOST_MEMORY as usize);
    let (width, height) = decoder.dimensions();
    allow(u64::from(width), u64::from(height))?;
    let orientation = match decoder.exif_metadata() {
        Ok(Some(data)) => exif::orientation(&data),
        _ => 1,
    };
    let size = decoder.output_buffer_size().filter(|size| *size as u64 <= MOST_MEMORY);
    let size = size.ok_or(Refused::TooManyPixels(u64::from(width), u64::from(height)))?;
    let mut buffer = vec![0; size];
    decoder.read_image(&mut buffer).map_err(|error| refused(&error))?;
    let pixels = if decoder.has_alpha() {
        buffer.chunks_exact(4).map(|pixel| over_white(luma(pixel), pixel[3])).collect()
    } else {
        buffer.chunks_exact(3).map(luma).collect()
    };
    Ok((Gray { width: width as usize, height: height as usize, pixels }, orientation))
}

fn refused(error: &DecodingError) -> Refused {
    match error {
        DecodingError::IoError(_) => Refused::Truncated,
        other => {
            let plain = |c: char| if c.is_control() { ' ' } else { c };
            Refused::Broken(other.to_string().chars().map(plain).take(120).collect())
        }
    }
}
