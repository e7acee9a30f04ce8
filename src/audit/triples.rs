//! Which three finder patterns belong together: legs of like length at about a right angle, whose
//! modules fit a size of code, with a timing pattern along each.

use super::finders::Finder;
use super::geometry::{View, direction, distance};
use super::pattern::timing;

/// Three patterns that may be a code.
#[derive(Clone, Debug)]
pub(super) struct Triple {
    /// Which patterns, by their place in the list: corner, right, below.
    pub(super) finders: [usize; 3],
    /// How the code would lie.
    pub(super) view: View,
    /// How well its timing patterns agree, from 0 to 1.
    pub(super) timing: f32,
    /// Light on dark.
    pub(super) inverted: bool,
}

/// The least mean agreement of the two timing patterns that is worth a try.
const LEAST: f32 = 0.4;

/// Returns the triples around one pattern, as the corner where two of its `nearest` others meet.
///
/// `levels` gives the picture in which a code of a module size (in pixels) is best looked at, with
/// the factor from the full picture to it.
pub(super) fn around<'a>(
    finders: &[Finder],
    corner: usize,
    nearest: usize,
    level: &dyn Fn(f32) -> (&'a super::gray::Gray, f32),
) -> Vec<Triple> {
    let here = &finders[corner];
    let mut near: Vec<(usize, f32, f32)> = finders
        .iter()
        .enumerate()
        .filter(|(at, other)| *at != corner && other.inverted == here.inverted)
        .filter_map(|(at, other)| {
            let modules = leg(here, other)?;
            Some((at, modules, direction(here.at, other.at)))
        })
        .collect();
    let from_here = |at: usize| distance(here.at, finders[at].at);
    near.sort_by(|a, b| from_here(a.0).total_cmp(&from_here(b.0)));
    near.truncate(nearest);
    let mut found = Vec::new();
    for (place, (first, first_modules, first_way)) in near.iter().enumerate() {
        for (second, second_modules, second_way) in &near[place + 1..] {
            let turn = (second_way - first_way).sin_cos();
            // 45° of tilt make a right angle 70° or 110°; perspective adds some.
            if turn.1.abs() > 0.55 {
                continue;
            }
            let (more, less) =
                (first_modules.max(*second_modules), first_modules.min(*second_modules));
            if more > less * 1.35 + 2.0 {
                continue;
            }
            let (right, below) = if turn.0 > 0.0 { (*first, *second) } else { (*second, *first) };
            let modules = f32::midpoint(*first_modules, *second_modules) + 7.0;
            let three = [corner, right, below];
            found.extend(best_size(finders, three, modules, level));
        }
    }
    found
}

/// Returns how many modules lie between the middles of two patterns; nothing when no code has so
/// many or their modules are too unlike.
fn leg(from: &Finder, to: &Finder) -> Option<f32> {
    let length = distance(from.at, to.at);
    let module = f32::midpoint(from.module, to.module);
    let unlike = from.module.max(to.module) > from.module.min(to.module) * 1.7;
    if unlike || length > module * 260.0 || length < module * 7.0 {
        return None;
    }
    let way = direction(from.at, to.at);
    let (near, far) = (from.module_towards(way)?, to.module_towards(way + std::f32::consts::PI)?);
    let modules = length / f32::midpoint(near, far);
    (11.0..=190.0).contains(&modules).then_some(modules)
}

/// Returns the size of code near `modules` whose timing patterns agree best.
fn best_size<'a>(
    finders: &[Finder],
    three: [usize; 3],
    modules: f32,
    level: &dyn Fn(f32) -> (&'a super::gray::Gray, f32),
) -> Option<Triple> {
    let [corner, right, below] = three.map(|at| finders[at].at);
    let inverted = finders[three[0]].inverted;
    let sign = if inverted { -1.0 } else { 1.0 };
    let version = (modules - 17.0) / 4.0;
    let slack = (0.75 + version * 0.08).max(0.75);
    let lowest = ((version - slack).round() as i32).clamp(1, 40);
    let highest = ((version + slack).round() as i32).clamp(1, 40);
    let mut best: Option<Triple> = None;
    for version in lowest..=highest {
        let modules = version as usize * 4 + 17;
        let view = View { modules, corner, right, below, across: 0.0, down: 0.0 };
        let (gray, factor) = level(view.module());
        let view = view.scaled(factor);
        let (across, first) =
            along(modules, |tilt| timing(gray, &View { across: tilt, ..view }, true) * sign);
        if first < LEAST / 2.0 {
            continue;
        }
        let (down, second) =
            along(modules, |tilt| timing(gray, &View { down: tilt, ..view }, false) * sign);
        let timing = f32::midpoint(first, second);
        if timing > best.as_ref().map_or(LEAST, |best| best.timing) {
            let view = View { across, down, ..view }.scaled(1.0 / factor);
            best = Some(Triple { finders: three, view, timing, inverted });
        }
    }
    best
}

/// Tries perspectives along a leg, by about a quarter of a module in its middle each; returns the
/// best with its agreement. Of equals the straightest: in a sharp picture many agree.
fn along(modules: usize, agreement: impl Fn(f32) -> f32) -> (f32, f32) {
    const BENT: f32 = 0.004;
    let step = 1.0 / (modules - 7) as f32;
    let most = (0.15 / step).ceil() as i32;
    let tried = (-most..=most).map(|at| {
        let tilt = at as f32 * step;
        (tilt, agreement(tilt) - BENT * at.abs() as f32)
    });
    tried.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0.0, 0.0))
}
