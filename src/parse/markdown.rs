//! Markdown bodies to safe HTML and to plain paragraphs.
//!
//! Tags of HTML never pass: they are shown as the text they are. Links and pictures pass when
//! `targets.rs` knows where they lead. Footnotes stay off: they make some texts slow to read.

mod blocks;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
};

use super::source::Source;
use super::targets::{self, Written};
use crate::diagnostic::say;
use crate::files::FileSet;
use crate::model::Body;

pub(super) use blocks::blocks;

/// Reads the bytes `range` of the file as Markdown.
pub(super) fn read(source: &mut Source, range: Range<usize>, files: &FileSet) -> (Body, Written) {
    let text = source.text;
    if text[range.clone()].trim().is_empty() {
        return (Body::default(), Written::default());
    }
    let mut writer = Writer {
        source,
        files,
        base: range.start,
        events: Vec::new(),
        written: Written::default(),
        anchors: BTreeSet::new(),
        repeated: BTreeMap::new(),
        blocks: Vec::new(),
        block: String::new(),
        html: None,
        heading: None,
        links: Vec::new(),
        picture: None,
    };
    let parser = Parser::new_ext(&text[range], Options::ENABLE_TABLES).into_offset_iter();
    for (event, range) in parser {
        writer.take(event, range);
    }
    writer.end_block();
    let Writer { events, mut written, blocks, .. } = writer;
    let mut html = String::with_capacity(text.len());
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    targets::own_anchors(source, &mut written);
    (Body { html, text: blocks }, written)
}

struct Writer<'r, 's> {
    source: &'r mut Source<'s>,
    files: &'r FileSet,
    /// Where the body begins in the file.
    base: usize,
    events: Vec<Event<'s>>,
    written: Written,
    anchors: BTreeSet<String>,
    /// For each name of headings, the last count that was given to one.
    repeated: BTreeMap<String, usize>,
    blocks: Vec<String>,
    block: String,
    /// The tags of a block of HTML, until its end.
    html: Option<(String, Range<usize>)>,
    /// The event that begins the heading being read.
    heading: Option<usize>,
    /// For each open link, whether it passed.
    links: Vec<bool>,
    /// The picture being read: its address, where it stands, and how many are inside one another.
    picture: Option<Picture>,
}

struct Picture {
    source: Option<String>,
    depth: usize,
    before: usize,
}

