//! `tracuu build`: the guide site and the posters, put in the place of the last ones as a whole.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use serde_json::json;

use super::{Context, Outcome, Voice};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Text, say};
use crate::files::{FilePath, FileSet};
use crate::io;
use crate::io::stage::{self, Aside};
use crate::ledger::Ledger;
use crate::pipeline::{self, Built, Options};
use crate::render::font::Faces;
use crate::render::{Sheet, export, poster};

/// What `build` is asked for beyond the pipeline.
#[derive(Clone, Debug)]
pub struct Target {
    /// The folder that is replaced, relative to the project.
    pub output: PathBuf,
    /// The formats of posters; none: no posters.
    pub formats: Vec<Format>,
    /// Whether the ledger is written: not for a preview under another address.
    pub keep_ledger: bool,
}

/// A format of posters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Scalable Vector Graphics, text as outlines.
    Svg,
    /// A raster at 300 dpi.
    Png,
    /// Portable Document Format, text selectable.
    Pdf,
}

impl Format {
    /// Every format, with its word on the command line, which is also the ending of its files.
    pub const ALL: [(&'static str, Self); 3] =
        [("svg", Self::Svg), ("png", Self::Png), ("pdf", Self::Pdf)];

    fn ending(self) -> &'static str {
        Self::ALL.iter().find(|(_, format)| *format == self).map_or("", |(word, _)| word)
    }
}

/// Reads, builds, and replaces the output folder when nothing is wrong.
#[must_use]
pub fn run(context: &Context, options: &Options, target: &Target) -> Outcome {
    let voice = context.voice;
    let files = match super::read(context) {
        Ok(files) => files,
        Err(outcome) => return outcome,
    };
    let mut built = pipeline::build(&files, options);
    if built.diagnostics.has_errors() {
        return unchanged(voice, &built.diagnostics, &files);
    }
    let output = match write(context, &built, target) {
        Ok(output) => output,
        Err(error) => {
            voice.findings(&built.diagnostics, &files);
            voice.refused(&error);
            return Outcome::Refused;
        }
    };
    built.diagnostics.append(output.found);
    if built.diagnostics.has_errors() {
        return unchanged(voice, &built.diagnostics, &files);
    }
    voice.findings_in_short(&built.diagnostics, &files);
    tell(voice, &built, target, output.pages, &files);
    Outcome::Good
}

fn unchanged(voice: Voice, found: &Diagnostics, files: &FileSet) -> Outcome {
    voice.findings(found, files);
    voice.json(found, files, &serde_json::Value::Null);
    if !voice.json {
        voice.message(&say(
            "Chưa thay đổi gì: bản đang có trong thư mục xuất vẫn nguyên.",
            "Nothing was changed: the output folder is as it was.",
        ));
    }
    Outcome::ContentErrors
}

/// What was written, or found while writing.
struct Output {
    pages: usize,
    found: Diagnostics,
}

/// Writes everything aside and swaps. A code that cannot be read back or a template that fails is a
/// finding; then the aside folder is dropped and nothing has changed.
fn write(context: &Context, built: &Built, target: &Target) -> Result<Output, io::Error> {
    let aside = Aside::begin(&context.root, &target.output)?;
    let pages = AtomicUsize::new(0);
    let mut found = built.pages(|paths, bytes| {
        let html = paths.iter().filter(|path| path.extension() == Some("html")).count();
        pages.fetch_add(html, Ordering::Relaxed);
        aside.write_shared(paths, bytes)
    })?;
    found.append(posters(context.voice, built, target, &aside)?);
    if !found.has_errors() {
        let ledger = ledger_file(&context.root);
        aside.commit(|| {
            if !built.ledger_changed || !target.keep_ledger {
                return Ok(());
            }
            stage::replace_file(&ledger, built.ledger.to_csv().as_bytes())
        })?;
    }
    Ok(Output { pages: pages.into_inner(), found })
}

fn ledger_file(root: &Path) -> PathBuf {
    root.join(Ledger::path().as_str())
}

/// Draws every sheet, one a thread at a time, so that only a few rasters are in memory.
fn posters(
    voice: Voice,
    built: &Built,
    target: &Target,
    aside: &Aside,
) -> Result<Diagnostics, io::Error> {
    let (sheets, Some(theme)) = (&built.posters, &built.theme) else {
        return Ok(Diagnostics::default());
    };
    if target.formats.is_empty() || sheets.is_empty() {
        return Ok(Diagnostics::default());
    }
    aside.write(&FilePath::known("posters/posters.json"), &poster::list(sheets))?;
    let bar = progress(voice, sheets.len());
    let faces = Faces::new(&theme.fonts).expect("sheets were drawn with these fonts");
    let outcomes: Result<Vec<Diagnostics>, io::Error> = sheets
        .par_iter()
        .map(|sheet| {
            let found = export_sheet(sheet, &faces, &target.formats, aside)?;
            bar.inc(1);
            Ok(found)
        })
        .collect();
    bar.finish_and_clear();
    let mut found = Diagnostics::default();
    outcomes?.into_iter().for_each(|part| found.append(part));
    Ok(found)
}

fn export_sheet(
    sheet: &Sheet,
    faces: &Faces,
    formats: &[Format],
    aside: &Aside,
) -> Result<Diagnostics, io::Error> {
    let mut found = Diagnostics::default();
    // The raster is always made: every code is read back from it, whatever is asked for.
    let raster = export::raster(sheet, faces);
    for unread in export::read_back(&raster, sheet).err().unwrap_or_default() {
        found.push(unreadable(sheet, &unread.code));
    }
    for format in formats {
        let bytes = match format {
            Format::Svg => export::svg(sheet, faces),
            Format::Png => export::png(&raster),
            Format::Pdf => {
                export::pdf(&[sheet], faces).expect("sheets were drawn with these fonts")
            }
        };
        aside.write(&FilePath::known(&format!("{}.{}", sheet.file, format.ending())), &bytes)?;
    }
    Ok(found)
}

fn unreadable(sheet: &Sheet, code: &str) -> Diagnostic {
    let place = Place::start(FilePath::known(&format!("content/villages/{}.md", sheet.hall)));
    let text = say(
        format!("mã {code} trên {} không đọc lại được đúng như đã ghi", sheet.title),
        format!("the code {code} on {} does not read back as it was written", sheet.title),
    );
    Diagnostic::error("code-unread", place, text).hint(say(
        "đây là lỗi của tracuu hoặc của giao diện; chưa có tờ nào được xuất, xin báo lại kèm tệp này",
        "this is a fault of tracuu or of the theme; no sheet was written, please report it with this file",
    ))
}

fn progress(voice: Voice, sheets: usize) -> ProgressBar {
    if !voice.is_watched() {
        return ProgressBar::hidden();
    }
    let words = if voice.english { "drawing sheets" } else { "vẽ áp phích" };
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}");
    ProgressBar::with_draw_target(Some(sheets as u64), ProgressDrawTarget::stderr())
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_message(words)
}

