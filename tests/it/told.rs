//! What a sheet tells the ledger: every code byte for byte, every fact by its part, and nothing of
//! how it looks.

use std::sync::Arc;

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::Mutex;

use tracuu::diagnostic::{Diagnostics, Severity};
use tracuu::ledger::prints::{Code, Item, wifi_digest};
use tracuu::ledger::seen::{Part, Seen};
use tracuu::ledger::slot::Slot;
use tracuu::model::procedure::{
    Amount, Authority, Case, Channel, Channels, Deadline, Document, Fee, Length, Procedure,
    Processing, Question, Step, Unverified, Way,
};
use tracuu::model::site::Field;
use tracuu::model::village::{Kind, Orientation, PaperSize, PosterChoice};
use tracuu::model::{Body, ClockTime, Dong, Link, Site};
use tracuu::render::address::Addresses;
use tracuu::render::drawing::{Mark, TextLine};
use tracuu::render::poster::press::{Stamp, Stamps};
use tracuu::render::poster::{self, Drawn};
use tracuu::render::{Sheet, qr};
use tracuu::theme::{self, Theme};

use super::sample;

fn drawn(site: &Site, theme: &Theme) -> Vec<Sheet> {
    let ledger = sample::ledger(site);
    let mut found = Diagnostics::default();
    let addresses = Addresses { base: &site.commune.address, ledger: &ledger };
    let sheets = poster::sheets(site, theme, addresses, &mut found);
    let errors = found.iter().filter(|d| d.severity == Severity::Error);
    assert_eq!(errors.map(|d| d.text.en.clone()).collect::<Vec<_>>(), [""; 0]);
    sheets
}

fn choice(kind: Kind) -> PosterChoice {
    PosterChoice::from(kind)
}

fn full() -> Procedure {
    let papers = vec![
        sample::paper("Tờ khai đăng ký khai sinh theo mẫu quy định", "Tờ khai"),
        sample::one_of(&["Giấy chứng sinh", "Văn bản làm chứng"], sample::paper("Giấy sinh", "")),
        sample::when(
            "Nếu nhờ người khác",
            sample::paper("Giấy ủy quyền có chứng thực", "Ủy quyền"),
        ),
    ];
    let steps = vec![
        sample::step("Chụp rõ giấy chứng sinh rồi mở VNeID.", "Mở VNeID", Some(Channel::Online)),
        sample::step("Nộp hồ sơ, nhận giấy hẹn.", "", None),
    ];
    let mut one = sample::procedure("khai-sinh", "Đăng ký khai sinh", papers, steps);
    one.code = Some("1.001193".into());
    one.fee = Some(Fee {
        amount: Some(Amount::Dong(Dong(5000))),
        exemptions: vec!["Hộ nghèo".into(), "Người có công".into()],
        ..Fee::default()
    });
    one.deadline = Some(Deadline { days: Some(60), from: Some("ngày sinh".into()), text: None });
    one
}

/// A commune with one of each kind of sheet about one procedure.
fn commune(procedure: Procedure) -> Site {
    let mut village = sample::village("thon-dong", "Thôn Đông");
    village.sheets = vec![procedure.id.clone()];
    village.posters = [Kind::Board, Kind::Sheet, Kind::Index, Kind::Notice].map(choice).to_vec();
    let mut site = sample::site(vec![procedure], vec![village]);
    site.fields = vec![Field {
        id: sample::id("ho-tich"),
        origin: sample::origin("content/procedures/ho-tich/_index.md"),
        title: "Hộ tịch".into(),
        order: None,
        aliases: Vec::new(),
        owner: None,
        body: Body::default(),
    }];
    site.commune.feedback_url = Link::new("https://gop-y.xa-vi-du.example/khao-sat").ok();
    site
}

fn of(sheets: &[Sheet], kind: Kind) -> &Sheet {
    sheets.iter().find(|sheet| sheet.slot.kind == kind).expect("every kind is drawn")
}

/// The facts about the procedure on the first sheet of a kind.
fn seen(procedure: Procedure, kind: Kind) -> Seen {
    let site = commune(procedure);
    let number = 2;
    let sheets = drawn(&site, &sample::theme());
    let sheet = of(&sheets, kind);
    let about = |item: &&Item| item.about.as_ref().is_some_and(|(known, _)| *known == number);
    let mut all = sheet.items.iter().filter(about).filter(|item| !item.seen.0.is_empty());
    let item = all.next().expect("the procedure is told once");
    assert!(all.next().is_none(), "facts about a thing stand once");
    item.seen.clone()
}

