//! The columns of each kind of sheet: our head, the heads that others write, the key, the notation.
//!
//! A column is known by the words of its head alone, so that columns may be moved, added and deleted.

mod places;
mod procedures;
mod programs;

use super::notation::{Notation, Unit, folded};
use crate::catalogue;
use crate::diagnostic::{Text, say};

/// What the rows of a sheet describe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Lĩnh vực.
    Fields,
    /// Thủ tục.
    Procedures,
    /// Thôn, nhà văn hóa.
    Villages,
    /// Mô hình phục vụ.
    Programs,
}

/// What a column is for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Role {
    /// The name of the file without `.md`.
    Id,
    /// The field of a procedure.
    Field,
    /// A key, or a key inside a group (`authority.decides`).
    Key(&'static str, Notation),
    /// The unit of a fee that stands in a column of its own.
    FeeUnit,
    /// The keys that no other column can say, as YAML.
    Rest,
    /// The Markdown body.
    Body,
}

/// One column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// The head as we write it; nothing for a column that is only read.
    pub(crate) head: Option<&'static str>,
    /// Other heads, in small letters without accents.
    pub(crate) also: &'static [&'static str],
    /// What it is for.
    pub(crate) role: Role,
    /// How wide it is shown, in characters.
    pub(crate) width: u16,
}

const fn column(
    head: &'static str,
    key: &'static str,
    notation: Notation,
    width: u16,
    also: &'static [&'static str],
) -> Column {
    Column { head: Some(head), also, role: Role::Key(key, notation), width }
}

const fn special(
    head: &'static str,
    role: Role,
    width: u16,
    also: &'static [&'static str],
) -> Column {
    Column { head: Some(head), also, role, width }
}

/// Heads of columns that say nothing about a procedure.
const IDLE: [&str; 4] = ["stt", "tt", "so tt", "so thu tu"];

impl Kind {
    /// Returns which files its rows are.
    pub(super) fn of_file(self) -> catalogue::Kind {
        match self {
            Self::Fields => catalogue::Kind::Field,
            Self::Procedures => catalogue::Kind::Procedure,
            Self::Villages => catalogue::Kind::Village,
            Self::Programs => catalogue::Kind::Program,
        }
    }

    /// Every kind, in the order of sheets.
    pub const ALL: [Self; 4] = [Self::Procedures, Self::Villages, Self::Programs, Self::Fields];

    /// Returns the word of the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Fields => "fields",
            Self::Procedures => "procedures",
            Self::Villages => "villages",
            Self::Programs => "programs",
        }
    }

    /// Returns the name of the sheet.
    #[must_use]
    pub fn sheet(self) -> &'static str {
        match self {
            Self::Fields => "Lĩnh vực",
            Self::Procedures => "Thủ tục",
            Self::Villages => "Thôn, nhà văn hóa",
            Self::Programs => "Mô hình phục vụ",
        }
    }

    /// Says what one row is.
    #[must_use]
    pub fn noun(self) -> Text {
        match self {
            Self::Fields => say("lĩnh vực", "fields"),
            Self::Procedures => say("thủ tục", "procedures"),
            Self::Villages => say("thôn", "villages"),
            Self::Programs => say("mô hình", "programs"),
        }
    }

    pub(crate) fn columns(self) -> &'static [Column] {
        match self {
            Self::Fields => places::FIELDS,
            Self::Procedures => procedures::COLUMNS,
            Self::Villages => places::VILLAGES,
            Self::Programs => programs::COLUMNS,
        }
    }

    /// Returns how a key is written in its column, where it has one.
    pub(crate) fn notation(self, path: &str) -> Option<Notation> {
        self.shown_key(path).map(|(_, notation)| notation)
    }

    /// Returns a key as its column names it, where it is written in a column.
    pub(crate) fn shown_key(self, path: &str) -> Option<(&'static str, Notation)> {
        self.columns().iter().find_map(|column| match column.role {
            Role::Key(key, notation) if key == path && column.head.is_some() => {
                Some((key, notation))
            }
            _ => None,
        })
    }

    /// Says whether the keys inside a group have columns of their own (`authority.decides`).
    pub(crate) fn splits(self, group: &str) -> bool {
        self.columns().iter().any(|column| match column.role {
            Role::Key(path, _) => path.split_once('.').is_some_and(|(key, _)| key == group),
            _ => false,
        })
    }

    /// Returns what a file says that has no `status`; nothing for a kind without drafts.
    pub(crate) fn default_status(self) -> Option<&'static str> {
        matches!(self, Self::Procedures | Self::Programs).then_some("active")
    }

    /// Finds the column that a head means, with what the head says of numbers.
    pub(crate) fn column(self, head: &str) -> Option<(usize, Unit)> {
        let plain = folded(head);
        let columns = self.columns();
        let exact = |plain: &str| {
            columns.iter().position(|column| {
                column.head.is_some_and(|head| folded(head) == plain)
                    || column.also.contains(&plain)
            })
        };
        // «Phí, lệ phí (nếu có)», «Thời hạn giải quyết (ngày làm việc)»: what is in brackets explains.
        let outside: String = head.split('(').next().unwrap_or_default().to_owned();
        let at = exact(&plain)
            .or_else(|| exact(&folded(&outside)))
            .or_else(|| beginning(columns, &plain))?;
        Some((at, unit(columns[at].role, &plain)))
    }
}

