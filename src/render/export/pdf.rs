//! PDF: fonts embedded and subset, text to select, black with black ink alone.
//!
//! PDF/A-2b (ISO 19005-2), which archives ask for, and tagged, which a reader that speaks asks for.

mod grey;
mod joined;
mod shop;
mod tags;

use std::collections::BTreeMap;
use std::sync::Arc;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::color::{luma, rgb};
use krilla::configure::{Archival, Configuration, ConfigurationBuilder};
use krilla::geom::{PathBuilder, Point, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use crate::render::Sheet;
use crate::render::drawing::{Color, Drawing, Mark, PlacedCode, Segment, TextLine, Weight};
use crate::render::font::Faces;
pub use joined::Joined;
use tags::Tags;

/// Points in a millimetre: the unit of PDF.
const POINTS: f32 = 72.0 / 25.4;

/// How the pages of a PDF are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cut {
    /// The page is the sheet.
    Paper,
    /// For a print shop: 3 mm of bleed around the sheet, and marks where to cut.
    Shop,
}

/// The fonts of PDFs, read when a sheet first needs them.
#[derive(Default)]
pub(super) struct Inks(std::sync::RwLock<BTreeMap<Weight, Font>>);

impl Inks {
    fn font(&self, faces: &Faces, weight: Weight) -> Option<Font> {
        let known = self.0.read().expect("no thread panics with it").get(&weight).cloned();
        known.or_else(|| {
            let file: Arc<dyn AsRef<[u8]> + Send + Sync> =
                Arc::new(faces.face(weight).file.to_vec());
            let font = Font::new(file.into(), 0)?;
            self.0.write().expect("no thread panics with it").insert(weight, font.clone());
            Some(font)
        })
    }
}

/// Writes sheets as the pages of one PDF; its title is that of the first.
///
/// No dates and no random ids: the same sheets give the same bytes.
pub(super) fn written(
    sheets: &[&Sheet],
    cut: Cut,
    faces: &Faces,
    inks: &Inks,
) -> Result<Vec<u8>, String> {
    let settings = SerializeSettings {
        configuration: archival()?,
        enable_tagging: true,
        ..SerializeSettings::default()
    };
    let mut document = Document::new_with(settings);
    let title = sheets.first().map(|sheet| sheet.title.clone()).unwrap_or_default();
    // PDF/A asks for a date and a build knows none (its bytes would change every day): the one
    // that ZIP archives give to files without a date.
    let date = DateTime::new(1980).month(1).day(1).hour(0).minute(0).second(0);
    let metadata = Metadata::new().title(title).language("vi".to_owned());
    document.set_metadata(metadata.creation_date(date.utc_offset_hour(0)));
    let mut tags = Tags::default();
    for sheet in sheets {
        let mut page = document.start_page_with(page_settings(&sheet.drawing, cut));
        let mut surface = page.surface();
        let scene = Scene { faces, inks };
        match cut {
            Cut::Paper => scene.draw(&mut surface, &sheet.drawing, &mut tags)?,
            Cut::Shop => {
                let margin = shop::MARGIN * POINTS;
                surface.push_transform(&Transform::from_translate(margin, margin));
                scene.draw(&mut surface, &shop::with_bleed(&sheet.drawing), &mut tags)?;
                surface.pop();
            }
        }
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(tags.into_tree());
    let file = document.finish().map_err(|error| format!("{error:?}"))?;
    Ok(grey::with_black_ink_alone(file))
}

fn archival() -> Result<Configuration, String> {
    let builder = ConfigurationBuilder::new().with_archival_validator(Archival::A2_B);
    builder.finish().map_err(|error| format!("{error:?}"))
}

fn page_settings(drawing: &Drawing, cut: Cut) -> PageSettings {
    let (width, height) = (drawing.width, drawing.height);
    let more = match cut {
        Cut::Paper => 0.0,
        Cut::Shop => 2.0 * shop::MARGIN,
    };
    let settings = PageSettings::from_wh((width + more) * POINTS, (height + more) * POINTS);
    let settings = settings.expect("paper has a size");
    match cut {
        Cut::Paper => settings,
        Cut::Shop => {
            let around = |bleed: f32| shop::around(drawing, bleed);
            settings.with_trim_box(around(0.0)).with_bleed_box(around(shop::BLEED))
        }
    }
}

/// What every page is drawn with.
struct Scene<'a> {
    faces: &'a Faces,
    inks: &'a Inks,
}

impl Scene<'_> {
    fn draw(
        &self,
        surface: &mut Surface<'_>,
        drawing: &Drawing,
        tags: &mut Tags,
    ) -> Result<(), String> {
        tags.begin_page(drawing);
        let mut ornament = false;
        for mark in &drawing.marks {
            if let Mark::Shape(shape) = mark {
                if !ornament {
                    tags::begin_ornament(surface);
                }
                ornament = true;
                fill(surface, &shape.path, shape.color);
                continue;
            }
            if std::mem::take(&mut ornament) {
                surface.end_tagged();
            }
            match mark {
                Mark::Shape(_) => {}
                Mark::Line(line) => {
                    tags.begin_line(surface, line);
                    self.line(surface, line)?;
                    surface.end_tagged();
                }
                Mark::Code(code) => {
                    tags.begin_code(surface, code);
                    write_code(surface, code);
                    surface.end_tagged();
                }
            }
        }
        if ornament {
            surface.end_tagged();
        }
        Ok(())
    }

    fn line(&self, surface: &mut Surface<'_>, line: &TextLine) -> Result<(), String> {
        let font = self.inks.font(self.faces, line.weight);
        let font = font.ok_or_else(|| "the font cannot be embedded".to_owned())?;
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
        surface.draw_glyphs(at, &glyphs, font, &line.text, line.size * POINTS, false);
        Ok(())
    }
}

/// Grey where the colour is grey: text and codes are printed with black ink alone.
fn paint(color: Color) -> Fill {
    let Color(r, g, b) = color;
    let paint =
        if r == g && g == b { luma::Color::new(r).into() } else { rgb::Color::new(r, g, b).into() };
    Fill { paint, opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
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
