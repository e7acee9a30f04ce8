//! A Markdown page in the largest type that fits: calm, centred, with a small code of the page.

use super::blank::{self, Blank, Matter};
use super::press::{Press, Running};
use super::record;
use super::tag::{self, Tag};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, say};
use crate::model::Village;
use crate::model::block::{Block, BlockKind};
use crate::model::site::{Page, Thing};
use crate::model::village::{Kind, Orientation, PaperSize};
use crate::render::Sheet;
use crate::render::drawing::{Color, Weight};
use crate::render::layout::Rect;
use crate::render::layout::canvas::{Align, Canvas};
use crate::render::layout::text::{self, Paragraph, Piece, Style};

/// Draws one sheet for every page that is a poster, in their order.
pub fn slogans(
    press: &Press<'_>,
    village: &Village,
    paper: (PaperSize, Orientation),
    found: &mut Diagnostics,
) -> Vec<Sheet> {
    let pages: Vec<&Page> = press.order.pages.iter().copied().filter(|page| page.poster).collect();
    if pages.is_empty() {
        return Vec::new();
    }
    let Some(blank) = Blank::new(press, village, Kind::Slogan, paper, found) else {
        return Vec::new();
    };
    pages.into_iter().filter_map(|page| sheet(&blank, page, found)).collect()
}

fn sheet(blank: &Blank<'_>, page: &Page, found: &mut Diagnostics) -> Option<Sheet> {
    let (press, body) = (blank.press, blank.body);
    let caption = press.strings.get("poster.slogan_scan");
    let thing = (Thing::Page, &page.id, Some(&blank.village.id));
    let pixels = tag::pixels(blank.size.mm().0 * 0.8);
    let tag = Tag::of_page(press, thing, caption, (pixels, blank.small), found)?;
    let size = Style::body(blank.small).size();
    // Where the paper lies, the code stands at the side; else at the foot. Title and text share an
    // axis.
    let lies = body.w > body.h;
    let main = if lies { Rect { w: body.w - tag.width() - size * 2.0, ..body } } else { body };
    let Some(title) = blank.title(&page.title, press.accent, (9.0, 2.0), (main.w, body.h * 0.22))
    else {
        blank::report(&page.origin, "title", page.title.chars().count(), found);
        return None;
    };
    placeholders(page, found);
    let (_, below) = main.cut_top(title.height() + size * 1.6);
    let room = if lies { below } else { Rect { h: below.h - tag.height() - size * 1.5, ..below } };
    let sections = sections(&page.blocks);
    let Some(set) = fitted(blank, &sections, room) else {
        report(page, found);
        return None;
    };
    let hall = super::furniture::hall_name(blank.village);
    let words = [("title", page.title.as_str()), ("hall", &hall)];
    let matter = Matter {
        file: format!("slogan-{}", page.id),
        title: press.strings.fill("poster.slogan_title", &words),
        subject: Some(press.addresses.number(Thing::Page, &page.id)),
        told: record::service::slogan(press, blank.village, page),
    };
    let sheet = blank.sheet(matter, Running { page: 1, pages: 1 }, found, |canvas| {
        canvas.paragraph(&title, main.y, Align::Centre, main);
        set.draw(canvas, room);
        let x =
            if lies { body.right() - tag.width() } else { body.x + (body.w - tag.width()) / 2.0 };
        tag.draw(canvas, [x, body.bottom() - tag.height() - 0.3]);
    });
    Some(sheet)
}

/// Names the longest block, or the title, of a page that no type is small enough for.
fn report(page: &Page, found: &mut Diagnostics) {
    let length: usize = page.blocks.iter().map(|block| block.text().chars().count()).sum();
    let longest = page.blocks.iter().max_by_key(|block| block.text().chars().count());
    let place = longest.map_or_else(
        || page.origin.place("title"),
        |block| Place::new(page.origin.file().clone(), block.start, block.end),
    );
    let text = say(
        format!("bài viết của tờ chữ lớn dài {length} ký tự, chữ nhỏ nhất cũng không đủ chỗ"),
        format!("the text of this page in large type has {length} characters and does not fit"),
    );
    let hint = say(
        "viết ngắn lại, chia thành hai trang, hoặc chọn cỡ giấy lớn hơn",
        "shorten it, divide it into two pages, or choose larger paper",
    );
    found.push(Diagnostic::error("slogan-too-long", place, text).hint(hint));
}

/// Warns of words that only hold the place of the commune's own.
fn placeholders(page: &Page, found: &mut Diagnostics) {
    let open = page.blocks.iter().find(|block| block.text().contains(PLACEHOLDER));
    let Some(block) = open else { return };
    let place = Place::new(page.origin.file().clone(), block.start, block.end);
    let text = say(
        format!("tờ chữ lớn «{}» còn chỗ ghi «{PLACEHOLDER}»", page.title),
        format!("the page in large type \"{}\" still says \"{PLACEHOLDER}\"", page.title),
    );
    let hint = say(
        "thay bằng lời văn của xã, hoặc bỏ dòng poster: true",
        "write the commune's own words, or remove poster: true",
    );
    found.push(Diagnostic::warning("slogan-placeholder", place, text).hint(hint));
}

/// What stands where the commune has not yet written.
const PLACEHOLDER: &str = "(xã điền)";

/// Divides blocks at their headings.
fn sections(blocks: &[Block]) -> Vec<&[Block]> {
    let mut sections = Vec::new();
    let mut start = 0;
    for at in 1..blocks.len() {
        if blocks[at].kind == BlockKind::Heading && blocks[at - 1].kind != BlockKind::Heading {
            sections.push(&blocks[start..at]);
            start = at;
        }
    }
    sections.push(&blocks[start..]);
    sections
}

