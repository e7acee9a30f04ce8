//! A look on a phone in the local network, and how a preview ends.

use std::io::{BufRead, Read, Write};
use std::net::SocketAddr;
use std::process::Command;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use tracuu::files::FilePath;
use tracuu::io::serve::{self, Answer, Source};
use tracuu::io::watch::Stop;

use super::{Reply, Served};
use crate::project::Folder;

/// A source without pages.
struct Nothing;

impl Source for Nothing {
    fn file(&self, _: &FilePath) -> Answer {
        self.nothing()
    }

    fn nothing(&self) -> Answer {
        Answer::plain(404, "404")
    }

    fn tool(&self, _: &str, _: &[(String, String)]) -> Answer {
        self.nothing()
    }

    fn news(&self, _: &FilePath) -> String {
        String::new()
    }
}

/// Asks another address than this machine's own for a path.
fn ask(address: SocketAddr, host: &str, path: &str) -> Reply {
    let mut stream = std::net::TcpStream::connect(address).expect("it listens");
    stream.set_read_timeout(Some(super::PATIENCE)).expect("a socket has it");
    let head = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).expect("it listens");
    let mut reply = Vec::new();
    let _ = stream.read_to_end(&mut reply);
    Reply::of(&reply)
}

#[test]
fn a_phone_in_the_network_needs_the_address_that_is_shown() {
    let folder = Folder::with_site("serve-lan");
    let mut served = Served::of(folder, &["--port", "0", "--lan"]);
    if tracuu::io::serve::own_address().is_none() {
        let told = served.told_until("chưa nối vào mạng nào");
        assert_eq!(served.get("/").status, 200, "{told}");
        return;
    }
    let mut said = String::new();
    served.said.read_line(&mut said).expect("it says where phones can look");
    let shown = said.split("http://").nth(1).expect("an address").trim_end();
    let (host, path) = shown.split_once('/').expect("the token follows");
    let (address, path) = (host.parse().expect("an address"), format!("/{path}"));
    let page = ask(address, host, &path);
    assert_eq!(page.status, 200);
    assert!(page.text().contains("<html"));
    // Neither without the token nor under another name.
    for bad in ["/", "/gioi-thieu/", "/~/", &path.replace(|c: char| c.is_ascii_digit(), "g")] {
        assert_eq!(ask(address, host, bad).status, 403, "{bad}");
    }
    for name in ["evil.example", &format!("localhost:{}", served.port)] {
        assert_eq!(ask(address, name, &path).status, 421, "{name}");
    }
    // This machine's own browser asks as before.
    assert_eq!(served.get("/").status, 200);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_at_once_and_leaves_nothing_behind() {
    let mut served = Served::new("serve-interrupt");
    let before = served.folder.tree("");
    // Readers wait for news, and one holds a connection open.
    let (_news, _open) = (served.news("/"), served.connect());
    let pid = served.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("it is there").success());
    assert!(served.child.wait().expect("it ends").success());
    let mut told = String::new();
    served.told.read_to_string(&mut told).expect("it is text");
    assert!(told.ends_with("Đã dừng.\n"), "{told}");
    assert!(served.folder.tree("") == before);
}

#[test]
fn a_preview_for_the_network_ends_by_itself() {
    let bound = serve::bind(0, None).expect("a port is free");
    let server = bound.serve(Arc::new(Nothing)).expect("it starts");
    let (tell, told) = mpsc::channel();
    server.after(Duration::ZERO, move |stop| tell.send(stop).expect("the test waits"));
    assert_eq!(told.recv(), Ok(Stop::TimeOver));
}
