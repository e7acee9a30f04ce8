//! The files of the ledger on the disk: the copy beside the site, restoring from it, two machines.

use std::fs;

use super::project::Folder;
use tracuu::diagnostic::{Diagnostics, Place};
use tracuu::files::FileSet;
use tracuu::ledger::prints::{Code, Item, Print, Prints};
use tracuu::ledger::seen::Seen;
use tracuu::ledger::slot::Slot;
use tracuu::ledger::{Ledger, Row};
use tracuu::model::Id;
use tracuu::model::date::Date;
use tracuu::model::site::Thing;
use tracuu::model::village::{Kind, Orientation, PaperSize};

const NUMBERS: &str = "content/ledger/numbers.csv";
const PRINTS: &str = "content/ledger/prints.csv";

/// Runs a verb; returns the exit code and everything it said.
fn run(folder: &Folder, arguments: &[&str]) -> (i32, String) {
    let done = folder.tracuu(arguments);
    let said = [done.stdout, done.stderr].concat();
    (done.status.code().expect("it ended"), String::from_utf8_lossy(&said).into_owned())
}

fn built(name: &str) -> Folder {
    let folder = Folder::with_site(name);
    let (code, said) = run(&folder, &["build", "--posters", "none"]);
    assert_eq!(code, 0, "{said}");
    folder
}

fn read(folder: &Folder, path: &str) -> String {
    fs::read_to_string(folder.0.join(path)).expect("it is there")
}

#[test]
fn a_lost_ledger_is_noticed_and_restored_from_the_copy_beside_the_site() {
    let folder = built("restored");
    let before = read(&folder, NUMBERS);
    assert_eq!(read(&folder, "public/ledger/numbers.csv"), before);
    fs::remove_dir_all(folder.0.join("content/ledger")).expect("removable");
    for verb in ["build", "check"] {
        let (code, said) = run(&folder, &[verb]);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("lỗi[ledger-behind]"), "{said}");
        assert!(
            said.contains(&format!("chép public/ledger/numbers.csv đè lên {NUMBERS}")),
            "{said}"
        );
    }
    assert!(!folder.0.join(NUMBERS).exists(), "a failed build writes nothing");
    folder.write(NUMBERS, read(&folder, "public/ledger/numbers.csv").as_bytes());
    assert_eq!(run(&folder, &["build", "--posters", "none"]).0, 0);
    assert_eq!(read(&folder, NUMBERS), before);
}

