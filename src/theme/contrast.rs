//! Whether people who see little can read the colours of pages.
//!
//! The least ratios are those of WCAG 2.2: 7:1 for text (1.4.6, level AAA) and 3:1 for the bounds of
//! what is pressed (1.4.11).

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;

use super::faults;
use super::keyed::Values;
use super::look::rgb;

/// What stands on what, with the least ratio.
const PAIRS: [(&str, &[&str], f64); 6] = [
    ("ink", &GROUNDS, 7.0),
    ("soft", &GROUNDS, 7.0),
    ("deep", &GROUNDS, 7.0),
    ("rust", &GROUNDS, 7.0),
    ("on", &["deep"], 7.0),
    ("edge", &["paper", "card"], 3.0),
];

const GROUNDS: [&str; 4] = ["paper", "card", "wash", "warm"];

/// Two colours that are too much alike.
pub(super) struct Alike<'a> {
    /// The name of the colour in front, and the colour.
    pub(super) front: (&'a str, &'a str),
    /// The name of the colour behind it, and the colour.
    pub(super) back: (&'a str, &'a str),
    /// Their ratio.
    pub(super) ratio: f64,
    /// The least that it must be.
    pub(super) least: f64,
}

/// Tells of every colour under the keys that begin with `scheme` that cannot be read on its ground,
/// or be a ground, once each: with the ground on which it is worst. Says whether there is none.
pub(super) fn check(scheme: &str, values: &Values, found: &mut Diagnostics) -> bool {
    let value = |name: &str| {
        let value = values.get(&format!("{scheme}{name}"));
        value.expect("the program's theme.yaml has every key")
    };
    let mut worst: BTreeMap<&str, Alike<'_>> = BTreeMap::new();
    for (front, back, least) in pairs() {
        let (ahead, behind) = (value(front), value(back));
        let ratio = ratio_of(&ahead.text, &behind.text);
        if ratio >= least {
            continue;
        }
        // Whoever changed only the ground is told of the ground.
        let blamed = if behind.own && !ahead.own { back } else { front };
        let alike = Alike { front: (front, &ahead.text), back: (back, &behind.text), ratio, least };
        let known = worst.get(blamed).map_or(f64::INFINITY, |alike| alike.ratio / alike.least);
        if alike.ratio / alike.least < known {
            worst.insert(blamed, alike);
        }
    }
    for (blamed, alike) in &worst {
        let color = |name: &str| value(name).text.clone();
        let better = better(blamed, color);
        found.push(faults::contrast(value(blamed), blamed, alike, better.as_deref()));
    }
    worst.is_empty()
}

fn pairs() -> impl Iterator<Item = (&'static str, &'static str, f64)> {
    PAIRS
        .into_iter()
        .flat_map(|(front, backs, least)| backs.iter().map(move |back| (front, *back, least)))
}

/// Returns the colour that is nearest to the one called `name`, mixed with black or with white,
/// and can be read with all others; nothing when there is none.
fn better(name: &str, color: impl Fn(&str) -> String) -> Option<String> {
    let written = rgb(&color(name))?;
    let serves = |candidate: &str| {
        let of = |other: &str| if other == name { candidate.to_owned() } else { color(other) };
        pairs()
            .filter(|(front, back, _)| [*front, *back].contains(&name))
            .all(|(front, back, least)| ratio_of(&of(front), &of(back)) >= least)
    };
    (1..=100).find_map(|percent| {
        [0, 255].into_iter().map(|end| mixed(written, end, percent)).find(|one| serves(one))
    })
}

/// Mixes a colour with so many hundredths of the grey `end`.
fn mixed(color: [u8; 3], end: u8, percent: u16) -> String {
    let [red, green, blue] =
        color.map(|part| (u16::from(part) * (100 - percent) + u16::from(end) * percent) / 100);
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Returns the contrast ratio of two colours `#rrggbb`, from 1 to 21: (L1 + 0.05) / (L2 + 0.05)
/// with the luminances of the lighter and the darker (WCAG 2.2, *contrast ratio*).
pub(super) fn ratio_of(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance_of(one), luminance_of(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Returns the relative luminance of a colour `#rrggbb`, from 0 for black to 1 for white (WCAG 2.2,
/// *relative luminance*, for sRGB).
pub(super) fn luminance_of(color: &str) -> f64 {
    let parts = rgb(color).expect("colours are read before they are compared");
    let [red, green, blue] = parts.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::super::{Layers, look};
    use super::*;
    use crate::files::FileSet;
    use crate::theme::DEFAULT;

    #[test]
    fn ratios_are_those_of_the_standard() {
        assert!((ratio_of("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((ratio_of("#777777", "#ffffff") - 4.478).abs() < 1e-3, "WCAG's best known grey");
        assert!((ratio_of("#0a5650", "#e8f2ee") - 7.47).abs() < 5e-3);
        assert!((ratio_of("#123456", "#123456") - 1.0).abs() < 1e-9);
    }

    #[test]
    fn whoever_asks_for_more_contrast_gets_more() {
        let files = FileSet::default();
        let look = look::read(&Layers::new(&files, DEFAULT), &mut Diagnostics::default());
        let pages = look.expect("the program's own colours can be read").pages;
        for plain in [pages.light, pages.dark] {
            let stark = plain.stark();
            for (front, back, _) in pairs() {
                let [before, after] =
                    [&plain, &stark].map(|one| ratio_of(one.get(front), one.get(back)));
                assert!(after >= before, "{front} on {back}: {before} became {after}");
            }
        }
    }

    #[test]
    fn what_is_proposed_can_be_read() {
        let color = |name: &str| {
            let color = match name {
                "soft" => "#8a8f8c",
                "warm" => "#fff1d2",
                _ => "#ffffff",
            };
            color.to_owned()
        };
        let better = better("soft", color).expect("darker will do");
        assert!(
            ratio_of(&better, "#fff1d2") >= 7.0 && ratio_of(&better, "#fff1d2") < 7.3,
            "{better}"
        );
    }
}