/// Tells in plain words what was made and what to look at next.
fn tell(voice: Voice, built: &Built, target: &Target, pages: usize, files: &FileSet) {
    let Some(site) = &built.site else { return };
    let procedures = site.procedures.iter().filter(|p| p.is_public()).count();
    let (halls, programs) = (site.villages.len(), site.programs.len());
    let sheets = if target.formats.is_empty() { 0 } else { built.posters.len() };
    let output = target.output.display().to_string();
    voice.json(
        &built.diagnostics,
        files,
        &json!({
            "procedures": procedures, "halls": halls, "programs": programs, "pages": pages,
            "sheets": sheets, "minted": built.minted, "output": output,
        }),
    );
    if voice.json {
        return;
    }
    let text = summary(&[procedures, halls, programs, pages, sheets, built.minted], &output);
    voice.result(text.pick(voice.english));
}

fn summary(counts: &[usize; 6], output: &str) -> Text {
    let [procedures, halls, programs, pages, sheets, minted] = counts;
    let mut vi = format!(
        "Xong: {procedures} thủ tục, {halls} nhà văn hóa, {programs} mô hình phục vụ → {pages} trang, {sheets} tờ áp phích."
    );
    let mut en = format!(
        "Done: {procedures} procedures, {halls} halls, {programs} programs → {pages} pages, {sheets} sheets."
    );
    if *minted > 0 {
        vi += &format!(
            "\nĐã cấp {minted} số mới trong {}: hãy giữ tệp này cùng nội dung.",
            Ledger::path()
        );
        en += &format!(
            "\n{minted} new numbers in {}: keep this file with the content.",
            Ledger::path()
        );
    }
    vi += &format!("\nXem trang: mở {output}/index.html bằng trình duyệt.");
    en += &format!("\nLook at the pages: open {output}/index.html in a browser.");
    if *sheets > 0 {
        vi += &format!("\nXem áp phích: mở thư mục {output}/posters/.");
        en += &format!("\nLook at the posters: open the folder {output}/posters/.");
    }
    say(vi, en)
}
