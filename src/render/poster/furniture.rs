//! What stands around the procedures: the head with hall and wifi, the foot with trust and phone.

mod foot;
mod head;

use super::press::Press;
use crate::diagnostic::{Diagnostic, Diagnostics, say};
use crate::model::Village;
use crate::model::village::{PaperSize, Wifi};
use crate::render::drawing::Color;
use crate::render::font::Faces;
use crate::render::layout::canvas::code_side;
use crate::render::layout::text::{self, Paragraph, Piece, Style};
use crate::render::qr::{self, Code};

pub use foot::{Foot, foot, foot_height};
pub use head::{Head, head};

/// A code in the head of a board, with the words beside it.
#[derive(Clone, Debug)]
pub struct HeadCode {
    id: &'static str,
    payload: String,
    code: Code,
    pixels: usize,
    /// A title, then names of what to type below each: label, words.
    words: Vec<String>,
    /// The address to read and to type, under the code.
    typed: Option<String>,
    accent: Color,
    placed: Words,
}

/// Where the words of a code in the head stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Words {
    /// One title above.
    Above,
    /// At the left.
    Beside,
}

/// The least side of a module on boards: 15 pixels of 300 dpi are 1.27 mm.
pub const BOARD_PIXELS: usize = 15;

/// The side of a module of a small code in the foot of sheets that are read from near: 0.85 mm.
pub const SHEET_PIXELS: usize = 10;

impl HeadCode {
    /// Returns its side with quiet zone in mm.
    #[must_use]
    pub fn side(&self) -> f32 {
        code_side(&self.code, self.pixels)
    }

    /// Returns the height that it takes in mm, with the words above or below it; `body` is the size
    /// of running text in points.
    #[must_use]
    pub fn height(&self, faces: &Faces, body: f32) -> f32 {
        let words: f32 = match self.placed {
            Words::Beside => 0.0,
            Words::Above => {
                self.set(faces, body, self.breadth(faces, body)).iter().map(Paragraph::height).sum()
            }
        };
        let typed = self.address(faces, body);
        let typed = typed.map_or(0.0, |typed| typed.height());
        let below = if self.is_narrow() { head::strip_height(body) } else { 0.0 };
        self.side() + words + typed + below
    }

    /// Says whether the paper is too narrow for words beside the wifi's code: then what to do
    /// stands below everything, as wide as the head.
    fn is_narrow(&self) -> bool {
        self.id == "wifi" && self.placed == Words::Above
    }

    /// Sets the address below the code.
    fn address(&self, faces: &Faces, body: f32) -> Option<Paragraph> {
        let piece = Piece::bold(self.typed.as_deref()?, Color::BLACK);
        Some(text::wrap(faces, &[piece], Style::body(body), self.breadth(faces, body)))
    }

    /// Returns how wide code and address are in mm, so that an address is not broken while it is at
    /// most half as wide again as the code.
    fn breadth(&self, faces: &Faces, body: f32) -> f32 {
        let side = self.side();
        let Some(typed) = &self.typed else { return side };
        let line = text::one_line(faces, &Piece::bold(typed, Color::BLACK), Style::body(body));
        if line.width() <= side * 1.5 { line.width().max(side) } else { side }
    }

    /// Returns the width of the longest words beside it in mm, so that a name or a password stands
    /// on one line where it can; at most `most`.
    fn words_width(&self, faces: &Faces, body: f32, most: f32) -> f32 {
        let set = self.set(faces, body, f32::INFINITY);
        set.iter().map(Paragraph::width).fold(26.0, f32::max).min(most.max(26.0))
    }

    /// Returns the width of its panel in a head that has `left` mm for it and for names.
    fn panel_width(&self, faces: &Faces, body: f32, left: f32) -> f32 {
        match self.placed {
            Words::Beside => self.words_width(faces, body, left * 0.3) + self.side() + 5.0,
            Words::Above => self.breadth(faces, body) + 2.0,
        }
    }

    /// Sets the words for `width` mm: the title in colour, what is to be typed in bold.
    fn set(&self, faces: &Faces, body: f32, width: f32) -> Vec<Paragraph> {
        let accent = self.accent;
        let words = self.words.iter().enumerate();
        let set = words.map(|(at, words)| match (at, self.placed) {
            (0, Words::Beside) => (Style::title(body * 1.25), Piece::bold(words, accent)),
            (0, _) => (Style::title(body), Piece::bold(words, accent)),
            (at, _) if at % 2 == 0 => (Style::body(body), Piece::bold(words, Color::BLACK)),
            _ => (Style::body(body), Piece::regular(words, Color::BLACK)),
        });
        set.map(|(style, piece)| text::wrap(faces, &[piece], style, width)).collect()
    }
}

