//! `tracuu build`: the guide site and the posters, put in the place of the last ones as a whole.

mod cards;
pub(super) mod posters;

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;

use super::{Context, Outcome, Voice};
use crate::diagnostic::{Diagnostics, Text, say};
use crate::files::{FilePath, FileSet};
use crate::io;
use crate::io::cache::Cache;
use crate::io::stage::{self, Aside};
use crate::ledger::{Ledger, Prints, published};
use crate::pipeline::{self, Built, Options};
use crate::render::export::PressRoom;
use crate::render::font::Faces;

/// What `build` is asked for beyond the pipeline.
#[derive(Clone, Debug)]
pub struct Target {
    /// The folder that is replaced, relative to the project.
    pub output: PathBuf,
    /// The formats of posters; none: no posters.
    pub formats: Vec<Format>,
    /// Whether PDFs are for a print shop, with bleed and marks where to cut.
    pub shop: bool,
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

    pub(super) fn ending(self) -> &'static str {
        Self::ALL.iter().find(|(_, format)| *format == self).map_or("", |(word, _)| word)
    }
}

/// Reads, builds, and replaces the output folder when nothing is wrong.
#[must_use]
pub fn run(context: &Context, options: &Options, target: &Target) -> Outcome {
    let voice = context.voice;
    let _writer = match super::writer(context) {
        Ok(writer) => writer,
        Err(outcome) => return outcome,
    };
    let files = match super::read_with_copy(context, &target.output) {
        Ok(files) => files,
        Err(outcome) => return outcome,
    };
    let mut built = pipeline::build(&files, options);
    if let Some(site) = &built.site
        && let Err(outcome) = super::wanted::check(voice, site, &options.wanted)
    {
        return outcome;
    }
    if built.diagnostics.has_errors() {
        // Sheets are laid out all the same, so that what does not fit is told in the same run.
        let Ok(in_posters) = built.posters(|_| Ok::<(), Infallible>(()));
        built.diagnostics.append(in_posters);
        built.diagnostics.sort();
        return unchanged(voice, &built.diagnostics, &files);
    }
    let mut output = match write(context, &built, target, &files) {
        Ok(output) => output,
        Err(error) => {
            voice.findings(&built.diagnostics, &files);
            voice.refused(&error);
            return Outcome::Refused;
        }
    };
    built.diagnostics.append(std::mem::take(&mut output.found));
    built.diagnostics.sort();
    if built.diagnostics.has_errors() {
        return unchanged(voice, &built.diagnostics, &files);
    }
    voice.findings_in_short(&built.diagnostics, &files);
    tell(voice, &built, (options, target), &output, &files);
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
    sheets: usize,
    drawn: usize,
    cards: usize,
    cards_drawn: usize,
    found: Diagnostics,
}

/// Writes everything aside and swaps. A code that cannot be read back or a template that fails is a
/// finding; then the aside folder is dropped and nothing has changed.
fn write(
    context: &Context,
    built: &Built,
    target: &Target,
    files: &FileSet,
) -> Result<Output, io::Error> {
    let aside = Aside::begin(&context.root, &target.output)?;
    let pages = AtomicUsize::new(0);
    let mut found = built.pages(|paths, bytes| {
        let html = paths.iter().filter(|path| path.extension() == Some("html")).count();
        pages.fetch_add(html, Ordering::Relaxed);
        aside.write_shared(paths, bytes)
    })?;
    let cache = Cache::open(&context.root);
    let faces = built.theme.as_ref().and_then(|theme| Faces::new(&theme.fonts));
    let room = faces.as_ref().map(PressRoom::new);
    let made = posters::write(context.voice, built, target, (room.as_ref(), &aside, &cache))?;
    let posters::Made { sheets, drawn, found: in_posters } = made;
    found.append(in_posters);
    let mut shared = match &room {
        Some(room) if !found.has_errors() => cards::write(built, room, (&aside, &cache))?,
        _ => cards::Made::default(),
    };
    found.append(std::mem::take(&mut shared.found));
    if !found.has_errors() {
        copy_ledger(built, target, files, &aside)?;
        let ledger = ledger_file(&context.root);
        aside.commit(|| {
            if !built.ledger_changed || !target.keep_ledger {
                return Ok(());
            }
            stage::replace_file(&ledger, built.ledger.to_csv().as_bytes())
        })?;
        // A build of a few halls uses little of what the next whole one needs.
        let whole = built.site.as_ref().is_some_and(|site| site.wanted.is_all());
        if sheets + shared.cards > 0 && whole {
            cache.sweep();
        }
    }
    let (pages, cards::Made { cards, drawn: cards_drawn, .. }) = (pages.into_inner(), shared);
    Ok(Output { pages, sheets, drawn, cards, cards_drawn, found })
}

