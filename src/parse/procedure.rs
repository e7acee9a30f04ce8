//! One procedure: `content/procedures/<field>/<id>.md`.

use super::documents::{self, channels, document, step};
use super::fee::{self, text, texts};
use super::keys::{Keys, Value, report_missing};
use super::opened::Opened;
use super::source::Source;
use super::spelling;
use super::unverified::unverified;
use crate::catalogue;
use crate::diagnostic::say;
use crate::model::Id;
use crate::model::procedure::{
    Audience, Authority, Checked, Decision, Help, Law, Procedure, Question, Status, Step, Valid,
    WriteForMe,
};

/// The most characters of a title: posters, lists, Zalo.
pub(super) const TITLE: usize = 60;

/// Reads a procedure; nothing when the file has an error.
pub(super) fn read(mut file: Opened, id: Id, field: Id) -> (Option<Procedure>, Opened) {
    let procedure = decode(&mut file, id, field);
    let sound = !file.source.found.has_errors();
    (sound.then_some(procedure), file)
}

fn decode(file: &mut Opened, id: Id, field: Id) -> Procedure {
    let origin = file.origin();
    let body = file.body();
    let source = &mut file.source;
    let entries = &file.document.entries;
    let mut keys = Keys::of_file(
        source,
        catalogue::Kind::Procedure,
        entries,
        &file.document.lost,
        file.top.clone(),
    );
    let keys = &mut keys;
    let title = keys.need(source, "title").and_then(|value| value.short(source, TITLE));
    let state = keys.get(source, "status").and_then(|v| status(source, &v)).unwrap_or_default();
    let procedure = Procedure {
        id,
        field,
        origin,
        preview: false,
        title: title.unwrap_or_default(),
        summary: text(source, keys, "summary"),
        official_title: text(source, keys, "official_title"),
        code: keys.get(source, "code").and_then(|value| value.quoted_number(source)),
        status: state,
        replaced_by: keys.get(source, "replaced_by").and_then(|value| value.id(source)),
        aliases: ids(source, keys, "aliases"),
        replaces: list(source, keys, "replaces", |source, value| value.quoted_number(source)),
        audience: list(source, keys, "audience", audience),
        level: text(source, keys, "level"),
        portal: keys.get(source, "portal").and_then(|value| value.link(source)),
        decision: keys.get(source, "decision").and_then(|value| decision(source, value)),
        changed_by: list(source, keys, "changed_by", super::program::change),
        checked: keys.get(source, "checked").and_then(|value| checked(source, value)),
        sources: texts(source, keys, "sources"),
        unverified: unverified(source, keys, entries),
        authority: keys.get(source, "authority").and_then(|value| authority(source, value)),
        channels: keys
            .get(source, "channels")
            .and_then(|v| channels(source, v))
            .unwrap_or_default(),
        office_hours: text(source, keys, "office_hours"),
        fee: keys.get(source, "fee").and_then(|value| fee::fee(source, value)),
        time: keys.get(source, "time").and_then(|value| fee::time(source, value)),
        deadline: keys.get(source, "deadline").and_then(|value| fee::deadline(source, value)),
        documents: list(source, keys, "documents", document),
        cases: documents::cases(source, keys),
        steps: steps(source, keys, state),
        result: texts(source, keys, "result"),
        legal: list(source, keys, "legal", law),
        valid: keys.get(source, "valid").and_then(|value| valid(source, value)).unwrap_or_default(),
        help: keys.get(source, "help").and_then(|value| help(source, value)).unwrap_or_default(),
        keywords: texts(source, keys, "keywords"),
        related: ids(source, keys, "related"),
        conditions: texts(source, keys, "conditions"),
        refusals: texts(source, keys, "refusals"),
        benefit: texts(source, keys, "benefit"),
        notes: texts(source, keys, "notes"),
        faq: list(source, keys, "faq", question),
        qr_text: text(source, keys, "qr_text"),
        recording: keys.get(source, "recording").and_then(|v| documents::file(source, &v)),
        body,
        translations: std::collections::BTreeMap::new(),
    };
    whole(source, keys, &procedure);
    procedure
}

/// Reads the steps. A draft is being written: what it lacks is told in a note, and is no error yet.
fn steps(source: &mut Source, keys: &mut Keys, state: Status) -> Vec<Step> {
    let value = match state {
        Status::Draft => keys.get(source, "steps"),
        _ => keys.need(source, "steps"),
    };
    value.map(|value| value.list(source, step)).unwrap_or_default()
}

