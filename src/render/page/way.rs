//! The way from one page to another: relative, so that the site works in any folder.

use crate::model::ROOT_MARK;

/// How links of one page are written.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// What leads to the top of the site: empty at the top itself.
    root: String,
    /// Whether a link to a folder names its `index.html`.
    flat: bool,
}

impl Way {
    /// Makes the way of a page in a folder `depth` levels below the top.
    pub(super) fn below(depth: usize, flat: bool) -> Self {
        Self { root: "../".repeat(depth), flat }
    }

    /// Makes the way of a page that a server shows at any address: from the root of the host.
    ///
    /// Only the page "not found" needs it; nobody meets that page without a server.
    pub(super) fn anywhere(base_path: &str) -> Self {
        Self { root: base_path.to_owned(), flat: false }
    }

    /// Returns the link to `path` below the top: empty for the top itself, `khai-sinh/`,
    /// `forms/ct01.docx`, with a `?` or `#` part or without.
    pub(super) fn to(&self, path: &str) -> String {
        let end = path.find(['?', '#']).unwrap_or(path.len());
        let (folder, rest) = path.split_at(end);
        let is_folder = folder.is_empty() || folder.ends_with('/');
        let index = if self.flat && is_folder { "index.html" } else { "" };
        let here = if self.root.is_empty() && folder.is_empty() { "./" } else { "" };
        format!("{}{here}{folder}{index}{rest}", self.root)
    }

    /// Replaces the marks in the HTML of a body by the way to the top; `target` may lead a path
    /// elsewhere, such as to the translation of a page.
    pub(super) fn resolve(&self, html: &str, target: impl Fn(&str) -> Option<String>) -> String {
        let mut parts = html.split(ROOT_MARK);
        let mut resolved = parts.next().unwrap_or_default().to_owned();
        resolved.reserve(html.len());
        for part in parts {
            // A link ends where its attribute does.
            let end = part.find(['"', '\'', '<', '>', ' ']).unwrap_or(part.len());
            let (path, rest) = part.split_at(end);
            resolved.push_str(&self.to(target(path).as_deref().unwrap_or(path)));
            resolved.push_str(rest);
        }
        resolved
    }
}

/// Writes the path of a file so that it can stand in a link (RFC 3986 §2.1).
pub(super) fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_at_every_depth() {
        let cases = [
            (0, false, "", "./"),
            (0, false, "khai-sinh/", "khai-sinh/"),
            (1, false, "", "../"),
            (1, false, "khai-sinh/#giay-to", "../khai-sinh/#giay-to"),
            (2, false, "khai-sinh/", "../../khai-sinh/"),
            (0, true, "", "./index.html"),
            (1, true, "", "../index.html"),
            (1, true, "khai-sinh/#buoc", "../khai-sinh/index.html#buoc"),
            (1, true, "forms/ct01.docx", "../forms/ct01.docx"),
        ];
        for (depth, flat, path, link) in cases {
            assert_eq!(Way::below(depth, flat).to(path), link, "{depth} {flat} {path}");
        }
        assert_eq!(Way::anywhere("/tthc/").to("khai-sinh/"), "/tthc/khai-sinh/");
    }

    #[test]
    fn marks_in_a_body_become_ways() {
        let html = format!("<a href=\"{ROOT_MARK}a/#b\">x</a> <a href=\"{ROOT_MARK}\">y</a>");
        let resolved = Way::below(1, true).resolve(&html, |_| None);
        assert_eq!(resolved, "<a href=\"../a/index.html#b\">x</a> <a href=\"../index.html\">y</a>");
        let english = |path: &str| (path == "a/#b").then(|| "en/a/#b".to_owned());
        assert!(Way::below(2, false).resolve(&html, english).contains("\"../../en/a/#b\""));
    }

    #[test]
    fn names_of_files_are_encoded() {
        assert_eq!(encode("forms/Mẫu 1.docx"), "forms/M%E1%BA%ABu%201.docx");
    }
}
