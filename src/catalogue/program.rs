//! A service model.

use super::Shape::{
    Clock, Date, Either, Group, Hours, Id, List, OneOf, PlanDate, Text, Whole, YesNo,
};
use super::days::{CHANGES, WEEKDAYS};
use super::money::TEXTS;
use super::site::{STATUS, aliases, title};
use super::{Group as Keys, Rule, key};

/// `programs/<id>.md`.
pub(super) static PROGRAM: Keys = Keys {
    name: "program",
    keys: &[
        title("Ngày thứ Sáu không chờ"),
        key("status", STATUS, "active")
            .says("draft: bản nháp, chưa lên trang; active: lên trang", "draft is not published"),
        key("summary", Text, "Hồ sơ đủ thì trả ngay trong ngày.")
            .says("một câu: người dân được gì", "one sentence: what people get"),
        key("weekdays", Either(&OneOf(&["on_request"]), &List(&OneOf(WEEKDAYS))), "[fri]")
            .needed()
            .says(
                "thứ mấy: mon tue wed thu fri sat sun là thứ Hai đến Chủ nhật; on_request: khi có yêu cầu",
                "days of the week, or on_request",
            ),
        key("covers", Group(&COVERS), "{all: true}")
            .needed()
            .says("áp dụng cho thủ tục nào", "which procedures"),
        key("hours", Either(&List(&Hours), &Group(&HOURS)), "[13:30-17:00]").says(
            "giờ phục vụ; không ghi là giờ làm việc của xã; hoặc {text: Theo hẹn}",
            "hours; absent: office hours",
        ),
        key("from", PlanDate, "2026-01-09").says(
            "từ ngày: năm-tháng-ngày; chỉ biết tháng hay năm thì 2026-01 hoặc 2026",
            "first day, month or year",
        ),
        key("to", PlanDate, "2030-12-31")
            .says("đến hết ngày; không ghi là đến khi có thông báo", "last day; absent: until notice"),
        key("except", List(&Group(&EXCEPTION)), "[{procedure: dang-ky-khai-sinh, reason: Luật quy định}]")
            .says("trừ những thủ tục nào", "what it does not cover"),
        key("cutoff", Group(&CUTOFF), "{after: \"15:30\", then: {next_working_day_before: \"09:00\"}}")
            .says("nộp muộn thì trả khi nào", "what happens late in the day"),
        key("promises", List(&OneOf(PROMISES)), "[same_day, no_slip]").says(
            "lời hứa: same_day trong ngày, no_fee không thu thêm, no_slip không giấy hẹn, write_for_me viết giúp, at_home tại nhà, help_online giúp nộp trực tuyến, extra_hour thêm giờ",
            "what is promised",
        ),
        key("audience", Text, "Tổ chức, cá nhân").says("dành cho ai", "for whom"),
        key("plan", Group(&PLAN), "{number: 01/KH-UBND, date: 2026-01-05, by: UBND xã}")
            .says("kế hoạch của xã", "the commune's plan"),
        key("changed_by", CHANGES, "[{number: 02/KH-UBND, date: 2026-05-01, what: Thêm một thủ tục}]")
            .says("văn bản đã sửa đổi", "papers that changed it"),
        key("sources", TEXTS, "[Kế hoạch 01/KH-UBND]").says("lấy ở đâu", "where it was taken from"),
        aliases("[thu-sau-cu]"),
    ],
    rules: &[],
};

const PROMISES: &[&str] =
    &["same_day", "no_fee", "no_slip", "write_for_me", "at_home", "help_online", "extra_hour"];

static HOURS: Keys = Keys {
    name: "program-hours",
    keys: &[key("text", Text, "Theo hẹn").needed().says("giờ bằng lời", "hours in words")],
    rules: &[],
};

static COVERS: Keys = Keys {
    name: "covers",
    keys: &[
        key("all", YesNo, "true").says("true: mọi thủ tục", "true: all procedures"),
        key("fields", List(&Id), "[ho-tich]").says("các lĩnh vực: tên thư mục", "fields, by id"),
        key("procedures", List(&Id), "[dang-ky-khai-sinh]")
            .says("các thủ tục: tên tệp", "procedures, by id"),
        key("count", Whole(1, 9999), "21")
            .says("kế hoạch ghi bao nhiêu thủ tục", "how many the plan names"),
        key("text", Text, "Theo danh mục kèm kế hoạch").says("ghi bằng lời", "in words"),
    ],
    rules: &[Rule::AnyOf(&["all", "fields", "procedures", "count", "text"])],
};

static EXCEPTION: Keys = Keys {
    name: "exception",
    keys: &[
        key("procedure", Id, "dang-ky-khai-sinh").says("thủ tục: tên tệp", "a procedure, by id"),
        key("text", Text, "Thủ tục cần xác minh").says("hoặc ghi bằng lời", "or in words"),
        key("reason", Text, "Luật quy định").says("vì sao", "why"),
    ],
    rules: &[Rule::AnyOf(&["procedure", "text"])],
};

static CUTOFF: Keys = Keys {
    name: "cutoff",
    keys: &[
        key("after", Clock, "\"15:30\"").needed().says("nhận sau giờ này", "later than this"),
        key("then", Group(&THEN), "{next_working_day_before: \"09:00\"}")
            .needed()
            .says("thì trả", "it is answered"),
    ],
    rules: &[],
};

static THEN: Keys = Keys {
    name: "then",
    keys: &[key("next_working_day_before", Clock, "\"09:00\"")
        .needed()
        .says("trước giờ này của ngày làm việc tiếp theo", "by then of the next working day")],
    rules: &[],
};

static PLAN: Keys = Keys {
    name: "plan",
    keys: &[
        key("number", Text, "01/KH-UBND").says("số kế hoạch", "its number"),
        key("date", Date, "2026-01-05").says("ngày ký: năm-tháng-ngày", "its date"),
        key("by", Text, "UBND xã").says("nơi ban hành", "who issued it"),
    ],
    rules: &[],
};
