//! One code for each field, in tiles: for halls with more procedures than a board can hold.

use std::ops::Range;

use super::blank;
use super::finish::Finish;
use super::frame::{Frame, Room};
use super::furniture::{self, Head, HeadCode};
use super::press::{Press, Running};
use super::record::{self, Told};
use super::tag;
use crate::diagnostic::Diagnostics;
use crate::ledger::slot::Slot;
use crate::model::Village;
use crate::model::site::{Field, Thing};
use crate::model::village::{Kind, Orientation, PaperSize};
use crate::render::Sheet;
use crate::render::drawing::Color;
use crate::render::layout::Rect;
use crate::render::layout::canvas::{Align, Canvas, code_side};
use crate::render::layout::text::{self, Paragraph, Piece, Style};
use crate::render::qr::Code;

/// Draws the index of a hall: the fields of the procedures that hang there.
pub fn index(
    press: &Press<'_>,
    village: &Village,
    (size, orientation): (PaperSize, Orientation),
    found: &mut Diagnostics,
) -> Vec<Sheet> {
    let paper = size.standing(orientation);
    let small = size.smallest_type();
    let tiles: Option<Vec<Tile<'_>>> = fields(press, village)
        .into_iter()
        .map(|field| tile(press, village, field, found))
        .collect();
    let Some(tiles) = tiles.filter(|tiles| !tiles.is_empty()) else { return Vec::new() };
    let codes = furniture::head_codes(press, village, size, paper.0);
    let head_body = small * 1.08;
    let tallest = codes.iter().map(|code| code.height(press.faces, head_body)).fold(0.0, f32::max);
    let room = Room { paper, head: tallest, foot: 0.0 };
    let needed = ["head", "body", "foot"];
    let Some(frame) = Frame::of(press.theme, Kind::Index, &needed, room, found) else {
        return Vec::new();
    };
    let body = frame.area("body");
    let title = Piece::bold(press.strings.get("poster.index_head"), press.accent);
    let title = text::wrap(press.faces, &[title], Style::title(small * 1.9), body.w);
    let (top, body) = body.cut_top(title.height() + 2.0);
    let title = (title, top);
    let Some((plan, words)) = Plan::set(press, &tiles, (body, size), found) else {
        return Vec::new();
    };
    let choice = (size, orientation);
    let set = Set { press, village, title, tiles, words, plan, codes, frame, paper, choice };
    let pages = set.plan.pages(set.tiles.len());
    let count = pages.len();
    let pages = pages.into_iter().enumerate();
    let running = |at: usize| Running { page: at + 1, pages: count };
    pages.map(|(at, tiles)| set.draw(tiles, running(at), (small, head_body), found)).collect()
}

/// Everything of an index, set.
struct Set<'a> {
    press: &'a Press<'a>,
    village: &'a Village,
    title: (Paragraph, Rect),
    tiles: Vec<Tile<'a>>,
    words: Vec<Words>,
    plan: Plan,
    codes: Vec<HeadCode>,
    frame: Frame,
    paper: (f32, f32),
    choice: (PaperSize, Orientation),
}

impl Set<'_> {
    fn draw(
        &self,
        tiles: Range<usize>,
        running: Running,
        (small, head_body): (f32, f32),
        found: &mut Diagnostics,
    ) -> Sheet {
        let Self { press, village, frame, .. } = self;
        let mut canvas = Canvas::new(press.faces, self.paper.0, self.paper.1, &frame.shapes);
        let head = Head { village, codes: &self.codes, with_steps: false };
        furniture::head(press, &mut canvas, head, (frame.area("head"), head_body));
        let (title, top) = &self.title;
        canvas.paragraph(title, top.y, Align::Left, *top);
        let mut told = Told::new(press, village);
        for (position, at) in tiles.enumerate() {
            let Tile { field, number, .. } = &self.tiles[at];
            told.add(*number, &field.id, record::titled(&field.title));
            let place = self.plan.place(position);
            self.words[at].draw(press, &mut canvas, (&self.tiles[at], &self.plan), place);
        }
        let (page, pages) = (running.page.to_string(), running.pages.to_string());
        let hall = furniture::hall_name(village);
        let words = [("hall", hall.as_str()), ("page", &page), ("pages", &pages)];
        let (size, orientation) = self.choice;
        let end = Finish {
            village,
            file: format!("index-{page}"),
            title: press.strings.fill("poster.index_title", &words),
            slot: Slot {
                kind: Kind::Index,
                subject: None,
                page: running.number(),
                size,
                orientation,
            },
            pages: running.pages,
            feedback: None,
            foot: (frame.area("foot"), small),
            told,
        };
        end.sheet(press, canvas, found)
    }
}

/// A field with its code.
struct Tile<'a> {
    field: &'a Field,
    number: u32,
    count: usize,
    payload: String,
    typed: String,
    code: Code,
}