fn changed(one: &Seen, other: &Seen) -> BTreeSet<&'static str> {
    let parts = Part::ALL.into_iter();
    let digest = |seen: &Seen, part| seen.get(part).map(|fact| fact.digest.clone());
    let differs = parts.filter(|(_, part)| digest(one, *part) != digest(other, *part));
    differs.map(|(key, _)| key).collect()
}

#[test]
fn every_code_of_a_sheet_is_an_item_byte_for_byte() {
    let mut site = commune(full());
    site.villages[0].steps_codes = true;
    let sheets = drawn(&site, &sample::theme());
    for sheet in &sheets {
        let first = &sheet.items[0];
        assert_eq!((&first.about, first.code), (&None, None), "{}", sheet.file);
        for part in [Part::Domain, Part::Phone, Part::Title] {
            assert!(first.seen.get(part).is_some(), "{} {part:?}", sheet.file);
        }
        let drawn = sheet.drawing.marks.iter().filter_map(|mark| match mark {
            Mark::Code(code) => Some((code.id.clone(), code.payload.clone())),
            Mark::Shape(_) | Mark::Line(_) => None,
        });
        let hall = 3;
        let drawn: Vec<(String, String)> = drawn
            .map(|(id, payload)| match id.as_str() {
                "wifi" => (id, wifi_digest(hall, &payload)),
                _ => (id, payload),
            })
            .collect();
        let told = sheet.items.iter().filter_map(|item| {
            let number = item.about.as_ref().map_or(0, |(number, _)| *number);
            let id = match item.code? {
                Code::Link => format!("link-{number}"),
                Code::Steps(part) => format!("steps-{number}-{part}"),
                Code::Wifi => "wifi".to_owned(),
                Code::Feedback => "feedback".to_owned(),
            };
            Some((id, item.payload.clone()))
        });
        assert_eq!(told.collect::<Vec<_>>(), drawn, "{}", sheet.file);
        assert!(!drawn.is_empty(), "{}", sheet.file);
    }
    let board = of(&sheets, Kind::Board);
    let codes: Vec<_> = board.items.iter().filter_map(|item| item.code).collect();
    assert!(codes.contains(&Code::Wifi) && codes.contains(&Code::Feedback), "{codes:?}");
    assert!(codes.iter().any(|code| matches!(code, Code::Steps(_))), "{codes:?}");
    let wifi = site.villages[0].wifi.as_ref().expect("there is one");
    let payload = qr::wifi_payload(&wifi.ssid, wifi.password.as_deref());
    let kept = format!("{:?}", board.items);
    assert!(!kept.contains(&payload) && !kept.contains("thondong2026"), "{kept}");
}

#[test]
fn words_are_short_and_for_people() {
    let board = seen(full(), Kind::Board);
    let words = |part| board.get(part).map(|fact| fact.words.as_str());
    assert_eq!(words(Part::Title), Some("Đăng ký khai sinh"));
    assert_eq!(words(Part::NationalCode), Some("1.001193"));
    assert_eq!(words(Part::Papers), Some("3"));
    assert_eq!(words(Part::Steps), Some("2"));
    assert_eq!(words(Part::Fee), Some("5.000 đồng"));
    assert_eq!(words(Part::Time), Some("3 ngày làm việc"));
    assert_eq!(board.get(Part::Text), None);
    let mut free = full();
    free.fee = Some(Fee { amount: Some(Amount::Dong(Dong(0))), ..Fee::default() });
    let free = seen(free, Kind::Sheet);
    assert_eq!(free.get(Part::Fee).map(|fact| fact.words.as_str()), Some("Không mất tiền"));
}

#[test]
fn each_kind_tells_the_parts_that_it_shows() {
    let keys = |kind| {
        let seen = seen(full(), kind);
        seen.0.keys().map(|part| part.key()).collect::<Vec<_>>()
    };
    assert_eq!(keys(Kind::Board), ["title", "code", "papers", "steps", "fee", "time"]);
    assert_eq!(keys(Kind::Sheet), ["title", "code", "papers", "steps", "fee", "time", "text"]);
    assert_eq!(keys(Kind::Notice), ["title", "code", "fee", "time", "text"]);
    let sheets = drawn(&commune(full()), &sample::theme());
    let index = of(&sheets, Kind::Index);
    let fields: Vec<_> = index.items.iter().filter_map(|item| item.about.clone()).collect();
    assert_eq!(fields, [(1, sample::id("ho-tich"))]);
    let field = index.items.last().expect("there is one");
    assert_eq!(field.seen.to_text().split('=').next(), Some("title"));
}

