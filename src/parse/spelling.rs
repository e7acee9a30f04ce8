//! What people write instead of the names of keys and words. What the keys are is in the catalogue.

pub(super) use crate::diagnostic::nearest;

use crate::catalogue::{self, Key, Shape};

/// Returns one line that shows how a key is written, whatever file it is of.
pub(super) fn example(key: &str) -> String {
    catalogue::find(key).map_or_else(|| format!("{key}: …"), Key::line)
}

/// Says whether some file has such a key.
pub(super) fn is_key(word: &str) -> bool {
    catalogue::find(word).is_some()
}

/// Says whether the value of a key is a text and nothing else, whatever it begins with.
pub(super) fn takes_text(key: &str) -> bool {
    let shape = catalogue::find(key).map(|key| key.shape);
    matches!(shape, Some(Shape::Text | Shape::Short(_) | Shape::Digits))
}

/// Finds which of `known` somebody meant by the key `written`.
pub(super) fn key_meant(written: &str, known: &[&'static str]) -> Option<&'static str> {
    let plain = plain(written);
    let alias = ALIASES.iter().find(|(name, _)| *name == plain).map(|(_, keys)| *keys);
    let by_alias = alias.and_then(|keys| keys.iter().find(|key| known.contains(key)).copied());
    let by_word = || known.iter().find(|key| word(&plain).contains(*key)).copied();
    by_alias.or_else(by_word).or_else(|| nearest(&plain, known.iter().copied()))
}

/// Returns the words of YAML that a Vietnamese or English word stands for.
fn word(plain: &str) -> &'static [&'static str] {
    WORDS.iter().find(|(name, _)| *name == plain).map_or(&[], |(_, words)| words)
}

/// Finds which of the words `known` somebody meant by the value `written`.
pub(super) fn choice_meant<'k>(written: &str, known: &[&'k str]) -> Option<&'k str> {
    let plain = plain(written);
    let by_word = known.iter().find(|known| word(&plain).contains(*known)).copied();
    by_word.or_else(|| nearest(&plain, known.iter().copied()))
}

/// Returns the id that `written` is a slip of the pen from: at most two letters differ.
///
/// Ids begin alike (`dang-ky-khai-sinh`, `dang-ky-giam-ho`), so that likeness as of `nearest`
/// would offer another procedure for one that was deleted.
pub fn nearest_id<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let distances = known.map(|id| (strsim::osa_distance(written, id), id));
    distances.filter(|(distance, _)| *distance <= 2).min().map(|(_, id)| id)
}

/// Returns a text as a key: small letters without accents, `_` between words.
pub(super) fn plain(text: &str) -> String {
    let plain = deunicode::deunicode(text).to_lowercase();
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("_")
}

/// Returns a text as an id: `Đăng ký khai sinh` gives `dang-ky-khai-sinh`; at most 80 characters,
/// nothing of a text without letters and digits.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = plain(text).replace('_', "-");
    slug.truncate(80);
    slug.trim_end_matches('-').to_owned()
}

