//! Only an exact payload of this hall is genuine, and one foreign code outweighs everything.

use super::*;
use crate::diagnostic::{Place, say};
use crate::files::{Bytes, FileSet};
use crate::ledger::seen::Seen;
use crate::ledger::slot::Slot;
use crate::model::Id;
use crate::model::date::Date;
use crate::model::village::{Kind as SheetKind, Orientation, PaperSize};

const HOST: &str = "HTTPS://TTHC.XA-VI-DU.EXAMPLE/";
const WIFI: &str = "WIFI:T:WPA;S:Nha van hoa;P:so-mau-1234;;";
const FEEDBACK: &str = "HTTPS://GOP-Y.XA-VI-DU.EXAMPLE/";
const STEPS: &str = "Xã Ví Dụ – Đăng ký khai sinh. 1. Mang giấy chứng sinh. 0000 000 000 – 11/2026";

fn link(number: u32, hall: u32) -> String {
    format!("{HOST}{number}/?{hall}")
}

fn item(number: Option<u32>, code: Code, payload: &str) -> Item {
    let about =
        number.map(|number| (number, Id::new(&format!("thu-tuc-{number}")).expect("an id")));
    Item { about, code: Some(code), payload: payload.to_owned(), seen: Seen::default() }
}

fn print(hall: u32, serial: u32, slot: (SheetKind, Option<u32>, u32), codes: Vec<Item>) -> Print {
    let whole = Item { about: None, code: None, payload: String::new(), seen: Seen::default() };
    let (kind, subject, page) = slot;
    let (size, orientation) = (PaperSize::A3, Orientation::Portrait);
    Print {
        batch: "2026-11-01-aaaaa".to_owned(),
        date: Date::constant(2026, 11, 1),
        hall,
        serial,
        slot: Slot { kind, subject, page, size, orientation },
        items: std::iter::once(whole).chain(codes).collect(),
        place: Place::start(Prints::path()),
    }
}

fn board(hall: u32, serial: u32, page: u32, numbers: &[u32]) -> Print {
    let mut codes: Vec<Item> = numbers
        .iter()
        .map(|number| item(Some(*number), Code::Link, &link(*number, hall)))
        .collect();
    codes.push(item(None, Code::Wifi, &wifi_digest(hall, WIFI)));
    codes.push(item(None, Code::Feedback, FEEDBACK));
    print(hall, serial, (SheetKind::Board, None, page), codes)
}

fn sheet(hall: u32, serial: u32, number: u32) -> Print {
    let codes = vec![
        item(Some(number), Code::Link, &link(number, hall)),
        item(Some(number), Code::Steps(1), STEPS),
    ];
    print(hall, serial, (SheetKind::Sheet, Some(number), 1), codes)
}

/// Hall 41 had board 1 and now has 2 in its place, with a sheet of its own for 3, and one taken
/// down; hall 42 has a board.
fn prints() -> Prints {
    let sheets = [
        board(41, 1, 1, &[9, 10]),
        board(41, 2, 1, &[1, 2, 3, 4]),
        sheet(41, 3, 3),
        board(41, 4, 2, &[7, 8]),
        board(42, 1, 1, &[1, 2, 5]),
        // The first page of a long sheet, with one code.
        print(41, 5, (SheetKind::Sheet, Some(4), 1), vec![item(Some(4), Code::Link, &link(4, 41))]),
        // A board of two, and a sheet whose every code stands on that board too.
        board(41, 6, 3, &[11, 12]),
        print(
            41,
            7,
            (SheetKind::Sheet, Some(11), 1),
            vec![item(Some(11), Code::Link, &link(11, 41)), item(None, Code::Feedback, FEEDBACK)],
        ),
    ];
    let mut files = FileSet::default();
    let day = Date::constant(2026, 11, 20);
    let mut text = Prints::default().lines("", "2026-11-01-aaaaa", &sheets);
    text += &Prints::default().lines_down(&text, "2026-11-20-bbbbb", day, &[&sheets[3]]);
    files.insert(Prints::path(), Bytes::from(text.into_bytes()));
    let mut found = crate::diagnostic::Diagnostics::default();
    let prints = Prints::parse(&files, &mut found);
    assert!(!found.has_errors(), "{}", found.show(&files, true, false));
    prints
}

