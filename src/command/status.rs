//! `tracuu status`: what hangs in each hall, what of it is wrong, and how much paper is needed.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::report::{self, Target};
use super::{Context, Outcome, walls};
use crate::diagnostic::{Text, say};
use crate::ledger::stale::{self, Standing, State};
use crate::model::village::PaperSize;
use crate::pipeline::{self, Built, Options};
use crate::table::{Cell, Table};

/// Tells how every wall stands.
#[must_use]
pub fn run(context: &Context, options: &Options, target: &Target) -> Outcome {
    let voice = context.voice;
    let files = match super::read_with_copy(context, Path::new(super::OUTPUT)) {
        Ok(files) => files,
        Err(outcome) => return outcome,
    };
    let mut built = pipeline::build(&files, options);
    if let Some(site) = &built.site
        && let Err(outcome) = super::wanted::check(voice, site, &options.wanted)
    {
        return outcome;
    }
    let (faces, found) = walls::faces(&built);
    built.diagnostics.append(found);
    built.diagnostics.sort();
    if built.diagnostics.has_errors() {
        voice.findings(&built.diagnostics, &files);
        voice.json(&built.diagnostics, &files, &Value::Null);
        return Outcome::ContentErrors;
    }
    let all = stale::compare(&built.ledger.prints, &faces);
    let mut standings: Vec<Standing<'_>> =
        all.into_iter().filter(|standing| walls::is_wanted(&built, standing.hall)).collect();
    // Hall by hall; what is to be taken down stands last in each.
    let order: Vec<u32> = by_hall(&standings).into_iter().map(|(hall, _)| hall).collect();
    standings.sort_by_key(|standing| order.iter().position(|hall| *hall == standing.hall));
    let tables = [halls(&built, &standings), sheets(&built, &standings)];
    if let Err(error) = report::write(context, &tables, &tables[1], target) {
        voice.refused(&error);
        return Outcome::Refused;
    }
    voice.json(&built.diagnostics, &files, &machine(&built, &standings));
    let told = summary(&standings);
    if !voice.json {
        // Of a whole commune, thousands of sheets that are right would hide those that are not.
        if options.wanted.halls.is_empty() {
            standings.retain(|standing| standing.state() != State::Current);
        }
        let shown = sheets(&built, &standings);
        if !shown.rows.is_empty() {
            voice.result(shown.text(voice.english).trim_end());
            voice.result("");
        }
        voice.result(tables[0].text(voice.english).trim_end());
        voice.result("");
        voice.result(told.pick(voice.english));
    }
    Outcome::Good
}

/// Every place on every wall, a row each.
fn sheets(built: &Built, standings: &[Standing<'_>]) -> Table {
    let row = |standing: &Standing<'_>| {
        let hung = standing.hung;
        vec![
            Cell::from(walls::hall(built, standing.hall)),
            walls::sheet(built, standing).into(),
            walls::paper(standing.slot).into(),
            hung.map(|print| format!("{}-{}", print.hall, print.serial)).unwrap_or_default().into(),
            hung.map(|print| print.date.to_string()).unwrap_or_default().into(),
            walls::state(standing).into(),
            walls::why(built, standing).into(),
        ]
    };
    Table {
        title: say("Từng tờ", "Sheets"),
        columns: vec![
            say("Nơi treo", "Hall"),
            say("Tờ", "Sheet"),
            say("Khổ giấy", "Paper"),
            say("Số tờ", "Number"),
            say("In ngày", "Printed"),
            say("Tình trạng", "State"),
            say("Vì sao", "Why"),
        ],
        rows: standings.iter().map(row).collect(),
    }
}

