//! `tracuu import`.

use std::path::PathBuf;

use clap::Args;

use tracuu::command::{Context, Outcome, import};
use tracuu::sheet::Kind;

use super::speech::both;

#[derive(Args)]
#[command(before_help = both!(
    "  xem trước sẽ nhập được gì:\n    tracuu import danh-sach.xlsx\n  tạo tệp mới:\n    tracuu import danh-sach.xlsx --write\n  sửa cả tệp đang có:\n    tracuu import danh-sach.xlsx --write --update\n",
    "  a preview:\n    tracuu import danh-sach.xlsx\n  new files:\n    tracuu import danh-sach.xlsx --write\n  files that exist too:\n    tracuu import danh-sach.xlsx --write --update\n"
))]
pub(super) struct Import {
    #[arg(value_name = "FILE")]
    #[arg(help = both!("Bảng tính: .xlsx, .ods hoặc .csv", "A spreadsheet: .xlsx, .ods or .csv"))]
    file: PathBuf,
    #[arg(value_name = "WHAT", value_parser = ["procedures", "villages", "programs", "fields"])]
    #[arg(help = both!(
        "Bảng kể gì: procedures thủ tục, villages thôn, programs mô hình, fields lĩnh vực; không ghi: xem đầu cột",
        "What the rows are: procedures, villages, programs or fields; without it: as the heads say"
    ))]
    what: Option<String>,
    #[arg(long)]
    #[arg(help = both!("Ghi vào thư mục của xã; không có: chỉ xem trước", "Writes; without it: a preview"))]
    write: bool,
    #[arg(long)]
    #[arg(help = both!(
        "Sửa cả tệp đang có, chỉ những khóa khác; bản cũ giữ trong .tracuu/backup/",
        "Also changes keys that differ in existing files; the old ones are kept in .tracuu/backup/"
    ))]
    update: bool,
    #[arg(long, value_name = "NAME")]
    #[arg(help = both!(
        "Lĩnh vực của những thủ tục mà bảng không ghi lĩnh vực",
        "The field of procedures whose row names none"
    ))]
    field: Option<String>,
}

impl Import {
    pub(super) fn run(self, context: &Context) -> Outcome {
        let kind = Kind::ALL.into_iter().find(|kind| Some(kind.word()) == self.what.as_deref());
        let asked = tracuu::sheet::import::Asked { kind, update: self.update, field: self.field };
        import::run(context, &self.file, &asked, self.write)
    }
}
