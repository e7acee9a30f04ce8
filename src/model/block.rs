//! A Markdown body in plain blocks, for what is printed in large type.

/// One block of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its words, in pieces of one weight.
    pub spans: Vec<Span>,
    /// Where it begins in its file, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list, with its number in a numbered one.
    Item(Option<u64>),
}

/// Words of one weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The words, in NFC.
    pub text: String,
    /// Whether they are bold.
    pub bold: bool,
}

impl Block {
    /// Returns its words without their weights.
    #[must_use]
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}
