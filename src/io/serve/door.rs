//! Who may come in: asked for before anything is looked up.
//!
//! A page of somebody else's in the official's browser can send requests here, and with a name of its
//! own that points to this machine (DNS rebinding) it also controls `Host` and `Origin`. So the host
//! must be one of a few known ones, whatever the origin says; the origin must be the same; and what
//! is more than a page asks for the token of the run.

use std::net::SocketAddr;

use hyper::header::{self, HeaderMap};
use hyper::http::request::Parts;
use hyper::{Method, Version};

use super::answer::Answer;
use super::path;
use crate::files::FilePath;

/// The folder of the tools; no id of a guide looks like it.
pub const TOOLS: &str = "/~/";

/// One way in, and what is asked of those who use it.
#[derive(Clone, Debug)]
pub(super) struct Door {
    hosts: Vec<String>,
    /// Whether pages too stand below the token.
    closed: bool,
}

/// What somebody who may come in asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// A file of the site.
    File(FilePath),
    /// What can be no file.
    Nothing,
    /// A tool of the preview.
    Tool(String, Vec<(String, String)>),
    /// News of a page.
    News(FilePath),
}

impl Door {
    /// The door for browsers on this machine.
    pub(super) fn of_this_machine(port: u16) -> Self {
        let names = ["localhost", "127.0.0.1", "[::1]"];
        let mut hosts: Vec<String> = names.iter().map(|name| format!("{name}:{port}")).collect();
        if port == 80 {
            hosts.extend(names.map(str::to_owned));
        }
        Self { hosts, closed: false }
    }

    /// The door for others in the local network.
    pub(super) fn of_network(address: SocketAddr) -> Self {
        Self { hosts: vec![address.to_string()], closed: true }
    }

    /// Returns what is asked for.
    ///
    /// # Errors
    /// The answer to those who may not come in.
    pub(super) fn ask(&self, request: &Parts, token: &str) -> Result<Asked, Answer> {
        if ![Method::GET, Method::HEAD].contains(&request.method) {
            return Err(Answer::plain(405, "GET, HEAD"));
        }
        if has_body(&request.headers) {
            return Err(Answer::plain(413, "no body"));
        }
        // A proxy's form of a request names a host of its own.
        let (Some(target), None) = (request.uri.path_and_query(), request.uri.authority()) else {
            return Err(Answer::plain(400, "bad target"));
        };
        if request.version > Version::HTTP_11 {
            return Err(Answer::plain(505, "HTTP/1.1"));
        }
        let host = self.host(&request.headers)?;
        same_origin(&request.headers, host)?;
        self.sort(target.path(), target.query().unwrap_or_default(), token)
    }

    fn host(&self, headers: &HeaderMap) -> Result<&str, Answer> {
        let host = only(headers, header::HOST.as_str()).map_err(|()| bad_host())?;
        let known = self.hosts.iter().find(|known| Some(known.as_str()) == host);
        known.map(String::as_str).ok_or_else(bad_host)
    }

    /// Sorts pages from tools.
    fn sort(&self, path: &str, query: &str, token: &str) -> Result<Asked, Answer> {
        if let Some(rest) = path.strip_prefix(TOOLS) {
            let (shown, name) = rest.split_once('/').unwrap_or((rest, ""));
            if !is_same(shown, token) {
                return Err(Answer::plain(403, "token"));
            }
            let query = path::query(query);
            if name != "news" {
                return Ok(Asked::Tool(name.to_owned(), query));
            }
            let page = query.iter().find(|(name, _)| name == "page");
            let page = page.and_then(|(_, page)| path::file(self.below(page, token)?));
            return Ok(page.map_or(Asked::Nothing, Asked::News));
        }
        let Some(below) = self.below(path, token) else {
            return Err(Answer::plain(403, "token"));
        };
        Ok(path::file(below).map_or(Asked::Nothing, Asked::File))
    }

