//! Sheets of one procedure: every paper, every size, everything on them.

use tracuu::diagnostic::{Diagnostics, Severity};
use tracuu::model::Link;
use tracuu::model::procedure::{Authority, Document, Fee, Procedure, Question, Step};
use tracuu::model::village::{Kind, Orientation, PaperSize, PosterChoice};
use tracuu::render::address::Addresses;
use tracuu::render::drawing::{Drawing, Mark};
use tracuu::render::{Sheet, poster};

use super::sample;

const PAPERS: [(PaperSize, f32); 4] =
    [(PaperSize::A5, 9.0), (PaperSize::A4, 9.0), (PaperSize::A3, 11.0), (PaperSize::A2, 14.0)];

fn drawn(procedure: Procedure, size: PaperSize, orientation: Orientation) -> Vec<Sheet> {
    let mut village = sample::village("thon-dong", "Thôn Đông");
    village.sheets = vec![procedure.id.clone()];
    let (size, orientation) = (Some(size), Some(orientation));
    village.posters = vec![PosterChoice { kind: Kind::Sheet, size, orientation }];
    let mut project = sample::site(vec![procedure], vec![village]);
    project.commune.feedback_url = Link::new("https://gop-y.xa-vi-du.example/khao-sat").ok();
    project.commune.centre.address = Some("Trụ sở Ủy ban nhân dân Xã Ví Dụ".to_owned());
    let ledger = sample::ledger(&project);
    let mut found = Diagnostics::default();
    let addresses = Addresses { base: &project.commune.address, ledger: &ledger };
    let sheets = poster::sheets(&project, &sample::theme(), addresses, &mut found);
    let errors = found.iter().filter(|d| d.severity == Severity::Error);
    let errors: Vec<_> = errors.map(|d| (size, orientation, d.text.en.clone())).collect();
    assert_eq!(errors, []);
    sheets
}

