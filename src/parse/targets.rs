//! Where links and pictures of a body may lead.

use std::ops::Range;

use super::source::Source;
use super::spelling;
use crate::diagnostic::say;
use crate::files::{FilePath, FileSet};
use crate::model::{Id, Lang, Link, ROOT_MARK};

/// What a body offers to other files and asks of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    /// The ids of its headings.
    pub(super) anchors: Vec<String>,
    /// The files and headings that its links lead to.
    pub(super) wants: Vec<Want>,
}

/// A file, and a heading in it, that a link leads to.
#[derive(Clone, Debug)]
pub(super) struct Want {
    /// The file.
    pub(super) file: FilePath,
    /// The id of the heading, with the words of the link as written; nothing: the whole page.
    pub(super) anchor: Option<String>,
    /// Where the link stands.
    pub(super) place: Range<usize>,
}

/// Returns the `href` of a link; nothing after it was reported.
pub(super) fn link(
    source: &mut Source,
    target: &str,
    range: Range<usize>,
    files: &FileSet,
    wants: &mut Vec<Want>,
) -> Option<String> {
    let place = place_of(source, target, &range);
    let scheme = target.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
    match scheme.map(|(scheme, _)| scheme.to_ascii_lowercase()).as_deref() {
        Some("http" | "https") => match Link::new(target) {
            Ok(link) => {
                source.links.push((link, place));
                Some(target.to_owned())
            }
            Err(problem) => {
                super::links::report(source, place, target, problem);
                None
            }
        },
        Some("tel") if is_phone(&target[4..]) => Some(target.to_owned()),
        Some("mailto") if is_mail(&target[7..]) => Some(target.to_owned()),
        Some(_) => {
            unsafe_link(source, place, target);
            None
        }
        None if target.starts_with(['/', '\\']) || target.contains('\\') => {
            unsafe_link(source, place, target);
            None
        }
        None => relative(source, target, place, files, wants),
    }
}

/// Finds the address inside the link, so that the caret stands under it.
fn place_of(source: &Source, target: &str, range: &Range<usize>) -> Range<usize> {
    let written = &source.text[range.clone()];
    match written.rfind(target) {
        Some(at) if !target.is_empty() => range.start + at..range.start + at + target.len(),
        _ => range.clone(),
    }
}

fn is_phone(number: &str) -> bool {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    digits >= 3 && number.bytes().all(|b| b.is_ascii_digit() || b"+-. ".contains(&b))
}

fn is_mail(address: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"@._+-".contains(&b);
    address.bytes().all(plain) && address.matches('@').count() == 1
}

fn unsafe_link(source: &mut Source, place: Range<usize>, target: &str) {
    let text = say(
        format!("liên kết «{target}» không được phép"),
        format!("the link \"{target}\" is not allowed"),
    );
    let hint = say(
        "chỉ dùng: https://…, tel:0912345678, mailto:…@…, tệp khác như ../ho-tich/dang-ky-khai-sinh.md, hoặc #tiêu-đề trong bài",
        "use https://…, tel:0912345678, mailto:…@…, another file such as ../ho-tich/dang-ky-khai-sinh.md, or #heading of this page",
    );
    source.error("unsafe-link", place, text, hint);
}

/// Follows a link to another file of the content, or to a heading.
fn relative(
    source: &mut Source,
    target: &str,
    place: Range<usize>,
    files: &FileSet,
    wants: &mut Vec<Want>,
) -> Option<String> {
    let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
    let anchor = (!fragment.is_empty()).then(|| anchor(&decoded(fragment)));
    if path.is_empty() {
        let own = source.file.clone();
        wants.push(Want { file: own, anchor: Some(anchor.clone()?), place });
        return Some(format!("#{}", anchor?));
    }
    let file = join(source.file.parent(), &decoded(path.split('?').next().unwrap_or(path)));
    let Some(file) = file.filter(|file| files.contains(file)) else {
        broken_link(source, target, path, place, files);
        return None;
    };
    if let Some(form) = file.below("content/forms") {
        return Some(format!("{ROOT_MARK}forms/{}", encoded(form)));
    }
    let Some(id) = id_of(&file) else {
        broken_link(source, target, path, place, files);
        return None;
    };
    let href = match &anchor {
        Some(anchor) => format!("{ROOT_MARK}{id}/#{anchor}"),
        None => format!("{ROOT_MARK}{id}/"),
    };
    wants.push(Want { file, anchor, place });
    Some(href)
}

/// Returns the address of a picture; nothing after it was reported.
pub(super) fn picture(
    source: &mut Source,
    target: &str,
    range: Range<usize>,
    files: &FileSet,
) -> Option<String> {
    let place = place_of(source, target, &range);
    let local = !target.contains([':', '\\', '#', '?']) && !target.starts_with('/');
    let file = local.then(|| join(source.file.parent(), &decoded(target))).flatten();
    if let Some(file) = file.filter(|file| files.contains(file))
        && let Some(form) = file.below("content/forms")
        && is_picture(&file)
    {
        return Some(format!("{ROOT_MARK}forms/{}", encoded(form)));
    }
    let text = say(
        format!("không dùng được ảnh «{target}»"),
        format!("the picture \"{target}\" cannot be used"),
    );
    let up = "../".repeat(source.file.parent().matches('/').count());
    let hint = say(
        format!(
            "chép ảnh png, jpg hoặc webp vào content/forms/ rồi viết: ![mô tả]({up}forms/anh.png)"
        ),
        format!(
            "copy a png, jpg or webp picture into content/forms/ and write: ![words]({up}forms/anh.png)"
        ),
    );
    source.error("bad-image", place, text, hint);
    None
}

