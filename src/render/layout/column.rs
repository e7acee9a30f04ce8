//! Columns that take whole items: each is set as one, or not at all.

use super::Rect;
use super::canvas::{Align, Canvas};
use super::text::{Measured, Paragraph, Piece, Style};
use crate::render::drawing::Color;
use crate::render::font::Faces;

/// One item of a column before it is measured.
#[derive(Clone, Debug)]
pub struct Item {
    /// What stands before it.
    pub marker: Marker,
    /// Its words.
    pub pieces: Vec<Piece>,
    /// How they are set.
    pub style: Style,
    /// Room above it in mm, unless it begins a column.
    pub gap: f32,
    /// Whether it must not end a column; for headings.
    pub keep: bool,
}

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Marker {
    /// Nothing.
    None,
    /// An empty box to tick.
    Tick(Color),
    /// A point, in bold.
    Bullet(Color),
    /// A number with a full stop, in bold.
    Number(usize, Color),
}

/// An item measured once, to be set in any size and for any width.
#[derive(Clone, Debug)]
pub struct Draft {
    marker: Marker,
    label: Option<Measured>,
    words: Measured,
    /// Whether it must not end a column; for headings.
    pub keep: bool,
    /// Room above it in parts of the type size, unless it begins a column.
    pub gap: f32,
}

impl Draft {
    /// Measures an item; `gap` is the room above it in parts of the type size.
    #[must_use]
    pub fn new(faces: &Faces, marker: Marker, pieces: Vec<Piece>, gap: f32) -> Self {
        let label = match marker {
            Marker::Number(number, color) => {
                let piece = Piece::bold(format!("{number}."), color);
                Some(Measured::new(faces, vec![piece]))
            }
            Marker::Bullet(color) => Some(Measured::new(faces, vec![Piece::bold("•", color)])),
            Marker::None | Marker::Tick(_) => None,
        };
        Self { marker, label, words: Measured::new(faces, pieces), keep: false, gap }
    }

    /// Makes it a heading, which must not end a column.
    #[must_use]
    pub fn heading(self) -> Self {
        Self { keep: true, ..self }
    }

    /// Returns the room before its words in mm.
    fn indent(&self, style: Style) -> f32 {
        match self.marker {
            Marker::None => 0.0,
            Marker::Bullet(_) => style.size() * 0.85,
            Marker::Tick(_) => style.size() * 1.25,
            Marker::Number(number, _) => {
                let usual = if number > 9 { 1.75 } else { 1.25 };
                let label = self.label.as_ref().map_or(0.0, Measured::natural);
                style.size() * (label + 0.1).max(usual)
            }
        }
    }

    /// Returns its height in mm without the gap above, set for columns of `width` mm.
    #[must_use]
    pub fn height(&self, style: Style, width: f32) -> f32 {
        self.words.height(style, width - self.indent(style))
    }

    /// Sets it for columns of `width` mm.
    #[must_use]
    pub fn set(&self, style: Style, width: f32) -> Set {
        let indent = self.indent(style);
        Set {
            marker: self.marker,
            label: self.label.as_ref().map(|label| label.set(style, f32::INFINITY)),
            paragraph: self.words.set(style, width - indent),
            indent,
            keep: self.keep,
            gap: self.gap * style.size(),
        }
    }
}

/// An item, set for one width.
#[derive(Clone, Debug)]
pub struct Set {
    marker: Marker,
    label: Option<Paragraph>,
    paragraph: Paragraph,
    indent: f32,
    keep: bool,
    /// Room above it in mm, unless it begins a column.
    pub gap: f32,
}

impl Set {
    /// Sets an item for columns of `width` mm.
    #[must_use]
    pub fn new(item: &Item, faces: &Faces, width: f32) -> Self {
        let gap = item.gap / item.style.size();
        let mut draft = Draft::new(faces, item.marker, item.pieces.clone(), gap);
        draft.keep = item.keep;
        draft.set(item.style, width)
    }

