//! `tracuu schema`.

use clap::Args;
use clap::builder::PossibleValuesParser;

use tracuu::catalogue::{KINDS, Kind};
use tracuu::command::{Context, Outcome, schema};

use super::speech::both;

#[derive(Args)]
#[command(before_help = both!(
    "  mọi loại tệp:\n    tracuu schema > tracuu.schema.json\n  chỉ tệp thủ tục:\n    tracuu schema procedure\n",
    "  every kind of file:\n    tracuu schema > tracuu.schema.json\n  procedures only:\n    tracuu schema procedure\n"
))]
pub(super) struct Schema {
    #[arg(value_name = "LOẠI", value_parser = PossibleValuesParser::new(KINDS.map(Kind::word)))]
    #[arg(help = both!("Loại tệp; không ghi là mọi loại", "Kind of file; all when absent"))]
    kind: Option<String>,
}

impl Schema {
    pub(super) fn run(self, context: &Context) -> Outcome {
        let named = |word: String| KINDS.into_iter().find(|kind| kind.word() == word);
        schema::run(context, self.kind.and_then(named))
    }
}
