//! The kinds beside board and sheet: every one in every size, with little, much and too much.

mod readable;

use std::sync::Arc;

use tracuu::diagnostic::{Diagnostics, Severity};
use tracuu::files::FilePath;
use tracuu::model::block::{Block, BlockKind, Span};
use tracuu::model::procedure::{Decision, Procedure};
use tracuu::model::program::{
    Change, Covers, Days, Exception, Plan, Program, ProgramHours, Promise,
};
use tracuu::model::site::{Field, Page, Wanted};
use tracuu::model::village::{Kind, Orientation, PaperSize, PosterChoice, Village};
use tracuu::model::{Body, Hours, Link, PlanDate, Site, Weekday};
use tracuu::render::address::Addresses;
use tracuu::render::drawing::Mark;
use tracuu::render::font::Faces;
use tracuu::render::{Sheet, export, poster};

use super::{project, sample};

const KINDS: [Kind; 6] =
    [Kind::Index, Kind::Notice, Kind::Program, Kind::Slogan, Kind::Leaflet, Kind::Survey];

fn drawn(site: &Site) -> (Vec<Sheet>, Diagnostics) {
    let ledger = sample::ledger(site);
    let mut found = Diagnostics::default();
    let addresses = Addresses { base: &site.commune.address, ledger: &ledger };
    let sheets = poster::sheets(site, &sample::theme(), addresses, &mut found);
    (sheets, found)
}

fn words(sheet: &Sheet) -> String {
    let lines = sheet.drawing.marks.iter().filter_map(|mark| match mark {
        Mark::Line(line) => Some(line.text.as_str()),
        Mark::Shape(_) | Mark::Code(_) => None,
    });
    lines.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn errors(found: &Diagnostics) -> Vec<&'static str> {
    found.iter().filter(|d| d.severity == Severity::Error).map(|d| d.code).collect()
}

/// Vietnamese of exactly `length` characters.
fn prose(length: usize) -> String {
    let source = "Xác nhận giấy tờ của người có công với cách mạng theo quy định; ";
    let text: String = source.chars().cycle().take(length).collect();
    text.strip_suffix(' ').map_or(text.clone(), |text| format!("{text}g"))
}

fn hall(kind: Kind, size: PaperSize, orientation: Orientation) -> Village {
    let mut village = sample::village("thon-dong", "Thôn Đông");
    let (size, orientation) = (Some(size), Some(orientation));
    village.posters = vec![PosterChoice { kind, size, orientation }];
    village
}

fn field(id: &str, title: &str) -> Field {
    Field {
        id: sample::id(id),
        origin: sample::origin(&format!("content/procedures/{id}/_index.md")),
        title: title.into(),
        order: None,
        owner: None,
        aliases: Vec::new(),
        body: Body::default(),
    }
}

fn program(id: &str, title: &str) -> Program {
    let hours = "13:30-17:00".split_once('-').map(|(open, close)| Hours {
        open: tracuu::model::ClockTime::read(open).expect("a time"),
        close: tracuu::model::ClockTime::read(close).expect("a time"),
    });
    Program {
        aliases: Vec::new(),
        id: sample::id(id),
        origin: sample::origin(&format!("content/programs/{id}.md")),
        title: title.into(),
        draft: false,
        summary: Some("Hồ sơ đủ thì trả ngay trong ngày.".into()),
        days: Days::Weekly(vec![Weekday::Fri]),
        hours: ProgramHours::Clock(hours.into_iter().collect()),
        from: PlanDate::read("2023-09-29"),
        to: None,
        covers: Covers { all: true, ..Covers::default() },
        except: vec![Exception {
            procedure: None,
            text: Some("Thủ tục cần xác minh".into()),
            reason: Some("Pháp luật quy định".into()),
        }],
        cutoff: None,
        audience: Some("Tổ chức, cá nhân".into()),
        promises: Promise::ALL.iter().map(|(_, promise)| *promise).collect(),
        plan: Some(Plan { number: Some("01/KH-UBND".into()), ..Plan::default() }),
        changed_by: vec![Change { number: "02/KH-UBND".into(), date: None, what: None }],
        sources: vec![],
        over: false,
        body: Body::default(),
    }
}

fn block(kind: BlockKind, text: &str) -> Block {
    let spans = vec![Span { text: text.into(), bold: false }];
    Block { kind, spans, start: 0, end: 0 }
}

