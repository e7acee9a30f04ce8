//! Changes keys of a document and leaves every other byte as it is: comments, order, blank lines,
//! quotes, line ends.
//!
//! Of a list only the items that differ are written anew, of a group only the keys that differ. The
//! result is read again before it is handed back: a change that would not say exactly what was asked
//! for is refused, never guessed.

mod parts;

use std::ops::Range;

use self::parts::{Line, Parts};
use super::write;
use super::{Kind, Node, Value, parse};

/// What becomes of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// It holds this value; a key that is not there is added below the others.
    Set(Value),
    /// It is not there; one that is not there already is no matter.
    Remove,
}

/// Why nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The document cannot be read, or has a key twice or without a value.
    Unreadable,
    /// The whole document stands in brackets.
    Brackets,
    /// The change would have said something else than was asked for.
    Unsure,
}

/// Changes keys at the top of the document that the bytes `keys` of `text` hold; returns the whole
/// text, and how many bytes its document has now.
pub(crate) fn apply(
    text: &str,
    keys: Range<usize>,
    changes: &[(&str, Change)],
) -> Result<(String, usize), Refused> {
    let before = read(text, keys.clone())?;
    let mut wanted = before.clone();
    for (key, change) in changes {
        let place = wanted.iter().position(|(name, _)| name == key);
        match (change, place) {
            (Change::Set(value), Some(at)) => wanted[at].1 = value.clone(),
            (Change::Set(value), None) => wanted.push(((*key).to_owned(), value.clone())),
            (Change::Remove, Some(at)) => drop(wanted.remove(at)),
            (Change::Remove, None) => {}
        }
    }
    // Piece by piece where that works; a value as a whole where its pieces cannot be told apart.
    for depth in [usize::MAX, 0] {
        let new = rewritten(text, keys.clone(), &wanted, depth)?;
        let length = keys.len() + new.len() - text.len();
        let same_rest = new.ends_with(&text[keys.end..]) && new.starts_with(&text[..keys.start]);
        let after = read(&new, keys.start..keys.start + length);
        if same_rest && after.is_ok_and(|after| Value::Group(after) == Value::Group(wanted.clone()))
        {
            return Ok((new, length));
        }
    }
    Err(Refused::Unsure)
}

type Entries = Vec<(String, Value)>;

fn read(text: &str, keys: Range<usize>) -> Result<Entries, Refused> {
    let root = parse(text, keys).map_err(|_| Refused::Unreadable)?;
    let Some(root) = root else { return Ok(Vec::new()) };
    match root.value().ok_or(Refused::Unreadable)? {
        Value::Group(entries) => {
            let twice = |at: usize| entries[..at].iter().any(|(key, _)| *key == entries[at].0);
            if (0..entries.len()).any(twice) { Err(Refused::Unreadable) } else { Ok(entries) }
        }
        _ => Err(Refused::Unreadable),
    }
}

fn rewritten(
    text: &str,
    keys: Range<usize>,
    wanted: &Entries,
    depth: usize,
) -> Result<String, Refused> {
    let root = parse(text, keys.clone()).map_err(|_| Refused::Unreadable)?;
    let end = if text[keys.clone()].contains("\r\n") { "\r\n" } else { "\n" };
    let mut editor = Editor { text, end, edits: Vec::new() };
    match &root {
        Some(root) if text[root.start..].starts_with('{') => return Err(Refused::Brackets),
        Some(root) => editor.group(root, keys.clone(), wanted, depth),
        None => {
            let all: String =
                wanted.iter().map(|(key, value)| write::entry(key, value, 0, end)).collect();
            editor.insert(keys.end, &all);
        }
    }
    Ok(editor.done())
}

struct Editor<'a> {
    text: &'a str,
    end: &'static str,
    edits: Vec<(Range<usize>, String)>,
}

