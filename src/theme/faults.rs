//! What is said about a theme that cannot serve, at the line that has to be mended.
//!
//! The author of a theme knows HTML; the words of the template engine and of YAML are passed on.

mod values;

use std::collections::BTreeMap;
use std::ops::Range;

use tera::ErrorKind;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Text, say};
use crate::files::FilePath;

pub(super) use values::{color, contrast, key, lost, no_key_and_value, size, stranger, word};

use super::layers;

/// What a frame of posters cannot have: the program draws words and codes itself.
pub const NO_FRAME: [&str; 5] = ["<text", "<image", "<script", "<foreignObject", "<style"];

/// Says that a template names one that is in neither layer.
pub(super) fn missing(place: Place, name: &str, meant: Option<&str>) -> Diagnostic {
    let text = say(
        format!("giao diện không có mẫu trang «{name}»"),
        format!("the theme has no template \"{name}\""),
    );
    let hint = match meant {
        Some(meant) => say(format!("ý bạn là {meant}?"), format!("did you mean {meant}?")),
        None => say(
            format!("đặt tệp {name} vào thư mục của giao diện, hoặc bỏ dòng này"),
            format!("put {name} into the folder of the theme, or take out this line"),
        ),
    };
    Diagnostic::error("theme-incomplete", place, text).hint(hint)
}

/// Warns of a file that nobody reads.
pub(super) fn idle(path: &FilePath, meant: Option<&str>) -> Diagnostic {
    let text = say(
        "giao diện không có tệp nào tên này: tệp sẽ không được dùng",
        "the theme has no file of this name: nobody reads it",
    );
    let hint = match meant {
        Some(meant) => say(
            format!("ý bạn là {meant}? hãy đổi tên tệp, hoặc xóa tệp này"),
            format!("did you mean {meant}? rename the file, or delete it"),
        ),
        None => say(
            "chỉ tệp trùng tên với tệp của giao diện gốc, tệp mà một mẫu trang gọi tới và tệp trong static/ mới được dùng; xóa tệp này nếu không cần",
            "only files named as those of the default theme, those that a template includes and those in static/ are read; delete it if it is not needed",
        ),
    };
    Diagnostic::warning("theme-unused", Place::start(path.clone()), text).hint(hint)
}

/// Warns of a folder of themes that is not the one in use; `home` is where its files belong when it
/// is named as a folder of a theme.
pub(super) fn other_folder(
    place: Place,
    other: &str,
    folder: &str,
    home: Option<&str>,
) -> Diagnostic {
    let text = say(
        format!("thư mục themes/{other}/ không được dùng: chương trình chỉ đọc {folder}/"),
        format!("nobody reads themes/{other}/: the program reads only {folder}/"),
    );
    let home = home.unwrap_or(folder);
    Diagnostic::warning("theme-unused", place, text).hint(say(
        format!("chuyển những tệp muốn thay vào {home}/ rồi xóa thư mục themes/{other}/; không cần chép cả giao diện, tệp nào không có thì lấy của chương trình"),
        format!("move the files that are to replace others into {home}/ and delete themes/{other}/; a full copy is not needed, what is not there is taken from the program"),
    ))
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
pub(super) fn yaml(
    path: &FilePath,
    layers::Source { text: source, skipped, own }: layers::Source<'_>,
    error: &serde_yaml::Error,
) -> Diagnostic {
    let at = error.location().map_or(0, |at| byte_of(source, at.line(), at.column())) + skipped;
    let reason = error.without_snippet().to_string();
    let reason = reason.split(" at line ").next().unwrap_or_default();
    let (whose, theirs) =
        if own { ("giao diện", "the theme") } else { ("chương trình", "the program") };
    let text = say(
        format!("không đọc được tệp này của {whose}: {reason}"),
        format!("this file of {theirs} cannot be read: {reason}"),
    );
    broken(Place::new(path.clone(), at, at), text).hint(say(
        "sửa dòng này theo dạng «tên: giá trị» như trong giao diện gốc",
        "write this line as \"name: value\", as the default theme does",
    ))
}

/// Where in a template its engine gave up, and why.
pub(super) struct Spot {
    /// The name of the template.
    pub(super) name: String,
    /// The bytes of its text.
    pub(super) range: Range<usize>,
    /// What the engine says.
    pub(super) reason: String,
}

impl Spot {
    /// Returns what an error is about; nothing when it names no template.
    pub(super) fn of(error: &tera::Error) -> Option<Self> {
        let (name, range, reason) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                (report.filename(), report.span().range.clone(), report.message().to_owned())
            }
            ErrorKind::MissingParent { current: name, .. }
            | ErrorKind::CircularExtend { tpl: name, .. }
            | ErrorKind::CircularInclude { tpl: name, .. } => {
                (name.as_str(), 0..0, error.to_string())
            }
            _ => return None,
        };
        Some(Self { name: name.to_owned(), range, reason })
    }
}

