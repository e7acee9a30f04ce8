//! What the preview says on the terminal.

use std::io;

use super::super::Voice;
use crate::diagnostic::{Diagnostics, Severity, say, visible};
use crate::io::clock;
use crate::io::watch::{Hearing, Stop};
use crate::render::qr;

/// How many changed files are named.
const MOST_NAMED: usize = 3;

/// Says that no address could be had.
pub(super) fn no_socket(voice: Voice, error: &io::Error) {
    voice.message(&say(
        format!("Không mở được địa chỉ để xem: {error}."),
        format!("No address could be opened: {error}."),
    ));
}

/// Says where to look, and how to stop.
pub(super) fn begin(voice: Voice, address: &str, moved: Option<(u16, u16)>, hearing: Hearing) {
    if let Some((wished, taken)) = moved {
        voice.message(&say(
            format!("Cổng {wished} đang có chương trình khác dùng, nên lấy cổng {taken}."),
            format!("Port {wished} is taken by another program; this is {taken}."),
        ));
    }
    if hearing == Hearing::Polled {
        voice.message(&say(
            "Máy không báo khi tệp trong thư mục này đổi, nên tracuu tự xem lại mỗi giây.",
            "The system does not tell of changes in this folder: tracuu looks every second.",
        ));
    }
    let text = say(
        format!("Xem tại {address} – sửa tệp rồi lưu, trang tự đổi. Dừng: Ctrl+C."),
        format!("Look at {address} – save a file and the page follows. Stop: Ctrl+C."),
    );
    voice.result(text.pick(voice.english));
}

/// Says how a phone can look, with a code to scan.
pub(super) fn lan(voice: Voice, address: Option<&str>) {
    let Some(address) = address else {
        voice.message(&say(
            "Máy này chưa nối vào mạng nào, nên điện thoại chưa xem được.",
            "This machine is in no network: phones cannot look.",
        ));
        return;
    };
    let text = say(
        format!(
            "Trên điện thoại cùng mạng wifi, quét mã này hoặc mở {address}\n\
             Ai có địa chỉ này đều xem được, kể cả mật khẩu wifi trên áp phích; tự tắt sau 30 phút."
        ),
        format!(
            "On a phone in the same wifi, scan this code or open {address}\n\
             Whoever has this address can look, also at wifi passwords on posters; it ends after 30 minutes."
        ),
    );
    voice.result(text.pick(voice.english));
    if let (true, Some(code)) = (voice.is_watched(), qr::link(address)) {
        voice.result(&blocks(&code));
    }
}

/// Draws a code in half blocks, two rows of modules to a line, dark on light whatever the terminal's
/// colours are.
fn blocks(code: &qr::Code) -> String {
    let side = code.modules + 2 * qr::QUIET;
    let dark = |row: usize, column: usize| {
        let inside = |at: usize| at.checked_sub(qr::QUIET).filter(|at| *at < code.modules);
        let at = inside(row).zip(inside(column));
        at.is_some_and(|(row, column)| code.dark[row * code.modules + column])
    };
    let mut lines = Vec::new();
    for row in (0..side).step_by(2) {
        let signs = (0..side).map(|column| match (dark(row, column), dark(row + 1, column)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        });
        lines.push(format!("\u{1b}[30;107m{}\u{1b}[0m", signs.collect::<String>()));
    }
    lines.join("\n")
}

/// Says when no browser could be opened.
pub(super) fn opened(voice: Voice, opened: bool) {
    if !opened {
        voice.message(&say(
            "Không mở được trình duyệt: hãy tự mở và gõ địa chỉ trên.",
            "No browser could be opened: open one and type the address.",
        ));
    }
}

/// Says what a build found and, after the first one, what had changed.
pub(super) fn built(voice: Voice, changed: &[String], found: &Diagnostics) {
    let [hour, minute, second] = clock::time_of_day();
    let (errors, warnings) = (found.count(Severity::Error), found.count(Severity::Warning));
    let names: Vec<String> = changed.iter().take(MOST_NAMED).map(|name| visible(name)).collect();
    let more = changed.len().saturating_sub(MOST_NAMED);
    let names = names.join(", ");
    let what = match (changed.is_empty(), more) {
        (true, _) => say("đã dựng", "built"),
        (false, 0) => say(format!("đổi {names}"), format!("changed {names}")),
        _ => say(
            format!("đổi {names} và {more} tệp nữa"),
            format!("changed {names} and {more} more"),
        ),
    };
    let state = if errors > 0 {
        say(
            format!("{errors} lỗi, trang vẫn là bản trước; xem cách sửa ngay trên trang"),
            format!("{errors} errors, the page stays as it was; see on the page how to mend them"),
        )
    } else if warnings > 0 {
        say(format!("{warnings} cảnh báo"), format!("{warnings} warnings"))
    } else {
        say("không có lỗi", "no errors")
    };
    voice.message(&say(
        format!("{hour:02}:{minute:02}:{second:02} {}: {}", what.vi, state.vi),
        format!("{hour:02}:{minute:02}:{second:02} {}: {}", what.en, state.en),
    ));
}

/// Says why it is over.
pub(super) fn end(voice: Voice, stop: Stop) {
    voice.message(&match stop {
        Stop::Person => say("Đã dừng.", "Stopped."),
        Stop::TimeOver => say(
            "Đã dừng: 30 phút cho điện thoại xem đã hết. Cần nữa thì chạy lại.",
            "Stopped: the 30 minutes for phones are over. Run it again if you need more.",
        ),
    });
}