fn words(drawing: &Drawing) -> String {
    let lines = drawing.marks.iter().filter_map(|mark| match mark {
        Mark::Line(line) => Some(line.text.as_str()),
        Mark::Shape(_) | Mark::Code(_) => None,
    });
    lines.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn codes<'a>(sheet: &'a Sheet, start: &'a str) -> impl Iterator<Item = &'a str> {
    sheet.drawing.marks.iter().filter_map(move |mark| match mark {
        Mark::Code(code) => Some(code.id.as_str()).filter(|id| id.starts_with(start)),
        Mark::Shape(_) | Mark::Line(_) => None,
    })
}

/// `count` items of about `length` characters, each with its number in front.
fn items(count: usize, length: usize) -> impl Iterator<Item = String> {
    let prose = "Văn bản ủy quyền được chứng thực của người có thẩm quyền theo quy định ";
    (0..count).map(move |at| {
        let text: String = prose.chars().cycle().take(length).collect();
        format!("{at}. {}", text.trim())
    })
}

fn large(title: usize, papers: usize, steps: usize, length: usize) -> Procedure {
    let papers = items(papers, length).map(|name| Document { name, ..Document::default() });
    let steps = items(steps, length).map(|text| Step { text, ..Step::default() });
    let title = items(1, title).next().expect("one");
    sample::procedure("mot-thu-tuc", &title, papers.collect(), steps.collect())
}

/// Checks what every page of every sheet has.
fn check(sheets: &[Sheet], least: f32, case: &str) {
    for sheet in sheets {
        let typed = sheet.drawing.marks.iter().any(|mark| match mark {
            Mark::Line(line) => line.text.starts_with("tthc.xa-vi-du.example/"),
            Mark::Shape(_) | Mark::Code(_) => false,
        });
        assert!(typed, "{case}: {} has its address on one line", sheet.file);
        assert_eq!(codes(sheet, "link-").count(), 1, "{case}: {}", sheet.file);
        assert_eq!(codes(sheet, "feedback").count(), 1, "{case}: {}", sheet.file);
        for mark in &sheet.drawing.marks {
            match mark {
                Mark::Line(line) => {
                    let points = line.size * 72.0 / 25.4;
                    assert!(points >= least - 0.01, "{case}: «{}» has {points} pt", line.text);
                }
                Mark::Code(code) => {
                    let module = code.side / code.modules as f32;
                    assert!(module >= 0.76, "{case}: {} has {module} mm", code.id);
                }
                Mark::Shape(_) => {}
            }
        }
    }
    let steps: Vec<&str> = sheets.iter().flat_map(|sheet| codes(sheet, "steps-")).collect();
    assert!((1..=2).contains(&steps.len()), "{case}: {steps:?}");
    assert!(steps.is_sorted(), "{case}: {steps:?}");
    let sides =
        sheets.iter().flat_map(|sheet| &sheet.drawing.marks).filter_map(|mark| match mark {
            Mark::Code(code) if code.id.starts_with("steps-") => Some((code.modules, code.side)),
            Mark::Code(_) | Mark::Shape(_) | Mark::Line(_) => None,
        });
    let sides: Vec<(usize, f32)> = sides.collect();
    assert!(sides.iter().all(|side| *side == sides[0]), "{case}: {sides:?}");
}

#[test]
fn every_paper_holds_every_length() {
    for (size, least) in PAPERS {
        for orientation in [Orientation::Portrait, Orientation::Landscape] {
            for (title, papers, steps, length) in
                [(8, 1, 1, 5), (60, 4, 6, 60), (300, 40, 30, 80), (1000, 40, 30, 900)]
            {
                // The longest leave no room on the smallest paper; the errors say so.
                let small = size == PaperSize::A5;
                let (title, length) =
                    if small { (title.min(150), length.min(700)) } else { (title, length) };
                let case = format!("{size:?} {orientation:?} {title} {papers} {steps} {length}");
                let sheets = drawn(large(title, papers, steps, length), size, orientation);
                check(&sheets, least, &case);
                let all: Vec<String> = sheets.iter().map(|s| words(&s.drawing)).collect();
                let all = all.join(" ");
                for item in items(papers, length).chain(items(steps, length)) {
                    let start: Vec<&str> = item.split(' ').skip(1).take(2).collect();
                    assert!(all.contains(&start.join(" ")), "{case}: {item}");
                }
            }
        }
    }
}

#[test]
fn a_short_procedure_takes_one_page_with_large_type() {
    for (size, least) in &PAPERS[1..] {
        let sheets = drawn(large(30, 2, 4, 30), *size, Orientation::Portrait);
        assert_eq!(sheets.len(), 1, "{size:?}");
        let step = sheets[0].drawing.marks.iter().find_map(|mark| match mark {
            Mark::Line(line) if line.text.starts_with("3. Văn") => Some(line.size * 72.0 / 25.4),
            _ => None,
        });
        let step = step.expect("the last step stands on it");
        assert!(step >= least * 1.4, "{size:?}: {step} pt");
    }
}

fn with_extras(papers: usize, each: usize) -> Procedure {
    let question = |q: String| Question { q: q + "?", a: "Không cần.".to_owned() };
    Procedure {
        conditions: items(each, 70).map(|text| format!("Điều kiện {text}")).collect(),
        notes: items(each, 70).map(|text| format!("Lưu ý {text}")).collect(),
        faq: items(each, 50).map(|text| question(format!("Hỏi {text}"))).collect(),
        benefit: vec!["500.000 đồng mỗi tháng".to_owned()],
        ..large(40, papers, 6, 70)
    }
}

#[test]
fn extras_stand_after_the_main_things() {
    let sheets = drawn(with_extras(4, 2), PaperSize::A4, Orientation::Portrait);
    assert!(sheets.len() <= 2);
    let all: Vec<String> = sheets.iter().map(|sheet| words(&sheet.drawing)).collect();
    let all = all.join(" ");
    let places = ["Cách làm", "Nhận được", "500.000 đồng", "Điều kiện 1.", "Lưu ý 1.", "Hỏi 1."];
    let places: Vec<_> = places.iter().map(|words| all.find(words)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}: {all}");
    assert!(!all.contains("nữa: quét mã"), "{all}");
}

#[test]
fn extras_that_need_a_third_page_are_counted_last_first() {
    let sheets = drawn(with_extras(12, 30), PaperSize::A4, Orientation::Portrait);
    assert_eq!(sheets.len(), 2);
    let all: Vec<String> = sheets.iter().map(|sheet| words(&sheet.drawing)).collect();
    let all = all.join(" ");
    assert!(all.contains("Điều kiện 1."), "{all}");
    assert!(all.contains("30 câu hỏi nữa: quét mã"), "{all}");
    assert!(!all.contains("Hỏi 1."), "{all}");
}

#[test]
fn a_paper_of_every_case_is_told_once() {
    let files = super::project::example();
    let built = super::project::build(&files);
    let site = built.site.as_ref().expect("a site");
    let residence = site.procedures.iter().find(|p| p.id.as_str() == "dang-ky-thuong-tru");
    let sheets = drawn(
        Procedure::clone(residence.expect("it is in the example")),
        PaperSize::A3,
        Orientation::Portrait,
    );
    let all: Vec<String> = sheets.iter().map(|sheet| words(&sheet.drawing)).collect();
    assert_eq!(all.join(" ").matches("Tờ khai thay đổi thông tin cư trú").count(), 1);
}

#[test]
fn the_first_of_several_pages_tells_how_to_begin() {
    let mut several = 0;
    for (size, least) in PAPERS {
        for orientation in [Orientation::Portrait, Orientation::Landscape] {
            for papers in [8, 14, 60] {
                let case = format!("{size:?} {orientation:?} {papers}");
                let steps = items(7, 70).map(|text| format!("Bước {text}"));
                let steps = steps.map(|text| Step { text, ..Step::default() }).collect();
                let procedure = Procedure { steps, ..large(40, papers, 1, 90) };
                let sheets = drawn(procedure, size, orientation);
                check(&sheets, least, &case);
                several += usize::from(sheets.len() > 1);
                let first = words(&sheets[0].drawing);
                for wanted in ["Cách làm", "Bước 0.", "Bước 1."] {
                    assert!(first.contains(wanted), "{case}: {first}");
                }
                let coded = codes(&sheets[0], "steps-").count() > 0;
                assert_ne!(coded, first.contains("Mã không cần mạng: ở tờ 2"), "{case}: {first}");
                assert!(coded || codes(&sheets[1], "steps-").count() > 0, "{case}");
            }
        }
    }
    assert!(several > 8, "{several} sheets have several pages");
}

#[test]
fn another_office_does_not_get_the_address_of_the_centre() {
    let said = |receives: &str| {
        let receives = Some(receives.to_owned());
        let authority = Some(Authority { receives, ..Authority::default() });
        let fee = Fee { exemptions: vec!["người già".to_owned()], ..Fee::default() };
        let procedure = Procedure { authority, fee: Some(fee), ..large(20, 2, 2, 30) };
        words(&drawn(procedure, PaperSize::A4, Orientation::Portrait)[0].drawing)
    };
    let police = said("Công an cấp xã");
    assert!(police.contains("Nơi nộp Công an cấp xã"), "{police}");
    assert!(!police.contains("Địa chỉ Trụ sở"), "{police}");
    assert!(police.contains("Miễn Người già"), "{police}");
    let centre = said("Trung tâm Phục vụ hành chính công cấp xã");
    assert!(centre.contains("Địa chỉ Trụ sở Ủy ban nhân dân Xã Ví Dụ"), "{centre}");
}
