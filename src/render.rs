//! Site, theme and ledger to output. Knows no date: the same content gives the same bytes.

pub mod address;
pub mod drawing;
pub mod export;
pub mod font;
pub mod layout;
pub mod page;
pub mod poster;
pub mod qr;
pub mod steps;
pub mod words;

use crate::model::Id;
use crate::model::village::Kind;

use drawing::Drawing;

/// One sheet of paper, drawn.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The file below `public/` without its ending: `posters/thon-dong/board-1`.
    pub file: String,
    /// What it says in a file list or a PDF title: `Bảng tra cứu – Thôn Đông – tờ 1/2`.
    pub title: String,
    /// What is on it.
    pub kind: Kind,
    /// The hall where it hangs.
    pub hall: Id,
    /// Everything that is to be drawn.
    pub drawing: Drawing,
}
