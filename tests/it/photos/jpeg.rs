//! Baseline JPEG with colours at half the size, as phones write it (ITU-T T.81), of a grey picture.

use tracuu::audit::Gray;

/// Writes a file of the given quality, 1 to 100, with an EXIF orientation when one is given.
pub(crate) fn jpeg(gray: &Gray, quality: u32, orientation: Option<u8>) -> Vec<u8> {
    let mut file = vec![0xff, 0xd8];
    if let Some(orientation) = orientation {
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
        segment(&mut file, 0xe1, &exif);
    }
    let table = quantities(quality);
    let zigzag = zigzag();
    let mut quantities = vec![0];
    quantities.extend(zigzag.iter().map(|at| table[*at] as u8));
    segment(&mut file, 0xdb, &quantities);
    let [h1, h2] = (gray.height as u16).to_be_bytes();
    let [w1, w2] = (gray.width as u16).to_be_bytes();
    segment(&mut file, 0xc0, &[8, h1, h2, w1, w2, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0]);
    for (class, (counts, values)) in [(0x00, &DC), (0x10, &AC)] {
        let mut data = vec![class];
        data.extend(counts);
        data.extend(*values);
        segment(&mut file, 0xc4, &data);
    }
    segment(&mut file, 0xda, &[3, 1, 0, 2, 0, 3, 0, 0, 63, 0]);
    let mut bits = Bits { file, buffer: 0, count: 0 };
    let (dc, ac) = (codes(&DC), codes(&AC));
    let cosines = cosines();
    let mut last = 0;
    for top in (0..gray.height).step_by(16) {
        for left in (0..gray.width).step_by(16) {
            for (x, y) in [(0, 0), (8, 0), (0, 8), (8, 8)] {
                let block = transformed(gray, left + x, top + y, &cosines);
                let coded = zigzag.map(|at| (block[at] / table[at] as f32).round() as i32);
                bits.block(&coded, &mut last, &dc, &ac);
            }
            // Two planes of colour without any.
            for _ in 0..2 {
                bits.put(dc[0]);
                bits.put(ac[0]);
            }
        }
    }
    bits.put((0x7f, 7));
    let mut file = bits.file;
    file.extend([0xff, 0xd9]);
    file
}

fn segment(file: &mut Vec<u8>, marker: u8, data: &[u8]) {
    file.extend([0xff, marker]);
    file.extend((data.len() as u16 + 2).to_be_bytes());
    file.extend(data);
}

/// The table of Annex K.1, scaled as everybody scales it.
fn quantities(quality: u32) -> [u32; 64] {
    const USUAL: [u32; 64] = [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69,
        56, 14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81,
        104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];
    let scale = if quality < 50 { 5000 / quality.max(1) } else { 200 - 2 * quality.min(100) };
    USUAL.map(|value| ((value * scale + 50) / 100).clamp(1, 255))
}

/// The order of coefficients: along the diagonals, there and back.
fn zigzag() -> [usize; 64] {
    let mut order: Vec<usize> = (0..64).collect();
    order.sort_by_key(|at| {
        let (x, y) = (at % 8, at / 8);
        (x + y, if (x + y) % 2 == 0 { x } else { y })
    });
    order.try_into().expect("64 of 64")
}

fn cosines() -> [[f32; 8]; 8] {
    let mut table = [[0.0; 8]; 8];
    for (u, row) in table.iter_mut().enumerate() {
        for (x, value) in row.iter_mut().enumerate() {
            let scale = if u == 0 { (0.125_f32).sqrt() } else { 0.5 };
            *value = scale * ((2 * x + 1) as f32 * u as f32 * std::f32::consts::PI / 16.0).cos();
        }
    }
    table
}

fn transformed(gray: &Gray, left: usize, top: usize, cosines: &[[f32; 8]; 8]) -> [f32; 64] {
    let mut rows = [[0.0; 8]; 8];
    for (y, row) in rows.iter_mut().enumerate() {
        let line = (top + y).min(gray.height - 1) * gray.width;
        let pixels: [f32; 8] = std::array::from_fn(|x| {
            f32::from(gray.pixels[line + (left + x).min(gray.width - 1)]) - 128.0
        });
        for (u, value) in row.iter_mut().enumerate() {
            *value = pixels.iter().zip(&cosines[u]).map(|(pixel, cosine)| pixel * cosine).sum();
        }
    }
    let mut block = [0.0; 64];
    for v in 0..8 {
        for u in 0..8 {
            block[v * 8 + u] = (0..8).map(|y| rows[y][u] * cosines[v][y]).sum();
        }
    }
    block
}

type Table = ([u8; 16], &'static [u8]);

/// Codes of differences, Annex K.3.
const DC: Table =
    ([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);

/// Codes of coefficients: all of one length but for the end of a block, which is common.
const AC: Table = ([0, 1, 0, 0, 0, 0, 0, 160, 0, 0, 0, 0, 0, 0, 0, 0], &ALL);

const ALL: [u8; 161] = {
    let mut all = [0; 161];
    // 0xf0 stands for sixteen zeros.
    all[1] = 0xf0;
    let mut at = 2;
    let mut run = 0;
    while run < 16 {
        let mut size = 1;
        while size <= 10 && at < 161 {
            all[at] = run << 4 | size;
            at += 1;
            size += 1;
        }
        run += 1;
    }
    all
};

/// Returns the bits of each value and how many.
fn codes((counts, values): &Table) -> [(u32, u32); 256] {
    let mut codes = [(0, 0); 256];
    let (mut code, mut at) = (0, 0);
    for (length, count) in (1..).zip(counts) {
        for _ in 0..*count {
            codes[usize::from(values[at])] = (code, length);
            code += 1;
            at += 1;
        }
        code <<= 1;
    }
    codes
}

struct Bits {
    file: Vec<u8>,
    buffer: u32,
    count: u32,
}

impl Bits {
    fn put(&mut self, (code, length): (u32, u32)) {
        self.buffer = self.buffer << length | code;
        self.count += length;
        while self.count >= 8 {
            self.count -= 8;
            let byte = (self.buffer >> self.count) as u8;
            self.file.push(byte);
            if byte == 0xff {
                self.file.push(0);
            }
        }
        self.buffer &= (1 << self.count) - 1;
    }

    fn value(&mut self, value: i32, size: u32) {
        let bits = if value < 0 { value - 1 } else { value };
        self.put((bits as u32 & ((1 << size) - 1), size));
    }

    fn block(
        &mut self,
        block: &[i32; 64],
        last: &mut i32,
        dc: &[(u32, u32); 256],
        ac: &[(u32, u32); 256],
    ) {
        let size = |value: i32| 32 - value.unsigned_abs().leading_zeros();
        let difference = block[0] - *last;
        *last = block[0];
        self.put(dc[size(difference) as usize]);
        self.value(difference, size(difference));
        let mut zeros = 0;
        for value in &block[1..] {
            if *value == 0 {
                zeros += 1;
                continue;
            }
            while zeros > 15 {
                self.put(ac[0xf0]);
                zeros -= 16;
            }
            self.put(ac[(zeros << 4 | size(*value)) as usize]);
            self.value(*value, size(*value));
            zeros = 0;
        }
        if zeros > 0 {
            self.put(ac[0]);
        }
    }
}
