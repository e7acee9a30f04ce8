//! Where codes, title and last lines stand in a cell, and what is left for text.

use super::{Content, Scale, Symbol, TITLE, TailBounds};
use crate::render::layout::canvas::code_side;
use crate::render::layout::text::{Measured, Paragraph, Style};
use crate::render::layout::{PIXEL, Rect};
use crate::render::poster::board::around::{self, Space};
use crate::render::poster::board::plan::{Plan, Widths};
use crate::render::poster::furniture::BOARD_PIXELS;
use crate::render::qr::QUIET;

/// The distance of text and symbols from the edge of a cell: the quiet zone of a code.
const PAD: f32 = (QUIET * BOARD_PIXELS) as f32 * PIXEL;

/// Inside the border of a cell and its round corners, in mm.
const CLEAR: f32 = 1.0;

/// A code moves to the pixel grid, by up to half a pixel; in mm.
const NUDGE: f32 = 0.3;

/// From this width in mm the title stands beside the code, not above it.
const WIDE: f32 = 170.0;

/// What a cell is made from.
pub(super) struct Room<'a> {
    content: &'a Content<'a>,
    plan: &'a Plan<'a>,
    scale: Scale,
    /// The whole cell.
    pub(super) area: Rect,
    /// Inside the padding; its left edge is that of the link symbol.
    pub(super) inner: Rect,
    /// The codes at the right edge; what stands left of them is `inner`.
    steps: Vec<Symbol>,
    /// The side of the link code with its quiet zone.
    side: f32,
    /// The height of the words above codes.
    caption: f32,
}

/// Where codes and title stand, and what is left for text.
pub(super) struct Bones {
    /// Number and title.
    pub(super) heading: Rect,
    /// The title's own height in mm.
    pub(super) title_height: f32,
    /// The width of its lines in mm.
    pub(super) title_width: f32,
    pub(super) symbols: Vec<Symbol>,
    /// Beside the link code, from the title down.
    beside: Vec<Rect>,
    below: Rect,
    pub(super) widths: Widths,
}

impl<'a> Room<'a> {
    pub(super) fn new(
        content: &'a Content<'a>,
        plan: &'a Plan<'a>,
        (width, height): (f32, f32),
        scale: Scale,
    ) -> Option<Self> {
        let link = content.codes.first()?;
        let caption = if content.codes.len() > 1 { Style::body(scale.body).pitch() } else { 0.0 };
        let area = Rect::new(0.0, 0.0, width, height);
        // The link symbol has its quiet zone inside the border.
        let quiet = quiet(scale.pixels);
        let edge = (PAD - quiet).max(CLEAR) + quiet;
        let inner = Rect::new(edge, PAD * 0.75, width - edge - PAD, height - PAD * 1.3);
        let side = code_side(&link.code, scale.pixels);
        let mut room = Self { content, plan, scale, area, inner, steps: Vec::new(), side, caption };
        room.steps = room.steps_symbols()?;
        let codes = room.steps.iter().map(|symbol| symbol.area.x).reduce(f32::min);
        if let Some(left) = codes {
            room.inner.w = left - room.inner.x;
        }
        (room.inner.w > room.side).then_some(room)
    }

    /// Places the steps codes at the right edge: one above the other where the cell is high
    /// enough, else side by side.
    fn steps_symbols(&self) -> Option<Vec<Symbol>> {
        let codes = self.content.codes.iter().enumerate().skip(1);
        let heights: f32 = codes.clone().map(|(_, code)| code.side() + self.caption).sum();
        let stacked = heights + self.inner.y + NUDGE <= self.area.h;
        let edge = self.area.right() - CLEAR;
        let mut symbols = Vec::new();
        if stacked {
            let mut top = self.inner.y;
            for (index, code) in codes {
                let side = code.side();
                let area = Rect::new(edge - side, top + self.caption, side, side);
                symbols.push(Self::symbol(index, area, code.pixels));
                top = area.bottom() + NUDGE / 2.0;
            }
        } else {
            let mut right = edge;
            for (index, code) in codes.rev() {
                let side = code.side();
                let area = Rect::new(right - side, self.inner.y + self.caption, side, side);
                symbols.push(Self::symbol(index, area, code.pixels));
                right = area.x - 2.0 * PIXEL;
            }
            symbols.reverse();
        }
        let inside = |symbol: &Symbol| symbol.area.bottom() + NUDGE <= self.area.h;
        symbols.iter().all(inside).then_some(symbols)
    }

    fn symbol(index: usize, area: Rect, pixels: usize) -> Symbol {
        Symbol { index, area, pixels, caption: None }
    }

