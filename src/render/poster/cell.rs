//! One procedure on a board: number, title, code, papers, steps, fee, time and address.

use std::borrow::Cow;

use super::furniture::BOARD_PIXELS;
use super::plan::Plan;
use super::press::{Guide, Press};
use crate::render::drawing::Color;
use crate::render::layout::canvas::{Align, Canvas, code_side};
use crate::render::layout::column::{self, Set, Spot};
use crate::render::layout::text::{self, Paragraph, Piece, Style};
use crate::render::layout::{PIXEL, Rect};
use crate::render::qr::{Code, QUIET};

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

/// What is to be put into a cell.
pub struct Content<'a> {
    /// The procedure.
    pub guide: &'a Guide<'a>,
    /// The link code, then steps codes.
    pub codes: Vec<CellCode>,
}

/// A cell, fitted into one area.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// How many steps of leaving out were needed.
    pub dropped: usize,
    /// Whether nothing was left out that the rule keeps in a cell of one place.
    pub lawful: bool,
    /// The height of number and title in mm.
    pub title_height: f32,
    area: Rect,
    heading: Heading,
    symbols: Vec<Symbol>,
    address: (Paragraph, Rect),
    columns: Vec<Rect>,
    sets: Vec<(Set, Spot)>,
}

/// Number and title.
#[derive(Clone, Debug)]
struct Heading {
    badge: Paragraph,
    title: Paragraph,
    area: Rect,
}

/// A code at its place in the cell.
#[derive(Clone, Debug)]
struct Symbol {
    /// Which code of the content.
    index: usize,
    /// With its quiet zone.
    area: Rect,
    pixels: usize,
    caption: Option<Paragraph>,
}

/// Why a procedure does not stand in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// Its codes or its title need a larger cell.
    Cell,
    /// An item cannot stand in it even alone.
    Item(TooLong),
}

/// An item that cannot stand in a cell even alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// The path of the key.
    pub key: String,
    /// The most characters that fit.
    pub limit: usize,
    /// How many there are.
    pub length: usize,
}

/// The distance of text and symbols from the edge of a cell: the quiet zone of a code.
const PAD: f32 = (QUIET * BOARD_PIXELS) as f32 * PIXEL;

/// Inside the border of a cell and its round corners, in mm.
const CLEAR: f32 = 1.0;

/// A code moves to the pixel grid, by up to half a pixel; in mm.
const NUDGE: f32 = 0.3;

/// The largest side of a module of a link code: 2.2 mm, read from four metres.
const MOST_PIXELS: usize = 26;

/// From this width in mm the title stands beside the code, not above it.
const WIDE: f32 = 170.0;

/// Fits a procedure into a cell of `width` × `height` mm with running text of `body` points.
///
/// `title_height` is the least height of the title, so that the cells of a row agree.
///
/// # Errors
/// When the codes, the title, the facts or a single item cannot stand in it even alone.
pub fn fit(
    press: &Press<'_>,
    content: &Content<'_>,
    size: (f32, f32),
    body: f32,
    title_height: f32,
) -> Result<Fitted, Misfit> {
    let room = Room::new(press, content, size, body).ok_or(Misfit::Cell)?;
    let mut fitted = room.skeleton(title_height).ok_or(Misfit::Cell)?;
    let plan = Plan::new(press, content.guide, body, fitted.columns[0].w);
    let Some(dropped) = plan.fewest(&fitted.columns) else {
        return Err(Misfit::Item(plan.longest_fact(&fitted.columns)));
    };
    plan.check_alone(dropped, &fitted.columns).map_err(Misfit::Item)?;
    let kept: Vec<Set> = plan.kept(dropped).into_iter().map(Cow::into_owned).collect();
    let all: Vec<&Set> = kept.iter().collect();
    let spots = column::flow(&all, &fitted.columns).expect("it was just found to fit");
    fitted.sets = kept.into_iter().zip(spots).collect();
    fitted.dropped = dropped;
    fitted.lawful = dropped <= plan.lawful();
    Ok(fitted)
}

/// The bones of a cell: where codes, title, address and text go.
struct Room<'a> {
    press: &'a Press<'a>,
    content: &'a Content<'a>,
    body: f32,
    /// The whole cell.
    area: Rect,
    /// Inside the padding; its left edge is that of the link symbol.
    inner: Rect,
    wide: bool,
    /// The side of a module of the link code in pixels.
    pixels: usize,
    /// The side of the link code with its quiet zone.
    side: f32,
    /// The height of the words above codes.
    caption: f32,
}

