//! What is said of keys that stand twice, are missing, empty, or in the wrong place.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::source::{Source, line_around};
use super::super::tree::Node;
use super::Key;
use crate::diagnostic::say;

/// Reports keys that stand twice, and YAML's way of joining groups.
pub(super) fn report_duplicates(source: &mut Source, entries: &[(Node, Node)]) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in entries {
        let Some(key) = name.scalar() else { continue };
        if key == "<<" {
            let text = say("không có khóa «<<»", "there is no key \"<<\"");
            let hint = say(
                "xóa «<<:» và viết từng khóa cần dùng trên dòng riêng",
                "delete \"<<:\" and write each key on a line of its own",
            );
            source.error("yaml-merge", name.range(), text, hint);
        }
        let Some(first) = seen.get(key) else {
            seen.insert(key, name.start);
            continue;
        };
        if source.is_full() {
            return;
        }
        let line = source.line_of(*first);
        let text = say(
            format!("khóa «{key}» viết hai lần; lần đầu ở dòng {line}"),
            format!("the key \"{key}\" stands here twice; first on line {line}"),
        );
        // The first key of an item again: its hyphen was lost, and all keys below are said twice.
        let again = entries.first().is_some_and(|(first, _)| first.scalar() == Some(key));
        let lost_dash = again && line_around(source.text, name.start).start < name.start;
        let hint = if lost_dash {
            say(
                format!(
                    "nếu đây là mục mới của danh sách thì thêm dấu gạch: «- {key}: …»; nếu không thì xóa một dòng «{key}:»"
                ),
                format!(
                    "if a new item of the list begins here, add the hyphen: \"- {key}: …\"; if not, delete one \"{key}:\""
                ),
            )
        } else {
            say(
                format!(
                    "giữ một dòng «{key}:», xóa dòng kia (nếu là danh sách thì gộp các mục lại)"
                ),
                format!(
                    "keep one \"{key}:\" and delete the other (join the items if it is a list)"
                ),
            )
        };
        source.error("duplicate-key", name.range(), text, hint);
        if lost_dash {
            return;
        }
    }
}

/// Reports a key that must be there; `line` shows how it is written.
pub(super) fn missing(source: &mut Source, key: &str, line: &str, place: Range<usize>) {
    let text = say(format!("thiếu khóa «{key}»"), format!("the key \"{key}\" is missing"));
    let hint = say(format!("thêm một dòng như: {line}"), format!("add a line such as: {line}"));
    source.error("missing-key", place, text, hint);
}

/// Reports a key without a value.
pub(super) fn report_empty(source: &mut Source, row: &Key, range: Range<usize>) {
    let (key, line) = (row.name, row.line());
    let text =
        say(format!("khóa «{key}» chưa có giá trị"), format!("the key \"{key}\" has no value"));
    let hint = say(
        format!("ghi giá trị, ví dụ «{line}», hoặc xóa dòng này"),
        format!("give it a value, for example \"{line}\", or delete the line"),
    );
    source.error("empty-value", range, text, hint);
}

/// Reports a line that begins with its colon.
pub(super) fn report_empty_key(source: &mut Source, range: Range<usize>) {
    let text = say("dòng này thiếu tên khóa", "the name of the key is missing");
    let hint = say(
        "viết tên khóa trước dấu hai chấm, ví dụ: level: Cấp xã",
        "write the key before the colon, for example: level: Cấp xã",
    );
    source.error("yaml-key", range, text, hint);
}

/// Reports `{name: Tờ khai, mẫu CT01}`: the comma ends the value and begins a key.
pub(super) fn comma_in_value(source: &mut Source, key: &str, range: Range<usize>) {
    let text = say(
        format!("dấu phẩy trước «{key}» cắt giá trị làm đôi"),
        format!("the comma before \"{key}\" cuts the value in two"),
    );
    let hint = say(
        format!("đặt cả giá trị có dấu phẩy trong ngoặc kép: \"…, {key}\""),
        format!("put the whole value with its comma into quotes: \"…, {key}\""),
    );
    source.error("comma-in-value", range, text, hint);
}

/// Reports a key that belongs inside the one above.
pub(super) fn lost_indent(source: &mut Source, owner: &str, key: &str, name: &Node) {
    let text = say(
        format!("dòng «{key}:» thuộc về «{owner}:» ở trên nhưng không thụt vào"),
        format!("\"{key}:\" belongs to \"{owner}:\" above but is not indented"),
    );
    let line = line_around(source.text, name.start);
    let mended = source.text[line].trim().to_owned();
    let hint = say(
        format!("thêm 2 dấu cách ở đầu dòng: «  {mended}»"),
        format!("put 2 spaces before it: \"  {mended}\""),
    );
    source.error("lost-indent", name.range(), text, hint);
}
