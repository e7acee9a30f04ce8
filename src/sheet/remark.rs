//! What is said of a cell or a row: a sheet has no lines, so its places are `Sheet1!C12`.

use crate::diagnostic::Text;

/// Something said of a place in a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The sheet.
    pub sheet: String,
    /// The cell, `C12`; of a whole row its first cell.
    pub cell: String,
    /// What is said.
    pub text: Text,
}

impl Remark {
    pub(crate) fn new(sheet: &str, cell: String, text: Text) -> Self {
        Self { sheet: sheet.to_owned(), cell, text }
    }

    /// Returns where it is, as Excel writes it.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{}!{}", self.sheet, self.cell)
    }
}
