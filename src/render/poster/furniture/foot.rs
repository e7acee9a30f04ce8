//! The foot of every sheet: whom to trust, whom to call, where to complain.

use super::HeadCode;
use crate::ledger::slot::Slot;
use crate::render::drawing::Color;
use crate::render::layout::Rect;
use crate::render::layout::canvas::{Align, Canvas};
use crate::render::layout::text::{self, Paragraph, Piece, Style};
use crate::render::poster::press::{Press, Stamp};

/// What the foot of a sheet speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Foot<'a> {
    /// The number of the hall.
    pub hall: u32,
    /// Which sheet of the hall.
    pub slot: Slot,
    /// How many sheets there are of its kind and subject.
    pub pages: usize,
    /// Where to complain, unless the head has it.
    pub feedback: Option<&'a HeadCode>,
}

/// Draws the foot of a sheet into `area`; `body` is the size of running text in points.
pub fn foot(
    press: &Press<'_>,
    canvas: &mut Canvas<'_>,
    Foot { hall, slot, pages, feedback }: Foot<'_>,
    (area, body): (Rect, f32),
) {
    let stamp = press.stamps.and_then(|stamps| stamps.get(&(hall, slot)).copied());
    let page = usize::try_from(slot.page).unwrap_or_default();
    let numbers = Numbers { page, pages, hall, stamp };
    let set = |times: f32| Lines::set(press, numbers, feedback, area, body * times);
    // As large as the height of the code allows.
    let side = feedback.map_or(0.0, HeadCode::side).min(area.h);
    let large = [1.3, 1.2, 1.1].into_iter().map(set).find(|lines| lines.height() <= side);
    // Smaller than the rule only for addresses and names of hundreds of characters.
    let small = || [1.0, 0.85, 0.7, 0.55].into_iter().map(set).find(|l| l.height() <= area.h);
    let lines = large.or_else(small).unwrap_or_else(|| set(0.4));
    lines.draw(canvas);
}

/// Returns how high the foot is in mm, with running text of `body` points in lines of `width` mm.
///
/// The number of the sheet decides where lines break, so the shortest and the longest are tried.
#[must_use]
pub fn foot_height(press: &Press<'_>, feedback: Option<&HeadCode>, width: f32, body: f32) -> f32 {
    let area = Rect::new(0.0, 0.0, width, 0.0);
    let heights = [1, 88, 888].map(|pages| {
        let numbers = Numbers { page: pages, pages, hall: MOST.0, stamp: None };
        Lines::set(press, numbers, feedback, area, body).height()
    });
    heights.into_iter().fold(feedback.map_or(0.0, HeadCode::side), f32::max)
}

/// The numbers that a foot says.
#[derive(Clone, Copy, Debug)]
struct Numbers {
    page: usize,
    pages: usize,
    hall: u32,
    stamp: Option<Stamp>,
}

/// The widest numbers that a foot keeps room for, so that the rest of it stands where it stands
/// whatever sheet it is: hall and serial, page and pages.
const MOST: (u32, usize) = (888, 88);

impl Numbers {
    /// Says which sheet it is: `Tờ 1/2 · số 41-3 · 11/2026`, or that it is not in the ledger.
    fn words(self, press: &Press<'_>) -> String {
        let strings = press.strings;
        let (page, pages) = (self.page.to_string(), self.pages.to_string());
        let page = strings.fill("poster.page", &[("page", &page), ("pages", &pages)]);
        let recorded = self.stamp.map(|Stamp { serial, year, month }| {
            let (number, month) = (format!("{}-{serial}", self.hall), format!("{month}/{year}"));
            strings.fill("poster.recorded", &[("number", &number), ("month", &month)])
        });
        let recorded = recorded.unwrap_or_else(|| strings.get("poster.unrecorded").to_owned());
        format!("{page} · {recorded}")
    }

