//! Requests of others: pages of other sites in the official's browser, neighbours in the network.

use std::io::Write;

use super::{Folder, Served};

const ALWAYS: [&str; 6] = [
    "cache-control: no-store",
    "x-content-type-options: nosniff",
    "x-frame-options: deny",
    "content-security-policy: frame-ancestors 'none'",
    "cross-origin-resource-policy: same-origin",
    "referrer-policy: no-referrer",
];

#[test]
fn only_looking_is_allowed_and_every_answer_is_guarded() {
    let served = Served::new("serve-methods");
    for method in ["POST", "PUT", "DELETE", "TRACE", "OPTIONS", "PATCH", "CONNECT", "PROPFIND", "X"]
    {
        let reply = served.ask(method, "/", &[]);
        assert!([405, 400].contains(&reply.status), "{method}: {}", reply.status);
        assert!(!reply.head.contains("access-control"), "{method}");
    }
    let tools = served.tools();
    for path in ["/", "/khong-co/", "/~/x/news", &format!("{tools}findings.json"), "/posters/"] {
        let reply = served.get(path);
        for line in ALWAYS {
            assert!(reply.head.contains(line), "{path} lacks {line}: {}", reply.head);
        }
        assert!(!reply.head.contains("access-control"), "{path}");
    }
    assert_eq!(served.ask("GET", "/", &["Content-Length: 5"]).status, 413);
    assert_eq!(served.ask("GET", "/", &["Transfer-Encoding: chunked"]).status, 413);
}

