//! A blank sheet of a kind: frame, names of hall and commune at the top, foot; and what every kind
//! needs to fill it: titles in the largest type that fits, codes with their address.

use super::finish::Finish;
use super::frame::{Frame, Room};
use super::furniture::{self, HeadCode, SHEET_PIXELS};
use super::misfit::{self, TooLong};
use super::press::{Press, Running};
use super::record::Told;
use crate::diagnostic::Diagnostics;
use crate::ledger::slot::Slot;
use crate::model::village::{Kind, Orientation, PaperSize};
use crate::model::{Origin, Village};
use crate::render::Sheet;
use crate::render::drawing::Color;
use crate::render::font::Faces;
use crate::render::layout::Rect;
use crate::render::layout::canvas::{Align, Canvas};
use crate::render::layout::text::{self, Paragraph, Piece, Style};

/// A sheet of paper of one kind for one hall, before anything is on it.
pub struct Blank<'a> {
    /// What every poster shares.
    pub press: &'a Press<'a>,
    /// The hall.
    pub village: &'a Village,
    /// What the sheet is filled with.
    pub body: Rect,
    /// The smallest type in points.
    pub small: f32,
    /// The paper.
    pub size: PaperSize,
    kind: Kind,
    orientation: Orientation,
    paper: (f32, f32),
    frame: Frame,
    names: Paragraph,
    feedback: Option<HeadCode>,
}

/// What a sheet is called, what it is about and what it tells.
pub struct Matter {
    /// The name of its file without folder and ending: `notice-1`.
    pub file: String,
    /// What a file list says: `Niêm yết thủ tục – Thôn Đông – tờ 1/2`.
    pub title: String,
    /// The number of the one thing it is about.
    pub subject: Option<u32>,
    /// What it tells.
    pub told: Told,
}

/// Returns the side of a module of the foot's code: on larger paper people stand farther away.
fn foot_pixels(size: PaperSize, kind: Kind) -> usize {
    match size {
        PaperSize::A5 => HAND_PIXELS,
        // A notice repeats its foot on many pages.
        PaperSize::A4 if kind == Kind::Notice => HAND_PIXELS,
        PaperSize::A4 => SHEET_PIXELS,
        PaperSize::A3 => 13,
        PaperSize::A2 => 18,
    }
}

/// The side of a module of the foot's code where room is dear and eyes are near: 0.68 mm.
pub const HAND_PIXELS: usize = 8;

impl<'a> Blank<'a> {
    /// Prepares the paper; nothing when the theme's frame cannot serve or the names of hall and
    /// commune fill it, which the findings say.
    pub fn new(
        press: &'a Press<'a>,
        village: &'a Village,
        kind: Kind,
        (size, orientation): (PaperSize, Orientation),
        found: &mut Diagnostics,
    ) -> Option<Self> {
        let (paper, small) = (size.standing(orientation), size.smallest_type());
        let needed = ["head", "body", "foot"];
        let empty = Room { paper, head: 0.0, foot: 0.0 };
        let frame = Frame::of(press.theme, kind, &needed, empty, found)?;
        // The paper form carries the code large, in its body.
        let pixels = foot_pixels(size, kind);
        let feedback = furniture::feedback(press, pixels).filter(|_| kind != Kind::Survey);
        // On large paper the smallest type is for those who stand near; names are for all.
        let times = if size > PaperSize::A4 { 1.5 } else { 1.15 };
        let names = names(press, village, small * times, frame.area("head").w);
        if names.height() > paper.1 * 0.2 {
            let key = if village.hall.name.is_some() { "hall.name" } else { "title" };
            let length = furniture::hall_name(village).chars().count();
            report(&village.origin, key, length, found);
            return None;
        }
        let foot = furniture::foot_height(press, feedback.as_ref(), frame.area("foot").w, small);
        let room = Room { paper, head: names.height(), foot };
        let frame = Frame::of(press.theme, kind, &needed, room, found)?;
        let body = frame.area("body");
        Some(Self {
            press,
            village,
            body,
            small,
            size,
            kind,
            orientation,
            paper,
            frame,
            names,
            feedback,
        })
    }

