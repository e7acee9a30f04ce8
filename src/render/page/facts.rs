//! Fee and time of a procedure or a case, one line for each way of filing that differs.

use serde::Serialize;

use crate::model::Procedure;
use crate::model::procedure::{Amount, Case, Channel, Channels, Fee, OnlineLevel, Processing};
use crate::render::words;

use super::edition::{Edition, Outside, outside};

/// A fact for one way of filing, or for all.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Line<'a> {
    /// The ways of filing, joined; nothing: every way.
    pub(super) way: Option<String>,
    pub(super) text: Option<String>,
    /// Whether the text is the content's own words, on a page in another language.
    pub(super) foreign: bool,
    /// Whether the text is too long for large bold type.
    pub(super) long: bool,
    pub(super) exempt: &'a [String],
    pub(super) note: Option<&'a str>,
}

/// A way of filing that is offered.
#[derive(Debug, Serialize)]
pub(super) struct WayOfFiling<'a> {
    pub(super) name: &'a str,
    pub(super) level: Option<&'a str>,
}

/// Where the facts of a procedure or of a case stand.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) procedure: &'a Procedure,
    /// The case; nothing: the general part.
    pub(super) case: Option<&'a Case>,
}

impl<'a> Source<'a> {
    /// Returns the lines of the fee; empty when nothing is said about it.
    pub(super) fn fee(self, edition: &Edition<'a>) -> Vec<Line<'a>> {
        let strings = edition.strings;
        let foreign = !edition.lang.is_vietnamese();
        let line = |key: &str, fee: &'a Fee| {
            let text = words::fee(fee, words::fee_trust(self.procedure, self.case, key), strings);
            Line {
                way: None,
                foreign: foreign && matches!(fee.amount, Some(Amount::Text(_))),
                long: is_long(text.as_deref()),
                text,
                exempt: &fee.exemptions,
                note: fee.note.as_deref(),
            }
        };
        let own = |channels: &'a Channels, channel| {
            channels.0.get(&channel).and_then(|way| way.fee.as_ref())
        };
        let (top, case) = (self.procedure, self.case);
        match (case, case.and_then(|case| case.channels.as_ref())) {
            (Some(case), Some(ways)) if ways.0.values().any(|way| way.fee.is_some()) => {
                agreed(edition, ways, |channel| {
                    let fee = own(ways, channel).or(case.fee.as_ref()).or(top.fee.as_ref())?;
                    Some(line(&format!("channels.{}.fee", channel.key()), fee))
                })
            }
            (Some(case), _) => case.fee.iter().map(|fee| line("fee", fee)).collect(),
            (None, _) if top.channels.0.is_empty() => {
                top.fee.iter().map(|fee| line("fee", fee)).collect()
            }
            (None, _) => agreed(edition, &top.channels, |channel| {
                let key = format!("channels.{}.fee", channel.key());
                Some(line(&key, top.fee_of(channel)?))
            }),
        }
    }

    /// Returns the lines of the time; empty when nothing is said about it.
    pub(super) fn time(self, edition: &Edition<'a>) -> Vec<Line<'a>> {
        let line = |time: &'a Processing| {
            let text = Some(words::processing(time, edition.strings));
            let foreign = time.text.is_some() && !edition.lang.is_vietnamese();
            let long = is_long(text.as_deref());
            Line { way: None, foreign, long, text, exempt: &[], note: None }
        };
        let own = |channels: &'a Channels, channel| {
            channels.0.get(&channel).and_then(|way| way.time.as_ref())
        };
        let (top, case) = (self.procedure, self.case);
        match (case, case.and_then(|case| case.channels.as_ref())) {
            (Some(case), Some(ways)) if ways.0.values().any(|way| way.time.is_some()) => {
                agreed(edition, ways, |channel| {
                    own(ways, channel).or(case.time.as_ref()).or(top.time.as_ref()).map(line)
                })
            }
            (Some(case), _) => case.time.iter().map(line).collect(),
            (None, _) if top.channels.0.is_empty() => top.time.iter().map(line).collect(),
            (None, _) => agreed(edition, &top.channels, |channel| top.time_of(channel).map(line)),
        }
    }
}

/// Says whether a fact is a sentence rather than a figure.
fn is_long(text: Option<&str>) -> bool {
    text.is_some_and(|text| text.chars().count() > 60)
}

/// Describes the ways of filing that are offered.
pub(super) fn ways<'a>(edition: &Edition<'a>, channels: &Channels) -> Vec<WayOfFiling<'a>> {
    let describe = |(channel, way): (&Channel, &crate::model::procedure::Way)| WayOfFiling {
        name: name(edition, *channel),
        level: way.level.map(|level| {
            edition.say(match level {
                OnlineLevel::Full => "channel.level_full",
                OnlineLevel::Partial => "channel.level_partial",
            })
        }),
    };
    channels.0.iter().map(describe).collect()
}

/// Returns where a procedure or a case is filed online.
pub(super) fn online(channels: &Channels) -> Option<Outside<'_>> {
    channels.0.get(&Channel::Online)?.url.as_ref().map(outside)
}

fn name<'a>(edition: &Edition<'a>, channel: Channel) -> &'a str {
    edition.say(match channel {
        Channel::InPerson => "channel.in_person",
        Channel::Online => "channel.online",
        Channel::Post => "channel.post",
    })
}

/// Gives one line for all ways when they agree, else one for each group of ways that do.
fn agreed<'a>(
    edition: &Edition<'a>,
    channels: &Channels,
    line: impl Fn(Channel) -> Option<Line<'a>>,
) -> Vec<Line<'a>> {
    let all: Vec<_> = channels.0.keys().map(|channel| (*channel, line(*channel))).collect();
    if all.windows(2).all(|pair| pair[0].1 == pair[1].1) {
        return all.into_iter().next().and_then(|(_, line)| line).into_iter().collect();
    }
    let mut groups: Vec<(Vec<&str>, Line<'a>)> = Vec::new();
    for (channel, line) in all {
        let Some(line) = line else { continue };
        match groups.iter_mut().find(|(_, known)| *known == line) {
            Some((names, _)) => names.push(name(edition, channel)),
            None => groups.push((vec![name(edition, channel)], line)),
        }
    }
    // The first begins the line; the others stand inside it.
    let joined = |names: Vec<&str>| {
        let inside = names.iter().skip(1).map(|name| name.to_lowercase());
        let first = names.first().map(|name| (*name).to_owned());
        Some(first.into_iter().chain(inside).collect::<Vec<_>>().join(", "))
    };
    let mut lines: Vec<_> =
        groups.into_iter().map(|(names, line)| Line { way: joined(names), ..line }).collect();
    say_once(&mut lines);
    lines
}

/// Keeps what every line says beside its sum on the last line only.
fn say_once(lines: &mut [Line<'_>]) {
    let same_exempt = lines.windows(2).all(|pair| pair[0].exempt == pair[1].exempt);
    let same_note = lines.windows(2).all(|pair| pair[0].note == pair[1].note);
    if let Some((_, before)) = lines.split_last_mut() {
        for line in before {
            line.exempt = if same_exempt { &[] } else { line.exempt };
            line.note = if same_note { None } else { line.note };
        }
    }
}