fn page(title: &str, blocks: Vec<Block>) -> Page {
    Page {
        aliases: Vec::new(),
        id: sample::id("khau-hieu"),
        origin: sample::origin("content/pages/khau-hieu.md"),
        title: title.into(),
        draft: false,
        summary: None,
        order: None,
        poster: true,
        blocks,
        body: Body::default(),
        translations: std::collections::BTreeMap::new(),
    }
}

/// A commune of `count` procedures with titles of `length` characters, `programs` programs.
fn site(village: Village, count: usize, length: usize, programs: usize) -> Site {
    let mut procedures: Vec<Procedure> =
        if count == 0 { Vec::new() } else { sample::procedures(count) };
    for (at, procedure) in procedures.iter_mut().enumerate() {
        procedure.title = format!("Việc {at:03} {}", prose(length));
        procedure.code = Some(format!("1.{at:06}"));
        let decision = Decision { number: "163/QĐ-BTP".into(), date: None, url: None };
        procedure.decision = Some(decision);
        procedure.field = sample::id(["ho-tich", "cu-tru", "dat-dai"][at % 3]);
    }
    let mut site = sample::site(procedures, vec![village]);
    site.fields =
        ["cu-tru", "dat-dai", "ho-tich"].map(|id| field(id, &prose(length.min(60)))).into();
    site.programs = (0..programs)
        .map(|at| program(&format!("ngay-{at:02}"), &format!("Ngày {at:02} {}", prose(length))))
        .collect();
    let items = (1..=5).map(|at| block(BlockKind::Item(Some(at)), &prose(length.min(40))));
    let heading = block(BlockKind::Heading, "5 không");
    site.pages = vec![page(&prose(length), std::iter::once(heading).chain(items).collect())];
    site.commune.feedback_url = Link::new("https://gop-y.xa-vi-du.example/").ok();
    site
}

fn every(kind: Kind) -> impl Iterator<Item = (PaperSize, Orientation)> {
    kind.sizes().iter().flat_map(|size| {
        [Orientation::Portrait, Orientation::Landscape].map(|orientation| (*size, orientation))
    })
}

#[test]
fn every_kind_in_every_size_is_drawn_or_the_finding_names_the_key() {
    // Procedures, characters of a title, programs.
    let sizes = [(9, 30, 2), (9, 919, 2), (405, 40, 2), (3, 20, 40), (0, 20, 0)];
    for kind in KINDS {
        for (size, orientation) in every(kind) {
            for (count, length, programs) in sizes {
                let case = format!("{kind:?} {size:?} {orientation:?} {count} {length} {programs}");
                let village = hall(kind, size, orientation);
                let (sheets, found) = drawn(&site(village, count, length, programs));
                let codes = errors(&found);
                assert!(!codes.contains(&"poster-layout"), "{case}: {:?}", found.iter().next());
                if length < 100 {
                    assert_eq!(codes, [""; 0], "{case}: {:?}", found.iter().next());
                }
                let none = count == 0 && matches!(kind, Kind::Index | Kind::Notice | Kind::Program);
                assert_eq!(sheets.is_empty(), none || !codes.is_empty(), "{case}");
                for finding in found.iter().filter(|d| d.severity == Severity::Error) {
                    assert_eq!(finding.code, "poster-item-too-long", "{case}");
                    assert!(finding.text.vi.contains('«'), "{case}: {}", finding.text.vi);
                }
                let least = if size <= PaperSize::A4 {
                    9.0
                } else {
                    [11.0, 14.0][usize::from(size == PaperSize::A2)]
                };
                for mark in sheets.iter().flat_map(|sheet| &sheet.drawing.marks) {
                    if let Mark::Line(line) = mark {
                        let points = line.size * 72.0 / 25.4;
                        assert!(points >= least - 0.01, "{case}: «{}» {points}", line.text);
                    }
                }
            }
        }
    }
}

#[test]
fn every_code_reads_back() {
    let faces = Faces::new(&sample::theme().fonts).expect("sound fonts");
    for kind in KINDS {
        for (size, orientation) in every(kind).filter(|(size, _)| *size < PaperSize::A3) {
            let (sheets, _) = drawn(&site(hall(kind, size, orientation), 4, 30, 1));
            assert!(!sheets.is_empty(), "{kind:?} {size:?} {orientation:?}");
            for sheet in &sheets {
                let raster = export::raster(sheet, &faces);
                assert_eq!(export::read_back(&raster, sheet), Ok(()), "{}", sheet.file);
            }
        }
    }
}

