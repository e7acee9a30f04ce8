//! A service model: "ninth hour Thursday", "no-wait Friday".

use super::{Body, ClockTime, Hours, Id, Origin, PlanDate, Weekday, date::Date};

/// A service model, with exactly the days, hours and promises of its plan.
#[derive(Clone, Debug)]
pub struct Program {
    /// The readable id: the name of the file.
    pub id: Id,
    /// Where each key stands.
    pub origin: Origin,
    /// Such as `Ngày thứ Sáu không chờ`.
    pub title: String,
    /// Whether it is a draft, which only a preview shows.
    pub draft: bool,
    /// One sentence.
    pub summary: Option<String>,
    /// Ids it had before.
    pub aliases: Vec<Id>,
    /// On which days.
    pub days: Days,
    /// At which hours.
    pub hours: ProgramHours,
    /// From when.
    pub from: Option<PlanDate>,
    /// Until when, that day included; nothing: until further notice.
    pub to: Option<PlanDate>,
    /// Which procedures.
    pub covers: Covers,
    /// What it does not hold for.
    pub except: Vec<Exception>,
    /// What happens to files handed in late.
    pub cutoff: Option<Cutoff>,
    /// For whom, in words.
    pub audience: Option<String>,
    /// What the commune promises.
    pub promises: Vec<Promise>,
    /// The plan that starts it.
    pub plan: Option<Plan>,
    /// The papers that changed it.
    pub changed_by: Vec<Change>,
    /// Where the facts come from.
    pub sources: Vec<String>,
    /// Whether its last day has passed: it keeps its page and gets no poster.
    pub over: bool,
    /// The Markdown body.
    pub body: Body,
}

/// On which days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Days {
    /// On these days of every week; at least one.
    Weekly(Vec<Weekday>),
    /// Whenever somebody asks.
    OnRequest,
}

/// At which hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProgramHours {
    /// The commune's office hours.
    Office,
    /// These, in order.
    Clock(Vec<Hours>),
    /// What the plan says where it gives no clock time.
    Text(String),
}

/// Which procedures a program covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Covers {
    /// Every one.
    pub all: bool,
    /// All of these fields.
    pub fields: Vec<Id>,
    /// These.
    pub procedures: Vec<Id>,
    /// How many, as the plan says.
    pub count: Option<u32>,
    /// In words, where the plan's list is not known.
    pub text: Option<String>,
}

/// What a program does not hold for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The procedure, when it is one of ours.
    pub procedure: Option<Id>,
    /// In words.
    pub text: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// What happens to files handed in late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cutoff {
    /// Later than this.
    pub after: ClockTime,
    /// The answer comes before this time of the next working day.
    pub next_working_day_before: ClockTime,
}

/// What the commune promises on such a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// The result the same day.
    SameDay,
    /// No additional fee.
    NoFee,
    /// No appointment slip.
    NoSlip,
    /// An officer writes for the citizen.
    WriteForMe,
    /// At the citizen's home.
    AtHome,
    /// Help with filing online.
    HelpOnline,
    /// An hour beyond office hours.
    ExtraHour,
}

impl Promise {
    /// Every promise, with its key in YAML.
    pub const ALL: [(&'static str, Self); 7] = [
        ("same_day", Self::SameDay),
        ("no_fee", Self::NoFee),
        ("no_slip", Self::NoSlip),
        ("write_for_me", Self::WriteForMe),
        ("at_home", Self::AtHome),
        ("help_online", Self::HelpOnline),
        ("extra_hour", Self::ExtraHour),
    ];

    /// Returns the key in YAML.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(_, promise)| *promise == self).map_or("", |(key, _)| key)
    }
}

/// The plan that starts a program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Its number.
    pub number: Option<String>,
    /// The day it was signed.
    pub date: Option<Date>,
    /// Who signed: an office.
    pub by: Option<String>,
}

/// A paper that changed a program or a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its number.
    pub number: String,
    /// The day it was signed.
    pub date: Option<Date>,
    /// What it changed.
    pub what: Option<String>,
}

impl Program {
    /// Says whether its last day is before `today`.
    #[must_use]
    pub fn is_over(&self, today: Date) -> bool {
        self.to.is_some_and(|to| to.last() < today)
    }

    /// Says whether the program holds for a procedure of `field`, as far as its list is known.
    #[must_use]
    pub fn covers(&self, procedure: &Id, field: &Id) -> bool {
        let named = self.covers.all
            || self.covers.fields.contains(field)
            || self.covers.procedures.contains(procedure);
        named && !self.except.iter().any(|e| e.procedure.as_ref() == Some(procedure))
    }
}
