//! One new thing in a project: the files that make it, or why it cannot be made.

use super::copy::Copied;
use super::scaffold::scaffold;
use super::{ready, templates};
use crate::catalogue::Kind;
use crate::diagnostic::{Diagnostics, Text, say};
use crate::files::{FilePath, FileSet};
use crate::model::Id;
use crate::parse::{self, UNFILLED, slug};

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// A procedure, a village, a program or a page.
    pub kind: Kind,
    /// Its name; nothing only for a copy that keeps the name of its original.
    pub name: Option<String>,
    /// Its id; nothing: made of the name.
    pub id: Option<Id>,
    /// The field of a procedure.
    pub field: Option<Id>,
    /// The name of a field that is made with it.
    pub field_title: Option<String>,
    /// The guide, of the project or of the program, of which a procedure is a copy.
    pub like: Option<Id>,
}

/// The files that make a new thing, and what a person should know of them.
#[derive(Clone, Debug)]
pub struct Made {
    /// The file of the thing.
    pub path: FilePath,
    /// All files, none of which the project has; in the order in which they are to be written.
    pub files: Vec<(FilePath, String)>,
    /// Whether it is a copy of another guide, so that every line has to be looked at.
    pub copied: bool,
    /// What is special about them.
    pub told: Vec<Text>,
}

/// Makes the files of a new thing for the project in `files`.
///
/// # Errors
/// What must be asked for in another way; nothing is made then.
pub fn make(files: &FileSet, wanted: &Wanted) -> Result<Made, Text> {
    let mut words = wanted.name.iter().chain(&wanted.field_title);
    if words.any(|words| words.contains(char::is_control)) {
        return Err(super::one_line());
    }
    let id = id(wanted)?;
    free(files, &id)?;
    let name = wanted.name.as_deref().unwrap_or_default();
    let (folder, text) = match wanted.kind {
        Kind::Village => ("villages", file(Kind::Village, &ready::village(name), VILLAGE, "")),
        Kind::Program => ("programs", file(Kind::Program, &ready::program(name), PROGRAM, "")),
        Kind::Page => {
            let body = format!("\n{UNFILLED} nội dung trang\n");
            ("pages", file(Kind::Page, &ready::page(name), PAGE, &body))
        }
        _ => return procedure(files, wanted, &id),
    };
    let path = FilePath::known(&format!("content/{folder}/{id}.md"));
    Ok(Made { path: path.clone(), files: vec![(path, text)], copied: false, told: Vec::new() })
}

const VILLAGE: &str = "Thôn, xóm, bản, tổ dân phố và nhà văn hóa.";
const PROGRAM: &str = "Mô hình phục vụ. Đang là bản nháp (status: draft), chưa lên trang.";
const PAGE: &str = "Trang khác. Đang là bản nháp (status: draft), chưa lên trang.";
const PROCEDURE: &str = "Thủ tục. Đang là bản nháp (status: draft), chưa lên trang.";
const FIELD: &str = "Lĩnh vực: tên nhóm của các thủ tục trong thư mục này.";

/// Writes a file: its keys between two lines, and its text.
pub(super) fn file(
    kind: Kind,
    filled: &[super::scaffold::Filled],
    about: &str,
    body: &str,
) -> String {
    format!("---\n# {about}\n{}---\n{body}", scaffold(kind, filled))
}

fn id(wanted: &Wanted) -> Result<Id, Text> {
    if let Some(id) = &wanted.id {
        return Ok(id.clone());
    }
    let Some(name) = &wanted.name else {
        return wanted.like.clone().ok_or_else(|| {
            say("ghi tên trong ngoặc kép: tracuu new procedure \"Tên thủ tục\"", "give it a name")
        });
    };
    let id = slug(name);
    Id::new(&id).map_err(|_| {
        say(
            format!("không đặt được tên tệp từ «{name}»; ghi thêm --id ten-tep (chữ thường không dấu, số, gạch nối)"),
            format!("no file name can be made of \"{name}\"; add --id some-name (small letters, digits, hyphens)"),
        )
    })
}

/// Refuses an id that something else has: all of them share one level of addresses.
fn free(files: &FileSet, id: &Id) -> Result<(), Text> {
    match owner(files, id.as_str()) {
        None => no_former(files, id),
        Some(path) => Err(say(
            format!(
                "đã có {path}; tệp có sẵn không bao giờ bị ghi đè. Muốn làm tệp khác thì thêm --id ten-khac"
            ),
            format!(
                "there is {path} already, and no file is ever written over; for another one add --id another-name"
            ),
        )),
    }
}

