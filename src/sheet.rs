//! Lists in Excel and the files of the project: one into the other.
//!
//! `export` writes every key of every file so that [`import`] reads the same again: what no cell can
//! say readably stands as YAML in a column of its own. `import` takes the sheets that officials have,
//! says of every row and cell what becomes of it, and never fills in what is not there.

mod columns;
pub mod export;
mod forms;
mod grid;
mod heads;
pub mod import;
mod known;
mod notation;
mod open;
mod remark;
mod rows;
mod told;

pub use columns::Kind;
pub use remark::Remark;
pub use told::Change;

/// The most characters of a cell of Excel.
const CELL: usize = 32_767;
