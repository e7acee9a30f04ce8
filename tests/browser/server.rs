//! A small web server, as cheap hosting is: static files, a sub-folder, and every fault of a
//! village's network on demand.
//!
//! ```text
//! let server = Server::start(folder, "/tthc/");   // 127.0.0.1, a free port
//! server.url("9/?41");                            // http://127.0.0.1:…/tthc/9/?41
//! server.stop(); server.again();                  // the same port answers again
//! server.swap(other_folder);                      // a new version of the site
//! server.set(|faults| faults.delay = Duration::from_secs(5));
//! server.set(|faults| *faults = Faults::default());
//! server.seen();                                  // the paths asked for, such as "9/?41"
//! ```
//!
//! Every answer may be kept for ten minutes (`max-age=600`), as hosting often says without asking.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

/// What is wrong with the network at present; by default nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults {
    /// How long every answer takes.
    pub(crate) delay: Duration,
    /// A file, by its path, of which only so many bytes come, and the server says that this is all.
    pub(crate) cut: Option<(String, usize)>,
    /// A file, by its path, whose connection breaks after so many bytes.
    pub(crate) torn: Option<(String, usize)>,
    /// What answers every request with 200: the sign-in page of somebody's wifi.
    pub(crate) portal: Option<String>,
    /// Whether texts are sent gzipped.
    pub(crate) gzip: bool,
}

struct State {
    folder: PathBuf,
    faults: Faults,
    seen: Vec<String>,
}

/// A server over a folder; it ends when it is dropped.
pub(crate) struct Server {
    base: String,
    port: u16,
    state: Arc<Mutex<State>>,
    running: Mutex<Option<(Arc<AtomicBool>, JoinHandle<()>)>>,
}

impl Server {
    /// Serves a folder below a base path, which begins and ends with `/`.
    pub(crate) fn start(folder: &Path, base: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let state =
            State { folder: folder.to_owned(), faults: Faults::default(), seen: Vec::new() };
        let server = Self {
            base: base.to_owned(),
            port,
            state: Arc::new(Mutex::new(state)),
            running: Mutex::default(),
        };
        server.listen(listener);
        server
    }

    /// Returns the address of a path below the base.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{}{path}", self.port, self.base)
    }

    /// Stops answering: every later connection is refused.
    pub(crate) fn stop(&self) {
        let running = self.running.lock().expect("nobody panics with it").take();
        if let Some((stopped, thread)) = running {
            stopped.store(true, Ordering::SeqCst);
            let _ = TcpStream::connect(("127.0.0.1", self.port));
            thread.join().expect("the server ends");
        }
    }

    /// Answers again, on the same port.
    pub(crate) fn again(&self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).expect("the port is still ours");
        self.listen(listener);
    }

    /// Serves another folder from now on: a new version of the site.
    pub(crate) fn swap(&self, folder: &Path) {
        folder.clone_into(&mut self.state().folder);
    }

    /// Changes what is wrong with the network.
    pub(crate) fn set(&self, change: impl FnOnce(&mut Faults)) {
        change(&mut self.state().faults);
    }

    /// Returns every path asked for since this was last called, below the base, with its query.
    pub(crate) fn seen(&self) -> Vec<String> {
        std::mem::take(&mut self.state().seen)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nobody panics with it")
    }

    fn listen(&self, listener: TcpListener) {
        let stopped = Arc::new(AtomicBool::new(false));
        let (stop, state, base) = (stopped.clone(), self.state.clone(), self.base.clone());
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let (state, base) = (state.clone(), base.clone());
                // A phone that hangs up early is no fault of ours.
                std::thread::spawn(move || drop(stream.and_then(|it| answer(&it, &state, &base))));
            }
        });
        *self.running.lock().expect("nobody panics with it") = Some((stopped, thread));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// One answer, before the faults of the network.
struct Answer {
    status: &'static str,
    mime: &'static str,
    /// Where a folder without its `/` really stands.
    location: Option<String>,
    body: Vec<u8>,
}

fn answer(mut stream: &TcpStream, state: &Mutex<State>, base: &str) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    let mut zips = false;
    for line in lines {
        let line = line?.to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        zips |= line.starts_with("accept-encoding:") && line.contains("gzip");
    }
    let Some(target) = request.split(' ').nth(1) else { return Ok(()) };
    let (folder, faults) = {
        let mut state = state.lock().expect("nobody panics with it");
        state.seen.push(target.strip_prefix(base).unwrap_or(target).to_owned());
        (state.folder.clone(), state.faults.clone())
    };
    std::thread::sleep(faults.delay);
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let mut answer = match (&faults.portal, path.strip_prefix(base)) {
        (Some(page), _) => {
            let body = page.clone().into_bytes();
            Answer { status: "200 OK", mime: mime("a.html"), location: None, body }
        }
        (None, Some(below)) => find(&folder, path, below),
        (None, None) => missing(&folder),
    };
    let zip = faults.gzip && zips && (answer.mime.contains("text") || answer.mime.contains("json"));
    if zip {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&answer.body)?;
        answer.body = encoder.finish()?;
    }
    let hit = |fault: &Option<(String, usize)>| {
        let (name, bytes) = fault.as_ref()?;
        (Some(name.as_str()) == path.strip_prefix(base)).then_some(*bytes)
    };
    if let Some(bytes) = hit(&faults.cut) {
        answer.body.truncate(bytes);
    }
    let Answer { status, mime, location, mut body } = answer;
    let location = location.map(|to| format!("Location: {to}\r\n")).unwrap_or_default();
    let zip = if zip { "Content-Encoding: gzip\r\n" } else { "" };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {mime}\r\n{location}{zip}Content-Length: {}\r\n\
         Cache-Control: max-age=600\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if let Some(bytes) = hit(&faults.torn) {
        body.truncate(bytes);
    }
    stream.write_all(&body)
}

fn find(folder: &Path, path: &str, below: &str) -> Answer {
    let file = folder.join(below);
    if below.contains("..") {
        return missing(folder);
    }
    if file.is_dir() && !below.is_empty() && !below.ends_with('/') {
        let location = Some(format!("{path}/"));
        let status = "301 Moved Permanently";
        return Answer { status, mime: mime("a.html"), location, body: Vec::new() };
    }
    let file = if file.is_dir() { file.join("index.html") } else { file };
    let Ok(body) = std::fs::read(&file) else { return missing(folder) };
    Answer { status: "200 OK", mime: mime(&file.to_string_lossy()), location: None, body }
}

fn missing(folder: &Path) -> Answer {
    let body = std::fs::read(folder.join("404.html")).unwrap_or_default();
    Answer { status: "404 Not Found", mime: mime("a.html"), location: None, body }
}

fn mime(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "webp" => "image/webp",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