/// Puts the ledger beside the site, byte for byte: whoever publishes the site publishes the evidence of
/// what was minted and printed.
fn copy_ledger(
    built: &Built,
    target: &Target,
    files: &FileSet,
    aside: &Aside,
) -> Result<(), io::Error> {
    let written = built.ledger_changed && target.keep_ledger;
    let numbers = written.then(|| built.ledger.to_csv().into_bytes().into());
    let numbers = numbers.or_else(|| files.get(&Ledger::path()).cloned());
    let copies = [numbers, files.get(&Prints::path()).cloned()];
    for (name, bytes) in published::FILES.iter().zip(copies) {
        if let Some(bytes) = bytes {
            aside.write(&FilePath::known(name), &bytes)?;
        }
    }
    Ok(())
}

fn ledger_file(root: &Path) -> PathBuf {
    root.join(Ledger::path().as_str())
}

/// Tells in plain words what was made and what to look at next.
fn tell(
    voice: Voice,
    built: &Built,
    (options, target): (&Options, &Target),
    made: &Output,
    files: &FileSet,
) {
    let Some(site) = &built.site else { return };
    let procedures = site.public().count();
    let (halls, programs) = (site.villages.len(), site.programs.len());
    let Output { pages, sheets, drawn, cards, cards_drawn, .. } = *made;
    let output = target.output.display().to_string();
    voice.json(
        &built.diagnostics,
        files,
        &json!({
            "procedures": procedures, "halls": halls, "programs": programs, "pages": pages,
            "sheets": sheets, "drawn": drawn, "remembered": (sheets - drawn),
            "cards": cards, "cards_drawn": cards_drawn, "minted": built.minted, "output": output,
        }),
    );
    if voice.json {
        return;
    }
    let text = summary(&[procedures, halls, programs, pages, sheets, built.minted]);
    voice.result(text.pick(voice.english));
    voice.result(look(options.flat_links, sheets > 0, &output).pick(voice.english));
}

/// Says how to look at what was made. Links that name folders lead nowhere from the disk: there a
/// browser lists the folder.
fn look(flat_links: bool, sheets: bool, output: &str) -> Text {
    let (mut vi, mut en) = if flat_links {
        (
            format!(
                "Xem trang: mở {output}/index.html bằng trình duyệt; chép cả thư mục sang USB cũng mở được."
            ),
            format!(
                "Look at the pages: open {output}/index.html in a browser, also from a USB stick."
            ),
        )
    } else {
        (
            "Xem trang: tracuu serve --open\nMuốn mở thẳng thư mục, như từ USB: dựng bằng tracuu build --flat-links".to_owned(),
            "Look at the pages: tracuu serve --open\nTo open the folder itself, as from a USB stick: tracuu build --flat-links".to_owned(),
        )
    };
    if sheets {
        vi += &format!("\nXem áp phích: mở {output}/posters/index.html bằng trình duyệt.");
        en += &format!("\nLook at the posters: open {output}/posters/index.html in a browser.");
    }
    say(vi, en)
}

fn summary(counts: &[usize; 6]) -> Text {
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
    say(vi, en)
}
