//! What hangs against what is true now: which paper is wrong, and why in words.

mod notice;

use std::collections::{BTreeMap, BTreeSet};

use super::prints::{Code, Item, Print, Prints};
use super::seen::{Fact, Part, Seen};
use super::slot::Slot;
use crate::diagnostic::{Text, say};

/// A sheet as it would be printed today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    /// The number of the hall.
    pub hall: u32,
    /// The place on its wall.
    pub slot: Slot,
    /// What it says in a file list.
    pub title: String,
    /// What stands on it; the first item is about the sheet as a whole.
    pub items: Vec<Item>,
}

/// A place on a wall: what hangs there, what should, and how the two agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The number of the hall.
    pub hall: u32,
    /// The place.
    pub slot: Slot,
    /// The sheet as it would be printed; nothing when none belongs there any more.
    pub now: Option<&'a Face>,
    /// The sheet that hangs; nothing when none was ever printed, or it was taken down.
    pub hung: Option<&'a Print>,
    /// What is wrong with the paper; empty when it is right.
    pub changes: Vec<Change>,
}

/// How a place on a wall stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The paper is right.
    Current,
    /// The paper says what is no longer so: to be printed again.
    Stale,
    /// Nothing hangs there yet.
    NeverPrinted,
    /// What hangs there belongs there no more.
    TakeDown,
}

impl State {
    /// Every state, with its word for machines.
    pub const ALL: [(&'static str, Self); 4] = [
        ("current", Self::Current),
        ("stale", Self::Stale),
        ("never-printed", Self::NeverPrinted),
        ("take-down", Self::TakeDown),
    ];

    /// Returns the word for machines.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(_, state)| *state == self).map_or("", |(key, _)| key)
    }
}

/// One thing that a paper says and that is no longer so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whose: the title of the procedure as it stands on the paper; nothing for the whole sheet.
    pub of: Option<String>,
    /// What: `lệ phí 5.000 đồng → 8.000 đồng`.
    pub text: Text,
    /// Whether the paper leads to an address that the commune has given up.
    pub moved: bool,
}

impl Standing<'_> {
    /// Says how the place stands.
    #[must_use]
    pub fn state(&self) -> State {
        match (self.now, self.hung) {
            (None, _) => State::TakeDown,
            (_, None) => State::NeverPrinted,
            _ if self.changes.is_empty() => State::Current,
            _ => State::Stale,
        }
    }

    /// Says whether the paper leads to an address that the commune has given up.
    #[must_use]
    pub fn moved(&self) -> bool {
        self.changes.iter().any(|change| change.moved)
    }

    /// Says all changes in one line: `Đăng ký khai sinh: lệ phí … → …; thêm 1 giấy tờ`.
    #[must_use]
    pub fn reasons(&self) -> Text {
        let mut parts: Vec<(&Option<String>, Text)> = Vec::new();
        for change in &self.changes {
            match parts.last_mut() {
                Some((of, text)) if *of == &change.of => {
                    text.vi += &format!("; {}", change.text.vi);
                    text.en += &format!("; {}", change.text.en);
                }
                _ => parts.push((&change.of, change.text.clone())),
            }
        }
        let told = |pick: fn(&Text) -> &str| {
            let each = parts.iter().map(|(of, text)| match of {
                Some(of) => format!("{of}: {}", pick(text)),
                None => pick(text).to_owned(),
            });
            each.collect::<Vec<_>>().join(". ")
        };
        say(told(|text| &text.vi), told(|text| &text.en))
    }
}

/// Holds every wall against what should hang there: first the sheets of today in their order, then
/// what is to be taken down.
#[must_use]
pub fn compare<'a>(prints: &'a Prints, faces: &'a [Face]) -> Vec<Standing<'a>> {
    let mut hanging: BTreeMap<(u32, Slot), &Print> =
        prints.hanging().map(|print| ((print.hall, print.slot), print)).collect();
    let mut standings = Vec::with_capacity(faces.len());
    for now in faces {
        let hung = hanging.remove(&(now.hall, now.slot));
        let changes = hung.map(|hung| changes(&hung.items, &now.items)).unwrap_or_default();
        standings.push(Standing { hall: now.hall, slot: now.slot, now: Some(now), hung, changes });
    }
    let left = hanging.into_values();
    standings.extend(left.map(|hung| Standing {
        hall: hung.hall,
        slot: hung.slot,
        now: None,
        hung: Some(hung),
        changes: Vec::new(),
    }));
    standings
}

