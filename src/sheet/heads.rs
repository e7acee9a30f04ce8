//! Finds the head of a table: below titles, over one to three rows, with merged cells.

use super::columns::{Kind, is_idle};
use super::grid::{Grid, address};
use super::notation::{Unit, folded};
use super::remark::Remark;
use crate::diagnostic::say;

/// How far below the top a head is looked for, in rows that hold something.
const DEEPEST: usize = 40;

/// The head of a table.
pub(crate) struct Head {
    /// What its rows describe.
    pub(crate) kind: Kind,
    /// The row below it.
    pub(crate) below: u32,
    /// Rows of the head, and above it, that hold something.
    pub(crate) rows: usize,
    /// Each column of the sheet that is understood: which one of the kind it is.
    pub(crate) columns: Vec<(u32, usize, Unit)>,
    /// The columns of running numbers.
    pub(crate) idle: Vec<u32>,
    /// The words of the head, folded, to know it again on the next page.
    pub(crate) words: Vec<String>,
}

/// Finds the head of a sheet, of `kind` or of the kind that it says most of; nothing when no row of it
/// names what the rows are.
pub(crate) fn find(grid: &Grid, wanted: Option<Kind>) -> Option<Head> {
    let named = Kind::ALL.into_iter().find(|kind| folded(kind.sheet()) == folded(&grid.name));
    let kinds: Vec<Kind> = match wanted.or(named) {
        Some(kind) => vec![kind],
        None => Kind::ALL.into_iter().filter(|kind| *kind != Kind::Fields).collect(),
    };
    let rows = grid.rows();
    let mut best: Option<(usize, Head)> = None;
    for row in rows.iter().copied().take(DEEPEST) {
        for depth in 1..=3 {
            if depth > 1 && !reaches(grid, row, depth) {
                continue;
            }
            let words = words(grid, row, depth);
            for kind in &kinds {
                let Some(head) = head(grid, *kind, row, depth, &words) else { continue };
                let score = head.columns.len() * 4 + head.idle.len();
                if best.as_ref().is_none_or(|(most, _)| score > *most) {
                    best = Some((score, head));
                }
            }
        }
    }
    best.map(|(_, head)| head)
}

/// Says whether a head at `row` may reach over `depth` rows: some cell of it is merged, and the rows
/// follow each other.
fn reaches(grid: &Grid, row: u32, depth: u32) -> bool {
    (row..row + depth - 1).all(|at| {
        grid.merges.iter().any(|merge| {
            let down = merge.rows.0 <= at && merge.rows.1 > at;
            let across = merge.rows.0 == at && merge.columns.1 > merge.columns.0;
            down || across
        })
    })
}

/// Returns the words over each column.
fn words(grid: &Grid, row: u32, depth: u32) -> Vec<(u32, String)> {
    let mut columns: Vec<u32> = (row..row + depth)
        .flat_map(|row| grid.row(row).map(|(column, _)| column).collect::<Vec<_>>())
        .collect();
    let wide = grid.merges.iter().filter(|merge| (row..row + depth).contains(&merge.rows.0));
    columns
        .extend(wide.flat_map(|merge| merge.columns.0..=merge.columns.1.min(merge.columns.0 + 50)));
    columns.sort_unstable();
    columns.dedup();
    let words = |column: u32| {
        let mut places = Vec::new();
        let mut words: Vec<String> = Vec::new();
        for row in row..row + depth {
            if let Some((place, cell)) = grid.over(row, column)
                && !places.contains(&place)
            {
                places.push(place);
                words.push(cell.said());
            }
        }
        (column, words.join(" "))
    };
    columns.into_iter().map(words).filter(|(_, words)| !words.is_empty()).collect()
}

fn head(grid: &Grid, kind: Kind, row: u32, depth: u32, words: &[(u32, String)]) -> Option<Head> {
    let mut head = Head {
        kind,
        below: row + depth,
        rows: grid.rows().into_iter().filter(|other| *other < row + depth).count(),
        columns: Vec::new(),
        idle: Vec::new(),
        words: words.iter().map(|(_, words)| folded(words)).collect(),
    };
    for (column, words) in words {
        if is_idle(words) {
            head.idle.push(*column);
        } else if let Some((at, unit)) = kind.column(words)
            && head.columns.iter().all(|(_, known, _)| *known != at)
        {
            head.columns.push((*column, at, unit));
        }
    }
    let titled = head.columns.iter().any(|(_, at, _)| is_title(kind, *at));
    // A title line such as «Danh mục thủ tục» alone is no head.
    let enough = head.columns.len() + head.idle.len() >= 2 || words.len() == 1 && depth == 1;
    (titled && enough).then_some(head)
}

/// Says whether a column of a kind holds what a row is called.
pub(crate) fn is_title(kind: Kind, at: usize) -> bool {
    use super::columns::Role;
    matches!(kind.columns()[at].role, Role::Key("title" | "official_title", _))
}

/// Tells which columns are left out: unknown ones, and a second one of a kind.
pub(crate) fn left_out(grid: &Grid, head: &Head) -> Vec<Remark> {
    let row = head.below.saturating_sub(1);
    let mut told = Vec::new();
    let known: Vec<u32> =
        head.columns.iter().map(|(column, ..)| *column).chain(head.idle.iter().copied()).collect();
    let used = |column: u32| grid.cells.keys().any(|(r, c)| *r >= head.below && *c == column);
    let depth = 1..=3_u32.min(head.below);
    let all = depth.rev().map(|depth| words(grid, head.below - depth, depth));
    let words = all.max_by_key(Vec::len).unwrap_or_default();
    for (column, words) in words {
        if known.contains(&column) || !used(column) {
            continue;
        }
        let twice = head.kind.column(&words).is_some();
        let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = if twice {
            say(
                format!("cột «{name}» trùng với một cột khác; chỉ dùng cột đứng trước"),
                format!("the column \"{name}\" says the same as another; only the first is used"),
            )
        } else {
            say(
                format!("cột «{name}» không biết để vào đâu, nên bỏ qua"),
                format!("the column \"{name}\" has no place here and is left out"),
            )
        };
        told.push(Remark::new(&grid.name, address(row, column), text));
    }
    told
}
