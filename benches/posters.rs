//! CPU time of every kind and size of sheet in each format, beside resvg drawing the same SVG in
//! the same run; a hall of 405 procedures; sharing images; and whole communes.
//!
//! `cargo bench --bench posters` (Linux, which tells CPU time). `RESVG=/path/to/resvg` adds its
//! command line to the table; `-- cards` measures the sharing images alone. `cargo bench --bench posters -- scale 5 30` builds communes of 405
//! procedures and 5 and 30 halls by the real binary on two threads, and tells its highest memory.

#![expect(clippy::print_stdout, reason = "a bench tells its figures")]

mod child;
mod commune;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

use tracuu::diagnostic::Severity;
use tracuu::files::FileSet;
use tracuu::io::input;
use tracuu::model::date::Date;
use tracuu::model::site::Wanted;
use tracuu::pipeline::{self, Built, Minting, Options};
use tracuu::render::export::{self, Cut, PressRoom, Verdict};
use tracuu::render::font::Faces;
use tracuu::render::poster::Drawn;
use tracuu::render::{Sheet, drawing::Mark};

/// How often each drawing is made.
const TIMES: u32 = 5;

/// Procedures of a large commune.
const PROCEDURES: usize = 405;

fn main() {
    let words: Vec<String> = std::env::args().collect();
    if let Some(at) = words.iter().position(|word| word == "scale") {
        let halls = words[at + 1..].iter().filter_map(|word| word.parse().ok());
        println!("halls  sheets    CPU s  CPU ms a sheet  MB at most  build again: CPU s");
        halls.for_each(scale);
        return;
    }
    if words.iter().any(|word| word == "cards") {
        cards();
        return;
    }
    let files =
        input::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the example is readable");
    kinds(&files);
    hall();
    cards();
}

fn kinds(files: &FileSet) {
    let (sheets, faces, _) = drawn(files);
    println!(
        "CPU ms                                                    cold                                    warm\n\
         sheet                                     mm         PNG     svg  raster     png     pdf    read   thumb  PNG KB   resvg   CLI"
    );
    let mut seen = Vec::new();
    for sheet in &sheets {
        let size = (sheet.drawing.width as u32, sheet.drawing.height as u32, sheet.slot.kind);
        if !seen.contains(&size) {
            seen.push(size);
            measure(sheet, &faces);
        }
    }
}

/// The sharing images of a large commune: what one costs from its content to its file, on one
/// thread and with letters that were drawn for the others.
fn cards() {
    let built = built(&commune::commune(PROCEDURES, 1));
    let theme = built.theme.as_ref().expect("the theme is whole");
    let faces = Faces::new(&theme.fonts).expect("the fonts are sound");
    let room = PressRoom::new(&faces);
    let drawings = Mutex::new(Vec::new());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let layout = pool.install(|| {
        cpu(1, || {
            let Ok(found) = built.cards(&faces, |card| {
                drawings.lock().expect("no thread panics").push(card.drawing.clone());
                Ok::<(), Infallible>(())
            });
            assert!(!found.has_errors(), "{:?}", found.iter().next());
        })
    });
    let drawings = drawings.into_inner().expect("no thread panics");
    let (mut sizes, mut largest) = (0, 0);
    let drawn = cpu(1, || {
        for drawing in &drawings {
            let size = room.card(drawing).len();
            sizes += size;
            largest = largest.max(size);
        }
    });
    let count = drawings.len() as f64;
    println!(
        "\n{count} sharing images of 1200 × 630 pixels; CPU ms an image:\n\
         layout {:.1}  raster and PNG {:.1}; PNG {:.1} KB, the largest {:.1} KB",
        layout / count,
        drawn / count,
        f64::from(sizes as u32) / count / 1000.0,
        largest as f64 / 1000.0,
    );
}

/// Draws every sheet on one thread; with the CPU milliseconds that laying out took.
fn drawn(files: &FileSet) -> (Vec<Sheet>, Faces, f64) {
    let built = built(files);
    let sheets = Mutex::new(BTreeMap::new());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let took = pool.install(|| {
        cpu(1, || {
            let Ok(found) = built.posters(|drawn| {
                if let Drawn::Sheet(order, sheet) = drawn {
                    sheets.lock().expect("no thread panics").insert(order, sheet.clone());
                }
                Ok::<(), Infallible>(())
            });
            assert!(!found.has_errors(), "{:?}", found.iter().next());
        })
    });
    let theme = built.theme.expect("the theme is whole");
    let faces = Faces::new(&theme.fonts).expect("the fonts are sound");
    (sheets.into_inner().expect("no thread panics").into_values().collect(), faces, took)
}

/// Builds, which must find no error.
fn built(files: &FileSet) -> Built {
    let options = Options {
        today: Date::constant(2026, 11, 22),
        base: None,
        posters: true,
        minting: Minting::Allowed,
        flat_links: false,
        drafts: false,
        wanted: Wanted::default(),
    };
    let built = pipeline::build(files, &options);
    let shown = || built.diagnostics.iter().find(|d| d.severity == Severity::Error);
    assert!(shown().is_none(), "{:?}", shown());
    built
}

