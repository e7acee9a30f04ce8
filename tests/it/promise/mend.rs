//! After an edit: build, and when it stops, do what the message offers, or undo the edit.

use std::collections::BTreeMap;

use tracuu::diagnostic::{Diagnostic, Diagnostics, Severity};
use tracuu::ledger;
use tracuu::model::Id;
use tracuu::model::site::Thing;

use super::chance::Chance;
use super::edits::{Edit, two_claim_one_name};
use super::oracle::{self, Figures};
use super::world::{Doc, Outcome, Status, World, today};

/// Builds until nothing is wrong; returns the world then.
pub(super) fn until_good(
    before: World,
    mut world: World,
    edit: &Edit,
    chance: &mut Chance,
    figures: &mut Figures,
    context: &str,
) -> World {
    for _ in 0..6 {
        let built = world.build();
        figures.builds += 1;
        let errors: Vec<&Diagnostic> =
            built.found.iter().filter(|d| d.severity == Severity::Error).collect();
        let Some(error) = errors.first() else {
            world.publish(&built);
            if ["swap two files", "bring a file back", "undo a merge"].contains(&edit.name) {
                follow_references(&mut world, &built);
            }
            oracle::table(&world, &built, figures, context);
            return world;
        };
        let told =
            |error: &&Diagnostic| format!("{}: {} {:?}", error.code, error.text.vi, error.hint);
        let shown: Vec<String> = errors.iter().map(told).collect();
        // Where two things had one name, paper cannot tell them apart, and it is right to ask.
        // A circle is one whatever came about before.
        let two = two_claim_one_name(&world);
        let doubt = |code| code == "circle" || (two && code == "number-changed");
        let doubtful = errors.iter().all(|error| doubt(error.code));
        assert!(
            !edit.careful || doubtful,
            "{context}: a false alarm about «{}»: {shown:#?}",
            edit.name
        );
        figures.errors += 1;
        for error in &errors {
            *figures.codes.entry(error.code).or_default() += 1;
            names_the_halls(&world, &before, &built, error, context);
        }
        let mended = !chance.once_in(3) && mend(&before, &mut world, edit, error, chance, figures);
        if !mended {
            figures.reverted += 1;
            world = before.clone();
            continue;
        }
        figures.mended += 1;
    }
    // One mend led to another mistake: people undo what they did.
    let built = before.build();
    assert!(!built.found.has_errors(), "{context}: nothing brings it back");
    oracle::table(&before, &built, figures, context);
    before
}

/// A successor is known by the name of its file alone: an old file with an old name in it, or files
/// exchanged that are on no paper, are as if people had written the other name.
fn follow_references(world: &mut World, built: &Outcome) {
    let named = world.docs.values().filter_map(|doc| {
        let to = doc.replaced_by.as_ref().or(doc.merged_into.as_ref())?;
        Some((doc.entity, world.docs.get(to)?.entity))
    });
    let named: Vec<(u32, u32)> = named.collect();
    for (from, to) in named {
        if world.over.contains_key(&from) && !world.circles(from, to) {
            world.over.insert(from, Some(to));
        }
    }
    // Of several merges only some are undone: what is over came to what says that it replaced it.
    // What is there, however old the copy, is not over.
    for paper in world.on_paper.clone() {
        let owner = built.ledger.owner(paper.number);
        let Some(doc) = owner.and_then(|row| world.docs.get(row.id.as_str())) else { continue };
        let alive = world.docs.values().any(|doc| doc.entity == paper.entity);
        let replaced = world.names[&paper.entity].1.iter().any(|code| doc.replaces.contains(code));
        let to = doc.entity;
        if !alive && replaced && !world.circles(paper.entity, to) {
            world.over.insert(paper.entity, Some(to));
        }
    }
}

