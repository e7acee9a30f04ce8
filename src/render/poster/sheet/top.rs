//! The top of a sheet's page: hall, number and title, the panel, and the link code.

use super::panel::Panel;
use crate::model::Village;
use crate::render::drawing::Color;
use crate::render::layout::Rect;
use crate::render::layout::canvas::{Align, Canvas, code_side};
use crate::render::layout::text::{self, Paragraph, Piece, Style};
use crate::render::poster::codes::CellCode;
use crate::render::poster::furniture;
use crate::render::poster::press::{Guide, Press};

/// What stands above the columns, set for one page.
pub struct Top {
    /// The height of names and panel in mm, with the space below.
    pub height: f32,
    /// The height of the link code with its words in mm, with the space below.
    pub code_height: f32,
    place: Paragraph,
    badge: Paragraph,
    title: Paragraph,
    panel: Option<Panel>,
    /// Whether the panel takes the whole width below the link code.
    below: bool,
    caption: Paragraph,
    typed: Paragraph,
    /// Where the steps codes are, when they are not on this page.
    note: Option<Paragraph>,
    /// The side of a module of the link code in pixels.
    pixels: usize,
    /// The width for the link code and its address.
    pub right: f32,
}

/// What a top is made for.
pub struct Wanted<'a> {
    /// The hall.
    pub village: &'a Village,
    /// The procedure.
    pub guide: &'a Guide<'a>,
    /// Its link code, with the module that the first page has.
    pub link: &'a CellCode,
    /// The width and height of the page without edges and foot.
    pub body: Rect,
    /// The size of running text in points.
    pub points: f32,
    /// The smallest size of type in points.
    pub smallest: f32,
    /// Whether it is the first page: it alone has a large code.
    pub first: bool,
    /// Whether it has the panel.
    pub panel: bool,
    /// Whether it says that the steps codes are on the next page.
    pub elsewhere: bool,
}

/// Titles of at most this many characters stand on one line.
const SHORT_TITLE: usize = 20;

/// Between the link code and what stands beside it, in mm.
const GAP: f32 = 3.0;

/// Above the words that tell where the steps codes are, in mm.
const NOTE_GAP: f32 = 1.0;

impl Top {
    /// Sets the top of a page.
    #[must_use]
    pub fn new(press: &Press<'_>, wanted: &Wanted<'_>) -> Self {
        let Wanted { village, guide, link, body, points, smallest, first, panel, elsewhere } =
            *wanted;
        let faces = press.faces;
        let pixels = if first { link.pixels } else { (link.pixels * 2 / 3).max(10) };
        let side = code_side(&link.code, pixels);
        let caption = Piece::bold(link.caption.as_deref().unwrap_or_default(), press.accent);
        let typed = Piece::bold(&guide.typed, Color::BLACK);
        let (typed, right) = address(press, typed, side, (points, smallest));
        let caption =
            text::wrap(faces, &[caption], Style::title(smallest.max(points * 0.8)), right);
        let note = elsewhere.then(|| {
            let words = press.strings.fill("poster.steps_code_on", &[("page", "2")]);
            let piece = Piece::bold(words, press.accent);
            text::wrap(faces, &[piece], Style::title(smallest.max(points * 0.8)), right)
        });
        let width = body.w - right - GAP;
        let commune = &press.site.commune;
        let place = [Some(commune.name.as_str()), commune.province.as_deref()];
        let place: Vec<&str> = place.into_iter().flatten().collect();
        let place = format!("{} · {}", furniture::hall_name(village), place.join(", "));
        let small = Style::body(smallest.max(points * 0.85));
        let place = Piece::bold(place, press.accent);
        let line = [small, Style::body(smallest)].map(|style| text::one_line(faces, &place, style));
        let place = match line.into_iter().find(|line| line.width() <= width) {
            Some(line) => line,
            None => text::wrap(faces, &[place], small, width),
        };
        let (badge, title) = heading(press, guide, points, (width, body.h), first);
        let names = place.height() + 1.0 + title.height();
        let noted = note.as_ref().map_or(0.0, |note| note.height() + NOTE_GAP);
        let code = caption.height() + side + typed.height() + noted;
        let panel = |width: f32| panel.then(|| Panel::new(press, guide, points, width)).flatten();
        let taken = |panel: &Option<Panel>| panel.as_ref().map_or(0.0, |panel| panel.height + GAP);
        let (beside, whole) = (panel(width), panel(body.w));
        let with_beside = names + taken(&beside);
        let with_whole = names.max(code) + taken(&whole);
        // Beside the code it looks best; below it a long one needs fewer lines.
        let below = with_whole + points * 0.5 < with_beside.max(code);
        let (height, panel) = if below { (with_whole, whole) } else { (with_beside, beside) };
        let code_height = code.max(if below { height } else { 0.0 }) + points * 0.35;
        let height = height + points * 0.35;
        Self {
            height,
            code_height,
            place,
            badge,
            title,
            panel,
            below,
            caption,
            typed,
            note,
            pixels,
            right,
        }
    }

