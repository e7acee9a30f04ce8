//! What a board cell says, and what it leaves out first when room is short.
//!
//! Whole items only, in this order: steps after the second, papers with `when`,
//! papers after the fourth. What is left out is always announced.

use super::around::{self, Choice, Space, Spot, Tear};
use crate::render::drawing::Color;
use crate::render::layout::Rect;
use crate::render::layout::column::{Draft, Marker, Set};
use crate::render::layout::text::{Measured, Piece, Style};
use crate::render::poster::facts::Phrase;
use crate::render::poster::misfit::TooLong;
use crate::render::poster::press::{Guide, Press};

/// The widths that items are set for, in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Widths {
    /// Of a column beside the codes.
    pub beside: f32,
    /// From edge to edge below them.
    pub whole: f32,
    /// Of each of two columns below, where there is room for two.
    pub half: Option<f32>,
}

/// The items of one procedure, measured once for cells of every shape.
pub struct Plan<'a> {
    press: &'a Press<'a>,
    guide: &'a Guide<'a>,
    /// The number in the badge.
    pub badge: Measured,
    /// The title.
    pub title: Measured,
    /// The address to type.
    pub address: Measured,
    /// In reading order.
    items: Vec<Planned>,
    drops: Vec<Drop>,
    lawful: usize,
}

/// One item of the text.
struct Planned {
    draft: Draft,
    part: usize,
    /// What leaves it out.
    drop: Option<Drop>,
}

/// The items of one procedure at one size of type, and how high each is.
pub struct Sized<'a> {
    plan: &'a Plan<'a>,
    style: Style,
    widths: Widths,
    choices: Vec<Choice>,
}

/// One thing to leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drop {
    Deadline,
    Exemptions,
    Step(usize),
    Paper(usize),
}

/// Papers and steps that a cell keeps if it can.
const PAPERS: usize = 4;
const STEPS: usize = 2;

/// The room above an item, and above the first of a part; in parts of the type size.
const ITEM_GAP: f32 = 0.12;
const PART_GAP: f32 = 0.55;

/// What stays together: papers, steps, facts.
const PARTS: [usize; 3] = [0, 1, 2];

impl<'a> Plan<'a> {
    /// Measures the items of a procedure.
    #[must_use]
    pub fn new(press: &'a Press<'a>, guide: &'a Guide<'a>) -> Self {
        let (drops, lawful) = drops(&guide.facts.papers, guide.facts.steps.len(), guide);
        let bold = |words: &str, color: Color| Piece::bold(words, color);
        let measured = |pieces: Vec<Piece>| Measured::new(press.faces, pieces);
        let or_type = Piece::regular(press.strings.get("poster.or_type"), Color::BLACK);
        let mut plan = Self {
            press,
            guide,
            badge: measured(vec![bold(&guide.number.to_string(), Color::WHITE)]),
            title: measured(vec![bold(&guide.procedure.title, Color::BLACK)]),
            address: measured(vec![or_type, bold(&guide.typed, Color::BLACK)]),
            items: Vec::new(),
            drops,
            lawful,
        };
        plan.add_papers();
        plan.add_steps();
        plan.add_facts();
        plan
    }

    fn add_papers(&mut self) {
        let facts = &self.guide.facts;
        if facts.papers.is_empty() && facts.case_line.is_none() {
            return;
        }
        self.heading(PARTS[0], "poster.bring");
        for (at, paper) in facts.papers.iter().enumerate() {
            let marker = Marker::Tick(self.press.accent);
            self.add(PARTS[0], marker, vec![plain(&paper.brief)], Some(Drop::Paper(at)));
        }
        if let Some(line) = &facts.case_line {
            self.add(PARTS[0], Marker::None, vec![plain(&line.brief)], None);
        }
    }

    fn add_steps(&mut self) {
        self.heading(PARTS[1], "poster.steps");
        for (at, step) in self.guide.facts.steps.iter().enumerate() {
            let marker = Marker::Number(at + 1, self.press.accent);
            self.add(PARTS[1], marker, vec![plain(&step.brief)], Some(Drop::Step(at)));
        }
    }

    fn add_facts(&mut self) {
        let (facts, strings) = (&self.guide.facts, self.press.strings);
        let first = self.items.len();
        for (label, words) in &facts.facts {
            self.add(PARTS[2], Marker::None, labelled(label, words), None);
        }
        let extras = [
            ("poster.exempt", &facts.exemptions, Drop::Exemptions),
            ("poster.deadline", &facts.deadline, Drop::Deadline),
        ];
        for (key, words, drop) in extras {
            if let Some(words) = words {
                let pieces = labelled(strings.get(key), words);
                self.add(PARTS[2], Marker::None, pieces, Some(drop));
            }
        }
        if let Some(first) = self.items.get_mut(first) {
            first.draft.gap = PART_GAP;
        }
    }

    fn heading(&mut self, part: usize, key: &str) {
        let pieces = vec![Piece::bold(self.press.strings.get(key), self.press.accent)];
        let draft = Draft::new(self.press.faces, Marker::None, pieces, PART_GAP).heading();
        self.items.push(Planned { draft, part, drop: None });
    }

