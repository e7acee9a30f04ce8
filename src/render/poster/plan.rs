//! What a board cell says, and what it leaves out first when room is short.
//!
//! Whole items only, in this order: steps after the second, papers with `when`,
//! papers after the fourth. What is left out is always announced.

use std::borrow::Cow;

use super::cell::TooLong;
use super::facts::Phrase;
use super::press::{Guide, Press};
use crate::render::drawing::Color;
use crate::render::font::Faces;
use crate::render::layout::Rect;
use crate::render::layout::column::{self, Item, Marker, Set};
use crate::render::layout::text::{Piece, Style};

/// The items of one procedure, measured for one width.
pub struct Plan<'a> {
    press: &'a Press<'a>,
    guide: &'a Guide<'a>,
    style: Style,
    width: f32,
    papers: Vec<Set>,
    /// Above the papers, above the steps.
    headings: [Set; 2],
    case_line: Option<Set>,
    steps: Vec<Set>,
    facts: Vec<Set>,
    exemptions: Option<Set>,
    deadline: Option<Set>,
    drops: Vec<Drop>,
    lawful: usize,
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

impl<'a> Plan<'a> {
    /// Measures the items of a procedure for columns of `width` mm.
    #[must_use]
    pub fn new(press: &'a Press<'a>, guide: &'a Guide<'a>, body: f32, width: f32) -> Self {
        let style = Style::body(body);
        let facts = &guide.facts;
        let set = |item: Item| Set::new(&item, press.faces, width);
        let fact = |label: &str, words: &str| set(labelled(label, words, style));
        let named = |key: &str, words: &Option<String>| {
            words.as_ref().map(|words| fact(press.strings.get(key), words))
        };
        let papers = facts
            .papers
            .iter()
            .map(|phrase| set(item(Marker::Tick(press.accent), &phrase.brief, style)));
        let steps = facts.steps.iter().enumerate().map(|(at, phrase)| {
            set(item(Marker::Number(at + 1, press.accent), &phrase.brief, style))
        });
        let case_line = facts.case_line.as_ref();
        let headings = ["poster.bring", "poster.steps"].map(|key| {
            set(Item {
                marker: Marker::None,
                pieces: vec![Piece::bold(press.strings.get(key), press.accent)],
                style,
                gap: style.size() * 0.55,
                keep: true,
            })
        });
        let mut told: Vec<Set> =
            facts.facts.iter().map(|(label, words)| fact(label, words)).collect();
        if let Some(first) = told.first_mut() {
            first.gap = style.size() * 0.55;
        }
        let (drops, lawful) = drops(&facts.papers, facts.steps.len(), guide);
        Self {
            papers: papers.collect(),
            case_line: case_line.map(|p| set(item(Marker::None, &p.brief, style))),
            steps: steps.collect(),
            facts: told,
            headings,
            exemptions: named("poster.exempt", &facts.exemptions),
            deadline: named("poster.deadline", &facts.deadline),
            press,
            guide,
            style,
            width,
            drops,
            lawful,
        }
    }

    /// Returns how many of them a cell of one place may leave out before it asks for two.
    #[must_use]
    pub fn lawful(&self) -> usize {
        self.lawful
    }

