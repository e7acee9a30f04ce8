//! SVG: text as outlines, so that it looks the same everywhere; the words are in `<desc>`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::render::Sheet;
use crate::render::drawing::{Color, Mark, PlacedCode, Segment, TextLine, Weight};
use crate::render::font::Faces;

/// Writes a sheet as SVG in mm; each glyph is defined once and used.
#[must_use]
pub fn svg(sheet: &Sheet, faces: &Faces) -> Vec<u8> {
    let drawing = &sheet.drawing;
    let (width, height) = (number(drawing.width), number(drawing.height));
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
            // In thousandths of an em: whole numbers are shorter.
            let data = path(outline, 1000.0);
            put(
                &mut out,
                format_args!("<path id=\"{}\" d=\"{data}\"/>\n", glyph_id(weight, glyph)),
            );
        }
    }
    out += "</defs>\n";
    put(&mut out, format_args!("<path fill=\"#fff\" d=\"M0 0H{width}V{height}H0Z\"/>\n"));
    for mark in &drawing.marks {
        match mark {
            Mark::Shape(shape) => {
                let data = path(&shape.path, 1.0);
                put(&mut out, format_args!("<path fill=\"{}\" d=\"{data}\"/>\n", hex(shape.color)));
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

fn write_line(out: &mut String, line: &TextLine, faces: &Faces) {
    let scale = number(line.size / 1000.0);
    let [x, y] = line.at.map(number);
    let color = hex(line.color);
    put(out, format_args!("<g fill=\"{color}\" transform=\"translate({x} {y}) scale({scale})\">"));
    for glyph in &line.glyphs {
        if !faces.face(line.weight).outline(glyph.glyph).is_empty() {
            let (id, x) =
                (glyph_id(line.weight, glyph.glyph), number(glyph.x / line.size * 1000.0));
            put(out, format_args!("<use href=\"#{id}\" x=\"{x}\"/>"));
        }
    }
    out.push_str("</g>\n");
}

/// Writes a code as one path of horizontal bars.
fn write_code(out: &mut String, code: &PlacedCode) {
    let module = number(code.side / code.modules as f32);
    let [x, y] = code.at.map(number);
    let id = escaped(&code.id);
    put(
        out,
        format_args!(
            "<path id=\"{id}\" shape-rendering=\"crispEdges\" transform=\"translate({x} {y}) scale({module})\" d=\""
        ),
    );
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

fn glyph_id(weight: Weight, glyph: u32) -> String {
    let letter = match weight {
        Weight::Regular => 'r',
        Weight::Bold => 'b',
    };
    format!("{letter}{glyph}")
}

fn path(outline: &[Segment], scale: f32) -> String {
    let mut data = String::new();
    let point = |p: [f32; 2]| format!("{} {}", number(p[0] * scale), number(p[1] * scale));
    for segment in outline {
        let _ = match *segment {
            Segment::Move(p) => write!(data, "M{}", point(p)),
            Segment::Line(p) => write!(data, "L{}", point(p)),
            Segment::Quad(c, p) => write!(data, "Q{} {}", point(c), point(p)),
            Segment::Cubic(a, b, p) => write!(data, "C{} {} {}", point(a), point(b), point(p)),
            Segment::Close => write!(data, "Z"),
        };
    }
    data
}

/// Writes a number with at most six digits after the point, none for nothing.
fn number(value: f32) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
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