/// Refuses an id that something had before: printed codes still lead to it under that name.
fn no_former(files: &FileSet, id: &Id) -> Result<(), Text> {
    let Some(site) = parse::site(files, &mut Diagnostics::default()) else { return Ok(()) };
    let procedures = site.procedures.iter().map(|it| (&it.aliases, &it.origin));
    let villages = site.villages.iter().map(|it| (&it.aliases, &it.origin));
    let fields = site.fields.iter().map(|it| (&it.aliases, &it.origin));
    let programs = site.programs.iter().map(|it| (&it.aliases, &it.origin));
    let pages = site.pages.iter().map(|it| (&it.aliases, &it.origin));
    let mut all = procedures.chain(villages).chain(fields).chain(programs).chain(pages);
    all.find(|(aliases, _)| aliases.contains(id)).map_or(Ok(()), |(_, origin)| {
        let file = origin.file();
        Err(say(
            format!("«{id}» là tên cũ của {file}, mã đã in còn dùng; thêm --id ten-khac"),
            format!(
                "\"{id}\" is a former id of {file}, which printed codes use; add --id another-name"
            ),
        ))
    })
}

/// Finds the file that has an id.
fn owner<'a>(files: &'a FileSet, id: &str) -> Option<&'a FilePath> {
    files.inside("content").map(|(path, _)| path).find(|path| {
        let parts: Vec<&str> = path.as_str().split('/').collect();
        match parts[..] {
            ["content", "procedures", field, _] if field == id => true,
            ["content", "procedures", _, name]
            | ["content", "villages" | "programs" | "pages", name] => {
                name.strip_suffix(".md") == Some(id)
            }
            _ => false,
        }
    })
}

fn procedure(files: &FileSet, wanted: &Wanted, id: &Id) -> Result<Made, Text> {
    let original = wanted.like.as_ref().map(|like| Original::of(files, like)).transpose()?;
    let mut told = Vec::new();
    let (field, index) = field(files, wanted, original.as_ref(), id)?;
    let path = FilePath::known(&format!("content/procedures/{field}/{id}.md"));
    let text = if let Some(original) = &original {
        told.push(original.told());
        told.extend(original.untranslated(files));
        original.copy(files, wanted, &path)?
    } else {
        let filled = ready::procedure(wanted.name.as_deref().unwrap_or_default());
        file(Kind::Procedure, &filled, PROCEDURE, "")
    };
    let mut made: Vec<_> = index.into_iter().collect();
    made.push((path.clone(), text));
    Ok(Made { path, files: made, copied: original.is_some(), told })
}

/// Chooses the field of a new procedure, with its `_index.md` when the project has none.
fn field(
    files: &FileSet,
    wanted: &Wanted,
    original: Option<&Original>,
    id: &Id,
) -> Result<(Id, Option<(FilePath, String)>), Text> {
    let there = fields(files);
    let of_title = wanted.field_title.as_ref().and_then(|title| Id::new(&slug(title)).ok());
    let named = wanted.field.clone().or(of_title).or_else(|| original.map(|it| it.field.clone()));
    let field = match (named, &there[..]) {
        (Some(field), _) => field,
        (None, [only]) => only.clone(),
        (None, _) => return Err(choose_field(&there, None)),
    };
    if there.contains(&field) {
        return Ok((field, None));
    }
    let template = templates::text(&format!("procedures/{field}/_index.md"));
    let text = match (&wanted.field_title, template) {
        (Some(title), _) => file(Kind::Field, &ready::field(title), FIELD, ""),
        (None, Some(template)) => template.to_owned(),
        (None, None) => return Err(choose_field(&there, Some(&field))),
    };
    if field != *id {
        free(files, &field)?;
    }
    let path = FilePath::known(&format!("content/procedures/{field}/_index.md"));
    Ok((field, Some((path, text))))
}

/// Lists the fields that have their `_index.md`.
fn fields(files: &FileSet) -> Vec<Id> {
    let below = files.inside("content/procedures").filter_map(|(path, _)| {
        path.below("content/procedures")?.strip_suffix("/_index.md").and_then(|id| Id::new(id).ok())
    });
    below.collect()
}

fn choose_field(there: &[Id], unknown: Option<&Id>) -> Text {
    let ids: Vec<&str> = there.iter().map(Id::as_str).collect();
    let all = ids.join(", ");
    let (vi, en) = match unknown {
        Some(field) => {
            (format!("chưa có lĩnh vực «{field}»"), format!("there is no field \"{field}\""))
        }
        None => {
            ("thủ tục phải thuộc một lĩnh vực".to_owned(), "a procedure needs a field".to_owned())
        }
    };
    let (listed, told) = match ids[..] {
        [] => (String::new(), String::new()),
        _ => (
            format!(" Chọn một lĩnh vực đang có, ví dụ --field {}; các lĩnh vực: {all}.", ids[0]),
            format!(" Choose one of the project, such as --field {}; fields: {all}.", ids[0]),
        ),
    };
    say(
        format!("{vi}.{listed} Lĩnh vực mới thì thêm --field-title \"Tên lĩnh vực\"."),
        format!("{en}.{told} For a new one add --field-title \"Its name\"."),
    )
}

