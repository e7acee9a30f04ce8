//! Thủ tục hành chính: one Markdown file with front matter.

mod cost;
mod papers;
mod translation;

use std::collections::BTreeMap;

use super::{Body, Id, Lang, Link, Origin, date::Date, program::Change};
use crate::files::FilePath;

pub use cost::{AfterCutoff, Amount, Fee, Length, Max, Processing, Tier};
pub use papers::{Case, Document, Form, Step};
pub use translation::Translation;

/// One administrative procedure, as the commune explains it.
///
/// Everything that is not required may be absent, and nothing is ever filled in for it.
#[derive(Clone, Debug)]
pub struct Procedure {
    /// The readable id: the name of the file.
    pub id: Id,
    /// The field (lĩnh vực) it stands in: the name of the folder.
    pub field: Id,
    /// Where each key stands.
    pub origin: Origin,
    /// People's words, at most 60 characters: posters, lists, Zalo.
    pub title: String,
    /// One sentence for lists and sharing.
    pub summary: Option<String>,
    /// The name in the decision that publishes the procedure; up to 919 characters are known.
    pub official_title: Option<String>,
    /// The national code such as `1.001193`: text, never a number.
    pub code: Option<String>,
    /// Whether it is in force.
    pub status: Status,
    /// Whether a draft is shown all the same, in a preview that nobody publishes.
    pub preview: bool,
    /// The procedure that follows it, for suspended and abolished ones.
    pub replaced_by: Option<Id>,
    /// Ids it had before; their addresses lead here.
    pub aliases: Vec<Id>,
    /// National codes that this procedure replaced.
    pub replaces: Vec<String>,
    /// Who it is for.
    pub audience: Vec<Audience>,
    /// The administrative level that handles it, in words.
    pub level: Option<String>,
    /// The procedure's page on the national portal.
    pub portal: Option<Link>,
    /// The decision that publishes it.
    pub decision: Option<Decision>,
    /// The papers that changed it since.
    pub changed_by: Vec<Change>,
    /// When somebody compared it with its source, and who (a role).
    pub checked: Option<Checked>,
    /// Where the facts come from.
    pub sources: Vec<String>,
    /// Facts that nobody has checked; the page says so.
    pub unverified: Vec<Unverified>,
    /// Who decides and who receives.
    pub authority: Option<Authority>,
    /// How it can be filed; an absent way is not offered.
    pub channels: Channels,
    /// Hours of the office that receives it, when they differ from the commune's.
    pub office_hours: Option<String>,
    /// The fee for every way that has none of its own.
    pub fee: Option<Fee>,
    /// The time for every way that has none of its own.
    pub time: Option<Processing>,
    /// How long a citizen has for filing.
    pub deadline: Option<Deadline>,
    /// The papers; empty only when every case has its own.
    pub documents: Vec<Document>,
    /// Cases that differ; the page asks which one it is.
    pub cases: Vec<Case>,
    /// What to do, in order; at least one.
    pub steps: Vec<Step>,
    /// What the citizen gets.
    pub result: Vec<String>,
    /// Legal basis.
    pub legal: Vec<Law>,
    /// From when until when it holds.
    pub valid: Valid,
    /// What help is offered.
    pub help: Help,
    /// Words people search by.
    pub keywords: Vec<String>,
    /// Other procedures worth reading.
    pub related: Vec<Id>,
    /// Yêu cầu, điều kiện.
    pub conditions: Vec<String>,
    /// When it is refused.
    pub refusals: Vec<String>,
    /// What a citizen receives by it, such as a monthly sum.
    pub benefit: Vec<String>,
    /// Anything else worth saying, one paragraph each.
    pub notes: Vec<String>,
    /// Questions and answers.
    pub faq: Vec<Question>,
    /// The text of the steps code, instead of the composed one.
    pub qr_text: Option<String>,
    /// The guide read aloud by a person: a sound file below `content/`.
    pub recording: Option<FilePath>,
    /// The Markdown body.
    pub body: Body,
    /// The texts in other languages.
    pub translations: BTreeMap<Lang, Translation>,
}

/// Whether a procedure is in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Being written: no page, no number, on no poster.
    Draft,
    /// In force.
    #[default]
    Active,
    /// Not handled for now; the page stays and says so.
    Suspended,
    /// No longer in force; the page stays and leads to the successor.
    Abolished,
}

