//! The code of a page on its print: who gets the paper can scan on.

use serde::Serialize;

use crate::model::Id;
use crate::model::site::Thing;
use crate::render::qr;

use super::edition::Edition;

/// A code as one path of an SVG.
#[derive(Debug, Serialize)]
pub(super) struct PrintCode {
    /// Modules to a side with the quiet zone.
    side: usize,
    /// Runs of dark modules as bars one module high: `M4 4h7v1h-7z`.
    path: String,
}

/// Draws the short link of a thing; no hall, since the paper goes home.
pub(super) fn print_code(edition: &Edition<'_>, kind: Thing, id: &Id) -> Option<PrintCode> {
    let code = qr::link(&edition.options.addresses.short_link(kind, id, None))?;
    let mut path = String::new();
    for (y, row) in code.dark.chunks(code.modules).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            if run[0] {
                let (left, top, length) = (x + qr::QUIET, y + qr::QUIET, run.len());
                path += &format!("M{left} {top}h{length}v1h-{length}z");
            }
            x += run.len();
        }
    }
    Some(PrintCode { side: code.modules + 2 * qr::QUIET, path })
}