/// What people write for a key, without accents, with the keys it can mean.
const ALIASES: [(&str, &[&str]); 58] = [
    ("ten", &["title", "name"]),
    ("name", &["title", "name"]),
    ("title", &["title", "name"]),
    ("ten_thu_tuc", &["title"]),
    ("tieu_de", &["title"]),
    ("tom_tat", &["summary"]),
    ("mo_ta", &["summary", "note"]),
    ("description", &["summary", "note"]),
    ("ten_day_du", &["official_title"]),
    ("ma", &["code"]),
    ("ma_thu_tuc", &["code"]),
    ("trang_thai", &["status"]),
    ("giay_to", &["documents"]),
    ("ho_so", &["documents"]),
    ("thanh_phan_ho_so", &["documents"]),
    ("document", &["documents"]),
    ("docs", &["documents"]),
    ("papers", &["documents"]),
    ("cac_buoc", &["steps"]),
    ("buoc", &["steps"]),
    ("trinh_tu", &["steps"]),
    ("phi", &["fee"]),
    ("le_phi", &["fee"]),
    ("phi_le_phi", &["fee"]),
    ("price", &["fee", "amount"]),
    ("so_tien", &["amount", "fee"]),
    ("thoi_gian", &["time", "hours"]),
    ("thoi_han", &["time", "deadline"]),
    ("duration", &["time"]),
    ("ket_qua", &["result"]),
    ("truong_hop", &["cases"]),
    ("case", &["cases"]),
    ("doi_tuong", &["audience"]),
    ("can_cu", &["legal"]),
    ("can_cu_phap_ly", &["legal"]),
    ("law", &["legal"]),
    ("tu_khoa", &["keywords"]),
    ("lien_quan", &["related"]),
    ("yeu_cau", &["conditions"]),
    ("dieu_kien", &["conditions", "when"]),
    ("ghi_chu", &["note", "notes"]),
    ("note", &["note", "notes"]),
    ("notes", &["notes", "note"]),
    ("hinh_thuc", &["channels"]),
    ("truc_tiep", &["in_person"]),
    ("truc_tuyen", &["online"]),
    ("buu_chinh", &["post"]),
    ("ban_chinh", &["originals"]),
    ("ban_sao", &["copies"]),
    ("dien_thoai", &["phone"]),
    ("so_dien_thoai", &["phone"]),
    ("dia_chi", &["address"]),
    ("mat_khau", &["password"]),
    ("ten_wifi", &["ssid"]),
    ("xa", &["commune"]),
    ("tinh", &["province"]),
    ("ngay", &["date", "days", "on"]),
    ("so", &["number"]),
];

/// What people write for a value, without accents, with the words it can mean.
const WORDS: [(&str, &[&str]); 44] = [
    ("thu_hai", &["mon"]),
    ("thu_2", &["mon"]),
    ("t2", &["mon"]),
    ("monday", &["mon"]),
    ("thu_ba", &["tue"]),
    ("thu_3", &["tue"]),
    ("t3", &["tue"]),
    ("tuesday", &["tue"]),
    ("thu_tu", &["wed"]),
    ("thu_4", &["wed"]),
    ("t4", &["wed"]),
    ("wednesday", &["wed"]),
    ("thu_nam", &["thu"]),
    ("thu_5", &["thu"]),
    ("t5", &["thu"]),
    ("thursday", &["thu"]),
    ("thu_sau", &["fri"]),
    ("thu_6", &["fri"]),
    ("t6", &["fri"]),
    ("friday", &["fri"]),
    ("thu_bay", &["sat"]),
    ("thu_7", &["sat"]),
    ("t7", &["sat"]),
    ("saturday", &["sat"]),
    ("chu_nhat", &["sun"]),
    ("cn", &["sun"]),
    ("sunday", &["sun"]),
    ("toan_trinh", &["full"]),
    ("muc_4", &["full"]),
    ("mot_phan", &["partial"]),
    ("muc_3", &["partial"]),
    ("nhap", &["draft"]),
    ("dang_ap_dung", &["active"]),
    ("hieu_luc", &["active"]),
    ("tam_dung", &["suspended"]),
    ("bai_bo", &["abolished"]),
    ("truc_tuyen", &["online"]),
    ("truc_tiep", &["in_person"]),
    ("buu_chinh", &["post"]),
    ("cong_dan", &["citizen"]),
    ("duoc", &["allowed"]),
    ("cam", &["forbidden"]),
    ("dong", &["closed"]),
    ("tat_ca", &["all"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_lost_its_indent_finds_the_paper_that_changed_something() {
        for key in ["number", "date", "what"] {
            assert!(crate::catalogue::homes(key).contains(&"changed_by"), "{key}");
        }
    }

    #[test]
    fn what_people_write_finds_its_key() {
        let known = ["title", "documents", "steps", "fee", "summary", "note"];
        for (written, meant) in [
            ("document", Some("documents")),
            ("Title", Some("title")),
            ("tên", Some("title")),
            ("giấy tờ", Some("documents")),
            ("Giấy tờ", Some("documents")),
            ("titel", Some("title")),
            ("sumary", Some("summary")),
            ("notes", Some("note")),
            ("xyz", None),
            ("", None),
        ] {
            assert_eq!(key_meant(written, &known), meant, "{written}");
        }
        assert_eq!(slug("Đăng ký khai sinh (mới)"), "dang-ky-khai-sinh-moi");
    }
}
