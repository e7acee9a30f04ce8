//! Redirects: a small interpreter of each server's words; every number, the query kept, nothing else.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::project::{Folder, build, site};
use tracuu::ledger::Ledger;
use tracuu::model::{Id, Lang, Link, Site};
use tracuu::render::redirects::{self, Plan};
use tracuu::theme::Theme;

/// What a server answers to a path with a query: a status and an address.
type Answer = Option<(u16, String)>;
type Server = fn(&str, &str, &str) -> Answer;

/// nginx: `location = "path"` is the whole path; `$is_args$args` is the query.
fn nginx(config: &str, path: &str, query: &str) -> Answer {
    let mut rules = config.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let (from, rest) = line.strip_prefix("location = \"")?.split_once("\" { return ")?;
        let (status, rest) = rest.split_once(" \"")?;
        let to = rest.strip_suffix("$is_args$args\"; }")?;
        assert!(!to.contains('$') && !from.contains('$'), "a variable in {line}");
        Some((from.to_owned(), status.parse().ok()?, to.to_owned()))
    });
    let all: Option<Vec<(String, u16, String)>> = rules.by_ref().collect();
    let all = all.unwrap_or_else(|| panic!("nginx would not read it:\n{config}"));
    let rule = all.into_iter().find(|(from, ..)| from == path)?;
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    Some((rule.1, format!("{}{query}", rule.2)))
}

/// Apache: `RedirectMatch` on the whole path; the query is appended when the target has none.
fn apache(config: &str, path: &str, query: &str) -> Answer {
    for line in config.lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = line.split('"').collect();
        let [start, pattern, " ", to, ""] = parts[..] else {
            panic!("Apache would not read {line}")
        };
        let status = start.strip_prefix("RedirectMatch ").expect("a directive").trim();
        let literal = pattern.strip_prefix('^').and_then(|p| p.strip_suffix("/?$"));
        let literal = literal.expect("the whole path").replace("[.]", "\u{1}");
        assert!(!literal.contains(['.', '*', '+', '(', '[', '$', '\\', '^', '|']), "{pattern}");
        let literal = literal.replace('\u{1}', ".");
        if path.strip_prefix(&literal).is_some_and(|rest| rest.is_empty() || rest == "/") {
            let query = if query.is_empty() { String::new() } else { format!("?{query}") };
            assert!(!to.contains(['?', '$', '%']));
            return Some((status.parse().expect("a status"), format!("{to}{query}")));
        }
    }
    None
}

/// IIS with URL Rewrite: rules in order, the path without its first slash, a map of exact keys.
fn iis(config: &str, path: &str, query: &str) -> Answer {
    let attribute = |line: &str, name: &str| {
        let (_, rest) = line.split_once(&format!(" {name}=\""))?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    assert!(config.starts_with("<?xml") && config.len() < 250_000);
    let map: BTreeMap<String, String> = config
        .lines()
        .filter(|line| line.starts_with("<add key="))
        .map(|line| {
            (attribute(line, "key").expect("a key"), attribute(line, "value").expect("a value"))
        })
        .collect();
    let path = path.strip_prefix('/').expect("paths begin so");
    let bare = path.strip_suffix('/').unwrap_or(path);
    for rule in config.split("<rule ").skip(1) {
        let line =
            |start: &str| rule.lines().find(|line| line.starts_with(start)).expect("its line");
        let pattern = attribute(line("<match"), "url").expect("a pattern");
        let action = line("<action");
        assert!(action.contains("appendQueryString=\"true\""));
        let status = if action.contains("\"Permanent\"") { 301 } else { 302 };
        let to = attribute(action, "url").expect("a target");
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        if pattern == "^(.+?)/?$" {
            assert!(rule.contains("<add input=\"{tracuu:{R:1}}\" pattern=\"(.+)\" />"));
            if let Some(value) = map.get(bare).filter(|value| !value.is_empty() && !bare.is_empty())
            {
                return Some((status, format!("{}{query}", to.replace("{C:1}", value))));
            }
        } else {
            let literal =
                pattern.trim_start_matches('^').trim_end_matches("/?$").replace("\\.", ".");
            if path.strip_prefix(&literal).is_some_and(|rest| rest.is_empty() || rest == "/") {
                return Some((status, format!("{to}{query}")));
            }
        }
    }
    None
}

/// `_redirects`: from, to, status; static hosts pass the query on.
fn netlify(config: &str, path: &str, query: &str) -> Answer {
    for line in config.lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = line.split(' ').collect();
        let [from, to, status] = parts[..] else { panic!("not a rule: {line}") };
        assert!(!from.contains(['*', ':']) && !to.contains(":splat"));
        if from == path {
            let query = if query.is_empty() { String::new() } else { format!("?{query}") };
            return Some((status.parse().expect("a status"), format!("{to}{query}")));
        }
    }
    None
}

