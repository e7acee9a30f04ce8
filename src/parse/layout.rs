//! What each file of `content/` is, by its path; and that no two have one id.

use std::collections::{BTreeMap, BTreeSet};

use super::{debris, refused, renamed, spelling};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Text, say};
use crate::files::{Bytes, FilePath, FileSet};
use crate::model::id::IdProblem;
use crate::model::{Id, Lang};

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// `site.yaml`.
    Commune,
    /// `procedures/<field>/_index.md`.
    Field(Id),
    /// `procedures/<field>/<id>.md`.
    Procedure(Id, Id),
    /// `procedures/<field>/<id>.<lang>.md`.
    ProcedureTranslation(Id, Lang),
    /// `villages/<id>.md`.
    Village(Id),
    /// `programs/<id>.md`.
    Program(Id),
    /// `pages/<id>.md`.
    Page(Id),
    /// `pages/<id>.<lang>.md`.
    PageTranslation(Id, Lang),
    /// `forms/…`.
    Form,
}

/// What the names of all files say, whatever is in them.
#[derive(Clone, Default)]
pub(super) struct Layout {
    /// The files of the content and what each is, in the order of their paths.
    roles: Vec<(FilePath, Role)>,
    /// The ids of files that were reported: references to them are no second error.
    pub(super) lost: BTreeSet<Id>,
    /// What is wrong with the names.
    pub(super) found: Diagnostics,
}

/// A file that is one of the content.
pub(super) struct Entry<'a> {
    /// Its path.
    pub(super) path: &'a FilePath,
    /// Its bytes.
    pub(super) bytes: &'a Bytes,
    /// What it is.
    pub(super) role: &'a Role,
}

impl Layout {
    /// Walks the files; those that the layout was made of must be in the set.
    pub(super) fn entries<'a>(&'a self, files: &'a FileSet) -> Vec<Entry<'a>> {
        let entry = |(path, role): &'a (FilePath, Role)| {
            let bytes = files.get(path)?;
            Some(Entry { path, bytes, role })
        };
        self.roles.iter().filter_map(entry).collect()
    }
}

impl Role {
    /// Returns the id that the file gives to something.
    pub(super) fn id(&self) -> Option<&Id> {
        match self {
            Self::Field(id)
            | Self::Procedure(id, _)
            | Self::Village(id)
            | Self::Program(id)
            | Self::Page(id) => Some(id),
            _ => None,
        }
    }
}

/// Sorts the files of `content/` by what they are; looks at names alone.
pub(super) fn layout(files: &FileSet) -> Layout {
    let Layout { mut roles, mut lost, mut found } = Layout::default();
    let mut bad_folder = String::new();
    for (path, _) in files.inside("content") {
        if debris::is_debris(path.name()) || path.below("content/ledger").is_some() {
            continue;
        }
        if let Some(original) = debris::conflict_of(path, files) {
            found.push(debris::conflict(path, &original));
            continue;
        }
        match role(path) {
            Ok(role) => roles.push((path.clone(), role)),
            Err(finding) => {
                let stem = path.name().split('.').next().unwrap_or_default();
                lost.extend(Id::new(stem).or_else(|_| Id::new(&spelling::slug(stem))).ok());
                // A folder with a bad name is one mistake, however many files it holds.
                let folder =
                    path.below("content/procedures").and_then(|below| below.split_once('/'));
                let folder = folder.map_or("", |(folder, _)| folder);
                let again = !folder.is_empty() && folder == bad_folder;
                if !(again && finding.code == "bad-file-name") {
                    found.push(*finding);
                }
                if Id::new(folder).is_err() {
                    folder.clone_into(&mut bad_folder);
                }
            }
        }
    }
    same_ids(&roles, &mut found);
    fields_without_index(&roles, &mut found);
    refused::report(files, &mut found);
    Layout { roles, lost, found }
}

type Found = Box<Diagnostic>;

