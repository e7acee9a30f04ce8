//! VNI for Windows: a vowel, and a second byte for its roof and its tone.
//!
//! The bytes are those of the fonts `VNI-Times` and of `UniKey`'s table "VNI Windows"; they are letters
//! of Windows-1252, and the lines below are written in them.

use super::{western, western_byte};

/// Small vowels with a second byte: the vowel, then marks, then what each makes of it.
const PAIRS: [(char, &str, &str); 6] = [
    ('a', "ùøûõïêéèúüëâáàåãä", "áàảãạăắằẳẵặâấầẩẫậ"),
    ('e', "ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    ('o', "ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    ('u', "ùøûõï", "úùủũụ"),
    ('ô', "ùøûõï", "ớờởỡợ"),
    ('ö', "ùøûõï", "ứừửữự"),
];

/// `y` has its own line: its heavy tone is a letter alone.
const PAIRS_OF_Y: (char, &str, &str) = ('y', "ùøûõ", "ýỳỷỹ");

/// Letters with one byte.
const ALONE: (&str, &str) = ("íìæóòôöîñ", "íìỉĩịơưỵđ");

fn rows() -> impl Iterator<Item = (char, &'static str, &'static str)> {
    PAIRS.into_iter().chain([PAIRS_OF_Y])
}

fn capital(letter: char) -> char {
    letter.to_uppercase().next().unwrap_or(letter)
}

fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// Returns what a vowel and a mark make, both small or both capital.
fn joined(vowel: char, mark: char) -> Option<char> {
    if vowel.is_uppercase() != mark.is_uppercase() {
        return None;
    }
    let (_, marks, made) = rows().find(|(v, ..)| *v == small(vowel))?;
    let made = made.chars().nth(marks.chars().position(|m| m == small(mark))?)?;
    Some(if vowel.is_uppercase() { capital(made) } else { made })
}

fn alone(letter: char) -> Option<char> {
    let at = ALONE.0.chars().position(|l| l == small(letter))?;
    let made = ALONE.1.chars().nth(at)?;
    Some(if letter.is_uppercase() { capital(made) } else { made })
}

/// Reads VNI; what it does not have is as on a Western Windows.
pub(super) fn decode(bytes: &[u8]) -> String {
    let mut letters = bytes.iter().map(|byte| western(*byte)).peekable();
    let mut text = String::with_capacity(bytes.len());
    while let Some(letter) = letters.next() {
        let pair = letters.peek().and_then(|mark| joined(letter, *mark));
        if pair.is_some() {
            letters.next();
        }
        text.push(pair.or_else(|| alone(letter)).unwrap_or(letter));
    }
    text
}

/// Writes VNI.
pub(super) fn encode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    for letter in text.chars() {
        let is_capital = letter.is_uppercase();
        let cased = |c: char| western_byte(if is_capital { capital(c) } else { c });
        let wanted = small(letter);
        if let Some(at) = ALONE.1.chars().position(|made| made == wanted) {
            bytes.push(cased(ALONE.0.chars().nth(at)?)?);
            continue;
        }
        let pair = rows().find_map(|(vowel, marks, made)| {
            let at = made.chars().position(|made| made == wanted)?;
            Some((vowel, marks.chars().nth(at)?))
        });
        match pair {
            Some((vowel, mark)) => bytes.extend([cased(vowel)?, cased(mark)?]),
            None => bytes.push(western_byte(letter)?),
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_and_written() {
        for (typed, read) in [
            ("Ñaêng kyù khai sinh", "Đăng ký khai sinh"),
            ("hoä khaåu, thöôøng truù", "hộ khẩu, thường trú"),
            ("UÛY BAN NHAÂN DAÂN XAÕ", "ỦY BAN NHÂN DÂN XÃ"),
            ("nghæ, ngò, kyõ, kî, quyeát ñònh", "nghỉ, ngị, kỹ, kỵ, quyết định"),
        ] {
            let bytes: Vec<u8> = typed.chars().filter_map(western_byte).collect();
            assert_eq!(decode(&bytes), read);
            assert_eq!(encode(read), Some(bytes), "{read}");
        }
    }
}
