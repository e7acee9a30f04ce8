//! Sheets as a workbook that is pleasant in Excel, and as CSV.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::Sheet;
use crate::sheet::grid::{Cell, Content};

/// Writes a workbook.
pub(super) fn workbook(sheets: &[Sheet]) -> Vec<u8> {
    let mut book = Workbook::new();
    // The same files give the same bytes on any day.
    let day = ExcelDateTime::from_ymd(2000, 1, 1).expect("a day of Excel's");
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    for sheet in sheets {
        fill(sheet, book.add_worksheet()).expect("names and cells are cut to what Excel takes");
    }
    book.save_to_buffer().expect("memory takes everything")
}

/// The formats of cells.
struct Formats {
    head: Format,
    words: Format,
    /// For words that Excel would compute as soon as somebody edits the cell.
    quoted: Format,
    /// For words whose digits matter.
    digits: Format,
    sum: Format,
    day: Format,
}

fn formats() -> Formats {
    let cell = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter);
    Formats {
        head: head.set_background_color("#DDEBF7").set_border(FormatBorder::Thin),
        words: cell(),
        quoted: cell().set_quote_prefix(),
        digits: cell().set_num_format("@"),
        sum: cell().set_num_format("#,##0"),
        day: cell().set_num_format("dd/mm/yyyy"),
    }
}

fn fill(sheet: &Sheet, page: &mut Worksheet) -> Result<(), XlsxError> {
    let formats = formats();
    page.set_name(sheet.kind.sheet())?;
    for (column, at) in (0_u16..).zip(&sheet.columns) {
        let own = &sheet.kind.columns()[*at];
        page.write_string_with_format(0, column, own.head.unwrap_or_default(), &formats.head)?;
        page.set_column_width(column, f64::from(own.width))?;
    }
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            if let Some(cell) = cell {
                write(page, row, column, cell, &formats)?;
            }
        }
        // Excel would make a row of forty papers as high as the screen.
        page.set_row_height(row, 60)?;
    }
    page.set_row_height(0, 34)?;
    // Below the head, and beside the name.
    let beside = sheet.columns.iter().position(|at| is_title(sheet, *at)).map_or(1, |at| at + 1);
    page.set_freeze_panes(1, u16::try_from(beside).unwrap_or(1))?;
    let last = (
        u32::try_from(sheet.rows.len()).unwrap_or(0),
        u16::try_from(sheet.columns.len()).unwrap_or(1) - 1,
    );
    page.autofilter(0, 0, last.0.max(1), last.1)?;
    page.set_landscape();
    page.set_repeat_rows(0, 0)?;
    Ok(())
}

fn is_title(sheet: &Sheet, at: usize) -> bool {
    use crate::sheet::columns::Role;
    matches!(sheet.kind.columns()[at].role, Role::Key("title", _))
}

fn write(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match &cell.content {
        Content::Number(number) => {
            page.write_number_with_format(row, column, *number, &formats.sum)?
        }
        Content::Day(day) => {
            let (year, month, date) = (day.year(), day.month(), day.day());
            let day = ExcelDateTime::from_ymd(
                u16::try_from(year).unwrap_or(1900),
                u8::try_from(month).unwrap_or(1),
                u8::try_from(date).unwrap_or(1),
            );
            match day {
                Ok(day) => page.write_datetime_with_format(row, column, &day, &formats.day)?,
                // Excel knows no day before 1900.
                Err(_) => {
                    page.write_string_with_format(row, column, cell.said(), &formats.digits)?
                }
            }
        }
        _ => {
            let words = cell.said();
            let format = if acts(&words) {
                &formats.quoted
            } else if words.bytes().all(|b| b.is_ascii_digit() || b" .,-+/:".contains(&b)) {
                &formats.digits
            } else {
                &formats.words
            };
            page.write_string_with_format(row, column, words, format)?
        }
    };
    Ok(())
}

/// Says whether a spreadsheet would compute words (OWASP, *CSV Injection*), or whoever reads the file
/// take an apostrophe of theirs for its mark.
fn acts(words: &str) -> bool {
    let bare = words.trim_start_matches('\'');
    bare.starts_with(['=', '+', '-', '@', '\t', '\r'])
        || (bare.len() < words.len() && bare.starts_with(|c: char| c.is_ascii_digit()))
}

/// Writes CSV (RFC 4180).
pub(super) fn csv(sheet: &Sheet) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::from("\u{feff}".as_bytes()));
    let heads = sheet.columns.iter().map(|at| sheet.kind.columns()[*at].head.unwrap_or_default());
    let mut add = |row: Vec<String>| {
        writer.write_record(row).expect("writing to memory cannot fail, and rows are even");
    };
    add(heads.map(str::to_owned).collect());
    for cells in &sheet.rows {
        let words = |cell: &Option<Cell>| {
            let words = cell.as_ref().map(Cell::said).unwrap_or_default();
            if acts(&words) { format!("'{words}") } else { words }
        };
        add(cells.iter().map(words).collect());
    }
    writer.into_inner().expect("writing to memory cannot fail")
}
