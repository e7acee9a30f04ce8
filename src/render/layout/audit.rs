//! A look over every finished drawing: nothing outside its box, nothing over anything else.
//!
//! A fault here is a mistake of the program, never of an author; it stops the build all the same,
//! because a poster that cannot be read must not be hung.

use std::fmt;

use super::{PIXEL, Rect, text};
use crate::render::drawing::{Drawing, Mark, PlacedCode, TextLine};
use crate::render::font::Faces;
use crate::render::qr::QUIET;

/// What a line of text covers, and the box it must stay in.
#[derive(Clone, Debug, PartialEq)]
pub struct Ink {
    /// The words, for the message.
    pub text: String,
    /// What the glyphs cover.
    pub extent: Rect,
    /// The box they must stay in.
    pub within: Rect,
}

impl Ink {
    /// Measures a placed line.
    #[must_use]
    pub fn of_line(line: &TextLine, faces: &Faces, within: Rect) -> Self {
        let face = faces.face(line.weight);
        let (mut top, mut bottom) = (0.0_f32, 0.0_f32);
        for c in line.text.chars() {
            let glyph = face.glyph(c);
            top = top.max(glyph.top);
            bottom = bottom.min(glyph.bottom);
        }
        let [x, y] = line.at;
        let extent =
            Rect::new(x, y - top * line.size, text::length(line), (top - bottom) * line.size);
        Self { text: line.text.clone(), extent, within }
    }
}

/// What is wrong with a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A line leaves its box.
    OutsideBox(String),
    /// A line or a code leaves the paper.
    OffPaper(String),
    /// Two lines lie over each other.
    Overlap(String, String),
    /// A line lies in the quiet zone of a code.
    OverCode(String, String),
    /// Two codes share their quiet zones.
    CodesMeet(String, String),
    /// A code is too small for what it holds.
    SmallCode(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutsideBox(text) => write!(f, "«{text}» leaves its box"),
            Self::OffPaper(text) => write!(f, "«{text}» leaves the paper"),
            Self::Overlap(one, other) => write!(f, "«{one}» lies over «{other}»"),
            Self::OverCode(text, code) => write!(f, "«{text}» lies over the code {code}"),
            Self::CodesMeet(one, other) => write!(f, "the codes {one} and {other} meet"),
            Self::SmallCode(code) => write!(f, "the code {code} is too small for what it holds"),
        }
    }
}

/// Lengths below this, in mm, are rounding.
const SLACK: f32 = 0.05;

/// Looks over a drawing whose lines covered `ink`.
#[must_use]
pub fn faults(drawing: &Drawing, ink: &[Ink]) -> Vec<Fault> {
    let paper = Rect::new(0.0, 0.0, drawing.width, drawing.height);
    let codes: Vec<(&str, Rect)> = drawing
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Code(code) => Some((code.id.as_str(), quiet_box(code))),
            Mark::Shape(_) | Mark::Line(_) => None,
        })
        .collect();
    let mut faults = Vec::new();
    for (at, one) in ink.iter().enumerate() {
        if !paper.holds(one.extent, SLACK) {
            faults.push(Fault::OffPaper(one.text.clone()));
        }
        if !one.within.holds(one.extent, SLACK) {
            faults.push(Fault::OutsideBox(one.text.clone()));
        }
        let over = ink[at + 1..].iter().filter(|other| one.extent.meets(other.extent, SLACK));
        faults.extend(over.map(|other| Fault::Overlap(one.text.clone(), other.text.clone())));
        let hidden = codes.iter().filter(|(_, quiet)| one.extent.meets(*quiet, SLACK));
        faults.extend(hidden.map(|(id, _)| Fault::OverCode(one.text.clone(), (*id).to_owned())));
    }
    for (at, (id, quiet)) in codes.iter().enumerate() {
        if !paper.holds(*quiet, SLACK) {
            faults.push(Fault::OffPaper((*id).to_owned()));
        }
        let near = codes[at + 1..].iter().filter(|(_, other)| quiet.meets(*other, PIXEL * 1.5));
        faults
            .extend(near.map(|(other, _)| Fault::CodesMeet((*id).to_owned(), (*other).to_owned())));
    }
    faults
}

/// Returns the box of a code with its quiet zone.
#[must_use]
pub fn quiet_box(code: &PlacedCode) -> Rect {
    let quiet = code.side / code.modules as f32 * QUIET as f32;
    Rect::new(code.at[0], code.at[1], code.side, code.side).inset(-quiet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::drawing::Color;
    use crate::render::font::fixture::faces;
    use crate::render::layout::canvas::{Align, Canvas};
    use crate::render::layout::text::{Piece, Style, wrap};
    use crate::render::qr;

    /// Draws lines at these places into boxes on A5, and a code at the lower right.
    fn drawn(lines: &[(&str, f32, Rect)]) -> Vec<Fault> {
        let faces = faces();
        let mut canvas = Canvas::new(&faces, 148.0, 210.0, &[]);
        for (words, y, within) in lines {
            let pieces = [Piece::regular(*words, Color::BLACK)];
            let set = wrap(&faces, &pieces, Style::body(12.0), within.w);
            canvas.paragraph(&set, *y, Align::Left, *within);
        }
        let code = qr::link("HTTPS://TTHC.XA-VI-DU.EXAMPLE/1/?2").expect("it fits");
        canvas.code("link-1", "", &code, [90.0, 150.0], 15);
        canvas.finish().1
    }

    const PAGE: Rect = Rect::new(10.0, 10.0, 128.0, 190.0);

    #[test]
    fn sound_paragraphs_have_no_fault() {
        let words = "Ẫ Ộ Ễ Đăng ký khai sinh, kết hôn, khai tử; ậ ự ọ g j ".repeat(9);
        assert_eq!(drawn(&[(words.trim(), 10.0, PAGE), ("ẪN", 120.0, PAGE)]), []);
    }

    #[test]
    fn two_lines_over_each_other_are_found() {
        let got = drawn(&[("Mang theo", 20.0, PAGE), ("Cách làm", 22.0, PAGE)]);
        assert_eq!(got, [Fault::Overlap("Mang theo".into(), "Cách làm".into())]);
    }

    #[test]
    fn a_line_below_its_box_or_the_paper_is_found() {
        let low = Rect { h: 4.0, ..PAGE };
        assert_eq!(drawn(&[("Giấy", 10.0, low)]), [Fault::OutsideBox("Giấy".into())]);
        let got = drawn(&[("Giấy", 206.0, Rect { h: 300.0, ..PAGE })]);
        assert_eq!(got, [Fault::OffPaper("Giấy".into())]);
    }

    #[test]
    fn a_line_in_the_quiet_zone_of_a_code_is_found() {
        // The code's quiet zone begins at 90 mm; its symbol only at 95.
        let got = drawn(&[("Quét mã bằng điện thoại", 170.0, Rect::new(50.0, 10.0, 80.0, 190.0))]);
        assert_eq!(got, [Fault::OverCode("Quét mã bằng điện thoại".into(), "link-1".into())]);
    }
}
