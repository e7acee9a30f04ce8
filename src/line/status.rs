//! `tracuu status`.

use std::path::PathBuf;

use clap::Args;

use tracuu::command::{Context, Outcome, report, status};
use tracuu::model::Id;
use tracuu::model::site::Wanted;
use tracuu::pipeline::Options;

use super::day::Day;
use super::speech::both;
use super::values::hall;

#[derive(Args)]
#[command(before_help = both!(
    "  nơi nào đang treo gì:\n    tracuu status\n  mở bằng Excel:\n    tracuu status --xlsx tinh-trang.xlsx\n",
    "  what hangs where:\n    tracuu status\n  for Excel:\n    tracuu status --xlsx tinh-trang.xlsx\n"
))]
pub(super) struct Status {
    #[arg(long, value_delimiter = ',', value_name = "ID", value_parser = hall)]
    #[arg(help = both!("Chỉ các nhà văn hóa này", "These halls only"))]
    hall: Vec<Id>,
    #[arg(long, value_name = "FILE")]
    #[arg(help = both!("Ghi thêm tệp CSV", "Writes a CSV file too"))]
    csv: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    #[arg(help = both!("Ghi thêm tệp Excel", "Writes an Excel file too"))]
    xlsx: Option<PathBuf>,
    #[command(flatten)]
    day: Day,
}

impl Status {
    pub(super) fn run(self, context: &Context) -> Outcome {
        let wanted = Wanted { halls: self.hall, ..Wanted::default() };
        let target = report::Target { csv: self.csv, xlsx: self.xlsx };
        status::run(context, &Options { wanted, ..self.day.options() }, &target)
    }
}