/// Checks what concerns several keys at once, and what nobody asked for.
fn whole(source: &mut Source, keys: &mut Keys, procedure: &Procedure) {
    let place = keys.place();
    let (has_documents, has_cases) = (keys.has("documents"), keys.has("cases"));
    let has_steps = keys.has("steps");
    let meant = keys.report(source);
    let unread = |key: &str| meant.contains(&key);
    let every_case = !procedure.cases.is_empty()
        && procedure
            .cases
            .iter()
            .all(|case| case.documents.as_ref().is_some_and(|d| !d.is_empty()));
    let broken = source.found.has_errors() || !source.is_filled_in();
    if procedure.status == Status::Draft {
        let lacks = [
            (!has_documents && !every_case && !unread("documents"), "documents"),
            (!has_steps && !unread("steps"), "steps"),
        ];
        draft_incomplete(source, procedure, &lacks);
    } else if !has_documents && !unread("documents") && !unread("cases") && !every_case {
        if !has_cases {
            report_missing(source, "documents", place.clone());
        } else if let Some(at) = procedure.cases.iter().position(|case| case.documents.is_none()) {
            let case = &procedure.cases[at];
            let text = say(
                format!("trường hợp «{}» không có giấy tờ, và bên ngoài cũng không có", case.id),
                format!("the case \"{}\" has no documents, nor has the top", case.id),
            );
            let hint = say(
                "thêm documents vào từng trường hợp, hoặc một lần ở ngoài cho mọi trường hợp",
                "add documents to every case, or once at the top for all of them",
            );
            let place = procedure.origin.place(&format!("cases[{at}].title"));
            source.error("case-without-documents", place.start..place.end, text, hint);
        }
    }
    let empty = [
        (has_documents && procedure.documents.is_empty() && !every_case, "documents"),
        (has_steps && procedure.steps.is_empty(), "steps"),
    ];
    for key in empty.into_iter().filter(|(empty, _)| *empty && !broken).map(|(_, key)| key) {
        let text = say(format!("danh sách «{key}» trống"), format!("the list \"{key}\" is empty"));
        let example = spelling::example(key);
        let hint = say(
            format!("ghi các mục vào danh sách, ví dụ: {example}"),
            format!("fill the list, for example: {example}"),
        );
        let place = procedure.origin.place(key);
        source.error("empty-list", place.start..place.end, text, hint);
    }
}

/// Notes what a draft lacks before it can be published.
fn draft_incomplete(source: &mut Source, procedure: &Procedure, keys: &[(bool, &str)]) {
    let lacks: Vec<&str> = keys.iter().filter(|(lacks, _)| *lacks).map(|(_, key)| *key).collect();
    if lacks.is_empty() {
        return;
    }
    let keys = lacks.join(", ");
    let text = say(format!("bản nháp còn thiếu: {keys}"), format!("the draft lacks: {keys}"));
    let examples = lacks.iter().map(|key| spelling::example(key)).collect::<Vec<_>>().join("\n");
    let hint = say(
        format!("thêm vào rồi mới đổi status thành active, ví dụ:\n{examples}"),
        format!("add it before status becomes active, for example:\n{examples}"),
    );
    let place = procedure.origin.place("status");
    source.note("draft-incomplete", place.start..place.end, text, hint);
}

/// Reads a list that may be absent.
pub(super) fn list<'t, T>(
    source: &mut Source,
    keys: &mut Keys<'t>,
    key: &'static str,
    item: impl FnMut(&mut Source, Value<'t>) -> Option<T>,
) -> Vec<T> {
    keys.get(source, key).map(|value| value.list(source, item)).unwrap_or_default()
}

/// Reads a list of ids that may be absent.
pub(super) fn ids(source: &mut Source, keys: &mut Keys, key: &'static str) -> Vec<Id> {
    list(source, keys, key, |source, value| value.id(source))
}

fn status(source: &mut Source, value: &Value) -> Option<Status> {
    let choices = [
        ("draft", Status::Draft),
        ("active", Status::Active),
        ("suspended", Status::Suspended),
        ("abolished", Status::Abolished),
    ];
    value.choice(source, &choices)
}