    /// Returns its height in mm without the gap above.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.paragraph.height()
    }

    /// Says whether it must not end a column: a heading.
    #[must_use]
    pub fn keep(&self) -> bool {
        self.keep
    }

    /// Returns the distance of its lines in mm.
    #[must_use]
    pub fn pitch(&self) -> f32 {
        self.paragraph.style.pitch()
    }

    /// Draws it with its top at `y` of `column`.
    pub fn draw(&self, canvas: &mut Canvas<'_>, column: Rect, y: f32) {
        let style = self.paragraph.style;
        if let Marker::Tick(color) = self.marker {
            let side = style.size() * 0.78;
            let base = self.paragraph.bases.first().copied().unwrap_or_default();
            let top = y + base - style.size() * 0.76;
            canvas.outline(Rect::new(column.x, top, side, side), side * 0.12, side * 0.1, color);
        }
        if let Some(label) = &self.label {
            let (within, _) = column.cut_left(self.indent);
            canvas.paragraph(label, y, Align::Left, within);
        }
        let (_, within) = column.cut_left(self.indent);
        canvas.paragraph(&self.paragraph, y, Align::Left, within);
    }
}

/// Where an item came to stand: its column and its top in mm.
pub type Spot = (usize, f32);

/// Fills columns of one width with items in order; nothing when they do not fit.
///
/// Two columns are parted at a heading where that fits; columns of one height are else filled to
/// about the same height.
#[must_use]
pub fn flow(items: &[&Set], columns: &[Rect]) -> Option<Vec<Spot>> {
    let tallest = columns.iter().map(|column| column.h).fold(0.0, f32::max);
    if let [left, right] = columns {
        let stacked = |items: &[&Set]| {
            let gaps: f32 = items.iter().skip(1).map(|set| set.gap).sum();
            gaps + items.iter().map(|set| set.height()).sum::<f32>()
        };
        // What follows a heading may itself have to stay with the next.
        let headings = (1..items.len()).filter(|at| items[*at].keep && !items[*at - 1].keep);
        let parted = headings.map(|at| (at, stacked(&items[..at]), stacked(&items[at..])));
        let fitting = parted.filter(|(_, one, two)| *one <= left.h && *two <= right.h);
        let best = fitting.min_by(|a, b| a.1.max(a.2).total_cmp(&b.1.max(b.2)));
        if let Some((at, ..)) = best {
            let mut spots = fill(&items[..at], &[*left], left.h)?;
            let below = fill(&items[at..], &[*right], right.h)?;
            spots.extend(below.into_iter().map(|(_, y)| (1, y)));
            return Some(spots);
        }
    }
    let mut best = fill(items, columns, tallest)?;
    let equal = columns.iter().all(|column| column.h >= tallest);
    if columns.len() > 1 && equal {
        let (mut low, mut high) = (0.0, tallest);
        for _ in 0..10 {
            let middle = f32::midpoint(low, high);
            match fill(items, columns, middle) {
                Some(spots) => (best, high) = (spots, middle),
                None => low = middle,
            }
        }
    }
    Some(best)
}

fn fill(items: &[&Set], columns: &[Rect], limit: f32) -> Option<Vec<Spot>> {
    let mut spots: Vec<Spot> = Vec::with_capacity(items.len());
    let (mut column, mut used) = (0, 0.0_f32);
    let mut at = 0;
    while at < items.len() {
        // A heading goes with what follows it.
        let mut end = at;
        while items[end].keep && end + 1 < items.len() {
            end += 1;
        }
        let group = &items[at..=end];
        let heights = group.iter().enumerate().map(|(n, set)| {
            let first = n == 0 && used == 0.0;
            (if first { 0.0 } else { set.gap }, set.height())
        });
        let heights: Vec<(f32, f32)> = heights.collect();
        let sum: f32 = heights.iter().map(|(gap, height)| gap + height).sum();
        let room = columns.get(column)?.h.min(limit);
        // A thousandth is rounding, not height.
        if used + sum > room + 0.001 {
            if used == 0.0 {
                return None;
            }
            (column, used) = (column + 1, 0.0);
            continue;
        }
        for (gap, height) in heights {
            spots.push((column, columns[column].y + used + gap));
            used += gap + height;
        }
        at = end + 1;
    }
    Some(spots)
}
