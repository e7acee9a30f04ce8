//! Sheets to files: each drawn, looked over, written in every format, or linked from the last time.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::super::Voice;
use super::{Format, Target};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, say};
use crate::files::FilePath;
use crate::io;
use crate::io::cache::{Cache, Digest};
use crate::io::stage::Aside;
use crate::pipeline::Built;
use crate::render::export::{self, Cut, Joined, PressRoom};
use crate::render::page;
use crate::render::poster::{self, Drawn, Row};
use crate::render::{Sheet, export::Verdict};

/// What became of the sheets.
#[derive(Debug, Default)]
pub(super) struct Made {
    /// How many sheets there are.
    pub(super) sheets: usize,
    /// How many of them were drawn in this build; the others are as an earlier build made them.
    pub(super) drawn: usize,
    /// What was found while drawing and in the finished pictures.
    pub(super) found: Diagnostics,
}

/// Takes every sheet of a build, one a thread at a time, so that only a few rasters are in memory.
pub(super) fn write(
    voice: Voice,
    built: &Built,
    target: &Target,
    (room, aside, cache): (Option<&PressRoom<'_>>, &Aside, &Cache),
) -> Result<Made, io::Error> {
    let Some(room) = room else {
        // Without fonts nothing is drawn: the findings say so.
        return Ok(Made { found: built.posters(|_| Ok(()))?, ..Made::default() });
    };
    let work = Work {
        room,
        formats: &target.formats,
        cut: if target.shop { Cut::Shop } else { Cut::Paper },
        aside,
        cache,
        drawn: AtomicUsize::new(0),
        found: Mutex::default(),
        rows: Mutex::default(),
        halls: Mutex::default(),
    };
    let open = built.site.iter().flat_map(|site| &site.villages).filter(|v| v.is_open());
    let bar = progress(voice, open.count());
    let outcome = built.posters(|drawn| match drawn {
        Drawn::Sheet(order, sheet) => work.sheet(order, sheet),
        Drawn::Hall(order, sheets) => work.hall(order, sheets).inspect(|()| bar.inc(1)),
    });
    bar.finish_and_clear();
    let mut found = outcome?;
    found.append(std::mem::take(&mut *work.found.lock().expect("no thread panics with it")));
    if !found.has_errors() {
        work.commune(built)?;
    }
    work.list(built, found)
}

/// What all sheets share, and what is gathered of them on the way.
struct Work<'a> {
    room: &'a PressRoom<'a>,
    formats: &'a [Format],
    cut: Cut,
    aside: &'a Aside,
    cache: &'a Cache,
    drawn: AtomicUsize,
    found: Mutex<Diagnostics>,
    rows: Mutex<BTreeMap<usize, Row>>,
    /// By the place of its first sheet: the PDF of each hall and its digest.
    halls: Mutex<BTreeMap<usize, (FilePath, Digest)>>,
}

