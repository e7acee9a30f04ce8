//! How soon a save is seen and what it costs: `cargo bench --bench serve` (Linux).
//!
//! Communes of 40, 405 and 4,000 procedures are served by `tracuu serve` and, where a `hugo` binary is
//! found, the same Markdown files by `hugo server` with templates that print the same keys. A line is
//! added to one procedure; the time runs until its page has it over HTTP. Beside it the CPU seconds
//! of the server for a change, when nobody asks but once. `-- 405` runs one size alone.

#![expect(clippy::print_stdout, reason = "a bench tells its figures")]

mod commune;

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Clock ticks to a second (`proc(5)`).
const TICKS: f64 = 100.0;

/// How many saves are measured.
const SAVES: usize = 20;

/// The procedure that is saved, and its page.
const FILE: &str = "content/procedures/ho-tich/dang-ky-ket-hon.md";
const PAGE: &str = "/dang-ky-ket-hon/";

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![40, 405, 4_000] } else { asked };
    println!("procedures  server   save to new bytes, ms: median, most   CPU s a change   MB");
    for size in sizes {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-serve-{size}"));
        let _ = fs::remove_dir_all(&root);
        for (path, bytes) in commune::commune(size, 3).iter() {
            write(&root.join("tracuu").join(path.as_str()), bytes);
        }
        tell(size, "tracuu", &tracuu(&root.join("tracuu")), &root.join("tracuu").join(FILE), PAGE);
        if let Some(server) = hugo(&root.join("hugo"), &root.join("tracuu")) {
            let file = root.join("hugo").join(FILE);
            tell(size, "hugo", &server, &file, &format!("/procedures/ho-tich{PAGE}"));
        }
        fs::remove_dir_all(&root).expect("the bench's own folder can be removed");
    }
}

/// A server that was started, and its port.
struct Server(Child, u16);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Builds once, so that numbers are minted as in a commune that works with it, then serves.
fn tracuu(root: &Path) -> Server {
    let mut build = Command::new(env!("CARGO_BIN_EXE_tracuu"));
    build.arg("--root").arg(root).args(["build", "--posters", "none"]);
    assert!(quiet(&mut build).status().expect("it runs").success(), "the commune can be built");
    let port = free_port();
    let mut command = Command::new(env!("CARGO_BIN_EXE_tracuu"));
    command.arg("--root").arg(root).args(["serve", "--port", &port.to_string()]);
    Server(quiet(&mut command).spawn().expect("it runs"), port)
}

/// Starts Hugo on the same procedures; nothing without it.
fn hugo(root: &Path, original: &Path) -> Option<Server> {
    Command::new("hugo").arg("version").stdout(Stdio::null()).status().ok()?;
    copy(&original.join("content/procedures"), &root.join("content/procedures"));
    write(&root.join("config.toml"), b"baseURL = \"http://localhost/\"\ntitle = \"Xa\"\n");
    let single = "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title></head><body>
<h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p>{{ with .Params.fee }}<p>{{ . }}</p>{{ end }}{{ with .Params.time }}<p>{{ . }}</p>{{ end }}
<ul>{{ range .Params.documents }}<li>{{ . }}</li>{{ end }}</ul>
<ol>{{ range .Params.steps }}<li>{{ . }}</li>{{ end }}</ol>
<ul>{{ range .Params.legal }}<li>{{ . }}</li>{{ end }}</ul>{{ .Content }}</body></html>\n";
    let list = "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title></head><body>
<ul>{{ range .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul></body></html>\n";
    write(&root.join("layouts/_default/single.html"), single.as_bytes());
    write(&root.join("layouts/_default/list.html"), list.as_bytes());
    write(
        &root.join("layouts/index.html"),
        list.replace(".Pages", ".Site.RegularPages").as_bytes(),
    );
    let port = free_port();
    let mut command = Command::new("hugo");
    command.arg("server").arg("--source").arg(root).args(["--port", &port.to_string()]);
    Some(Server(quiet(&mut command).spawn().ok()?, port))
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
}

/// Saves and waits, then saves and asks once; tells both.
fn tell(size: usize, name: &str, server: &Server, file: &Path, page: &str) {
    let text = fs::read_to_string(file).expect("the example has it");
    wait(server, page, "<html");
    sleep(Duration::from_secs(2));
    let mut taken = Vec::new();
    for count in 0..SAVES {
        let words = format!("Lần thứ {count} lưu tệp này");
        let begin = Instant::now();
        write(file, format!("{text}\n{words}.\n").as_bytes());
        wait(server, page, &words);
        taken.push(begin.elapsed().as_secs_f64() * 1000.0);
        sleep(Duration::from_millis(400));
    }
    taken.sort_by(f64::total_cmp);
    let before = cpu(&server.0);
    for count in 0..SAVES / 2 {
        let words = format!("Lần {count} không ai hỏi");
        write(file, format!("{text}\n{words}.\n").as_bytes());
        sleep(Duration::from_millis(1500));
        wait(server, page, &words);
    }
    let spent = (cpu(&server.0) - before) / (SAVES / 2) as f64;
    write(file, text.as_bytes());
    println!(
        "{size:>10}  {name:<6}  {:>25.0} {:>13.0} {spent:>16.3} {:>6.0}",
        taken[SAVES / 2],
        taken[SAVES - 1],
        memory(&server.0)
    );
}

/// Asks for a page until it has some words.
fn wait(server: &Server, page: &str, words: &str) {
    let until = Instant::now() + Duration::from_mins(2);
    while !get(server.1, page).is_some_and(|text| text.contains(words)) {
        assert!(Instant::now() < until, "{page} never had {words}");
        sleep(Duration::from_millis(3));
    }
}

fn get(port: u16, page: &str) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    let head =
        format!("GET {page} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).ok()?;
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).ok()?;
    Some(String::from_utf8_lossy(&reply).into_owned())
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it is bound").port()
}

/// CPU seconds that a running process has spent, user and system (`proc(5)`).
fn cpu(child: &Child) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{}/stat", child.id())).expect("it runs");
    let after_name = stat.rsplit(") ").next().expect("the name is in brackets");
    let words: Vec<&str> = after_name.split(' ').collect();
    let ticks = |at: usize| words[at].parse::<f64>().expect("it is a number");
    (ticks(11) + ticks(12)) / TICKS
}

/// The highest memory of a running process, in MB.
fn memory(child: &Child) -> f64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).expect("it runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("writable");
    fs::write(path, bytes).expect("writable");
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("readable") {
        let path = entry.expect("readable").path();
        let target = to.join(path.file_name().expect("it has a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else if !path.to_string_lossy().ends_with(".en.md") {
            write(&target, &fs::read(&path).expect("readable"));
        }
    }
}