    /// Sets the words above a code.
    pub(super) fn caption_of(&self, symbol: &Symbol) -> Option<Paragraph> {
        let words = self.content.codes[symbol.index].caption.as_deref();
        let words = self.plan.captioned(words)?;
        let style = Style::body(self.scale.body);
        let natural = words.extent(style, f32::INFINITY).width;
        // Type may grow past the width of a code that does not grow with it.
        let points = style.points * (symbol.area.w / natural).min(1.0);
        Some(words.set(Style { points, ..style }, f32::INFINITY))
    }

    /// Places codes and title; nothing when they do not fit.
    pub(super) fn bones(&self, least_title: f32) -> Option<Bones> {
        let quiet = quiet(self.scale.pixels);
        let left = self.inner.x - quiet;
        let middle = left + self.side + 0.5;
        let wide = self.inner.w >= WIDE;
        let from = if wide { middle } else { self.inner.x };
        let (heading, title) = self.heading((from, self.inner.right()), least_title)?;
        let top = match wide {
            true if self.caption > 0.0 => self.inner.y + self.caption,
            true => (self.inner.y - quiet * 0.5).max(1.3),
            false => heading.bottom() + self.caption + NUDGE,
        };
        let area = Rect::new(left, top, self.side, self.side);
        let size = Style::body(self.scale.body).size();
        let text_top = heading.bottom() + size * 0.35;
        let text = Rect::new(middle, text_top, self.inner.right() - middle, 0.0);
        if text.w < size * 8.0 {
            return None;
        }
        let columns = if text.w >= size * 32.0 { 2 } else { 1 };
        let beside = text.columns(columns, size * 1.4);
        let below_top = area.bottom().max(text_top);
        let below = Rect::new(self.inner.x, below_top, self.inner.w, 0.0);
        let half = (self.inner.w - around::GUTTER) / 2.0;
        let widths = Widths {
            beside: beside[0].w,
            whole: self.inner.w,
            half: (half >= size * 14.0).then_some(half),
        };
        let mut symbols = vec![Self::symbol(0, area, self.scale.pixels)];
        symbols.extend(self.steps.iter().cloned());
        let (title_height, title_width) = title;
        Some(Bones { heading, title_height, title_width, symbols, beside, below, widths })
    }

    /// Places number and title between two edges: their box, the title's own height and the width
    /// of its lines; nothing when that is too narrow.
    fn heading(&self, (left, right): (f32, f32), least: f32) -> Option<(Rect, (f32, f32))> {
        let style = Style::title(self.scale.body * TITLE);
        let badge = self.plan.badge.extent(style, f32::INFINITY).width;
        let width = right - left - badge - style.size() * 1.1;
        if width < style.size() * 5.0 {
            return None;
        }
        let own = self.plan.title.height(style, width);
        let area = Rect::new(left, self.inner.y, right - left, own.max(least));
        Some((area, (own, width)))
    }

    /// Places the last lines, at the lower edge of the cell.
    pub(super) fn tail(&self, more: Option<&Measured>) -> TailBounds {
        let style = Style::body(self.scale.body);
        let extent = |words: &Measured| words.extent(style, self.inner.w);
        let address = extent(&self.plan.address);
        let more = more.map(extent);
        let needed = more.map_or(0.0, |more| more.width + style.size());
        let joined = address.lines == 1
            && more.is_none_or(|more| more.lines == 1)
            && address.width + needed <= self.inner.w;
        let above = more.filter(|_| !joined).map_or(0.0, |more| more.height);
        let height = address.height + above;
        let Rect { x, w, .. } = self.inner;
        TailBounds { joined, area: Rect::new(x, self.inner.bottom() - height, w, height) }
    }
}

impl Bones {
    /// Returns the room for text above the last lines; nothing when the codes reach into them or
    /// no line fits.
    pub(super) fn space(&self, tail: TailBounds) -> Option<Space> {
        let bottom = tail.area.y - 0.8;
        let link = self.symbols.first()?.area;
        let first = self.beside.first()?;
        if link.bottom() > tail.area.y || first.y >= bottom {
            return None;
        }
        let beside = self.beside.iter().map(|area| Rect { h: bottom - area.y, ..*area });
        let below = Rect { h: (bottom - self.below.y).max(0.0), ..self.below };
        Some(Space { beside: beside.collect(), below })
    }
}

/// Returns the width of a quiet zone in mm.
fn quiet(pixels: usize) -> f32 {
    (pixels * QUIET) as f32 * PIXEL
}
