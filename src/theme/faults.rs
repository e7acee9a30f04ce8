//! What is said about a theme that cannot serve, at the line that has to be mended.
//!
//! The author of a theme knows HTML; the words of the template engine and of YAML are passed on.

use std::ops::RangeInclusive;

use tera::ErrorKind;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Text, say};
use crate::files::FilePath;

/// What a frame of posters cannot have: the program draws words and codes itself.
pub const NO_FRAME: [&str; 5] = ["<text", "<image", "<script", "<foreignObject", "<style"];

/// Says that a file of the theme is not there.
pub(super) fn missing(path: FilePath, name: &str) -> Diagnostic {
    let text =
        say(format!("giao diện thiếu tệp {name}"), format!("the theme lacks the file {name}"));
    let hint = say(
        format!("chép lại tệp {name} của giao diện gốc vào đúng chỗ này"),
        format!("copy {name} of the default theme here"),
    );
    Diagnostic::error("theme-incomplete", Place::start(path), text).hint(hint)
}

/// Says that a file of the theme is no text.
pub(super) fn no_text(path: &FilePath) -> Diagnostic {
    let text = say("tệp của giao diện không phải chữ UTF-8", "this file of the theme is not UTF-8");
    broken(Place::start(path.clone()), text).hint(say(
        "mở bằng Notepad, chọn Tệp > Lưu thành (Save As), ở ô Mã hóa (Encoding) chọn UTF-8 rồi lưu",
        "open it in Notepad, choose File > Save As, pick UTF-8 under Encoding, and save",
    ))
}

/// Says why a YAML file of the theme cannot be read.
pub(super) fn yaml(path: &FilePath, source: &str, error: &serde_yaml::Error) -> Diagnostic {
    let at = error.location().map_or(0, |at| byte_of(source, at.line(), at.column()));
    let reason = error.without_snippet().to_string();
    let reason = reason.split(" at line ").next().unwrap_or_default();
    let text = say(
        format!("không đọc được tệp này của giao diện: {reason}"),
        format!("this file of the theme cannot be read: {reason}"),
    );
    broken(Place::new(path.clone(), at, at), text).hint(say(
        "sửa dòng này theo dạng «tên: giá trị» như trong giao diện gốc",
        "write this line as \"name: value\", as the default theme does",
    ))
}

/// Says why a template cannot be read or filled, at its line if the engine names one.
pub(super) fn template(folder: &str, error: &tera::Error) -> Diagnostic {
    let (place, reason) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let path = FilePath::known(&format!("{folder}/{}", report.filename()));
            let range = &report.span().range;
            (Place::new(path, range.start, range.end), report.message().to_owned())
        }
        ErrorKind::MissingParent { current, .. } => {
            let path = FilePath::known(&format!("{folder}/{current}"));
            (Place::start(path), error.to_string())
        }
        ErrorKind::TemplateNotFound(name) => {
            return missing(FilePath::known(&format!("{folder}/{name}")), name);
        }
        _ => (Place::start(FilePath::known(folder)), error.to_string()),
    };
    let text = say(
        format!("mẫu trang của giao diện hỏng: {reason}"),
        format!("a template of the theme is broken: {reason}"),
    );
    broken(place, text).hint(say(
        "sửa mẫu ở chỗ này, hoặc chép lại tệp này của giao diện gốc",
        "mend the template here, or copy this file of the default theme again",
    ))
}

/// Says that the value of `key` in `theme.yaml` is no colour.
pub(super) fn color(path: &FilePath, source: &str, key: &str, color: &str) -> Diagnostic {
    let line = source.find(&format!("\n{key}:")).map_or(0, |at| at + 1);
    let start = source[line..].find(color).map_or(line, |at| line + at);
    let place = Place::new(path.clone(), start, start + color.len());
    let text = say(
        format!("«{color}» không phải màu dạng #rrggbb"),
        format!("\"{color}\" is no colour such as #rrggbb"),
    );
    Diagnostic::error("theme-color", place, text).hint(say(
        format!("viết dấu # và sáu chữ số trong ngoặc kép, ví dụ: {key}: \"#0b5d57\""),
        format!("write # and six digits in quotes, for example: {key}: \"#0b5d57\""),
    ))
}

