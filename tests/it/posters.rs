//! Posters from facts to pixels: what fits, what is left out, and that three writers agree.

use resvg::{tiny_skia, usvg};
use tracuu::diagnostic::{Diagnostics, Severity};
use tracuu::model::Site;
use tracuu::model::procedure::Status;
use tracuu::model::village::{Kind, Listed, Orientation, PaperSize, PosterChoice, Village};
use tracuu::render::address::Addresses;
use tracuu::render::drawing::{Color, Drawing, Mark};
use tracuu::render::export::{self, Raster};
use tracuu::render::font::Faces;
use tracuu::render::poster::Row;
use tracuu::render::{Sheet, poster};

use super::sample;

fn drawn(site: &Site) -> (Vec<Sheet>, Diagnostics) {
    let ledger = sample::ledger(site);
    let mut found = Diagnostics::default();
    let addresses = Addresses { base: &site.commune.address, ledger: &ledger };
    let sheets = poster::sheets(site, &sample::theme(), addresses, &mut found);
    (sheets, found)
}

fn board(size: PaperSize, orientation: Orientation) -> Village {
    let mut village = sample::village("thon-dong", "Thôn Đông");
    let (size, orientation) = (Some(size), Some(orientation));
    village.posters = vec![PosterChoice { kind: Kind::Board, size, orientation }];
    village
}

/// The words of a drawing, line by line.
fn lines(drawing: &Drawing) -> Vec<&str> {
    let mut lines = Vec::new();
    for mark in &drawing.marks {
        if let Mark::Line(line) = mark {
            lines.push(line.text.as_str());
        }
    }
    lines
}

/// The words of a drawing with lines joined.
fn words(drawing: &Drawing) -> String {
    lines(drawing).join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn codes(found: &Diagnostics, severity: Severity) -> Vec<&'static str> {
    found.iter().filter(|d| d.severity == severity).map(|d| d.code).collect()
}

#[test]
fn every_length_fits_or_the_error_names_the_key() {
    let papers = [
        (PaperSize::A4, Orientation::Portrait),
        (PaperSize::A3, Orientation::Landscape),
        (PaperSize::A2, Orientation::Portrait),
    ];
    for (size, orientation) in papers {
        for title in [1, 60] {
            for item in [1, 40, 919] {
                // The longest of everything is slow; once on each paper is enough.
                let counts: &[(usize, usize)] = match (title, item) {
                    (60, 919) => &[(1, 1), (40, 30)],
                    (60, _) => &[(5, 3), (40, 30)],
                    _ => &[(1, 1), (5, 3)],
                };
                for &(documents, steps) in counts {
                    let case = format!("{size:?} title {title} item {item} × {documents}/{steps}");
                    let mut village = board(size, orientation);
                    village.sheets = vec![sample::id("mot-thu-tuc")];
                    village.posters.push(PosterChoice {
                        kind: Kind::Sheet,
                        size: None,
                        orientation: None,
                    });
                    let site = sample::site(
                        vec![sample::one(title, item, documents, steps)],
                        vec![village],
                    );
                    let (sheets, found) = drawn(&site);
                    assert_eq!(codes(&found, Severity::Error), [""; 0], "{case}");
                    let board = words(&sheets[0].drawing);
                    assert!(board.contains("0 "), "{case}: the first paper stands on the board");
                    if !board.contains(&format!("{} Văn", documents - 1)) && item >= 40 {
                        assert!(board.contains("nữa: quét mã"), "{case}: {board}");
                    }
                    // A sheet leaves out nothing.
                    let all: String = sheets[1..].iter().map(|s| words(&s.drawing) + " ").collect();
                    for at in 0..documents {
                        let start = format!(
                            "{at} {}",
                            sample::prose(item).chars().take(9).collect::<String>()
                        );
                        assert!(all.contains(start.trim()), "{case}: paper {at} is missing");
                    }
                }
            }
        }
    }
}

#[test]
fn an_item_without_room_is_an_error_that_names_its_key() {
    let (_, found) = drawn(&sample::site(
        vec![sample::one(20, 9000, 1, 1)],
        vec![board(PaperSize::A4, Orientation::Portrait)],
    ));
    let all: Vec<_> = found.iter().collect();
    assert_eq!(all[0].code, "poster-item-too-long");
    assert!(all[0].text.en.starts_with("paper 1 "), "{}", all[0].text.en);
    assert!(all[0].text.vi.contains("9002"), "{}", all[0].text.vi);
}

