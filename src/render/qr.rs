//! Payload to code: the segments are ours, error correction and masks are the crate's.
//!
//! The crate's automatic mode is never used: it reads some Vietnamese text as Kanji, and phones
//! then show Chinese characters.

mod segment;

use qrcode::bits::Bits;
use qrcode::{EcLevel, QrCode, Version};

use segment::{Mode, Segment};

/// A QR code: a square of modules without its quiet zone (ISO/IEC 18004).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// 1 to 40.
    pub version: u8,
    /// The level of error correction.
    pub level: Level,
    /// Modules to a side: 17 + 4 × version.
    pub modules: usize,
    /// Row by row, `true` is dark.
    pub dark: Vec<bool>,
}

/// How much of a code may be lost; at least M for links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// About 7 %.
    L,
    /// About 15 %.
    M,
    /// About 25 %.
    Q,
    /// About 30 %.
    H,
}

/// The light margin around a code, in modules (ISO/IEC 18004 §9.1).
pub const QUIET: usize = 4;

/// The ECI designator of UTF-8 (AIM ECI).
const UTF_8: u32 = 26;

/// Makes the code of an ASCII payload (addresses, most wifi payloads) with optimal segments.
///
/// Another payload is coded as [`text`]. Nothing when it does not fit version 40.
#[must_use]
pub fn link(payload: &str) -> Option<Code> {
    if !payload.is_ascii() {
        return text(payload);
    }
    smallest(Level::M, |bits| {
        let segments = segment::optimal(payload.as_bytes(), version_of(bits));
        segments.into_iter().try_for_each(|Segment { mode, bytes }| match mode {
            Mode::Numeric => bits.push_numeric_data(bytes),
            Mode::Alphanumeric => bits.push_alphanumeric_data(bytes),
            Mode::Byte => bits.push_byte_data(bytes),
        })
    })
}

/// Makes the code of a text in UTF-8: ECI 26 and one byte segment; at least level L.
///
/// Long texts are read better with fewer modules than with more correction: 300 bytes in a worn,
/// tilted code at 30 cm are read in 96 of 100 photos at L (version 11) and in 93 at M (13), 400
/// bytes in 93 and 84, at the same size on paper.
///
/// Nothing when it does not fit version 40.
#[must_use]
pub fn text(payload: &str) -> Option<Code> {
    text_from(payload, 1)
}

/// Makes the code of a text as [`text`] does, of version `first` (1 to 40) at least: codes that
/// belong together have one size, and the shorter more correction.
#[must_use]
pub fn text_from(payload: &str, first: u8) -> Option<Code> {
    smallest_from(first, Level::L, |bits| {
        bits.push_eci_designator(UTF_8)?;
        bits.push_byte_data(payload.as_bytes())
    })
}

/// Writes the payload that joins a phone to a wifi; no password means an open net.
#[must_use]
pub fn wifi_payload(ssid: &str, password: Option<&str>) -> String {
    match password {
        Some(password) => format!("WIFI:T:WPA;S:{};P:{};;", escaped(ssid), escaped(password)),
        None => format!("WIFI:T:nopass;S:{};;", escaped(ssid)),
    }
}

