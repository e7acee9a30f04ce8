//! Lines of a poster that flow through columns: in the largest type that holds all of them, else
//! whole lines are left out in a fixed order, and it is said how many.

use crate::render::drawing::Color;
use crate::render::font::Faces;
use crate::render::layout::Rect;
use crate::render::layout::canvas::Canvas;
use crate::render::layout::column::{self, Item, Marker, Set};
use crate::render::layout::text::{Piece, Style};
use crate::theme::Strings;

/// One line of a story.
pub struct Line {
    /// Its words.
    pub item: Item,
    /// The path of its key, for what the author wrote.
    pub key: Option<String>,
    /// When it may be left out: lower first, the last of its family first.
    pub drop: Option<Drop>,
    /// The number of the thing that it names.
    pub about: Option<u32>,
}

/// How a line may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drop {
    /// Lower goes first.
    pub rank: u8,
    /// The key of what is said instead, once for all lines that share it: `và {n} thủ tục nữa`.
    pub more: &'static str,
}

/// A story that fits.
pub struct Story {
    sets: Vec<(Set, Rect, f32)>,
    /// The numbers of the things whose lines were left out.
    gone: Vec<u32>,
}

/// A story that does not fit even in its smallest form: the key of its longest line.
pub struct Overfull {
    /// The path of the key.
    pub key: String,
    /// Characters of the line.
    pub length: usize,
}

impl Line {
    /// Makes a heading.
    #[must_use]
    pub fn heading(words: &str, color: Color, points: f32) -> Self {
        let style = Style::title(points * 1.08);
        let pieces = vec![Piece::bold(words, color)];
        let gap = style.size() * 0.85;
        let item = Item { marker: Marker::None, pieces, style, gap, keep: true };
        Self { item, key: None, drop: None, about: None }
    }

    /// Makes a line of running text.
    #[must_use]
    pub fn text(pieces: Vec<Piece>, marker: Marker, points: f32) -> Self {
        let style = Style::body(points);
        let item = Item { marker, pieces, style, gap: style.size() * 0.22, keep: false };
        Self { item, key: None, drop: None, about: None }
    }

    /// Names the key that it comes from.
    #[must_use]
    pub fn of(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Names the thing that it is about by its number.
    #[must_use]
    pub fn about(mut self, number: u32) -> Self {
        self.about = Some(number);
        self
    }

    /// Lets it stand only with the next line: for the first of a list, so that its heading does
    /// not end a column with it alone.
    #[must_use]
    pub fn with_next(mut self, is_followed: bool) -> Self {
        self.item.keep = is_followed;
        self
    }

    /// Lets it be left out.
    #[must_use]
    pub fn droppable(mut self, rank: u8, more: &'static str) -> Self {
        self.drop = Some(Drop { rank, more });
        self
    }

    fn length(&self) -> usize {
        self.item.pieces.iter().map(|piece| piece.text.chars().count()).sum()
    }
}

/// How much smaller type may be so that each column begins with a heading.
const CALM: f32 = 0.8;

/// How many lines more may be left out so that each column begins with a heading.
const FEW: usize = 5;

impl Story {
    /// Sets the lines that `lines` makes for a size of type, in the first of `sizes` (points, the
    /// largest first) in which the columns hold all of them.
    ///
    /// # Errors
    /// When the smallest type and every allowed omission are not enough.
    pub fn fit(
        (faces, strings): (&Faces, &Strings),
        sizes: &[f32],
        columns: &[Rect],
        lines: impl Fn(f32) -> Vec<Line>,
    ) -> Result<Self, Overfull> {
        let width = columns.first().map_or(0.0, |column| column.w);
        let set = |lines: &[Line]| -> Vec<Set> {
            lines.iter().map(|line| Set::new(&line.item, faces, width)).collect()
        };
        let mut torn: Option<(f32, Self)> = None;
        for points in sizes {
            // Type somewhat smaller is better than a list torn from its heading.
            if torn.as_ref().is_some_and(|(first, _)| *points < first * CALM) {
                break;
            }
            let sets = set(&lines(*points));
            match Self::flow(sets.iter().collect(), columns) {
                Some(story) if !story.is_torn() => return Ok(story),
                Some(story) => torn = torn.or(Some((*points, story))),
                None => {}
            }
        }
        if let Some((_, story)) = torn {
            return Ok(story);
        }
        let lines = lines(sizes.last().copied().unwrap_or_default());
        let sets = set(&lines);
        let mut order: Vec<usize> =
            (0..lines.len()).filter(|at| lines[*at].drop.is_some()).collect();
        order.sort_by_key(|at| (lines[*at].drop.map(|drop| drop.rank), std::cmp::Reverse(*at)));
        let dropped = |count: usize| {
            let gone = &order[..count];
            let more = announced(&lines, gone, (faces, strings), width);
            let mut kept: Vec<&Set> = Vec::new();
            for (at, set) in sets.iter().enumerate() {
                kept.extend(more.iter().filter(|(before, _)| *before == at).map(|(_, set)| set));
                if !gone.contains(&at) {
                    kept.push(set);
                }
            }
            let story = Self::flow(kept, columns)?;
            Some(Self { gone: gone.iter().filter_map(|at| lines[*at].about).collect(), ..story })
        };
        let (mut low, mut high) = (0, order.len());
        let mut best = dropped(high).ok_or_else(|| overfull(&lines))?;
        while low + 1 < high {
            let middle = usize::midpoint(low, high);
            match dropped(middle) {
                Some(story) => (best, high) = (story, middle),
                None => low = middle,
            }
        }
        // A few lines less are better than a list torn from its heading.
        let mut calmer = (high..=order.len()).take(FEW).filter_map(&dropped);
        Ok(calmer.find(|story| !story.is_torn()).unwrap_or(best))
    }

