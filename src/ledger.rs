//! What lives for ever: the permanent numbers, and every sheet that was printed. Rows are only added.
//!
//! A number that hangs on a wall lives for ever: it is minted once, never reused, and a thing that
//! vanished is an error that names the ways to mend it.

mod identity;
mod line;
mod numbers;
pub mod prints;
mod promise;
pub mod published;
pub mod seen;
pub mod slot;
pub mod stale;

pub use numbers::{Fixed, Ledger, Memory, Moved, Row, Settled, fix};
pub use prints::Prints;
pub use promise::settle;
