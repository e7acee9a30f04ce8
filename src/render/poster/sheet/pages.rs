//! A procedure divided over the pages of its sheet, in one of the ways there are.

use super::codes::{self, StepsCode};
use super::flow::{self, Placed, Spot, Tear};
use super::items::{self, Entry, Order};
use super::top::{Top, Wanted};
use crate::model::Village;
use crate::model::village::PaperSize;
use crate::render::layout::Rect;
use crate::render::layout::column::Set;
use crate::render::layout::text::Style;
use crate::render::poster::codes::CellCode;
use crate::render::poster::misfit::TooLong;
use crate::render::poster::press::{Guide, Press};

/// What is on a sheet, before it is divided into pages.
pub struct Pages<'a> {
    /// Words, fonts and colours.
    pub press: &'a Press<'a>,
    /// The hall.
    pub village: &'a Village,
    /// The procedure.
    pub guide: &'a Guide<'a>,
    /// On every page.
    pub link: CellCode,
    /// On the first page that has room.
    pub steps: Vec<CellCode>,
    /// A page without edges and foot.
    pub body: Rect,
    /// Width and height of the paper in mm.
    pub paper: (f32, f32),
    /// Its size.
    pub size: PaperSize,
}

/// One page, filled.
pub struct Page {
    /// What stands above the columns.
    pub top: Top,
    /// Items with their columns and tops.
    pub sets: Vec<(Set, Rect, f32)>,
    /// Steps codes.
    pub codes: Vec<StepsCode>,
    /// The size of running text in points.
    pub points: f32,
}

/// One way of dividing a procedure over pages.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// The size of running text in points.
    pub points: f32,
    /// Where its lists may be torn.
    pub tear: Tear,
    /// How many of its extras it has.
    pub extras: usize,
    /// What comes first.
    pub order: Order,
    /// Whether the steps codes leave the first page to the words.
    pub codes_later: bool,
    /// The most pages.
    pub most: usize,
}

/// The pages that a way needs.
pub struct Divided {
    /// In order.
    pub pages: Vec<Page>,
    /// How many steps stand on the first.
    pub steps: usize,
    /// Whether papers or steps go on over the page.
    pub torn: bool,
}

