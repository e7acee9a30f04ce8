//! The ledger of prints: what is written is read, and nothing that touches a record goes unnoticed.

use tracuu::diagnostic::{Diagnostics, Place};
use tracuu::files::FileSet;
use tracuu::ledger::prints::{Code, Item, Print, wifi_digest};
use tracuu::ledger::seen::{Part, Seen};
use tracuu::ledger::slot::Slot;
use tracuu::ledger::stale::{self, Face, State};
use tracuu::ledger::{Ledger, Prints, Row};
use tracuu::model::Id;
use tracuu::model::date::Date;
use tracuu::model::site::Thing;
use tracuu::model::village::{Kind, Orientation, PaperSize};

fn seen(title: &str, fee: &str, papers: &[&str]) -> Seen {
    let mut seen = Seen::default();
    seen.add(Part::Title, title, title);
    seen.add(Part::Papers, &papers.join("\n"), &papers.len().to_string());
    seen.add(Part::Fee, fee, fee);
    seen
}

fn procedure(number: u32, hall: u32, seen: Seen) -> [Item; 2] {
    let about = Some((number, Id::new(&format!("thu-tuc-{number}")).expect("an id")));
    let link = format!("HTTPS://TTHC.XA.GOV.VN/a/{number}/?{hall}");
    let steps = format!("Xã Ví Dụ, \"thủ tục {number}\"\n1. Đến\\nơi; 2. Nộp\nHỏi 0123. 10/2026");
    let steps = Item {
        about: about.clone(),
        code: Some(Code::Steps(1)),
        payload: steps,
        seen: Seen::default(),
    };
    [Item { about, code: Some(Code::Link), payload: link, seen }, steps]
}

fn sheet(hall: u32, serial: u32, page: u32, things: Vec<Item>) -> Print {
    let mut whole = Seen::default();
    whole.add(Part::Phone, "0123", "0123");
    let of_sheet =
        |code, payload: &str, seen| Item { about: None, code, payload: payload.to_owned(), seen };
    let wifi = wifi_digest(hall, "WIFI:T:WPA;S:Nha van hoa;P:matkhau88;;");
    let mut items =
        vec![of_sheet(None, "", whole), of_sheet(Some(Code::Wifi), &wifi, Seen::default())];
    items.extend(things);
    Print {
        batch: String::new(),
        date: Date::constant(2026, 11, 22),
        hall,
        serial,
        slot: Slot {
            kind: Kind::Board,
            subject: None,
            page,
            size: PaperSize::A3,
            orientation: Orientation::Landscape,
        },
        items,
        place: Place::start(Prints::path()),
    }
}

/// Three batches: two halls, one hall again, and a sheet taken down.
fn ledger() -> String {
    let things = |from: u32, hall: u32| -> Vec<Item> {
        (from..from + 3)
            .flat_map(|number| {
                let title = format!("Thủ tục, tên «{number}» = dài");
                procedure(number, hall, seen(&title, "8.000 đồng", &["Tờ khai", "Căn cước"]))
            })
            .collect()
    };
    let mut text = String::new();
    let none = Prints::default();
    let first = [sheet(41, 1, 1, things(1, 41)), sheet(42, 1, 1, things(1, 42))];
    text += &none.lines(&text, "2026-11-01-aaaaa", &first);
    text += &none.lines(&text, "2026-11-02-bbbbb", &[sheet(41, 2, 2, things(4, 41))]);
    let (prints, _) = read(&text);
    let down: Vec<&Print> = prints.all().take(1).collect();
    text += &prints.lines_down(&text, "2026-11-03-ccccc", Date::constant(2026, 11, 3), &down);
    text += &none.lines(&text, "2026-11-04-ddddd", &[sheet(42, 2, 1, things(2, 42))]);
    text
}

fn read(text: &str) -> (Prints, Diagnostics) {
    let mut files = FileSet::default();
    files.insert(Prints::path(), text.as_bytes().to_vec());
    let mut found = Diagnostics::default();
    let prints = Prints::parse(&files, &mut found);
    (prints, found)
}

