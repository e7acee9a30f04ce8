//! The head of boards: hall and commune, what to do, the wifi, where to complain.

use super::{HeadCode, Words, hall_name, wifi_words};
use crate::model::Village;
use crate::model::village::Wifi;
use crate::render::drawing::Color;
use crate::render::layout::Rect;
use crate::render::layout::canvas::{Align, Canvas};
use crate::render::layout::text::{self, Paragraph, Piece, Style};
use crate::render::poster::press::Press;

/// What the head of a board speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The hall.
    pub village: &'a Village,
    /// Its wifi, and where to complain.
    pub codes: &'a [HeadCode],
    /// Whether each procedure has a code that works without network.
    pub with_steps: bool,
}

/// Draws the head of a board into `area`; `body` is the size of running text in points.
pub fn head(
    press: &Press<'_>,
    canvas: &mut Canvas<'_>,
    Head { village, codes, with_steps }: Head<'_>,
    (area, body): (Rect, f32),
) {
    let narrow = codes.iter().any(HeadCode::is_narrow);
    let strip = strip_height(body);
    let (above, below) = area.cut_top(area.h - if narrow { strip } else { 0.0 });
    let mut left = above;
    let mut panels = Vec::new();
    for code in codes.iter().rev() {
        let width = code.panel_width(press.faces, body, left.w);
        panels.push((code, Rect::new(left.right() - width, left.y, width, left.h)));
        left.w -= width + 3.0;
    }
    let explained = village.wifi.is_none() && with_steps;
    let explained = explained.then(|| {
        let width = above.w * 0.36;
        left.w -= width + 3.0;
        Rect::new(left.right() + 3.0, above.y, width, above.h)
    });
    // The name keeps away from the panels.
    left.w -= 3.0;
    let wifi = village.wifi.as_ref().filter(|_| narrow);
    // In reading order: a voice begins with the name, not with the complaints.
    names(press, canvas, (village, wifi), left, body);
    let beside = Rect::new(left.x, left.bottom() - strip, left.w, strip);
    strip_of_three(press, canvas, village, if narrow { below } else { beside }, body);
    if let Some(area) = explained {
        explain(press, canvas, area, body);
    }
    for (code, area) in panels.into_iter().rev() {
        panel(press, canvas, code, area, body);
    }
}

/// Says what the two kinds of codes are for.
fn explain(press: &Press<'_>, canvas: &mut Canvas<'_>, panel: Rect, body: f32) {
    canvas.fill(panel, 2.5, Color::WHITE);
    let within = panel.inset(4.0);
    let explained = ["poster.explain_link", "poster.explain_steps"].map(|key| {
        let piece = Piece::bold(press.strings.get(key), Color::BLACK);
        text::wrap(press.faces, &[piece], Style::body(body * 1.2), within.w)
    });
    let height: f32 = explained.iter().map(Paragraph::height).sum::<f32>() + 2.0;
    let mut y = within.y + ((within.h - height) / 2.0).max(0.0);
    for paragraph in &explained {
        y = canvas.paragraph(paragraph, y, Align::Left, within) + 2.0;
    }
}

/// Draws a code with its words on white.
fn panel(press: &Press<'_>, canvas: &mut Canvas<'_>, code: &HeadCode, panel: Rect, body: f32) {
    let side = code.side();
    let beside = code.placed == Words::Beside;
    let typed = code.address(press.faces, body);
    let words_width = if beside { panel.w - side - 5.0 } else { panel.w - 2.0 };
    let words = code.set(press.faces, body, words_width);
    let below = typed.as_ref().map_or(0.0, Paragraph::height);
    let height: f32 = words.iter().map(Paragraph::height).sum();
    canvas.fill(panel, 2.5, Color::WHITE);
    let free = |height: f32| ((panel.h - height) / 2.0).max(0.0);
    let code_y = panel.y
        + match code.placed {
            Words::Beside => free(side),
            Words::Above => free(side + height + below) + height,
        };
    let beyond = if beside { 1.0 } else { (panel.w - side) / 2.0 };
    let corner = [panel.right() - side - beyond, code_y];
    canvas.code(code.id, &code.payload, &code.code, corner, code.pixels);
    let (mut y, align, within) = match code.placed {
        Words::Beside => {
            let within = Rect::new(panel.x + 4.0, panel.y, words_width, panel.h);
            (panel.y + free(height), Align::Left, within)
        }
        Words::Above => (code_y - height - 0.1, Align::Centre, panel),
    };
    for paragraph in &words {
        y = canvas.paragraph(paragraph, y, align, within);
    }
    if let Some(typed) = &typed {
        canvas.paragraph(typed, code_y + side + 0.1, Align::Centre, panel);
    }
}