impl<'a> Room<'a> {
    fn new(
        press: &'a Press<'a>,
        content: &'a Content<'a>,
        (width, height): (f32, f32),
        body: f32,
    ) -> Option<Self> {
        let link = content.codes.first()?;
        let wide = width >= WIDE || content.codes.len() > 1;
        let pixels = link_pixels(link, (width, height), wide);
        let quiet = quiet(pixels);
        let edge = (PAD - quiet).max(CLEAR) + quiet;
        let caption = if content.codes.len() > 1 { Style::body(body).pitch() } else { 0.0 };
        Some(Self {
            press,
            content,
            body,
            area: Rect::new(0.0, 0.0, width, height),
            inner: Rect::new(edge, PAD * 0.75, width - edge - PAD, height - PAD * 1.4),
            wide,
            pixels,
            side: code_side(&link.code, pixels),
            caption,
        })
    }

    /// Places codes, title and address, and leaves columns for the rest; nothing when they do not
    /// fit.
    fn skeleton(&self, least_title: f32) -> Option<Fitted> {
        let mut symbols = self.steps_symbols()?;
        let right = symbols.iter().map(|symbol| symbol.area.x).fold(self.inner.right(), f32::min);
        let codes_bottom = symbols.iter().map(|symbol| symbol.area.bottom()).fold(0.0, f32::max);
        let left = self.inner.x - quiet(self.pixels);
        let middle = left + self.side + 0.5;
        let (from, to) =
            if self.wide { (middle, right) } else { (self.inner.x, self.inner.right()) };
        let (heading, title_height) = self.heading((from, to), least_title)?;
        let top = match (self.wide, self.caption > 0.0) {
            (true, true) => self.inner.y + self.caption,
            (true, false) => (self.inner.y - quiet(self.pixels) * 0.5).max(1.3),
            (false, _) => heading.area.bottom() + NUDGE,
        };
        let area = Rect::new(left, top, self.side, self.side);
        symbols.insert(0, self.symbol(0, area, self.pixels));
        let (address, under) = self.address(area.bottom(), codes_bottom)?;
        let bottom = if under { self.inner.bottom() } else { address.1.y - 0.8 };
        let text_top = heading.area.bottom() + 1.2;
        let text = Rect::new(middle, text_top, right - middle, bottom - text_top);
        let columns = self.columns(text, codes_bottom, bottom)?;
        Some(Fitted {
            dropped: 0,
            lawful: true,
            title_height,
            area: self.area,
            heading,
            symbols,
            address,
            columns,
            sets: Vec::new(),
        })
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
                symbols.push(self.symbol(index, area, code.pixels));
                top = area.bottom() + NUDGE / 2.0;
            }
        } else {
            let mut right = edge;
            for (index, code) in codes.rev() {
                let side = code.side();
                let area = Rect::new(right - side, self.inner.y + self.caption, side, side);
                symbols.push(self.symbol(index, area, code.pixels));
                right = area.x - 2.0 * PIXEL;
            }
            symbols.reverse();
        }
        let inside = |symbol: &Symbol| symbol.area.bottom() + NUDGE <= self.area.h;
        symbols.iter().all(inside).then_some(symbols)
    }

    fn symbol(&self, index: usize, area: Rect, pixels: usize) -> Symbol {
        let words = self.content.codes[index].caption.as_ref();
        let caption = words.map(|words| {
            let piece = Piece::bold(words, self.press.accent);
            text::one_line(self.press.faces, &piece, Style::body(self.body))
        });
        Symbol { index, area, pixels, caption }
    }

    /// Sets number and title between two edges; nothing when that is too narrow.
    fn heading(&self, (left, right): (f32, f32), least: f32) -> Option<(Heading, f32)> {
        let faces = self.press.faces;
        let style = Style::title(self.body * 1.5);
        let number = Piece::bold(self.content.guide.number.to_string(), Color::WHITE);
        let badge = text::one_line(faces, &number, style);
        let width = right - left - badge.width() - style.size() * 1.1;
        if width < style.size() * 5.0 {
            return None;
        }
        let piece = Piece::bold(&self.content.guide.procedure.title, Color::BLACK);
        let title = text::wrap(faces, &[piece], style, width);
        let own = title.height();
        let area = Rect::new(left, self.inner.y, right - left, own.max(least));
        Some((Heading { badge, title, area }, own))
    }

    /// Sets the address to type: under the code where it is short enough, else along the lower
    /// edge of the whole cell; nothing when there is no room below the codes.
    fn address(&self, link_bottom: f32, codes_bottom: f32) -> Option<((Paragraph, Rect), bool)> {
        let (faces, style) = (self.press.faces, Style::body(self.body));
        let typed = Piece::bold(&self.content.guide.typed, Color::BLACK);
        let symbol = self.side - 1.5 * quiet(self.pixels);
        let under = text::one_line(faces, &typed, style).width() <= symbol;
        if under {
            let address = text::wrap(faces, &[typed], style, self.side);
            let area = Rect::new(self.inner.x, link_bottom, symbol, address.height());
            return (area.bottom() <= self.inner.bottom()).then_some(((address, area), true));
        }
        let label = Piece::regular(self.press.strings.get("poster.or_type"), Color::BLACK);
        let address = text::wrap(faces, &[label, typed], style, self.inner.w);
        let top = self.inner.bottom() - address.height();
        let area = Rect::new(self.inner.x, top, self.inner.w, address.height());
        let free = link_bottom <= top && codes_bottom <= top;
        free.then_some(((address, area), false))
    }

    /// Divides the text's area, and takes the place under codes that stand side by side as well;
    /// nothing when it is too small for any text.
    fn columns(&self, text: Rect, codes_bottom: f32, bottom: f32) -> Option<Vec<Rect>> {
        let size = Style::body(self.body).size();
        if text.w < size * 8.0 || text.h < size {
            return None;
        }
        let count = if text.w >= size * 32.0 { 2 } else { 1 };
        let mut columns = text.columns(count, size * 1.4);
        let top = codes_bottom + 1.5;
        let below = Rect::new(text.right() + size * 1.4, top, text.w, bottom - top);
        let room = self.content.codes.len() > 2 && below.right() <= self.inner.right();
        if count == 1 && room && below.h > size * 6.0 {
            columns.push(below);
        }
        Some(columns)
    }
}

