//! `tracuu print --taken-down 41-3`: records that a sheet no longer hangs.

use std::path::Path;

use super::super::{Context, Outcome};
use super::refused;
use crate::diagnostic::say;
use crate::io::stage;
use crate::ledger::Prints;
use crate::ledger::prints::Print;
use crate::pipeline::{self, Options};

/// Records that sheets, named as their foot names them, were taken down.
#[must_use]
pub fn take_down(context: &Context, options: &Options, named: &[(u32, u32)]) -> Outcome {
    let voice = context.voice;
    let _writer = match super::super::writer(context) {
        Ok(writer) => writer,
        Err(outcome) => return outcome,
    };
    let files = match super::super::read_with_copy(context, Path::new(super::super::OUTPUT)) {
        Ok(files) => files,
        Err(outcome) => return outcome,
    };
    let built = pipeline::build(&files, options);
    if built.diagnostics.has_errors() {
        voice.findings(&built.diagnostics, &files);
        return Outcome::ContentErrors;
    }
    let prints = &built.ledger.prints;
    let mut sheets: Vec<&Print> = Vec::new();
    for (hall, serial) in named {
        let mut printed = prints.all().filter(|p| (p.hall, p.serial) == (*hall, *serial));
        let (Some(printed), other) = (printed.next(), printed.next()) else {
            voice.message(&say(
                format!("Sổ in không có tờ số {hall}-{serial}. Số tờ ghi ở chân tờ giấy."),
                format!("No sheet {hall}-{serial} was ever printed. Its number is in its foot."),
            ));
            return Outcome::Usage;
        };
        if let Some(other) = other {
            // Two machines that printed for one hall at the same time.
            let (one, two) = (printed.slot, other.slot);
            voice.message(&say(
                format!("Có hai tờ cùng số {hall}-{serial} ({one} và {two}), in ở hai máy. Hãy in lại hai tờ ấy (tracuu print --again) để mỗi tờ có số riêng, rồi gỡ."),
                format!("Two sheets are numbered {hall}-{serial} ({one} and {two}), printed on two machines. Print them again (tracuu print --again), so that each has its own number, then take them down."),
            ));
            return Outcome::Usage;
        }
        if prints.is_down(printed) {
            voice.message(&say(
                format!("Tờ số {hall}-{serial} đã được ghi là gỡ xuống từ trước."),
                format!("Sheet {hall}-{serial} was recorded as taken down before."),
            ));
        } else if !sheets.contains(&printed) {
            sheets.push(printed);
        }
    }
    if !sheets.is_empty() {
        let now = files.get(&Prints::path()).map(|bytes| String::from_utf8_lossy(bytes));
        let now = now.unwrap_or_default();
        let copies: Vec<Print> = sheets.iter().map(|print| (*print).clone()).collect();
        let batch = prints.batch(options.today, &copies);
        let lines = prints.lines_down(&now, &batch, options.today, &sheets);
        let path = context.root.join(Prints::path().as_str());
        let records = format!("{now}{lines}");
        if let Err(error) = stage::replace_file(&path, records.as_bytes()) {
            return refused(voice, &error);
        }
        super::super::copy_ledger(context, &built, &records);
    }
    let text = say(
        format!("Đã ghi {} tờ là không còn treo.", sheets.len()),
        format!("{} sheets are recorded as taken down.", sheets.len()),
    );
    voice.result(text.pick(voice.english));
    Outcome::Good
}