/// Writes the rules of a plan.
type Format = fn(&Plan) -> String;

const SERVERS: [(Format, Server); 4] = [
    (redirects::nginx, nginx),
    (redirects::apache, apache),
    (redirects::iis, iis),
    (redirects::netlify, netlify),
];

fn project() -> (Site, Ledger, Arc<Theme>) {
    let built = build(&site("every-key"));
    (built.site.expect("a site"), built.ledger, built.theme.expect("a theme"))
}

fn link(text: &str) -> Link {
    Link::new(text).expect("sound")
}

/// Asks every server for paths that lead somewhere, with and without the slash that people leave out.
fn leads(plan: &Plan, path: &str, query: &str, to: &str) {
    for (write, server) in SERVERS {
        let config = write(plan);
        for path in [path, path.trim_end_matches('/')].into_iter().filter(|path| !path.is_empty()) {
            let asked = if query.is_empty() { String::new() } else { format!("?{query}") };
            let right = Some((plan.status(), format!("{to}{asked}")));
            assert_eq!(server(&config, path, query), right, "{path}:\n{config}");
        }
    }
}

fn leads_nowhere(plan: &Plan, path: &str) {
    for (write, server) in SERVERS {
        assert_eq!(server(&write(plan), path, "41"), None, "{path}");
    }
}

#[test]
fn a_former_address_sends_every_number_and_page_on_with_the_hall() {
    let (site, ledger, _) = project();
    for former in ["https://old.every-key.example/", "https://cu.example/a.b/tthc/"] {
        let former = link(former);
        let plan = redirects::from_former(&site, &ledger, &former);
        let (base, to) = (former.path(), site.commune.address.as_str());
        assert_eq!((plan.status(), plan.host.as_str()), (301, former.host()));
        for row in ledger.rows() {
            leads(&plan, &format!("{base}{}/", row.number), "41", &format!("{to}{}/", row.number));
            leads(&plan, &format!("{base}{}/", row.id), "", &format!("{to}{}/", row.id));
        }
        leads(&plan, base, "", to);
        leads(&plan, &format!("{base}en/moi-khoa/"), "", &format!("{to}en/moi-khoa/"));
        // A former id is one step, too.
        leads(&plan, &format!("{base}thon-du-cu/"), "", &format!("{to}thon-du/"));
        let none =
            ["0/", "999/", "1/x", "1x/", "khong-co/", "/evil.example/", "1//", "axb/tthc/1/"];
        for path in none {
            leads_nowhere(&plan, &format!("{base}{path}"));
        }
        leads_nowhere(&plan, "//evil.example/1/");
    }
}

