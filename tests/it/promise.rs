//! The promise, held against chance: after any sequence of edits every printed address answers with
//! what was printed, with what came after it, or with a notice; or the build stops and says where.
//!
//! Runs 6 sequences of 150 edits; `PROMISE=200x1000 cargo test --release --test it promise --
//! --nocapture` runs 200 of 1,000. `PROMISE_SEED` begins at another seed.

mod chance;
mod damage;
mod edits;
mod mend;
mod oracle;
mod paper;
mod world;

use chance::Chance;
use edits::{EDITS, Edit};
use oracle::Figures;
use tracuu::model::site::Thing;
use world::World;

#[test]
#[expect(clippy::print_stdout, reason = "the figures are for whoever reads the log of the tests")]
fn every_printed_address_answers_or_the_build_says_why() {
    let asked = std::env::var("PROMISE").unwrap_or_else(|_| "6x150".into());
    let (sequences, edits) = asked.split_once('x').expect("PROMISE=200x1000");
    let (sequences, edits): (u64, usize) =
        (sequences.parse().expect("a number"), edits.parse().expect("a number"));
    let first: u64 =
        std::env::var("PROMISE_SEED").map_or(1, |seed| seed.parse().expect("a number"));
    let mut figures = Figures::default();
    for seed in first..first + sequences {
        sequence(seed, edits, &mut figures);
    }
    println!("{sequences} sequences of {edits} edits: {figures:?}");
    assert!(figures.checked > 1000 && figures.errors > 50 && figures.whole > 10, "{figures:?}");
}

/// One sequence of edits; a fault panics with the seed.
fn sequence(seed: u64, edits: usize, figures: &mut Figures) {
    let mut chance = Chance(seed);
    let mut world = World::new();
    let mut told = Vec::new();
    for step in 0..edits {
        let before = world.clone();
        let Some(edit) = edit(&mut world, &mut chance, figures) else { continue };
        figures.edits += 1;
        told.push(edit.name);
        let from = told.len().saturating_sub(8);
        let context = format!("seed {seed}, step {step}: {:?}", &told[from..]);
        world = mend::until_good(before, world, &edit, &mut chance, figures, &context);
        if step % 50 == 49 {
            oracle::whole(&world, figures, &context);
        }
    }
}

/// Makes one edit; nothing when this one cannot be made now.
fn edit(world: &mut World, chance: &mut Chance, figures: &mut Figures) -> Option<Edit> {
    let printed = Edit { name: "print", careful: true, ..Edit::default() };
    match chance.below(40) {
        // Long sequences print less often: a ledger of years is no test of minutes.
        0..=2 if world.batches % 500 < 30 || chance.once_in(4) => {
            let built = world.build();
            (!built.found.has_errors() && {
                world.publish(&built);
                paper::print(world, &built, chance)
            })
            .then_some(printed)
        }
        3 => damage::damage(world, chance),
        4 => two_machines(world, chance, figures),
        _ => EDITS[chance.below(EDITS.len())](world, chance),
    }
}

/// Two machines add and print apart, then their files are joined.
fn two_machines(world: &mut World, chance: &mut Chance, figures: &mut Figures) -> Option<Edit> {
    world.numbers.as_ref()?;
    let base = world.clone();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    theirs.next += 500;
    theirs.batches += 500;
    for machine in [&mut ours, &mut theirs] {
        for _ in 0..=chance.below(2) {
            machine.add(if chance.once_in(4) { Thing::Hall } else { Thing::Procedure }, None);
        }
        let built = machine.build();
        if built.found.has_errors() {
            return None;
        }
        machine.publish(&built);
        for _ in 0..chance.below(3) {
            paper::print(machine, &built, chance);
        }
        let built = machine.build();
        machine.publish(&built);
    }
    let same = chance.once_in(5);
    if same {
        // Both wrote the same guide.
        let id = format!("viec-chung-{}", ours.next);
        let id = ours.add(Thing::Procedure, Some(&id));
        let doc = ours.docs[&id].clone();
        theirs.docs.entry(id).or_insert(doc);
        for machine in [&mut ours, &mut theirs] {
            let built = machine.build();
            if built.found.has_errors() {
                return None;
            }
            machine.publish(&built);
        }
    }
    figures.joined += 1;
    let copy = if chance.once_in(2) { ours.copy.clone() } else { theirs.copy.clone() };
    *world = paper::join(&base, ours, theirs);
    world.copy = copy;
    Some(Edit { name: "two machines", ..Edit::default() })
}
