//! Writers of posters: what is in the files, what is remembered, and what a look back finds.

use resvg::{tiny_skia, usvg};
use tracuu::model::Site;
use tracuu::model::village::{Kind, Orientation, PaperSize, PosterChoice};
use tracuu::render::address::Addresses;
use tracuu::render::drawing::{Color, Mark, PlacedCode, Segment, Shape};
use tracuu::render::export::{self, Cut, Joined, PressRoom, Raster, Verdict};
use tracuu::render::font::Faces;
use tracuu::render::{Sheet, poster, qr};

use super::project::Folder;
use super::sample;

fn drawn(site: &Site) -> Vec<Sheet> {
    let ledger = sample::ledger(site);
    let mut found = tracuu::diagnostic::Diagnostics::default();
    let addresses = Addresses { base: &site.commune.address, ledger: &ledger };
    let sheets = poster::sheets(site, &sample::theme(), addresses, &mut found);
    assert!(!found.has_errors(), "{:?}", found.iter().next());
    sheets
}

fn faces() -> Faces {
    Faces::new(&sample::theme().fonts).expect("sound fonts")
}

/// A board and a sheet, with links, wifi and steps codes.
fn sheets() -> Vec<Sheet> {
    let mut village = sample::village("thon-dong", "Thôn Đông");
    let choice = |kind, size| PosterChoice {
        kind,
        size: Some(size),
        orientation: Some(Orientation::Portrait),
    };
    village.posters = vec![choice(Kind::Board, PaperSize::A3), choice(Kind::Sheet, PaperSize::A4)];
    village.sheets = vec![sample::id("dang-ky-khai-sinh")];
    drawn(&sample::site(sample::procedures(4), vec![village]))
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
fn outside_codes_the_picture_is_that_of_resvg() {
    let faces = faces();
    let room = PressRoom::new(&faces);
    for sheet in sheets() {
        let raster = room.raster(&sheet);
        let peer = by_resvg(&room.svg(&sheet), &raster);
        let codes: Vec<[f32; 4]> = codes(&sheet)
            .map(|code| [code.at[0], code.at[1], code.at[0] + code.side, code.at[1] + code.side])
            .collect();
        let in_code = |x: usize, y: usize| {
            let [x, y] = [x, y].map(|pixel| (pixel as f32 + 0.5) * 25.4 / 300.0);
            codes.iter().any(|[left, top, right, bottom]| {
                (*left..*right).contains(&x) && (*top..*bottom).contains(&y)
            })
        };
        let (mut sum, mut count) = (0.0, 0);
        for (at, other) in peer.iter().enumerate() {
            let (x, y) = (at % raster.width, at / raster.width);
            if in_code(x, y) {
                continue;
            }
            let own = raster.color(x, y);
            let square = |a: u8, b: u8| f64::from(a.abs_diff(b)).powi(2);
            sum += square(own.0, other.0) + square(own.1, other.1) + square(own.2, other.2);
            count += 3;
        }
        let psnr = 10.0 * (255.0_f64.powi(2) * f64::from(count) / sum).log10();
        assert!(psnr >= 35.0, "{}: {psnr:.1} dB", sheet.file);
    }
}

fn codes(sheet: &Sheet) -> impl Iterator<Item = &PlacedCode> {
    sheet.drawing.marks.iter().filter_map(|mark| match mark {
        Mark::Code(code) => Some(code),
        Mark::Shape(_) | Mark::Line(_) => None,
    })
}

#[test]
fn a_board_of_a3_is_a_small_png_with_two_pixels_to_the_byte() {
    let sheet = sheets().remove(0);
    let raster = export::raster(&sheet, &faces());
    let file = export::png(&raster);
    assert!(file.len() <= 500_000, "{} bytes", file.len());
    let decoder = png::Decoder::new(std::io::Cursor::new(&file));
    let mut reader = decoder.read_info().expect("sound PNG");
    assert_eq!(reader.info().bit_depth, png::BitDepth::Four);
    assert_eq!((reader.info().width, reader.info().height), (3508, 4961));
    let mut packed = vec![0; reader.output_buffer_size().expect("small")];
    reader.next_frame(&mut packed).expect("sound PNG");
    for (at, pixel) in raster.pixels.iter().enumerate() {
        let byte = packed[at / raster.width * 1754 + at % raster.width / 2];
        let read = if (at % raster.width).is_multiple_of(2) { byte >> 4 } else { byte & 15 };
        assert_eq!(read, *pixel, "pixel {at}");
    }
    let small = export::thumbnail(&raster);
    assert!(small.len() <= 20_000, "{} bytes", small.len());
    let reader = png::Decoder::new(std::io::Cursor::new(&small)).read_info().expect("sound PNG");
    assert_eq!((reader.info().width, reader.info().height), (226, 320));
}

#[test]
fn a_theme_of_many_colours_gets_a_byte_a_pixel() {
    let mut sheet = sheets().remove(1);
    for at in 0..20_u8 {
        let (x, y) = (f32::from(at) * 5.0, 0.0);
        let path = vec![
            Segment::Move([x, y]),
            Segment::Line([x + 4.0, y]),
            Segment::Line([x + 2.0, y + 3.0]),
            Segment::Close,
        ];
        let color = Color(at * 12, 90, 200);
        sheet.drawing.marks.push(Mark::Shape(Shape { path, color }));
    }
    let raster = export::raster(&sheet, &faces());
    assert!(raster.palette.len() > 16 && raster.palette.len() <= 256);
    let file = export::png(&raster);
    let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().expect("sound PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("small")];
    reader.next_frame(&mut pixels).expect("sound PNG");
    assert!(pixels == raster.pixels);
}

#[test]
fn a_sound_sheet_has_nothing_unread_and_nothing_foreign() {
    let faces = faces();
    let room = PressRoom::new(&faces);
    for sheet in sheets() {
        assert!(codes(&sheet).count() > 1);
        assert_eq!(export::verdict(&room.raster(&sheet), &sheet), Verdict::default());
    }
}

/// Draws a code as an ornament would: turned by `angle`, with modules of `module` mm.
fn ornament(payload: &str, at: [f32; 2], module: f32, angle: f32, inverted: bool) -> Vec<Mark> {
    let code = qr::link(payload).expect("it fits");
    let (rise, run) = angle.to_radians().sin_cos();
    let corner = |x: f32, y: f32| {
        let (x, y) = (x * module, y * module);
        [at[0] + x * run - y * rise, at[1] + x * rise + y * run]
    };
    let square = |x: f32, y: f32, side: f32| {
        vec![
            Segment::Move(corner(x, y)),
            Segment::Line(corner(x + side, y)),
            Segment::Line(corner(x + side, y + side)),
            Segment::Line(corner(x, y + side)),
            Segment::Close,
        ]
    };
    let ground = if inverted { Color::BLACK } else { Color::WHITE };
    let side = code.modules as f32 + 8.0;
    let mut marks = vec![Mark::Shape(Shape { path: square(-4.0, -4.0, side), color: ground })];
    for (at, _) in code.dark.iter().enumerate().filter(|(_, dark)| **dark) {
        let (x, y) = ((at % code.modules) as f32, (at / code.modules) as f32);
        let color = if inverted { Color::WHITE } else { Color::BLACK };
        // A hair more, so that no seams are left between turned squares.
        marks.push(Mark::Shape(Shape { path: square(x, y, 1.02), color }));
    }
    marks
}

#[test]
fn a_code_that_nobody_listed_is_foreign() {
    let faces = faces();
    let room = PressRoom::new(&faces);
    let sound = sheets().remove(1);
    for (module, angle, inverted) in
        [(0.5, 0.0, false), (1.0, 17.0, false), (0.7, 45.0, false), (0.6, 0.0, true)]
    {
        let mut sheet = sound.clone();
        // Bare paper but for a listed code: wherever a layout puts things, the ornament is clear.
        sheet
            .drawing
            .marks
            .retain(|mark| matches!(mark, Mark::Code(c) if c.id.starts_with("link")));
        let evil = "HTTPS://XA-GIA.EXAMPLE/1";
        let at = [70.0, 150.0];
        sheet.drawing.marks.extend(ornament(evil, at, module, angle, inverted));
        let verdict = export::verdict(&room.raster(&sheet), &sheet);
        let found: Vec<&str> = verdict.foreign.iter().map(|f| f.payload.as_str()).collect();
        assert_eq!(found, [evil], "module {module} turned by {angle}, inverted: {inverted}");
    }
}

#[test]
fn a_pdf_for_the_shop_has_bleed_and_marks() {
    let mut sheet = sheets().remove(1);
    let band = vec![
        Segment::Move([0.0, 0.0]),
        Segment::Line([210.0, 0.0]),
        Segment::Line([210.0, 2.0]),
        Segment::Line([0.0, 2.0]),
        Segment::Close,
    ];
    let color = Color(11, 93, 87);
    sheet.drawing.marks.insert(0, Mark::Shape(Shape { path: band, color }));
    let faces = faces();
    let room = PressRoom::new(&faces);
    let shop = room.pdf(&[&sheet], Cut::Shop).expect("a PDF");
    let text = String::from_utf8_lossy(&shop);
    // 10 mm around A4, of which 3 are bleed.
    assert!(text.contains("/TrimBox[28.34645"), "no TrimBox");
    assert!(text.contains("/BleedBox[19.84252"), "no BleedBox");
    let paper = room.pdf(&[&sheet], Cut::Paper).expect("a PDF");
    assert!(!String::from_utf8_lossy(&paper).contains("/TrimBox"));
    assert!(room.digest(&[&sheet], Cut::Shop) != room.digest(&[&sheet], Cut::Paper));
}

#[test]
fn a_pdf_is_archival_tagged_vietnamese_and_black_with_black_ink_alone() {
    let sheets = sheets();
    let file = export::pdf(&[&sheets[0]], &faces()).expect("a PDF");
    let text = String::from_utf8_lossy(&file);
    assert!(text.contains("<pdfaid:part>2</pdfaid:part>"));
    assert!(text.contains("<pdfaid:conformance>B</pdfaid:conformance>"));
    assert!(text.contains("/StructTreeRoot") && text.contains("/Lang(vi)"));
    for tag in ["/S/H1", "/S/H2", "/S/P", "/S/Figure"] {
        assert!(text.contains(tag), "no {tag}");
    }
    assert!(text.contains(" 0 obj\n/DeviceGray"), "grey has a profile");
}

#[test]
fn halls_are_joined_with_all_their_pages() {
    let sheets = sheets();
    let faces = faces();
    let room = PressRoom::new(&faces);
    let all: Vec<&Sheet> = sheets.iter().collect();
    let one = room.pdf(&all, Cut::Paper).expect("a PDF");
    let two = room.pdf(&all[..1], Cut::Paper).expect("a PDF");
    let mut joined = Joined::new("Xã Ví Dụ");
    let mut file = joined.add(&one).expect("our own file");
    file.extend(joined.add(&two).expect("our own file"));
    file.extend(joined.finish());
    let find = |word: &str, from: usize| {
        let at = file[from..].windows(word.len()).position(|w| w == word.as_bytes());
        at.map(|at| from + at)
    };
    // Every line of the table leads to its object.
    let table = find("xref\n0 ", 0).expect("a table");
    let lines = String::from_utf8_lossy(&file[table..]).into_owned();
    let entries: Vec<&str> = lines.lines().skip(2).take_while(|l| l.len() >= 18).collect();
    assert!(entries.len() > 20);
    for (number, entry) in entries.iter().enumerate().skip(1) {
        let offset: usize = entry[..10].parse().expect("a number");
        assert!(file[offset..].starts_with(format!("{number} 0 obj").as_bytes()), "{number}");
    }
    let pages = String::from_utf8_lossy(&file).matches("/Type/Page/").count();
    assert_eq!(pages, sheets.len() + 1);
    assert!(find(&format!("/Count {}>>", sheets.len() + 1), 0).is_some());
    assert!(Joined::new("x").add(b"no PDF").is_none());
}

/// Builds in a folder; the numbers of drawn and of remembered sheets.
fn build(folder: &Folder) -> (u64, u64) {
    let done = folder.tracuu(&["--json", "build"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let told: serde_json::Value = serde_json::from_slice(&done.stdout).expect("JSON");
    let count = |key: &str| told["result"][key].as_u64().expect("a number");
    (count("drawn"), count("remembered"))
}

#[test]
fn what_did_not_change_is_not_drawn_again() {
    let folder = Folder::with_site("remembered");
    let path = "content/villages/thon-khac.md";
    let hall = |title: &str| {
        let text = format!(
            "---\ntitle: {title}\nprocedures: [moi-khoa]\n\
             posters: [{{kind: board, size: A3, orientation: portrait}}]\n---\n"
        );
        folder.write(path, text.as_bytes());
    };
    hall("Thôn Khác");
    let (drawn, remembered) = build(&folder);
    assert!(drawn > 1 && remembered == 0, "{drawn} {remembered}");
    let first = folder.tree("public");
    assert_eq!(build(&folder), (0, drawn));
    assert!(first == folder.tree("public"), "what is remembered differs");
    // One hall changes: its sheets are drawn, those of the others are not.
    hall("Thôn Khác Hẳn");
    let list = std::fs::read(folder.0.join("public/posters/posters.json")).expect("it was built");
    let list = String::from_utf8(list).expect("JSON");
    let of_hall = list.matches("\"hall\": \"thon-khac\"").count() as u64;
    assert!(of_hall > 0 && of_hall < drawn);
    assert_eq!(build(&folder), (of_hall, drawn - of_hall));
    assert!(folder.tree(".tracuu/cache").len() as u64 >= drawn * 4);
}

#[test]
fn a_damaged_or_deleted_memory_changes_nothing() {
    let folder = Folder::with_site("damaged");
    let (drawn, _) = build(&folder);
    let first = folder.tree("public");
    let cache = folder.0.join(".tracuu/cache");
    // Files of the memory are those of the output folder: what damages one damages both.
    for (name, bytes) in
        folder.tree(".tracuu/cache").iter().filter(|(name, _)| !name.contains("seal"))
    {
        let path = cache.join(name);
        std::fs::remove_file(&path).expect("removable");
        std::fs::write(&path, &bytes[..bytes.len() / 2]).expect("writable");
    }
    assert_eq!(build(&folder), (drawn, 0), "half a file was taken for whole");
    assert!(first == folder.tree("public"));
    let entries = folder.tree(".tracuu/cache").len();
    std::fs::remove_dir_all(&cache).expect("removable");
    assert_eq!(build(&folder), (drawn, 0));
    assert!(first == folder.tree("public"));
    assert_eq!(folder.tree(".tracuu/cache").len(), entries, "what is not used is swept");
}
