//! What a code says, made safe to show: nothing of it acts on a terminal, a table or a reader's eye.

/// The most characters of a payload that are shown.
const MOST: usize = 200;

/// Returns a payload with every sign spelled out that does not show itself, at most 200 characters
/// of it.
#[must_use]
pub fn shown(payload: &[u8]) -> String {
    let mut text = String::new();
    let mut count = 0;
    for chunk in payload.utf8_chunks() {
        for character in chunk.valid().chars() {
            if count == MOST {
                return text + "…";
            }
            count += 1;
            if is_plain(character) {
                text.push(character);
            } else {
                text.extend(character.escape_unicode());
            }
        }
        for byte in chunk.invalid() {
            if count == MOST {
                return text + "…";
            }
            count += 1;
            text += &format!("\\x{byte:02x}");
        }
    }
    text
}

/// Says whether a character shows itself as what it is, and leaves its neighbours where they are.
fn is_plain(character: char) -> bool {
    let unseen = matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffd}' | '\u{e000}'..='\u{f8ff}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{10ffff}');
    // A combining mark at the start would sit on a sign of ours; strokes through letters hide them.
    let struck = matches!(character, '\u{334}'..='\u{338}' | '\u{20d0}'..='\u{20ff}');
    let space = character.is_whitespace() && character != ' ';
    !character.is_control() && !unseen && !struck && !space
}

/// Returns the host that a phone would ask for, in the letters of the network (punycode); nothing
/// when the payload is no web address.
#[must_use]
pub fn host(payload: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(payload).ok()?;
    // What browsers do before they read (WHATWG URL §4.4): trim, and drop tabs and line ends.
    let text = text.trim_matches(|c: char| c.is_control() || c == ' ');
    let text: String = text.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let rest = after_scheme(&text)?;
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let authority = &rest[..end];
    let named = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match named.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        _ => named,
    };
    let host = decoded(host);
    if host.is_empty() {
        return None;
    }
    Some(shown(in_network_letters(&host).as_bytes()))
}

/// Returns what follows the scheme of a web address, or the text itself where phones add one.
fn after_scheme(text: &str) -> Option<&str> {
    let starts = |prefix: &str| {
        text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    for scheme in ["https:", "http:"] {
        if starts(scheme) {
            return Some(text[scheme.len()..].trim_start_matches(['/', '\\']));
        }
    }
    let first = text.find(['/', '?', '#', ':']).unwrap_or(text.len());
    let bare = &text[..first];
    let named = bare.contains('.')
        && !bare.contains([' ', ',', '@'])
        && !bare.starts_with('.')
        && bare.rsplit('.').next().is_some_and(|last| last.chars().any(char::is_alphabetic));
    named.then_some(text)
}

/// Undoes `%61`.
fn decoded(host: &str) -> String {
    let mut bytes = Vec::with_capacity(host.len());
    let mut rest = host.as_bytes();
    while let [first, tail @ ..] = rest {
        let digit = |at: usize| tail.get(at).and_then(|b| char::from(*b).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (first, digit(0), digit(1)) {
            bytes.push((high * 16 + low) as u8);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn in_network_letters(host: &str) -> String {
    if let Ok(ascii) = idna::domain_to_ascii(host) {
        return ascii;
    }
    // A host that no browser takes is still told letter by letter.
    let labels = host.split('.').map(|label| {
        let label = label.to_lowercase();
        if label.is_ascii() {
            return label;
        }
        idna::punycode::encode_str(&label).map_or(label, |coded| format!("xn--{coded}"))
    });
    labels.collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_acts_and_nothing_hides() {
        for (payload, expected) in [
            (&b"HTTPS://A.VN/1"[..], "HTTPS://A.VN/1"),
            (b"\x1b[31mX\x07", "\\u{1b}[31mX\\u{7}"),
            ("a\u{202e}b".as_bytes(), "a\\u{202e}b"),
            ("x\u{200b}y\u{2028}z\u{a0}".as_bytes(), "x\\u{200b}y\\u{2028}z\\u{a0}"),
            (b"\xff\xfeab", "\\xff\\xfeab"),
            ("Đăng ký".as_bytes(), "Đăng ký"),
            (b"a\r\nb", "a\\u{d}\\u{a}b"),
        ] {
            assert_eq!(shown(payload), expected);
        }
        let long = shown("ư".repeat(3000).as_bytes());
        assert_eq!(long.chars().count(), MOST + 1);
    }

    #[test]
    fn the_host_is_the_one_a_phone_asks_for() {
        for (payload, expected) in [
            ("HTTPS://TTHC.XA.VN/1/?2", Some("tthc.xa.vn")),
            ("https://tthc.xa.vn@evil.top/1", Some("evil.top")),
            ("https://tthc.xa.vn:443@evil.top:8443/1", Some("evil.top")),
            ("https:\\\\evil.top\\tthc.xa.vn", Some("evil.top")),
            ("https:///evil.top/", Some("evil.top")),
            ("ht\ntps://ev\til.top/", Some("evil.top")),
            ("  https://evil.top#@tthc.xa.vn", Some("evil.top")),
            ("https://e%76il.top/", Some("evil.top")),
            ("https://tthc.xа.vn/", Some("tthc.xn--x-8sb.vn")),
            ("https://ｔthc.xa.vn/", Some("tthc.xa.vn")),
            ("www.evil.top/x", Some("www.evil.top")),
            ("evil.top", Some("evil.top")),
            ("http://192.168.1.1/", Some("192.168.1.1")),
            ("WIFI:S:a.b;;", None),
            ("tel:113", None),
            ("Xin chào. Bước 1: mang giấy", None),
            ("https://", None),
        ] {
            assert_eq!(host(payload.as_bytes()).as_deref(), expected, "{payload}");
        }
    }
}