/// What is known of every sheet, without where it stands in the file.
fn known(prints: &Prints) -> Vec<(Print, bool)> {
    let place = Place::start(Prints::path());
    let plain = |print: &Print| Print { place: place.clone(), ..print.clone() };
    prints.all().map(|print| (plain(print), prints.is_down(print))).collect()
}

#[test]
fn what_is_written_is_read() {
    let (prints, found) = read(&ledger());
    assert_eq!(found.iter().count(), 0);
    let batches: Vec<(&str, u32, u32)> =
        prints.all().map(|print| (print.batch.as_str(), print.hall, print.serial)).collect();
    assert_eq!(
        batches,
        [
            ("2026-11-01-aaaaa", 41, 1),
            ("2026-11-01-aaaaa", 42, 1),
            ("2026-11-02-bbbbb", 41, 2),
            ("2026-11-04-ddddd", 42, 2),
        ]
    );
    let again = prints.all().nth(1).expect("the second hall");
    assert_eq!(again.items[2].payload, "HTTPS://TTHC.XA.GOV.VN/a/1/?42");
    assert!(again.items[3].payload.contains("\\nơi; 2. Nộp\nHỏi"), "byte for byte");
    // Told once in the file, and yet of both halls.
    assert_eq!(
        again.items[2].seen.get(Part::Fee).map(|fact| fact.words.as_str()),
        Some("8.000 đồng")
    );
    let hanging: Vec<(u32, u32)> =
        prints.hanging().map(|print| (print.hall, print.serial)).collect();
    assert_eq!(hanging, [(41, 2), (42, 2)], "the first was taken down, the second replaced");
    assert_eq!(prints.next_serial(42), 3);
    assert_eq!(prints.halls_of(5).into_iter().collect::<Vec<_>>(), [41]);
    assert!(!ledger().contains("matkhau88"), "the password is not in the ledger");
}