/// Draws commune, hall and what to do; and the wifi's name and password, if its code has no words.
fn names(
    press: &Press<'_>,
    canvas: &mut Canvas<'_>,
    (village, wifi): (&Village, Option<&Wifi>),
    area: Rect,
    body: f32,
) {
    let (faces, commune) = (press.faces, &press.site.commune);
    let place = match &commune.province {
        Some(province) => format!("{} · {province}", commune.name),
        None => commune.name.clone(),
    };
    let small = Style::title(body * 1.35);
    let commune = text::wrap(faces, &[Piece::bold(place, press.accent)], small, area.w);
    let strip = if wifi.is_some() { 0.0 } else { strip_height(body) };
    let y = canvas.paragraph(&commune, area.y, Align::Left, area);
    let mut bottom = area.bottom() - strip - 2.0;
    let typed = wifi.map(|wifi| wifi_words(press, wifi)).unwrap_or_default();
    for pair in typed[1.min(typed.len())..].chunks(2).rev() {
        let pieces: Vec<Piece> = pair
            .iter()
            .enumerate()
            .map(|(at, words)| match at {
                0 => Piece::regular(format!("{words} "), Color::BLACK),
                _ => Piece::bold(words, Color::BLACK),
            })
            .collect();
        let line = text::wrap(faces, &pieces, Style::body(body), area.w);
        bottom -= line.height();
        canvas.paragraph(&line, bottom, Align::Left, area);
    }
    let room = bottom - y;
    let name = hall_name(village);
    let largest = [5.0_f32, 4.4, 3.8, 3.3, 2.9, 2.5, 2.1, 1.8, 1.5, 1.2, 1.0];
    let fitted = largest.iter().map(|times| {
        let piece = Piece::bold(name.as_str(), Color::BLACK);
        text::wrap(faces, &[piece], Style::title(body * times), area.w)
    });
    let fits = |set: &Paragraph| set.height() <= room && set.lines.len() <= 2;
    if let Some(title) = fitted.into_iter().find(fits) {
        canvas.paragraph(&title, y + (room - title.height()) / 2.0, Align::Left, area);
    }
}

/// Returns the height of the line that says what to do, in mm.
pub(super) fn strip_height(body: f32) -> f32 {
    Style::title(body * 1.6).pitch() * 1.15
}

/// Draws "1 Vào wifi  2 Quét mã  3 Làm theo": numbers in discs.
fn strip_of_three(
    press: &Press<'_>,
    canvas: &mut Canvas<'_>,
    village: &Village,
    area: Rect,
    body: f32,
) {
    let keys: &[&str] = match &village.wifi {
        Some(_) => &["poster.do_wifi", "poster.do_scan", "poster.do_follow"],
        None => &["poster.do_scan", "poster.do_follow"],
    };
    let mut times = 1.6;
    // Three words and three discs on one line, as large as the width allows.
    let set = loop {
        let style = Style::title(body * times);
        let words: Vec<Paragraph> = keys
            .iter()
            .map(|key| {
                let piece = Piece::bold(press.strings.get(key), Color::BLACK);
                text::one_line(press.faces, &piece, style)
            })
            .collect();
        let each = |set: &Paragraph| set.width() + style.size() * 2.6;
        if words.iter().map(each).sum::<f32>() <= area.w || times < 1.05 {
            break words;
        }
        times -= 0.1;
    };
    let style = Style::title(body * times);
    let disc = style.size() * 1.45;
    let mut x = area.x;
    for (at, words) in set.iter().enumerate() {
        let middle = area.y + area.h / 2.0;
        let circle = Rect::new(x, middle - disc / 2.0, disc, disc);
        canvas.fill(circle, disc / 2.0, press.accent);
        let number = Piece::bold((at + 1).to_string(), Color::WHITE);
        let number = text::one_line(press.faces, &number, style);
        let top = middle - number.height() / 2.0;
        canvas.paragraph(&number, top, Align::Centre, circle.inset(-2.0));
        x += disc + style.size() * 0.35;
        let within = Rect::new(x, area.y - 2.0, words.width(), area.h + 4.0);
        canvas.paragraph(words, top, Align::Left, within);
        x += words.width() + style.size() * 0.8;
    }
}
