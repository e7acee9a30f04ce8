//! How a verb speaks: results on stdout, messages on stderr, in Vietnamese or English, or as JSON.

use std::io::{IsTerminal, Write};

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostics, Severity, Text, say};
use crate::files::FileSet;
use crate::io;

/// The language and form of everything a verb says.
#[derive(Clone, Copy, Debug)]
pub struct Voice {
    /// English instead of Vietnamese.
    pub english: bool,
    /// JSON on stdout instead of sentences.
    pub json: bool,
}

impl Voice {
    /// Tells a result.
    pub fn result(self, text: &str) {
        // A reader that went away (`| head`) is no failure of ours.
        let _ = writeln!(anstream::stdout(), "{text}");
    }

    /// Tells a message beside the result.
    pub fn message(self, text: &Text) {
        let _ = writeln!(anstream::stderr(), "{}", text.pick(self.english));
    }

    /// Says whether a person is watching, so that progress is worth showing.
    #[must_use]
    pub fn is_watched(self) -> bool {
        !self.json && std::io::stderr().is_terminal()
    }

    /// Tells the findings, and in how many errors and warnings they end.
    pub fn findings(self, found: &Diagnostics, sources: &FileSet) {
        self.show(found, sources);
        self.totals(found);
    }

    /// Tells the findings of a build, of many alike only the first ones; notes are told by `check`.
    pub fn findings_in_short(self, found: &Diagnostics, sources: &FileSet) {
        const MOST_ALIKE: usize = 2;
        let grave = found.iter().filter(|finding| finding.severity != Severity::Note);
        let (kept, left_out) = grave.cloned().collect::<Diagnostics>().shortened(MOST_ALIKE);
        self.show(&kept, sources);
        for (code, count) in left_out.iter().filter(|_| !self.json) {
            self.message(&crate::diagnostic::say(
                format!(
                    "… và {count} điều nữa cùng loại [{code}]; xem hết bằng lệnh tracuu check --all"
                ),
                format!("… and {count} more of [{code}]; tracuu check --all shows them."),
            ));
        }
        self.totals(found);
    }

    /// Tells what the next findings have in common: their file, and how many there are.
    pub(super) fn heading(self, name: &str, counts: &Text) {
        let (bold, plain) = ("\u{1b}[1m", "\u{1b}[0m");
        let _ = writeln!(anstream::stderr(), "{bold}{name}{plain}: {}", counts.pick(self.english));
    }

    /// Tells findings, without what they come to.
    pub(super) fn show(self, found: &Diagnostics, sources: &FileSet) {
        if !self.json {
            // anstream drops the colours where the terminal or NO_COLOR wants none.
            let _ = write!(anstream::stderr(), "{}", found.show(sources, self.english, true));
        }
    }

    fn totals(self, found: &Diagnostics) {
        let (errors, warnings) = (found.count(Severity::Error), found.count(Severity::Warning));
        if self.json || errors + warnings == 0 {
            return;
        }
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        self.message(&crate::diagnostic::say(
            format!("{errors} lỗi, {warnings} cảnh báo."),
            format!("{errors} error{}, {warnings} warning{}.", plural(errors), plural(warnings)),
        ));
    }

    /// Tells the whole outcome to a machine.
    pub fn json(self, found: &Diagnostics, sources: &FileSet, facts: &Value) {
        if self.json {
            let all = json!({"findings": found.to_json(sources), "result": facts});
            self.result(&all.to_string());
        }
    }

    /// Tells what became of a run of `print` that was cut off.
    pub fn recovered(self, recovered: &io::batch::Recovered) {
        use io::batch::Recovered;
        self.message(&match recovered {
            Recovered::Finished(folder) => say(
                format!("Lần in trước bị ngắt khi đã ghi sổ; tệp của nó nay ở {}.", folder.display()),
                format!("The last print was cut off when it was recorded; its files are now in {}.", folder.display()),
            ),
            Recovered::Discarded => say(
                "Lần in trước bị ngắt khi chưa ghi sổ; tệp dở dang đã được xóa. Hãy in lại.",
                "The last print was cut off before it was recorded; its unfinished files were removed. Print again.",
            ),
            Recovered::Missing(folder) => say(
                format!("Lần in trước đã ghi sổ nhưng không thấy tệp của nó ở {}. Nếu chưa có tờ giấy nào, hãy in lại với --again.", folder.display()),
                format!("The last print was recorded, but its files are not in {}. If you have no paper of it, print again with --again.", folder.display()),
            ),
        });
    }

    /// Tells what the machine refused.
    pub fn refused(self, error: &io::Error) {
        let vi = match error {
            io::Error::Path { act, path, source } => {
                let act = match act {
                    io::Act::Read => "Không đọc được",
                    io::Act::Write => "Không ghi được",
                    io::Act::Rename => "Không đổi tên được",
                    io::Act::Remove => "Không xóa được",
                };
                format!("{act} {}: {source}", path.display())
            }
            io::Error::Output { path, why } => {
                let why = match why {
                    io::stage::Forbidden::NoName => {
                        "đây không phải thư mục có thể thay mới; hãy chọn một thư mục trống, không có «..»"
                    }
                    io::stage::Forbidden::Sources => {
                        "ở đó có tệp gốc của dự án; hãy chọn một thư mục khác"
                    }
                    io::stage::Forbidden::NotOurs => {
                        "thư mục có tệp không phải do tracuu tạo; hãy chọn một thư mục trống"
                    }
                    io::stage::Forbidden::Generated => {
                        "nơi này nằm trong thư mục do tracuu tạo ra, lần dựng sau sẽ mất"
                    }
                    io::stage::Forbidden::NotAFolder => {
                        "đây là một tệp hoặc đường tắt, không phải thư mục"
                    }
                };
                format!("Không dùng {} làm nơi xuất: {why}.", path.display())
            }
            io::Error::NotAProject(path) => format!(
                "Không thấy thư mục content trong {}: hãy chạy lệnh ở thư mục của xã, hoặc ghi --root; chưa có trang nào thì bắt đầu bằng: tracuu init ten-thu-muc",
                path.display()
            ),
            io::Error::NotEmpty { path, names } => {
                const SHOWN: usize = 5;
                let mut shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
                if names.len() > SHOWN {
                    shown += &format!(" và {} mục nữa", names.len() - SHOWN);
                }
                format!(
                    "Thư mục {} không trống, trong đó có: {shown}. Hãy chọn một thư mục mới hoặc trống.",
                    path.display()
                )
            }
            io::Error::Changed(path) => format!(
                "{} vừa bị sửa ở nơi khác, hoặc là đường tắt; chưa ghi gì. Hãy chạy lại lệnh.",
                path.display()
            ),
            io::Error::Busy(path) => {
                format!(
                    "Một lần dựng hoặc in khác đang chạy ở {}. Hãy đợi nó xong.",
                    path.display()
                )
            }
        };
        self.message(&say(vi, format!("{error}.")));
    }
}
