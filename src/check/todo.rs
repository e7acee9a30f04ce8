//! Who has to look at what: the work list of a commune, field by field.
//!
//! A field has an owner, a role that answers for it (`owner` in `_index.md`). A procedure is on the
//! list for what it lacks (code, source, check date), for what nobody has checked, because it is a
//! draft, or because it is due to be compared with its source again.

use jiff::Span;

use crate::files::FilePath;
use crate::model::date::{Date, PlanDate};
use crate::model::procedure::Status;
use crate::model::site::Field;
use crate::model::{Procedure, Program, Site};

/// Before how many days an end or a comparison is on the list.
const SOON: i64 = 30;

/// One thing that somebody has to look at.
#[derive(Clone, Debug)]
pub struct Task<'a> {
    /// The field; nothing for a program.
    pub field: Option<&'a Field>,
    /// The title of the procedure or program.
    pub title: &'a str,
    /// Its file.
    pub file: &'a FilePath,
    /// Why; at least one.
    pub reasons: Vec<Reason<'a>>,
}

/// Why somebody has to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason<'a> {
    /// It is a draft.
    Draft,
    /// It has no national code.
    NoCode,
    /// It names no source.
    NoSource,
    /// It does not say when it was compared with its source.
    NoCheckDate,
    /// Facts that nobody has checked: their keys or notes.
    Unverified(Vec<&'a str>),
    /// It was compared last on the first day, and is to be again by the second.
    Recheck(Date, Date),
    /// It holds until this day, which is near or over.
    Ends(Date),
}

impl Reason<'_> {
    /// Every key, in the order of columns.
    pub const KEYS: [&'static str; 7] =
        ["draft", "no-code", "no-source", "no-check-date", "unverified", "recheck", "ends"];

    /// Returns its stable key.
    #[must_use]
    pub fn key(&self) -> &'static str {
        Self::KEYS[match self {
            Self::Draft => 0,
            Self::NoCode => 1,
            Self::NoSource => 2,
            Self::NoCheckDate => 3,
            Self::Unverified(_) => 4,
            Self::Recheck(..) => 5,
            Self::Ends(_) => 6,
        }]
    }
}

/// Lists the work on a day: fields as pages list them, in each the procedures by title, then programs.
#[must_use]
pub fn list(site: &Site, today: Date) -> Vec<Task<'_>> {
    let soon = today.checked_add(Span::new().days(SOON)).unwrap_or(today);
    let mut tasks: Vec<Task> = site
        .procedures
        .iter()
        .filter(|procedure| procedure.status != Status::Abolished)
        .map(|procedure| Task {
            field: site.field(&procedure.field),
            title: &procedure.title,
            file: procedure.origin.file(),
            reasons: of_procedure(procedure, site.commune.recheck_months, soon),
        })
        .collect();
    tasks.extend(site.programs.iter().map(|program| Task {
        field: None,
        title: &program.title,
        file: program.origin.file(),
        reasons: of_program(program, soon),
    }));
    tasks.retain(|task| !task.reasons.is_empty());
    let order = |task: &Task| {
        let field = task.field.map(|it| (it.order.unwrap_or(i32::MAX), it.title.clone()));
        (task.field.is_none(), field, task.title.to_owned())
    };
    tasks.sort_by_cached_key(order);
    tasks
}

fn of_procedure(procedure: &Procedure, months: u8, soon: Date) -> Vec<Reason<'_>> {
    let mut reasons = Vec::new();
    if procedure.status == Status::Draft {
        reasons.push(Reason::Draft);
    }
    if procedure.code.is_none() {
        reasons.push(Reason::NoCode);
    }
    if procedure.sources.is_empty() && procedure.decision.is_none() {
        reasons.push(Reason::NoSource);
    }
    if !procedure.unverified.is_empty() {
        let facts = procedure.unverified.iter();
        let named = facts.filter_map(|fact| fact.key.as_deref().or(fact.note.as_deref()));
        reasons.push(Reason::Unverified(named.collect()));
    }
    match &procedure.checked {
        None => reasons.push(Reason::NoCheckDate),
        Some(checked) => {
            let due = checked.on.checked_add(Span::new().months(i64::from(months)));
            reasons.extend(
                due.ok().filter(|due| *due <= soon).map(|due| Reason::Recheck(checked.on, due)),
            );
        }
    }
    reasons.extend(procedure.valid.until.filter(|until| *until <= soon).map(Reason::Ends));
    reasons
}

fn of_program(program: &Program, soon: Date) -> Vec<Reason<'_>> {
    let last = program.to.map(PlanDate::last);
    last.filter(|last| *last <= soon).map(Reason::Ends).into_iter().collect()
}
