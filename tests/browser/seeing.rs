//! Pages for those who see badly: colours that the device forces, and text at twice its size.

use serde_json::{Value, json};

use super::driver::Browser;
use super::server::Server;
use super::site::example;

/// Pages of every kind.
const PAGES: [&str; 7] = [
    "",
    "dang-ky-khai-sinh/",
    "dang-ky-thuong-tru/",
    "ho-tich/",
    "ngay-thu-sau-khong-cho/",
    "changes/",
    "en/dang-ky-khai-sinh/",
];

/// What of a page a device with colours of its own would hide: words in the colour of what is
/// behind them, and boxes and buttons without an edge.
const HIDDEN: &str = "
const paint = color => { const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number); return [r, g, b, a]; };
const behind = e => { for (; e; e = e.parentElement) {
  const color = paint(getComputedStyle(e).backgroundColor); if (color[3] > .5) return color;
} return paint(getComputedStyle(document.createElement('p')).backgroundColor || 'rgb(255,255,255)'); };
const light = ([r, g, b]) => { const [x, y, z] = [r, g, b].map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
  return .2126 * x + .7152 * y + .0722 * z; };
const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
const shown = e => e.getClientRects().length && getComputedStyle(e).visibility === 'visible';
const told = e => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40);
const hidden = [];
const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (words.nextNode()) {
  const e = words.currentNode.parentElement;
  if (!words.currentNode.data.trim() || !shown(e) || e.closest('script, style, svg, option')) continue;
  if (contrast(paint(getComputedStyle(e).color), behind(e)) < 4.5) hidden.push('words: ' + told(e));
}
for (const e of document.querySelectorAll('.facts, .button, button, .steps li')) {
  const style = getComputedStyle(e, e.matches('.steps li') ? '::before' : null);
  if (shown(e) && !e.matches('.plain, .link') && !(parseFloat(style.borderTopWidth) && style.borderTopStyle !== 'none'))
    hidden.push('no edge: ' + told(e));
}
for (const e of document.querySelectorAll('input[type=checkbox], input[type=radio]')) {
  const own = e.getBoundingClientRect(), style = getComputedStyle(e);
  if (shown(e) && (style.appearance === 'none' && !parseFloat(style.borderTopWidth) || own.width < 12))
    hidden.push('no box: ' + told(e.parentElement));
}
return hidden;";

#[test]
fn nothing_vanishes_where_the_device_forces_its_colours() {
    let (server, browser) = (Server::start(example(), "/tthc/"), Browser::phone());
    for scheme in ["light", "dark"] {
        let features = json!([
            {"name": "forced-colors", "value": "active"},
            {"name": "prefers-color-scheme", "value": scheme},
        ]);
        browser.cdp("Emulation.setEmulatedMedia", &json!({"features": features}));
        for page in PAGES {
            browser.open(&server.url(page));
            let forced = browser.script("return matchMedia('(forced-colors: active)').matches");
            assert_eq!(forced, true, "the colours are forced");
            assert_eq!(browser.script(HIDDEN), json!([]), "{page} {scheme}");
        }
    }
}

#[test]
fn a_ticked_paper_is_told_from_another_where_the_device_forces_its_colours() {
    let (server, browser) = (Server::start(example(), "/tthc/"), Browser::phone());
    let features = json!([{"name": "forced-colors", "value": "active"}]);
    browser.cdp("Emulation.setEmulatedMedia", &json!({"features": features}));
    browser.open(&server.url("dang-ky-khai-sinh/"));
    // The device paints a box of its own, which shows its tick in its own colours.
    let boxes = browser.script(
        "document.querySelector('.papers li label').click(); \
         const all = [...document.querySelectorAll('.papers input')]; \
         return [all.length > 1, all.filter(e => e.checked).length, \
         all.every(e => getComputedStyle(e).appearance !== 'none')]",
    );
    assert_eq!(boxes, json!([true, 1, true]));
}

/// What is wider than the page, or cut off by a box that hides what does not fit.
const CUT: &str = "
const wide = document.documentElement.scrollWidth, cut = [];
if (wide > innerWidth) cut.push('the page is ' + wide + ' px wide');
for (const e of document.querySelectorAll('body *')) {
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  if (!e.getClientRects().length || style.visibility !== 'visible' || e.closest('.skip, svg, script')) continue;
  const told = e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40);
  if (box.right > innerWidth + 1 || box.left < -1) cut.push('outside: ' + told);
  const hides = s => s === 'hidden' || s === 'clip';
  const tall = hides(style.overflowY) && e.scrollHeight > e.clientHeight + 1;
  if ((tall || hides(style.overflowX) && e.scrollWidth > e.clientWidth + 1) && box.width > 2) cut.push('cut: ' + told);
}
return [cut, parseFloat(getComputedStyle(document.body).fontSize)];";

fn doubled(browser: &Browser) -> Value {
    // What a phone's setting for larger text does: `rem` and `em` grow, the screen does not.
    browser.script("document.documentElement.style.fontSize = '225%'");
    browser.script(CUT)
}

#[test]
fn text_of_twice_the_size_fits_the_smallest_phone() {
    let (server, browser) = (Server::start(example(), "/tthc/"), Browser::small());
    for page in PAGES {
        browser.open(&server.url(page));
        let size = browser.script("return parseFloat(getComputedStyle(document.body).fontSize)");
        let (cut, now) = match doubled(&browser) {
            Value::Array(told) => (told[0].clone(), told[1].as_f64()),
            told => panic!("{told}"),
        };
        assert_eq!(cut, json!([]), "{page}");
        assert!(now >= size.as_f64().map(|size| size * 1.7), "{page}: {size} became {now:?}");
    }
}
