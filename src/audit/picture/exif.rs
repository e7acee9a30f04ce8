//! Which way up a photo is: the one EXIF value that matters here (CIPA DC-008, tag 0x0112).

use super::super::gray::Gray;

/// Reads the orientation, 1 to 8, of EXIF data with or without their head; 1 when it is not told.
pub(super) fn orientation(data: &[u8]) -> u8 {
    let data = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
    tag(data).filter(|value| (1..=8).contains(value)).unwrap_or(1)
}

fn tag(data: &[u8]) -> Option<u8> {
    let little = match data.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two = [*data.get(at)?, *data.get(at.checked_add(1)?)?];
        Some(if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let long = |at: usize| {
        let (first, second) = (u32::from(short(at)?), u32::from(short(at.checked_add(2)?)?));
        Some(if little { second << 16 | first } else { first << 16 | second })
    };
    let start = long(4)? as usize;
    let entries = usize::from(short(start)?);
    (0..entries)
        .find_map(|entry| {
            let at = start.checked_add(2 + entry * 12)?;
            // A short stands in the first two of the four bytes of a value.
            (short(at)? == 0x0112 && short(at + 2)? == 3).then(|| short(at + 8))?
        })?
        .try_into()
        .ok()
}

/// Turns a picture upright.
pub(super) fn turned(gray: Gray, orientation: u8) -> Gray {
    let Gray { width, height, ref pixels } = gray;
    let at = |x: usize, y: usize| pixels[y * width + x];
    let (right, bottom) = (width - 1, height - 1);
    let build = |wide: usize, high: usize, from: &dyn Fn(usize, usize) -> u8| Gray {
        width: wide,
        height: high,
        pixels: (0..high)
            .flat_map(|y| (0..wide).map(move |x| (x, y)))
            .map(|(x, y)| from(x, y))
            .collect(),
    };
    match orientation {
        2 => build(width, height, &|x, y| at(right - x, y)),
        3 => build(width, height, &|x, y| at(right - x, bottom - y)),
        4 => build(width, height, &|x, y| at(x, bottom - y)),
        5 => build(height, width, &|x, y| at(y, x)),
        6 => build(height, width, &|x, y| at(y, bottom - x)),
        7 => build(height, width, &|x, y| at(right - y, bottom - x)),
        8 => build(height, width, &|x, y| at(right - y, x)),
        _ => gray,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_orientation_puts_the_first_pixel_where_it_belongs() {
        // 1 2
        // 3 4
        // 5 6
        let gray = Gray { width: 2, height: 3, pixels: vec![1, 2, 3, 4, 5, 6] };
        for (orientation, width, expected) in [
            (1, 2, [1, 2, 3, 4, 5, 6]),
            (2, 2, [2, 1, 4, 3, 6, 5]),
            (3, 2, [6, 5, 4, 3, 2, 1]),
            (4, 2, [5, 6, 3, 4, 1, 2]),
            (5, 3, [1, 3, 5, 2, 4, 6]),
            (6, 3, [5, 3, 1, 6, 4, 2]),
            (7, 3, [6, 4, 2, 5, 3, 1]),
            (8, 3, [2, 4, 6, 1, 3, 5]),
        ] {
            let turned = turned(gray.clone(), orientation);
            assert_eq!((turned.width, turned.pixels), (width, expected.to_vec()), "{orientation}");
        }
    }

    #[test]
    fn hostile_data_say_nothing() {
        assert_eq!(orientation(b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"), 6);
        assert_eq!(orientation(b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0"), 8);
        assert_eq!(orientation(b"II*\0\xff\xff\xff\xff"), 1);
        assert_eq!(orientation(b"II*\0\x08\0\0\0\xff\xff\x12\x01\x03\0\x01\0\0\0\x63\0\0\0"), 1);
        assert_eq!(orientation(b""), 1);
    }
}
