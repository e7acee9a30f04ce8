//! `.csv`: commas, semicolons or tabs; UTF-8 or the UTF-16 of Excel. Old Vietnamese encodings are
//! named, never guessed.

use super::super::grid::{Cell, Grid};
use super::{Meter, composed};
use crate::diagnostic::{Text, say};

/// Reads the one table of a file.
pub(super) fn read(bytes: &[u8]) -> Result<Grid, Text> {
    let text = text(bytes)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let (text, divider) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        // Excel's own line that names the divider.
        Some((sign, rest)) => (rest, sign.bytes().next().unwrap_or(b',')),
        None => (text, divider(text)),
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(divider)
        .from_reader(text.as_bytes());
    let mut meter = Meter::default();
    let mut grid = Grid::named("CSV".to_owned());
    for (row, record) in (0_u32..).zip(reader.records()) {
        let record = record.map_err(|_| {
            say("tệp CSV hỏng ở một ô có dấu ngoặc kép", "the CSV is broken at a cell in quotes")
        })?;
        for (column, words) in (0_u32..).zip(&record) {
            let words = composed(words);
            if !words.trim().is_empty() {
                meter.count(words.len())?;
                grid.cells.insert((row, column), Cell::words(armed(&words)));
            }
        }
    }
    Ok(grid)
}

/// Takes the apostrophe away that keeps a spreadsheet from computing a cell, or the zero of a telephone
/// number in it.
fn armed(words: &str) -> &str {
    let acts = |c: char| c.is_ascii_digit() || ['=', '+', '-', '@'].contains(&c);
    let acts = words.trim_start_matches('\'').starts_with(acts);
    words.strip_prefix('\'').filter(|_| acts).unwrap_or(words)
}

/// Returns the sign that divides the cells: the one that the first lines have most often.
fn divider(text: &str) -> u8 {
    let head: Vec<&str> = text.lines().take(20).collect();
    let count = |sign: char| head.iter().map(|line| line.matches(sign).count()).sum::<usize>();
    let signs = [';', '\t', ','];
    let best = signs.into_iter().max_by_key(|sign| count(*sign)).unwrap_or(',');
    u8::try_from(best).unwrap_or(b',')
}

fn text(bytes: &[u8]) -> Result<String, Text> {
    let wide: Option<fn([u8; 2]) -> u16> = match bytes {
        [0xFF, 0xFE, ..] => Some(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => Some(u16::from_be_bytes),
        _ => None,
    };
    if let Some(of) = wide {
        let units = bytes.chunks_exact(2).map(|pair| of([pair[0], pair[1]]));
        let text: Result<String, _> = char::decode_utf16(units).collect();
        return text.map_err(|_| {
            say(
                "tệp UTF-16 hỏng; lưu lại bằng kiểu CSV UTF-8",
                "the UTF-16 is damaged; save it as CSV UTF-8",
            )
        });
    }
    // Files of content are smaller; a list of everything is not.
    if let (Ok(text), true) = (std::str::from_utf8(bytes), bytes.len() > 1 << 20) {
        return Ok(text.to_owned());
    }
    crate::parse::text(bytes).map(str::to_owned).map_err(|what| {
        let save = say(
            "trong Excel chọn Lưu thành (Save As), kiểu CSV UTF-8, hoặc lưu thành .xlsx",
            "in Excel choose Save As, CSV UTF-8, or save it as .xlsx",
        );
        say(format!("{}; {}", what.vi, save.vi), format!("{}; {}", what.en, save.en))
    })
}
