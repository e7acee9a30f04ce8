//! The quiet box in places of a board that no procedure takes: whom to ask, and when.

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

/// Draws the box into `area`; `body` is the size of running text in points.
///
/// What does not fit is left out from the end, line by line; without a contact and hours nothing
/// is drawn.
pub fn help(
    press: &Press<'_>,
    canvas: &mut Canvas<'_>,
    village: &Village,
    (area, body): (Rect, f32),
) {
    let inner = area.inset(EDGE);
    if area.w < LEAST {
        return;
    }
    let width = inner.w.min(Style::body(body).size() * 34.0);
    let within = Rect::new(inner.x, inner.y, width, inner.h);
    let mut lines: Vec<(Paragraph, f32)> = lines(press, village)
        .into_iter()
        .map(|(piece, times)| {
            let style = Style::body(body * times);
            let gap = if times > 1.0 { style.size() * 0.5 } else { 0.0 };
            (text::wrap(press.faces, &[piece], style, width), gap)
        })
        .collect();
    let height =
        |lines: &[(Paragraph, f32)]| lines.iter().map(|(set, gap)| set.height() + gap).sum::<f32>();
    while height(&lines) > inner.h {
        lines.pop();
    }
    if lines.len() < 2 {
        return;
    }
    canvas.fill(area, 2.5, press.ground);
    let mut y = inner.y + (inner.h - height(&lines)) / 2.0;
    for (paragraph, gap) in &lines {
        y = canvas.paragraph(paragraph, y + gap, Align::Left, within);
    }
}

/// The lines of the box, and how much larger than running text each is.
fn lines(press: &Press<'_>, village: &Village) -> Vec<(Piece, f32)> {
    let (strings, commune) = (press.strings, &press.site.commune);
    let label = |key: &str| (Piece::bold(strings.get(key), press.accent), 1.2);
    let line = |words: String| (Piece::regular(words, Color::BLACK), 1.0);
    let mut lines = vec![(Piece::bold(strings.get("poster.help_title"), press.accent), 1.6)];
    let Contact { role, phone } =
        village.contact.clone().unwrap_or(Contact { role: None, phone: None });
    let called = phone.map(|phone| match &role {
        Some(role) => strings.fill("poster.way", &[("way", role), ("words", &phone)]),
        None => phone,
    });
    let commune_phone =
        commune.phone.as_ref().map(|phone| strings.fill("poster.phone", &[("phone", phone)]));
    let phones = [called, commune_phone].into_iter().flatten();
    lines.extend(phones.map(|words| (Piece::bold(words, Color::BLACK), 1.3)));
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
