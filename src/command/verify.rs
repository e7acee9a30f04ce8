//! `tracuu verify`: photos of hung posters, and what the ledger says about every code in them.
//!
//! It says that a code leads to the right address, and never that the paper is authentic.

mod report;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Context, Outcome, Voice, walls};
use crate::audit::{self, Alarm, Found, Judged, Question, Sight};
use crate::diagnostic::{Diagnostics, Text, say};
use crate::files::FileSet;
use crate::io;
use crate::io::photos::{self, Photo, Refusal};
use crate::ledger::prints::Print;
use crate::ledger::stale::{self, State};
use crate::ledger::{Ledger, Prints};
use crate::model::Id;
use crate::model::date::Date;
use crate::model::site::{Thing, Wanted};
use crate::pipeline::{self, Built, Options};
use crate::table;

/// What `verify` is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Photos, and folders of them.
    pub paths: Vec<PathBuf>,
    /// The hall where all of them were taken; nothing: folders, names and codes tell.
    pub hall: Option<Id>,
    /// An Excel workbook: the halls, and every code.
    pub xlsx: Option<PathBuf>,
}

/// What came of one photo.
struct Looked {
    name: String,
    /// Width and height in pixels; 0 when it could not be read.
    size: [usize; 2],
    result: Result<Judged, Text>,
}

/// Everything that is told at the end.
struct Round<'a> {
    built: &'a Built,
    date: Date,
    looked: Vec<Looked>,
    others: usize,
}

/// Reads the photos and judges their codes.
#[must_use]
pub fn run(context: &Context, options: &Options, asked: &Asked) -> Outcome {
    let voice = context.voice;
    let files = match super::read(context) {
        Ok(files) => files,
        Err(outcome) => return outcome,
    };
    // Only the sheets of the hall that is asked about need to be held against today's.
    let halls = asked.hall.iter().cloned().collect();
    let wanted = Wanted { halls, ..Wanted::default() };
    let mut built = pipeline::build(&files, &Options { wanted, ..options.clone() });
    if let Err(outcome) = can_judge(voice, &built, &files, asked) {
        return outcome;
    }
    let found = match photos::list(&asked.paths) {
        Ok(found) => found,
        Err(error) => {
            voice.refused(&error);
            return Outcome::Refused;
        }
    };
    let changes = changes(voice, &mut built);
    let desk = Desk { built: &built, changes: &changes, hall: asked.hall.as_ref() };
    let progress = progress(voice, found.photos.len());
    let mut looked = Vec::new();
    for photo in &found.photos {
        looked.push(desk.look(photo));
        progress.inc(1);
    }
    progress.finish_and_clear();
    settle(&mut looked);
    let (date, others) = (options.today, found.others);
    let round = Round { built: &built, date, looked, others };
    // The alarm comes first: no disk that refuses may hide it.
    round.tell(voice);
    let mut outcome = outcome(&round.looked);
    if built.diagnostics.has_errors() && outcome == Outcome::Good {
        outcome = Outcome::ContentErrors;
    }
    if let Some(path) = &asked.xlsx
        && let Err(error) =
            io::copy::export(&context.root, path, &table::workbook(&round.book(), voice.english))
    {
        voice.refused(&error);
        return if outcome == Outcome::Good { Outcome::Refused } else { outcome };
    }
    outcome
}

/// The worst of all photos: foreign, then outdated or misplaced, then unread, then a photo that
/// could not be read.
fn outcome(looked: &[Looked]) -> Outcome {
    let alarms = looked.iter().filter_map(|it| it.result.as_ref().ok().map(Judged::alarm));
    match alarms.max() {
        Some(Alarm::Foreign) => Outcome::Foreign,
        Some(Alarm::Outdated) => Outcome::Outdated,
        Some(Alarm::Unread) => Outcome::Unread,
        _ if looked.iter().any(|it| it.result.is_err()) => Outcome::Refused,
        Some(Alarm::None) => Outcome::Good,
        // Folders without a single photo.
        None => Outcome::Unread,
    }
}

/// Tells when there is nothing to judge by.
fn can_judge(voice: Voice, built: &Built, files: &FileSet, asked: &Asked) -> Result<(), Outcome> {
    let mut found = Diagnostics::default();
    let ledger = Ledger::parse(files, &mut found);
    if found.has_errors() {
        found.sort();
        voice.findings(&found, files);
        voice.json(&found, files, &serde_json::Value::Null);
        return Err(Outcome::ContentErrors);
    }
    if let (Some(site), Some(hall)) = (&built.site, &asked.hall)
        && built.ledger.number(Thing::Hall, hall).is_none()
    {
        let wanted = Wanted { halls: vec![hall.clone()], ..Wanted::default() };
        super::wanted::check(voice, site, &wanted)?;
    }
    if ledger.prints.all().next().is_none() {
        voice.message(&say(
            format!(
                "Sổ in ({}) chưa có tờ nào, nên chưa có gì để so. Hãy in bằng tracuu print rồi mới treo và chụp.",
                Prints::path()
            ),
            format!(
                "The ledger of prints ({}) is empty, so there is nothing to compare with. Print by tracuu print before hanging and photographing.",
                Prints::path()
            ),
        ));
        return Err(Outcome::Usage);
    }
    Ok(())
}

