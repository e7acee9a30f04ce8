//! The facts that nobody has checked: named near the fact, and all together at the end.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::Procedure;

use super::edition::Edition;

/// The most characters of a fact in words that stands at the top of the page.
const LONGEST_NAME: usize = 120;

/// The open facts of a procedure.
#[derive(Debug, Serialize)]
pub(super) struct Doubts {
    /// By the section of the page that shows the fact.
    near: BTreeMap<&'static str, Vec<String>>,
    /// All of them, with what they are about.
    all: Vec<Doubt>,
    /// What they are about, each once: `Lệ phí; Thời gian`.
    names: String,
}

#[derive(Debug, Serialize)]
struct Doubt {
    what: String,
    /// What is open, in words.
    note: Option<String>,
}

/// Collects the open facts.
pub(super) fn doubts(edition: &Edition<'_>, procedure: &Procedure) -> Doubts {
    let mut near: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut all = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for fact in &procedure.unverified {
        let key = fact.key.as_deref().unwrap_or("other");
        let what = label(edition, procedure, key);
        let text = match &fact.note {
            Some(note) => format!("{what}: {note}"),
            None => edition.strings.fill("procedure.not_checked", &[("what", &what)]),
        };
        near.entry(section(key)).or_default().push(text);
        // What was said in words alone names itself where they are read, unless they are many: all of
        // them stand below.
        let is_read =
            |note: &String| edition.lang.is_vietnamese() && note.chars().count() <= LONGEST_NAME;
        let kind = match (&fact.key, &fact.note) {
            (None, Some(note)) if is_read(note) => note.trim_end_matches('.').to_owned(),
            _ => known(edition, key.split(['.', '[']).next().unwrap_or_default()).to_owned(),
        };
        if !names.contains(&kind) {
            names.push(kind);
        }
        all.push(Doubt { what, note: fact.note.clone() });
    }
    Doubts { near, all, names: names.join("; ") }
}

/// Returns the section of the page that shows the fact at a key.
fn section(key: &str) -> &'static str {
    let mut parts = key.split(['.', '[']);
    match (parts.next().unwrap_or_default(), parts.nth(1)) {
        ("fee", _) | ("channels", Some("fee")) => "fee",
        ("time", _) | ("channels", Some("time")) => "time",
        ("channels" | "authority" | "office_hours" | "help", _) => "place",
        ("documents", _) => "papers",
        ("steps", _) => "steps",
        ("cases", _) => "cases",
        ("result", _) => "result",
        ("deadline", _) => "deadline",
        ("benefit", _) => "benefit",
        ("conditions", _) => "conditions",
        ("refusals", _) => "refusals",
        ("title" | "summary" | "status" | "replaced_by", _) => "top",
        _ => "record",
    }
}

/// Names a key at the top of the file.
fn known<'a>(edition: &Edition<'a>, name: &str) -> &'a str {
    edition
        .strings
        .find(&format!("procedure.key.{name}"))
        .unwrap_or_else(|| edition.say("procedure.key.other"))
}

/// Names the fact at a key: `Lệ phí`, `Giấy tờ: Tờ khai`, `Ở thuê: Thời gian`.
fn label(edition: &Edition<'_>, procedure: &Procedure, key: &str) -> String {
    let known = |name: &str| known(edition, name).to_owned();
    let (first, rest) = key.split_once(['.', '[']).unwrap_or((key, ""));
    let entry = |digits: &str| {
        let index = digits.split([']', '.']).next().unwrap_or_default();
        index.parse::<usize>().ok()
    };
    match first {
        "documents" => match entry(rest).and_then(|at| procedure.documents.get(at)) {
            Some(document) => {
                let name = document.brief.as_ref().unwrap_or(&document.name);
                format!("{}: {name}", known(first))
            }
            None => known(first),
        },
        "channels" => match rest.split('.').nth(1) {
            Some(fact @ ("fee" | "time")) => {
                let way = rest.split('.').next().unwrap_or_default();
                let way = edition.strings.get(&format!("channel.{way}")).to_lowercase();
                format!("{} ({way})", known(fact))
            }
            _ => known(first),
        },
        "cases" => {
            let (id, fact) = rest.split_once('.').unwrap_or((rest, ""));
            let case = procedure.cases.iter().find(|case| case.id.as_str() == id);
            let fact = fact.split(['.', '[']).next().filter(|fact| !fact.is_empty());
            let case = case.map_or_else(|| known(first), |case| case.title.clone());
            fact.map_or(case.clone(), |fact| format!("{case}: {}", known(fact)))
        }
        first => known(first),
    }
}
