//! Bytes to text, and the old Vietnamese encodings by their names.
//!
//! Nothing is converted while reading: a wrong guess would publish wrong words. The official saves
//! the file again as UTF-8, or lets `check --fix` do it and looks at what it did.

use std::ops::Range;

use super::disguised;
use crate::diagnostic::{Diagnostic, Place, Text, say};
use crate::encoding::{Legacy, Reading, guess};
use crate::files::FilePath;

/// The most bytes that are read of one text file.
pub(super) const LARGEST: usize = 1 << 20;

/// Reads the bytes of a file as UTF-8.
///
/// # Errors
/// The finding that names what the bytes are instead.
pub(super) fn text<'a>(file: &FilePath, bytes: &'a [u8]) -> Result<&'a str, Box<Diagnostic>> {
    let whole = || Place::start(file.clone());
    if let Some(finding) = disguised::finding(file, bytes) {
        return Err(Box::new(finding));
    }
    if bytes.len() > LARGEST {
        let text = say(
            format!("tệp quá lớn: {} KB, nhiều nhất là 1024 KB", bytes.len().div_ceil(1024)),
            format!("the file is too large: {} KB, at most 1024 KB", bytes.len().div_ceil(1024)),
        );
        let hint = say(
            "chia bài thành nhiều tệp, hoặc để tệp tải về trong content/forms/",
            "split the text into several files, or put downloads into content/forms/",
        );
        return Err(Box::new(Diagnostic::error("too-large", whole(), text).hint(hint)));
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || has_wide_text(bytes)
    {
        let text = say(
            "tệp được lưu kiểu Unicode của Notepad cũ (UTF-16), không đọc được",
            "the file is saved as UTF-16 (\"Unicode\" in the old Notepad) and cannot be read",
        );
        return Err(Box::new(Diagnostic::error("utf16", whole(), text).hint(convert_wide())));
    }
    if let Some(at) = bytes.iter().position(|b| *b == 0) {
        let nothing = bytes.split(|b| *b == 0).count() - 1;
        let text = say(
            format!(
                "tệp hỏng: có {nothing} byte rỗng, thường do mất điện hoặc rút USB khi đang lưu"
            ),
            format!("the file is damaged: {nothing} zero bytes, as after a power cut while saving"),
        );
        let hint = say(
            "lấy lại bản cũ của tệp (Thùng rác, OneDrive, USB dự phòng) hoặc gõ lại",
            "restore an older copy of the file (recycle bin, OneDrive, backup) or type it again",
        );
        let place = Place::new(file.clone(), at, at);
        return Err(Box::new(Diagnostic::error("zero-filled", place, text).hint(hint)));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => mojibake(file, text).map_or(Ok(text), |finding| Err(Box::new(finding))),
        Err(error) => Err(Box::new(legacy(file, bytes, error.valid_up_to()))),
    }
}

/// Says whether every second byte of the start is zero: UTF-16 without its mark.
fn has_wide_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(512)];
    let zeros =
        |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let pairs = head.len() / 2;
    pairs >= 4 && zeros(0) + zeros(1) < pairs * 2 && zeros(0).max(zeros(1)) * 2 > pairs
}

fn save_as_utf8() -> Text {
    say(
        "mở bằng Notepad, chọn Tệp > Lưu thành (Save As), ở ô Mã hóa (Encoding) chọn UTF-8 rồi lưu",
        "open it in Notepad, choose File > Save As, pick UTF-8 under Encoding, and save",
    )
}

fn convert_wide() -> Text {
    let save = save_as_utf8();
    say(
        format!("chạy tracuu check --fix để máy chuyển; hoặc {}", save.vi),
        format!("run tracuu check --fix; or {}", save.en),
    )
}

