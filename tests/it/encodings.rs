//! Old encodings as a property: whatever Vietnamese is written in one of them is told by its name and
//! comes back as the same text.

use tracuu::encoding::{Legacy, Reading, View, guess};
use tracuu::files::FilePath;
use tracuu::parse::mend;
use unicode_normalization::UnicodeNormalization;

use super::project::example;

/// The letters of Vietnamese beyond ASCII (QCVN, TCVN 6909:2001): 67 small ones.
const LETTERS: &str = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ";

/// Every word of the example's procedures, with nothing but letters.
fn words() -> Vec<String> {
    let files = example();
    let texts = files
        .inside("content/procedures")
        .filter(|(path, _)| path.extension() == Some("md") && !path.name().contains(".en."));
    let mut words: Vec<String> = Vec::new();
    for (_, bytes) in texts {
        let text = std::str::from_utf8(bytes).expect("the example is UTF-8");
        let all = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        words.extend(all.map(str::to_owned));
    }
    assert!(words.len() > 5_000);
    words
}

/// Texts of forty words each, as keys and a body; the same ones in every run.
fn texts(count: usize) -> Vec<String> {
    let words = words();
    let mut state = 20_231_128_u64;
    let mut next = || {
        // Knuth, MMIX: any choice will do, if it is the same in every run.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[usize::try_from(state >> 33).expect("31 bits") % words.len()].clone()
    };
    let mut text = || {
        let title: Vec<String> = (0..8).map(|_| next()).collect();
        let body: Vec<String> = (0..32).map(|_| next()).collect();
        format!("---\ntitle: {}\n---\n{}.\n", title.join(" "), body.join(" "))
    };
    (0..count).map(|_| text()).collect()
}

/// Windows-1258 as Windows itself writes it: a letter that the table has, else a vowel and its tone.
fn windows(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for letter in text.chars() {
        let mut buffer = [0; 4];
        if let Some(own) = View::Vietnamese.bytes(letter.encode_utf8(&mut buffer)) {
            bytes.extend(own);
            continue;
        }
        let parts: Vec<char> = letter.nfd().collect();
        let tone =
            |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
        let base: String = parts.iter().copied().filter(|c| !tone(c)).nfc().collect();
        let tones: String = parts.iter().filter(|c| tone(c)).collect();
        bytes.extend(View::Vietnamese.bytes(&(base + &tones)).expect("the table has the parts"));
    }
    bytes
}

fn encoded(legacy: Legacy, text: &str) -> Vec<u8> {
    match legacy {
        Legacy::Windows1258 => windows(text),
        _ => legacy.encode(text).expect("Vietnamese has a place in it"),
    }
}

fn code(legacy: Legacy) -> &'static str {
    match legacy {
        Legacy::Tcvn3 => "tcvn3",
        Legacy::Vni => "vni",
        Legacy::Viscii => "viscii",
        Legacy::Windows1258 => "windows-1258",
    }
}

/// Small letters for capital ones with a tone: TCVN3 does not know them, and a word in capitals tells.
fn without_toned_capitals(text: &str) -> String {
    let plain = |c: char| c.is_ascii() || "ĂÂÊÔƠƯĐ".contains(c);
    text.chars().flat_map(|c| if plain(c) { vec![c] } else { c.to_lowercase().collect() }).collect()
}

fn mended(bytes: &[u8]) -> (Option<String>, Vec<&'static str>) {
    let path = FilePath::known("content/procedures/ho-tich/x.md");
    let mended = mend::file(&path, bytes);
    if let Some(bytes) = &mended.bytes {
        assert_eq!(mend::file(&path, bytes).bytes, None, "once is enough");
    }
    let text = mended.bytes.map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    (text, mended.done.iter().map(|done| done.code).collect())
}

#[test]
fn every_letter_goes_there_and_back() {
    for legacy in Legacy::ALL {
        for small in LETTERS.chars() {
            for letter in [small.to_string(), small.to_uppercase().to_string()] {
                let back: String = legacy.decode(&encoded(legacy, &letter)).nfc().collect();
                let known = legacy != Legacy::Tcvn3 || without_toned_capitals(&letter) == letter;
                let expected = if known { letter.clone() } else { small.to_string() };
                assert_eq!(back, expected, "{legacy:?} {letter}");
            }
        }
    }
}

#[test]
fn random_texts_are_told_by_name_and_come_back() {
    for text in texts(150) {
        for legacy in Legacy::ALL {
            for (bytes, reading) in [
                (encoded(legacy, &text), Reading::Bytes(legacy)),
                (View::Western.text(&encoded(legacy, &text)).into_bytes(), Reading::Pasted(legacy)),
            ] {
                assert_eq!(guess(&bytes), Some(reading), "{text}");
                let (back, done) = mended(&bytes);
                let back = back.unwrap_or_else(|| panic!("{reading:?} is left: {text}"));
                assert_eq!(done[0], code(legacy), "{text}");
                if legacy == Legacy::Tcvn3 {
                    assert_eq!(without_toned_capitals(&back), without_toned_capitals(&text));
                } else {
                    assert_eq!(back, text, "{reading:?}");
                }
            }
        }
    }
}

