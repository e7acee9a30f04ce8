//! Words of the program in words of officials: in force, citizens, Friday, yes.

use super::{Read, lines};
use crate::diagnostic::say;
use crate::sheet::grid::{Cell, Content};
use crate::yaml::Value;

/// Words of the program, each with the words of officials for it; the first is the one we write.
pub(crate) type Choices = [(&'static str, &'static [&'static str])];

/// Whether a procedure is in force.
pub(crate) const STATUS: &Choices = &[
    ("active", &["Đang áp dụng", "có hiệu lực", "hiệu lực", "đang thực hiện", "còn hiệu lực"]),
    ("draft", &["Bản nháp", "nháp", "đang soạn"]),
    ("suspended", &["Tạm ngừng", "tạm dừng"]),
    ("abolished", &["Bãi bỏ", "đã bãi bỏ", "hết hiệu lực"]),
];
/// Whether a program has begun.
pub(crate) const PROGRAM_STATUS: &Choices =
    &[("active", &["Đang áp dụng", "đang thực hiện"]), ("draft", &["Bản nháp", "nháp"])];
/// Whether a hall is open.
pub(crate) const VILLAGE_STATUS: &Choices = &[
    ("open", &["Đang mở", "mở"]),
    ("active", &["Đang hoạt động", "hoạt động"]),
    ("closed", &["Đã đóng", "đóng", "đóng cửa"]),
];
/// Who a procedure is for.
pub(crate) const AUDIENCE: &Choices = &[
    ("citizen", &["Công dân Việt Nam", "công dân", "người dân"]),
    ("overseas", &["Người Việt Nam định cư ở nước ngoài"]),
    ("foreigner", &["Người nước ngoài"]),
    ("household", &["Hộ gia đình"]),
    ("business", &["Doanh nghiệp"]),
    ("cooperative", &["Hợp tác xã"]),
    ("organisation", &["Tổ chức"]),
    ("official", &["Cán bộ, công chức, viên chức"]),
];
/// What a commune promises on a service day.
pub(crate) const PROMISES: &Choices = &[
    ("same_day", &["Trả kết quả trong ngày", "trong ngày"]),
    ("no_fee", &["Không thu thêm phí"]),
    ("no_slip", &["Không phiếu hẹn", "không giấy hẹn"]),
    ("write_for_me", &["Viết hộ"]),
    ("at_home", &["Làm tại nhà", "tại nhà"]),
    ("help_online", &["Hỗ trợ nộp trực tuyến"]),
    ("extra_hour", &["Làm thêm giờ", "thêm giờ"]),
];
/// Yes and no.
const YES: &Choices = &[("true", &["Có"]), ("false", &["Không"])];

const WEEKDAYS: &Choices = &[
    ("mon", &["thứ Hai", "thứ 2", "t2"]),
    ("tue", &["thứ Ba", "thứ 3", "t3"]),
    ("wed", &["thứ Tư", "thứ 4", "t4"]),
    ("thu", &["thứ Năm", "thứ 5", "t5"]),
    ("fri", &["thứ Sáu", "thứ 6", "t6"]),
    ("sat", &["thứ Bảy", "thứ 7", "t7"]),
    ("sun", &["Chủ nhật", "cn"]),
];

/// Finds the word of the program for words of officials.
fn find(choices: &Choices, said: &str) -> Option<&'static str> {
    let plain = lines::folded(said);
    let is = |words: &&str| lines::folded(words) == plain;
    let found = choices.iter().find(|(key, words)| *key == said || words.iter().any(is));
    found.map(|(key, _)| *key)
}

fn say_key(choices: &Choices, key: &str) -> Option<&'static str> {
    choices.iter().find(|(name, _)| *name == key).map(|(_, words)| words[0])
}

fn unknown(choices: &Choices, said: &str) -> Read {
    let all: Vec<&str> = choices.iter().map(|(_, words)| words[0]).collect();
    let all = all.join(", ");
    Read::left(say(
        format!("không biết «{said}» là gì; ghi một trong: {all}"),
        format!("\"{said}\" is unknown; write one of: {all}"),
    ))
}

/// Reading and showing words of one table.
pub(crate) trait Table {
    /// Reads one word.
    fn read(&self, said: &str) -> Read;
    /// Reads lines, each a word or free text.
    fn read_list(&self, said: &str) -> Read;
    /// Shows one word.
    fn show(&self, value: &Value) -> Option<String>;
    /// Shows lines.
    fn show_list(&self, value: &Value) -> Option<String>;
}

impl Table for Choices {
    fn read(&self, said: &str) -> Read {
        let said = lines::joined(said);
        find(self, &said).map_or_else(|| unknown(self, &said), |key| Read::good(Value::bare(key)))
    }

    fn read_list(&self, said: &str) -> Read {
        let closed = std::ptr::eq(self.as_ptr(), PROMISES.as_ptr());
        let mut read = Read::default();
        let mut list = Vec::new();
        for line in said.split(['\n', ';']).flat_map(lines::items) {
            match find(self, &line) {
                Some(key) => list.push(Value::bare(key)),
                None if closed => read.left.append(&mut unknown(self, &line).left),
                None => list.push(Value::text(line)),
            }
        }
        read.value = (!list.is_empty()).then_some(Value::List(list));
        read
    }

    fn show(&self, value: &Value) -> Option<String> {
        say_key(self, value.as_text()?).map(str::to_owned)
    }

    fn show_list(&self, value: &Value) -> Option<String> {
        let Value::List(items) = value else { return None };
        let said: Option<Vec<&str>> = items
            .iter()
            .map(|item| item.as_text().map(|text| say_key(self, text).unwrap_or(text)))
            .collect();
        said.filter(|said| !said.is_empty()).map(|said| said.join("\n"))
    }
}

/// Reads yes or no in words.
pub(super) fn truth(said: &str) -> Option<bool> {
    match lines::folded(said).as_str() {
        "co" | "x" | "true" | "dung" | "yes" | "1" => Some(true),
        "khong" | "false" | "sai" | "no" | "0" => Some(false),
        _ => None,
    }
}

/// Reads a cell that says yes or no.
pub(super) fn yes_no(cell: &Cell) -> Read {
    let said = cell.said();
    let truth = if let Content::Truth(truth) = cell.content { Some(truth) } else { truth(&said) };
    truth.map_or_else(|| unknown(YES, &said), |truth| Read::good(Value::bare(truth.to_string())))
}

/// Shows yes or no.
pub(super) fn show_yes_no(value: &Value) -> Option<String> {
    say_key(YES, value.as_text()?).map(str::to_owned)
}

/// Reads the days of a program: `thứ Sáu`, `thứ Hai đến thứ Sáu`, `theo yêu cầu`.
pub(super) fn read_weekdays(said: &str) -> Read {
    let plain = lines::folded(said);
    if ["theo yeu cau", "khi co yeu cau", "on request"].contains(&plain.as_str()) {
        return Read::good(Value::bare("on_request"));
    }
    let mut days = Vec::new();
    for part in said.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let ends: Vec<&str> = ["–", "-", " đến "]
            .iter()
            .find_map(|divider| part.split_once(divider))
            .map_or_else(|| vec![part], |(from, to)| vec![from.trim(), to.trim()]);
        let found: Option<Vec<usize>> = ends
            .iter()
            .map(|day| find(WEEKDAYS, day).and_then(|key| WEEKDAYS.iter().position(|d| d.0 == key)))
            .collect();
        match found.as_deref() {
            Some([day]) => days.push(*day),
            Some([from, to]) if from < to => days.extend(*from..=*to),
            _ => return unknown(WEEKDAYS, part),
        }
    }
    Read::good(Value::List(days.into_iter().map(|day| Value::bare(WEEKDAYS[day].0)).collect()))
}

/// Shows the days of a program.
pub(super) fn show_weekdays(value: &Value) -> Option<String> {
    if value.as_text() == Some("on_request") {
        return Some("theo yêu cầu".to_owned());
    }
    let days: Option<Vec<&str>> =
        value.items().iter().map(|day| say_key(WEEKDAYS, day.as_text()?)).collect();
    days.filter(|days| !days.is_empty()).map(|days| days.join(", "))
}
