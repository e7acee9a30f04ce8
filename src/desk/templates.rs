//! The guides that the program carries: those of the example commune, by field.

use include_dir::{Dir, include_dir};

use crate::diagnostic::Diagnostics;
use crate::files::{FilePath, FileSet};
use crate::model::{Id, Site};
use crate::parse;

/// The example commune: templates of guides, and what `init` starts from.
static EXAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");

/// What a guide that the program carries says of itself in `unverified`.
pub(super) const UNVERIFIED: &str =
    "Lấy từ bản mẫu của chương trình: xã chưa đối chiếu với quyết định đang áp dụng";

/// A guide that the program carries.
#[derive(Clone, Debug)]
pub struct Template {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// The id of its field.
    pub field: Id,
    /// The title of its field.
    pub field_title: String,
}

/// Lists the guides that the program carries, by field and title.
#[must_use]
pub fn templates() -> Vec<Template> {
    let site = example();
    let field = |id: &Id| site.fields.iter().find(|field| field.id == *id);
    let mut all: Vec<Template> = site
        .procedures
        .iter()
        .filter_map(|procedure| {
            let field = field(&procedure.field)?;
            Some(Template {
                id: procedure.id.clone(),
                title: procedure.title.clone(),
                field: field.id.clone(),
                field_title: field.title.clone(),
            })
        })
        .collect();
    let order = |id: &Id| field(id).and_then(|field| field.order).unwrap_or(i32::MAX);
    all.sort_by_cached_key(|one| (order(&one.field), one.field.clone(), one.title.clone()));
    all
}

/// Returns a text of the example commune by its path below `content/`.
pub(super) fn text(path: &str) -> Option<&'static str> {
    EXAMPLE.get_file(path)?.contents_utf8()
}

/// Lists the names of the files right in a folder of the example commune.
pub(super) fn names(folder: &str) -> Vec<&'static str> {
    let files = EXAMPLE.get_dir(folder).into_iter().flat_map(Dir::files);
    files.filter_map(|file| file.path().file_name()?.to_str()).collect()
}

/// Returns the file of a guide that the program carries, by its id.
pub(super) fn guide(id: &Id) -> Option<(Id, &'static str)> {
    let fields = EXAMPLE.get_dir("procedures")?.dirs();
    fields.into_iter().find_map(|field| {
        let name = field.path().file_name()?.to_str()?;
        let file = EXAMPLE.get_file(field.path().join(format!("{id}.md")))?;
        Some((Id::new(name).ok()?, file.contents_utf8()?))
    })
}

fn example() -> Site {
    let mut files = FileSet::default();
    let mut folders = vec![&EXAMPLE];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let Some(path) = file.path().to_str() else { continue };
            files.insert(FilePath::known(&format!("content/{path}")), file.contents());
        }
    }
    parse::site(&files, &mut Diagnostics::default()).expect("the example commune is sound")
}
