//! `tracuu print`: the sheets that are to be hung, made, checked and recorded.

mod address;
mod down;
mod sheets;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::build::Format;
use super::{Context, Outcome, Voice, walls};
use crate::diagnostic::{Text, say};
use crate::files::FileSet;
use crate::io;
use crate::io::batch::Batch;
use crate::io::stage;
use crate::ledger::prints::Print;
use crate::ledger::stale::{self, Face, Standing, State};
use crate::ledger::{Ledger, Prints};
use crate::model::village::PaperSize;
use crate::pipeline::{self, Built, Options};
use crate::table::{self, Cell, Table};

/// What `print` is asked for beyond the pipeline.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Which sheets.
    pub which: Which,
    /// Formats beside the PDFs.
    pub formats: Vec<Format>,
    /// Whether PDFs are for a print shop, with bleed and marks where to cut.
    pub shop: bool,
    /// The folder of the files, relative to the project; nothing: `in-<date>`.
    pub output: Option<PathBuf>,
    /// Whether to tell only what would be printed.
    pub dry_run: bool,
}

/// Which sheets are printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those that are wrong, and those that were never printed.
    Needed,
    /// Those that hang and are wrong.
    Stale,
    /// All, also those that hang and are right: for paper that was torn or lost.
    Again,
}

/// Prints what is needed and records it.
#[must_use]
pub fn run(context: &Context, options: &Options, asked: &Asked) -> Outcome {
    let voice = context.voice;
    // Two that print at once would give one serial to two sheets.
    let _writer = match super::writer(context) {
        Ok(writer) => writer,
        Err(outcome) => return outcome,
    };
    let files = match super::read_with_copy(context, Path::new(super::OUTPUT)) {
        Ok(files) => files,
        Err(outcome) => return outcome,
    };
    let mut built = pipeline::build(&files, options);
    if let Some(site) = &built.site
        && let Err(outcome) = super::wanted::check(voice, site, &options.wanted)
    {
        return outcome;
    }
    if let Some(site) = &built.site {
        address::check(site, &mut built.diagnostics);
    }
    let (faces, found) = walls::faces(&built);
    built.diagnostics.append(found);
    built.diagnostics.sort();
    if built.diagnostics.has_errors() {
        voice.findings(&built.diagnostics, &files);
        voice.json(&built.diagnostics, &files, &Value::Null);
        nothing_recorded(voice);
        return Outcome::ContentErrors;
    }
    voice.findings_in_short(&built.diagnostics, &files);
    let job = job(&built, &faces, asked, options);
    if job.sheets.is_empty() || asked.dry_run {
        tell_plan(voice, &built, &files, &job, asked.dry_run);
        return Outcome::Good;
    }
    match make(context, &built, &files, asked, &job) {
        Ok(Made::Printed(folder)) => {
            tell_made(voice, &built, &files, &job, &folder);
            Outcome::Good
        }
        Ok(Made::Refused(mut found)) => {
            found.sort();
            voice.findings(&found, &files);
            voice.json(&found, &files, &Value::Null);
            nothing_recorded(voice);
            Outcome::ContentErrors
        }
        Err(error) => refused(voice, &error),
    }
}

/// What one run of `print` makes.
struct Job {
    /// The name of the batch: `2026-11-22-k3f9a`.
    batch: String,
    /// The sheets, in the order of hanging.
    sheets: Vec<Print>,
    /// The title of each.
    titles: Vec<String>,
    /// Why each is printed.
    reasons: Vec<Text>,
    /// What is to be taken down in the halls that were asked for: hall, sheet, why.
    down: Vec<(u32, String, Text)>,
}

/// How a job ended.
enum Made {
    /// The files are here and recorded.
    Printed(PathBuf),
    /// A code cannot be read back, or something else shows only in the making.
    Refused(crate::diagnostic::Diagnostics),
}

