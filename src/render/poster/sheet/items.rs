//! What a sheet says, item by item: papers to tick, steps in order, result, and what may be left off.

use super::panel;
use crate::render::drawing::Color;
use crate::render::layout::column::{Item, Marker};
use crate::render::layout::text::{Piece, Style};
use crate::render::poster::facts::Phrase;
use crate::render::poster::facts::extras::Extra;
use crate::render::poster::press::{Guide, Press};

/// An item of a sheet.
pub struct Entry {
    /// Its words.
    pub item: Item,
    /// The path of its key; empty for headings.
    pub key: String,
    /// Which part it belongs to: a heading and what stands below it, from 1.
    pub part: usize,
}

impl Entry {
    /// Says whether it is a paper or a step.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.key.contains("documents[") || self.key.contains("steps[")
    }
}

/// What comes first on a sheet, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    /// Papers, then steps: as one does it.
    Papers,
    /// Steps, then the papers that are longer than a page.
    Steps,
    /// Steps even before fee, time and place, where these are longer than half a page.
    StepsAlone,
}

/// What is put in order.
enum Part {
    /// Fee, time and place.
    Rows,
    Papers,
    Steps,
}

/// What a sheet has.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// How many of the extras.
    pub extras: usize,
    /// Whether fee, time and place stand in the panel, not among the items.
    pub panel: bool,
    /// What comes first.
    pub order: Order,
}

/// Lists everything of a procedure in reading order, with a line that counts the extras that are
/// left off.
#[must_use]
pub fn items(press: &Press<'_>, guide: &Guide<'_>, style: Style, wanted: Wanted) -> Vec<Entry> {
    let mut list = List { press, style, entries: Vec::new(), part: 0 };
    let (strings, facts) = (press.strings, &guide.facts);
    let parts = match wanted.order {
        Order::Papers => [Part::Rows, Part::Papers, Part::Steps],
        Order::Steps => [Part::Rows, Part::Steps, Part::Papers],
        Order::StepsAlone => [Part::Steps, Part::Rows, Part::Papers],
    };
    for part in parts {
        match part {
            Part::Rows if wanted.panel => {}
            Part::Rows => list.rows(guide),
            Part::Papers => list.all_papers(guide),
            Part::Steps => list.all_steps(guide),
        }
    }
    let gains = [("result", &guide.procedure.result), ("benefit", &guide.procedure.benefit)];
    for (key, texts) in gains.into_iter().filter(|(_, texts)| !texts.is_empty()) {
        list.heading(strings.get(&format!("poster.{key}")));
        for (at, text) in texts.iter().enumerate() {
            list.add(Marker::None, vec![black(text)], &format!("{key}[{at}]"));
        }
    }
    list.extras(&facts.extras, wanted.extras);
    list.entries
}

fn black(words: &str) -> Piece {
    Piece::regular(words, Color::BLACK)
}

struct List<'a> {
    press: &'a Press<'a>,
    style: Style,
    entries: Vec<Entry>,
    part: usize,
}

impl List<'_> {
    /// Adds fee, time and place.
    fn rows(&mut self, guide: &Guide<'_>) {
        for (label, words) in panel::rows(self.press, guide) {
            let label = Piece::bold(format!("{label}: "), self.press.accent);
            self.add(Marker::None, vec![label, black(&words)], "fee");
        }
    }

    /// Adds the papers, and those of each case.
    fn all_papers(&mut self, guide: &Guide<'_>) {
        let (strings, facts) = (self.press.strings, &guide.facts);
        if !facts.papers.is_empty() {
            self.heading(strings.get("poster.bring"));
            self.papers(&facts.papers);
        }
        // Papers that every case asks for stand above already, unless they are those of no case.
        let shared = guide.procedure.documents.is_empty() && !facts.papers.is_empty();
        let key = if shared { "poster.bring_more_case" } else { "poster.bring_case" };
        for (title, papers) in &facts.cases {
            let known = |paper: &&Phrase| facts.papers.iter().any(|other| other.full == paper.full);
            let own = papers.iter().filter(|paper| !(shared && known(paper)));
            let own: Vec<Phrase> = own.cloned().collect();
            if !own.is_empty() {
                self.heading(&strings.fill(key, &[("case", title)]));
                self.papers(&own);
            }
        }
    }

    /// Adds the steps.
    fn all_steps(&mut self, guide: &Guide<'_>) {
        if !guide.facts.steps.is_empty() {
            self.heading(self.press.strings.get("poster.steps"));
            self.steps(&guide.facts.steps);
        }
    }

    fn heading(&mut self, words: &str) {
        self.part += 1;
        let size = self.style.size();
        let style = Style { points: self.style.points * 1.18, ..self.style };
        self.bold(words, self.press.accent, style, size * 0.9);
    }

    fn bold(&mut self, words: &str, color: Color, style: Style, gap: f32) {
        let pieces = vec![Piece::bold(words, color)];
        let item = Item { marker: Marker::None, pieces, style, gap, keep: true };
        self.entries.push(Entry { item, key: String::new(), part: self.part });
    }

    fn add(&mut self, marker: Marker, pieces: Vec<Piece>, key: &str) {
        let (style, gap) = (self.style, self.style.size() * 0.34);
        let item = Item { marker, pieces, style, gap, keep: false };
        self.entries.push(Entry { item, key: key.to_owned(), part: self.part });
    }

    /// Adds a phrase; who or when it is about stands out.
    fn phrase(&mut self, marker: Marker, phrase: &Phrase) {
        let pieces = match phrase.full.strip_prefix(&phrase.lead) {
            Some(rest) if !phrase.lead.is_empty() => {
                vec![Piece::bold(&phrase.lead, Color::BLACK), black(rest)]
            }
            _ => vec![black(&phrase.full)],
        };
        self.add(marker, pieces, &phrase.key);
    }

    fn papers(&mut self, papers: &[Phrase]) {
        let mut current: Option<&str> = None;
        for paper in papers {
            if paper.group.as_deref() != current {
                current = paper.group.as_deref();
                let gap = self.style.size() * 0.5;
                if let Some(words) = current {
                    self.bold(words, Color::BLACK, self.style, gap);
                }
            }
            self.phrase(Marker::Tick(self.press.accent), paper);
        }
    }

    fn steps(&mut self, steps: &[Phrase]) {
        for (at, step) in steps.iter().enumerate() {
            self.phrase(Marker::Number(at + 1, self.press.accent), step);
        }
    }

    fn extras(&mut self, all: &[Extra], kept: usize) {
        let (kept, left) = all.split_at(kept.min(all.len()));
        let mut heading: Option<&str> = None;
        for extra in kept {
            if heading != Some(extra.heading.as_str()) {
                heading = Some(&extra.heading);
                self.heading(&extra.heading);
            }
            match extra.lines.as_slice() {
                [line] => self.phrase(Marker::None, line),
                lines => self.steps(lines),
            }
        }
        if left.is_empty() {
            return;
        }
        let strings = self.press.strings;
        let counts = left.chunk_by(|one, next| one.kind == next.kind).map(|same| {
            let n = same.len().to_string();
            strings.fill(same[0].kind.counted(), &[("n", &n)])
        });
        let what = counts.collect::<Vec<_>>().join(strings.get("poster.and"));
        let words = strings.fill("poster.more", &[("what", &what)]);
        self.part += 1;
        self.add(Marker::None, vec![Piece::bold(words, self.press.accent)], "");
    }
}
