//! The page of a procedure in the hand: its check-list, its questions, the hall where it was scanned,
//! sending it on, and reading it without a script and from a USB stick.

use std::fs;

use serde_json::{Value, json};

use super::driver::Browser;
use super::server::Server;
use super::site::{build, example};

/// A hall of the example with hours, wifi and a contact, by its number.
const HALL: u32 = 64;

fn served() -> (Server, Browser) {
    (Server::start(example(), "/tthc/"), Browser::phone())
}

fn counted(browser: &Browser) -> Value {
    browser.script("return document.querySelector('.counted span').textContent")
}

#[test]
fn a_ticked_paper_stays_ticked_at_every_address_of_the_guide() {
    let (server, browser) = served();
    browser.open(&server.url("dang-ky-khai-sinh/"));
    assert_eq!(counted(&browser), "Đã có 0/2 giấy cần có");
    // A finger scrolls first; the counter at the foot of the screen covers what stands below it.
    let tick =
        |paper: &str| browser.script(&format!("document.querySelector('{paper} label').click()"));
    tick(".papers li:not(.when)");
    tick(".papers li.when");
    assert_eq!(counted(&browser), "Đã có 1/2 giấy cần có, thêm 1 giấy khác");
    browser.reload();
    assert_eq!(counted(&browser), "Đã có 1/2 giấy cần có, thêm 1 giấy khác");
    let number = browser.script("return document.getElementById('main').dataset.guide");
    let number = number.as_str().expect("a guide has a number");
    browser.open(&server.url(&format!("{number}/?{HALL}")));
    assert_eq!(counted(&browser), "Đã có 1/2 giấy cần có, thêm 1 giấy khác");
    // Another guide with papers of the same name has its own list.
    browser.open(&server.url("dang-ky-khai-tu/"));
    assert_eq!(counted(&browser), "Đã có 0/2 giấy cần có");
    browser.open(&server.url("dang-ky-khai-sinh/"));
    browser.script("document.querySelector('.counted button').click()");
    browser.reload();
    assert_eq!(counted(&browser), "Đã có 0/2 giấy cần có");
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn a_question_leads_to_one_case_and_the_answer_is_remembered() {
    let (server, browser) = served();
    browser.open(&server.url("dang-ky-thuong-tru/"));
    let shown = "return [...document.querySelectorAll('.case')]\
                 .filter(c => c.offsetParent && c.open).map(c => c.id)";
    let seen = "return [...document.querySelectorAll('.case')].filter(c => c.offsetParent).length";
    assert_eq!(browser.script(seen), 0, "before an answer the question stands alone");
    browser.script("document.querySelector('[data-choice] input[value=case-thue-muon]').click()");
    assert_eq!(browser.script(shown), json!(["case-thue-muon"]));
    browser.reload();
    assert_eq!(browser.script(shown), json!(["case-thue-muon"]));
    browser.script("document.querySelector('[data-choice] input[value=all]').click()");
    assert_eq!(browser.script(seen), 5);
    browser.open(&server.url("dang-ky-thuong-tru/?case#case-ton-giao"));
    assert_eq!(browser.script(shown), json!(["case-ton-giao"]), "a link may name the case");
}

#[test]
fn the_hall_of_the_code_goes_along_and_changes_no_page() {
    let (server, browser) = served();
    let main = "return document.getElementById('main').innerText";
    browser.open(&server.url("dang-ky-khai-sinh/"));
    let without = browser.script(main);
    browser.open(&server.url(&format!("dang-ky-khai-sinh/?{HALL}")));
    browser.wait_for("return !!document.querySelector('.hall')");
    assert_eq!(browser.script(main), without);
    let bar = browser.script("return document.querySelector('.hall').textContent");
    let bar = bar.as_str().expect("the bar has words");
    for word in ["Nhà văn hóa thôn Mẫu Một", "7:00–10:30", "wifi", "Trưởng thôn", "0000 000 005"]
    {
        assert!(bar.contains(word), "{word}: {bar}");
    }
    // The name and the password of the wifi are on paper alone.
    let text = fs::read_to_string(example().join(format!("{HALL}/hall.js"))).expect("it is there");
    for secret in ["NVH Thon Mau Mot", "so-mau-1234"] {
        assert!(!text.contains(secret) && !bar.contains(secret), "{secret}");
    }
    browser.open(&server.url("dang-ky-khai-tu/"));
    browser.wait_for("return !!document.querySelector('.hall')");
    browser.script("document.querySelector('.hall p.buttons button').click()");
    browser.reload();
    assert_eq!(browser.script("return document.querySelectorAll('.hall').length"), 0);
    for hostile in
        ["?1'%22><script>alert(1)</script>", "?../64", "?-1", "?99999999999", "?javascript:1"]
    {
        browser.open(&server.url(&format!("dang-ky-khai-sinh/{hostile}")));
        assert_eq!(
            browser.script("return document.querySelectorAll('.hall').length"),
            0,
            "{hostile}"
        );
    }
}

#[test]
fn what_is_sent_on_is_the_lasting_address() {
    let (server, browser) = served();
    browser.before_each_page(
        "window.sent = []; \
         Object.defineProperty(navigator, 'clipboard', { value: { writeText: t => { sent.push(t); return Promise.resolve(); } } }); \
         Object.defineProperty(navigator, 'share', { value: d => { sent.push(d.url); return Promise.resolve(); } });",
    );
    browser.open(&server.url(&format!("24/?{HALL}")));
    let buttons = "return [...document.querySelectorAll('#tools button')].map(b => b.textContent)";
    assert_eq!(
        browser.script(buttons),
        json!(["Chia sẻ", "Chép đường dẫn", "Chép lời nhắn để gửi Zalo", "In trang này"])
    );
    browser.script(
        "[...document.querySelectorAll('#tools button')].slice(0, 3).forEach(b => b.click())",
    );
    let sent = browser.script("return sent");
    let url = "https://tthc.xa-vi-du.example/dang-ky-khai-sinh/";
    assert_eq!(sent[0], url);
    assert_eq!(sent[1], url);
    let text = sent[2].as_str().expect("a text");
    assert!(text.starts_with("Đăng ký khai sinh\n") && text.ends_with(url), "{text}");
}

#[test]
fn a_page_is_whole_without_a_script() {
    let (server, browser) = served();
    let words = "return document.querySelector('main').textContent.replace(/\\s+/g, ' ').length";
    browser.open(&server.url("dang-ky-thuong-tru/"));
    let with = browser.script(words).as_u64().expect("a length");
    browser.without_script();
    browser.open(&server.url("dang-ky-thuong-tru/"));
    let without = browser.script(words).as_u64().expect("a length");
    assert!(without * 100 >= with * 90, "{without} of {with} characters");
    let seen = browser.script(
        "return [document.querySelectorAll('.case').length, document.querySelectorAll('.steps li').length, \
         document.querySelector('a.find').getAttribute('href'), document.querySelectorAll('button:not([hidden])').length]",
    );
    assert_eq!(seen, json!([5, 5, "../#all", 0]), "a button without a script does nothing");
}

#[test]
fn a_flat_site_works_from_a_usb_stick() {
    let folder = build("usb", &["--flat-links"], |_| {});
    let browser = Browser::phone();
    browser.open(&format!("file://{}/index.html", folder.display()));
    browser.script("document.querySelector(\"a[href='dang-ky-khai-sinh/index.html']\").click()");
    browser.wait_for("return location.pathname.endsWith('/dang-ky-khai-sinh/index.html')");
    browser.script("document.querySelector('.papers li.when label').click()");
    assert_eq!(counted(&browser), "Đã có 0/2 giấy cần có, thêm 1 giấy khác");
    browser.script("document.querySelector('a.find').click()");
    browser.keys("#search input", "ket hon");
    browser.wait_for("return !!document.querySelector('#search [role=option]')");
    browser.script("document.querySelector('#search [role=option]').click()");
    browser.wait_for("return location.pathname.endsWith('/dang-ky-ket-hon/index.html')");
    assert_eq!(browser.errors(), Vec::<String>::new());
}

#[test]
fn nothing_shifts_and_nothing_runs_out_on_the_smallest_phone() {
    let server = Server::start(example(), "/tthc/");
    let browser = Browser::small();
    browser.before_each_page(
        "window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) shift += e.value; })\
         .observe({ type: 'layout-shift', buffered: true });",
    );
    let pages = [
        "",
        "dang-ky-khai-sinh/",
        "dang-ky-thuong-tru/",
        "thon-mau-mot/",
        "ngay-thu-sau-khong-cho/",
        "ho-tich/",
        "en/",
        "changes/",
    ];
    for page in pages {
        browser.open(&server.url(&format!("{page}?{HALL}")));
        browser.script_async("setTimeout(arguments[0], 400)");
        let seen = browser.script(
            "return [document.documentElement.scrollWidth <= innerWidth, shift < 0.001, shift]",
        );
        assert_eq!([&seen[0], &seen[1]], [true, true], "{page}: {seen}");
        assert_eq!(browser.errors(), Vec::<String>::new(), "{page}");
    }
}