fn convert(from: &str) -> Text {
    say(
        format!(
            "chạy tracuu check --fix để máy chuyển; nếu máy để nguyên thì chọn tất cả (Ctrl+A), chép (Ctrl+C), bấm Ctrl+Shift+F6 của UniKey, chuyển mã từ {from} sang Unicode, dán lại (Ctrl+V), rồi lưu bằng UTF-8"
        ),
        format!(
            "run tracuu check --fix; if it leaves the file, select all, copy, press UniKey's Ctrl+Shift+F6, convert from {from} to Unicode, paste back, and save as UTF-8"
        ),
    )
}

/// Names the encoding of bytes that are no UTF-8; `at` is the first that is wrong.
fn legacy(file: &FilePath, bytes: &[u8], at: usize) -> Diagnostic {
    let end = bytes[at..].iter().position(u8::is_ascii).map_or(bytes.len(), |n| at + n);
    let place = Place::new(file.clone(), at, end);
    let named = match guess(bytes) {
        Some(Reading::Bytes(legacy)) => Some(legacy),
        _ => likely(bytes),
    };
    if let Some(named) = named {
        return named_finding(place, named);
    }
    let text = say(
        "tệp không phải Unicode (UTF-8), nên không biết đây là chữ gì",
        "the file is not Unicode (UTF-8), so these letters cannot be told",
    );
    Diagnostic::error("not-utf8", place, text).hint(save_as_utf8())
}

/// Names an encoding by its usual pairs of bytes, where too few words are there to be read.
fn likely(bytes: &[u8]) -> Option<Legacy> {
    let (tcvn, vni, windows) = (tcvn3_bytes(bytes), vni_bytes(bytes), windows_bytes(bytes));
    if windows > 0 && windows >= tcvn.max(vni) {
        return Some(Legacy::Windows1258);
    }
    if tcvn > 0 && tcvn >= vni {
        return Some(Legacy::Tcvn3);
    }
    (vni > 0).then_some(Legacy::Vni)
}

/// Makes the finding about text in an old encoding.
fn named_finding(place: Place, legacy: Legacy) -> Diagnostic {
    match legacy {
        Legacy::Tcvn3 => {
            let text = say(
                "chữ gõ bằng bảng mã TCVN3 (phông .VnTime), không phải Unicode",
                "the text is typed in TCVN3 (ABC, fonts such as .VnTime), not in Unicode",
            );
            Diagnostic::error("tcvn3", place, text).hint(convert("TCVN3 (ABC)"))
        }
        Legacy::Vni => {
            let text = say(
                "chữ gõ bằng bảng mã VNI (phông VNI-Times), không phải Unicode",
                "the text is typed in VNI (fonts such as VNI-Times), not in Unicode",
            );
            Diagnostic::error("vni", place, text).hint(convert("VNI Windows"))
        }
        Legacy::Viscii => {
            let text = say(
                "chữ gõ bằng bảng mã VISCII, không phải Unicode",
                "the text is typed in VISCII, not in Unicode",
            );
            Diagnostic::error("viscii", place, text).hint(convert("VISCII"))
        }
        Legacy::Windows1258 => {
            let text = say(
                "chữ được lưu bằng bảng mã Windows-1258, không phải Unicode (UTF-8)",
                "the text is saved in Windows-1258, not in Unicode (UTF-8)",
            );
            Diagnostic::error("windows-1258", place, text).hint(convert_windows())
        }
    }
}

fn convert_windows() -> Text {
    let convert = convert("Vietnamese locale CP 1258");
    say(
        format!(
            "mở bằng Notepad; nếu chữ hiện đúng thì chọn Tệp > Lưu thành (Save As), ở ô Mã hóa (Encoding) chọn UTF-8; nếu chữ bị vỡ thì {}",
            convert.vi
        ),
        format!(
            "open it in Notepad; if the letters are right, choose File > Save As and UTF-8 under Encoding; if not, {}",
            convert.en
        ),
    )
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic()
}

