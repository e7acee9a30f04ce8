//! Folding: how a word is written by those who leave out marks.
//!
//! The script of the search folds what is typed in the same way.

use unicode_normalization::UnicodeNormalization;

/// Returns the words of a text without accents, `đ` as `d`, in lower case, one space between them.
///
/// Letters of other alphabets stay; everything else parts words.
pub(in crate::render) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase).nfd() {
        match character {
            // Combining marks: what `nfd` takes off a letter.
            '\u{300}'..='\u{36f}' => {}
            'đ' => folded.push('d'),
            letter if is_of_a_word(letter) => folded.push(letter),
            _ if folded.is_empty() || folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Says whether a folded character belongs to a word: beyond ASCII by the ranges of the script, which
/// leave out the signs of Latin-1, general punctuation and the punctuation of East Asia.
fn is_of_a_word(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || matches!(character, '\u{c0}'..='\u{1fff}' | '\u{2070}'..='\u{2fff}'
            | '\u{3040}'..='\u{fdff}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn accents_fall_and_signs_part_words() {
        let folded = [
            ("Đăng ký khai tử", "dang ky khai tu"),
            ("ĐẤT ĐAI – “sổ đỏ”", "dat dai so do"),
            // Decomposed, as some phones send it.
            ("Đa\u{306}ng ky\u{301}", "dang ky"),
            ("  Hộ nghèo,\u{a0}cận nghèo  ", "ho ngheo can ngheo"),
            ("Nguyễn Ưu Ỷ Ẵm", "nguyen uu y am"),
            ("mức 2 (VNeID)", "muc 2 vneid"),
            ("Hmoob – 苗族。", "hmoob 苗族"),
            ("\u{0}…!?", ""),
            ("", ""),
        ];
        for (text, plain) in folded {
            assert_eq!(fold(text), plain, "{text}");
            assert_eq!(fold(plain), plain, "{plain} is not folded again");
        }
    }
}