/// An error about a printed number says which, and where it hangs.
fn names_the_halls(
    world: &World,
    before: &World,
    built: &Outcome,
    error: &Diagnostic,
    context: &str,
) {
    if !["number-vanished", "number-changed", "retired-printed"].contains(&error.code) {
        return;
    }
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let numbers = error.text.vi.split("số ").skip(1).map(digits);
    // A title may have the word too: the number is the one that is printed.
    let number =
        numbers.filter_map(|n| n.parse::<u32>().ok()).find(|n| built.ledger.prints.has(*n));
    let Some(number) = number else {
        assert_eq!(error.code, "number-vanished", "{context}: {}", error.text.vi);
        return;
    };
    for hall in built.ledger.prints.halls_of(number).into_iter().take(5) {
        let id = built.ledger.owner(hall).map(|row| row.id.to_string()).unwrap_or_default();
        let title = world.docs.get(&id).or_else(|| before.docs.get(&id)).map(|doc| &doc.title);
        let named = title.is_some_and(|title| error.text.vi.contains(title.as_str()));
        assert!(
            named
                || error.text.vi.contains(&id)
                || error.text.vi.contains(&format!("nhà văn hóa số {hall}")),
            "{context}: hall {hall} ({title:?}) is not named: {}",
            error.text.vi
        );
    }
}

/// Does one of the things that the message offers; false when there is none to do.
fn mend(
    before: &World,
    world: &mut World,
    edit: &Edit,
    error: &Diagnostic,
    chance: &mut Chance,
    figures: &mut Figures,
) -> bool {
    match error.code {
        "number-vanished" => vanished(before, world, edit, chance).is_some(),
        "number-changed" => {
            add_name(world, edit).is_some() || merged_or_not(world, edit, chance).is_some()
        }
        "retired-printed" => {
            let Some(id) = world.retired.pop() else { return false };
            let Some(doc) = before.docs.get(&id) else { return false };
            bring_back(world, &id, doc, chance);
            true
        }
        "address-changed" => {
            world.former.push(before.address);
            world.former.extend(before.former.iter().copied());
            world.former.sort_unstable();
            world.former.dedup();
            true
        }
        "ledger-number-twice" => settle(world, chance, figures),
        "ledger-behind" | "ledger-lost" | "prints-gap" | "prints-torn" => copy_back(world),
        _ => false,
    }
}

fn copy_back(world: &mut World) -> bool {
    let Some((numbers, prints)) = world.copy.clone() else { return false };
    world.numbers = Some(numbers);
    world.prints = prints;
    true
}

/// Renamed: the former name. Gone: a notice, a successor, or never printed.
fn vanished(before: &World, world: &mut World, edit: &Edit, chance: &mut Chance) -> Option<()> {
    if let Some((old, new)) = &edit.renamed {
        let doc = world.docs.get_mut(new)?;
        if !matches!(doc.kind, Thing::Procedure | Thing::Hall) || doc.aliases.contains(old) {
            return None;
        }
        doc.aliases.push(old.clone());
        return Some(());
    }
    let hidden = |(id, doc): (&String, &Doc)| {
        let was = before.docs.get(id).is_some_and(|was| was.status != Status::Draft);
        (doc.status == Status::Draft && was).then(|| id.clone())
    };
    if let Some(id) = world.docs.iter().find_map(hidden) {
        let doc = world.docs.get_mut(&id)?;
        doc.status = [Status::Active, Status::Suspended, Status::Abolished][chance.below(3)];
        doc.until = true;
        if doc.status == Status::Abolished {
            world.over.insert(doc.entity, None);
        }
        return Some(());
    }
    let (id, doc) = before.docs.iter().find(|(id, _)| !world.docs.contains_key(*id))?;
    let printed = world.on_paper.iter().any(|paper| paper.entity == doc.entity);
    if !printed && chance.once_in(2) {
        world.retired.push(id.clone());
        return Some(());
    }
    bring_back(world, id, doc, chance);
    Some(())
}