/// Chooses the sheets and gives them serials.
fn job(built: &Built, faces: &[Face], asked: &Asked, options: &Options) -> Job {
    let prints = &built.ledger.prints;
    let standings = stale::compare(prints, faces);
    let mut sheets: Vec<Print> = Vec::new();
    let (mut titles, mut reasons, mut down) = (Vec::new(), Vec::new(), Vec::new());
    for standing in standings.iter().filter(|s| walls::is_wanted(built, s.hall)) {
        let Some(face) = standing.now else {
            // A run for one kind says nothing about the others.
            if built.site.as_ref().is_some_and(|site| site.wanted.kinds.is_empty()) {
                let why = walls::why(built, standing);
                let number = standing.hung.map(|p| format!("{}-{}", p.hall, p.serial));
                down.push((standing.hall, number.unwrap_or_default(), why));
            }
            continue;
        };
        if !is_chosen(standing, &asked.which) {
            continue;
        }
        let before = sheets.iter().filter(|print| print.hall == face.hall).count();
        let before = u32::try_from(before).expect("a hall has few sheets");
        titles.push(walls::title(built, face));
        reasons.push(reason(standing));
        sheets.push(Print {
            batch: String::new(),
            date: options.today,
            hall: face.hall,
            serial: prints.next_serial(face.hall) + before,
            slot: face.slot,
            items: face.items.clone(),
            place: crate::diagnostic::Place::start(Prints::path()),
        });
    }
    let batch = prints.batch(options.today, &sheets);
    Job { batch, sheets, titles, reasons, down }
}

fn is_chosen(standing: &Standing<'_>, which: &Which) -> bool {
    match (which, standing.state()) {
        (_, State::TakeDown) => false,
        (_, State::Stale) | (Which::Again, _) | (Which::Needed, State::NeverPrinted) => true,
        (Which::Stale | Which::Needed, _) => false,
    }
}

fn reason(standing: &Standing<'_>) -> Text {
    match standing.state() {
        State::Stale => standing.reasons(),
        State::NeverPrinted => say("chưa in lần nào", "never printed"),
        State::Current | State::TakeDown => say("in thêm", "printed again"),
    }
}

/// Makes the files aside, records them, and lets them appear.
fn make(
    context: &Context,
    built: &Built,
    files: &FileSet,
    asked: &Asked,
    job: &Job,
) -> Result<Made, io::Error> {
    let usual = || PathBuf::from(format!("in-{}", job.sheets[0].date));
    let folder = asked.output.clone().unwrap_or_else(usual);
    let batch = Batch::begin(&context.root, &folder, &job.batch)?;
    let found = sheets::write(context.voice, built, asked, &job.sheets, &batch)?;
    if found.has_errors() {
        return Ok(Made::Refused(found));
    }
    let list = table::workbook(&[list(built, job)], context.voice.english);
    batch.write("danh-sach.xlsx", &list)?;
    let prints_path = context.root.join(Prints::path().as_str());
    let numbers_path = context.root.join(Ledger::path().as_str());
    let now = files.get(&Prints::path()).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let now = now.unwrap_or_default();
    let records = format!("{now}{}", built.ledger.prints.lines(&now, &job.batch, &job.sheets));
    let folder = batch.commit(|| {
        // Numbers first: a record never names one that the ledger does not have.
        if built.ledger_changed {
            stage::replace_file(&numbers_path, built.ledger.to_csv().as_bytes())?;
        }
        stage::replace_file(&prints_path, records.as_bytes())
    })?;
    super::copy_ledger(context, built, &records);
    Ok(Made::Printed(folder))
}

/// The sheets of a job, a row each, for whoever prints and hangs them.
fn list(built: &Built, job: &Job) -> Table {
    let rows = job.sheets.iter().zip(&job.titles).zip(&job.reasons);
    let row = |((print, title), reason): ((&Print, &String), &Text)| {
        vec![
            Cell::from(walls::hall(built, print.hall)),
            title.clone().into(),
            format!("{}-{}", print.hall, print.serial).into(),
            walls::paper(print.slot).into(),
            reason.clone().into(),
        ]
    };
    Table {
        title: say("Tờ cần treo", "Sheets to hang"),
        columns: vec![
            say("Nơi treo", "Hall"),
            say("Tờ", "Sheet"),
            say("Số tờ", "Number"),
            say("Khổ giấy", "Paper"),
            say("Vì sao in", "Why"),
        ],
        rows: rows.map(row).collect(),
    }
}

