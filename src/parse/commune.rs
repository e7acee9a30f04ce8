//! The commune: `content/site.yaml`.

use std::collections::BTreeMap;

use super::fee::text;
use super::keys::{Keys, Value};
use super::opened::Opened;
use super::procedure::list;
use super::source::Source;
use super::tree::{Kind as NodeKind, Node};
use crate::catalogue;
use crate::diagnostic::say;
use crate::model::site::{Centre, Commune, Holiday, Posters, Swap};
use crate::model::village::{Kind, PaperSize, PosterChoice};
use crate::model::{Lang, Link};

/// Reads the commune; nothing when its address or name cannot be read.
pub(super) fn read(mut file: Opened) -> (Option<Commune>, Opened) {
    let origin = file.origin();
    let source = &mut file.source;
    let mut keys = Keys::of_file(
        source,
        catalogue::Kind::Site,
        &file.document.entries,
        &file.document.lost,
        file.top.clone(),
    );
    let keys = &mut keys;
    let address = keys.need(source, "address").and_then(|value| address(source, &value));
    let name = keys.need(source, "commune").and_then(|value| value.text(source));
    let former_addresses = list(source, keys, "former_addresses", |s, value| address_of(s, &value));
    let province = text(source, keys, "province");
    let example = keys.get(source, "example").and_then(|value| value.yes_or_no(source));
    let centre = keys.get(source, "centre").and_then(|value| centre(source, value));
    let phone = keys.get(source, "phone").and_then(|value| value.phone(source));
    let feedback_url = keys.get(source, "feedback_url").and_then(|value| value.link(source));
    let hours = keys.get(source, "hours").and_then(|value| value.week(source));
    let holidays = list(source, keys, "holidays", holiday);
    let swapped = list(source, keys, "swapped", swap);
    let allow_hosts = list(source, keys, "allow_hosts", host);
    let languages = keys.get(source, "languages").map(|value| languages(source, &value));
    let posters = keys.get(source, "posters").and_then(|value| posters(source, value));
    let retired = list(source, keys, "retired", |source, value| value.id(source));
    let recheck = keys.get(source, "recheck_months").and_then(|value| value.count(source, 1..=60));
    let publish = keys.get(source, "publish").map(|value| publish(source, &value));
    keys.report(source);
    let commune = address.zip(name).map(|(address, name)| Commune {
        origin,
        address,
        former_addresses,
        name,
        province,
        example: example.unwrap_or_default(),
        centre: centre.unwrap_or_default(),
        phone,
        feedback_url,
        hours,
        holidays,
        swapped,
        allow_hosts,
        languages: languages.unwrap_or_else(|| vec![Lang::vietnamese()]),
        posters: posters.unwrap_or_else(|| Posters { size: PaperSize::A3, kinds: default_kinds() }),
        retired,
        recheck_months: recheck.and_then(|months| u8::try_from(months).ok()).unwrap_or(RECHECK),
        publish: publish.unwrap_or_default(),
    });
    (commune, file)
}

/// The sizes that every kind which follows the commune's choice has.
const COMMON_SIZES: [(&str, PaperSize); 3] =
    [("A4", PaperSize::A4), ("A3", PaperSize::A3), ("A2", PaperSize::A2)];

/// After how many months a procedure is compared with its source again, when nobody chose.
const RECHECK: u8 = 12;

/// The posters of a hall when nobody chose.
fn default_kinds() -> Vec<PosterChoice> {
    [Kind::Board, Kind::Sheet].map(PosterChoice::from).to_vec()
}

fn address(source: &mut Source, value: &Value) -> Option<Link> {
    address_of(source, value)
}

/// Reads an address of the site: https, a plain path, ends in `/`.
fn address_of(source: &mut Source, value: &Value) -> Option<Link> {
    let written = value.text(source)?;
    let link = match Link::new(&written) {
        Ok(link) => link,
        Err(problem) => {
            super::links::report(source, value.range(), &written, problem);
            return None;
        }
    };
    let plain_path = link.path().bytes().all(|byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~')
    });
    if link.is_https() && plain_path && link.path().ends_with('/') && !link.path().contains("//") {
        return Some(link);
    }
    let key = value.key;
    let path = link.path().split(['?', '#']).next().unwrap_or("/").trim_end_matches('/');
    let right = format!("https://{}{path}/", link.host());
    let text = say(
        format!("«{key}» phải bắt đầu bằng https:// và kết thúc bằng dấu /, không có ? hay #"),
        format!("\"{key}\" must begin with https:// and end with /, without ? or #"),
    );
    let hint = say(format!("viết: {right}"), format!("write: {right}"));
    source.error("bad-address", value.range(), text, hint);
    None
}

fn centre(source: &mut Source, value: Value) -> Option<Centre> {
    let mut keys = value.keys(source)?;
    let centre = Centre {
        name: text(source, &mut keys, "name"),
        address: text(source, &mut keys, "address"),
        map: keys.get(source, "map").and_then(|value| value.link(source)),
    };
    keys.finish(source);
    Some(centre)
}

