//! The quiet box in places of a board that no procedure takes: whom to ask, and when.

use std::collections::BTreeSet;

use crate::model::Village;
use crate::model::village::Contact;
use crate::render::drawing::Color;
use crate::render::layout::Rect;
use crate::render::layout::canvas::{Align, Canvas};
use crate::render::layout::text::{self, Paragraph, Piece, Style};
use crate::render::poster::press::Press;
use crate::render::words;

/// Narrower boxes stay empty; in mm.
const LEAST: f32 = 60.0;

/// The room inside the box's edge in mm.
const EDGE: f32 = 6.0;

/// What the box tells that the rest of the board does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// Whom to ask in the hall.
    Contact,
    /// When hall and centre are open.
    Hours,
}

/// Draws the box into `area`; `body` is the size of running text in points.
///
/// What does not fit is left out from the end, line by line; without a contact and hours nothing
/// is drawn. Returns what it tells.
pub fn help(
    press: &Press<'_>,
    canvas: &mut Canvas<'_>,
    village: &Village,
    (area, body): (Rect, f32),
) -> BTreeSet<Asked> {
    let inner = area.inset(EDGE);
    if area.w < LEAST {
        return BTreeSet::new();
    }
    let width = inner.w.min(Style::body(body).size() * 34.0);
    let within = Rect::new(inner.x, inner.y, width, inner.h);
    let mut lines: Vec<(Paragraph, f32, Option<Asked>)> = lines(press, village)
        .into_iter()
        .map(|(piece, times, asked)| {
            let style = Style::body(body * times);
            let gap = if times > 1.0 { style.size() * 0.5 } else { 0.0 };
            (text::wrap(press.faces, &[piece], style, width), gap, asked)
        })
        .collect();
    let height = |lines: &[(Paragraph, f32, Option<Asked>)]| {
        lines.iter().map(|(set, gap, _)| set.height() + gap).sum::<f32>()
    };
    while height(&lines) > inner.h {
        lines.pop();
    }
    if lines.len() < 2 {
        return BTreeSet::new();
    }
    canvas.fill(area, 2.5, press.ground);
    let mut y = inner.y + (inner.h - height(&lines)) / 2.0;
    for (paragraph, gap, _) in &lines {
        y = canvas.paragraph(paragraph, y + gap, Align::Left, within);
    }
    lines.iter().filter_map(|(.., asked)| *asked).collect()
}

/// The lines of the box, how much larger than running text each is, and what it tells.
fn lines(press: &Press<'_>, village: &Village) -> Vec<(Piece, f32, Option<Asked>)> {
    let (strings, commune) = (press.strings, &press.site.commune);
    let label = |key: &str| (Piece::bold(strings.get(key), press.accent), 1.2, None);
    let line = |words: String| (Piece::regular(words, Color::BLACK), 1.0, Some(Asked::Hours));
    let title = Piece::bold(strings.get("poster.help_title"), press.accent);
    let mut lines = vec![(title, 1.6, None)];
    let Contact { role, phone } =
        village.contact.clone().unwrap_or(Contact { role: None, phone: None });
    let called = phone.map(|phone| match &role {
        Some(role) => strings.fill("poster.way", &[("way", role), ("words", &phone)]),
        None => phone,
    });
    let commune_phone =
        commune.phone.as_ref().map(|phone| strings.fill("poster.phone", &[("phone", phone)]));
    let phones = [(called, Some(Asked::Contact)), (commune_phone, None)];
    let phones = phones.into_iter().filter_map(|(words, asked)| Some((words?, asked)));
    lines.extend(phones.map(|(words, asked)| (Piece::bold(words, Color::BLACK), 1.3, asked)));
    let week = |week: &crate::model::date::Week| {
        let days = words::week(week, strings).into_iter();
        days.map(|(days, hours)| {
            line(words::capital(&strings.fill("poster.way", &[("way", &days), ("words", &hours)])))
        })
        .collect::<Vec<_>>()
    };
    if let Some(hours) = &village.hall.hours {
        lines.push(label("poster.hall_hours"));
        lines.extend(week(hours));
    }
    if let Some(centre) = &commune.centre.name {
        lines.push(label("poster.place"));
        lines.push(line(centre.clone()));
        lines.extend(commune.centre.address.clone().map(line));
        lines.extend(commune.hours.as_ref().map(week).unwrap_or_default());
    }
    lines
}
