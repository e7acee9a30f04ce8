//! A sheet to what would become of the project: which rows are new, which differ, which fit nowhere.
//!
//! Nothing is written here. What would be written was read again by the parser of the project, and a
//! row whose file would have an error is left out with that error.

mod compose;
mod fresh;
mod place;
mod record;
mod settle;
mod trial;

use super::columns::Kind;
use super::grid::Grid;
use super::heads::Head;
use super::open;
use super::{Change, Remark, heads, rows};
use crate::diagnostic::{Text, say};
use crate::files::{FilePath, FileSet};

/// What is asked of an import.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What the rows describe; nothing: what their heads say.
    pub kind: Option<Kind>,
    /// Whether existing files get what differs.
    pub update: bool,
    /// The field of procedures whose row names none.
    pub field: Option<String>,
}

/// What would become of the project.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Each thing of the sheet, in order.
    pub items: Vec<Item>,
    /// What is said of single cells and columns.
    pub remarks: Vec<Remark>,
    /// What a person should look at in the files that would be written, at the cells it comes from.
    pub warnings: Vec<Remark>,
    /// How many rows of the sheets hold something.
    pub rows: usize,
    /// How many of them are titles, heads, groups and totals.
    pub skipped: usize,
    /// The files to write, with their bytes.
    pub writes: Vec<(FilePath, Vec<u8>)>,
}

/// One thing of a sheet.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is; nothing for a row that names nothing.
    pub kind: Option<Kind>,
    /// Where it stands: `Sheet1!A5`.
    pub place: String,
    /// How many rows it takes.
    pub rows: usize,
    /// Its name, as the sheet has it.
    pub name: String,
    /// What becomes of it.
    pub outcome: Outcome,
    /// What differs from its file, key by key.
    pub changes: Vec<Change>,
}

impl Item {
    /// Returns the file that it would make or change.
    fn file(&self) -> Option<&FilePath> {
        match &self.outcome {
            Outcome::New { path, .. } | Outcome::Differs(path, _) => Some(path),
            Outcome::Same(_) | Outcome::Left(_) => None,
        }
    }
}

/// What becomes of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A new file; a draft may lack the keys that are named.
    New {
        /// The file.
        path: FilePath,
        /// Whether it begins as a draft.
        draft: bool,
        /// What has to be added before it can be published.
        missing: Vec<&'static str>,
    },
    /// The file says the same.
    Same(FilePath),
    /// The file says something else in these keys.
    Differs(FilePath, Vec<String>),
    /// It fits nowhere, and why.
    Left(Text),
}

/// Reads a file of sheets and says what would become of the project.
///
/// # Errors
/// The sentence that says why nothing of the file can be used.
pub fn plan(files: &FileSet, bytes: &[u8], asked: &Asked) -> Result<Plan, Text> {
    let grids = open::sheets(bytes)?;
    let mut plan = Plan::default();
    let mut tables = tables(&grids, asked, &mut plan);
    if tables.is_empty() {
        return Err(say(
            "không trang tính nào có dòng đầu cột hiểu được; dòng đầu cột cần có «Tên thủ tục» (hoặc «Thôn», «Tên mô hình»); xem mẫu: tracuu export",
            "no sheet has a head that is understood; it needs «Tên thủ tục» (or «Thôn», «Tên mô hình»); see a sample: tracuu export",
        ));
    }
    // Fields first: procedures name them.
    tables.sort_by_key(|(_, head)| head.kind);
    let mut desk = place::Desk::new(files, asked);
    for (grid, head) in &tables {
        plan.remarks.extend(heads::left_out(grid, head));
        let mut sorted = rows::read(grid, head);
        plan.rows += grid.rows().len();
        plan.skipped += sorted.skipped;
        for record in &sorted.records {
            let read = record::read(grid, head.kind, record);
            desk.take(&grid.name, head.kind, record, read);
        }
        let records = &sorted.records;
        let inside = |remark: &Remark| {
            // A second value of a row that has its place is a remark, not a row.
            let row: u32 = remark.cell.trim_start_matches(char::is_alphabetic).parse().unwrap_or(0);
            records.iter().any(|r| (r.row + 1..=r.row + r.rows as u32).contains(&row))
        };
        let (remarks, left): (Vec<_>, Vec<_>) = sorted.left.drain(..).partition(inside);
        plan.remarks.extend(remarks);
        plan.items.extend(left.into_iter().map(|remark| Item {
            kind: None,
            place: remark.place(),
            rows: 1,
            name: String::new(),
            outcome: Outcome::Left(remark.text),
            changes: Vec::new(),
        }));
    }
    settle::settle(desk, &mut plan);
    Ok(plan)
}

/// Finds the sheets whose head is understood; the others are told.
fn tables<'g>(grids: &'g [Grid], asked: &Asked, plan: &mut Plan) -> Vec<(&'g Grid, Head)> {
    let mut tables = Vec::new();
    for grid in grids {
        if let Some(head) = heads::find(grid, asked.kind) {
            tables.push((grid, head));
            continue;
        }
        let name = &grid.name;
        let text = say(
            format!("trang tính «{name}» không có dòng đầu cột nào hiểu được, nên bỏ qua"),
            format!("no row of the sheet \"{name}\" is a head that is understood; it is left out"),
        );
        plan.remarks.push(Remark::new(name, "A1".to_owned(), text));
    }
    tables
}
