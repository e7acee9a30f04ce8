//! A village and its hall; posters.

use super::Shape::{Digits, Either, Group, Id, Link, List, OneOf, Text, YesNo};
use super::days::WEEK;
use super::site::{aliases, title};
use super::{Group as Keys, Rule, key};

/// The kinds of posters.
pub(super) const POSTER_KINDS: &[&str] =
    &["board", "sheet", "index", "notice", "program", "slogan", "leaflet", "survey"];
/// The sizes that a commune chooses from.
pub(super) const COMMON_SIZES: &[&str] = &["A4", "A3", "A2"];

/// `villages/<id>.md`.
pub(super) static VILLAGE: Keys = Keys {
    name: "village",
    keys: &[
        title("Thôn Ví Dụ"),
        key("procedures", Either(&OneOf(&["all"]), &List(&Id)), "all").says(
            "thủ tục trên bảng của thôn: all là tất cả, hoặc danh sách tên tệp theo thứ tự",
            "what hangs there: all, or a list of ids in order",
        ),
        key("sheets", List(&Id), "[dang-ky-khai-sinh]")
            .says("thủ tục có tờ riêng", "procedures with a sheet of their own"),
        key("hall", Group(&HALL), "{name: Nhà văn hóa thôn Ví Dụ}").says("nhà văn hóa", "the hall"),
        key("wifi", Group(&WIFI), "{ssid: NhaVanHoa, password: \"12345678\"}")
            .says("wifi của nhà văn hóa; không có thì không ghi", "its wifi; absent: none"),
        key("contact", Group(&CONTACT), "{role: Trưởng thôn, phone: \"0000 000 000\"}")
            .says("người để hỏi: ghi chức danh, không ghi tên", "whom to ask: a role, not a name"),
        key("steps_codes", YesNo, "true").says(
            "true: thêm mã không cần mạng trên bảng",
            "true: codes that need no network on the board too",
        ),
        key("posters", List(&Group(&POSTER)), "[{kind: board, size: A3, orientation: portrait}]")
            .says("các tờ in của thôn này; không ghi thì theo xã", "posters of this hall"),
        aliases("[thon-vi-du-cu]"),
        key("status", OneOf(&["open", "active", "closed"]), "open")
            .says("open: đang dùng; closed: đã đóng", "closed: the hall is no longer used"),
        key("merged_into", Id, "thon-vi-du")
            .says("đã nhập vào thôn nào", "which village it joined"),
    ],
    rules: &[Rule::AnyOf(&["procedures", "status", "merged_into"])],
};

static HALL: Keys = Keys {
    name: "hall",
    keys: &[
        key("name", Text, "Nhà văn hóa thôn Ví Dụ").says("tên nhà văn hóa", "its name"),
        key("address", Text, "Đầu thôn Ví Dụ").says("địa chỉ", "its address"),
        key("map", Link, "\"https://dichvucong.gov.vn/…\"").says("liên kết bản đồ", "a map"),
        key("hours", WEEK, "{mon: [18:00-20:00]}")
            .says("giờ mở cửa; ngày nào đóng thì không ghi", "opening hours"),
    ],
    rules: &[],
};

static WIFI: Keys = Keys {
    name: "wifi",
    keys: &[
        key("ssid", Text, "NhaVanHoa").needed().says("tên mạng, chép đúng từng chữ", "its name"),
        key("password", Text, "\"12345678\"")
            .says("mật khẩu, trong ngoặc kép; chỉ in trên tờ, không lên mạng", "on posters only"),
        key("open", YesNo, "true").says("true: mạng mở, không mật khẩu", "true: no password"),
    ],
    rules: &[Rule::AnyOf(&["password", "open"]), Rule::AtMostOne(&["password", "open"])],
};

static CONTACT: Keys = Keys {
    name: "contact",
    keys: &[
        key("role", Text, "Trưởng thôn").says("chức danh", "the role"),
        key("phone", Digits, "\"0000 000 000\"").says("điện thoại, trong ngoặc kép", "in quotes"),
    ],
    rules: &[],
};

/// One poster.
pub(super) static POSTER: Keys = Keys {
    name: "poster",
    keys: &[
        key("kind", OneOf(POSTER_KINDS), "board").needed().says(
            "loại tờ: board bảng mã, sheet tờ riêng, index mục lục, notice niêm yết…",
            "its kind",
        ),
        key("size", OneOf(&["A5", "A4", "A3", "A2"]), "A3")
            .says("cỡ giấy: A5 đến A2", "paper size"),
        key("orientation", OneOf(&["portrait", "landscape"]), "portrait")
            .says("portrait: dọc; landscape: ngang", "portrait or landscape"),
    ],
    rules: &[],
};
