//! Results as tables, written to files besides.

use std::path::PathBuf;

use super::Context;
use crate::io;
use crate::table::{self, Table};

/// Where else a result is written.
#[derive(Clone, Debug, Default)]
pub struct Target {
    /// A CSV file, relative to the project: every row.
    pub csv: Option<PathBuf>,
    /// An Excel workbook, relative to the project: every table, a sheet each.
    pub xlsx: Option<PathBuf>,
}

/// Writes the files that were asked for: `rows` as CSV, all `tables` into the workbook.
pub(super) fn write(
    context: &Context,
    tables: &[Table; 2],
    rows: &Table,
    target: &Target,
) -> Result<(), io::Error> {
    let english = context.voice.english;
    if let Some(path) = &target.csv {
        io::copy::export(&context.root, path, rows.csv(english).as_bytes())?;
    }
    match &target.xlsx {
        Some(path) => io::copy::export(&context.root, path, &table::workbook(tables, english)),
        None => Ok(()),
    }
}
