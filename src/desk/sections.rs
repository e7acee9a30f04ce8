//! Headings above the keys of a long scaffold, in the order in which a clerk thinks of them.

use crate::catalogue::{Key, Kind};

/// A heading and the keys below it.
type Section = (&'static str, &'static [&'static str]);

/// The keys that a procedure may have beside those that stand ready.
const PROCEDURE: [Section; 7] = [
    (
        "Tên gọi, mã số, dành cho ai",
        &["official_title", "code", "summary", "audience", "level", "keywords"],
    ),
    ("Lệ phí và thời gian", &["fee", "time", "deadline"]),
    (
        "Nộp ở đâu, nhận được gì",
        &["channels", "office_hours", "authority", "portal", "result", "benefit"],
    ),
    ("Điều kiện và trường hợp riêng", &["conditions", "refusals", "cases"]),
    (
        "Căn cứ và lần đối chiếu",
        &["legal", "decision", "changed_by", "valid", "sources", "checked", "unverified"],
    ),
    ("Lời thêm cho người dân", &["notes", "faq", "help", "related", "recording", "qr_text"]),
    ("Khi đổi tên, thay thế, bãi bỏ", &["aliases", "replaces", "replaced_by"]),
];

/// Puts keys under their headings; what no heading names comes first, under none.
pub(super) fn sections<'a>(
    kind: Kind,
    keys: &[&'a Key],
) -> Vec<(Option<&'static str>, Vec<&'a Key>)> {
    let headings: &[Section] = if kind == Kind::Procedure { &PROCEDURE } else { &[] };
    let named = |key: &&&Key| headings.iter().any(|(_, names)| names.contains(&key.name));
    let rest: Vec<&Key> = keys.iter().filter(|key| !named(key)).copied().collect();
    let below = |names: &[&str]| -> Vec<&'a Key> {
        let find = |name: &&str| keys.iter().find(|key| key.name == *name).copied();
        names.iter().filter_map(find).collect()
    };
    let mut all = vec![(None, rest)];
    all.extend(headings.iter().map(|(heading, names)| (Some(*heading), below(names))));
    all.retain(|(_, keys)| !keys.is_empty());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_that_may_be_absent_has_one_heading() {
        let ready = ["title", "status", "documents", "steps"];
        let keys: Vec<&Key> = Kind::Procedure.group().keys.iter().collect();
        let sections = sections(Kind::Procedure, &keys);
        let (first, rest) = sections.split_first().expect("sections");
        let names = |keys: &[&Key]| keys.iter().map(|key| key.name).collect::<Vec<_>>();
        assert_eq!((first.0, names(&first.1)), (None, ready.to_vec()));
        let count: usize = rest.iter().map(|(_, keys)| keys.len()).sum();
        assert_eq!(count, keys.len() - ready.len());
        let written: usize = PROCEDURE.iter().map(|(_, names)| names.len()).sum();
        assert_eq!(written, count, "a name that the catalogue lacks, or one twice");
    }
}