/// Returns the fields of what hangs in the hall, with how many procedures each has there.
fn fields<'a>(press: &'a Press<'a>, village: &Village) -> Vec<(&'a Field, usize)> {
    let hung = press.listed(village);
    let count = |field: &Field| hung.iter().filter(|g| g.procedure.field == field.id).count();
    let all = press.order.fields.iter().map(|field| (*field, count(field)));
    all.filter(|(_, count)| *count > 0).collect()
}

fn tile<'a>(
    press: &Press<'_>,
    village: &Village,
    (field, count): (&'a Field, usize),
    found: &mut Diagnostics,
) -> Option<Tile<'a>> {
    let payload = press.addresses.short_link(Thing::Field, &field.id, Some(&village.id));
    let Some(code) = tag::short(&payload) else {
        tag::report_address(press, &payload, found);
        return None;
    };
    let number = press.addresses.number(Thing::Field, &field.id);
    let typed = press.addresses.typed(Thing::Field, &field.id);
    Some(Tile { field, number, count, payload, typed, code })
}

/// How tiles are spread over sheets.
struct Plan {
    body: Rect,
    columns: usize,
    /// How many sheets.
    sheets: usize,
    pixels: usize,
    tile: (f32, f32),
    /// Whether names stand below their codes, over the width of the tile.
    below: bool,
}

/// The space between tiles, and inside their edges, in mm.
const GAP: f32 = 4.0;
const EDGE: f32 = 2.5;

/// Names beside their codes are at least so many times the smallest type, or they go below.
const READABLE: f32 = 1.4;

