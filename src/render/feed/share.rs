//! Texts to paste: `share/<id>/zalo.txt`, `loudspeaker.txt`, and for procedures `fragment.txt`.
//!
//! They begin with a byte order mark: a server that names no encoding, an old phone and Notepad
//! then show Vietnamese right. The fragment is HTML in a text file, so that a browser shows what is
//! to be copied into a portal's editor.

mod fragment;
mod loudspeaker;
mod zalo;

use super::Source;
use crate::model::procedure::{Channel, Fee, Status};
use crate::model::site::Thing;
use crate::model::{Procedure, Program};
use crate::render::poster::facts::Facts;
use crate::render::words;

/// Makes the texts of a procedure.
pub(super) fn procedure(source: Source<'_>, procedure: &Procedure) -> Vec<(String, Vec<u8>)> {
    let told = Told::new(source, procedure);
    let folder = format!("share/{}", procedure.id);
    vec![
        (format!("{folder}/fragment.txt"), marked(&fragment::of(source, &told))),
        (format!("{folder}/loudspeaker.txt"), marked(&loudspeaker::procedure(source, &told))),
        (format!("{folder}/zalo.txt"), marked(&zalo::procedure(source, &told))),
    ]
}

/// Makes the texts of a program.
pub(super) fn program(source: Source<'_>, program: &Program) -> Vec<(String, Vec<u8>)> {
    let folder = format!("share/{}", program.id);
    vec![
        (format!("{folder}/loudspeaker.txt"), marked(&loudspeaker::program(source, program))),
        (format!("{folder}/zalo.txt"), marked(&zalo::program(source, program))),
    ]
}

fn marked(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").into_bytes()
}

/// What every text tells of a procedure, in words.
struct Told<'a> {
    procedure: &'a Procedure,
    /// That it is not in force, since when, and what to do instead; nothing of the rest is told then.
    stopped: Option<String>,
    /// Papers and steps.
    facts: Facts,
    fee: Vec<String>,
    time: Vec<String>,
    /// Where it is handed in.
    place: Option<String>,
    /// The hours of that place.
    hours: Vec<String>,
    /// That something on it is unverified.
    doubt: Option<&'a str>,
}

impl<'a> Told<'a> {
    fn new(source: Source<'a>, procedure: &'a Procedure) -> Self {
        let mut facts = Facts::of(procedure, source.strings);
        if procedure.documents.is_empty() {
            // What all cases ask for is told with each of them.
            facts.papers.clear();
        }
        let here = words::place::is_centre(procedure, &source.site.commune);
        let centre = &source.site.commune.centre;
        let receives = procedure.authority.as_ref().and_then(|one| one.receives.as_deref());
        let parts = if here {
            [centre.name.as_deref().or(receives), centre.address.as_deref()]
        } else {
            [receives, None]
        };
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        let week = source.site.commune.hours.as_ref().filter(|_| here);
        let rows = week.map(|week| words::week(week, source.strings)).unwrap_or_default();
        let own = procedure.office_hours.clone();
        let hours = own.map_or_else(
            || {
                rows.into_iter()
                    .map(|(days, hours)| words::capital(&format!("{days}, {hours}")))
                    .collect()
            },
            |hours| vec![hours],
        );
        Self {
            procedure,
            stopped: stopped(source, procedure),
            facts,
            fee: known(source, fee(source, procedure)),
            time: known(source, time(source, procedure)),
            place: (!parts.is_empty()).then(|| parts.join(", ")),
            hours,
            doubt: (!procedure.unverified.is_empty()).then(|| source.strings.get("share.doubt")),
        }
    }

    /// Returns the sentence that says what it is about: first of all that it is over.
    fn summary(&self, source: Source<'_>) -> String {
        let procedure = self.procedure;
        let first = self.stopped.as_ref().or(procedure.summary.as_ref());
        first.cloned().unwrap_or_else(|| {
            let commune = source.site.commune.name.as_str();
            let values = [("title", procedure.title.as_str()), ("commune", commune)];
            source.strings.fill("procedure.description", &values)
        })
    }

    fn short(&self, source: Source<'_>) -> String {
        source.short(Thing::Procedure, &self.procedure.id)
    }
}

/// Says that a fact is not known, where nothing is: silence would pass for "free" or "at once".
fn known(source: Source<'_>, lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() {
        vec![source.strings.get("poster.notice_unknown").to_owned()]
    } else {
        lines
    }
}

