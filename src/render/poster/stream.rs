//! Sheets hall by hall: drawn, handed on, dropped, so that memory does not grow with the commune.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::press::Press;
use super::{furniture, glyphs, hall, misfit, report_fonts};
use crate::diagnostic::Diagnostics;
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

/// Draws every sheet of every open hall and hands it to `take`, from several threads.
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
    take: impl Fn(Drawn<'_>) -> Result<(), E> + Sync,
    found: &mut Diagnostics,
) -> Result<(), E> {
    let Some(faces) = Faces::new(&theme.fonts) else {
        report_fonts(theme, found);
        return Ok(());
    };
    let press = Press::new(site, theme, &faces, addresses, found);
    let open: Vec<&Village> = site.villages.iter().filter(|village| village.is_open()).collect();
    if !open.is_empty() {
        glyphs::check(&press, found);
        furniture::check(&press, found);
    }
    let mut order = 0;
    for batch in open.chunks(rayon::current_num_threads().max(1)) {
        let drawn: Vec<(Vec<Sheet>, Diagnostics)> = batch
            .par_iter()
            .map(|village| {
                let mut found = Diagnostics::default();
                let mut sheets = hall(&press, village, &mut found);
                name_apart(&mut sheets);
                for sheet in &sheets {
                    misfit::report(&sizes::faults(&sheet.drawing, sheet.kind), village, &mut found);
                }
                (sheets, found)
            })
            .collect();
        let mut halls = Vec::with_capacity(drawn.len());
        for (sheets, findings) in drawn {
            found.append(findings);
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
    Ok(())
}