fn machine(job: &Job, folder: Option<&str>) -> Value {
    let sheets = job.sheets.iter().zip(&job.titles).zip(&job.reasons);
    let sheet = |((print, title), why): ((&Print, &String), &Text)| {
        json!({
            "hall": print.hall, "number": format!("{}-{}", print.hall, print.serial),
            "place": print.slot.to_string(), "paper": print.slot.paper(), "title": title,
            "why": {"vi": why.vi, "en": why.en},
        })
    };
    let down = job.down.iter().map(|(hall, number, why)| {
        json!({"hall": hall, "number": number, "why": {"vi": why.vi, "en": why.en}})
    });
    json!({
        "batch": folder.map(|_| &job.batch), "folder": folder,
        "sheets": sheets.map(sheet).collect::<Vec<_>>(), "take_down": down.collect::<Vec<_>>(),
    })
}

fn tell_plan(voice: Voice, built: &Built, files: &FileSet, job: &Job, dry_run: bool) {
    voice.json(&built.diagnostics, files, &machine(job, None));
    if voice.json {
        return;
    }
    if job.sheets.is_empty() {
        let text = say("Không có tờ nào phải in.", "No sheet needs printing.");
        voice.result(text.pick(voice.english));
    } else {
        voice.result(list(built, job).text(voice.english).trim_end());
        voice.result(paper(job).pick(voice.english));
    }
    tell_down(voice, built, job);
    if dry_run && !job.sheets.is_empty() {
        let text = say(
            "Mới chỉ xem trước: chưa tạo tệp, chưa ghi sổ.",
            "A preview only: no file was made and nothing recorded.",
        );
        voice.message(&text);
    }
}

fn tell_made(voice: Voice, built: &Built, files: &FileSet, job: &Job, folder: &Path) {
    let shown = folder.display().to_string();
    voice.json(&built.diagnostics, files, &machine(job, Some(&shown)));
    if voice.json {
        return;
    }
    voice.result(list(built, job).text(voice.english).trim_end());
    let paper = paper(job);
    let text = say(
        format!(
            "{}\nTệp để in: {shown}\nĐã ghi {} tờ vào sổ in. Hãy giữ thư mục content/ledger cùng nội dung, và chỉ treo khi trang đã lên mạng.",
            paper.vi,
            job.sheets.len()
        ),
        format!(
            "{}\nFiles to print: {shown}\n{} sheets are recorded. Keep content/ledger with the content, and hang them once the site is online.",
            paper.en,
            job.sheets.len()
        ),
    );
    voice.result(text.pick(voice.english));
    tell_down(voice, built, job);
}

/// Says how much paper a job needs.
fn paper(job: &Job) -> Text {
    let halls: BTreeSet<u32> = job.sheets.iter().map(|print| print.hall).collect();
    let each = PaperSize::ALL.into_iter().filter_map(|(key, size)| {
        let count = job.sheets.iter().filter(|print| print.slot.size == size).count();
        (count > 0).then(|| format!("{count} {key}"))
    });
    let each = each.collect::<Vec<_>>().join(", ");
    say(
        format!("Cần giấy: {each}, cho {} nhà văn hóa.", halls.len()),
        format!("Paper: {each}, for {} halls.", halls.len()),
    )
}

fn tell_down(voice: Voice, built: &Built, job: &Job) {
    for (hall, number, why) in &job.down {
        let hall = walls::hall(built, *hall);
        voice.message(&say(
            format!("Gỡ xuống ở {hall}: tờ số {number} ({}).", why.vi),
            format!("Take down in {hall}: sheet {number} ({}).", why.en),
        ));
    }
}

fn nothing_recorded(voice: Voice) {
    if !voice.json {
        voice.message(&say(
            "Chưa in và chưa ghi sổ tờ nào.",
            "Nothing was printed and nothing recorded.",
        ));
    }
}

fn refused(voice: Voice, error: &io::Error) -> Outcome {
    voice.refused(error);
    nothing_recorded(voice);
    Outcome::Refused
}

pub use down::take_down;
