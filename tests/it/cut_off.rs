//! `print` is killed at any moment: no record without its file, no file without its record.

use std::collections::BTreeSet;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::commune::Commune;
use tracuu::diagnostic::Diagnostics;
use tracuu::files::FileSet;
use tracuu::ledger::Prints;

/// Reads the ledger of prints; it must be whole.
fn prints(commune: &Commune, moment: &str) -> Prints {
    let mut files = FileSet::default();
    let text = commune.read("content/ledger/prints.csv");
    if !text.is_empty() {
        files.insert(Prints::path(), text.into_bytes());
    }
    let mut found = Diagnostics::default();
    let prints = Prints::parse(&files, &mut found);
    assert_eq!(found.iter().count(), 0, "{moment}: {}", found.show(&files, true, false));
    prints
}

fn folders(commune: &Commune) -> BTreeSet<String> {
    let entries = std::fs::read_dir(&commune.0.0).expect("readable");
    let names = entries.map(|e| e.expect("readable").file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with("in-") || name.starts_with(".tracuu-print")).collect()
}

/// Kills `print` at `rounds` moments, half of them near its end, and looks at what the next start
/// makes of it. Returns how many runs were recorded, and how many were cut off before that.
fn kill(rounds: u32) -> (u32, u32) {
    let commune = Commune::new(&format!("cut-off-{rounds}"));
    let words = ["print", "--all", "--again", "--today", "2026-11-22"];
    let begun = Instant::now();
    assert!(commune.0.tracuu(&words).status.success());
    let whole = begun.elapsed();
    let mut known = prints(&commune, "first").all().cloned().collect::<Vec<_>>();
    let mut dice = 20_261_122_u64;
    let (mut recorded, mut discarded) = (0, 0);
    for round in 0..rounds {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        let part = Duration::from_micros(dice % u64::try_from(whole.as_micros()).expect("short"));
        let wait = if round % 2 == 0 { part } else { whole.saturating_sub(part / 8) };
        let mut child = commune.0.command(&words);
        let child = child.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        let mut child = child.spawn().expect("the binary runs");
        sleep(wait);
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        let moment = format!("round {round} after {wait:?} of {whole:?}");
        // The next start: a command that changes nothing itself.
        commune.run(0, &["status"]);
        let now = prints(&commune, &moment);
        let now: Vec<_> = now.all().cloned().collect();
        assert_eq!(now[..known.len()], known[..], "{moment}: a record was lost or changed");
        let batches: BTreeSet<&str> = now.iter().map(|print| print.batch.as_str()).collect();
        let folders = folders(&commune);
        assert_eq!(batches.len(), folders.len(), "{moment}: {batches:?} and {folders:?}");
        assert!(folders.iter().all(|name| name.starts_with("in-")), "{moment}: {folders:?}");
        for folder in &folders {
            let pdf = commune.0.0.join(folder).join("A4.pdf");
            assert!(pdf.is_file(), "{moment}: {folder} has its sheets");
        }
        let more = now.len() - known.len();
        assert!(more == 0 || more == 3, "{moment}: a batch is whole");
        if more == 0 {
            discarded += 1;
        } else {
            recorded += 1;
        }
        known = now;
    }
    (recorded, discarded)
}

/// Kills eight runs; `KILLS=200 cargo test --test it cut_off -- --nocapture` kills 200.
#[test]
#[expect(clippy::print_stdout, reason = "the figures are for whoever reads the log of the tests")]
fn a_print_that_is_killed_is_finished_or_never_was() {
    let rounds = std::env::var("KILLS").map_or(8, |rounds| rounds.parse().expect("a number"));
    let (recorded, discarded) = kill(rounds);
    println!("{rounds} kills: {recorded} batches recorded, {discarded} never were, nothing lost");
    assert!(discarded > 0, "some runs were cut off");
}
