//! The site moved: paper goes on leading to where it was.

use std::collections::{BTreeMap, BTreeSet};

use super::Halls;
use crate::diagnostic::{Diagnostic, Diagnostics, say};
use crate::ledger::prints::Code;
use crate::ledger::stale;
use crate::model::Link;

/// Reports printed links under an address that the site neither has nor says that it had.
pub(super) fn report(halls: Halls<'_>, found: &mut Diagnostics) {
    let commune = &halls.site.commune;
    let spelled = |link: &Link| format!("{}/{}", link.host(), link.path().trim_matches('/'));
    let known: BTreeSet<String> =
        std::iter::once(&commune.address).chain(&commune.former_addresses).map(spelled).collect();
    let mut lost: BTreeMap<String, (usize, BTreeSet<u32>)> = BTreeMap::new();
    for print in halls.ledger.prints.all() {
        let links = print.items.iter().filter(|item| item.code == Some(Code::Link));
        let bases: BTreeSet<String> = links.map(|item| stale::base(&item.payload)).collect();
        for base in bases.into_iter().filter(|base| !known.contains(base)) {
            let (sheets, hang) = lost.entry(base).or_default();
            *sheets += 1;
            hang.insert(print.hall);
        }
    }
    for (base, (sheets, hang)) in lost {
        let names = halls.names(&hang);
        let address = format!("https://{}/", base.trim_end_matches('/'));
        let former = commune.former_addresses.iter().map(Link::as_str);
        let all = former.chain([address.as_str()]).map(|link| format!("\"{link}\""));
        let all = all.collect::<Vec<_>>().join(", ");
        let text = say(
            format!(
                "{sheets} tờ đã in ở {} dẫn đến {address}, mà trang nay ở địa chỉ khác",
                names.vi
            ),
            format!(
                "{sheets} printed sheet{} in {} lead{} to {address}, and the site has another address now",
                if sheets == 1 { "" } else { "s" },
                names.en,
                if sheets == 1 { "s" } else { "" }
            ),
        );
        let hint = say(
            format!(
                "viết vào content/site.yaml: former_addresses: [{all}]\n\
                 rồi làm tệp chuyển hướng cho máy chủ cũ: tracuu redirects --format nginx --from {address}"
            ),
            format!(
                "write in content/site.yaml: former_addresses: [{all}]\n\
                 then make the redirects for the old server: tracuu redirects --format nginx --from {address}"
            ),
        );
        let place = commune.origin.place("address");
        found.push(Diagnostic::error("address-changed", place, text).hint(hint));
    }
}