#[test]
fn texts_in_utf_16_and_broken_letters_come_back() {
    for text in texts(60) {
        let units = |marked: bool| {
            let mark = marked.then_some(0xFEFF);
            mark.into_iter().chain(text.encode_utf16()).collect::<Vec<u16>>()
        };
        for (bytes, code) in [
            (units(true).iter().flat_map(|u| u.to_le_bytes()).collect::<Vec<u8>>(), "utf16"),
            (units(true).iter().flat_map(|u| u.to_be_bytes()).collect(), "utf16"),
            (units(false).iter().flat_map(|u| u.to_le_bytes()).collect(), "utf16"),
            (units(false).iter().flat_map(|u| u.to_be_bytes()).collect(), "utf16"),
            (View::Western.text(text.as_bytes()).into_bytes(), "double-encoded"),
            (
                View::Western.text(View::Western.text(text.as_bytes()).as_bytes()).into_bytes(),
                "double-encoded",
            ),
        ] {
            let (back, done) = mended(&bytes);
            assert_eq!(back.as_deref(), Some(text.as_str()), "{code}");
            assert_eq!(done[0], code);
        }
        let apart: String = text.nfd().collect();
        assert_eq!(mended(apart.as_bytes()), (Some(text.clone()), vec!["not-nfc"]));
    }
}

#[test]
fn the_example_itself_is_left_alone() {
    for (path, bytes) in example().inside("content") {
        let mended = mend::file(path, bytes);
        assert_eq!(mended, mend::Mended::default(), "{path}");
    }
}

#[test]
fn half_of_a_text_in_an_old_encoding_is_never_guessed() {
    for pair in texts(40).chunks_exact(2) {
        for legacy in Legacy::ALL {
            let mut mixed = pair[0].clone().into_bytes();
            mixed.extend(encoded(legacy, &pair[1]));
            assert_eq!(mended(&mixed), (None, vec![]), "{legacy:?}");
            let old = View::Western.text(&encoded(legacy, &pair[1]));
            let pasted = format!("{}{old}", pair[0]);
            let (back, done) = mended(pasted.as_bytes());
            assert!(!done.contains(&code(legacy)), "{legacy:?}: {back:?}");
        }
    }
}

/// Spoils a guide as Word, old editors and web pages do: accents apart, a mark in front, tabs before
/// keys, hard blanks behind them, characters that nobody sees, the line ends of an old Macintosh.
fn spoiled(text: &str) -> String {
    let mut spoiled = String::from("\u{feff}");
    let mut in_keys = true;
    for (number, line) in text.lines().enumerate() {
        in_keys &= number == 0 || line != "---";
        let bare = line.trim_start_matches(' ');
        let width = line.len() - bare.len();
        if in_keys && width % 2 == 0 && !bare.starts_with('#') {
            spoiled += &"\t".repeat(width / 2);
        } else {
            spoiled += &line[..width];
        }
        let hard = if in_keys { bare.replacen(": ", ":\u{a0}", 1) } else { bare.to_owned() };
        // Only where the colon ends a key.
        let is_key = bare
            .split(": ")
            .next()
            .is_some_and(|key| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'));
        let apart: String = if is_key { hard } else { bare.to_owned() }.nfd().collect();
        spoiled += &apart.replacen(' ', " \u{200b}", 1);
        spoiled.push('\r');
    }
    spoiled
}

#[test]
fn a_spoiled_guide_comes_back_byte_for_byte() {
    let files = example();
    let mut count = 0;
    for (path, bytes) in files.inside("content/procedures") {
        if path.extension() != Some("md") {
            continue;
        }
        let text = std::str::from_utf8(bytes).expect("the example is UTF-8");
        let (back, done) = mended(spoiled(text).as_bytes());
        let back = back.unwrap_or_else(|| panic!("{path}: {done:?}"));
        assert_eq!(back, text, "{path}: {done:?}");
        count += 1;
    }
    assert!(count > 60, "{count}");
}

/// Whatever the bytes are, they are looked at once and left.
#[test]
fn a_large_file_of_noise_is_left() {
    let mut state = 7_u32;
    let mut byte = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from(state >> 24).expect("eight bits").max(0x20)
    };
    let noise: Vec<u8> = (0..1 << 18).map(|_| byte()).collect();
    assert_eq!(mended(&noise), (None, vec![]));
}