/// Says what a file is by its path.
fn role(path: &FilePath) -> Result<Role, Found> {
    let parts: Vec<&str> = path.as_str().split('/').skip(1).collect();
    match parts[..] {
        ["site.yaml"] => Ok(Role::Commune),
        ["forms", ..] => form(path),
        ["procedures", folder, "_index.md"] => Ok(Role::Field(id(path, folder, true)?)),
        ["procedures", folder, name] => {
            let (stem, lang) = markdown(path, name)?;
            let field = id(path, folder, true)?;
            let id = id(path, stem, false)?;
            Ok(match lang {
                Some(lang) => Role::ProcedureTranslation(id, lang),
                None => Role::Procedure(id, field),
            })
        }
        ["villages", name] => Ok(Role::Village(single(path, name)?)),
        ["programs", name] => Ok(Role::Program(single(path, name)?)),
        ["pages", name] => {
            let (stem, lang) = markdown(path, name)?;
            let id = id(path, stem, false)?;
            Ok(lang.map_or_else(
                || Role::Page(id.clone()),
                |lang| Role::PageTranslation(id.clone(), lang),
            ))
        }
        _ => Err(stray(path)),
    }
}

/// Takes the name of a Markdown file apart: the id, and the language of a translation.
fn markdown<'n>(path: &FilePath, name: &'n str) -> Result<(&'n str, Option<Lang>), Found> {
    let stem = name.strip_suffix(".md").ok_or_else(|| stray(path))?;
    let Some((id, tag)) = stem.rsplit_once('.') else { return Ok((stem, None)) };
    match Lang::new(tag) {
        Some(lang) if !lang.is_vietnamese() && id != "_index" => Ok((id, Some(lang))),
        _ => {
            let text = say(
                format!("«.{tag}.md» không phải đuôi của bản dịch"),
                format!("\".{tag}.md\" is not the ending of a translation"),
            );
            let hint = say(
                format!("bản tiếng Việt đặt tên {id}.md, bản tiếng Anh {id}.en.md"),
                format!("the Vietnamese file is {id}.md, the English one {id}.en.md"),
            );
            let place = Place::start(path.clone());
            Err(Box::new(Diagnostic::error("bad-translation-name", place, text).hint(hint)))
        }
    }
}

/// Reads the id of a file that has no translations.
fn single(path: &FilePath, name: &str) -> Result<Id, Found> {
    match markdown(path, name)? {
        (stem, None) => id(path, stem, false),
        _ => Err(stray(path)),
    }
}

/// Reads the id in the name of a file or folder.
fn id(path: &FilePath, name: &str, folder: bool) -> Result<Id, Found> {
    Id::new(name).map_err(|problem| {
        let slug = spelling::slug(name);
        let (vi, en) = match problem {
            IdProblem::Shape => (
                "chỉ dùng chữ thường không dấu a–z, số và dấu gạch nối, không quá 80 ký tự",
                "only small letters a–z, digits and hyphens, at most 80 characters",
            ),
            IdProblem::Digits => (
                "tên không được chỉ gồm chữ số: đó là số của thủ tục trên áp phích",
                "a name of digits alone looks like a permanent number",
            ),
            IdProblem::LanguageTag => (
                "tên trùng với mã ngôn ngữ như en, vi",
                "the name is a language tag such as en, vi",
            ),
            IdProblem::Reserved => (
                "tên này trang web dùng cho việc khác",
                "the site uses this name for something else",
            ),
        };
        let (what, thing) = if folder { ("thư mục", "folder") } else { ("tệp", "file") };
        let ending = if folder { "" } else { ".md" };
        let right = match problem {
            IdProblem::Shape if !slug.is_empty() => format!("{slug}{ending}"),
            _ => format!("thu-tuc-{name}{ending}"),
        };
        let text = say(
            format!("tên {what} «{name}» không dùng được: {vi}"),
            format!("the {thing} name \"{name}\" cannot be used: {en}"),
        );
        let hint = say(format!("đổi tên thành {right}"), format!("rename it to {right}"));
        Box::new(Diagnostic::error("bad-file-name", Place::start(path.clone()), text).hint(hint))
    })
}

fn form(path: &FilePath) -> Result<Role, Found> {
    const TAKEN: [&str; 17] = [
        "pdf", "doc", "docx", "xls", "xlsx", "odt", "ods", "rtf", "txt", "csv", "png", "jpg",
        "jpeg", "webp", "mp3", "m4a", "ogg",
    ];
    let extension = path.extension().unwrap_or_default().to_lowercase();
    if TAKEN.contains(&extension.as_str()) {
        return Ok(Role::Form);
    }
    let text = say(
        format!("tệp tải về không được có đuôi «.{extension}»"),
        format!("a download cannot end in \".{extension}\""),
    );
    let all = TAKEN.join(", ");
    let hint = say(
        format!("lưu mẫu đơn thành một trong: {all}"),
        format!("save the form as one of: {all}"),
    );
    Err(Box::new(Diagnostic::error("form-type", Place::start(path.clone()), text).hint(hint)))
}

