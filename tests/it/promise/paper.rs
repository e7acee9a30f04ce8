//! Printing, and joining what two machines did.

use std::collections::BTreeSet;

use tracuu::diagnostic::Place;
use tracuu::ledger::prints::{Code, Item, Print, Prints};
use tracuu::ledger::seen::{Part, Seen};
use tracuu::ledger::slot::Slot;
use tracuu::model::Id;
use tracuu::model::site::Thing;
use tracuu::model::village::{Kind, Orientation, PaperSize};

use super::chance::Chance;
use super::world::{ADDRESSES, Doc, OnPaper, Outcome, Status, World, today};

/// Prints some sheets for an open hall, as `print` would after a build without errors.
pub(super) fn print(world: &mut World, built: &Outcome, chance: &mut Chance) -> bool {
    let open = |_: &str, doc: &Doc| !doc.closed && doc.merged_into.is_none();
    let Some(hall) = chance.pick(&world.ids(Thing::Hall, open)) else { return false };
    let kind = [
        Thing::Procedure,
        Thing::Procedure,
        Thing::Procedure,
        Thing::Field,
        Thing::Program,
        Thing::Page,
    ][chance.below(6)];
    let mut about = world.ids(kind, |_, doc| doc.status == Status::Active);
    while about.len() > 4 {
        about.remove(chance.below(about.len()));
    }
    if about.is_empty() {
        return false;
    }
    let number = |kind, id: &str| {
        let id = Id::new(id).expect("an id");
        built.ledger.number(kind, &id).expect("everything public has a number")
    };
    let hall_number = number(Thing::Hall, &hall);
    let hall_doc = world.docs[&hall].clone();
    let mut whole = Seen::default();
    let heading = format!("{}, {}", hall_doc.title, world.commune);
    whole.add(Part::Title, &format!("hall {heading}"), &heading);
    let mut items = vec![Item { about: None, code: None, payload: String::new(), seen: whole }];
    let mut said = vec![(hall_number, hall_doc)];
    let address = ADDRESSES[world.address];
    let (host, path) = address["https://".len()..].split_once('/').expect("it ends in /");
    for id in &about {
        let (doc, number) = (world.docs[id].clone(), number(kind, id));
        let mut seen = Seen::default();
        seen.add(Part::Title, &doc.title, &doc.title);
        if let Some(code) = &doc.code {
            seen.add(Part::NationalCode, code, code);
        }
        items.push(Item {
            about: Some((number, Id::new(id).expect("an id"))),
            code: Some(Code::Link),
            payload: format!("HTTPS://{}/{path}{number}/?{hall_number}", host.to_uppercase()),
            seen,
        });
        said.push((number, doc));
    }
    let prints = world.parsed_prints();
    let slot = Slot {
        kind: match kind {
            Thing::Field => Kind::Index,
            Thing::Program => Kind::Program,
            Thing::Page => Kind::Slogan,
            Thing::Procedure | Thing::Hall => Kind::Board,
        },
        subject: None,
        page: 1 + chance.below(2) as u32,
        size: PaperSize::A3,
        orientation: Orientation::Portrait,
    };
    let sheet = Print {
        batch: String::new(),
        date: today(),
        hall: hall_number,
        serial: prints.next_serial(hall_number),
        slot,
        items,
        place: Place::start(Prints::path()),
    };
    world.batches += 1;
    let batch = format!("2026-11-22-{}", world.batches);
    let now = world.prints.clone().unwrap_or_default();
    world.prints = Some(format!("{now}{}", prints.lines(&now, &batch, &[sheet])));
    let base = world.address;
    world.on_paper.extend(said.into_iter().map(|(number, doc)| OnPaper {
        number,
        kind: doc.kind.key(),
        entity: doc.entity,
        title: doc.title,
        base,
    }));
    true
}

/// Joins what two machines made of one commune, as git joins it with `merge=union`.
pub(super) fn join(base: &World, mut ours: World, theirs: World) -> World {
    for (id, doc) in theirs.docs {
        ours.docs.entry(id).or_insert(doc);
    }
    let union = |base: Option<&String>, ours: Option<&String>, theirs: Option<&String>| {
        let (ours, theirs) = match (ours, theirs) {
            (Some(ours), Some(theirs)) => (ours, theirs),
            (one, other) => return one.or(other).cloned(),
        };
        // Line ends are git's matter (`text eol=lf`).
        let (ours, theirs) = (ours.replace("\r\n", "\n"), theirs.replace("\r\n", "\n"));
        let base = base.map(|base| base.replace("\r\n", "\n")).unwrap_or_default();
        let known: BTreeSet<&str> = base.lines().chain(ours.lines().take(1)).collect();
        let added = theirs.split_inclusive('\n').filter(|line| !known.contains(line.trim_end()));
        Some(ours.clone() + &added.collect::<String>())
    };
    ours.numbers = union(base.numbers.as_ref(), ours.numbers.as_ref(), theirs.numbers.as_ref());
    ours.prints = union(base.prints.as_ref(), ours.prints.as_ref(), theirs.prints.as_ref());
    ours.on_paper.extend(theirs.on_paper);
    for (entity, (titles, codes)) in theirs.names {
        let known = ours.names.entry(entity).or_default();
        known.0.extend(titles);
        known.1.extend(codes);
    }
    ours.over.extend(theirs.over);
    ours.next = ours.next.max(theirs.next);
    ours.batches = ours.batches.max(theirs.batches);
    ours
}