/// Says that the size of type for the paper `key` in `theme.yaml` is out of range, or that boards
/// are not made on such paper.
pub(super) fn size(
    path: &FilePath,
    source: &str,
    key: &str,
    sound: Option<&RangeInclusive<f32>>,
) -> Diagnostic {
    let block = source.find("board_type:").unwrap_or_default();
    let start = source[block..].find(&format!("{key}:")).map_or(block, |at| block + at);
    let place = Place::new(path.clone(), start, start + key.len());
    let Some(sound) = sound else {
        let text = say(
            format!("không có bảng trên giấy «{key}»"),
            format!("there are no boards on paper \"{key}\""),
        );
        let hint = say("viết A4, A3 hoặc A2", "write A4, A3 or A2");
        return Diagnostic::error("theme-size", place, text).hint(hint);
    };
    let (least, most) = (sound.start(), sound.end());
    let text = say(
        format!("cỡ chữ trên giấy {key} phải từ {least} đến {most} point"),
        format!("type on {key} must have {least} to {most} points"),
    );
    Diagnostic::error("theme-size", place, text).hint(say(
        format!("ví dụ: board_type: {{{key}: {}}}", least + 2.0),
        format!("for example: board_type: {{{key}: {}}}", least + 2.0),
    ))
}

/// Warns of addresses in a template: a page fetches nothing from others, and its policy forbids it.
pub(super) fn strangers(path: &FilePath, text: &str, found: &mut Diagnostics) {
    for (at, _) in text.match_indices("://") {
        let start = text[..at].rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |at| at + 1);
        let rest = &text[start..];
        let end = rest.find(|c: char| c.is_whitespace() || "\"'<>)".contains(c));
        let url = &rest[..end.unwrap_or(rest.len())];
        // The names of XML vocabularies look like addresses; nothing is fetched from them.
        if url.starts_with("http://www.w3.org/") {
            continue;
        }
        let place = Place::new(path.clone(), start, start + url.len());
        let text = say(
            format!("giao diện trỏ ra ngoài: {url}"),
            format!("the theme points elsewhere: {url}"),
        );
        let hint = say(
            "đặt tệp vào thư mục static của giao diện; trang không tải gì từ nơi khác",
            "put the file into the theme's static folder; pages load nothing from others",
        );
        found.push(Diagnostic::warning("theme-external", place, text).hint(hint));
    }
}

/// Reports what a frame of posters cannot have; says whether there is nothing of it.
pub(super) fn frame_parts(path: &FilePath, text: &str, found: &mut Diagnostics) -> bool {
    let mut sound = true;
    for part in NO_FRAME {
        for (at, _) in text.match_indices(part) {
            let place = Place::new(path.clone(), at, at + part.len());
            let said = say(
                format!("khung tờ in không được có {part}>"),
                format!("a poster's frame cannot have {part}>"),
            );
            found.push(Diagnostic::error("theme-frame", place, said).hint(frame_hint()));
            sound = false;
        }
    }
    sound
}

/// Says what a frame of posters is made of.
#[must_use]
pub fn frame_hint() -> Text {
    say(
        "khung chỉ gồm hình tô một màu và các ô trống có id bắt đầu bằng box-; chữ và mã do chương trình in vào các ô đó",
        "a frame has flat shapes and empty boxes whose id begins with box-; the program prints words and codes into them",
    )
}

/// Returns the byte of a line and a column in characters, both from 1.
fn byte_of(source: &str, line: u64, column: u64) -> usize {
    let small = |n: u64| usize::try_from(n.saturating_sub(1)).unwrap_or_default();
    let mut lines = source.split_inclusive('\n');
    let before: usize = lines.by_ref().take(small(line)).map(str::len).sum();
    let within: usize =
        lines.next().unwrap_or("").chars().take(small(column)).map(char::len_utf8).sum();
    before + within
}

fn broken(place: Place, text: Text) -> Diagnostic {
    Diagnostic::error("theme-broken", place, text)
}