impl Pages<'_> {
    /// Divides everything over pages; nothing when that needs too many.
    ///
    /// # Errors
    /// When an item has no room even alone.
    pub fn divided(&self, way: &Way) -> Result<Option<Divided>, TooLong> {
        let Way { points, extras, order, most, .. } = *way;
        let panel = self.top(way, true, true).height <= self.body.h * 0.55;
        let style = Style::body(points);
        let wanted = items::Wanted { extras, panel, order };
        let entries = items::items(self.press, self.guide, style, wanted);
        let width = self.columns(self.body)[0].w;
        let set = |entry: &Entry| Placed {
            set: Set::new(&entry.item, self.press.faces, width),
            part: entry.part,
        };
        let mut items: Vec<Placed> = entries.iter().map(set).collect();
        let (mut done, mut coded) = (0, 0);
        let mut pages: Vec<Page> = Vec::new();
        let mut ends: Vec<usize> = Vec::new();
        while !items.is_empty() || coded < self.steps.len() || pages.is_empty() {
            if pages.len() == most {
                return Ok(None);
            }
            let first = pages.is_empty();
            let mut page = self.page(way, first, panel && first, coded)?;
            coded += page.codes.len();
            let columns = self.free(&page, points);
            let spots = filled(&items, &columns, way.tear, page.codes.is_empty());
            if spots.is_empty() && page.codes.is_empty() && !items.is_empty() && !first {
                return Err(too_long(&entries[done..], &items, &columns));
            }
            if !first && items.is_empty() && page.codes.is_empty() {
                return Err(self.steps_too_long());
            }
            done += spots.len();
            let rest = items.split_off(spots.len());
            let placed = items.into_iter().zip(spots);
            page.sets = placed.map(|(item, (at, y))| (item.set, columns[at], y)).collect();
            items = rest;
            pages.push(page);
            ends.push(done);
        }
        let steps = entries[..ends[0]].iter().filter(|entry| entry.key.starts_with("steps["));
        let part = |at: usize| entries.get(at).map(|entry| entry.part);
        let torn =
            |end: &usize| *end > 0 && part(*end - 1) == part(*end) && entries[*end - 1].is_listed();
        Ok(Some(Divided { steps: steps.count(), torn: ends.iter().any(torn), pages }))
    }

    fn top(&self, way: &Way, first: bool, panel: bool) -> Top {
        let (village, guide, link, body) = (self.village, self.guide, &self.link, self.body);
        let (points, smallest) = (way.points, self.size.smallest_type());
        let elsewhere = first && way.codes_later && !self.steps.is_empty();
        let wanted =
            Wanted { village, guide, link, body, points, smallest, first, panel, elsewhere };
        Top::new(self.press, &wanted)
    }

    /// Begins a page: its top, and the steps codes from `coded` on that have room.
    fn page(&self, way: &Way, first: bool, panel: bool, coded: usize) -> Result<Page, TooLong> {
        let points = way.points;
        let top = self.top(way, first, panel);
        if top.height > self.body.h * 0.85 {
            return Err(self.title_too_long(self.body.h * 0.85 / top.height));
        }
        let mut page = Page { top, sets: Vec::new(), codes: Vec::new(), points };
        if first && way.codes_later {
            return Ok(page);
        }
        let columns = self.below(&page.top);
        let smallest = self.size.smallest_type();
        let style = Style::title(smallest.max(points * 0.8));
        let left = codes::Left { codes: &self.steps, from: coded, style, smallest };
        page.codes = match columns.as_slice() {
            [one] => {
                // On the first page the text comes first.
                let spare = if first { points * 4.0 } else { 0.0 };
                left.side_by_side(self.press, *one, spare)
            }
            several => left.in_columns(self.press, several),
        };
        Ok(page)
    }

    fn title_too_long(&self, share: f32) -> TooLong {
        let length = self.guide.procedure.title.chars().count();
        TooLong { key: "title".to_owned(), limit: (length as f32 * share) as usize, length }
    }

    /// A steps code is larger than a page of this theme.
    fn steps_too_long(&self) -> TooLong {
        let lengths = self.steps.iter().map(|code| code.payload.chars().count());
        let length = lengths.max().unwrap_or(0);
        TooLong { key: "steps".to_owned(), limit: length / 2, length }
    }

    /// Divides an area into the columns of this paper.
    pub(super) fn columns(&self, area: Rect) -> Vec<Rect> {
        let (width, height) = self.paper;
        let count = match (self.size, width > height) {
            (PaperSize::A5, false) => 1,
            (PaperSize::A5, true) | (_, false) => 2,
            (_, true) => 3,
        };
        area.columns(count, width.min(height) * 0.034)
    }

    /// Returns the columns below a top; one beside the link code begins higher.
    fn below(&self, top: &Top) -> Vec<Rect> {
        let mut columns = self.columns(self.body);
        let code = self.body.right() - top.right - 3.0;
        for column in &mut columns {
            let height = if column.right() > code { top.code_height } else { 0.0 };
            *column = column.cut_top(top.height.max(height)).1;
        }
        columns
    }

    /// Returns the columns for text: below the top and the codes.
    fn free(&self, page: &Page, points: f32) -> Vec<Rect> {
        let least = Style::body(points).pitch() * 3.0;
        let mut columns = self.below(&page.top);
        for column in &mut columns {
            for code in &page.codes {
                let area = code.area(&self.steps);
                let beside = area.right() <= column.x || area.x >= column.right();
                if !beside && area.bottom() + 1.0 > column.y {
                    *column = column.cut_top(area.bottom() - column.y + 1.0).1;
                }
            }
        }
        columns.retain(|column| column.h >= least);
        columns
    }
}

/// Fills a page; the last page tears no list if it need not, and one that has
/// text `alone` takes at least what fits.
fn filled(items: &[Placed], columns: &[Rect], tear: Tear, alone: bool) -> Vec<Spot> {
    let mut spots = flow::fill(items, columns, Tear::Parts);
    if spots.len() < items.len() {
        spots = flow::fill(items, columns, tear);
    }
    if spots.is_empty() && alone {
        spots = flow::fill(items, columns, Tear::Anywhere);
    }
    spots
}

/// The first item that is no heading has no room.
fn too_long(entries: &[Entry], items: &[Placed], columns: &[Rect]) -> TooLong {
    let at = items.iter().position(|item| !item.set.keep()).unwrap_or(0);
    let length = entries[at].item.pieces.iter().map(|piece| piece.text.chars().count()).sum();
    let room = columns.iter().map(|column| column.h).fold(0.0, f32::max);
    let share = (room / items[at].set.height()).clamp(0.05, 0.95);
    let limit = (length as f32 * share) as usize;
    TooLong { key: entries[at].key.clone(), limit: limit / 10 * 10, length }
}
