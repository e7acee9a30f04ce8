//! What stands ready in a scaffold of each kind; what only a person knows says so.

use super::scaffold::{Filled, others, ready};
use super::scalar::scalar;
use crate::catalogue::{Kind, Shape};
use crate::parse::{UNFILLED, slug};

/// The most characters of a title that fits a poster.
const TITLE: usize = 60;

/// A village of this name, whose board shows every procedure.
pub(super) fn village(title: &str) -> Vec<Filled> {
    vec![Filled::value("title", scalar(title)), Filled::value("procedures", "all")]
}

/// A page of this name, in draft.
pub(super) fn page(title: &str) -> Vec<Filled> {
    vec![Filled::value("title", scalar(title)), Filled::value("status", "draft")]
}

/// A field of this name.
pub(super) fn field(title: &str) -> Vec<Filled> {
    vec![Filled::value("title", scalar(title))]
}

/// A program of this name, in draft, on the day of the week that the name tells.
pub(super) fn program(title: &str) -> Vec<Filled> {
    let days = weekday(title).map_or("on_request".to_owned(), |day| format!("[{day}]"));
    let covers = group(Kind::Program, "covers");
    let mut lines = vec![ready(
        &format!("  text: {UNFILLED} áp dụng cho thủ tục nào"),
        "ghi bằng lời; hoặc dùng một trong các khóa dưới đây rồi xóa dòng này",
    )];
    lines.extend(others(covers, 2, &["text"]));
    vec![
        Filled::value("title", scalar(title)),
        Filled::value("status", "draft"),
        Filled::value("summary", format!("{UNFILLED} người dân được gì")),
        Filled::value("weekdays", days),
        Filled::lines("covers", lines),
    ]
}

/// A procedure of this name, in draft. A name that is too long for a poster is the official one.
pub(super) fn procedure(name: &str) -> Vec<Filled> {
    let mut filled = if name.chars().count() <= TITLE {
        vec![Filled::value("title", scalar(name))]
    } else {
        let title = format!("{UNFILLED} tên ngắn dân hay gọi");
        vec![Filled::value("title", title), Filled::value("official_title", scalar(name))]
    };
    let document = group(Kind::Procedure, "documents");
    let mut documents = vec![ready(
        &format!("  - name: {UNFILLED} tên giấy tờ"),
        "tên giấy tờ; thêm giấy khác thì thêm một mục «- name:»",
    )];
    documents.extend(others(document, 4, &["name"]));
    let step = group(Kind::Procedure, "steps");
    let mut steps = vec![
        ready(
            &format!("  - {UNFILLED} bước thứ nhất"),
            "một việc; bước sau thì thêm một dòng «- …»",
        ),
        "  # Bước cần lời ngắn cho áp phích, hay chỉ cho một cách nộp, thì viết như sau:".into(),
    ];
    let mut long = others(step, 2, &[]);
    if let Some(first) = long.first_mut() {
        *first = first.replacen("# ", "# - ", 1);
    }
    for line in long.iter_mut().skip(1) {
        *line = line.replacen("# ", "#   ", 1);
    }
    steps.extend(long);
    filled.extend([
        Filled::value("status", "draft"),
        Filled::lines("documents", documents),
        Filled::lines("steps", steps),
    ]);
    filled
}

fn group(kind: Kind, key: &str) -> &'static crate::catalogue::Group {
    let key = kind.group().find(key).expect("the key stands in the catalogue");
    let of_items = || key.shape.item().and_then(Shape::group);
    key.shape.group().or_else(of_items).expect("the key holds a group")
}

/// Reads the day of the week out of a name such as `Ngày thứ Sáu không chờ`.
fn weekday(name: &str) -> Option<&'static str> {
    const DAYS: [(&str, &str); 13] = [
        ("thu-hai", "mon"),
        ("thu-2", "mon"),
        ("thu-ba", "tue"),
        ("thu-3", "tue"),
        ("thu-tu", "wed"),
        ("thu-4", "wed"),
        ("thu-nam", "thu"),
        ("thu-5", "thu"),
        ("thu-sau", "fri"),
        ("thu-6", "fri"),
        ("thu-bay", "sat"),
        ("thu-7", "sat"),
        ("chu-nhat", "sun"),
    ];
    let words = format!("-{}-", slug(name));
    DAYS.iter().find(|(day, _)| words.contains(&format!("-{day}-"))).map(|(_, word)| *word)
}
