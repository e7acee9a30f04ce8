//! Letters that the posters' font lacks: another font stands in, marks stand on their letters.

use tracuu::diagnostic::{Diagnostics, Severity};
use tracuu::model::procedure::Document;
use tracuu::model::village::{Kind, PosterChoice};
use tracuu::render::address::Addresses;
use tracuu::render::drawing::{Color, Mark, TextLine, Weight};
use tracuu::render::font::Faces;
use tracuu::render::layout::text::{Piece, Style, length, one_line, wrap};
use tracuu::render::{export, poster};

use super::sample;

/// Buôn Đôn in Ede, and every letter of the Central Highlands' languages.
const HIGHLANDS: &str = "Ƀ ƀ Č č Ñ ñ Ĕ ĕ Ĭ ĭ Ŏ ŏ Ŭ ŭ Ê̆ ê̆ Ô̆ ô̆ Ơ̆ ơ̆ Ư̆ ư̆";
const SIGNS: &str = "½ ¼ ≥ ≤ → • ☐ ☑ № × °";

fn faces() -> Faces {
    Faces::new(&sample::theme().fonts).expect("the theme's fonts are TrueType")
}

fn runs(words: &str) -> Vec<TextLine> {
    let set = one_line(&faces(), &Piece::bold(words, Color::BLACK), Style::body(12.0));
    set.lines.into_iter().flatten().collect()
}

#[test]
fn every_letter_of_the_highlands_and_common_signs_have_a_glyph() {
    for text in [HIGHLANDS, SIGNS] {
        let text: String = text.split_whitespace().collect();
        assert_eq!(faces().missing(&text), None, "{text}");
    }
    assert_eq!(faces().missing("nhà 📱"), Some('📱'));
    for run in runs(HIGHLANDS).iter().chain(&runs(SIGNS)) {
        assert!(run.glyphs.iter().all(|glyph| glyph.glyph != 0), "{}", run.text);
    }
}

#[test]
fn a_line_is_divided_by_font_and_keeps_its_words() {
    let runs = runs("Buôn Kŏ Siêr");
    let got: Vec<_> = runs.iter().map(|run| (run.text.as_str(), run.weight)).collect();
    assert_eq!(got, [("Buôn K", Weight::Bold), ("ŏ", Weight::OtherBold), (" Siêr", Weight::Bold)]);
    for pair in runs.windows(2) {
        let end = pair[0].at[0] + length(&pair[0]);
        assert!((end - pair[1].at[0]).abs() < 0.001, "the pen goes on where the run ended");
    }
}

#[test]
fn a_mark_stands_over_the_middle_of_its_letter_and_moves_nothing() {
    let runs = runs("Ê̆a");
    let texts: Vec<&str> = runs.iter().map(|run| run.text.as_str()).collect();
    assert_eq!(texts, ["Ê", "\u{306}", "a"]);
    let [letter, mark, next] = runs.as_slice() else { panic!("three runs") };
    assert!((next.at[0] - length(letter)).abs() < 0.001);
    assert!(mark.at[1] < -0.5, "it stands above the circumflex: {:?}", mark.at);
    let faces = faces();
    let face = faces.face(mark.weight);
    let reach = |line: &TextLine| {
        let points = face.outline(line.glyphs[0].glyph).iter().filter_map(|segment| {
            use tracuu::render::drawing::Segment::{Close, Cubic, Line, Move, Quad};
            match *segment {
                Move(p) | Line(p) | Quad(_, p) | Cubic(_, _, p) => Some(p),
                Close => None,
            }
        });
        let points: Vec<[f32; 2]> =
            points.map(|[x, y]| [line.at[0] + x * line.size, line.at[1] + y * line.size]).collect();
        let fold = |at: usize, first: f32, of: fn(f32, f32) -> f32| {
            points.iter().map(|p| p[at]).fold(first, of)
        };
        let (far, near) = (f32::INFINITY, f32::NEG_INFINITY);
        [
            fold(0, far, f32::min),
            fold(0, near, f32::max),
            fold(1, far, f32::min),
            fold(1, near, f32::max),
        ]
    };
    let ([left, right, top, _], [from, to, _, bottom]) = (reach(letter), reach(mark));
    assert!(bottom <= top, "the breve clears the circumflex: {bottom} {top}");
    assert!((f32::midpoint(left, right) - f32::midpoint(from, to)).abs() < 0.3);
}

#[test]
fn numbers_stay_with_their_units() {
    let faces = faces();
    for (words, kept) in [
        ("Lệ phí là 20.000 đồng một bản", "20.000 đồng"),
        ("Nộp 3 bản sao có chứng thực", "3 bản"),
        ("Gọi xã: 0900 000 001 để hỏi thêm", "0900 000 001"),
    ] {
        for width in 36..60_u8 {
            let piece = Piece::regular(words, Color::BLACK);
            let set = wrap(&faces, &[piece], Style::body(12.0), f32::from(width));
            let lines: Vec<String> = set
                .lines
                .iter()
                .map(|line| line.iter().map(|run| run.text.as_str()).collect())
                .collect();
            assert!(lines.iter().any(|line| line.contains(kept)), "{width}: {lines:?}");
        }
    }
}

#[test]
fn a_poster_with_such_letters_is_written_in_all_formats() {
    let name = format!("{HIGHLANDS} {SIGNS}");
    let papers = vec![Document { name: name.clone(), ..Document::default() }];
    let procedure = sample::procedure("mot-thu-tuc", "Buôn Kŏ Sĭr", papers, vec![]);
    let mut village = sample::village("buon-ko-sir", "Buôn Kŏ Sĭr");
    village.sheets = vec![procedure.id.clone()];
    village.posters = vec![PosterChoice { kind: Kind::Sheet, size: None, orientation: None }];
    let project = sample::site(vec![procedure], vec![village]);
    let ledger = sample::ledger(&project);
    let mut found = Diagnostics::default();
    let addresses = Addresses { base: &project.commune.address, ledger: &ledger };
    let sheets = poster::sheets(&project, &sample::theme(), addresses, &mut found);
    let errors = found.iter().filter(|d| d.severity == Severity::Error);
    assert_eq!(errors.map(|d| d.text.en.as_str()).collect::<Vec<_>>(), [""; 0]);
    let lines = sheets[0].drawing.marks.iter().filter(|mark| matches!(mark, Mark::Line(_)));
    assert!(lines.count() > 20);
    let faces = faces();
    assert!(export::pdf(&[&sheets[0]], &faces).is_ok());
    assert!(!export::svg(&sheets[0], &faces).is_empty());
}