#[test]
fn every_procedure_of_the_list_hangs_once_in_its_order() {
    for count in [1, 5, 9, 23, 60] {
        for size in [PaperSize::A4, PaperSize::A3, PaperSize::A2] {
            let procedures = sample::procedures(count);
            let mut order: Vec<_> = procedures.iter().map(|p| p.id.clone()).collect();
            order.reverse();
            let mut village = board(size, Orientation::Portrait);
            village.procedures = Listed::These(order.clone());
            let site = sample::site(procedures, vec![village]);
            let (sheets, found) = drawn(&site);
            assert_eq!(codes(&found, Severity::Error), [""; 0]);
            let ledger = sample::ledger(&site);
            let addresses = Addresses { base: &site.commune.address, ledger: &ledger };
            let expected: Vec<String> = order
                .iter()
                .map(|id| addresses.number(tracuu::model::site::Thing::Procedure, id))
                .map(|number| format!("link-{number}"))
                .collect();
            let hung = sheets.iter().flat_map(|sheet| &sheet.drawing.marks);
            let hung = hung.filter_map(|mark| match mark {
                Mark::Code(code) if code.id.starts_with("link") => Some(code.id.clone()),
                _ => None,
            });
            assert_eq!(hung.collect::<Vec<_>>(), expected, "{count} on {size:?}");
            let most = sheets.iter().map(|sheet| {
                sheet
                    .drawing
                    .marks
                    .iter()
                    .filter(|m| matches!(m, Mark::Code(c) if c.id.starts_with("link")))
                    .count()
            });
            let limit = poster::board::grid::most_cells(size, false);
            assert!(most.max().expect("a sheet") <= limit, "{count} on {size:?}");
        }
    }
}

#[test]
fn modules_and_type_keep_their_least_size() {
    for (size, points) in [(PaperSize::A4, 9.0), (PaperSize::A3, 11.0), (PaperSize::A2, 14.0)] {
        let mut village = board(size, Orientation::Portrait);
        village.wifi = None;
        let (sheets, _) = drawn(&sample::site(sample::procedures(12), vec![village]));
        for mark in sheets.iter().flat_map(|sheet| &sheet.drawing.marks) {
            match mark {
                Mark::Line(line) => {
                    let got = line.size * 72.0 / 25.4;
                    assert!(got >= points - 0.01, "«{}» has {got} pt on {size:?}", line.text);
                }
                Mark::Code(code) if code.id.starts_with("link") => {
                    assert!(code.side / code.modules as f32 >= 1.2, "{}", code.id);
                }
                Mark::Code(code) if code.id.starts_with("steps") => {
                    let least = if code.payload.len() <= 300 { 50.0 } else { 60.0 };
                    assert!(code.side >= least && code.side <= 80.0, "{} {}", code.id, code.side);
                }
                Mark::Code(_) | Mark::Shape(_) => {}
            }
        }
        let coded = sheets.iter().flat_map(|s| &s.drawing.marks);
        let coded =
            coded.filter(|m| matches!(m, Mark::Code(c) if c.id.starts_with("steps"))).count();
        assert_eq!(coded > 0, size > PaperSize::A4, "steps codes stand on A3 and A2 alone");
    }
}

#[test]
fn what_is_not_in_force_and_closed_halls_are_left_off() {
    let mut procedures = sample::procedures(3);
    procedures[1].status = Status::Suspended;
    procedures[2].status = Status::Draft;
    let mut closed = sample::village("thon-cu", "Thôn Cũ");
    closed.closed = true;
    let open = board(PaperSize::A3, Orientation::Portrait);
    let (sheets, _) = drawn(&sample::site(procedures, vec![closed, open]));
    assert_eq!(sheets.len(), 1);
    let links = sheets[0].drawing.marks.iter();
    let links = links.filter(|m| matches!(m, Mark::Code(c) if c.id.starts_with("link"))).count();
    assert_eq!(links, 1);
}

#[test]
fn a_character_without_glyph_names_its_key() {
    let mut procedures = sample::procedures(1);
    procedures[0].steps[1].text = "Mở 📱 điện thoại".into();
    let village = board(PaperSize::A3, Orientation::Portrait);
    let (_, found) = drawn(&sample::site(procedures, vec![village]));
    let error = found.iter().find(|d| d.code == "poster-missing-glyph").expect("it is found");
    assert!(
        error.text.vi.contains("steps[1]") && error.text.vi.contains("📱"),
        "{}",
        error.text.vi
    );
}

