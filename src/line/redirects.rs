//! `tracuu redirects`.

use std::path::PathBuf;

use clap::Args;

use tracuu::command::{Context, Outcome, redirects};
use tracuu::model::Link;
use tracuu::pipeline::Options;

use super::day::Day;
use super::speech::both;
use super::values::target;

#[derive(Args)]
#[command(before_help = both!(
    "  cho máy chủ nginx, từ mọi địa chỉ cũ:\n    tracuu redirects --format nginx --from all\n  trang tự chuyển, cho nơi không có máy chủ riêng:\n    tracuu redirects --format static --output cu\n",
    "  for nginx, from every former address:\n    tracuu redirects --format nginx --from all\n  pages that send on by themselves:\n    tracuu redirects --format static --output cu\n"
))]
pub(super) struct Redirects {
    #[arg(long, value_parser = redirects::Format::ALL.map(|(word, _)| word))]
    #[arg(help = both!("Loại máy chủ", "The server"))]
    format: String,
    #[arg(long, value_name = "ADDRESS")]
    #[arg(help = both!(
        "Địa chỉ cũ đã ghi trong site.yaml, hoặc all; không ghi: địa chỉ hiện nay",
        "Former addresses of site.yaml, or all; without it: the present address"
    ))]
    from: Vec<String>,
    #[arg(long, value_name = "URL", value_parser = target)]
    #[arg(help = both!(
        "Nơi khác có các trang cùng tên",
        "Another address with pages of the same names"
    ))]
    to: Option<Link>,
    #[arg(long, value_name = "PATH")]
    #[arg(help = both!("Tệp hoặc thư mục để ghi", "A file or folder"))]
    output: Option<PathBuf>,
    #[command(flatten)]
    day: Day,
}

impl Redirects {
    pub(super) fn run(self, context: &Context) -> Outcome {
        let chosen = redirects::Format::ALL.into_iter().find(|(word, _)| *word == self.format);
        let (_, format) = chosen.expect("the parser lets only these words pass");
        let Self { from, to, output, day, .. } = self;
        let asked = redirects::Asked { format, from, to, output };
        redirects::run(context, &Options { posters: false, ..day.options() }, &asked)
    }
}
