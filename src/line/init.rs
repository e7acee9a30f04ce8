//! `tracuu init`.

use std::path::PathBuf;

use clap::Args;

use tracuu::command::{Context, Outcome, init};

use super::speech::both;

#[derive(Args)]
#[command(before_help = both!(
    "  hỏi năm câu rồi tạo thư mục của xã:\n    tracuu init xa-moi\n  không hỏi:\n    tracuu init xa-moi --commune \"Xã Mới\" --province \"Tỉnh Mới\"\n",
    "  asks five questions and makes the project:\n    tracuu init xa-moi\n  asks nothing:\n    tracuu init xa-moi --commune \"Xã Mới\" --province \"Tỉnh Mới\"\n"
))]
pub(super) struct Init {
    #[arg(value_name = "DIR")]
    #[arg(help = both!("Thư mục mới hoặc trống; không ghi là thư mục đang đứng", "A new or empty folder"))]
    folder: Option<PathBuf>,
    #[arg(long, value_name = "TÊN")]
    #[arg(help = both!("Tên xã", "Name of the commune"))]
    commune: Option<String>,
    #[arg(long, value_name = "TÊN")]
    #[arg(help = both!("Tên tỉnh", "Province"))]
    province: Option<String>,
    #[arg(long, value_name = "URL")]
    #[arg(help = both!("Địa chỉ trang web sẽ dùng", "Web address of the site"))]
    address: Option<String>,
    #[arg(long, value_name = "SỐ")]
    #[arg(help = both!("Điện thoại của xã", "Phone of the commune"))]
    phone: Option<String>,
    #[arg(long, value_name = "TÊN,TÊN")]
    #[arg(help = both!("Tên các thôn có nhà văn hóa", "Villages with a hall"))]
    villages: Option<String>,
}

impl Init {
    pub(super) fn run(self, context: &Context) -> Outcome {
        let answers = [
            ("commune", self.commune),
            ("province", self.province),
            ("address", self.address),
            ("phone", self.phone),
            ("villages", self.villages),
        ];
        let answers =
            answers.into_iter().filter_map(|(key, answer)| Some((key, answer?))).collect();
        init::run(context, &init::Said { folder: self.folder, answers })
    }
}
