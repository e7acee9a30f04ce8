//! One service model: `content/programs/<id>.md`.

use super::fee::{text, texts};
use super::keys::{Keys, Value};
use super::opened::Opened;
use super::procedure::{dates_reversed, ids, list};
use super::source::Source;
use super::tree::Kind;
use crate::catalogue;
use crate::diagnostic::say;
use crate::model::program::{Change, Covers, Cutoff, Days, Exception, Plan, ProgramHours, Promise};
use crate::model::{ClockTime, Id, Program};

/// Reads a program; nothing when the file has an error.
pub(super) fn read(mut file: Opened, id: Id) -> (Option<Program>, Opened) {
    let (origin, body) = (file.origin(), file.body());
    let source = &mut file.source;
    let mut keys = Keys::of_file(
        source,
        catalogue::Kind::Program,
        &file.document.entries,
        &file.document.lost,
        file.top.clone(),
    );
    let keys = &mut keys;
    let title = keys.need(source, "title").and_then(|value| value.text(source));
    let days = keys.need(source, "weekdays").map(|value| days(source, &value));
    let program = Program {
        id,
        origin,
        title: title.unwrap_or_default(),
        draft: draft(source, keys),
        summary: text(source, keys, "summary"),
        days: days.unwrap_or(Days::OnRequest),
        hours: keys
            .get(source, "hours")
            .and_then(|value| hours(source, value))
            .unwrap_or(ProgramHours::Office),
        from: keys.get(source, "from").and_then(|value| value.plan_date(source)),
        to: keys.get(source, "to").and_then(|value| value.plan_date(source)),
        covers: keys
            .need(source, "covers")
            .and_then(|value| covers(source, value))
            .unwrap_or_default(),
        aliases: ids(source, keys, "aliases"),
        except: list(source, keys, "except", exception),
        cutoff: keys.get(source, "cutoff").and_then(|value| cutoff(source, value)),
        audience: text(source, keys, "audience"),
        promises: list(source, keys, "promises", |source, value| {
            value.choice(source, &Promise::ALL)
        }),
        plan: keys.get(source, "plan").and_then(|value| plan(source, value)),
        changed_by: list(source, keys, "changed_by", change),
        sources: texts(source, keys, "sources"),
        over: false,
        body,
    };
    keys.report(source);
    if program.from.zip(program.to).is_some_and(|(from, to)| to.last() < from.first()) {
        let place = program.origin.place("to");
        dates_reversed(source, place.start..place.end);
    }
    let sound = !source.found.has_errors();
    (sound.then_some(program), file)
}

/// Reads `status` of what is published as soon as it is no draft.
pub(super) fn draft(source: &mut Source, keys: &mut Keys) -> bool {
    let states = [("draft", true), ("active", false)];
    let draft = keys.get(source, "status").and_then(|value| value.choice(source, &states));
    draft.unwrap_or_default()
}

fn days(source: &mut Source, value: &Value) -> Days {
    if value.raw() == Some("on_request") {
        return Days::OnRequest;
    }
    let weekdays = value.list(source, |source, value| value.weekday(source));
    if weekdays.is_empty() && matches!(&value.node.kind, Kind::Sequence(items) if items.is_empty())
    {
        let text = say("chưa ghi ngày nào trong tuần", "no day of the week is named");
        let hint = say(
            "viết: weekdays: [fri], hoặc weekdays: on_request khi phục vụ theo yêu cầu",
            "write: weekdays: [fri], or weekdays: on_request for service on request",
        );
        source.error("empty-list", value.range(), text, hint);
    }
    Days::Weekly(weekdays)
}

fn hours(source: &mut Source, value: Value) -> Option<ProgramHours> {
    if !matches!(value.node.kind, Kind::Mapping(_)) {
        return Some(ProgramHours::Clock(value.day_hours(source)));
    }
    let mut keys = value.keys(source)?;
    let words = keys.need(source, "text").and_then(|value| value.text(source));
    keys.finish(source);
    words.map(ProgramHours::Text)
}

fn covers(source: &mut Source, value: Value) -> Option<Covers> {
    let place = value.range();
    let mut keys = value.keys(source)?;
    let covers = Covers {
        all: keys.get(source, "all").and_then(|value| value.yes_or_no(source)).unwrap_or_default(),
        fields: ids(source, &mut keys, "fields"),
        procedures: ids(source, &mut keys, "procedures"),
        count: keys.get(source, "count").and_then(|value| value.count(source, 1..=9999)),
        text: text(source, &mut keys, "text"),
    };
    let told = ["all", "fields", "procedures", "count", "text"].iter().any(|key| keys.has(key));
    let meant = keys.finish(source);
    let nothing = !covers.all && covers.fields.is_empty() && covers.procedures.is_empty();
    if (!told && meant.is_empty())
        || (nothing
            && covers.count.is_none()
            && covers.text.is_none()
            && !source.found.has_errors()
            && source.is_filled_in())
    {
        let text = say(
            "chưa ghi mô hình áp dụng cho thủ tục nào",
            "it is not said which procedures the program covers",
        );
        let hint = say(
            "viết: covers: {all: true}, hoặc {fields: [ho-tich]}, {procedures: [id, …]}, {text: \"…\"}",
            "write: covers: {all: true}, or {fields: [ho-tich]}, {procedures: [id, …]}, {text: \"…\"}",
        );
        source.error("covers-nothing", place, text, hint);
    }
    Some(covers)
}

fn exception(source: &mut Source, value: Value) -> Option<Exception> {
    let place = value.range();
    let mut keys = value.keys(source)?;
    let procedure = keys.get(source, "procedure").and_then(|value| value.id(source));
    let words = text(source, &mut keys, "text");
    let reason = text(source, &mut keys, "reason");
    let told = keys.has("procedure") || keys.has("text");
    let meant = keys.finish(source);
    if !told && meant.is_empty() {
        super::keys::report_missing(source, "procedure", place);
    }
    Some(Exception { procedure, text: words, reason })
}

fn cutoff(source: &mut Source, value: Value) -> Option<Cutoff> {
    let mut keys = value.keys(source)?;
    let after = keys.need(source, "after").and_then(|value| value.clock(source));
    let then = keys.need(source, "then").and_then(|value| then(source, value));
    keys.finish(source);
    Some(Cutoff { after: after?, next_working_day_before: then? })
}

fn then(source: &mut Source, value: Value) -> Option<ClockTime> {
    let mut keys = value.keys(source)?;
    let time = keys.need(source, "next_working_day_before").and_then(|value| value.clock(source));
    keys.finish(source);
    time
}

fn plan(source: &mut Source, value: Value) -> Option<Plan> {
    let mut keys = value.keys(source)?;
    let plan = Plan {
        number: text(source, &mut keys, "number"),
        date: keys.get(source, "date").and_then(|value| value.date(source)),
        by: text(source, &mut keys, "by"),
    };
    keys.finish(source);
    Some(plan)
}

/// Reads a paper that changed a program or a procedure.
pub(super) fn change(source: &mut Source, value: Value) -> Option<Change> {
    let mut keys = value.keys(source)?;
    let number = keys.need(source, "number").and_then(|value| value.text(source));
    let date = keys.get(source, "date").and_then(|value| value.date(source));
    let what = text(source, &mut keys, "what");
    keys.finish(source);
    Some(Change { number: number?, date, what })
}