/// Says why a template cannot be read or filled, at its line; `own` are the project's templates, with
/// the bytes before their text.
pub(super) fn template(folder: &str, spot: &Spot, own: &BTreeMap<String, usize>) -> Diagnostic {
    let Spot { name, range, reason } = spot;
    let path = FilePath::known(&format!("{folder}/{name}"));
    let Some(skipped) = own.get(name) else {
        let text = say(
            format!("mẫu trang gốc trong chương trình không dùng được: {reason}"),
            format!("a template inside the program cannot be used: {reason}"),
        );
        return broken(Place::new(path, range.start, range.end), text).hint(theirs(own));
    };
    let text = say(
        format!("mẫu trang của giao diện hỏng: {reason}"),
        format!("a template of the theme is broken: {reason}"),
    );
    broken(Place::new(path, range.start + skipped, range.end + skipped), text).hint(say(
        "sửa mẫu ở chỗ này, hoặc xóa tệp này để dùng lại mẫu gốc",
        "mend the template here, or delete this file to have the default one again",
    ))
}

/// Says why pages cannot be made when the engine gives no place: at the template of the project that
/// it speaks of, if any.
pub(super) fn unplaced(
    folder: &str,
    error: &tera::Error,
    own: &BTreeMap<String, usize>,
) -> Diagnostic {
    let said = error.to_string();
    let text = say(
        format!("mẫu trang của giao diện hỏng: {said}"),
        format!("a template of the theme is broken: {said}"),
    );
    let named = own.keys().find(|name| said.contains(name.as_str())).or(own.keys().next());
    let name = named.map_or_else(|| folder.to_owned(), |name| format!("{folder}/{name}"));
    broken(Place::start(FilePath::known(&name)), text).hint(theirs(own))
}

/// Says where to look when the template that failed is the program's.
fn theirs(own: &BTreeMap<String, usize>) -> Text {
    if own.is_empty() {
        return say(
            "dự án không thay mẫu nào: đây là lỗi của chương trình, hãy báo cho người làm ra nó",
            "the project replaces no template: this is a mistake of the program, please report it",
        );
    }
    let own = own.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    say(
        format!("xem lại các mẫu mà dự án thay: {own}; xóa tệp nào thì mẫu gốc được dùng lại"),
        format!(
            "look at the templates that the project replaces: {own}; where one is deleted, the default is used again"
        ),
    )
}

/// Warns of addresses in a template: a page fetches nothing from others, and its policy forbids it.
pub(super) fn strangers(
    path: &FilePath,
    layers::Source { text, skipped, .. }: layers::Source<'_>,
    found: &mut Diagnostics,
) {
    for (at, _) in text.match_indices("://") {
        let start = text[..at].rfind(|c: char| !c.is_ascii_alphabetic()).map_or(0, |at| at + 1);
        let rest = &text[start..];
        let end = rest.find(|c: char| c.is_whitespace() || "\"'<>)".contains(c));
        let url = &rest[..end.unwrap_or(rest.len())];
        // The names of XML vocabularies look like addresses; nothing is fetched from them.
        if url.starts_with("http://www.w3.org/") {
            continue;
        }
        let place = Place::new(path.clone(), start + skipped, start + skipped + url.len());
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
pub(super) fn frame_parts(
    path: &FilePath,
    layers::Source { text, skipped, .. }: layers::Source<'_>,
    found: &mut Diagnostics,
) -> bool {
    let mut sound = true;
    for part in NO_FRAME {
        for (at, _) in text.match_indices(part) {
            let at = at + skipped;
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
pub(super) fn byte_of(source: &str, line: u64, column: u64) -> usize {
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