fn sight(payloads: &[&str]) -> Sight {
    let code = |(at, payload): (usize, &&str)| {
        let x = at as f32 * 100.0;
        let corners = [[x, 0.0], [x + 50.0, 0.0], [x + 50.0, 50.0], [x, 50.0]];
        Found { payload: payload.as_bytes().to_vec(), whole: true, corners }
    };
    Sight { codes: payloads.iter().enumerate().map(code).collect(), ..Sight::default() }
}

fn judged(payloads: &[&str], hall: Option<u32>) -> Judged {
    judge(&sight(payloads), &Question { prints: &prints(), hall, changed: &|_| Vec::new() })
}

fn keys(judged: &Judged) -> Vec<&'static str> {
    judged.codes.iter().map(|code| code.verdict.key()).collect()
}

fn whole_board() -> Vec<String> {
    let mut all: Vec<String> = [1, 2, 3, 4].iter().map(|number| link(*number, 41)).collect();
    all.extend([WIFI.to_owned(), FEEDBACK.to_owned()]);
    all
}

fn refs(all: &[String]) -> Vec<&str> {
    all.iter().map(String::as_str).collect()
}

#[test]
fn a_whole_board_is_genuine_and_its_hall_is_recognised() {
    let judged = judged(&refs(&whole_board()), None);
    assert_eq!(judged.hall, Some(41));
    assert_eq!(keys(&judged), ["genuine"; 6]);
    assert_eq!(judged.unread, []);
    assert_eq!(judged.alarm(), Alarm::None);
    assert_eq!(judged.sheets, BTreeSet::from([2]));
    assert_eq!(judged.codes[4].shown, "WIFI:…", "a password is told to nobody");
}

#[test]
fn one_foreign_code_outweighs_everything() {
    let mut all = whole_board();
    all[2] = "https://tthc.xa-vi-du.example.evil.top/3/?41".to_owned();
    all.push(link(9, 41));
    let judged = judged(&refs(&all), None);
    assert_eq!(judged.codes[2].verdict.key(), "foreign");
    assert_eq!(judged.codes[2].host.as_deref(), Some("tthc.xa-vi-du.example.evil.top"));
    assert_eq!(judged.codes[6].verdict, Verdict::Outdated(Outdated::Replaced(2)));
    assert_eq!(judged.alarm(), Alarm::Foreign);
    let unread: Vec<u32> =
        judged.unread.iter().filter_map(|unread| Some(unread.of.about.as_ref()?.0)).collect();
    assert_eq!(unread, [3]);
}

#[test]
fn what_was_taken_down_or_has_changed_is_outdated() {
    let old = judged(&[&link(7, 41), &link(1, 41)], None);
    assert_eq!(old.codes[0].verdict, Verdict::Outdated(Outdated::TakenDown));
    assert_eq!(old.alarm(), Alarm::Outdated);
    let why = say("lệ phí 5.000 → 8.000 đồng", "fee 5,000 → 8,000 dong");
    let changed = |print: &Print| if print.serial == 2 { vec![why.clone()] } else { vec![] };
    let all = whole_board();
    let prints = prints();
    let question = Question { prints: &prints, hall: None, changed: &changed };
    let judged = judge(&sight(&refs(&all)), &question);
    let expected = Verdict::Outdated(Outdated::Changed(vec![why.clone()]));
    // Also those that stand on other sheets of the hall, which are not in the photo.
    assert!(judged.codes.iter().all(|code| code.verdict == expected));
}

#[test]
fn a_poster_of_another_hall_is_misplaced_there() {
    let judged = judged(&[&link(1, 42), &link(2, 42), &link(5, 42)], Some(41));
    assert_eq!(keys(&judged), ["misplaced"; 3]);
    let halls = BTreeSet::from([42]);
    assert_eq!(judged.codes[0].verdict, Verdict::Misplaced(Misplaced::Halls(halls)));
    assert_eq!(judged.alarm(), Alarm::Outdated);
    // Its wifi is the other hall's: the same net under another digest.
    assert_eq!(keys(&self::judged(&[WIFI], Some(43))), ["misplaced"]);
}