fn is_picture(file: &FilePath) -> bool {
    let extension = file.extension().unwrap_or_default().to_ascii_lowercase();
    ["png", "jpg", "jpeg", "webp"].contains(&extension.as_str())
}

/// Returns the id of a heading as the author names it: its words, or the id itself.
pub(super) fn anchor(text: &str) -> String {
    // With the prefix it is never one of the page's own sections.
    format!("m-{}", spelling::slug(text.strip_prefix("m-").unwrap_or(text)))
}

/// Checks the links of a body to its own headings, which are known when it is read to the end.
pub(super) fn own_anchors(source: &mut Source, written: &mut Written) {
    let own = source.file.clone();
    let anchors = std::mem::take(&mut written.anchors);
    written.wants.retain(|want| {
        let Some(anchor) = want.anchor.as_ref().filter(|_| want.file == own) else { return true };
        if !anchors.contains(anchor) {
            let (text, hint) = broken_anchor(anchor, &anchors, &own);
            source.error("broken-anchor", want.place.clone(), text, hint);
        }
        false
    });
    written.anchors = anchors;
}

/// Says that a page has no such heading.
pub(super) fn broken_anchor(
    anchor: &str,
    anchors: &[String],
    file: &FilePath,
) -> (crate::diagnostic::Text, crate::diagnostic::Text) {
    let bare = |anchor: &str| anchor.trim_start_matches("m-").to_owned();
    let wanted = bare(anchor);
    let text = say(
        format!("trong {file} không có tiêu đề «#{wanted}»"),
        format!("{file} has no heading \"#{wanted}\""),
    );
    let hint = match spelling::nearest(anchor, anchors.iter().map(String::as_str)) {
        Some(near) => {
            let near = bare(near);
            say(format!("có phải ý bạn là #{near}?"), format!("did you mean #{near}?"))
        }
        None if anchors.is_empty() => say(
            "trang đó không có tiêu đề nào; xóa phần từ dấu # trở đi",
            "that page has no headings; delete what follows the #",
        ),
        None => {
            let all: Vec<String> =
                anchors.iter().map(|anchor| format!("#{}", bare(anchor))).collect();
            let all = all.join(", ");
            say(format!("các tiêu đề có trong trang: {all}"), format!("the page has: {all}"))
        }
    };
    (text, hint)
}

fn broken_link(
    source: &mut Source,
    target: &str,
    path: &str,
    place: Range<usize>,
    files: &FileSet,
) {
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
    let wanted = if name.contains('.') { name.to_owned() } else { format!("{name}.md") };
    let linkable = || {
        files
            .inside("content")
            .map(|(file, _)| file)
            .filter(|file| id_of(file).is_some() || file.below("content/forms").is_some())
    };
    let exact = linkable().find(|file| file.name() == wanted);
    let near = exact.or_else(|| {
        let near = spelling::nearest(&wanted, linkable().map(FilePath::name))?.to_owned();
        linkable().find(|file| file.name() == near)
    });
    let text = say(
        format!("liên kết «{target}» dẫn đến tệp không có"),
        format!("the link \"{target}\" leads to a file that does not exist"),
    );
    let hint = match near {
        Some(file) => {
            let right = way(source.file.parent(), file);
            say(format!("có phải ý bạn là {right}?"), format!("did you mean {right}?"))
        }
        None if name.contains('.')
            && !path.contains("..")
            && Link::new(&format!("https://{path}")).is_ok() =>
        {
            say(
                format!("nếu là trang web thì viết: https://{path}"),
                format!("if it is a web page, write: https://{path}"),
            )
        }
        None => say(
            "kiểm tra tên tệp và thư mục; liên kết tính từ thư mục của tệp này",
            "check the names of file and folder; links start from the folder of this file",
        ),
    };
    source.error("broken-link", place, text, hint);
}

/// Returns the way from a folder to a file: `../cu-tru/tam-tru.md`.
fn way(from: &str, to: &FilePath) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.as_str().split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    "../".repeat(from.len() - shared) + &to[shared..].join("/")
}

/// Joins a folder and a relative path; nothing when it leaves the content.
fn join(folder: &str, path: &str) -> Option<FilePath> {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    FilePath::new(&parts.join("/")).ok().filter(|path| path.below("content").is_some())
}

/// Returns the id of what a Markdown file of the content describes.
pub(super) fn id_of(file: &FilePath) -> Option<Id> {
    let stem = file.name().strip_suffix(".md")?;
    let parts: Vec<&str> = file.as_str().split('/').collect();
    let stem = match stem.rsplit_once('.') {
        Some((stem, lang)) if Lang::new(lang).is_some() => stem,
        _ => stem,
    };
    match parts[..] {
        ["content", "procedures", field, _] if stem == "_index" => Id::new(field).ok(),
        ["content", "procedures", _, _] | ["content", "villages" | "programs" | "pages", _] => {
            Id::new(stem).ok()
        }
        _ => None,
    }
}

/// Undoes `%20` and its like.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        if let Some(byte) =
            hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| *first == b'%')
        {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Writes a path so that every server and browser reads it alike.
fn encoded(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}