/// Counts vowels followed by a combining tone of Windows-1258.
fn windows_bytes(bytes: &[u8]) -> usize {
    let vowel = |b: u8| {
        b"aeiouyAEIOUY".contains(&b)
            || matches!(
                b,
                0xE2 | 0xEA | 0xF4 | 0xE3 | 0xF5 | 0xFD | 0xC2 | 0xCA | 0xD4 | 0xC3 | 0xD5 | 0xDD
            )
    };
    let tone = |b: u8| matches!(b, 0xCC | 0xD2 | 0xDE | 0xEC | 0xF2);
    bytes.windows(2).filter(|pair| vowel(pair[0]) && tone(pair[1])).count()
}

/// Counts letters of TCVN3 that are signs elsewhere, beside a letter.
fn tcvn3_bytes(bytes: &[u8]) -> usize {
    let sign = |b: u8| matches!(b, 0xA1..=0xAE | 0xB5..=0xB9 | 0xBB..=0xBE);
    let beside = |b: u8| is_letter(b) || b >= 0xA1;
    bytes.windows(2).filter(|pair| sign(pair[0]) && beside(pair[1])).count()
}

/// Counts vowels followed by a letter that VNI uses as a tone or a roof.
fn vni_bytes(bytes: &[u8]) -> usize {
    bytes.windows(2).filter(|pair| vni_pair(pair[0], char::from(pair[1]))).count()
}

fn vni_pair(vowel: u8, mark: char) -> bool {
    match vowel.to_ascii_lowercase() {
        b'a' | b'e' => "ùøûõïâêéèúüëáàåãäÙØÛÕÏÂÊÉÈÚÜËÁÀÅÃÄ".contains(mark),
        b'o' | b'u' | b'y' => "ùøûõïÙØÛÕÏ".contains(mark),
        _ => false,
    }
}

/// Finds old encodings that were saved again as UTF-8, so that the bytes are valid but the
/// letters are not.
fn mojibake(file: &FilePath, text: &str) -> Option<Diagnostic> {
    // All of them stand in U+0080–U+00FF, the lead bytes C2 and C3; and Vietnamese has C3 too.
    if !text.bytes().any(|b| b == 0xC2 || b == 0xC3) {
        return None;
    }
    let place = |range: Range<usize>| Place::new(file.clone(), range.start, range.end);
    if let Some(range) = first(text, 2, encoded_twice) {
        let text = say(
            "chữ bị vỡ thành ký tự lạ (như «Ä‘» thay cho «đ»): tệp đã bị mở sai bảng mã rồi lưu lại",
            "the letters are broken (such as \"Ä‘\" for \"đ\"): the file was opened in a wrong encoding and saved again",
        );
        let hint = say(
            "chạy tracuu check --fix để máy ghép lại; nếu máy để nguyên thì lấy lại bản cũ của tệp, hoặc chép chữ đúng từ nguồn và dán đè lên",
            "run tracuu check --fix; if it leaves the file, restore an older copy of it, or paste the right text over it",
        );
        return Some(Diagnostic::error("double-encoded", place(range), text).hint(hint));
    }
    let vietnamese_sign = |c: char| "¡¢£¤¥¦§¨©ª¬®µ¶·¸¹¼½¾".contains(c);
    let strange = |c: char| vietnamese_sign(c) || "«»".contains(c) || is_latin_letter(c);
    if let Some(range) = first(text, 2, |before, c, after| {
        let ends = !strange(after);
        // `khÈu`: no language writes a capital letter after a small one, but TCVN3 in a wrong font does.
        let capital_inside = matches!(c, 'À'..='Ö' | 'Ø'..='Þ') && before.is_ascii_lowercase();
        let sign = vietnamese_sign(c)
            && !(ends && "©®¹".contains(c))
            && (strange(after) || is_latin_letter(before));
        sign || capital_inside
    }) {
        return Some(named_finding(place(range), pasted(text, Legacy::Tcvn3)));
    }
    // `ôò`: a vowel and a tone of Windows-1258, each as a letter.
    if let Some(range) = first(text, 2, |before, c, _| {
        "aeoyâêôãõýAEOYÂÊÔÃÕÝ".contains(before) && matches!(c, 'Ì' | 'Ò' | 'Þ' | 'ì' | 'ò')
    }) {
        return Some(named_finding(place(range), pasted(text, Legacy::Windows1258)));
    }
    let range = first(text, 2, |before, c, after| {
        (before.is_ascii() && vni_pair(before as u8, c))
            || ("ñÑ".contains(c) && is_latin_letter(after) && !before.is_ascii_alphabetic())
    })?;
    Some(named_finding(place(range), pasted(text, Legacy::Vni)))
}

