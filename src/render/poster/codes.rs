//! Codes with their words, and the steps codes of a procedure: at least 50 mm up to 300 bytes, at least 60 mm above.

use super::press::{Guide, Press};
use crate::render::layout::PIXEL;
use crate::render::layout::canvas::code_side;
use crate::render::qr::{self, Code};
use crate::render::steps::SMALL_BYTES;

/// A code of a cell.
#[derive(Clone, Debug)]
pub struct CellCode {
    /// Its name on the sheet.
    pub id: String,
    /// What a phone gets.
    pub payload: String,
    /// The symbol.
    pub code: Code,
    /// The least side of a module in pixels at 300 dpi; link codes grow with their cell.
    pub pixels: usize,
    /// The words above it, if any.
    pub caption: Option<String>,
}

impl CellCode {
    /// Returns the least side with quiet zone in mm.
    #[must_use]
    pub fn side(&self) -> f32 {
        code_side(&self.code, self.pixels)
    }
}

/// Makes the steps codes of a procedure; two parts have modules of one size and as many of them.
#[must_use]
pub fn steps_codes(press: &Press<'_>, guide: &Guide<'_>) -> Vec<CellCode> {
    let versions = guide.steps_texts.iter().filter_map(|text| Some(qr::text(text)?.version));
    let version = versions.max().unwrap_or(1);
    let texts = guide.steps_texts.iter();
    let coded = texts.filter_map(|text| Some((text, qr::text_from(text, version)?)));
    let coded: Vec<(&String, Code)> = coded.collect();
    let needed = |(text, code): &(&String, Code)| {
        let least = if text.len() <= SMALL_BYTES { 50.0 } else { 60.0 };
        (least / code.modules as f32 / PIXEL).ceil() as usize
    };
    let pixels = coded.iter().map(needed).max().unwrap_or_default();
    let parts = coded.len();
    let with_words = coded.into_iter().enumerate().map(|(at, (text, code))| {
        let (part, all) = ((at + 1).to_string(), parts.to_string());
        let caption = if parts == 1 {
            press.strings.get("poster.steps_code").to_owned()
        } else {
            press.strings.fill("poster.steps_code_part", &[("part", &part), ("parts", &all)])
        };
        let id = format!("steps-{}-{}", guide.number, at + 1);
        CellCode { id, payload: text.clone(), code, pixels, caption: Some(caption) }
    });
    with_words.collect()
}
