//! The facts of a procedure, as far as a kind of sheet shows them.

use super::whole::Whole;
use crate::ledger::seen::{Part, Seen};
use crate::model::Procedure;
use crate::model::procedure::{
    AfterCutoff, Amount, Case, Channel, Deadline, Document, Fee, Length, Processing, Step, Way,
    WriteForMe,
};
use crate::model::site::Commune;
use crate::render::poster::facts;
use crate::render::words::{self, Trust, place};
use crate::theme::Strings;

/// How much of a procedure a sheet shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A cell of a board: papers and steps in brief.
    Board,
    /// A sheet of its own: everything.
    Sheet,
    /// A row of the public list.
    Row,
    /// A row of the table of fees.
    Fees,
}

/// Returns what is told about a procedure; `plain` are the words that officials are told, the same
/// for every theme.
#[must_use]
pub fn seen(procedure: &Procedure, commune: &Commune, form: Form, plain: &Strings) -> Seen {
    let mut seen = super::titled(&procedure.title);
    if let Some(code) = &procedure.code {
        seen.add(Part::NationalCode, code, code);
    }
    if matches!(form, Form::Board | Form::Sheet) {
        let (whole, count) = papers(procedure, form);
        seen.add(Part::Papers, &whole, &count.to_string());
        let steps = steps(procedure, form);
        seen.add(Part::Steps, &steps, &procedure.steps.len().to_string());
    }
    let told = facts::amounts(procedure, plain);
    let told = |label: &str| {
        let known = told.iter().find(|(name, _)| name == plain.get(label));
        known.map(|(_, words)| words.clone())
    };
    // What is absent is told too, so that it is noticed when it goes.
    let cost = told("poster.fee").unwrap_or_default();
    seen.add(Part::Fee, &fees(procedure, form).text(), &cost);
    if form != Form::Fees {
        let deadline = || procedure.deadline.as_ref().map(|d| words::deadline(d, plain));
        let words = told("poster.time").or_else(deadline).unwrap_or_default();
        seen.add(Part::Time, &times(procedure, form).text(), &words);
    }
    match form {
        Form::Sheet => seen.add(Part::Text, &rest(procedure, commune).text(), &counted(procedure)),
        Form::Row => seen.add(Part::Text, &decided(procedure).text(), ""),
        Form::Board | Form::Fees => {}
    }
    seen
}

/// Returns all papers, those of cases too, and how many they are; their order says nothing.
fn papers(procedure: &Procedure, form: Form) -> (String, usize) {
    let all = |documents: &[Document]| {
        documents.iter().map(|document| paper(document, form)).collect::<Vec<_>>()
    };
    let of_case = |case: &Case| {
        let documents = all(case.documents.as_ref()?);
        Some(Whole::default().say("case", &case.title).set("paper", documents).text())
    };
    let cases = procedure.cases.iter().filter_map(of_case);
    let own = all(&procedure.documents);
    let of_cases = procedure.cases.iter().filter_map(|case| Some(case.documents.as_ref()?.len()));
    let count = own.len() + of_cases.sum::<usize>();
    (Whole::default().set("paper", own).set("cases", cases).text(), count)
}

fn paper(document: &Document, form: Form) -> String {
    let Document { name, brief, originals, copies, form: filled, when, any_of, show, note, group } =
        document;
    let some = |count: &Option<u16>| count.filter(|count| *count > 0);
    let several = some(copies).is_some() || some(originals) > Some(1);
    let is_whole = form == Form::Sheet;
    let name = if is_whole { name } else { brief.as_ref().unwrap_or(name) };
    let counts = !show && (is_whole || several);
    let filled = filled.as_ref().map(|form| &form.name).filter(|form| *form != name);
    Whole::default()
        .say("name", name)
        .set("any_of", any_of.iter().cloned())
        .flag("show", *show)
        .opt("originals", some(originals).filter(|_| counts))
        .opt("copies", some(copies).filter(|_| counts))
        .opt("when", when.as_ref())
        .opt("group", group.as_ref())
        .opt("form", filled.filter(|_| is_whole))
        .opt("note", note.as_ref().filter(|_| is_whole))
        .text()
}

