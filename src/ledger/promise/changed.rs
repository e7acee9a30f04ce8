//! Numbers that lead to another thing than the one printed beside them: files exchanged, or an id
//! given to something else.

use std::collections::BTreeMap;

use super::Halls;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, say};
use crate::ledger::Ledger;
use crate::ledger::identity::{self, Likeness, Printed, Today};
use crate::model::site::Thing;
use crate::model::{Id, Site};

/// Reports every printed number whose thing is today another one.
pub(super) fn report(halls: Halls<'_>, found: &mut Diagnostics) {
    let Halls { ledger, site } = halls;
    let pairs = ledger.pairs();
    let papers = identity::papers(&ledger.prints, |number, id| pairs.contains(&(number, id)));
    if papers.is_empty() {
        return;
    }
    let today = identity::today(site);
    let mut things: BTreeMap<u32, (Thing, &Id)> = BTreeMap::new();
    for (kind, id) in today.keys() {
        things.extend(ledger.numbers(*kind, id).iter().map(|number| (*number, (*kind, *id))));
    }
    let walls = Walls { ledger, site, papers: &papers, today: &today, things: &things };
    for number in papers.keys() {
        if let Some(finding) = walls.look(*number, halls) {
            found.push(finding);
        }
    }
}

/// What all papers say, and what everything is called today.
struct Walls<'a> {
    ledger: &'a Ledger,
    site: &'a Site,
    papers: &'a BTreeMap<u32, Vec<Printed<'a>>>,
    today: &'a BTreeMap<(Thing, &'a Id), Today<'a>>,
    things: &'a BTreeMap<u32, (Thing, &'a Id)>,
}

impl<'a> Walls<'a> {
    /// Returns what is wrong with a number, if anything.
    fn look(&self, number: u32, halls: Halls<'_>) -> Option<Diagnostic> {
        let (kind, id) = self.things.get(&number).copied()?;
        let now = &self.today[&(kind, id)];
        let papers = &self.papers[&number];
        let last = papers.last()?;
        // Also what an old paper says must not be alive somewhere else.
        let back = || papers.iter().rev().find_map(|p| Some((p, self.is_back(kind, id, p)?)));
        let lives = || papers.iter().find_map(|p| Some((p, self.lives_elsewhere(kind, id, p)?)));
        let wrong = back().or_else(lives).or_else(|| {
            if last.has_title_of(now) || last.likeness(now) > Likeness::None {
                return None;
            }
            let hangs = self.hangs_elsewhere(number, kind, id, now).map(Elsewhere::Hangs);
            let other_code = kind == Thing::Procedure && last.has_other_code_than(now);
            (other_code || hangs.is_some()).then(|| (last, hangs.unwrap_or(Elsewhere::Nowhere)))
        });
        let (paper, elsewhere) = wrong?;
        let hang = halls.names(&halls.ledger.prints.halls_of(number));
        Some(told(number, (kind, id), paper, now, &elsewhere, &hang))
    }