/// Says what a paper says that is no longer so. Order, colours and fonts are no change.
#[must_use]
pub fn changes(hung: &[Item], now: &[Item]) -> Vec<Change> {
    let mut found = Vec::new();
    moved(hung, now, &mut found);
    let (mut old, mut new) = (by_thing(hung), by_thing(now));
    if !found.is_empty() {
        // The domain in words is the same change.
        for told in old.values_mut().chain(new.values_mut()) {
            told.seen.0.remove(&Part::Domain);
        }
    }
    let mut of_notice = Vec::new();
    notice::changes(&mut old, &mut new, &mut of_notice);
    for (about, old) in &old {
        match new.get(about) {
            // What concerns the whole sheet is told without a name.
            Some(new) => {
                thing(old.title().filter(|_| about.is_some()).as_deref(), old, new, &mut found);
            }
            None => found.push(Change {
                of: old.title(),
                text: say(
                    "nay không còn: đã bãi bỏ, tạm dừng hoặc bỏ khỏi danh sách",
                    "no longer here: abolished, suspended or off the list",
                ),
                moved: false,
            }),
        }
    }
    for (about, new) in &new {
        if !old.contains_key(about) {
            let title = new.title().unwrap_or_default();
            let text = say(format!("thêm {title}"), format!("{title} is new"));
            found.push(Change { of: None, text, moved: false });
        }
    }
    found.extend(of_notice);
    found
}

/// Everything on a sheet about one thing.
#[derive(Default)]
struct Told<'a> {
    codes: BTreeMap<Code, &'a str>,
    seen: Seen,
}

impl Told<'_> {
    fn title(&self) -> Option<String> {
        self.seen.get(Part::Title).map(|fact| fact.words.clone())
    }

    /// What its codes say to do, without the month of checking.
    fn steps(&self) -> Vec<String> {
        let steps = self.codes.iter().filter(|(code, _)| matches!(code, Code::Steps(_)));
        steps.map(|(_, text)| without_month(text)).collect()
    }
}

fn by_thing(items: &[Item]) -> BTreeMap<Option<u32>, Told<'_>> {
    let mut things: BTreeMap<Option<u32>, Told<'_>> = BTreeMap::new();
    for item in items {
        let told = things.entry(item.about.as_ref().map(|(number, _)| *number)).or_default();
        if let Some(code) = item.code {
            told.codes.insert(code, &item.payload);
        }
        told.seen.0.extend(item.seen.0.clone());
    }
    things
}

/// Another address of the site is one change, not one for each code.
fn moved(hung: &[Item], now: &[Item], found: &mut Vec<Change>) {
    let bases = |items: &[Item]| -> BTreeSet<String> {
        let links = items.iter().filter(|item| item.code == Some(Code::Link));
        links.map(|item| base(&item.payload)).collect()
    };
    let (old, new) = (bases(hung), bases(now));
    if let (Some(was), Some(is)) = (old.difference(&new).next(), new.first()) {
        found.push(Change {
            of: None,
            text: say(
                format!("địa chỉ trang web đã đổi: {was} → {is}, phải thay tờ này"),
                format!("the site's address has changed: {was} → {is}, the sheet must be replaced"),
            ),
            moved: true,
        });
    }
}

/// Returns host and folder of a short link, as people read them: `xa.gov.vn/tthc/`.
pub(super) fn base(payload: &str) -> String {
    let link = payload.split_once("//").map_or(payload, |(_, rest)| rest);
    let page = link.split('?').next().unwrap_or_default().trim_end_matches('/');
    let folder = page.rsplit_once('/').map_or(page, |(folder, _)| folder);
    let (host, path) = folder.split_once('/').unwrap_or((folder, ""));
    format!("{}/{path}", host.to_ascii_lowercase())
}

/// What stands below the folder of a short link: the number of the thing and of the hall.
fn below(payload: &str) -> &str {
    let end = payload.find('?').unwrap_or(payload.len());
    let page = payload[..end].trim_end_matches('/');
    page.rfind('/').map_or(payload, |at| &payload[at..])
}