/// What hanging sheets tell that is no longer so, by hall and serial.
type Changes = BTreeMap<(u32, u32), Vec<Text>>;

/// Holds what hangs against what is true now. Content with errors tells nothing of that, and the
/// codes are judged all the same.
fn changes(voice: Voice, built: &mut Built) -> Changes {
    let (faces, found) = walls::faces(built);
    if built.diagnostics.has_errors() || found.has_errors() || built.site.is_none() {
        voice.message(&say(
            "Nội dung đang có lỗi nên không so được tờ nào đã cũ; mã vẫn được kiểm tra. Xem lỗi bằng tracuu check.",
            "The content has errors, so sheets that are out of date are not told; codes are judged all the same. See tracuu check.",
        ));
        return Changes::new();
    }
    let mut changes = Changes::new();
    for standing in stale::compare(&built.ledger.prints, &faces) {
        let (Some(hung), state) = (standing.hung, standing.state()) else { continue };
        if matches!(state, State::Stale | State::TakeDown) {
            let why = walls::why(built, &standing);
            let why = match state {
                State::TakeDown => {
                    say(format!("{}; hãy gỡ xuống", why.vi), format!("{}; take it down", why.en))
                }
                _ => say(format!("{}; hãy in lại", why.vi), format!("{}; print it again", why.en)),
            };
            changes.insert((hung.hall, hung.serial), vec![why]);
        }
    }
    changes
}

/// What every photo is held against.
struct Desk<'a> {
    built: &'a Built,
    changes: &'a Changes,
    hall: Option<&'a Id>,
}

impl Desk<'_> {
    fn look(&self, photo: &Photo) -> Looked {
        let name = photo.name.clone();
        let bytes = match photos::read(photo, audit::LARGEST) {
            Ok(bytes) => bytes,
            Err(refusal) => return Looked { name, size: [0, 0], result: Err(words(&refusal)) },
        };
        let changed = |print: &Print| {
            self.changes.get(&(print.hall, print.serial)).cloned().unwrap_or_default()
        };
        let prints = &self.built.ledger.prints;
        let question = Question { prints, hall: self.number(photo), changed: &changed };
        let enough = |codes: &[Found]| {
            let sight = Sight { codes: codes.to_vec(), ..Sight::default() };
            let judged = audit::judge(&sight, &question);
            !judged.sheets.is_empty() && judged.unread.is_empty()
        };
        match audit::look(&bytes, &enough) {
            Ok(sight) => {
                let judged = audit::judge(&sight, &question);
                Looked { name, size: sight.size, result: Ok(judged) }
            }
            Err(refused) => Looked { name, size: [0, 0], result: Err(refused.text()) },
        }
    }

    /// Returns the number of the hall of a photo: the one that was asked for, that of its folder, or
    /// that at the beginning of its name; nothing when only the codes can tell.
    fn number(&self, photo: &Photo) -> Option<u32> {
        let ledger = &self.built.ledger;
        if let Some(hall) = self.hall {
            return ledger.number(Thing::Hall, hall);
        }
        let by_id = |text: &str| {
            let id = Id::new(text).ok()?;
            ledger.number(Thing::Hall, &id)
        };
        if let Some(number) = photo.folders.iter().find_map(|folder| by_id(folder)) {
            return Some(number);
        }
        let file = photo.name.rsplit('/').next().unwrap_or_default().to_lowercase();
        let halls = ledger.rows().filter(|row| row.kind == Thing::Hall);
        let named = halls.filter(|row| {
            let rest = file.strip_prefix(row.id.as_str());
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
        });
        // The longest name: `thon-dong-2` is not a photo of `thon-dong`.
        named.max_by_key(|row| row.id.as_str().len()).map(|row| row.number)
    }
}

fn words(refusal: &Refusal) -> Text {
    match refusal {
        Refusal::NotPlain => say(
            "đây là đường tắt hoặc thiết bị, không phải tệp ảnh",
            "this is a link or a device, not a file",
        ),
        Refusal::TooLarge(bytes) => audit::Refused::TooLarge(*bytes).text(),
        Refusal::Unreadable(words) => {
            say(format!("không đọc được tệp: {words}"), format!("the file cannot be read: {words}"))
        }
    }
}

/// What one photo of a hall did not show another may: such codes are not unread.
fn settle(looked: &mut [Looked]) {
    let mut read = BTreeSet::new();
    for judged in looked.iter().filter_map(|it| it.result.as_ref().ok()) {
        read.extend(judged.codes.iter().filter_map(|code| code.of.clone()));
    }
    for judged in looked.iter_mut().filter_map(|it| it.result.as_mut().ok()) {
        judged.unread.retain(|unread| !read.contains(&unread.of));
    }
}

fn progress(voice: Voice, count: usize) -> ProgressBar {
    if !voice.is_watched() || count < 2 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} ảnh  {eta}");
    bar.with_style(style.expect("the template is sound"))
}
