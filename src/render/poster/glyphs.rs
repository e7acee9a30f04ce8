//! Characters that the theme's fonts cannot draw, told before a box is printed in their place.

use std::collections::BTreeSet;

use super::choices;
use super::facts::{Facts, Phrase};
use super::press::Press;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, say};
use crate::model::program::{Program, ProgramHours};
use crate::model::village::Kind;
use crate::model::{Procedure, Village};
use unicode_normalization::UnicodeNormalization;

/// Looks through every text of the commune, the open halls and their procedures.
pub(super) fn check(press: &Press<'_>, found: &mut Diagnostics) {
    let mut look = |place: Place, key: &str, text: &str| {
        let text: String = text.nfc().filter(|c| !c.is_whitespace()).collect();
        let Some(missing) = press.faces.missing(&text) else { return };
        let code = u32::from(missing);
        found.push(
            Diagnostic::error(
                "poster-missing-glyph",
                place,
                say(
                    format!("«{key}» có ký tự «{missing}» (U+{code:04X}) mà phông chữ của tờ in không có"),
                    format!("“{key}” has the character “{missing}” (U+{code:04X}), which the fonts of posters lack"),
                ),
            )
            .hint(say("hãy thay bằng chữ hoặc dấu thường", "write it with plain letters or signs")),
        );
    };
    let commune = &press.site.commune;
    let of_commune = [
        ("commune", Some(&commune.name)),
        ("province", commune.province.as_ref()),
        ("phone", commune.phone.as_ref()),
        ("centre.name", commune.centre.name.as_ref()),
        ("centre.address", commune.centre.address.as_ref()),
    ];
    for (key, text) in of_commune {
        if let Some(text) = text {
            look(commune.origin.place(key), key, text);
        }
    }
    for village in press.site.villages.iter().filter(|village| village.is_open()) {
        for (key, text) in of_hall(village) {
            look(village.origin.place(key), key, text);
        }
    }
    let printed = printed(press);
    of_kinds(press, &printed, &mut look);
    for guide in press.guides.values() {
        if printed.contains(&Kind::Notice) {
            for (key, text) in of_notice(guide.procedure) {
                look(guide.procedure.origin.place(key), key, text);
            }
        }
        for (key, text) in of_procedure(guide.procedure, &guide.facts) {
            look(guide.procedure.origin.place(&key), &key, text);
        }
    }
    if printed.contains(&Kind::Notice) {
        of_changes(press, &mut look);
    }
}

/// Looks through the table of changes of a notice, on which also stands what is over.
fn of_changes(press: &Press<'_>, look: &mut impl FnMut(Place, &str, &str)) {
    for procedure in press.order.procedures() {
        if !press.guides.contains_key(&procedure.id) {
            look(procedure.origin.place("title"), "title", &procedure.title);
            for (key, text) in of_notice(procedure) {
                look(procedure.origin.place(key), key, text);
            }
        }
        for text in &procedure.replaces {
            look(procedure.origin.place("replaces"), "replaces", text);
        }
        for change in &procedure.changed_by {
            for text in std::iter::once(&change.number).chain(&change.what) {
                look(procedure.origin.place("changed_by"), "changed_by", text);
            }
        }
    }
}

/// Looks through what only some kinds say.
fn of_kinds(press: &Press<'_>, printed: &BTreeSet<Kind>, look: &mut impl FnMut(Place, &str, &str)) {
    if printed.contains(&Kind::Index) || printed.contains(&Kind::Notice) {
        for field in &press.site.fields {
            look(field.origin.place("title"), "title", &field.title);
        }
    }
    if printed.contains(&Kind::Program) || printed.contains(&Kind::Leaflet) {
        for program in press.site.programs.iter().filter(|program| !program.over) {
            for (key, text) in of_program(program) {
                look(program.origin.place(&key), &key, text);
            }
        }
    }
    if printed.contains(&Kind::Slogan) {
        for page in press.site.pages.iter().filter(|page| page.poster) {
            look(page.origin.place("title"), "title", &page.title);
            for block in &page.blocks {
                let file = page.origin.file().clone();
                look(Place::new(file, block.start, block.end), "poster", &block.text());
            }
        }
    }
}

