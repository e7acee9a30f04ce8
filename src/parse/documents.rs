//! Papers, steps, cases and ways of filing.

use super::fee::{self, text, texts};
use super::keys::{Keys, Value};
use super::source::Source;
use super::spelling;
use super::tree::Kind;
use crate::diagnostic::say;
use crate::files::FilePath;
use crate::model::Id;
use crate::model::procedure::{Case, Channel, Channels, Document, Form, OnlineLevel, Step, Way};

/// The most characters of a paper's short words.
pub(super) const DOCUMENT_BRIEF: usize = 40;
/// The most characters of a step's short words.
pub(super) const STEP_BRIEF: usize = 45;

/// Reads one paper.
pub(super) fn document(source: &mut Source, value: Value) -> Option<Document> {
    if let Some(sentence) = value.raw() {
        sentence_as_document(source, &value, sentence);
        return None;
    }
    let mut keys = value.keys(source)?;
    let name = keys.need(source, "name").and_then(|value| value.text(source));
    let brief = keys.get(source, "brief").and_then(|value| value.short(source, DOCUMENT_BRIEF));
    let originals = keys.get(source, "originals").and_then(|value| value.small(source, 0));
    let copies = keys.get(source, "copies").and_then(|value| value.small(source, 0));
    let form = keys.get(source, "form").and_then(|value| form(source, value));
    let when = text(source, &mut keys, "when");
    let any_of = texts(source, &mut keys, "any_of");
    let show = keys.get(source, "show").and_then(|value| value.yes_or_no(source));
    let note = text(source, &mut keys, "note");
    let group = text(source, &mut keys, "group");
    keys.finish(source);
    Some(Document {
        name: name.unwrap_or_default(),
        brief,
        originals,
        copies,
        form,
        when,
        any_of,
        show: show.unwrap_or_default(),
        note,
        group,
    })
}

/// Reports a paper written without its keys.
pub(super) fn sentence_as_document(source: &mut Source, value: &Value, sentence: &str) {
    let line = super::source::line_around(source.text, value.node.start);
    let line = super::line::Line::new(source.text, line);
    if line.key.is_some() && super::mistakes::lost_space(source, &line) {
        return;
    }
    let text = say("mỗi giấy tờ phải có khóa name", "every paper needs the key name");
    let hint = say(format!("viết: - name: {sentence}"), format!("write: - name: {sentence}"));
    source.error("document-without-name", value.range(), text, hint);
}

fn form(source: &mut Source, value: Value) -> Option<Form> {
    let mut keys = value.keys(source)?;
    let name = keys.need(source, "name").and_then(|value| value.text(source));
    let file = keys.get(source, "file").and_then(|value| file(source, &value));
    keys.finish(source);
    Some(Form { name: name.unwrap_or_default(), file })
}

/// Reads the path of a file to download below `content/`; whether it is there is asked later.
pub(super) fn file(source: &mut Source, value: &Value) -> Option<FilePath> {
    let written = value.text(source)?;
    let path = FilePath::new(written.strip_prefix("content/").unwrap_or(&written));
    if let Ok(path) = path
        && path.below("forms").is_some()
    {
        return Some(path);
    }
    let name = written.rsplit(['/', '\\']).next().unwrap_or_default();
    let text = say(
        format!("tệp «{written}» phải nằm trong content/forms/"),
        format!("the file \"{written}\" must stand in content/forms/"),
    );
    let hint = say(
        format!("chép tệp vào content/forms/ rồi viết đường dẫn là forms/{name}"),
        format!("copy the file into content/forms/ and write its path: forms/{name}"),
    );
    source.error("form-outside", value.range(), text, hint);
    None
}

