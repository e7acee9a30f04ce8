//! The sheet of one procedure in one hall: everything, with a code for each way of reading it.

use super::board::steps_codes;
use super::cell::{CellCode, TooLong};
use super::frame::Frame;
use super::furniture::{self, BOARD_PIXELS};
use super::grid;
use super::press::{Guide, Press, Running};
use super::sheet_items::{self, Panel};
use crate::diagnostic::Diagnostics;
use crate::model::Village;
use crate::model::site::Thing;
use crate::model::village::{Kind, Orientation, PaperSize};
use crate::render::Sheet;
use crate::render::drawing::{Color, Shape};
use crate::render::layout::Rect;
use crate::render::layout::canvas::{Align, Canvas, code_side};
use crate::render::layout::column::{self, Item, Set};
use crate::render::layout::text::{self, Paragraph, Piece, Style};
use crate::render::qr;

/// Draws the sheet of a procedure: one page, or more where one has no room for everything.
pub fn sheet(
    press: &Press<'_>,
    village: &Village,
    guide: &Guide<'_>,
    (size, orientation): (PaperSize, Orientation),
    found: &mut Diagnostics,
) -> Vec<Sheet> {
    let paper = grid::paper(size, orientation);
    let needed = ["body", "foot"];
    let Some(frame) = Frame::of(press.theme, Kind::Sheet, &needed, (paper, 0.0), found) else {
        return Vec::new();
    };
    let payload =
        press.addresses.short_link(Thing::Procedure, &guide.procedure.id, Some(&village.id));
    let Some(code) = qr::link(&payload) else { return Vec::new() };
    let caption = Some(press.strings.get("poster.link_code").to_owned());
    let id = format!("link-{}", guide.number);
    let link = CellCode { id, payload, code, pixels: BOARD_PIXELS, caption };
    let steps = steps_codes(press, guide);
    let draft = Draft { press, village, guide, link, steps, body: frame.area("body") };
    let pages = match draft.fitted(size) {
        Ok(pages) => pages,
        Err(too_long) => {
            grid::report_too_long(guide.procedure, &too_long, found);
            return Vec::new();
        }
    };
    let count = pages.len();
    let paint = Paint { paper, shapes: &frame.shapes, foot: frame.area("foot"), size };
    let drawn = pages.into_iter().enumerate();
    drawn
        .map(|(at, page)| draft.draw(&page, Running { page: at + 1, pages: count }, &paint, found))
        .collect()
}

/// What is on a sheet, before it is divided into pages.
struct Draft<'a> {
    press: &'a Press<'a>,
    village: &'a Village,
    guide: &'a Guide<'a>,
    link: CellCode,
    steps: Vec<CellCode>,
    body: Rect,
}

/// The paper that is drawn on.
struct Paint<'a> {
    paper: (f32, f32),
    shapes: &'a [Shape],
    foot: Rect,
    size: PaperSize,
}

/// One page, filled.
struct Page {
    top: Top,
    sets: Vec<(Set, Rect, f32)>,
    points: f32,
}

/// What stands above the columns.
struct Top {
    place: Paragraph,
    badge: Paragraph,
    title: Paragraph,
    panel: Option<Panel>,
    /// The link code with its caption above and the address to type below; on the first page.
    link: Option<(Paragraph, Paragraph)>,
    /// What is left for names, title and panel.
    width: f32,
    height: f32,
}

/// Where the steps codes stand on the first page.
#[derive(Clone, Copy)]
enum Codes {
    /// In a column at the right edge, one below the other.
    Column,
    /// In a band at the bottom, side by side.
    Band,
}

