//! PDF: fonts embedded and subset, text to select, black with black ink alone.

use krilla::Document;
use krilla::color::{luma, rgb};
use krilla::geom::{PathBuilder, Point, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use crate::render::Sheet;
use crate::render::drawing::{Color, Mark, PlacedCode, Segment, TextLine, Weight};
use crate::render::font::Faces;

/// Points in a millimetre: the unit of PDF.
const POINTS: f32 = 72.0 / 25.4;

/// Writes sheets as the pages of one PDF; its title is that of the first.
///
/// No dates and no random ids: the same sheets give the same bytes.
///
/// # Errors
/// When the PDF library refuses, in its own words.
///
/// # Panics
/// When paper has no size: layouts are made for real paper.
pub fn pdf(sheets: &[&Sheet], faces: &Faces) -> Result<Vec<u8>, String> {
    let font = |weight| {
        let file = faces.face(weight).file.to_vec();
        Font::new(file.into(), 0).ok_or_else(|| "the font cannot be embedded".to_owned())
    };
    let fonts = Inks { regular: font(Weight::Regular)?, bold: font(Weight::Bold)? };
    let mut document = Document::new();
    let title = sheets.first().map(|sheet| sheet.title.clone()).unwrap_or_default();
    document.set_metadata(Metadata::new().title(title).language("vi".to_owned()));
    for sheet in sheets {
        let drawing = &sheet.drawing;
        let settings = PageSettings::from_wh(drawing.width * POINTS, drawing.height * POINTS)
            .expect("paper has a size");
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for mark in &drawing.marks {
            match mark {
                Mark::Shape(shape) => fill(&mut surface, &shape.path, shape.color),
                Mark::Line(line) => write_line(&mut surface, line, &fonts),
                Mark::Code(code) => write_code(&mut surface, code),
            }
        }
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| format!("{error:?}"))
}

struct Inks {
    regular: Font,
    bold: Font,
}

/// Grey where the colour is grey: text and codes are printed with black ink alone.
fn paint(color: Color) -> Fill {
    let Color(r, g, b) = color;
    let paint =
        if r == g && g == b { luma::Color::new(r).into() } else { rgb::Color::new(r, g, b).into() };
    Fill { paint, opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn write_line(surface: &mut Surface<'_>, line: &TextLine, fonts: &Inks) {
    let font = match line.weight {
        Weight::Regular => &fonts.regular,
        Weight::Bold => &fonts.bold,
    };
    let glyphs: Vec<KrillaGlyph> = line
        .glyphs
        .iter()
        .map(|glyph| {
            let advance = glyph.advance / line.size;
            let range = glyph.start..glyph.end;
            KrillaGlyph::new(GlyphId::new(glyph.glyph), advance, 0.0, 0.0, 0.0, range, None)
        })
        .collect();
    let at = Point::from_xy(line.at[0] * POINTS, line.at[1] * POINTS);
    surface.set_fill(Some(paint(line.color)));
    surface.draw_glyphs(at, &glyphs, font.clone(), &line.text, line.size * POINTS, false);
}

/// Draws a code as one path of horizontal bars.
fn write_code(surface: &mut Surface<'_>, code: &PlacedCode) {
    let module = code.side / code.modules as f32;
    let mut bars = Vec::new();
    for (row, modules) in code.dark.chunks(code.modules).enumerate() {
        let mut at = 0;
        while at < modules.len() {
            let run = modules[at..].iter().take_while(|dark| **dark).count();
            if run > 0 {
                let [x, y] = [code.at[0] + at as f32 * module, code.at[1] + row as f32 * module];
                let (right, bottom) = (x + run as f32 * module, y + module);
                bars.extend([
                    Segment::Move([x, y]),
                    Segment::Line([right, y]),
                    Segment::Line([right, bottom]),
                    Segment::Line([x, bottom]),
                    Segment::Close,
                ]);
            }
            at += run.max(1);
        }
    }
    fill(surface, &bars, Color::BLACK);
}

fn fill(surface: &mut Surface<'_>, outline: &[Segment], color: Color) {
    let mut path = PathBuilder::new();
    for segment in outline {
        match *segment {
            Segment::Move([x, y]) => path.move_to(x, y),
            Segment::Line([x, y]) => path.line_to(x, y),
            Segment::Quad([cx, cy], [x, y]) => path.quad_to(cx, cy, x, y),
            Segment::Cubic([ax, ay], [bx, by], [x, y]) => path.cubic_to(ax, ay, bx, by, x, y),
            Segment::Close => path.close(),
        }
    }
    let Some(path) = path.finish() else { return };
    let Some(path) = path.transform(Transform::from_scale(POINTS, POINTS)) else { return };
    surface.set_fill(Some(paint(color)));
    surface.draw_path(&path);
}