/// Who a procedure is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Công dân Việt Nam.
    Citizen,
    /// Người Việt Nam định cư ở nước ngoài.
    Overseas,
    /// Người nước ngoài.
    Foreigner,
    /// Hộ gia đình.
    Household,
    /// Doanh nghiệp.
    Business,
    /// Hợp tác xã.
    Cooperative,
    /// Tổ chức.
    Organisation,
    /// Cán bộ, công chức, viên chức.
    Official,
    /// Somebody else, in words.
    Other(String),
}

/// The decision that publishes a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Such as `163/QĐ-BTP`.
    pub number: String,
    /// The day it was signed.
    pub date: Option<Date>,
    /// Where it can be read.
    pub url: Option<Link>,
}

/// A comparison with the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The day.
    pub on: Date,
    /// A role, never a person's name.
    pub by: Option<String>,
}

/// A fact that nobody has checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unverified {
    /// The path of the key it is about (`fee`, `cases.cai-chinh.time`); nothing for free text.
    pub key: Option<String>,
    /// What is open, in words.
    pub note: Option<String>,
}

/// Who decides and who receives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authority {
    /// Cơ quan có thẩm quyền quyết định.
    pub decides: Option<String>,
    /// Nơi tiếp nhận.
    pub receives: Option<String>,
    /// Cơ quan phối hợp.
    pub supports: Vec<String>,
}

/// A way of filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// At the counter.
    InPerson,
    /// On the phone or computer.
    Online,
    /// By post.
    Post,
}

impl Channel {
    /// The ways, in the order of every list.
    pub const ALL: [Self; 3] = [Self::InPerson, Self::Online, Self::Post];

    /// Returns the key in YAML: `in_person`, `online`, `post`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Online => "online",
            Self::Post => "post",
        }
    }
}

/// The ways of filing that are offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Channels(pub BTreeMap<Channel, Way>);

/// What is particular to one way of filing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// The fee of this way.
    pub fee: Option<Fee>,
    /// The time of this way.
    pub time: Option<Processing>,
    /// How far it can be done online (only for `online`).
    pub level: Option<OnlineLevel>,
    /// Where to file (only for `online`).
    pub url: Option<Link>,
}

/// How far a procedure can be done online (Nghị định 42/2022/NĐ-CP, Điều 4: toàn trình, một phần).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnlineLevel {
    /// Toàn trình.
    Full,
    /// Một phần.
    Partial,
}

/// How long a citizen has for filing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Days.
    pub days: Option<u16>,
    /// From what day.
    pub from: Option<String>,
    /// In words.
    pub text: Option<String>,
}

/// A rule of law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    /// Such as `60/2014/QH13`.
    pub number: String,
    /// Its name.
    pub title: Option<String>,
    /// The day it was signed.
    pub date: Option<Date>,
    /// Where it can be read.
    pub url: Option<Link>,
}

/// From when until when a procedure holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Valid {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

/// What help is offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// Whether an officer may write for the citizen.
    pub write_for_me: Option<WriteForMe>,
    /// Whether somebody comes to the house of those who cannot travel.
    pub home_service: Option<bool>,
}

/// Whether an officer may write for the citizen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteForMe {
    /// Allowed.
    Allowed,
    /// Forbidden by law, with the reason.
    Forbidden(String),
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub q: String,
    /// The answer.
    pub a: String,
}

impl Procedure {
    /// Returns the fee of a way of filing: its own, else the one for all.
    #[must_use]
    pub fn fee_of(&self, channel: Channel) -> Option<&Fee> {
        let own = self.channels.0.get(&channel).and_then(|way| way.fee.as_ref());
        own.or(self.fee.as_ref())
    }

    /// Returns the time of a way of filing: its own, else the one for all.
    #[must_use]
    pub fn time_of(&self, channel: Channel) -> Option<&Processing> {
        let own = self.channels.0.get(&channel).and_then(|way| way.time.as_ref());
        own.or(self.time.as_ref())
    }

    /// Says whether a fact was marked as unchecked: the key itself or one around it.
    #[must_use]
    pub fn is_unverified(&self, key: &str) -> bool {
        self.unverified.iter().filter_map(|fact| fact.key.as_deref()).any(|marked| {
            key.strip_prefix(marked)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    }

    /// Says whether the procedure has a page: everything but a draft that no preview asks for.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.status != Status::Draft || self.preview
    }

    /// Says whether it can be asked for now.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.status == Status::Active
    }
}
