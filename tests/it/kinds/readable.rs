//! What a reader needs on the kinds: an address under each code, where to come, whole lists.

use std::sync::Arc;

use super::*;

fn modules(sheets: &[Sheet], id: &str) -> Vec<f32> {
    let marks = sheets.iter().flat_map(|sheet| &sheet.drawing.marks);
    let codes = marks.filter_map(|mark| match mark {
        Mark::Code(code) if code.id.starts_with(id) => Some(code.side / code.modules as f32),
        _ => None,
    });
    codes.collect()
}

#[test]
fn the_code_for_complaints_has_its_address_and_grows_with_the_paper() {
    for kind in KINDS {
        for (size, orientation) in every(kind) {
            let (sheets, _) = drawn(&site(hall(kind, size, orientation), 9, 30, 2));
            for sheet in &sheets {
                // In a narrow head the address goes on in a second line.
                let words = words(sheet).replace(' ', "");
                assert!(words.contains("gop-y.xa-vi-du.example"), "{kind:?} {size:?}: {words}");
            }
            // Millimetres of a module: 13 and 18 pixels of 300 dpi.
            let least = match size {
                PaperSize::A2 if kind != Kind::Index => 1.52,
                PaperSize::A3 => 1.1,
                _ => 0.6,
            };
            let sides = modules(&sheets, "feedback");
            assert!(sides.iter().all(|side| *side >= least), "{kind:?} {size:?}: {sides:?}");
        }
    }
}

#[test]
fn a_service_day_says_where_to_come_and_what_office_hours_are() {
    let village = hall(Kind::Program, PaperSize::A3, Orientation::Portrait);
    let mut site = site(village, 2, 10, 1);
    site.commune.centre.name = Some("Trung tâm Phục vụ".into());
    site.commune.centre.address = Some("Xã Ví Dụ, số 1".into());
    site.commune.phone = Some("0000 111 222".into());
    let ProgramHours::Clock(hours) = site.programs[0].hours.clone() else { panic!("a clock") };
    site.commune.hours = Some(std::array::from_fn(|_| hours.clone()));
    site.programs[0].hours = ProgramHours::Office;
    (site.programs[0].from, site.programs[0].to) = (PlanDate::read("2026"), PlanDate::read("2026"));
    site.programs[0].promises = vec![Promise::SameDay];
    let said = words(&drawn(&site).0[0]);
    assert!(said.contains("Nơi làm: Trung tâm Phục vụ, Xã Ví Dụ, số 1"), "{said}");
    assert!(said.contains("Giờ hành chính: 13:30–17:00"), "{said}");
    assert!(said.contains("Trong năm 2026") && !said.contains("Đến hết"), "{said}");
    assert!(said.contains("Thủ tục cần xác minh (vì pháp luật quy định)"), "{said}");
    site.programs[0].promises = vec![Promise::AtHome];
    let said = words(&drawn(&site).0[0]);
    assert!(said.contains("Gọi để hẹn: 0000 111 222") && !said.contains("Nơi làm"), "{said}");
}

#[test]
fn a_leaflet_speaks_of_what_hangs_and_names_procedures_on_every_paper() {
    for (size, orientation) in every(Kind::Leaflet) {
        let mut site = site(hall(Kind::Leaflet, size, orientation), 40, 40, 8);
        let said = words(&drawn(&site).0[0]);
        assert!(said.contains("(số "), "{size:?} {orientation:?}: {said}");
        assert!(!said.contains("mã wifi trên bảng"), "{said}");
        site.villages[0].posters.push(Kind::Board.into());
        let (sheets, _) = drawn(&site);
        let leaflet = sheets.iter().find(|sheet| sheet.slot.kind == Kind::Leaflet).expect("one");
        let has_wifi = site.villages[0].wifi.is_some();
        assert_eq!(words(leaflet).contains("mã wifi trên bảng"), has_wifi);
    }
}

#[test]
fn the_tiles_of_an_index_are_spread_evenly_and_their_names_are_of_one_size() {
    for (size, orientation) in every(Kind::Index) {
        let mut site = site(hall(Kind::Index, size, orientation), 60, 20, 0);
        site.fields = (0..41).map(|at| field(&format!("f{at}"), &prose(10 + at * 2))).collect();
        for (at, procedure) in site.procedures.iter_mut().enumerate() {
            Arc::make_mut(procedure).field = sample::id(&format!("f{}", at % 41));
        }
        let (sheets, found) = drawn(&site);
        assert_eq!(errors(&found), [""; 0]);
        let counts = sheets.iter().map(|sheet| modules(std::slice::from_ref(sheet), "link").len());
        let counts: Vec<usize> = counts.collect();
        let (most, least) = (counts.iter().max(), counts.iter().min());
        assert!(most.zip(least).is_some_and(|(most, least)| most - least <= 1), "{counts:?}");
        let names = sheets.iter().flat_map(|sheet| &sheet.drawing.marks).filter_map(|mark| {
            let Mark::Line(line) = mark else { return None };
            line.text.starts_with("Xác nhận").then_some(line.size)
        });
        let names: Vec<f32> = names.collect();
        assert!(
            names.len() >= 41 && names.iter().all(|size| (size - names[0]).abs() < 0.001),
            "{names:?}"
        );
        assert!(words(&sheets[0]).contains("Chọn lĩnh vực, quét mã"));
    }
}

#[test]
fn a_slogan_with_places_left_open_is_warned_of() {
    let mut site = site(hall(Kind::Slogan, PaperSize::A3, Orientation::Portrait), 1, 10, 0);
    let mut open = block(BlockKind::Item(Some(1)), "(xã điền)");
    (open.start, open.end) = (7, 9);
    site.pages = vec![page("4 xin", vec![open])];
    let (sheets, found) = drawn(&site);
    let finding = found.iter().find(|d| d.code == "slogan-placeholder").expect("it is found");
    assert_eq!((sheets.len(), finding.severity), (1, Severity::Warning));
    assert_eq!((finding.place.start, finding.place.end), (7, 9));
}

#[test]
fn a_form_is_not_handed_to_the_head_of_the_village() {
    for (size, orientation) in every(Kind::Survey) {
        let mut site = site(hall(Kind::Survey, size, orientation), 1, 10, 0);
        site.commune.centre.name = Some("Trung tâm Phục vụ".into());
        let said = words(&drawn(&site).0[0]);
        let role = site.villages[0].contact.as_ref().and_then(|contact| contact.role.clone());
        assert!(said.contains("hòm thư góp ý hoặc nộp cho Trung tâm Phục vụ."), "{said}");
        assert!(role.is_none_or(|role| !said.contains(&role)), "{said}");
    }
}

#[test]
fn the_example_prints_no_other_commune_and_no_note_of_its_editors() {
    let built = tracuu::pipeline::build(&project::example(), &project::options());
    let others = ["Gia Viên", "Bùi La Nhân", "Thanh Hà", "Phú Phương", "Luận Thành"];
    for sheet in project::posters(&built) {
        let words = words(&sheet);
        for other in others.iter().chain(&["bản lưu", "«…»", "(xã điền)"]) {
            // Papers that procedures cite are kept in an archive; programs are what this is about.
            let kept = *other == "bản lưu" && sheet.slot.kind != Kind::Program;
            assert!(kept || !words.contains(other), "{}: {other}", sheet.file);
        }
    }
}