/// Each hall with its counts and the paper that it needs.
fn halls(built: &Built, standings: &[Standing<'_>]) -> Table {
    const STATES: [State; 4] = [State::Current, State::Stale, State::NeverPrinted, State::TakeDown];
    let mut columns = vec![
        say("Nơi treo", "Hall"),
        say("Đang treo", "Hanging"),
        say("Còn đúng", "Current"),
        say("In lại", "Print again"),
        say("Chưa in", "Never printed"),
        say("Gỡ xuống", "Take down"),
    ];
    let sizes: Vec<(&str, PaperSize)> = PaperSize::ALL
        .into_iter()
        .filter(|(_, size)| standings.iter().any(|s| is_needed(s) && s.slot.size == *size))
        .collect();
    let needed = |key: &str| say(format!("Giấy {key} cần"), format!("{key} paper needed"));
    columns.extend(sizes.iter().map(|(key, _)| needed(key)));
    let mut rows = Vec::new();
    for (hall, standings) in by_hall(standings) {
        let count = |is: &dyn Fn(&Standing<'_>) -> bool| {
            Cell::Count(standings.iter().filter(|standing| is(standing)).count())
        };
        let mut row = vec![walls::hall(built, hall).into(), count(&|s| s.hung.is_some())];
        row.extend(STATES.map(|state| count(&|s| s.state() == state)));
        row.extend(sizes.iter().map(|(_, size)| count(&|s| is_needed(s) && s.slot.size == *size)));
        rows.push(row);
    }
    Table { title: say("Nhà văn hóa", "Halls"), columns, rows }
}

/// Says whether a place needs paper.
fn is_needed(standing: &Standing<'_>) -> bool {
    matches!(standing.state(), State::Stale | State::NeverPrinted)
}

/// Gathers places by hall, in the order in which halls first come.
fn by_hall<'a, 'b>(standings: &'b [Standing<'a>]) -> Vec<(u32, Vec<&'b Standing<'a>>)> {
    let mut halls: Vec<(u32, Vec<&Standing<'_>>)> = Vec::new();
    for standing in standings {
        match halls.iter_mut().find(|(hall, _)| *hall == standing.hall) {
            Some((_, of_hall)) => of_hall.push(standing),
            None => halls.push((standing.hall, vec![standing])),
        }
    }
    halls
}

fn summary(standings: &[Standing<'_>]) -> Text {
    let count = |state: State| standings.iter().filter(|s| s.state() == state).count();
    let (current, stale) = (count(State::Current), count(State::Stale));
    let (never, down) = (count(State::NeverPrinted), count(State::TakeDown));
    let mut text = say(
        format!(
            "{current} tờ còn đúng, {stale} tờ phải in lại, {never} tờ chưa in, {down} tờ phải gỡ."
        ),
        format!(
            "{current} current, {stale} to print again, {never} never printed, {down} to take down."
        ),
    );
    let moved = standings.iter().filter(|standing| standing.moved()).count();
    if moved > 0 {
        text.vi += &format!(" {moved} tờ mang địa chỉ cũ và phải thay.");
        text.en += &format!(" {moved} carry a former address and must be replaced.");
    }
    if stale + never > 0 {
        text.vi += "\nIn: tracuu print --all (mọi nơi) hoặc tracuu print --hall <thôn>.";
        text.en += "\nPrint: tracuu print --all, or tracuu print --hall <hall>.";
    }
    if down > 0 {
        text.vi += "\nGỡ xong thì ghi lại: tracuu print --taken-down <số tờ>.";
        text.en += "\nOnce taken down, record it: tracuu print --taken-down <number>.";
    }
    text
}

/// Everything for machines: halls with their sheets.
fn machine(built: &Built, standings: &[Standing<'_>]) -> Value {
    let both = |text: &Text| json!({"vi": text.vi, "en": text.en});
    let sheet = |standing: &&Standing<'_>| {
        json!({
            "place": standing.slot.to_string(),
            "kind": standing.slot.kind.key(),
            "paper": standing.slot.paper(),
            "title": walls::sheet(built, standing),
            "number": standing.hung.map(|print| format!("{}-{}", print.hall, print.serial)),
            "printed": standing.hung.map(|print| print.date.to_string()),
            "state": standing.state().key(),
            "moved": standing.moved(),
            "why": both(&walls::why(built, standing)),
        })
    };
    let hall = |(hall, standings): &(u32, Vec<&Standing<'_>>)| {
        let mut paper: BTreeMap<&str, usize> = BTreeMap::new();
        for standing in standings.iter().filter(|standing| is_needed(standing)) {
            *paper.entry(standing.slot.size.key()).or_default() += 1;
        }
        json!({
            "hall": walls::village(built, *hall).map(|village| village.id.to_string()),
            "number": hall,
            "title": walls::hall(built, *hall),
            "paper_needed": paper,
            "sheets": standings.iter().map(sheet).collect::<Vec<_>>(),
        })
    };
    json!({"halls": by_hall(standings).iter().map(hall).collect::<Vec<_>>()})
}
