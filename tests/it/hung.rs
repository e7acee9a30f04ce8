//! Boards that hang: a new, an abolished or a longer procedure costs its own page and no other.

use std::sync::Arc;

use std::collections::BTreeMap;

use tracuu::diagnostic::Place;
use tracuu::diagnostic::{Diagnostics, Severity};
use tracuu::files::FileSet;
use tracuu::ledger::Ledger;
use tracuu::ledger::prints::{Print, Prints};
use tracuu::model::date::Date;
use tracuu::model::procedure::{Document, Status};
use tracuu::model::site::Thing;
use tracuu::model::village::{Kind, Listed, Orientation, PaperSize, PosterChoice};
use tracuu::model::{Id, Site};
use tracuu::render::address::Addresses;
use tracuu::render::drawing::Mark;
use tracuu::render::{Sheet, poster};

use super::sample;

fn drawn(site: &Site, ledger: &Ledger) -> Vec<Sheet> {
    let mut found = Diagnostics::default();
    let addresses = Addresses { base: &site.commune.address, ledger };
    let sheets = poster::sheets(site, &sample::theme(), addresses, &mut found);
    let errors = found.iter().filter(|d| d.severity == Severity::Error);
    assert_eq!(errors.map(|d| d.text.en.clone()).collect::<Vec<_>>(), [""; 0]);
    sheets
}

/// Hangs sheets as `print` would.
fn hang(ledger: &mut Ledger, sheets: &[Sheet], batch: &str) {
    let date = Date::new(2026, 11, 22).expect("a day");
    let prints = (1..).zip(sheets).map(|(serial, sheet)| Print {
        batch: batch.to_owned(),
        date,
        hall: ledger.number(Thing::Hall, &sheet.hall).expect("halls have numbers"),
        serial,
        slot: sheet.slot,
        items: sheet.items.clone(),
        place: Place::start(Prints::path()),
    });
    let prints: Vec<Print> = prints.collect();
    let text = ledger.prints.lines("", batch, &prints);
    let mut files = FileSet::default();
    files.insert(Prints::path(), text.as_bytes());
    let mut found = Diagnostics::default();
    ledger.prints = Prints::parse(&files, &mut found);
    assert_eq!(found.iter().count(), 0);
}

fn commune(count: usize, size: PaperSize, orientation: Orientation) -> Site {
    let mut village = sample::village("nha-van-hoa", "Thôn Đông");
    village.posters =
        vec![PosterChoice { kind: Kind::Board, size: Some(size), orientation: Some(orientation) }];
    sample::site(sample::procedures(count), vec![village])
}

/// The numbers on each page, by the number of the page.
fn pages(sheets: &[Sheet]) -> BTreeMap<u32, Vec<u32>> {
    let links = |sheet: &Sheet| {
        let codes = sheet.drawing.marks.iter().filter_map(|mark| match mark {
            Mark::Code(code) => code.id.strip_prefix("link-")?.parse().ok(),
            Mark::Shape(_) | Mark::Line(_) => None,
        });
        codes.collect()
    };
    sheets.iter().map(|sheet| (sheet.slot.page, links(sheet))).collect()
}

/// A sheet without its number in the foot.
fn looks(sheet: &Sheet) -> String {
    let marks = sheet.drawing.marks.iter().filter(|mark| match mark {
        Mark::Line(line) => !(line.text.starts_with("Tờ ") && line.text.contains(" · ")),
        Mark::Shape(_) | Mark::Code(_) => true,
    });
    format!("{:?}", marks.collect::<Vec<_>>())
}

/// Compares the pages with what hung: returns those that differ in more than their number.
fn differing(hung: &[Sheet], now: &[Sheet]) -> Vec<u32> {
    let before: BTreeMap<u32, String> = hung.iter().map(|s| (s.slot.page, looks(s))).collect();
    let differs = |sheet: &&Sheet| before.get(&sheet.slot.page) != Some(&looks(sheet));
    now.iter().filter(differs).map(|sheet| sheet.slot.page).collect()
}

/// Adds a procedure whose id comes first of all.
fn add(site: &mut Site, ledger: &mut Ledger, name: &str) -> u32 {
    let mut new = sample::procedures(1).remove(0);
    new.id = sample::id(name);
    site.procedures.insert(0, new.into());
    site.procedures.sort_by(|one, next| one.id.cmp(&next.id));
    ledger.mint(site, Date::new(2026, 11, 23).expect("a day"));
    ledger.number(Thing::Procedure, &sample::id(name)).expect("it was minted")
}

#[test]
fn what_hangs_is_drawn_as_it_hangs() {
    for (size, orientation) in [
        (PaperSize::A4, Orientation::Portrait),
        (PaperSize::A3, Orientation::Portrait),
        (PaperSize::A3, Orientation::Landscape),
        (PaperSize::A2, Orientation::Portrait),
    ] {
        for count in [1, 20, 60] {
            let site = commune(count, size, orientation);
            let mut ledger = sample::ledger(&site);
            let sheets = drawn(&site, &ledger);
            hang(&mut ledger, &sheets, "2026-11-22-aaaaa");
            let again = drawn(&site, &ledger);
            assert_eq!(pages(&again), pages(&sheets), "{size:?} {count}");
            assert_eq!(differing(&sheets, &again), [0; 0], "{size:?} {count}");
        }
    }
}

