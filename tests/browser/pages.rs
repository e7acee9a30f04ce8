//! Pages of every kind, at the width of a cheap phone: opened from the disk, and what the harness of
//! these tests itself promises.

use serde_json::json;

use super::driver::{Browser, key};
use super::server::Server;
use super::site::example;

fn on_disk(page: &str) -> String {
    format!("file://{}/{page}", example().display())
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
    let browser = Browser::phone();
    for page in PAGES {
        browser.open(&on_disk(page));
        let seen = browser.script(
            "const s = getComputedStyle(document.body); return { \
             wide: document.documentElement.scrollWidth, type: parseFloat(s.fontSize), \
             h1: document.querySelectorAll('h1').length, lang: document.documentElement.lang, \
             outside: [...document.querySelectorAll('script[src]:not([src*=\"app\"]),link[rel=stylesheet],img,iframe')].length, \
             example: document.body.innerText.toLowerCase().includes('ví dụ') || document.body.innerText.toLowerCase().includes('example') }",
        );
        assert!(seen["wide"].as_f64() <= Some(360.0), "{page} is {} px wide", seen["wide"]);
        assert!(seen["type"].as_f64() >= Some(18.0), "{page}: {} px type", seen["type"]);
        assert_eq!(seen["h1"], 1, "{page}");
        assert_eq!(seen["outside"], 0, "{page} asks for more than its script");
        assert_eq!(seen["example"], true, "{page} does not say that it is an example");
        let lang = if page.starts_with("en/") { "en" } else { "vi" };
        assert_eq!(seen["lang"], lang, "{page}");
    }
}

#[test]
fn what_can_be_pressed_is_large_enough_for_a_thumb() {
    let browser = Browser::phone();
    browser.open(&on_disk("dang-ky-khai-sinh/index.html"));
    let small = browser.script(
        "return [...document.querySelectorAll('input,button,summary,a.button,nav a')]\
         .map(e => { const b = (e.closest('label') || e).getBoundingClientRect(); return [e.outerHTML.slice(0, 80), b.height]; })\
         .filter(([, h]) => h > 0 && h < 44)",
    );
    assert_eq!(small, json!([]));
}

#[test]
fn the_harness_is_a_phone_in_a_village() {
    let server = Server::start(example(), "/tthc/");
    let browser = Browser::small();
    browser.clock("2026-02-17T08:30:00+07:00");
    browser.zone("America/New_York");
    browser.open(&server.url("dang-ky-khai-sinh"));
    let seen = browser.script(
        "const now = new Date(); return [location.pathname, innerWidth, \
         now.toISOString().slice(0, 16), now.getHours(), document.contentType]",
    );
    assert_eq!(seen, json!(["/tthc/dang-ky-khai-sinh/", 320, "2026-02-17T01:30", 20, "text/html"]));
    assert_eq!(server.seen()[..2], ["dang-ky-khai-sinh", "dang-ky-khai-sinh/"]);
    browser.press(key::TAB);
    assert_eq!(browser.script("return document.activeElement.className"), "skip");
    assert!(browser.print().starts_with(b"%PDF-"), "a page prints");
    assert_eq!(browser.script_async("setTimeout(() => arguments[0](7), 10)"), 7);
    server.stop();
    // Another phone: this one may have kept the page.
    let error = Browser::small().try_open(&server.url("9/")).expect_err("nobody answers");
    assert!(error.contains("ERR_CONNECTION_REFUSED"), "{error}");
    server.again();
    browser.open(&server.url("9/"));
    assert_eq!(browser.script("return document.title.length > 0"), true);
}

#[test]
#[should_panic(expected = "the page opened a dialog: \"boo\"")]
fn a_dialog_fails_a_test() {
    let browser = Browser::desktop();
    browser.open(&on_disk("index.html"));
    browser.script("setTimeout(() => alert('boo'), 0)");
    std::thread::sleep(std::time::Duration::from_millis(500));
}