/// Reports a file that is nothing the program knows.
fn stray(path: &FilePath) -> Found {
    if let Some(right) = renamed::meant(path).filter(|right| role(right).is_ok()) {
        return Box::new(renamed::finding(path, &right));
    }
    let below = path.below("content").unwrap_or_default();
    let name = path.name();
    let stem = name.split('.').next().unwrap_or(name);
    let slug = spelling::slug(stem);
    let extension = path.extension().unwrap_or_default().to_lowercase();
    let hint: Text = match (extension.as_str(), below.split('/').next().unwrap_or_default()) {
        ("yml" | "yaml", _) => say(
            "tệp của xã phải tên là content/site.yaml",
            "the commune's file is content/site.yaml",
        ),
        ("md", "procedures") => say(
            format!("đặt tệp trong thư mục của lĩnh vực: content/procedures/<lĩnh vực>/{name}"),
            format!("put it into the folder of its field: content/procedures/<field>/{name}"),
        ),
        ("md", _) => say(
            format!("đặt tệp vào content/pages/{name} hoặc thư mục thủ tục, thôn, mô hình"),
            format!(
                "put it into content/pages/{name}, or the folder of procedures, villages or programs"
            ),
        ),
        ("doc" | "docx" | "pdf" | "xls" | "xlsx" | "png" | "jpg" | "jpeg" | "webp", _) => say(
            format!("tệp tải về và ảnh thì chuyển vào thư mục forms: content/forms/{name}"),
            format!("move downloads and pictures into the folder forms: content/forms/{name}"),
        ),
        ("txt" | "markdown" | "mdx" | "htm" | "html", _) => say(
            format!("đổi tên thành {slug}.md, hoặc chuyển ra ngoài content/"),
            format!("rename it to {slug}.md, or move it out of content/"),
        ),
        _ => say("chuyển tệp này ra ngoài content/", "move this file out of content/"),
    };
    let text = say(
        "tệp này không thuộc nơi nào trong content/, nên không được đưa lên trang",
        "this file belongs nowhere in content/ and is not published",
    );
    Box::new(Diagnostic::error("stray-file", Place::start(path.clone()), text).hint(hint))
}

/// Reports ids that two files have: all of them share one level of addresses.
fn same_ids(roles: &[(FilePath, Role)], found: &mut Diagnostics) {
    let mut owners: BTreeMap<&Id, &FilePath> = BTreeMap::new();
    for (path, role) in roles {
        let Some(id) = role.id() else { continue };
        let Some(first) = owners.insert(id, path) else { continue };
        owners.insert(id, first);
        let text = say(
            format!("tên «{id}» đã dùng ở {first}"),
            format!("the id \"{id}\" is already that of {first}"),
        );
        let hint = say(
            "đổi tên một trong hai tệp (thủ tục, thôn, mô hình, trang và lĩnh vực dùng chung tên)",
            "rename one of the two (procedures, villages, programs, pages and fields share names)",
        );
        found.push(Diagnostic::error("same-id", Place::start(path.clone()), text).hint(hint));
    }
}

fn fields_without_index(roles: &[(FilePath, Role)], found: &mut Diagnostics) {
    let indexed: BTreeSet<&Id> = roles
        .iter()
        .filter_map(|(_, role)| if let Role::Field(id) = role { Some(id) } else { None })
        .collect();
    let mut told: BTreeSet<&Id> = BTreeSet::new();
    for (path, role) in roles {
        let Role::Procedure(_, field) = role else { continue };
        if indexed.contains(field) || !told.insert(field) {
            continue;
        }
        let text = say(
            format!("thư mục {field} chưa có tệp _index.md ghi tên lĩnh vực"),
            format!("the folder {field} has no _index.md that names the field"),
        );
        let file = format!("content/procedures/{field}/_index.md");
        let hint = say(
            format!("tạo tệp {file} gồm ba dòng (dòng giữa ghi tên lĩnh vực):\n---\ntitle: …\n---"),
            format!(
                "make {file} with three lines (the second names the field):\n---\ntitle: …\n---"
            ),
        );
        let place = Place::start(path.clone());
        found.push(Diagnostic::error("field-without-index", place, text).hint(hint));
    }
}
