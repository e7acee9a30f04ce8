//! `tracuu export`.

use std::path::PathBuf;

use clap::Args;

use tracuu::command::{Context, Outcome, export};
use tracuu::sheet::Kind;

use super::speech::both;

#[derive(Args)]
#[command(before_help = both!(
    "  mọi danh sách ra danh-sach.xlsx:\n    tracuu export\n  chỉ thủ tục, ra CSV:\n    tracuu export procedures --output thu-tuc.csv\n",
    "  all lists, as danh-sach.xlsx:\n    tracuu export\n  procedures only, as CSV:\n    tracuu export procedures --output thu-tuc.csv\n"
))]
pub(super) struct Export {
    #[arg(value_name = "WHAT", default_value = "all", value_parser = ["all", "procedures", "villages", "programs", "fields"])]
    #[arg(help = both!(
        "Xuất gì: procedures thủ tục, villages thôn, programs mô hình, fields lĩnh vực, all tất cả",
        "What to write: procedures, villages, programs, fields, or all"
    ))]
    what: String,
    #[arg(long, value_name = "FILE")]
    #[arg(help = both!(
        "Tệp để ghi, đuôi .xlsx hoặc .csv; không ghi: danh-sach.xlsx",
        "The file, ending in .xlsx or .csv; without it: danh-sach.xlsx"
    ))]
    output: Option<PathBuf>,
}

impl Export {
    pub(super) fn run(self, context: &Context) -> Outcome {
        let kind = Kind::ALL.into_iter().find(|kind| kind.word() == self.what);
        export::run(context, kind, self.output.as_deref())
    }
}
