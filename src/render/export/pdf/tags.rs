//! What a reader that speaks is told: headings, paragraphs in reading order, codes as pictures.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Node, SpanTag, Tag, TagGroup, TagKind, TagTree,
};

use crate::render::drawing::{Drawing, Mark, PlacedCode, TextLine, Weight};

/// The tree of tags in the making. The order of marks is the order of reading.
#[derive(Default)]
pub(super) struct Tags {
    groups: Vec<(TagKind, Vec<Node>)>,
    /// The last line, if the next may go on with its paragraph.
    last: Option<Last>,
    body: f32,
    largest: f32,
}

struct Last {
    size: f32,
    weight: Weight,
    at: [f32; 2],
}

/// From how many times the size of running text words are a heading.
const HEADING: f32 = 1.25;

impl Tags {
    /// Finds what running text and the title are, by their sizes.
    pub(super) fn begin_page(&mut self, drawing: &Drawing) {
        let mut letters: BTreeMap<u32, usize> = BTreeMap::new();
        for mark in &drawing.marks {
            if let Mark::Line(line) = mark {
                *letters.entry(line.size.to_bits()).or_default() += line.glyphs.len();
            }
        }
        let most = letters.iter().max_by_key(|(_, count)| **count);
        self.body = most.map_or(0.0, |(size, _)| f32::from_bits(*size));
        self.largest = letters.keys().map(|size| f32::from_bits(*size)).fold(0.0, f32::max);
        self.last = None;
    }

    /// Opens a line: in the paragraph of the last one when it stands under or beside it.
    pub(super) fn begin_line(&mut self, surface: &mut Surface<'_>, line: &TextLine) {
        let node = Node::from(surface.start_tagged(ContentTag::Span(SpanTag::empty())));
        let goes_on = self.last.as_ref().is_some_and(|last| {
            let down = line.at[1] - last.at[1];
            let level = down.abs() < 0.01 && line.at[0] > last.at[0];
            let below = last.weight == line.weight
                && down > 0.0
                && down < line.size * 1.45
                && (line.at[0] - last.at[0]).abs() < line.size * 2.0;
            (last.size - line.size).abs() < 0.001 && (level || below)
        });
        self.last = Some(Last { size: line.size, weight: line.weight, at: line.at });
        match self.groups.last_mut().filter(|_| goes_on) {
            Some((_, nodes)) => nodes.push(node),
            None => self.groups.push((self.kind(line), vec![node])),
        }
    }

    fn kind(&self, line: &TextLine) -> TagKind {
        let heading = |level: u16| {
            let level = NonZeroU16::new(level).expect("levels begin at one");
            TagKind::from(Tag::Hn(level, None))
        };
        if line.size >= self.largest - 0.001 && line.size > self.body * HEADING {
            heading(1)
        } else if line.size > self.body * HEADING && line.weight == Weight::Bold {
            heading(2)
        } else {
            Tag::P.into()
        }
    }

    /// Opens a code: a picture that says in words what is in it.
    pub(super) fn begin_code(&mut self, surface: &mut Surface<'_>, code: &PlacedCode) {
        let node = Node::from(surface.start_tagged(ContentTag::Other));
        let words = code.payload.replace('\n', " ");
        let figure = Tag::Figure(Some(format!("QR: {words}")));
        self.groups.push((figure.into(), vec![node]));
        self.last = None;
    }

    /// Returns the whole tree, in Vietnamese.
    pub(super) fn into_tree(self) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some("vi".to_owned()));
        for (kind, nodes) in self.groups {
            tree.push(Node::Group(TagGroup::with_children(kind, nodes)));
        }
        tree
    }
}

/// Opens ornaments: nothing that is read out.
pub(super) fn begin_ornament(surface: &mut Surface<'_>) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
}