    fn flow(sets: Vec<&Set>, columns: &[Rect]) -> Option<Self> {
        let spots = column::flow(&sets, columns)?;
        let placed = sets.into_iter().zip(spots);
        let sets = placed.map(|(set, (column, y))| (set.clone(), columns[column], y)).collect();
        Some(Self { sets, gone: Vec::new() })
    }

    /// Says whether a column begins with something else than a heading.
    fn is_torn(&self) -> bool {
        self.sets.windows(2).any(|pair| {
            let [(_, left, _), (set, right, _)] = pair else { return false };
            right.x > left.x && !set.keep()
        })
    }

    /// Says whether the line about a thing stands.
    #[must_use]
    pub fn tells(&self, number: u32) -> bool {
        !self.gone.contains(&number)
    }

    /// Draws it.
    pub fn draw(&self, canvas: &mut Canvas<'_>) {
        for (set, column, y) in &self.sets {
            set.draw(canvas, *column, *y);
        }
    }

    /// Returns where its lowest line ends in mm.
    #[must_use]
    pub fn bottom(&self) -> f32 {
        self.sets.iter().map(|(set, _, y)| y + set.height()).fold(0.0, f32::max)
    }
}

/// Says how many lines of each family were left out, at the place of the first of them.
fn announced(
    lines: &[Line],
    gone: &[usize],
    (faces, strings): (&Faces, &Strings),
    width: f32,
) -> Vec<(usize, Set)> {
    let mut families: Vec<(Drop, usize, usize)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(drop) = line.drop.filter(|_| gone.contains(&at)) else { continue };
        match families.iter_mut().find(|(known, ..)| known.more == drop.more) {
            Some((_, _, count)) => *count += 1,
            None => families.push((drop, at, 1)),
        }
    }
    let told = families.into_iter().map(|(drop, at, count)| {
        let same = |line: &&Line| line.drop.is_some_and(|other| other.more == drop.more);
        let whole = count == lines.iter().filter(same).count();
        // With none of them left, "more" would be wrong.
        let all = format!("{}_all", drop.more);
        let key = if whole { all.as_str() } else { drop.more };
        let words = strings.fill(key, &[("n", &count.to_string())]);
        let item = &lines[at].item;
        let pieces = vec![Piece::bold(words, Color::BLACK)];
        let item = Item { marker: Marker::None, pieces, keep: false, ..item.clone() };
        (at, Set::new(&item, faces, width))
    });
    told.collect()
}

fn overfull(lines: &[Line]) -> Overfull {
    let own = lines.iter().filter(|line| line.key.is_some() && line.drop.is_none());
    let longest = own.max_by_key(|line| line.length());
    let key = longest.and_then(|line| line.key.clone()).unwrap_or_else(|| "title".to_owned());
    Overfull { key, length: longest.map_or(0, Line::length) }
}
