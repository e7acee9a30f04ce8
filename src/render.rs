//! Site, theme and ledger to output. Knows no date: the same content gives the same bytes.

pub mod address;
pub mod card;
pub mod clock;
pub mod drawing;
pub mod export;
pub mod feed;
pub mod font;
pub mod layout;
pub mod offline;
pub mod page;
pub mod poster;
pub mod qr;
pub mod redirects;
pub mod script;
mod search;
pub mod steps;
pub mod words;

use crate::ledger::prints::Item;
use crate::ledger::slot::Slot;
use crate::model::Id;

use drawing::Drawing;

/// One sheet of paper, drawn.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The file below `public/` without its ending: `posters/thon-dong/board-1`.
    pub file: String,
    /// What it says in a file list or a PDF title: `Bảng tra cứu – Thôn Đông – tờ 1/2`.
    pub title: String,
    /// What is on it, and which place on the wall it takes.
    pub slot: Slot,
    /// The hall where it hangs.
    pub hall: Id,
    /// What the ledger keeps of it when it is printed; the first is about the sheet as a whole.
    pub items: Vec<Item>,
    /// Everything that is to be drawn.
    pub drawing: Drawing,
}
