//! A phone's camera: a sheet on a wall, worn and lit, becomes the pixels of a 12 MP photo.

use super::scene::{Chance, Scene};
use tracuu::audit::Gray;

/// The frame, held upright: 12 MP.
pub(crate) const FRAME: [usize; 2] = [3024, 4032];

/// Width of what the long side sees, in distances: a lens of 26 mm.
const FIELD: f32 = 1.385;

/// Blur of lens and sensor, a standard deviation in pixels.
const LENS: f32 = 0.95;

/// A picture of numbers from 0 to 1.
struct Plate {
    width: usize,
    height: usize,
    values: Vec<f32>,
}

/// Takes a photo of a sheet whose picture has `per_mm` pixels to the millimetre.
pub(crate) fn photograph(sheet: &Gray, per_mm: f32, scene: &Scene) -> Gray {
    let target = 4032.0 / (FIELD * scene.distance_cm * 10.0);
    let (mut plate, mut scale) = (half(sheet), per_mm / 2.0);
    if scale > 3.6 * target {
        let pixels = plate.values.iter().map(|v| (v * 255.0) as u8).collect();
        plate = half(&Gray { width: plate.width, height: plate.height, pixels });
        scale /= 2.0;
    }
    printed(&mut plate, scale, scene);
    lit(&mut plate, scene);
    blur(&mut plate, (LENS.hypot(scene.defocus) * scale / target).max(0.3));
    let mut frame = seen(&plate, scale, scene);
    developed(&mut frame, scene);
    let pixels = frame.values.iter().map(|v| (v * 255.0 + 0.5).clamp(0.0, 255.0) as u8).collect();
    Gray { width: FRAME[0], height: FRAME[1], pixels }
}

fn half(gray: &Gray) -> Plate {
    let (width, height) = (gray.width / 2, gray.height / 2);
    let mut values = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            let at = 2 * y * gray.width + 2 * x;
            let four = [at, at + 1, at + gray.width, at + gray.width + 1];
            values.push(four.iter().map(|at| f32::from(gray.pixels[*at])).sum::<f32>() / 1020.0);
        }
    }
    Plate { width, height, values }
}

/// Ink that runs, black that is grey, paper that fades, scratches and stains.
fn printed(plate: &mut Plate, scale: f32, scene: &Scene) {
    let bleed = (scene.bleed_mm * scale).max(0.25);
    blur(plate, bleed);
    // Ink that spreads moves the edge to where the blurred picture is this light.
    let threshold = 0.5 + 0.4 * (scene.gain_mm * scale / (1.5 * bleed)).clamp(-1.0, 1.0);
    let black =
        scene.black + (scene.white - scene.black) * scene.fade * (0.5 + 0.5 * scene.fade_at[2]);
    for value in &mut plate.values {
        let ink = ((*value - threshold) * 1.8 + 0.5).clamp(0.0, 1.0);
        *value = black + (scene.white - black) * ink;
    }
    let (w, h) = (plate.width as f32, plate.height as f32);
    let side = w.max(h);
    for scratch in &scene.scratches {
        let (angle, length) =
            (scratch[2] * std::f32::consts::TAU, (0.15 + 0.6 * scratch[3]) * side);
        let thick = ((0.15 + 0.55 * scratch[4]) * scale).max(1.0) / 2.0;
        let grey = scene.white * (0.45 + 0.55 * scratch[5]);
        for step in 0..(length * 2.0) as usize {
            let way = step as f32 / 2.0;
            let (x, y) = (scratch[0] * w + way * angle.cos(), scratch[1] * h + way * angle.sin());
            for dy in -(thick.ceil() as i32)..=thick.ceil() as i32 {
                for dx in -(thick.ceil() as i32)..=thick.ceil() as i32 {
                    if (dx as f32).hypot(dy as f32) <= thick {
                        plate.set(x as i32 + dx, y as i32 + dy, grey);
                    }
                }
            }
        }
    }
    for stain in &scene.stains {
        let (rx, ry) = ((0.03 + 0.09 * stain[2]) * side, (0.03 + 0.09 * stain[3]) * side);
        let strength = 0.3 + 0.6 * stain[4];
        plate.each(|x, y, value| {
            let (dx, dy) = ((x - stain[0] * w) / rx, (y - stain[1] * h) / ry);
            let squared = dx * dx + dy * dy;
            if squared < 4.0 {
                let part = (-squared * squared).exp() * strength;
                *value = *value * (1.0 - part) + 0.28 * part;
            }
        });
    }
}