fn holiday(source: &mut Source, value: Value) -> Option<Holiday> {
    let mut keys = value.keys(source)?;
    let date = keys.need(source, "date").and_then(|value| value.date(source));
    let name = keys.need(source, "name").and_then(|value| value.text(source));
    let rule = text(source, &mut keys, "source");
    keys.finish(source);
    Some(Holiday { date: date?, name: name?, source: rule })
}

fn swap(source: &mut Source, value: Value) -> Option<Swap> {
    let mut keys = value.keys(source)?;
    let off = keys.need(source, "off").and_then(|value| value.date(source));
    let on = keys.need(source, "on").and_then(|value| value.date(source));
    keys.finish(source);
    Some(Swap { off: off?, on: on? })
}

fn host(source: &mut Source, value: Value) -> Option<String> {
    let written = value.text(source)?;
    if let Ok(link) = Link::new(&format!("https://{written}"))
        && link.host() == written.to_lowercase()
    {
        return Some(link.host().to_owned());
    }
    let right = Link::new(&written).map_or("dichvucong.gov.vn".to_owned(), |l| l.host().to_owned());
    let text = say(
        format!("«{written}» không phải tên miền: không có https:// và không có dấu /"),
        format!("\"{written}\" is no host name: no https:// and no slash"),
    );
    let hint = say(format!("viết: {right}"), format!("write: {right}"));
    source.error("bad-host", value.range(), text, hint);
    None
}

fn languages(source: &mut Source, value: &Value) -> Vec<Lang> {
    let vietnamese = Lang::vietnamese();
    let others = value.list(source, |source, value| {
        let written = value.text(source)?;
        let lang = Lang::new(&written);
        if lang.is_none() {
            let text = say(
                format!("«{written}» không phải mã ngôn ngữ"),
                format!("\"{written}\" is no language tag"),
            );
            let hint = say(
                "dùng mã hai chữ: vi (Việt), en (Anh), zh (Trung), km (Khmer); hoặc tyz (Tày), mtq (Mường), hmn (H'Mông)",
                "use a tag of two letters: vi, en, zh, km; or tyz (Tày), mtq (Mường), hmn (H'Mông)",
            );
            source.error("bad-language", value.range(), text, hint);
        }
        lang
    });
    // Vietnamese is the language of every original, so it comes first even where nobody says so.
    let mut all = vec![vietnamese];
    for lang in others {
        if !all.contains(&lang) {
            all.push(lang);
        }
    }
    all
}

fn posters(source: &mut Source, value: Value) -> Option<Posters> {
    let mut keys = value.keys(source)?;
    let size = keys.get(source, "size").and_then(|value| value.choice(source, &COMMON_SIZES));
    let kinds = keys.get(source, "kinds").map(|value| value.list(source, kind));
    keys.finish(source);
    Some(Posters {
        size: size.unwrap_or(PaperSize::A3),
        kinds: kinds.unwrap_or_else(default_kinds),
    })
}

/// Reads `board`, or `{kind: board, size: A4}`.
fn kind(source: &mut Source, value: Value) -> Option<PosterChoice> {
    match value.node.kind {
        NodeKind::Mapping(_) => super::village::poster(source, value),
        _ => value.choice(source, &Kind::ALL).map(PosterChoice::from),
    }
}

/// Reads the targets of `publish` as they stand, by the path of each key: `portal.host`.
fn publish(source: &mut Source, value: &Value) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    match &value.node.kind {
        NodeKind::Mapping(entries) => flatten(source, entries, "", &mut found),
        _ => value.wrong_group(source),
    }
    found
}

fn flatten(
    source: &mut Source,
    entries: &[(Node, Node)],
    path: &str,
    found: &mut BTreeMap<String, String>,
) {
    for (key, value) in entries {
        let name = key.scalar().unwrap_or_default();
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        let plain = super::spelling::plain(name);
        if ["password", "mat_khau", "secret", "token", "key", "secret_key"]
            .contains(&plain.as_str())
        {
            let text = say(
                format!("mật khẩu «{name}» không được để trong thư mục dự án"),
                format!("the secret \"{name}\" must not stand in the project folder"),
            );
            let hint = say(
                "xóa dòng này; chương trình sẽ hỏi mật khẩu khi đăng trang",
                "delete this line; the program asks for it when it publishes",
            );
            source.error("secret-in-project", key.range(), text, hint);
        }
        match &value.kind {
            NodeKind::Scalar { text, .. } => {
                found.insert(path, source.compose(text.trim()));
            }
            NodeKind::Mapping(entries) => flatten(source, entries, &path, found),
            NodeKind::Sequence(items) => {
                for (at, item) in items.iter().enumerate() {
                    let path = format!("{path}[{at}]");
                    match &item.kind {
                        NodeKind::Scalar { text, .. } => {
                            found.insert(path, source.compose(text.trim()));
                        }
                        _ => flatten(source, item.entries(), &path, found),
                    }
                }
            }
            NodeKind::Empty => {}
        }
    }
}
