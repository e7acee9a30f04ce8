//! The frame of a kind: a theme's SVG, rendered without content, as ornaments and named boxes.

use std::collections::BTreeMap;

use resvg::tiny_skia::{self, Transform};
use resvg::usvg;

use crate::diagnostic::{Diagnostic, Diagnostics, Text, say};
use crate::model::village::Kind;
use crate::render::drawing::{Color, Segment, Shape};
use crate::render::layout::Rect;
use crate::theme::{self, Limited, Theme};

/// What a theme's SVG says about one size of paper.
#[derive(Clone, Debug)]
pub struct Frame {
    /// What is drawn, in order.
    pub shapes: Vec<Shape>,
    boxes: BTreeMap<String, Rect>,
}

/// What a frame has to have room for; lengths in mm.
#[derive(Clone, Copy, Debug, Default)]
pub struct Room {
    /// Width and height of the paper.
    pub paper: (f32, f32),
    /// The height of the tallest code of the head; 0: none.
    pub head: f32,
    /// The height of the tallest code of the foot; 0: none.
    pub foot: f32,
}

/// What a box's id begins with in the SVG.
const BOX: &str = "box-";

impl Frame {
    /// Renders `posters/<kind>.svg` for paper of `width` × `height` mm, with room for the codes of
    /// head and foot.
    ///
    /// Nothing when it cannot serve; the finding says why. The template gets sizes and colours,
    /// no content: it cannot print a link that nobody knows.
    pub fn of(
        theme: &Theme,
        kind: Kind,
        needed: &[&str],
        Room { paper: (width, height), head, foot }: Room,
        found: &mut Diagnostics,
    ) -> Option<Self> {
        let name = format!("posters/{}.svg", kind.key());
        let mut context = tera::Context::new();
        context.insert("width", &width);
        context.insert("height", &height);
        context.insert("head_code", &head);
        context.insert("foot_code", &foot);
        context.insert("accent", &theme.look.accent);
        context.insert("ground", &theme.look.ground);
        context.insert("line", &theme.look.line);
        let mut svg = Vec::new();
        let written = theme.templates.render_to(&name, &context, Limited { into: &mut svg });
        let svg = String::from_utf8_lossy(&svg);
        let drawn = written
            .map_err(|error| Box::new(theme.failed(&error)))
            .and_then(|()| Self::parse(&svg).map_err(|reason| unfit(theme, &name, &reason)))
            .and_then(|frame| match needed.iter().find(|id| !frame.boxes.contains_key(**id)) {
                Some(id) => Err(unfit(
                    theme,
                    &name,
                    &say(
                        format!("thiếu ô <rect id=\"box-{id}\" …/>"),
                        format!("the box <rect id=\"box-{id}\" …/> is missing"),
                    ),
                )),
                None => Ok(frame),
            });
        drawn.map_err(|finding| found.push(*finding)).ok()
    }

    /// Returns a named box; `of` made sure that the needed ones are there.
    #[must_use]
    pub fn area(&self, name: &str) -> Rect {
        self.boxes.get(name).copied().unwrap_or_default()
    }

    fn parse(svg: &str) -> Result<Self, Text> {
        let options = usvg::Options {
            // Nothing outside is ever read, not even by a theme.
            image_href_resolver: usvg::ImageHrefResolver {
                resolve_data: Box::new(|_, _, _| None),
                resolve_string: Box::new(|_, _| None),
            },
            resources_dir: None,
            ..usvg::Options::default()
        };
        // What the template has itself was told at its line; this is what it puts together.
        if let Some(part) = theme::NO_FRAME.iter().find(|part| svg.contains(**part)) {
            return Err(say(format!("có {part}>"), format!("it has {part}>")));
        }
        let tree = usvg::Tree::from_str(svg, &options).map_err(|error| {
            say(format!("không phải SVG đúng ({error})"), format!("it is no sound SVG ({error})"))
        })?;
        let mut frame = Self { shapes: Vec::new(), boxes: BTreeMap::new() };
        frame.take(tree.root())?;
        Ok(frame)
    }

    fn take(&mut self, group: &usvg::Group) -> Result<(), Text> {
        let plain = group.opacity().get() >= 1.0
            && group.clip_path().is_none()
            && group.mask().is_none()
            && group.filters().is_empty();
        if !plain {
            return Err(say(
                "có hình dùng opacity, clip-path, mask hoặc filter",
                "a shape has opacity, clip-path, mask or filter",
            ));
        }
        for node in group.children() {
            match node {
                usvg::Node::Group(group) => self.take(group)?,
                usvg::Node::Path(path) => match path.id().strip_prefix(BOX) {
                    Some(name) => {
                        let area = path.abs_bounding_box();
                        let area = Rect::new(area.x(), area.y(), area.width(), area.height());
                        self.boxes.insert(name.to_owned(), area);
                    }
                    None => self.draw(path)?,
                },
                usvg::Node::Image(_) | usvg::Node::Text(_) => {
                    return Err(say("có ảnh hoặc chữ", "it has an image or text"));
                }
            }
        }
        Ok(())
    }

    fn draw(&mut self, path: &usvg::Path) -> Result<(), Text> {
        let flat = |paint: &usvg::Paint, opacity: usvg::Opacity| match paint {
            usvg::Paint::Color(c) if opacity.get() >= 1.0 => Ok(Color(c.red, c.green, c.blue)),
            _ => Err(say(
                format!("hình «{}» không tô một màu đặc", path.id()),
                format!("the shape \"{}\" is not of one solid colour", path.id()),
            )),
        };
        let transform = path.abs_transform();
        if let Some(fill) = path.fill() {
            if fill.rule() == usvg::FillRule::EvenOdd {
                return Err(say("có fill-rule=\"evenodd\"", "it has fill-rule=\"evenodd\""));
            }
            let color = flat(fill.paint(), fill.opacity())?;
            self.shapes.push(Shape { path: segments(path.data(), transform), color });
        }
        if let Some(stroke) = path.stroke() {
            let color = flat(stroke.paint(), stroke.opacity())?;
            // Ten times finer than a pixel of a 300 dpi print.
            let outline = path.data().stroke(&stroke.to_tiny_skia(), 100.0);
            let outline = outline.ok_or_else(|| {
                say(
                    format!("không vẽ được nét của hình «{}»", path.id()),
                    format!("the stroke of \"{}\" cannot be drawn", path.id()),
                )
            })?;
            self.shapes.push(Shape { path: segments(&outline, transform), color });
        }
        Ok(())
    }
}

fn unfit(theme: &Theme, name: &str, reason: &Text) -> Box<Diagnostic> {
    let text = say(
        format!("khung tờ in này không dùng được: {}", reason.vi),
        format!("this frame of posters cannot serve: {}", reason.en),
    );
    Box::new(Diagnostic::error("theme-frame", theme.place(name), text).hint(theme::frame_hint()))
}

fn segments(path: &tiny_skia::Path, transform: Transform) -> Vec<Segment> {
    let map = |point: tiny_skia::Point| {
        let mut point = point;
        transform.map_point(&mut point);
        [point.x, point.y]
    };
    path.segments()
        .map(|segment| match segment {
            tiny_skia::PathSegment::MoveTo(p) => Segment::Move(map(p)),
            tiny_skia::PathSegment::LineTo(p) => Segment::Line(map(p)),
            tiny_skia::PathSegment::QuadTo(a, p) => Segment::Quad(map(a), map(p)),
            tiny_skia::PathSegment::CubicTo(a, b, p) => Segment::Cubic(map(a), map(b), map(p)),
            tiny_skia::PathSegment::Close => Segment::Close,
        })
        .collect()
}
