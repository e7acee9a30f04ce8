//! One procedure on a board: number, title, code, papers, steps, fee, time and address.

mod room;

use super::around::Tear;
use super::plan::Plan;
use crate::render::layout::Rect;
use crate::render::layout::canvas::{Align, Canvas};
use crate::render::layout::column::Set;
use crate::render::layout::text::{Paragraph, Style};
use crate::render::poster::codes::CellCode;
use crate::render::poster::misfit::TooLong;
use crate::render::poster::press::{Guide, Press};
use room::Room;

/// What is to be put into a cell.
pub struct Content<'a> {
    /// The procedure.
    pub guide: &'a Guide<'a>,
    /// The link code, then steps codes.
    pub codes: Vec<CellCode>,
}

/// How a cell is filled, before its words are set.
#[derive(Clone, Copy, Debug)]
pub struct Fit {
    /// How many steps of leaving out were needed.
    pub dropped: usize,
    /// Whether nothing was left out that the rule keeps in a cell of one place.
    pub lawful: bool,
    /// The height of number and title in mm.
    pub title_height: f32,
    size: (f32, f32),
    scale: Scale,
    least_title: f32,
    tear: Tear,
}

/// A cell with its words set, ready to be drawn.
#[derive(Clone, Debug)]
pub struct Fitted {
    area: Rect,
    heading: Heading,
    symbols: Vec<Symbol>,
    tail: Tail,
    text: Vec<(Set, Rect, f32)>,
}

/// How large type and code are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Running text in points.
    pub body: f32,
    /// The side of the link code's modules in pixels at 300 dpi.
    pub pixels: usize,
}

/// Number and title.
#[derive(Clone, Debug)]
struct Heading {
    badge: Paragraph,
    title: Paragraph,
    area: Rect,
}

/// The last lines of a cell: the address to type, and what was left out.
#[derive(Clone, Debug)]
struct Tail {
    address: Paragraph,
    more: Option<Paragraph>,
    bounds: TailBounds,
}

/// Where the last lines stand.
#[derive(Clone, Copy, Debug)]
struct TailBounds {
    /// Whether both stand in one line.
    joined: bool,
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

/// How much larger than running text a title is.
const TITLE: f32 = 1.5;

/// Fits a procedure into a cell of `width` × `height` mm.
///
/// `least_title` is the least height of the title in mm, so that the cells of a row agree.
///
/// # Errors
/// When the codes, the title, the facts or a single item cannot stand in it even alone.
pub fn fit(
    content: &Content<'_>,
    plan: &Plan<'_>,
    size: (f32, f32),
    scale: Scale,
    least_title: f32,
) -> Result<Fit, Misfit> {
    let room = Room::new(content, plan, size, scale).ok_or(Misfit::Cell)?;
    let bones = room.bones(least_title).ok_or(Misfit::Cell)?;
    let sized = plan.sized(scale.body, bones.widths);
    let space = |dropped: usize| bones.space(room.tail(plan.more(dropped).as_ref()));
    let Some((dropped, tear)) = sized.fewest(space) else {
        let least = bones.space(room.tail(None));
        return Err(least.map_or(Misfit::Cell, |space| Misfit::Item(sized.longest_fact(&space))));
    };
    let found = space(dropped).expect("it was just found to fit");
    sized.check_alone(dropped, &found).map_err(Misfit::Item)?;
    let (lawful, title_height) = (dropped <= plan.lawful(), bones.title_height);
    Ok(Fit { dropped, lawful, title_height, size, scale, least_title, tear })
}

impl Fit {
    /// Sets the words; nothing unless it is of the same content and plan.
    #[must_use]
    pub fn set(&self, content: &Content<'_>, plan: &Plan<'_>) -> Option<Fitted> {
        let room = Room::new(content, plan, self.size, self.scale)?;
        let bones = room.bones(self.least_title)?;
        let more = plan.more(self.dropped);
        let bounds = room.tail(more.as_ref());
        let space = bones.space(bounds)?;
        let style = Style::body(self.scale.body);
        let tail = Tail {
            address: plan.address.set(style, room.inner.w),
            more: more.map(|words| words.set(style, room.inner.w)),
            bounds,
        };
        let sized = plan.sized(self.scale.body, bones.widths);
        let text = sized.set(self.dropped, &space, self.tear);
        let title = Style::title(self.scale.body * TITLE);
        let heading = Heading {
            badge: plan.badge.set(title, f32::INFINITY),
            title: plan.title.set(title, bones.title_width),
            area: bones.heading,
        };
        let mut symbols = bones.symbols;
        for symbol in &mut symbols {
            symbol.caption = room.caption_of(symbol);
        }
        Some(Fitted { area: room.area, heading, symbols, tail, text })
    }
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
        for (set, column, y) in &self.text {
            set.draw(canvas, place(*column), at[1] + y);
        }
        let Tail { address, more, bounds: TailBounds { joined, area } } = &self.tail;
        let area = place(*area);
        let mut y = area.y;
        if let Some(more) = more {
            let align = if *joined { Align::Right } else { Align::Left };
            let end = canvas.paragraph(more, y, align, area);
            y = if *joined { y } else { end };
        }
        canvas.paragraph(address, y, Align::Left, area);
    }
}
