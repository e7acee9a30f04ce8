//! Groups of keys in lines: `Tờ khai | bản chính: 1 | khi: Chỉ khi nộp giấy`.
//!
//! The first part has no name; the others are named by Vietnamese words. One table for each group.

use super::lines;
use super::{Read, choices, days};
use crate::diagnostic::say;
use crate::yaml::Value;

/// What a part holds.
#[derive(Clone, Copy, Debug)]
enum Shape {
    Text,
    Number,
    Day,
    /// Named alone, and then true.
    Flag,
    YesNo,
    /// Texts divided by `; `.
    Texts,
    /// Hours divided by `, `.
    Hours,
    /// One of several words: key, and how it is said.
    One(&'static [(&'static str, &'static str)]),
}

/// How a group of keys is written.
#[derive(Debug)]
pub(crate) struct Tags {
    /// The key of the part without name; empty when there is none.
    head: &'static str,
    /// Whether a lone head stands for a text, not for a group.
    plain: bool,
    /// Whether it is a list of such groups, a line each; else one group, a line for each part.
    pub(crate) list: bool,
    /// Path of the key, its name in the cell, and what it holds.
    parts: &'static [(&'static str, &'static str, Shape)],
}

const CHANNEL: &[(&str, &str)] =
    &[("in_person", "trực tiếp"), ("online", "trực tuyến"), ("post", "bưu chính")];

/// Papers to bring.
pub(crate) const DOCUMENTS: Tags = Tags {
    head: "name",
    plain: false,
    list: true,
    parts: &[
        ("brief", "gọn", Shape::Text),
        ("originals", "bản chính", Shape::Number),
        ("copies", "bản sao", Shape::Number),
        ("form.name", "mẫu", Shape::Text),
        ("form.file", "tệp mẫu", Shape::Text),
        ("when", "khi", Shape::Text),
        ("any_of", "một trong", Shape::Texts),
        ("show", "chỉ xuất trình", Shape::Flag),
        ("note", "ghi chú", Shape::Text),
        ("group", "nhóm", Shape::Text),
    ],
};
/// Things to do.
pub(crate) const STEPS: Tags = Tags {
    head: "text",
    plain: true,
    list: true,
    parts: &[("brief", "gọn", Shape::Text), ("channel", "cách", Shape::One(CHANNEL))],
};
/// Papers of law.
pub(crate) const LEGAL: Tags = Tags {
    head: "number",
    plain: false,
    list: true,
    parts: &[
        ("title", "tên", Shape::Text),
        ("date", "ngày", Shape::Day),
        ("url", "xem tại", Shape::Text),
    ],
};
/// The decision that publishes a procedure.
pub(crate) const DECISION: Tags = Tags {
    head: "number",
    plain: false,
    list: false,
    parts: &[("date", "ngày", Shape::Day), ("url", "xem tại", Shape::Text)],
};
/// The plan that starts a program.
pub(crate) const PLAN: Tags = Tags {
    head: "number",
    plain: false,
    list: false,
    parts: &[("date", "ngày", Shape::Day), ("by", "của", Shape::Text)],
};
/// Papers that changed something.
pub(crate) const CHANGES: Tags = Tags {
    head: "number",
    plain: false,
    list: true,
    parts: &[("date", "ngày", Shape::Day), ("what", "nội dung", Shape::Text)],
};
/// How long a citizen has.
pub(crate) const DEADLINE: Tags = Tags {
    head: "text",
    plain: false,
    list: false,
    parts: &[("days", "số ngày", Shape::Number), ("from", "kể từ", Shape::Text)],
};
/// Questions and answers.
pub(crate) const QUESTIONS: Tags =
    Tags { head: "q", plain: false, list: true, parts: &[("a", "đáp", Shape::Text)] };
/// Facts that nobody has checked.
pub(crate) const UNVERIFIED: Tags =
    Tags { head: "note", plain: true, list: true, parts: &[("key", "khóa", Shape::Text)] };
/// What help is offered.
pub(crate) const HELP: Tags = Tags {
    head: "",
    plain: false,
    list: false,
    parts: &[
        (
            "write_for_me",
            "viết hộ",
            Shape::One(&[("allowed", "được"), ("forbidden", "không được")]),
        ),
        ("reason", "lý do", Shape::Text),
        ("home_service", "tại nhà", Shape::YesNo),
    ],
};
/// Opening hours of a week.
pub(crate) const WEEK: Tags = Tags {
    head: "",
    plain: false,
    list: false,
    parts: &[
        ("mon", "thứ Hai", Shape::Hours),
        ("tue", "thứ Ba", Shape::Hours),
        ("wed", "thứ Tư", Shape::Hours),
        ("thu", "thứ Năm", Shape::Hours),
        ("fri", "thứ Sáu", Shape::Hours),
        ("sat", "thứ Bảy", Shape::Hours),
        ("sun", "Chủ nhật", Shape::Hours),
    ],
};
/// Posters of a hall.
pub(crate) const POSTERS: Tags = Tags {
    head: "kind",
    plain: false,
    list: true,
    parts: &[
        ("size", "khổ", Shape::Text),
        ("orientation", "hướng", Shape::One(&[("portrait", "dọc"), ("landscape", "ngang")])),
    ],
};
/// Which procedures a program covers.
pub(crate) const COVERS: Tags = Tags {
    head: "text",
    plain: false,
    list: false,
    parts: &[
        ("all", "tất cả", Shape::Flag),
        ("fields", "lĩnh vực", Shape::Texts),
        ("procedures", "thủ tục", Shape::Texts),
        ("count", "số lượng", Shape::Number),
    ],
};
/// What a program does not hold for.
pub(crate) const EXCEPT: Tags = Tags {
    head: "text",
    plain: false,
    list: true,
    parts: &[("procedure", "thủ tục", Shape::Text), ("reason", "lý do", Shape::Text)],
};
/// What happens to files handed in late.
pub(crate) const CUTOFF: Tags = Tags {
    head: "",
    plain: false,
    list: false,
    parts: &[
        ("after", "nộp sau", Shape::Text),
        ("then.next_working_day_before", "trả trước giờ này của ngày làm việc sau", Shape::Text),
    ],
};

impl Tags {
    /// Reads the words of a cell.
    pub(super) fn read(&self, said: &str) -> Read {
        if self.list {
            let mut read = Read::default();
            let mut list = Vec::new();
            for line in lines::items(said) {
                let parts: Vec<&str> = line.split(" | ").collect();
                let mut one = self.group(&parts);
                read.left.append(&mut one.left);
                list.extend(one.value);
            }
            read.value = (!list.is_empty()).then_some(Value::List(list));
            return read;
        }
        let all = lines::items(said);
        let parts: Vec<&str> = all.iter().flat_map(|line| line.split(" | ")).collect();
        self.group(&parts)
    }