fn stopped(source: Source<'_>, procedure: &Procedure) -> Option<String> {
    let strings = source.strings;
    let text = match procedure.status {
        Status::Suspended => strings.get("procedure.suspended"),
        Status::Abolished => strings.get("procedure.abolished"),
        Status::Active | Status::Draft => return None,
    };
    let over = procedure.valid.until.filter(|_| procedure.status == Status::Abolished);
    let until = over.map(|day| {
        strings.fill("procedure.stopped_until", &[("until", &words::date(day, strings))])
    });
    let next = source
        .site
        .successor(procedure)
        .map(|next| format!("{}: {}.", strings.get("procedure.successor"), next.title));
    let parts = std::iter::once(text.to_owned()).chain(until).chain(next);
    Some(parts.collect::<Vec<_>>().join(" "))
}

/// Spells the fee: one line for all ways of filing or one for each, then cases, exemptions, notes.
pub(super) fn fee(source: Source<'_>, procedure: &Procedure) -> Vec<String> {
    let strings = source.strings;
    let by_way = words::fees(procedure, strings);
    let by_case = |channel: Option<Channel>, fee: &Fee, case| {
        let key = channel.map_or_else(|| "fee".to_owned(), |c| format!("channels.{}.fee", c.key()));
        words::fee(fee, words::fee_trust(procedure, Some(case), &key), strings)
    };
    let mut lines = ways(source, by_way);
    let mut all: Vec<&Fee> = procedure.fee.iter().collect();
    all.extend(procedure.channels.0.values().filter_map(|way| way.fee.as_ref()));
    for case in &procedure.cases {
        let own = case.fee.iter().map(|fee| (None, fee));
        let of_ways = case.channels.iter().flat_map(|channels| &channels.0);
        let of_ways = of_ways.filter_map(|(way, own)| Some((Some(*way), own.fee.as_ref()?)));
        for (way, fee) in own.chain(of_ways) {
            let words = by_case(way, fee, case);
            lines.extend(words.map(|words| of_case(source, &case.title, way, &words)));
            all.push(fee);
        }
    }
    let mut lines = doubted(source, procedure, "fee", lines);
    let mut extra = |line: String| {
        if !lines.contains(&line) {
            lines.push(line);
        }
    };
    for fee in &all {
        if !fee.exemptions.is_empty() {
            let who = fee.exemptions.join("; ");
            extra(format!("{} {who}", strings.get("procedure.exempt")));
        }
    }
    all.iter().filter_map(|fee| fee.note.clone()).for_each(&mut extra);
    lines
}

/// Spells the time, as [`fee`] does.
pub(super) fn time(source: Source<'_>, procedure: &Procedure) -> Vec<String> {
    let strings = source.strings;
    let mut lines = ways(source, words::times(procedure, strings));
    for case in &procedure.cases {
        let own = case.time.iter().map(|time| (None, time));
        let of_ways = case.channels.iter().flat_map(|channels| &channels.0);
        let of_ways = of_ways.filter_map(|(way, own)| Some((Some(*way), own.time.as_ref()?)));
        lines.extend(own.chain(of_ways).map(|(way, time)| {
            of_case(source, &case.title, way, &words::processing(time, strings))
        }));
    }
    doubted(source, procedure, "time", lines)
}

fn ways(source: Source<'_>, lines: Vec<(Option<Channel>, Option<String>)>) -> Vec<String> {
    let told = lines.into_iter().filter_map(|(way, line)| {
        let line = line.filter(|line| !line.is_empty())?;
        Some(way.map_or_else(
            || words::capital(&line),
            |way| format!("{}: {}", channel(source, way), words::lowered(&line, source.strings)),
        ))
    });
    told.collect()
}

fn of_case(source: Source<'_>, case: &str, way: Option<Channel>, line: &str) -> String {
    let way = way.map(|way| format!(" ({})", words::small(channel(source, way))));
    format!("{case}{}: {}", way.unwrap_or_default(), words::lowered(line, source.strings))
}

fn doubted(
    source: Source<'_>,
    procedure: &Procedure,
    key: &str,
    mut lines: Vec<String>,
) -> Vec<String> {
    if words::is_doubted(procedure, key) {
        for line in &mut lines {
            *line = words::with_doubt(std::mem::take(line), "poster.unverified", source.strings);
        }
    }
    lines
}

fn channel(source: Source<'_>, channel: Channel) -> &str {
    source.strings.get(match channel {
        Channel::InPerson => "channel.in_person",
        Channel::Online => "channel.online",
        Channel::Post => "channel.post",
    })
}

/// Cuts words to at most `most` characters, at a gap between words, with `…` for the rest.
pub(super) fn cut(words: &str, most: usize) -> String {
    let words = words.trim();
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let end = words.char_indices().nth(most - 1).map_or(words.len(), |(at, _)| at);
    let kept = &words[..end];
    let gap = kept.rfind(char::is_whitespace).filter(|gap| *gap > end / 2).unwrap_or(end);
    format!("{}…", kept[..gap].trim_end_matches([' ', ',', ';', ':', '.', '–', '(']))
}
