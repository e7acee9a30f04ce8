//! What stands in a scaffold where only a person knows the value, and the example beside it.
//!
//! An example is never the value: whoever takes the `# ` away and forgets to fill the line would
//! publish the number of another procedure. Words of which there are only a few may stand.

use crate::catalogue::{Key, Shape};
use crate::parse::UNFILLED;

/// What stands before the example in a comment.
const SUCH_AS: &str = "ví dụ: ";

/// A key on one line that is still to be filled in.
pub(super) struct Open {
    /// The line: `fee: CHƯA ĐIỀN`; with an example for a value when only a few words can stand there.
    pub(super) line: String,
    /// What is said beside it; with the words that could stand in place of `CHƯA ĐIỀN`.
    pub(super) comment: String,
}

impl Open {
    pub(super) fn of(key: &Key) -> Self {
        let (before, sample, after) = parts(key);
        if !is_free(key.shape) || matches!(sample, "" | "{}") {
            return Self { line: key.line(), comment: key.vi.to_owned() };
        }
        Self {
            line: format!("{}: {before}{UNFILLED}{after}", key.name),
            comment: format!("{}; {SUCH_AS}{sample}", key.vi),
        }
    }
}

/// Divides the example of a key into what a person replaces and the brackets and quotes around it:
/// `[{name: "Tờ khai"}]` is `[{name: "`, `Tờ khai` and `"}]`.
fn parts(key: &Key) -> (String, &'static str, String) {
    let (mut before, mut after) = (String::new(), String::new());
    let mut rest = key.example;
    loop {
        let list = rest.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let group = rest.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let quoted = rest.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        if let Some(inner) = list {
            before.push('[');
            after.insert(0, ']');
            rest = inner;
        } else if let Some((name, value)) = group.and_then(|group| group.split_once(": ")) {
            before += &format!("{{{name}: ");
            after.insert(0, '}');
            rest = value;
        } else if let Some(inner) = quoted {
            before.push('"');
            after.insert(0, '"');
            return (before, inner, after);
        } else {
            return (before, rest, after);
        }
    }
}

/// Says whether a value is one that only a person knows.
fn is_free(shape: Shape) -> bool {
    match shape {
        Shape::YesNo | Shape::OneOf(_) | Shape::Words(_) => false,
        Shape::List(item) => is_free(*item),
        Shape::Either(one, other) => is_free(*one) || is_free(*other),
        _ => true,
    }
}