/// Puts a backslash before what has a meaning in a wifi payload.
///
/// A value of hexadecimal digits is not quoted as the first description of the format asked:
/// `12345678` is a common password here, and today's phones would take the quotes for a part of it.
fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for c in value.chars() {
        if matches!(c, '\\' | ';' | ',' | ':' | '"') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn version_of(bits: &Bits) -> u8 {
    match bits.version() {
        Version::Normal(version) | Version::Micro(version) => {
            u8::try_from(version).expect("versions are 1 to 40")
        }
    }
}

/// Finds the smallest version that holds the segments at level `least`, then the highest level
/// that keeps it.
fn smallest(least: Level, write: impl Fn(&mut Bits) -> qrcode::QrResult<()>) -> Option<Code> {
    smallest_from(1, least, write)
}

/// Does the same among versions from `first` on.
fn smallest_from(
    first: u8,
    least: Level,
    write: impl Fn(&mut Bits) -> qrcode::QrResult<()>,
) -> Option<Code> {
    for version in first..=40 {
        let mut bits = Bits::new(Version::Normal(i16::from(version)));
        // An error here is a length that this version cannot even count.
        if write(&mut bits).is_err() {
            continue;
        }
        let fits = |level: EcLevel| bits.max_len(level).is_ok_and(|room| bits.len() <= room);
        let levels = [
            (Level::H, EcLevel::H),
            (Level::Q, EcLevel::Q),
            (Level::M, EcLevel::M),
            (Level::L, EcLevel::L),
        ];
        let enough = |(level, correction): &(Level, EcLevel)| *level >= least && fits(*correction);
        let Some((level, correction)) = levels.into_iter().find(enough) else {
            continue;
        };
        bits.push_terminator(correction).ok()?;
        let code = QrCode::with_bits(bits, correction).ok()?;
        let modules = code.width();
        let dark = code.into_colors().into_iter().map(|c| c == qrcode::Color::Dark).collect();
        return Some(Code { version, level, modules, dark });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws a code at 4 pixels a module and reads it with an independent reader.
    fn read(code: &Code) -> Vec<u8> {
        let side = (code.modules + 2 * QUIET) * 4;
        let dark = |x: usize, y: usize| {
            let (column, row) = ((x / 4).wrapping_sub(QUIET), (y / 4).wrapping_sub(QUIET));
            column < code.modules && row < code.modules && code.dark[row * code.modules + column]
        };
        let shade = |x, y| if dark(x, y) { 0 } else { 255 };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, shade);
        let grids = image.detect_grids();
        let mut bytes = Vec::new();
        grids.first().expect("a code is found").decode_to(&mut bytes).expect("the code is read");
        bytes
    }

    #[test]
    fn a_link_of_a_board_is_version_3() {
        let code = link("HTTPS://TTHC.XA-VI-DU.EXAMPLE/12/?41").expect("it fits");
        assert_eq!((code.version, code.modules, code.level), (3, 29, Level::Q));
    }

    #[test]
    fn the_level_rises_while_the_version_stays() {
        // Version 1 holds 20, 16 and 10 alphanumeric characters at M, Q and H.
        let level =
            |length: usize| link(&"A".repeat(length)).map(|code| (code.version, code.level));
        assert_eq!(level(10), Some((1, Level::H)));
        assert_eq!(level(11), Some((1, Level::Q)));
        assert_eq!(level(16), Some((1, Level::Q)));
        assert_eq!(level(17), Some((1, Level::M)));
        assert_eq!(level(20), Some((1, Level::M)));
        assert_eq!(level(21), Some((2, Level::Q)));
    }

    #[test]
    fn text_costs_an_eci_and_is_never_kanji() {
        // 12 bits of ECI and 12 of the segment's head leave 16 bytes in version 1 at L.
        let version = |bytes: usize| text(&"a".repeat(bytes)).map(|code| code.version);
        assert_eq!(version(16), Some(1));
        assert_eq!(version(17), Some(2));
        // The most that steps are composed to: version 13 at L.
        assert_eq!(version(crate::render::steps::GOOD_BYTES), Some(13));
        // The crate's own mode reads these bytes as Kanji.
        for words in ["ĐĂNG KÝ KẾT HÔN", "Ế Ề Ể Ễ Ệ", "Chứng thực chữ ký"] {
            assert_eq!(read(&text(words).expect("it fits")), words.as_bytes(), "{words}");
        }
    }

    #[test]
    fn every_version_up_to_30_reads_back() {
        for length in [5, 20, 60, 120, 200, 300, 400, 500, 700, 900, 1200] {
            let words: String =
                "Mang giấy chứng sinh đến Ủy ban. ".chars().cycle().take(length).collect();
            let code = text(&words).expect("it fits");
            assert_eq!(read(&code), words.as_bytes(), "version {}", code.version);
        }
    }

    #[test]
    fn addresses_read_back() {
        for payload in [
            "HTTPS://TTHC.XA-VI-DU.EXAMPLE/1/?2",
            "HTTPS://XA-DAI-LAM.HUNGYEN.GOV.VN/tthc/4051/?4099",
            "https://gop-y.xa-vi-du.example/khao-sat?nguon=to-giay",
            "WIFI:T:WPA;S:Vi Du\\; Tay\\: 1\\,2;P:a\\\\b;;",
        ] {
            assert_eq!(read(&link(payload).expect("it fits")), payload.as_bytes(), "{payload}");
        }
    }

    #[test]
    fn what_does_not_fit_version_40_is_refused() {
        // 2,956 data codewords at level L, less 32 bits for ECI and the head of the segment.
        assert!(text(&"a".repeat(2953)).is_none());
        assert!(text(&"a".repeat(2952)).is_some());
    }

    #[test]
    fn wifi_is_escaped_and_open_nets_have_no_password() {
        assert_eq!(
            wifi_payload("NVH Thon Mau Mot", Some("so-mau-1234")),
            "WIFI:T:WPA;S:NVH Thon Mau Mot;P:so-mau-1234;;"
        );
        assert_eq!(
            wifi_payload("a;b,c:d\\e\"f", Some("1;2")),
            "WIFI:T:WPA;S:a\\;b\\,c\\:d\\\\e\\\"f;P:1\\;2;;"
        );
        assert_eq!(wifi_payload("Nhà văn hóa", None), "WIFI:T:nopass;S:Nhà văn hóa;;");
        assert_eq!(
            wifi_payload("12345678", Some("12345678")),
            "WIFI:T:WPA;S:12345678;P:12345678;;"
        );
    }
}