#[test]
fn a_copy_of_a_code_over_another_is_misplaced() {
    let mut all = whole_board();
    all[3] = link(1, 41);
    let judged = judged(&refs(&all), None);
    let copy = Verdict::Misplaced(Misplaced::Copy { places: 2, expected: 1 });
    assert_eq!(judged.codes[0].verdict, copy);
    assert_eq!(judged.codes[3].verdict, copy);
    assert_eq!(judged.unread.len(), 1);
    // Also when the copied code stands on a sheet of its own that is not in the photo, even if that
    // has no other code.
    for (copied, over) in [(3, 3), (4, 2)] {
        let mut all = whole_board();
        all[over] = link(copied, 41);
        let judged = self::judged(&refs(&all), None);
        let copies = judged.codes.iter().filter(|code| code.verdict == copy).count();
        assert_eq!((copies, judged.alarm()), (2, Alarm::Outdated), "{copied}");
    }
}

#[test]
fn a_copy_is_told_where_two_sheets_could_explain_it() {
    let eleven = link(11, 41);
    let judged = judged(&[WIFI, FEEDBACK, &eleven, &eleven], None);
    assert_eq!(keys(&judged), ["genuine", "genuine", "misplaced", "misplaced"]);
    assert_eq!(judged.sheets, BTreeSet::from([6]));
    // The sheet by itself is recognised as itself.
    assert_eq!(self::judged(&[&eleven, FEEDBACK], None).sheets, BTreeSet::from([7]));
}

#[test]
fn two_sheets_in_one_photo_may_share_a_code() {
    let mut all = whole_board();
    all.extend([link(3, 41), STEPS.to_owned()]);
    let judged = judged(&refs(&all), None);
    assert_eq!(judged.alarm(), Alarm::None, "{:?}", keys(&judged));
    assert_eq!(judged.sheets, BTreeSet::from([2, 3]));
}

#[test]
fn what_a_recognised_sheet_lacks_is_unread() {
    let mut all = whole_board();
    all.truncate(2);
    let judged = judged(&refs(&all), None);
    assert_eq!(judged.unread.len(), 4);
    assert_eq!(judged.alarm(), Alarm::Unread);
    assert!(judged.unread.iter().all(|unread| unread.of.serial == 2));
    assert_eq!(self::judged(&[], None).alarm(), Alarm::Unread);
    assert_eq!(self::judged(&[], Some(41)).alarm(), Alarm::Unread);
}

#[test]
fn a_code_that_is_not_whole_is_never_genuine() {
    let mut sight = sight(&[&link(1, 41)]);
    sight.codes[0].whole = false;
    let prints = prints();
    let question = Question { prints: &prints, hall: Some(41), changed: &|_| Vec::new() };
    let judged = judge(&sight, &question);
    assert_eq!(judged.codes[0].verdict.key(), "foreign");
}

