//! Hints for plain language: what a farmer may not follow. Notes of `check` alone; each kind at most
//! once in a file, with how often.
//!
//! Rules are narrow on purpose: a hint that is often wrong is soon not read.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, say};
use crate::model::procedure::{Amount, Fee};
use crate::model::{Procedure, Site};

use super::printed::listed;

/// The most words of a sentence, as Vietnamese counts them: one for each syllable.
const MOST_WORDS: usize = 25;

/// How many things a step may ask for at once.
const MOST_ACTIONS: usize = 2;

/// What begins a part of a step that asks for something to be done.
const ACTIONS: &str = "\
bấm cài chép chọn chuẩn chụp dán đăng đến điền đóng đọc gọi ghi gửi hẹn hỏi in khai ký lấy lập lưu \
mang mở mượn nhận nhập nộp photo quét sao scan soạn tải thanh tra trả vào viết xác xin";

/// Abbreviations that people know from cards, signs and screens.
const KNOWN: &str = "\
UBND HĐND CCCD CMND BHYT BHXH VNEID QR SMS PDF USB OTP ATM NFC TP HCM TPHCM CT TK VN XHCN TV AM PM OK \
ID APP WIFI ZALO";

/// Looks at every guide that is in force, and tells what could be plainer.
pub(super) fn hints(site: &Site, found: &mut Diagnostics) {
    for procedure in site.procedures.iter().filter(|procedure| procedure.is_active()) {
        let texts = texts(procedure);
        long_sentences(procedure, &texts, found);
        many_actions(procedure, found);
        abbreviations(procedure, &texts, found);
    }
    fees_without_exemptions(site, found);
}

/// The sentences that everyone reads, with their keys.
fn texts(procedure: &Procedure) -> Vec<(String, &str)> {
    let mut texts = vec![("title".to_owned(), procedure.title.as_str())];
    texts.extend(procedure.summary.iter().map(|it| ("summary".to_owned(), it.as_str())));
    let steps = procedure.steps.iter().enumerate();
    texts.extend(steps.map(|(at, step)| (format!("steps[{at}].text"), step.text.as_str())));
    texts
}

/// Splits at the ends of sentences; a dot in a number or an abbreviation is none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(char::is_whitespace)
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len();
            Some((start, word))
        })
        .filter(|(_, word)| word.trim_end().ends_with(['.', '!', '?', ';']))
        .map(|(start, word)| start + word.len())
        .chain([text.len()])
        .scan(0, move |from, to| {
            let sentence = &text[*from..to];
            *from = to;
            Some(sentence)
        })
        .filter(|sentence| !sentence.trim().is_empty())
}

fn words(sentence: &str) -> usize {
    sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

fn long_sentences(procedure: &Procedure, texts: &[(String, &str)], found: &mut Diagnostics) {
    let long = texts.iter().flat_map(|(key, text)| {
        let counts = sentences(text).map(words).filter(|count| *count > MOST_WORDS);
        counts.map(move |count| (key, count))
    });
    let long: Vec<(&String, usize)> = long.collect();
    let (Some((key, _)), Some(most)) = (long.first(), long.iter().map(|(_, n)| *n).max()) else {
        return;
    };
    let count = long.len();
    let text = say(
        format!("{count} câu dài hơn {MOST_WORDS} chữ (dài nhất {most} chữ), người dân khó theo"),
        format!("sentences of more than {MOST_WORDS} words: {count} (the longest has {most})"),
    );
    let place = procedure.origin.place(key);
    found.push(Diagnostic::note("long-sentence", place, text).hint(say(
        "chia thành hai câu: mỗi câu một ý",
        "make two sentences of it: one thought each",
    )));
}

/// Counts the parts of a step that each ask for something to be done.
fn actions(step: &str) -> usize {
    let step = step.to_lowercase();
    let parts = step.split([',', ';', '.', ':']).flat_map(|part| part.split(" rồi "));
    let parts = parts.flat_map(|part| part.split(" và ")).flat_map(|part| part.split(" sau đó "));
    let asks = |part: &&str| {
        let mut words = part.split_whitespace();
        let first = words.next().unwrap_or_default();
        let first =
            if matches!(first, "hãy" | "sau" | "cuối") { words.next() } else { Some(first) };
        first.is_some_and(|first| ACTIONS.split(' ').any(|action| action == first))
    };
    parts.filter(asks).count()
}

fn many_actions(procedure: &Procedure, found: &mut Diagnostics) {
    let many = procedure.steps.iter().enumerate();
    let many: Vec<(usize, usize)> = many
        .map(|(at, step)| (at, actions(&step.text)))
        .filter(|(_, count)| *count > MOST_ACTIONS)
        .collect();
    let Some((first, _)) = many.first() else { return };
    let (count, most) = (many.len(), many.iter().map(|(_, n)| *n).max().unwrap_or_default());
    let text = say(
        format!("{count} bước gộp nhiều việc (nhiều nhất {most} việc trong một bước)"),
        format!("steps that ask for several things at once: {count} (at most {most} in one)"),
    );
    let place = procedure.origin.place(&format!("steps[{first}].text"));
    found.push(Diagnostic::note("many-actions", place, text).hint(say(
        "tách mỗi việc thành một bước, để người dân làm tới đâu theo tới đó",
        "make a step of each, so that people can follow one by one",
    )));
}

/// Finds words of capital letters that are no numbers of papers, no Roman numbers and no headline.
fn shortened(text: &str) -> Vec<&str> {
    let capital = |word: &str| {
        word.chars().count() >= 2 && word.chars().all(|c| c.is_alphabetic() && c.is_uppercase())
    };
    let all: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &'_ str| -> std::ops::Range<usize> {
        let start = word.find(char::is_alphanumeric).unwrap_or(0);
        let end = word
            .rfind(char::is_alphanumeric)
            .map_or(start, |at| at + word[at..].chars().next().map_or(0, char::len_utf8));
        start..end
    };
    let capitals: Vec<bool> = all.iter().map(|word| capital(&word[bare(word)])).collect();
    let in_headline = |at: usize| {
        let before = at > 0 && capitals[at - 1];
        before || capitals.get(at + 1).copied().unwrap_or(false)
    };
    let words = all.iter().enumerate().filter(|(at, _)| capitals[*at] && !in_headline(*at));
    let words = words.map(|(_, word)| &word[bare(word)]);
    words.filter(|word| !word.chars().all(|c| "IVX".contains(c))).collect()
}

