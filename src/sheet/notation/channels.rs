//! The ways of filing, a line each: `Trực tuyến | mức: toàn trình | nơi nộp: https://…`.

use super::{Read, Unit, fee, lines, time};
use crate::diagnostic::say;
use crate::sheet::grid::Cell;
use crate::yaml::Value;

const WAYS: [(&str, &str, &[&str]); 3] = [
    ("in_person", "Trực tiếp", &["truc tiep", "nop truc tiep", "nop ho so truc tiep"]),
    (
        "online",
        "Trực tuyến",
        &["truc tuyen", "dich vu cong", "dich vu cong truc tuyen", "nop truc tuyen"],
    ),
    (
        "post",
        "Bưu chính",
        &[
            "buu chinh",
            "qua buu chinh",
            "buu chinh cong ich",
            "dich vu buu chinh cong ich",
            "qua dich vu buu chinh cong ich",
            "qua dich vu buu chinh",
        ],
    ),
];
const LEVELS: [(&str, &str); 2] = [("full", "toàn trình"), ("partial", "một phần")];

/// Reads the ways of filing.
pub(super) fn read(said: &str) -> Read {
    let mut read = Read::default();
    let mut ways: Vec<(String, Value)> = Vec::new();
    for line in lines::items(said) {
        let single = line.contains(" | ");
        let parts: Vec<&str> = if single { vec![&line] } else { line.split([';', ',']).collect() };
        for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
            match way(part) {
                Some((key, value)) if ways.iter().all(|(known, _)| known != key) => {
                    ways.push((key.to_owned(), value));
                }
                _ => read.left.push(say(
                    format!("không rõ cách nộp «{part}»; ghi Trực tiếp, Trực tuyến, Bưu chính, mỗi cách một dòng"),
                    format!("the way of filing \"{part}\" is unclear; write Trực tiếp, Trực tuyến, Bưu chính, a line each"),
                )),
            }
        }
    }
    read.value = (!ways.is_empty()).then_some(Value::Group(ways));
    read
}

fn way(part: &str) -> Option<(&'static str, Value)> {
    let mut parts = part.split(" | ");
    let plain = lines::folded(parts.next()?);
    let level = LEVELS.iter().find(|(_, said)| plain.ends_with(&lines::folded(said)));
    let name = level.map_or(plain.as_str(), |(_, said)| {
        plain.trim_end_matches(&lines::folded(said)).trim_end()
    });
    let (key, ..) = WAYS.iter().find(|(_, _, names)| names.contains(&name))?;
    let mut entries = Vec::new();
    if let Some((level, _)) = level.filter(|_| *key == "online") {
        entries.push(("level".to_owned(), Value::bare(*level)));
    }
    for part in parts {
        let (name, words) = part.split_once(':')?;
        let words = words.trim();
        let (key, value) = match lines::folded(name).as_str() {
            "muc" => {
                let is = |(_, said): &&(&str, &str)| lines::folded(said) == lines::folded(words);
                ("level", Value::bare(LEVELS.iter().find(is)?.0))
            }
            "noi nop" => ("url", Value::text(words)),
            "phi" => ("fee", fee::read(&Cell::words(inner(words)), Unit::default()).value?),
            "thoi han" => ("time", time::read(&Cell::words(inner(words)), Unit::default()).value?),
            _ => return None,
        };
        entries.push((key.to_owned(), value));
    }
    Some((key, Value::Group(entries)))
}

/// Lines inside a part are divided by ` // `.
fn inner(words: &str) -> String {
    words.replace(" // ", "\n")
}

/// Shows the ways of filing.
pub(super) fn show(value: &Value) -> Option<String> {
    let mut all = Vec::new();
    for (key, way) in value.entries() {
        let (_, name, _) = WAYS.iter().find(|(known, ..)| known == key)?;
        let mut parts = vec![(*name).to_owned()];
        if let Some(level) = way.text_of("level") {
            let (_, said) = LEVELS.iter().find(|(known, _)| *known == level)?;
            parts.push(format!("mức: {said}"));
        }
        if let Some(url) = way.text_of("url") {
            parts.push(format!("nơi nộp: {url}"));
        }
        if let Some(fee) = way.get("fee") {
            parts.push(format!("phí: {}", fee::line(fee)?.replace('\n', " // ")));
        }
        if let Some(time) = way.get("time") {
            parts.push(format!("thời hạn: {}", time::show(time)?.replace('\n', " // ")));
        }
        all.push(parts.join(" | "));
    }
    (!all.is_empty()).then(|| all.join("\n"))
}