#[test]
fn only_the_exact_payload_is_genuine() {
    let genuine = link(3, 41);
    let lower = genuine.to_lowercase();
    let nul = format!("{genuine}\0");
    let wide = genuine.replace('X', "Ｘ");
    let hostile: &[(&str, Kind)] = &[
        // Near misses of the address.
        (&lower, Kind::Page),
        ("HTTP://TTHC.XA-VI-DU.EXAMPLE/3/?41", Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE/3/?41 ", Kind::Page),
        (" HTTPS://TTHC.XA-VI-DU.EXAMPLE/3/?41", Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE/3/?41\n", Kind::Page),
        (&nul, Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE/3/?41#x", Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE/3/?41&next=//evil.top", Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE/3/?042", Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE/3/", Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE/3?41", Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE//3/?41", Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE/./3/?41", Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE/%33/?41", Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE/99/?41", Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE:443/3/?41", Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE:8443/3/?41", Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE./3/?41", Kind::Page),
        ("HTTPS:\\\\TTHC.XA-VI-DU.EXAMPLE\\3\\?41", Kind::Page),
        ("HTTPS:/TTHC.XA-VI-DU.EXAMPLE/3/?41", Kind::Page),
        ("TTHC.XA-VI-DU.EXAMPLE/3/?41", Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE/3/?41HTTPS://TTHC.XA-VI-DU.EXAMPLE/3/?41", Kind::Page),
        // Look-alikes.
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE.EVIL.TOP/3/?41", Kind::Page),
        ("HTTPS://TTHC-XA-VI-DU.EXAMPLE/3/?41", Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPIE/3/?41", Kind::Page),
        ("HTTPS://TTHC.XA-V1-DU.EXAMPLE/3/?41", Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE@EVIL.TOP/3/?41", Kind::Page),
        ("HTTPS://EVIL.TOP/HTTPS://TTHC.XA-VI-DU.EXAMPLE/3/?41", Kind::Page),
        ("HTTPS://EVIL.TOP#@TTHC.XA-VI-DU.EXAMPLE/3/?41", Kind::Page),
        ("https://tthc.хa-vi-du.example/3/?41", Kind::Page),
        ("https://tthc.xa-vi-du.examplé/3/?41", Kind::Page),
        ("https://tthc。xa-vi-du。evil/3/?41", Kind::Page),
        (&wide, Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU.EXAMPLE/3/?41\u{202e}", Kind::Page),
        ("HTTPS://TTHC.XA-VI-DU\u{200b}.EXAMPLE/3/?41", Kind::Page),
        ("https://xn--tthc-xa-vi-du.example/", Kind::Page),
        ("http://192.168.1.1/3/?41", Kind::Page),
        ("https://bit.ly/3xyz", Kind::Page),
        ("https://zalo.me/0912345678", Kind::Page),
        // Other things that a phone does.
        ("WIFI:T:WPA;S:Nha van hoa;P:so-mau-1235;;", Kind::Wifi),
        ("WIFI:T:nopass;S:Nha van hoa;;", Kind::Wifi),
        ("wifi:T:WPA;S:Nha van hoa;P:so-mau-1234;;", Kind::Wifi),
        ("WIFI:T:WPA;S:Nha van hoa;P:so-mau-1234;;;", Kind::Wifi),
        ("tel:113", Kind::Call),
        ("TEL:*21*0912345678%23", Kind::Call),
        ("SMSTO:8088:DK", Kind::Message),
        ("sms:8088?body=DK", Kind::Message),
        ("mailto:a@evil.top", Kind::Message),
        (
            "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA53037045802VN6304AE9F",
            Kind::Payment,
        ),
        ("zalo://conversation?phone=0912345678", Kind::App),
        ("intent://scan/#Intent;scheme=zxing;package=top.evil;end", Kind::App),
        ("market://details?id=top.evil", Kind::App),
        ("javascript:alert(1)", Kind::App),
        ("data:text/html,<script>alert(1)</script>", Kind::App),
        ("file:///sdcard/evil.apk", Kind::App),
        ("BEGIN:VCARD\nFN:Công an xã\nTEL:0912345678\nEND:VCARD", Kind::Contact),
        ("MECARD:N:Cong an;TEL:0912345678;;", Kind::Contact),
        // Texts that look like steps.
        (
            "Xã Ví Dụ – Đăng ký khai sinh. 1. Mang giấy chứng sinh. 0999 999 999 – 11/2026",
            Kind::Text,
        ),
        (
            "Xa\u{303} Vi\u{301} Du\u{323} – Đăng ký khai sinh. 1. Mang giấy chứng sinh. 0000 000 000 – 11/2026",
            Kind::Text,
        ),
        ("", Kind::Text),
        ("\u{1b}]0;x\u{7}", Kind::Text),
        ("=HYPERLINK(\"https://evil.top\")", Kind::Text),
    ];
    assert!(hostile.len() >= 60);
    for (payload, kind) in hostile {
        let judged = judged(&[&link(1, 41), payload], Some(41));
        let Verdict::Foreign(foreign) = &judged.codes[1].verdict else {
            panic!("{payload:?} is {}", judged.codes[1].verdict.key());
        };
        assert_eq!(foreign.kind, *kind, "{payload:?}");
        assert_eq!(judged.alarm(), Alarm::Foreign);
        let shown = &judged.codes[1].shown;
        assert!(!shown.chars().any(char::is_control) && !shown.contains('\u{202e}'), "{shown}");
    }
    for payload in [genuine.as_str(), WIFI, FEEDBACK, STEPS] {
        assert_eq!(keys(&judged(&[payload], Some(41))), ["genuine"], "{payload}");
    }
}
