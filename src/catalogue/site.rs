//! The commune, a field, a page.

use super::Shape::{
    Address, Date, Digits, Either, Free, Group, Host, Id, Language, Link, List, OneOf, Text, Whole,
    YesNo,
};
use super::days::WEEK;
use super::place::{COMMON_SIZES, POSTER, POSTER_KINDS};
use super::{Group as Keys, Key, Shape, key};

/// `site.yaml`.
pub(super) static SITE: Keys = Keys {
    name: "site",
    keys: &[
        key("commune", Text, "Xã Ví Dụ")
            .needed()
            .says("tên xã, in trên mọi trang và mọi tờ", "the commune, on every page and sheet"),
        key("province", Text, "Tỉnh Ví Dụ").says("tên tỉnh", "the province"),
        key("example", YesNo, "true").says(
            "true: xã ví dụ, mọi trang và mọi tờ đều ghi rõ; xã thật thì xóa dòng này",
            "true: an example, and every page and sheet says so",
        ),
        key("address", Address, "https://tthc.xa-vi-du.example/").needed().says(
            "địa chỉ của trang; mọi mã QR dẫn về đây, đừng đổi khi đã in",
            "where the site stands; every code leads here",
        ),
        key("former_addresses", List(&Address), "[\"https://cu.xa-vi-du.example/\"]")
            .says("các địa chỉ cũ", "former addresses"),
        key("centre", Group(&CENTRE), "{name: Trung tâm Phục vụ hành chính công, address: Thôn 1}")
            .says("nơi người dân đến nộp hồ sơ", "where people go"),
        key("phone", Digits, "\"0000 000 000\"").says(
            "điện thoại của xã, in trên mọi tờ; để trong dấu ngoặc kép",
            "the commune's phone, in quotes",
        ),
        key("feedback_url", Link, "https://gop-y.xa-vi-du.example/")
            .says("nơi góp ý, phản ánh; trên tờ in là một mã QR", "where to complain"),
        key("hours", WEEK, "{mon: [7:30-11:30, 13:30-17:00]}")
            .says("giờ làm việc; ngày nào nghỉ thì không ghi", "office hours"),
        key("holidays", List(&Group(&HOLIDAY)), "[{date: 2026-09-02, name: Quốc khánh}]")
            .says("ngày nghỉ lễ; Tết âm lịch, Giỗ Tổ thì ghi thêm khi có thông báo", "days off"),
        key("swapped", List(&Group(&SWAP)), "[{off: 2026-01-02, on: 2026-01-10}]")
            .says("ngày làm bù, khi có văn bản hoán đổi", "swapped days"),
        key("allow_hosts", List(&Host), "[dichvucong.gov.vn]")
            .says("những trang mà đường dẫn được phép dẫn tới", "hosts that links may lead to"),
        key("languages", List(&Language), "[vi, en]")
            .says("ngôn ngữ của trang: vi tiếng Việt, en tiếng Anh", "languages of the site"),
        key("posters", Group(&POSTERS), "{size: A3, kinds: [board, sheet]}").says(
            "tờ in, khi thôn không chọn riêng",
            "posters, when a hall has no choice of its own",
        ),
        key("recheck_months", Whole(1, 60), "12").says(
            "sau bao nhiêu tháng thì đối chiếu lại với nguồn; không ghi là 12",
            "after how many months a guide is checked again",
        ),
        key("retired", List(&Id), "[thu-tuc-chua-in]")
            .says("tên tệp đã bỏ hẳn mà chưa từng in", "ids given up that were never printed"),
        key("publish", Free, "{folder: ../web}").says("nơi đăng trang", "where it is published"),
    ],
    rules: &[],
};

static CENTRE: Keys = Keys {
    name: "centre",
    keys: &[
        key("name", Text, "Trung tâm Phục vụ hành chính công").says("tên", "its name"),
        key("address", Text, "Số 1 đường Ví Dụ").says("địa chỉ", "its address"),
        key("map", Link, "\"https://dichvucong.gov.vn/…\"").says("liên kết bản đồ", "a map"),
    ],
    rules: &[],
};

static HOLIDAY: Keys = Keys {
    name: "holiday",
    keys: &[
        key("date", Date, "2026-09-02").needed().says("ngày nghỉ: năm-tháng-ngày", "the day"),
        key("name", Text, "Quốc khánh").needed().says("tên ngày lễ", "its name"),
        key("source", Text, "\"Bộ luật Lao động 45/2019/QH14, Điều 112\"").says("căn cứ", "basis"),
    ],
    rules: &[],
};

static SWAP: Keys = Keys {
    name: "swap",
    keys: &[
        key("off", Date, "2026-01-02").needed().says("ngày được nghỉ", "the day off"),
        key("on", Date, "2026-01-10").needed().says("ngày làm bù", "the day worked instead"),
    ],
    rules: &[],
};

static POSTERS: Keys = Keys {
    name: "posters",
    keys: &[
        key("size", OneOf(COMMON_SIZES), "A3")
            .says("cỡ giấy của bảng, mục lục và niêm yết: A4, A3, A2", "paper size"),
        key("kinds", List(&Either(&OneOf(POSTER_KINDS), &Group(&POSTER))), "[board, sheet]").says(
            "loại tờ: board bảng mã, sheet tờ riêng, index mục lục, notice niêm yết…",
            "kinds of posters",
        ),
    ],
    rules: &[],
};

/// `title` of what is no procedure.
pub(super) const fn title(example: &'static str) -> Key {
    key("title", Text, example).needed().says("tên, in trên trang và trên tờ", "its name")
}

/// The ids a thing had before.
pub(super) const fn aliases(example: &'static str) -> Key {
    key("aliases", List(&Id), example)
        .says("tên tệp cũ, để mã đã in vẫn dùng được", "former ids: printed codes go on working")
}

/// `status` of what is published or not yet.
pub(super) const STATUS: Shape = OneOf(&["draft", "active"]);

const ORDER: Key =
    key("order", Whole(0, 9999), "1").says("thứ tự trong danh sách, số nhỏ đứng trước", "order");

/// `procedures/<field>/_index.md`.
pub(super) static FIELD: Keys = Keys {
    name: "field",
    keys: &[
        title("Hộ tịch"),
        ORDER,
        key("owner", Text, "Công chức tư pháp – hộ tịch")
            .says("chức danh phụ trách, không ghi tên người", "the role in charge, not a name"),
        aliases("[ho-tich-cu]"),
    ],
    rules: &[],
};

/// `pages/<id>.md`.
pub(super) static PAGE: Keys = Keys {
    name: "page",
    keys: &[
        title("Giới thiệu"),
        key("status", STATUS, "active")
            .says("draft: bản nháp, chưa lên trang; active: lên trang", "draft is not published"),
        key("summary", Text, "Trang này là gì.").says("một câu về trang", "one sentence"),
        ORDER,
        key("poster", YesNo, "true").says("true: in thành tờ chữ lớn", "true: a slogan sheet too"),
        aliases("[ve-xa]"),
    ],
    rules: &[],
};
