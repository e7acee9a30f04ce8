//! The cells of one thing to values of keys, with what could not be read.

use crate::diagnostic::{Text, say};
use crate::sheet::Remark;
use crate::sheet::columns::{Kind, Role};
use crate::sheet::grid::Grid;
use crate::sheet::notation::{self, folded};
use crate::sheet::rows::{Record, short};
use crate::sheet::{forms, told};
use crate::yaml::{self, Value};

/// The words of a cell that take a key away.
const REMOVE: &str = "(xóa)";

/// What a cell says of a key.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Said {
    /// It holds this.
    Value(Value),
    /// It shall not be there.
    Remove,
}

/// What the cells of one thing say.
#[derive(Clone, Debug, Default)]
pub(super) struct Read {
    /// The name of its file.
    pub(super) id: Option<String>,
    /// The field it stands in, in words.
    pub(super) field: Option<String>,
    /// Its keys, by path, in the order of columns.
    pub(super) keys: Vec<(String, Said)>,
    /// Its body.
    pub(super) body: Option<String>,
    /// What could not be read, cell by cell.
    pub(super) left: Vec<Remark>,
    /// What was read and is worth saying: a formula.
    pub(super) said: Vec<Remark>,
    /// The cell that each key was read from: path, and such as `C12`.
    pub(super) cells: Vec<(String, String)>,
}

/// What one cell says of one key.
struct Entry {
    path: String,
    said: Said,
    place: String,
}

impl Read {
    /// Returns the text of a key.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        match self.keys.iter().find(|(path, _)| path == key) {
            Some((_, Said::Value(value))) => value.as_text(),
            _ => None,
        }
    }
}

/// Reads the cells of a thing.
pub(super) fn read(grid: &Grid, kind: Kind, record: &Record) -> Read {
    let mut read = Read::default();
    let mut unit = None;
    let mut entries: Vec<Entry> = Vec::new();
    for (at, found) in &record.cells {
        let column = &kind.columns()[*at];
        let said = found.cell.said();
        if found.cell.formula {
            read.said.push(Remark::new(
                &grid.name,
                found.place.clone(),
                say(
                    format!("ô này là công thức; dùng kết quả Excel đã lưu: «{}»", short(&said)),
                    format!(
                        "this is a formula; the result that Excel kept is used: \"{}\"",
                        short(&said)
                    ),
                ),
            ));
        }
        let place = &found.place;
        let entry = |key: &str, said| Entry { path: key.to_owned(), said, place: place.clone() };
        let removed = folded(&said) == folded(REMOVE) && said.trim().starts_with('(');
        match column.role {
            Role::Id => read.id = Some(said.trim().trim_end_matches(".md").to_owned()),
            Role::Field => read.field = Some(said.split_whitespace().collect::<Vec<_>>().join(" ")),
            Role::FeeUnit => unit = Some(said),
            Role::Body => read.body = Some(crate::sheet::known::trimmed(&said)),
            Role::Rest => rest(grid, kind, (place, &said), &mut read, &mut entries),
            Role::Key(key, _) if removed => entries.push(entry(key, Said::Remove)),
            Role::Key(key, notation) => {
                let answer = notation.read(&found.cell, found.unit);
                let remark = |text| Remark::new(&grid.name, found.place.clone(), text);
                read.left.extend(answer.left.into_iter().map(remark));
                read.said.extend(answer.told.into_iter().map(remark));
                entries.extend(answer.value.map(|value| entry(key, Said::Value(value))));
            }
        }
    }
    if let Some(unit) = unit
        && let Some(Entry { said: Said::Value(fee), .. }) =
            entries.iter_mut().find(|entry| entry.path == "fee")
    {
        *fee = notation::with_unit(fee.clone(), &unit);
    }
    once(grid, kind, &entries, &mut read);
    people(grid, kind, record, &mut read);
    read
}

/// Reads the keys that no other column says.
fn rest(
    grid: &Grid,
    kind: Kind,
    (place, said): (&str, &str),
    read: &mut Read,
    all: &mut Vec<Entry>,
) {
    let root = yaml::parse(said, 0..said.len()).ok().flatten();
    let Some(Value::Group(entries)) = root.and_then(|root| root.value()) else {
        read.left.push(Remark::new(&grid.name, place.to_owned(), say(
            "ô này phải là YAML: mỗi dòng một khóa, như «cases: []»; tốt nhất là để nguyên như khi xuất",
            "this cell must be YAML, a key a line; best leave it as it was exported",
        )));
        return;
    };
    let entry =
        |path: String, value| Entry { path, said: Said::Value(value), place: place.to_owned() };
    for (key, value) in entries {
        match value {
            // Some keys of the group may stand in columns of their own.
            Value::Group(inner) if kind.splits(&key) && !inner.is_empty() => {
                all.extend(inner.into_iter().map(|(name, it)| entry(format!("{key}.{name}"), it)));
            }
            value => all.push(entry(key, value)),
        }
    }
}

