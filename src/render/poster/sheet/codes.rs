//! Where the steps codes stand on the page of a sheet.

use crate::render::layout::canvas::code_side;
use crate::render::layout::text::{self, Paragraph, Piece, Style};
use crate::render::layout::{PIXEL, Rect};
use crate::render::poster::codes::CellCode;
use crate::render::poster::press::Press;
use crate::render::qr::QUIET;

/// A steps code with its place on the page.
pub struct StepsCode {
    /// Which of the procedure's.
    pub index: usize,
    /// Its words.
    pub caption: Paragraph,
    /// Where they stand.
    pub words: Rect,
    /// The corner of its quiet zone in mm.
    pub corner: [f32; 2],
}

impl StepsCode {
    /// Returns what words and code cover.
    #[must_use]
    pub fn area(&self, codes: &[CellCode]) -> Rect {
        let side = code_side(&codes[self.index].code, codes[self.index].pixels);
        let [x, y] = self.corner;
        let top = self.words.y.min(y);
        Rect::new(x, top, side, y + side - top)
    }
}

/// The codes that have no place yet.
pub struct Left<'a> {
    /// All of them.
    pub codes: &'a [CellCode],
    /// The first that is left.
    pub from: usize,
    /// How their words are set.
    pub style: Style,
    /// The smallest size of type in points.
    pub smallest: f32,
}

/// The space between codes one below the other, in mm.
const GAP: f32 = 0.5;

/// The least width of words that stand beside a code, in mm.
const BESIDE: f32 = 15.0;

impl Left<'_> {
    /// Finds room side by side in one column, else in as few of the last columns as hold them all,
    /// one above the other; their modules begin where text begins. Some, or none, where there is no more room.
    #[must_use]
    pub fn in_columns(&self, press: &Press<'_>, columns: &[Rect]) -> Vec<StepsCode> {
        if let Some(both) = self.abreast(press, columns) {
            return both;
        }
        let mut most = Vec::new();
        // Words beside a code are for the smallest pages.
        for beside in [f32::INFINITY, BESIDE] {
            for begin in (0..columns.len()).rev() {
                let placed = self.stacked(press, &columns[begin..], beside);
                if placed.len() > most.len() {
                    most = placed;
                }
            }
            if !most.is_empty() {
                break;
            }
        }
        most
    }

    /// Finds room for two side by side in the last column that is as wide as their modules.
    fn abreast(&self, press: &Press<'_>, columns: &[Rect]) -> Option<Vec<StepsCode>> {
        let [one, two] = self.codes.get(self.from..)? else { return None };
        let sides = [one, two].map(|code| code_side(&code.code, code.pixels));
        let quiet = (one.pixels * QUIET) as f32 * PIXEL;
        let captions = [(one, sides[0]), (two, sides[1])];
        let captions = captions.map(|(code, side)| self.caption(press, code, side));
        let above = captions.iter().map(Paragraph::height).fold(0.0, f32::max);
        let (wide, high) = (sides[0] + sides[1] - 2.0 * quiet, above + sides[0].max(sides[1]));
        let column = columns.iter().rev().find(|c| wide <= c.w && high <= c.h)?;
        let mut x = column.x - quiet;
        let placed = captions.into_iter().zip(sides).enumerate().map(|(at, (caption, side))| {
            let words = Rect::new(x, column.y, side, above);
            let corner = [x, column.y + above];
            x += side;
            StepsCode { index: self.from + at, caption, words, corner }
        });
        Some(placed.collect())
    }

    fn stacked(&self, press: &Press<'_>, columns: &[Rect], least: f32) -> Vec<StepsCode> {
        let mut placed: Vec<StepsCode> = Vec::new();
        let mut columns = columns.iter();
        let mut room = columns.next().copied();
        while let (Some(column), Some(code)) = (room, self.codes.get(self.from + placed.len())) {
            let side = code_side(&code.code, code.pixels);
            let caption = self.caption(press, code, side);
            let x = column.x - (code.pixels * QUIET) as f32 * PIXEL;
            let above = caption.height();
            let beside = column.right() - x - side;
            let (words, y) = if above + side <= column.h {
                (Rect::new(x, column.y, side, above), column.y + above)
            } else if side <= column.h && beside >= least {
                (Rect::new(x + side, column.y + side * 0.3, beside, side * 0.7), column.y)
            } else {
                room = columns.next().copied();
                continue;
            };
            let caption = if y > column.y { caption } else { self.caption(press, code, beside) };
            let index = self.from + placed.len();
            placed.push(StepsCode { index, caption, words, corner: [x, y] });
            room = Some(column.cut_top(y + side + GAP - column.y).1);
        }
        placed
    }

    /// Finds room side by side in the middle of the only column: for one alone where the modules of
    /// two are too wide, for none where fewer than `spare` mm would be left below.
    #[must_use]
    pub fn side_by_side(&self, press: &Press<'_>, below: Rect, spare: f32) -> Vec<StepsCode> {
        let left = self.codes.iter().enumerate().skip(self.from);
        let left: Vec<(usize, Paragraph, f32)> = left
            .map(|(index, code)| {
                let side = code_side(&code.code, code.pixels);
                (index, self.caption(press, code, side), side)
            })
            .collect();
        let above = left.iter().map(|(_, caption, _)| caption.height()).fold(0.0, f32::max);
        let tallest = left.iter().map(|(.., side)| *side).fold(0.0, f32::max);
        if left.is_empty() || above + tallest + spare > below.h {
            return Vec::new();
        }
        let all: f32 = left.iter().map(|(.., side)| side).sum();
        let quiet = (self.codes[self.from].pixels * QUIET) as f32 * PIXEL;
        let count = if all - 2.0 * quiet <= below.w { left.len() } else { 1 };
        let width = left[..count].iter().map(|(.., side)| side).sum::<f32>();
        let mut x = below.x + (below.w - width) / 2.0;
        let placed = left.into_iter().take(count).map(|(index, caption, side)| {
            let words = Rect::new(x, below.y, side, above);
            let corner = [x, below.y + above];
            x += side;
            StepsCode { index, caption, words, corner }
        });
        placed.collect()
    }

    fn caption(&self, press: &Press<'_>, code: &CellCode, width: f32) -> Paragraph {
        let words = code.caption.as_deref().unwrap_or_default();
        let piece = Piece::bold(words, press.accent);
        if self.codes.len() > 1 {
            let both = press.strings.fill("poster.steps_code_both", &[("caption", words)]);
            let both = Piece::bold(both, press.accent);
            let line = text::one_line(press.faces, &both, Style::title(self.smallest));
            if line.width() <= width {
                return line;
            }
        }
        let times = [1.0, 0.9, 0.8].map(|times| self.style.points * times);
        let sizes = times.into_iter().filter(|points| *points >= self.smallest);
        let lines = sizes.map(|points| text::one_line(press.faces, &piece, Style::title(points)));
        let mut fitting = lines.filter(|line| line.width() <= width);
        let smallest = Style::title(self.smallest);
        fitting.next().unwrap_or_else(|| text::wrap(press.faces, &[piece], smallest, width))
    }
}