#[test]
fn only_a_folder_that_is_ours_is_evidence_and_only_the_one_asked_for() {
    let folder = built("evidence");
    let lines = read(&folder, NUMBERS);
    let short = lines.trim_end().rsplit_once('\n').expect("lines").0;
    folder.write(NUMBERS, format!("{short}\n").as_bytes());
    assert_eq!(run(&folder, &["build", "--posters", "none"]).0, 1);
    // Another output folder knows nothing of it; a fresh clone has none.
    let (code, said) = run(&folder, &["build", "--posters", "none", "--output", "khac"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(read(&folder, NUMBERS), lines, "the same number is minted again");
    folder.write(NUMBERS, format!("{short}\n").as_bytes());
    fs::remove_file(folder.0.join("public/README.md")).expect("removable");
    assert_eq!(run(&folder, &["check"]).0, 0, "a folder of somebody else is no evidence");
}

#[test]
fn a_preview_keeps_the_copy_and_shows_no_number_that_is_not_written() {
    let folder = built("preview-copy");
    let before = read(&folder, NUMBERS);
    folder.write("content/pages/moi.md", "---\ntitle: Trang mới\n---\n".as_bytes());
    assert_eq!(run(&folder, &["build", "--base-url", "https://xem-thu.example/"]).0, 0);
    assert_eq!(read(&folder, "public/ledger/numbers.csv"), before);
    assert_eq!(read(&folder, NUMBERS), before);
}

#[test]
fn a_torn_last_line_is_written_whole_again() {
    let folder = built("torn");
    let before = read(&folder, NUMBERS);
    folder.write(NUMBERS, &before.as_bytes()[..before.len() - 12]);
    let (code, said) = run(&folder, &["build", "--posters", "none"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("cảnh báo[ledger-torn]"), "{said}");
    assert_eq!(read(&folder, NUMBERS), before);
}

/// Adds two guides, each with the next number of its machine, and joins the two files.
fn joined(name: &str) -> (Folder, String, u32) {
    let folder = built(name);
    let base = read(&folder, NUMBERS);
    let guide = |title: &str, code: &str| {
        format!(
            "---\ntitle: {title}\ncode: \"{code}\"\ndocuments:\n  - name: Tờ khai\nsteps:\n  - Nộp hồ sơ.\n---\n"
        )
    };
    let path = |id: &str| format!("content/procedures/ho-tich/{id}.md");
    folder.write(&path("viec-mot"), guide("Việc một", "1.111111").as_bytes());
    assert_eq!(run(&folder, &["build", "--posters", "none"]).0, 0);
    let ours = read(&folder, NUMBERS);
    let number = base.lines().count() as u32;
    let theirs = Ledger::of([Row {
        number,
        kind: Thing::Procedure,
        id: Id::new("viec-hai").expect("an id"),
        minted: Date::constant(2026, 11, 20),
        renamed: false,
    }]);
    let line = theirs.to_csv().lines().last().expect("a line").to_owned();
    folder.write(&path("viec-hai"), guide("Việc hai", "2.222222").as_bytes());
    folder.write(NUMBERS, format!("{ours}{line}\n").as_bytes());
    (folder, ours, number)
}

/// Records a sheet in the hall `thon-dong` about a number of an id.
fn print(folder: &Folder, batch: &str, number: u32, id: &str) {
    let numbers = read(folder, NUMBERS);
    let hall = numbers.lines().find(|line| line.contains(",hall,thon-dong,")).expect("a hall");
    let hall: u32 = hall.split(',').next().and_then(|n| n.parse().ok()).expect("a number");
    let now = fs::read_to_string(folder.0.join(PRINTS)).unwrap_or_default();
    let about = Some((number, Id::new(id).expect("an id")));
    let payload = format!("HTTPS://TTHC.EVERY-KEY.EXAMPLE/guide/{number}/?{hall}");
    let whole = Item { about: None, code: None, payload: String::new(), seen: Seen::default() };
    let link = Item { about, code: Some(Code::Link), payload, seen: Seen::default() };
    let slot = Slot {
        kind: Kind::Board,
        subject: None,
        page: 1,
        size: PaperSize::A3,
        orientation: Orientation::Portrait,
    };
    let sheet = Print {
        batch: String::new(),
        date: Date::constant(2026, 11, 21),
        hall,
        serial: 1,
        slot,
        items: vec![whole, link],
        place: Place::start(Prints::path()),
    };
    let lines = Prints::default().lines(&now, batch, &[sheet]);
    folder.write(PRINTS, format!("{now}{lines}").as_bytes());
}

/// Whose each number is after all.
fn owner(folder: &Folder, number: u32) -> String {
    let mut files = FileSet::default();
    files.insert(Ledger::path(), read(folder, NUMBERS).into_bytes());
    let ledger = Ledger::parse(&files, &mut Diagnostics::default());
    ledger.owner(number).map(|row| row.id.to_string()).unwrap_or_default()
}

#[test]
fn two_machines_are_settled_in_the_order_of_the_file() {
    let (folder, ours, number) = joined("two-machines");
    let (code, said) = run(&folder, &["build", "--posters", "none"]);
    assert_eq!(code, 1);
    assert!(said.contains("tracuu numbers fix"), "{said}");
    let before = read(&folder, NUMBERS);
    assert_eq!(run(&folder, &["numbers", "fix", "--dry-run"]).0, 0);
    assert_eq!(read(&folder, NUMBERS), before, "a rehearsal writes nothing");
    let (code, said) = run(&folder, &["numbers", "fix"]);
    assert_eq!(code, 0, "{said}");
    assert!(read(&folder, NUMBERS).starts_with(&ours), "no line that was there is moved");
    assert_eq!(owner(&folder, number), "viec-mot");
    assert_eq!(owner(&folder, number + 1), "viec-hai");
    let backups = folder.tree(".tracuu/backup");
    assert_eq!(backups.len(), 1);
    assert_eq!(backups[0].1, before.as_bytes());
    assert_eq!(run(&folder, &["build", "--posters", "none", "--locked"]).0, 0);
    let (_, said) = run(&folder, &["numbers", "fix"]);
    assert!(said.contains("không có gì phải gỡ"), "{said}");
}

#[test]
fn what_is_printed_keeps_its_number() {
    let (folder, _, number) = joined("printed-keeps");
    print(&folder, "2026-11-21-bbbbb", number, "viec-hai");
    let (code, said) = run(&folder, &["numbers", "fix", "--keep", &format!("{number}=viec-mot")]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("ledger-keep"), "{said}");
    assert_eq!(run(&folder, &["numbers", "fix"]).0, 0);
    assert_eq!(owner(&folder, number), "viec-hai");
    assert_eq!(owner(&folder, number + 1), "viec-mot");
    // The copy of the machine that lost its number is no evidence against what was settled.
    let (code, said) = run(&folder, &["build", "--posters", "none"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn where_both_are_printed_people_choose() {
    let (folder, _, number) = joined("both-printed");
    print(&folder, "2026-11-21-aaaaa", number, "viec-mot");
    print(&folder, "2026-11-21-bbbbb", number, "viec-hai");
    let before = read(&folder, NUMBERS);
    let (code, said) = run(&folder, &["numbers", "fix"]);
    assert_eq!(code, 1);
    for id in ["viec-mot", "viec-hai"] {
        assert!(said.contains(&format!("tracuu numbers fix --keep {number}={id}")), "{said}");
    }
    assert_eq!(read(&folder, NUMBERS), before);
    let (code, said) = run(&folder, &["numbers", "fix", "--keep", &format!("{number}=viec-hai")]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("phải in lại"), "{said}");
    assert_eq!(owner(&folder, number), "viec-hai");
    let (code, said) = run(&folder, &["build", "--posters", "none"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn the_list_says_what_each_number_is_and_where_it_hangs() {
    let (folder, _, number) = joined("listed");
    assert_eq!(run(&folder, &["numbers", "fix"]).0, 0);
    print(&folder, "2026-11-21-aaaaa", number, "viec-mot");
    let done = folder.tracuu(&["--json", "numbers"]);
    let told: serde_json::Value = serde_json::from_slice(&done.stdout).expect("JSON");
    let all = told["result"]["numbers"].as_array().expect("numbers");
    let one = all.iter().find(|one| one["number"] == number).expect("it is listed");
    assert_eq!((&one["kind"], &one["id"]), (&"procedure".into(), &"viec-mot".into()));
    assert_eq!(one["printed"][0]["title"], "Thôn Đóng");
    let (_, said) = run(&folder, &["numbers"]);
    assert!(
        said.lines().any(|line| line.contains("viec-mot") && line.contains("Thôn Đóng")),
        "{said}"
    );
}
