//! `numbers fix`: settles what two machines minted at the same time, and touches no printed number.

use std::collections::{BTreeMap, BTreeSet};

use super::csv::{self, Line, Word};
use super::dispute::{self, Claim, Claims};
use super::{Ledger, read, told};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, say};
use crate::files::FileSet;
use crate::ledger::prints::Prints;
use crate::model::Id;
use crate::model::date::Date;
use crate::model::site::Thing;

/// What `numbers fix` makes of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixed {
    /// The whole new file.
    pub text: String,
    /// The numbers that two things had.
    pub settled: Vec<Settled>,
    /// How many lines said what another line says already.
    pub repeated: usize,
}

/// A number that two things had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The number.
    pub number: u32,
    /// Whose it stays.
    pub keeps: Id,
    /// What has another number from now on.
    pub moved: Vec<Moved>,
}

/// A thing that has another number from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The thing.
    pub id: Id,
    /// Its number from now on.
    pub number: u32,
    /// The numbers of the halls whose sheets about it must be printed again; empty unless people
    /// decided against a thing that was printed.
    pub halls: BTreeSet<u32>,
}

/// Settles every number that two things have: the one that is printed keeps it, else the first in the
/// file, or the one that people chose in `keep`; the others get the next free numbers. Lines that
/// repeat another go. Nothing when the file has a mistake of another kind, or when people must choose:
/// `found` says so.
pub fn fix(
    files: &FileSet,
    keep: &BTreeMap<u32, Id>,
    today: Date,
    found: &mut Diagnostics,
) -> Option<Fixed> {
    let mut all = Diagnostics::default();
    Ledger::parse(files, &mut all);
    for finding in all.iter().filter(|finding| finding.code != "ledger-number-twice") {
        found.push(finding.clone());
    }
    let mut silent = Diagnostics::default();
    let prints = Prints::parse(files, &mut silent);
    let raw = read::raw(files, &prints, &mut silent);
    let numbers = dispute::claims(&raw.lines);
    let mut work = Work { numbers: &numbers, prints: &prints, keep, gone: BTreeSet::new() };
    let winners = work.winners(found);
    if found.has_errors() {
        return None;
    }
    Some(work.settle(&raw.lines, &winners, today))
}

struct Work<'a> {
    numbers: &'a BTreeMap<u32, Claims>,
    prints: &'a Prints,
    keep: &'a BTreeMap<u32, Id>,
    /// The lines that go.
    gone: BTreeSet<usize>,
}

impl<'a> Work<'a> {
    /// Returns who keeps each number that two things have.
    fn winners(&self, found: &mut Diagnostics) -> BTreeMap<u32, &'a Claim> {
        let mut winners = BTreeMap::new();
        for (number, id) in self.keep {
            let claims = self.numbers.get(number).map_or(&[][..], |of| &of.by);
            if claims.len() < 2 || !claims.iter().any(|claim| claim.ids.contains(id)) {
                found.push(not_disputed(*number, id));
            }
        }
        let disputed = self.numbers.iter().filter(|(_, of)| of.by.len() > 1);
        for (number, of) in disputed {
            let printed: Vec<&Claim> =
                of.by.iter().filter(|c| !c.halls(*number, self.prints).is_empty()).collect();
            let chosen = self.keep.get(number).or(of.kept.as_ref());
            let chosen = chosen.and_then(|id| of.by.iter().find(|c| c.ids.contains(id)));
            let winner = match (chosen, &printed[..]) {
                (Some(chosen), [only]) if chosen.id() != only.id() && of.kept.is_none() => {
                    found.push(only_printed(*number, only, chosen));
                    continue;
                }
                (Some(chosen), _) => chosen,
                (None, []) => &of.by[0],
                (None, [only]) => only,
                (None, [first, second, ..]) => {
                    found.push(told::twice(*number, first, second, self.prints));
                    continue;
                }
            };
            winners.insert(*number, winner);
        }
        winners
    }

    fn settle(
        &mut self,
        lines: &[(Line, Place)],
        winners: &BTreeMap<u32, &Claim>,
        today: Date,
    ) -> Fixed {
        let repeated: BTreeSet<usize> =
            self.numbers.values().flat_map(|of| of.repeated.iter().copied()).collect();
        let mut fixed = Fixed { repeated: repeated.len(), ..Fixed::default() };
        self.gone.extend(repeated);
        let mut has: BTreeMap<(Thing, &Id), u32> = BTreeMap::new();
        for (number, of) in self.numbers {
            let owner = winners.get(number).copied().or(of.by.first());
            if let Some(owner) = owner {
                has.entry((owner.kind, owner.id())).or_insert(*number);
            }
        }
        let mut next = self.numbers.last_key_value().map_or(1, |(last, _)| last + 1);
        let mut added = Vec::new();
        for (number, winner) in winners {
            let of = &self.numbers[number];
            let mut moved = Vec::new();
            for loser in of.by.iter().filter(|claim| claim.lines != winner.lines) {
                self.gone.extend(&loser.lines);
                let id = loser.id().clone();
                let own = *has.entry((loser.kind, loser.id())).or_insert_with(|| {
                    let word = Word::Minted(loser.kind);
                    added.push(Line { number: next, word, id: id.clone(), minted: today });
                    next += 1;
                    next - 1
                });
                moved.push(Moved { id, number: own, halls: loser.halls(*number, self.prints) });
            }
            let keeps = winner.id().clone();
            if of.kept.is_none() {
                let id = keeps.clone();
                added.push(Line { number: *number, word: Word::Kept, id, minted: today });
            }
            fixed.settled.push(Settled { number: *number, keeps, moved });
        }
        let stay = lines.iter().enumerate().filter(|(at, _)| !self.gone.contains(at));
        let stay = stay.map(|(_, (line, _))| line.clone());
        fixed.text = csv::write(stay.chain(added));
        fixed
    }
}

fn not_disputed(number: u32, id: &Id) -> Diagnostic {
    let text = say(
        format!("--keep {number}={id}: số {number} không phải đang tranh chấp với {id}"),
        format!("--keep {number}={id}: number {number} is not disputed by {id}"),
    );
    let hint = say(
        "chạy tracuu numbers fix không có --keep để xem số nào được cấp hai lần",
        "run tracuu numbers fix without --keep to see which numbers were minted twice",
    );
    Diagnostic::error("ledger-keep", Place::start(Ledger::path()), text).hint(hint)
}

fn only_printed(number: u32, printed: &Claim, chosen: &Claim) -> Diagnostic {
    let (printed, chosen) = (printed.id(), chosen.id());
    let text = say(
        format!("số {number} đã in cho {printed}, nên không thể giữ cho {chosen}"),
        format!("number {number} is printed for {printed}, so it cannot be kept for {chosen}"),
    );
    let hint = say(
        format!("chạy tracuu numbers fix không có --keep: {chosen} sẽ nhận số mới"),
        format!("run tracuu numbers fix without --keep: {chosen} gets a new number"),
    );
    Diagnostic::error("ledger-keep", Place::start(Ledger::path()), text).hint(hint)
}