/// A guide to be copied.
struct Original {
    id: Id,
    field: Id,
    text: String,
    /// Whether it is one that the program carries.
    ours: bool,
}

impl Original {
    fn of(files: &FileSet, id: &Id) -> Result<Self, Text> {
        let name = format!("{id}.md");
        let own = files.inside("content/procedures").find(|(path, _)| path.name() == name);
        if let Some((path, bytes)) = own {
            let field = path.parent().rsplit('/').next().unwrap_or_default();
            let text = std::str::from_utf8(bytes).ok();
            let read = text.zip(Id::new(field).ok());
            return read
                .map(|(text, field)| Self {
                    id: id.clone(),
                    field,
                    text: text.to_owned(),
                    ours: false,
                })
                .ok_or_else(|| unread(path));
        }
        if let Some((field, text)) = templates::guide(id) {
            return Ok(Self { id: id.clone(), field, text: text.to_owned(), ours: true });
        }
        let all = templates::templates();
        let near = parse::nearest_id(id.as_str(), all.iter().map(|one| one.id.as_str()));
        let (vi, en) = near.map_or((String::new(), String::new()), |near| {
            (format!(" Có phải ý bạn là «{near}»?"), format!(" Did you mean \"{near}\"?"))
        });
        Err(say(
            format!(
                "không có thủ tục «{id}» trong dự án, cũng không có mẫu tên đó.{vi} Xem các mẫu: tracuu new procedure --list"
            ),
            format!(
                "there is no guide \"{id}\" in the project, nor a template.{en} For the templates: tracuu new procedure --list"
            ),
        ))
    }

    fn copy(&self, files: &FileSet, wanted: &Wanted, path: &FilePath) -> Result<String, Text> {
        let unverified = if self.ours {
            templates::UNVERIFIED.to_owned()
        } else {
            format!("Chép từ tệp «{}»: chưa ai đối chiếu cho thủ tục này", self.id)
        };
        let copied =
            Copied { title: wanted.name.as_deref(), status: "draft", unverified: &unverified };
        let has = |target: &str| has(files, path.parent(), target);
        copied.of(&self.text, &has).ok_or_else(|| {
            unread(&FilePath::known(&format!("content/procedures/{}/{}.md", self.field, self.id)))
        })
    }

    fn told(&self) -> Text {
        let id = &self.id;
        say(
            format!(
                "Chép từ «{id}». Những gì nói rằng bản gốc đã được kiểm tra (checked, decision…) không được chép theo: chúng nằm sau dấu #. Tệp ghi rõ là chưa ai đối chiếu (unverified)."
            ),
            format!(
                "A copy of \"{id}\". What says that the original was checked (checked, decision …) stands behind #, and the file says that nobody has checked it (unverified)."
            ),
        )
    }
}

impl Original {
    /// Says that its translations are not copied: they would be of another procedure.
    fn untranslated(&self, files: &FileSet) -> Option<Text> {
        let (field, id) = (&self.field, &self.id);
        let head = format!("{id}.");
        let of = |name: &str| {
            let lang = name.strip_prefix(&head)?.strip_suffix(".md")?;
            (!lang.is_empty()).then(|| lang.to_owned())
        };
        let mut langs: Vec<String> = if self.ours {
            templates::names(&format!("procedures/{field}"))
                .iter()
                .filter_map(|name| of(name))
                .collect()
        } else {
            let folder = format!("content/procedures/{field}");
            files.inside(&folder).filter_map(|(path, _)| of(path.name())).collect()
        };
        langs.sort();
        let langs = if langs.is_empty() { return None } else { langs.join(", ") };
        Some(say(
            format!(
                "Bản dịch ({langs}) của bản gốc không chép theo; tiếng Việt đúng rồi thì dịch sau."
            ),
            format!(
                "The original's translations ({langs}) are not copied; translate when the Vietnamese is right."
            ),
        ))
    }
}

/// Says whether a project has an id, or a file by its path from `folder`.
pub(super) fn has(files: &FileSet, folder: &str, target: &str) -> bool {
    if !target.contains(['/', '.']) {
        return owner(files, target).is_some();
    }
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    files.get_str(&parts.join("/")).is_some()
}

fn unread(path: &FilePath) -> Text {
    say(
        format!("không đọc được {path}; chạy tracuu check rồi sửa tệp đó trước"),
        format!("{path} cannot be read; run tracuu check and mend it first"),
    )
}
