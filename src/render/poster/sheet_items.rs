//! What a sheet says: papers to tick, steps in order, and a panel of fee, time and place.

use super::facts::{Facts, Phrase};
use super::press::{Guide, Press};
use crate::model::procedure::WriteForMe;
use crate::render::drawing::Color;
use crate::render::layout::Rect;
use crate::render::layout::canvas::{Align, Canvas};
use crate::render::layout::column::{Item, Marker};
use crate::render::layout::text::{self, Paragraph, Piece, Style};

/// Lists everything of a procedure in reading order, each item with the path of its key.
#[must_use]
pub fn items(press: &Press<'_>, guide: &Guide<'_>, style: Style) -> Vec<(Item, String)> {
    let strings = press.strings;
    let facts = &guide.facts;
    let mut items = Vec::new();
    let heading = |words: &str| {
        let item = Item {
            marker: Marker::None,
            pieces: vec![Piece::bold(words, press.accent)],
            style: Style { points: style.points * 1.18, ..style },
            gap: style.size() * 0.9,
            keep: true,
        };
        (item, String::new())
    };
    let group = |words: &str| {
        let item = Item {
            marker: Marker::None,
            pieces: vec![Piece::bold(words, Color::BLACK)],
            style,
            gap: style.size() * 0.5,
            keep: true,
        };
        (item, String::new())
    };
    let plain = |marker: Marker, words: &str, key: &str| {
        let pieces = vec![Piece::regular(words, Color::BLACK)];
        (Item { marker, pieces, style, gap: style.size() * 0.3, keep: false }, key.to_owned())
    };
    let papers = |items: &mut Vec<(Item, String)>, papers: &[Phrase]| {
        let mut current: Option<&str> = None;
        for paper in papers {
            if paper.group.as_deref() != current {
                current = paper.group.as_deref();
                items.extend(current.map(group));
            }
            items.push(plain(Marker::Tick(press.accent), &paper.full, &paper.key));
        }
    };
    // Papers that every case asks for stand in the list of each case.
    let top = &guide.procedure.documents;
    if !top.is_empty() {
        items.push(heading(strings.get("poster.bring")));
        papers(&mut items, &facts.papers);
    }
    for (title, of_case) in &facts.cases {
        items.push(heading(&strings.fill("poster.bring_case", &[("case", title)])));
        papers(&mut items, of_case);
    }
    items.push(heading(strings.get("poster.steps")));
    for (at, step) in facts.steps.iter().enumerate() {
        items.push(plain(Marker::Number(at + 1, press.accent), &step.full, &step.key));
    }
    if !guide.procedure.result.is_empty() {
        items.push(heading(strings.get("poster.result")));
        for (at, result) in guide.procedure.result.iter().enumerate() {
            items.push(plain(Marker::None, result, &format!("result[{at}]")));
        }
    }
    items
}

/// Fee, time and place, side by side under the title.
pub struct Panel {
    /// Its height in mm.
    pub height: f32,
    columns: Vec<Vec<Paragraph>>,
}

/// The room inside the panel's edge in mm.
const EDGE: f32 = 3.0;

impl Panel {
    /// Puts fee, time and place into `width` mm; nothing when none is known.
    #[must_use]
    pub fn new(press: &Press<'_>, guide: &Guide<'_>, points: f32, width: f32) -> Option<Self> {
        let rows = rows(press, guide);
        if rows.is_empty() {
            return None;
        }
        let gap = EDGE * 1.5;
        let inner = Rect::new(0.0, 0.0, width - 2.0 * EDGE, 0.0);
        let column = inner.columns(rows.len(), gap)[0].w;
        let style = Style::body(points);
        let columns = rows.iter().map(|blocks| {
            blocks
                .iter()
                .map(|(label, words)| {
                    let pieces = [
                        Piece::bold(format!("{label}: "), press.accent),
                        Piece::regular(words, Color::BLACK),
                    ];
                    text::wrap(press.faces, &pieces, style, column)
                })
                .collect()
        });
        let columns: Vec<Vec<Paragraph>> = columns.collect();
        let height = |column: &Vec<Paragraph>| column.iter().map(Paragraph::height).sum::<f32>();
        let tallest = columns.iter().map(height).fold(0.0, f32::max);
        Some(Self { height: tallest + 2.0 * EDGE, columns })
    }

    /// Draws the panel into `area`, which has its height.
    pub fn draw(&self, press: &Press<'_>, canvas: &mut Canvas<'_>, area: Rect) {
        canvas.outline(area, 2.0, 0.4, press.line);
        let columns = area.inset(EDGE).columns(self.columns.len(), EDGE * 1.5);
        for (paragraphs, column) in self.columns.iter().zip(columns) {
            let mut y = column.y;
            for paragraph in paragraphs {
                y = canvas.paragraph(paragraph, y, Align::Left, column);
            }
        }
    }
}

type Block = (String, String);

/// The columns of the panel: fee, time, place; each of labels and words.
fn rows(press: &Press<'_>, guide: &Guide<'_>) -> Vec<Vec<Block>> {
    let Facts { facts, exemptions, deadline, fee_notes, .. } = &guide.facts;
    let strings = press.strings;
    let label = |key: &str| strings.get(key).to_owned();
    let fact = |key: &str| facts.iter().find(|(name, _)| name == strings.get(key)).cloned();
    let mut fee: Vec<Block> = fact("poster.fee").into_iter().collect();
    fee.extend(exemptions.clone().map(|who| (label("poster.exempt"), who)));
    fee.extend(fee_notes.iter().map(|note| (label("poster.fee_note"), note.clone())));
    let mut time: Vec<Block> = fact("poster.time").into_iter().collect();
    time.extend(deadline.clone().map(|words| (label("poster.deadline"), words)));
    if guide.procedure.help.write_for_me == Some(WriteForMe::Allowed) {
        time.push((label("poster.help"), label("poster.write_for_me")));
    }
    let commune = &press.site.commune;
    let receives = guide.procedure.authority.as_ref().and_then(|a| a.receives.clone());
    let place = receives.or_else(|| commune.centre.name.clone());
    let mut at: Vec<Block> =
        place.map(|place| (label("poster.place"), place)).into_iter().collect();
    at.extend(commune.centre.address.clone().map(|address| (label("poster.address"), address)));
    at.extend(guide.procedure.office_hours.clone().map(|hours| (label("poster.hours"), hours)));
    [fee, time, at].into_iter().filter(|blocks| !blocks.is_empty()).collect()
}
