//! An answer: its bytes, what they are, and what a browser may do with them.

use hyper::body::Bytes as Shared;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};

use crate::files::{Bytes, FilePath};

/// What is answered to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status of HTTP (RFC 9110 §15).
    pub status: u16,
    /// The media type.
    pub kind: &'static str,
    /// The bytes.
    pub bytes: Bytes,
    /// Where to ask instead, relative to the path that was asked for.
    pub elsewhere: Option<String>,
}

impl Answer {
    /// Answers with a file of the site; its ending says what it is.
    #[must_use]
    pub fn file(path: &FilePath, bytes: Bytes) -> Self {
        Self { status: 200, kind: kind(path), bytes, elsewhere: None }
    }

    /// Answers with text of a media type, made for this answer.
    #[must_use]
    pub fn made(status: u16, kind: &'static str, text: String) -> Self {
        Self { status, kind, bytes: text.into_bytes().into(), elsewhere: None }
    }

    /// Answers with a short plain text.
    #[must_use]
    pub fn plain(status: u16, text: &str) -> Self {
        Self::made(status, "text/plain; charset=utf-8", format!("{text}\n"))
    }

    /// Sends the reader on to an address relative to the one that was asked for.
    #[must_use]
    pub fn elsewhere(address: String) -> Self {
        Self { elsewhere: Some(address), ..Self::plain(302, "") }
    }

    /// Makes the response of it.
    pub(super) fn respond<B>(self, body: impl FnOnce(Shared) -> B) -> Response<B> {
        let mut response = Response::new(body(Shared::from_owner(self.bytes)));
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        protect(headers);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        // What is no header value was made of no address of ours.
        if let Some(Ok(address)) = self.elsewhere.map(HeaderValue::try_from) {
            headers.insert(header::LOCATION, address);
        }
        if self.status == 405 {
            headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        }
        response
    }
}

/// Sets what every answer carries: nobody else may read, frame, guess at or keep it.
pub(super) fn protect(headers: &mut HeaderMap) {
    const ALWAYS: [(HeaderName, &str); 7] = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'none'"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// Returns the media type of a file by its ending.
fn kind(path: &FilePath) -> &'static str {
    const KINDS: [(&str, &str); 26] = [
        ("html", "text/html; charset=utf-8"),
        ("css", "text/css; charset=utf-8"),
        ("js", "text/javascript; charset=utf-8"),
        ("json", "application/json"),
        ("txt", "text/plain; charset=utf-8"),
        ("csv", "text/csv; charset=utf-8"),
        ("xml", "application/xml"),
        ("ics", "text/calendar; charset=utf-8"),
        ("svg", "image/svg+xml"),
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
        ("jpeg", "image/jpeg"),
        ("webp", "image/webp"),
        ("ico", "image/x-icon"),
        ("pdf", "application/pdf"),
        ("doc", "application/msword"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xls", "application/vnd.ms-excel"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("odt", "application/vnd.oasis.opendocument.text"),
        ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
        ("rtf", "application/rtf"),
        ("mp3", "audio/mpeg"),
        ("m4a", "audio/mp4"),
        ("ogg", "audio/ogg"),
        ("wav", "audio/wav"),
    ];
    let ending = path.extension().unwrap_or_default().to_lowercase();
    let known = KINDS.iter().find(|(word, _)| *word == ending);
    known.map_or("application/octet-stream", |(_, kind)| kind)
}
