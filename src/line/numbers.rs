//! `tracuu numbers`.

use clap::{Args, Subcommand};

use tracuu::command::{Context, Outcome, numbers};
use tracuu::model::Id;

use super::day::Day;
use super::speech::both;
use super::values::keep;

#[derive(Args)]
#[command(before_help = both!(
    "  mọi số và nơi treo:\n    tracuu numbers\n  gỡ số cấp hai lần, xem trước:\n    tracuu numbers fix --dry-run\n",
    "  every number and where it hangs:\n    tracuu numbers\n  two machines minted a number: a look first:\n    tracuu numbers fix --dry-run\n"
))]
pub(super) struct Numbers {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand)]
enum What {
    #[command(about = both!(
        "Gỡ số bị cấp hai lần sau khi gộp sổ của hai máy",
        "Settles numbers that two machines minted"
    ))]
    Fix(Fix),
}

#[derive(Args)]
#[command(before_help = both!(
    "  xem trước:\n    tracuu numbers fix --dry-run\n  mục được giữ số 11:\n    tracuu numbers fix --keep 11=dang-ky-khai-sinh\n",
    "  a look first:\n    tracuu numbers fix --dry-run\n  whose 11 stays:\n    tracuu numbers fix --keep 11=dang-ky-khai-sinh\n"
))]
struct Fix {
    #[arg(long, value_name = "SỐ=ID", value_parser = keep)]
    #[arg(help = both!(
        "Mục được giữ số khi cả hai đã in",
        "Whose a number stays when both are printed"
    ))]
    keep: Vec<(u32, Id)>,
    #[arg(long)]
    #[arg(help = both!("Chỉ xem trước, không ghi gì", "Writes nothing"))]
    dry_run: bool,
    #[command(flatten)]
    day: Day,
}

impl Numbers {
    pub(super) fn run(self, context: &Context) -> Outcome {
        match self.what {
            None => numbers::list(context),
            Some(What::Fix(Fix { keep, dry_run, day })) => {
                let keep = keep.into_iter().collect();
                numbers::fix(context, &numbers::Fix { keep, today: day.date(), dry_run })
            }
        }
    }
}