/// Light that falls unevenly, a shadow with an edge, a veil, and what the laminate throws back.
fn lit(plate: &mut Plate, scene: &Scene) {
    let (w, h) = (plate.width as f32, plate.height as f32);
    let side = w.max(h);
    let (ly, lx) = scene.light_way.sin_cos();
    let (sy, sx) = scene.shadow_way.sin_cos();
    let (fx, fy) = (scene.fade_at[0] * w, scene.fade_at[1] * h);
    plate.each(|x, y, value| {
        if scene.fade > 0.05 {
            let squared = ((x - fx).powi(2) + (y - fy).powi(2)) / (2.0 * (0.45 * side).powi(2));
            *value += (scene.white - *value) * (-squared).exp() * scene.fade;
        }
        let (nx, ny) = ((x - w / 2.0) / side, (y - h / 2.0) / side);
        let mut light =
            1.0 - scene.light * (0.5 + 0.5 * ((nx * lx + ny * ly) / 0.8).clamp(-1.0, 1.0));
        if scene.shadow > 0.02 {
            let edge = (nx * sx + ny * sy - scene.shadow_at) / scene.shadow_soft;
            light *= 1.0 - scene.shadow / (1.0 + (-4.0 * edge).clamp(-30.0, 30.0).exp());
        }
        let mut seen = *value * light * (1.0 - 0.8 * scene.veil) + 0.8 * scene.veil;
        for blob in &scene.glares {
            let (rx, ry) = ((0.06 + 0.22 * blob[2]) * side, (0.06 + 0.22 * blob[3]) * side);
            let (cx, cy) = ((blob[0] * 1.3 - 0.15) * w, (blob[1] * 1.3 - 0.15) * h);
            let part = (-((x - cx) / rx).powi(2) - ((y - cy) / ry).powi(2)).exp() * blob[4];
            seen += part * (1.15 - seen);
        }
        *value = (seen * scene.exposure).clamp(0.0, 1.05);
    });
}

/// From the plane of the sheet to the sensor, while the hand moves.
fn seen(plate: &Plate, scale: f32, scene: &Scene) -> Plate {
    let [width, height] = FRAME;
    let inverse = inverted(&projection(plate, scale, scene));
    let steps = if scene.motion > 0.6 { (scene.motion * 2.0).ceil() as i32 + 1 } else { 1 };
    let (my, mx) = scene.motion_way.sin_cos();
    let wall = 0.6 * scene.exposure * scene.white;
    let mut values = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            let mut sum = 0.0;
            for step in 0..steps {
                let way = if steps == 1 {
                    0.0
                } else {
                    scene.motion * (step as f32 / (steps - 1) as f32 - 0.5)
                };
                let (u, v) = (x as f32 + 0.5 + way * mx, y as f32 + 0.5 + way * my);
                let depth = inverse[2][0] * u + inverse[2][1] * v + inverse[2][2];
                let from = [0, 1].map(|row: usize| {
                    (inverse[row][0] * u + inverse[row][1] * v + inverse[row][2]) / depth
                });
                let value = plate.at(from[0], from[1]);
                sum += value.unwrap_or(wall);
                if value.is_none() && step == 0 {
                    // Nothing moves on a bare wall.
                    sum = wall * steps as f32;
                    break;
                }
            }
            values.push(sum / steps as f32);
        }
    }
    Plate { width, height, values }
}

/// The matrix from pixels of the sheet to pixels of the frame.
fn projection(plate: &Plate, scale: f32, scene: &Scene) -> [[f32; 3]; 3] {
    let (tilt, turn) = (scene.tilt.to_radians(), scene.turn.to_radians());
    let (ay, ax) = scene.tilt_way.sin_cos();
    let (sin, cos) = tilt.sin_cos();
    // Turned about an axis in the plane (Rodrigues), then rolled.
    let tilted = [
        [1.0 + (1.0 - cos) * (ax * ax - 1.0), (1.0 - cos) * ax * ay],
        [(1.0 - cos) * ax * ay, 1.0 + (1.0 - cos) * (ay * ay - 1.0)],
        [-sin * ay, sin * ax],
    ];
    let (rs, rc) = turn.sin_cos();
    let rolled = [
        [rc * tilted[0][0] - rs * tilted[1][0], rc * tilted[0][1] - rs * tilted[1][1]],
        [rs * tilted[0][0] + rc * tilted[1][0], rs * tilted[0][1] + rc * tilted[1][1]],
        tilted[2],
    ];
    let focal = 4032.0 / FIELD;
    let depth = scene.distance_cm * 10.0;
    let (cx, cy) = (plate.width as f32 / 2.0, plate.height as f32 / 2.0);
    let [width, height] = FRAME.map(|side| side as f32);
    let middle = [width * (0.5 + scene.off[0]), height * (0.5 + scene.off[1])];
    let mut rows = [[0.0; 3]; 3];
    for (row, turned) in rows.iter_mut().zip(rolled) {
        let (a, b) = (turned[0] / scale, turned[1] / scale);
        *row = [a, b, -a * cx - b * cy];
    }
    rows[2][2] += depth;
    let third = rows[2];
    for (row, middle) in rows.iter_mut().take(2).zip(middle) {
        for (value, depth) in row.iter_mut().zip(third) {
            *value = *value * focal + depth * middle;
        }
    }
    rows
}