/// Makes the codes of the head of paper `width` mm wide: the hall's wifi, and where to complain.
#[must_use]
pub fn head_codes(
    press: &Press<'_>,
    village: &Village,
    size: PaperSize,
    width: f32,
) -> Vec<HeadCode> {
    // On larger paper people stand farther away.
    let scaled = (BOARD_PIXELS as f32 * size.mm().0 / 297.0) as usize;
    let narrow = width < NARROW;
    let wifi = village.wifi.as_ref().and_then(|wifi| {
        let payload = qr::wifi_payload(&wifi.ssid, wifi.password.as_deref());
        let code = qr::link(&payload)?;
        let (mut words, accent) = (wifi_words(press, wifi), press.accent);
        let placed = if narrow { Words::Above } else { Words::Beside };
        words.truncate(if narrow { 1 } else { words.len() });
        Some(HeadCode {
            id: "wifi",
            payload,
            code,
            pixels: scaled.max(BOARD_PIXELS),
            words,
            typed: None,
            accent,
            placed,
        })
    });
    // Complaints are read from near, but not from the foot of a wall.
    let complaints = feedback(press, if size == PaperSize::A2 { 18 } else { BOARD_PIXELS });
    wifi.into_iter().chain(complaints).collect()
}

/// Paper narrower than this, in mm, has the words of the wifi under the hall's name.
const NARROW: f32 = 250.0;

fn wifi_words(press: &Press<'_>, wifi: &Wifi) -> Vec<String> {
    let word = |key: &str| press.strings.get(key).to_owned();
    let mut words = vec![word("poster.wifi"), word("poster.wifi_name"), wifi.ssid.clone()];
    match &wifi.password {
        Some(password) => words.extend([word("poster.wifi_password"), password.clone()]),
        None => words.push(word("poster.wifi_open")),
    }
    words
}

/// Makes the code that leads to where citizens complain, at `pixels` a module; nothing when the
/// commune has no such address.
#[must_use]
pub fn feedback(press: &Press<'_>, pixels: usize) -> Option<HeadCode> {
    let link = press.site.commune.feedback_url.as_ref()?;
    let payload = upper_host(link.as_str());
    let code = qr::link(&payload)?;
    let typed = link.as_str().trim_start_matches("https://").trim_end_matches('/');
    let typed = if typed.chars().count() > MOST_TYPED { link.host() } else { typed };
    let words = vec![press.strings.get("poster.feedback").to_owned()];
    Some(HeadCode {
        id: "feedback",
        payload,
        code,
        pixels,
        words,
        typed: Some(typed.to_owned()),
        accent: press.accent,
        placed: Words::Above,
    })
}

/// Tells when the address for complaints is too long for a code that is read from a wall.
pub fn check(press: &Press<'_>, found: &mut Diagnostics) {
    let Some(link) = &press.site.commune.feedback_url else { return };
    // Version 10 at 1.27 mm is 83 mm.
    if qr::link(&upper_host(link.as_str())).is_some_and(|code| code.version <= 10) {
        return;
    }
    let length = link.as_str().chars().count();
    let place = press.site.commune.origin.place("feedback_url");
    let text = say(
        format!("địa chỉ góp ý quá dài cho mã trên tờ in: {length} ký tự"),
        format!("the address for complaints is too long for a printed code: {length} characters"),
    );
    found.push(Diagnostic::error("poster-link-too-long", place, text).hint(say(
        "hãy dùng địa chỉ ngắn hơn, nhiều nhất khoảng 150 ký tự",
        "use a shorter address, of about 150 characters at most",
    )));
}

/// A longer address is not typed: its host says whose it is.
const MOST_TYPED: usize = 32;

/// Writes scheme and host in upper case, so that they fit the alphanumeric mode.
fn upper_host(link: &str) -> String {
    let after = link.find("://").map_or(0, |at| at + 3);
    let end = link[after..].find(['/', '?', '#']).map_or(link.len(), |at| after + at);
    link[..end].to_ascii_uppercase() + &link[end..]
}

/// Names the hall: the house and the village, without saying the village twice.
#[must_use]
pub fn hall_name(village: &Village) -> String {
    village.full_name()
}
