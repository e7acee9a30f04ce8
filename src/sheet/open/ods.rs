//! `.ods`, as `LibreOffice` writes it. Its cells may be repeated a million times by one word: they are counted in
//! the text before the reader unfolds them.

use std::io::Cursor;

use calamine::{Data, Ods, OdsError, Reader, SheetVisible};

use super::super::grid::{Cell, Content, Grid, Merge};
use super::{CELLS, Meter, composed, damaged, too_much};
use crate::diagnostic::Text;
use crate::model::PlanDate;

/// The most cells between the first and the last one that holds something, blank ones too.
const UNFOLDED: u64 = 8 * CELLS as u64;

/// Reads the visible sheets; `content` is the text inside.
pub(super) fn read(bytes: &[u8], content: &str) -> Result<Vec<Grid>, Text> {
    let layouts = layouts(content)?;
    let broken = |_: OdsError| damaged();
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(broken)?;
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    let mut meter = Meter::default();
    let mut grids = Vec::new();
    for (at, (name, visible)) in sheets.into_iter().enumerate() {
        if !visible {
            continue;
        }
        let range = book.worksheet_range(&name).map_err(broken)?;
        let formulas = book.worksheet_formula(&name).map_err(broken)?;
        let mut grid = Grid::named(composed(&name));
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let place = (top + row as u32, left + column as u32);
            let formula = formulas.get_value(place).is_some_and(|formula| !formula.is_empty());
            if let Some(content) = cell(value) {
                let words = if let Content::Words(words) = &content { words.len() } else { 0 };
                meter.count(words)?;
                grid.cells.insert(place, Cell { content, formula });
            }
        }
        if !grid.merge_cells(layouts.get(at).cloned().unwrap_or_default()) {
            return Err(too_much());
        }
        grids.push(grid);
    }
    Ok(grids)
}

fn cell(value: &Data) -> Option<Content> {
    match value {
        Data::Empty => None,
        Data::Int(number) => Some(Content::Number(*number as f64)),
        Data::Float(number) => Some(Content::Number(*number)),
        Data::String(text) => {
            let words = composed(text);
            (!words.trim().is_empty()).then_some(Content::Words(words))
        }
        Data::Bool(truth) => Some(Content::Truth(*truth)),
        Data::DateTime(time) => Some(Content::Number(time.as_f64())),
        Data::DateTimeIso(text) | Data::DurationIso(text) => Some(moment(text)),
        Data::Error(error) => Some(Content::Error(error.to_string())),
    }
}

/// Reads `2026-01-20T00:00:00` or `PT15H30M00S`.
pub(super) fn moment(text: &str) -> Content {
    let day = text.split('T').next().unwrap_or_default();
    if let Some(PlanDate::Day(day)) = PlanDate::read(day) {
        return Content::Day(day);
    }
    let clock = text.strip_prefix("PT").and_then(|rest| {
        let (hours, rest) = rest.split_once('H')?;
        let (minutes, _) = rest.split_once('M')?;
        let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
        (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
    });
    clock.map_or_else(|| Content::Words(text.to_owned()), Content::Clock)
}

/// Finds the merged cells of each sheet, and refuses one that unfolds to too much.
fn layouts(content: &str) -> Result<Vec<Vec<Merge>>, Text> {
    let mut sheets: Vec<Vec<Merge>> = Vec::new();
    let (mut row, mut column, mut repeat) = (0_u64, 0_u64, 1_u64);
    let (mut widest, mut last) = (0_u64, 0_u64);
    for tag in content.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        match name {
            "table:table" => {
                sheets.push(Vec::new());
                (row, column, repeat, widest, last) = (0, 0, 1, 0, 0);
            }
            "table:table-row" => {
                row += if column > 0 || row > 0 { repeat } else { 0 };
                repeat = number(tag, "table:number-rows-repeated");
                column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let count = number(tag, "table:number-columns-repeated");
                if tag.contains("office:value-type") || tag.contains("table:formula") {
                    widest = widest.max(column + count);
                    last = row + repeat;
                }
                let (down, across) = (
                    number(tag, "table:number-rows-spanned"),
                    number(tag, "table:number-columns-spanned"),
                );
                if let Some(merges) = sheets.last_mut()
                    && (down > 1 || across > 1)
                    && merges.len() < CELLS
                {
                    let end = |from: u64, count: u64| (small(from), small(from + count - 1));
                    merges.push(Merge { rows: end(row, down), columns: end(column, across) });
                }
                column += count;
            }
            _ => {}
        }
        if widest.saturating_mul(last) > UNFOLDED {
            return Err(too_much());
        }
    }
    Ok(sheets)
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Returns a number of a tag, 1 where it has none.
fn number(tag: &str, name: &str) -> u64 {
    let value = tag.split_once(name).and_then(|(_, rest)| rest.strip_prefix("=\""));
    let digits = value.and_then(|rest| rest.split('"').next());
    digits.and_then(|digits| digits.parse().ok()).filter(|n| *n > 0).unwrap_or(1).min(1 << 21)
}
