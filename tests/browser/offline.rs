//! What a citizen sees with no network, a slow one, a wrong one, and after the commune corrected a fee.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use serde_json::{Value, json};

use super::driver::Browser;
use super::server::{Faults, Server};
use super::site::{build, example, replace};

const GUIDE: &str = "dang-ky-khai-sinh/";
const OLD: &str = "Cổng quốc gia ghi 0 đồng ở cả ba hình thức";
const NEW: &str = "Cổng quốc gia nay ghi 8.000 đồng";

/// The example commune after it corrected a fee.
fn corrected() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        build("corrected", &[], |root| {
            replace(root, "content/procedures/ho-tich/dang-ky-khai-sinh.md", OLD, NEW);
        })
    })
}

/// Opens the home page and waits until the footer says that all is kept.
fn keep(browser: &Browser, server: &Server) {
    browser.open(&server.url(""));
    browser.wait_for(
        "return document.getElementById('offline-state').textContent.startsWith('Đã lưu')",
    );
}

/// Returns the line that dates a saved page; nothing where it is hidden.
fn saved_line(browser: &Browser) -> Value {
    browser
        .script("const p = document.getElementById('saved'); return p.hidden ? null : p.innerText")
}

fn says(browser: &Browser, words: &str) -> bool {
    let text = browser.script("return document.body.innerText");
    text.as_str().expect("a page has text").contains(words)
}

/// Returns the names of all caches.
fn caches(browser: &Browser) -> BTreeSet<String> {
    let names = browser.script_async("caches.keys().then(arguments[0])");
    serde_json::from_value(names).expect("names are texts")
}

/// Waits until a bundle other than `old` is the only one.
fn wait_for_bundle_after(browser: &Browser, old: &BTreeSet<String>) {
    let old = json!(old);
    for _ in 0..100 {
        let names = caches(browser);
        if names.len() == 2 && json!(names) != old {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("no new bundle alone: {:?}", caches(browser));
}

/// Ends the worker, as a phone does after half a minute: what it remembered is gone.
fn end_worker(browser: &Browser) {
    browser.cdp("ServiceWorker.enable", &json!({}));
    browser.cdp("ServiceWorker.stopAllWorkers", &json!({}));
    std::thread::sleep(Duration::from_millis(300));
}

/// Lists the pages of a site as they are opened, with their titles.
fn pages(folder: &Path, below: &str, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder.join(below)).expect("the site is readable") {
        let entry = entry.expect("the site is readable");
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            pages(folder, &format!("{path}/"), found);
        } else if let Some(address) = path.strip_suffix("index.html") {
            let html = std::fs::read_to_string(entry.path()).expect("a page is text");
            let title = html.split(['<', '>']).skip_while(|part| *part != "title").nth(1);
            found.push((address.to_owned(), title.expect("a page has a title").to_owned()));
        }
    }
}

#[test]
fn every_page_opens_with_the_server_stopped() {
    let server = Server::start(example(), "/tthc/");
    let browser = Browser::phone();
    keep(&browser, &server);
    assert_eq!(browser.errors(), [""; 0]);
    let fetched = server.seen();
    assert!(fetched.iter().any(|path| path.starts_with("offline.bin")), "{fetched:?}");
    assert!(fetched.iter().all(|path| !path.starts_with("posters/")), "{fetched:?}");
    server.stop();
    end_worker(&browser);
    let mut all = Vec::new();
    pages(example(), "", &mut all);
    assert!(all.len() > 100, "{} pages", all.len());
    for (address, title) in &all {
        browser.open(&server.url(address));
        let seen = browser.script(
            "return [document.title, document.getElementById('saved').hidden, \
             document.querySelector('main').innerText.length > 100]",
        );
        let title = title.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&");
        assert_eq!(seen, json!([title, false, true]), "{address}");
    }
}

#[test]
fn a_page_is_found_offline_however_it_is_spelled() {
    let server = Server::start(example(), "/tthc/");
    let browser = Browser::phone();
    keep(&browser, &server);
    server.stop();
    for address in
        ["dang-ky-khai-sinh", "dang-ky-khai-sinh/index.html", "dang-ky-khai-sinh/?1#papers"]
    {
        browser.open(&server.url(address));
        assert!(says(&browser, OLD), "{address}");
        let line = saved_line(&browser);
        let line = line.as_str().expect("the line is shown");
        let shown = format!("/{}", this_year());
        assert!(line.contains("được lưu ngày ") && line.contains(&shown), "{line}");
    }
    browser.open(&server.url("en/"));
    assert!(saved_line(&browser).as_str().expect("shown").contains("was saved on "));
    browser.open(&server.url("khong-co-trang-nay/"));
    let status = "return performance.getEntriesByType('navigation')[0].responseStatus";
    assert_eq!(browser.script(status), 404);
    let _ = browser.try_open(&server.url("forms/to-khai.pdf"));
    assert!(!says(&browser, OLD), "what is no page of the guide is not answered by one");
}

/// The year in Vietnam, as `date` of the system says it.
fn this_year() -> String {
    let now = std::process::Command::new("date").args(["+%Y"]).env("TZ", "UTC-7").output();
    String::from_utf8(now.expect("date runs").stdout).expect("a year").trim().to_owned()
}

