//! The shortest division of an ASCII payload into numeric, alphanumeric and byte segments.

/// A stretch of the payload in one mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment<'a> {
    /// How it is coded.
    pub(super) mode: Mode,
    /// Its bytes.
    pub(super) bytes: &'a [u8],
}

/// How a segment is coded (ISO/IEC 18004 §7.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Digits, three in 10 bits.
    Numeric,
    /// 45 characters, two in 11 bits.
    Alphanumeric,
    /// Anything, 8 bits each.
    Byte,
}

const MODES: [Mode; 3] = [Mode::Numeric, Mode::Alphanumeric, Mode::Byte];

impl Mode {
    fn holds(self, byte: u8) -> bool {
        match self {
            Self::Numeric => byte.is_ascii_digit(),
            Self::Alphanumeric => {
                byte.is_ascii_digit() || byte.is_ascii_uppercase() || b" $%*+-./:".contains(&byte)
            }
            Self::Byte => true,
        }
    }

    /// Bits of the mode and length indicators in a version (ISO/IEC 18004, table 3).
    fn head(self, version: u8) -> usize {
        let class = usize::from(version > 9) + usize::from(version > 26);
        let length = match self {
            Self::Numeric => [10, 12, 14],
            Self::Alphanumeric => [9, 11, 13],
            Self::Byte => [8, 16, 16],
        };
        4 + length[class]
    }

    fn bits(self, bytes: usize) -> usize {
        match self {
            Self::Numeric => bytes / 3 * 10 + [0, 4, 7][bytes % 3],
            Self::Alphanumeric => bytes / 2 * 11 + bytes % 2 * 6,
            Self::Byte => bytes * 8,
        }
    }
}

/// Divides `payload` so that the sum of bits is the least in `version`.
///
/// Looks at every end of the last segment: quadratic, and payloads are at most a few hundred bytes.
pub(super) fn optimal(payload: &[u8], version: u8) -> Vec<Segment<'_>> {
    // best[n]: the fewest bits for the first n bytes, and where and in which mode the last
    // segment of that division begins.
    let mut best: Vec<(usize, usize, Mode)> = vec![(0, 0, Mode::Byte)];
    for end in 1..=payload.len() {
        let mut cheapest = (usize::MAX, 0, Mode::Byte);
        for mode in MODES {
            for start in (0..end).rev().take_while(|at| mode.holds(payload[*at])) {
                let bits = best[start].0 + mode.head(version) + mode.bits(end - start);
                if bits < cheapest.0 {
                    cheapest = (bits, start, mode);
                }
            }
        }
        best.push(cheapest);
    }
    let mut segments = Vec::new();
    let mut end = payload.len();
    while end > 0 {
        let (_, start, mode) = best[end];
        segments.push(Segment { mode, bytes: &payload[start..end] });
        end = start;
    }
    segments.reverse();
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modes(payload: &str, version: u8) -> Vec<(Mode, &str)> {
        let text = |bytes| std::str::from_utf8(bytes).expect("ASCII");
        optimal(payload.as_bytes(), version)
            .into_iter()
            .map(|segment| (segment.mode, text(segment.bytes)))
            .collect()
    }

    #[test]
    fn an_upper_case_address_is_alphanumeric_to_its_query() {
        let got = modes("HTTPS://TTHC.XA-VI-DU.EXAMPLE/12/?41", 3);
        let want = [(Mode::Alphanumeric, "HTTPS://TTHC.XA-VI-DU.EXAMPLE/12/"), (Mode::Byte, "?41")];
        assert_eq!(got, want);
    }

    #[test]
    fn a_lower_case_folder_is_bytes() {
        let got = modes("HTTPS://XA-DAI-LAM.EXAMPLE/tthc/12/", 3);
        assert_eq!(got[0], (Mode::Alphanumeric, "HTTPS://XA-DAI-LAM.EXAMPLE/"));
        assert_eq!(got[1], (Mode::Byte, "tthc/12/"));
    }

    #[test]
    fn long_digits_are_numeric() {
        assert_eq!(modes("012345678901234", 1), [(Mode::Numeric, "012345678901234")]);
    }

    #[test]
    fn no_division_is_shorter() {
        // Every division of a short payload, tried one by one.
        fn least(payload: &[u8], version: u8) -> usize {
            if payload.is_empty() {
                return 0;
            }
            let starts = 1..=payload.len();
            let tries = starts.flat_map(|n| MODES.map(|mode| (n, mode)));
            let sound = tries.filter(|(n, mode)| payload[..*n].iter().all(|b| mode.holds(*b)));
            sound
                .map(|(n, mode)| mode.head(version) + mode.bits(n) + least(&payload[n..], version))
                .min()
                .expect("byte mode holds everything")
        }
        for payload in ["A1b22", "HTTP/12a", "12345678A", "aA1aA1aA1"] {
            for version in [1, 10, 27] {
                let got: usize = optimal(payload.as_bytes(), version)
                    .iter()
                    .map(|s| s.mode.head(version) + s.mode.bits(s.bytes.len()))
                    .sum();
                assert_eq!(got, least(payload.as_bytes(), version), "{payload} in {version}");
            }
        }
    }
}
