//! `tracuu serve`.

use clap::Args;

use tracuu::command::serve::{self, Asked};
use tracuu::command::{Context, Outcome};
use tracuu::pipeline::Options;

use super::day::Day;
use super::speech::both;

#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[command(before_help = both!(
    "  xem trước, mở luôn trình duyệt:\n    tracuu serve --open\n  xem trên điện thoại cùng wifi:\n    tracuu serve --lan\n",
    "  a preview, in the browser at once:\n    tracuu serve --open\n  on one's own phone in the same wifi:\n    tracuu serve --lan\n"
))]
pub(super) struct Serve {
    #[arg(long, default_value_t = 4000, value_name = "PORT")]
    #[arg(help = both!(
        "Cổng; nếu đang bận thì lấy một cổng khác",
        "The port; another one when it is taken"
    ))]
    port: u16,
    #[arg(long)]
    #[arg(help = both!("Mở trình duyệt", "Open the browser"))]
    open: bool,
    #[arg(long)]
    #[arg(help = both!(
        "Cho điện thoại cùng mạng wifi xem trong 30 phút, bằng mã QR",
        "Let phones on the same wifi look for 30 minutes, by a QR code"
    ))]
    lan: bool,
    #[arg(long)]
    #[arg(help = both!(
        "Tự xem lại các tệp mỗi giây, khi thư mục nằm trên ổ mạng",
        "Look at the files every second, for a folder on a network drive"
    ))]
    poll: bool,
    #[arg(long)]
    #[arg(help = both!("Không hiện bản nháp", "Leave drafts out"))]
    no_drafts: bool,
    #[command(flatten)]
    day: Day,
}

impl Serve {
    pub(super) fn run(self, context: &Context) -> Outcome {
        let Self { port, open, lan, poll, no_drafts, day } = self;
        let options = Options { drafts: !no_drafts, ..day.options() };
        serve::run(context, &Asked { options, rehearsed: day.rehearsed(), port, open, lan, poll })
    }
}
