//! SVG: text as outlines, so that it looks the same everywhere; the words are in `<desc>`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::DPI;
use super::raster::quarters;
use super::stamps::PHASES;
use crate::render::Sheet;
use crate::render::drawing::{Color, Mark, PlacedCode, Segment, TextLine, Weight};
use crate::render::font::Faces;

/// Pixels of a raster in a millimetre.
const PER_MM: f32 = DPI as f32 / 25.4;

/// Writes a sheet as SVG in mm; each glyph is defined once and used.
pub(super) fn svg(sheet: &Sheet, faces: &Faces) -> Vec<u8> {
    let drawing = &sheet.drawing;
    let size = |mm: f32| {
        let mut text = String::new();
        number(&mut text, mm, 4);
        text
    };
    let (width, height) = (size(drawing.width), size(drawing.height));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}mm\" height=\"{height}mm\" viewBox=\"0 0 {width} {height}\" lang=\"vi\">\n<title>{}</title>\n<desc>",
        escaped(&sheet.title),
    );
    for mark in &drawing.marks {
        if let Mark::Line(line) = mark {
            out += &escaped(&line.text);
            out.push('\n');
        }
    }
    out += "</desc>\n<defs>\n";
    let lines = drawing.marks.iter().filter_map(|mark| match mark {
        Mark::Line(line) => Some(line),
        Mark::Shape(_) | Mark::Code(_) => None,
    });
    let used: BTreeSet<(Weight, u32)> =
        lines.flat_map(|line| line.glyphs.iter().map(|glyph| (line.weight, glyph.glyph))).collect();
    for (weight, glyph) in used {
        let outline = faces.face(weight).outline(glyph);
        if !outline.is_empty() {
            out += "<path id=\"";
            glyph_id(&mut out, weight, glyph);
            // In thousandths of an em: whole numbers are shorter.
            out += "\" d=\"";
            path(&mut out, outline, 1000.0, 2);
            out += "\"/>\n";
        }
    }
    out += "</defs>\n";
    put(&mut out, format_args!("<path fill=\"#fff\" d=\"M0 0H{width}V{height}H0Z\"/>\n"));
    for mark in &drawing.marks {
        match mark {
            Mark::Shape(shape) => {
                put(&mut out, format_args!("<path fill=\"{}\" d=\"", hex(shape.color)));
                path(&mut out, &shape.path, 1.0, 5);
                out += "\"/>\n";
            }
            Mark::Line(line) => write_line(&mut out, line, faces),
            Mark::Code(code) => write_code(&mut out, code),
        }
    }
    out += "</svg>\n";
    out.into_bytes()
}

fn put(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    out.write_fmt(arguments).expect("writing to a string does not fail");
}

/// Writes a line with its letters on quarters of a pixel of 300 dpi, where the raster has them.
fn write_line(out: &mut String, line: &TextLine, faces: &Faces) {
    let on_quarter = |mm: f32| quarters(mm, PER_MM) as f32 / (PHASES as f32 * PER_MM);
    let [x, y] = [line.at[0], on_quarter(line.at[1])];
    out.push_str("<g fill=\"");
    out.push_str(&hex(line.color));
    out.push_str("\" transform=\"translate(");
    for (length, then) in [(x, " "), (y, ") scale("), (line.size / 1000.0, ")\">")] {
        number(out, length, 6);
        out.push_str(then);
    }
    let face = faces.face(line.weight);
    for glyph in &line.glyphs {
        if !face.outline(glyph.glyph).is_empty() {
            let from_start = on_quarter(line.at[0] + glyph.x) - line.at[0];
            out.push_str("<use href=\"#");
            glyph_id(out, line.weight, glyph.glyph);
            out.push_str("\" x=\"");
            number(out, from_start / line.size * 1000.0, 2);
            out.push_str("\"/>");
        }
    }
    out.push_str("</g>\n");
}

/// Writes a code as one path of horizontal bars.
fn write_code(out: &mut String, code: &PlacedCode) {
    let module = code.side / code.modules as f32;
    put(out, format_args!("<path id=\"{}\" shape-rendering=\"crispEdges\"", escaped(&code.id)));
    out.push_str(" transform=\"translate(");
    for (length, then) in [(code.at[0], " "), (code.at[1], ") scale("), (module, ")\" d=\"")] {
        number(out, length, 6);
        out.push_str(then);
    }
    for (row, modules) in code.dark.chunks(code.modules).enumerate() {
        let mut at = 0;
        while at < modules.len() {
            let run = modules[at..].iter().take_while(|dark| **dark).count();
            if run > 0 {
                put(out, format_args!("M{at} {row}h{run}v1h-{run}z"));
            }
            at += run.max(1);
        }
    }
    out.push_str("\"/>\n");
}

/// Names a glyph by a letter for its face and its number there.
fn glyph_id(out: &mut String, weight: Weight, glyph: u32) {
    out.push(char::from(b'a' + weight as u8));
    put(out, format_args!("{glyph}"));
}

fn path(out: &mut String, outline: &[Segment], scale: f32, digits: usize) {
    for segment in outline {
        let (letter, points): (char, &[[f32; 2]]) = match segment {
            Segment::Move(p) => ('M', &[*p]),
            Segment::Line(p) => ('L', &[*p]),
            Segment::Quad(c, p) => ('Q', &[*c, *p]),
            Segment::Cubic(a, b, p) => ('C', &[*a, *b, *p]),
            Segment::Close => ('Z', &[]),
        };
        out.push(letter);
        for (at, length) in points.iter().flatten().enumerate() {
            if at > 0 {
                out.push(' ');
            }
            number(out, length * scale, digits);
        }
    }
}

/// Writes a number with at most `digits` after the point, none for nothing.
///
/// A sheet has some ten thousand numbers: the standard formatting of floats took half of the time.
fn number(out: &mut String, value: f32, digits: usize) {
    let mut unit = 10_i64.pow(digits as u32);
    let value = (f64::from(value) * unit as f64).round() as i64;
    if value < 0 {
        out.push('-');
    }
    let mut rest = value.abs();
    put(out, format_args!("{}", rest / unit));
    rest %= unit;
    if rest > 0 {
        out.push('.');
    }
    while rest > 0 {
        unit /= 10;
        out.push(char::from(b'0' + (rest / unit) as u8));
        rest %= unit;
    }
}

fn hex(color: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", color.0, color.1, color.2)
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // Not allowed in XML 1.0 at all.
            c if c.is_control() && c != '\n' && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}