/// Returns the steps in their order, on sheets with those of cases.
fn steps(procedure: &Procedure, form: Form) -> String {
    let several = procedure.channels.0.len() > 1;
    let step = |step: &Step| {
        let text = match form {
            Form::Sheet => &step.text,
            _ => step.brief.as_ref().unwrap_or(&step.text),
        };
        let way = step.channel.filter(|_| several).map(Channel::key);
        Whole::default().say("step", text).opt("way", way).text()
    };
    let all = |steps: &[Step]| steps.iter().map(step).collect::<Vec<_>>();
    let of_case = |case: &Case| {
        let steps = all(case.steps.as_ref()?);
        Some(Whole::default().say("case", &case.title).list("step", steps).text())
    };
    let cases = procedure.cases.iter().filter(|_| form == Form::Sheet).filter_map(of_case);
    Whole::default().list("step", all(&procedure.steps)).set("cases", cases).text()
}

/// Returns what it costs: for all ways of filing where they agree, else for each; and by case.
fn fees(procedure: &Procedure, form: Form) -> Whole {
    let line = |case: Option<&Case>, key: &str, fee: &Fee| {
        fee_text(fee, words::fee_trust(procedure, case, key), form)
    };
    let of = |way: Channel| Some(line(None, &key(way, "fee"), procedure.fee_of(way)?));
    let whole = by_way(procedure, procedure.fee.as_ref().map(|fee| line(None, "fee", fee)), of);
    let cases = procedure.cases.iter().filter_map(|case| {
        let all = case.fee.as_ref().map(|fee| line(Some(case), "fee", fee));
        of_case(case, all, |way, own| Some(line(Some(case), &key(way, "fee"), own.fee.as_ref()?)))
    });
    let whole = whole.set("cases", cases);
    let doubted = !whole.is_empty() && words::is_doubted(procedure, "fee");
    whole.flag("unverified", doubted)
}

fn fee_text(fee: &Fee, trust: Trust, form: Form) -> String {
    let Fee { amount, unit, tiers, max, exemptions, note } = fee;
    let is_zero = matches!(amount, Some(Amount::Dong(sum)) if sum.0 == 0);
    let tiers = tiers
        .iter()
        .map(|tier| Whole::default().opt("upto", tier.upto).say("dong", tier.amount.0).text());
    let max = max
        .as_ref()
        .map(|max| Whole::default().say("dong", max.amount.0).opt("per", max.per.as_ref()).text());
    let whole = match amount {
        Some(Amount::Dong(sum)) => Whole::default().say("dong", sum.0),
        Some(Amount::Text(text)) => Whole::default().say("text", text),
        None => Whole::default(),
    };
    let whole = whole.opt("unit", unit.as_ref()).list("tier", tiers).opt("max", max);
    // Only a 0 reads otherwise when it was checked, or is left to the province.
    let whole = whole.flag("checked", is_zero && trust == Trust::Checked);
    let whole = whole.flag("open", is_zero && words::is_left_to_the_province(fee));
    let exempt = exemptions.iter().filter(|_| form != Form::Row).cloned();
    let noted = matches!(form, Form::Sheet | Form::Fees);
    whole.set("exempt", exempt).opt("note", note.as_ref().filter(|_| noted)).text()
}

/// Returns how long it takes, with the deadline where it is shown.
fn times(procedure: &Procedure, form: Form) -> Whole {
    let of = |way: Channel| procedure.time_of(way).map(time_text);
    let whole = by_way(procedure, procedure.time.as_ref().map(time_text), of);
    let cases = procedure.cases.iter().filter_map(|case| {
        let all = case.time.as_ref().map(time_text);
        of_case(case, all, |_, own| own.time.as_ref().map(time_text))
    });
    let whole = whole.set("cases", cases);
    let doubted = !whole.is_empty() && words::is_doubted(procedure, "time");
    let whole = whole.flag("unverified", doubted);
    let deadline = procedure.deadline.as_ref().filter(|_| form != Form::Row);
    let deadline = deadline.map(|Deadline { days, from, text }| {
        // Words of its own stand for the number.
        let whole = Whole::default().opt("text", text.as_ref());
        let is_said = text.is_some();
        let whole = whole.opt("days", days.filter(|_| !is_said));
        whole.opt("from", from.as_ref().filter(|_| !is_said)).text()
    });
    whole.opt("deadline", deadline)
}

