//! Results in rows and columns, for a terminal, for Excel, and as CSV.
//!
//! Cells come from content and from photos: none of them ever acts as a formula or as a command of
//! the terminal.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use crate::diagnostic::Text;

/// Rows and columns under a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is; also the name of the sheet in Excel, there at most 31 characters.
    pub title: Text,
    /// The head of each column.
    pub columns: Vec<Text>,
    /// As many cells in each row as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words of content, as they are.
    Words(String),
    /// Words of ours, in both languages.
    Said(Text),
    /// A count.
    Count(usize),
}

impl Cell {
    /// Returns its words on one line, without signs that a terminal would obey.
    #[must_use]
    pub fn words(&self, english: bool) -> String {
        let words = match self {
            Self::Words(words) => words.clone(),
            Self::Said(text) => text.pick(english).to_owned(),
            Self::Count(count) => return count.to_string(),
        };
        words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
    }
}

impl From<&str> for Cell {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<Text> for Cell {
    fn from(text: Text) -> Self {
        Self::Said(text)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

/// The widest column of an Excel sheet, in characters: beyond it words go on in the next line.
const WIDEST: usize = 70;

impl Table {
    /// Writes it for a terminal: columns aligned, two spaces between them, the last one ragged.
    #[must_use]
    pub fn text(&self, english: bool) -> String {
        let head: Vec<String> =
            self.columns.iter().map(|column| column.pick(english).to_owned()).collect();
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(self.cells(english)).collect();
        let widths = widths(&rows);
        let mut text = String::new();
        for row in rows {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                line += cell;
                line += &" ".repeat(width + 2 - cell.chars().count());
            }
            text += line.trim_end();
            text.push('\n');
        }
        text
    }

    /// Writes it as CSV (RFC 4180): UTF-8 with BOM, so that Excel shows Vietnamese right. A cell
    /// that Excel would take for a formula begins with an apostrophe.
    #[must_use]
    pub fn csv(&self, english: bool) -> String {
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::from("\u{feff}".as_bytes()));
        let head: Vec<&str> = self.columns.iter().map(|column| column.pick(english)).collect();
        let mut add = |row: &[String]| {
            writer.write_record(row).expect("writing to memory cannot fail, and rows are even");
        };
        add(&head.iter().map(|cell| disarmed(cell)).collect::<Vec<_>>());
        for row in self.cells(english) {
            add(&row.iter().map(|cell| disarmed(cell)).collect::<Vec<_>>());
        }
        let bytes = writer.into_inner().expect("writing to memory cannot fail");
        String::from_utf8(bytes).expect("cells are text")
    }

    fn cells(&self, english: bool) -> impl Iterator<Item = Vec<String>> {
        self.rows.iter().map(move |row| row.iter().map(|cell| cell.words(english)).collect())
    }

    fn fill(&self, sheet: &mut Worksheet, english: bool) -> Result<(), XlsxError> {
        sheet.set_name(sheet_name(self.title.pick(english)))?;
        let bold = Format::new().set_bold().set_text_wrap();
        let wrapped = Format::new().set_text_wrap();
        for (column, head) in (0..).zip(&self.columns) {
            sheet.write_string_with_format(0, column, head.pick(english), &bold)?;
        }
        for (line, row) in (1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(row) {
                match cell {
                    Cell::Count(count) => sheet.write_number(line, column, *count as f64)?,
                    // A string of its own kind: Excel never computes it.
                    _ => sheet.write_string_with_format(
                        line,
                        column,
                        excel_words(&cell.words(english)),
                        &wrapped,
                    )?,
                };
            }
        }
        let head: Vec<String> = self.columns.iter().map(|c| c.pick(english).to_owned()).collect();
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(self.cells(english)).collect();
        for (column, width) in (0..).zip(widths(&rows)) {
            sheet.set_column_width(column, width.clamp(6, WIDEST) as f64 + 2.0)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }
}

/// Writes tables as one Excel workbook, a sheet each.
///
/// # Panics
/// Never: names and cells are cut to what Excel takes before they are written.
#[must_use]
pub fn workbook(tables: &[Table], english: bool) -> Vec<u8> {
    let mut workbook = Workbook::new();
    // The same tables give the same bytes on any day.
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1).expect("a day of Excel's");
    workbook.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&day));
    for table in tables {
        table.fill(workbook.add_worksheet(), english).expect("cells are cut to what Excel takes");
    }
    workbook.save_to_buffer().expect("memory takes everything")
}

fn widths(rows: &[Vec<String>]) -> Vec<usize> {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    (0..columns).map(width).collect()
}

/// Keeps a spreadsheet from taking a cell for a formula (OWASP, *CSV Injection*).
fn disarmed(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// Makes the name of a sheet that Excel takes: at most 31 characters, none of `[]:*?/\`, no
/// apostrophe at an end; the name of a commune may have any of them.
fn sheet_name(title: &str) -> String {
    let allowed = |c: char| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c };
    let name: String = title.chars().map(allowed).take(31).collect();
    let name = name.trim_matches(['\'', ' ']);
    if name.is_empty() { "1".to_owned() } else { name.to_owned() }
}

/// Cuts words to what a cell of Excel takes: 32,767 characters.
fn excel_words(words: &str) -> String {
    words.chars().take(32_767).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::say;

    fn table() -> Table {
        Table {
            title: say("Bảng", "Table"),
            columns: vec![say("Nơi", "Where"), say("Số tờ", "Sheets"), say("Vì sao", "Why")],
            rows: vec![
                vec!["Thôn Đông".into(), 3.into(), "=HYPERLINK(\"https://x\")".into()],
                vec!["Ấp 1, khu 2".into(), 12.into(), say("đủ", "\u{1b}[31mall").into()],
            ],
        }
    }

    #[test]
    fn columns_stand_under_each_other() {
        assert_eq!(
            table().text(true),
            "Where        Sheets  Why\n\
             Thôn Đông    3       =HYPERLINK(\"https://x\")\n\
             Ấp 1, khu 2  12       [31mall\n"
        );
    }

    #[test]
    fn excel_computes_nothing_of_it() {
        let csv = table().csv(false);
        assert_eq!(
            csv,
            "\u{feff}Nơi,Số tờ,Vì sao\n\
             Thôn Đông,3,\"'=HYPERLINK(\"\"https://x\"\")\"\n\
             \"Ấp 1, khu 2\",12,đủ\n"
        );
    }

    #[test]
    fn a_workbook_is_the_same_on_any_day() {
        let book = workbook(&[table(), table_named("Khác")], false);
        assert!(book.starts_with(b"PK"));
        assert_eq!(book, workbook(&[table(), table_named("Khác")], false));
    }

    #[test]
    fn any_name_of_a_commune_can_name_a_sheet() {
        for (title, name) in [
            ("Thủ tục Xã Ví Dụ", "Thủ tục Xã Ví Dụ"),
            ("Xã: 'A' [1/2] \\ *?", "Xã  'A'  1 2"),
            ("'A'", "A"),
            (":?*", "1"),
        ] {
            assert_eq!(sheet_name(title), name);
            assert!(workbook(&[table_named(title)], false).starts_with(b"PK"));
        }
    }

    fn table_named(name: &str) -> Table {
        Table { title: say(name, name), ..table() }
    }
}