impl<'s> Writer<'_, 's> {
    fn take(&mut self, event: Event<'s>, range: Range<usize>) {
        let range = self.base + range.start..self.base + range.end;
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, Event::Text),
            Event::Code(text) => self.text(&text, Event::Code),
            Event::Html(text) => {
                let (html, place) = self.html.get_or_insert_with(|| (String::new(), range.clone()));
                html.push_str(&text);
                place.end = range.end;
            }
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::SoftBreak | Event::HardBreak => {
                self.block.push(' ');
                self.push(event);
            }
            other => self.push(other),
        }
    }

    fn push(&mut self, event: Event<'s>) {
        if self.picture.is_none() {
            self.events.push(event);
        }
    }

    fn text(&mut self, text: &str, make: impl Fn(CowStr<'s>) -> Event<'s>) {
        // An entity such as `&#1;` can name what no editor can type.
        let text: String = self.source.compose(text);
        let text: String = text.chars().filter(|c| !is_hidden(*c)).collect();
        self.block.push_str(&text);
        self.push(make(CowStr::from(text)));
    }

    fn start(&mut self, tag: Tag<'s>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_block();
                self.heading = Some(self.events.len());
                let level = level.max(HeadingLevel::H2);
                self.push(Event::Start(Tag::Heading {
                    level,
                    id: None,
                    classes: vec![],
                    attrs: vec![],
                }));
            }
            Tag::HtmlBlock => self.html = Some((String::new(), range)),
            Tag::CodeBlock(_) => {
                self.end_block();
                self.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)));
            }
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url, range),
            Tag::Image { dest_url, .. } => {
                if let Some(picture) = &mut self.picture {
                    picture.depth += 1;
                } else {
                    let source = targets::picture(self.source, &dest_url, range, self.files);
                    self.picture = Some(Picture { source, depth: 0, before: self.block.len() });
                }
            }
            Tag::List(_) | Tag::Paragraph | Tag::Item | Tag::TableRow => {
                self.end_block();
                self.push(Event::Start(tag));
            }
            tag => self.push(Event::Start(tag)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                self.end_heading();
                self.push(Event::End(TagEnd::Heading(level.max(HeadingLevel::H2))));
                self.end_block();
            }
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Link => {
                if self.links.pop().unwrap_or(false) {
                    self.push(Event::InlineHtml("</a>".into()));
                }
            }
            TagEnd::Image => self.end_picture(),
            TagEnd::TableCell => {
                self.block.push_str(", ");
                self.push(Event::End(tag));
            }
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::TableRow
            | TagEnd::TableHead => {
                self.push(Event::End(tag));
                self.end_block();
            }
            tag => self.push(Event::End(tag)),
        }
    }

    fn link(&mut self, link_type: LinkType, target: &str, range: Range<usize>) {
        let address = match link_type {
            LinkType::Email => format!("mailto:{target}"),
            _ => target.to_owned(),
        };
        let href = targets::link(self.source, &address, range, self.files, &mut self.written.wants);
        self.links.push(href.is_some());
        if let Some(href) = href {
            let href = escape(&href);
            self.push(Event::InlineHtml(format!("<a href=\"{href}\">").into()));
        }
    }

    fn end_picture(&mut self) {
        let Some(picture) = self.picture.as_mut() else { return };
        if picture.depth > 0 {
            picture.depth -= 1;
            return;
        }
        let Some(picture) = self.picture.take() else { return };
        let alt = self.block[picture.before..].trim().to_owned();
        match picture.source {
            Some(source) => {
                let (source, alt) = (escape(&source), escape(&alt));
                let tag = format!("<img src=\"{source}\" alt=\"{alt}\" loading=\"lazy\">");
                self.push(Event::InlineHtml(tag.into()));
            }
            None => self.push(Event::Text(alt.into())),
        }
    }

    fn end_heading(&mut self) {
        let Some(at) = self.heading.take() else { return };
        let slug = targets::anchor(&self.block);
        let mut anchor = slug.clone();
        // Where the last heading of this name stopped: thousands of them must not count from 1.
        let mut count = self.repeated.get(&slug).copied().unwrap_or(1);
        while !self.anchors.insert(anchor.clone()) {
            count += 1;
            anchor = format!("{slug}-{count}");
        }
        self.repeated.insert(slug, count);
        self.written.anchors.push(anchor.clone());
        if let Some(Event::Start(Tag::Heading { id, .. })) = self.events.get_mut(at) {
            *id = Some(anchor.into());
        }
    }

    /// Shows a block of tags as a paragraph of text; a comment is not shown.
    fn end_html(&mut self) {
        let Some((html, place)) = self.html.take() else { return };
        let html = html.trim();
        if html.is_empty() || is_comment(html) {
            return;
        }
        self.warn_html(place);
        self.push(Event::Start(Tag::Paragraph));
        self.text(html, Event::Text);
        self.push(Event::End(TagEnd::Paragraph));
        self.end_block();
    }

    fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        if is_comment(tag) {
            return;
        }
        if ["<br>", "<br/>", "<br />"].contains(&tag) {
            self.block.push(' ');
            self.push(Event::HardBreak);
            return;
        }
        // The tag that opens it was already named.
        if !tag.starts_with("</") {
            self.warn_html(range);
        }
        self.text(tag, Event::Text);
    }

    fn warn_html(&mut self, place: Range<usize>) {
        let first = super::source::line_around(self.source.text, place.start).end;
        let text = say(
            "thẻ HTML không có tác dụng ở đây, người đọc sẽ thấy nguyên văn các dấu < >",
            "HTML tags have no effect here; readers will see them as text",
        );
        let hint = say(
            "xóa thẻ; chữ đậm viết **đậm**, liên kết viết [chữ](địa chỉ), danh sách viết «- mục»",
            "delete the tag; bold is **bold**, a link is [words](address), a list is \"- item\"",
        );
        self.source.warning("raw-html", place.start..place.end.min(first), text, hint);
    }

    fn end_block(&mut self) {
        let block = self.block.split_whitespace().collect::<Vec<_>>().join(" ");
        let block = block.trim_end_matches(',').to_owned();
        if !block.is_empty() {
            self.blocks.push(block);
        }
        self.block.clear();
    }
}

/// Says whether a character is not seen but changes what is: a control, or the reading direction.
fn is_hidden(c: char) -> bool {
    let turns =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || c == '\u{feff}' || (c.is_control() && c != '\n')
}

/// Says whether the tags are one comment and nothing else.
fn is_comment(html: &str) -> bool {
    html.strip_prefix("<!--")
        .and_then(|rest| rest.strip_suffix("-->"))
        .is_some_and(|inner| !inner.contains("-->") && !inner.starts_with(['>', '-']))
}

/// Escapes a text for an attribute in double quotes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}