    /// Reads the parts of one group.
    fn group(&self, parts: &[&str]) -> Read {
        let mut read = Read::default();
        let mut heads: Vec<&str> = Vec::new();
        let mut entries: Vec<(String, Value)> = Vec::new();
        for part in parts {
            let part = part.trim();
            let named = self.parts.iter().find_map(|(key, name, shape)| {
                Some((*key, *shape, after_name(part, name, *shape)?))
            });
            let Some((key, shape, words)) = named else {
                heads.push(part);
                continue;
            };
            match shape.read(words) {
                Some(value) => put(&mut entries, key, value),
                None => read.left.push(say(
                    format!("không đọc được «{part}»"),
                    format!("\"{part}\" cannot be read"),
                )),
            }
        }
        let head = heads.join(" ");
        if !head.is_empty() && self.head.is_empty() {
            let names: Vec<&str> = self.parts.iter().map(|(_, name, _)| *name).collect();
            let names = names.join(", ");
            read.left.push(say(
                format!("không biết «{head}» là gì; mỗi dòng bắt đầu bằng một trong: {names}"),
                format!("\"{head}\" is unknown; each line begins with one of: {names}"),
            ));
        } else if !head.is_empty() {
            entries.insert(0, (self.head.to_owned(), Value::text(head)));
        }
        read.value = match entries.as_slice() {
            [] => None,
            [(key, head)] if self.plain && key == self.head => Some(head.clone()),
            _ => Some(Value::Group(entries)),
        };
        read
    }

