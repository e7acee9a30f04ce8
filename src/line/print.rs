//! `tracuu print`.

use std::path::PathBuf;

use clap::Args;

use tracuu::command::print::{self, Asked, Which};
use tracuu::command::{Context, Outcome};
use tracuu::model::Id;
use tracuu::model::site::Wanted;
use tracuu::model::village::Kind;
use tracuu::pipeline::Options;

use super::day::Day;
use super::speech::both;
use super::values::{formats, hall, kinds, serial};

#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[command(before_help = both!(
    "  xem sẽ in gì:\n    tracuu print --all --dry-run\n  in cho một nhà văn hóa:\n    tracuu print --hall thon-vi-du-dong\n  in lại những tờ đang treo mà đã sai:\n    tracuu print --stale\n  ghi rằng một tờ đã gỡ:\n    tracuu print --taken-down 41-3\n",
    "  what would be printed:\n    tracuu print --all --dry-run\n  for one hall:\n    tracuu print --hall thon-vi-du-dong\n  what hangs and is wrong:\n    tracuu print --stale\n  a sheet was taken down:\n    tracuu print --taken-down 41-3\n"
))]
pub(super) struct Print {
    #[arg(long, value_delimiter = ',', value_name = "ID", value_parser = hall, required_unless_present_any = ["all", "stale", "taken_down"])]
    #[arg(help = both!("Cho các nhà văn hóa này", "For these halls"))]
    hall: Vec<Id>,
    #[arg(long, conflicts_with = "hall")]
    #[arg(help = both!("Cho mọi nhà văn hóa", "For every hall"))]
    all: bool,
    #[arg(long)]
    #[arg(help = both!("Chỉ những tờ đang treo mà đã sai", "Only those that hang and are wrong"))]
    stale: bool,
    #[arg(long, conflicts_with = "stale")]
    #[arg(help = both!(
        "Cả những tờ còn đúng, khi giấy rách hay mất",
        "Also those that are right, for paper torn or lost"
    ))]
    again: bool,
    #[arg(long, value_delimiter = ',', value_parser = Kind::ALL.map(|(key, _)| key))]
    #[arg(help = both!("Chỉ các loại tờ in này", "Of these kinds only"))]
    kind: Vec<String>,
    #[arg(long, value_delimiter = ',', value_parser = ["svg", "png"])]
    #[arg(help = both!("Thêm định dạng bên cạnh PDF", "Formats beside the PDFs"))]
    also: Vec<String>,
    #[arg(long)]
    #[arg(help = both!(
        "Tệp PDF cho nhà in: tràn lề 3 mm và dấu cắt",
        "PDFs for a print shop: bleed and crop marks"
    ))]
    shop: bool,
    #[arg(long, value_name = "DIR")]
    #[arg(help = both!(
        "Thư mục chứa tệp để in [mặc định: in-<ngày>]",
        "The folder of the files [default: in-<date>]"
    ))]
    output: Option<PathBuf>,
    #[arg(long)]
    #[arg(help = both!(
        "Chỉ xem sẽ in gì, không tạo tệp, không ghi sổ",
        "Tells what would be printed, records nothing"
    ))]
    dry_run: bool,
    #[arg(long, value_delimiter = ',', value_name = "41-3", value_parser = serial, conflicts_with_all = ["hall", "all", "stale", "again", "dry_run"])]
    #[arg(help = both!(
        "Ghi rằng các tờ này đã gỡ xuống, theo số ở chân tờ",
        "Records that these sheets were taken down"
    ))]
    taken_down: Vec<(u32, u32)>,
    #[command(flatten)]
    day: Day,
}

impl Print {
    pub(super) fn run(self, context: &Context) -> Outcome {
        let wanted = Wanted { halls: self.hall, kinds: kinds(&self.kind) };
        let options = Options { wanted, ..self.day.options() };
        if !self.taken_down.is_empty() {
            return print::take_down(context, &options, &self.taken_down);
        }
        let which = match (self.stale, self.again) {
            (true, _) => Which::Stale,
            (_, true) => Which::Again,
            _ => Which::Needed,
        };
        let asked = Asked {
            which,
            formats: formats(&self.also),
            shop: self.shop,
            output: self.output,
            dry_run: self.dry_run,
        };
        print::run(context, &options, &asked)
    }
}