    /// Takes the token from the front of a path, where it must be there.
    fn below<'p>(&self, path: &'p str, token: &str) -> Option<&'p str> {
        if !self.closed {
            return Some(path);
        }
        let (shown, _) = path.strip_prefix('/')?.split_once('/')?;
        is_same(shown, token).then(|| &path[shown.len() + 1..])
    }
}

fn bad_host() -> Answer {
    Answer::plain(421, "unknown host")
}

/// Compares a token in the same time whatever is right of it.
fn is_same(shown: &str, token: &str) -> bool {
    let differs = shown.bytes().zip(token.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    shown.len() == token.len() && differs == 0
}

/// Refuses what a page of another origin asks for.
fn same_origin(headers: &HeaderMap, host: &str) -> Result<(), Answer> {
    let refused = || Answer::plain(403, "another site");
    let origin = only(headers, header::ORIGIN.as_str()).map_err(|()| refused())?;
    if origin.is_some_and(|origin| origin.strip_prefix("http://") != Some(host)) {
        return Err(refused());
    }
    // "none" is a person who typed, scanned or opened the address (Fetch Metadata §2.4).
    let site = only(headers, "sec-fetch-site").map_err(|()| refused())?;
    if site.is_some_and(|site| !["same-origin", "none"].contains(&site)) {
        return Err(refused());
    }
    Ok(())
}

/// Returns the only header of a name; nothing without one.
fn only<'h>(headers: &'h HeaderMap, name: &str) -> Result<Option<&'h str>, ()> {
    let mut all = headers.get_all(name).iter();
    let Some(first) = all.next() else { return Ok(None) };
    if all.next().is_some() {
        return Err(());
    }
    first.to_str().map(Some).map_err(|_| ())
}

fn has_body(headers: &HeaderMap) -> bool {
    let long = headers.get(header::CONTENT_LENGTH).is_some_and(|length| length != "0");
    long || headers.contains_key(header::TRANSFER_ENCODING) || headers.contains_key(header::UPGRADE)
}

#[cfg(test)]
mod tests {
    use hyper::Request;

    use super::*;

    const TOKEN: &str = "0123456789abcdef0123456789abcdef";

    fn ask(door: &Door, host: &str, target: &str) -> Result<Asked, u16> {
        let request = Request::builder().uri(target).header(header::HOST, host).body(());
        let (parts, ()) = request.expect("a request").into_parts();
        door.ask(&parts, TOKEN).map_err(|answer| answer.status)
    }

    #[test]
    fn from_the_network_everything_stands_below_the_token() {
        let door = Door::of_network(SocketAddr::from(([192, 168, 1, 7], 4000)));
        let host = "192.168.1.7:4000";
        let index = FilePath::known("index.html");
        let with = |rest: &str| format!("/{TOKEN}{rest}");
        assert_eq!(ask(&door, host, &with("/")), Ok(Asked::File(index.clone())));
        assert_eq!(ask(&door, host, &with("/../")), Ok(Asked::Nothing));
        for bad in
            ["/", "/index.html", "/posters/", "/0/", "//", &with(""), &with("0/"), "/~/0/news"]
        {
            assert_eq!(ask(&door, host, bad), Err(403), "{bad}");
        }
        // The names of this machine are no names there.
        for bad in ["localhost:4000", "127.0.0.1:4000", "192.168.1.7", "192.168.1.7:80"] {
            assert_eq!(ask(&door, bad, &with("/")), Err(421), "{bad}");
        }
        let news = format!("{TOOLS}{TOKEN}/news?page=%2F{TOKEN}%2F");
        assert_eq!(ask(&door, host, &news), Ok(Asked::News(index)));
    }

    #[test]
    fn a_token_is_compared_whole() {
        assert!(is_same(TOKEN, TOKEN));
        for wrong in ["", "0", &TOKEN[1..], &format!("{TOKEN}0"), &TOKEN.replace('f', "e")] {
            assert!(!is_same(wrong, TOKEN), "{wrong}");
        }
    }
}
