//! What a print shop needs around a sheet: bleed, and marks where to cut.

use krilla::geom::Rect;

use super::POINTS;
use crate::render::drawing::{Color, Drawing, Mark, Segment, Shape};

/// Millimetres that the print goes on beyond the edge of the paper, so that a cut which is a little
/// off shows no white line.
pub(super) const BLEED: f32 = 3.0;

/// Millimetres of page around the paper: the bleed and the marks beyond it.
pub(super) const MARGIN: f32 = 10.0;

/// The length of a mark and its width, a quarter of a point, in mm.
const MARK: (f32, f32) = (5.0, 0.09);

/// From this far inside, in mm, an ornament touches the edge.
const TOUCH: f32 = 0.05;

/// Returns the box `beyond` mm around the paper, in points from the corner of the page.
pub(super) fn around(drawing: &Drawing, beyond: f32) -> Option<Rect> {
    let from = MARGIN - beyond;
    let (right, bottom) = (MARGIN + drawing.width + beyond, MARGIN + drawing.height + beyond);
    Rect::from_ltrb(from * POINTS, from * POINTS, right * POINTS, bottom * POINTS)
}

/// Draws ornaments that touch the edge on into the bleed, and adds the marks. Where none touches,
/// the bleed is paper, which is right as well.
pub(super) fn with_bleed(drawing: &Drawing) -> Drawing {
    let mut marks = drawing.marks.clone();
    for mark in &mut marks {
        if let Mark::Shape(shape) = mark {
            shape.path.iter_mut().for_each(|segment| extend(segment, drawing));
        }
    }
    marks.extend(crop_marks(drawing).map(Mark::Shape));
    Drawing { marks, ..*drawing }
}

fn extend(segment: &mut Segment, drawing: &Drawing) {
    let beyond = |length: &mut f32, edge: f32| {
        if *length <= TOUCH {
            *length = (*length).min(-BLEED);
        } else if *length >= edge - TOUCH {
            *length = (*length).max(edge + BLEED);
        }
    };
    // The ends only: a curve keeps its form and is drawn on by what follows.
    match segment {
        Segment::Move(p) | Segment::Line(p) | Segment::Quad(_, p) | Segment::Cubic(_, _, p) => {
            beyond(&mut p[0], drawing.width);
            beyond(&mut p[1], drawing.height);
        }
        Segment::Close => {}
    }
}

/// Two marks at each corner, in line with the edges and clear of the bleed.
fn crop_marks(drawing: &Drawing) -> impl Iterator<Item = Shape> {
    let (length, width) = MARK;
    let clear = BLEED + 1.0;
    let ends = move |edge: f32| [-clear - length, edge + clear];
    let half = width / 2.0;
    let across = [0.0, drawing.height]
        .into_iter()
        .flat_map(move |y| ends(drawing.width).map(|x| [x, y - half, x + length, y + half]));
    let down = [0.0, drawing.width]
        .into_iter()
        .flat_map(move |x| ends(drawing.height).map(|y| [x - half, y, x + half, y + length]));
    across.chain(down).map(|[left, top, right, bottom]| Shape {
        path: vec![
            Segment::Move([left, top]),
            Segment::Line([right, top]),
            Segment::Line([right, bottom]),
            Segment::Line([left, bottom]),
            Segment::Close,
        ],
        color: Color::BLACK,
    })
}
