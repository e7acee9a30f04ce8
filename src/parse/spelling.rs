//! The names of keys: what people write instead, where a key belongs, and how it is written.

pub(super) use crate::diagnostic::nearest;

/// Returns one line that shows how a key is written.
pub(super) fn example(key: &str) -> &'static str {
    EXAMPLES.iter().find(|(name, _)| *name == key).map_or("…", |(_, example)| example)
}

/// Returns the keys inside which `key` belongs.
pub(super) fn homes(key: &str) -> &'static [&'static str] {
    HOMES.iter().find(|(name, _)| *name == key).map_or(&[], |(_, homes)| homes)
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

/// Returns a text as an id: `Đăng ký khai sinh` gives `dang-ky-khai-sinh`.
pub(super) fn slug(text: &str) -> String {
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

/// Keys that stand inside others, for lines that lost their indent.
const HOMES: [(&str, &[&str]); 29] = [
    ("amount", &["fee"]),
    ("unit", &["fee"]),
    ("tiers", &["fee"]),
    ("max", &["fee"]),
    ("exemptions", &["fee"]),
    ("working_days", &["time"]),
    ("same_day", &["time"]),
    ("days", &["time", "deadline"]),
    ("hours", &["hall", "time"]),
    ("cutoff", &["time"]),
    ("after", &["time", "cutoff"]),
    ("in_person", &["channels"]),
    ("online", &["channels"]),
    ("post", &["channels"]),
    ("originals", &["documents"]),
    ("copies", &["documents"]),
    ("brief", &["documents", "steps"]),
    ("any_of", &["documents"]),
    ("when", &["documents"]),
    ("form", &["documents"]),
    ("ssid", &["wifi"]),
    ("password", &["wifi"]),
    ("role", &["contact"]),
    ("decides", &["authority"]),
    ("receives", &["authority"]),
    ("number", &["decision", "plan", "legal", "changed_by"]),
    ("date", &["decision", "plan", "legal", "changed_by"]),
    ("what", &["changed_by"]),
    ("by", &["checked", "plan"]),
];

/// One line for each key, as it is written.
const EXAMPLES: [(&str, &str); 104] = [
    ("title", "title: Đăng ký khai sinh"),
    ("summary", "summary: Ghi nhận việc sinh, cấp giấy khai sinh."),
    ("official_title", "official_title: Thủ tục đăng ký khai sinh"),
    ("code", "code: \"1.001193\""),
    ("status", "status: active"),
    ("replaced_by", "replaced_by: dang-ky-khai-sinh"),
    ("aliases", "aliases: [khai-sinh-cu]"),
    ("replaces", "replaces: [\"2.001023\"]"),
    ("audience", "audience: [citizen]"),
    ("level", "level: Cấp xã"),
    ("portal", "portal: \"https://dichvucong.gov.vn/…\""),
    ("changed_by", "changed_by: [{number: 45/QĐ-UBND, date: 2026-09-05, what: Bớt bản sao}]"),
    ("decision", "decision: {number: 163/QĐ-BTP, date: 2026-01-20}"),
    ("checked", "checked: {on: 2026-10-01, by: Công chức tư pháp – hộ tịch}"),
    ("sources", "sources: [\"dichvucong.gov.vn, 2026-07-20\"]"),
    ("unverified", "unverified: [{key: fee, note: Chưa hỏi tỉnh}]"),
    ("authority", "authority: {decides: UBND xã, receives: Trung tâm Phục vụ hành chính công}"),
    ("decides", "decides: UBND xã"),
    ("receives", "receives: Trung tâm Phục vụ hành chính công"),
    ("supports", "supports: [Công an xã]"),
    ("channels", "channels: {in_person: {}, online: {level: full}}"),
    ("in_person", "in_person: {}"),
    ("online", "online: {level: full}"),
    ("post", "post: {}"),
    ("office_hours", "office_hours: Sáng thứ Hai đến thứ Sáu"),
    ("fee", "fee: 8000"),
    ("amount", "amount: 8000"),
    ("tiers", "tiers: [{upto: 2, amount: 2000}, {amount: 1000}]"),
    ("upto", "upto: 2"),
    ("max", "max: 200000"),
    ("per", "per: bản"),
    ("exemptions", "exemptions: [Hộ nghèo, Người khuyết tật]"),
    ("unit", "unit: trang"),
    ("time", "time: {working_days: 3}"),
    ("working_days", "working_days: 3"),
    ("days", "days: 60"),
    ("same_day", "same_day: true"),
    ("cutoff", "cutoff: \"15:00\""),
    ("after", "after: next_working_day"),
    ("deadline", "deadline: {days: 60, from: ngày sinh}"),
    ("documents", "documents: [{name: Tờ khai, originals: 1}]"),
    ("name", "name: Tờ khai"),
    ("brief", "brief: Tờ khai"),
    ("originals", "originals: 1"),
    ("copies", "copies: 0"),
    ("form", "form: {name: Mẫu CT01, file: forms/ct01.docx}"),
    ("file", "file: forms/ct01.docx"),
    ("when", "when: Nếu nhờ người khác"),
    ("any_of", "any_of: [Giấy chứng sinh, Giấy cam đoan]"),
    ("show", "show: true"),
    ("note", "note: HĐND tỉnh quyết định"),
    ("group", "group: Phải xuất trình"),
    ("cases", "cases: [{id: o-thue, title: Ở thuê, documents: [{name: Hợp đồng thuê}]}]"),
    ("id", "id: o-thue"),
    ("ask", "ask: Nhà ai đứng tên?"),
    ("steps", "steps: [Chụp rõ giấy chứng sinh., Mở VNeID và đăng nhập.]"),
    ("text", "text: Theo quy định của HĐND tỉnh"),
    ("channel", "channel: online"),
    ("result", "result: [Giấy khai sinh]"),
    ("legal", "legal: [{number: 60/2014/QH13, title: Luật Hộ tịch}]"),
    ("number", "number: 163/QĐ-BTP"),
    ("date", "date: 2026-01-20"),
    ("url", "url: \"https://dichvucong.gov.vn/…\""),
    ("valid", "valid: {from: 2026-01-20}"),
    ("help", "help: {write_for_me: allowed, home_service: true}"),
    ("write_for_me", "write_for_me: allowed"),
    ("home_service", "home_service: true"),
    ("reason", "reason: Pháp luật yêu cầu tự viết"),
    ("keywords", "keywords: [giấy khai sinh, con mới đẻ]"),
    ("related", "related: [dang-ky-ket-hon]"),
    ("conditions", "conditions: [Hai bên có mặt khi đăng ký]"),
    ("refusals", "refusals: [Hồ sơ giả mạo]"),
    ("benefit", "benefit: [Trợ cấp hằng tháng]"),
    ("notes", "notes: [Mang theo bản chính]"),
    ("faq", "faq: [{q: \"Ông bà làm thay được không?\", a: Được.}]"),
    ("q", "q: \"Ông bà làm thay được không?\""),
    ("a", "a: Được."),
    ("recording", "recording: forms/dang-ky-khai-sinh.mp3"),
    ("qr_text", "qr_text: \"Xã Ví Dụ. Đăng ký khai sinh…\""),
    ("key", "key: fee"),
    ("on", "on: 2026-10-01"),
    ("address", "address: https://tthc.xa-vi-du.example/"),
    ("commune", "commune: Xã Ví Dụ"),
    ("province", "province: Tỉnh Ví Dụ"),
    ("centre", "centre: {name: Trung tâm Phục vụ hành chính công, address: Thôn 1}"),
    ("phone", "phone: \"0912 345 678\""),
    ("hours", "hours: {mon: [7:30-11:30, 13:30-17:00]}"),
    ("holidays", "holidays: [{date: 2026-09-02, name: Quốc khánh}]"),
    ("swapped", "swapped: [{off: 2026-01-02, on: 2026-01-10}]"),
    ("off", "off: 2026-01-02"),
    ("allow_hosts", "allow_hosts: [dichvucong.gov.vn]"),
    ("languages", "languages: [vi, en]"),
    ("posters", "posters: {size: A3, kinds: [board, sheet]}"),
    ("kind", "kind: board"),
    ("ssid", "ssid: NhaVanHoa"),
    ("password", "password: \"12345678\""),
    ("wifi", "wifi: {ssid: NhaVanHoa, password: \"12345678\"}"),
    ("procedures", "procedures: all"),
    ("sheets", "sheets: [dang-ky-khai-sinh]"),
    ("weekdays", "weekdays: [fri]"),
    ("covers", "covers: {all: true}"),
    ("promises", "promises: [same_day, no_slip]"),
    ("order", "order: 1"),
    ("merged_into", "merged_into: thon-vi-du"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_lost_its_indent_finds_the_paper_that_changed_something() {
        for key in ["number", "date", "what"] {
            assert!(homes(key).contains(&"changed_by"), "{key}");
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
