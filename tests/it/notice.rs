//! The table of changes on the public notice: on the sheet, in the record, and in the reasons.

use std::sync::Arc;

use tracuu::diagnostic::Diagnostics;
use tracuu::ledger::prints::Item;
use tracuu::ledger::seen::{Part, Seen};
use tracuu::ledger::stale;
use tracuu::model::Site;
use tracuu::model::date::Date;
use tracuu::model::procedure::{Decision, Procedure, Status};
use tracuu::model::program::Change;
use tracuu::model::village::{Kind, Orientation, PaperSize, PosterChoice};
use tracuu::render::address::Addresses;
use tracuu::render::drawing::Mark;
use tracuu::render::font::Faces;
use tracuu::render::{Sheet, export, poster};

use super::commune::Commune;
use super::sample;

const TITLE: &str = "Thủ tục có thay đổi";

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

fn decision(number: &str, date: Option<Date>) -> Decision {
    Decision { number: number.into(), date, url: None }
}

/// A hall with a notice and `count` procedures, none of which tells of a change.
fn site(count: usize) -> Site {
    let mut village = sample::village("thon-dong", "Thôn Đông");
    village.posters = vec![PosterChoice {
        kind: Kind::Notice,
        size: Some(PaperSize::A4),
        orientation: Some(Orientation::Portrait),
    }];
    sample::site(sample::procedures(count), vec![village])
}

fn drawn(site: &Site) -> Vec<Sheet> {
    let ledger = sample::ledger(site);
    let mut found = Diagnostics::default();
    let addresses = Addresses { base: &site.commune.address, ledger: &ledger };
    let sheets = poster::sheets(site, &sample::theme(), addresses, &mut found);
    assert!(!found.has_errors(), "{:?}", found.iter().next());
    sheets
}