#[test]
fn only_an_explicit_text_can_be_too_long() {
    let mut procedure = sample::one(20, 20, 1, 1);
    procedure.qr_text = Some(sample::prose(600));
    let mut village = board(PaperSize::A3, Orientation::Portrait);
    village.steps_codes = true;
    let (_, found) = drawn(&sample::site(vec![procedure.clone()], vec![village.clone()]));
    assert_eq!(codes(&found, Severity::Error), ["qr-text-too-long"]);
    procedure.qr_text = Some("Xem https://xa-khac.example/".into());
    let (_, found) = drawn(&sample::site(vec![procedure.clone()], vec![village.clone()]));
    assert_eq!(codes(&found, Severity::Error), ["steps-code-link"]);
    procedure.qr_text = Some("Xã Ví Dụ: gọi 0900 000 001".into());
    let (sheets, found) = drawn(&sample::site(vec![procedure], vec![village]));
    assert_eq!(codes(&found, Severity::Error), [""; 0]);
    let list = String::from_utf8(poster::list(&sheets.iter().map(Row::of).collect::<Vec<_>>()))
        .expect("JSON");
    assert!(list.contains("Xã Ví Dụ: gọi 0900 000 001"), "{list}");
}

#[test]
fn shortening_is_told_once_a_procedure_not_once_a_hall() {
    let hall = |name: &str| {
        let mut village = sample::village(name, "Thôn");
        village.steps_codes = true;
        village
    };
    let site = sample::site(vec![sample::one(40, 45, 2, 9)], vec![hall("thon-a"), hall("thon-b")]);
    let (_, found) = drawn(&site);
    assert_eq!(codes(&found, Severity::Warning), ["steps-code-shortened"]);
}

/// A hall with everything: board, sheet, wifi, steps codes.
fn whole() -> (Vec<Sheet>, Faces) {
    let mut village = board(PaperSize::A4, Orientation::Portrait);
    village.sheets = vec![sample::id("dang-ky-khai-sinh")];
    village.posters.push(PosterChoice { kind: Kind::Sheet, size: None, orientation: None });
    let (sheets, found) = drawn(&sample::site(sample::procedures(3), vec![village]));
    assert_eq!(codes(&found, Severity::Error), [""; 0]);
    (sheets, Faces::new(&sample::theme().fonts).expect("sound fonts"))
}

#[test]
fn every_code_reads_back_and_a_spoilt_one_does_not() {
    let (sheets, faces) = whole();
    for sheet in &sheets {
        let raster = export::raster(sheet, &faces);
        assert_eq!(export::read_back(&raster, sheet), Ok(()), "{}", sheet.file);
    }
    let sheet = &sheets[0];
    let code = sheet.drawing.marks.iter().find_map(|mark| match mark {
        Mark::Code(code) if code.id.starts_with("link") => Some(code),
        _ => None,
    });
    let code = code.expect("a link code");
    let pixel = |mm: f32| (mm * 300.0 / 25.4).round() as usize;
    let spoil = |from: [f32; 2], side: f32| {
        let mut raster = export::raster(sheet, &faces);
        for y in pixel(from[1])..pixel(from[1] + side) {
            for x in pixel(from[0])..pixel(from[0] + side) {
                raster.pixels[y * raster.width + x] = 1;
            }
        }
        export::read_back(&raster, sheet).expect_err("it is spoilt")[0].clone()
    };
    let inside = spoil([code.at[0] + 9.0, code.at[1] + 9.0], 22.0);
    assert_eq!(inside.code, code.id);
    assert!(!matches!(inside.read, export::Read::Margin), "{inside}");
    let margin = spoil([code.at[0] - 3.0, code.at[1] + 9.0], 0.5);
    assert_eq!((margin.code, margin.read), (code.id.clone(), export::Read::Margin));
    // The corner of a frame beside it may reach into its outermost pixel.
    let quiet = tracuu::render::layout::audit::quiet_box(code);
    let mut raster = export::raster(sheet, &faces);
    let corner = [pixel(quiet.right()) - 1, pixel(quiet.bottom()) - 1];
    raster.pixels[corner[1] * raster.width + corner[0]] = 1;
    assert_eq!(export::read_back(&raster, sheet), Ok(()));
    raster.pixels[(corner[1] - 1) * raster.width + corner[0] - 1] = 1;
    assert!(export::read_back(&raster, sheet).is_err());
    let mut other = sheet.clone();
    for mark in &mut other.drawing.marks {
        if let Mark::Code(code) = mark {
            code.payload.push('9');
        }
    }
    let mismatches = export::read_back(&export::raster(sheet, &faces), &other).expect_err("others");
    assert!(matches!(mismatches[0].read, export::Read::Other(_)));
}

#[test]
fn modules_are_whole_pixels() {
    let (sheets, _) = whole();
    for mark in sheets.iter().flat_map(|sheet| &sheet.drawing.marks) {
        let Mark::Code(code) = mark else { continue };
        let grid = 300.0 / 25.4;
        for length in [code.at[0], code.at[1], code.side / code.modules as f32] {
            let pixels = length * grid;
            assert!((pixels - pixels.round()).abs() < 0.01, "{} at {pixels} pixels", code.id);
        }
    }
}

