//! What the ledger says about the codes of a photo.
//!
//! Only an exact payload of a sheet that hangs in the hall is genuine; whatever else a code says is
//! outdated, misplaced or foreign, and what the sheets should show and nobody read is unread.

mod foreign;
mod sheets;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use super::search::{Found, Sight};
use super::shown;
use crate::diagnostic::Text;
use crate::ledger::Prints;
use crate::ledger::prints::{Code, Item, Print, wifi_digest};
use crate::ledger::seen::Part;

pub use foreign::{Foreign, Kind};

/// What codes are held against.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// Everything ever printed.
    pub prints: &'a Prints,
    /// The number of the hall where the photo was taken; nothing: the hall whose codes it shows.
    pub hall: Option<u32>,
    /// Says what a sheet tells that is no longer so; nothing when its paper is right.
    pub changed: &'a dyn Fn(&Print) -> Vec<Text>,
}

/// What is said about a photo.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// The number of the hall: as asked, else as recognised; nothing when no code told it.
    pub hall: Option<u32>,
    /// Each code that was read, in the order of the photo.
    pub codes: Vec<Judgement>,
    /// Codes that the recognised sheets have and that were not read.
    pub unread: Vec<Unread>,
    /// Corners of what is surely a code and could not be read.
    pub unreadable: Vec<[[f32; 2]; 4]>,
    /// The recognised sheets, by their serials.
    pub sheets: BTreeSet<u32>,
}

/// What is said about one code.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// What it is.
    pub verdict: Verdict,
    /// Its payload, safe to show; of a wifi code of ours nothing but its beginning.
    pub shown: String,
    /// The host it leads to, in the letters of the network; nothing when it is no web address.
    pub host: Option<String>,
    /// Its corners in the photo, in pixels.
    pub corners: [[f32; 2]; 4],
    /// The sheet it is of, and which of its codes; nothing for a foreign code.
    pub of: Option<Label>,
}

/// A code of a printed sheet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The number of the hall.
    pub hall: u32,
    /// The serial of the sheet in its hall.
    pub serial: u32,
    /// The thing it is about: its number, and its title as the paper has it.
    pub about: Option<(u32, String)>,
    /// Which code.
    pub code: Code,
}

/// What a code is, the best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It leads to the right address. That the paper is authentic nobody can say.
    Genuine,
    /// The payload is ours, of this hall, and the sheet is not what should hang.
    Outdated(Outdated),
    /// The payload is ours and does not belong here.
    Misplaced(Misplaced),
    /// Not ours.
    Foreign(Foreign),
}

/// Why a sheet is outdated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outdated {
    /// The ledger says that it was taken down.
    TakenDown,
    /// A newer print took its place, the serial of which is told.
    Replaced(u32),
    /// What it tells is no longer so.
    Changed(Vec<Text>),
}

/// Where a code belongs instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misplaced {
    /// To these halls, by their numbers.
    Halls(BTreeSet<u32>),
    /// Here, but not so often: one of them is stuck over another code.
    Copy {
        /// At how many places it was read.
        places: usize,
        /// At how many the sheets of the photo have it.
        expected: usize,
    },
}

/// A code that a recognised sheet has and that was not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    /// Which.
    pub of: Label,
    /// Its payload in the ledger.
    pub payload: String,
}

/// How bad a photo is, the best first; foreign is worse than misplaced or outdated, and these are
/// worse than unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alarm {
    /// Every code leads to the right address.
    None,
    /// Something was not read, or there was no code at all.
    Unread,
    /// A code is outdated or misplaced.
    Outdated,
    /// A code is foreign.
    Foreign,
}

impl Verdict {
    /// Returns its word for machines.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Genuine => "genuine",
            Self::Outdated(_) => "outdated",
            Self::Misplaced(_) => "misplaced",
            Self::Foreign(_) => "foreign",
        }
    }

    /// Says how bad it is.
    #[must_use]
    pub fn alarm(&self) -> Alarm {
        match self {
            Self::Genuine => Alarm::None,
            Self::Outdated(_) | Self::Misplaced(_) => Alarm::Outdated,
            Self::Foreign(_) => Alarm::Foreign,
        }
    }
}

