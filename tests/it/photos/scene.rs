//! Everything that is by chance in one photo: how it is held, the light, the wear, the camera.
//!
//! Ranges, the camera and the order of effects follow a lab of our own that photographs sheets in
//! simulation (its severities 1, "good", 2, "typical", and 3, "poor"); they are not calibrated on real
//! phones.

/// Numbers by chance, the same on every machine (`SplitMix64`).
#[derive(Clone)]
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to 1.
    pub(crate) fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    pub(crate) fn between(&mut self, [low, high]: [f32; 2]) -> f32 {
        low + (high - low) * self.unit()
    }

    pub(crate) fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    /// Normal, mean 0 and deviation 1, near enough: the sum of twelve.
    pub(crate) fn normal(&mut self) -> f32 {
        (0..12).map(|_| self.unit()).sum::<f32>() - 6.0
    }
}

/// One photo's chances. Angles in degrees, blur in pixels of the 12 MP frame, print in mm, shares of
/// 1 otherwise.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    pub(crate) distance_cm: f32,
    pub(crate) tilt: f32,
    pub(crate) tilt_way: f32,
    pub(crate) turn: f32,
    pub(crate) defocus: f32,
    pub(crate) motion: f32,
    pub(crate) motion_way: f32,
    pub(crate) noise: f32,
    pub(crate) quality: u32,
    pub(crate) gain_mm: f32,
    pub(crate) bleed_mm: f32,
    pub(crate) black: f32,
    pub(crate) white: f32,
    pub(crate) light: f32,
    pub(crate) light_way: f32,
    pub(crate) shadow: f32,
    pub(crate) shadow_way: f32,
    pub(crate) shadow_at: f32,
    pub(crate) shadow_soft: f32,
    pub(crate) veil: f32,
    pub(crate) glares: Vec<[f32; 5]>,
    pub(crate) scratches: Vec<[f32; 6]>,
    pub(crate) stains: Vec<[f32; 5]>,
    pub(crate) fade: f32,
    pub(crate) fade_at: [f32; 3],
    pub(crate) sharpen: f32,
    pub(crate) exposure: f32,
    pub(crate) gamma: f32,
    pub(crate) off: [f32; 2],
    pub(crate) seed: u64,
}

/// Pixels of the 12 MP frame for one of the live frame in which blur is given.
const LIVE: f32 = 4032.0 / 1920.0;

/// Lowest and highest of each chance.
struct Ranges {
    tilt: [f32; 2],
    turn: [f32; 2],
    defocus: [f32; 2],
    motion: [f32; 2],
    noise: [f32; 2],
    quality: [f32; 2],
    gain: [f32; 2],
    bleed: [f32; 2],
    black: [f32; 2],
    white: [f32; 2],
    light: [f32; 2],
    shadow: [f32; 2],
    veil: [f32; 2],
    glares: [f32; 2],
    glare: [f32; 2],
    scratches: [f32; 2],
    stains: [f32; 2],
    fade: [f32; 2],
    sharpen: [f32; 2],
}

const GOOD: Ranges = Ranges {
    tilt: [0.0, 12.0],
    turn: [-10.0, 10.0],
    defocus: [0.05, 0.4],
    motion: [0.0, 0.7],
    noise: [0.006, 0.012],
    quality: [85.0, 95.0],
    gain: [-0.01, 0.03],
    bleed: [0.02, 0.05],
    black: [0.03, 0.08],
    white: [0.88, 0.97],
    light: [0.05, 0.2],
    shadow: [0.0, 0.12],
    veil: [0.0, 0.05],
    glares: [0.0, 0.6],
    glare: [0.1, 0.3],
    scratches: [0.0, 0.7],
    stains: [0.0, 0.0],
    fade: [0.0, 0.06],
    sharpen: [0.2, 0.6],
};