fn audience(source: &mut Source, value: Value) -> Option<Audience> {
    let known = [
        ("citizen", Audience::Citizen),
        ("overseas", Audience::Overseas),
        ("foreigner", Audience::Foreigner),
        ("household", Audience::Household),
        ("business", Audience::Business),
        ("cooperative", Audience::Cooperative),
        ("organisation", Audience::Organisation),
        ("official", Audience::Official),
    ];
    let written = value.text(source)?;
    if let Some((_, audience)) = known.iter().find(|(name, _)| *name == written) {
        return Some(audience.clone());
    }
    // One English word that is nearly one of ours is a slip, not free text.
    let word = written.bytes().all(|byte| byte.is_ascii_lowercase());
    let names = known.map(|(name, _)| name);
    if word && let Some(meant) = spelling::nearest(&written, names.into_iter()) {
        value.wrong_choice(source, &names, Some(meant));
        return None;
    }
    Some(Audience::Other(written))
}

fn decision(source: &mut Source, value: Value) -> Option<Decision> {
    let mut keys = value.keys(source)?;
    let number = keys.need(source, "number").and_then(|value| value.text(source));
    let date = keys.get(source, "date").and_then(|value| value.date(source));
    let url = keys.get(source, "url").and_then(|value| value.link(source));
    keys.finish(source);
    Some(Decision { number: number?, date, url })
}

fn checked(source: &mut Source, value: Value) -> Option<Checked> {
    let mut keys = value.keys(source)?;
    let on = keys.need(source, "on").and_then(|value| value.date(source));
    let by = text(source, &mut keys, "by");
    keys.finish(source);
    Some(Checked { on: on?, by })
}

fn authority(source: &mut Source, value: Value) -> Option<Authority> {
    let mut keys = value.keys(source)?;
    let decides = text(source, &mut keys, "decides");
    let receives = text(source, &mut keys, "receives");
    let supports = texts(source, &mut keys, "supports");
    keys.finish(source);
    Some(Authority { decides, receives, supports })
}

fn law(source: &mut Source, value: Value) -> Option<Law> {
    let mut keys = value.keys(source)?;
    let number = keys.need(source, "number").and_then(|value| value.text(source));
    let title = text(source, &mut keys, "title");
    let date = keys.get(source, "date").and_then(|value| value.date(source));
    let url = keys.get(source, "url").and_then(|value| value.link(source));
    keys.finish(source);
    Some(Law { number: number?, title, date, url })
}

fn valid(source: &mut Source, value: Value) -> Option<Valid> {
    let place = value.range();
    let mut keys = value.keys(source)?;
    let from = keys.get(source, "from").and_then(|value| value.date(source));
    let until = keys.get(source, "until").and_then(|value| value.date(source));
    keys.finish(source);
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        dates_reversed(source, place);
    }
    Some(Valid { from, until })
}

/// Reports a last day before the first.
pub(super) fn dates_reversed(source: &mut Source, place: std::ops::Range<usize>) {
    let text = say("ngày kết thúc đứng trước ngày bắt đầu", "the last day is before the first");
    let hint = say("đổi chỗ hai ngày, hoặc sửa năm", "swap the two days, or mend the year");
    source.error("dates-reversed", place, text, hint);
}

fn help(source: &mut Source, value: Value) -> Option<Help> {
    let mut keys = value.keys(source)?;
    let allowed = keys
        .get(source, "write_for_me")
        .and_then(|value| value.choice(source, &[("allowed", true), ("forbidden", false)]));
    let reason = match allowed {
        Some(false) => keys.need(source, "reason").and_then(|value| value.text(source)),
        _ => text(source, &mut keys, "reason"),
    };
    let home_service = keys.get(source, "home_service").and_then(|value| value.yes_or_no(source));
    keys.finish(source);
    let write_for_me = allowed.map(|allowed| {
        if allowed {
            WriteForMe::Allowed
        } else {
            WriteForMe::Forbidden(reason.unwrap_or_default())
        }
    });
    Some(Help { write_for_me, home_service })
}

/// Reads a question and its answer.
pub(super) fn question(source: &mut Source, value: Value) -> Option<Question> {
    let mut keys = value.keys(source)?;
    let q = keys.need(source, "q").and_then(|value| value.text(source));
    let a = keys.need(source, "a").and_then(|value| value.text(source));
    keys.finish(source);
    Some(Question { q: q?, a: a? })
}