fn inverted(m: &[[f32; 3]; 3]) -> [[f32; 3]; 3] {
    let minor = |a: usize, b: usize, c: usize, d: usize| m[a][b] * m[c][d] - m[a][d] * m[c][b];
    let all = [
        [minor(1, 1, 2, 2), -minor(0, 1, 2, 2), minor(0, 1, 1, 2)],
        [-minor(1, 0, 2, 2), minor(0, 0, 2, 2), -minor(0, 0, 1, 2)],
        [minor(1, 0, 2, 1), -minor(0, 0, 2, 1), minor(0, 0, 1, 1)],
    ];
    let determinant = m[0][0] * all[0][0] + m[0][1] * all[1][0] + m[0][2] * all[2][0];
    all.map(|row| row.map(|value| value / determinant))
}

/// What the phone makes of it: gamma, noise, sharpening.
fn developed(frame: &mut Plate, scene: &Scene) {
    let mut chance = Chance(scene.seed);
    let noise: Vec<f32> = (0..1 << 16).map(|_| chance.normal()).collect();
    let mut at = 0;
    for value in &mut frame.values {
        // A pool of noise, entered anywhere every few hundred pixels.
        if at % 509 == 0 {
            at = chance.below(noise.len() - 510);
        }
        at += 1;
        let light = value.clamp(0.0, 1.0).powf(scene.gamma);
        *value = light + noise[at] * scene.noise * (0.15 + 0.85 * light).sqrt();
    }
    if scene.sharpen > 0.05 {
        let mut soft =
            Plate { width: frame.width, height: frame.height, values: frame.values.clone() };
        blur(&mut soft, 1.0);
        for (value, soft) in frame.values.iter_mut().zip(&soft.values) {
            *value += scene.sharpen * (*value - soft);
        }
    }
}

/// Blurs by a bell curve of the given standard deviation in pixels.
fn blur(plate: &mut Plate, deviation: f32) {
    let reach = (deviation * 3.0).ceil() as usize;
    let bell = |at: usize| (-(at as f32 / deviation).powi(2) / 2.0).exp();
    let total = 1.0 + 2.0 * (1..=reach).map(bell).sum::<f32>();
    let weights: Vec<f32> = (0..=reach).map(|at| bell(at) / total).collect();
    let (width, height) = (plate.width, plate.height);
    let mut line = vec![0.0; width];
    for row in plate.values.chunks_exact_mut(width) {
        for x in 0..width {
            let mut sum = row[x] * weights[0];
            for (at, weight) in weights.iter().enumerate().skip(1) {
                sum += (row[x.saturating_sub(at)] + row[(x + at).min(width - 1)]) * weight;
            }
            line[x] = sum;
        }
        row.copy_from_slice(&line);
    }
    let mut out = vec![0.0; width * height];
    for y in 0..height {
        let target = &mut out[y * width..(y + 1) * width];
        for (at, weight) in weights.iter().enumerate() {
            let rows: &[usize] = &[y.saturating_sub(at), (y + at).min(height - 1)];
            for row in if at == 0 { &rows[..1] } else { rows } {
                let source = &plate.values[row * width..(row + 1) * width];
                target.iter_mut().zip(source).for_each(|(sum, value)| *sum += value * weight);
            }
        }
    }
    plate.values = out;
}

impl Plate {
    fn at(&self, x: f32, y: f32) -> Option<f32> {
        let (x, y) = (x - 0.5, y - 0.5);
        let inside =
            x >= 0.0 && y >= 0.0 && x < (self.width - 1) as f32 && y < (self.height - 1) as f32;
        if !inside {
            return None;
        }
        let (left, top) = (x as usize, y as usize);
        let (right, down) = (x - left as f32, y - top as f32);
        let start = top * self.width + left;
        let pair = |at: usize| self.values[at] * (1.0 - right) + self.values[at + 1] * right;
        Some(pair(start) * (1.0 - down) + pair(start + self.width) * down)
    }

    fn set(&mut self, x: i32, y: i32, value: f32) {
        if let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y))
            && x < self.width
            && y < self.height
        {
            self.values[y * self.width + x] = value;
        }
    }

    fn each(&mut self, mut change: impl FnMut(f32, f32, &mut f32)) {
        for (at, value) in self.values.iter_mut().enumerate() {
            let (x, y) = (at % self.width, at / self.width);
            change(x as f32 + 0.5, y as f32 + 0.5, value);
        }
    }
}
