//! What a picture says: a title, and below it one thought in at most two lines.

use crate::model::procedure::{Procedure, Status};
use crate::model::{Program, Site};
use crate::render::poster::facts::Facts;
use crate::render::words;
use crate::theme::Strings;

/// The words of a picture.
pub(super) struct Told {
    /// Small, above the title: whose page it is.
    pub(super) above: String,
    /// As large as fits.
    pub(super) title: String,
    /// What the foot may say, the best first: the first whose lines fit is taken.
    pub(super) foots: Vec<Vec<String>>,
    /// What marks a page of an example commune.
    pub(super) mark: Option<String>,
    /// Whether it is about something that is not in force.
    pub(super) stopped: bool,
}

/// Describes the commune.
pub(super) fn commune(site: &Site, strings: &Strings) -> Told {
    Told {
        above: strings.get("site.guide").to_owned(),
        title: site.commune.name.clone(),
        foots: vec![vec![strings.get("card.home").to_owned()]],
        ..frame(site, strings)
    }
}

/// Describes a procedure: fee, time and papers, or that it is not in force.
pub(super) fn procedure(site: &Site, procedure: &Procedure, strings: &Strings) -> Told {
    let stopped = match procedure.status {
        Status::Suspended => Some("card.suspended"),
        Status::Abolished => Some("card.abolished"),
        Status::Active | Status::Draft => None,
    };
    let foots = match stopped {
        Some(key) => {
            let said = strings.get(key).to_owned();
            let instead = site.successor(procedure).map(|next| {
                let instead = strings.fill("card.instead", &[("title", &next.title)]);
                vec![said.clone(), instead]
            });
            instead.into_iter().chain([vec![said]]).collect()
        }
        None => facts(procedure, strings),
    };
    Told {
        title: procedure.title.clone(),
        foots,
        stopped: stopped.is_some(),
        ..frame(site, strings)
    }
}

/// Describes a program: its days and hours, and its last day where it has one.
pub(super) fn program(site: &Site, program: &Program, strings: &Strings) -> Told {
    let when = words::capital(&words::program::when(program, strings));
    let days = words::capital(&words::days(&program.days, strings));
    let hours = words::capital(&words::program::hours(program, strings));
    let period = program.to.map(|_| words::program::period(program, strings));
    let whole = period.map(|period| vec![when.clone(), period]);
    Told {
        title: program.title.clone(),
        foots: whole
            .into_iter()
            .chain([vec![when], vec![days.clone(), hours], vec![days]])
            .collect(),
        ..frame(site, strings)
    }
}

fn frame(site: &Site, strings: &Strings) -> Told {
    Told {
        above: site.commune.name.clone(),
        title: String::new(),
        foots: Vec::new(),
        mark: site.commune.example.then(|| strings.get("card.example").to_owned()),
        stopped: false,
    }
}

/// Lists what may be said of fee, time and papers: whole items, or none of them.
fn facts(procedure: &Procedure, strings: &Strings) -> Vec<Vec<String>> {
    let facts = Facts::of(procedure, strings);
    let mut said = facts.facts.iter().map(|(label, words)| amount(label, words, strings));
    let fee_label = strings.get("poster.fee");
    let has_fee = facts.facts.first().is_some_and(|(label, _)| label == fee_label);
    let fee = if has_fee { said.next() } else { None };
    let time = said.next();
    let (named, counted) = papers(&facts, strings);
    let both = |one: &Option<String>, other: &Option<String>| {
        let (one, other) = (one.as_ref()?, other.as_ref()?);
        Some(strings.fill("card.both", &[("first", one), ("second", other)]))
    };
    let amounts = both(&fee, &time);
    let rows = |lines: &[&Option<String>]| -> Option<Vec<String>> {
        lines.iter().map(|line| (*line).clone()).collect()
    };
    let choices = [
        rows(&[&amounts, &named]),
        rows(&[&amounts, &counted]),
        rows(&[&fee, &time]),
        rows(&[&fee, &named]),
        rows(&[&fee, &counted]),
        rows(&[&time, &named]),
        rows(&[&time, &counted]),
        rows(&[&named]),
        rows(&[&time]),
        rows(&[&fee]),
        rows(&[&counted]),
        Some(vec![strings.get("card.inside").to_owned()]),
    ];
    choices.into_iter().flatten().collect()
}

/// Spells a fee or time, with its label unless a number with its unit or the theme's own words tell
/// what it is about.
fn amount(label: &str, line: &str, strings: &Strings) -> String {
    let ours = ["fee.free", "time.same_day"].map(|key| strings.get(key));
    let units = ["money.dong", "time.working_days", "time.days", "time.hours"]
        .map(|key| strings.fill(key, &[("sum", ""), ("n", "")]));
    let counted = line.contains(|c: char| c.is_ascii_digit())
        && units.iter().any(|unit| line.contains(unit.trim()));
    let plain = counted || ours.iter().any(|words| line.contains(words));
    // Who reads this has no code before them.
    let line = line.replace(strings.get("poster.by_case"), strings.get("card.by_case"));
    if plain { line } else { strings.fill("card.labelled", &[("label", label), ("words", &line)]) }
}

/// Spells the papers that everybody brings: by their names, and by their number.
fn papers(facts: &Facts, strings: &Strings) -> (Option<String>, Option<String>) {
    let always: Vec<&str> =
        facts.papers.iter().filter(|paper| !paper.conditional).map(|p| p.brief.as_str()).collect();
    let whole = always.len() == facts.papers.len() && facts.case_line.is_none();
    if always.is_empty() {
        let by_case = facts.case_line.is_some() || !facts.papers.is_empty();
        return (None, by_case.then(|| strings.get("card.papers_by_case").to_owned()));
    }
    let list = always.join(strings.get("poster.and"));
    let named =
        strings.fill(if whole { "card.bring" } else { "card.bring_more" }, &[("papers", &list)]);
    let key = match (whole, always.len()) {
        (true, 1) => "card.papers_one",
        (true, _) => "card.papers",
        (false, _) => "card.papers_more",
    };
    let counted = strings.fill(key, &[("n", &always.len().to_string())]);
    (Some(named), Some(counted))
}