/// Finds the column with the longest head that `plain` begins with.
fn beginning(columns: &[Column], plain: &str) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (at, column) in columns.iter().enumerate() {
        let own = column.head.map(folded);
        for head in column.also.iter().map(|head| (*head).to_owned()).chain(own) {
            let begins = plain.strip_prefix(&head).is_some_and(|rest| rest.starts_with(' '));
            // One or two words begin too many heads: «Tên người nộp» is no title.
            if begins
                && head.matches(' ').count() >= 2
                && best.is_none_or(|(length, _)| head.len() > length)
            {
                best = Some((head.len(), at));
            }
        }
    }
    best.map(|(_, at)| at)
}

fn unit(role: Role, plain: &str) -> Unit {
    let has = |words: &str| plain.contains(words);
    match role {
        Role::Key("time", _) if has("ngay lam viec") => {
            Unit { time: Some("working_days"), fee: None }
        }
        Role::Key("time", _) if has("ngay") => Unit { time: Some("days"), fee: None },
        Role::Key("time", _) if has("gio") && !has("thoi gio") => {
            Unit { time: Some("hours"), fee: None }
        }
        Role::Key("fee", _) if has("nghin dong") || has("1 000 dong") || has("ngan dong") => {
            Unit { time: None, fee: Some("nghìn đồng") }
        }
        _ => Unit::default(),
    }
}

/// Says whether a head is that of a running number.
pub(crate) fn is_idle(head: &str) -> bool {
    IDLE.contains(&folded(head).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(kind: Kind, head: &str) -> Option<&'static str> {
        let (at, _) = kind.column(head)?;
        match kind.columns()[at].role {
            Role::Key(key, _) => Some(key),
            Role::Id => Some("id"),
            Role::Field => Some("field"),
            _ => Some("other"),
        }
    }

    #[test]
    fn heads_are_known_however_they_are_written() {
        for (head, expected) in [
            ("TÊN THỦ TỤC\nHÀNH CHÍNH", Some("title")),
            ("Ten TTHC", Some("title")),
            ("Mã số TTHC", Some("code")),
            ("Thời hạn giải quyết (ngày làm việc)", Some("time")),
            ("Phí, lệ phí (nếu có)", Some("fee")),
            ("Thành phần hồ sơ, số lượng hồ sơ", Some("documents")),
            ("Lĩnh  vực", Some("field")),
            ("Tên người nộp", None),
            ("Ghi chú nội bộ", None),
        ] {
            assert_eq!(key(Kind::Procedures, head), expected, "{head}");
        }
        assert_eq!(key(Kind::Villages, "Thôn/ấp/tổ dân phố"), Some("title"));
        assert_eq!(key(Kind::Villages, "Mật khẩu wifi"), Some("wifi.password"));
        let (_, unit) =
            Kind::Procedures.column("Thời hạn giải quyết (ngày làm việc)").expect("known");
        assert_eq!(unit.time, Some("working_days"));
    }

    #[test]
    fn no_two_columns_have_one_head() {
        for kind in Kind::ALL {
            let mut heads: Vec<String> = Vec::new();
            for column in kind.columns() {
                heads.extend(column.head.map(folded));
                heads.extend(column.also.iter().map(|head| (*head).to_owned()));
            }
            let mut once = heads.clone();
            once.sort();
            once.dedup();
            for head in &once {
                let count = heads.iter().filter(|other| *other == head).count();
                assert_eq!(count, 1, "{head} of {kind:?}");
                assert_eq!(*head, folded(head), "heads are folded");
            }
        }
    }
}
