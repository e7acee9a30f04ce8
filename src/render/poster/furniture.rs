//! What stands around the procedures: the head with hall and wifi, the foot with trust and phone.

use super::press::{Press, Running};
use crate::model::Village;
use crate::model::village::PaperSize;
use crate::render::drawing::Color;
use crate::render::layout::Rect;
use crate::render::layout::canvas::{Align, Canvas, code_side};
use crate::render::layout::text::{self, Paragraph, Piece, Style};
use crate::render::qr::{self, Code};

/// A code in the head of a board, with the words beside it.
#[derive(Clone, Debug)]
pub struct HeadCode {
    id: &'static str,
    payload: String,
    code: Code,
    pixels: usize,
    /// The first in bold; one alone stands above its code, more stand beside it.
    words: Vec<String>,
}

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

/// The least side of a module on boards: 15 pixels of 300 dpi are 1.27 mm.
pub const BOARD_PIXELS: usize = 15;

impl HeadCode {
    /// Returns its side with quiet zone in mm.
    fn side(&self) -> f32 {
        code_side(&self.code, self.pixels)
    }

    /// Returns the height that it takes in mm, with the words above it; `body` is the size of
    /// running text in points.
    #[must_use]
    pub fn height(&self, body: f32) -> f32 {
        let above = if self.words.len() == 1 { Style::title(body).pitch() } else { 0.0 };
        self.side() + above
    }
}

/// Makes the codes of a board's head: the hall's wifi, and where to complain.
#[must_use]
pub fn head_codes(press: &Press<'_>, village: &Village, size: PaperSize) -> Vec<HeadCode> {
    let strings = press.strings;
    // On larger paper people stand farther away.
    let scaled = (BOARD_PIXELS as f32 * size.mm().0 / 297.0) as usize;
    let wifi = village.wifi.as_ref().map(|wifi| {
        let password = match &wifi.password {
            Some(password) => strings.fill("poster.wifi_password", &[("password", password)]),
            None => strings.get("poster.wifi_open").to_owned(),
        };
        let name = strings.fill("poster.wifi_name", &[("ssid", &wifi.ssid)]);
        let payload = qr::wifi_payload(&wifi.ssid, wifi.password.as_deref());
        ("wifi", payload, vec![strings.get("poster.wifi").to_owned(), name, password])
    });
    // A4 has no room for a second code beside the hall's name.
    let link = press.site.commune.feedback_url.as_ref().filter(|_| size > PaperSize::A4);
    let feedback = link.map(|link| {
        ("feedback", link.as_str().to_owned(), vec![strings.get("poster.feedback").to_owned()])
    });
    wifi.into_iter()
        .chain(feedback)
        .filter_map(|(id, payload, words)| {
            let code = qr::link(&payload)?;
            // The wifi comes first; complaints are read from near.
            let pixels = if id == "wifi" { scaled.max(BOARD_PIXELS) } else { BOARD_PIXELS };
            Some(HeadCode { id, payload, code, pixels, words })
        })
        .collect()
}

/// Names the hall: the house and the village, without saying the village twice.
#[must_use]
pub fn hall_name(village: &Village) -> String {
    match &village.hall.name {
        Some(name) if name.to_lowercase().contains(&village.title.to_lowercase()) => name.clone(),
        Some(name) => format!("{name} {}", village.title),
        None => village.title.clone(),
    }
}

/// Draws the head of a board into `area`; `body` is the size of running text in points.
pub fn head(
    press: &Press<'_>,
    canvas: &mut Canvas<'_>,
    Head { village, codes, with_steps }: Head<'_>,
    (area, body): (Rect, f32),
) {
    let faces = press.faces;
    let mut left = area;
    for code in codes.iter().rev() {
        let [caption] = code.words.as_slice() else {
            left.w -= beside(press, canvas, code, left, body) + 3.0;
            continue;
        };
        let side = code.side();
        let panel = Rect::new(left.right() - side - 2.0, area.y, side + 2.0, area.h);
        canvas.fill(panel, 2.5, Color::WHITE);
        let piece = Piece::bold(caption, press.accent);
        let words = text::wrap(faces, &[piece], Style::title(body), side);
        let free = (panel.h - side - words.height()).max(0.0) / 2.0;
        let y = canvas.paragraph(&words, panel.y + free, Align::Centre, panel);
        canvas.code(code.id, &code.payload, &code.code, [panel.x + 1.0, y + 0.1], code.pixels);
        left.w -= panel.w + 3.0;
    }
    if village.wifi.is_none() && with_steps {
        let width = area.w * 0.36;
        let panel = Rect::new(left.right() - width, area.y, width, area.h);
        canvas.fill(panel, 2.5, Color::WHITE);
        let within = panel.inset(4.0);
        let explained = ["poster.explain_link", "poster.explain_steps"].map(|key| {
            let piece = Piece::bold(press.strings.get(key), Color::BLACK);
            text::wrap(faces, &[piece], Style::body(body * 1.2), within.w)
        });
        let height: f32 = explained.iter().map(Paragraph::height).sum::<f32>() + 2.0;
        let mut y = within.y + ((within.h - height) / 2.0).max(0.0);
        for paragraph in &explained {
            y = canvas.paragraph(paragraph, y, Align::Left, within) + 2.0;
        }
        left.w -= width + 3.0;
    }
    names(press, canvas, village, left, body);
}

