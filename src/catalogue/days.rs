//! Hours of a week, and papers that decide something.

use super::Shape::{Date, Group, Hours, Link, List, Text};
use super::{Group as Keys, Shape, key};

/// Hours of each day of a week.
pub(super) const WEEK: Shape = Group(&WEEK_KEYS);
/// The days of a week.
pub(super) const WEEKDAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// `changed_by`.
pub(super) const CHANGES: Shape = List(&Group(&CHANGE));
/// `decision`.
pub(super) const DECISION: Shape = Group(&DECISION_KEYS);
/// `legal`.
pub(super) const LAWS: Shape = List(&Group(&LAW));

const DAY: Shape = List(&Hours);

static WEEK_KEYS: Keys = Keys {
    name: "week",
    keys: &[
        key("mon", DAY, "[7:30-11:30, 13:30-17:00]").says("thứ Hai", "Monday"),
        key("tue", DAY, "[7:30-11:30, 13:30-17:00]").says("thứ Ba", "Tuesday"),
        key("wed", DAY, "[7:30-11:30, 13:30-17:00]").says("thứ Tư", "Wednesday"),
        key("thu", DAY, "[7:30-11:30, 13:30-17:00]").says("thứ Năm", "Thursday"),
        key("fri", DAY, "[7:30-11:30, 13:30-17:00]").says("thứ Sáu", "Friday"),
        key("sat", DAY, "[7:30-11:30]").says("thứ Bảy", "Saturday"),
        key("sun", DAY, "[7:30-11:30]").says("Chủ nhật", "Sunday"),
    ],
    rules: &[],
};

static CHANGE: Keys = Keys {
    name: "change",
    keys: &[
        key("number", Text, "163/QĐ-BTP").needed().says("số văn bản", "the number of the paper"),
        key("date", Date, "2026-01-20").says("ngày văn bản: năm-tháng-ngày", "its date"),
        key("what", Text, "Bớt một loại giấy tờ").says("đổi điều gì", "what it changed"),
    ],
    rules: &[],
};

static DECISION_KEYS: Keys = Keys {
    name: "decision",
    keys: &[
        key("number", Text, "163/QĐ-BTP").needed().says("số quyết định", "its number"),
        key("date", Date, "2026-01-20").says("ngày ký: năm-tháng-ngày", "its date"),
        key("url", Link, "\"https://dichvucong.gov.vn/…\"").says("nơi đọc toàn văn", "its text"),
    ],
    rules: &[],
};

static LAW: Keys = Keys {
    name: "law",
    keys: &[
        key("number", Text, "60/2014/QH13").needed().says("số văn bản", "its number"),
        key("title", Text, "Luật Hộ tịch").says("tên văn bản", "its title"),
        key("date", Date, "2014-11-20").says("ngày ban hành: năm-tháng-ngày", "its date"),
        key("url", Link, "\"https://dichvucong.gov.vn/…\"").says("nơi đọc toàn văn", "its text"),
    ],
    rules: &[],
};