impl Work<'_> {
    /// Makes the files of a sheet.
    fn sheet(&self, order: usize, sheet: &Sheet) -> Result<(), io::Error> {
        self.rows.lock().expect("no thread panics with it").insert(order, Row::of(sheet));
        let path = |ending: &str| FilePath::known(&format!("{}.{ending}", sheet.file));
        let mut files: Vec<(&str, FilePath)> =
            self.formats.iter().map(|format| (format.ending(), path(format.ending()))).collect();
        files.push(("thumb.png", path("thumb.png")));
        let digest = self.room.digest(&[sheet], self.cut);
        if self.cache.recall(&digest, &files, self.aside)? {
            return Ok(());
        }
        // The raster is always made: every code is read back from it, whatever is asked for.
        let raster = self.room.raster(sheet);
        let verdict = export::verdict(&raster, sheet);
        if verdict != Verdict::default() {
            let mut found = self.found.lock().expect("no thread panics with it");
            report(sheet, &verdict, &mut found);
            return Ok(());
        }
        for format in self.formats {
            let bytes = match format {
                Format::Svg => self.room.svg(sheet),
                Format::Png => export::png(&raster),
                Format::Pdf => self.pdf(&[sheet]),
            };
            self.aside.write(&path(format.ending()), &bytes)?;
        }
        self.aside.write(&path("thumb.png"), &export::thumbnail(&raster))?;
        self.cache.remember(&digest, &files, self.aside);
        self.drawn.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    fn pdf(&self, sheets: &[&Sheet]) -> Vec<u8> {
        self.room.pdf(sheets, self.cut).expect("sheets were drawn with these fonts")
    }

    /// Makes the PDF of a whole hall.
    fn hall(&self, order: usize, sheets: &[Sheet]) -> Result<(), io::Error> {
        let (Some(first), true) = (sheets.first(), self.formats.contains(&Format::Pdf)) else {
            return Ok(());
        };
        let path = FilePath::known(&format!("posters/{}/all.pdf", first.hall));
        let sheets: Vec<&Sheet> = sheets.iter().collect();
        let digest = self.room.digest(&sheets, self.cut);
        let files = [("all.pdf", path.clone())];
        if !self.cache.recall(&digest, &files, self.aside)? {
            self.aside.write(&path, &self.pdf(&sheets))?;
            self.cache.remember(&digest, &files, self.aside);
        }
        self.halls.lock().expect("no thread panics with it").insert(order, (path, digest));
        Ok(())
    }

    /// Joins the PDFs of the halls into one of the commune, one hall in memory at a time.
    fn commune(&self, built: &Built) -> Result<(), io::Error> {
        let halls = self.halls.lock().expect("no thread panics with it");
        let (Some(site), false) = (&built.site, halls.is_empty()) else { return Ok(()) };
        let title = &site.commune.name;
        let mut hasher = blake3::Hasher::new();
        hasher.update(title.as_bytes());
        for (_, digest) in halls.values() {
            hasher.update(digest);
        }
        let files = [("all.pdf", FilePath::known("posters/all.pdf"))];
        let digest = hasher.finalize();
        if self.cache.recall(digest.as_bytes(), &files, self.aside)? {
            return Ok(());
        }
        let mut file = self.aside.begin_file(&files[0].1)?;
        let mut joined = Joined::new(title);
        for (path, _) in halls.values() {
            let hall = self.aside.read(path)?;
            file.add(&joined.add(&hall).expect("the file was written by this build"))?;
        }
        file.add(&joined.finish())?;
        self.cache.remember(digest.as_bytes(), &files, self.aside);
        Ok(())
    }

    /// Writes `posters.json`.
    fn list(self, built: &Built, mut found: Diagnostics) -> Result<Made, io::Error> {
        let rows = self.rows.into_inner().expect("no thread panics with it");
        let rows: Vec<Row> = rows.into_values().collect();
        if !rows.is_empty() {
            let path = FilePath::known("posters/posters.json");
            self.aside.write(&path, &poster::list(&rows))?;
            if let (Some(site), Some(theme)) = (&built.site, &built.theme) {
                let formats: Vec<&str> =
                    self.formats.iter().map(|format| format.ending()).collect();
                match page::posters(site, theme, &rows, &formats) {
                    Ok(pages) => {
                        for (path, bytes) in pages {
                            self.aside.write(&path, &bytes)?;
                        }
                    }
                    Err(error) => found.push(theme.failed(&error)),
                }
            }
        }
        Ok(Made { sheets: rows.len(), drawn: self.drawn.into_inner(), found })
    }
}

pub(in crate::command) fn report(sheet: &Sheet, verdict: &Verdict, found: &mut Diagnostics) {
    let place = || Place::start(FilePath::known(&format!("content/villages/{}.md", sheet.hall)));
    for unread in &verdict.unread {
        let text = say(
            format!("mã {} trên {} không đọc lại được đúng như đã ghi", unread.code, sheet.title),
            format!(
                "the code {} on {} does not read back as it was written",
                unread.code, sheet.title
            ),
        );
        found.push(Diagnostic::error("code-unread", place(), text).hint(say(
            "đây là lỗi của tracuu hoặc của giao diện; chưa có tờ nào được xuất, xin báo lại kèm tệp này",
            "this is a fault of tracuu or of the theme; no sheet was written, please report it with this file",
        )));
    }
    for foreign in &verdict.foreign {
        let payload = foreign.payload.escape_debug();
        let text = say(
            format!("trên {} có một mã lạ, không phải mã của xã: «{payload}»", sheet.title),
            format!(
                "on {} there is a code that is none of the commune's: «{payload}»",
                sheet.title
            ),
        );
        let kind = sheet.slot.kind.key();
        found.push(Diagnostic::error("code-foreign", place(), text).hint(say(
            format!("xóa hình mã QR trong khung posters/{kind}.svg của giao diện; mã chỉ do tracuu in"),
            format!("take the QR code out of the theme's frame posters/{kind}.svg; only tracuu prints codes"),
        )));
    }
}

/// Counts halls: how many sheets they need is known only when they are laid out.
pub(in crate::command) fn progress(voice: Voice, halls: usize) -> ProgressBar {
    if !voice.is_watched() {
        return ProgressBar::hidden();
    }
    let words = if voice.english { "drawing sheets" } else { "vẽ áp phích" };
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}");
    ProgressBar::with_draw_target(Some(halls as u64), ProgressDrawTarget::stderr())
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_message(words)
}
