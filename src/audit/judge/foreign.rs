//! What a foreign code wants of the phone, told without ever following it.

use crate::audit::search::Found;
use crate::audit::shown;
use crate::ledger::Prints;
use crate::ledger::prints::Code;

/// A code that is not ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// What it wants.
    pub kind: Kind,
    /// Whether it leads to a host of ours: a near miss, which no press of ours ever printed.
    pub near: bool,
}

/// What a phone would do with a payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Opens a page.
    Page,
    /// Joins a net.
    Wifi,
    /// Pays: what Vietnamese banks and other users of EMV print.
    Payment,
    /// Calls a number.
    Call,
    /// Writes a message or a mail.
    Message,
    /// Opens an app.
    App,
    /// Saves a contact or a date.
    Contact,
    /// Shows text.
    Text,
    /// Something that only some phones understand.
    Unusual,
}

impl Kind {
    /// Returns its word for machines.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Wifi => "wifi",
            Self::Payment => "payment",
            Self::Call => "call",
            Self::Message => "message",
            Self::App => "app",
            Self::Contact => "contact",
            Self::Text => "text",
            Self::Unusual => "unusual",
        }
    }

    fn of(found: &Found) -> Self {
        if !found.whole {
            return Self::Unusual;
        }
        let text = String::from_utf8_lossy(&found.payload);
        let text = text.trim_start_matches(|c: char| c.is_control() || c == ' ').to_lowercase();
        let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| text.starts_with(prefix));
        // EMVCo QR codes begin with the format indicator, tag 00 of length 02.
        if starts(&["000201"]) {
            Self::Payment
        } else if starts(&["wifi:"]) {
            Self::Wifi
        } else if starts(&["tel:", "telprompt:", "facetime"]) {
            Self::Call
        } else if starts(&["sms:", "smsto:", "mms:", "mmsto:", "mailto:", "matmsg:", "smtp:"]) {
            Self::Message
        } else if starts(&["begin:", "mecard:", "bizcard:"]) {
            Self::Contact
        } else if shown::host(&found.payload).is_some() {
            Self::Page
        } else if is_app(&text) {
            Self::App
        } else {
            Self::Text
        }
    }
}

/// Says whether a text begins with a scheme (RFC 3986 §3.1), which then is that of an app.
fn is_app(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let named = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    named && !rest.is_empty() && !rest.starts_with(' ')
}

impl Foreign {
    /// Looks at a code that is not ours.
    pub(super) fn of(found: &Found, prints: &Prints) -> Self {
        let kind = Kind::of(found);
        let host = shown::host(&found.payload);
        let ours = |host: &String| {
            let items = prints.all().flat_map(|print| &print.items);
            let mut links = items.filter(|item| item.code == Some(Code::Link));
            links.any(|item| shown::host(item.payload.as_bytes()).as_ref() == Some(host))
        };
        Self { kind, near: host.as_ref().is_some_and(ours) }
    }
}