    fn add(&mut self, part: usize, marker: Marker, pieces: Vec<Piece>, drop: Option<Drop>) {
        let draft = Draft::new(self.press.faces, marker, pieces, ITEM_GAP);
        self.items.push(Planned { draft, part, drop });
    }

    /// Measures words in bold and in colour: what stands above a code.
    #[must_use]
    pub fn captioned(&self, words: Option<&str>) -> Option<Measured> {
        let piece = Piece::bold(words?, self.press.accent);
        Some(Measured::new(self.press.faces, vec![piece]))
    }

    /// Returns how many things a cell of one place may leave out before it asks for two.
    #[must_use]
    pub fn lawful(&self) -> usize {
        self.lawful
    }

    /// Counts the papers among the first things to leave out.
    fn papers_among(&self, dropped: usize) -> usize {
        self.drops[..dropped].iter().filter(|drop| matches!(drop, Drop::Paper(_))).count()
    }

    /// Says what was left out: `+ 3 giấy tờ, 5 bước nữa: quét mã`.
    #[must_use]
    pub fn more(&self, dropped: usize) -> Option<Measured> {
        let strings = self.press.strings;
        let gone = &self.drops[..dropped];
        let count = |is: fn(&Drop) -> bool| gone.iter().filter(|drop| is(drop)).count();
        let counted =
            |key: &str, n: usize| (n > 0).then(|| strings.fill(key, &[("n", &n.to_string())]));
        let parts = [
            counted("poster.more_papers", count(|d| matches!(d, Drop::Paper(_)))),
            counted("poster.more_steps", count(|d| matches!(d, Drop::Step(_)))),
            counted("poster.more_exempt", count(|d| matches!(d, Drop::Exemptions))),
            counted("poster.more_deadline", count(|d| matches!(d, Drop::Deadline))),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let what = parts.join(strings.get("poster.and"));
        if what.is_empty() {
            return None;
        }
        let words = strings.fill("poster.more", &[("what", &what)]);
        self.captioned(Some(&words))
    }

    /// Finds how high each item is in type of `body` points.
    #[must_use]
    pub fn sized(&'a self, body: f32, widths: Widths) -> Sized<'a> {
        let style = Style::body(body);
        let choices = self
            .items
            .iter()
            .map(|Planned { draft, part, .. }| choice(draft, *part, style, widths));
        Sized { plan: self, style, widths, choices: choices.collect() }
    }
}

fn choice(draft: &Draft, part: usize, style: Style, widths: Widths) -> Choice {
    Choice {
        beside: draft.height(style, widths.beside),
        whole: draft.height(style, widths.whole),
        half: widths.half.map(|width| draft.height(style, width)),
        gap: draft.gap * style.size(),
        keep: draft.keep,
        part,
    }
}

impl Sized<'_> {
    /// Places what is said when the first `dropped` things are left out: which item, and where;
    /// nothing when it does not fit.
    fn placed(&self, dropped: usize, space: &Space, tear: Tear) -> Option<Vec<(usize, Spot)>> {
        let gone = &self.plan.drops[..dropped];
        let items = &self.plan.items;
        let is_kept = |at: &usize| items[*at].drop.is_none_or(|drop| !gone.contains(&drop));
        let kept: Vec<usize> = (0..items.len()).filter(is_kept).collect();
        // A heading with nothing below it goes as well.
        let heads_something = |at: &usize| {
            let next = kept.get(at + 1).map(|next| items[*next].part);
            let item = &items[kept[*at]];
            !item.draft.keep || next == Some(item.part)
        };
        let kept: Vec<usize> = (0..kept.len()).filter(heads_something).map(|at| kept[at]).collect();
        let choices: Vec<Choice> = kept.iter().map(|at| self.choices[*at]).collect();
        let spots = around::arrange(&choices, space, tear)?;
        Some(kept.into_iter().zip(spots).collect())
    }

    /// Sets the items at their places.
    #[must_use]
    pub fn set(&self, dropped: usize, space: &Space, tear: Tear) -> Vec<(Set, Rect, f32)> {
        let placed = self.placed(dropped, space, tear).unwrap_or_default();
        let set = |(at, (column, y)): (usize, Spot)| {
            (self.plan.items[at].draft.set(self.style, column.w), column, y)
        };
        placed.into_iter().map(set).collect()
    }

    /// Finds the fewest things to leave out so that the rest fits into the space that is left
    /// above the last lines, and where lists are torn for it; nothing when nothing helps.
    ///
    /// A calm cell may say a step less, but not a paper less.
    pub fn fewest(&self, space: impl Fn(usize) -> Option<Space>) -> Option<(usize, Tear)> {
        let fewest = |most: usize, tear: Tear| {
            let fits = |dropped: usize| {
                space(dropped).is_some_and(|space| self.placed(dropped, &space, tear).is_some())
            };
            first(most, fits).map(|dropped| (dropped, tear))
        };
        let calm = fewest(self.plan.lawful, Tear::Never);
        if calm.is_some_and(|(dropped, _)| self.plan.papers_among(dropped) == 0) {
            return calm;
        }
        let papers = |answer: &(usize, Tear)| self.plan.papers_among(answer.0);
        let around = fewest(self.plan.lawful, Tear::Below);
        let better = [calm, around].into_iter().flatten().min_by_key(papers);
        better.or_else(|| fewest(self.plan.drops.len(), Tear::Anywhere))
    }

    /// Makes sure that no first paper or step was left out because it can never stand here.
    ///
    /// # Errors
    /// When one cannot, even alone.
    pub fn check_alone(&self, dropped: usize, space: &Space) -> Result<(), TooLong> {
        let Plan { guide, items, drops, .. } = self.plan;
        let facts = &guide.facts;
        let paper = facts.papers.iter().position(|paper| !paper.conditional).unwrap_or(0);
        let firsts =
            [(Drop::Paper(paper), facts.papers.get(paper)), (Drop::Step(0), facts.steps.first())];
        for (drop, phrase) in firsts {
            let at = items.iter().position(|item| item.drop == Some(drop));
            let (Some(at), Some(phrase)) = (at, phrase) else { continue };
            let gone = drops[..dropped].contains(&drop);
            if gone && around::arrange(&[self.choices[at]], space, Tear::Anywhere).is_none() {
                return Err(self.too_long(&phrase.key, &phrase.brief, space));
            }
        }
        Ok(())
    }

    /// Names the fact that is in the way when even the facts alone do not fit.
    #[must_use]
    pub fn longest_fact(&self, space: &Space) -> TooLong {
        let Plan { guide, press, .. } = self.plan;
        let case_line = guide.facts.case_line.as_ref();
        let case_line = case_line.map(|phrase| ("cases", phrase.brief.as_str()));
        let keys = ["fee", "time"];
        let facts = guide.facts.facts.iter().map(|(label, words)| {
            let is_fee = label == press.strings.get("poster.fee");
            (keys[usize::from(!is_fee)], words.as_str())
        });
        let longest = facts.chain(case_line).max_by_key(|(_, words)| words.chars().count());
        let (key, words) = longest.unwrap_or(("title", &guide.procedure.title));
        self.too_long(key, words, space)
    }

    fn too_long(&self, key: &str, words: &str, space: &Space) -> TooLong {
        let limit = self.characters(words, space);
        TooLong { key: key.to_owned(), limit, length: words.chars().count() }
    }

    /// Estimates how many characters of `words` fit into the space.
    fn characters(&self, words: &str, space: &Space) -> usize {
        let all: Vec<char> = words.chars().collect();
        let (mut low, mut high) = (0, all.len());
        while low + 1 < high {
            let middle = usize::midpoint(low, high);
            let part: String = all[..middle].iter().collect();
            let marker = Marker::Tick(Color::BLACK);
            let draft = Draft::new(self.plan.press.faces, marker, vec![plain(&part)], ITEM_GAP);
            let choice = choice(&draft, PARTS[0], self.style, self.widths);
            let fits = around::arrange(&[choice], space, Tear::Anywhere).is_some();
            if fits { low = middle } else { high = middle }
        }
        low
    }
}

/// Finds the first of `0..=most` that holds; when one holds, so do all above it.
fn first(most: usize, holds: impl Fn(usize) -> bool) -> Option<usize> {
    if holds(0) {
        return Some(0);
    }
    let (mut low, mut high) = (0, most);
    if most == 0 || !holds(most) {
        return None;
    }
    while low + 1 < high {
        let middle = usize::midpoint(low, high);
        if holds(middle) { high = middle } else { low = middle }
    }
    Some(high)
}

fn plain(words: &str) -> Piece {
    Piece::regular(words, Color::BLACK)
}

/// Makes `Lệ phí: 8.000 đồng`, the label in bold.
fn labelled(label: &str, words: &str) -> Vec<Piece> {
    vec![Piece::bold(format!("{label}: "), Color::BLACK), plain(words)]
}

/// Lists what is left out, first things first, and how many of them the rule allows.
fn drops(papers: &[Phrase], steps: usize, guide: &Guide<'_>) -> (Vec<Drop>, usize) {
    let mut drops = Vec::new();
    drops.extend(guide.facts.deadline.as_ref().map(|_| Drop::Deadline));
    drops.extend(guide.facts.exemptions.as_ref().map(|_| Drop::Exemptions));
    drops.extend((STEPS..steps).rev().map(Drop::Step));
    let conditional = (0..papers.len()).rev().filter(|at| papers[*at].conditional);
    drops.extend(conditional.map(Drop::Paper));
    let always: Vec<usize> = (0..papers.len()).filter(|at| !papers[*at].conditional).collect();
    drops.extend(always.iter().skip(PAPERS).rev().map(|at| Drop::Paper(*at)));
    let lawful = drops.len();
    drops.extend(always.iter().take(PAPERS).skip(1).rev().map(|at| Drop::Paper(*at)));
    drops.extend((0..steps.min(STEPS)).rev().map(Drop::Step));
    drops.extend(always.first().map(|at| Drop::Paper(*at)));
    (drops, lawful)
}
