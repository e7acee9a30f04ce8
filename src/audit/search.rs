//! Every code of a picture: look for finder patterns on several levels, put three together, find
//! out how the code lies, and read it.

use rayon::prelude::*;

use super::finders::{Finder, finders};
use super::geometry::{Point, View, distance};
use super::gray::Gray;
use super::modules::{self, Said};
use super::pattern::Pattern;
use super::triples::{self, Triple};

/// A code that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What a phone gets, byte for byte.
    pub payload: Vec<u8>,
    /// Whether all of it was understood; a code of an unusual kind says something only to phones of
    /// some makers.
    pub whole: bool,
    /// Its corners in the photo, in pixels: upper left, upper right, lower right, lower left, as
    /// the code stands.
    pub corners: [[f32; 2]; 4],
}

/// What a look over a picture found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sight {
    /// Every code that was read, each place and payload once.
    pub codes: Vec<Found>,
    /// The corners of what is surely a code and could not be read.
    pub unreadable: Vec<[[f32; 2]; 4]>,
    /// Width and height of the picture, in pixels.
    pub size: [usize; 2],
}

/// The least agreement with the known modules of a code that is worth decoding.
const WORTH: f32 = 0.45;

/// The least agreement of a thing that is surely a code, though nobody could read it.
const SURELY: f32 = 0.72;

/// Looks for every code. The search always goes twice over the whole picture; what comes after it
/// is left out when `enough` says so and no code was seen without being read.
pub(super) fn search(gray: Gray, enough: &dyn Fn(&[Found]) -> bool) -> Sight {
    let mut search = Search::new(gray);
    search.pass(false);
    search.pass(true);
    if !enough(&search.codes) || search.misses_one() {
        search.again();
    }
    search.sight()
}

/// Levels of a picture, each half the size of the one before, and what was found so far.
struct Search {
    levels: Vec<Gray>,
    /// In pixels of the full picture.
    finders: Vec<Finder>,
    /// Which of them belong to a code that was read.
    taken: Vec<bool>,
    codes: Vec<Found>,
    failed: Vec<(View, f32, bool)>,
}

/// How many neighbours of a pattern are tried first.
const NEAREST: usize = 6;

/// How many are tried with the patterns that are left.
const WIDELY: usize = 40;

/// The most triples that are looked at closely: a picture of noise must not take for ever.
const MOST_TRIPLES: usize = 1500;

/// Pixels of the shorter side of the smallest level.
const SMALLEST: usize = 160;

/// Pixels of a module that are plenty: larger ones are looked at on a smaller level.
const PLENTY: f32 = 7.0;

impl Search {
    fn new(gray: Gray) -> Self {
        let mut levels = vec![gray];
        while let Some(last) = levels.last() {
            if last.width.min(last.height) < 2 * SMALLEST || levels.len() == 6 {
                break;
            }
            let half = last.half();
            levels.push(half);
        }
        Self { levels, finders: vec![], taken: vec![], codes: vec![], failed: vec![] }
    }

    /// Goes over all levels once: as they are, or with edges made steeper.
    fn pass(&mut self, sharpened: bool) {
        for level in 0..self.levels.len() {
            let factor = (1_u32 << level) as f32;
            let found = if sharpened {
                finders(&self.levels[level].sharpened(2, 1.2))
            } else {
                finders(&self.levels[level])
            };
            for mut finder in found {
                finder.at = finder.at.map(|value| value * factor);
                finder.module *= factor;
                finder.reach = finder.reach.map(|value| value * factor);
                if !self.finders.iter().any(|other| other.is_near(&finder)) {
                    self.finders.push(finder);
                    self.taken.push(false);
                }
            }
        }
        // The patterns of a code are mostly nearest to each other: few are left for the wide look.
        self.put_together(NEAREST);
        self.put_together(WIDELY);
    }