type Edit = fn(&mut Procedure);

#[test]
fn a_change_of_a_fact_changes_its_part_alone() {
    let fee = |one: &mut Procedure| one.fee.as_mut().expect("it has one").amount = None;
    let rows: [(&str, Edit, &[&str], &[&str]); 24] = [
        ("nothing", |_| (), &[], &[]),
        ("title", |p| p.title = "Khai sinh".into(), &["title"], &["title"]),
        ("code", |p| p.code = Some("2.000001".into()), &["code"], &["code"]),
        ("summary", |p| p.summary = Some("Một câu.".into()), &[], &[]),
        ("checked", |p| p.checked = None, &[], &[]),
        ("paper", |p| p.documents[0].name = "Giấy khác".into(), &[], &["papers"]),
        ("brief", |p| p.documents[0].brief = Some("Đơn".into()), &["papers"], &[]),
        ("note", |p| p.documents[0].note = Some("Mực xanh".into()), &[], &["papers"]),
        ("copies", |p| p.documents[0].copies = Some(2), &["papers"], &["papers"]),
        ("choice", |p| p.documents[1].any_of.push("Cam đoan".into()), &["papers"], &["papers"]),
        ("when", |p| p.documents[2].when = None, &["papers"], &["papers"]),
        ("order of papers", |p| p.documents.reverse(), &[], &[]),
        ("order of exempt", |p| p.fee.as_mut().expect("one").exemptions.reverse(), &[], &[]),
        ("step", |p| p.steps[0].text = "Chụp ảnh.".into(), &[], &["steps"]),
        ("order of steps", |p| p.steps.reverse(), &["steps"], &["steps"]),
        ("fee", fee, &["fee"], &["fee"]),
        ("exempt", |p| p.fee.as_mut().expect("one").exemptions.clear(), &["fee"], &["fee"]),
        (
            "doubt",
            |p| p.unverified.push(Unverified { key: Some("fee".into()), note: None }),
            &["fee"],
            &["fee"],
        ),
        (
            "time",
            |p| p.time.as_mut().expect("it has one").length = Some(Length::Days(3)),
            &["time"],
            &["time"],
        ),
        ("no fee", |p| p.fee = None, &["fee"], &["fee"]),
        ("no time", |p| (p.time, p.deadline) = (None, None), &["time"], &["time"]),
        ("deadline", |p| p.deadline = None, &["time"], &["time"]),
        ("conditions", |p| p.conditions.push("Đủ 18 tuổi".into()), &[], &["text"]),
        (
            "question",
            |p| p.faq.push(Question { q: "Ai nộp?".into(), a: "Ai cũng được.".into() }),
            &[],
            &["text"],
        ),
    ];
    let before = [Kind::Board, Kind::Sheet].map(|kind| seen(full(), kind));
    for (name, edit, on_board, on_sheet) in rows {
        let mut procedure = full();
        edit(&mut procedure);
        let after = [Kind::Board, Kind::Sheet].map(|kind| seen(procedure.clone(), kind));
        let told = [changed(&before[0], &after[0]), changed(&before[1], &after[1])];
        let expected = [on_board, on_sheet].map(|keys| keys.iter().copied().collect());
        assert_eq!(told, expected, "{name}");
    }
}

