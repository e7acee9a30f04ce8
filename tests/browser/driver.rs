//! A Chromium of its own for each test, spoken to by `WebDriver` (W3C) and the `DevTools` protocol.
//!
//! ```text
//! let browser = Browser::phone();              // 360 × 740; also small() 320 × 640, desktop()
//! browser.open(&server.url("9/?41"));          // waits for `load`; try_open gives the error
//! browser.script("return document.title");     // -> Value; script_async calls arguments[0](v)
//! browser.wait_for("return !!window.ready");   // until it is true, ten seconds at most
//! browser.click("#copy");                      // a real click; keys("#q", "khai sinh") types
//! browser.press(key::ENTER);                   // to whatever has the focus
//! browser.before_each_page("window.x = 1");    // runs before the scripts of every later page
//! browser.clock("2026-02-17T08:00:00+07:00");  // the pages' `Date` says this and then runs on
//! browser.zone("America/New_York");            // the phone's time zone
//! browser.without_script();                    // later pages run no script
//! browser.save_data();                         // later pages see `connection.saveData`
//! browser.print();                             // -> the bytes of a PDF, A4
//! browser.cdp("Emulation.…", json!({}));       // anything else
//! browser.errors();                            // what the console called an error since last time
//! ```
//!
//! A dialog that a page opens fails the test: at the next command, at the latest when the browser
//! is dropped.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Keys without a letter, as `WebDriver` numbers them (W3C, §17.4.2).
#[expect(dead_code, reason = "a key stands here before a test presses it")]
pub(crate) mod key {
    pub(crate) const TAB: &str = "\u{E004}";
    pub(crate) const ENTER: &str = "\u{E007}";
    pub(crate) const ESCAPE: &str = "\u{E00C}";
    pub(crate) const SPACE: &str = "\u{E00D}";
    pub(crate) const HOME: &str = "\u{E011}";
    pub(crate) const END: &str = "\u{E010}";
    pub(crate) const UP: &str = "\u{E013}";
    pub(crate) const DOWN: &str = "\u{E015}";
}

const ARGUMENTS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/// A Chromium of its own, with nothing remembered; it ends when it is dropped.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    session: String,
    profile: PathBuf,
}

impl Browser {
    /// Starts a cheap phone, 360 px wide.
    pub(crate) fn phone() -> Self {
        Self::start(Some((360, 740)))
    }

    /// Starts the smallest phone, 320 px wide.
    pub(crate) fn small() -> Self {
        Self::start(Some((320, 640)))
    }

    /// Starts a computer with a mouse and a keyboard, 1280 px wide.
    pub(crate) fn desktop() -> Self {
        Self::start(None)
    }

    fn start(phone: Option<(u32, u32)>) -> Self {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        let (driver, port) = driver();
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let profile =
            std::env::temp_dir().join(format!("tracuu-chromium-{}-{number}", std::process::id()));
        let mut browser = Self { driver, port, session: String::new(), profile };
        let mut arguments: Vec<_> = ARGUMENTS.iter().map(|&argument| argument.to_owned()).collect();
        arguments.push(format!("--user-data-dir={}", browser.profile.display()));
        let mut options = json!({});
        if let Some((width, height)) = phone {
            let metrics = json!({"width": width, "height": height, "pixelRatio": 2.0});
            options["mobileEmulation"] = json!({"deviceMetrics": metrics});
        } else {
            arguments.push("--window-size=1280,900".to_owned());
        }
        options["args"] = json!(arguments);
        let always = json!({
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL"},
            "unhandledPromptBehavior": "dismiss and notify",
        });
        let wanted = json!({"capabilities": {"alwaysMatch": always}});
        let answer = browser.ask("POST", "/session", &wanted).expect("Chromium starts");
        let session = answer["sessionId"].as_str().unwrap_or_else(|| panic!("a session: {answer}"));
        browser.session = format!("/session/{session}");
        browser
    }

    /// Opens an address and waits until the page is loaded.
    pub(crate) fn open(&self, url: &str) {
        self.try_open(url).unwrap_or_else(|error| panic!("{url} opens: {error}"));
    }

    /// Opens an address; what Chromium says when nothing answers, such as `net::ERR_…`.
    pub(crate) fn try_open(&self, url: &str) -> Result<(), String> {
        self.try_command("url", &json!({"url": url})).map(|_| ())
    }

    /// Loads the page again, as a citizen does by pulling it down.
    pub(crate) fn reload(&self) {
        self.command("refresh", &json!({}));
    }

    /// Runs the body of a function in the page and returns what it returns.
    pub(crate) fn script(&self, script: &str) -> Value {
        self.command("execute/sync", &json!({"script": script, "args": []}))
    }

    /// Runs the body of a function in the page and returns what it hands to `arguments[0]`.
    pub(crate) fn script_async(&self, script: &str) -> Value {
        self.command("execute/async", &json!({"script": script, "args": []}))
    }

