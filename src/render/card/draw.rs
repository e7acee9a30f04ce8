//! The layout of a picture: a field of the accent colour with the title, a pale foot with the facts.

use super::told::Told;
use crate::render::drawing::{Color, Drawing, Segment, Shape};
use crate::render::font::Faces;
use crate::render::layout::audit::Fault;
use crate::render::layout::canvas::{Align, Canvas};
use crate::render::layout::text::{Measured, Paragraph, Piece, Style};
use crate::render::layout::{PIXEL, POINT, Rect};
use crate::theme::{self, Look};

/// The width in pixels: 1.91 to 1 is what Facebook and Zalo show uncut.
pub const WIDTH: u32 = 1200;

/// The height in pixels.
pub const HEIGHT: u32 = 630;

/// What stays free at every edge.
const MARGIN: f32 = 64.0;

/// The size of the commune's name.
const ABOVE: f32 = 44.0;

/// The largest title, and the smallest of at most four lines; a longer one is set smaller, in more.
const TITLE: (f32, f32) = (128.0, 56.0);

/// The largest and smallest words of the foot: 10 pixels where the picture is 300 wide.
const FOOT: (f32, f32) = (50.0, 40.0);

/// Draws a picture; with what is wrong with it: nothing, unless we are.
pub(super) fn card(told: &Told, look: &Look, faces: &Faces) -> (Drawing, Vec<Fault>) {
    let paint = Paint::of(look, told.stopped);
    let mut canvas = Canvas::new(faces, WIDTH as f32 * PIXEL, HEIGHT as f32 * PIXEL, &[]);
    let all = Rect::new(0.0, 0.0, WIDTH as f32, HEIGHT as f32);
    let foot = foot(told, paint.field, faces);
    let height: f32 = foot.iter().map(pixels).sum();
    let room = if foot.is_empty() { 0.0 } else { height + 60.0 };
    let (upper, lower) = all.cut_top(all.h - room);
    canvas.fill(mm(all), 0.0, paint.field);
    if !told.stopped {
        canvas.shape(tick(upper, paint.tint));
    }
    canvas.fill(mm(lower), 0.0, paint.ground);
    let mut y = lower.y + 28.0;
    for line in &foot {
        let within = Rect::new(MARGIN, y, all.w - 2.0 * MARGIN, pixels(line));
        canvas.paragraph(line, y * PIXEL, Align::Left, mm(within));
        y = within.bottom();
    }
    let top = above(&mut canvas, told, &paint);
    let bottom = upper.bottom() - if foot.is_empty() { MARGIN } else { 30.0 };
    let within = Rect::new(MARGIN, top, all.w - 2.0 * MARGIN, bottom - top);
    let title = title(told, within, faces);
    let y = within.y + (within.h - pixels(&title)).max(0.0) / 2.0;
    canvas.paragraph(&title, y * PIXEL, Align::Left, mm(within));
    canvas.finish()
}

/// Draws whose page it is and, where it is one, that it is an example; returns where the title may
/// begin.
fn above(canvas: &mut Canvas<'_>, told: &Told, paint: &Paint) -> f32 {
    let mut within = Rect::new(MARGIN, 42.0, WIDTH as f32 - 2.0 * MARGIN, 56.0);
    if let Some(mark) = &told.mark {
        let piece = Piece::bold(drawable(mark, canvas.faces), paint.field);
        let words = fitted(canvas.faces, piece, (34.0, 24.0), 1, (within.w / 3.0, within.h));
        let wide = words.width() / PIXEL + 44.0;
        let pill = Rect::new(within.right() - wide, within.y, wide, within.h);
        canvas.fill(mm(pill), pill.h * PIXEL / 2.0, paint.ground);
        let y = pill.y + (pill.h - pixels(&words)) / 2.0;
        canvas.paragraph(&words, y * PIXEL, Align::Centre, mm(pill));
        within.w -= wide + 32.0;
    }
    let piece = Piece::regular(drawable(&told.above, canvas.faces), Color::WHITE);
    let words = fitted(canvas.faces, piece, (ABOVE, 30.0), 1, (within.w, within.h));
    let y = within.y + (within.h - pixels(&words)).max(0.0) / 2.0;
    canvas.paragraph(&words, y * PIXEL, Align::Left, mm(within));
    within.bottom() + 16.0
}

fn title(told: &Told, within: Rect, faces: &Faces) -> Paragraph {
    let words = drawable(&told.title, faces);
    let piece = Piece::bold(words, Color::WHITE);
    fitted(faces, piece, TITLE, 4, (within.w, within.h))
}