fn measure(sheet: &Sheet, faces: &Faces) {
    let room = PressRoom::new(faces);
    let (raster, drawing) = (room.raster(sheet), room.svg(sheet));
    let bytes = export::png(&raster).len();
    let columns = [
        cpu(TIMES, || drop(export::png(&PressRoom::new(faces).raster(sheet)))),
        cpu(TIMES, || drop(room.svg(sheet))),
        cpu(TIMES, || drop(room.raster(sheet))),
        cpu(TIMES, || drop(export::png(&raster))),
        cpu(TIMES, || drop(room.pdf(&[sheet], Cut::Paper))),
        cpu(TIMES, || assert_eq!(export::verdict(&raster, sheet), Verdict::default())),
        cpu(TIMES, || drop(export::thumbnail(&raster))),
    ];
    let size = format!("{} × {}", sheet.drawing.width, sheet.drawing.height);
    let columns: Vec<String> = columns.iter().map(|ms| format!("{ms:>7.1}")).collect();
    let resvg = cpu(2, || peer(&drawing, sheet));
    let line = std::env::var_os("RESVG").map(|program| command_line(Path::new(&program), &drawing));
    println!(
        "{:<40}  {size:<9}{}  {:>6.0}  {resvg:>6.0}{}",
        sheet.file,
        columns.concat(),
        bytes as f64 / 1000.0,
        line.map_or_else(String::new, |ms| format!("{ms:>6.0}")),
    );
}

/// A hall that hangs everything: what a sheet costs from its content to three files and the look
/// back, when letters are known.
fn hall() {
    let (sheets, faces, layout) = drawn(&commune::commune(PROCEDURES, 1));
    let room = PressRoom::new(&faces);
    let (mut sizes, mut largest) = (0, 0);
    let mut parts = [0.0; 5];
    for sheet in &sheets {
        let mut raster = None;
        parts[0] += cpu(1, || raster = Some(room.raster(sheet)));
        let raster = raster.expect("it was just drawn");
        let mut size = 0;
        parts[1] += cpu(1, || size = export::png(&raster).len());
        parts[2] += cpu(1, || drop(room.svg(sheet)));
        parts[3] += cpu(1, || drop(room.pdf(&[sheet], Cut::Paper)));
        parts[4] += cpu(1, || {
            assert_eq!(export::verdict(&raster, sheet), Verdict::default());
        });
        sizes += size;
        largest = largest.max(size);
    }
    let count = sheets.len() as f64;
    let [raster, png, svg, pdf, back] = parts.map(|ms| ms / count);
    let codes = sheets.iter().flat_map(|s| &s.drawing.marks);
    let codes = codes.filter(|mark| matches!(mark, Mark::Code(_))).count();
    println!(
        "\na hall of {PROCEDURES} procedures: {count} A3 boards, {codes} codes; CPU ms a sheet:\n\
         layout {:.1}  raster {raster:.1}  PNG {png:.1}  SVG {svg:.1}  PDF {pdf:.1}  self-check {back:.1}  \
         formats and self-check together {:.1}; PNG {:.0} KB, the largest {:.0} KB",
        layout / count,
        raster + png + svg + pdf + back,
        f64::from(sizes as u32) / count / 1000.0,
        largest as f64 / 1000.0,
    );
}

/// What resvg needs for the same picture and its own PNG.
fn peer(svg: &[u8], sheet: &Sheet) {
    use resvg::{tiny_skia, usvg};
    let tree = usvg::Tree::from_data(svg, &usvg::Options::default()).expect("our SVG is sound");
    let scale = 300.0 / 25.4 * sheet.drawing.width / tree.size().width();
    let (width, height) = (tree.size().width() * scale, tree.size().height() * scale);
    let mut canvas =
        tiny_skia::Pixmap::new(width.ceil() as u32, height.ceil() as u32).expect("it has a size");
    canvas.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut canvas.as_mut());
    drop(canvas.encode_png().expect("it encodes"));
}

/// What resvg's own program needs for it, start to end.
fn command_line(program: &Path, svg: &[u8]) -> f64 {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (from, to) = (folder.join("bench.svg"), folder.join("bench.png"));
    fs::write(&from, svg).expect("the bench's folder is writable");
    let (spent, _) = child::run(Command::new(program).args(["--dpi", "300"]).arg(from).arg(to));
    spent * 1000.0
}

/// Builds a commune by the real binary, twice.
fn scale(halls: usize) {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-halls-{halls}"));
    let _ = fs::remove_dir_all(&root);
    for (path, bytes) in commune::commune(PROCEDURES, halls).iter() {
        let target = root.join(path.as_str());
        fs::create_dir_all(target.parent().expect("a file has a folder")).expect("writable");
        fs::write(target, bytes).expect("writable");
    }
    let build = || {
        child::run(
            Command::new(env!("CARGO_BIN_EXE_tracuu"))
                .env("RAYON_NUM_THREADS", "2")
                .arg("--root")
                .arg(&root)
                .arg("build"),
        )
    };
    let (spent, megabytes) = build();
    let list = fs::read_to_string(root.join("public/posters/posters.json")).expect("it was built");
    let sheets = list.matches("\"file\":").count();
    let (again, _) = build();
    println!(
        "{halls:>5}  {sheets:>6}  {spent:>7.1}  {:>14.1}  {megabytes:>10.0}  {again:>18.1}",
        spent * 1000.0 / sheets as f64
    );
    fs::remove_dir_all(&root).expect("the bench's own folder can be removed");
}

/// CPU milliseconds of this thread for one run of `work`, the mean of `times`.
fn cpu(times: u32, mut work: impl FnMut()) -> f64 {
    // The first number is nanoseconds on a processor (Linux, `sched-stats`).
    let spent = || {
        let text = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells it");
        let first = text.split(' ').next().expect("it has three numbers").to_owned();
        first.parse::<f64>().expect("it is a number")
    };
    let before = spent();
    for _ in 0..times {
        work();
    }
    (spent() - before) / 1e6 / f64::from(times)
}