/// Returns the kinds that some open hall prints.
fn printed(press: &Press<'_>) -> BTreeSet<Kind> {
    let open = press.site.villages.iter().filter(|village| village.is_open());
    open.flat_map(|village| choices(press.site, village)).map(|choice| choice.kind).collect()
}

/// Returns what only a public notice says of a procedure.
fn of_notice(procedure: &Procedure) -> Vec<(&'static str, &str)> {
    let decision = procedure.decision.as_ref().map(|decision| decision.number.as_str());
    let texts = [
        ("official_title", procedure.official_title.as_deref()),
        ("code", procedure.code.as_deref()),
        ("decision.number", decision),
    ];
    texts.into_iter().filter_map(|(key, text)| Some((key, text?))).collect()
}

fn of_program(program: &Program) -> Vec<(String, &str)> {
    let plan = program.plan.as_ref();
    let hours = match &program.hours {
        ProgramHours::Text(text) => Some(text.as_str()),
        ProgramHours::Office | ProgramHours::Clock(_) => None,
    };
    let single = [
        ("title", Some(program.title.as_str())),
        ("summary", program.summary.as_deref()),
        ("hours.text", hours),
        ("covers.text", program.covers.text.as_deref()),
        ("audience", program.audience.as_deref()),
        ("plan.number", plan.and_then(|plan| plan.number.as_deref())),
        ("plan.by", plan.and_then(|plan| plan.by.as_deref())),
    ];
    let single = single.into_iter().filter_map(|(key, text)| Some((key.to_owned(), text?)));
    let except = program.except.iter().enumerate().flat_map(|(at, except)| {
        let texts = except.text.iter().chain(&except.reason);
        texts.map(move |text| (format!("except[{at}]"), text.as_str()))
    });
    let changes = program.changed_by.iter().enumerate().flat_map(|(at, change)| {
        let texts = std::iter::once(&change.number).chain(&change.what);
        texts.map(move |text| (format!("changed_by[{at}]"), text.as_str()))
    });
    single.chain(except).chain(changes).collect()
}

fn of_hall(village: &Village) -> Vec<(&'static str, &str)> {
    let (wifi, contact) = (village.wifi.as_ref(), village.contact.as_ref());
    let texts = [
        ("title", Some(village.title.as_str())),
        ("hall.name", village.hall.name.as_deref()),
        ("contact.role", contact.and_then(|contact| contact.role.as_deref())),
        ("contact.phone", contact.and_then(|contact| contact.phone.as_deref())),
        ("wifi.ssid", wifi.map(|wifi| wifi.ssid.as_str())),
        ("wifi.password", wifi.and_then(|wifi| wifi.password.as_deref())),
    ];
    texts.into_iter().filter_map(|(key, text)| Some((key, text?))).collect()
}

fn of_procedure<'a>(procedure: &'a Procedure, facts: &'a Facts) -> Vec<(String, &'a str)> {
    let both = |phrase: &'a Phrase| {
        [(phrase.key.clone(), phrase.brief.as_str()), (phrase.key.clone(), phrase.full.as_str())]
    };
    let phrases = facts.papers.iter().chain(&facts.steps).chain(&facts.case_line);
    let of_cases = facts.cases.iter().flat_map(|(title, papers)| {
        std::iter::once(("cases".to_owned(), title.as_str())).chain(papers.iter().flat_map(both))
    });
    let single = [("deadline", facts.deadline.as_deref()), ("fee", facts.exemptions.as_deref())];
    let single = single.into_iter().filter_map(|(key, text)| Some((key.to_owned(), text?)));
    let fees = facts.facts.iter().map(|(_, words)| words).chain(&facts.fee_notes);
    let results = procedure.result.iter().map(|text| ("result".to_owned(), text.as_str()));
    let extras = facts.extras.iter().flat_map(|extra| &extra.lines);
    let benefits = procedure.benefit.iter().map(|text| ("benefit".to_owned(), text.as_str()));
    std::iter::once(("title".to_owned(), procedure.title.as_str()))
        .chain(phrases.flat_map(both))
        .chain(of_cases)
        .chain(single)
        .chain(fees.map(|words| ("fee".to_owned(), words.as_str())))
        .chain(results)
        .chain(benefits)
        .chain(extras.flat_map(both))
        .collect()
}
