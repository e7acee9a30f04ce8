//! Fee and time on posters: for all ways of filing, and where a case differs.

use super::{SHORT_CHOICE, channel};
use crate::model::procedure::{Case, Channel, Fee, Procedure, Processing, Way};
use crate::render::words;
use crate::theme::Strings;

/// Spells fee and time: label and words; what nobody knows is left out.
pub(super) fn facts(procedure: &Procedure, strings: &Strings) -> Vec<(String, String)> {
    let own_fee = |case: &Case| {
        let line = |key: &str, fee: &Fee| {
            words::fee(fee, words::fee_trust(procedure, Some(case), key), strings)
        };
        let all = case.fee.as_ref().and_then(|fee| line("fee", fee));
        own(case, all, strings, |channel, way| {
            line(&format!("channels.{}.fee", channel.key()), way.fee.as_ref()?)
        })
    };
    let own_time = |case: &Case| {
        let line = |time: &Processing| words::processing(time, strings);
        let all = case.time.as_ref().map(line);
        own(case, all, strings, |_, way| way.time.as_ref().map(line))
    };
    let fee = joined(&words::fees(procedure, strings), strings);
    let time = joined(&words::times(procedure, strings), strings);
    let rows = [
        ("fee", "poster.fee", by_case(procedure, fee, own_fee, strings)),
        ("time", "poster.time", by_case(procedure, time, own_time, strings)),
    ];
    rows.into_iter()
        .filter_map(|(key, label, words)| {
            let mut words = words.filter(|words| !words.is_empty())?;
            if words::is_doubted(procedure, key) {
                words = words::with_doubt(words, "poster.unverified", strings);
            }
            Some((strings.get(label).to_owned(), words::capital(&words)))
        })
        .collect()
}

/// Joins the lines of all ways of filing: `Trực tiếp: …; Qua mạng: …`; nothing when none is known.
fn joined(lines: &[(Option<Channel>, Option<String>)], strings: &Strings) -> Option<String> {
    let spelled = lines.iter().filter_map(|(way, line)| {
        let line = line.as_ref()?;
        Some(match way {
            None => line.clone(),
            Some(way) => {
                strings.fill("poster.way", &[("way", channel(*way, strings)), ("words", line)])
            }
        })
    });
    Some(words::joined(spelled)).filter(|spelled| !spelled.is_empty())
}

/// Joins what a case says for all ways of filing and for single ones; nothing when it says nothing.
fn own(
    case: &Case,
    all: Option<String>,
    strings: &Strings,
    of: impl Fn(Channel, &Way) -> Option<String>,
) -> Option<String> {
    let ways = case.channels.iter().flat_map(|channels| &channels.0);
    let ways = ways.map(|(channel, way)| (Some(*channel), of(*channel, way)));
    joined(&std::iter::once((None, all)).chain(ways).collect::<Vec<_>>(), strings)
}

/// Adds what differs by case; many cases are only announced.
fn by_case(
    procedure: &Procedure,
    all: Option<String>,
    of: impl Fn(&Case) -> Option<String>,
    strings: &Strings,
) -> Option<String> {
    let own: Vec<String> = procedure
        .cases
        .iter()
        .filter_map(|case| {
            let words = of(case)?;
            Some(strings.fill("poster.way", &[("way", &case.title), ("words", &words)]))
        })
        .collect();
    if own.is_empty() {
        return all;
    }
    let listed = words::joined(own);
    let listed = if listed.chars().count() <= 2 * SHORT_CHOICE {
        listed
    } else {
        strings.get("poster.by_case").to_owned()
    };
    Some(words::joined(all.into_iter().chain([listed])))
}