/// Brings a deleted file back as a notice.
fn bring_back(world: &mut World, id: &str, doc: &Doc, chance: &mut Chance) {
    let mut doc = doc.clone();
    let others =
        |world: &World| world.ids(doc.kind, |to, other| to != id && other.status == Status::Active);
    let after = chance.pick(&others(world)).filter(|_| chance.once_in(2));
    let entity = after.as_ref().map(|after| world.docs[after].entity);
    let after = after.filter(|_| !entity.is_some_and(|to| world.circles(doc.entity, to)));
    let entity = entity.filter(|_| after.is_some());
    match doc.kind {
        Thing::Procedure => {
            (doc.status, doc.until, doc.replaced_by) = (Status::Abolished, true, after);
            world.over.insert(doc.entity, entity);
        }
        Thing::Hall => {
            doc.closed = after.is_none();
            if let Some(entity) = entity {
                world.over.insert(doc.entity, Some(entity));
            }
            doc.merged_into = after;
        }
        Thing::Field | Thing::Program | Thing::Page => {}
    }
    world.gone.retain(|(gone, known)| gone != id || known.entity != doc.entity);
    world.docs.insert(id.to_owned(), doc);
}

/// Writes the printed names into `keywords`.
fn add_name(world: &mut World, edit: &Edit) -> Option<()> {
    let id = edit.same.as_ref()?;
    let entity = world.docs.get(id)?.entity;
    let mut titles = world.names[&entity].0.clone();
    for (before, after) in &world.over {
        if *after == Some(entity) {
            titles.extend(world.names[before].0.clone());
        }
    }
    let doc = world.docs.get_mut(id)?;
    doc.keywords.extend(titles);
    doc.keywords.sort();
    doc.keywords.dedup();
    Some(())
}

/// A file is back, and another says that it took it in: one of the two is to be mended.
fn merged_or_not(world: &mut World, edit: &Edit, chance: &mut Chance) -> Option<()> {
    let id = edit.back.as_ref()?;
    let doc = world.docs.get(id)?.clone();
    let (titles, codes) = world.names[&doc.entity].clone();
    let claims = |_: &str, other: &Doc| {
        let named = other.keywords.contains(&doc.title);
        other.entity != doc.entity
            && (named || doc.code.as_ref().is_some_and(|code| other.replaces.contains(code)))
    };
    let into = world.ids(Thing::Procedure, claims).pop()?;
    let to = world.docs[&into].entity;
    if chance.once_in(2) && !world.circles(doc.entity, to) {
        let doc = world.docs.get_mut(id)?;
        (doc.status, doc.until, doc.replaced_by) = (Status::Abolished, true, Some(into));
        world.over.insert(doc.entity, Some(to));
        return Some(());
    }
    let other = world.docs.get_mut(&into)?;
    other.keywords.retain(|name| !titles.contains(name));
    other.replaces.retain(|code| !codes.contains(code));
    world.docs.get_mut(id)?.keywords.extend(titles);
    Some(())
}

/// `tracuu numbers fix`, with `--keep` where both are printed.
fn settle(world: &mut World, chance: &mut Chance, figures: &mut Figures) -> bool {
    let mut keep = BTreeMap::new();
    for _ in 0..3 {
        let mut found = Diagnostics::default();
        let printed = world.parsed_prints();
        if let Some(fixed) = ledger::fix(&world.files(), &keep, today(), &mut found) {
            for settled in &fixed.settled {
                figures.settled += 1;
                for moved in settled.moved.iter().filter(|moved| !moved.halls.is_empty()) {
                    // People decided: the papers of this one are given up, and `status` says so.
                    let entity = world.docs[moved.id.as_str()].entity;
                    world.on_paper.retain(|p| p.number != settled.number || p.entity != entity);
                }
            }
            world.numbers = Some(fixed.text);
            assert_eq!(printed, world.parsed_prints());
            return true;
        }
        for error in found.iter() {
            if error.code != "ledger-number-twice" {
                return false;
            }
            let hint = error.hint.as_ref().map(|hint| hint.vi.clone()).unwrap_or_default();
            let offered: Vec<&str> =
                hint.split("--keep ").skip(1).filter_map(|rest| rest.lines().next()).collect();
            let Some(chosen) = chance.pick(&offered) else { return false };
            let (number, id) = chosen.split_once('=').expect("a number and an id");
            keep.insert(number.parse().expect("a number"), Id::new(id.trim()).expect("an id"));
        }
    }
    false
}
