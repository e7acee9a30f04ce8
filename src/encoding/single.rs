//! Encodings with one byte for every letter: TCVN3 and VISCII.

use super::{western, western_byte};

/// TCVN 5712:1993, table VN3, whose letters are those of VN2 from A1 on; a byte and its letter.
///
/// Capital letters with a tone are not in it: fonts such as `.VnTimeH` paint small letters as
/// capital ones.
const TCVN3: &str = "\
A1Ă A2Â A3Ê A4Ô A5Ơ A6Ư A7Đ A8ă A9â AAê ABô ACơ ADư AEđ B5à B6ả B7ã B8á B9ạ BBằ BCẳ BDẵ BEắ C6ặ \
C7ầ C8ẩ C9ẫ CAấ CBậ CCè CEẻ CFẽ D0é D1ẹ D2ề D3ể D4ễ D5ế D6ệ D7ì D8ỉ DCĩ DDí DEị DFò E1ỏ E2õ E3ó \
E4ọ E5ồ E6ổ E7ỗ E8ố E9ộ EAờ EBở ECỡ EDớ EEợ EFù F1ủ F2ũ F3ú F4ụ F5ừ F6ử F7ữ F8ứ F9ự FAỳ FBỷ FCỹ \
FDý FEỵ";

/// RFC 1456, section 3: the upper half in order, from 80.
const VISCII: &str = "\
ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ\
ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";

/// RFC 1456: six capital letters stand among the control characters.
const VISCII_LOW: [(u8, char); 6] =
    [(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1E, 'Ỵ')];

/// Walks the letters of TCVN3 with their bytes.
fn tcvn3_letters() -> impl Iterator<Item = (u8, char)> {
    TCVN3.split(' ').filter_map(|entry| {
        let byte = u8::from_str_radix(&entry[..2], 16).ok()?;
        Some((byte, entry[2..].chars().next()?))
    })
}

/// Reads TCVN3; signs that it does not have are those of a Western Windows.
pub(super) fn tcvn3(bytes: &[u8]) -> String {
    let mut letters: Vec<char> = (0..=u8::MAX).map(western).collect();
    for (byte, letter) in tcvn3_letters() {
        letters[usize::from(byte)] = letter;
    }
    let text: String = bytes.iter().map(|byte| letters[usize::from(*byte)]).collect();
    raised(&text)
}

/// Writes TCVN3.
pub(super) fn to_tcvn3(text: &str) -> Option<Vec<u8>> {
    let all: Vec<(u8, char)> = tcvn3_letters().collect();
    let byte = |letter: char| {
        if letter.is_ascii() {
            return Some(letter as u8);
        }
        let own = |wanted: char| all.iter().find(|(_, l)| *l == wanted).map(|(byte, _)| *byte);
        let small = || letter.to_lowercase().next().and_then(own);
        own(letter).or_else(small).or_else(|| western_byte(letter))
    };
    text.chars().map(byte).collect()
}

/// The small letters beyond ASCII that have a capital one in TCVN3.
const HAVE_CAPITALS: &str = "ăâêôơưđ";

/// Makes the letters with a tone capital where all others of the word, at least two, are: `KếT` is
/// what TCVN3 has for `KẾT`. Where a word does not tell, the letters stay small.
fn raised(text: &str) -> String {
    let mut raised = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let toned = |c: &char| c.is_lowercase() && !c.is_ascii() && !HAVE_CAPITALS.contains(*c);
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        let others = letters().filter(|c| !toned(c)).count();
        let all = letters().filter(|c| !toned(c)).all(char::is_uppercase);
        if others >= 2 && all && letters().count() > others {
            raised.extend(word.chars().flat_map(char::to_uppercase));
        } else {
            raised.push_str(word);
        }
    }
    raised
}

/// Reads VISCII.
pub(super) fn viscii(bytes: &[u8]) -> String {
    let upper: Vec<char> = VISCII.chars().collect();
    let letter = |byte: &u8| match byte {
        0x80.. => upper[usize::from(byte - 0x80)],
        _ => VISCII_LOW
            .iter()
            .find(|(low, _)| low == byte)
            .map_or(char::from(*byte), |(_, letter)| *letter),
    };
    bytes.iter().map(letter).collect()
}

/// Writes VISCII.
pub(super) fn to_viscii(text: &str) -> Option<Vec<u8>> {
    let byte = |letter: char| {
        if letter.is_ascii() && VISCII_LOW.iter().all(|(low, _)| *low != letter as u8) {
            return Some(letter as u8);
        }
        let low = VISCII_LOW.iter().find(|(_, l)| *l == letter).map(|(byte, _)| *byte);
        let upper = || VISCII.chars().position(|l| l == letter);
        low.or_else(|| upper().and_then(|at| u8::try_from(at + 0x80).ok()))
    };
    text.chars().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_have_every_letter_once() {
        assert_eq!(VISCII.chars().count(), 128);
        assert_eq!(tcvn3_letters().count(), 74);
        let all: std::collections::BTreeSet<char> =
            VISCII.chars().chain(VISCII_LOW.iter().map(|(_, letter)| *letter)).collect();
        assert_eq!(all.len(), 134);
    }

    #[test]
    fn capital_letters_with_a_tone_are_told_by_their_word_or_stay_small() {
        for (typed, read) in [
            (&b"K\xD5T H\xA4N"[..], "KẾT HÔN"),
            (b"\xA7\xA1NG K\xFD", "ĐĂNG Ký"),
            (b"\xA7\xB5 N\xBDng", "Đà Nẵng"),
            (b"\xAE\xA8ng k\xFD k\xD5t h\xABn", "đăng ký kết hôn"),
            (b"UBND x\xB7", "UBND xã"),
        ] {
            assert_eq!(tcvn3(typed), read);
            assert_eq!(to_tcvn3(read).as_deref(), Some(typed), "{read}");
        }
    }
}