    /// Finds what a paper is about, alive under another id and unrelated to this one.
    fn lives_elsewhere(&self, kind: Thing, id: &Id, paper: &Printed<'_>) -> Option<Elsewhere<'a>> {
        let here = paper.likeness(&self.today[&(kind, id)]);
        if here == Likeness::Is {
            return None;
        }
        let least = here.max(Likeness::SaysSo);
        let there = self.today.iter().find(|((there, other), now)| {
            let apart = || !leads(self.site, kind, id, other) && !leads(self.site, kind, other, id);
            *there == kind && *other != id && paper.likeness(now) >= least && apart()
        });
        there.map(|((_, other), now)| match paper.likeness(now) {
            Likeness::Is => Elsewhere::Lives(other),
            Likeness::SaysSo | Likeness::None => Elsewhere::Claimed(other),
        })
    }

    /// Finds the file that was printed, alive although this one says that it took it in: a copy
    /// older than the paper, which knows nothing of the name and code that are printed. What was
    /// renamed since it came back is known by the numbers that it got under the printed id.
    fn is_back(&self, kind: Thing, id: &Id, paper: &Printed<'a>) -> Option<Elsewhere<'a>> {
        let here = &self.today[&(kind, id)];
        let printed = paper.id.filter(|_| paper.likeness(here) != Likeness::Is)?;
        let got = self.ledger.history().filter(|row| row.id == *printed && !row.renamed);
        let renamed = got.filter_map(|row| self.things.get(&row.number).copied());
        let mut all = std::iter::once((kind, printed)).chain(renamed);
        let there = all.find(|(there, other)| {
            let claims = || self.today.get(&(kind, *other)).is_some_and(|now| here.claims(now));
            let apart = || !leads(self.site, kind, id, other) && !leads(self.site, kind, other, id);
            *there == kind && claims() && apart()
        });
        there.map(|(_, other)| Elsewhere::Back(other))
    }

    /// Finds another number that is printed for the name that this thing has today.
    fn hangs_elsewhere(&self, number: u32, kind: Thing, id: &Id, now: &Today<'_>) -> Option<u32> {
        let there = self.papers.iter().find(|(other, papers)| {
            let thing = self.things.get(other).filter(|(there, _)| *there == kind);
            let apart = || thing.is_some_and(|(_, there)| !leads(self.site, kind, there, id));
            **other != number && papers.last().is_some_and(|p| p.has_title_of(now)) && apart()
        });
        there.map(|(other, _)| *other)
    }
}

/// What says that a number leads to the wrong thing.
enum Elsewhere<'a> {
    /// What was printed is in this file.
    Lives(&'a Id),
    /// This file says that it is what was printed.
    Claimed(&'a Id),
    /// This file is the printed one, and what the number leads to says that it took it in.
    Back(&'a Id),
    /// What it leads to was printed at this number.
    Hangs(u32),
    /// Its code is another one.
    Nowhere,
}

/// Says whether one thing has become another: the same, its successor, or what took it in.
fn leads(site: &Site, kind: Thing, from: &Id, to: &Id) -> bool {
    let last = match kind {
        Thing::Procedure => site.procedure(from).and_then(|p| site.last_of(p)).map(|p| &p.id),
        Thing::Hall => site.village(from).and_then(|v| site.merged(v)).map(|v| &v.id),
        Thing::Field | Thing::Program | Thing::Page => None,
    };
    from == to || last == Some(to)
}

fn told(
    number: u32,
    (kind, id): (Thing, &Id),
    paper: &Printed<'_>,
    now: &Today<'_>,
    elsewhere: &Elsewhere<'_>,
    hang: &Text,
) -> Diagnostic {
    let (was, is) = (&paper.title.words, now.title);
    let text = say(
        format!("số {number} đã in cho «{was}», đang treo ở {}, mà nay dẫn đến «{is}»", hang.vi),
        format!(
            "number {number} is printed for \"{was}\", hangs in {}, and now leads to \"{is}\"",
            hang.en
        ),
    );
    let hint = match elsewhere {
        Elsewhere::Back(other) => merged_or_not(id, other, was),
        _ => exchanged_or_renamed((kind, id), was, is, elsewhere),
    };
    Diagnostic::error("number-changed", now.place.clone(), text).hint(hint)
}

/// The ways to mend a printed file that is there although another says that it took it in.
fn merged_or_not(id: &Id, other: &Id, was: &str) -> Text {
    say(
        format!(
            "{id}.md ghi trong replaces hoặc keywords mã hay tên của {other}.md, tức là đã thay nó, mà {other}.md lại đang có. Chọn một cách:\n\
             - {other}.md vẫn nhập vào {id}.md: thêm vào {other}.md dòng status: abolished và dòng replaced_by: {id}\n\
             - {other}.md lại là thủ tục riêng, chính là «{was}»: xóa mọi mã và tên của nó khỏi replaces và keywords của {id}.md, rồi thêm tên đã in vào {other}.md: keywords: [{was:?}]\n\
             - {other}.md là thủ tục khác, không phải «{was}»: chỉ xóa mã và tên đang ghi trong {other}.md khỏi replaces và keywords của {id}.md"
        ),
        format!(
            "{id}.md has in replaces or keywords the code or the name of {other}.md, so it took its place, and yet {other}.md is there. Choose one way:\n\
             - {other}.md is still merged into {id}.md: add to {other}.md status: abolished and replaced_by: {id}\n\
             - {other}.md stands for itself again and is \"{was}\": delete all its codes and names from replaces and keywords of {id}.md, and add the printed name to {other}.md: keywords: [{was:?}]\n\
             - {other}.md is another procedure and not \"{was}\": delete only the code and the name that {other}.md has now from replaces and keywords of {id}.md"
        ),
    )
}

/// The ways to mend files that were exchanged, or a thing that has another name and code.
fn exchanged_or_renamed(
    (kind, id): (Thing, &Id),
    was: &str,
    is: &str,
    elsewhere: &Elsewhere<'_>,
) -> Text {
    let why = match elsewhere {
        Elsewhere::Lives(other) => say(
            format!(" («{was}» nay ở {other}.md)"),
            format!(" (\"{was}\" is now in {other}.md)"),
        ),
        Elsewhere::Claimed(other) => say(
            format!(" ({other}.md ghi rằng «{was}» là tên cũ của mình)"),
            format!(" ({other}.md says that \"{was}\" is its old name)"),
        ),
        Elsewhere::Hangs(other) => say(
            format!(" («{is}» là tên đã in ở số {other})"),
            format!(" (\"{is}\" is what is printed at number {other})"),
        ),
        Elsewhere::Back(_) | Elsewhere::Nowhere => say("", ""),
    };
    let same = if kind == Thing::Procedure {
        say(
            format!(
                "vẫn là thủ tục ấy, chỉ có tên mới và mã mới: thêm tên cũ vào keywords: [{was:?}]"
            ),
            format!(
                "it is the same procedure under a new name and code: add the old name to keywords: [{was:?}]"
            ),
        )
    } else {
        say(
            "vẫn là mục ấy, chỉ đổi tên: đặt tên không trùng với tên đã in ở mục khác",
            "it is the same thing under a new name: choose a name that is not printed for something else",
        )
    };
    say(
        format!(
            "chọn một cách:\n- hai tệp bị tráo, hoặc {id}.md đã dùng cho việc khác{}: trả lại nội dung cũ cho {id}.md, việc mới ghi vào tệp khác\n- {}",
            why.vi, same.vi
        ),
        format!(
            "choose one way:\n- two files were exchanged, or {id}.md was used for something else{}: give {id}.md its old content back and write the new thing into another file\n- {}",
            why.en, same.en
        ),
    )
}
