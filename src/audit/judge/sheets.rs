//! Which sheets a photo shows: the fewest of those that hang that explain the codes it has.

use super::{Label, Unread, is_of, label};
use crate::audit::search::Found;
use crate::ledger::prints::{Code, Item, Print};

/// The sheets of a photo, and which of their codes were read.
pub(super) struct Matched<'a> {
    /// The recognised sheets, the surest first.
    pub(super) sheets: Vec<&'a Print>,
    unread: Vec<(&'a Print, &'a Item)>,
}

impl Matched<'_> {
    /// Returns the codes that the recognised sheets have and that were not read.
    pub(super) fn unread(&self, hall: u32) -> Vec<Unread> {
        let unread = self.unread.iter().filter_map(|(print, item)| {
            let of: Label = label(print, item)?;
            debug_assert_eq!(of.hall, hall);
            // Of a wifi code the ledger has no more than a digest.
            let payload = if of.code == Code::Wifi { String::new() } else { item.payload.clone() };
            Some(Unread { of, payload })
        });
        unread.collect()
    }
}

/// A sheet with how far the photo shows it.
struct Candidate<'a> {
    print: &'a Print,
    /// Its codes that are still unexplained in the photo, by their place there.
    explains: Vec<usize>,
    /// Of those, links and steps: what tells one sheet of a hall from another.
    telling: usize,
    /// Whether a code of it stands on no sheet recognised so far.
    own: bool,
    codes: usize,
}

impl Candidate<'_> {
    /// Says whether the photo has several codes of the sheet, and all of them.
    fn is_whole(&self) -> bool {
        self.codes > 1 && self.explains.len() == self.codes
    }
}

/// Recognises sheets one by one: always the one that explains most of what is left.
///
/// A link may stand on a board and on the sheet of its procedure. While a recognised sheet misses a
/// code, such a sheet is only recognised when the photo has something of it that no other has, or
/// several codes and all of them: else a copy of a code, stuck over another, would pass as a glimpse of a sheet that
/// is not there.
pub(super) fn matched<'a>(hanging: &[&'a Print], found: &[Found]) -> Matched<'a> {
    let mut free: Vec<bool> = vec![true; found.len()];
    let mut sheets: Vec<&Print> = Vec::new();
    let mut unread = Vec::new();
    loop {
        let left = hanging.iter().filter(|print| !sheets.iter().any(|s| s.serial == print.serial));
        let candidates = left.map(|print| candidate(print, found, &free, &sheets));
        let best = candidates
            // The codes that every sheet of a hall has tell none of them.
            .filter(|it| it.telling > 0 || it.is_whole())
            .filter(|it| it.own || it.is_whole() || unread.is_empty())
            .max_by(|a, b| {
                let share = |it: &Candidate<'_>| it.explains.len() as f32 / it.codes as f32;
                (a.telling, a.own)
                    .cmp(&(b.telling, b.own))
                    .then(a.explains.len().cmp(&b.explains.len()))
                    .then(share(a).total_cmp(&share(b)))
                    .then(b.print.serial.cmp(&a.print.serial))
            });
        let Some(best) = best else { break };
        let of_it = |at: &usize| &found[*at];
        for item in best.print.items.iter().filter(|item| item.code.is_some()) {
            let read = best.explains.iter().map(of_it).any(|f| is_of(f, item, best.print.hall));
            if !read {
                unread.push((best.print, item));
            }
        }
        best.explains.iter().for_each(|at| free[*at] = false);
        sheets.push(best.print);
    }
    Matched { sheets, unread }
}

fn candidate<'a>(
    print: &'a Print,
    found: &[Found],
    free: &[bool],
    sheets: &[&Print],
) -> Candidate<'a> {
    let mut it = Candidate { print, explains: Vec::new(), telling: 0, own: false, codes: 0 };
    for item in print.items.iter().filter(|item| item.code.is_some()) {
        it.codes += 1;
        let at = (0..found.len()).find(|at| {
            free[*at] && !it.explains.contains(at) && is_of(&found[*at], item, print.hall)
        });
        let Some(at) = at else { continue };
        it.explains.push(at);
        if !matches!(item.code, Some(Code::Link | Code::Steps(_))) {
            continue;
        }
        it.telling += 1;
        let elsewhere =
            |other: &&Print| other.items.iter().any(|o| is_of(&found[at], o, other.hall));
        it.own |= !sheets.iter().any(elsewhere);
    }
    it
}
