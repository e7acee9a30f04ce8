//! Words of the command line that stand for something: ids, addresses, numbers of sheets, formats.

use tracuu::command::build::Format;
use tracuu::model::date::Date;
use tracuu::model::village::Kind;
use tracuu::model::{Id, Link};

use super::speech::both;

/// Reads a day.
pub(super) fn date(text: &str) -> Result<Date, String> {
    let told =
        both!("ngày có dạng năm-tháng-ngày, như 2026-11-28", "year-month-day, as 2026-11-28");
    text.parse().map_err(|_| told.to_owned())
}

/// Reads the number in a sheet's foot, `41-3`.
pub(super) fn serial(text: &str) -> Result<(u32, u32), String> {
    let read = |text: &str| {
        let (hall, serial) = text.split_once('-')?;
        Some((hall.parse().ok()?, serial.parse().ok()?))
    };
    read(text).ok_or_else(|| {
        both!("số ở chân tờ giấy, như 41-3", "the number in a sheet's foot").to_owned()
    })
}

/// Reads the address of a site.
pub(super) fn base_url(text: &str) -> Result<Link, String> {
    let link = Link::new(text).ok().filter(|link| link.as_str().ends_with('/'));
    link.ok_or_else(|| both!("https://…/, kết thúc bằng /", "must end in /").to_owned())
}

/// Reads the id of a hall.
pub(super) fn hall(text: &str) -> Result<Id, String> {
    Id::new(text).map_err(|_| {
        both!("tên tệp trong content/villages, không có .md", "a hall's id").to_owned()
    })
}

/// Reads the id of a procedure, a field or another thing.
pub(super) fn id(text: &str) -> Result<Id, String> {
    Id::new(text).map_err(|_| {
        "chữ thường không dấu, số và gạch nối, như dang-ky-khai-sinh (small letters, digits and hyphens)"
            .to_owned()
    })
}

/// Reads an address that servers are told to send visitors to: nothing in it may mean something to
/// them.
pub(super) fn target(text: &str) -> Result<Link, String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    let link = base_url(text)?;
    let good = link.is_https() && link.path().bytes().all(plain) && !link.path().contains("//");
    good.then_some(link).ok_or_else(|| {
        both!("https://…/, chỉ có chữ không dấu, số và / - _ . ~", "a plain https address")
            .to_owned()
    })
}

/// Reads who keeps a number, `11=dang-ky-khai-sinh`.
pub(super) fn keep(text: &str) -> Result<(u32, Id), String> {
    let parts = text.split_once('=');
    let read = parts.and_then(|(number, id)| Some((number.parse().ok()?, Id::new(id).ok()?)));
    read.ok_or_else(|| both!("viết như 11=dang-ky-khai-sinh", "write NUMBER=ID").to_owned())
}

/// Returns the kinds of posters that are named.
pub(super) fn kinds(words: &[String]) -> Vec<Kind> {
    let named = Kind::ALL.into_iter().filter(|(key, _)| words.iter().any(|word| word == key));
    named.map(|(_, kind)| kind).collect()
}

/// Returns the formats of posters that are named.
pub(super) fn formats(words: &[String]) -> Vec<Format> {
    let named = Format::ALL.into_iter().filter(|(key, _)| words.iter().any(|word| word == key));
    named.map(|(_, format)| format).collect()
}