fn time_text(time: &Processing) -> String {
    let Processing { length, text, cutoff, after } = time;
    let whole = match length {
        Some(Length::WorkingDays(n)) => Whole::default().say("working_days", n),
        Some(Length::Days(n)) => Whole::default().say("days", n),
        Some(Length::Hours(n)) => Whole::default().say("hours", n),
        Some(Length::SameDay) => Whole::default().say("same_day", ""),
        None => Whole::default(),
    };
    let cutoff = cutoff.zip(*after).map(|(at, AfterCutoff::NextWorkingDay)| at);
    whole.opt("text", text.as_ref()).opt("cutoff", cutoff).text()
}

/// Says a fact once where all ways of filing agree, else for each of them.
fn by_way(
    procedure: &Procedure,
    all: Option<String>,
    of: impl Fn(Channel) -> Option<String>,
) -> Whole {
    let ways: Vec<(Channel, Option<String>)> =
        procedure.channels.0.keys().map(|way| (*way, of(*way))).collect();
    match ways.split_first() {
        None => Whole::default().opt("all", all),
        Some(((_, first), rest)) if rest.iter().all(|(_, other)| other == first) => {
            Whole::default().opt("all", first.as_ref())
        }
        Some(_) => {
            let whole = Whole::default();
            ways.iter().fold(whole, |whole, (way, told)| whole.opt(way.key(), told.as_ref()))
        }
    }
}

/// Says what a case has of its own; nothing when it has nothing.
fn of_case(
    case: &Case,
    all: Option<String>,
    of: impl Fn(Channel, &Way) -> Option<String>,
) -> Option<String> {
    let ways = case.channels.iter().flat_map(|channels| &channels.0);
    let whole = ways.fold(Whole::default().opt("all", all), |whole, (way, own)| {
        whole.opt(way.key(), of(*way, own))
    });
    (!whole.is_empty())
        .then(|| Whole::default().say("case", &case.title).say("told", whole.text()).text())
}

fn key(way: Channel, fact: &str) -> String {
    format!("channels.{}.{fact}", way.key())
}

/// Returns everything else that a sheet of its own shows; the order of lists says nothing.
fn rest(procedure: &Procedure, commune: &Commune) -> Whole {
    let centre = Some(&commune.centre).filter(|_| place::is_centre(procedure, commune));
    let receives = procedure.authority.as_ref().and_then(|a| a.receives.as_ref());
    let whole = Whole::default();
    let lists = [
        ("result", &procedure.result),
        ("benefit", &procedure.benefit),
        ("conditions", &procedure.conditions),
        ("refusals", &procedure.refusals),
        ("notes", &procedure.notes),
    ];
    let whole = lists.into_iter().fold(whole, |whole, (key, texts)| whole.set(key, texts.clone()));
    let questions =
        procedure.faq.iter().map(|faq| Whole::default().say("q", &faq.q).say("a", &faq.a).text());
    whole
        .set("faq", questions)
        .opt("place", receives.or_else(|| centre?.name.as_ref()))
        .opt("address", centre.and_then(|centre| centre.address.as_ref()))
        .opt("office_hours", procedure.office_hours.as_ref())
        .flag("write_for_me", procedure.help.write_for_me == Some(WriteForMe::Allowed))
}

/// Counts what [`rest`] tells: `2 điều kiện, 1 kết quả`.
fn counted(procedure: &Procedure) -> String {
    let counts = [
        (procedure.conditions.len(), "điều kiện"),
        (procedure.result.len(), "kết quả"),
        (procedure.benefit.len(), "khoản được hưởng"),
        (procedure.refusals.len(), "trường hợp bị từ chối"),
        (procedure.notes.len(), "lưu ý"),
        (procedure.faq.len(), "câu hỏi"),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    counts.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
}

/// Returns what the public list says besides: the official title and the decision. The day of the
/// last check is no fact about the procedure.
fn decided(procedure: &Procedure) -> Whole {
    let decision = procedure.decision.as_ref();
    Whole::default()
        .opt("official_title", procedure.official_title.as_ref())
        .opt("decision", decision.map(|decision| &decision.number))
        .opt("dated", decision.and_then(|decision| decision.date))
}