/// Sets the first foot that has room: in at most two lines.
fn foot(told: &Told, color: Color, faces: &Faces) -> Vec<Paragraph> {
    let width = (WIDTH as f32 - 2.0 * MARGIN) * PIXEL;
    for lines in &told.foots {
        let lines: Vec<String> = lines.iter().map(|line| drawable(line, faces)).collect();
        let measured = lines.iter().enumerate().map(|(at, line)| {
            let piece =
                if at == 0 { Piece::bold(line, color) } else { Piece::regular(line, color) };
            Measured::new(faces, vec![piece])
        });
        let measured: Vec<Measured> = measured.collect();
        let mut size = FOOT.0;
        while size >= FOOT.1 {
            let style = Style { leading: 1.3, ..Style::title(points(size)) };
            let set: Vec<Paragraph> =
                measured.iter().map(|words| words.set(style, width)).collect();
            // Two short lines stand each by itself; one thought may take both.
            if set.iter().map(|line| line.lines.len()).sum::<usize>() <= 2 {
                return set;
            }
            size -= 2.0;
        }
    }
    Vec::new()
}

/// Sets words as large as fits in `width` and `height` pixels: in at most `lines` lines down to the
/// smaller of `sizes`, then smaller still in as many as they need. Ends with every text, since type
/// of no size needs no room.
fn fitted(
    faces: &Faces,
    piece: Piece,
    (largest, smallest): (f32, f32),
    lines: usize,
    (width, height): (f32, f32),
) -> Paragraph {
    let words = Measured::new(faces, vec![piece]);
    let mut size = largest;
    loop {
        let style = Style { leading: 1.16, ..Style::title(points(size)) };
        let set = words.set(style, width * PIXEL);
        let few = set.lines.len() <= lines || size < smallest;
        if few && pixels(&set) <= height && set.width() <= width * PIXEL + 0.01 {
            return set;
        }
        size *= 0.97;
    }
}

/// Leaves out what no font has a letter for: a picture never shows an empty box.
fn drawable(text: &str, faces: &Faces) -> String {
    use unicode_normalization::UnicodeNormalization;
    let blank = |c: char| c.is_whitespace() && c != '\u{a0}';
    let mut text: String = text.nfc().map(|c| if blank(c) { ' ' } else { c }).collect();
    while let Some(missing) = faces.missing(&text) {
        text.retain(|c| c != missing);
    }
    text.trim().to_owned()
}

/// The colours of a picture.
struct Paint {
    /// Behind the title, dark enough for white letters.
    field: Color,
    /// A shade of it, for the tick.
    tint: Color,
    /// Behind the facts.
    ground: Color,
}

impl Paint {
    fn of(look: &Look, stopped: bool) -> Self {
        let [accent, ground] = [&look.accent, &look.ground]
            .map(|text| theme::rgb(text).expect("a theme with another colour is refused"));
        let mut field = if stopped { [grey(accent); 3] } else { accent };
        // Any theme's accent carries white letters: contrast 5.5 to 1 or more (WCAG 2.2, 1.4.3
        // asks for 3 in this size).
        while luminance(field) > 0.14 {
            field = mixed(field, [0; 3], 0.05);
        }
        let mut ground = if stopped { [grey(ground); 3] } else { ground };
        while luminance(ground) < 0.75 {
            ground = mixed(ground, [255; 3], 0.05);
        }
        let color = |[red, green, blue]: [u8; 3]| Color(red, green, blue);
        Self {
            field: color(field),
            tint: color(mixed(field, [255; 3], 0.07)),
            ground: color(ground),
        }
    }
}

