//! Characters that the theme's fonts cannot draw, told before a box is printed in their place.

use super::facts::{Facts, Phrase};
use super::press::Press;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, say};
use crate::model::Procedure;
use crate::model::Village;
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
    for guide in press.guides.values() {
        for (key, text) in of_procedure(guide.procedure, &guide.facts) {
            look(guide.procedure.origin.place(&key), &key, text);
        }
    }
}

fn of_hall(village: &Village) -> Vec<(&'static str, &str)> {
    let wifi = village.wifi.as_ref();
    let texts = [
        ("title", Some(village.title.as_str())),
        ("hall.name", village.hall.name.as_deref()),
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
    std::iter::once(("title".to_owned(), procedure.title.as_str()))
        .chain(phrases.flat_map(both))
        .chain(of_cases)
        .chain(single)
        .chain(fees.map(|words| ("fee".to_owned(), words.as_str())))
        .chain(results)
        .collect()
}
