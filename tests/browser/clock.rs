//! The clock of the page, told by a table (`clock.tsv`) on phones all over the world.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};
use tracuu::diagnostic::Diagnostics;
use tracuu::files::FileSet;
use tracuu::ledger::Ledger;
use tracuu::model::date::Date;
use tracuu::parse;
use tracuu::render::address::Addresses;
use tracuu::render::clock;
use tracuu::theme;

use super::driver::Browser;

/// Open on Monday evening and Sunday morning.
const HALL: &str = "[[[1080,1200]],[],[],[],[],[],[[480,660]]]";

/// The table, by kind of row.
struct Table {
    calendars: BTreeMap<&'static str, &'static str>,
    programs: BTreeMap<&'static str, &'static str>,
    /// What, moment, zone, calendar, question, words.
    cases: Vec<[&'static str; 6]>,
}

fn table() -> Table {
    let (mut calendars, mut programs) = (BTreeMap::new(), BTreeMap::new());
    let mut cases = Vec::new();
    let lines = include_str!("clock.tsv").lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells.as_slice() {
            ["calendar", name, lines] => drop(calendars.insert(*name, *lines)),
            ["program", id, lines] => drop(programs.insert(*id, *lines)),
            ["case", rest @ ..] => cases.push(rest.try_into().expect("a case has six cells")),
            _ => panic!("no row: {line}"),
        }
    }
    Table { calendars, programs, cases }
}

/// Returns what the page is told under a calendar, and the numbers of the programs.
fn told(calendar: &str, programs: &BTreeMap<&str, &str>) -> (Value, BTreeMap<String, u32>) {
    let lines = |text: &str| text.replace(" | ", "\n") + "\n";
    let mut files = FileSet::default();
    let site = format!(
        "address: https://tthc.xa-vi-du.example/\ncommune: Xã Ví Dụ\nexample: true\n{}",
        lines(calendar)
    );
    files.insert_named("content/site.yaml", site.as_bytes());
    for (id, front) in programs {
        let text = format!("---\ntitle: {id}\n{}covers: {{all: true}}\n---\n", lines(front));
        files.insert_named(&format!("content/programs/{id}.md"), text.as_bytes());
    }
    let mut found = Diagnostics::default();
    let site = parse::site(&files, &mut found);
    assert!(!found.has_errors(), "{}", found.show(&files, true, false));
    let site = site.expect("the site is sound");
    let mut ledger = Ledger::default();
    ledger.mint(&site, Date::constant(2026, 1, 1));
    let addresses = Addresses { base: &site.commune.address, ledger: &ledger };
    let number = |id| addresses.number(tracuu::model::site::Thing::Program, id);
    let numbers = site.programs.iter().map(|p| (p.id.to_string(), number(&p.id))).collect();
    (clock::site(&site, addresses), numbers)
}

/// Writes a page that has the clock, and returns its address.
fn page(name: &str, set_up: &str, body: &str) -> String {
    let script = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/scripts/clock.js"),
    );
    let script = script.expect("the script is readable");
    let words = json!({ "clock": clock::words(&theme::plain()) });
    let html = format!(
        "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>x</title>{body}\n\
         <script>\nvar T = {words};\n{set_up}\n{script}</script>"
    );
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, html).expect("the temporary folder is writable");
    format!("file://{}", path.display())
}

#[test]
fn the_clock_tells_the_time_in_vietnam_on_every_phone() {
    let table = table();
    assert!(table.cases.len() >= 60, "the table was read");
    let told: BTreeMap<_, _> =
        table.calendars.iter().map(|(name, lines)| (*name, told(lines, &table.programs))).collect();
    let sites: BTreeMap<_, _> = told.iter().map(|(name, (site, _))| (*name, site)).collect();
    let set_up = format!(
        "var SITES = {}, SITE;\n\
         function ask(moment, calendar, attribute, value) {{\
           SITE = SITES[calendar];\
           Date.now = () => Date.parse(moment);\
           document.body.textContent = '';\
           const line = document.body.appendChild(document.createElement('p'));\
           line.hidden = true;\
           line.setAttribute('data-' + attribute, value);\
           startClock();\
           return [line.hidden ? '-' : line.textContent, line.className];\
         }}",
        json!(sites)
    );
    let url = page("clock.html", &set_up, "");
    let browser = Browser::phone();
    let zones: BTreeSet<&str> = table.cases.iter().map(|case| case[2]).collect();
    let mut wrong = Vec::new();
    for zone in zones {
        browser.zone(zone);
        browser.open(&url);
        let own = browser.script("return Intl.DateTimeFormat().resolvedOptions().timeZone");
        assert!(own == zone || zone == "Asia/Ho_Chi_Minh" && own == "Asia/Saigon", "{own} {zone}");
        for [what, moment, _, calendar, question, words] in
            table.cases.iter().filter(|c| c[2] == zone)
        {
            let (ask, about) = question.split_once(' ').unwrap_or((question, ""));
            let value = match ask {
                "session" => told[calendar].1[about].to_string(),
                "hall" => HALL.to_owned(),
                _ => about.to_owned(),
            };
            let attribute = if ask == "hall" { "open" } else { ask };
            let call = json!([moment, calendar, attribute, value]);
            let said = browser.script(&format!("return ask(...{call})"));
            let class = match (attribute, *words) {
                ("open", "-") => "",
                ("open", words) if words.starts_with("Đang mở") => "open",
                ("open", _) => "closed",
                _ => "",
            };
            if said != json!([words, class]) {
                wrong.push(format!("{what}: {moment} in {zone}: {said}, not {words:?} {class:?}"));
            }
        }
    }
    assert!(browser.errors().is_empty(), "{:?}", browser.errors());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_clock_goes_on_while_the_page_is_open() {
    let table = table();
    let (site, _) = told(table.calendars["announced"], &table.programs);
    let url = page(
        "clock-runs.html",
        &format!("var SITE = {site};"),
        "<p data-open hidden></p><p data-session=\"999\" hidden>x</p>",
    );
    let browser = Browser::phone();
    browser.zone("America/New_York");
    browser.clock("2026-11-27T11:29:57+07:00");
    browser.open(&url);
    browser.script("startClock()");
    let said = "return document.querySelector('[data-open]').textContent";
    assert_eq!(browser.script(said), "Đang mở – đến 11:30");
    browser.wait_for(&format!("{said} === 'Nghỉ trưa – mở lại 13:30'"));
    let hidden = "return document.querySelector('[data-session]').hidden";
    assert_eq!(browser.script(hidden), true, "a program that is not known stays hidden");
}
