//! Which sheets hang in which hall, and what is on them.

pub mod blank;
pub mod board;
pub mod codes;
pub mod facts;
mod finish;
pub mod frame;
pub mod furniture;
mod glyphs;
pub mod index;
pub mod leaflet;
pub mod misfit;
pub mod notice;
pub mod press;
pub mod program;
pub mod record;
pub mod sheet;
pub mod slogan;
pub mod story;
mod stream;
pub mod survey;
mod table;
pub mod tag;

use std::convert::Infallible;
use std::sync::Mutex;

use crate::diagnostic::{Diagnostic, Diagnostics, say};
use crate::model::village::{Kind, Orientation, PaperSize, PosterChoice};
use crate::model::{Site, Village};
use crate::theme::Theme;

use super::Sheet;
use super::address::Addresses;
use super::drawing::{Mark, PlacedCode};
use super::font::Faces;
use press::Press;

pub use stream::{Drawn, each};

/// Draws every sheet of every open hall, in the order of halls and sheets, and keeps them all: for
/// a few sheets to look at. A build takes them from [`each`].
///
/// # Panics
/// Never: nobody else holds the list.
pub fn sheets(
    site: &Site,
    theme: &Theme,
    addresses: Addresses<'_>,
    found: &mut Diagnostics,
) -> Vec<Sheet> {
    let kept = Mutex::new(Vec::new());
    let take = |drawn: Drawn<'_>| {
        if let Drawn::Sheet(order, sheet) = drawn {
            kept.lock().expect("no thread panics while it holds it").push((order, sheet.clone()));
        }
        Ok::<(), Infallible>(())
    };
    let Ok(()) = each(site, theme, addresses, None, take, found);
    let mut kept = kept.into_inner().expect("no thread panics while it holds it");
    kept.sort_by_key(|(order, _)| *order);
    kept.into_iter().map(|(_, sheet)| sheet).collect()
}

fn report_fonts(theme: &Theme, found: &mut Diagnostics) {
    for (bytes, name) in [
        (&theme.fonts.regular, "fonts/BeVietnamPro-Regular.ttf"),
        (&theme.fonts.bold, "fonts/BeVietnamPro-Bold.ttf"),
    ] {
        if Faces::can_read(bytes) {
            continue;
        }
        let text = say(
            format!("không đọc được phông chữ {name} của giao diện"),
            format!("the theme's font {name} cannot be read"),
        );
        let hint = say(
            "chép lại tệp này từ giao diện gốc, hoặc một phông TrueType (.ttf) có chữ Việt",
            "copy this file from the default theme, or a TrueType font (.ttf) with Vietnamese",
        );
        found.push(Diagnostic::error("theme-font", theme.place(name), text).hint(hint));
    }
}

/// Writes `posters.json`: every sheet with its codes, for those who test what was printed.
///
/// Each sheet has `file` (without ending), `title`, `kind`, `hall`, `size_mm` `[w, h]` and `codes`:
/// `id`, `payload` and `bbox_mm` `[x, y, w, h]`, the symbol without its quiet zone.
///
/// # Panics
/// Never: strings and numbers always become JSON.
#[must_use]
pub fn list(rows: &[Row]) -> Vec<u8> {
    let rows: Vec<&serde_json::Value> = rows.iter().map(|Row(row)| row).collect();
    let mut json = serde_json::to_vec_pretty(&rows).expect("values of our own become JSON");
    json.push(b'\n');
    json
}

/// What `posters.json` says about one sheet: all that is kept of it once it is handed on.
#[derive(Clone, Debug, PartialEq)]
pub struct Row(serde_json::Value);

impl Row {
    /// Returns one of its texts: `file`, `title`, `kind`, `hall`.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.0[key].as_str().unwrap_or_default()
    }

    /// Returns the width and height of the paper in mm.
    #[must_use]
    pub fn size(&self) -> (f64, f64) {
        let side = |at: usize| self.0["size_mm"][at].as_f64().unwrap_or_default();
        (side(0), side(1))
    }

    /// Returns how many codes are on it.
    #[must_use]
    pub fn codes(&self) -> usize {
        self.0["codes"].as_array().map_or(0, Vec::len)
    }

    /// Makes the row of a sheet.
    #[must_use]
    pub fn of(sheet: &Sheet) -> Self {
        let thousandths = |mm: f32| (f64::from(mm) * 1000.0).round() / 1000.0;
        let box_of =
            |code: &PlacedCode| [code.at[0], code.at[1], code.side, code.side].map(thousandths);
        let size = [sheet.drawing.width, sheet.drawing.height].map(thousandths);
        let codes = sheet.drawing.marks.iter().filter_map(|mark| match mark {
            Mark::Code(code) => Some(serde_json::json!({
                "id": code.id,
                "payload": code.payload,
                "bbox_mm": (box_of(code)),
            })),
            Mark::Shape(_) | Mark::Line(_) => None,
        });
        Self(serde_json::json!({
            "file": sheet.file,
            "title": sheet.title,
            "kind": sheet.slot.kind.key(),
            "hall": sheet.hall.as_str(),
            "size_mm": (size),
            "codes": codes.collect::<Vec<_>>(),
        }))
    }
}

/// Draws the sheets of one hall.
fn hall(press: &Press<'_>, village: &Village, found: &mut Diagnostics) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    for Choice { kind, paper } in choices(press.site, village) {
        sheets.extend(match kind {
            Kind::Board => board::board(press, village, paper, found),
            Kind::Sheet => {
                let guides = press.each(&village.sheets).into_iter();
                guides.flat_map(|guide| sheet::sheet(press, village, guide, paper, found)).collect()
            }
            Kind::Program => program::programs(press, village, paper, found),
            Kind::Index => index::index(press, village, paper, found),
            Kind::Notice => notice::notice(press, village, paper, found),
            Kind::Slogan => slogan::slogans(press, village, paper, found),
            Kind::Leaflet => leaflet::leaflet(press, village, paper, found),
            Kind::Survey => survey::survey(press, village, paper, found),
        });
    }
    sheets
}

/// One kind of poster on its paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What is on it.
    pub(crate) kind: Kind,
    /// The paper.
    pub(crate) paper: (PaperSize, Orientation),
}

/// Returns the posters of a hall that are asked for: its own choice, else the commune's. What is
/// written twice hangs once.
pub(crate) fn choices(site: &Site, village: &Village) -> Vec<Choice> {
    let (own, usual) = (&village.posters, &site.commune.posters);
    let all = if own.is_empty() { &usual.kinds } else { own };
    let mut choices = Vec::new();
    for PosterChoice { kind, size, orientation } in all {
        let paper = size.unwrap_or_else(|| kind.usual(usual.size));
        let choice = Choice { kind: *kind, paper: (paper, orientation.unwrap_or_default()) };
        if site.wanted.has(&village.id, *kind) && !choices.contains(&choice) {
            choices.push(choice);
        }
    }
    choices
}
