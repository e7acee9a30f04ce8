//! Sheets hall by hall: drawn, handed on, dropped, so that memory does not grow with the commune.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::press::{Press, Stamps};
use super::{furniture, glyphs, hall, misfit, report_fonts};
use crate::diagnostic::{Diagnostic, Diagnostics, say};
use crate::model::site::Wanted;
use crate::model::{Site, Village};
use crate::render::Sheet;
use crate::render::address::Addresses;
use crate::render::font::Faces;
use crate::render::layout::sizes;
use crate::theme::Theme;

/// What is handed on while sheets are drawn.
#[derive(Clone, Copy, Debug)]
pub enum Drawn<'a> {
    /// One sheet, with its place in the order of hanging, from 0.
    Sheet(usize, &'a Sheet),
    /// All sheets of a hall, with the place of the first; each is also handed on by itself, sooner
    /// or later.
    Hall(usize, &'a [Sheet]),
}

/// Gives sheets of one kind on several sizes of paper names of their own.
fn name_apart(sheets: &mut [Sheet]) {
    let mut taken = BTreeSet::new();
    for sheet in sheets {
        let base = sheet.file.clone();
        let size = format!("{}x{}", sheet.drawing.width as u32, sheet.drawing.height as u32);
        let mut count = 1;
        while !taken.insert(sheet.file.clone()) {
            let again = if count > 1 { format!("_{count}") } else { String::new() };
            sheet.file = format!("{base}_{size}{again}");
            count += 1;
        }
    }
}

/// Draws every sheet of every open hall and hands it to `take`, from several threads; with `stamps`
/// only those, as their foot says, and halls without one are not laid out at all.
///
/// As many halls as there are threads are laid out side by side; then all threads take their
/// sheets, so that one hall of fifty sheets keeps every core busy and at most as many halls are in
/// memory as there are threads. Once something is wrong nothing more is handed on, but the rest is
/// still laid out, so that one run tells everything.
///
/// # Errors
/// The first refusal of `take`.
pub fn each<E: Send>(
    site: &Site,
    theme: &Theme,
    addresses: Addresses<'_>,
    stamps: Option<&Stamps>,
    take: impl Fn(Drawn<'_>) -> Result<(), E> + Sync,
    found: &mut Diagnostics,
) -> Result<(), E> {
    let Some(faces) = Faces::new(&theme.fonts) else {
        report_fonts(theme, found);
        return Ok(());
    };
    let press = Press { stamps, ..Press::new(site, theme, &faces, addresses, found) };
    let open = site.villages.iter().filter(|village| village.is_open());
    let open: Vec<&Village> = open.filter(|village| press.prints(village)).collect();
    if !open.is_empty() {
        glyphs::check(&press, found);
        furniture::check(&press, found);
    }
    let (mut order, mut drawn_sheets) = (0, 0);
    for batch in open.chunks(rayon::current_num_threads().max(1)) {
        let drawn: Vec<(Vec<Sheet>, Diagnostics)> = batch
            .par_iter()
            .map(|village| {
                let mut found = Diagnostics::default();
                let mut sheets = hall(&press, village, &mut found);
                name_apart(&mut sheets);
                for sheet in &sheets {
                    misfit::report(
                        &sizes::faults(&sheet.drawing, sheet.slot.kind),
                        &village.origin,
                        &mut found,
                    );
                }
                sheets.retain(|sheet| press.has(village, sheet.slot));
                (sheets, found)
            })
            .collect();
        let mut halls = Vec::with_capacity(drawn.len());
        for (sheets, findings) in drawn {
            found.append(findings);
            drawn_sheets += sheets.len();
            halls.push(sheets);
        }
        if found.has_errors() {
            continue;
        }
        // A hall as a whole takes longest, so it begins first.
        let mut parts: Vec<Drawn<'_>> = Vec::new();
        let mut first = order;
        for sheets in halls.iter().filter(|sheets| !sheets.is_empty()) {
            parts.push(Drawn::Hall(first, sheets));
            first += sheets.len();
        }
        let sheets = halls.iter().flatten().enumerate();
        parts.extend(sheets.map(|(at, sheet)| Drawn::Sheet(order + at, sheet)));
        parts.into_par_iter().with_max_len(1).try_for_each(&take)?;
        order = first;
    }
    if stamps.is_none() && drawn_sheets == 0 && !site.wanted.is_all() && !found.has_errors() {
        report_none(site, found);
    }
    Ok(())
}

/// Says that no sheet is of the halls and kinds that were asked for.
fn report_none(site: &Site, found: &mut Diagnostics) {
    let Wanted { halls, kinds } = &site.wanted;
    let halls = halls.iter().map(|hall| format!("--hall {hall}"));
    let kinds = kinds.iter().map(|kind| format!("--kind {}", kind.key()));
    let asked = halls.chain(kinds).collect::<Vec<_>>().join(" ");
    let only = site.wanted.halls.first().and_then(|hall| site.village(hall));
    let origin = only.map_or(&site.commune.origin, |village| &village.origin);
    let text = say(
        format!("không có tờ in nào như yêu cầu {asked}: không tờ nào được làm"),
        format!("no poster is as asked for with {asked}: none was made"),
    );
    found.push(Diagnostic::warning("posters-none", origin.place("posters"), text).hint(say(
        "xem nhà văn hóa ấy còn mở không, dòng posters: (của thôn hoặc của content/site.yaml) có loại này không, và có gì để in không: sheets: cho sheet, mô hình chưa hết hạn cho program, trang có poster: true cho slogan",
        "see whether the hall is open, whether posters: (of the village or of content/site.yaml) has this kind, and whether there is something to print: sheets: for sheet, a program that is not over, a page with poster: true for slogan",
    )));
}
