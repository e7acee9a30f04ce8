//! `tracuu build`.

use std::path::PathBuf;

use clap::Args;

use tracuu::command::build::{self, Target};
use tracuu::command::{Context, Outcome};
use tracuu::diagnostic::say;
use tracuu::model::site::Wanted;
use tracuu::model::village::Kind;
use tracuu::model::{Id, Link};
use tracuu::pipeline::{Minting, Options};

use super::day::Day;
use super::speech::both;
use super::values::{base_url, formats, hall, kinds};

#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[command(before_help = both!(
    "  dựng trang và áp phích vào public/:\n    tracuu build\n  chỉ trang, không áp phích (nhanh):\n    tracuu build --posters none\n  xem thử cả bản nháp:\n    tracuu build --drafts --output xem-thu\n",
    "  the site and the posters, into public/:\n    tracuu build\n  pages only (quick):\n    tracuu build --posters none\n  drafts too, for a look:\n    tracuu build --drafts --output xem-thu\n"
))]
pub(super) struct Build {
    #[arg(long, default_value = "public", value_name = "DIR")]
    #[arg(help = both!("Nơi xuất", "The folder that is replaced"))]
    output: PathBuf,
    #[arg(long, value_name = "URL", value_parser = base_url)]
    #[arg(help = both!(
        "Dựng thử dưới địa chỉ khác, không có áp phích",
        "A preview under another address, without posters"
    ))]
    base_url: Option<Link>,
    #[arg(long, value_delimiter = ',', value_parser = ["svg", "png", "pdf", "none"], default_value = "svg,png,pdf")]
    #[arg(help = both!("Định dạng áp phích, hoặc none", "Formats of posters, or none"))]
    posters: Vec<String>,
    #[arg(long)]
    #[arg(help = both!(
        "Tệp PDF cho nhà in: tràn lề 3 mm và dấu cắt",
        "PDFs for a print shop: bleed and crop marks"
    ))]
    shop: bool,
    #[arg(long, value_delimiter = ',', value_name = "ID", value_parser = hall)]
    #[arg(help = both!(
        "Chỉ làm tờ in của các nhà văn hóa này",
        "Posters of these halls only"
    ))]
    hall: Vec<Id>,
    #[arg(long, value_delimiter = ',', value_parser = Kind::ALL.map(|(key, _)| key))]
    #[arg(help = both!("Chỉ làm các loại tờ in này", "Posters of these kinds only"))]
    kind: Vec<String>,
    #[arg(long)]
    #[arg(help = both!("Không cấp số mới", "Refuse to mint numbers"))]
    locked: bool,
    #[arg(long)]
    #[arg(help = both!(
        "Cho xem cả bản nháp, không có áp phích",
        "Show drafts too, without posters"
    ))]
    drafts: bool,
    #[arg(long)]
    #[arg(help = both!(
        "Viết index.html vào liên kết, để mở từ thẻ nhớ",
        "Links name index.html, for a USB stick"
    ))]
    flat_links: bool,
    #[command(flatten)]
    day: Day,
}

impl Build {
    pub(super) fn run(self, context: &Context) -> Outcome {
        let none = self.posters.iter().any(|word| word == "none");
        if none && self.posters.len() > 1 {
            context.voice.message(&say(
                "--posters none không đi cùng định dạng khác.",
                "--posters none stands alone.",
            ));
            return Outcome::Usage;
        }
        let formats = formats(&self.posters);
        let preview = self.base_url.is_some() || self.drafts;
        let options = Options {
            posters: !formats.is_empty() && !preview,
            minting: if self.locked { Minting::Locked } else { Minting::Allowed },
            base: self.base_url,
            flat_links: self.flat_links,
            drafts: self.drafts,
            wanted: Wanted { halls: self.hall, kinds: kinds(&self.kind) },
            ..self.day.options()
        };
        let target =
            Target { output: self.output, formats, shop: self.shop, keep_ledger: !preview };
        build::run(context, &options, &target)
    }
}
