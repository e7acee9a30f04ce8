//! The day a verb looks at, and the options of a build that nobody chose.

use clap::Args;

use tracuu::command;
use tracuu::model::date::Date;
use tracuu::model::site::Wanted;
use tracuu::pipeline::{Minting, Options};

use super::speech::both;
use super::values::date;

#[derive(Args)]
pub(super) struct Day {
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    #[arg(help = both!("Coi hôm nay là ngày này, để tập dượt", "Rehearse another day"))]
    today: Option<Date>,
}

impl Day {
    /// Returns the day it is, or the one that is rehearsed.
    pub(super) fn date(&self) -> Date {
        self.today.unwrap_or_else(command::today)
    }

    /// Returns the day that is rehearsed, if any.
    pub(super) fn rehearsed(&self) -> Option<Date> {
        self.today
    }

    /// Returns what a build does when nothing else is asked for.
    pub(super) fn options(&self) -> Options {
        Options {
            today: self.date(),
            base: None,
            posters: true,
            minting: Minting::Allowed,
            flat_links: false,
            drafts: false,
            wanted: Wanted::default(),
        }
    }
}
