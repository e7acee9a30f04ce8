//! Halls by the names that people know them by.

use std::collections::BTreeSet;

use crate::diagnostic::{Text, say};
use crate::ledger::numbers::Ledger;
use crate::model::Site;
use crate::model::site::Thing;

/// What names halls.
#[derive(Clone, Copy)]
pub(super) struct Halls<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) site: &'a Site,
}

impl Halls<'_> {
    /// Names halls by their titles, the first five of them: `Thôn Đông, Thôn Tây và 3 nơi nữa`.
    pub(super) fn names(&self, numbers: &BTreeSet<u32>) -> Text {
        const MOST: usize = 5;
        let shown: Vec<Text> = numbers.iter().take(MOST).map(|number| self.name(*number)).collect();
        let joined =
            |pick: fn(&Text) -> &str| shown.iter().map(pick).collect::<Vec<_>>().join(", ");
        let (vi, en) = (joined(|text| &text.vi), joined(|text| &text.en));
        match numbers.len().saturating_sub(MOST) {
            0 => say(vi, en),
            more => say(format!("{vi} và {more} nơi nữa"), format!("{en} and {more} more")),
        }
    }

    fn name(&self, number: u32) -> Text {
        let row = self.ledger.owner(number).filter(|row| row.kind == Thing::Hall);
        let village = row.and_then(|row| self.site.village(&row.id));
        match (village, row) {
            (Some(village), _) => say(&village.title, &village.title),
            (None, Some(row)) => say(row.id.as_str(), row.id.as_str()),
            (None, None) => say(format!("nhà văn hóa số {number}"), format!("hall {number}")),
        }
    }
}