#[test]
fn of_405_procedures_one_change_costs_one_sheet() {
    let mut site = commune(405, PaperSize::A3, Orientation::Portrait);
    let mut ledger = sample::ledger(&site);
    let hung = drawn(&site, &ledger);
    hang(&mut ledger, &hung, "2026-11-22-aaaaa");
    let walls = pages(&hung);
    let last = *walls.keys().next_back().expect("there are pages");

    // One that is new, and would stand first in the village's order.
    let (mut more, mut with) = (site.clone(), ledger.clone());
    let number = add(&mut more, &mut with, "a-thu-tuc-moi");
    let now = drawn(&more, &with);
    let place = pages(&now);
    let page = *place.iter().find(|(_, n)| n.contains(&number)).expect("it hangs").0;
    assert!(page == last && place[&last].last() == Some(&number) || page == last + 1, "{place:?}");
    assert_eq!(differing(&hung, &now), [page]);

    // One that is abolished in the middle of the wall.
    let gone = walls[&7][3];
    let of = |site: &Site, number: u32| {
        let is = |id: &Id| ledger.number(Thing::Procedure, id) == Some(number);
        site.procedures.iter().position(|procedure| is(&procedure.id)).expect("it hangs")
    };
    let at = of(&site, gone);
    Arc::make_mut(&mut site.procedures[at]).status = Status::Abolished;
    let now = drawn(&site, &ledger);
    assert_eq!(differing(&hung, &now), [7]);
    let left: Vec<u32> = walls[&7].iter().copied().filter(|number| *number != gone).collect();
    assert_eq!(pages(&now)[&7], left);
    Arc::make_mut(&mut site.procedures[at]).status = Status::Active;

    // One that grows beyond its place.
    let grown = walls[&9][4];
    let at = of(&site, grown);
    let long = |at: usize| Document {
        name: format!("{at} {}", sample::prose(300)),
        ..Document::default()
    };
    Arc::make_mut(&mut site.procedures[at]).documents = (0..8).map(long).collect();
    let now = drawn(&site, &ledger);
    let place = pages(&now);
    let page = *place.iter().find(|(_, n)| n.contains(&grown)).expect("it hangs").0;
    assert!(page >= last, "{page} of {last}");
    assert_eq!(differing(&hung, &now), [9, page]);
    let stayed: Vec<u32> = walls[&9].iter().copied().filter(|number| *number != grown).collect();
    assert_eq!(place[&9], stayed);
}

#[test]
fn an_empty_page_is_filled_by_what_is_new_else_left_out() {
    let mut site = commune(30, PaperSize::A3, Orientation::Portrait);
    let mut ledger = sample::ledger(&site);
    let hung = drawn(&site, &ledger);
    hang(&mut ledger, &hung, "2026-11-22-aaaaa");
    let walls = pages(&hung);
    let last = *walls.keys().next_back().expect("there are pages");
    assert!(last >= 3, "{walls:?}");
    for number in &walls[&2] {
        let is = |id: &Id| ledger.number(Thing::Procedure, id) == Some(*number);
        let one = site.procedures.iter_mut().find(|procedure| is(&procedure.id));
        Arc::make_mut(one.expect("it hangs")).status = Status::Abolished;
    }
    let now = drawn(&site, &ledger);
    let mut expected = walls.clone();
    expected.remove(&2);
    assert_eq!(pages(&now), expected);
    assert_eq!(differing(&hung, &now), [0; 0]);
    let files: Vec<&str> = now.iter().map(|sheet| sheet.file.as_str()).collect();
    assert!(!files.contains(&"posters/nha-van-hoa/board-2"), "{files:?}");
    // As many new ones as do not all fit on the last page.
    let new: Vec<u32> =
        (0..12).map(|at| add(&mut site, &mut ledger, &format!("a-moi-{at:02}"))).collect();
    let now = drawn(&site, &ledger);
    let place = pages(&now);
    assert_eq!(place[&1], walls[&1]);
    assert!(place[&2].iter().all(|number| new.contains(number)), "{place:?}");
    assert!(place[&last].starts_with(&walls[&last]), "{place:?}");
    let all: usize = place.values().map(Vec::len).sum();
    assert_eq!(all, 30 - walls[&2].len() + 12);
}

#[test]
fn another_order_of_the_list_changes_nothing_that_hangs() {
    let mut site = commune(23, PaperSize::A3, Orientation::Portrait);
    let mut ledger = sample::ledger(&site);
    let hung = drawn(&site, &ledger);
    hang(&mut ledger, &hung, "2026-11-22-aaaaa");
    let mut order: Vec<_> = site.procedures.iter().map(|p| p.id.clone()).collect();
    order.reverse();
    site.villages[0].procedures = Listed::These(order.clone());
    assert_eq!(differing(&hung, &drawn(&site, &ledger)), [0; 0]);
    // On other paper nothing hangs yet: the list is in its order.
    site.villages[0].posters[0].size = Some(PaperSize::A2);
    let fresh: Vec<u32> = pages(&drawn(&site, &ledger)).into_values().flatten().collect();
    let numbers = order.iter().map(|id| ledger.number(Thing::Procedure, id).expect("numbered"));
    assert_eq!(fresh, numbers.collect::<Vec<_>>());
}
