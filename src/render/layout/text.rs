//! Paragraphs: measured by the fonts' own advances, broken by Unicode's rules, never clipped.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_normalization::UnicodeNormalization;

use super::POINT;
use crate::render::drawing::{Color, PlacedGlyph, TextLine, Weight};
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
    fn fall(self) -> f32 {
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
    height: f32,
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
    let measured = Measured::new(faces, pieces, style.size());
    let mut ends = measured.ends(width);
    if style.balanced && ends.len() > 1 {
        // The narrowest width that needs no more lines makes them about equal.
        let (mut narrow, mut wide) = (width / ends.len() as f32, width);
        for _ in 0..8 {
            let middle = f32::midpoint(narrow, wide);
            if measured.ends(middle).len() > ends.len() { narrow = middle } else { wide = middle }
        }
        ends = measured.ends(wide);
    }
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let spans: Vec<(usize, usize)> = starts.zip(ends.iter().copied()).collect();
    let lines = spans.iter().map(|(start, end)| measured.line(pieces, *start, *end)).collect();
    let (bases, height) = measured.bases(&spans, style);
    Paragraph { style, lines, bases, height }
}

/// Sets `text` on one line of its natural length.
#[must_use]
pub fn one_line(faces: &Faces, piece: &Piece, style: Style) -> Paragraph {
    wrap(faces, std::slice::from_ref(piece), style, f32::INFINITY)
}

/// The characters of a paragraph with their advances.
struct Measured {
    size: f32,
    text: String,
    characters: Vec<Character>,
    /// Indexes of characters before which a line may begin; the last is the end.
    breaks: Vec<usize>,
}

struct Character {
    c: char,
    piece: usize,
    glyph: u32,
    advance: f32,
    top: f32,
    bottom: f32,
}

impl Measured {
    fn new(faces: &Faces, pieces: &[Piece], size: f32) -> Self {
        let mut measured =
            Self { size, text: String::new(), characters: Vec::new(), breaks: Vec::new() };
        for (piece, Piece { text, weight, .. }) in pieces.iter().enumerate() {
            let face = faces.face(*weight);
            for c in text.nfc().map(|c| if c.is_whitespace() && c != '\u{a0}' { ' ' } else { c }) {
                let glyph = face.glyph(c);
                measured.characters.push(Character {
                    c,
                    piece,
                    glyph: glyph.id,
                    advance: glyph.advance * size,
                    top: glyph.top * size,
                    bottom: glyph.bottom * size,
                });
                measured.text.push(c);
            }
        }
        let mut index = 0;
        let mut byte = 0;
        for (at, _) in linebreaks(&measured.text).filter(|(_, kind)| {
            matches!(kind, BreakOpportunity::Allowed | BreakOpportunity::Mandatory)
        }) {
            while byte < at {
                byte += measured.characters[index].c.len_utf8();
                index += 1;
            }
            // Addresses, passwords and numbers of papers (`163/QĐ-BTP`) hold hyphens: one at the
            // end of a line leaves open whether it is to be typed.
            let last = measured.characters.len();
            if index == last || measured.characters[index - 1].c != '-' {
                measured.breaks.push(index);
            }
        }
        measured
    }

    /// Returns where each line ends, in characters.
    fn ends(&self, width: f32) -> Vec<usize> {
        let mut ends = Vec::new();
        let mut start = 0;
        let mut candidate = None;
        let mut at = 0;
        while at < self.breaks.len() {
            let end = self.breaks[at];
            // A hundredth of a millimetre is rounding, not length.
            if self.length(start, end) <= width + 0.01 {
                candidate = Some(end);
                at += 1;
            } else if let Some(end) = candidate.take() {
                ends.push(end);
                start = end;
            } else {
                let end = self.forced(start, end, width);
                ends.push(end);
                start = end;
            }
        }
        if let Some(end) = candidate.filter(|end| *end > start) {
            ends.push(end);
        }
        ends
    }

    /// Breaks a word that is longer than the line, before a mark where there is one, so that the
    /// next line shows that it belongs to the word; at least one character stays.
    fn forced(&self, start: usize, end: usize, width: f32) -> usize {
        let mut reach = start + 1;
        while reach + 1 < end && self.length(start, reach + 1) <= width {
            reach += 1;
        }
        let marked = |at: &usize| matches!(self.characters[*at].c, '.' | '/' | '-');
        (start + 1..=reach).rev().find(marked).unwrap_or(reach)
    }

    /// Measures characters `start..end` without the spaces at the end.
    fn length(&self, start: usize, end: usize) -> f32 {
        let seen = &self.characters[start..end];
        let blank = seen.iter().rev().take_while(|character| character.c == ' ').count();
        seen[..seen.len() - blank].iter().map(|character| character.advance).sum()
    }

    /// Returns the base lines and the height of a paragraph.
    ///
    /// Lines keep their regular distance unless the letters of two would touch: a dot below over
    /// a capital with two marks (`ậ` over `Ẫ`).
    fn bases(&self, spans: &[(usize, usize)], style: Style) -> (Vec<f32>, f32) {
        let mut bases = Vec::with_capacity(spans.len());
        let (mut last, mut hang) = (0.0, 0.0_f32);
        for (at, (start, end)) in spans.iter().enumerate() {
            let seen = &self.characters[*start..*end];
            let top = seen.iter().map(|character| character.top).fold(0.0, f32::max);
            let regular = if at == 0 { style.rise() } else { style.pitch() };
            last += regular.max(hang + top + self.size * 0.02);
            hang = seen.iter().map(|character| -character.bottom).fold(0.0, f32::max);
            bases.push(last);
        }
        let height = if spans.is_empty() { 0.0 } else { last + hang.max(style.fall()) };
        (bases, height)
    }

    fn line(&self, pieces: &[Piece], start: usize, end: usize) -> Vec<TextLine> {
        let seen = &self.characters[start..end];
        let blank = seen.iter().rev().take_while(|character| character.c == ' ').count();
        let mut lines: Vec<TextLine> = Vec::new();
        let (mut x, mut current) = (0.0, None);
        for character in &seen[..seen.len() - blank] {
            if current != Some(character.piece) {
                current = Some(character.piece);
                let Piece { weight, color, .. } = pieces[character.piece];
                let (at, size) = ([x, 0.0], self.size);
                lines.push(TextLine {
                    text: String::new(),
                    weight,
                    size,
                    at,
                    color,
                    glyphs: vec![],
                });
            }
            let line = lines.last_mut().expect("a piece was just begun");
            let (from, to) = (line.text.len(), line.text.len() + character.c.len_utf8());
            line.text.push(character.c);
            line.glyphs.push(PlacedGlyph {
                glyph: character.glyph,
                x: x - line.at[0],
                advance: character.advance,
                start: from,
                end: to,
            });
            x += character.advance;
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Fonts;

    fn faces() -> Faces {
        let regular = include_bytes!("../../../themes/default/fonts/BeVietnamPro-Regular.ttf");
        let bold = include_bytes!("../../../themes/default/fonts/BeVietnamPro-Bold.ttf");
        let fonts = Fonts { regular: regular.as_slice().into(), bold: bold.as_slice().into() };
        Faces::new(&fonts).expect("the theme's fonts are TrueType")
    }

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
