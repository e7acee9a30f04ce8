//! A link code with words above it and the address to type below.

use super::press::Press;
use crate::diagnostic::{Diagnostic, Diagnostics, say};
use crate::model::site::Thing;
use crate::model::{Id, Link};
use crate::render::drawing::Color;
use crate::render::layout::Rect;
use crate::render::layout::canvas::{Align, Canvas, code_side};
use crate::render::layout::text::{self, Paragraph, Piece, Style};
use crate::render::qr::{self, Code};

/// A link code, ready to be placed.
pub struct Tag {
    id: String,
    payload: String,
    code: Code,
    pixels: usize,
    above: Paragraph,
    below: Option<Paragraph>,
}

impl Tag {
    /// Makes the code of a page of the guide for a hall, at `pixels` a module, its words in type of at
    /// least `points`; nothing when the address is too long, which the finding says.
    pub fn of_page(
        press: &Press<'_>,
        (thing, id, hall): (Thing, &Id, Option<&Id>),
        caption: &str,
        (pixels, points): (usize, f32),
        found: &mut Diagnostics,
    ) -> Option<Self> {
        let payload = press.addresses.short_link(thing, id, hall);
        let Some(code) = short(&payload) else {
            report_address(press, &payload, found);
            return None;
        };
        let name = format!("link-{}", press.addresses.number(thing, id));
        let typed = press.addresses.typed(thing, id);
        Some(Self::new(press, (name, payload, code), (caption, Some(&typed)), (pixels, points)))
    }

    /// Makes the code of an address outside; nothing when it is too long for a code.
    #[must_use]
    pub fn of_link(
        press: &Press<'_>,
        name: &str,
        link: &Link,
        caption: &str,
        (pixels, points): (usize, f32),
    ) -> Option<Self> {
        let payload = link.as_str().to_owned();
        let code = qr::link(&payload)?;
        let typed = payload.trim_start_matches("https://").trim_end_matches('/');
        // A long address is not typed: its host says whose it is.
        let typed = if typed.chars().count() > MOST_TYPED { link.host() } else { typed };
        let parts = (name.to_owned(), payload.clone(), code);
        Some(Self::new(press, parts, (caption, Some(typed)), (pixels, points)))
    }

    fn new(
        press: &Press<'_>,
        (id, payload, code): (String, String, Code),
        (caption, typed): (&str, Option<&str>),
        (pixels, points): (usize, f32),
    ) -> Self {
        let side = code_side(&code, pixels);
        // On one line, even where it is wider than the code: a break in an address is read as a
        // hyphen. The code's column is as wide as the widest of the three.
        let line = |piece: Piece| {
            let sizes = [(1.35, 1.3), (1.25, 1.3), (1.15, 1.3), (1.08, 1.3), (1.0, 1.9)];
            let set = sizes.map(|(times, widest)| {
                let style = Style::title(points * times);
                text::wrap(press.faces, std::slice::from_ref(&piece), style, side * widest)
            });
            let one = set.iter().find(|set| set.lines.len() == 1).or(set.first());
            one.cloned().expect("there are sizes")
        };
        let above = line(Piece::bold(caption, press.accent));
        let below = typed.map(|typed| line(Piece::bold(typed, Color::BLACK)));
        Self { id, payload, code, pixels, above, below }
    }

    /// Returns its width in mm, quiet zone included.
    #[must_use]
    pub fn width(&self) -> f32 {
        let below = self.below.as_ref().map_or(0.0, Paragraph::width);
        below.max(self.above.width()).max(self.side())
    }

    fn side(&self) -> f32 {
        code_side(&self.code, self.pixels)
    }

    /// Returns its height in mm with the words.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.above.height() + self.side() + self.below.as_ref().map_or(0.0, Paragraph::height) + 0.6
    }

    /// Draws it with its upper left corner at `at`.
    pub fn draw(&self, canvas: &mut Canvas<'_>, at: [f32; 2]) {
        let within = Rect::new(at[0] - 0.1, at[1], self.width() + 0.2, self.height() + 0.2);
        let y = canvas.paragraph(&self.above, at[1], Align::Centre, within);
        let corner = [at[0] + (self.width() - self.side()) / 2.0, y + 0.1];
        let placed = canvas.code(&self.id, &self.payload, &self.code, corner, self.pixels);
        if let Some(below) = &self.below {
            canvas.paragraph(below, placed.bottom() + 0.2, Align::Centre, within);
        }
    }
}

/// The most characters of an address outside that somebody types.
const MOST_TYPED: usize = 32;

/// Makes a code that still has room on every poster: at most version 10.
#[must_use]
pub fn short(payload: &str) -> Option<Code> {
    qr::link(payload).filter(|code| code.version <= 10)
}

/// Says that the site's address is too long for codes.
pub fn report_address(press: &Press<'_>, payload: &str, found: &mut Diagnostics) {
    let length = payload.chars().count();
    let place = press.site.commune.origin.place("address");
    let text = say(
        format!("địa chỉ của trang web quá dài cho mã trên tờ in: {length} ký tự"),
        format!("the site's address is too long for the code of a poster: {length} characters"),
    );
    let hint =
        say("hãy dùng địa chỉ ngắn hơn, như https://tthc.xa-abc.gov.vn/", "use a shorter address");
    found.push(Diagnostic::error("poster-link-too-long", place, text).hint(hint));
}

/// Returns the side of a module in pixels of 300 dpi for a code that is read at arm's length, on
/// paper whose short side is `short` mm: 12 (1 mm) on A5, 17 on A4, 24 on A3, 34 on A2.
#[must_use]
pub fn pixels(short: f32) -> usize {
    ((short * 17.0 / 210.0).round() as usize).max(12)
}
