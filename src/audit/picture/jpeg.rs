//! JPEG (ITU-T T.81). Its markers are walked before anything is decoded: size, EXIF, and whether
//! the picture goes on to its end.

use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::super::gray::Gray;
use super::{Refused, allow, exif, luma};

/// The most scans of a progressive JPEG: usual are ten, and each costs a look at every pixel.
const MOST_SCANS: usize = 24;

/// Returns the picture and its EXIF orientation.
pub(super) fn decode(bytes: &[u8]) -> Result<(Gray, u8), Refused> {
    let head = walk(bytes)?;
    let (wide, high) = (usize::from(head.width), usize::from(head.height));
    allow(u64::from(head.width), u64::from(head.height))?;
    let wanted = match head.components {
        1 | 3 => ColorSpace::Luma,
        _ => ColorSpace::RGB,
    };
    let options = DecoderOptions::default()
        .set_max_width(wide)
        .set_max_height(high)
        .jpeg_set_max_scans(MOST_SCANS)
        .jpeg_set_out_colorspace(wanted);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    let broken = |error: zune_jpeg::errors::DecodeErrors| Refused::Broken(words(&error));
    let pixels = decoder.decode().map_err(broken)?;
    let pixels = match decoder.output_colorspace() {
        Some(ColorSpace::Luma) => pixels,
        Some(ColorSpace::RGB) => pixels.chunks_exact(3).map(luma).collect(),
        other => return Err(Refused::Broken(format!("{other:?}"))),
    };
    if pixels.len() != wide * high {
        return Err(Refused::Broken(format!("{} / {}", pixels.len(), wide * high)));
    }
    Ok((Gray { width: wide, height: high, pixels }, head.orientation))
}

/// The decoder's words on one line; they may quote bytes of the file.
fn words(error: &dyn std::fmt::Debug) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    format!("{error:?}").chars().map(plain).take(120).collect()
}

struct Head {
    width: u16,
    height: u16,
    components: u8,
    orientation: u8,
}

/// Walks the markers to the end of the picture.
fn walk(bytes: &[u8]) -> Result<Head, Refused> {
    let mut head = Head { width: 0, height: 0, components: 0, orientation: 1 };
    let (mut at, mut scans) = (2, 0);
    loop {
        // Any number of 0xff may stand before a marker.
        let marker = loop {
            match (bytes.get(at), bytes.get(at + 1)) {
                (Some(0xff), Some(0xff)) => at += 1,
                (Some(0xff), Some(marker)) => break *marker,
                (Some(_), Some(_)) => at += 1,
                _ => return Err(Refused::Truncated),
            }
        };
        at += 2;
        match marker {
            0xd9 if scans > 0 => break,
            0x00 | 0x01 | 0xd0..=0xd9 => continue,
            _ => {}
        }
        let length = match (bytes.get(at), bytes.get(at + 1)) {
            (Some(high), Some(low)) => usize::from(*high) << 8 | usize::from(*low),
            _ => return Err(Refused::Truncated),
        };
        let segment = bytes.get(at + 2..at + length.max(2)).ok_or(Refused::Truncated)?;
        at += length.max(2);
        match (marker, segment) {
            (0xc0..=0xc2, [_, h1, h2, w1, w2, components, ..]) => {
                head.height = u16::from_be_bytes([*h1, *h2]);
                head.width = u16::from_be_bytes([*w1, *w2]);
                head.components = *components;
            }
            (0xe1, data) if data.starts_with(b"Exif\0\0") => {
                head.orientation = exif::orientation(data);
            }
            (0xda, _) => {
                scans += 1;
                at = after_scan(bytes, at);
            }
            _ => {}
        }
    }
    if head.width == 0 { Err(Refused::Broken("SOF".to_owned())) } else { Ok(head) }
}

/// Returns where the next marker stands: within a scan 0xff is followed by 0 or a restart.
fn after_scan(bytes: &[u8], mut at: usize) -> usize {
    while at + 1 < bytes.len() {
        if bytes[at] == 0xff && !matches!(bytes[at + 1], 0x00 | 0xd0..=0xd7 | 0xff) {
            return at;
        }
        at += 1;
    }
    bytes.len()
}
