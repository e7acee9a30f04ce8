//! A picture in grey, a byte a pixel: what every step of reading works on.

/// A picture in grey; the middle of the first pixel is at (0.5, 0.5).
#[derive(Clone, Debug)]
pub struct Gray {
    /// Pixels to a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Row by row, 0 is black; `width × height` bytes.
    pub pixels: Vec<u8>,
}

impl Gray {
    /// Returns the grey at a point between pixels; nothing outside the picture.
    #[inline]
    pub(super) fn at(&self, x: f32, y: f32) -> Option<f32> {
        let (x, y) = (x - 0.5, y - 0.5);
        let inside =
            x >= 0.0 && y >= 0.0 && x < (self.width - 1) as f32 && y < (self.height - 1) as f32;
        if !inside {
            return None;
        }
        let (left, top) = (x as usize, y as usize);
        let (right, down) = (x - left as f32, y - top as f32);
        let start = top * self.width + left;
        let pair = |at: usize| {
            let (a, b) = (f32::from(self.pixels[at]), f32::from(self.pixels[at + 1]));
            a + (b - a) * right
        };
        let above = pair(start);
        Some(above + (pair(start + self.width) - above) * down)
    }

    /// Returns the picture at half the size: each pixel the mean of four.
    pub(super) fn half(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            let above = &self.pixels[2 * y * self.width..];
            let below = &self.pixels[(2 * y + 1) * self.width..];
            pixels.extend((0..width).map(|x| {
                let sum = u16::from(above[2 * x])
                    + u16::from(above[2 * x + 1])
                    + u16::from(below[2 * x])
                    + u16::from(below[2 * x + 1]);
                ((sum + 2) / 4) as u8
            }));
        }
        Self { width, height, pixels }
    }

    /// Returns the picture with edges made steeper: `strength` times what a pixel differs from the
    /// mean around it is added to it.
    pub(super) fn sharpened(&self, radius: usize, strength: f32) -> Self {
        let mut pixels = Vec::with_capacity(self.pixels.len());
        let mut means = Means::new(self, radius);
        for y in 0..self.height {
            let row = &self.pixels[y * self.width..(y + 1) * self.width];
            let added = row.iter().zip(means.row(y)).map(|(pixel, mean)| {
                let pixel = f32::from(*pixel);
                (pixel + strength * (pixel - f32::from(*mean))) as u8
            });
            pixels.extend(added);
        }
        Self { width: self.width, height: self.height, pixels }
    }
}

/// The means of squares around each pixel, row by row downwards: two rows of sums are all it keeps.
pub(super) struct Means<'a> {
    gray: &'a Gray,
    radius: usize,
    /// Of each column, the sum over the rows `from..to`.
    columns: Vec<u32>,
    from: usize,
    to: usize,
    row: Vec<u8>,
}

impl<'a> Means<'a> {
    /// Begins at the first row; squares are `2 × radius + 1` pixels wide.
    pub(super) fn new(gray: &'a Gray, radius: usize) -> Self {
        let columns = vec![0; gray.width];
        Self { gray, radius, columns, from: 0, to: 0, row: vec![0; gray.width] }
    }

    /// Returns the means of a row; rows must be asked for in their order.
    pub(super) fn row(&mut self, y: usize) -> &[u8] {
        let (width, height) = (self.gray.width, self.gray.height);
        let from = y.saturating_sub(self.radius);
        let to = (y + self.radius + 1).min(height);
        if self.to < from {
            // Rows were skipped further than a square reaches.
            self.columns.fill(0);
            (self.from, self.to) = (from, from);
        }
        for row in self.to..to {
            let row = &self.gray.pixels[row * width..(row + 1) * width];
            self.columns.iter_mut().zip(row).for_each(|(sum, pixel)| *sum += u32::from(*pixel));
        }
        for row in self.from..from {
            let row = &self.gray.pixels[row * width..(row + 1) * width];
            self.columns.iter_mut().zip(row).for_each(|(sum, pixel)| *sum -= u32::from(*pixel));
        }
        (self.from, self.to) = (from, to);
        let rows = (to - from) as u32;
        let mut sum: u32 = self.columns[..self.radius.min(width)].iter().sum();
        let (mut left, mut right) = (0, self.radius.min(width));
        for x in 0..width {
            let (begin, end) = (x.saturating_sub(self.radius), (x + self.radius + 1).min(width));
            while right < end {
                sum += self.columns[right];
                right += 1;
            }
            while left < begin {
                sum -= self.columns[left];
                left += 1;
            }
            self.row[x] = (sum / (rows * (end - begin) as u32)) as u8;
        }
        &self.row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_are_those_of_the_square() {
        let (width, height) = (9, 7);
        let pixels: Vec<u8> = (0..width * height).map(|at| (at * 37 % 251) as u8).collect();
        let gray = Gray { width, height, pixels };
        for radius in [1, 2, 20] {
            let mut means = Means::new(&gray, radius);
            for y in [0, 1, 2, 6] {
                let row = means.row(y).to_vec();
                for (x, mean) in row.iter().enumerate() {
                    let (mut sum, mut count) = (0_u32, 0);
                    for v in y.saturating_sub(radius)..(y + radius + 1).min(height) {
                        for u in x.saturating_sub(radius)..(x + radius + 1).min(width) {
                            sum += u32::from(gray.pixels[v * width + u]);
                            count += 1;
                        }
                    }
                    assert_eq!(u32::from(*mean), sum / count, "{x} {y} {radius}");
                }
            }
        }
    }

    #[test]
    fn a_point_between_pixels_is_between_their_greys() {
        let gray = Gray { width: 2, height: 2, pixels: vec![0, 100, 200, 100] };
        assert_eq!(gray.at(0.5, 0.5), Some(0.0));
        assert_eq!(gray.at(1.0, 0.5), Some(50.0));
        assert_eq!(gray.at(1.0, 1.0), Some(100.0));
        assert_eq!(gray.at(1.6, 0.5), None);
    }
}
