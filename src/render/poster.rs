//! Which sheets hang in which hall, and what is on them.

pub mod board;
pub mod cell;
pub mod facts;
pub mod frame;
pub mod furniture;
mod glyphs;
pub mod grid;
pub mod plan;
pub mod press;
pub mod sheet;
pub mod sheet_items;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Diagnostics, say};
use crate::model::village::{Kind, PaperSize, PosterChoice};
use crate::model::{Site, Village};
use crate::theme::Theme;

use super::Sheet;
use super::address::Addresses;
use super::drawing::{Mark, PlacedCode};
use super::font::Faces;
use press::Press;

/// Draws every sheet of every open hall, in the order of halls and sheets.
pub fn sheets(
    site: &Site,
    theme: &Theme,
    addresses: Addresses<'_>,
    found: &mut Diagnostics,
) -> Vec<Sheet> {
    let Some(faces) = Faces::new(&theme.fonts) else {
        report_fonts(theme, found);
        return Vec::new();
    };
    let press = Press::new(site, theme, &faces, addresses, found);
    let open: Vec<&Village> = site.villages.iter().filter(|village| village.is_open()).collect();
    if !open.is_empty() {
        glyphs::check(&press, found);
    }
    let drawn: Vec<(Vec<Sheet>, Diagnostics)> = open
        .par_iter()
        .map(|village| {
            let mut found = Diagnostics::default();
            (hall(&press, village, &mut found), found)
        })
        .collect();
    let mut sheets = Vec::new();
    for (of_hall, findings) in drawn {
        sheets.extend(of_hall);
        found.append(findings);
    }
    sheets
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
pub fn list(sheets: &[Sheet]) -> Vec<u8> {
    let thousandths = |mm: f32| (f64::from(mm) * 1000.0).round() / 1000.0;
    let box_of =
        |code: &PlacedCode| [code.at[0], code.at[1], code.side, code.side].map(thousandths);
    let rows: Vec<serde_json::Value> = sheets
        .iter()
        .map(|sheet| {
            let size = [sheet.drawing.width, sheet.drawing.height].map(thousandths);
            let codes = sheet.drawing.marks.iter().filter_map(|mark| match mark {
                Mark::Code(code) => Some(serde_json::json!({
                    "id": code.id,
                    "payload": code.payload,
                    "bbox_mm": (box_of(code)),
                })),
                Mark::Shape(_) | Mark::Line(_) => None,
            });
            serde_json::json!({
                "file": sheet.file,
                "title": sheet.title,
                "kind": sheet.kind.key(),
                "hall": sheet.hall.as_str(),
                "size_mm": (size),
                "codes": codes.collect::<Vec<_>>(),
            })
        })
        .collect();
    let mut json = serde_json::to_vec_pretty(&rows).expect("values of our own become JSON");
    json.push(b'\n');
    json
}

/// Draws the sheets of one hall.
fn hall(press: &Press<'_>, village: &Village, found: &mut Diagnostics) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    for PosterChoice { kind, size, orientation } in choices(press.site, village) {
        let usual = match kind {
            Kind::Sheet => PaperSize::A4,
            _ => press.site.commune.posters.size,
        };
        let size = size.unwrap_or(usual);
        match kind {
            Kind::Board => {
                let orientation = orientation.unwrap_or_default();
                sheets.extend(board::board(press, village, size, orientation, found));
            }
            Kind::Sheet => {
                let paper = (size, orientation.unwrap_or_default());
                let guides = village.sheets.iter().filter_map(|id| press.guides.get(id));
                for guide in guides {
                    sheets.extend(sheet::sheet(press, village, guide, paper, found));
                }
            }
            later => found.push(kind_later(press.site, village, later)),
        }
    }
    sheets
}

fn kind_later(site: &Site, village: &Village, kind: Kind) -> Diagnostic {
    let key = kind.key();
    let own = village.posters.iter().position(|choice| choice.kind == kind);
    let place = if let Some(at) = own {
        village.origin.place(&format!("posters[{at}].kind"))
    } else {
        let at = site.commune.posters.kinds.iter().position(|known| *known == kind);
        site.commune.origin.place(&format!("posters.kinds[{}]", at.unwrap_or_default()))
    };
    let text = say(
        format!("chưa làm được tờ in loại «{key}»: các tờ khác vẫn được làm"),
        format!("posters of kind \"{key}\" are not made yet; the others are"),
    );
    Diagnostic::warning("poster-kind-later", place, text).hint(say(
        format!("bỏ {key} khỏi danh sách, dùng board (bảng) và sheet (tờ từng thủ tục)"),
        format!("take {key} out of the list and use board and sheet"),
    ))
}

/// Returns the posters of a hall: its own choice, else the commune's.
fn choices(site: &Site, village: &Village) -> Vec<PosterChoice> {
    if !village.posters.is_empty() {
        return village.posters.clone();
    }
    let of_commune = &site.commune.posters;
    let choice = |kind: &Kind| PosterChoice { kind: *kind, size: None, orientation: None };
    of_commune.kinds.iter().map(choice).collect()
}
