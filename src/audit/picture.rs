//! A photo's bytes to a picture in grey, within fixed bounds of size, memory and work.
//!
//! The kind is told by the content and never by the name. Nothing is decoded before its size is
//! known and allowed.

mod exif;
mod jpeg;
mod png;
mod webp;

use super::gray::Gray;
use crate::diagnostic::{Text, say};

/// The most bytes of a file, 64 MiB: phones of 2026 write 4 to 30.
pub const LARGEST: u64 = 64 << 20;

/// The most pixels, 100 million.
const MOST_PIXELS: u64 = 100_000_000;

/// The most pixels along a side.
const LONGEST: u64 = 30_000;

/// The most bytes that a decoder may take beside the picture in grey.
const MOST_MEMORY: u64 = 512 << 20;

/// Why a file is no photo that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nothing in it.
    Empty,
    /// More than [`LARGEST`] bytes.
    TooLarge(u64),
    /// More pixels than are read: width and height.
    TooManyPixels(u64, u64),
    /// Too small for any code: width and height.
    TooSmall(u64, u64),
    /// HEIC or AVIF, as newer phones write them.
    Heic,
    /// A film, a page, a document: the name of the kind.
    NotAPhoto(&'static str),
    /// It ends before its picture does.
    Truncated,
    /// It says it is a photo and is not; the decoder's own words.
    Broken(String),
}

impl Refused {
    /// Says what is wrong and what to do.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Empty => say(
                "tệp rỗng; hãy chép lại ảnh từ điện thoại",
                "the file is empty; copy the photo from the phone again",
            ),
            Self::TooLarge(bytes) => {
                let megabytes = bytes.div_ceil(1 << 20);
                say(
                    format!(
                        "tệp {megabytes} MB, lớn quá 64 MB; hãy gửi ảnh qua Zalo rồi lưu lại, ảnh sẽ nhỏ hơn"
                    ),
                    format!(
                        "the file has {megabytes} MB, more than 64; send the photo through Zalo and save it, which makes it smaller"
                    ),
                )
            }
            Self::TooManyPixels(width, height) => say(
                format!(
                    "ảnh {width} × {height} điểm, quá 100 triệu điểm; hãy chụp ở cỡ ảnh thường (12 đến 50 triệu điểm)"
                ),
                format!(
                    "the photo has {width} × {height} pixels, more than 100 million; take it at the usual size (12 to 50 million)"
                ),
            ),
            Self::TooSmall(width, height) => say(
                format!(
                    "ảnh chỉ có {width} × {height} điểm; hãy gửi ảnh gốc, không phải ảnh thu nhỏ"
                ),
                format!(
                    "the photo has only {width} × {height} pixels; send the original, not its thumbnail"
                ),
            ),
            Self::Heic => say(
                "ảnh HEIC không đọc được; trên iPhone hãy vào Cài đặt, Camera, Định dạng, chọn «Tương thích nhất» rồi chụp lại, hoặc gửi ảnh qua Zalo để thành JPEG",
                "HEIC photos cannot be read; on the iPhone choose Settings, Camera, Formats, “Most Compatible” and take it again, or send it through Zalo, which makes it a JPEG",
            ),
            Self::NotAPhoto(kind) => say(
                format!("đây không phải ảnh chụp ({kind}); chỉ đọc được ảnh JPEG, PNG và WebP"),
                format!("this is no photo ({kind}); JPEG, PNG and WebP can be read"),
            ),
            Self::Truncated => say(
                "ảnh bị đứt giữa chừng; hãy chép lại từ điện thoại",
                "the photo ends in the middle; copy it from the phone again",
            ),
            Self::Broken(words) => say(
                format!("ảnh bị hỏng, không đọc được ({words}); hãy chép lại hoặc chụp lại"),
                format!(
                    "the photo is broken and cannot be read ({words}); copy it or take it again"
                ),
            ),
        }
    }
}

/// Decodes a photo, turned as its EXIF data say.
///
/// # Errors
/// Says why the bytes are no photo that can be read.
pub(super) fn decode(bytes: &[u8]) -> Result<Gray, Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if bytes.len() as u64 > LARGEST {
        return Err(Refused::TooLarge(bytes.len() as u64));
    }
    let (gray, turn) = if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        jpeg::decode(bytes)?
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        png::decode(bytes)?
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        webp::decode(bytes)?
    } else {
        return Err(other_kind(bytes));
    };
    Ok(exif::turned(gray, turn))
}

fn other_kind(bytes: &[u8]) -> Refused {
    if bytes.get(4..8) == Some(b"ftyp") {
        let brand = bytes.get(8..12).unwrap_or_default();
        let still: [&[u8]; 9] =
            [b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis"];
        return if still.contains(&brand) {
            Refused::Heic
        } else {
            Refused::NotAPhoto("phim, MP4")
        };
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let kinds: [(&[u8], &str); 8] = [
        (b"<", "HTML, SVG"),
        (b"%PDF", "PDF"),
        (b"GIF8", "GIF"),
        (b"BM", "BMP"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"PK", "ZIP"),
        (b"\0\0\x01\0", "ICO"),
    ];
    let known =
        kinds.iter().find(|(magic, _)| start.starts_with(magic) || bytes.starts_with(magic));
    Refused::NotAPhoto(known.map_or("?", |(_, kind)| kind))
}

/// Says whether a picture of this size is read.
fn allow(width: u64, height: u64) -> Result<(), Refused> {
    if width * height > MOST_PIXELS || width.max(height) > LONGEST {
        return Err(Refused::TooManyPixels(width, height));
    }
    if width.min(height) < 40 {
        return Err(Refused::TooSmall(width, height));
    }
    Ok(())
}

/// Makes grey of red, green and blue (ITU-R BT.601, as JPEG does).
fn luma(pixel: &[u8]) -> u8 {
    let [r, g, b] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
    ((r * 77 + g * 150 + b * 29 + 128) >> 8) as u8
}

/// Makes grey of a pixel that may be seen through: over white, as phones show it.
fn over_white(gray: u8, alpha: u8) -> u8 {
    let (gray, alpha) = (u32::from(gray), u32::from(alpha));
    ((gray * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}