impl Editor<'_> {
    /// Rewrites a group whose keys stand on lines of their own inside the bytes `room`.
    fn group(&mut self, node: &Node, room: Range<usize>, wanted: &Entries, depth: usize) {
        let starts: Vec<usize> = node.entries().iter().map(|(key, _)| key.start).collect();
        let parts = Parts::of(self.text, &starts, room);
        for ((key, value), part) in node.entries().iter().zip(&parts.all) {
            let name = key.scalar().unwrap_or_default();
            match wanted.iter().find(|(wanted, _)| wanted == name) {
                None => self.edits.push((self.removal(&parts, part), String::new())),
                Some((_, wanted)) if value.value().as_ref() == Some(wanted) => {}
                Some((_, wanted)) => {
                    self.value(key, value, part.clone(), wanted, parts.indent, depth);
                }
            }
        }
        let is_new = |(key, _): &&(String, Value)| {
            !node.entries().iter().any(|(name, _)| name.scalar() == Some(key))
        };
        let new = wanted.iter().filter(is_new);
        let new: String =
            new.map(|(key, value)| write::entry(key, value, parts.indent, self.end)).collect();
        self.insert(parts.end, &new);
    }

    /// Rewrites the value of one key; `part` are the bytes of the key with its value.
    fn value(
        &mut self,
        key: &Node,
        old: &Node,
        part: Range<usize>,
        wanted: &Value,
        indent: usize,
        depth: usize,
    ) {
        let colon = key.end + self.text[key.end..part.end].find(':').map_or(0, |at| at + 1);
        let first = Line::around(self.text, colon);
        let below = old.start >= first.end;
        if depth > 0 && below {
            let room = first.next..Line::around(self.text, part.end).next;
            match (&old.kind, wanted) {
                (Kind::Mapping(_), Value::Group(wanted)) if !wanted.is_empty() => {
                    return self.group(old, room, wanted, depth - 1);
                }
                (Kind::Sequence(_), Value::List(wanted)) if !wanted.is_empty() => {
                    return self.list(old, room, wanted);
                }
                _ => {}
            }
        }
        self.whole(old, colon, part, wanted, indent);
    }

    /// Writes a value anew as a whole; the comment beside its key stays.
    fn whole(
        &mut self,
        old: &Node,
        colon: usize,
        part: Range<usize>,
        wanted: &Value,
        indent: usize,
    ) {
        let first = Line::around(self.text, colon);
        let below = old.start >= first.end;
        let brackets = self.text[old.start..part.end].starts_with(['[', '{']);
        let alone = matches!(wanted, Value::Scalar { .. });
        let flow = (alone || (brackets && !below))
            .then(|| write::flow(wanted, colon - first.start))
            .flatten()
            .filter(|_| !alone);
        let new =
            flow.map_or_else(|| write::after(wanted, indent, self.end), |line| format!(" {line}"));
        let (head, lines) = match new.strip_prefix(self.end) {
            Some(lines) => ("", format!("{}{lines}", self.end)),
            None => (new.as_str(), String::new()),
        };
        // A comment is beside the value, or beside the key when the value stands below it.
        let last = if below { colon } else { parts::end_of(self.text, old, part.end) };
        let line = Line::around(self.text, last);
        let comment = self.text[last..line.end.min(part.end).max(last)].trim_end();
        // With the blanks before it: comments stand in a column.
        let comment = match comment.trim_start() {
            bare if !bare.starts_with('#') => String::new(),
            bare if bare.len() == comment.len() => format!(" {bare}"),
            _ => comment.to_owned(),
        };
        self.edits.push((colon..part.end, format!("{head}{comment}{lines}")));
    }

    /// Rewrites a list whose items stand on lines of their own: what is alike at both ends stays.
    fn list(&mut self, node: &Node, room: Range<usize>, wanted: &[Value]) {
        let Kind::Sequence(items) = &node.kind else { return };
        let old: Vec<Option<Value>> = items.iter().map(Node::value).collect();
        let same = |(old, new): &(&Option<Value>, &Value)| old.as_ref() == Some(*new);
        let head = old.iter().zip(wanted).take_while(same).count();
        let most = old.len().min(wanted.len()) - head;
        let tail = old.iter().rev().zip(wanted.iter().rev()).take(most).take_while(same).count();
        let starts: Vec<usize> = items.iter().map(|item| parts::dash(self.text, item)).collect();
        let parts = Parts::of(self.text, &starts, room);
        let middle = &wanted[head..wanted.len() - tail];
        let new: String =
            middle.iter().map(|value| write::item(value, parts.indent, self.end)).collect();
        let gone = head..old.len() - tail;
        if gone.is_empty() {
            let at = if head < parts.all.len() { parts.lines[head].start } else { parts.end };
            self.insert(at, &new);
        } else {
            let from = parts.lines[gone.start].start;
            let to = self.removal(&parts, &parts.all[gone.end - 1]).end;
            self.edits.push((from..to, new));
        }
    }

    /// Returns the whole lines of a part, with their last end.
    fn removal(&self, parts: &Parts, part: &Range<usize>) -> Range<usize> {
        let at = parts.all.iter().position(|other| other == part).unwrap_or(0);
        let line = Line::around(self.text, part.end);
        parts.lines[at].start..line.next
    }

    /// Puts lines before the byte `at`, which begins a line or ends the text.
    fn insert(&mut self, at: usize, lines: &str) {
        if lines.is_empty() {
            return;
        }
        let begins = at == 0 || self.text[..at].ends_with('\n');
        let lines = if begins { lines.to_owned() } else { format!("{}{lines}", self.end) };
        self.edits.push((at..at, lines));
    }

    fn done(mut self) -> String {
        self.edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut new = String::with_capacity(self.text.len() + 256);
        let mut at = 0;
        for (range, text) in &self.edits {
            // Edits of one pass never overlap; were it so, the reading after it refuses the result.
            new.push_str(&self.text[at..range.start.max(at)]);
            new.push_str(text);
            at = range.end.max(at);
        }
        new.push_str(&self.text[at..]);
        new
    }
}

#[cfg(test)]
mod tests;
