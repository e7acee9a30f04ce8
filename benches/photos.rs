//! What the audit reads in photos of the example's boards, what it calls genuine, and what it takes.
//!
//! `cargo bench --bench photos` takes 1,200 photos in simulation, half of them with a sticker;
//! `-- 200` takes 200 of each severity, `-- 200 2` of severity 2 only, `-- 200 2 600` those from the
//! 600th on. `PHOTOS=folder` keeps the files. Linux, which tells CPU time.

#![expect(clippy::print_stdout, reason = "a bench tells its figures")]

#[path = "../tests/it/photos/boards.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod boards;
#[path = "../tests/it/photos/camera.rs"]
mod camera;
#[path = "../tests/it/photos/jpeg.rs"]
mod jpeg;
#[path = "../tests/it/photos/scene.rs"]
mod scene;

use std::fs;
use std::path::Path;

use boards::{Commune, PER_MM, codes};
use scene::{Chance, Scene};
use tracuu::audit::{self, Alarm, Found, Question, Sight, Verdict};
use tracuu::render::Sheet;

/// What stickers say: look-alikes, near misses, other schemes. `LINK` becomes the link it covers.
const STICKERS: [&str; 12] = [
    "https://tthc.xa-vi-du.example.dich-vu-cong.top/12",
    "HTTPS://TTHC.XA-V1-DU.EXAMPLE/12/?41",
    "LINK&x",
    "LINK0",
    "http://tthc.xa-vi-du.example/12/?41",
    "https://tthc.xa-vi-du.example@evil.top/",
    "https://bit.ly/3xYzAbC",
    "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN6304AE9F",
    "WIFI:T:WPA;S:Nha van hoa;P:12345678;;",
    "tel:*21*0912345678%23",
    "https://zalo.me/0912345678",
    "intent://scan/#Intent;scheme=zxing;package=top.evil;end",
];

/// The counts of one severity.
#[derive(Default)]
struct Tally {
    photos: usize,
    codes: usize,
    read: usize,
    by_kind: [[usize; 2]; 4],
    wrong_genuine: usize,
    wrong_foreign: usize,
    /// Photos without a sticker in which something was seen and not read.
    seen_unread: usize,
    stuck: usize,
    stuck_read: usize,
    alarms: usize,
    /// Photos with a sticker that were called all right.
    missed: usize,
    seconds: Vec<f64>,
}

fn main() {
    let words: Vec<u64> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let photos = words.first().copied().unwrap_or(600);
    let severities = words.get(1).map_or(vec![1, 2], |one| vec![*one as u32]);
    let first = words.get(2).copied().unwrap_or_default();
    let commune = Commune::new();
    let boards = commune.boards();
    println!(
        "{} boards, {} codes",
        boards.len(),
        boards.iter().map(|b| codes(b).len()).sum::<usize>()
    );
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    for severity in severities {
        let mut tally = Tally::default();
        for photo in first..first + photos {
            let sheet = boards[(photo / 2) as usize % boards.len()];
            pool.install(|| shoot(&commune, sheet, severity, photo, &mut tally));
        }
        tell(severity, tally);
    }
}

