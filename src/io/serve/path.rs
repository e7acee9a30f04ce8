//! The target of a request to a path of the site.

use crate::files::FilePath;

/// Reads the path of a request, still encoded, as a file of the site; a folder means its
/// `index.html`. Nothing when it can be no file of any site: it steps out, has empty parts,
/// backslashes or signs that no file of ours has.
pub(super) fn file(encoded: &str) -> Option<FilePath> {
    let decoded = decode(encoded)?;
    let below = decoded.strip_prefix('/')?;
    if below.is_empty() || below.ends_with('/') {
        return FilePath::new(&format!("{below}index.html")).ok();
    }
    FilePath::new(below).ok()
}

/// Reads the words of a query: `file=a%2Fb.md&line=3`.
pub(super) fn query(encoded: &str) -> Vec<(String, String)> {
    let parts = encoded.split('&').filter(|part| !part.is_empty());
    parts
        .filter_map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            Some((decode(name)?, decode(value)?))
        })
        .collect()
}

/// Decodes percent signs, once (RFC 3986 §2.1); nothing when they are wrong or make no UTF-8.
fn decode(encoded: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(encoded.len());
    let mut bytes = encoded.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            decoded.push(byte);
            continue;
        }
        let mut digit = || char::from(bytes.next()?).to_digit(16);
        let (high, low) = (digit()?, digit()?);
        decoded.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_its_index_and_nothing_steps_out() {
        let read = |text: &str| file(text).map(|path| path.to_string());
        assert_eq!(read("/"), Some("index.html".to_owned()));
        assert_eq!(read("/a/b/"), Some("a/b/index.html".to_owned()));
        assert_eq!(read("/m%E1%BA%ABu.docx"), Some("mẫu.docx".to_owned()));
        for bad in [
            "",
            "a",
            "//",
            "/a//b",
            "/../a",
            "/%2e%2e/a",
            "/..%2f..%2fetc/passwd",
            "/a%00",
            "/a\\b",
            "/a%5cb",
            "/%",
            "/%f",
            "/%zz",
            "/%ff",
            "/.",
            "/con",
            "/a/.",
            "/%252e%252e/..",
            "/a%0a",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_query_is_decoded_once() {
        let read = query("file=a%2Fb&line=3&x&%zz=1&y=%2541");
        let read: Vec<_> = read.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(read, [("file", "a/b"), ("line", "3"), ("x", ""), ("y", "%41")]);
    }
}
