//! Which file each thing of a sheet belongs to: one that is there, or a new one.
//!
//! By the name of the file where the sheet has it, else by national code, else by exact title. What
//! could be two things is told, never guessed.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::Asked;
use super::record::Read;
use crate::diagnostic::{Text, say};
use crate::files::{FilePath, FileSet};
use crate::model::Id;
use crate::sheet::Remark;
use crate::sheet::columns::Kind;
use crate::sheet::grid::address;
use crate::sheet::known::{self, Known};
use crate::sheet::notation::folded;
use crate::sheet::rows::Record;

/// The most characters of a title (posters, lists, Zalo).
pub(super) const TITLE: usize = 60;

/// One thing with the file that it belongs to.
pub(super) struct Job {
    pub(super) kind: Kind,
    /// Where it stands: `Sheet1!A5`.
    pub(super) place: String,
    pub(super) rows: usize,
    pub(super) name: String,
    pub(super) read: Read,
    pub(super) target: Target,
}

/// The file that a thing belongs to.
pub(super) enum Target {
    /// A file that is there, by its place among those of its kind.
    There(usize),
    /// A new file.
    New(FilePath),
    /// None, and why.
    None(Text),
}

/// Everything that is known while rows come in.
pub(super) struct Desk<'a> {
    pub(super) files: &'a FileSet,
    pub(super) asked: &'a Asked,
    pub(super) known: BTreeMap<Kind, Vec<Known<'a>>>,
    pub(super) jobs: Vec<Job>,
    /// Folders that procedures need and nobody made: id and title.
    pub(super) new_fields: Vec<(String, String)>,
    pub(super) remarks: Vec<Remark>,
    /// Every id in use, and those that rows took.
    ids: BTreeSet<String>,
    fields: Vec<(String, String)>,
    taken: BTreeMap<FilePath, String>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(files: &'a FileSet, asked: &'a Asked) -> Self {
        let known: BTreeMap<Kind, Vec<Known<'_>>> =
            Kind::ALL.into_iter().map(|kind| (kind, known::all(files, kind).0)).collect();
        let fields = known[&Kind::Fields]
            .iter()
            .map(|field| (field.id.clone(), field.text_of("title").unwrap_or_default().to_owned()));
        Self {
            files,
            asked,
            fields: fields.collect(),
            known,
            jobs: Vec::new(),
            new_fields: Vec::new(),
            remarks: Vec::new(),
            ids: known::ids(files),
            taken: BTreeMap::new(),
        }
    }

    /// Finds the file of a thing.
    pub(super) fn take(&mut self, sheet: &str, kind: Kind, record: &Record, mut read: Read) {
        let place = format!("{sheet}!{}", address(record.row, 0));
        if kind == Kind::Procedures {
            long_title(&mut read);
        }
        let name =
            read.text("title").or(read.text("official_title")).unwrap_or_default().to_owned();
        let group = record.group.clone();
        read.field = read.field.take().or(group).or_else(|| self.asked.field.clone());
        let mut target = self.target(kind, &read, &name);
        let path = match &target {
            Target::There(at) => Some(self.known[&kind][*at].path.clone()),
            Target::New(path) => Some(path.clone()),
            Target::None(_) => None,
        };
        if let Some(path) = path {
            if let Some(first) = self.taken.get(&path) {
                target = Target::None(say(
                    format!("dòng này trùng với {first}; chỉ dùng dòng đứng trước"),
                    format!("this is the same as {first}; only the first is used"),
                ));
            } else {
                self.taken.insert(path, place.clone());
            }
        }
        if let (Target::There(at), Some(field)) = (&target, &read.field) {
            self.tell_moved(kind, *at, field, &place);
        }
        if let (Kind::Fields, Target::New(path)) = (kind, &target) {
            let id = path.as_str().split('/').nth(2).unwrap_or_default().to_owned();
            self.fields.push((id.clone(), name.clone()));
            self.ids.insert(id);
        }
        self.jobs.push(Job { kind, place, rows: record.rows, name, read, target });
    }

    fn target(&mut self, kind: Kind, read: &Read, name: &str) -> Target {
        let known = &self.known[&kind];
        if let Some(id) = read.id.as_deref().filter(|id| !id.is_empty()) {
            return match known.iter().position(|file| file.id == id) {
                Some(at) => Target::There(at),
                None => self.new_file(kind, read, id),
            };
        }
        if let Some(code) = read.text("code") {
            let same = positions(known, |file| file.text_of("code") == Some(code));
            match same.as_slice() {
                [at] => return Target::There(*at),
                [] => {}
                several => return ambiguous(known, several),
            }
        }
        let plain = plain(name);
        let titled = |file: &Known| {
            ["title", "official_title"]
                .iter()
                .any(|key| file.text_of(key).is_some_and(|t| self::plain(t) == plain))
        };
        let same = positions(known, titled);
        match same.as_slice() {
            [at] => {
                let theirs = known[*at].text_of("code");
                match read.text("code").zip(theirs) {
                    Some((ours, theirs)) if ours != theirs => Target::None(say(
                        format!(
                            "tên giống {} nhưng mã khác ({ours}, trong tệp là {theirs}); sửa mã, hoặc thêm cột «Tên tệp»",
                            known[*at].path
                        ),
                        format!(
                            "named like {}, but with another code ({ours}, there {theirs}); mend the code, or add a column «Tên tệp»",
                            known[*at].path
                        ),
                    )),
                    _ => Target::There(*at),
                }
            }
            [] => {
                let slug = slug(name);
                self.new_file(kind, read, &slug)
            }
            several => ambiguous(known, several),
        }
    }

    fn new_file(&mut self, kind: Kind, read: &Read, id: &str) -> Target {
        let Ok(id) = Id::new(id) else {
            return Target::None(say(
                format!(
                    "«{id}» không dùng làm tên tệp được; thêm cột «Tên tệp» ghi tên không dấu, như dang-ky-khai-sinh"
                ),
                format!(
                    "\"{id}\" cannot be the name of a file; add a column «Tên tệp» with names such as dang-ky-khai-sinh"
                ),
            ));
        };
        let file = format!("{id}.md");
        let folder = match kind {
            Kind::Villages => "content/villages".to_owned(),
            Kind::Programs => "content/programs".to_owned(),
            Kind::Fields => format!("content/procedures/{id}"),
            Kind::Procedures => {
                let Some(field) = &read.field else {
                    return Target::None(say(
                        "không biết thủ tục này thuộc lĩnh vực nào; thêm cột «Lĩnh vực», hoặc chạy lại với --field \"Tên lĩnh vực\"",
                        "the field of this procedure is not known; add a column «Lĩnh vực», or run again with --field \"NAME\"",
                    ));
                };
                match self.field(&field.clone()) {
                    Ok(field) => format!("content/procedures/{field}"),
                    Err(why) => return Target::None(why),
                }
            }
        };
        let path = if kind == Kind::Fields {
            format!("{folder}/_index.md")
        } else {
            format!("{folder}/{file}")
        };
        let path = FilePath::known(&path);
        if self.ids.contains(id.as_str()) && !self.taken.contains_key(&path) {
            return Target::None(say(
                format!("tên tệp «{id}» đã dùng cho mục khác; thêm cột «Tên tệp» ghi một tên khác"),
                format!(
                    "the name \"{id}\" is already that of something else; add a column «Tên tệp» with another"
                ),
            ));
        }
        self.ids.insert(id.to_string());
        Target::New(path)
    }

    /// Finds the folder of a field, by its title or its id; or makes one up for a new field.
    fn field(&mut self, words: &str) -> Result<String, Text> {
        let plain = folded(words);
        let is = |(id, title): &&(String, String)| id == words || folded(title) == plain;
        if let Some((id, _)) = self.fields.iter().find(is) {
            return Ok(id.clone());
        }
        let id = slug(words);
        if Id::new(&id).is_err() || self.ids.contains(&id) {
            return Err(say(
                format!(
                    "lĩnh vực «{words}» không tạo được thư mục «{id}»: tên này không dùng được hoặc đã dùng; tạo lĩnh vực trước, rồi ghi đúng tên"
                ),
                format!(
                    "no folder \"{id}\" can be made for the field \"{words}\": the name cannot be used, or is taken; make the field first"
                ),
            ));
        }
        self.ids.insert(id.clone());
        self.fields.push((id.clone(), words.to_owned()));
        self.new_fields.push((id.clone(), words.to_owned()));
        Ok(id)
    }

    /// Tells when the sheet puts a procedure into another field: files are not moved here.
    fn tell_moved(&mut self, kind: Kind, at: usize, field: &str, place: &str) {
        let file = &self.known[&kind][at];
        let Some(own) = &file.field else { return };
        let title = self.fields.iter().find(|(id, _)| id == own).map(|(_, title)| title.as_str());
        let same = own == field || title.is_some_and(|title| folded(title) == folded(field));
        if same {
            return;
        }
        let (path, here) = (&file.path, title.unwrap_or(own));
        let (sheet, cell) = place.split_once('!').unwrap_or((place, ""));
        let text = say(
            format!(
                "bảng ghi lĩnh vực «{field}», tệp {path} đang ở «{here}»; muốn đổi thì tự chuyển tệp"
            ),
            format!(
                "the sheet says the field \"{field}\", but {path} stands in \"{here}\"; move the file yourself if that is meant"
            ),
        );
        self.remarks.push(Remark::new(sheet, cell.to_owned(), text));
    }
}