    /// Puts patterns together by three, each with its `nearest` ones, the likeliest first, and reads
    /// them.
    fn put_together(&mut self, nearest: usize) {
        let free: Vec<usize> = (0..self.finders.len()).filter(|at| !self.taken[*at]).collect();
        let finders: Vec<Finder> = free.iter().map(|at| self.finders[*at]).collect();
        let levels = &self.levels;
        let level = |module: f32| level_for(levels, module);
        let mut triples: Vec<Triple> = (0..finders.len())
            .into_par_iter()
            .flat_map_iter(|corner| triples::around(&finders, corner, nearest, &level))
            .collect();
        triples.sort_by(|a, b| b.timing.total_cmp(&a.timing));
        triples.truncate(MOST_TRIPLES);
        let read: Vec<(usize, Attempt)> = triples
            .par_iter()
            .enumerate()
            .map(|(at, triple)| (at, attempt(levels, &triple.view, triple.inverted)))
            .collect();
        for (at, attempt) in read {
            let triple = &triples[at];
            let three = triple.finders.map(|at| free[at]);
            if three.iter().any(|at| self.taken[*at]) {
                continue;
            }
            match attempt.said {
                Some(said) => {
                    for at in three {
                        self.taken[at] = true;
                    }
                    self.add(said, attempt.view);
                }
                None => self.failed.push((attempt.view, attempt.agreement, triple.inverted)),
            }
        }
    }

    fn add(&mut self, said: Said, view: View) {
        let found = Found { payload: said.bytes, whole: said.whole, corners: view.corners() };
        let side = distance(found.corners[0], found.corners[2]);
        let same = |other: &Found| {
            other.payload == found.payload
                && distance(middle(&other.corners), middle(&found.corners)) < side * 0.3
        };
        if !self.codes.iter().any(same) {
            self.codes.push(found);
        }
    }

    /// Tries what failed once more, by harder means.
    fn again(&mut self) {
        let levels: Vec<Gray> =
            self.levels.iter().take(2).map(|level| level.sharpened(1, 1.5)).collect();
        let failed = std::mem::take(&mut self.failed);
        for (view, agreement, inverted) in failed {
            if agreement < WORTH || self.is_read(&view) {
                continue;
            }
            let attempt = attempt(&levels, &view, inverted);
            match attempt.said {
                Some(said) => self.add(said, attempt.view),
                None => self.failed.push((view, agreement, inverted)),
            }
        }
    }

    /// Says whether there is surely a code that was not read.
    fn misses_one(&self) -> bool {
        self.failed.iter().any(|(view, agreement, _)| *agreement > SURELY && !self.is_read(view))
    }

    fn is_read(&self, view: &View) -> bool {
        let corners = view.corners();
        let (at, side) = (middle(&corners), distance(corners[0], corners[2]));
        self.codes.iter().any(|code| distance(middle(&code.corners), at) < side * 0.35)
    }

    fn sight(self) -> Sight {
        let mut unreadable: Vec<[Point; 4]> = Vec::new();
        for (view, agreement, _) in &self.failed {
            let corners = view.corners();
            let (at, side) = (middle(&corners), distance(corners[0], corners[2]));
            let known = |other: &[Point; 4]| distance(middle(other), at) < side * 0.35;
            if *agreement > SURELY && !self.is_read(view) && !unreadable.iter().any(known) {
                unreadable.push(corners);
            }
        }
        let mut codes = self.codes;
        codes.sort_by(|a, b| {
            let key = |found: &Found| middle(&found.corners);
            let (a, b) = (key(a), key(b));
            a[1].total_cmp(&b[1]).then(a[0].total_cmp(&b[0]))
        });
        Sight { codes, unreadable, size: [self.levels[0].width, self.levels[0].height] }
    }
}

struct Attempt {
    view: View,
    agreement: f32,
    said: Option<Said>,
}

/// Finds out how a code lies and reads it: from the perspective that its timing patterns tell, then
/// from none.
fn attempt(levels: &[Gray], view: &View, inverted: bool) -> Attempt {
    let (gray, factor) = level_for(levels, view.module());
    let pattern = Pattern::of(view.modules);
    let mut best = Attempt { view: *view, agreement: 0.0, said: None };
    for view in [*view, View { across: 0.0, down: 0.0, ..*view }] {
        let (fitted, agreement) = pattern.fit(gray, view.scaled(factor), inverted);
        let said = (agreement > WORTH).then(|| modules::read(gray, &fitted, inverted)).flatten();
        if said.is_some() || agreement > best.agreement {
            best = Attempt { view: fitted.scaled(1.0 / factor), agreement, said };
        }
        if best.said.is_some() || agreement < WORTH / 2.0 {
            break;
        }
    }
    best
}

fn level_for(levels: &[Gray], module: f32) -> (&Gray, f32) {
    let mut level = 0;
    let mut factor = 1.0;
    while module * factor > PLENTY && level + 1 < levels.len() {
        level += 1;
        factor /= 2.0;
    }
    (&levels[level], factor)
}

fn middle(corners: &[Point; 4]) -> Point {
    [0, 1].map(|axis| corners.iter().map(|corner| corner[axis]).sum::<f32>() / 4.0)
}
