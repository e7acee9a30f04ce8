//! Photo files: kinds and orientations that are read, and everything that is refused in bounded
//! time and memory.

use super::jpeg::jpeg;
use super::scene::Chance;
use tracuu::audit::{self, Found, Gray, Refused, Sight};
use tracuu::render::qr;

const PAYLOAD: &str = "HTTPS://TTHC.XA-VI-DU.EXAMPLE/12/?41";

/// A code in the upper left quarter of a light picture.
fn picture(width: usize, height: usize) -> Gray {
    let code = qr::link(PAYLOAD).expect("it fits");
    let (from, pitch) = (40, 6);
    let mut pixels = vec![230; width * height];
    for y in 0..code.modules * pitch {
        for x in 0..code.modules * pitch {
            if code.dark[y / pitch * code.modules + x / pitch] {
                pixels[(from + y) * width + from + x] = 20;
            }
        }
    }
    Gray { width, height, pixels }
}

fn look(bytes: &[u8]) -> Result<Sight, Refused> {
    audit::look(bytes, &|_: &[Found]| true)
}

fn payloads(bytes: &[u8]) -> Vec<String> {
    let sight = look(bytes).expect("a photo");
    sight.codes.iter().map(|code| String::from_utf8_lossy(&code.payload).into_owned()).collect()
}

fn png(gray: &Gray, color: png::ColorType, pixels: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, gray.width as u32, gray.height as u32);
    encoder.set_color(color);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().expect("memory takes it");
    writer.write_image_data(pixels).expect("memory takes it");
    writer.finish().expect("memory takes it");
    file
}

fn webp(gray: &Gray) -> Vec<u8> {
    let mut file = Vec::new();
    let (width, height) = (gray.width as u32, gray.height as u32);
    image_webp::WebPEncoder::new(&mut file)
        .encode(&gray.pixels, width, height, image_webp::ColorType::L8)
        .expect("memory takes it");
    file
}

#[test]
fn jpeg_png_and_webp_are_told_by_their_content() {
    let gray = picture(400, 300);
    let rgb: Vec<u8> = gray.pixels.iter().flat_map(|v| [*v, *v, *v]).collect();
    let rgba: Vec<u8> = gray.pixels.iter().flat_map(|v| [0, 0, 0, 255 - *v]).collect();
    for (name, file) in [
        ("jpeg", jpeg(&gray, 85, None)),
        ("png", png(&gray, png::ColorType::Grayscale, &gray.pixels)),
        ("png rgb", png(&gray, png::ColorType::Rgb, &rgb)),
        ("png over white", png(&gray, png::ColorType::Rgba, &rgba)),
        ("webp", webp(&gray)),
    ] {
        assert_eq!(payloads(&file), [PAYLOAD], "{name}");
    }
}

#[test]
fn a_photo_is_turned_as_its_phone_says() {
    let gray = picture(400, 300);
    let upright = look(&jpeg(&gray, 90, None)).expect("a photo");
    assert_eq!(upright.size, [400, 300]);
    for (orientation, size, first) in [
        (3, [400, 300], [360.0, 260.0]),
        (6, [300, 400], [260.0, 40.0]),
        (8, [300, 400], [40.0, 360.0]),
    ] {
        let sight = look(&jpeg(&gray, 90, Some(orientation))).expect("a photo");
        assert_eq!(sight.size, size, "{orientation}");
        let corner = sight.codes[0].corners[0];
        let off = (corner[0] - first[0] as f32).hypot(corner[1] - first[1] as f32);
        assert!(off < 4.0, "{orientation}: {corner:?}");
    }
}

#[test]
fn a_mirrored_code_and_two_beside_each_other_are_read() {
    let gray = picture(400, 300);
    let sight = look(&jpeg(&gray, 90, Some(2))).expect("a photo");
    assert_eq!(sight.codes[0].payload, PAYLOAD.as_bytes());
    let mut wide = Gray { width: 800, height: 300, pixels: vec![230; 800 * 300] };
    for y in 0..300 {
        wide.pixels[y * 800..y * 800 + 400].copy_from_slice(&gray.pixels[y * 400..(y + 1) * 400]);
        wide.pixels[y * 800 + 400..(y + 1) * 800]
            .copy_from_slice(&gray.pixels[y * 400..(y + 1) * 400]);
    }
    assert_eq!(look(&jpeg(&wide, 90, None)).expect("a photo").codes.len(), 2);
}