/// Returns the relative luminance of a colour, 0 to 1 (WCAG 2.2).
fn luminance(color: [u8; 3]) -> f32 {
    let [red, green, blue] = color.map(|part| {
        let part = f32::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn grey([red, green, blue]: [u8; 3]) -> u8 {
    ((u16::from(red) * 3 + u16::from(green) * 6 + u16::from(blue)) / 10) as u8
}

fn mixed(color: [u8; 3], with: [u8; 3], part: f32) -> [u8; 3] {
    std::array::from_fn(|at| {
        let (from, to) = (f32::from(color[at]), f32::from(with[at]));
        // Away from where it is, so that a loop comes to its end.
        let step = (to - from) * part;
        (from + if step < 0.0 { step.floor() } else { step.ceil() }) as u8
    })
}

/// A large tick behind the title: the matter is done.
fn tick(field: Rect, color: Color) -> Shape {
    let (x, y) = (field.right() - 330.0, field.bottom() - 190.0);
    let (left, right, thick) = (150.0, 400.0, 80.0);
    let corners = [
        [x, y],
        [x + right, y - right],
        [x + right + thick, y - right + thick],
        [x, y + 2.0 * thick],
        [x - left - thick, y - left + thick],
        [x - left, y - left],
    ];
    let points = corners.map(|[x, y]| [x * PIXEL, y * PIXEL]);
    let mut path = vec![Segment::Move(points[0])];
    path.extend(points[1..].iter().map(|point| Segment::Line(*point)));
    path.push(Segment::Close);
    Shape { path, color }
}

fn points(pixels: f32) -> f32 {
    pixels * PIXEL / POINT
}

fn pixels(set: &Paragraph) -> f32 {
    set.height() / PIXEL
}

fn mm(rect: Rect) -> Rect {
    Rect::new(rect.x * PIXEL, rect.y * PIXEL, rect.w * PIXEL, rect.h * PIXEL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::drawing::{Mark, TextLine, Weight};
    use crate::render::font::fixture::faces;

    fn look(accent: &str) -> Look {
        let none = crate::files::FileSet::default();
        let mut found = crate::diagnostic::Diagnostics::default();
        let theme = crate::theme::Theme::parse(&none, crate::theme::DEFAULT, &mut found);
        Look { accent: accent.to_owned(), ..theme.expect("the program has its own theme").look }
    }

    fn told(title: &str, foots: &[&[&str]]) -> Told {
        let foots = foots.iter().map(|lines| lines.iter().map(|l| (*l).to_owned()).collect());
        Told {
            above: "Xã Ví Dụ".to_owned(),
            title: title.to_owned(),
            foots: foots.collect(),
            mark: Some("Ví dụ".to_owned()),
            stopped: false,
        }
    }

    /// Draws without a fault; the white bold lines, which are the title, and all lines.
    fn drawn(told: &Told) -> (Vec<TextLine>, Vec<TextLine>) {
        let (drawing, faults) = card(told, &look("#0b5d57"), &faces());
        assert!(faults.is_empty(), "{}: {}", told.title, faults[0]);
        let lines = drawing.marks.into_iter().filter_map(|mark| match mark {
            Mark::Line(line) => Some(line),
            Mark::Shape(_) | Mark::Code(_) => None,
        });
        let lines: Vec<TextLine> = lines.collect();
        let title = |line: &&TextLine| line.color == Color::WHITE && line.weight == Weight::Bold;
        (lines.iter().filter(title).cloned().collect(), lines)
    }

    fn letters(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    fn joined(lines: &[TextLine]) -> String {
        lines.iter().map(|line| letters(&line.text)).collect()
    }

    const FACTS: &[&[&str]] =
        &[&["8.000 đồng/bản · 3 ngày làm việc", "Mang theo: Tờ khai, Căn cước"]];

    #[test]
    fn sixty_characters_stand_in_four_lines_that_a_small_phone_can_show() {
        let words = "Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội cơ sở x";
        assert_eq!(words.chars().count(), 60);
        for (title, least) in [
            (words.to_owned(), 76.0),
            ("MƯỜNG ".repeat(10).trim().to_owned(), 56.0),
            ("ẪM ƯỠNG ".repeat(8).chars().take(60).collect(), 56.0),
            ("W".repeat(60), 54.0),
            ("W W".repeat(20), 54.0),
        ] {
            let (set, _) = drawn(&told(&title, FACTS));
            assert_eq!(joined(&set), letters(&title));
            assert!(set.len() <= 4, "{title}: {} lines", set.len());
            let size = set[0].size / PIXEL;
            assert!(size >= least, "{title}: {size}");
        }
    }

    #[test]
    fn no_title_is_clipped_however_absurd() {
        let real = "Thủ tục hỗ trợ chi phí mai táng, hỏa táng cho đối tượng bảo trợ xã hội; ";
        let long: String = real.chars().cycle().take(919).collect();
        for title in [
            long,
            "Ẫ".repeat(919),
            "W".repeat(919),
            "Ẫ ".repeat(459),
            "x".repeat(9_190),
            "Một".to_owned(),
        ] {
            for foots in [FACTS, &[]] {
                let (set, _) = drawn(&told(&title, foots));
                assert_eq!(joined(&set), letters(&title));
            }
        }
    }

    #[test]
    fn letters_that_no_font_has_are_left_out_and_nothing_is_no_fault() {
        assert_eq!(joined(&drawn(&told("Khai \u{1f600} sinh\n\tlại", FACTS)).0), "Khaisinhlại");
        assert_eq!(joined(&drawn(&told("\u{1f600}", FACTS)).0), "");
        assert_eq!(joined(&drawn(&told("", &[])).0), "");
        let (above, mark) = ("Xã ".repeat(300), Some("Ví dụ ".repeat(50)));
        drawn(&Told { above, mark, ..told("Đăng ký khai sinh", FACTS) });
    }

    #[test]
    fn the_foot_takes_the_first_words_that_fit_and_none_in_part() {
        let long = "một loại giấy tờ có tên rất dài ".repeat(5);
        let foots: &[&[&str]] =
            &[&["8.000 đồng", &long], &["8.000 đồng", "Mang theo 3 loại giấy tờ"]];
        let said = joined(&drawn(&told("Một", foots)).1);
        assert!(said.contains("Mangtheo3loạigiấytờ") && !said.contains("tênrấtdài"), "{said}");
        let (_, lines) = drawn(&told("Một", &[&[&long]]));
        assert!(!joined(&lines).contains("loại"), "words that do not fit are left out whole");
    }

    #[test]
    fn white_letters_can_be_read_on_any_accent() {
        for accent in ["#ffffff", "#ffd500", "#0b5d57", "#000000", "#ff0000", "#7fffd4"] {
            for stopped in [false, true] {
                let Color(red, green, blue) = Paint::of(&look(accent), stopped).field;
                let contrast = 1.05 / (luminance([red, green, blue]) + 0.05);
                assert!(contrast >= 5.5, "{accent}: {contrast}");
            }
        }
    }
}
