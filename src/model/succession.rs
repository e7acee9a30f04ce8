//! What came after what is over: the last in a chain of successors, in one step.

use std::collections::BTreeSet;

use super::procedure::Status;
use super::{Id, Procedure, Site, Village};

impl Site {
    /// Returns the procedure to do instead of one that is suspended or abolished: the last of its
    /// chain of `replaced_by`, when that is in force; nothing when the chain ends in something that
    /// is over too, or in a draft.
    #[must_use]
    pub fn successor<'a>(&'a self, of: &'a Procedure) -> Option<&'a Procedure> {
        let last = self.last_of(of).filter(|last| last.id != of.id)?;
        last.is_active().then_some(last)
    }

    /// Returns the last public procedure of a chain of `replaced_by`; the procedure itself when
    /// nothing follows it, nothing when the chain goes round in a circle.
    #[must_use]
    pub fn last_of<'a>(&'a self, of: &'a Procedure) -> Option<&'a Procedure> {
        let mut seen: BTreeSet<&Id> = BTreeSet::new();
        let mut at = of;
        while seen.insert(&at.id) {
            let over = matches!(at.status, Status::Suspended | Status::Abolished);
            let next = at.replaced_by.as_ref().filter(|_| over);
            match next.and_then(|id| self.procedure(id)).filter(|next| next.is_public()) {
                Some(next) => at = next,
                None => return Some(at),
            }
        }
        None
    }

    /// Returns the village that took one in: the last of its chain of `merged_into`; nothing when
    /// none did.
    #[must_use]
    pub fn merged<'a>(&'a self, village: &'a Village) -> Option<&'a Village> {
        let mut seen: BTreeSet<&Id> = BTreeSet::new();
        let mut at = village;
        while seen.insert(&at.id) {
            match at.merged_into.as_ref().and_then(|id| self.village(id)) {
                Some(next) => at = next,
                None => return (at.id != village.id).then_some(at),
            }
        }
        None
    }
}