/// Takes each key once. One that two cells say differently is told with both values, and none of them
/// is taken: which one is right is not for us to say.
fn once(grid: &Grid, kind: Kind, entries: &[Entry], read: &mut Read) {
    let plain = |entry: &Entry| match &entry.said {
        Said::Value(value) => Some(forms::plain(forms::shape(kind, &entry.path), value)),
        Said::Remove => None,
    };
    for (at, entry) in entries.iter().enumerate() {
        let same = |other: &&Entry| other.path == entry.path;
        if let Some(first) = entries[..at].iter().find(same) {
            if plain(first) != plain(entry) {
                let place = first.place.clone();
                read.left.push(Remark::new(&grid.name, place, two_values(kind, first, entry)));
            }
            continue;
        }
        read.cells.push((entry.path.clone(), entry.place.clone()));
        let others = entries[at + 1..].iter().filter(same);
        if others.into_iter().all(|other| plain(other) == plain(entry)) {
            read.keys.push((entry.path.clone(), entry.said.clone()));
        }
    }
}

fn two_values(kind: Kind, first: &Entry, second: &Entry) -> Text {
    let words = |entry: &Entry| match &entry.said {
        Said::Value(value) => told::short(&told::words(kind, &entry.path, value)),
        Said::Remove => REMOVE.to_owned(),
    };
    let (path, one, other) = (&first.path, words(first), words(second));
    let (here, there) = (&first.place, &second.place);
    say(
        format!(
            "«{path}» có hai giá trị khác nhau: ô {here} ghi «{one}», ô {there} (phần khác) ghi «{other}»; chưa lấy giá trị nào. Giữ giá trị đúng ở một ô, xóa «{path}» ở ô kia rồi nhập lại"
        ),
        format!(
            "\"{path}\" has two values: {here} says \"{one}\", {there} (the rest) says \"{other}\"; neither is taken. Keep the right one in one cell, delete \"{path}\" in the other, and import again"
        ),
    )
}

/// Leaves out the names of people where a role is asked for: nobody agreed to be published.
fn people(grid: &Grid, kind: Kind, record: &Record, read: &mut Read) {
    for (at, found) in &record.cells {
        let Role::Key(key, _) = kind.columns()[*at].role else { continue };
        if !["contact.role", "checked.by", "owner"].contains(&key) {
            continue;
        }
        let Some(role) = read.text(key).filter(|role| is_person(role)) else { continue };
        let text = say(
            format!(
                "«{role}» giống tên người; chỉ ghi chức danh, như Trưởng thôn (tên người không đưa lên trang)"
            ),
            format!(
                "\"{role}\" looks like a person's name; write a role, such as Trưởng thôn (no names are published)"
            ),
        );
        read.left.push(Remark::new(&grid.name, found.place.clone(), text));
        read.keys.retain(|(path, _)| path != key);
    }
}

/// Says whether words look like the name of a person: a form of address, or a family name (the most
/// frequent ones of Vietnam) before other names.
fn is_person(words: &str) -> bool {
    const FAMILIES: [&str; 30] = [
        "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ",
        "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Trịnh", "Đoàn", "Trương", "Mai", "Cao", "Lương", "Tạ",
        "Hà", "Lò", "Quàng", "Giàng", "Vàng", "Tòng",
    ];
    let upper = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let title = |word: &str| {
        let small = word.to_lowercase();
        upper(word) && word.chars().skip(1).all(char::is_lowercase) && !small.is_empty()
    };
    let all: Vec<&str> =
        words.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
    all.windows(2).any(|pair| {
        let family = FAMILIES.iter().any(|name| name.to_lowercase() == pair[0].to_lowercase());
        let address = ["ông", "bà", "anh", "chị", "đ/c"].contains(&pair[0].to_lowercase().as_str());
        (family && upper(pair[0]) && upper(pair[1])) || (address && title(pair[1]))
    })
}

#[cfg(test)]
mod tests {
    use super::is_person;

    #[test]
    fn roles_are_no_names() {
        for name in ["Nguyễn Văn Mẫu", "Ông Mẫu", "Trưởng thôn: Trần Thị Ví Dụ", "LÊ VĂN MẪU"]
        {
            assert!(is_person(name), "{name}");
        }
        for role in [
            "Trưởng thôn",
            "Bí thư chi bộ",
            "Công chức văn hóa – xã hội",
            "Trưởng Ban công tác Mặt trận",
        ] {
            assert!(!is_person(role), "{role}");
        }
    }
}
