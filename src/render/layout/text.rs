//! Paragraphs: measured by the fonts' own advances, broken by Unicode's rules, never clipped.

use super::POINT;
pub use super::measured::Measured;
use crate::render::drawing::{Color, TextLine, Weight};
use crate::render::font::Faces;

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Size in points.
    pub points: f32,
    /// From base line to base line, in parts of the size.
    pub leading: f32,
    /// Whether lines are made about equally long; for titles.
    pub balanced: bool,
}

impl Style {
    /// Makes the style of running text.
    #[must_use]
    pub const fn body(points: f32) -> Self {
        Self { points, leading: 1.32, balanced: false }
    }

    /// Makes the style of titles: tighter, with lines of about equal length.
    #[must_use]
    pub const fn title(points: f32) -> Self {
        Self { points, leading: 1.26, balanced: true }
    }

    /// Returns the size in mm.
    #[must_use]
    pub fn size(self) -> f32 {
        self.points * POINT
    }

    /// Returns the distance of base lines in mm.
    #[must_use]
    pub fn pitch(self) -> f32 {
        self.size() * self.leading
    }

    /// Returns how far the first base line stands below the top of a paragraph, in mm, unless
    /// its letters are taller.
    #[must_use]
    pub fn rise(self) -> f32 {
        self.pitch() - self.fall()
    }

    /// Returns the room below the last base line, in mm: `ậ` and `g` hang a quarter of an em.
    pub(super) fn fall(self) -> f32 {
        self.size() * 0.27
    }
}

/// A piece of a paragraph in one weight and colour.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Their weight.
    pub weight: Weight,
    /// Their colour.
    pub color: Color,
}

impl Piece {
    /// Makes a piece in weight 400.
    pub fn regular(text: impl Into<String>, color: Color) -> Self {
        Self { text: text.into(), weight: Weight::Regular, color }
    }

    /// Makes a piece in weight 700.
    pub fn bold(text: impl Into<String>, color: Color) -> Self {
        Self { text: text.into(), weight: Weight::Bold, color }
    }
}

/// A paragraph, broken into lines for one width.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// How it is set.
    pub style: Style,
    /// Its lines, each of one or more pieces that stand side by side; `at` is `[x, 0]`, where x
    /// counts from the left edge of the paragraph.
    pub lines: Vec<Vec<TextLine>>,
    /// How far below the top each base line stands, in mm.
    pub bases: Vec<f32>,
    pub(super) height: f32,
}

impl Paragraph {
    /// Returns its height in mm.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.height
    }

    /// Returns the width of its longest line in mm.
    #[must_use]
    pub fn width(&self) -> f32 {
        let width =
            |line: &Vec<TextLine>| line.last().map_or(0.0, |last| last.at[0] + length(last));
        self.lines.iter().map(width).fold(0.0, f32::max)
    }
}

/// Returns how long a line is, in mm.
#[must_use]
pub fn length(line: &TextLine) -> f32 {
    line.glyphs.last().map_or(0.0, |glyph| glyph.x + glyph.advance)
}

/// Breaks `pieces` into lines of at most `width` mm.
///
/// A word that is longer than a line is broken between characters: nothing is ever clipped.
#[must_use]
pub fn wrap(faces: &Faces, pieces: &[Piece], style: Style, width: f32) -> Paragraph {
    Measured::new(faces, pieces.to_vec()).set(style, width)
}

/// Sets `text` on one line of its natural length.
#[must_use]
pub fn one_line(faces: &Faces, piece: &Piece, style: Style) -> Paragraph {
    wrap(faces, std::slice::from_ref(piece), style, f32::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::font::fixture::faces;

    fn lines(words: &str, style: Style, width: f32) -> Vec<String> {
        let set = wrap(&faces(), &[Piece::regular(words, Color::BLACK)], style, width);
        assert!(set.width() <= width + 0.01, "{} over {width}", set.width());
        set.lines
            .iter()
            .map(|line| line.iter().map(|piece| piece.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn lines_break_at_spaces_and_keep_every_word() {
        let words = "Văn bản ủy quyền có chứng thực của người được ủy quyền";
        let got = lines(words, Style::body(12.0), 50.0);
        assert!(got.len() > 1);
        assert_eq!(got.join(" "), words);
    }

    #[test]
    fn decomposed_letters_are_measured_composed() {
        let (nfc, nfd) = ("Đăng ký", "Đa\u{306}ng ky\u{301}");
        assert_eq!(lines(nfd, Style::body(12.0), 90.0), [nfc]);
    }

    #[test]
    fn a_password_is_not_broken_at_its_hyphen() {
        let got = lines("Mật khẩu: mat-khau-vi-du", Style::body(12.0), 42.0);
        assert_eq!(got, ["Mật khẩu:", "mat-khau-vi-du"]);
    }

    #[test]
    fn names_numbers_and_lone_marks_are_not_torn() {
        let words =
            "Nộp tại Xã Ví Dụ, Tỉnh Ví Dụ theo Thông tư 75/2022/TT-BTC (số 12) · miễn phí – nhanh";
        for width in 40..90 {
            let got = lines(words, Style::body(12.0), width as f32);
            assert_eq!(got.join(" "), words);
            for line in &got {
                let torn = ["Xã", "Tỉnh", "(số", "·", "–", "/"];
                assert!(!torn.iter().any(|end| line.ends_with(end)), "{width}: {got:?}");
                assert!(!line.starts_with(['·', '–']), "{width}: {got:?}");
            }
        }
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken_not_clipped() {
        let word =
            "tthc.xa-co-ten-that-la-dai-khong-the-xuong-dong.gov.vn/1234567890".replace('-', "x");
        let got = lines(&word, Style::body(12.0), 30.0);
        assert!(got.len() > 2);
        assert_eq!(got.concat(), word);
    }

    #[test]
    fn an_address_longer_than_the_line_goes_on_with_its_mark() {
        let got = lines("tthc.xa-vi-du.example/24", Style::body(12.0), 38.0);
        assert!(got.len() > 1 && got[1].starts_with(['.', '/', '-']), "{got:?}");
        assert_eq!(got.concat(), "tthc.xa-vi-du.example/24");
    }

    #[test]
    fn titles_are_balanced_without_more_lines() {
        let words = "Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội";
        let greedy = lines(words, Style { balanced: false, ..Style::title(18.0) }, 110.0);
        let balanced = lines(words, Style::title(18.0), 110.0);
        assert_eq!(greedy.len(), balanced.len());
        let shortest = |lines: &[String]| lines.iter().map(|l| l.chars().count()).min();
        assert!(shortest(&balanced) > shortest(&greedy), "{balanced:?}");
    }

    #[test]
    fn nothing_gives_no_line() {
        assert_eq!(lines("", Style::body(12.0), 30.0), [] as [&str; 0]);
    }
}
