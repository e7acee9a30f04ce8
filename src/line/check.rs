//! `tracuu check`.

use std::path::PathBuf;

use clap::Args;

use tracuu::command::{Context, Outcome, check, report};

use super::day::Day;
use super::speech::both;

#[derive(Args)]
#[command(before_help = both!(
    "  soát cả thư mục của xã:\n    tracuu check\n  xem sẽ tự sửa gì, rồi sửa:\n    tracuu check --fix --dry-run\n    tracuu check --fix\n  ai phải xem lại gì, mở bằng Excel:\n    tracuu check --todo --xlsx viec.xlsx\n",
    "  the whole project:\n    tracuu check\n  what would be mended, then mend:\n    tracuu check --fix --dry-run\n    tracuu check --fix\n  who has to look at what, for Excel:\n    tracuu check --todo --xlsx todo.xlsx\n"
))]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct Check {
    #[arg(long, conflicts_with = "todo")]
    #[arg(help = both!(
        "Tự sửa những gì sửa được mà không đổi nghĩa; giữ bản cũ trong .tracuu/backup/",
        "Mends what can be mended without touching its meaning; keeps the old files in .tracuu/backup/"
    ))]
    fix: bool,
    #[arg(long, requires = "fix")]
    #[arg(help = both!("Chỉ cho xem sẽ sửa gì", "Shows what would be mended; writes nothing"))]
    dry_run: bool,
    #[arg(long)]
    #[arg(help = both!("Nêu hết, kể cả những điều giống nhau", "Tells all, also what is alike"))]
    all: bool,
    #[arg(long)]
    #[arg(help = both!(
        "Danh sách việc: ai phải xem lại thủ tục nào, vì sao",
        "The work list: who has to look at which procedure, and why"
    ))]
    todo: bool,
    #[arg(long, value_name = "FILE", requires = "todo")]
    #[arg(help = both!("Ghi thêm danh sách việc thành tệp CSV", "Writes the work list as CSV too"))]
    csv: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "todo")]
    #[arg(help = both!("Ghi thêm danh sách việc thành tệp Excel", "Writes the work list for Excel too"))]
    xlsx: Option<PathBuf>,
    #[command(flatten)]
    day: Day,
}

impl Check {
    pub(super) fn run(self, context: &Context) -> Outcome {
        let options = self.day.options();
        if self.todo {
            let target = report::Target { csv: self.csv, xlsx: self.xlsx };
            return check::todo::run(context, &options, &target);
        }
        if self.fix {
            return if self.dry_run {
                check::fix::rehearse(context, options.today)
            } else {
                check::fix::run(context, &options, self.all)
            };
        }
        check::run(context, &options, self.all)
    }
}