const TYPICAL: Ranges = Ranges {
    tilt: [5.0, 25.0],
    turn: [-25.0, 25.0],
    defocus: [0.1, 0.6],
    motion: [0.1, 1.2],
    noise: [0.01, 0.02],
    quality: [78.0, 92.0],
    gain: [-0.02, 0.05],
    bleed: [0.03, 0.07],
    black: [0.05, 0.15],
    white: [0.82, 0.95],
    light: [0.1, 0.35],
    shadow: [0.0, 0.3],
    veil: [0.02, 0.1],
    glares: [0.0, 1.0],
    glare: [0.15, 0.5],
    scratches: [0.0, 2.0],
    stains: [0.0, 1.0],
    fade: [0.0, 0.14],
    sharpen: [0.2, 0.8],
};

const POOR: Ranges = Ranges {
    tilt: [10.0, 33.0],
    turn: [-60.0, 60.0],
    defocus: [0.2, 0.85],
    motion: [0.3, 1.7],
    noise: [0.015, 0.028],
    quality: [70.0, 90.0],
    gain: [-0.03, 0.07],
    bleed: [0.04, 0.09],
    black: [0.07, 0.21],
    white: [0.77, 0.93],
    light: [0.15, 0.45],
    shadow: [0.05, 0.4],
    veil: [0.04, 0.16],
    glares: [0.0, 1.3],
    glare: [0.2, 0.7],
    scratches: [0.0, 4.0],
    stains: [0.0, 2.0],
    fade: [0.03, 0.22],
    sharpen: [0.2, 0.8],
};

impl Scene {
    /// Draws the chances of one photo of severity 1 to 3, taken from 60 to 80 cm.
    pub(crate) fn new(severity: u32, seed: u64) -> Self {
        let ranges = match severity {
            1 => GOOD,
            2 => TYPICAL,
            _ => POOR,
        };
        let mut chance = Chance(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ u64::from(severity));
        let round = std::f32::consts::TAU;
        let mut several = |range: [f32; 2]| chance.between(range).round() as usize;
        let (glares, scratches) = (several(ranges.glares), several(ranges.scratches));
        let stains = several(ranges.stains);
        let glare = chance.between(ranges.glare);
        let glares = (0..glares).map(|_| {
            let mut blob: [f32; 5] = std::array::from_fn(|_| chance.unit());
            blob[4] = glare;
            blob
        });
        let glares = glares.collect();
        let scratches = (0..scratches).map(|_| std::array::from_fn(|_| chance.unit())).collect();
        let stains = (0..stains).map(|_| std::array::from_fn(|_| chance.unit())).collect();
        Self {
            distance_cm: chance.between([60.0, 80.0]),
            tilt: chance.between(ranges.tilt),
            tilt_way: chance.unit() * round,
            turn: chance.between(ranges.turn),
            defocus: chance.between(ranges.defocus) * LIVE,
            motion: chance.between(ranges.motion) * LIVE,
            motion_way: chance.unit() * round,
            noise: chance.between(ranges.noise),
            quality: chance.between(ranges.quality) as u32,
            gain_mm: chance.between(ranges.gain),
            bleed_mm: chance.between(ranges.bleed),
            black: chance.between(ranges.black),
            white: chance.between(ranges.white),
            light: chance.between(ranges.light),
            light_way: chance.unit() * round,
            shadow: chance.between(ranges.shadow),
            shadow_way: chance.unit() * round,
            shadow_at: chance.between([-0.35, 0.35]),
            shadow_soft: chance.between([0.02, 0.25]),
            veil: chance.between(ranges.veil),
            glares,
            scratches,
            stains,
            fade: chance.between(ranges.fade),
            fade_at: std::array::from_fn(|_| chance.unit()),
            sharpen: chance.between(ranges.sharpen),
            exposure: chance.between([0.85, 1.08]),
            gamma: chance.between([0.85, 1.15]),
            off: std::array::from_fn(|_| chance.between([-0.03, 0.03])),
            seed: chance.next(),
        }
    }
}
