//! Words measured once, then broken into lines of any size and width.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_normalization::UnicodeNormalization;

use super::text::{Paragraph, Piece, Style};
use crate::render::drawing::{PlacedGlyph, TextLine, Weight};
use crate::render::font::{self, Faces};

/// A paragraph measured once, before its size and its width are known; lengths are parts of the
/// type size.
#[derive(Clone, Debug)]
pub struct Measured {
    pieces: Vec<Piece>,
    characters: Vec<Character>,
    /// How far the pen is before each character, and after the last.
    pens: Vec<f32>,
    /// Where a line may end; the last is the end.
    breaks: Vec<Break>,
}

/// How much room set words take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// How many lines.
    pub lines: usize,
    /// The longest of them in mm.
    pub width: f32,
    /// All of them in mm.
    pub height: f32,
}

#[derive(Clone, Copy, Debug)]
struct Character {
    c: char,
    piece: usize,
    glyph: u32,
    advance: f32,
    top: f32,
    bottom: f32,
    weight: Weight,
    /// How far a mark moves from the pen: right and up.
    moved: Option<(f32, f32)>,
}

/// Measures a letter with the marks on it, all in one face.
fn set_letter(
    faces: &Faces,
    weight: Weight,
    letter: &[char],
    piece: usize,
) -> impl Iterator<Item = Character> {
    let weight = faces.choose(weight, letter);
    let face = faces.face(weight);
    letter.iter().enumerate().map(move |(at, c)| {
        let glyph = face.glyph(*c);
        let moved = (at > 0).then(|| face.mark(letter[0], *c));
        Character {
            c: *c,
            piece,
            glyph: glyph.id,
            advance: if at > 0 { 0.0 } else { glyph.advance },
            top: glyph.top + moved.map_or(0.0, |(_, up)| up),
            bottom: glyph.bottom,
            weight,
            moved,
        }
    })
}

/// A place where a line may end.
#[derive(Clone, Copy, Debug)]
struct Break {
    /// The index of the character that begins the next line.
    next: usize,
    /// Where the line ends without the spaces before the break.
    pen: f32,
}

/// A line: its first character and the first of the next.
type Span = (usize, usize);

impl Measured {
    /// Measures pieces that stand one after the other.
    #[must_use]
    pub fn new(faces: &Faces, pieces: Vec<Piece>) -> Self {
        let mut characters = Vec::new();
        let mut text = String::new();
        for (piece, Piece { text: words, weight, .. }) in pieces.iter().enumerate() {
            let blank = |c: char| c.is_whitespace() && c != '\u{a0}';
            let words = words.nfc().map(|c| if blank(c) { ' ' } else { c });
            let words: Vec<char> = words.collect();
            text.extend(&words);
            for letter in font::clusters(&words) {
                characters.extend(set_letter(faces, *weight, letter, piece));
            }
        }
        let mut pens = Vec::with_capacity(characters.len() + 1);
        let mut pen = 0.0;
        pens.push(pen);
        pens.extend(characters.iter().map(|character| {
            pen += character.advance;
            pen
        }));
        let mut measured = Self { pieces, characters, pens, breaks: Vec::new() };
        measured.breaks = measured.breaks_of(&text);
        measured
    }

    fn breaks_of(&self, text: &str) -> Vec<Break> {
        let (mut index, mut byte) = (0, 0);
        let last = self.characters.len();
        let mut breaks = Vec::new();
        for (at, _) in linebreaks(text).filter(|(_, kind)| {
            matches!(kind, BreakOpportunity::Allowed | BreakOpportunity::Mandatory)
        }) {
            while byte < at {
                byte += self.characters[index].c.len_utf8();
                index += 1;
            }
            if index == last || !self.is_one(index) {
                breaks.push(Break { next: index, pen: self.pens[self.trimmed(0, index)] });
            }
        }
        breaks
    }

    /// Says whether what stands on both sides of `next` belongs together.
    fn is_one(&self, next: usize) -> bool {
        // Addresses, passwords and numbers of papers (`163/QĐ-BTP`) hold hyphens: one at the end
        // of a line leaves open whether it is to be typed.
        let hyphen = next > 0 && self.characters[next - 1].c == '-';
        hyphen || self.is_number_with_unit(next) || self.is_named(next) || self.is_document(next)
    }

