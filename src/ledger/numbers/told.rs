//! What officials are told of the ledger of numbers, each with the remedy.

use std::collections::BTreeSet;

use super::csv::{FILE, Line};
use super::dispute::Claim;
use super::{Ledger, Torn};
use crate::diagnostic::{Diagnostic, Place, Text, say};
use crate::ledger::prints::Prints;
use crate::model::Id;

/// Lists numbers, the first ten of them.
pub(in crate::ledger) fn list(numbers: &BTreeSet<u32>) -> Text {
    const MOST: usize = 10;
    let shown: Vec<String> = numbers.iter().take(MOST).map(u32::to_string).collect();
    let shown = shown.join(", ");
    match numbers.len().saturating_sub(MOST) {
        0 => say(shown.clone(), shown),
        more => say(format!("{shown} và {more} số nữa"), format!("{shown} and {more} more")),
    }
}

/// A torn last line was found whole elsewhere.
pub(super) fn restored(line: &Line, place: Place) -> Diagnostic {
    let Line { number, id, .. } = line;
    let text = say(
        format!(
            "dòng cuối của sổ số bị đứt giữa chừng, đã tìm lại được: số {number} vẫn là của {id}"
        ),
        format!(
            "the last line of the ledger is torn and was found again: number {number} stays with {id}"
        ),
    );
    Diagnostic::warning("ledger-torn", place, text).hint(say(
        "không cần làm gì: lần tracuu build tới sẽ ghi lại dòng này cho đủ",
        "nothing is needed: the next tracuu build writes the line whole again",
    ))
}

/// A torn last line was dropped: what it was about has its number again, or needs none.
pub(in crate::ledger) fn dropped(torn: &Torn, now: Option<(u32, &Id)>) -> Diagnostic {
    let text = match now {
        Some((number, id)) => say(
            format!(
                "dòng cuối của sổ số bị đứt giữa chừng, nên bị bỏ; số {number} được ghi lại cho {id}"
            ),
            format!(
                "the last line of the ledger is torn and dropped; number {number} is written again for {id}"
            ),
        ),
        None => say(
            "dòng cuối của sổ số bị đứt giữa chừng, nên bị bỏ",
            "the last line of the ledger is torn and dropped",
        ),
    };
    let hint = say(
        "xem có đúng không; nếu đúng thì không cần làm gì: lần tracuu build tới sẽ ghi lại sổ",
        "look whether that is right; if so nothing is needed: the next tracuu build writes the file again",
    );
    Diagnostic::warning("ledger-torn", torn.place.clone(), text).hint(hint)
}

/// A torn last line that may have given its number to something that is not there now.
pub(in crate::ledger) fn unclear(torn: &Torn) -> Diagnostic {
    let text = say(
        "dòng cuối của sổ số bị đứt giữa chừng, và không rõ số ấy là của mục nào",
        "the last line of the ledger is torn, and it is not clear whose number it was",
    );
    let mut finding = FILE.refused("ledger-torn", torn.place.clone(), text);
    if let Some(hint) = &mut finding.hint {
        hint.vi += "\n- chưa in và chưa đăng gì từ lúc đó thì xóa dòng bị đứt này rồi chạy lại";
        hint.en +=
            "\n- if nothing was printed or published since, delete this torn line and run again";
    }
    finding
}

/// Two things have one number.
pub(super) fn twice(number: u32, first: &Claim, second: &Claim, prints: &Prints) -> Diagnostic {
    let (a, b) = (first.id(), second.id());
    let text = say(
        format!("số {number} được cấp hai lần: cho {a} và cho {b}"),
        format!("number {number} was minted twice: for {a} and for {b}"),
    );
    let (halls_a, halls_b) = (first.halls(number, prints), second.halls(number, prints));
    let hint = if !halls_a.is_empty() && !halls_b.is_empty() {
        let (halls_a, halls_b) = (list(&halls_a), list(&halls_b));
        say(
            format!(
                "hai máy cùng cấp số, và cả hai đều đã in: {a} treo ở nhà văn hóa số {}, {b} ở số {}. \
                 Chọn mục giữ số {number}, mục kia nhận số mới và phải in lại:\n\
                 - tracuu numbers fix --keep {number}={a}\n- tracuu numbers fix --keep {number}={b}",
                halls_a.vi, halls_b.vi
            ),
            format!(
                "two machines minted at the same time, and both have printed: {a} hangs in halls {}, {b} in {}. \
                 Choose which one keeps number {number}; the other gets a new one and is printed again:\n\
                 - tracuu numbers fix --keep {number}={a}\n- tracuu numbers fix --keep {number}={b}",
                halls_a.en, halls_b.en
            ),
        )
    } else {
        let keeps = if halls_b.is_empty() { a } else { b };
        say(
            format!(
                "hai máy cùng cấp số rồi sổ được gộp lại. Chạy: tracuu numbers fix\n\
                 {keeps} giữ số {number}, mục kia nhận số mới; không tờ nào đã in phải thay"
            ),
            format!(
                "two machines minted at the same time and their files were joined. Run: tracuu numbers fix\n\
                 {keeps} keeps number {number}, the other gets a new one; no printed sheet is touched"
            ),
        )
    };
    Diagnostic::error("ledger-number-twice", second.place.clone(), text).hint(hint)
}

/// Lines are missing in the middle.
pub(super) fn gap(last: u32, number: u32, place: Place) -> Diagnostic {
    let text = say(
        format!("sổ số thiếu dòng: sau số {last} là số {number}"),
        format!("the ledger lacks lines: after number {last} comes {number}"),
    );
    FILE.refused("ledger-gap", place, text)
}

/// Numbers hang on walls that the file does not know.
pub(super) fn lost(numbers: &BTreeSet<u32>, ledger: &Ledger) -> Diagnostic {
    let (count, listed) = (numbers.len(), list(numbers));
    let halls: BTreeSet<u32> =
        numbers.iter().flat_map(|number| ledger.prints.halls_of(*number)).collect();
    let halls = list(&halls);
    let text = say(
        format!(
            "sổ số mất {count} số đã in, đang treo ở nhà văn hóa số {}: {}",
            halls.vi, listed.vi
        ),
        format!(
            "the ledger has lost {count} printed number{}, hanging in halls {}: {}",
            if count == 1 { "" } else { "s" },
            halls.en,
            listed.en
        ),
    );
    FILE.refused("ledger-lost", Place::start(Ledger::path()), text)
}

/// A printed number belongs to something else now, and no line says how.
pub(super) fn reused(number: u32, printed: &Id, owner: &Id, place: Place) -> Diagnostic {
    let text = say(
        format!("số {number} đã in cho {printed}, mà sổ số ghi là của {owner}"),
        format!(
            "number {number} was printed for {printed}, and the ledger says that it is {owner}'s"
        ),
    );
    FILE.refused("ledger-reused", place, text)
}
