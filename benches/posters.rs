//! CPU seconds of a board and a sheet in each format, beside resvg drawing the same SVG:
//! `cargo bench --bench posters` (Linux, which tells CPU seconds).

#![expect(clippy::print_stdout, reason = "a bench tells its figures")]

use std::fs;
use std::path::Path;

use tracuu::io::input;
use tracuu::model::date::Date;
use tracuu::pipeline::{self, Minting, Options};
use tracuu::render::font::Faces;
use tracuu::render::{Sheet, export};

/// How often each drawing is made.
const TIMES: u32 = 5;

fn main() {
    let files =
        input::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the example is readable");
    let options = Options {
        today: Date::constant(2026, 11, 22),
        base: None,
        posters: true,
        minting: Minting::Allowed,
        flat_links: false,
        drafts: false,
    };
    let built = pipeline::build(&files, &options);
    let theme = built.theme.expect("the theme is whole");
    let faces = Faces::new(&theme.fonts).expect("the fonts are sound");
    println!(
        "sheet                                     mm        svg ms  raster ms  png ms  pdf ms  read back ms  resvg ms"
    );
    let mut seen = Vec::new();
    for sheet in &built.posters {
        let size = (sheet.drawing.width as u32, sheet.drawing.height as u32, sheet.kind);
        if seen.contains(&size) {
            continue;
        }
        seen.push(size);
        measure(sheet, &faces);
    }
}

fn measure(sheet: &Sheet, faces: &Faces) {
    let raster = export::raster(sheet, faces);
    let drawn = export::svg(sheet, faces);
    let columns = [
        cpu(|| drop(export::svg(sheet, faces))),
        cpu(|| drop(export::raster(sheet, faces))),
        cpu(|| drop(export::png(&raster))),
        cpu(|| drop(export::pdf(&[sheet], faces))),
        cpu(|| assert!(export::read_back(&raster, sheet).is_ok())),
        cpu(|| peer(&drawn, sheet)),
    ];
    let [svg, raster, png, pdf, back, resvg] = columns;
    let size = format!("{} × {}", sheet.drawing.width, sheet.drawing.height);
    println!(
        "{:<40}  {size:<9}  {svg:>5.0}  {raster:>9.0}  {png:>6.0}  {pdf:>6.0}  {back:>12.0}  {resvg:>8.0}",
        sheet.file
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

/// CPU milliseconds (user and system) of one run, the mean of [`TIMES`].
fn cpu(mut work: impl FnMut()) -> f64 {
    let ticks = || {
        let stat = fs::read_to_string("/proc/self/stat").expect("Linux tells it");
        let after_name = stat.rsplit(") ").next().expect("the name is in brackets").to_owned();
        let numbers: Vec<f64> =
            after_name.split(' ').filter_map(|word| word.trim().parse().ok()).collect();
        numbers[10] + numbers[11]
    };
    let before = ticks();
    for _ in 0..TIMES {
        work();
    }
    // 100 ticks to a second (`proc(5)`).
    (ticks() - before) * 10.0 / f64::from(TIMES)
}