fn thing(of: Option<&str>, old: &Told<'_>, new: &Told<'_>, found: &mut Vec<Change>) {
    let mut add = |text: Text| found.push(Change { of: of.map(str::to_owned), text, moved: false });
    let mut told = 0;
    for (_, part) in Part::ALL {
        let (was, is) = (old.seen.get(part), new.seen.get(part));
        let same = was.map(|fact| &fact.digest) == is.map(|fact| &fact.digest);
        if same || part == Part::NationalCode {
            continue;
        }
        let words = |fact: Option<&Fact>| fact.map(|fact| fact.words.clone()).unwrap_or_default();
        add(part_change(part, &words(was), &words(is)));
        told += 1;
    }
    for (code, was) in &old.codes {
        let is = new.codes.get(code).copied();
        if let Some(text) = code_change(*code, was, is) {
            add(text);
        }
    }
    if told == 0 && old.steps() != new.steps() {
        add(say("cách làm ghi trong mã đã cũ", "what the code says to do is old"));
    }
    for code in new.codes.keys().filter(|code| !old.codes.contains_key(code)) {
        match code {
            Code::Wifi => add(say("nay có wifi", "there is wifi now")),
            Code::Feedback => add(say("thêm mã góp ý", "a code for complaints is new")),
            Code::Link => add(say("thêm mã", "a code is new")),
            Code::Steps(_) => {}
        }
    }
}

/// Says how a code has changed; steps are held against each other as a whole.
fn code_change(code: Code, was: &str, is: Option<&str>) -> Option<Text> {
    match (code, is) {
        (Code::Link, Some(is)) if below(is) != below(was) => {
            Some(say("mã dẫn tới số khác", "the code leads to another number"))
        }
        (Code::Wifi, Some(is)) if is != was => Some(say("wifi đã đổi", "the wifi has changed")),
        (Code::Wifi, None) => Some(say("không còn wifi", "there is no wifi any more")),
        (Code::Feedback, Some(is)) if is != was => {
            Some(say("địa chỉ góp ý đã đổi", "the address for complaints has changed"))
        }
        (Code::Feedback, None) => {
            Some(say("không còn địa chỉ góp ý", "there is no address for complaints any more"))
        }
        (Code::Link, None) => Some(say("không còn mã", "the code is gone")),
        _ => None,
    }
}

/// Takes the month of checking off a steps text: to have checked again is no change.
fn without_month(text: &str) -> String {
    let is_month = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_ascii_digit());
        let parts = word.split_once('/');
        parts.is_some_and(|(month, year)| {
            (1..=2).contains(&month.len())
                && year.len() == 4
                && [month, year].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
        })
    };
    let Some((before, last)) = text.rsplit_once('\n') else { return text.to_owned() };
    let kept: Vec<&str> = last.split(' ').filter(|word| !is_month(word)).collect();
    format!("{before}\n{}", kept.join(" "))
}

fn part_change(part: Part, was: &str, is: &str) -> Text {
    let named = |vi: &str, en: &str| match (was, is) {
        (was, is) if was == is || was.is_empty() && is.is_empty() => {
            say(format!("{vi} đã sửa"), format!("{en} has changed"))
        }
        ("", is) => say(format!("{vi} {is}"), format!("{en} {is}")),
        (was, "") => say(format!("bỏ {vi} {was}"), format!("{en} {was} is gone")),
        (was, is) => say(format!("{vi} {was} → {is}"), format!("{en} {was} → {is}")),
    };
    let counted = |vi: &str, en: &str| {
        let (Ok(was), Ok(is)) = (was.parse::<usize>(), is.parse::<usize>()) else {
            return named(vi, en);
        };
        match was.cmp(&is) {
            std::cmp::Ordering::Less => {
                say(format!("thêm {} {vi}", is - was), format!("{} more {en}", is - was))
            }
            std::cmp::Ordering::Greater => {
                say(format!("bớt {} {vi}", was - is), format!("{} fewer {en}", was - is))
            }
            std::cmp::Ordering::Equal => say(format!("{vi} đã sửa"), format!("{en} have changed")),
        }
    };
    match part {
        Part::Title => named("tên", "title"),
        Part::NationalCode => named("mã thủ tục", "national code"),
        Part::Papers => counted("giấy tờ", "papers"),
        Part::Steps => counted("bước", "steps"),
        Part::Fee => named("lệ phí", "fee"),
        Part::Time => named("thời hạn", "time"),
        Part::Hours => named("giờ", "hours"),
        Part::Phone => named("số điện thoại", "phone"),
        Part::Contact => named("người liên hệ", "contact"),
        Part::Domain => named("tên miền", "domain"),
        Part::Text => say("nội dung đã sửa", "the text has changed"),
        Part::Changes if was == is => {
            say("bảng thay đổi đã sửa", "the table of changes has been corrected")
        }
        Part::Changes => counted("thay đổi", "changes"),
    }
}
