//! No figure of the content is lost on the way, or told more surely than it is known: on pages,
//! on posters, in steps codes.

use tracuu::diagnostic::Diagnostics;
use tracuu::files::{FilePath, FileSet};
use tracuu::model::{Lang, Procedure};
use tracuu::render::{poster::facts::Facts, steps};
use tracuu::theme::{self, Strings, Theme};

use super::project;
use super::small;

const PATH: &str = "content/procedures/ho-tich/dang-ky-khai-sinh.md";

fn files(keys: &str) -> FileSet {
    let text = format!(
        "---\ntitle: Đăng ký khai sinh\ndocuments:\n  - name: Ảnh 3x4\n    originals: 2\n  - name: Hộ chiếu\n    group: Người nước ngoài\nsteps:\n  - Nộp hồ sơ.\n{keys}\n---\n"
    );
    let mut files = small::project([(PATH, text.as_bytes())]);
    files.extend(project::theme());
    files
}

fn errors(keys: &str) -> Vec<&'static str> {
    let (_, found) = small::read(&files(keys));
    found.iter().map(|finding| finding.code).collect()
}

/// What the page, the posters and the steps code say, in this order.
fn told(keys: &str) -> [String; 3] {
    let files = files(keys);
    let built = project::build(&files);
    let page = project::pages(&built);
    let page = page.get_str("dang-ky-khai-sinh/index.html").expect("a page").to_vec();
    let site = built.site.as_ref().expect("a site");
    let theme = Theme::parse(&files, theme::DEFAULT, &mut Diagnostics::default()).expect("a theme");
    let strings: &Strings = theme.strings(&Lang::vietnamese());
    let procedure: &Procedure = &site.procedures[0];
    let facts = Facts::of(procedure, strings).facts;
    let poster: Vec<String> =
        facts.iter().map(|(label, words)| format!("{label} {words}")).collect();
    let code = steps::compose(procedure, &site.commune, strings).texts.concat();
    [String::from_utf8(page).expect("UTF-8"), poster.join("; "), code]
}

fn everywhere(keys: &str, words: &str) {
    for text in told(keys) {
        assert!(text.contains(words), "«{words}» is not said: {text}");
    }
}

fn nowhere(keys: &str, words: &str) {
    for text in told(keys) {
        assert!(!text.contains(words), "«{words}» is said: {text}");
    }
}

const FREE: &str = "Không mất tiền";
const CHECKED: &str = "checked: {on: 2026-10-01}\n";

#[test]
fn words_beside_a_time_do_not_replace_it() {
    let time = "time: {working_days: 3, text: kể từ ngày đủ hồ sơ, cutoff: \"15:00\", after: next_working_day}";
    for words in ["3 ngày làm việc", "kể từ ngày đủ hồ sơ", "15:00"] {
        everywhere(time, words);
    }
}

#[test]
fn half_a_time_or_a_fee_is_an_error() {
    for keys in [
        "time: {working_days: 3, cutoff: \"15:00\"}",
        "time: {working_days: 3, after: next_working_day}",
        "time: {same_day: false}",
        "fee: {max: 200000}",
        "fee: {unit: trang}",
    ] {
        assert_eq!(errors(keys), ["missing-key"], "{keys}");
    }
    for keys in [
        "fee: {amount: 5000, tiers: [{upto: 2, amount: 2000}, {amount: 1000}]}",
        "fee: {text: Theo tỉnh, tiers: [{amount: 1000}]}",
        "fee: {amount: 0, max: 200000}",
    ] {
        assert_eq!(errors(keys), ["fee-twice"], "{keys}");
    }
    let good = "fee: {amount: 2000, unit: trang, tiers: [{upto: 2, amount: 2000}, {amount: 1000}], max: 200000}";
    assert!(errors(good).is_empty());
}

#[test]
fn only_a_checked_zero_that_nobody_doubts_is_free() {
    everywhere(&format!("{CHECKED}fee: 0"), FREE);
    for doubt in [
        "fee: {amount: 0, note: Mức thu do HĐND tỉnh quyết định}",
        "fee: {amount: 0, unit: bản}\nunverified: [{key: fee.amount}]",
        "channels: {in_person: {fee: 0}, online: {fee: 0}}\nunverified: [{key: channels}]",
        "fee: 5000\ncases: [{id: o-thue, title: Ở thuê, fee: 0}]\nunverified: [{key: cases.o-thue.fee}]",
    ] {
        nowhere(&format!("{CHECKED}{doubt}"), FREE);
    }
    let one = "channels: {in_person: {fee: 0}, online: {fee: 0}}\nunverified: [{key: channels.in_person.fee}]";
    everywhere(&format!("{CHECKED}{one}"), "chưa ai kiểm chứng");
}

