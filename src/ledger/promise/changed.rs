//! Numbers that lead to another thing than the one printed beside them: files exchanged, or an id
//! given to something else.

use std::collections::BTreeMap;

use super::Halls;
use crate::diagnostic::{Diagnostic, Diagnostics, Text, say};
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
    let walls = Walls { site, papers: &papers, today: &today, things: &things };
    for number in papers.keys() {
        if let Some(finding) = walls.look(*number, halls) {
            found.push(finding);
        }
    }
}

/// What all papers say, and what everything is called today.
struct Walls<'a> {
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
        let lives = papers.iter().find_map(|paper| {
            let other = self.lives_elsewhere(kind, id, paper)?;
            Some((paper, other))
        });
        let wrong = lives.or_else(|| {
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
        Elsewhere::Nowhere => say("", ""),
    };
    let same = if kind == Thing::Procedure {
        say(
            format!(
                "vẫn là thủ tục ấy, chỉ có tên mới và mã mới: thêm tên cũ vào keywords: [{was}]"
            ),
            format!(
                "it is the same procedure under a new name and code: add the old name to keywords: [{was}]"
            ),
        )
    } else {
        say(
            "vẫn là mục ấy, chỉ đổi tên: đặt tên không trùng với tên đã in ở mục khác",
            "it is the same thing under a new name: choose a name that is not printed for something else",
        )
    };
    let hint = say(
        format!(
            "chọn một cách:\n- hai tệp bị tráo, hoặc {id}.md đã dùng cho việc khác{}: trả lại nội dung cũ cho {id}.md, việc mới ghi vào tệp khác\n- {}",
            why.vi, same.vi
        ),
        format!(
            "choose one way:\n- two files were exchanged, or {id}.md was used for something else{}: give {id}.md its old content back and write the new thing into another file\n- {}",
            why.en, same.en
        ),
    );
    Diagnostic::error("number-changed", now.place.clone(), text).hint(hint)
}