#[test]
fn ways_and_cases_are_part_of_the_facts() {
    let way = |sum: u64, length: Length| Way {
        fee: Some(Fee { amount: Some(Amount::Dong(Dong(sum))), ..Fee::default() }),
        time: Some(Processing { length: Some(length), ..Processing::default() }),
        ..Way::default()
    };
    let day = Length::WorkingDays(3);
    let mut same = full();
    same.fee = Some(Fee { amount: Some(Amount::Dong(Dong(5000))), ..Fee::default() });
    let general = seen(same.clone(), Kind::Board);
    // Said for each way or for all of them: a reader sees one line.
    let ways = [Channel::InPerson, Channel::Online].map(|channel| (channel, way(5000, day)));
    same.channels = Channels(BTreeMap::from(ways.clone()));
    assert_eq!(changed(&general, &seen(same.clone(), Kind::Board)), BTreeSet::new());
    same.channels.0.insert(Channel::Online, way(4000, day));
    let cheaper = seen(same.clone(), Kind::Board);
    assert_eq!(changed(&general, &cheaper), BTreeSet::from(["fee"]));
    same.channels = Channels(BTreeMap::from(ways));
    let case = Case {
        id: sample::id("o-thue"),
        title: "Ở thuê".into(),
        ask: None,
        documents: Some(vec![Document { name: "Hợp đồng".into(), ..Document::default() }]),
        channels: None,
        fee: None,
        time: None,
        steps: Some(vec![Step { text: "Gọi chủ nhà.".into(), ..Step::default() }]),
    };
    same.cases = vec![case];
    let cased = seen(same.clone(), Kind::Board);
    assert_eq!(changed(&general, &cased), BTreeSet::from(["papers"]));
    assert_eq!(cased.get(Part::Papers).map(|fact| fact.words.as_str()), Some("4"));
    same.cases[0].fee = Some(Fee { amount: Some(Amount::Dong(Dong(1))), ..Fee::default() });
    assert_eq!(changed(&cased, &seen(same.clone(), Kind::Board)), BTreeSet::from(["fee"]));
    let before = seen(same.clone(), Kind::Sheet);
    same.cases[0].steps = None;
    assert_eq!(changed(&before, &seen(same.clone(), Kind::Sheet)), BTreeSet::from(["steps"]));
    same.time = None;
    let after = ClockTime::new(15, 0);
    let late = tracuu::model::procedure::AfterCutoff::NextWorkingDay;
    for way in same.channels.0.values_mut() {
        let time = way.time.as_mut().expect("each has one");
        (time.cutoff, time.after) = (after, Some(late));
    }
    assert_eq!(changed(&cased, &seen(same, Kind::Board)), BTreeSet::from(["fee", "time"]));
}

#[test]
fn the_place_of_filing_is_text_of_a_sheet() {
    let before = seen(full(), Kind::Sheet);
    let mut moved = full();
    moved.authority =
        Some(Authority { receives: Some("Công an xã".into()), ..Authority::default() });
    assert_eq!(changed(&before, &seen(moved, Kind::Sheet)), BTreeSet::from(["text"]));
}

#[test]
fn colours_and_words_of_the_theme_are_no_change() {
    let plain = drawn(&commune(full()), &sample::theme());
    let mut files = tracuu::files::FileSet::default();
    theme::complete(&mut files);
    let path = |name: &str| tracuu::files::FilePath::known(&format!("themes/default/{name}"));
    let edited = |name: &str, from: &str, to: &str| {
        let text = String::from_utf8(files.get(&path(name)).expect("it is there").to_vec());
        let text = text.expect("a theme is text");
        assert!(text.contains(from), "{name} has {from}");
        text.replace(from, to)
    };
    let strings = edited("strings/vi.yaml", "  fee: Lệ phí", "  fee: Số tiền phải trả");
    let strings = strings.replace("\"{sum} đồng\"", "\"{sum} đ\"");
    let look = edited("theme.yaml", "accent:", "accent: \"#700000\" #");
    files.insert(path("strings/vi.yaml"), strings.as_bytes());
    files.insert(path("theme.yaml"), look.as_bytes());
    let mut found = Diagnostics::default();
    let other = Theme::parse(&files, theme::DEFAULT, &mut found).expect("still a theme");
    let other = drawn(&commune(full()), &other);
    assert_eq!(plain.len(), other.len());
    for (one, other) in plain.iter().zip(&other) {
        assert_ne!(format!("{:?}", one.drawing), format!("{:?}", other.drawing));
        // A steps code has words of the theme: its payload is another.
        let facts = |sheet: &Sheet| {
            let items = sheet.items.iter();
            items.map(|item| (item.about.clone(), item.code, item.seen.clone())).collect::<Vec<_>>()
        };
        assert_eq!(facts(one), facts(other), "{}", one.file);
    }
}

#[test]
fn a_place_on_the_wall_is_taken_once() {
    let mut site = commune(full());
    site.procedures.extend(sample::procedures(30).into_iter().map(Arc::new));
    let paper = |kind, size, orientation| PosterChoice {
        kind,
        size: Some(size),
        orientation: Some(orientation),
    };
    let (a3, a4) = (PaperSize::A3, PaperSize::A4);
    let (up, across) = (Orientation::Portrait, Orientation::Landscape);
    site.villages[0].sheets = ["khai-sinh", "thu-tuc-001", "khai-sinh"].map(sample::id).to_vec();
    site.villages[0].posters = vec![
        choice(Kind::Board),
        paper(Kind::Board, a3, up),
        paper(Kind::Board, a3, across),
        paper(Kind::Board, a4, up),
        choice(Kind::Sheet),
        paper(Kind::Sheet, a4, up),
        choice(Kind::Notice),
        choice(Kind::Survey),
        choice(Kind::Leaflet),
    ];
    site.procedures.sort_by(|one, next| one.id.cmp(&next.id));
    let sheets = drawn(&site, &sample::theme());
    let slots: BTreeSet<Slot> = sheets.iter().map(|sheet| sheet.slot).collect();
    assert_eq!(slots.len(), sheets.len());
    let files: BTreeSet<&str> = sheets.iter().map(|sheet| sheet.file.as_str()).collect();
    assert_eq!(files.len(), sheets.len());
    assert!(files.contains("posters/thon-dong/board-1"), "{files:?}");
    assert!(files.contains("posters/thon-dong/board-1_420x297"), "{files:?}");
    assert!(files.contains("posters/thon-dong/board-1_210x297"), "{files:?}");
}