/// Names the encoding of letters that were pasted into UTF-8; `likely` where they do not tell.
fn pasted(text: &str, likely: Legacy) -> Legacy {
    match guess(text.as_bytes()) {
        Some(Reading::Pasted(legacy)) => legacy,
        _ => likely,
    }
}

/// Says whether a letter is the first half of one in UTF-8 that was read as Windows-1252: `Ä‘`.
fn encoded_twice(before: char, c: char, after: char) -> bool {
    let second = matches!(after, '\u{80}'..='\u{bf}') || "‘’“”•–—ƒ„†‡€™›".contains(after);
    match c {
        'º' | '»' => before == 'á' && second,
        'Ã' | 'Ä' | 'Æ' => second,
        _ => false,
    }
}

fn is_latin_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'À'..='ÿ')
}

/// Finds the word of the first letter for which `odd(before, letter, after)` holds, when it holds
/// for at least `least` letters: one alone may be a foreign name.
fn first(text: &str, least: usize, odd: impl Fn(char, char, char) -> bool) -> Option<Range<usize>> {
    let mut found: Option<usize> = None;
    let mut count = 0;
    let mut before = ' ';
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        if ('\u{80}'..='\u{ff}').contains(&c) {
            let after = letters.peek().map_or(' ', |(_, next)| *next);
            if odd(before, c, after) {
                count += 1;
                found.get_or_insert(at);
            }
        }
        if count >= least {
            break;
        }
        before = c;
    }
    let at = found.filter(|_| count >= least)?;
    let blank = |c: char| c.is_whitespace();
    let start = text[..at].rfind(blank).map_or(0, |n| n + 1);
    let end = text[at..].find(blank).map_or(text.len(), |n| at + n);
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> &'static str {
        text(&FilePath::known("content/x.md"), bytes).map_or_else(|found| found.code, |_| "good")
    }

    #[test]
    fn old_encodings_are_told_by_name() {
        for (bytes, expected) in [
            ("title: Đăng ký khai sinh «nhập hộ khẩu»".as_bytes(), "good"),
            ("title: Toán, hoà, thuỷ, quá, loá, hoè, luân, thuê".as_bytes(), "good"),
            ("Café Zoë Müller España VNeID® 5 m² § 3".as_bytes(), "good"),
            ("title: §¨ng ký khai sinh".as_bytes(), "tcvn3"),
            ("Thñ tôc hµnh chÝnh, ®Þa chØ, hé khÈu".as_bytes(), "tcvn3"),
            (b"title: \xA7\xA8ng k\xFD khai sinh\n", "tcvn3"),
            ("title: Ñaêng kyù khai sinh".as_bytes(), "vni"),
            (b"title: \xD1a\xEAng ky\xF9 khai sinh", "vni"),
            (b"title: \xD0\xE3ng ky\xEC khai sinh, h\xF4\xF2 kh\xE2\xD2u", "windows-1258"),
            ("title: Ä\u{90}Äƒng kÃ½".as_bytes(), "double-encoded"),
            ("Thá»§ tá»¥c".as_bytes(), "double-encoded"),
            (b"caf\xE9\n", "not-utf8"),
            (b"t\0i\0t\0l\0e\0:\0 \0", "utf16"),
            (b"\xFF\xFEt\0", "utf16"),
            (b"\0\0\0\0\0\0\0\0\0\0\0\0", "zero-filled"),
            (b"title: \xC4\x90\0\0\0\0", "zero-filled"),
        ] {
            assert_eq!(code(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