    /// Returns the word that ends before `end`, and the one that begins at `start`; at most 24
    /// characters of each.
    fn words_around(&self, end: usize, start: usize) -> (String, String) {
        let word = |c: &&Character| c.c != ' ';
        let before = self.characters[..end].iter().rev().take_while(word).take(24);
        let before: Vec<char> = before.map(|c| c.c).collect();
        let after = self.characters[start..].iter().take_while(word).take(24);
        (before.into_iter().rev().collect(), after.map(|c| c.c).collect())
    }

    /// Says whether the space before `next` is inside a name (`Xã Ví Dụ`, `số 5`), or beside a mark
    /// that stands alone (`·`).
    fn is_named(&self, next: usize) -> bool {
        if next < 2 || self.characters[next - 1].c != ' ' {
            return false;
        }
        let (before, after) = self.words_around(next - 1, next);
        let marks = ["·", "–"];
        let begins = |test: fn(char) -> bool| after.starts_with(test);
        match before.trim_start_matches('(') {
            "Xã" | "Phường" | "Tỉnh" | "Thôn" => begins(char::is_uppercase),
            "số" | "Số" => begins(|c| c.is_ascii_digit()),
            word => marks.contains(&word) || marks.contains(&after.as_str()),
        }
    }

    /// Says whether `next` is inside the number of a document: `75/2022/TT-BTC`.
    fn is_document(&self, next: usize) -> bool {
        if next == 0 || self.characters[next - 1].c != '/' {
            return false;
        }
        let (before, after) = self.words_around(next, next);
        let number = before.trim_start_matches('(');
        number.starts_with(|c: char| c.is_ascii_digit())
            && number.len() + after.len() <= 24
            && !number.contains("//")
    }

    /// Says whether the space before `next` parts a number from its unit (`10.000 đồng`) or from
    /// three more digits (`0900 000 001`).
    fn is_number_with_unit(&self, next: usize) -> bool {
        let word = |c: &&Character| c.c != ' ';
        let before = self.characters[..next].iter().rev().skip(1).take_while(word).take(12);
        let after: Vec<char> =
            self.characters[next..].iter().take_while(word).take(7).map(|c| c.c).collect();
        let digits = before.filter(|c| c.c.is_ascii_digit()).count();
        let last = next.checked_sub(2).and_then(|at| self.characters.get(at));
        let number = digits > 0 && last.is_some_and(|c| c.c.is_ascii_digit());
        let unit = after.len() <= 6 && after.iter().all(|c| c.is_alphabetic() || *c == ',');
        let group = after.len() == 3 && after.iter().all(char::is_ascii_digit);
        number && self.characters[next - 1].c == ' ' && (unit || group)
    }

    /// Returns where `start..end` ends without the spaces at its end.
    fn trimmed(&self, start: usize, end: usize) -> usize {
        let seen = &self.characters[start..end];
        end - seen.iter().rev().take_while(|character| character.c == ' ').count()
    }

    /// Returns its height in mm, set in `style` to lines of at most `width` mm.
    #[must_use]
    pub fn height(&self, style: Style, width: f32) -> f32 {
        self.bases(&self.spans(style, width), style).1
    }

    /// Returns its length on one line, in parts of the type size.
    #[must_use]
    pub fn natural(&self) -> f32 {
        self.pens.last().copied().unwrap_or_default()
    }

    /// Returns its extent set in `style` to lines of at most `width` mm.
    #[must_use]
    pub fn extent(&self, style: Style, width: f32) -> Extent {
        let spans = self.spans(style, width);
        let long = |(start, end): &Span| self.pens[self.trimmed(*start, *end)] - self.pens[*start];
        let longest = spans.iter().map(long).fold(0.0, f32::max);
        let height = self.bases(&spans, style).1;
        Extent { lines: spans.len(), width: longest * style.size(), height }
    }

    /// Sets it to lines of at most `width` mm.
    #[must_use]
    pub fn set(&self, style: Style, width: f32) -> Paragraph {
        let spans = self.spans(style, width);
        let lines = spans.iter().map(|span| self.line(*span, style.size())).collect();
        let (bases, height) = self.bases(&spans, style);
        Paragraph { style, lines, bases, height }
    }