impl Draft<'_> {
    /// Fills one page with the largest type that holds everything, else several pages.
    fn fitted(&self, size: PaperSize) -> Result<Vec<Page>, TooLong> {
        let sizes = grid::type_sizes(size);
        for points in std::iter::once(&(sizes[0] * 1.13)).chain(sizes) {
            if let Ok(pages) = self.pages(*points)
                && pages.len() == 1
            {
                return Ok(pages);
            }
        }
        // More than one page: then type that is easy to read.
        self.pages(sizes[sizes.len() / 2])
    }

    fn pages(&self, points: f32) -> Result<Vec<Page>, TooLong> {
        let items = sheet_items::items(self.press, self.guide, Style::body(points));
        let mut rest: &[(Item, String)] = &items;
        let mut pages = Vec::new();
        while !rest.is_empty() || pages.is_empty() {
            let first = pages.is_empty();
            let top = self.top(points, first);
            let Some(columns) = self.columns(&top, points, first) else {
                return Err(self.panel_too_long());
            };
            let width = columns[0].w;
            let sets: Vec<Set> =
                rest.iter().map(|(item, _)| Set::new(item, self.press.faces, width)).collect();
            let taken = (1..=sets.len())
                .rev()
                .filter(|n| *n == sets.len() || !rest[n - 1].0.keep)
                .find_map(|n| {
                    let all: Vec<&Set> = sets[..n].iter().collect();
                    Some((n, column::flow(&all, &columns)?))
                });
            let Some((count, spots)) = taken else {
                if first {
                    // The codes leave no room: everything goes to the next page.
                    pages.push(Page { top, sets: Vec::new(), points });
                    continue;
                }
                let at = rest.iter().position(|(item, _)| !item.keep).unwrap_or(0);
                let (item, key) = &rest[at];
                let length = item.pieces.iter().map(|piece| piece.text.chars().count()).sum();
                return Err(TooLong { key: key.clone(), limit: length / 2, length });
            };
            let placed = sets.into_iter().zip(spots);
            let sets = placed.map(|(set, (column, y))| (set, columns[column], y)).collect();
            pages.push(Page { top, sets, points });
            rest = &rest[count..];
        }
        Ok(pages)
    }

    /// Fee, time or place fill the sheet: the longest of them is to blame.
    fn panel_too_long(&self) -> TooLong {
        let facts = &self.guide.facts;
        let words = facts.facts.iter().map(|(_, words)| words).chain(&facts.fee_notes);
        let length = words.map(|words| words.chars().count()).max().unwrap_or(0);
        TooLong { key: "fee".to_owned(), limit: length / 2, length }
    }

    fn top(&self, points: f32, first: bool) -> Top {
        let (faces, commune) = (self.press.faces, &self.press.site.commune);
        let link_side = code_side(&self.link.code, self.link.pixels);
        let width = if first { self.body.w - link_side - 1.0 } else { self.body.w };
        let place = [Some(commune.name.as_str()), commune.province.as_deref()];
        let place: Vec<&str> = place.into_iter().flatten().collect();
        let place = format!("{} · {}", furniture::hall_name(self.village), place.join(", "));
        let small = Style::body(points);
        let place = text::wrap(faces, &[Piece::bold(place, self.press.accent)], small, width);
        let style = Style::title(points * if first { 2.2 } else { 1.5 });
        let number = Piece::bold(self.guide.number.to_string(), Color::WHITE);
        let badge = text::one_line(faces, &number, style);
        let indent = badge.width() + style.size() * 1.1;
        let title = Piece::bold(&self.guide.procedure.title, Color::BLACK);
        let title = text::wrap(faces, &[title], style, width - indent);
        let panel = first.then(|| Panel::new(self.press, self.guide, points, width)).flatten();
        let link = first.then(|| {
            let caption = self.link.caption.as_deref().unwrap_or_default();
            let caption = Piece::bold(caption, self.press.accent);
            let style = Style::title(points.min(12.0));
            let caption = text::wrap(faces, &[caption], style, link_side);
            // On one line where it can be: a break in an address is read as a hyphen.
            let typed = Piece::bold(&self.guide.typed, Color::BLACK);
            let sizes = [12.0, 11.0, 10.0, 9.5, 9.0].into_iter().filter(|size| *size <= points);
            let lines = sizes.map(|size| {
                text::wrap(faces, std::slice::from_ref(&typed), Style::title(size), link_side)
            });
            let lines: Vec<Paragraph> = lines.collect();
            let one = lines.iter().find(|typed| typed.lines.len() == 1).or(lines.last());
            (caption, one.cloned().unwrap_or_else(|| text::wrap(faces, &[typed], style, link_side)))
        });
        let panel_height = panel.as_ref().map_or(0.0, |panel| panel.height + 1.0);
        let left = place.height() + 1.0 + title.height() + 2.0 + panel_height;
        let right = link.as_ref();
        let right = right.map_or(0.0, |(a, b)| a.height() + link_side + b.height() + 0.4);
        Top { place, badge, title, panel, link, width, height: left.max(right) + 2.5 }
    }

    /// Returns the columns for text: around the steps codes on the first page, two on the others;
    /// nothing when there is no room for the steps codes.
    fn columns(&self, top: &Top, points: f32, first: bool) -> Option<Vec<Rect>> {
        let (_, below) = self.body.cut_top(top.height);
        let size = Style::body(points).size();
        let gap = size * 1.6;
        if !first || self.steps.is_empty() {
            return Some(below.columns(2, gap));
        }
        match self.arrangement(below, points)? {
            Codes::Column => {
                let (left, _) = below.cut_left(below.w - self.steps_width() - 1.0);
                Some(left.columns(if left.w > size * 44.0 { 2 } else { 1 }, gap))
            }
            Codes::Band => {
                let (above, _) = below.cut_top(below.h - self.steps_height(points) - 1.0);
                Some(above.columns(2, gap))
            }
        }
    }

    fn arrangement(&self, below: Rect, points: f32) -> Option<Codes> {
        let caption = Style::title(points.min(12.0)).pitch() + 0.3;
        let sides = self.steps.iter().map(|code| code_side(&code.code, code.pixels));
        let (stacked, side_by_side) = sides
            .fold((0.0, 0.0), |(down, across), side| (down + side + caption, across + side + 0.5));
        if stacked <= below.h {
            Some(Codes::Column)
        } else if side_by_side <= below.w && self.steps_height(points) < below.h {
            Some(Codes::Band)
        } else {
            None
        }
    }

    fn steps_width(&self) -> f32 {
        self.steps.iter().map(|code| code_side(&code.code, code.pixels)).fold(0.0, f32::max)
    }

    fn steps_height(&self, points: f32) -> f32 {
        self.steps_width() + Style::title(points.min(12.0)).pitch() + 0.3
    }

    fn draw(
        &self,
        page: &Page,
        running: Running,
        paint: &Paint<'_>,
        found: &mut Diagnostics,
    ) -> Sheet {
        let press = self.press;
        let mut canvas = Canvas::new(press.faces, paint.paper.0, paint.paper.1, paint.shapes);
        self.draw_top(&mut canvas, &page.top);
        for (set, column, y) in &page.sets {
            set.draw(&mut canvas, *column, *y);
        }
        if running.page == 1 {
            let (_, below) = self.body.cut_top(page.top.height);
            self.draw_steps(&mut canvas, below, page.points);
        }
        let small = grid::smallest(paint.size);
        furniture::foot(press, &mut canvas, running, paint.foot, small.max(page.points * 0.8));
        let (drawing, faults) = canvas.finish();
        grid::report(&faults, self.village, found);
        let id = &self.guide.procedure.id;
        let mut file = format!("posters/{}/sheet-{id}", self.village.id);
        if running.page > 1 {
            file += &format!("-{}", running.page);
        }
        let (page, pages) = (running.page.to_string(), running.pages.to_string());
        let hall = furniture::hall_name(self.village);
        let words: [(&str, &str); 4] = [
            ("procedure", &self.guide.procedure.title),
            ("hall", &hall),
            ("page", &page),
            ("pages", &pages),
        ];
        let key = if running.pages > 1 { "poster.sheet_title_of" } else { "poster.sheet_title" };
        let title = press.strings.fill(key, &words);
        Sheet { file, title, kind: Kind::Sheet, hall: self.village.id.clone(), drawing }
    }

    fn draw_top(&self, canvas: &mut Canvas<'_>, top: &Top) {
        let (body, link_area) = self.body.cut_left(top.width);
        let y = canvas.paragraph(&top.place, body.y, Align::Left, body) + 1.0;
        let style = top.badge.style;
        let width = top.badge.width() + style.size() * 0.7;
        let badge = Rect::new(body.x, y, width, style.pitch());
        canvas.fill(badge, style.size() * 0.2, self.press.accent);
        canvas.paragraph(&top.badge, y, Align::Centre, badge.inset(-0.5));
        let (_, words) = body.cut_left(width + style.size() * 0.4);
        let y = canvas.paragraph(&top.title, y, Align::Left, words) + 2.0;
        if let Some(panel) = &top.panel {
            panel.draw(self.press, canvas, Rect::new(body.x, y, body.w, panel.height));
        }
        if let Some((caption, typed)) = &top.link {
            let y = canvas.paragraph(caption, link_area.y, Align::Centre, link_area);
            let CellCode { id, payload, code, pixels, .. } = &self.link;
            let x = link_area.right() - code_side(code, *pixels);
            let y = canvas.code(id, payload, code, [x, y], *pixels).bottom() + 0.2;
            canvas.paragraph(typed, y, Align::Centre, link_area);
        }
    }

    fn draw_steps(&self, canvas: &mut Canvas<'_>, below: Rect, points: f32) {
        let Some(arrangement) = self.arrangement(below, points) else { return };
        let style = Style::title(points.min(12.0));
        let (mut x, mut y) = match arrangement {
            Codes::Column => (below.right() - self.steps_width(), below.y),
            Codes::Band => (below.x, below.bottom() - self.steps_height(points)),
        };
        for code in &self.steps {
            let side = code_side(&code.code, code.pixels);
            let area = Rect::new(x, y, side, below.h);
            let mut top = y;
            if let Some(caption) = &code.caption {
                let piece = Piece::bold(caption, self.press.accent);
                let caption = text::one_line(self.press.faces, &piece, style);
                top = canvas.paragraph(&caption, y, Align::Centre, area);
            }
            let placed = canvas.code(&code.id, &code.payload, &code.code, [x, top], code.pixels);
            match arrangement {
                Codes::Column => y = placed.bottom() + 0.2,
                Codes::Band => x = placed.right() + 0.4,
            }
        }
    }
}