#[test]
fn a_doubt_about_a_sum_or_a_time_is_told_on_paper() {
    for keys in [
        "fee: 8000\nunverified: [{key: fee}]",
        "channels: {in_person: {fee: 8000}, online: {fee: 9000}}\nunverified: [{key: channels}]",
        "time: {days: 3}\nunverified: [{key: time}]",
        "time: {days: 3}\ncases: [{id: o-thue, title: Ở thuê, time: {days: 5}}]\nunverified: [{key: cases.o-thue.time}]",
    ] {
        let [_, poster, code] = told(keys);
        assert!(poster.contains("chưa kiểm chứng"), "{poster}");
        assert!(code.contains("chưa kiểm chứng"), "{code}");
    }
}

#[test]
fn a_fee_of_some_cases_is_told_on_paper() {
    let all = format!("{CHECKED}fee: 0\n");
    let [_, poster, code] =
        told(&format!("{all}cases: [{{id: o-thue, title: Ở thuê, fee: 20000}}]"));
    assert!(poster.contains("Ở thuê: 20.000 đồng"), "{poster}");
    assert!(code.contains("tùy trường hợp"), "{code}");
    let ways = "cases: [{id: o-thue, title: Ở thuê, channels: {online: {fee: 20000}}, steps: [Gọi trước.]}]";
    let [_, poster, code] = told(&format!("{all}{ways}"));
    assert!(poster.contains("20.000 đồng"), "{poster}");
    assert!(code.contains("tùy trường hợp") && code.contains("cách làm khác"), "{code}");
}

#[test]
fn a_steps_code_keeps_counts_and_who_needs_a_paper() {
    let [_, _, code] = told("fee: 8000");
    assert!(code.contains("Ảnh 3x4 (2 bản chính)"), "{code}");
    assert!(code.contains("Người nước ngoài: Hộ chiếu"), "{code}");
}

#[test]
fn a_steps_code_is_never_a_command_to_the_phone() {
    let village: &[u8] = b"---\ntitle: T\nhall: {name: N, address: A}\ncontact: {role: T}\nprocedures: all\nsheets: [dang-ky-khai-sinh]\n---\n";
    for (text, is_refused) in [
        ("WIFI:T:WPA;S:la;P:x;;", true),
        ("tel:0900", true),
        ("javascript:alert(1)", true),
        ("00020101021238540010A00000072701240006970436", true),
        ("evil.example/dvc", true),
        ("Xã Ví Dụ: mang căn cước", false),
    ] {
        let mut files = files(&format!("qr_text: \"{text}\""));
        files.insert_named("content/villages/thon-mot.md", village);
        let built = tracuu::pipeline::build(&files, &project::options());
        let Ok(found) = built.posters(|_| Ok::<(), std::convert::Infallible>(()));
        let refused = found.iter().any(|finding| finding.code == "steps-code-link");
        assert_eq!(refused, is_refused, "{text}");
    }
}

/// What once took more than a minute and was given up; no clock, for these machines are shared.
#[test]
fn thousands_of_steps_and_headings_still_give_two_codes_at_most() {
    let mut files = files(&"  - Nộp hồ sơ.\n".repeat(5000));
    let text = format!("{}{}", small::PROCEDURE, "# a\n".repeat(60_000));
    files.insert_named("content/procedures/ho-tich/dang-ky-ket-hon.md", text.as_bytes());
    let (site, _) = small::read(&files);
    let site = site.expect("a site");
    let theme = Theme::parse(&files, theme::DEFAULT, &mut Diagnostics::default()).expect("a theme");
    let strings = theme.strings(&Lang::vietnamese());
    for procedure in &site.procedures {
        assert!(steps::compose(procedure, &site.commune, strings).texts.len() <= 2);
    }
}

#[test]
fn a_character_that_turns_the_text_around_is_dropped() {
    let text = format!("{}\na&#x202e;b\n", small::PROCEDURE);
    let mut files = files("fee: 0");
    files.insert(FilePath::known(PATH), text.into_bytes());
    let pages = project::pages(&project::build(&files));
    let page = pages.get_str("dang-ky-khai-sinh/index.html").expect("a page");
    let page = String::from_utf8_lossy(page).into_owned();
    assert!(!page.contains('\u{202e}') && page.contains("ab</p>"), "{page}");
}