/// Returns the width of a quiet zone in mm.
fn quiet(pixels: usize) -> f32 {
    (pixels * QUIET) as f32 * PIXEL
}

/// Chooses the side of a module of a link code: a code as large as a calm cell allows.
fn link_pixels(link: &CellCode, (width, height): (f32, f32), wide: bool) -> usize {
    let (across, down) = match wide {
        true if width > 220.0 => (width * 0.26, height - 18.0),
        true => (width * 0.33, height - 18.0),
        false => (width * 0.36, height * 0.6),
    };
    let modules = (link.code.modules + 2 * QUIET) as f32;
    let fitting = across.min(down) / (modules * PIXEL);
    link.pixels.max((fitting.max(0.0) as usize).min(MOST_PIXELS))
}

impl Fitted {
    /// Draws the cell with its upper left corner at `at`.
    pub fn draw(
        &self,
        press: &Press<'_>,
        canvas: &mut Canvas<'_>,
        content: &Content<'_>,
        at: [f32; 2],
    ) {
        let place = |rect: Rect| Rect::new(rect.x + at[0], rect.y + at[1], rect.w, rect.h);
        canvas.outline(place(self.area), 2.5, 0.35, press.line);
        let Heading { badge, title, area } = &self.heading;
        let (style, area) = (badge.style, place(*area));
        let disc = Rect::new(area.x, area.y, badge.width() + style.size() * 0.7, style.pitch());
        canvas.fill(disc, style.size() * 0.25, press.accent);
        canvas.paragraph(badge, disc.y, Align::Centre, disc.inset(-0.5));
        let (_, words) = area.cut_left(disc.w + style.size() * 0.4);
        canvas.paragraph(title, words.y, Align::Left, words);
        for Symbol { index, area, pixels, caption } in &self.symbols {
            let area = place(*area);
            if let Some(caption) = caption {
                let (top, above) = (area.y - caption.height(), caption.height());
                canvas.paragraph(caption, top, Align::Centre, Rect { y: top, h: above, ..area });
            }
            let CellCode { id, payload, code, .. } = &content.codes[*index];
            canvas.code(id, payload, code, [area.x, area.y], *pixels);
        }
        for (set, (column, y)) in &self.sets {
            set.draw(canvas, place(self.columns[*column]), at[1] + y);
        }
        let (address, area) = &self.address;
        canvas.paragraph(address, at[1] + area.y, Align::Left, place(*area));
    }
}
