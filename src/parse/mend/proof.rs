//! That a step changed nothing that means something: the same words, the same keys and values.

use unicode_normalization::UnicodeNormalization;

use super::super::encoding;
use super::super::tree::{self, Kind, Node};
use super::structure;
use crate::diagnostic::{Text, say};
use crate::files::FilePath;

/// Compares a text before and after a step.
///
/// # Errors
/// Why the step is left, in words.
pub(super) fn same(
    path: &FilePath,
    before: &str,
    after: &str,
    keys_alone: bool,
) -> Result<(), Text> {
    if words(before) != words(after) || encoding::text(path, after.as_bytes()).is_err() {
        return Err(say(
            "sửa tự động sẽ đổi cả chữ, nên để nguyên",
            "mending it would change words, so it is left",
        ));
    }
    let read = |text: &str| {
        let node = tree::parse(text, structure::keys(text, keys_alone)?).ok()?;
        // Keys whose blanks are all odd are one long sentence to YAML.
        let tree = node.map_or(Plain::Nothing, |node| plain(&node));
        (!matches!(tree, Plain::Words(_) | Plain::Unclear)).then_some(tree)
    };
    let Some(before) = read(before) else {
        // It could not be read before, so that no meaning can be lost.
        return Ok(());
    };
    if read(after).is_some_and(|after| before.allows(&after)) {
        return Ok(());
    }
    Err(say(
        "sửa tự động sẽ đổi giá trị của một khóa, nên để nguyên",
        "mending it would change the value of a key, so it is left",
    ))
}

/// Returns what a person reads: letters in NFC, one blank for any number, no quotes.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for c in text.nfc() {
        match c {
            '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2060}' | '“' | '”' | '„' | '‘' | '’' | '"'
            | '\'' | '\\' => {}
            c if c.is_whitespace() => {
                if !words.ends_with(' ') {
                    words.push(' ');
                }
            }
            c => words.push(c),
        }
    }
    words
}

/// A tree without places.
enum Plain {
    Nothing,
    Words(String),
    /// A sentence only because the blanks in it are odd: `-\u{a0}Tờ khai`, `title:\u{a0}Đăng ký`.
    Unclear,
    List(Vec<Plain>),
    Group(Vec<(Plain, Plain)>),
}

impl Plain {
    /// Says whether a tree may become another: they are equal, but for what was unclear.
    fn allows(&self, after: &Self) -> bool {
        match (self, after) {
            (Self::Unclear, _) | (Self::Nothing, Self::Nothing) => true,
            (Self::Words(before), Self::Words(after)) => before == after,
            (Self::List(before), Self::List(after)) => {
                let pairs = || before.iter().zip(after);
                before.len() == after.len() && pairs().all(|(before, after)| before.allows(after))
            }
            (Self::Group(before), Self::Group(after)) => {
                let mut pairs = before.iter().zip(after);
                before.len() == after.len()
                    && pairs.all(|((key, value), (key_after, value_after))| {
                        key.allows(key_after) && value.allows(value_after)
                    })
            }
            _ => false,
        }
    }
}

/// Says whether a scalar has an odd blank where a plain one would have made a key or an item of it.
fn is_unclear(text: &str) -> bool {
    let odd = |c: char| c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n' | '\r');
    text.match_indices([':', '-']).any(|(at, sign)| {
        let starts = text[..at].trim_end_matches('-').chars().next_back();
        text[at + 1..].starts_with(odd) && (sign == ":" || starts.is_none_or(char::is_whitespace))
    })
}

fn plain(node: &Node) -> Plain {
    match &node.kind {
        Kind::Empty => Plain::Nothing,
        Kind::Scalar { text, plain: true } if is_unclear(text) => Plain::Unclear,
        Kind::Scalar { text, .. } => Plain::Words(words(text).trim().to_owned()),
        Kind::Sequence(items) => Plain::List(items.iter().map(plain).collect()),
        Kind::Mapping(entries) => {
            Plain::Group(entries.iter().map(|(key, value)| (plain(key), plain(value))).collect())
        }
    }
}