impl Judged {
    /// Says how bad the photo is: its worst code.
    #[must_use]
    pub fn alarm(&self) -> Alarm {
        let worst = self.codes.iter().map(|code| code.verdict.alarm()).max();
        let unread = !self.unread.is_empty() || !self.unreadable.is_empty();
        let least = if unread { Alarm::Unread } else { Alarm::None };
        worst.unwrap_or(Alarm::Unread).max(least)
    }
}

/// Judges every code of a photo.
#[must_use]
pub fn judge(sight: &Sight, question: &Question<'_>) -> Judged {
    let hall = question.hall.or_else(|| recognised(&sight.codes, question.prints));
    let Some(number) = hall else {
        let codes = sight.codes.iter().map(|found| stranger(found, question.prints)).collect();
        let unreadable = sight.unreadable.clone();
        return Judged { codes, unreadable, ..Judged::default() };
    };
    let wall = Wall::of(question.prints, number);
    let matched = sheets::matched(&wall.hanging, &sight.codes);
    let mut codes: Vec<Judgement> =
        sight.codes.iter().map(|found| one(found, &wall, &matched, question)).collect();
    flag_copies(&mut codes, &sight.codes, &wall, &matched);
    let unread = matched.unread(number);
    let sheets = matched.sheets.iter().map(|print| print.serial).collect();
    Judged { hall, codes, unread, unreadable: sight.unreadable.clone(), sheets }
}

/// What hangs and hung in one hall.
struct Wall<'a> {
    hall: u32,
    hanging: Vec<&'a Print>,
    past: Vec<&'a Print>,
}

impl<'a> Wall<'a> {
    fn of(prints: &'a Prints, hall: u32) -> Self {
        let hanging: Vec<&Print> = prints.hanging().filter(|print| print.hall == hall).collect();
        let hangs = |print: &Print| hanging.iter().any(|other| other.serial == print.serial);
        let past = prints.all().filter(|print| print.hall == hall && !hangs(print)).collect();
        Self { hall, hanging, past }
    }
}

/// Says whether a code says exactly what an item of a sheet does.
fn is_of(found: &Found, item: &Item, hall: u32) -> bool {
    if !found.whole {
        return false;
    }
    match item.code {
        None => false,
        Some(Code::Wifi) => std::str::from_utf8(&found.payload)
            .is_ok_and(|payload| wifi_digest(hall, payload) == item.payload),
        Some(_) => !item.payload.is_empty() && item.payload.as_bytes() == found.payload,
    }
}

/// Returns the item of a sheet that a code is.
fn item_of<'a>(found: &Found, print: &'a Print) -> Option<&'a Item> {
    print.items.iter().find(|item| is_of(found, item, print.hall))
}

fn label(print: &Print, item: &Item) -> Option<Label> {
    let mut same = print.items.iter().filter(|other| other.about == item.about);
    let title = same.find_map(|other| other.seen.get(Part::Title));
    let about = item.about.as_ref().map(|(number, id)| {
        (*number, title.map_or_else(|| id.to_string(), |title| title.words.clone()))
    });
    Some(Label { hall: print.hall, serial: print.serial, about, code: item.code? })
}

/// Returns the hall of which most codes are seen: links and steps count before wifi, and that
/// before the codes that every hall has.
fn recognised(codes: &[Found], prints: &Prints) -> Option<u32> {
    let mut counts: BTreeMap<u32, [usize; 4]> = BTreeMap::new();
    for found in codes {
        let mut of_hall: BTreeMap<u32, usize> = BTreeMap::new();
        let hanging = prints.hanging().map(|print| (print, true));
        for (print, hangs) in prints.all().map(|print| (print, false)).chain(hanging) {
            let Some(item) = item_of(found, print) else { continue };
            let weight = match (item.code, hangs) {
                (Some(Code::Link | Code::Steps(_)), true) => 0,
                (Some(Code::Wifi), true) => 1,
                (_, true) => 2,
                (_, false) => 3,
            };
            let best = of_hall.entry(print.hall).or_insert(weight);
            *best = weight.min(*best);
        }
        for (hall, weight) in of_hall {
            counts.entry(hall).or_default()[weight] += 1;
        }
    }
    // Of equals the hall with the lowest number, so that the same photo gets the same answer.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(hall, _)| hall)
}

