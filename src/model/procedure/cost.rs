//! What a procedure costs, in money and in time.

use crate::model::{ClockTime, Dong};

/// What it costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fee {
    /// The sum, or what the law says where it leaves the sum open.
    pub amount: Option<Amount>,
    /// Per what: `trang`, `bản`.
    pub unit: Option<String>,
    /// Steps of the price; the last has no `upto`.
    pub tiers: Vec<Tier>,
    /// The most that is asked.
    pub max: Option<Max>,
    /// Who pays nothing; always beside the sum.
    pub exemptions: Vec<String>,
    /// An explanation.
    pub note: Option<String>,
}

/// A sum, or words for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Whole đồng.
    Dong(Dong),
    /// What the law or the source says; never a number of ours.
    Text(String),
}

/// A step of a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Up to and with this many units; the last tier has none.
    pub upto: Option<u32>,
    /// The price of one unit.
    pub amount: Dong,
}

/// The most that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Max {
    /// The sum.
    pub amount: Dong,
    /// For one of what.
    pub per: Option<String>,
}

/// How long it takes after a complete file was handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Processing {
    /// The length, when it is a number with a unit.
    pub length: Option<Length>,
    /// In words: alone, or as an explanation beside the length.
    pub text: Option<String>,
    /// What is handed in later counts as of `after`.
    pub cutoff: Option<ClockTime>,
    /// What happens after the cut-off.
    pub after: Option<AfterCutoff>,
}

/// A length of time with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Ngày làm việc.
    WorkingDays(u16),
    /// Ngày.
    Days(u16),
    /// Giờ.
    Hours(u16),
    /// Trong ngày.
    SameDay,
}

/// What happens to a file handed in after the cut-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterCutoff {
    /// It counts as handed in, or is answered, on the next working day.
    NextWorkingDay,
}
