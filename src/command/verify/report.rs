//! A round told: in tables for people and for Excel, and as JSON.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{Looked, Round};
use crate::audit::{Alarm, Judged, Verdict, shown};
use crate::command::{Voice, walls};
use crate::diagnostic::{Text, say};
use crate::ledger::prints::{Code, Print};
use crate::table::{Cell, Table};

/// What is told about the photos of one hall.
#[derive(Default)]
struct OfHall<'a> {
    photos: usize,
    sheets: BTreeSet<u32>,
    judged: Vec<&'a Judged>,
}

impl Round<'_> {
    /// Tells the round: alarms first when there are many photos, every code when there is one.
    pub(super) fn tell(&self, voice: Voice) {
        if voice.json {
            voice.result(&self.machine().to_string());
            return;
        }
        let all = self.looked.len() == 1;
        let codes = self.codes(all);
        if !codes.rows.is_empty() {
            voice.result(codes.text(voice.english).trim_end());
            voice.result("");
        }
        if !all {
            voice.result(self.halls(false).text(voice.english).trim_end());
            voice.result("");
        }
        voice.result(self.summary().pick(voice.english));
        if self.others > 0 {
            let others = self.others;
            voice.message(&say(
                format!("Bỏ qua {others} tệp không phải ảnh."),
                format!("{others} files that are no photos were left out."),
            ));
        }
    }

    /// Returns the sheets of the workbook: the halls, with room to sign, and every code.
    pub(super) fn book(&self) -> [Table; 2] {
        [self.halls(true), self.codes(true)]
    }

    fn hall(&self, number: Option<u32>) -> Text {
        match number {
            Some(number) => {
                let name = walls::hall(self.built, number);
                say(name.clone(), name)
            }
            None => say("chưa rõ nơi", "hall unknown"),
        }
    }

    /// Every code, a row each; without those that are right unless `all`.
    fn codes(&self, all: bool) -> Table {
        let mut rows = Vec::new();
        for photo in &self.looked {
            let name = shown(photo.name.as_bytes());
            let mut add =
                |hall: Text, place: Text, code: Text, verdict: Text, why: Text, says: &str| {
                    rows.push(vec![
                        name.clone().into(),
                        hall.into(),
                        place.into(),
                        code.into(),
                        verdict.into(),
                        why.into(),
                        says.into(),
                    ]);
                };
            let nothing = || say("", "");
            let judged = match &photo.result {
                Ok(judged) => judged,
                Err(why) => {
                    let verdict = say("không đọc được ảnh", "photo not read");
                    add(nothing(), nothing(), nothing(), verdict, why.clone(), "");
                    continue;
                }
            };
            let hall = self.hall(judged.hall);
            let title = |number| walls::hall(self.built, number);
            for code in &judged.codes {
                if all || code.verdict != Verdict::Genuine {
                    let of =
                        code.of.as_ref().map_or_else(nothing, |of| named(&of.text(), &of.sheet()));
                    let (place, verdict) =
                        (place(code.corners, photo.size), verdict(&code.verdict));
                    let steps =
                        code.of.as_ref().is_some_and(|of| matches!(of.code, Code::Steps(_)));
                    // The long texts of our own steps would hide what matters.
                    let says = if steps { "" } else { &code.shown };
                    add(hall.clone(), place, of, verdict, code.text(&title), says);
                }
            }
            for unread in &judged.unread {
                let why = say(
                    "tờ này có mã ấy mà ảnh không đọc được; hãy nhìn xem có bị dán đè, rồi chụp gần hơn",
                    "the sheet has this code and the photo does not show it; see whether something covers it, then take a closer photo",
                );
                let of = named(&unread.of.text(), &unread.of.sheet());
                add(hall.clone(), nothing(), of, say("chưa đọc", "unread"), why, "");
            }
            for corners in &judged.unreadable {
                let why = say(
                    "chỗ này có một mã mà không đọc được; hãy chụp gần hơn, đủ sáng",
                    "there is a code here that cannot be read; take a closer photo in better light",
                );
                let place = place(*corners, photo.size);
                add(hall.clone(), place, nothing(), say("chưa đọc", "unread"), why, "");
            }
            if judged.codes.is_empty() && judged.unreadable.is_empty() {
                let why = say(
                    "ảnh không có mã nào đọc được; hãy chụp thẳng, đủ sáng, cả tờ trong khung hình",
                    "no code can be read in the photo; take it straight on, in good light, with the whole sheet in the frame",
                );
                add(hall.clone(), nothing(), nothing(), say("chưa đọc", "unread"), why, "");
            }
        }
        let columns = vec![
            say("Ảnh", "Photo"),
            say("Nơi treo", "Hall"),
            say("Chỗ trong ảnh", "Where"),
            say("Mã", "Code"),
            say("Kết luận", "Verdict"),
            say("Là gì, làm gì", "What it is, what to do"),
            say("Nội dung mã", "Says"),
        ];
        Table { title: say("Từng mã", "Codes"), columns, rows }
    }

    fn by_hall(&self) -> BTreeMap<Option<u32>, OfHall<'_>> {
        let mut halls: BTreeMap<Option<u32>, OfHall<'_>> = BTreeMap::new();
        for judged in self.looked.iter().filter_map(|photo| photo.result.as_ref().ok()) {
            let hall = halls.entry(judged.hall).or_default();
            hall.photos += 1;
            hall.sheets.extend(&judged.sheets);
            hall.judged.push(judged);
        }
        halls
    }

    /// Each hall with what was seen there.
    fn halls(&self, to_sign: bool) -> Table {
        let mut columns = vec![
            say("Nơi treo", "Hall"),
            say("Ảnh", "Photos"),
            say("Tờ thấy", "Sheets seen"),
            say("Tờ đang treo", "Sheets hanging"),
            say("Mã đúng", "Genuine"),
            say("Tờ cũ", "Outdated"),
            say("Sai chỗ", "Misplaced"),
            say("Mã lạ", "Foreign"),
            say("Chưa đọc", "Unread"),
            say("Kết quả", "Result"),
        ];
        if to_sign {
            columns.extend([say("Ngày kiểm tra", "Date"), say("Người kiểm tra ký", "Signature")]);
        }
        let mut rows = Vec::new();
        for (number, hall) in self.by_hall() {
            let count = |key: &str| {
                let codes = hall.judged.iter().flat_map(|judged| &judged.codes);
                Cell::Count(codes.filter(|code| code.verdict.key() == key).count())
            };
            let hanging = self.built.ledger.prints.hanging().filter(|p| Some(p.hall) == number);
            let hanging = hanging.count();
            let worst = hall.judged.iter().map(|j| j.alarm()).max().unwrap_or(Alarm::Unread);
            let result = match hanging.saturating_sub(hall.sheets.len()) {
                0 => worst.text(),
                missing => {
                    let Text { vi, en } = worst.text();
                    say(
                        format!("{vi}; còn {missing} tờ chưa chụp"),
                        format!("{en}; {missing} sheets not photographed"),
                    )
                }
            };
            let mut row = vec![
                self.hall(number).into(),
                hall.photos.into(),
                hall.sheets.len().into(),
                hanging.into(),
                count("genuine"),
                count("outdated"),
                count("misplaced"),
                count("foreign"),
                hall.judged
                    .iter()
                    .map(|j| j.unread.len() + j.unreadable.len())
                    .sum::<usize>()
                    .into(),
                result.into(),
            ];
            if to_sign {
                row.extend([self.date.to_string().into(), Cell::from("")]);
            }
            rows.push(row);
        }
        Table { title: say("Nhà văn hóa", "Halls"), columns, rows }
    }

    fn summary(&self) -> Text {
        let judged = || self.looked.iter().filter_map(|photo| photo.result.as_ref().ok());
        let count = |key: &str| {
            judged().flat_map(|judged| &judged.codes).filter(|c| c.verdict.key() == key).count()
        };
        let [genuine, outdated, misplaced, foreign] =
            ["genuine", "outdated", "misplaced", "foreign"].map(count);
        let unread: usize =
            judged().map(|judged| judged.unread.len() + judged.unreadable.len()).sum();
        let (photos, lost) = (self.looked.len(), self.looked.len() - judged().count());
        let mut text = say(
            format!(
                "{photos} ảnh: {genuine} mã đúng, {outdated} mã của tờ cũ, {misplaced} mã sai chỗ, {foreign} mã lạ, {unread} mã chưa đọc được."
            ),
            format!(
                "{photos} photos: {genuine} codes genuine, {outdated} outdated, {misplaced} misplaced, {foreign} foreign, {unread} unread."
            ),
        );
        if lost > 0 {
            text.vi += &format!(" {lost} ảnh không đọc được.");
            text.en += &format!(" {lost} photos could not be read.");
        }
        for (old, new) in self.doubtful() {
            text.vi += &format!(
                "\nTờ số {new} và tờ cũ số {old} mang cùng mã: xem số ở chân tờ, nếu là {old} thì thay bằng tờ mới."
            );
            text.en += &format!(
                "\nSheet {new} and the old sheet {old} have the same codes: look at the number in the foot, and replace it if it is {old}."
            );
        }
        text.vi += "\nMã đúng nghĩa là mã dẫn tới đúng địa chỉ; qua ảnh không thể biết tờ giấy là thật, cũng không biết hai mã của cùng một tờ có bị đổi chỗ.";
        text.en += "\nA genuine code leads to the right address; a photo cannot tell whether the paper is authentic, nor whether two codes of one sheet were exchanged.";
        text
    }

    /// Returns the sheets that a photo shows and that replaced others with the same codes, each with
    /// the last of those: no code tells which of the two hangs.
    fn doubtful(&self) -> Vec<(String, String)> {
        let prints = &self.built.ledger.prints;
        let mut found = Vec::new();
        for judged in self.looked.iter().filter_map(|photo| photo.result.as_ref().ok()) {
            let seen = |print: &&Print| {
                Some(print.hall) == judged.hall && judged.sheets.contains(&print.serial)
            };
            for new in prints.hanging().filter(seen) {
                let codes = |print: &Print| -> Vec<String> {
                    let coded = print.items.iter().filter(|item| item.code.is_some());
                    coded.map(|item| item.payload.clone()).collect()
                };
                let told = |print: &Print| -> Vec<String> {
                    print.items.iter().map(|item| item.seen.to_text()).collect()
                };
                let old = prints.all().filter(|old| {
                    (old.hall, old.slot) == (new.hall, new.slot) && old.serial < new.serial
                });
                let same = |old: &&Print| codes(old) == codes(new) && told(old) != told(new);
                if let Some(old) = old.filter(same).last() {
                    let named = |print: &Print| format!("{}-{}", print.hall, print.serial);
                    found.push((named(old), named(new)));
                }
            }
        }
        found.sort();
        found.dedup();
        found
    }

    fn machine(&self) -> Value {
        let both = |text: &Text| json!({"vi": text.vi, "en": text.en});
        let title = |number| walls::hall(self.built, number);
        let photo = |photo: &Looked| {
            let judged = match &photo.result {
                Ok(judged) => judged,
                Err(why) => return json!({"photo": photo.name, "refused": both(why)}),
            };
            let codes = judged.codes.iter().map(|code| {
                let of = code.of.as_ref();
                json!({
                    "verdict": code.verdict.key(),
                    "kind": match &code.verdict {
                        Verdict::Foreign(foreign) => Some(foreign.kind.key()),
                        _ => None,
                    },
                    "payload": code.shown,
                    "host": code.host,
                    "corners": code.corners,
                    "sheet": of.map(crate::audit::Label::sheet),
                    "about": of.and_then(|of| of.about.as_ref()).map(|(number, _)| number),
                    "code": of.map(|of| of.text().en),
                    "why": both(&code.text(&title)),
                })
            });
            let unread = judged.unread.iter().map(|unread| {
                json!({
                    "sheet": unread.of.sheet(),
                    "code": unread.of.text().en,
                    "about": unread.of.about.as_ref().map(|(number, _)| number),
                })
            });
            json!({
                "photo": photo.name,
                "size": photo.size,
                "hall": judged.hall,
                "hall_title": judged.hall.map(title),
                "result": judged.alarm().key(),
                "sheets": judged.sheets,
                "codes": codes.collect::<Vec<_>>(),
                "unread": unread.collect::<Vec<_>>(),
                "unreadable": judged.unreadable,
            })
        };
        let photos: Vec<Value> = self.looked.iter().map(photo).collect();
        json!({"date": self.date.to_string(), "photos": photos, "others": self.others})
    }
}