/// Reads one step: a sentence, or a group of keys.
pub(super) fn step(source: &mut Source, value: Value) -> Option<Step> {
    let known = ["text", "brief", "channel"];
    let is_group = value.node.entries().iter().any(|(key, _)| {
        key.scalar()
            .is_some_and(|key| known.contains(&key) || spelling::key_meant(key, &known).is_some())
    });
    if !is_group {
        return Some(Step { text: value.text(source)?, ..Step::default() });
    }
    let mut keys = value.keys(source)?;
    let sentence = keys.need(source, "text").and_then(|value| value.text(source));
    let brief = keys.get(source, "brief").and_then(|value| value.short(source, STEP_BRIEF));
    let channels = Channel::ALL.map(|channel| (channel.key(), channel));
    let channel = keys.get(source, "channel").and_then(|value| value.choice(source, &channels));
    keys.finish(source);
    Some(Step { text: sentence.unwrap_or_default(), brief, channel })
}

/// Reads the ways of filing.
pub(super) fn channels(source: &mut Source, value: Value) -> Option<Channels> {
    let mut keys = value.keys(source)?;
    let mut channels = Channels::default();
    for channel in Channel::ALL {
        if let Some(value) = keys.get(source, channel.key())
            && let Some(way) = way(source, value, channel)
        {
            channels.0.insert(channel, way);
        }
    }
    keys.finish(source);
    Some(channels)
}

fn way(source: &mut Source, value: Value, channel: Channel) -> Option<Way> {
    let mut keys = value.keys(source)?;
    let mut way = Way {
        fee: keys.get(source, "fee").and_then(|value| fee::fee(source, value)),
        time: keys.get(source, "time").and_then(|value| fee::time(source, value)),
        ..Way::default()
    };
    if channel == Channel::Online {
        let levels = [("full", OnlineLevel::Full), ("partial", OnlineLevel::Partial)];
        way.level = keys.get(source, "level").and_then(|value| value.choice(source, &levels));
        way.url = keys.get(source, "url").and_then(|value| value.link(source));
    }
    keys.finish(source);
    Some(way)
}

/// Reads one case.
pub(super) fn case(source: &mut Source, value: Value) -> Option<Case> {
    let mut keys = value.keys(source)?;
    let id = keys.need(source, "id").and_then(|value| value.id(source));
    let title = keys.need(source, "title").and_then(|value| value.text(source));
    let ask = text(source, &mut keys, "ask");
    let documents = keys.get(source, "documents").map(|value| value.list(source, document));
    let channels = keys.get(source, "channels").and_then(|value| channels(source, value));
    let fee = keys.get(source, "fee").and_then(|value| fee::fee(source, value));
    let time = keys.get(source, "time").and_then(|value| fee::time(source, value));
    let steps = keys.get(source, "steps").map(|value| value.list(source, step));
    keys.finish(source);
    let id = id.unwrap_or_else(nameless);
    Some(Case { id, title: title.unwrap_or_default(), ask, documents, channels, fee, time, steps })
}

/// Returns an id for a case whose own could not be read; the file is left out anyway.
pub(super) fn nameless() -> Id {
    Id::new("truong-hop").expect("the id is spelled by the program")
}

/// Reads the cases; two with one id are reported.
pub(super) fn cases(source: &mut Source, keys: &mut Keys) -> Vec<Case> {
    let Some(value) = keys.get(source, "cases") else { return Vec::new() };
    let cases = value.list(source, case);
    let Kind::Sequence(items) = &value.node.kind else { return cases };
    let mut seen = std::collections::BTreeSet::new();
    for item in items {
        let id = item.entries().iter().find(|(key, _)| key.scalar() == Some("id"));
        let Some((_, node)) = id else { continue };
        let Some(id) = node.scalar() else { continue };
        if !seen.insert(id.to_owned()) {
            let text = say(
                format!("hai trường hợp có cùng id «{id}»"),
                format!("two cases have the id \"{id}\""),
            );
            let hint =
                say("đặt cho mỗi trường hợp một id riêng", "give each case an id of its own");
            source.error("case-twice", node.range(), text, hint);
        }
    }
    cases
}
