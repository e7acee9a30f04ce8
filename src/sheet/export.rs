//! The files of the project as sheets: a row each, a column for every key.
//!
//! A value stands in its own column where the cell gives exactly the same value back, and else as YAML
//! in the last column, so that nothing is lost.

mod book;

use super::columns::{Kind, Role};
use super::forms;
use super::grid::Cell;
use super::known::{self, Known};
use crate::catalogue::Shape;
use crate::files::{FilePath, FileSet};
use crate::yaml::{Value, write};

/// Sheets that were written.
#[derive(Clone, Debug, Default)]
pub struct Exported {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// How many rows each kind has.
    pub rows: Vec<(Kind, usize)>,
    /// Files whose keys cannot be read; they are not in the sheets.
    pub unread: Vec<FilePath>,
    /// Values too long for a cell: file and key. They are not in the sheets, and an import leaves them
    /// as they are.
    pub too_long: Vec<(FilePath, String)>,
    /// How many translations there are; they are not in the sheets.
    pub translations: usize,
}

/// One sheet before it is written: heads, and rows of cells.
pub(crate) struct Sheet {
    pub(crate) kind: Kind,
    /// Which columns of the kind are shown.
    pub(crate) columns: Vec<usize>,
    pub(crate) rows: Vec<Vec<Option<Cell>>>,
}

/// Writes the kinds as a workbook of Excel, a sheet each.
#[must_use]
pub fn workbook(files: &FileSet, kinds: &[Kind]) -> Exported {
    let mut exported = Exported::default();
    let sheets: Vec<Sheet> = kinds.iter().map(|kind| sheet(files, *kind, &mut exported)).collect();
    exported.translations = translations(files);
    exported.bytes = book::workbook(&sheets);
    exported
}

/// Writes one kind as CSV: UTF-8 with BOM, so that Excel shows Vietnamese right.
#[must_use]
pub fn csv(files: &FileSet, kind: Kind) -> Exported {
    let mut exported = Exported::default();
    let sheet = sheet(files, kind, &mut exported);
    exported.translations = translations(files);
    exported.bytes = book::csv(&sheet);
    exported
}

fn translations(files: &FileSet) -> usize {
    let stem = |path: &FilePath| path.name().strip_suffix(".md").map(|stem| stem.contains('.'));
    files.inside("content/procedures").filter(|(path, _)| stem(path) == Some(true)).count()
}

fn sheet(files: &FileSet, kind: Kind, exported: &mut Exported) -> Sheet {
    let (known, mut unread) = known::all(files, kind);
    let fields = known::all(files, Kind::Fields).0;
    exported.unread.append(&mut unread);
    exported.rows.push((kind, known.len()));
    let columns: Vec<usize> =
        (0..kind.columns().len()).filter(|at| kind.columns()[*at].head.is_some()).collect();
    let mut rows = Vec::new();
    for file in &known {
        let (own, rest) = shown(file, kind);
        let mut row = Vec::new();
        for at in &columns {
            let cell = match kind.columns()[*at].role {
                Role::Id => Some(Cell::words(&file.id)),
                Role::Field => file.field.as_deref().map(|id| Cell::words(field(&fields, id))),
                Role::Key(key, _) => {
                    own.iter().find(|(path, _)| *path == key).map(|(_, cell)| cell.clone())
                }
                Role::FeeUnit => None,
                Role::Rest => fitting(rest_cell(&rest), "YAML", file, exported),
                Role::Body => fitting(file.body(), "body", file, exported),
            };
            row.push(cell);
        }
        rows.push(row);
    }
    Sheet { kind, columns, rows }
}

/// Returns a field's title, or its id where the title would not lead back to it.
fn field<'a>(fields: &'a [Known], id: &'a str) -> &'a str {
    let title = |field: &'a Known| field.text_of("title").unwrap_or_default();
    let own =
        fields.iter().find(|field| field.id == id).map(title).filter(|title| !title.is_empty());
    let plain = super::notation::folded;
    match own {
        Some(own)
            if fields.iter().filter(|other| plain(title(other)) == plain(own)).count() == 1 =>
        {
            own
        }
        _ => id,
    }
}

type Cells = Vec<(&'static str, Cell)>;

/// Shows the keys of a file: cells by path, and the keys that no cell can say.
fn shown(file: &Known, kind: Kind) -> (Cells, Vec<(String, Value)>) {
    let (mut cells, mut rest) = (Vec::new(), Vec::new());
    for (key, value) in &file.entries {
        let (mut own, left) = of_key(kind, key, value);
        cells.append(&mut own);
        rest.extend(left.map(|value| (key.clone(), value)));
    }
    // A row without a status comes back as a draft: what is in force says so.
    if let (None, Some(status)) = (file.get("status"), kind.default_status()) {
        let cell =
            kind.notation("status").and_then(|it| it.shown(Shape::Text, &Value::bare(status)));
        cells.extend(cell.map(|cell| ("status", cell)));
    }
    // In one order, whatever the order in the file: the same values give the same cells.
    rest.sort_by(|a: &(String, Value), b| a.0.cmp(&b.0));
    (cells, rest)
}

/// Shows one key: in its column, or each key inside it in a column of its own; with what no cell says.
fn of_key(kind: Kind, key: &str, value: &Value) -> (Cells, Option<Value>) {
    let shown = |path: &str, value: &Value| {
        let (path, notation) = kind.shown_key(path)?;
        Some((path, notation.shown(forms::shape(kind, path), value)?))
    };
    if let Some(cell) = shown(key, value) {
        return (vec![cell], None);
    }
    let Value::Group(entries) = value else { return (Vec::new(), Some(value.clone())) };
    let (mut cells, mut left) = (Vec::new(), Vec::new());
    for (inner, value) in entries {
        match shown(&format!("{key}.{inner}"), value) {
            Some(cell) => cells.push(cell),
            None => left.push((inner.clone(), value.clone())),
        }
    }
    let left = (!left.is_empty() || cells.is_empty()).then_some(Value::Group(left));
    (cells, left)
}

fn rest_cell(rest: &[(String, Value)]) -> String {
    let text: String = rest.iter().map(|(key, value)| write::entry(key, value, 0, "\n")).collect();
    text.trim_end().to_owned()
}

fn fitting(words: String, key: &str, file: &Known, exported: &mut Exported) -> Option<Cell> {
    if words.chars().count() > super::CELL {
        exported.too_long.push((file.path.clone(), key.to_owned()));
        return None;
    }
    (!words.is_empty()).then(|| Cell::words(words))
}
