//! What hangs in the example commune, as pictures and in a ledger, and stickers to put over it.

use std::convert::Infallible;
use std::path::Path;
use std::sync::Mutex;

use tracuu::audit::Gray;
use tracuu::diagnostic::{Diagnostics, Place};
use tracuu::files::{Bytes, FileSet};
use tracuu::io::input;
use tracuu::ledger::Ledger;
use tracuu::ledger::prints::{Print, Prints};
use tracuu::model::date::Date;
use tracuu::model::site::{Thing, Wanted};
use tracuu::model::village::Kind;
use tracuu::pipeline::{self, Built, Minting, Options};
use tracuu::render::drawing::{Mark, PlacedCode};
use tracuu::render::export::PressRoom;
use tracuu::render::font::Faces;
use tracuu::render::poster::Drawn;
use tracuu::render::{Sheet, qr};

/// The example commune with every sheet hung.
pub(crate) struct Commune {
    pub(crate) built: Built,
    /// Every sheet, in hanging order.
    pub(crate) sheets: Vec<Sheet>,
    /// The ledger that says so.
    pub(crate) ledger: Ledger,
    /// Its prints as they stand in the file.
    pub(crate) prints: String,
    faces: Faces,
}

/// Pixels to the millimetre of a picture of a sheet.
pub(crate) const PER_MM: f32 = 300.0 / 25.4;

impl Commune {
    /// Builds the example of the repository and hangs it.
    pub(crate) fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = input::read(root).expect("the repository is readable");
        let options = Options {
            today: Date::constant(2026, 11, 22),
            base: None,
            posters: true,
            minting: Minting::Allowed,
            flat_links: false,
            drafts: false,
            wanted: Wanted::default(),
        };
        let built = pipeline::build(&files, &options);
        let sheets = Mutex::new(Vec::new());
        let Ok(_) = built.posters(|drawn| {
            if let Drawn::Sheet(order, sheet) = drawn {
                sheets.lock().expect("no sheet panics").push((order, sheet.clone()));
            }
            Ok::<(), Infallible>(())
        });
        let mut sheets = sheets.into_inner().expect("no sheet panics");
        sheets.sort_by_key(|(order, _)| *order);
        let sheets: Vec<Sheet> = sheets.into_iter().map(|(_, sheet)| sheet).collect();
        let prints = prints(&built, &sheets);
        let prints = Prints::default().lines("", "2026-11-01-aaaaa", &prints);
        let ledger = ledger(&mut files, &built, &prints);
        let theme = built.theme.as_ref().expect("a sound theme");
        let faces = Faces::new(&theme.fonts).expect("sound fonts");
        Self { built, sheets, ledger, prints, faces }
    }

    /// The boards: A4, A3 and A2.
    pub(crate) fn boards(&self) -> Vec<&Sheet> {
        self.sheets.iter().filter(|sheet| sheet.slot.kind == Kind::Board).collect()
    }

    /// The number of a sheet's hall.
    pub(crate) fn hall(&self, sheet: &Sheet) -> u32 {
        self.built.ledger.number(Thing::Hall, &sheet.hall).expect("every hall has a number")
    }

    /// Draws a sheet in grey, 300 pixels to the inch.
    pub(crate) fn picture(&self, sheet: &Sheet) -> Gray {
        let raster = PressRoom::new(&self.faces).raster(sheet);
        let greys: Vec<u8> = raster
            .palette
            .iter()
            .map(|c| {
                ((u32::from(c.0) * 299 + u32::from(c.1) * 587 + u32::from(c.2) * 114) / 1000) as u8
            })
            .collect();
        let pixels = raster.pixels.iter().map(|at| greys[usize::from(*at)]).collect();
        Gray { width: raster.width, height: raster.height, pixels }
    }
}

/// The codes of a sheet.
pub(crate) fn codes(sheet: &Sheet) -> Vec<&PlacedCode> {
    let codes = sheet.drawing.marks.iter().filter_map(|mark| match mark {
        Mark::Code(code) => Some(code),
        Mark::Shape(_) | Mark::Line(_) => None,
    });
    codes.collect()
}

fn prints(built: &Built, sheets: &[Sheet]) -> Vec<Print> {
    let site = built.site.as_ref().expect("a site");
    let mut made: Vec<Print> = Vec::new();
    for sheet in sheets {
        let hall = built.ledger.number(Thing::Hall, &sheet.hall).expect("a number");
        let serial = made.iter().filter(|print| print.hall == hall).count() as u32 + 1;
        let (items, slot) = (sheet.items.clone(), sheet.slot);
        let place = Place::start(Prints::path());
        let date = Date::constant(2026, 11, 1);
        made.push(Print {
            batch: "2026-11-01-aaaaa".to_owned(),
            date,
            hall,
            serial,
            slot,
            items,
            place,
        });
    }
    assert!(!site.villages.is_empty());
    made
}

/// The ledger of the example with these prints, written and read again.
fn ledger(files: &mut FileSet, built: &Built, prints: &str) -> Ledger {
    files.insert(Prints::path(), Bytes::from(prints.as_bytes()));
    let numbers = built.ledger.to_csv();
    files.insert(Ledger::path(), Bytes::from(numbers.into_bytes()));
    let mut found = Diagnostics::default();
    let ledger = Ledger::parse(files, &mut found);
    assert!(!found.has_errors(), "{}", found.show(files, true, false));
    ledger
}

/// Sticks a paper label with a code on a picture of a sheet: its middle in mm, its side with the
/// margin in mm, turned by some degrees; light on dark when `inverted`.
pub(crate) fn stick(
    picture: &mut Gray,
    payload: &str,
    middle: [f32; 2],
    side: f32,
    turn: f32,
    inverted: bool,
) {
    let code = qr::link(payload).expect("a payload that fits");
    let pitch = side / (code.modules as f32 + 4.0);
    let (sin, cos) = turn.to_radians().sin_cos();
    let reach = (side * 0.75 * PER_MM) as i32;
    let (cx, cy) = (middle[0] * PER_MM, middle[1] * PER_MM);
    for y in cy as i32 - reach..cy as i32 + reach {
        for x in cx as i32 - reach..cx as i32 + reach {
            let inside =
                x >= 0 && y >= 0 && (x as usize) < picture.width && (y as usize) < picture.height;
            if !inside {
                continue;
            }
            let (dx, dy) = ((x as f32 + 0.5 - cx) / PER_MM, (y as f32 + 0.5 - cy) / PER_MM);
            let (u, v) = (dx * cos + dy * sin, dy * cos - dx * sin);
            if u.abs().max(v.abs()) > side / 2.0 {
                continue;
            }
            let place = |at: f32| ((at + side / 2.0) / pitch - 2.0).floor();
            let (column, row) = (place(u), place(v));
            let modules = code.modules as f32;
            let dark = (0.0..modules).contains(&column)
                && (0.0..modules).contains(&row)
                && code.dark[row as usize * code.modules + column as usize];
            picture.pixels[y as usize * picture.width + x as usize] =
                if dark == inverted { 250 } else { 10 };
        }
    }
}