#[test]
fn two_machines_that_print_at_the_same_time_are_joined() {
    let base = ledger();
    let none = Prints::default();
    let one = none.lines(&base, "2026-11-05-eeeee", &[sheet(41, 3, 1, Vec::new())]);
    let two = none.lines(&base, "2026-11-05-fffff", &[sheet(42, 3, 1, Vec::new())]);
    for union in [format!("{base}{one}{two}"), format!("{base}{two}{one}")] {
        let (prints, found) = read(&union);
        assert_eq!(found.iter().count(), 0);
        assert_eq!(prints.all().count(), 6);
    }
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// Makes one change of a kind that machines, spreadsheets and hands make.
fn mutate(text: &str, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    let at = dice.below(bytes.len());
    let byte = u8::try_from(dice.below(256)).expect("below 256");
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let line = dice.below(lines.len());
    let joined = |lines: &[&str]| lines.concat().into_bytes();
    match dice.below(10) {
        0 => bytes[at] = byte,
        1 => bytes[at] = b"0123456789,\"\n@|="[dice.below(16)],
        2 => drop(bytes.remove(at)),
        3 => bytes.insert(at, byte),
        4 => bytes.truncate(at),
        5 => {
            let mut lines = lines;
            lines.remove(line);
            return joined(&lines);
        }
        6 => {
            let mut lines = lines;
            lines.insert(dice.below(lines.len()), lines[line]);
            return joined(&lines);
        }
        7 => {
            let mut lines = lines;
            let other = dice.below(lines.len());
            lines.swap(line, other);
            return joined(&lines);
        }
        8 => return joined(&lines[..line]),
        _ => {
            let mut lines = lines;
            let end = (line + 1 + dice.below(6)).min(lines.len());
            lines.drain(line..end);
            return joined(&lines);
        }
    }
    bytes
}

#[test]
fn no_change_of_a_record_goes_unnoticed() {
    let text = ledger();
    let (right, _) = read(&text);
    let mut dice = Dice(20_261_122);
    let (mut touched, mut tails) = (0, 0);
    for round in 0..10_000 {
        let mutated = mutate(&text, &mut dice);
        let mut files = FileSet::default();
        files.insert(Prints::path(), mutated.clone());
        let mut found = Diagnostics::default();
        let prints = Prints::parse(&files, &mut found);
        if known(&prints) == known(&right) {
            continue;
        }
        touched += 1;
        if found.iter().count() > 0 {
            continue;
        }
        // Whole batches lost at the end leave a file that is whole in itself: only the copy beside
        // the site knows more.
        let cut = String::from_utf8(mutated).expect("what is accepted is text");
        assert!(text.starts_with(cut.trim_end()), "round {round} was not noticed");
        files.insert_named("public/ledger/prints.csv", text.as_bytes());
        Ledger::parse(&files, &mut found);
        let told = found.iter().any(|finding| finding.code == "ledger-behind");
        assert!(told, "round {round} was not noticed beside the copy");
        tails += 1;
    }
    assert!(touched > 8_000, "{touched} mutations touched a record");
    assert!(tails > 0, "some cut the file between two batches");
}

/// The numbers that the prints speak of, with the halls, and two that were never printed.
fn numbers() -> String {
    let day = Date::constant(2026, 10, 1);
    let row = |number: u32, kind: Thing, id: &str| Row {
        number,
        kind,
        id: Id::new(id).expect("an id"),
        minted: day,
        renamed: false,
    };
    let rows = (1..=42).map(|number| match number {
        1..=6 => row(number, Thing::Procedure, &format!("thu-tuc-{number}")),
        41 => row(number, Thing::Hall, "thon-dong"),
        42 => row(number, Thing::Hall, "thon-tay"),
        _ => row(number, Thing::Page, &format!("trang-{number}")),
    });
    Ledger::of(rows).to_csv()
}

#[test]
fn no_change_of_a_printed_number_goes_unnoticed() {
    let (text, prints) = (numbers(), ledger());
    let parse = |numbers: &[u8], copy: bool| {
        let mut files = FileSet::default();
        files.insert(Ledger::path(), numbers.to_vec());
        files.insert(Prints::path(), prints.as_bytes().to_vec());
        if copy {
            files.insert_named("public/ledger/numbers.csv", text.as_bytes());
        }
        let mut found = Diagnostics::default();
        let ledger = Ledger::parse(&files, &mut found);
        // A torn last line is told once the site is known.
        let findings = found.iter().count() + usize::from(ledger.is_repaired());
        (ledger, findings)
    };
    // Whose each printed number is.
    let owners = |ledger: &Ledger| -> Vec<(u32, Id)> {
        let printed = ledger.rows().filter(|row| ledger.prints.has(row.number));
        printed.map(|row| (row.number, row.id.clone())).collect()
    };
    let all = |ledger: &Ledger| -> Vec<(u32, Id)> {
        ledger.rows().map(|row| (row.number, row.id.clone())).collect()
    };
    let (right, findings) = parse(text.as_bytes(), false);
    assert_eq!((owners(&right).len(), findings), (8, 0));
    let mut dice = Dice(31_122_026);
    let mut touched = 0;
    for round in 0..10_000 {
        let mutated = mutate(&text, &mut dice);
        let (ledger, findings) = parse(&mutated, false);
        if owners(&ledger) != owners(&right) {
            touched += 1;
            assert!(findings > 0, "round {round} was not noticed");
        }
        // Beside the copy, nothing of any number.
        if all(&ledger) != all(&right) {
            assert!(parse(&mutated, true).1 > 0, "round {round} was not noticed beside the copy");
        }
    }
    assert!(touched > 1_000, "{touched} mutations touched a printed number");
}

#[test]
fn losses_and_edits_are_told_apart() {
    let text = ledger();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let without = |gone: std::ops::Range<usize>| {
        let mut lines = lines.clone();
        lines.drain(gone);
        lines.concat()
    };
    let codes = |text: &str| {
        let (_, found) = read(text);
        found.iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    let batch = |name: &str| {
        let of = |line: &&str| line.starts_with(name);
        let first = lines.iter().position(of).expect("the batch is there");
        first..first + lines.iter().filter(|line| of(line)).count()
    };
    assert_eq!(codes(&without(3..5)), ["prints-gap"], "two lines of a batch");
    assert_eq!(codes(&without(lines.len() - 1..lines.len())), ["prints-gap"], "the last line");
    assert_eq!(codes(&without(batch("2026-11-02"))), ["prints-gap"], "a whole batch");
    assert_eq!(codes(&text.replacen("8.000", "9.000", 1)), ["prints-line"]);
    assert_eq!(codes(&text[..text.len() - 30]), ["prints-torn"]);
    assert_eq!(codes(&format!("{text}{}", lines[4])), ["prints-twice"]);
    let moved = format!("{}{}", without(batch("2026-11-02")), lines[batch("2026-11-02")].concat());
    assert_eq!(codes(&moved), ["prints-gap"], "a batch before the one that it follows");
    assert_eq!(codes("\u{feff}batch;row\n"), ["prints-head"]);
    assert_eq!(codes(""), ["prints-head"]);
}

#[test]
fn a_stale_sheet_says_why() {
    let hung = |fee: &str, papers: &[&str]| {
        sheet(41, 1, 1, procedure(7, 41, seen("Đăng ký khai sinh", fee, papers)).to_vec())
    };
    let text = Prints::default().lines("", "2026-11-01-aaaaa", &[hung("5.000 đồng", &["Tờ khai"])]);
    let (prints, _) = read(&text);
    let face = |print: Print| Face {
        hall: print.hall,
        slot: print.slot,
        title: "Bảng".to_owned(),
        items: print.items,
    };
    let reasons = |now: Print| {
        let faces = [face(now)];
        let standings = stale::compare(&prints, &faces);
        assert_eq!(standings.len(), 1);
        (standings[0].state(), standings[0].reasons().vi)
    };
    assert_eq!(reasons(hung("5.000 đồng", &["Tờ khai"])), (State::Current, String::new()));
    assert_eq!(
        reasons(hung("8.000 đồng", &["Tờ khai", "Căn cước"])),
        (
            State::Stale,
            "Đăng ký khai sinh: thêm 1 giấy tờ; lệ phí 5.000 đồng → 8.000 đồng".to_owned()
        )
    );
    let mut checked_again = hung("5.000 đồng", &["Tờ khai"]);
    let steps = &mut checked_again.items[3].payload;
    *steps = steps.replace("10/2026", "11/2026");
    assert_eq!(reasons(checked_again), (State::Current, String::new()), "the month is no change");
    let mut moved = hung("5.000 đồng", &["Tờ khai"]);
    moved.items[2].payload = "HTTPS://XA-MOI.GOV.VN/7/?41".to_owned();
    let (state, why) = reasons(moved);
    assert_eq!(state, State::Stale);
    assert_eq!(
        why,
        "địa chỉ trang web đã đổi: tthc.xa.gov.vn/a → xa-moi.gov.vn/, phải thay tờ này"
    );
    let mut reordered = hung("5.000 đồng", &["Tờ khai"]);
    reordered.items.reverse();
    assert_eq!(reasons(reordered).0, State::Current);
    let closed = stale::compare(&prints, &[]);
    assert_eq!(closed[0].state(), State::TakeDown);
    let mut elsewhere = face(hung("5.000 đồng", &["Tờ khai"]));
    elsewhere.slot.size = PaperSize::A2;
    let bigger = [elsewhere];
    let states: Vec<State> =
        stale::compare(&prints, &bigger).iter().map(stale::Standing::state).collect();
    assert_eq!(states, [State::NeverPrinted, State::TakeDown]);
}