/// A paragraph with the room above it, and whether it is an item of a list.
type Above = (f32, Paragraph, bool);

/// Paragraphs in columns, each with the room above it; what stands before the first heading goes
/// across.
struct Spread {
    lead: Vec<Above>,
    columns: Vec<Vec<Above>>,
    gap: f32,
}

/// Sets the sections below or beside each other: whichever allows the larger type.
fn fitted(blank: &Blank<'_>, sections: &[&[Block]], room: Rect) -> Option<Spread> {
    let times = (0..40).map(|at| 8.0 - 0.18 * at as f32).chain([1.0]);
    for times in times {
        let points = blank.small * times;
        let gap = Style::body(points).size() * 2.0;
        for count in [1, sections.len().min(4)] {
            let columns = Spread::new(blank, sections, count, (points, gap), room);
            if columns.is_some() {
                return columns;
            }
        }
    }
    None
}

impl Spread {
    fn new(
        blank: &Blank<'_>,
        sections: &[&[Block]],
        count: usize,
        (points, gap): (f32, f32),
        room: Rect,
    ) -> Option<Self> {
        let is_lead = |blocks: &&[Block]| {
            count > 1 && blocks.first().is_some_and(|block| block.kind != BlockKind::Heading)
        };
        let (lead, sections) = match sections.split_first() {
            Some((first, rest)) if is_lead(first) => (*first, rest),
            _ => (&[][..], sections),
        };
        let set = |blocks: &mut dyn Iterator<Item = &Block>, width: f32| {
            let set = blocks.enumerate();
            let set = set.map(|(at, block)| paragraph(blank, at, block, points, width));
            set.collect::<Option<Vec<Above>>>()
        };
        let lead = set(&mut lead.iter(), room.w)?;
        let count = count.min(sections.len()).max(1);
        let each = sections.len().div_ceil(count).max(1);
        let width = room.columns(count, gap)[0].w;
        let mut columns = Vec::new();
        for sections in sections.chunks(each) {
            let column = set(&mut sections.iter().flat_map(|blocks| blocks.iter()), width)?;
            // Side by side looks calm only where no item is broken.
            if count > 1 && column.iter().any(|(_, set, _)| set.lines.len() > 1) {
                return None;
            }
            columns.push(column);
        }
        let all = Self { lead, columns, gap };
        (all.height() <= room.h).then_some(all)
    }

    fn height(&self) -> f32 {
        let tallest = self.columns.iter().map(|set| stacked(set)).fold(0.0, f32::max);
        let between = if self.lead.is_empty() { 0.0 } else { self.gap / 2.0 };
        stacked(&self.lead) + between + tallest
    }

    /// Draws everything in the middle of the room.
    fn draw(&self, canvas: &mut Canvas<'_>, room: Rect) {
        let mut y = room.y + (room.h - self.height()) / 2.0;
        y = draw(canvas, &self.lead, y, room);
        let top = if self.lead.is_empty() { y } else { y + self.gap / 2.0 };
        let areas = room.columns(self.columns.len().max(1), self.gap);
        for (set, area) in self.columns.iter().zip(areas) {
            draw(canvas, set, top, area);
        }
    }
}

/// Draws a column from `y`; returns where it ends. Items begin at one edge, and the longest of them
/// stands in the middle.
fn draw(canvas: &mut Canvas<'_>, set: &[Above], mut y: f32, area: Rect) -> f32 {
    let items = set.iter().filter(|(.., is_item)| *is_item);
    let widest = items.map(|(_, paragraph, _)| paragraph.width()).fold(0.0, f32::max);
    let (_, block) = area.cut_left((area.w - widest) / 2.0);
    for (above, paragraph, is_item) in set {
        let (align, within) = if *is_item { (Align::Left, block) } else { (Align::Centre, area) };
        y = canvas.paragraph(paragraph, y + above, align, within);
    }
    y
}

fn stacked(set: &[Above]) -> f32 {
    set.iter().map(|(above, paragraph, _)| above + paragraph.height()).sum()
}

/// Sets one block; nothing when a word of it would be broken.
fn paragraph(
    blank: &Blank<'_>,
    at: usize,
    block: &Block,
    points: f32,
    width: f32,
) -> Option<Above> {
    let press = blank.press;
    let is_heading = block.kind == BlockKind::Heading;
    let style = Style::title(if is_heading { points * 1.25 } else { points });
    let mut pieces = Vec::new();
    if let BlockKind::Item(Some(number)) = block.kind {
        pieces.push(Piece::bold(format!("{number}. "), press.accent));
    }
    pieces.extend(block.spans.iter().map(|span| Piece {
        text: span.text.clone(),
        weight: if span.bold || is_heading { Weight::Bold } else { Weight::Regular },
        color: if is_heading { press.accent } else { Color::BLACK },
    }));
    let words = pieces.iter().flat_map(|piece| {
        piece.text.split_whitespace().map(|word| Piece { text: word.to_owned(), ..piece.clone() })
    });
    let mut words = words.map(|word| text::one_line(press.faces, &word, style).width());
    if points > blank.small && words.any(|length| length > width) {
        return None;
    }
    let above = match block.kind {
        _ if at == 0 => 0.0,
        BlockKind::Heading => style.size() * 0.9,
        BlockKind::Paragraph => style.size() * 0.45,
        BlockKind::Item(_) => style.size() * 0.2,
    };
    let is_item = matches!(block.kind, BlockKind::Item(_));
    // Lines of items are even at the left: nothing to balance.
    let style = Style { balanced: style.balanced && !is_item, ..style };
    Some((above, text::wrap(press.faces, &pieces, style, width), is_item))
}