/// The head of a PNG of a size, with nothing behind it.
fn png_head(width: u32, height: u32) -> Vec<u8> {
    let mut head = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    head.extend(width.to_be_bytes());
    head.extend(height.to_be_bytes());
    head.extend([8, 6, 0, 0, 0]);
    let mut crc = 0xffff_ffff_u32;
    for byte in &head[12..] {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    head.extend((!crc).to_be_bytes());
    head
}

#[test]
fn what_is_no_photo_is_refused_with_a_reason() {
    let gray = picture(400, 300);
    let whole = jpeg(&gray, 85, None);
    let mut huge = whole.clone();
    let sof = huge.windows(2).position(|two| two == [0xff, 0xc0]).expect("a frame");
    huge[sof + 5..sof + 9].copy_from_slice(&[0xff; 4]);
    let png = png(&gray, png::ColorType::Grayscale, &gray.pixels);
    let webp = webp(&gray);
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    let film = b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2".to_vec();
    let tiny = jpeg(&Gray { width: 16, height: 16, pixels: vec![9; 256] }, 85, None);
    for (name, file, refused) in [
        ("empty", Vec::new(), Refused::Empty),
        ("half a jpeg", whole[..whole.len() / 2].to_vec(), Refused::Truncated),
        ("a jpeg without its end", whole[..whole.len() - 2].to_vec(), Refused::Truncated),
        ("a jpeg bomb", huge, Refused::TooManyPixels(65_535, 65_535)),
        ("half a png", png[..png.len() / 2].to_vec(), Refused::Truncated),
        ("a png bomb", png_head(60_000, 60_000), Refused::TooManyPixels(60_000, 60_000)),
        ("a long png", png_head(40_000, 100), Refused::TooManyPixels(40_000, 100)),
        ("half a webp", webp[..webp.len() / 2].to_vec(), Refused::Truncated),
        ("heic", heic, Refused::Heic),
        ("svg", svg, Refused::NotAPhoto("HTML, SVG")),
        ("html", b"\xef\xbb\xbf\n <!DOCTYPE html>".to_vec(), Refused::NotAPhoto("HTML, SVG")),
        ("film", film, Refused::NotAPhoto("phim, MP4")),
        ("pdf", b"%PDF-1.7".to_vec(), Refused::NotAPhoto("PDF")),
        ("words", b"khong phai anh".to_vec(), Refused::NotAPhoto("?")),
        ("tiny", tiny, Refused::TooSmall(16, 16)),
    ] {
        assert_eq!(look(&file), Err(refused.clone()), "{name}");
        let text = refused.text();
        assert!(text.vi.len() > 20 && text.en.len() > 10, "{name}");
    }
    assert!(matches!(look(b"\xff\xd8\xff\xdb\0\x04ab\xff\xd9"), Err(Refused::Truncated)));
}

#[test]
fn no_damage_to_a_file_is_more_than_a_refusal() {
    let gray = picture(260, 240);
    let files = [
        jpeg(&gray, 85, Some(6)),
        png(&gray, png::ColorType::Grayscale, &gray.pixels),
        webp(&gray),
    ];
    let mut chance = Chance(41);
    for file in &files {
        for _ in 0..150 {
            let mut damaged = file.clone();
            for _ in 0..=chance.below(4) {
                let at = chance.below(damaged.len());
                match chance.below(3) {
                    0 => damaged[at] = chance.next() as u8,
                    1 => damaged.truncate(at),
                    _ => damaged[at] ^= 1 << chance.below(8),
                }
                if damaged.is_empty() {
                    break;
                }
            }
            if let Ok(sight) = look(&damaged) {
                for code in &sight.codes {
                    assert_eq!(code.payload, PAYLOAD.as_bytes());
                }
            }
        }
    }
}
