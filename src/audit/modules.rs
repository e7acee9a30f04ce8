//! The modules of a code whose place is known: sampled, told apart, and decoded.

use super::geometry::View;
use super::gray::Gray;

/// What a code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// The bytes, as far as they could be understood.
    pub(super) bytes: Vec<u8>,
    /// Whether that is all: some kinds of content only phones of some makers understand.
    pub(super) whole: bool,
}

/// How much of what a module differs from its neighbours is added to it before it is judged: blur
/// has taken that away.
const SHARPER: [f32; 3] = [0.0, 0.35, 0.8];

/// Modules each way that are looked at to tell dark from light.
const AROUND: usize = 4;

/// Reads a code; nothing when its error correction does not add up.
pub(super) fn read(gray: &Gray, view: &View, inverted: bool) -> Option<Said> {
    let values = sampled(gray, view, inverted)?;
    SHARPER
        .iter()
        .find_map(|strength| decoded(view.modules, &sharper(&values, view.modules, *strength)))
}

/// Samples each module at five points.
fn sampled(gray: &Gray, view: &View, inverted: bool) -> Option<Vec<f32>> {
    const POINTS: [[f32; 2]; 5] = [[0.5, 0.5], [0.3, 0.35], [0.7, 0.35], [0.3, 0.65], [0.7, 0.65]];
    let mut values = Vec::with_capacity(view.modules * view.modules);
    for row in 0..view.modules {
        for column in 0..view.modules {
            let mut sum = 0.0;
            for [right, down] in POINTS {
                let [x, y] = view.point(column as f32 + right, row as f32 + down);
                sum += gray.at(x, y)?;
            }
            let mean = sum / POINTS.len() as f32;
            values.push(if inverted { 255.0 - mean } else { mean });
        }
    }
    Some(values)
}

fn sharper(values: &[f32], modules: usize, strength: f32) -> Vec<f32> {
    if strength == 0.0 {
        return values.to_vec();
    }
    let at = |x: usize, y: usize| values[y.min(modules - 1) * modules + x.min(modules - 1)];
    let all = (0..values.len()).map(|index| {
        let (x, y) = (index % modules, index / modules);
        let around =
            at(x.saturating_sub(1), y) + at(x + 1, y) + at(x, y.saturating_sub(1)) + at(x, y + 1);
        values[index] + strength * (values[index] - around / 4.0)
    });
    all.collect()
}

/// Tells dark from light by the modules around each one, then decodes.
fn decoded(modules: usize, values: &[f32]) -> Option<Said> {
    let mut dark: Vec<bool> = Vec::new();
    // First against the mean, then against the middle between the two means.
    for _ in 0..3 {
        dark = (0..values.len())
            .map(|at| values[at] < threshold(modules, values, &dark, at))
            .collect();
    }
    let grid = rqrr::Grid::new(Modules { modules, dark });
    let mut bytes = Vec::new();
    match grid.decode_to(&mut bytes) {
        Ok(_) => Some(Said { bytes, whole: true }),
        // The error correction added up: there is a code, and a phone may well understand it.
        Err(
            rqrr::DeQRError::UnknownDataType
            | rqrr::DeQRError::DataUnderflow
            | rqrr::DeQRError::DataOverflow,
        ) => Some(Said { bytes, whole: false }),
        Err(_) => None,
    }
}

fn threshold(modules: usize, values: &[f32], dark: &[bool], at: usize) -> f32 {
    let (x, y) = (at % modules, at / modules);
    let range = |middle: usize| middle.saturating_sub(AROUND)..(middle + AROUND + 1).min(modules);
    let (mut sums, mut counts) = ([0.0; 2], [0.0_f32; 2]);
    for row in range(y) {
        for column in range(x) {
            let index = row * modules + column;
            let side = usize::from(dark.get(index).copied().unwrap_or_default());
            sums[side] += values[index];
            counts[side] += 1.0;
        }
    }
    if counts[0] > 0.0 && counts[1] > 0.0 {
        f32::midpoint(sums[0] / counts[0], sums[1] / counts[1])
    } else {
        (sums[0] + sums[1]) / (counts[0] + counts[1])
    }
}

struct Modules {
    modules: usize,
    dark: Vec<bool>,
}

impl rqrr::BitGrid for Modules {
    fn size(&self) -> usize {
        self.modules
    }

    fn bit(&self, y: usize, x: usize) -> bool {
        self.dark[y * self.modules + x]
    }
}