    /// Returns the numbers of the widest words: those that are not in the ledger, and those that
    /// are.
    fn widest(self) -> [Self; 2] {
        let (page, pages) = (self.page.max(MOST.1), self.pages.max(MOST.1));
        let stamp = Stamp { serial: MOST.0, year: 2088, month: 12 };
        let unrecorded = Self { page, pages, hall: self.hall.max(MOST.0), stamp: None };
        [unrecorded, Self { stamp: Some(stamp), ..unrecorded }]
    }
}

/// The words of a foot, set.
struct Lines<'a> {
    /// Where they stand, beside the code.
    area: Rect,
    left: Vec<Paragraph>,
    right: Vec<Paragraph>,
    /// The room kept below the right side for longer numbers, in mm.
    beyond: f32,
    feedback: Option<&'a HeadCode>,
}

impl<'a> Lines<'a> {
    fn set(
        press: &Press<'_>,
        numbers: Numbers,
        feedback: Option<&'a HeadCode>,
        whole: Rect,
        body: f32,
    ) -> Self {
        let side = feedback.map_or(0.0, |code| code.side() + 1.0);
        let (area, _) = whole.cut_left(whole.w - side);
        let wrap = |piece: Piece, times: f32, width: f32| {
            text::wrap(press.faces, &[piece], Style::body(body * times), width)
        };
        let (strings, commune) = (press.strings, &press.site.commune);
        let phone = commune.phone.as_ref();
        let phone = phone.map(|phone| strings.fill("poster.phone", &[("phone", phone)]));
        let half = area.w * 0.45;
        let loud = phone.map(|phone| wrap(Piece::bold(phone, Color::BLACK), 1.25, half));
        let mut right: Vec<Paragraph> = loud.into_iter().collect();
        if let Some(code) = feedback {
            let words = code.words.join(" ");
            right.push(wrap(Piece::bold(words, press.accent), 1.0, half));
            let typed = code.typed.iter();
            right.extend(typed.map(|typed| wrap(Piece::bold(typed, Color::BLACK), 1.0, half)));
        }
        // Last, so that nothing stands below it: whatever the numbers are, the rest of the foot
        // stays where it is.
        let number =
            |numbers: Numbers| wrap(Piece::regular(numbers.words(press), Color::BLACK), 1.0, half);
        let reserved = numbers.widest().map(number);
        right.push(number(numbers));
        let kept = reserved.iter().map(Paragraph::height).fold(0.0, f32::max);
        let beyond = (kept - right.last().map_or(0.0, Paragraph::height)).max(0.0);
        let widest = right.iter().chain(&reserved).map(Paragraph::width).fold(0.0, f32::max);
        let width = area.w - widest - 4.0;
        let trust = strings.fill("poster.trust", &[("domain", commune.address.host())]);
        let mut left = vec![wrap(Piece::bold(trust, Color::BLACK), 1.25, width)];
        let example = commune.example.then_some("poster.example");
        for key in ["poster.no_secrets"].into_iter().chain(example) {
            left.push(wrap(Piece::regular(strings.get(key), Color::BLACK), 1.0, width));
        }
        Self { area: Rect { w: area.w, ..area }, left, right, beyond, feedback }
    }

    /// Returns how high the higher side is, in mm.
    fn height(&self) -> f32 {
        let height = |lines: &[Paragraph]| lines.iter().map(Paragraph::height).sum::<f32>();
        height(&self.left).max(height(&self.right) + self.beyond)
    }

    fn draw(&self, canvas: &mut Canvas<'_>) {
        let mut y = self.area.y;
        for line in &self.right {
            y = canvas.paragraph(line, y, Align::Right, self.area);
        }
        let mut y = self.area.y;
        for line in &self.left {
            y = canvas.paragraph(line, y, Align::Left, self.area);
        }
        if let Some(code) = self.feedback {
            let corner = [self.area.right() + 1.0, self.area.y];
            canvas.code(code.id, &code.payload, &code.code, corner, code.pixels);
        }
    }
}
