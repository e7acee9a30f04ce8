//! A YAML document as a tree whose every node knows its bytes in the file.
//!
//! Only the plain part of YAML is taken: no anchors, aliases, tags or second documents; and no
//! more than [`DEEPEST`] levels and [`MOST`] nodes, so that no file can exhaust the machine.
//! Numbers keep the text they have in the file.

pub(crate) mod edit;
mod value;
pub(crate) mod write;

use std::borrow::Cow;
use std::ops::Range;

use serde_yaml::granit_parser::{ErrorKind, Event, Parser, ScalarStyle, Span, options};

pub(crate) use self::value::Value;

/// The deepest nesting that is read.
pub(crate) const DEEPEST: usize = 32;
/// The most nodes that are read in one file.
pub(crate) const MOST: usize = 100_000;

/// One value of the document with its bytes in the whole file.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    /// The first byte.
    pub(crate) start: usize,
    /// The byte after the last; of a list or a group the end of its last value.
    pub(crate) end: usize,
    /// What it is.
    pub(crate) kind: Kind<'a>,
}

/// What a node is.
#[derive(Clone, Debug)]
pub(crate) enum Kind<'a> {
    /// A text or a number.
    Scalar {
        /// As YAML reads it: escapes undone, lines joined.
        text: Cow<'a, str>,
        /// Whether it stands without quotes on its line.
        plain: bool,
    },
    /// Nothing stands where a value should be.
    Empty,
    /// A list.
    Sequence(Vec<Node<'a>>),
    /// Keys with their values, in the order of the file.
    Mapping(Vec<(Node<'a>, Node<'a>)>),
}

impl Node<'_> {
    /// Returns the bytes in the file.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Returns the text of a scalar; nothing for the others.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Returns the entries of a group of keys; none for the others.
    pub(crate) fn entries(&self) -> &[(Self, Self)] {
        match &self.kind {
            Kind::Mapping(entries) => entries,
            _ => &[],
        }
    }
}

/// Why no tree could be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The scanner gave up.
    Syntax(ErrorKind),
    /// `&name` or `*name`.
    Anchor,
    /// `!name`.
    Tag,
    /// A second document.
    Documents,
    /// More than [`DEEPEST`] levels.
    Deep,
    /// More than [`MOST`] nodes.
    Many,
    /// A key that is a list or a group.
    KeyShape,
}

/// A fault and the byte where it was noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Broken {
    /// The byte in the whole file.
    pub(crate) at: usize,
    /// What is wrong.
    pub(crate) fault: Fault,
}

/// Reads the bytes `range` of `text` as one document; nothing when it holds no value.
pub(crate) fn parse(text: &str, range: Range<usize>) -> Result<Option<Node<'_>>, Broken> {
    let limits = options! {
        emit_comments: false,
        disallow_directives: true,
        emit_unresolved_aliases: true,
        simple_key_max_lookahead: 4096,
        flow_nesting_limit: DEEPEST + 1,
        block_nesting_limit: DEEPEST + 1,
    };
    let parser = Parser::new_from_str_with_options(&text[range.clone()], limits);
    let mut builder =
        Builder { base: range.start, end: range.end, open: vec![], root: None, nodes: 0 };
    for next in parser {
        match next {
            Ok((event, span)) => builder.take(event, span)?,
            Err(error) => {
                let at = error.marker().byte_offset().map_or(range.end, |at| range.start + at);
                let fault = match error.kind() {
                    ErrorKind::RecursionLimitExceeded => Fault::Deep,
                    kind => Fault::Syntax(kind.clone()),
                };
                return Err(Broken { at: at.min(range.end), fault });
            }
        }
    }
    Ok(builder.root)
}

/// A list or a group whose end was not seen yet.
struct Open<'a> {
    start: usize,
    kind: Kind<'a>,
    /// The key whose value comes next.
    key: Option<Node<'a>>,
}

struct Builder<'a> {
    base: usize,
    end: usize,
    open: Vec<Open<'a>>,
    root: Option<Node<'a>>,
    nodes: usize,
}