/// Takes a title that is too long for posters for what it is: the name in the decision.
fn long_title(read: &mut Read) {
    let long = |title: &str| title.chars().count() > TITLE;
    if !read.text("title").is_some_and(long) {
        return;
    }
    if read.text("official_title").is_some() {
        read.keys.retain(|(key, _)| key != "title");
    } else if let Some((key, _)) = read.keys.iter_mut().find(|(key, _)| key == "title") {
        "official_title".clone_into(key);
        if let Some((path, _)) = read.cells.iter_mut().find(|(path, _)| path == "title") {
            "official_title".clone_into(path);
        }
    }
}

fn positions(known: &[Known], is: impl Fn(&Known) -> bool) -> Vec<usize> {
    (0..known.len()).filter(|at| is(&known[*at])).collect()
}

fn ambiguous(known: &[Known], several: &[usize]) -> Target {
    let paths: Vec<&str> = several.iter().map(|at| known[*at].path.as_str()).collect();
    let paths = paths.join(", ");
    Target::None(say(
        format!("có thể là một trong nhiều tệp: {paths}; thêm cột «Tên tệp» để nói rõ tệp nào"),
        format!("this may be any of {paths}; add a column «Tên tệp» that says which"),
    ))
}

/// Returns a title for comparison: in NFC, small letters, single blanks.
pub(super) fn plain(title: &str) -> String {
    let title: String = title.nfc().collect();
    title.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the name of a file for a title: cut between words.
fn slug(title: &str) -> String {
    const LONGEST: usize = 70;
    let words = folded(title);
    let mut slug = String::new();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        if slug.len() + word.len() >= LONGEST && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug.truncate(80);
    slug
}
