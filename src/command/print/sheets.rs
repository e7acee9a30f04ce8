//! Sheets to be hung, as files: one PDF for each size of paper, every code read back before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use super::super::Voice;
use super::super::build::Format;
use super::super::build::posters::{progress, report};
use super::Asked;
use crate::diagnostic::Diagnostics;
use crate::io;
use crate::io::batch::Batch;
use crate::ledger::prints::Print;
use crate::ledger::slot::Slot;
use crate::model::site::Thing;
use crate::model::village::PaperSize;
use crate::pipeline::Built;
use crate::render::Sheet;
use crate::render::export::{self, Cut, Joined, PressRoom, Verdict};
use crate::render::font::Faces;
use crate::render::poster::Drawn;
use crate::render::poster::press::{Stamp, Stamps};

/// Draws the chosen sheets with their numbers, looks each over, and writes the files.
pub(super) fn write(
    voice: Voice,
    built: &Built,
    asked: &Asked,
    chosen: &[Print],
    batch: &Batch,
) -> Result<Diagnostics, io::Error> {
    let stamps: Stamps =
        chosen.iter().map(|print| ((print.hall, print.slot), stamp(print))).collect();
    let Some(faces) = built.theme.as_ref().and_then(|theme| Faces::new(&theme.fonts)) else {
        return built.printed(&stamps, |_| Ok(()));
    };
    let work = Work {
        room: PressRoom::new(&faces),
        built,
        asked,
        chosen: chosen.iter().map(|print| ((print.hall, print.slot), print)).collect(),
        batch,
        found: Mutex::default(),
        parts: Mutex::default(),
    };
    let halls: BTreeSet<u32> = chosen.iter().map(|print| print.hall).collect();
    let bar = progress(voice, halls.len());
    let outcome = built.printed(&stamps, |drawn| match drawn {
        Drawn::Sheet(_, sheet) => work.sheet(sheet),
        Drawn::Hall(order, sheets) => work.hall(order, sheets).inspect(|()| bar.inc(1)),
    });
    bar.finish_and_clear();
    let mut found = outcome?;
    found.append(std::mem::take(&mut *work.found.lock().expect("no thread panics with it")));
    if !found.has_errors() {
        work.join()?;
    }
    Ok(found)
}

/// What the foot of a sheet says.
fn stamp(print: &Print) -> Stamp {
    let Print { serial, date, .. } = print;
    Stamp { serial: *serial, year: date.year(), month: date.month() }
}

/// What all sheets share.
struct Work<'a> {
    room: PressRoom<'a>,
    built: &'a Built,
    asked: &'a Asked,
    chosen: BTreeMap<(u32, Slot), &'a Print>,
    batch: &'a Batch,
    found: Mutex<Diagnostics>,
    /// The PDFs of each size, hall by hall, by the place of the hall's first sheet.
    parts: Mutex<BTreeMap<(PaperSize, usize), String>>,
}

impl Work<'_> {
    /// Looks a sheet over, and writes it in the formats asked for beside the PDF.
    fn sheet(&self, sheet: &Sheet) -> Result<(), io::Error> {
        let hall = self.built.ledger.number(Thing::Hall, &sheet.hall);
        let hall = hall.expect("a hall with posters has a number");
        let print = self.chosen[&(hall, sheet.slot)];
        assert!(print.items == sheet.items, "a sheet says the same with its number as without");
        let raster = self.room.raster(sheet);
        let verdict = export::verdict(&raster, sheet);
        if verdict != Verdict::default() {
            report(sheet, &verdict, &mut self.found.lock().expect("no thread panics with it"));
            return Ok(());
        }
        let file = sheet.file.trim_start_matches("posters/");
        for format in &self.asked.formats {
            let bytes = match format {
                Format::Svg => self.room.svg(sheet),
                Format::Png => export::png(&raster),
                Format::Pdf => continue,
            };
            self.batch.write(&format!("{file}.{}", format.ending()), &bytes)?;
        }
        Ok(())
    }

    /// Writes the sheets of a hall, a PDF for each size of paper.
    fn hall(&self, order: usize, sheets: &[Sheet]) -> Result<(), io::Error> {
        let mut sizes: BTreeMap<PaperSize, Vec<&Sheet>> = BTreeMap::new();
        for sheet in sheets {
            sizes.entry(sheet.slot.size).or_default().push(sheet);
        }
        let cut = if self.asked.shop { Cut::Shop } else { Cut::Paper };
        for (size, sheets) in sizes {
            let pdf = self.room.pdf(&sheets, cut).expect("sheets were drawn with these fonts");
            let name = format!("part-{}-{order}.pdf", size.key());
            self.batch.write(&name, &pdf)?;
            self.parts.lock().expect("no thread panics with it").insert((size, order), name);
        }
        Ok(())
    }

    /// Joins what the halls have of each size, one hall in memory at a time.
    fn join(self) -> Result<(), io::Error> {
        let parts = self.parts.into_inner().expect("no thread panics with it");
        let commune = self.built.site.as_ref().map_or("", |site| site.commune.name.as_str());
        for (key, size) in PaperSize::ALL {
            let of_size: Vec<&String> =
                parts.iter().filter(|((s, _), _)| *s == size).map(|(_, name)| name).collect();
            let whole = format!("{key}.pdf");
            match of_size[..] {
                [] => {}
                // The file of one hall keeps its tags for readers that speak.
                [only] => self.batch.rename(only, &whole)?,
                _ => {
                    let mut file = self.batch.begin_file(&whole)?;
                    let mut joined = Joined::new(&format!("{commune} – {key}"));
                    for name in of_size {
                        let part = self.batch.take(name)?;
                        let pages = joined.add(&part).expect("the file was written by this run");
                        file.add(&pages)?;
                    }
                    file.add(&joined.finish())?;
                }
            }
        }
        Ok(())
    }
}