#[test]
fn the_present_address_leads_numbers_to_pages_that_people_can_read() {
    let (site, ledger, _) = project();
    let own = &site.commune.address;
    let plan = redirects::to_readable(&site, &ledger, own, own);
    assert_eq!(plan.status(), 302);
    assert_eq!(plan.rules.len(), ledger.rows().count());
    let number =
        |kind, id: &str| ledger.number(kind, &Id::new(id).expect("an id")).expect("minted");
    let new = number(tracuu::model::site::Thing::Procedure, "moi-khoa");
    leads(&plan, &format!("/guide/{new}/"), "41", "https://tthc.every-key.example/guide/moi-khoa/");
    // What came after an abolished procedure, in one step; the hall that took another in.
    let old = number(tracuu::model::site::Thing::Procedure, "da-bai-bo");
    leads(&plan, &format!("/guide/{old}/"), "2", "https://tthc.every-key.example/guide/moi-khoa/");
    leads_nowhere(&plan, "/guide/moi-khoa/");
    let elsewhere = link("https://cms.example/thu-tuc/");
    let plan = redirects::to_readable(&site, &ledger, own, &elsewhere);
    leads(&plan, &format!("/guide/{new}/"), "41", "https://cms.example/thu-tuc/moi-khoa/");
    leads(&plan, "/guide/moi-khoa/", "", "https://cms.example/thu-tuc/moi-khoa/");
    leads(&plan, "/guide/", "", "https://cms.example/thu-tuc/");
}

#[test]
fn no_rule_leads_from_a_page_that_another_leads_to() {
    let (site, ledger, _) = project();
    // The site moved into a folder of the same host, and a page has the name of the folder.
    let former = link("https://tthc.every-key.example/");
    let mut plan = redirects::from_former(&site, &ledger, &former);
    let other =
        redirects::from_former(&site, &ledger, &link("https://tthc.every-key.example/guide/cu/"));
    plan.join(other);
    for (from, to) in plan.each() {
        let path = to.strip_prefix("https://tthc.every-key.example").expect("our own host");
        assert!(!plan.rules.contains_key(path), "{from} → {to} → …");
    }
}

#[test]
fn pages_of_the_fallback_send_on_with_and_without_script() {
    let (site, ledger, theme) = project();
    let former = link("https://old.every-key.example/tthc/");
    let plan = redirects::from_former(&site, &ledger, &former);
    let pages = redirects::pages(&plan, theme.strings(&Lang::vietnamese()));
    assert_eq!(pages.len(), plan.rules.len());
    for row in ledger.rows() {
        let page = pages.get_str(&format!("tthc/{}/index.html", row.number)).expect("a page");
        let page = String::from_utf8_lossy(page);
        let to = format!("https://tthc.every-key.example/guide/{}/", row.number);
        for part in [
            format!("<meta http-equiv=\"refresh\" content=\"0; url={to}\">"),
            format!("<link rel=\"canonical\" href=\"{to}\">"),
            format!("location.replace(\"{to}\" + location.search)"),
            format!("Trang này đã chuyển sang địa chỉ mới: <a href=\"{to}\">"),
        ] {
            assert!(page.contains(&part), "{part}:\n{page}");
        }
    }
}

#[test]
fn the_command_writes_files_and_refuses_what_a_server_would_misread() {
    let folder = Folder::with_site("redirects");
    let run = |arguments: &[&str]| {
        let done = folder.tracuu(&[&["redirects"], arguments].concat());
        (done.status.code(), String::from_utf8_lossy(&done.stdout).into_owned())
    };
    assert_eq!(run(&["--format", "nginx"]).0, Some(1), "nothing is minted yet");
    assert!(folder.tracuu(&["build", "--posters", "none"]).status.success());
    let (code, text) = run(&["--format", "apache", "--from", "old.every-key.example"]);
    assert_eq!(code, Some(0));
    assert!(
        text.contains("RedirectMatch 301 \"^/1/?$\" \"https://tthc.every-key.example/guide/1/\"")
    );
    assert_eq!(run(&["--format", "iis", "--from", "evil.example"]).0, Some(2));
    for to in [
        "https://x.example/$host/",
        "http://x.example/",
        "https://x.example",
        "https://x.example/?a=/",
    ] {
        assert_eq!(run(&["--format", "nginx", "--to", to]).0, Some(2), "{to}");
    }
    assert_eq!(run(&["--format", "static"]).0, Some(2), "a folder must be named");
    assert_eq!(run(&["--format", "static", "--from", "all", "--output", "cu"]).0, Some(0));
    assert!(folder.0.join("cu/1/index.html").is_file());
    assert_eq!(run(&["--format", "iis", "--output", "web.config"]).0, Some(0));
    assert!(folder.0.join("web.config").is_file());
}
