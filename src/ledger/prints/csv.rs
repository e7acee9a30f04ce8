//! `content/ledger/prints.csv` as text: one line a code or a thing told, strict in, canonical out.
//!
//! A sheet is a run of lines, a batch is a run of sheets. Every line says which of how many lines of
//! its batch it is; its check code also covers the line before it, and the first line of a batch names
//! the check code that an earlier batch ended with. So an edited line, a lost one and a lost batch are
//! told apart, and two machines that print at the same time can still be joined line by line.

mod read;
mod write;

use crate::ledger::line::File;
use crate::model::date::Date;

pub(super) use read::read;

/// Where the prints stand.
pub(super) const FILE: File = File {
    path: "content/ledger/prints.csv",
    head: "batch,row,rows,after,date,hall,sheet,kind,subject,page,paper,month,number,id,code,payload,seen,check",
    head_code: "prints-head",
    name: ("sổ in", "the ledger of prints"),
};

/// The word of a line that takes a sheet down.
const DOWN: &str = "down";

/// Returns the month as the foot of a sheet says it: `11/2026`.
fn month(date: Date) -> String {
    format!("{}/{}", date.month(), date.year())
}
