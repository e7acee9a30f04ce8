//! What is told about the text of a steps code: too long, a link, shortened.

use super::{Composed, Dropped, MOST_BYTES, compose};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, say};
use crate::model::Procedure;
use crate::model::site::Commune;
use crate::theme::Strings;

/// Composes the text of a procedure and says what was left out, once for each procedure.
#[must_use]
pub fn checked(
    procedure: &Procedure,
    commune: &Commune,
    strings: &Strings,
    found: &mut Diagnostics,
) -> Vec<String> {
    let Composed { texts, dropped } = compose(procedure, commune, strings);
    if let Some(text) = texts.first().filter(|text| text.len() > MOST_BYTES) {
        let (length, limit) = (text.len(), MOST_BYTES);
        found.push(
            Diagnostic::error(
                "qr-text-too-long",
                procedure.origin.place("qr_text"),
                say(
                    format!("«qr_text» dài {length} byte; mã in chứa nhiều nhất {limit}"),
                    format!("“qr_text” has {length} bytes; a printed code holds {limit} at most"),
                ),
            )
            .hint(say(
                "hãy viết ngắn hơn (một chữ có dấu chiếm 2–3 byte), hoặc bỏ «qr_text» để chương trình tự soạn",
                "write it shorter (a letter with marks takes 2 or 3 bytes), or leave “qr_text” out to have it composed",
            )),
        );
        return Vec::new();
    }
    let begun = format!("{}:", commune.name);
    let commands = |text: &str| is_command(text) && !text.starts_with(&begun);
    if texts.iter().any(|text| text.contains("://") || commands(text)) {
        found.push(
            Diagnostic::error(
                "steps-code-link",
                procedure.origin.place(&key_with_link(procedure)),
                say(
                    "chữ trong mã đọc không cần mạng không được chứa đường dẫn «://», cũng không được bắt đầu như một lệnh cho điện thoại («WIFI:», «tel:»)",
                    "the text of a code that works without network must not hold a link “://”, nor begin as a command to the phone does (“WIFI:”, “tel:”)",
                ),
            )
            .hint(say(
                "hãy chỉ viết tên trang, như «dichvucong.gov.vn», và bắt đầu bằng tên xã",
                "write the name of the site alone, such as “dichvucong.gov.vn”, and begin with the name of the commune",
            )),
        );
        return Vec::new();
    }
    if !dropped.is_empty() || texts.len() > 1 {
        found.push(told(procedure, &dropped, texts.len()));
    }
    texts
}

/// Names the key whose words bring a link into the text.
fn key_with_link(procedure: &Procedure) -> String {
    if procedure.qr_text.is_some() {
        return "qr_text".to_owned();
    }
    let linked = |words: &str| words.contains("://");
    let step = procedure.steps.iter().position(|step| linked(&step.text));
    let paper = procedure.documents.iter().position(|paper| linked(&paper.name));
    match (step, paper) {
        (Some(at), _) => format!("steps[{at}]"),
        (None, Some(at)) => format!("documents[{at}].name"),
        (None, None) => "steps".to_owned(),
    }
}

/// Says whether a phone would do something with the text instead of showing it: join a network,
/// call, open a page, pay. Such a text begins with one word and a colon, is one word such as
/// `evil.example/pay`, or begins as a payment code does (EMV QRCPS: `000201`).
fn is_command(text: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    let text = text.trim();
    if text.starts_with("000201") || !text.contains(char::is_whitespace) {
        return true;
    }
    text.trim_start()
        .split_once(':')
        .is_some_and(|(first, _)| !first.is_empty() && first.trim_end().chars().all(word))
}

fn told(procedure: &Procedure, dropped: &[Dropped], codes: usize) -> Diagnostic {
    let (vi, en): (Vec<&str>, Vec<&str>) = dropped
        .iter()
        .map(|dropped| match dropped {
            Dropped::ConditionalPapers => ("giấy tờ có điều kiện", "conditional papers"),
            Dropped::FeeNotes => ("ghi chú lệ phí", "notes of the fee"),
            Dropped::PaperNotes => ("ghi chú giấy tờ", "notes of papers"),
            Dropped::Result => ("kết quả", "the result"),
            Dropped::LastPapers => ("những giấy tờ cuối", "the last papers"),
            Dropped::LastSteps => ("những bước cuối", "the last steps"),
            Dropped::Facts => ("lệ phí và thời gian", "fee and time"),
        })
        .unzip();
    let (mut vi_text, mut en_text) = (String::new(), String::new());
    if !dropped.is_empty() {
        vi_text = format!("mã đọc không cần mạng bỏ bớt: {}", vi.join(", "));
        en_text = format!("the code that works without network leaves out: {}", en.join(", "));
    }
    if codes > 1 {
        let joint = if dropped.is_empty() { "" } else { "; " };
        vi_text += &format!("{joint}các bước phải chia làm hai mã 1/2 và 2/2");
        en_text += &format!("{joint}the steps take two codes, 1/2 and 2/2");
    }
    let place = procedure.origin.place(if procedure.steps.is_empty() { "title" } else { "steps" });
    // Whoever stands there without network would miss these; the rest was made to be dropped.
    let needed =
        |it: &Dropped| matches!(it, Dropped::LastPapers | Dropped::LastSteps | Dropped::Facts);
    let severity = if dropped.iter().any(needed) { Severity::Warning } else { Severity::Note };
    let finding = Diagnostic::note("steps-code-shortened", place, say(vi_text, en_text));
    Diagnostic { severity, ..finding }.hint(say(
        "muốn giữ đủ thì thêm «brief» (vài chữ) cho giấy tờ và bước dài, hoặc tự viết «qr_text»",
        "to keep all, add “brief” (a few words) to long papers and steps, or write “qr_text” yourself",
    ))
}
