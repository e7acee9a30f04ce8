//! A body in plain blocks, for the page that becomes a poster in large type.
//!
//! What cannot be set in large type (pictures, tables, code) is named at its place.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::super::source::{Source, line_around};
use super::{is_comment, is_hidden};
use crate::diagnostic::{Text, say};
use crate::model::block::{Block, BlockKind, Span};

/// Reads the bytes `range` of the file as plain blocks.
pub(in super::super) fn blocks(source: &mut Source, range: Range<usize>) -> Vec<Block> {
    let (text, base) = (source.text, range.start);
    let mut reader = Reader { source, blocks: Vec::new(), open: None, lists: Vec::new(), bold: 0 };
    let parser = Parser::new_ext(&text[range], Options::ENABLE_TABLES);
    for (event, range) in parser.into_offset_iter() {
        reader.take(event, base + range.start..base + range.end);
    }
    reader.close();
    reader.blocks
}

struct Reader<'r, 's> {
    source: &'r mut Source<'s>,
    blocks: Vec<Block>,
    open: Option<Block>,
    /// The next number of each list around, nothing for one without numbers.
    lists: Vec<Option<u64>>,
    bold: usize,
}

impl Reader<'_, '_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text, range),
            Event::InlineHtml(tag) if !is_comment(&tag) && !tag.starts_with("<br") => {
                self.text(&tag, range);
            }
            Event::SoftBreak | Event::HardBreak | Event::InlineHtml(_) => self.text(" ", range),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { .. } => self.begin(BlockKind::Heading, range),
            // The first paragraph of an item is the item.
            Tag::Paragraph if self.open.is_none() => self.begin(BlockKind::Paragraph, range),
            Tag::List(first) => {
                self.close();
                self.lists.push(*first);
            }
            Tag::Item => {
                let number = self.lists.last().copied().flatten();
                if let Some(Some(next)) = self.lists.last_mut() {
                    *next += 1;
                }
                self.begin(BlockKind::Item(number), range);
            }
            Tag::Strong => self.bold += 1,
            Tag::Image { .. } => self.refuse(range, &say("hình ảnh", "a picture")),
            Tag::Table(_) => self.refuse(range, &say("bảng", "a table")),
            Tag::CodeBlock(_) => {
                self.refuse(range, &say("đoạn thụt vào hoặc giữa hai dấu ```", "a block of code"));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Heading(_) | TagEnd::Item | TagEnd::Paragraph => self.close(),
            _ => {}
        }
    }

    fn begin(&mut self, kind: BlockKind, range: Range<usize>) {
        self.close();
        self.open = Some(Block { kind, spans: Vec::new(), start: range.start, end: range.end });
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let text: String = self.source.compose(text);
        let text: String = text.chars().filter(|c| !is_hidden(*c)).collect();
        let bold = self.bold > 0;
        let (start, end) = (range.start, range.end);
        let block = self.open.get_or_insert_with(|| Block {
            kind: BlockKind::Paragraph,
            spans: Vec::new(),
            start,
            end,
        });
        match block.spans.last_mut() {
            Some(span) if span.bold == bold => span.text.push_str(&text),
            _ => block.spans.push(Span { text, bold }),
        }
    }

    fn close(&mut self) {
        if let Some(block) = self.open.take()
            && !block.text().trim().is_empty()
        {
            self.blocks.push(block);
        }
    }

    fn refuse(&mut self, place: Range<usize>, what: &Text) {
        let first = line_around(self.source.text, place.start).end;
        let place = place.start..place.end.min(first).max(place.start);
        let text = say(
            format!(
                "trang này in thành tờ chữ lớn (poster: true), mà {} thì không in được",
                what.vi
            ),
            format!("this page is printed in large type (poster: true), not with {}", what.en),
        );
        let hint = say(
            "chỉ dùng đề mục, đoạn văn, danh sách và chữ đậm; hoặc bỏ dòng poster: true",
            "use headings, paragraphs, lists and bold alone; or drop poster: true",
        );
        self.source.error("poster-markdown", place, text, hint);
    }
}