    /// Shows a group or a list of them; nothing where a key has no place here.
    pub(super) fn show(&self, value: &Value) -> Option<String> {
        if !self.list {
            return Some(self.parts_of(value)?.join("\n"));
        }
        let Value::List(items) = value else { return None };
        let lines: Option<Vec<String>> =
            items.iter().map(|item| Some(self.parts_of(item)?.join(" | "))).collect();
        lines.filter(|lines| !lines.is_empty()).map(|lines| lines.join("\n"))
    }

    fn parts_of(&self, value: &Value) -> Option<Vec<String>> {
        if let Some(text) = value.as_text() {
            return self.plain.then(|| vec![text.to_owned()]);
        }
        let mut parts: Vec<String> =
            value.text_of(self.head).map(str::to_owned).into_iter().collect();
        for (key, name, shape) in self.parts {
            let found = key.split('.').try_fold(value, |value, key| value.get(key));
            if let Some(found) = found {
                parts.push(shape.show(name, found)?);
            }
        }
        Some(parts)
    }
}

/// Returns the words behind the name of a part; of a flag, empty words behind the name alone.
fn after_name<'a>(part: &'a str, name: &str, shape: Shape) -> Option<&'a str> {
    let is_name = |text: &str| lines::folded(text) == lines::folded(name);
    if matches!(shape, Shape::Flag) {
        return is_name(part).then_some("");
    }
    let (before, after) = part.split_once(':')?;
    is_name(before).then(|| after.trim())
}

/// Puts a value under a path of keys.
fn put(entries: &mut Vec<(String, Value)>, path: &str, value: Value) {
    let Some((key, rest)) = path.split_once('.') else {
        entries.push((path.to_owned(), value));
        return;
    };
    let at = entries.iter().position(|(name, _)| name == key).unwrap_or_else(|| {
        entries.push((key.to_owned(), Value::Group(Vec::new())));
        entries.len() - 1
    });
    if let Value::Group(inner) = &mut entries[at].1 {
        put(inner, rest, value);
    }
}

impl Shape {
    fn read(self, words: &str) -> Option<Value> {
        let texts = |divider: &str| {
            let all = words.split(divider).map(str::trim).filter(|text| !text.is_empty());
            let all: Vec<&str> = all.collect();
            (!all.is_empty()).then(|| Value::texts(all))
        };
        match self {
            Self::Text => (!words.is_empty()).then(|| Value::text(words)),
            Self::Number => {
                let number: u32 = words.parse().ok()?;
                Some(Value::bare(number.to_string()))
            }
            Self::Day => days::of_text(words).map(|day| Value::bare(day.to_string())),
            Self::Flag => Some(Value::bare("true")),
            Self::YesNo => choices::truth(words).map(|truth| Value::bare(truth.to_string())),
            Self::Texts => texts("; "),
            Self::Hours => texts(", "),
            Self::One(all) => {
                let is = |(_, said): &&(&str, &str)| lines::folded(said) == lines::folded(words);
                all.iter().find(is).map(|(key, _)| Value::bare(*key))
            }
        }
    }

    fn show(self, name: &str, value: &Value) -> Option<String> {
        let texts = |divider: &str| {
            let all: Option<Vec<&str>> = value.items().iter().map(Value::as_text).collect();
            all.filter(|all| !all.is_empty()).map(|all| all.join(divider))
        };
        let words = match self {
            Self::Text | Self::Number => value.as_text()?.to_owned(),
            Self::Day => days::show(value)?.said(),
            Self::Flag => return (value.as_text() == Some("true")).then(|| name.to_owned()),
            Self::YesNo => choices::show_yes_no(value)?,
            Self::Texts => texts("; ")?,
            Self::Hours => texts(", ")?,
            Self::One(all) => {
                let is = |(key, _): &&(&str, &str)| Some(*key) == value.as_text();
                all.iter().find(is).map(|(_, said)| (*said).to_owned())?
            }
        };
        Some(format!("{name}: {words}"))
    }
}
