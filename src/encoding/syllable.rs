//! Whether words can be Vietnamese: what tells a text that was read right from one that was not.
//!
//! Vietnamese is written in syllables of an onset, a rime and at most one tone; both lists are closed
//! (Đoàn Thiện Thuật, *Ngữ âm tiếng Việt*). Bytes read in a wrong encoding give almost none.

use unicode_normalization::UnicodeNormalization;

/// What can begin a syllable, longer ones first.
const ONSETS: [&str; 27] = [
    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr", "ch", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x",
];

/// What can follow it, without tones.
const RIMES: &str = "\
a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng \
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi \
om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơng ơp ơt \
u ua uân uâng uât uây uc ue uê uêch uên uênh uêt ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya \
uych uyên uyêt uyn uynh uyp uyt uyu \
ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu \
y yêm yên yêng yêt yêu ych yn ynh yt";

/// How many words with Vietnamese letters can be Vietnamese, and how many cannot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Score {
    pub(super) good: usize,
    pub(super) bad: usize,
}

impl Score {
    /// Looks at every word of a text that has a letter beyond ASCII.
    pub(super) fn of(text: &str) -> Self {
        let text: String = text.nfc().collect();
        let mut score = Self::default();
        let rimes = rimes();
        let inside = |c: char| c.is_alphabetic() || (!c.is_ascii() && !is_sign(c)) || is_low(c);
        for word in
            text.split(|c| !inside(c)).filter(|word| !word.is_ascii() || word.contains(is_low))
        {
            if is_syllable(&rimes, word) {
                score.good += 1;
            } else if !word.chars().all(|c| c.is_ascii_uppercase() || c == 'Đ') {
                // NĐ and QĐ stand in every number of a paper and tell nothing.
                score.bad += 1;
                // A megabyte of noise needs no more words to be told.
                if score.bad > 100 + score.good {
                    return score;
                }
            }
        }
        // `§¨ng` has no sign that stands between two letters in any language.
        let letters: Vec<char> = text.chars().collect();
        score.bad += letters
            .windows(3)
            .filter(|three| is_sign(three[1]) && three[1] != '’' && three[1] != '–')
            .filter(|three| three[0].is_alphabetic() && three[2].is_alphabetic())
            .count();
        score
    }

    /// Says whether the text may well be Vietnamese: of twelve words at most one is not.
    pub(super) fn is_plausible(self) -> bool {
        self.good > 0 && self.bad * 11 <= self.good
    }

    /// Says whether the text may be Vietnamese where the bytes alone are nearly a proof.
    pub(super) fn is_possible(self) -> bool {
        self.good > 0 && self.bad * 2 <= self.good
    }

    /// Returns a number by which two readings of the same bytes are compared.
    pub(super) fn weight(self) -> isize {
        let count = |n: usize| isize::try_from(n).unwrap_or(isize::MAX / 4);
        count(self.good) - 3 * count(self.bad)
    }
}

/// Signs that stand in Vietnamese texts beside words.
fn is_sign(c: char) -> bool {
    "“”‘’„…–—«»•·°²³½×÷±₫€§©®™№→←≤≥≠✓☐\u{a0}\u{feff}\u{200b}\u{202f}".contains(c)
}

/// Control characters that stand for a letter in VISCII.
fn is_low(c: char) -> bool {
    c.is_ascii_control() && !matches!(c, '\n' | '\r' | '\t')
}

/// Returns the rimes in the order of their bytes, to be looked up by the thousand.
fn rimes() -> Vec<&'static str> {
    let mut rimes: Vec<&str> = RIMES.split(' ').collect();
    rimes.sort_unstable();
    rimes
}

/// Says whether a word can be a Vietnamese syllable; its letters are small, capital, or the first is.
fn is_syllable(rimes: &[&str], word: &str) -> bool {
    let mut letters = word.chars();
    letters.next();
    let (mut upper, mut lower) = (false, false);
    for letter in letters {
        upper |= letter.is_uppercase();
        lower |= letter.is_lowercase();
    }
    let starts_small = word.chars().next().is_some_and(char::is_lowercase);
    if upper && (lower || starts_small) {
        return false;
    }
    let word = word.to_lowercase();
    let mut tone = None;
    let mut bare = String::with_capacity(word.len());
    for letter in word.nfd() {
        if matches!(letter, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}') {
            if tone.replace(letter).is_some() {
                return false;
            }
        } else {
            bare.push(letter);
        }
    }
    let bare: String = bare.nfc().collect();
    // A syllable that a stop ends has the tone sắc or nặng.
    let stopped = bare.ends_with(['c', 'p', 't']) || bare.ends_with("ch");
    if stopped && !matches!(tone, Some('\u{301}' | '\u{323}')) {
        return false;
    }
    let rime = |rest: &str| rimes.binary_search(&rest).is_ok();
    rime(&bare)
        || ONSETS.iter().any(|onset| bare.strip_prefix(onset).is_some_and(rime))
        || bare == "gi"
        || bare.strip_prefix("gi").is_some_and(|rest| rime(&format!("i{rest}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_words_are_told_from_others() {
        for word in [
            "Đăng", "ký", "hộ", "khẩu", "giếng", "gìn", "quyết", "nghị", "thuỷ", "thủy", "hoà",
            "HÒA", "Ủy", "UỶ", "khuya", "chuyển", "được", "ngoằn", "xã", "ở", "ý", "Quý", "giấy",
        ] {
            assert!(is_syllable(&rimes(), word), "{word}");
        }
        for word in ["§¨ng", "ậẽng", "kHỏi", "đăgn", "tát́", "tàt", "Zoë", "Müller", "Ñaêng"]
        {
            assert!(!is_syllable(&rimes(), word), "{word}");
        }
    }
}