#[test]
fn a_corrected_fee_is_seen_at_once_on_the_next_visit() {
    let server = Server::start(example(), "/tthc/");
    let browser = Browser::phone();
    keep(&browser, &server);
    browser.open(&server.url(GUIDE));
    assert!(says(&browser, OLD) && saved_line(&browser).is_null());
    server.swap(corrected());
    browser.open(&server.url(GUIDE));
    assert!(says(&browser, NEW) && !says(&browser, OLD), "the new fee alone");
    assert!(saved_line(&browser).is_null(), "what comes from the network needs no date");
}

#[test]
fn a_slow_network_is_not_waited_for_and_its_answer_is_kept() {
    let server = Server::start(example(), "/tthc/");
    let browser = Browser::phone();
    keep(&browser, &server);
    server.swap(corrected());
    server.set(|faults| faults.delay = Duration::from_secs(5));
    browser.open(&server.url(GUIDE));
    assert!(says(&browser, OLD), "the page that is kept");
    assert!(saved_line(&browser).is_string(), "it says since when");
    let began = "return performance.getEntriesByType('navigation')[0].responseStart";
    let began = browser.script(began).as_f64().expect("a time");
    assert!((1900.0..4500.0).contains(&began), "answered after {began} ms");
    std::thread::sleep(Duration::from_secs(6));
    server.stop();
    browser.open(&server.url(GUIDE));
    assert!(says(&browser, NEW), "the late answer is what is kept now");
}

#[test]
fn a_new_build_replaces_the_old_one_whole() {
    let server = Server::start(example(), "/tthc/");
    let browser = Browser::phone();
    keep(&browser, &server);
    let old = caches(&browser);
    assert_eq!(old.len(), 2, "{old:?}");
    server.swap(corrected());
    browser.open(&server.url(""));
    wait_for_bundle_after(&browser, &old);
    server.stop();
    browser.open(&server.url(GUIDE));
    assert!(says(&browser, NEW) && saved_line(&browser).is_string());
}

#[test]
fn half_a_bundle_is_never_kept_and_heals() {
    let server = Server::start(example(), "/tthc/");
    let browser = Browser::phone();
    let bundle = || "offline.bin".to_owned();
    for faults in [
        Faults { cut: Some((bundle(), 20_000)), ..Faults::default() },
        Faults { torn: Some((bundle(), 20_000)), ..Faults::default() },
        Faults { cut: Some((bundle(), 0)), ..Faults::default() },
    ] {
        server.set(|now| *now = faults);
        server.seen();
        browser.open(&server.url(""));
        for _ in 0..50 {
            if server.seen().iter().any(|path| path.starts_with("offline.bin")) {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        std::thread::sleep(Duration::from_millis(500));
        let names = caches(&browser);
        assert!(names.iter().all(|name| name.ends_with(" pages")), "{names:?}");
    }
    server.set(|now| *now = Faults::default());
    keep(&browser, &server);
}

#[test]
fn a_damaged_cache_is_not_shown_and_heals() {
    let server = Server::start(example(), "/tthc/");
    let browser = Browser::phone();
    keep(&browser, &server);
    browser.script_async(
        "const done = arguments[0]; (async () => { \
         const name = (await caches.keys()).find(name => !name.endsWith(' pages')); \
         const cache = await caches.open(name); const [key] = await cache.keys(); \
         const bytes = new Uint8Array(await (await cache.match(key)).arrayBuffer()); \
         bytes.fill(7, 40000, bytes.length - 100); await cache.put(key, new Response(bytes)); \
         })().then(done)",
    );
    end_worker(&browser);
    server.stop();
    let opened = browser.try_open(&server.url(GUIDE));
    assert!(opened.is_err() || !says(&browser, OLD), "a damaged page is not shown");
    server.again();
    keep(&browser, &server);
    server.stop();
    browser.open(&server.url(GUIDE));
    assert!(says(&browser, OLD));
}

#[test]
fn a_phone_that_saves_data_keeps_the_lists_and_what_it_visited() {
    let server = Server::start(example(), "/tthc/");
    let browser = Browser::phone();
    browser.save_data();
    browser.open(&server.url(GUIDE));
    browser.wait_for(
        "return document.getElementById('offline-state').textContent.startsWith('Các trang')",
    );
    let fetched = server.seen();
    assert!(fetched.iter().all(|path| !path.starts_with("offline.bin")), "{fetched:?}");
    server.stop();
    for address in ["", "ho-tich/", GUIDE] {
        browser.open(&server.url(address));
        assert!(saved_line(&browser).is_string(), "{address}");
    }
    let _ = browser.try_open(&server.url("chung-thuc-di-chuc/"));
    let shown = browser.script("return document.querySelector('main') !== null");
    assert_eq!(shown, false, "what was never visited is not there, and nothing stands in for it");
}

#[test]
fn the_page_of_a_foreign_network_is_shown_and_never_kept() {
    let server = Server::start(example(), "/tthc/");
    let browser = Browser::phone();
    keep(&browser, &server);
    let page = "<!doctype html><title>Wifi</title><p>Đăng nhập</p></html>".to_owned();
    server.set(|faults| faults.portal = Some(page));
    browser.open(&server.url(GUIDE));
    assert!(says(&browser, "Đăng nhập"), "who must sign in sees where");
    server.stop();
    browser.open(&server.url(GUIDE));
    assert!(says(&browser, OLD) && !says(&browser, "Đăng nhập"));
}
