//! The panel of a sheet: fee, time and place, a row for each, labels on the left.

use crate::model::procedure::WriteForMe;
use crate::render::drawing::Color;
use crate::render::layout::Rect;
use crate::render::layout::canvas::{Align, Canvas};
use crate::render::layout::text::{self, Paragraph, Piece, Style};
use crate::render::poster::facts::Facts;
use crate::render::poster::press::{Guide, Press};
use crate::render::words::{capital, place};
use crate::theme;

/// Fee, time and place under the title.
pub struct Panel {
    /// Its height in mm.
    pub height: f32,
    rows: Vec<(Paragraph, Paragraph)>,
    /// Where the words begin.
    indent: f32,
    edge: f32,
    gap: f32,
}

impl Panel {
    /// Puts fee, time and place into `width` mm; nothing when none is known.
    #[must_use]
    pub fn new(press: &Press<'_>, guide: &Guide<'_>, points: f32, width: f32) -> Option<Self> {
        let rows = rows(press, guide);
        if rows.is_empty() {
            return None;
        }
        let style = Style::body(points);
        let (edge, gap) = (style.size() * 0.7, style.size() * 0.22);
        let label =
            |words: &str| text::one_line(press.faces, &Piece::bold(words, press.accent), style);
        let labels: Vec<Paragraph> = rows.iter().map(|(words, _)| label(words)).collect();
        let widest = labels.iter().map(Paragraph::width).fold(0.0, f32::max);
        let indent = widest + style.size() * 0.8;
        let words = rows.iter().map(|(_, words)| {
            let piece = Piece::regular(words, Color::BLACK);
            text::wrap(press.faces, &[piece], style, width - 2.0 * edge - indent)
        });
        let rows: Vec<(Paragraph, Paragraph)> = labels.into_iter().zip(words).collect();
        let heights: f32 = rows.iter().map(|(_, words)| words.height() + gap).sum();
        Some(Self { height: heights - gap + 2.0 * edge, rows, indent, edge, gap })
    }

    /// Draws the panel into `area`, which has its height.
    pub fn draw(&self, press: &Press<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        let [red, green, blue] =
            theme::rgb(&press.theme.look.ground).expect("a theme with another colour is refused");
        canvas.fill(area, 2.0, Color(red, green, blue));
        let inner = area.inset(self.edge);
        let (_, right) = inner.cut_left(self.indent);
        let mut y = inner.y;
        for (label, words) in &self.rows {
            canvas.paragraph(label, y, Align::Left, inner);
            y = canvas.paragraph(words, y, Align::Left, right) + self.gap;
        }
    }
}

/// Returns the rows: label and words; a sheet lists them as items where the panel has no room.
#[must_use]
pub fn rows(press: &Press<'_>, guide: &Guide<'_>) -> Vec<(String, String)> {
    let Facts { facts, exemptions, deadline, fee_notes, .. } = &guide.facts;
    let strings = press.strings;
    let commune = &press.site.commune;
    let fact = |key: &str| {
        facts.iter().find(|(name, _)| name == strings.get(key)).map(|(_, words)| words.clone())
    };
    // Another office has another address.
    let centre = Some(&commune.centre).filter(|_| place::is_centre(guide.procedure, commune));
    let receives = guide.procedure.authority.as_ref().and_then(|a| a.receives.clone());
    let writes = guide.procedure.help.write_for_me == Some(WriteForMe::Allowed);
    let notes = (!fee_notes.is_empty()).then(|| fee_notes.join(" "));
    let rows = [
        ("poster.fee", fact("poster.fee")),
        ("poster.exempt", exemptions.clone()),
        ("poster.fee_note", notes),
        ("poster.time", fact("poster.time")),
        ("poster.deadline", deadline.clone()),
        ("poster.place", receives.or_else(|| centre?.name.clone())),
        ("poster.address", centre.and_then(|centre| centre.address.clone())),
        ("poster.hours", guide.procedure.office_hours.clone()),
        ("poster.help", writes.then(|| strings.get("poster.write_for_me").to_owned())),
    ];
    let known = rows.into_iter().filter_map(|(label, words)| Some((label, capital(&words?))));
    known.map(|(label, words)| (strings.get(label).to_owned(), words)).collect()
}