/// Draws a code at the right end of `left` with its words beside it; returns the width it took.
fn beside(
    press: &Press<'_>,
    canvas: &mut Canvas<'_>,
    code: &HeadCode,
    left: Rect,
    body: f32,
) -> f32 {
    let words_width = (left.w * 0.2).clamp(26.0, 62.0);
    let side = code.side();
    let width = words_width + side + 4.0;
    let panel = Rect::new(left.right() - width, left.y, width, left.h);
    canvas.fill(panel, 2.5, Color::WHITE);
    let corner = [panel.right() - side - 1.0, panel.y + (panel.h - side) / 2.0];
    canvas.code(code.id, &code.payload, &code.code, corner, code.pixels);
    let within = Rect::new(panel.x + 3.0, panel.y, words_width, panel.h);
    let words = code.words.iter().enumerate().map(|(at, words)| {
        let (piece, style) = match at {
            0 => (Piece::bold(words, press.accent), Style::title(body * 1.25)),
            _ => (Piece::regular(words, Color::BLACK), Style::body(body)),
        };
        text::wrap(press.faces, &[piece], style, words_width)
    });
    let words: Vec<Paragraph> = words.collect();
    let height: f32 = words.iter().map(Paragraph::height).sum();
    let mut y = within.y + ((within.h - height) / 2.0).max(0.0);
    for paragraph in &words {
        y = canvas.paragraph(paragraph, y, Align::Left, within);
    }
    width
}

fn names(press: &Press<'_>, canvas: &mut Canvas<'_>, village: &Village, area: Rect, body: f32) {
    let (faces, commune) = (press.faces, &press.site.commune);
    let place = match &commune.province {
        Some(province) => format!("{} · {province}", commune.name),
        None => commune.name.clone(),
    };
    let small = Style::title(body * 1.35);
    let commune = text::wrap(faces, &[Piece::bold(place, press.accent)], small, area.w);
    let strip = strip_height(body);
    let y = canvas.paragraph(&commune, area.y, Align::Left, area);
    let room = area.bottom() - strip - 2.0 - y;
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
    let (_, strip_area) = area.cut_top(area.h - strip);
    strip_of_three(press, canvas, village, strip_area, body);
}

fn strip_height(body: f32) -> f32 {
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
        if words.iter().map(each).sum::<f32>() <= area.w || times < 0.9 {
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

/// Draws the foot of a sheet into `area`; `body` is the size of running text in points.
pub fn foot(press: &Press<'_>, canvas: &mut Canvas<'_>, running: Running, area: Rect, body: f32) {
    let (faces, strings) = (press.faces, press.strings);
    let commune = &press.site.commune;
    let mut lines = Vec::new();
    if let Some(phone) = &commune.phone {
        lines.push((strings.fill("poster.phone", &[("phone", phone)]), true));
    }
    let (page, pages) = (running.page.to_string(), running.pages.to_string());
    let page = strings.fill("poster.page", &[("page", &page), ("pages", &pages)]);
    lines.push((format!("{page} · {}", strings.get("poster.unrecorded")), false));
    let set = |(words, loud): &(String, bool), width: f32| {
        let (piece, times) = if *loud {
            (Piece::bold(words, Color::BLACK), 1.25)
        } else {
            (Piece::regular(words, Color::BLACK), 1.0)
        };
        text::wrap(faces, &[piece], Style::body(body * times), width)
    };
    let (mut y, mut widest) = (area.y, 0.0_f32);
    for line in &lines {
        let paragraph = set(line, area.w * 0.45);
        widest = widest.max(paragraph.width());
        y = canvas.paragraph(&paragraph, y, Align::Right, area);
    }
    let domain = commune.address.host();
    let mut lines = vec![
        (strings.fill("poster.trust", &[("domain", domain)]), true),
        (strings.get("poster.no_secrets").to_owned(), false),
    ];
    if commune.example {
        lines.push((strings.get("poster.example").to_owned(), false));
    }
    let (left, _) = area.cut_left(area.w - widest - 4.0);
    let mut y = area.y;
    for line in &lines {
        y = canvas.paragraph(&set(line, left.w), y, Align::Left, left);
    }
}
