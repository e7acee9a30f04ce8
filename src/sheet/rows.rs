//! The rows below a head: what is a thing, what names the field of the rows below it, what is neither.

use std::collections::BTreeMap;

use super::columns::Role;
use super::grid::{Cell, Content, Grid, address};
use super::heads::{Head, is_title};
use super::notation::{Unit, folded};
use super::remark::Remark;
use crate::diagnostic::{Text, say};

/// One cell of a record, with its name and what its head says of numbers.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Such as `C12`.
    pub(crate) place: String,
    /// The cell; of a list that goes on in rows below, all of them joined.
    pub(crate) cell: Cell,
    /// What the head says of numbers.
    pub(crate) unit: Unit,
}

/// One thing, of one row or of several that share a merged name.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// The first row, from 0.
    pub(crate) row: u32,
    /// How many rows it takes.
    pub(crate) rows: usize,
    /// The group of rows that it stands in: the name of a field.
    pub(crate) group: Option<String>,
    /// Cells by column of the kind.
    pub(crate) cells: BTreeMap<usize, Found>,
}

/// All rows below a head.
#[derive(Default)]
pub(crate) struct Rows {
    /// The things.
    pub(crate) records: Vec<Record>,
    /// Rows that are no things: titles and heads, groups, running numbers, totals.
    pub(crate) skipped: usize,
    /// Rows that could not be placed, each with the reason.
    pub(crate) left: Vec<Remark>,
}

/// Sorts the rows of a sheet.
pub(crate) fn read(grid: &Grid, head: &Head) -> Rows {
    let mut rows = Rows { skipped: head.rows, ..Rows::default() };
    let mut group: Option<String> = None;
    for row in grid.rows().into_iter().filter(|row| *row >= head.below) {
        if let Some(above) = continued(grid, head, row, rows.records.last()) {
            let record = rows.records.len() - 1;
            add(grid, head, row, &mut rows.records[record], &mut rows.left, above);
            continue;
        }
        match sort(grid, head, row) {
            Sort::Skipped => rows.skipped += 1,
            Sort::Group(name) => {
                rows.skipped += 1;
                group = name.or(group);
            }
            Sort::Left(why) => {
                let first = grid.row(row).next().map_or(0, |(column, _)| column);
                rows.left.push(Remark::new(&grid.name, address(row, first), why));
            }
            Sort::Record => {
                let cells = BTreeMap::new();
                let mut record = Record { row, rows: 0, group: group.clone(), cells };
                add(grid, head, row, &mut record, &mut rows.left, false);
                rows.records.push(record);
            }
        }
    }
    rows
}

enum Sort {
    Record,
    /// A heading, with the field that it names.
    Group(Option<String>),
    Skipped,
    Left(Text),
}

fn sort(grid: &Grid, head: &Head, row: u32) -> Sort {
    let cells: Vec<(u32, &Cell)> = grid.row(row).collect();
    let said: Vec<String> = cells.iter().map(|(_, cell)| cell.said()).collect();
    let plain: Vec<String> = said.iter().map(|said| folded(said)).collect();
    if plain.iter().all(|words| head.words.contains(words)) && plain.len() > 1 {
        return Sort::Skipped;
    }
    let numbered = plain.iter().zip(&cells).all(|(words, (column, _))| {
        words.parse::<u32>().is_ok_and(|number| number.abs_diff(*column + 1) <= 8)
    });
    if numbered && plain.len() > 2 {
        return Sort::Skipped;
    }
    let total = ["tong cong", "tong so", "cong", "tong"];
    let words = plain.iter().find(|words| words.parse::<f64>().is_err());
    if words.is_some_and(|words| {
        total.contains(&words.as_str())
            || words.starts_with("tong cong")
            || words.starts_with("tong so")
    }) {
        return Sort::Skipped;
    }
    if let Some(name) = heading(grid, row, &cells, &said) {
        return name;
    }
    let title = |at: usize| is_title(head.kind, at);
    let titled = head.columns.iter().filter(|(_, at, _)| title(*at));
    let has_title = titled.into_iter().any(|(column, ..)| filled(grid, row, *column).is_some());
    let (vi, en) = (head.kind.noun().vi, head.kind.noun().en);
    match words {
        _ if has_title => Sort::Record,
        // A running number that somebody filled down below the last row.
        None if cells.iter().all(|(column, _)| head.idle.contains(column)) => Sort::Skipped,
        _ => Sort::Left(say(
            format!("dòng này không có tên {vi}: «{}»", short(&said.join(" "))),
            format!("this row names none of {en}: \"{}\"", short(&said.join(" "))),
        )),
    }
}