    fn spans(&self, style: Style, width: f32) -> Vec<Span> {
        // A hundredth of a millimetre is rounding, not length.
        let width = ((width + 0.01) / style.size()).max(0.0);
        let mut spans = self.broken(width);
        if style.balanced && spans.len() > 1 {
            // The narrowest width that needs no more lines makes them about equal; no word is
            // broken for it.
            let (mut narrow, mut wide) = (width / spans.len() as f32, width);
            narrow = narrow.max(self.longest_word()).min(wide);
            for _ in 0..8 {
                let middle = f32::midpoint(narrow, wide);
                let tried = self.broken(middle);
                if tried.len() > spans.len() {
                    narrow = middle;
                } else {
                    (spans, wide) = (tried, middle);
                }
            }
        }
        spans
    }

    /// Returns the longest stretch that has no place to break, in ems.
    fn longest_word(&self) -> f32 {
        let starts = std::iter::once(0).chain(self.breaks.iter().map(|end| end.next));
        let words = self.breaks.iter().zip(starts).map(|(end, start)| end.pen - self.pens[start]);
        words.fold(0.0, f32::max)
    }

    /// Breaks into lines of at most `width` ems.
    fn broken(&self, width: f32) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut start = 0;
        let mut candidate = None;
        let mut at = 0;
        while at < self.breaks.len() {
            let Break { next, pen } = self.breaks[at];
            if pen - self.pens[start] <= width {
                candidate = Some(next);
                at += 1;
                continue;
            }
            let end = candidate.take().unwrap_or_else(|| self.forced(start, next, width));
            spans.push((start, end));
            start = end;
        }
        spans.extend(candidate.filter(|end| *end > start).map(|end| (start, end)));
        spans
    }

    /// Breaks a word that is longer than the line, before a mark where there is one, so that the
    /// next line shows that it belongs to the word; at least one character stays.
    fn forced(&self, start: usize, end: usize, width: f32) -> usize {
        let mut reach = start + 1;
        while reach + 1 < end && self.pens[reach + 1] - self.pens[start] <= width {
            reach += 1;
        }
        // A number and its unit part before anything else does.
        let spaced = |at: &usize| self.characters[*at - 1].c == ' ';
        if let Some(at) = (start + 1..=reach).rev().find(spaced) {
            return at;
        }
        let marked = |at: &usize| matches!(self.characters[*at].c, '.' | '/' | '-');
        (start + 1..=reach).rev().find(marked).unwrap_or(reach)
    }

    /// Returns the base lines and the height of a paragraph in mm.
    ///
    /// Lines keep their regular distance unless the letters of two would touch: a dot below over
    /// a capital with two marks (`ậ` over `Ẫ`).
    fn bases(&self, spans: &[Span], style: Style) -> (Vec<f32>, f32) {
        let size = style.size();
        let mut bases = Vec::with_capacity(spans.len());
        let (mut last, mut hang) = (0.0, 0.0_f32);
        for (at, (start, end)) in spans.iter().enumerate() {
            let seen = &self.characters[*start..*end];
            let (top, low) = seen.iter().fold((0.0_f32, 0.0_f32), |(top, low), character| {
                (top.max(character.top), low.max(-character.bottom))
            });
            let regular = if at == 0 { style.rise() } else { style.pitch() };
            last += regular.max(hang + (top + 0.02) * size);
            hang = low * size;
            bases.push(last);
        }
        let height = if spans.is_empty() { 0.0 } else { last + hang.max(style.fall()) };
        (bases, height)
    }

    fn line(&self, (start, end): Span, size: f32) -> Vec<TextLine> {
        let mut lines: Vec<TextLine> = Vec::new();
        let mut current = None;
        for at in start..self.trimmed(start, end) {
            let character = &self.characters[at];
            let x = (self.pens[at] - self.pens[start]) * size;
            let (right, up) = character.moved.unwrap_or_default();
            let run = (character.piece, character.weight);
            // A mark is a run of its own: only a run can be moved up.
            if current != Some(run) || character.moved.is_some() {
                current = Some(run).filter(|_| character.moved.is_none());
                let Piece { color, .. } = self.pieces[character.piece];
                let (text, glyphs) = (String::new(), Vec::new());
                let at = [x + right * size, -up * size];
                lines.push(TextLine { text, weight: character.weight, size, at, color, glyphs });
            }
            let line = lines.last_mut().expect("a piece was just begun");
            let (from, to) = (line.text.len(), line.text.len() + character.c.len_utf8());
            line.text.push(character.c);
            line.glyphs.push(PlacedGlyph {
                glyph: character.glyph,
                x: if character.moved.is_some() { 0.0 } else { x - line.at[0] },
                // The pen is behind the letter again.
                advance: character.advance.max(-right) * size,
                start: from,
                end: to,
            });
        }
        lines
    }
}