    /// Waits until the body of a function returns true; fails after ten seconds.
    pub(crate) fn wait_for(&self, script: &str) {
        let began = Instant::now();
        while self.script(script) != true {
            assert!(began.elapsed() < Duration::from_secs(10), "never true: {script}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Presses the first element of a CSS selector.
    pub(crate) fn click(&self, selector: &str) {
        let element = self.element(selector);
        self.command(&format!("element/{element}/click"), &json!({}));
    }

    /// Types into the first element of a CSS selector.
    pub(crate) fn keys(&self, selector: &str, text: &str) {
        let element = self.element(selector);
        self.command(&format!("element/{element}/value"), &json!({"text": text}));
    }

    /// Presses keys (see [`key`]) one after the other, wherever the focus is.
    pub(crate) fn press(&self, keys: &str) {
        let strokes = keys.chars().flat_map(|key| {
            let key = key.to_string();
            [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})]
        });
        let strokes: Vec<_> = strokes.collect();
        let board = json!({"type": "key", "id": "board", "actions": strokes});
        self.command("actions", &json!({"actions": [board]}));
    }

    fn element(&self, selector: &str) -> String {
        let body = json!({"using": "css selector", "value": selector});
        let found = self.command("element", &body);
        // The key that marks an element reference (W3C WebDriver §12.2).
        let id = found["element-6066-11e4-a52e-4f735466cecf"].as_str();
        id.unwrap_or_else(|| panic!("{selector}: {found}")).to_owned()
    }

    /// Sends a command of the `DevTools` protocol.
    pub(crate) fn cdp(&self, command: &str, parameters: &Value) -> Value {
        self.command("goog/cdp/execute", &json!({"cmd": command, "params": parameters}))
    }

    /// Runs a script before those of every page that is opened from now on.
    pub(crate) fn before_each_page(&self, script: &str) {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({"source": script}));
    }

    /// Sets the clock of later pages (RFC 3339); it runs on from there.
    pub(crate) fn clock(&self, now: &str) {
        self.before_each_page(&format!(
            "{{ const Real = Date; const shift = Real.parse('{now}') - Real.now(); \
             window.Date = class extends Real {{ \
             constructor(...given) {{ given.length ? super(...given) : super(Real.now() + shift); }} \
             static now() {{ return Real.now() + shift; }} }}; }}"
        ));
    }

    /// Sets the time zone of the phone, by its IANA name.
    pub(crate) fn zone(&self, name: &str) {
        self.cdp("Emulation.setTimezoneOverride", &json!({"timezoneId": name}));
    }

    /// Lets no page run a script from now on.
    pub(crate) fn without_script(&self) {
        self.cdp("Emulation.setScriptExecutionDisabled", &json!({"value": true}));
    }

    /// Says to later pages that the citizen saves data.
    pub(crate) fn save_data(&self) {
        self.before_each_page(
            "Object.defineProperty(navigator, 'connection', \
             { value: { saveData: true, effectiveType: '3g' } });",
        );
    }

    /// Prints the page on A4 and returns the PDF.
    pub(crate) fn print(&self) -> Vec<u8> {
        let page = json!({"width": 21.0, "height": 29.7});
        let answer = self.command("print", &json!({"page": page, "shrinkToFit": false}));
        from_base64(answer.as_str().expect("a PDF is text in base64"))
    }

    /// Returns what the console called an error since this was last asked.
    pub(crate) fn errors(&self) -> Vec<String> {
        let entries = self.command("se/log", &json!({"type": "browser"}));
        let entries = entries.as_array().expect("the log is a list");
        let severe = entries.iter().filter(|entry| entry["level"] == "SEVERE");
        severe.map(|entry| entry["message"].to_string()).collect()
    }

    fn command(&self, name: &str, body: &Value) -> Value {
        self.try_command(name, body).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn try_command(&self, name: &str, body: &Value) -> Result<Value, String> {
        self.ask("POST", &format!("{}/{name}", self.session), body)
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
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
        let mut answer: Value =
            serde_json::from_slice(&read_body(stream)).expect("the body is JSON");
        if answer["value"]["error"].is_string() {
            return Err(answer["value"]["message"].to_string());
        }
        Ok(answer["value"].take())
    }
}

/// Starts chromedriver and returns the port that it chose.
fn driver() -> (Child, u16) {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .spawn()
        .expect("chromedriver runs");
    let said = driver.stdout.take().expect("it is piped");
    let mut lines = BufReader::new(said).lines().map_while(Result::ok);
    let port = lines.find_map(|line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    });
    // It goes on talking, and would stop at a full pipe.
    std::thread::spawn(move || lines.for_each(drop));
    (driver, port.expect("chromedriver says its port"))
}

/// Reads an answer's body by its `Content-Length`: the driver keeps the connection open.
fn read_body(stream: TcpStream) -> Vec<u8> {
    stream.set_read_timeout(Some(Duration::from_mins(2))).expect("a time is set");
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

fn from_base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for letter in text.bytes() {
        let Some(value) = LETTERS.iter().position(|&known| known == letter) else { break };
        held = (held << 6) | u32::try_from(value).expect("there are 64");
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(((held >> bits) & 0xff) as u8);
        }
    }
    bytes
}

impl Drop for Browser {
    fn drop(&mut self) {
        let mut dialog = Err(String::new());
        if !self.session.is_empty() && !std::thread::panicking() {
            dialog = self.ask("GET", &format!("{}/alert/text", self.session), &json!({}));
        }
        if !self.session.is_empty()
            && let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port))
            && write!(stream, "DELETE {} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", self.session).is_ok()
        {
            read_body(stream);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
        if let Ok(text) = dialog {
            panic!("the page opened a dialog: {text}");
        }
    }
}
