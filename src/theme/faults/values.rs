//! What is said about a value of `theme.yaml` or a string that cannot serve.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::diagnostic::{Diagnostic, Place, say};
use crate::theme::contrast::Alike;
use crate::theme::keyed::Value;

use super::broken;

/// Says that something else than a key with its value stands there.
pub(in crate::theme) fn no_key_and_value(place: Place) -> Diagnostic {
    let text = say(
        "không đọc được tệp này của giao diện: chỗ này không phải «tên: giá trị»",
        "this file of the theme cannot be read: here is no \"name: value\"",
    );
    broken(place, text).hint(say(
        "sửa dòng này theo dạng «tên: giá trị» như trong giao diện gốc, hoặc xóa dòng để dùng lại giá trị gốc",
        "write this line as \"name: value\", as the default theme does, or delete it to have the default value",
    ))
}

/// Says that `theme.yaml` of the program has no such key.
pub(in crate::theme) fn key(value: &Value, key: &str, meant: Option<&str>) -> Diagnostic {
    let text =
        say(format!("theme.yaml không có mục «{key}»"), format!("theme.yaml has no key \"{key}\""));
    Diagnostic::error("theme-key", value.key.clone(), text).hint(meant_or(
        meant,
        "xóa dòng này; các mục có thể đặt là những mục trong theme.yaml của giao diện gốc",
        "delete this line; the keys that there are stand in theme.yaml of the default theme",
    ))
}

/// Warns of words that nobody would ever show.
pub(in crate::theme) fn word(value: &Value, key: &str, meant: Option<&str>) -> Diagnostic {
    let text = say(
        format!("giao diện không có chữ nào tên «{key}»: dòng này sẽ không được dùng"),
        format!("the theme has no words called \"{key}\": nobody would show these"),
    );
    Diagnostic::warning("theme-word", value.key.clone(), text).hint(meant_or(
        meant,
        "xóa dòng này, hoặc dùng nó trong một mẫu trang của dự án",
        "delete this line, or use it in a template of the project",
    ))
}

/// Says that a string has a `{name}` that is never filled.
pub(in crate::theme) fn stranger(value: &Value, name: &str, wanted: &BTreeSet<&str>) -> Diagnostic {
    let text = say(
        format!("chữ này không có chỗ điền nào tên {{{name}}}: người dân sẽ thấy nguyên dấu ngoặc"),
        format!("nothing fills {{{name}}} in these words: citizens would see the braces"),
    );
    let wanted: Vec<String> = wanted.iter().map(|name| format!("{{{name}}}")).collect();
    let hint = if wanted.is_empty() {
        say("bỏ phần trong dấu ngoặc nhọn: chữ này không có chỗ điền", "take out the braces")
    } else {
        let wanted = wanted.join(", ");
        say(format!("chỉ dùng: {wanted}"), format!("use only: {wanted}"))
    };
    Diagnostic::error("theme-placeholder", value.place.clone(), text).hint(hint)
}

/// Warns that a string left out what the program would fill in.
pub(in crate::theme) fn lost(value: &Value, name: &str, default: &str) -> Diagnostic {
    let text = say(
        format!("chữ này thiếu chỗ điền {{{name}}} của bản gốc: người dân sẽ không thấy phần đó"),
        format!("these words lack {{{name}}} of the default: citizens would not see that part"),
    );
    Diagnostic::warning("theme-placeholder", value.place.clone(), text)
        .hint(say(format!("bản gốc: {default}"), format!("the default: {default}")))
}

/// Says that the value of `key` in `theme.yaml` is no colour.
pub(in crate::theme) fn color(value: &Value, key: &str) -> Diagnostic {
    let color = &value.text;
    let text = say(
        format!("«{color}» không phải màu dạng #rrggbb"),
        format!("\"{color}\" is no colour such as #rrggbb"),
    );
    let key = key.rsplit('.').next().unwrap_or(key);
    Diagnostic::error("theme-color", value.place.clone(), text).hint(say(
        format!("viết dấu # và sáu chữ số trong ngoặc kép, ví dụ: {key}: \"#0b5d57\""),
        format!("write # and six digits in quotes, for example: {key}: \"#0b5d57\""),
    ))
}

/// Says that the colour called `name` is too much like another; `better` would do.
pub(in crate::theme) fn contrast(
    value: &Value,
    name: &str,
    alike: &Alike<'_>,
    better: Option<&str>,
) -> Diagnostic {
    let ((front, color), (back, ground)) = (alike.front, alike.back);
    // Cut, not rounded: 6.999 must not read as the 7 that it is short of.
    let ratio = format!("{:.2}", (alike.ratio * 100.0).floor() / 100.0);
    let with_comma = ratio.replace('.', ",");
    let least = alike.least;
    let text = say(
        format!(
            "màu {front} {color} trên nền {back} {ground} chỉ tương phản {with_comma}:1, phải từ {least}:1 trở lên để người mắt kém đọc được"
        ),
        format!(
            "{front} {color} on {back} {ground} has a contrast of {ratio}:1; people who see little need {least}:1 at least"
        ),
    );
    let hint = match better {
        Some(better) => say(
            format!("màu gần nhất đạt yêu cầu: {name}: \"{better}\""),
            format!("the nearest colour that will do: {name}: \"{better}\""),
        ),
        None => say(
            "chọn màu chữ và màu nền khác xa nhau hơn",
            "choose colours of text and ground that differ more",
        ),
    };
    Diagnostic::error("theme-contrast", value.place.clone(), text).hint(hint)
}

/// Says that the size of type for a paper in `theme.yaml` is out of range, or that boards are not
/// made on such paper.
pub(in crate::theme) fn size(
    value: &Value,
    paper: &str,
    sound: Option<&RangeInclusive<f32>>,
) -> Diagnostic {
    let place = value.key.clone();
    let Some(sound) = sound else {
        let text = say(
            format!("không có bảng trên giấy «{paper}»"),
            format!("there are no boards on paper \"{paper}\""),
        );
        let hint = say("viết A4, A3 hoặc A2", "write A4, A3 or A2");
        return Diagnostic::error("theme-size", place, text).hint(hint);
    };
    let (least, most) = (sound.start(), sound.end());
    let text = say(
        format!("cỡ chữ trên giấy {paper} phải từ {least} đến {most} point"),
        format!("type on {paper} must have {least} to {most} points"),
    );
    Diagnostic::error("theme-size", place, text).hint(say(
        format!("ví dụ: board_type: {{{paper}: {}}}", least + 2.0),
        format!("for example: board_type: {{{paper}: {}}}", least + 2.0),
    ))
}

fn meant_or(meant: Option<&str>, vi: &str, en: &str) -> crate::diagnostic::Text {
    match meant {
        Some(meant) => say(
            format!("ý bạn là {meant}? hãy sửa tên, hoặc {vi}"),
            format!("did you mean {meant}? write it so, or {en}"),
        ),
        None => say(vi, en),
    }
}