fn abbreviations(procedure: &Procedure, texts: &[(String, &str)], found: &mut Diagnostics) {
    let mut unknown: BTreeMap<&str, &str> = BTreeMap::new();
    let papers = procedure.documents.iter().map(|document| document.name.as_str());
    let whole: String =
        texts.iter().map(|(_, text)| *text).chain(papers).collect::<Vec<_>>().join(" ");
    for (key, text) in texts {
        for word in shortened(text) {
            let explained =
                whole.contains(&format!("({word})")) || whole.contains(&format!("{word} ("));
            if !explained && !KNOWN.split(' ').any(|known| known == word) {
                unknown.entry(word).or_insert(key);
            }
        }
    }
    let Some(first) = texts.iter().find(|(key, _)| unknown.values().any(|it| it == key)) else {
        return;
    };
    let all = unknown.keys().copied().collect::<Vec<_>>().join(", ");
    let text = say(
        format!("chữ viết tắt chưa được giải thích trong tệp: {all}"),
        format!("abbreviations that the file does not explain: {all}"),
    );
    let place = procedure.origin.place(&first.0);
    found.push(Diagnostic::note("abbreviation", place, text).hint(say(
        "viết đủ chữ, hoặc viết đủ ở lần đầu rồi đặt chữ tắt trong ngoặc: thủ tục hành chính (TTHC)",
        "write it out, or write it out once with the short form in brackets",
    )));
}

/// Fees of which no file says who is free: one note for all, because many have nobody.
fn fees_without_exemptions(site: &Site, found: &mut Diagnostics) {
    let costs = |fee: &Fee| {
        let sum = matches!(&fee.amount, Some(Amount::Dong(sum)) if sum.0 > 0);
        sum || !fee.tiers.is_empty()
    };
    let lacks = |procedure: &&Procedure| {
        let ways = procedure.channels.0.values().filter_map(|way| way.fee.as_ref());
        let cases = procedure.cases.iter().filter_map(|case| case.fee.as_ref());
        let fees: Vec<&Fee> = procedure.fee.iter().chain(ways).chain(cases).collect();
        let named = fees.iter().any(|fee| !fee.exemptions.is_empty());
        procedure.is_active() && !named && fees.iter().any(|fee| costs(fee))
    };
    let lacking: Vec<&Procedure> = site.public().filter(lacks).collect();
    let Some(first) = lacking.first() else { return };
    let names: Vec<String> = lacking.iter().map(|procedure| procedure.title.clone()).collect();
    let (count, (vi, en)) = (names.len(), listed(&names));
    let text = say(
        format!("{count} thủ tục có thu tiền mà không ghi ai được miễn: {vi}"),
        format!("procedures with a fee that name nobody who is exempt ({count}): {en}"),
    );
    let place = first.origin.place("fee");
    found.push(Diagnostic::note("fee-without-exemptions", place, text).hint(say(
        "nếu luật có miễn, giảm cho ai thì ghi vào exemptions: dưới fee:; không có thì bỏ qua",
        "if the law exempts somebody, write it into exemptions: below fee:; if not, leave it",
    )));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_they_end() {
        let all: Vec<&str> = sentences("Nộp 5.000 đồng. Chờ; rồi nhận!").map(str::trim).collect();
        assert_eq!(all, ["Nộp 5.000 đồng.", "Chờ;", "rồi nhận!"]);
    }

    #[test]
    fn actions_are_counted_by_their_verbs() {
        for (step, count) in [
            ("Nộp hồ sơ tại trung tâm.", 1),
            ("Mang giấy tờ đến, nộp hồ sơ và nhận phiếu hẹn.", 3),
            ("Điền tờ khai, ký tên rồi nộp tại quầy.", 3),
            ("Mang căn cước, giấy khai sinh và sổ hộ khẩu.", 1),
            ("Người nhà, hàng xóm và trưởng thôn cùng xác nhận.", 0),
        ] {
            assert_eq!(actions(step), count, "{step}");
        }
    }

    #[test]
    fn abbreviations_are_told_from_other_capitals() {
        assert_eq!(shortened("Nộp HSSK tại TTPVHCC."), ["HSSK", "TTPVHCC"]);
        assert_eq!(shortened("Mẫu CT01, 163/QĐ-BTP, chương II"), [""; 0]);
        assert_eq!(shortened("ĐĂNG KÝ KHAI SINH"), [""; 0]);
    }
}