#[test]
fn the_module_of_an_index_is_one_of_a_board() {
    for (size, orientation) in every(Kind::Index) {
        let (sheets, _) = drawn(&site(hall(Kind::Index, size, orientation), 9, 30, 0));
        let codes: Vec<_> = sheets
            .iter()
            .flat_map(|sheet| &sheet.drawing.marks)
            .filter_map(|mark| match mark {
                Mark::Code(code) if code.id.starts_with("link") => Some(code),
                _ => None,
            })
            .collect();
        assert_eq!(codes.len(), 3, "one code for each field");
        for code in codes {
            assert!(code.side / code.modules as f32 >= 1.2);
            assert!(code.payload.starts_with("HTTPS://TTHC.XA-VI-DU.EXAMPLE/"), "{}", code.payload);
        }
    }
}

#[test]
fn a_notice_lists_every_procedure_and_repeats_its_heads() {
    for length in [20, 300] {
        let village = hall(Kind::Notice, PaperSize::A3, Orientation::Portrait);
        let (sheets, found) = drawn(&site(village, 405, length, 0));
        assert_eq!(errors(&found), [""; 0]);
        assert!(sheets.len() > 5);
        let pages: Vec<String> = sheets.iter().map(words).collect();
        let all = pages.join(" ");
        for at in 0..405 {
            let title = format!("Việc {at:03} ");
            // Every procedure of the sample has a fee: a row in the list, and one in the table.
            assert_eq!(all.matches(&title).count(), 2, "{title}");
        }
        for page in &pages {
            assert!(page.contains("Tên thủ tục"), "a page without heads: {page}");
        }
        assert!(pages[1].contains("Danh sách thủ tục (tiếp theo)"), "{}", pages[1]);
        assert!(pages.last().expect("a page").contains("Phí, lệ phí và diện được miễn"));
    }
}

#[test]
fn a_row_taller_than_a_page_goes_on_with_its_name() {
    let mut village = hall(Kind::Notice, PaperSize::A4, Orientation::Landscape);
    village.wifi = None;
    let mut site = site(village, 2, 10, 0);
    let marks: Vec<String> = (0..1500).map(|at| format!("mốc{at}.")).collect();
    Arc::make_mut(&mut site.procedures[1]).official_title = Some(marks.join(" "));
    let (sheets, found) = drawn(&site);
    assert_eq!(errors(&found), [""; 0]);
    let pages: Vec<String> = sheets.iter().map(words).collect();
    let with: Vec<&String> = pages.iter().filter(|page| page.contains("mốc")).collect();
    assert!(with.len() > 2, "the row stands on {} pages", with.len());
    for page in with {
        assert!(page.contains("Tên thủ tục") && page.contains("Việc 001"), "{page}");
    }
    let all = pages.join(" ");
    for mark in marks {
        assert_eq!(all.matches(&mark).count(), 1, "{mark} is lost");
    }
}

#[test]
fn without_fees_there_is_no_table_of_fees() {
    let village = hall(Kind::Notice, PaperSize::A4, Orientation::Portrait);
    let mut site = site(village, 3, 10, 0);
    site.procedures.iter_mut().for_each(|procedure| Arc::make_mut(procedure).fee = None);
    let (sheets, _) = drawn(&site);
    assert!(sheets.iter().all(|sheet| !words(sheet).contains("diện được miễn")));
}

#[test]
fn a_fee_of_nothing_is_said_as_the_source_says_it() {
    let village = hall(Kind::Notice, PaperSize::A4, Orientation::Portrait);
    let mut site = site(village, 2, 10, 0);
    site.procedures.iter_mut().for_each(|procedure| Arc::make_mut(procedure).checked = None);
    let (sheets, _) = drawn(&site);
    let all = sheets.iter().map(words).collect::<Vec<_>>().join(" ");
    assert!(all.contains("0 đồng (theo nguồn"), "{all}");
    assert!(!all.contains("Không mất tiền"), "{all}");
}