fn named(code: &Text, sheet: &str) -> Text {
    say(format!("{} (tờ {sheet})", code.vi), format!("{} (sheet {sheet})", code.en))
}

fn verdict(verdict: &Verdict) -> Text {
    match verdict {
        Verdict::Genuine => say("đúng", "genuine"),
        Verdict::Outdated(_) => say("tờ cũ", "outdated"),
        Verdict::Misplaced(_) => say("sai chỗ", "misplaced"),
        Verdict::Foreign(_) => say("MÃ LẠ", "FOREIGN"),
    }
}

/// Says where in a photo something is: of three rows and three columns.
fn place(corners: [[f32; 2]; 4], size: [usize; 2]) -> Text {
    let third = |axis: usize| {
        let middle = corners.iter().map(|corner| corner[axis]).sum::<f32>() / 4.0;
        (middle * 3.0 / size[axis].max(1) as f32).clamp(0.0, 2.0) as usize
    };
    let row = [("trên", "top"), ("giữa", "middle"), ("dưới", "bottom")][third(1)];
    let column = [("trái", "left"), ("giữa", "middle"), ("phải", "right")][third(0)];
    if row == column {
        return say("giữa ảnh", "middle");
    }
    say(format!("{}, {}", row.0, column.0), format!("{} {}", row.1, column.1))
}
