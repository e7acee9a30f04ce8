//! The permanent numbers of everything that has an address. Rows are only added.
//!
//! A number that hangs on a wall lives for ever: it is minted once, never reused, and a thing that
//! vanished is an error that names the ways to mend it.

mod csv;
mod numbers;
mod promise;

pub use numbers::{Ledger, Row};
pub use promise::settle;