#[test]
fn only_the_known_hosts_are_answered() {
    let served = Served::new("serve-hosts");
    let port = served.port;
    for good in [format!("localhost:{port}"), format!("127.0.0.1:{port}")] {
        assert_eq!(served.ask("GET", "/", &[&format!("Host: {good}")]).status, 200, "{good}");
    }
    for bad in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        "localhost".to_owned(),
        format!("localhost.:{port}"),
        format!("localhost:{}", port ^ 1),
        format!("localhost:{port}.evil.example"),
        format!("evil@localhost:{port}"),
        "0.0.0.0".to_owned(),
        String::new(),
    ] {
        let reply = served.ask("GET", "/", &[&format!("Host: {bad}")]);
        assert!([400, 421].contains(&reply.status), "{bad}: {}", reply.status);
    }
    // None at all, and two.
    assert_eq!(served.send(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n").status, 421);
    assert_eq!(served.send(b"GET / HTTP/1.0\r\n\r\n").status, 421);
    let own = format!("Host: localhost:{port}");
    assert_eq!(served.ask("GET", "/", &[&own, "Host: evil.example"]).status, 421);
    // A proxy's form of a request.
    let absolute = format!("http://localhost:{port}/");
    assert_eq!(served.ask("GET", &absolute, &[]).status, 400);
    // A name of the attacker's own that points here (DNS rebinding): host and origin agree.
    let host = format!("Host: evil.example:{port}");
    let origin = format!("Origin: http://evil.example:{port}");
    assert_eq!(served.ask("GET", "/", &[&host, &origin]).status, 421);
}

#[test]
fn pages_of_other_sites_get_nothing() {
    let served = Served::new("serve-origins");
    let own = format!("Origin: http://localhost:{}", served.port);
    assert_eq!(served.ask("GET", "/", &[&own]).status, 200);
    for bad in [
        "Origin: http://evil.example",
        "Origin: null",
        "Origin: http://localhost",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
    ] {
        assert_eq!(served.ask("GET", "/", &[bad]).status, 403, "{bad}");
        assert_eq!(served.ask("GET", "/posters/", &[bad]).status, 403, "{bad}");
    }
    assert_eq!(served.ask("GET", "/", &["Sec-Fetch-Site: none"]).status, 200);
    assert_eq!(served.ask("GET", "/", &["Sec-Fetch-Site: same-origin"]).status, 200);
}

#[test]
fn tools_ask_for_the_token() {
    let served = Served::new("serve-token");
    let tools = served.tools();
    assert_eq!(served.get(&format!("{tools}findings.json")).status, 200);
    assert_eq!(served.get(&format!("{tools}khong-co")).status, 404);
    let wrong = tools.replace(['a', 'b', 'c', '1', '2', '3'], "0");
    let names = ["news?page=/", "findings.json", "source?file=content/site.yaml", "preview.js", ""];
    for name in names {
        for tools in ["/~/", "/~//", "/~/x/", wrong.as_str()] {
            assert_eq!(served.get(&format!("{tools}{name}")).status, 403, "{tools}{name}");
        }
    }
}

#[test]
fn no_path_leaves_the_site() {
    let served = Served::new("serve-paths");
    let tools = served.tools();
    for path in [
        "/../Cargo.toml",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%252e%252e/etc/passwd",
        "/..\\..\\etc\\passwd",
        "/..%5c..%5cetc",
        "//etc/passwd",
        "/.git/config",
        "/content/site.yaml",
        "/site.yaml",
        "/ledger/numbers.csv",
        "/a%00.html",
        "/%",
        "/%ff%fe",
        "/con",
    ] {
        let reply = served.get(path);
        assert!([400, 404].contains(&reply.status), "{path}: {}", reply.status);
        assert!(!reply.text().contains("root:"), "{path}");
    }
    for file in ["../../etc/passwd", "/etc/passwd", "Cargo.toml", "content/../Cargo.toml", ""] {
        let reply = served.get(&format!("{tools}source?file={file}&line=1"));
        assert_eq!(reply.status, 404, "{file}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_appears_in_the_content_is_not_followed() {
    let mut served = Served::new("serve-link");
    served.told_until("\n");
    let secret = Folder::new("serve-link-secret");
    secret.write("secret.md", b"---\ntitle: Secret\n---\nroot:x\n");
    let link = served.folder.0.join("content/pages/lo.md");
    std::os::unix::fs::symlink(secret.0.join("secret.md"), link).expect("links can be made");
    served.told_until("content/pages/lo.md");
    assert_eq!(served.get("/lo/").status, 404);
    let tools = served.tools();
    assert_eq!(served.get(&format!("{tools}source?file=content/pages/lo.md&line=1")).status, 404);
    assert!(served.get(&format!("{tools}findings.json")).text().contains("content/pages/lo.md"));
}

#[test]
fn huge_and_slow_heads_are_cut_and_it_goes_on_serving() {
    let served = Served::new("serve-slow");
    let huge = format!("GET / HTTP/1.1\r\nHost: {}\r\nX: ", served.host());
    let reply = served.send(&[huge.as_bytes(), &vec![b'a'; 1 << 20], b"\r\n\r\n"].concat());
    assert!([0, 431].contains(&reply.status), "{}", reply.status);
    let long = format!("/{}", "a".repeat(1 << 20));
    assert!([0, 414, 431].contains(&served.get(&long).status));
    let many =
        format!("GET / HTTP/1.1\r\nHost: {}\r\n{}\r\n", served.host(), "A: b\r\n".repeat(5000));
    assert!([0, 431].contains(&served.send(many.as_bytes()).status));
    // Two hundred who begin and say no more.
    let mut open = Vec::new();
    for count in 0..200 {
        let mut stream = served.connect();
        if count % 2 == 0 {
            stream.write_all(b"GET / HTTP/1.1\r\nHo").expect("it listens");
        }
        open.push(stream);
    }
    assert_eq!(served.get("/").status, 200);
    // They are shut out in the end.
    for mut stream in open {
        let mut rest = Vec::new();
        let _ = std::io::Read::read_to_end(&mut stream, &mut rest);
        assert!(!String::from_utf8_lossy(&rest).contains("200 OK"));
    }
    assert_eq!(served.get("/").status, 200);
}

/// The memory that a process has now, in bytes (`proc(5)`).
#[cfg(target_os = "linux")]
fn memory(served: &Served) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", served.child.id()));
    let status = status.expect("it runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.expect("the system tells it") * 1024
}

/// One of each kind of hostile request, and some hundred names that are not there.
#[cfg(target_os = "linux")]
fn attack(served: &Served, round: usize) {
    let tools = served.tools();
    let huge = format!("GET / HTTP/1.1\r\nHost: {}\r\nX: ", served.host());
    served.send(&[huge.as_bytes(), &vec![b'a'; 1 << 20]].concat());
    served.get(&format!("/{}", "a".repeat(1 << 20)));
    served.ask("GET", "/", &["Host: evil.example"]);
    served.ask("GET", "/", &["Origin: http://evil.example"]);
    let body = format!("POST / HTTP/1.1\r\nHost: {}\r\nContent-Length: 9\r\n\r\n", served.host());
    served.send(&[body.as_bytes(), &vec![b'a'; 1 << 20]].concat());
    // As long as a path may be: whoever keeps the names keeps more than the limit allows.
    let long = "/".to_owned() + &"a".repeat(220);
    let long = long.repeat(4);
    for count in 0..150 {
        let name = format!("khong-co-{round}-{count}{long}");
        served.get(&format!("/{name}/"));
        served.get(&format!("/{name}"));
        served.get(&format!("/%2e%2e/{name}"));
        served.get(&format!("/posters/{name}.svg"));
        served.get(&format!("{tools}source?file=content/{name}.md&line=1"));
        served.get(&format!("/~/{name}/findings.json"));
        // Readers who go away at once.
        drop(served.news(&format!("/{name}/")));
    }
    let open: Vec<_> = (0..200).map(|_| served.connect()).collect();
    drop(open);
}

#[cfg(target_os = "linux")]
#[test]
fn hostile_requests_leave_nothing_in_memory() {
    /// What a process takes and gives back as it pleases; a third of the names that are asked for.
    const PLAY: u64 = 6 << 20;
    let served = Served::new("serve-memory");
    (0..3).for_each(|round| attack(&served, round));
    let before = memory(&served);
    (3..23).for_each(|round| attack(&served, round));
    let after = memory(&served);
    assert!(after < before + PLAY, "{before} bytes before, {after} after");
    assert_eq!(served.get("/").status, 200);
}
