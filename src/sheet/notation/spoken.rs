//! Sums that are written in words: `năm nghìn`, `5 nghìn đồng`. They are no sum for a file; what they
//! may mean is told, and not written.

use super::lines;

const DIGITS: [(&str, u64); 14] = [
    ("khong", 0),
    ("mot", 1),
    ("hai", 2),
    ("ba", 3),
    ("bon", 4),
    ("tu", 4),
    ("nam", 5),
    ("lam", 5),
    ("sau", 6),
    ("bay", 7),
    ("tam", 8),
    ("chin", 9),
    ("muoi", 10),
    ("chuc", 10),
];
const GROUPS: [(&str, u64); 6] = [
    ("nghin", 1_000),
    ("ngan", 1_000),
    ("k", 1_000),
    ("trieu", 1_000_000),
    ("ty", 1_000_000_000),
    ("ti", 1_000_000_000),
];
const CURRENCY: [&str; 4] = ["dong", "d", "vnd", "chan"];

/// A sum in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spoken {
    /// How many đồng it may mean; nothing where that is not plain.
    pub(super) amount: Option<u64>,
}

/// Reads words that are nothing but a sum of money with a word for its size; nothing for other words.
/// The part behind `/` says for one of what.
pub(super) fn sum(words: &str) -> Option<Spoken> {
    let sum = words.split('/').next().unwrap_or_default();
    let plain = apart(&lines::folded(sum));
    let words: Vec<&str> =
        plain.split(' ').filter(|word| !word.is_empty() && !CURRENCY.contains(word)).collect();
    let is_digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let digit = |word: &str| {
        let known = DIGITS.iter().find(|(name, _)| *name == word).map(|(_, digit)| *digit);
        known.or_else(|| is_digits(word).then(|| word.parse().ok()).flatten())
    };
    let group = |word: &str| GROUPS.iter().find(|(name, _)| *name == word).map(|(_, size)| *size);
    let small = ["tram", "linh", "le", "ruoi"];
    let sized = words.iter().any(|word| group(word).is_some() || *word == "tram");
    let counted = words.iter().any(|word| digit(word).is_some());
    let known =
        |word: &&str| digit(word).is_some() || group(word).is_some() || small.contains(word);
    if !sized || !counted || !words.iter().all(known) {
        return None;
    }
    Some(Spoken { amount: amount(&words, &digit, &group) })
}

/// Adds up the words of a sum.
fn amount(
    words: &[&str],
    digit: &dyn Fn(&str) -> Option<u64>,
    group: &dyn Fn(&str) -> Option<u64>,
) -> Option<u64> {
    let (mut total, mut part, mut last) = (0_u64, 0_u64, None::<u64>);
    for word in words {
        match (*word, digit(word), group(word)) {
            // «Một triệu rưỡi» is left to the reader.
            ("ruoi", ..) => return None,
            ("linh" | "le", ..) => {}
            ("tram", ..) => {
                part = part.checked_add(last.take()?.checked_mul(100)?)?;
            }
            ("muoi" | "chuc", ..) => part = part.checked_add(last.take().unwrap_or(1) * 10)?,
            (_, Some(_), _) if last.is_some() => return None,
            (_, Some(digit), _) => last = Some(digit),
            (_, _, Some(size)) => {
                let count = part.checked_add(last.take().unwrap_or(0))?;
                total = total.checked_add(count.checked_mul(size)?)?;
                part = 0;
            }
            _ => return None,
        }
    }
    total.checked_add(part)?.checked_add(last.unwrap_or(0))
}

/// Puts a blank between digits and letters: `5k`, `5nghin`.
fn apart(words: &str) -> String {
    let mut apart = String::new();
    for c in words.chars() {
        let digit = apart.chars().last().is_some_and(|last| last.is_ascii_digit());
        if digit && c.is_ascii_alphabetic() {
            apart.push(' ');
        }
        apart.push(c);
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::{Spoken, sum};

    #[test]
    fn sums_in_words_are_known() {
        for (words, amount) in [
            ("năm nghìn", Some(5_000)),
            ("Năm nghìn đồng", Some(5_000)),
            ("năm nghìn đồng/trang", Some(5_000)),
            ("5 nghìn", Some(5_000)),
            ("5k", Some(5_000)),
            ("mười lăm ngàn", Some(15_000)),
            ("hai mươi nghìn", Some(20_000)),
            ("một trăm linh năm nghìn", Some(105_000)),
            ("hai trăm năm mươi nghìn đồng", Some(250_000)),
            ("một triệu hai trăm nghìn", Some(1_200_000)),
            ("một triệu rưỡi", None),
            ("2 3 nghìn", None),
        ] {
            assert_eq!(sum(words), Some(Spoken { amount }), "{words}");
        }
        for words in [
            "Không",
            "10",
            "5000-8000",
            "Theo quy định của HĐND tỉnh",
            "nghìn",
            "Miễn phí",
            "50 USD",
            "5 nghìn, nộp trực tuyến giảm một nửa",
            "",
        ] {
            assert_eq!(sum(words), None, "{words}");
        }
    }
}