/// The marks of a sheet but for the line of its foot that says which it is.
fn but_for_its_number(sheet: &Sheet) -> (Vec<String>, Vec<&TextLine>) {
    let (mut rest, mut numbers) = (Vec::new(), Vec::new());
    for mark in &sheet.drawing.marks {
        match mark {
            Mark::Line(line) if line.text.starts_with("Tờ ") && line.text.contains(" · ") => {
                numbers.push(line);
            }
            mark => rest.push(format!("{mark:?}")),
        }
    }
    (rest, numbers)
}

#[test]
fn a_stamp_changes_only_the_line_that_says_it() {
    let mut site = commune(full());
    site.procedures.extend(sample::procedures(20).into_iter().map(Arc::new));
    site.procedures.sort_by(|one, next| one.id.cmp(&next.id));
    site.villages.push(sample::village("thon-tay", "Thôn Tây"));
    let all = Kind::ALL.map(|(_, kind)| choice(kind)).to_vec();
    site.villages[0].posters = all;
    for size in [PaperSize::A4, PaperSize::A2] {
        let mut lying = choice(Kind::Board);
        (lying.size, lying.orientation) = (Some(size), Some(Orientation::Landscape));
        site.villages[0].posters.push(lying);
    }
    let plain = drawn(&site, &sample::theme());
    let ledger = sample::ledger(&site);
    let addresses = Addresses { base: &site.commune.address, ledger: &ledger };
    let hall = addresses.number(tracuu::model::site::Thing::Hall, &site.villages[0].id);
    let hung: Vec<&Sheet> =
        plain.iter().filter(|sheet| sheet.hall == site.villages[0].id).collect();
    for serial in [3, 4321] {
        let stamp = Stamp { serial, year: 2026, month: 11 };
        let all: Vec<Slot> = hung.iter().map(|sheet| sheet.slot).collect();
        let (left, kept) = all.split_first().expect("there are sheets");
        let stamps: Stamps = kept.iter().map(|slot| ((hall, *slot), stamp)).collect();
        let taken = Mutex::new(Vec::new());
        let mut found = Diagnostics::default();
        let theme = sample::theme();
        let Ok(()) = poster::each(
            &site,
            &theme,
            addresses,
            Some(&stamps),
            |part| {
                let mut taken = taken.lock().expect("nobody panics with it");
                match part {
                    Drawn::Sheet(at, sheet) => taken.push((at, sheet.clone())),
                    Drawn::Hall(at, sheets) => {
                        assert_eq!((at, sheets.len()), (0, kept.len()));
                    }
                }
                Ok::<(), Infallible>(())
            },
            &mut found,
        );
        let mut taken = taken.into_inner().expect("nobody panics with it");
        taken.sort_by_key(|(at, _)| *at);
        assert_eq!(taken.len(), kept.len(), "only what is named is handed on");
        for ((_, sheet), plain) in taken.iter().zip(hung.iter().filter(|s| s.slot != *left)) {
            assert_eq!((sheet.slot, &sheet.file), (plain.slot, &plain.file));
            assert_eq!(sheet.items, plain.items);
            let (one, numbers) = but_for_its_number(sheet);
            let (other, unrecorded) = but_for_its_number(plain);
            assert_eq!(one, other, "{} {serial}", sheet.file);
            let text: Vec<&str> = numbers.iter().map(|line| line.text.as_str()).collect();
            let end = format!(" · số {hall}-{serial} · 11/2026");
            assert!(text.len() == 1 && text[0].ends_with(&end), "{} {text:?}", sheet.file);
            assert!(unrecorded[0].text.ends_with("Bản dựng, chưa ghi sổ"), "{}", sheet.file);
        }
    }
}
