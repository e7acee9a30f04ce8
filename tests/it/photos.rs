//! The audit by photo: sheets of the example photographed in simulation, with stickers and without.

mod boards;
mod camera;
mod files;
mod jpeg;
mod scene;
mod verb;

use boards::{Commune, PER_MM, codes, stick};
use rayon::prelude::*;
use scene::Scene;
use tracuu::audit::{self, Alarm, Gray, Judged, Misplaced, Question, Sight, Verdict};
use tracuu::render::Sheet;

fn look(frame: Gray) -> Sight {
    audit::look_at(frame, &|_| false)
}

fn judge(commune: &Commune, sight: &Sight, hall: Option<u32>) -> Judged {
    let prints = &commune.ledger.prints;
    audit::judge(sight, &Question { prints, hall, changed: &|_| Vec::new() })
}

/// The middle of the code of a sheet with this place, and its side with the margin, in mm.
fn target(sheet: &Sheet, at: usize) -> ([f32; 2], f32) {
    let code = codes(sheet)[at];
    let middle = [code.at[0] + code.side / 2.0, code.at[1] + code.side / 2.0];
    (middle, code.side * (1.0 + 6.0 / code.modules as f32))
}

#[test]
fn photos_of_boards_are_read_and_nothing_in_them_is_foreign() {
    let commune = Commune::new();
    let boards = commune.boards();
    let shots: Vec<(u32, u64)> = (0..3).flat_map(|at| [(1, at), (2, 100 + at)]).collect();
    let counted: Vec<(u32, usize, usize)> = shots
        .par_iter()
        .map(|(severity, seed)| {
            let sheet = boards[*seed as usize % boards.len()];
            let scene = Scene::new(*severity, *seed);
            let frame = camera::photograph(&commune.picture(sheet), PER_MM, &scene);
            let sight = look(frame);
            let judged = judge(&commune, &sight, None);
            assert_eq!(judged.hall, Some(commune.hall(sheet)), "severity {severity}, {seed}");
            for code in &judged.codes {
                assert_eq!(code.verdict, Verdict::Genuine, "severity {severity}, {seed}");
            }
            (*severity, judged.codes.len(), codes(sheet).len())
        })
        .collect();
    for (severity, least) in [(1, 0.95), (2, 0.85)] {
        let of = counted.iter().filter(|(of, ..)| *of == severity);
        let (read, all) = of.fold((0, 0), |sum, (_, read, all)| (sum.0 + read, sum.1 + all));
        assert!(read as f32 >= all as f32 * least, "severity {severity}: {read} of {all}");
    }
}

#[test]
fn a_sticker_is_found_whatever_it_says_and_however_it_sticks() {
    let commune = Commune::new();
    let sheet = commune.boards()[0];
    let (own, other) = (commune.hall(sheet), commune.boards()[1]);
    let elsewhere = codes(other)[0].payload.clone();
    let here = codes(sheet)[0].payload.clone();
    let near = format!("{here}&x");
    let cases: [(&str, f32, Alarm); 5] = [
        ("https://tthc.xa-vi-du.example.dich-vu-cong.top/12", 0.0, Alarm::Foreign),
        (&near, 4.0, Alarm::Foreign),
        (
            "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN6304AE9F",
            -20.0,
            Alarm::Foreign,
        ),
        (&elsewhere, 2.0, Alarm::Outdated),
        (&here, -3.0, Alarm::Outdated),
    ];
    cases.par_iter().enumerate().for_each(|(seed, (payload, turn, alarm))| {
        let mut picture = commune.picture(sheet);
        let (middle, side) = target(sheet, 4);
        stick(&mut picture, payload, middle, side * 1.05, *turn, false);
        let scene = Scene::new(1 + seed as u32 % 2, 500 + seed as u64);
        let sight = look(camera::photograph(&picture, PER_MM, &scene));
        let stuck = sight.codes.iter().filter(|found| found.payload == payload.as_bytes()).count();
        assert_eq!(stuck, if *payload == here { 2 } else { 1 }, "{payload}");
        let judged = judge(&commune, &sight, None);
        assert_eq!((judged.hall, judged.alarm()), (Some(own), *alarm), "{payload}");
        let covered = codes(sheet)[4].payload.clone();
        assert!(judged.unread.iter().any(|unread| unread.payload == covered), "{payload}");
        if *payload == here {
            let copy = Verdict::Misplaced(Misplaced::Copy { places: 2, expected: 1 });
            assert_eq!(judged.codes.iter().filter(|code| code.verdict == copy).count(), 2);
        }
    });
}

#[test]
fn a_board_tilted_by_45_degrees_and_a_light_sticker_on_dark_are_read() {
    let commune = Commune::new();
    let sheet = commune.boards()[0];
    let mut picture = commune.picture(sheet);
    let (middle, side) = target(sheet, 2);
    stick(&mut picture, "https://evil.top/x", middle, side * 1.1, 10.0, true);
    let scene = Scene { tilt: 45.0, tilt_way: 1.0, distance_cm: 60.0, ..Scene::new(1, 7) };
    let judged = judge(&commune, &look(camera::photograph(&picture, PER_MM, &scene)), None);
    let genuine = judged.codes.iter().filter(|code| code.verdict == Verdict::Genuine).count();
    assert!(genuine + 2 >= codes(sheet).len(), "{genuine} of {}", codes(sheet).len());
    assert_eq!(judged.alarm(), Alarm::Foreign);
}