fn judgement(found: &Found, verdict: Verdict, of: Option<Label>) -> Judgement {
    let host = shown::host(&found.payload);
    // The password of a hall's wifi stands on its posters and nowhere else.
    let shown = match &of {
        Some(of) if of.code == Code::Wifi => "WIFI:…".to_owned(),
        // Lines of ours stand beside each other.
        Some(_) => {
            shown::shown(String::from_utf8_lossy(&found.payload).replace('\n', " · ").as_bytes())
        }
        None => shown::shown(&found.payload),
    };
    Judgement { verdict, shown, host, corners: found.corners, of }
}

fn one<'a>(
    found: &Found,
    wall: &Wall<'a>,
    matched: &sheets::Matched<'a>,
    question: &Question<'_>,
) -> Judgement {
    // A sheet that is in the photo tells more than another of the hall with the same code.
    let having = |sheets: &[&'a Print]| -> Vec<(&'a Print, &'a Item)> {
        sheets.iter().filter_map(|print| Some((*print, item_of(found, print)?))).collect()
    };
    let mut hanging = having(&matched.sheets);
    if hanging.is_empty() {
        hanging = having(&wall.hanging);
    }
    let mut outdated = None;
    for (print, item) in hanging {
        let changes = (question.changed)(print);
        if changes.is_empty() {
            return judgement(found, Verdict::Genuine, label(print, item));
        }
        outdated.get_or_insert((Outdated::Changed(changes), label(print, item)));
    }
    let past = wall.past.iter().rev().filter_map(|print| Some((*print, item_of(found, print)?)));
    for (print, item) in past {
        let newer = wall.hanging.iter().find(|other| other.slot == print.slot);
        let why = match newer {
            Some(newer) => Outdated::Replaced(newer.serial),
            None => Outdated::TakenDown,
        };
        outdated.get_or_insert((why, label(print, item)));
    }
    match outdated {
        Some((why, of)) => judgement(found, Verdict::Outdated(why), of),
        None => elsewhere(found, wall.hall, question.prints),
    }
}

/// Judges a code that is none of this hall's.
fn elsewhere(found: &Found, hall: u32, prints: &Prints) -> Judgement {
    let mut halls = BTreeSet::new();
    let mut of = None;
    for print in prints.all().filter(|print| print.hall != hall) {
        if let Some(item) = item_of(found, print) {
            halls.insert(print.hall);
            of = label(print, item);
        }
    }
    if halls.is_empty() {
        stranger(found, prints)
    } else {
        judgement(found, Verdict::Misplaced(Misplaced::Halls(halls)), of)
    }
}

fn stranger(found: &Found, prints: &Prints) -> Judgement {
    judgement(found, Verdict::Foreign(Foreign::of(found, prints)), None)
}

/// Raises a code that stands at more places than the sheets in the photo have it.
fn flag_copies(
    codes: &mut [Judgement],
    found: &[Found],
    wall: &Wall<'_>,
    matched: &sheets::Matched<'_>,
) {
    for at in 0..codes.len() {
        let ours = matches!(codes[at].verdict, Verdict::Genuine | Verdict::Outdated(_));
        let hangs = wall.hanging.iter().any(|print| item_of(&found[at], print).is_some());
        if !ours || !hangs {
            continue;
        }
        let places = found.iter().filter(|other| other.payload == found[at].payload).count();
        let items = matched.sheets.iter().flat_map(|print| &print.items);
        let expected = items.filter(|item| is_of(&found[at], item, wall.hall)).count();
        if places > expected.max(1) {
            codes[at].verdict = Verdict::Misplaced(Misplaced::Copy { places, expected });
        }
    }
}

#[cfg(test)]
mod tests;
