//! Addresses on the web, and where they may lead.

/// A web address that was read and found sound: `https` or `http`, a plain host, nothing hidden.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    url: String,
    host: String,
}

/// Why a text cannot be a [`Link`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkProblem {
    /// Not `https://` or `http://`.
    Scheme,
    /// No host, an IP address, `localhost`, a user name before `@`, or a port.
    Host,
    /// Letters outside ASCII in the host: a look-alike cannot be told from the real one by eye.
    LookAlike,
    /// A space, a control character, a backslash, or a character that changes reading direction.
    Character,
}

impl Link {
    /// Reads an address.
    ///
    /// # Errors
    /// When it is not a plain web address; which hosts are allowed is asked elsewhere.
    pub fn new(text: &str) -> Result<Self, LinkProblem> {
        let hidden = |c: char| {
            c.is_control()
                || c.is_whitespace()
                || c == '\\'
                || matches!(c, '"' | '<' | '>' | '`')
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        };
        if text.chars().any(hidden) {
            return Err(LinkProblem::Character);
        }
        let lower = text.to_ascii_lowercase();
        let scheme = ["https://", "http://"].into_iter().find(|s| lower.starts_with(s));
        let rest = &text[scheme.ok_or(LinkProblem::Scheme)?.len()..];
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let host = rest[..end].to_ascii_lowercase();
        if !host.is_ascii() {
            return Err(LinkProblem::LookAlike);
        }
        let label = |l: &str| {
            !l.is_empty()
                && l.len() <= 63
                && !l.starts_with('-')
                && !l.ends_with('-')
                && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let named = host.contains('.') && host.split('.').all(label);
        let last_is_a_name =
            host.rsplit('.').next().is_some_and(|l| l.bytes().any(|b| b.is_ascii_alphabetic()));
        if !named || !last_is_a_name || host.len() > 253 {
            return Err(LinkProblem::Host);
        }
        if host.split('.').any(|l| l.starts_with("xn--")) {
            return Err(LinkProblem::LookAlike);
        }
        Ok(Self { url: text.to_owned(), host })
    }

    /// Returns the address as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// Returns the host in lower case.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Says whether the address is `https`.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.url.get(..8).is_some_and(|s| s.eq_ignore_ascii_case("https://"))
    }

    /// Returns what follows the host, beginning with `/`; `/` when there is nothing.
    #[must_use]
    pub fn path(&self) -> &str {
        let start = self.url.find("//").map_or(0, |at| at + 2) + self.host.len();
        match &self.url[start..] {
            "" => "/",
            path => path,
        }
    }

    /// Says whether the host is `allowed` or below it: `a.gov.vn` is below `gov.vn`.
    #[must_use]
    pub fn is_below(&self, allowed: &str) -> bool {
        self.host
            .strip_suffix(&allowed.to_ascii_lowercase())
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}
