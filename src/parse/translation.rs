//! A procedure in another language: `content/procedures/<field>/<id>.<lang>.md`.
//!
//! Only words are translated; fees, times and codes are those of the Vietnamese file.

use super::documents::{DOCUMENT_BRIEF, STEP_BRIEF, nameless};
use super::fee::{text, texts};
use super::keys::{Keys, Value};
use super::opened::Opened;
use super::procedure::{TITLE, list, question};
use super::source::Source;
use crate::catalogue;
use crate::diagnostic::{Diagnostic, Diagnostics, say};
use crate::model::procedure::{Case, Document, Form, Procedure, Step, Translation};

/// Reads a translation; nothing when the file has an error.
pub(super) fn read(mut file: Opened) -> (Option<Translation>, Opened) {
    let (origin, body) = (file.origin(), file.body());
    let source = &mut file.source;
    let mut keys = Keys::of_file(
        source,
        catalogue::Kind::Translation,
        &file.document.entries,
        &file.document.lost,
        file.top.clone(),
    );
    let keys = &mut keys;
    let title = keys.need(source, "title").and_then(|value| value.short(source, TITLE));
    let translation = Translation {
        origin,
        title: title.unwrap_or_default(),
        summary: text(source, keys, "summary"),
        documents: some(source, keys, "documents", document),
        cases: some(source, keys, "cases", case),
        steps: some(source, keys, "steps", step),
        result: some(source, keys, "result", |source, value| value.text(source)),
        deadline: keys.get(source, "deadline").and_then(|value| deadline(source, value)),
        conditions: some(source, keys, "conditions", |source, value| value.text(source)),
        refusals: some(source, keys, "refusals", |source, value| value.text(source)),
        benefit: some(source, keys, "benefit", |source, value| value.text(source)),
        notes: some(source, keys, "notes", |source, value| value.text(source)),
        faq: some(source, keys, "faq", question),
        keywords: list(source, keys, "keywords", |source, value| value.text(source)),
        body,
    };
    facts(source, keys);
    keys.report(source);
    let sound = !source.found.has_errors();
    (sound.then_some(translation), file)
}

/// Reports facts, which stay in the Vietnamese file.
fn facts(source: &mut Source, keys: &mut Keys) {
    let words = catalogue::Kind::Translation.group();
    let facts =
        catalogue::Kind::Procedure.group().keys.iter().filter(|key| words.find(key.name).is_none());
    for key in facts.map(|key| key.name) {
        let Some(name) = keys.stranger(key) else { continue };
        let text = say(
            format!("bản dịch không có khóa «{key}»: dữ kiện lấy từ tệp tiếng Việt"),
            format!("a translation has no \"{key}\": facts come from the Vietnamese file"),
        );
        let hint = say("xóa khóa này khỏi bản dịch", "delete this key from the translation");
        source.error("fact-in-translation", name, text, hint);
    }
}

fn some<'t, T>(
    source: &mut Source,
    keys: &mut Keys<'t>,
    key: &'static str,
    item: impl FnMut(&mut Source, Value<'t>) -> Option<T>,
) -> Option<Vec<T>> {
    keys.get(source, key).map(|value| value.list(source, item))
}

fn document(source: &mut Source, value: Value) -> Option<Document> {
    if let Some(sentence) = value.raw() {
        super::documents::sentence_as_document(source, &value, sentence);
        return None;
    }
    let mut keys = value.keys(source)?;
    let name = keys.need(source, "name").and_then(|value| value.text(source));
    let brief = keys.get(source, "brief").and_then(|value| value.short(source, DOCUMENT_BRIEF));
    let form = keys.get(source, "form").and_then(|value| {
        let mut keys = value.keys(source)?;
        let name = keys.need(source, "name").and_then(|value| value.text(source));
        keys.finish(source);
        Some(Form { name: name?, file: None })
    });
    let document = Document {
        name: name.unwrap_or_default(),
        brief,
        form,
        when: text(source, &mut keys, "when"),
        any_of: texts(source, &mut keys, "any_of"),
        note: text(source, &mut keys, "note"),
        group: text(source, &mut keys, "group"),
        ..Document::default()
    };
    keys.finish(source);
    Some(document)
}

fn step(source: &mut Source, value: Value) -> Option<Step> {
    if value.node.entries().iter().all(|(key, _)| key.scalar() != Some("text")) {
        return Some(Step { text: value.text(source)?, ..Step::default() });
    }
    let mut keys = value.keys(source)?;
    let sentence = keys.need(source, "text").and_then(|value| value.text(source));
    let brief = keys.get(source, "brief").and_then(|value| value.short(source, STEP_BRIEF));
    keys.finish(source);
    Some(Step { text: sentence.unwrap_or_default(), brief, channel: None })
}