/// The words of the sheets from the title of the table on; nothing where there is none.
fn table(sheets: &[Sheet]) -> Option<String> {
    let marks = sheets.iter().flat_map(|sheet| &sheet.drawing.marks);
    let lines = marks.filter_map(|mark| match mark {
        Mark::Line(line) => Some(line.text.as_str()),
        Mark::Shape(_) | Mark::Code(_) => None,
    });
    let words = lines.collect::<Vec<_>>().join(" ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.split_once(TITLE).map(|(_, table)| table.to_owned())
}

fn amend(procedure: &mut Procedure, number: &str, what: &str) {
    let change = Change { number: number.into(), date: day(2026, 9, 5), what: Some(what.into()) };
    procedure.changed_by.push(change);
}

fn abolish(procedure: &mut Procedure) {
    procedure.status = Status::Abolished;
    procedure.decision = Some(decision("12/QĐ-UBND", day(2026, 6, 30)));
    procedure.valid.until = day(2026, 7, 15);
}

/// What the first sheet tells of a procedure.
fn seen(sheets: &[Sheet], id: &str) -> Option<Seen> {
    let id = sample::id(id);
    let about = |item: &&Item| item.about.as_ref().is_some_and(|(_, known)| *known == id);
    sheets.iter().flat_map(|sheet| &sheet.items).find(about).map(|item| item.seen.clone())
}

fn reasons(hung: &[Sheet], now: &[Sheet]) -> Vec<String> {
    let changes =
        hung.iter().zip(now).flat_map(|(old, new)| stale::changes(&old.items, &new.items));
    let said = changes.map(|change| match change.of {
        Some(of) => format!("{of}: {}", change.text.vi),
        None => change.text.vi,
    });
    said.collect()
}

#[test]
fn what_was_published_amended_or_abolished_stands_on_the_sheet_by_which_paper() {
    let mut site = site(6);
    let titles: Vec<String> = site.procedures.iter().map(|one| one.title.clone()).collect();
    Arc::make_mut(&mut site.procedures[1]).decision =
        Some(decision("163/QĐ-BTP", day(2026, 1, 20)));
    Arc::make_mut(&mut site.procedures[1]).valid.from = day(2026, 3, 1);
    amend(Arc::make_mut(&mut site.procedures[2]), "45/QĐ-UBND", "Bớt bản sao căn cước");
    abolish(Arc::make_mut(&mut site.procedures[3]));
    Arc::make_mut(&mut site.procedures[3]).replaced_by = Some(site.procedures[4].id.clone());
    Arc::make_mut(&mut site.procedures[5]).status = Status::Suspended;
    let sheets = drawn(&site);
    let said = table(&sheets).expect("there is a table");
    for words in [
        "mới nhất ở trên",
        "Nội dung thay đổi",
        "Công bố bởi 163/QĐ-BTP, ngày 20/01/2026",
        "Từ 01/03/2026",
        "Sửa đổi bởi 45/QĐ-UBND, ngày 05/09/2026",
        "Bớt bản sao căn cước",
        "15/07/2026: Bãi bỏ theo 12/QĐ-UBND, ngày 30/06/2026",
        "Đến hết 15/07/2026",
        "Nay làm theo",
        "Không ghi ngày: đang tạm dừng",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    for (at, title) in titles.iter().enumerate() {
        // The fourth is named as a successor.
        assert_eq!(said.contains(title), at != 0, "{title} in {said}");
    }
    let order = ["Sửa đổi bởi", "Bãi bỏ theo", "Công bố bởi", "Không ghi ngày"];
    let places: Vec<_> = order.iter().map(|words| said.find(words)).collect();
    assert!(places.is_sorted(), "{places:?}");
    let faces = Faces::new(&sample::theme().fonts).expect("sound fonts");
    for sheet in &sheets {
        let raster = export::raster(sheet, &faces);
        assert_eq!(export::read_back(&raster, sheet), Ok(()), "{}", sheet.file);
    }
}

#[test]
fn what_is_over_is_recorded_with_its_number_and_what_is_in_force_with_its_row() {
    let mut site = site(3);
    abolish(Arc::make_mut(&mut site.procedures[0]));
    amend(Arc::make_mut(&mut site.procedures[1]), "45/QĐ-UBND", "Bớt bản sao căn cước");
    amend(Arc::make_mut(&mut site.procedures[1]), "46/QĐ-UBND", "Bớt tờ khai");
    let ids: Vec<String> = site.procedures.iter().map(|one| one.id.to_string()).collect();
    let sheets = drawn(&site);
    let over = seen(&sheets, &ids[0]).expect("its number is on the sheet");
    let words = |seen: &Seen, part| seen.get(part).map(|fact| fact.words.clone());
    assert_eq!(words(&over, Part::Changes).as_deref(), Some("1"));
    assert_eq!(words(&over, Part::Title).as_ref(), Some(&site.procedures[0].title));
    assert_eq!(over.get(Part::Fee), None);
    let amended = seen(&sheets, &ids[1]).expect("it is listed");
    assert_eq!(words(&amended, Part::Changes).as_deref(), Some("2"));
    assert!(amended.get(Part::Fee).is_some());
    assert_eq!(seen(&sheets, &ids[2]).expect("it is listed").get(Part::Changes), None);
    for sheet in &sheets {
        assert_eq!(words(&sheet.items[0].seen, Part::Changes).as_deref(), Some("0"));
    }
}

#[test]
fn a_change_that_comes_goes_or_is_corrected_is_the_reason_to_print_again() {
    let mut plain = site(4);
    // Room for list and table on one page: what goes to another one was never printed.
    plain.villages[0].posters[0].size = Some(PaperSize::A3);
    let hung = drawn(&plain);
    assert_eq!(table(&hung), None);
    assert_eq!(reasons(&hung, &hung), [""; 0]);

    let mut amended = plain.clone();
    amend(Arc::make_mut(&mut amended.procedures[1]), "45/QĐ-UBND", "Bớt bản sao căn cước");
    let title = &plain.procedures[1].title;
    let with = drawn(&amended);
    assert_eq!(reasons(&hung, &with), [format!("{title}: thêm 1 thay đổi")]);
    assert_eq!(reasons(&with, &hung), [format!("{title}: bớt 1 thay đổi")]);
    let mut corrected = amended.clone();
    Arc::make_mut(&mut corrected.procedures[1]).changed_by[0].what = Some("Bớt tờ khai".into());
    assert_eq!(reasons(&with, &drawn(&corrected)), [format!("{title}: bảng thay đổi đã sửa")]);

    // Its row goes from the list, and a line about it comes into the table.
    let mut abolished = plain.clone();
    abolish(Arc::make_mut(&mut abolished.procedures[2]));
    let title = &plain.procedures[2].title;
    let gone = "nay không còn: đã bãi bỏ, tạm dừng hoặc bỏ khỏi danh sách";
    let over = drawn(&abolished);
    assert_eq!(
        reasons(&hung, &over),
        [format!("{title}: {gone}"), format!("{title}: thêm 1 thay đổi")]
    );
    let again = [format!("thêm {title}"), format!("{title}: bớt 1 thay đổi")];
    assert_eq!(reasons(&over, &hung), again);
    // What is over may still be renamed.
    let mut renamed = abolished.clone();
    Arc::make_mut(&mut renamed.procedures[2]).title = "Việc đã đổi tên".into();
    let said = reasons(&over, &drawn(&renamed));
    assert_eq!(said, [format!("{title}: tên {title} → Việc đã đổi tên")]);
}

#[test]
fn what_has_no_room_is_counted_and_what_is_over_comes_first() {
    let mut site = site(90);
    for (at, procedure) in site.procedures.iter_mut().enumerate() {
        let month = i8::try_from(at % 12 + 1).expect("a month");
        Arc::make_mut(procedure).decision =
            Some(decision(&format!("{at}/QĐ-BTP"), day(2026, month, 1)));
    }
    Arc::make_mut(&mut site.procedures[7]).status = Status::Suspended;
    let sheets = drawn(&site);
    let said = table(&sheets).expect("there is a table");
    // One change more than procedures: the one that is suspended was published too.
    assert!(said.contains("Còn 51 thay đổi nữa: vào tthc.xa-vi-du.example/"), "{said}");
    assert!(said.contains("đang tạm dừng"), "{said}");
    assert_eq!(said.matches("Công bố bởi").count(), 39);
    assert!(said.contains("01/12/2026") && !said.contains("01/01/2026"), "{said}");
    let lefts = sheets.iter().filter_map(|sheet| sheet.items[0].seen.get(Part::Changes));
    let lefts: Vec<&str> = lefts.map(|fact| fact.words.as_str()).collect();
    assert_eq!(lefts.len(), sheets.len());
    assert_eq!(lefts.iter().filter(|left| **left == "51").count(), 1, "{lefts:?}");
    // One change more, and an old one makes room.
    let mut more = site.clone();
    amend(Arc::make_mut(&mut more.procedures[11]), "45/QĐ-UBND", "Bớt bản sao căn cước");
    let said = reasons(&sheets, &drawn(&more)).join("; ");
    for words in ["thêm 1 thay đổi", "số thay đổi không còn chỗ in 51 → 52"] {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert!(!said.contains("nay không còn"), "{said}");
}

/// The commune whose ledger stands in `notice/before`, as the last version without the table wrote
/// it (but for a telephone number that can be dialled): changes were known in the content already when
/// the notice was hung.
fn before(name: &str) -> Commune {
    let commune = Commune::new(name);
    for gone in ["villages/thon-tay", "procedures/ho-tich/chung-thuc"] {
        commune.remove(&format!("content/{gone}.md"));
    }
    commune.write("content/villages/thon-dong.md", "---\ntitle: Thôn Đông\nprocedures: all\n---\n");
    let published = "fee: 0\ndecision: {number: 163/QĐ-BTP, date: 2026-01-20}";
    commune.procedure("khai-sinh", "Đăng ký khai sinh", published);
    let over = "fee: 0\nstatus: abolished\ndecision: {number: 12/QĐ-UBND, date: 2026-06-30}";
    commune.procedure("giam-ho", "Đăng ký giám hộ", over);
    let site = commune.read("content/site.yaml");
    commune.write("content/site.yaml", &site.replace("[board, sheet]", "[board, notice]"));
    let ledger = [
        ("numbers", include_str!("notice/before/numbers.csv")),
        ("prints", include_str!("notice/before/prints.csv")),
    ];
    for (file, text) in ledger {
        commune.write(&format!("content/ledger/{file}.csv"), text);
    }
    commune
}

#[test]
fn a_ledger_from_before_there_was_a_table_makes_nothing_stale() {
    let commune = before("notice-before");
    let current = ["thon-dong board-1: current", "thon-dong notice-1: current"];
    assert_eq!(commune.status(), current);
    // What a paper does say is held against the content as ever.
    commune.procedure("ket-hon", "Đăng ký kết hôn", "fee: 7000");
    let fee = "stale Đăng ký kết hôn: lệ phí Không mất tiền → 7.000 đồng";
    assert_eq!(commune.status()[1], format!("thon-dong notice-1: {fee}"));
    commune.run(0, &["print", "--stale"]);
    assert_eq!(commune.status(), current);
    // From the next print on the table is part of the record.
    let amended =
        "fee: 7000\nchanged_by: [{number: 45/QĐ-UBND, date: 2026-09-05, what: Bớt bản sao}]";
    commune.procedure("ket-hon", "Đăng ký kết hôn", amended);
    assert_eq!(
        commune.status(),
        [
            "thon-dong board-1: current",
            "thon-dong notice-1: stale Đăng ký kết hôn: thêm 1 thay đổi"
        ]
    );
}