    /// Draws it at the upper edge of `body`.
    pub fn draw(&self, press: &Press<'_>, canvas: &mut Canvas<'_>, body: Rect, link: &CellCode) {
        let (left, _) = body.cut_left(body.w - self.right - GAP);
        let y = canvas.paragraph(&self.place, body.y, Align::Left, left) + 1.0;
        let style = self.badge.style;
        let width = self.badge.width() + style.size() * 0.7;
        let badge = Rect::new(body.x, y, width, style.pitch());
        canvas.fill(badge, style.size() * 0.2, press.accent);
        canvas.paragraph(&self.badge, y, Align::Centre, badge.inset(-0.5));
        let (_, words) = left.cut_left(width + style.size() * 0.4);
        let names = canvas.paragraph(&self.title, y, Align::Left, words);
        let (_, right) = body.cut_left(body.w - self.right);
        let side = code_side(&link.code, self.pixels);
        // Beside an address that is longer it ends at the margin, as the columns do.
        let (align, x) = if self.right > side * 1.3 {
            (Align::Right, right.right() - side)
        } else {
            (Align::Centre, right.x + (right.w - side) / 2.0)
        };
        let y = canvas.paragraph(&self.caption, body.y, align, right);
        let placed = canvas.code(&link.id, &link.payload, &link.code, [x, y], self.pixels);
        let mut code = canvas.paragraph(&self.typed, placed.bottom(), align, right);
        if let Some(note) = &self.note {
            code = canvas.paragraph(note, code + NOTE_GAP, align, right);
        }
        if let Some(panel) = &self.panel {
            let width = if self.below { body.w } else { left.w };
            let y = if self.below { names.max(code) } else { names } + GAP;
            panel.draw(press, canvas, Rect::new(body.x, y, width, panel.height));
        }
    }
}

/// Sets the address to type, on one line where it can be: a break in it is read as a hyphen. Also
/// returns the width that it shares with the code of this `side`.
fn address(
    press: &Press<'_>,
    typed: Piece,
    side: f32,
    (points, smallest): (f32, f32),
) -> (Paragraph, f32) {
    let sizes = [1.0, 0.9, 0.8, 0.0].map(|times| smallest.max(points * times));
    let lines = sizes.map(|size| text::one_line(press.faces, &typed, Style::title(size)));
    if let Some(line) = lines.iter().find(|line| line.width() <= side) {
        return (line.clone(), side);
    }
    let [.., least] = &lines;
    if least.width() <= side * 2.2 {
        return (least.clone(), least.width() + 0.1);
    }
    (text::wrap(press.faces, &[typed], Style::title(smallest), side), side)
}

/// Sets number and title as large as the page allows: a third of its height at most, but for the
/// longest.
fn heading(
    press: &Press<'_>,
    guide: &Guide<'_>,
    points: f32,
    (width, height): (f32, f32),
    first: bool,
) -> (Paragraph, Paragraph) {
    let times: &[f32] = if first { &[2.3, 2.0, 1.7, 1.4, 1.2, 1.0] } else { &[1.4, 1.2, 1.0] };
    let set = times.iter().map(|times| {
        let style = Style::title(points * times);
        let number = Piece::bold(guide.number.to_string(), Color::WHITE);
        let badge = text::one_line(press.faces, &number, style);
        let indent = badge.width() + style.size() * 1.1;
        let title = Piece::bold(&guide.procedure.title, Color::BLACK);
        (badge, text::wrap(press.faces, &[title], style, width - indent))
    });
    let most = height * if first { 0.2 } else { 0.12 };
    // A short title in two lines looks torn.
    let is_short = guide.procedure.title.chars().count() <= SHORT_TITLE;
    let mut last = None;
    for (badge, title) in set {
        let lines = if is_short { 1 } else { 2 };
        if title.height() <= most && title.lines.len() <= lines {
            return (badge, title);
        }
        last = Some((badge, title));
    }
    last.expect("there is at least one size")
}
