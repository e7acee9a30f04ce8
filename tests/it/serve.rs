//! `tracuu serve`, asked over its socket: what it shows, what it refuses, and what it does after a save.

mod ends;
mod hostile;
mod saves;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, ChildStdout, Stdio};
use std::time::Duration;

use super::project::{Folder, build, pages, site, undigested};

/// A page of the site that the tests serve.
const PAGE: &str = "content/pages/gioi-thieu.md";

/// Nothing that is waited for takes as long.
const PATIENCE: Duration = Duration::from_mins(2);

/// The real binary, serving a folder.
struct Served {
    folder: Folder,
    child: Child,
    port: u16,
    said: BufReader<ChildStdout>,
    told: BufReader<ChildStderr>,
}

impl Served {
    fn new(name: &str) -> Self {
        Self::of(Folder::with_site(name), &["--port", "0"])
    }

    /// Serves a folder.
    fn of(folder: Folder, words: &[&str]) -> Self {
        let mut command = folder.command(&["serve", "--today", "2026-11-22"]);
        command.args(words).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary runs");
        let mut said = BufReader::new(child.stdout.take().expect("it is piped"));
        let told = BufReader::new(child.stderr.take().expect("it is piped"));
        let mut line = String::new();
        said.read_line(&mut line).expect("it says where");
        let port = line.split("localhost:").nth(1).and_then(|rest| rest.split('/').next());
        let port = port.and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("no address in {line:?}"));
        Self { folder, child, port, said, told }
    }

    fn host(&self) -> String {
        format!("localhost:{}", self.port)
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket has it");
        stream
    }

    /// Sends bytes and reads all that is answered.
    fn send(&self, bytes: &[u8]) -> Reply {
        let mut stream = self.connect();
        // It may refuse before everything is sent.
        let _ = stream.write_all(bytes);
        let mut reply = Vec::new();
        let _ = stream.read_to_end(&mut reply);
        Reply::of(&reply)
    }

    /// Asks for a path with further head lines.
    fn ask(&self, method: &str, path: &str, lines: &[&str]) -> Reply {
        let host = format!("Host: {}", self.host());
        let named = |line: &&&str| line.to_lowercase().starts_with("host:");
        let host = if lines.iter().any(|line| named(&line)) { None } else { Some(host.as_str()) };
        let lines: Vec<&str> = host.into_iter().chain(lines.iter().copied()).collect();
        let head = lines.join("\r\n");
        self.send(
            format!("{method} {path} HTTP/1.1\r\n{head}\r\nConnection: close\r\n\r\n").as_bytes(),
        )
    }

    fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &[])
    }

    /// The address of the tools, as a page names it.
    fn tools(&self) -> String {
        let page = self.get("/").text();
        let (_, rest) = page.split_once("src=\"/~/").expect("the script is on the page");
        format!("/~/{}/", rest.split('/').next().expect("a token"))
    }

    /// Waits for news of a page.
    fn news(&self, path: &str) -> News {
        let mut stream = self.connect();
        let tools = self.tools();
        let head = format!("GET {tools}news?page={path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host());
        stream.write_all(head.as_bytes()).expect("it listens");
        News { lines: BufReader::new(stream) }
    }

    /// Reads what it says on the terminal, up to a line with these words.
    fn told_until(&mut self, words: &str) -> String {
        let mut all = String::new();
        while !all.contains(words) {
            let read = self.told.read_line(&mut all).expect("it says something");
            assert!(read > 0, "it ended after {all:?}");
        }
        all
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// News of a page as they come.
struct News {
    lines: BufReader<TcpStream>,
}

impl News {
    /// Waits for the next.
    fn next(&mut self) -> serde_json::Value {
        loop {
            let mut line = String::new();
            let read = self.lines.read_line(&mut line).expect("news come");
            assert!(read > 0, "the news ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).expect("it is JSON");
            }
        }
    }

    /// Waits until the page is another one.
    fn until_changed(&mut self, from: &serde_json::Value) -> serde_json::Value {
        loop {
            let next = self.next();
            if next["mark"] != from["mark"] {
                return next;
            }
        }
    }
}

/// What was answered.
struct Reply {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Reply {
    /// Takes an answer apart; status 0 when the connection was closed without one.
    fn of(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let (head, body) = end.map_or((bytes, &[][..]), |end| (&bytes[..end], &bytes[end + 4..]));
        let head = String::from_utf8_lossy(head).to_lowercase();
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or(0);
        Self { status, head, body: body.to_vec() }
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Takes out what only the served copy has.
fn undressed(page: &str) -> String {
    let (before, rest) = page.split_once("<script defer src=\"/~/").expect("it is dressed");
    let (_, after) = rest.split_once("</script>").expect("a script ends");
    let page = format!("{before}{after}");
    // A fragment to paste has no policy.
    page.replacen("' 'self'; script-src", "'; script-src", 1)
}

#[test]
fn pages_are_those_of_a_build_but_for_the_script_of_the_preview() {
    let folder = Folder::with_site("serve-pages");
    let served = Served::of(folder, &["--port", "0", "--no-drafts"]);
    let built = build(&site("every-key"));
    for (path, bytes) in pages(&built).iter() {
        let asked = path.as_str().strip_suffix("index.html").unwrap_or(path.as_str());
        let reply = served.get(&format!("/{asked}"));
        let status = match path.as_str() {
            // What would keep pages for when there is no network stands in the way of a preview.
            "sw.js" | "offline.bin" => 404,
            _ => 200,
        };
        assert_eq!(reply.status, status, "{path}");
        if status == 200 && path.extension() == Some("html") {
            let text = String::from_utf8_lossy(bytes);
            let shown = undressed(&reply.text());
            assert!(undigested(shown.as_bytes()) == undigested(text.as_bytes()), "{path} differs");
        } else if status == 200 {
            assert!(undigested(&reply.body) == undigested(bytes), "{path} differs");
        }
    }
    assert_eq!(served.get("/khong-co/").status, 404);
    let folder = served.get("/gioi-thieu");
    assert_eq!(folder.status, 302);
    assert!(folder.head.contains("location: ./gioi-thieu/"), "{}", folder.head);
    let head = served.ask("HEAD", "/gioi-thieu/", &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn drafts_are_shown_and_nothing_is_written() {
    let served = Served::new("serve-drafts");
    let before = served.folder.tree("");
    assert_eq!(served.get("/ban-nhap/").status, 200);
    assert!(served.get("/posters/index.html").text().contains("href=\""));
    assert!(served.folder.tree("") == before);
}

#[test]
fn posters_are_drawn_when_somebody_looks() {
    let served = Served::new("serve-posters");
    let index = served.get("/posters/index.html").text();
    let hall = index.split("href=\"").nth(3).and_then(|rest| rest.split('"').next());
    let hall = hall.expect("a hall is listed").to_owned();
    let page = served.get(&format!("/posters/{hall}")).text();
    let svg = page
        .split("href=\"")
        .find_map(|rest| rest.split('"').next().filter(|h| h.contains(".svg")));
    let svg = svg.unwrap_or_else(|| panic!("no sheet in {page}"));
    let sheet = served.get(&format!("/posters/{svg}"));
    assert_eq!(sheet.status, 200);
    assert!(sheet.head.contains("content-type: image/svg+xml"), "{}", sheet.head);
    assert!(sheet.text().contains("<svg"));
    let thumb = svg.replace(".svg", ".thumb.png");
    assert!(served.get(&format!("/posters/{thumb}")).body.starts_with(b"\x89PNG"));
    assert_eq!(served.get("/posters/khong-co/board-1.svg").status, 404);
}

#[test]
fn a_taken_port_is_said_and_another_one_found() {
    let first = Served::new("serve-port");
    let folder = Folder::with_site("serve-port-2");
    let port = first.port.to_string();
    let mut second = Served::of(folder, &["--port", &port]);
    assert_ne!(second.port, first.port);
    let told = second.told_until("\n");
    assert!(told.contains(&format!("Cổng {port} đang có chương trình khác dùng")), "{told}");
    assert_eq!(second.get("/").status, 200);
}
