//! `tracuu verify`.

use std::path::PathBuf;

use clap::Args;

use tracuu::command::{Context, Outcome, verify};
use tracuu::model::Id;

use super::day::Day;
use super::speech::both;
use super::values::hall;

#[derive(Args)]
#[command(before_help = both!(
    "  kiểm tra cả thư mục ảnh, ghi Excel:\n    tracuu verify anh --xlsx kiem-tra.xlsx\n  ảnh chụp ở một nhà văn hóa:\n    tracuu verify anh.jpg --hall thon-vi-du-dong\n",
    "  a folder of photos, with a report:\n    tracuu verify anh --xlsx kiem-tra.xlsx\n  photos of one hall:\n    tracuu verify anh.jpg --hall thon-vi-du-dong\n"
))]
pub(super) struct Verify {
    #[arg(required = true, value_name = "PHOTO|DIR")]
    #[arg(help = both!(
        "Ảnh, hoặc thư mục ảnh; thư mục con mang tên thôn",
        "Photos or folders; a subfolder may be named by a hall's id"
    ))]
    photos: Vec<PathBuf>,
    #[arg(long, value_name = "ID", value_parser = hall)]
    #[arg(help = both!(
        "Mọi ảnh chụp ở nhà văn hóa này",
        "All photos were taken in this hall"
    ))]
    hall: Option<Id>,
    #[arg(long, value_name = "FILE")]
    #[arg(help = both!("Ghi báo cáo Excel", "Writes a report for Excel"))]
    xlsx: Option<PathBuf>,
    #[command(flatten)]
    day: Day,
}

impl Verify {
    pub(super) fn run(self, context: &Context) -> Outcome {
        let Self { photos: paths, hall, xlsx, day } = self;
        verify::run(context, &day.options(), &verify::Asked { paths, hall, xlsx })
    }
}
