//! The search: what people type and what they find, by the built script in a page of its own.

use std::fs;

use serde_json::{Value, json};

use crate::driver::{Browser, key};
use crate::site::example;

/// Loads the search of an edition into an empty page, as the page of a guide does.
fn searching(browser: &Browser, lang: &str) {
    let file = if lang == "vi" { "search.js" } else { "search-en.js" };
    let code = fs::read_to_string(example().join(file)).expect("the search was built");
    browser.open("about:blank");
    browser.script(&format!(
        "document.documentElement.lang = '{lang}';\n\
         document.body.innerHTML = '<p id=before tabindex=0>x</p><div id=box><input id=field><div id=found></div></div>';\n\
         const by = id => document.getElementById(id);\n\
         window.said = []; window.alert = window.confirm = window.prompt = words => said.push(words);\n\
         window.tracuu = {{ root: '', flat: false, search: start => start(by('field'), by('box'), by('found'), '#all') }};\n\
         {code}"
    ));
}

fn find(browser: &Browser, query: &str) -> Vec<String> {
    let query = Value::from(query);
    let found = browser.script(&format!("return tracuu.find({query}).map(one => one.path)"));
    serde_json::from_value(found).expect("paths are strings")
}

#[test]
fn every_way_of_asking_finds_its_page_first() {
    let browser = Browser::phone();
    let table = include_str!("search.tsv");
    let rows: Vec<Vec<_>> = table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('\t').collect())
        .collect();
    assert!(rows.len() >= 80, "{} queries", rows.len());
    let mut wrong = Vec::new();
    for lang in ["vi", "en"] {
        searching(&browser, lang);
        for row in rows.iter().filter(|row| row[0] == lang) {
            let found = find(&browser, row[1]);
            // Which guides are translated is not the search's matter.
            let first = found.first().map_or("-", |path| path.trim_start_matches("en/"));
            if first != row[2] {
                wrong.push(format!("{lang} {}: {} wanted, found {found:?}", row[1], row[2]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Fifty strings that want to be more than words.
fn hostile() -> Vec<String> {
    let plain = [
        "<script>alert(1)</script>",
        "\"><script>alert(1)</script>",
        "'><img src=x onerror=alert(1)>",
        "<img src=x onerror=alert(1)> khai sinh",
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<iframe src=javascript:alert(1)>",
        "<a href=javascript:alert(1)>x</a>",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)//",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:alert(1)",
        "<body onload=alert(1)>",
        "<input autofocus onfocus=alert(1)>",
        "<details open ontoggle=alert(1)>",
        "<math><mtext><script>alert(1)</script>",
        "<style>@import 'x'</style>",
        "<link rel=stylesheet href=x>",
        "<base href=//evil.example/>",
        "<form action=//evil.example/><button>",
        "</script><script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "<!--><script>alert(1)</script>-->",
        "${alert(1)}",
        "{{ 7 * 7 }}{% raw %}",
        "`${alert(1)}`",
        "');alert(1);//",
        "\\';alert(1);//",
        "\\u003cscript\\u003ealert(1)",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;alert(1)",
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "__proto__",
        "constructor",
        "toString hasOwnProperty",
        "khai\u{0}sinh",
        "\u{0}\u{0}\u{0}",
        "\u{202e}hnis iahk\u{202c}",
        "\u{200f}\u{200e}\u{2066}12\u{2069}",
        "\u{feff}khai\u{200b}sinh",
        "\u{d7ff}\u{e000}\u{ffff}",
        "🧨🧨🧨 khai sinh",
        "(a+)+$",
        "[[[[(((((((",
        ".*",
        "../../../../etc/passwd",
    ];
    let mut all: Vec<_> = plain.map(String::from).to_vec();
    all.push("a".repeat(100_000));
    all.push("khai sinh ".repeat(10_000));
    all.push("\u{301}".repeat(50_000));
    all.push("1.".repeat(50_000));
    all.push("/".repeat(50_000));
    all
}

#[test]
fn what_is_typed_never_becomes_more_than_words() {
    let browser = Browser::phone();
    searching(&browser, "vi");
    let hostile = hostile();
    assert!(hostile.len() >= 50);
    for query in &hostile {
        let value = Value::from(query.as_str());
        let seen = browser.script(&format!(
            "const field = document.getElementById('field'); field.value = {value};\
             const began = performance.now(); field.dispatchEvent(new Event('input'));\
             const names = new Set([...document.querySelectorAll('#box *')].map(one => one.localName));\
             const links = [...document.querySelectorAll('#box a')].map(one => one.getAttribute('href'));\
             return {{ said, names: [...names].sort(), links, slow: performance.now() - began > 5000,\
             count: document.querySelectorAll('#box *').length, all: document.querySelectorAll('body > *').length }}"
        ));
        let start: String = query.chars().take(40).collect();
        assert_eq!(seen["said"], json!([]), "{start}");
        assert_eq!(seen["slow"], false, "{start}");
        assert_eq!(seen["all"], 2, "{start}");
        assert!(seen["count"].as_u64() < Some(70), "{start}: {seen}");
        let known = ["a", "div", "input", "p", "small", "span"];
        for name in seen["names"].as_array().expect("a list") {
            assert!(known.contains(&name.as_str().unwrap_or_default()), "{start}: {name}");
        }
        for link in seen["links"].as_array().expect("a list") {
            let link = link.as_str().expect("links lead somewhere");
            let inside = link == "#all" || link.starts_with("tel:0") || link.ends_with('/');
            assert!(
                inside && !link.contains("://") && !link.contains("script:"),
                "{start}: {link}"
            );
        }
    }
}

#[test]
fn the_list_is_worked_by_keys_and_told_to_readers() {
    let browser = Browser::phone();
    searching(&browser, "vi");
    let state = || {
        browser.script(
            "const field = document.getElementById('field');\
             const active = field.getAttribute('aria-activedescendant');\
             const options = [...document.querySelectorAll('[role=option]')];\
             return { open: field.getAttribute('aria-expanded'), role: field.getAttribute('role'),\
             controls: !!document.querySelector('[role=listbox]#' + field.getAttribute('aria-controls')),\
             at: options.findIndex(one => one.id === active), of: options.length,\
             chosen: options.filter(one => one.getAttribute('aria-selected') === 'true').length,\
             hidden: document.getElementById('found').hidden, focus: document.activeElement.id }",
        )
    };
    let closed = state();
    assert_eq!((&closed["open"], &closed["role"]), (&json!("false"), &json!("combobox")));
    assert_eq!(closed["controls"], true);
    browser.keys("#field", "đăng ký");
    let typed = state();
    assert_eq!(
        (&typed["open"], &typed["at"], &typed["of"]),
        (&json!("true"), &json!(-1), &json!(8))
    );
    for (pressed, at) in [
        (key::DOWN, 0),
        (key::DOWN, 1),
        (key::UP, 0),
        (key::UP, 7),
        (key::DOWN, 0),
        (key::END, 7),
        (key::HOME, 0),
    ] {
        browser.press(pressed);
        let now = state();
        assert_eq!((&now["at"], &now["chosen"]), (&json!(at), &json!(1)), "{now}");
        assert_eq!(now["focus"], "field", "the focus stays where people type");
    }
    let told = "return document.querySelector('[role=status]').textContent.includes(' ' + \
                tracuu.find('đăng ký').length + ' ')";
    browser.wait_for(told);
    browser.press(key::ESCAPE);
    let shut = state();
    assert_eq!((&shut["open"], &shut["hidden"]), (&json!("false"), &json!(true)));
    browser.press(key::DOWN);
    assert_eq!(state()["open"], "true", "an arrow opens the list again");
    browser.script(
        "document.getElementById('found').addEventListener('click', event => {\
         event.preventDefault(); window.opened = event.target.closest('a').getAttribute('href'); })",
    );
    browser.press(key::DOWN);
    browser.press(key::ENTER);
    assert_eq!(browser.script("return opened"), "dang-ky-giam-ho/");
    browser.keys("#field", " zzzzzz qqqqqq wwwwww");
    browser.wait_for("return document.querySelectorAll('#found [role=option]').length === 0");
    let nothing = browser.script(
        "return [...document.querySelectorAll('#found a')].map(one => one.getAttribute('href'))",
    );
    assert_eq!(nothing, json!(["tel:0000000000", "#all"]), "whom to ask, and the list of all");
    browser.click("#before");
    assert_eq!(state()["hidden"], true, "a touch elsewhere closes the list");
}
