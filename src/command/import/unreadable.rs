//! Why a spreadsheet that somebody named cannot be read, and what to do.

use std::io::ErrorKind;
use std::path::Path;

use crate::diagnostic::{Text, say};
use crate::io;

/// What Windows answers for a file that another program holds: sharing and lock violations
/// (`winerror.h`, 32 and 33).
const HELD: [i32; 2] = [32, 33];
/// How many sheets beside it are named.
const NAMED: usize = 8;

/// Says it; nothing for what the machine has to say itself.
pub(super) fn why(file: &Path, error: &io::Error) -> Option<Text> {
    let io::Error::Path { source, .. } = error else { return None };
    let name = file.display();
    let held = source.raw_os_error().is_some_and(|code| cfg!(windows) && HELD.contains(&code));
    match source.kind() {
        ErrorKind::NotFound => {
            let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
            let beside = listed(folder.unwrap_or(Path::new(".")));
            Some(say(
                format!("Không có tệp {name}. {}", beside.vi),
                format!("There is no file {name}. {}", beside.en),
            ))
        }
        ErrorKind::IsADirectory => {
            let beside = listed(file);
            Some(say(
                format!("{name} là thư mục, không phải bảng tính. {}", beside.vi),
                format!("{name} is a folder, not a spreadsheet. {}", beside.en),
            ))
        }
        _ if held => Some(say(
            format!("{name} đang mở trong Excel. Lưu và đóng tệp rồi chạy lại lệnh."),
            format!("{name} is open in Excel. Save and close it, and run the command again."),
        )),
        ErrorKind::PermissionDenied => Some(say(
            format!(
                "Không được phép đọc {name}. Nếu tệp đang mở trong Excel thì lưu và đóng lại; nếu không, chép tệp sang thư mục khác rồi chạy lại lệnh."
            ),
            format!(
                "{name} may not be read. If it is open in Excel, save and close it; else copy it to another folder and run the command again."
            ),
        )),
        _ => None,
    }
}

/// Names the spreadsheets in a folder.
fn listed(folder: &Path) -> Text {
    let names = io::rewrite::spreadsheets(folder);
    if names.is_empty() {
        return say(
            "Ghi đúng tên tệp .xlsx, .ods hay .csv, cả thư mục chứa nó.",
            "Write the name of the .xlsx, .ods or .csv with its folder.",
        );
    }
    let mut all = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > NAMED {
        all += ", …";
    }
    say(format!("Ở đó có: {all}."), format!("There are: {all}."))
}