    /// Draws one sheet: the frame, the names, what `draw` adds, and the foot.
    pub fn sheet(
        &self,
        Matter { file, title, subject, told }: Matter,
        running: Running,
        found: &mut Diagnostics,
        draw: impl FnOnce(&mut Canvas<'_>),
    ) -> Sheet {
        let press = self.press;
        let mut canvas = Canvas::new(press.faces, self.paper.0, self.paper.1, &self.frame.shapes);
        let head = self.frame.area("head");
        canvas.paragraph(&self.names, head.y, Align::Left, head);
        draw(&mut canvas);
        let (kind, size, orientation) = (self.kind, self.size, self.orientation);
        let end = Finish {
            village: self.village,
            file,
            title,
            slot: Slot { kind, subject, page: running.number(), size, orientation },
            pages: running.pages,
            feedback: self.feedback.as_ref(),
            foot: (self.frame.area("foot"), self.small),
            told,
        };
        end.sheet(press, canvas, found)
    }

    /// Sets words in bold in the largest type between `most` and `least` times the smallest that
    /// fits into `room` (width, height) without breaking a word.
    #[must_use]
    pub fn title(
        &self,
        words: &str,
        color: Color,
        (most, least): (f32, f32),
        room: (f32, f32),
    ) -> Option<Paragraph> {
        let range = (most * self.small, least * self.small);
        largest(self.press.faces, &Piece::bold(words, color), range, room)
    }

    /// Returns how much larger display type is than on A3, where the paper has more room for its
    /// smallest type than A3 has: 1.11 on A2, else 1.
    #[must_use]
    pub fn ample(&self) -> f32 {
        let room = |size: PaperSize| size.mm().0 / size.smallest_type();
        (room(self.size) / room(PaperSize::A3)).max(1.0)
    }

    /// Fills a title of strings with the hall and the number of the sheet.
    #[must_use]
    pub fn named(&self, key: &str, running: Running) -> String {
        let (page, pages) = (running.page.to_string(), running.pages.to_string());
        let hall = furniture::hall_name(self.village);
        let words = [("hall", hall.as_str()), ("page", &page), ("pages", &pages)];
        self.press.strings.fill(key, &words)
    }
}

/// Sets a title in the largest type between `most` and `least` points that fits into `room` (width,
/// height in mm) without breaking a word.
#[must_use]
pub fn largest(
    faces: &Faces,
    piece: &Piece,
    (most, least): (f32, f32),
    (width, height): (f32, f32),
) -> Option<Paragraph> {
    // The longest word at one point tells at which sizes no word is broken.
    let one = Style::title(1.0);
    let longest = piece.text.split_whitespace().map(|word| {
        let word = Piece { text: word.to_owned(), ..piece.clone() };
        text::one_line(faces, &word, one).width()
    });
    let longest = longest.fold(0.0, f32::max);
    let mut points = most;
    loop {
        let whole = longest * points <= width || points <= least;
        let set = whole
            .then(|| text::wrap(faces, std::slice::from_ref(piece), Style::title(points), width));
        if let Some(set) = set.filter(|set| set.height() <= height) {
            return Some(set);
        }
        if points <= least {
            return None;
        }
        points = (points * 0.94).max(least);
    }
}

/// Says that a text of the author has no room even alone.
pub fn report(origin: &Origin, key: &str, length: usize, found: &mut Diagnostics) {
    let too_long = TooLong { key: key.to_owned(), limit: length / 2, length };
    misfit::report_text_too_long(origin, &too_long, found);
}

/// Names hall and commune, as every sheet does.
fn names(press: &Press<'_>, village: &Village, points: f32, width: f32) -> Paragraph {
    let commune = &press.site.commune;
    let place = [Some(commune.name.as_str()), commune.province.as_deref()];
    let place: Vec<&str> = place.into_iter().flatten().collect();
    let words = format!("{} · {}", furniture::hall_name(village), place.join(", "));
    text::wrap(press.faces, &[Piece::bold(words, press.accent)], Style::body(points), width)
}
