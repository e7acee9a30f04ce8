//! Bytes of a spreadsheet to its sheets: `.xlsx`, `.ods`, `.csv`; anything else is named.
//!
//! A file from a stranger may unpack to more than the machine holds: it is measured before it is read.

mod ods;
mod table;
mod xlsx;

use std::io::{Cursor, Read};

use super::grid::Grid;
use crate::diagnostic::{Text, say};

/// The most bytes of a file.
const FILE: usize = 32 << 20;
/// The most bytes that a workbook unpacks to.
const UNPACKED: u64 = 256 << 20;
/// The most cells of a workbook that hold something.
const CELLS: usize = 500_000;
/// The most bytes of all words in a workbook.
const WORDS: usize = 64 << 20;

/// Reads all visible sheets of a file.
///
/// # Errors
/// The sentence that says what the file is instead, and what to do.
pub(crate) fn sheets(bytes: &[u8]) -> Result<Vec<Grid>, Text> {
    if bytes.len() > FILE {
        let size = bytes.len() >> 20;
        return Err(say(
            format!(
                "tệp quá lớn: {size} MB, nhiều nhất là 32 MB; chia thành nhiều tệp, bỏ ảnh trong bảng"
            ),
            format!("the file is too large: {size} MB, at most 32 MB; split it, remove pictures"),
        ));
    }
    let grids = if bytes.starts_with(b"PK") {
        match packed(bytes)? {
            Packed::Xlsx => xlsx::read(bytes)?,
            Packed::Ods(content) => ods::read(bytes, &content)?,
        }
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(say(
            "đây là tệp Excel đời cũ (.xls) hoặc có mật khẩu; mở bằng Excel, bỏ mật khẩu, chọn Lưu thành (Save As), kiểu .xlsx",
            "this is an old Excel file (.xls), or one with a password; open it in Excel, remove the password, and save it as .xlsx",
        ));
    } else {
        vec![table::read(bytes)?]
    };
    let grids: Vec<Grid> = grids.into_iter().filter(|grid| !grid.cells.is_empty()).collect();
    if grids.is_empty() {
        return Err(say("tệp không có ô nào ghi chữ", "no cell of the file holds anything"));
    }
    Ok(grids)
}

enum Packed {
    Xlsx,
    /// With its `content.xml`.
    Ods(String),
}

/// Unpacks a workbook once to measure it.
fn packed(bytes: &[u8]) -> Result<Packed, Text> {
    let broken = |_| damaged();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut left = UNPACKED;
    let (mut xlsx, mut ods) = (false, None);
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).map_err(broken)?;
        let name = file.name().map_err(broken)?.into_owned();
        xlsx |= name == "xl/workbook.xml";
        if name == "xl/workbook.bin" {
            return Err(say(
                "đây là tệp Excel nhị phân (.xlsb); mở bằng Excel rồi lưu thành .xlsx",
                "this is a binary workbook (.xlsb); open it in Excel and save it as .xlsx",
            ));
        }
        let limit = left + 1;
        if name == "content.xml" {
            let mut content = Vec::new();
            let read = (&mut file).take(limit).read_to_end(&mut content).map_err(|_| damaged())?;
            left = left.checked_sub(read as u64).ok_or_else(too_much)?;
            ods = Some(String::from_utf8(content).map_err(|_| damaged())?);
        } else {
            let mut sink = std::io::sink();
            let read = std::io::copy(&mut (&mut file).take(limit), &mut sink);
            left = left.checked_sub(read.map_err(|_| damaged())?).ok_or_else(too_much)?;
        }
    }
    match ods {
        _ if xlsx => Ok(Packed::Xlsx),
        Some(content) => Ok(Packed::Ods(content)),
        None => Err(say(
            "tệp nén này không phải bảng tính .xlsx hay .ods",
            "this archive is neither .xlsx nor .ods",
        )),
    }
}

fn damaged() -> Text {
    say(
        "tệp hỏng hoặc có mật khẩu, không đọc được; mở bằng Excel, lưu thành tệp .xlsx mới",
        "the file is damaged or has a password; open it in Excel and save it as a new .xlsx",
    )
}

fn too_much() -> Text {
    say(
        "bảng tính chứa quá nhiều (quá 256 MB khi mở ra, hoặc quá 500.000 ô); chỉ giữ bảng cần nhập trong một tệp riêng",
        "the workbook holds too much (more than 256 MB unpacked, or 500,000 cells); keep only the table to import in a file of its own",
    )
}

/// Counts what is read, so that no file fills the machine.
#[derive(Default)]
struct Meter {
    cells: usize,
    words: usize,
}

impl Meter {
    /// Counts one cell with its words.
    fn count(&mut self, words: usize) -> Result<(), Text> {
        self.cells += 1;
        self.words += words;
        if self.cells > CELLS || self.words > WORDS { Err(too_much()) } else { Ok(()) }
    }
}

/// Returns words of a cell in NFC, with `\n` between lines.
fn composed(words: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    // Excel writes a line end that it was given as `_x000D_`.
    let words = words.replace("_x000D_\n", "\n").replace("\r\n", "\n").replace('\r', "\n");
    words.nfc().collect()
}
