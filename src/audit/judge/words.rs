//! Verdicts in words that an official can act on.

use super::{Alarm, Foreign, Judgement, Kind, Label, Misplaced, Outdated, Verdict};
use crate::diagnostic::{Text, say};
use crate::ledger::prints::Code;

impl Judgement {
    /// Says what the code is and what to do. `hall` gives the name of a hall by its number.
    #[must_use]
    pub fn text(&self, hall: &dyn Fn(u32) -> String) -> Text {
        match &self.verdict {
            Verdict::Genuine => match self.of.as_ref().map(|of| of.code) {
                Some(Code::Steps(_) | Code::Wifi) => {
                    say("mã đúng như đã in", "the code says what was printed")
                }
                _ => say("mã dẫn tới đúng địa chỉ", "the code leads to the right address"),
            },
            Verdict::Outdated(why) => why.text(),
            Verdict::Misplaced(why) => why.text(hall),
            Verdict::Foreign(foreign) => foreign.text(self.host.as_deref()),
        }
    }
}

impl Outdated {
    fn text(&self) -> Text {
        match self {
            Self::TakenDown => say(
                "mã của tờ đã ghi là gỡ xuống; hãy gỡ tờ này",
                "the code of a sheet that was recorded as taken down; take it down",
            ),
            Self::Replaced(serial) => say(
                format!(
                    "mã của tờ cũ, đã có tờ mới số {serial} thay; hãy treo tờ mới và gỡ tờ này"
                ),
                format!(
                    "the code of an old sheet; sheet {serial} replaces it: hang that and take this one down"
                ),
            ),
            Self::Changed(changes) => {
                let told = |pick: fn(&Text) -> &str| {
                    changes.iter().map(pick).collect::<Vec<_>>().join("; ")
                };
                say(
                    format!("mã dẫn tới đúng địa chỉ, nhưng tờ in đã cũ: {}", told(|t| &t.vi)),
                    format!(
                        "the code leads to the right address, but the sheet is out of date: {}",
                        told(|t| &t.en)
                    ),
                )
            }
        }
    }
}

impl Misplaced {
    fn text(&self, hall: &dyn Fn(u32) -> String) -> Text {
        match self {
            Self::Halls(halls) => {
                let names: Vec<String> = halls.iter().map(|number| hall(*number)).collect();
                let names = names.join(", ");
                say(
                    format!("mã của nơi khác ({names}); hãy gỡ và treo đúng chỗ"),
                    format!("the code of another hall ({names}); take it down and hang it there"),
                )
            }
            Self::Copy { places, expected } => say(
                format!(
                    "mã của chính nơi này nhưng dán ở {places} chỗ, tờ in chỉ có {expected}: có mã bị dán đè; hãy so với tờ gốc và bóc lớp dán"
                ),
                format!(
                    "a code of this hall, stuck at {places} places where the sheets have {expected}: one covers another code; compare with the original and peel it off"
                ),
            ),
        }
    }
}

impl Foreign {
    fn text(&self, host: Option<&str>) -> Text {
        let (vi, en) = match self.kind {
            Kind::Page => ("mở trang", "opens a page of"),
            Kind::Wifi => ("vào một mạng wifi lạ", "joins an unknown wifi"),
            Kind::Payment => ("chuyển tiền", "pays money"),
            Kind::Call => ("gọi điện", "calls a number"),
            Kind::Message => ("gửi tin nhắn", "sends a message"),
            Kind::App => ("mở một ứng dụng", "opens an app"),
            Kind::Contact => ("lưu danh bạ hoặc lịch", "saves a contact or a date"),
            Kind::Text => ("hiện chữ", "shows text"),
            Kind::Unusual => {
                ("làm điều chỉ một số điện thoại hiểu", "does what only some phones understand")
            }
        };
        let host = host.map(|host| format!(" {host}")).unwrap_or_default();
        if self.near {
            return say(
                format!(
                    "MÃ LẠ: gần giống mã của xã nhưng không đúng từng chữ,{host}; đừng quét, hãy bóc hoặc gỡ ngay và báo công an xã"
                ),
                format!(
                    "FOREIGN: like a code of ours but not the same letter by letter,{host}; do not scan it, take it down now and tell the police"
                ),
            );
        }
        say(
            format!("MÃ LẠ: {vi}{host}; đừng quét, hãy bóc hoặc gỡ ngay và báo công an xã"),
            format!("FOREIGN: {en}{host}; do not scan it, take it down now and tell the police"),
        )
    }
}

impl Label {
    /// Names the code: `Đăng ký khai sinh`, `Đăng ký khai sinh, mã các bước 1`, `mã wifi`.
    #[must_use]
    pub fn text(&self) -> Text {
        let title = self.about.as_ref().map(|(_, title)| title.as_str()).unwrap_or_default();
        match self.code {
            Code::Link => say(title, title),
            Code::Steps(part) => {
                say(format!("{title}, mã các bước {part}"), format!("{title}, steps code {part}"))
            }
            Code::Wifi => say("mã wifi", "wifi code"),
            Code::Feedback => say("mã góp ý", "feedback code"),
        }
    }

    /// Returns the sheet as its foot has it: `41-3`.
    #[must_use]
    pub fn sheet(&self) -> String {
        format!("{}-{}", self.hall, self.serial)
    }
}

impl Alarm {
    /// Returns its word for machines.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::None => "genuine",
            Self::Unread => "unread",
            Self::Outdated => "outdated-or-misplaced",
            Self::Foreign => "foreign",
        }
    }

    /// Says it in a word or two.
    #[must_use]
    pub fn text(self) -> Text {
        match self {
            Self::None => say("đúng", "right"),
            Self::Unread => say("có mã chưa đọc được", "codes unread"),
            Self::Outdated => say("tờ cũ hoặc sai chỗ", "outdated or misplaced"),
            Self::Foreign => say("CÓ MÃ LẠ", "FOREIGN CODE"),
        }
    }
}