#[test]
fn a_program_that_is_over_has_no_sheet() {
    let village = hall(Kind::Program, PaperSize::A3, Orientation::Portrait);
    let mut site = site(village, 2, 10, 3);
    site.programs[1].over = true;
    let (sheets, found) = drawn(&site);
    assert_eq!(errors(&found), [""; 0]);
    let files: Vec<&str> = sheets.iter().map(|sheet| sheet.file.as_str()).collect();
    assert_eq!(files, ["posters/thon-dong/program-ngay-00", "posters/thon-dong/program-ngay-02"]);
    // The pipeline marks it by the day.
    let files = project::example();
    let later = |today: &str| {
        let today = today.parse().expect("a day");
        let options = tracuu::pipeline::Options { today, ..project::options() };
        let built = tracuu::pipeline::build(&files, &options);
        let sheets = project::posters(&built);
        sheets.iter().filter(|sheet| sheet.slot.kind == Kind::Program).count()
    };
    assert_eq!((later("2026-03-23"), later("2026-03-24"), later("2027-01-01")), (8, 7, 5));
}

#[test]
fn a_leaflet_is_one_page_and_counts_what_it_leaves_out() {
    for (count, programs) in [(0, 0), (3, 1), (405, 40)] {
        for (size, orientation) in every(Kind::Leaflet) {
            let village = hall(Kind::Leaflet, size, orientation);
            let (sheets, found) = drawn(&site(village, count, 20, programs));
            assert_eq!((errors(&found).len(), sheets.len()), (0, 1));
            let words = words(&sheets[0]);
            assert_eq!(
                words.contains("thủ tục nữa") || words.contains("405 thủ tục"),
                count > 3,
                "{words}"
            );
        }
    }
}

#[test]
fn a_slogan_too_long_for_its_paper_names_its_place() {
    let village = hall(Kind::Slogan, PaperSize::A5, Orientation::Portrait);
    let mut site = site(village, 1, 10, 0);
    let mut long = block(BlockKind::Paragraph, &prose(6000));
    (long.start, long.end) = (40, 90);
    site.pages = vec![page("Khẩu hiệu", vec![long])];
    let (sheets, found) = drawn(&site);
    assert!(sheets.is_empty());
    let finding = found.iter().find(|d| d.code == "slogan-too-long").expect("it is found");
    assert_eq!((finding.place.start, finding.place.end), (40, 90));
    assert_eq!(finding.place.file, FilePath::known("content/pages/khau-hieu.md"));
}

#[test]
fn a_character_without_glyph_is_found_in_what_is_printed_only() {
    for (kind, is_found) in [(Kind::Program, true), (Kind::Survey, false)] {
        let village = hall(kind, kind.sizes()[0], Orientation::Portrait);
        let mut site = site(village, 1, 10, 1);
        site.programs[0].audience = Some("Mọi người 📱".into());
        let (_, found) = drawn(&site);
        let found = found.iter().any(|d| d.code == "poster-missing-glyph");
        assert_eq!(found, is_found, "{kind:?}");
    }
}

#[test]
fn only_the_posters_that_are_asked_for_are_drawn() {
    let mut village = hall(Kind::Survey, PaperSize::A4, Orientation::Portrait);
    village.posters.push(Kind::Leaflet.into());
    let mut site = site(village, 2, 10, 0);
    let count = |site: &Site| drawn(site).0.len();
    assert_eq!(count(&site), 2);
    site.wanted = Wanted { halls: vec![], kinds: vec![Kind::Leaflet] };
    assert_eq!(count(&site), 1);
    site.wanted = Wanted { halls: vec![sample::id("thon-tay")], kinds: vec![] };
    assert_eq!(count(&site), 0);
}

#[test]
fn a_hall_that_is_not_there_is_a_usage_error() {
    let folder = project::Folder::with_site("wanted");
    let run = |words: &[&str]| {
        folder.tracuu(&[&["--lang", "en", "build", "--posters", "svg"], words].concat())
    };
    let done = run(&["--hall", "thon-duu"]);
    assert_eq!(done.status.code(), Some(2));
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(said.contains("Did you mean thon-du?"), "{said}");
    assert!(!folder.0.join("public").exists());
    assert_eq!(run(&["--kind", "bord"]).status.code(), Some(2));
    let done = run(&["--hall", "thon-du", "--kind", "survey,leaflet"]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let made = folder.tree("public/posters/thon-du");
    let made = made.iter().map(|(path, _)| path.as_str());
    let made: Vec<&str> = made.filter(|path| !path.contains("thumb")).collect();
    assert_eq!(made, ["leaflet-1.svg", "survey-1.svg"]);
}