/// Reads a row that names what the rows below it are: one sentence over several columns, or behind a
/// Roman number.
fn heading(grid: &Grid, row: u32, cells: &[(u32, &Cell)], said: &[String]) -> Option<Sort> {
    let roman = |words: &str| {
        let mark = words.trim().trim_end_matches(['.', ')', ':']);
        !mark.is_empty() && mark.len() <= 6 && mark.chars().all(|c| "IVXLC".contains(c))
    };
    let letter = |words: &str| {
        let mark = words.trim().trim_end_matches(['.', ')', ':']);
        mark.len() == 1 && mark.chars().all(|c| c.is_ascii_uppercase())
    };
    let (mark, sentence) = match said {
        [sentence] => {
            let (first, rest) =
                sentence.trim().split_once([' ', '.', ')']).unwrap_or(("", sentence));
            let rest = rest.trim_start_matches(['.', ')', ' ', '-']);
            let marked = roman(first) || letter(first);
            if marked { (first, rest) } else { ("", sentence.as_str()) }
        }
        [mark, sentence] if roman(mark) || letter(mark) => (mark.as_str(), sentence.as_str()),
        _ => return None,
    };
    let across = grid.merge(row, cells[0].0).is_some_and(|merge| merge.columns.1 > merge.columns.0);
    let plain = folded(sentence);
    let field = plain.starts_with("linh vuc") || plain.starts_with("nhom linh vuc");
    let single = said.len() == 1;
    if single && !across && !field && mark.is_empty() {
        return None;
    }
    if !matches!(cells.last()?.1.content, Content::Words(_)) {
        return None;
    }
    // Notes and signatures below a table are merged across too.
    let note = ["ghi chu", "nguoi lap", "noi nhan", "chu tich", "tm uy ban"];
    if note.iter().any(|words| plain.starts_with(words)) {
        return None;
    }
    let names_field = field || (roman(mark) && !mark.is_empty()) || (across && mark.is_empty());
    Some(Sort::Group(names_field.then(|| field_name(sentence)).filter(|name| !name.is_empty())))
}

/// Returns the name of a field out of `LĨNH VỰC HỘ TỊCH (12 thủ tục):`.
fn field_name(sentence: &str) -> String {
    let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let outside = match sentence.split_once('(') {
        Some((before, inside)) if inside.contains(|c: char| c.is_ascii_digit()) => before,
        _ => sentence.as_str(),
    };
    let words: Vec<&str> = outside.split(' ').filter(|word| !word.is_empty()).collect();
    let skip = match words.as_slice() {
        [a, b, c, d, ..] if folded(&[*a, *b, *c, *d].join(" ")) == "nhom linh vuc ve" => 4,
        [a, b, c, ..] if folded(&[*a, *b, *c].join(" ")) == "nhom linh vuc" => 3,
        [a, b, ..] if folded(&[*a, *b].join(" ")) == "linh vuc" => 2,
        _ => 0,
    };
    let name = words[skip..].join(" ");
    let name = name.trim_matches([':', '.', '-', '–', ' ', ',']);
    let shouted = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase);
    if !shouted {
        return name.to_owned();
    }
    let mut letters = name.chars();
    let first: String = letters.next().into_iter().collect();
    first + &letters.as_str().to_lowercase()
}

/// Returns what a column says in a row: its own cell, or one from above that reaches down.
fn filled(grid: &Grid, row: u32, column: u32) -> Option<((u32, u32), &Cell)> {
    grid.over(row, column).filter(|((_, from), _)| *from == column)
}

/// Says whether a row goes on with the thing above: its name is merged down to it. `Some(true)` when so.
fn continued(grid: &Grid, head: &Head, row: u32, last: Option<&Record>) -> Option<bool> {
    let last = last?;
    let mut names = head.columns.iter().filter(|(_, at, _)| {
        is_title(head.kind, *at) || matches!(head.kind.columns()[*at].role, Role::Key("code", _))
    });
    let reaches = names.any(|(column, at, _)| {
        is_title(head.kind, *at)
            && filled(grid, row, *column)
                .is_some_and(|((from, _), _)| from < row && from >= last.row)
    });
    reaches.then_some(true)
}

/// Takes the cells of a row into a record.
fn add(
    grid: &Grid,
    head: &Head,
    row: u32,
    record: &mut Record,
    left: &mut Vec<Remark>,
    below: bool,
) {
    record.rows += 1;
    for (column, at, unit) in &head.columns {
        let Some(((from, _), cell)) = filled(grid, row, *column) else { continue };
        if below && from < row {
            continue;
        }
        let found = Found { place: address(from, *column), cell: cell.clone(), unit: *unit };
        let Some(known) = record.cells.get_mut(at) else {
            record.cells.insert(*at, found);
            continue;
        };
        let list = match head.kind.columns()[*at].role {
            Role::Key(_, notation) => notation.is_list(),
            _ => false,
        };
        if list {
            let formula = known.cell.formula || cell.formula;
            let words = format!("{}\n{}", known.cell.said(), cell.said());
            known.cell = Cell { content: Content::Words(words), formula };
        } else if known.cell.said() != cell.said() {
            let said = short(&cell.said());
            left.push(Remark::new(
                &grid.name,
                found.place,
                say(
                    format!(
                        "«{said}» là giá trị thứ hai của cùng một mục; chỉ dùng giá trị ở {}",
                        known.place
                    ),
                    format!(
                        "\"{said}\" is a second value of the same thing; only {} is used",
                        known.place
                    ),
                ),
            ));
        }
    }
}

/// Cuts words for a message.
pub(crate) fn short(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= 80 {
        return words;
    }
    words.chars().take(79).collect::<String>() + "…"
}
