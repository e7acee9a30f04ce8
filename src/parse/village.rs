//! One village and its hall: `content/villages/<id>.md`.

use std::ops::Range;

use super::fee::text;
use super::keys::{Keys, Value};
use super::opened::Opened;
use super::procedure::{ids, list};
use super::source::Source;
use super::spelling;
use super::tree::Kind as NodeKind;
use crate::catalogue;
use crate::diagnostic::say;
use crate::model::Id;
use crate::model::village::{
    Contact, Hall, Kind, Listed, Orientation, PaperSize, PosterChoice, Village, Wifi,
};

/// Reads a village; nothing when the file has an error.
pub(super) fn read(mut file: Opened, id: Id) -> (Option<Village>, Opened) {
    let (origin, body) = (file.origin(), file.body());
    let source = &mut file.source;
    let mut keys = Keys::of_file(
        source,
        catalogue::Kind::Village,
        &file.document.entries,
        &file.document.lost,
        file.top.clone(),
    );
    let keys = &mut keys;
    let title = keys.need(source, "title").and_then(|value| value.text(source));
    let states = [("open", false), ("active", false), ("closed", true)];
    let closed = keys.get(source, "status").and_then(|value| value.choice(source, &states));
    let merged_into = keys.get(source, "merged_into").and_then(|value| value.id(source));
    let gone = closed == Some(true) || keys.has("merged_into");
    let hung = if gone { keys.get(source, "procedures") } else { keys.need(source, "procedures") };
    let village = Village {
        id,
        origin,
        title: title.unwrap_or_default(),
        hall: keys.get(source, "hall").and_then(|value| hall(source, value)).unwrap_or_default(),
        wifi: keys.get(source, "wifi").and_then(|value| wifi(source, value)),
        contact: keys.get(source, "contact").and_then(|value| contact(source, value)),
        procedures: hung.map_or(Listed::These(Vec::new()), |value| listed(source, &value)),
        sheets: ids(source, keys, "sheets"),
        steps_codes: keys
            .get(source, "steps_codes")
            .and_then(|value| value.yes_or_no(source))
            .unwrap_or_default(),
        posters: list(source, keys, "posters", poster),
        aliases: ids(source, keys, "aliases"),
        merged_into,
        closed: closed.unwrap_or_default(),
        body,
    };
    keys.report(source);
    let sound = !source.found.has_errors();
    (sound.then_some(village), file)
}

fn hall(source: &mut Source, value: Value) -> Option<Hall> {
    let mut keys = value.keys(source)?;
    let hall = Hall {
        name: text(source, &mut keys, "name"),
        address: text(source, &mut keys, "address"),
        map: keys.get(source, "map").and_then(|value| value.link(source)),
        hours: keys.get(source, "hours").and_then(|value| value.week(source)),
    };
    keys.finish(source);
    Some(hall)
}

fn wifi(source: &mut Source, value: Value) -> Option<Wifi> {
    let place = value.range();
    let mut keys = value.keys(source)?;
    let ssid = keys.need(source, "ssid").and_then(|value| ssid(source, &value));
    let password = keys.get(source, "password").and_then(|value| password(source, &value));
    let open = keys.get(source, "open").and_then(|value| value.yes_or_no(source)).unwrap_or(false);
    let (has_password, has_ssid) = (keys.has("password"), keys.has("ssid"));
    let meant = keys.finish(source);
    if !has_password && !open && !meant.contains(&"password") && has_ssid {
        let text = say(
            "wifi không có mật khẩu mà cũng không ghi là mạng mở",
            "the wifi has no password and is not called open",
        );
        let hint = say(
            "thêm password: \"…\", hoặc open: true nếu ai cũng vào được không cần mật khẩu",
            "add password: \"…\", or open: true if everyone gets in without one",
        );
        source.error("wifi-without-password", place, text, hint);
    } else if has_password && open {
        let text = say(
            "wifi vừa có mật khẩu vừa ghi là mạng mở",
            "the wifi has a password and is called open",
        );
        let hint = say("xóa password hoặc xóa open: true", "delete password, or delete open: true");
        source.error("wifi-open-with-password", place, text, hint);
    }
    Some(Wifi { ssid: ssid?, password })
}

/// Reads a name of a net exactly as it stands, blanks included.
fn ssid(source: &mut Source, value: &Value) -> Option<String> {
    value.text(source)?;
    let name = source.compose(value.raw().unwrap_or_default());
    if name.len() <= 32 {
        warn_blank(source, value, &name);
        return Some(name);
    }
    let length = name.len();
    let text = say(
        format!("tên wifi dài {length} byte, tối đa 32 (chữ có dấu chiếm 2–3 byte)"),
        format!("the wifi's name has {length} bytes, at most 32 (accented letters take 2–3)"),
    );
    let hint = say(
        "chép đúng tên mạng trên máy phát wifi; tên thật không dài hơn 32 byte",
        "copy the name from the router; a real one is not longer",
    );
    source.error("wifi-name", value.range(), text, hint);
    None
}

/// Warns about a blank at an end of a net's name: phones compare every byte.
fn warn_blank(source: &mut Source, value: &Value, name: &str) {
    let trimmed = name.trim();
    if trimmed == name {
        return;
    }
    let text = say(
        "tên wifi có dấu cách ở đầu hoặc ở cuối; điện thoại so từng ký tự, sai một dấu cách là không vào được",
        "the wifi's name begins or ends with a blank; phones compare every character, so that one blank too many keeps them out",
    );
    let hint = say(
        format!(
            "nếu tên trên bộ phát wifi không có dấu cách ấy thì viết: ssid: {trimmed}; nếu có thật thì nên đổi tên trên bộ phát"
        ),
        format!(
            "where the router's name has no such blank, write: ssid: {trimmed}; where it has, change it on the router"
        ),
    );
    source.warning("wifi-name", value.range(), text, hint);
}

