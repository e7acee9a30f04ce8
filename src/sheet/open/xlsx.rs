//! `.xlsx`, cell by cell: what is blank costs nothing, formulas give the value that Excel kept.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::super::grid::{Cell, Content, Grid, Merge};
use super::{Meter, composed, damaged, too_much};
use crate::diagnostic::Text;
use crate::model::date::Date;

/// The rows and columns that a sheet of Excel has.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// Reads the visible sheets.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Grid>, Text> {
    let broken = |_: XlsxError| damaged();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let shown = |sheet: &&calamine::Sheet| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    };
    let names: Vec<String> =
        book.sheets_metadata().iter().filter(shown).map(|sheet| sheet.name.clone()).collect();
    let mut meter = Meter::default();
    let mut grids = Vec::new();
    for name in names {
        let mut grid = Grid::named(composed(&name));
        let mut cells = book.worksheet_cells_reader(&name).map_err(broken)?;
        while let Some(record) = cells.next_cell_with_formula_metadata().map_err(broken)? {
            let formula = record.formula.is_some();
            if record.pos.0 >= ROWS || record.pos.1 >= COLUMNS {
                return Err(damaged());
            }
            if let Some(content) = content(&record.value, formula) {
                let words = if let Content::Words(words) = &content { words.len() } else { 0 };
                meter.count(words)?;
                grid.cells.insert(record.pos, Cell { content, formula });
            }
        }
        drop(cells);
        let merges = book.merge_cells_by_sheet_name(&name).map_err(broken)?;
        let merges = merges.into_iter().map(|merge| {
            let (from, to) = (merge.start, merge.end);
            Merge { rows: (from.0, to.0), columns: (from.1, to.1) }
        });
        let merges = merges.filter(|merge| merge.rows.1 < ROWS && merge.columns.1 < COLUMNS);
        if !grid.merge_cells(merges.collect()) {
            return Err(too_much());
        }
        grids.push(grid);
    }
    Ok(grids)
}

fn content(value: &DataRef, formula: bool) -> Option<Content> {
    let words = |words: &str| {
        let words = composed(words);
        (!words.trim().is_empty()).then_some(Content::Words(words))
    };
    match value {
        DataRef::Empty if formula => Some(Content::Error("(công thức chưa tính)".to_owned())),
        DataRef::Empty => None,
        DataRef::Int(number) => Some(Content::Number(*number as f64)),
        DataRef::Float(number) => Some(Content::Number(*number)),
        DataRef::String(text) => words(text),
        DataRef::SharedString(text) => words(text),
        DataRef::Bool(truth) => Some(Content::Truth(*truth)),
        DataRef::DateTime(time) => Some(moment(time)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Some(super::ods::moment(text)),
        DataRef::Error(error) => Some(Content::Error(error.to_string())),
    }
}

/// Returns the day of a date, or the time of day where there is no day.
fn moment(time: &ExcelDateTime) -> Content {
    let (year, month, day, hour, minute, ..) = time.to_ymd_hms_milli();
    if time.as_f64() < 1.0 || time.is_duration() {
        return Content::Clock(u16::from(hour) * 60 + u16::from(minute));
    }
    let date = Date::new(
        i16::try_from(year).unwrap_or_default(),
        i8::try_from(month).unwrap_or_default(),
        i8::try_from(day).unwrap_or_default(),
    );
    date.map_or(Content::Number(time.as_f64()), Content::Day)
}
