//! What the index weighs on its way to a phone.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{example, id, indexed, numbered};
use tracuu::model::{Procedure, Site};

/// Draws words as often as the example has them, always the same: without an order, so harder to pack
/// than real names.
struct Words {
    all: Vec<String>,
    state: u64,
}

impl Words {
    fn of(site: &Site) -> Self {
        let texts =
            site.procedures.iter().flat_map(|p| [Some(&p.title), p.official_title.as_ref()]);
        let words = texts.flatten().flat_map(|text| text.split_whitespace());
        let plain = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned());
        Self { all: plain.filter(|word| !word.is_empty()).collect(), state: 1 }
    }

    /// Returns a number below `end` (Knuth's linear congruential generator, MMIX).
    fn below(&mut self, end: usize) -> usize {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % end
    }

    /// Returns a text of at most `length` characters.
    fn text(&mut self, length: usize) -> String {
        let mut text = String::new();
        loop {
            let at = self.below(self.all.len());
            let word = &self.all[at];
            if text.chars().count() + word.chars().count() + 1 > length {
                return text.trim_start().to_owned();
            }
            text = format!("{text} {word}");
        }
    }
}

/// The example with more procedures of real size: titles to 60 characters, official names to 919, four
/// keywords, a national code each.
fn grown(procedures: usize) -> Site {
    let mut site = example();
    let mut words = Words::of(&site);
    let originals = site.procedures.clone();
    for number in originals.len()..procedures {
        let mut made = Procedure::clone(&originals[number % originals.len()]);
        made.id = id(&format!("{}-{number}", made.field));
        let length = 30 + words.below(31);
        made.title = words.text(length);
        // Of 405 official names of one province, half are below 110 characters, the longest has 919.
        let length = if number % 100 == 0 { 919 } else { 40 + words.below(140) };
        made.official_title = Some(words.text(length));
        made.code = Some(format!("{}.0{:05}", 1 + words.below(3), words.below(100_000)));
        made.keywords = (0..4).map(|_| words.text(18)).collect();
        (made.aliases, made.replaces) = (Vec::new(), Vec::new());
        site.procedures.push(made.into());
    }
    site.procedures.sort_by(|a, b| a.id.cmp(&b.id));
    site
}

fn packed(text: &str) -> usize {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(text.as_bytes()).expect("memory takes it");
    packer.finish().expect("memory takes it").len()
}

#[track_caller]
fn check(procedures: usize, limit: usize) {
    let site = grown(procedures);
    let ledger = numbered(&site);
    for lang in ["vi", "en"] {
        let index = indexed(&site, &ledger, lang);
        let bytes = packed(&index);
        assert!(bytes <= limit, "{lang}: {procedures} procedures are {bytes} bytes");
        assert!(bytes * 2 > limit, "{lang}: {bytes} bytes are far below {limit}: is it all there?");
    }
}

#[test]
fn sixty_procedures_are_six_kilobytes() {
    check(60, 6 * 1024);
}

#[test]
fn a_whole_catalogue_is_forty_kilobytes() {
    check(405, 40 * 1024);
}
