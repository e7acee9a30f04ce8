//! Names that a program or a hand changed by a little: `site.yaml.txt`, `Xac-Nhan.MD`.

use super::spelling;
use crate::diagnostic::{Diagnostic, Place, say};
use crate::files::FilePath;

/// Returns the path that a file was meant to have, in its own folder; nothing when its name shows
/// no other, or is right.
pub(super) fn meant(path: &FilePath) -> Option<FilePath> {
    let lower = path.name().to_lowercase();
    let mut name = lower.as_str();
    while let Some(rest) = name.strip_suffix(".txt") {
        name = rest.trim_end();
    }
    let name = match name {
        "site.yaml" | "site.yml" => "site.yaml".to_owned(),
        "_index.md" => name.to_owned(),
        _ => {
            let stem = name.strip_suffix(".md")?;
            let (id, lang) = stem.rsplit_once('.').map_or((stem, None), |(id, l)| (id, Some(l)));
            let slug = spelling::slug(id);
            lang.map_or_else(|| format!("{slug}.md"), |lang| format!("{slug}.{lang}.md"))
        }
    };
    let right = FilePath::new(&format!("{}/{name}", path.parent())).ok()?;
    (right != *path).then_some(right)
}

/// Makes the finding about a file that wants another name.
pub(super) fn finding(path: &FilePath, right: &FilePath) -> Diagnostic {
    let (name, right) = (path.name(), right.name());
    let text = say(
        format!("tên tệp «{name}» máy không nhận, nên tệp không được đưa lên trang"),
        format!("the file name \"{name}\" is not one of ours, so that it is not published"),
    );
    let hint = if name.to_lowercase().ends_with(".txt") {
        say(
            format!(
                "đổi tên thành {right}; Notepad tự thêm đuôi .txt: trong File Explorer chọn Xem (View) > Phần mở rộng tên tệp (File name extensions) để thấy đuôi mà xóa"
            ),
            format!(
                "rename it to {right}; Notepad adds .txt by itself: in File Explorer choose View > File name extensions to see it and delete it"
            ),
        )
    } else {
        say(format!("đổi tên thành {right}"), format!("rename it to {right}"))
    };
    Diagnostic::error("stray-file", Place::start(path.clone()), text).hint(hint)
}