    /// Returns what is said when the first `dropped` things are left out, in reading order.
    #[must_use]
    pub fn kept(&self, dropped: usize) -> Vec<Cow<'_, Set>> {
        let gone = &self.drops[..dropped];
        let is_kept = |drop: Drop| !gone.contains(&drop);
        let mut sets = Vec::new();
        let papers = self.papers.iter().enumerate();
        let papers = papers.filter(|(at, _)| is_kept(Drop::Paper(*at))).map(|(_, set)| set);
        let papers: Vec<&Set> = papers.chain(&self.case_line).collect();
        if !papers.is_empty() {
            sets.push(Cow::Borrowed(&self.headings[0]));
            sets.extend(papers.into_iter().map(Cow::Borrowed));
        }
        let steps = self.steps.iter().enumerate();
        let steps = steps.filter(|(at, _)| is_kept(Drop::Step(*at))).map(|(_, set)| set);
        let steps: Vec<&Set> = steps.collect();
        if !steps.is_empty() {
            sets.push(Cow::Borrowed(&self.headings[1]));
            sets.extend(steps.into_iter().map(Cow::Borrowed));
        }
        sets.extend(self.facts.iter().map(Cow::Borrowed));
        let extras = [(&self.exemptions, Drop::Exemptions), (&self.deadline, Drop::Deadline)];
        let extras = extras.into_iter().filter(|(_, drop)| is_kept(*drop));
        sets.extend(extras.filter_map(|(set, _)| set.as_ref()).map(Cow::Borrowed));
        sets.extend(self.more(gone).map(Cow::Owned));
        sets
    }

    /// Finds the fewest things to leave out so that the rest fits; nothing when nothing helps.
    #[must_use]
    pub fn fewest(&self, columns: &[Rect]) -> Option<usize> {
        let fits = |dropped: usize| {
            let kept = self.kept(dropped);
            let sets: Vec<&Set> = kept.iter().map(AsRef::as_ref).collect();
            column::flow(&sets, columns).is_some()
        };
        if fits(0) {
            return Some(0);
        }
        // What is left out makes room, so the answer can be halved towards.
        let (mut low, mut high) = (0, self.drops.len());
        if !fits(high) {
            return None;
        }
        while low + 1 < high {
            let middle = usize::midpoint(low, high);
            if fits(middle) { high = middle } else { low = middle }
        }
        Some(high)
    }

    /// Says what was left out: `+ 3 giấy tờ, 5 bước nữa: quét mã`.
    fn more(&self, gone: &[Drop]) -> Option<Set> {
        let strings = self.press.strings;
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
        if parts.is_empty() {
            return None;
        }
        let what = parts.join(strings.get("poster.and"));
        let words = strings.fill("poster.more", &[("what", &what)]);
        let more = Item {
            marker: Marker::None,
            pieces: vec![Piece::bold(words, self.press.accent)],
            style: self.style,
            gap: self.style.size() * 0.2,
            keep: false,
        };
        Some(Set::new(&more, self.press.faces, self.width))
    }

    /// Makes sure that no first paper or step was left out because it can never stand here.
    ///
    /// # Errors
    /// When one cannot, even alone.
    pub fn check_alone(&self, dropped: usize, columns: &[Rect]) -> Result<(), TooLong> {
        let facts = &self.guide.facts;
        let paper = facts.papers.iter().position(|paper| !paper.conditional).unwrap_or(0);
        let firsts = [
            (Drop::Paper(paper), self.papers.get(paper), facts.papers.get(paper)),
            (Drop::Step(0), self.steps.first(), facts.steps.first()),
        ];
        for (drop, set, phrase) in firsts {
            let (Some(set), Some(phrase)) = (set, phrase) else { continue };
            if self.drops[..dropped].contains(&drop) && column::flow(&[set], columns).is_none() {
                return Err(self.too_long(&phrase.key, &phrase.brief, columns));
            }
        }
        Ok(())
    }

    /// Names the fact that is in the way when even the facts alone do not fit.
    #[must_use]
    pub fn longest_fact(&self, columns: &[Rect]) -> TooLong {
        let case_line = self.guide.facts.case_line.as_ref();
        let case_line = case_line.map(|phrase| ("cases", phrase.brief.as_str()));
        let keys = ["fee", "time"];
        let facts = self.guide.facts.facts.iter().map(|(label, words)| {
            let is_fee = label == self.press.strings.get("poster.fee");
            (keys[usize::from(!is_fee)], words.as_str())
        });
        let longest = facts.chain(case_line).max_by_key(|(_, words)| words.chars().count());
        let (key, words) = longest.unwrap_or(("title", &self.guide.procedure.title));
        self.too_long(key, words, columns)
    }

    fn too_long(&self, key: &str, words: &str, columns: &[Rect]) -> TooLong {
        let limit = characters(self.press.faces, words, self.style, columns);
        TooLong { key: key.to_owned(), limit, length: words.chars().count() }
    }
}

/// Estimates how many characters of `words` fit into a column.
fn characters(faces: &Faces, words: &str, style: Style, columns: &[Rect]) -> usize {
    let all: Vec<char> = words.chars().collect();
    let (mut low, mut high) = (0, all.len());
    while low + 1 < high {
        let middle = usize::midpoint(low, high);
        let part: String = all[..middle].iter().collect();
        let set = Set::new(&item(Marker::Tick(Color::BLACK), &part, style), faces, columns[0].w);
        if column::flow(&[&set], columns).is_some() { low = middle } else { high = middle }
    }
    low
}

fn item(marker: Marker, words: &str, style: Style) -> Item {
    let pieces = vec![Piece::regular(words, Color::BLACK)];
    Item { marker, pieces, style, gap: style.size() * 0.12, keep: false }
}

/// Makes `Lệ phí: 8.000 đồng`, the label in bold.
fn labelled(label: &str, words: &str, style: Style) -> Item {
    let pieces =
        vec![Piece::bold(format!("{label}: "), Color::BLACK), Piece::regular(words, Color::BLACK)];
    Item { marker: Marker::None, pieces, style, gap: style.size() * 0.12, keep: false }
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
