//! Pages in real Chromium, at the width of a cheap phone, opened from the disk.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use super::example::public;

/// A Chromium of its own, spoken to by `WebDriver` (W3C).
struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

impl Browser {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        drop(listener);
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .spawn()
            .expect("chromedriver runs");
        let mut browser = Self { driver, port, session: String::new() };
        let ready = (0..100).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        assert!(ready, "chromedriver listens");
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ];
        let phone = json!({"deviceMetrics": {"width": 360, "height": 740, "pixelRatio": 2.0}});
        let options = json!({"args": arguments, "mobileEmulation": phone});
        let wanted = json!({"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}});
        let answer = browser.ask("POST", "/session", &wanted);
        let session = answer["sessionId"].as_str().unwrap_or_else(|| panic!("a session: {answer}"));
        browser.session = format!("/session/{session}");
        browser
    }

    fn open(&self, page: &str) {
        let url = format!("file://{}/{page}", public().display());
        self.ask("POST", &format!("{}/url", self.session), &json!({"url": url}));
    }

    fn script(&self, script: &str) -> Value {
        let body = json!({"script": script, "args": []});
        self.ask("POST", &format!("{}/execute/sync", self.session), &body)
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = body.to_string();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.port,
            body.len()
        )
        .expect("it reads");
        let body = read_body(stream);
        let answer: Value = serde_json::from_slice(&body).expect("the body is JSON");
        assert!(answer["value"]["error"].is_null(), "{path}: {answer}");
        answer["value"].clone()
    }
}

/// Reads an answer's body by its `Content-Length`: the driver keeps the connection open.
fn read_body(stream: TcpStream) -> Vec<u8> {
    stream.set_read_timeout(Some(Duration::from_mins(1))).expect("a time is set");
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("it answers");
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(number) = line.strip_prefix("content-length:") {
            length = number.trim().parse().expect("a length is a number");
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("it answers whole");
    body
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty()
            && let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port))
            && write!(stream, "DELETE {} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", self.session).is_ok()
        {
            read_body(stream);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Pages of every kind, as a citizen meets them.
const PAGES: [&str; 7] = [
    "index.html",
    "dang-ky-khai-sinh/index.html",
    "chung-thuc-ban-sao-tu-ban-chinh/index.html",
    "dang-ky-thuong-tru/index.html",
    "ho-tich/index.html",
    "ngay-thu-sau-khong-cho/index.html",
    "en/index.html",
];

#[test]
fn pages_fit_a_phone_and_are_readable_from_the_disk() {
    let browser = Browser::start();
    for page in PAGES {
        browser.open(page);
        let seen = browser.script(
            "const s = getComputedStyle(document.body); return { \
             wide: document.documentElement.scrollWidth, type: parseFloat(s.fontSize), \
             h1: document.querySelectorAll('h1').length, lang: document.documentElement.lang, \
             outside: [...document.querySelectorAll('script[src],link[rel=stylesheet],img,iframe')].length, \
             example: document.body.innerText.toLowerCase().includes('ví dụ') || document.body.innerText.toLowerCase().includes('example') }",
        );
        assert!(seen["wide"].as_f64() <= Some(360.0), "{page} is {} px wide", seen["wide"]);
        assert!(seen["type"].as_f64() >= Some(18.0), "{page}: {} px type", seen["type"]);
        assert_eq!(seen["h1"], 1, "{page}");
        assert_eq!(seen["outside"], 0, "{page} asks for other files");
        assert_eq!(seen["example"], true, "{page} does not say that it is an example");
        let lang = if page.starts_with("en/") { "en" } else { "vi" };
        assert_eq!(seen["lang"], lang, "{page}");
    }
}

#[test]
fn what_can_be_pressed_is_large_enough_for_a_thumb() {
    let browser = Browser::start();
    browser.open("dang-ky-khai-sinh/index.html");
    let small = browser.script(
        "return [...document.querySelectorAll('input,button,summary,a.button,nav a')]\
         .map(e => { const b = (e.closest('label') || e).getBoundingClientRect(); return [e.outerHTML.slice(0, 80), b.height]; })\
         .filter(([, h]) => h > 0 && h < 44)",
    );
    assert_eq!(small, json!([]));
}