fn case(source: &mut Source, value: Value) -> Option<Case> {
    let mut keys = value.keys(source)?;
    let id = keys.need(source, "id").and_then(|value| value.id(source));
    let title = keys.need(source, "title").and_then(|value| value.text(source));
    let case = Case {
        id: id.unwrap_or_else(nameless),
        title: title.unwrap_or_default(),
        ask: text(source, &mut keys, "ask"),
        documents: keys.get(source, "documents").map(|value| value.list(source, document)),
        channels: None,
        fee: None,
        time: None,
        steps: keys.get(source, "steps").map(|value| value.list(source, step)),
    };
    keys.finish(source);
    Some(case)
}

fn deadline(source: &mut Source, value: Value) -> Option<String> {
    let mut keys = value.keys(source)?;
    let words = keys.need(source, "text").and_then(|value| value.text(source));
    keys.finish(source);
    words
}

/// Compares a translation with its original: lists that are read side by side must be as long.
pub(super) fn compare(original: &Procedure, translation: &Translation, found: &mut Diagnostics) {
    let texts = |list: &Option<Vec<String>>| list.as_ref().map(Vec::len);
    let rows = [
        ("documents", original.documents.len(), translation.documents.as_ref().map(Vec::len)),
        ("steps", original.steps.len(), translation.steps.as_ref().map(Vec::len)),
        ("result", original.result.len(), texts(&translation.result)),
        ("conditions", original.conditions.len(), texts(&translation.conditions)),
        ("refusals", original.refusals.len(), texts(&translation.refusals)),
        ("benefit", original.benefit.len(), texts(&translation.benefit)),
        ("notes", original.notes.len(), texts(&translation.notes)),
        ("faq", original.faq.len(), translation.faq.as_ref().map(Vec::len)),
        ("cases", original.cases.len(), translation.cases.as_ref().map(Vec::len)),
    ];
    for (key, wanted, present) in rows {
        if let Some(present) = present.filter(|present| *present != wanted) {
            unequal(original, translation, key, wanted, present, found);
        }
    }
    for (at, document) in translation.documents.iter().flatten().enumerate() {
        let wanted = original.documents.get(at).map_or(0, |original| original.any_of.len());
        if !document.any_of.is_empty() && document.any_of.len() != wanted {
            let key = format!("documents[{at}].any_of");
            unequal(original, translation, &key, wanted, document.any_of.len(), found);
        }
    }
    let cases = translation.cases.iter().flatten().enumerate();
    for ((at, case), wanted) in cases.zip(&original.cases) {
        compare_case(original, translation, at, (case, wanted), found);
    }
}

/// Compares case `at` of a translation with that of its original.
fn compare_case(
    original: &Procedure,
    translation: &Translation,
    at: usize,
    (case, wanted): (&Case, &Case),
    found: &mut Diagnostics,
) {
    if case.id != wanted.id {
        let place = translation.origin.place(&format!("cases[{at}].id"));
        let (here, there) = (&case.id, &wanted.id);
        let text = say(
            format!("trường hợp thứ {} là «{here}», trong tệp tiếng Việt là «{there}»", at + 1),
            format!("case {} is \"{here}\", in the Vietnamese file \"{there}\"", at + 1),
        );
        let hint = say(format!("viết: id: {there}"), format!("write: id: {there}"));
        found.push(Diagnostic::error("translation-case", place, text).hint(hint));
        return;
    }
    let documents = |case: &Case| case.documents.as_ref().map(Vec::len);
    let steps = |case: &Case| case.steps.as_ref().map(Vec::len);
    let pairs =
        [("documents", documents(case), documents(wanted)), ("steps", steps(case), steps(wanted))];
    for (key, present, wanted) in pairs {
        if let Some(present) = present.filter(|present| wanted != Some(*present)) {
            let key = format!("cases[{at}].{key}");
            unequal(original, translation, &key, wanted.unwrap_or(0), present, found);
        }
    }
}

fn unequal(
    original: &Procedure,
    translation: &Translation,
    key: &str,
    wanted: usize,
    present: usize,
    found: &mut Diagnostics,
) {
    let file = original.origin.file();
    let text = say(
        format!("«{key}» có {present} mục, trong tệp tiếng Việt có {wanted}"),
        format!("\"{key}\" has {present} items, the Vietnamese file has {wanted}"),
    );
    let hint = say(
        format!(
            "dịch đủ từng mục theo đúng thứ tự của {file}, hoặc xóa cả «{key}» để hiện tiếng Việt"
        ),
        format!(
            "translate every item in the order of {file}, or delete \"{key}\" to show Vietnamese"
        ),
    );
    let place = translation.origin.place(key);
    found.push(Diagnostic::error("translation-length", place, text).hint(hint));
}