/// Reads a password exactly as it stands.
fn password(source: &mut Source, value: &Value) -> Option<String> {
    value.text(source)?;
    let password = source.compose(value.raw().unwrap_or_default());
    let length = password.chars().count();
    if (8..=63).contains(&length) {
        return typed(source, value, &password).then_some(password);
    }
    let text = say(
        format!("mật khẩu wifi có {length} ký tự; mật khẩu thật dài từ 8 đến 63 ký tự"),
        format!("the wifi password has {length} characters; a real one has 8 to 63"),
    );
    let hint = say(
        "chép đúng mật khẩu trên máy phát wifi và đặt trong ngoặc kép: password: \"12345678\"",
        "copy the password from the router, in quotes: password: \"12345678\"",
    );
    source.error("wifi-password", value.range(), text, hint);
    None
}

/// Says whether phones can type a password: a passphrase is of the signs 32 to 126 of ASCII (IEEE
/// Std 802.11, annex on the passphrase of an RSNA); letters beyond are only warned of, for many
/// routers take their bytes.
fn typed(source: &mut Source, value: &Value, password: &str) -> bool {
    let odd = |c: &char| !c.is_ascii();
    let letter = password.chars().find(odd);
    let sign = password.chars().filter(odd).find(|c| !c.is_alphanumeric());
    let change = |vi: &str, en: &str| {
        say(
            format!(
                "{vi}đổi mật khẩu trên bộ phát wifi thành chữ không dấu và số, rồi ghi mật khẩu mới vào đây (sửa ở đây thôi thì dân vẫn không vào được)"
            ),
            format!(
                "{en}change the password on the router to plain letters and digits, then write the new one here (changing it here alone lets nobody in)"
            ),
        )
    };
    if let Some(sign) = sign {
        let text = say(
            format!("mật khẩu wifi có dấu «{sign}» mà bàn phím điện thoại không gõ được"),
            format!("the wifi password has \"{sign}\", which no phone's keyboard has"),
        );
        let hint = change(
            "nếu dấu này do chép từ Word thì ghi lại đúng như trên bộ phát; nếu mật khẩu thật có nó thì ",
            "where it came from Word, write it as the router has it; where the real password has it, ",
        );
        source.error("wifi-password", value.range(), text, hint);
        return false;
    }
    if let Some(letter) = letter {
        let text = say(
            format!(
                "mật khẩu wifi có chữ có dấu «{letter}»: nhiều điện thoại không gõ được, và mỗi loại bộ phát hiểu một khác"
            ),
            format!(
                "the wifi password has the accented letter \"{letter}\": many phones cannot type it, and routers differ in how they read it"
            ),
        );
        source.warning("wifi-password", value.range(), text, change("nên ", "best "));
    }
    true
}

fn contact(source: &mut Source, value: Value) -> Option<Contact> {
    let mut keys = value.keys(source)?;
    let role = text(source, &mut keys, "role");
    let phone = keys.get(source, "phone").and_then(|value| value.phone(source));
    keys.finish(source);
    Some(Contact { role, phone })
}

/// Reads `all` or a list of ids.
fn listed(source: &mut Source, value: &Value) -> Listed {
    match &value.node.kind {
        NodeKind::Scalar { text, .. } if spelling::choice_meant(text, &["all"]).is_some() => {
            if text == "all" {
                return Listed::All;
            }
            value.wrong_choice(source, &["all", "[id, …]"], Some("all"));
            Listed::All
        }
        _ => Listed::These(value.list(source, |source, value| value.id(source))),
    }
}

/// Reads one poster: a kind, with size and orientation where they are chosen.
pub(super) fn poster(source: &mut Source, value: Value) -> Option<PosterChoice> {
    let mut keys = value.keys(source)?;
    let kind = keys.need(source, "kind").and_then(|value| value.choice(source, &Kind::ALL));
    let size = keys.get(source, "size").and_then(|value| {
        let size = value.choice(source, &PaperSize::ALL);
        size.map(|size| (size, value.range()))
    });
    let stands = [("portrait", Orientation::Portrait), ("landscape", Orientation::Landscape)];
    let orientation =
        keys.get(source, "orientation").and_then(|value| value.choice(source, &stands));
    keys.finish(source);
    let kind = kind?;
    if let Some((size, at)) = &size
        && !kind.sizes().contains(size)
    {
        no_such_size(source, kind, *size, at.clone());
        return None;
    }
    let size = size.map(|(size, _)| size);
    Some(PosterChoice { kind, size, orientation })
}

fn no_such_size(source: &mut Source, kind: Kind, size: PaperSize, place: Range<usize>) {
    let (kind_key, size_key) = (kind.key(), size.key());
    let sizes: Vec<&str> = kind.sizes().iter().map(|size| size.key()).collect();
    let all = sizes.join(", ");
    let text = say(
        format!("tờ in loại «{kind_key}» không có cỡ {size_key}"),
        format!("there is no poster of kind \"{kind_key}\" on {size_key}"),
    );
    let hint = match sizes[..] {
        [only] => say(
            format!("viết: size: {only} (loại này chỉ có cỡ {only}), hoặc bỏ dòng size"),
            format!("write: size: {only} (the only size of this kind), or drop size"),
        ),
        _ => say(format!("loại này có các cỡ: {all}"), format!("this kind comes in: {all}")),
    };
    source.error("poster-size", place, text, hint);
}