impl Plan {
    /// Chooses the largest codes that need no more sheets than the smallest would.
    fn new(tiles: &[Tile<'_>], (body, size): (Rect, PaperSize), below: bool) -> Self {
        // On larger paper people stand farther away.
        let most = match size {
            PaperSize::A5 | PaperSize::A4 => furniture::BOARD_PIXELS + 2,
            PaperSize::A3 => 20,
            PaperSize::A2 => 26,
        };
        let with = |pixels: usize| Self::with(tiles, (body, size), pixels, below);
        let least = with(furniture::BOARD_PIXELS);
        let mut larger = (furniture::BOARD_PIXELS..=most).rev().map(with);
        larger.find(|plan| plan.sheets == least.sheets).unwrap_or(least)
    }

    fn with(
        tiles: &[Tile<'_>],
        (body, size): (Rect, PaperSize),
        pixels: usize,
        below: bool,
    ) -> Self {
        let code = tiles.iter().map(|tile| code_side(&tile.code, pixels)).fold(0.0, f32::max);
        let typed = Style::title(size.smallest_type()).pitch();
        // Below the code there is room for three lines of a name.
        let name = if below { typed * READABLE * 3.0 } else { 0.0 };
        let least = (code * 1.72 + 2.0 * EDGE, code + typed + name + 2.0 * EDGE);
        let fit = |room: f32, one: f32| (((room + GAP) / (one + GAP)) as usize).max(1);
        let (columns, most_rows) = (fit(body.w, least.0), fit(body.h, least.1));
        let sheets = tiles.len().div_ceil(columns * most_rows);
        let rows = tiles.len().div_ceil(sheets).div_ceil(columns);
        let w = (body.w - GAP * (columns as f32 - 1.0)) / columns as f32;
        let h = (body.h - GAP * (rows as f32 - 1.0)) / rows as f32;
        // Few tiles do not stretch over the whole sheet.
        let h = h.min(least.1 * 1.35);
        Self { body, columns, sheets, pixels, tile: (w, h), below }
    }

    /// Divides the tiles into sheets of about the same number: no last sheet is almost empty.
    fn pages(&self, tiles: usize) -> Vec<Range<usize>> {
        let start = |sheet: usize| tiles * sheet / self.sheets;
        (0..self.sheets).map(|sheet| start(sheet)..start(sheet + 1)).collect()
    }

    fn place(&self, position: usize) -> Rect {
        let (column, row) = (position % self.columns, position / self.columns);
        let (w, h) = self.tile;
        let x = self.body.x + (w + GAP) * column as f32;
        Rect::new(x, self.body.y + (h + GAP) * row as f32, w, h)
    }

    /// Sets the words of every tile, names beside the codes or, where that is too narrow, below;
    /// nothing when a name has no room, which the finding says.
    fn set(
        press: &Press<'_>,
        tiles: &[Tile<'_>],
        (body, size): (Rect, PaperSize),
        found: &mut Diagnostics,
    ) -> Option<(Self, Vec<Words>)> {
        let small = size.smallest_type();
        let set = |below: bool| {
            let plan = Self::new(tiles, (body, size), below);
            let (words, points) = plan.words(press, tiles, small).ok()?;
            Some((plan, words, points))
        };
        let beside = set(false);
        let narrow = beside.as_ref().is_none_or(|(.., points)| *points < small * READABLE);
        let below = if narrow { set(true) } else { None };
        let points =
            |set: &Option<(Self, Vec<Words>, f32)>| set.as_ref().map(|(.., points)| *points);
        let best = if points(&below) > points(&beside) { below } else { beside };
        if let Some((plan, words, _)) = best {
            return Some((plan, words));
        }
        let plan = Self::new(tiles, (body, size), true);
        for field in plan.words(press, tiles, small).err().into_iter().flatten() {
            blank::report(&field.origin, "title", field.title.chars().count(), found);
        }
        None
    }

    /// Sets the words of every tile, all names in one size, and says which.
    ///
    /// # Errors
    /// Names the fields whose name has no room in the smallest type.
    fn words<'a>(
        &self,
        press: &Press<'_>,
        tiles: &[Tile<'a>],
        small: f32,
    ) -> Result<(Vec<Words>, f32), Vec<&'a Field>> {
        let mut points = small * 2.3;
        loop {
            let set = |tile: &Tile<'_>| Words::new(press, tile, self, (points, small));
            let all: Vec<Words> = tiles.iter().map_while(set).collect();
            if all.len() == tiles.len() {
                return Ok((all, points));
            }
            if points <= small {
                let homeless = tiles.iter().filter(|tile| set(tile).is_none());
                return Err(homeless.map(|tile| tile.field).collect());
            }
            points = (points * 0.95).max(small);
        }
    }
}

/// The words of a tile, set.
struct Words {
    badge: Paragraph,
    name: Paragraph,
    count: Paragraph,
    typed: Paragraph,
}

impl Words {
    /// Sets the name in `points`, the rest by the smallest type; nothing where it has no room or a
    /// word would be broken.
    fn new(
        press: &Press<'_>,
        tile: &Tile<'_>,
        plan: &Plan,
        (points, small): (f32, f32),
    ) -> Option<Self> {
        let side = code_side(&tile.code, plan.pixels);
        let whole = plan.tile.0 - 2.0 * EDGE;
        let width = whole - side - 1.0;
        let badge = Piece::bold(tile.number.to_string(), Color::WHITE);
        let badge = text::one_line(press.faces, &badge, Style::title(small * 1.8));
        let n = tile.count.to_string();
        let count =
            Piece::regular(press.strings.fill("poster.index_count", &[("n", &n)]), Color::BLACK);
        let count = text::wrap(press.faces, &[count], Style::body(small * 1.25), width);
        // The address may be wider than its code: it has the width of the tile.
        let typed = Piece::bold(tile.typed.as_str(), Color::BLACK);
        let typed = text::wrap(press.faces, &[typed], Style::title(small), whole);
        let height = plan.tile.1 - typed.height() - 2.0 * EDGE;
        let room = if plan.below {
            (whole, height - side - 1.0)
        } else {
            (width, height - badge.height() - count.height() - 2.0)
        };
        // A dash begins the next line: it never ends one.
        let name = Piece::bold(tile.field.title.replace("– ", "–\u{a0}"), Color::BLACK);
        let name = blank::largest(press.faces, &name, (points, small), room)?;
        let is_whole = (name.style.points - points).abs() < 0.01;
        is_whole.then_some(Self { badge, name, count, typed })
    }

    fn draw(
        &self,
        press: &Press<'_>,
        canvas: &mut Canvas<'_>,
        (tile, plan): (&Tile<'_>, &Plan),
        place: Rect,
    ) {
        canvas.outline(place, 2.0, 0.35, press.line);
        let inner = place.inset(EDGE);
        let id = format!("link-{}", tile.number);
        let code = canvas.code(&id, &tile.payload, &tile.code, [inner.x, inner.y], plan.pixels);
        let words =
            Rect::new(code.right() + 1.0, inner.y, inner.right() - code.right() - 1.0, inner.h);
        let size = self.badge.style.size();
        let badge = Rect::new(words.x, words.y + 0.6, self.badge.width() + size * 0.8, size * 1.3);
        canvas.fill(badge, size * 0.2, press.accent);
        let top = badge.y + (badge.h - self.badge.height()) / 2.0;
        canvas.paragraph(&self.badge, top, Align::Centre, badge.inset(-0.5));
        let y = badge.bottom() + 1.0;
        if plan.below {
            canvas.paragraph(&self.count, y, Align::Left, words);
            canvas.paragraph(&self.name, code.bottom() + 0.5, Align::Left, inner);
        } else {
            let y = canvas.paragraph(&self.name, y, Align::Left, words);
            canvas.paragraph(&self.count, y + 0.3, Align::Left, words);
        }
        let top = inner.bottom() - self.typed.height();
        canvas.paragraph(&self.typed, top, Align::Left, inner);
    }
}