/// Draws an SVG by resvg into the same pixels.
fn by_resvg(svg: &[u8], raster: &Raster) -> Vec<Color> {
    let tree = usvg::Tree::from_data(svg, &usvg::Options::default()).expect("sound SVG");
    let (width, height) = (raster.width as u32, raster.height as u32);
    let mut pixmap = tiny_skia::Pixmap::new(width, height).expect("a size");
    // usvg measures in pixels of 96 to the inch.
    let scale = 300.0 / 96.0;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.data().chunks_exact(4).map(|p| Color(p[0], p[1], p[2])).collect()
}

#[test]
fn png_and_svg_agree() {
    let (sheets, faces) = whole();
    for sheet in &sheets {
        let raster = export::raster(sheet, &faces);
        let peer = by_resvg(&export::svg(sheet, &faces), &raster);
        let mut sum = 0.0;
        for (at, other) in peer.iter().enumerate() {
            let own = raster.color(at % raster.width, at / raster.width);
            let square = |a: u8, b: u8| f64::from(a.abs_diff(b)).powi(2);
            sum += square(own.0, other.0) + square(own.1, other.1) + square(own.2, other.2);
        }
        let mean = sum / (peer.len() * 3) as f64;
        let psnr = 10.0 * (255.0_f64.powi(2) / mean).log10();
        assert!(psnr >= 35.0, "{}: {psnr:.1} dB", sheet.file);
    }
}

#[test]
fn a_png_is_indexed_at_300_dpi() {
    let (sheets, faces) = whole();
    let raster = export::raster(&sheets[0], &faces);
    assert_eq!((raster.width, raster.height), (2480, 3508));
    let file = export::png(&raster);
    let decoder = png::Decoder::new(std::io::Cursor::new(&file));
    let mut reader = decoder.read_info().expect("sound PNG");
    let info = reader.info();
    assert_eq!(info.color_type, png::ColorType::Indexed);
    let dims = info.pixel_dims.expect("pHYs");
    assert_eq!((dims.xppu, dims.yppu), (11811, 11811));
    let mut pixels = vec![0; reader.output_buffer_size().expect("small")];
    reader.next_frame(&mut pixels).expect("sound PNG");
    let _ = pixels;
}

#[test]
fn the_same_site_gives_the_same_bytes_on_any_number_of_threads() {
    let halls = ["thon-a", "thon-b", "thon-c", "thon-d"].map(|name| {
        let mut village = sample::village(name, "Thôn");
        village.steps_codes = name != "thon-a";
        village
    });
    let site = sample::site(sample::procedures(7), halls.to_vec());
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| {
            let (sheets, _) = drawn(&site);
            let faces = Faces::new(&sample::theme().fonts).expect("sound fonts");
            let last = sheets.last().expect("a sheet");
            [
                poster::list(&sheets.iter().map(Row::of).collect::<Vec<_>>()),
                export::svg(last, &faces),
                export::png(&export::raster(last, &faces)),
                export::pdf(&[last], &faces).expect("a PDF"),
            ]
        })
    };
    let one = on(1);
    assert!(one == on(3) && one == on(2));
}

#[test]
fn two_sizes_of_one_kind_are_two_files() {
    let mut village = board(PaperSize::A4, Orientation::Portrait);
    village.posters.extend(board(PaperSize::A3, Orientation::Portrait).posters);
    let (sheets, found) = drawn(&sample::site(sample::procedures(9), vec![village]));
    assert_eq!(codes(&found, Severity::Error), [""; 0]);
    let names: std::collections::BTreeSet<&str> = sheets.iter().map(|s| s.file.as_str()).collect();
    assert!(names.len() == sheets.len() && names.contains("posters/thon-dong/board-1_297x420"));
}

#[test]
fn long_addresses_and_many_steps_are_no_fault_of_the_program() {
    let mut site = sample::site(vec![sample::one(30, 20, 3, 60)], vec![]);
    site.commune.example = true;
    for (size, kind) in [(PaperSize::A5, Kind::Sheet), (PaperSize::A4, Kind::Board)] {
        let mut village = board(size, Orientation::Portrait);
        village.posters[0].kind = kind;
        village.sheets = vec![site.procedures[0].id.clone()];
        site.villages = vec![village];
        let (sheets, found) = drawn(&site);
        assert_eq!(codes(&found, Severity::Error), [""; 0], "{size:?}");
        assert!(!sheets.is_empty());
    }
}