impl<'a> Builder<'a> {
    fn take(&mut self, event: Event<'a>, span: Span) -> Result<(), Broken> {
        let at = |mark: Option<usize>| (self.base + mark.unwrap_or(0)).min(self.end);
        let (start, end) = (at(span.start.byte_offset()), at(span.end.byte_offset()));
        let broken = |fault| Err(Broken { at: start, fault });
        match event {
            Event::Alias(_) | Event::UnresolvedAlias(_) => return broken(Fault::Anchor),
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(_, anchor, _)
            | Event::MappingStart(_, anchor, _)
                if anchor != 0 =>
            {
                return broken(Fault::Anchor);
            }
            Event::Scalar(.., Some(_))
            | Event::SequenceStart(.., Some(_))
            | Event::MappingStart(.., Some(_)) => return broken(Fault::Tag),
            Event::DocumentStart(..) if self.root.is_some() => return broken(Fault::Documents),
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                let kind = if plain && (start == end || matches!(&*text, "~" | "null")) {
                    Kind::Empty
                } else {
                    Kind::Scalar { text, plain }
                };
                return self.close(Node { start, end, kind });
            }
            Event::SequenceStart(..) => {
                self.open.push(Open { start, kind: Kind::Sequence(vec![]), key: None });
            }
            Event::MappingStart(..) => {
                self.open.push(Open { start, kind: Kind::Mapping(vec![]), key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let open = self.open.pop().expect("the parser balances starts and ends");
                let last = match &open.kind {
                    Kind::Sequence(items) => items.last(),
                    Kind::Mapping(entries) => entries.last().map(|(_, value)| value),
                    _ => None,
                };
                // An end in blocks is noticed at the next key; in brackets it is the bracket.
                let end = last.map_or(end, |last| last.end.max(last.start)).max(open.start);
                return self.close(Node { start: open.start, end, kind: open.kind });
            }
            _ => {}
        }
        if self.open.len() > DEEPEST {
            Err(Broken { at: start, fault: Fault::Deep })
        } else {
            Ok(())
        }
    }

    /// Puts a finished node where it belongs.
    fn close(&mut self, node: Node<'a>) -> Result<(), Broken> {
        self.nodes += 1;
        if self.nodes > MOST {
            return Err(Broken { at: node.start, fault: Fault::Many });
        }
        let Some(parent) = self.open.last_mut() else {
            self.root = match node.kind {
                Kind::Empty => None,
                _ => Some(node),
            };
            return Ok(());
        };
        match &mut parent.kind {
            Kind::Sequence(items) => items.push(node),
            Kind::Mapping(entries) => match parent.key.take() {
                Some(key) => entries.push((key, node)),
                None if matches!(node.kind, Kind::Sequence(_) | Kind::Mapping(_)) => {
                    return Err(Broken { at: node.start, fault: Fault::KeyShape });
                }
                None => parent.key = Some(node),
            },
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Fault {
        parse(text, 0..text.len()).expect_err("the text is faulty").fault
    }

    #[test]
    fn places_are_bytes_of_the_whole_file() {
        let text = "---\ntitle: Đăng ký\nlist:\n  - a\n---\n";
        let root = parse(text, 4..text.len() - 4).expect("good").expect("not empty");
        let (key, value) = &root.entries()[0];
        assert_eq!((&text[key.range()], &text[value.range()]), ("title", "Đăng ký"));
        let Kind::Sequence(items) = &root.entries()[1].1.kind else { panic!("a list") };
        assert_eq!(&text[items[0].range()], "a");
    }

    #[test]
    fn numbers_keep_their_text_and_nothing_is_empty() {
        let text = "code: 1.001190\nfee: 8.000\nnone:\nalso: ~\nquoted: \"\"\ntime: 15:00\n";
        let root = parse(text, 0..text.len()).expect("good").expect("not empty");
        let shown: Vec<_> = root.entries().iter().map(|(_, value)| value.scalar()).collect();
        assert_eq!(shown, [Some("1.001190"), Some("8.000"), None, None, Some(""), Some("15:00")]);
    }

    #[test]
    fn what_could_hide_something_is_refused() {
        assert_eq!(fault("a: &x 1\n"), Fault::Anchor);
        assert_eq!(fault("a: *x\n"), Fault::Anchor);
        assert_eq!(fault("a: !!str 1\n"), Fault::Tag);
        assert_eq!(fault("a: 1\n--- \nb: 2\n"), Fault::Documents);
        assert_eq!(fault("? [a]\n: 1\n"), Fault::KeyShape);
        assert_eq!(fault(&format!("{}x", "[".repeat(5000))), Fault::Deep);
        assert_eq!(fault(&format!("a: [{}]", "x,".repeat(MOST))), Fault::Many);
    }
}