/// Takes one photo, with a sticker when its number is odd, and looks at it.
fn shoot(commune: &Commune, sheet: &Sheet, severity: u32, photo: u64, tally: &mut Tally) {
    let scene = Scene::new(severity, photo);
    let mut chance = Chance(photo ^ 0x5719);
    let mut picture = commune.picture(sheet);
    let own = codes(sheet);
    let covered = (photo % 2 == 1).then(|| chance.below(own.len()));
    let mut payload = String::new();
    if let Some(at) = covered {
        payload = sticker(commune, sheet, at, &mut chance);
        let code = own[at];
        let middle =
            [0, 1].map(|axis| code.at[axis] + code.side / 2.0 + chance.between([-1.0, 1.0]));
        let side = code.side * chance.between([1.02, 1.2]) + 3.0;
        let (turn, inverted) = (chance.between([-12.0, 12.0]), chance.below(10) == 0);
        boards::stick(&mut picture, &payload, middle, side, turn, inverted);
    }
    let frame = camera::photograph(&picture, PER_MM, &scene);
    let file = jpeg::jpeg(&frame, scene.quality, None);
    if let Some(folder) = std::env::var_os("PHOTOS") {
        let name = format!("{severity}-{photo}.jpg");
        fs::write(Path::new(&folder).join(name), &file).expect("writable");
    }
    let prints = &commune.ledger.prints;
    let question = Question { prints, hall: None, changed: &|_| Vec::new() };
    let enough = |codes: &[Found]| {
        let judged = audit::judge(&Sight { codes: codes.to_vec(), ..Sight::default() }, &question);
        !judged.sheets.is_empty() && judged.unread.is_empty()
    };
    let before = cpu();
    let sight = audit::look(&file, &enough).expect("a photo");
    let judged = audit::judge(&sight, &question);
    tally.seconds.push(cpu() - before);
    tally.photos += 1;
    for (at, code) in own.iter().enumerate().filter(|(at, _)| Some(*at) != covered) {
        let read = sight.codes.iter().any(|it| it.payload == code.payload.as_bytes());
        let kind = match code.id.as_bytes()[0] {
            b'l' => 0,
            b's' => 1,
            b'w' => 2,
            _ => 3,
        };
        tally.codes += 1;
        tally.read += usize::from(read);
        tally.by_kind[kind][0] += 1;
        tally.by_kind[kind][1] += usize::from(read);
        if !read && std::env::var_os("MISSED").is_some() {
            println!("severity {severity}, {photo}: {} {} ({at}) {scene:?}", sheet.file, code.id);
        }
    }
    let is_own = |it: &[u8]| own.iter().any(|code| code.payload.as_bytes() == it);
    for (found, code) in sight.codes.iter().zip(&judged.codes) {
        let genuine = code.verdict == Verdict::Genuine;
        tally.wrong_genuine += usize::from(genuine && !is_own(&found.payload));
        let foreign = matches!(code.verdict, Verdict::Foreign(_));
        let stuck = covered.is_some() && found.payload == payload.as_bytes();
        if foreign && !stuck {
            tally.wrong_foreign += 1;
            println!("severity {severity}, {photo}: nobody printed «{}»", code.shown);
        }
    }
    if covered.is_none() {
        tally.seen_unread += usize::from(!judged.unreadable.is_empty());
        return;
    }
    let places = sight.codes.iter().filter(|it| it.payload == payload.as_bytes()).count();
    let read = places > usize::from(is_own(payload.as_bytes()));
    tally.stuck += 1;
    tally.stuck_read += usize::from(read);
    tally.alarms += usize::from(read && judged.alarm() >= Alarm::Outdated);
    tally.missed += usize::from(judged.alarm() == Alarm::None);
    if read && judged.alarm() < Alarm::Outdated {
        println!("severity {severity}, {photo}: no alarm at «{payload}»");
    }
}

/// Chooses what a sticker says: mostly something foreign, else a copy from another hall or from
/// the same board.
fn sticker(commune: &Commune, sheet: &Sheet, covered: usize, chance: &mut Chance) -> String {
    let own = codes(sheet);
    match chance.below(6) {
        0 => {
            let boards = commune.boards();
            let others: Vec<&&Sheet> = boards.iter().filter(|b| b.hall != sheet.hall).collect();
            let other = others[chance.below(others.len())];
            let links: Vec<_> =
                codes(other).into_iter().filter(|c| c.id.starts_with("link")).collect();
            links[chance.below(links.len())].payload.clone()
        }
        1 => {
            let links: Vec<_> = own
                .iter()
                .enumerate()
                .filter(|(at, code)| *at != covered && code.id.starts_with("link"))
                .collect();
            links[chance.below(links.len())].1.payload.clone()
        }
        _ => STICKERS[chance.below(STICKERS.len())].replace("LINK", &own[covered].payload),
    }
}

fn tell(severity: u32, mut tally: Tally) {
    tally.seconds.sort_by(f64::total_cmp);
    let share = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
    let Tally { photos, codes, read, seconds, .. } = &tally;
    println!(
        "severity {severity}: {photos} photos, {read} of {codes} codes read ({:.2} %)",
        share(*read, *codes)
    );
    for (kind, [of, read]) in ["links", "steps", "wifi", "feedback"].iter().zip(tally.by_kind) {
        println!("  {kind}: {read} of {of} ({:.2} %)", share(read, of));
    }
    println!(
        "  called genuine and not the sheet's: {}; called foreign and never stuck on: {}; \
         clean photos with something seen and unread: {}",
        tally.wrong_genuine, tally.wrong_foreign, tally.seen_unread
    );
    println!(
        "  stickers: {} of {} read ({:.2} %), alarm at {} of those; photos with a sticker called all right: {}",
        tally.stuck_read,
        tally.stuck,
        share(tally.stuck_read, tally.stuck),
        tally.alarms,
        tally.missed
    );
    println!(
        "  CPU s a photo: median {:.2}, 95th {:.2}, most {:.2}",
        seconds[photos / 2],
        seconds[photos * 95 / 100],
        seconds[photos - 1]
    );
}

/// CPU seconds of this thread so far, in nanoseconds' precision (Linux, `sched-stats`).
fn cpu() -> f64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells it");
    let first = text.split(' ').next().expect("it has three numbers");
    first.parse::<f64>().expect("it is a number") / 1e9
}
