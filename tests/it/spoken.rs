//! Tables of what is read aloud.

use tracuu::model::ClockTime;
use tracuu::model::date::Date;
use tracuu::render::words::spoken::{self, date, number, phone, text};
use tracuu::theme::{self, Strings};

fn strings() -> Strings {
    theme::plain()
}

#[test]
fn numbers_are_counted_as_vietnamese_counts() {
    let table = [
        (0, "không"),
        (1, "một"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (55, "năm mươi lăm"),
        (91, "chín mươi mốt"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (999, "chín trăm chín mươi chín"),
        (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"),
        (1015, "một nghìn không trăm mười lăm"),
        (1100, "một nghìn một trăm"),
        (2024, "hai nghìn không trăm hai mươi tư"),
        (8000, "tám nghìn"),
        (10_500, "mười nghìn năm trăm"),
        (25_000, "hai mươi lăm nghìn"),
        (100_001, "một trăm nghìn không trăm linh một"),
        (1_000_000, "một triệu"),
        (1_000_005, "một triệu không trăm linh năm"),
        (2_001_000, "hai triệu không trăm linh một nghìn"),
        (1_000_000_000, "một tỷ"),
        (3_005_000_000, "ba tỷ không trăm linh năm triệu"),
        (2_000_000_000_000, "hai nghìn tỷ"),
    ];
    for (written, spoken) in table {
        assert_eq!(number(written), spoken, "{written}");
    }
}

#[test]
fn every_number_is_said_in_known_words_alone() {
    const WORDS: [&str; 20] = [
        "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mươi",
        "mốt", "tư", "lăm", "linh", "trăm", "nghìn", "triệu", "tỷ",
    ];
    let mut seen = std::collections::BTreeSet::new();
    for value in (0..20_000).chain([u64::MAX, 999_999_999_999]) {
        let spoken = number(value);
        assert!(spoken.split(' ').all(|word| WORDS.contains(&word)), "{value}: {spoken}");
        assert!(seen.insert(spoken.clone()), "two numbers are said alike: {spoken}");
    }
}

#[test]
fn dates_and_times_are_said_in_words() {
    let clock = |text| spoken::clock(ClockTime::read(text).expect("a time"));
    assert_eq!(clock("15:30"), "mười lăm giờ ba mươi");
    assert_eq!(clock("7:00"), "bảy giờ");
    assert_eq!(clock("7:05"), "bảy giờ năm phút");
    let day = Date::constant(2024, 6, 20);
    assert_eq!(date(day), "ngày hai mươi tháng sáu năm hai nghìn không trăm hai mươi tư");
    let day = Date::constant(2026, 4, 1);
    assert_eq!(date(day), "ngày mùng một tháng tư năm hai nghìn không trăm hai mươi sáu");
    assert_eq!(phone("0243 805"), "không hai bốn ba, tám không năm");
    assert_eq!(phone("+84 24"), "cộng tám bốn, hai bốn");
}

#[test]
fn texts_are_said_without_digits_signs_and_addresses() {
    let table = [
        ("8.000 đồng", "tám nghìn đồng"),
        ("3 ngày làm việc", "ba ngày làm việc"),
        ("2.000 đồng/trang", "hai nghìn đồng mỗi trang"),
        ("Nộp sau 15:30", "Nộp sau mười lăm giờ ba mươi"),
        ("thứ Sáu, 13:30–17:00", "thứ Sáu, mười ba giờ ba mươi đến mười bảy giờ"),
        ("7h30, 24h", "bảy giờ ba mươi, hai mươi tư giờ"),
        ("UBND xã", "Ủy ban nhân dân xã"),
        (
            "ngày 20/06/2024 hoặc 01/04/2026",
            "ngày hai mươi tháng sáu năm hai nghìn không trăm hai mươi tư hoặc ngày mùng một tháng tư năm hai nghìn không trăm hai mươi sáu",
        ),
        ("từ tháng 8/2023", "từ tháng tám năm hai nghìn không trăm hai mươi ba"),
        ("Mẫu số 01 (nếu có).", "Mẫu số không một, nếu có."),
        ("Tờ khai CT01", "Tờ khai CT không một"),
        ("giảm 50%", "giảm năm mươi phần trăm"),
        ("1,5 triệu", "một phẩy năm triệu"),
        ("Vào https://dichvucong.gov.vn/a?b=1, đăng nhập", "Vào trang web, đăng nhập"),
        ("gửi a.b@xa.gov.vn hoặc xa.gov.vn/12.", "gửi trang web hoặc trang web."),
        ("«Khai sinh» – \"mới\"", "Khai sinh, mới"),
        ("Luật 60/2014/QH13", "Luật số sáu mươi năm hai nghìn không trăm mười bốn"),
        ("Quyết định số 163/QĐ-BTP.", "Quyết định số một trăm sáu mươi ba."),
        ("1.001193", "một chấm không không một một chín ba"),
        ("3-5 ngày", "ba đến năm ngày"),
        ("Thứ 4, giờ thứ 9, tháng 4", "Thứ tư, giờ thứ chín, tháng tư"),
        ("Một trong: A · B", "Một trong: A, B"),
        ("cha/mẹ", "cha, mẹ"),
        ("", ""),
    ];
    let strings = strings();
    for (written, spoken) in table {
        assert_eq!(text(written, &strings), spoken, "{written}");
    }
}

#[test]
fn nothing_breaks_on_odd_texts() {
    let strings = strings();
    for odd in [
        "((()))",
        "1.2.3.4",
        "...",
        "–",
        "0",
        "99999999999999999999999",
        "1/2/3",
        "31/02/2026",
        "25:99",
        "a1b2c3",
        "½ m²",
        "\u{a0}",
        "1.",
        "h",
        "7h",
        ":",
        "@",
        "%",
    ] {
        let said = text(odd, &strings);
        assert!(!said.contains(|c: char| c.is_ascii_digit()), "{odd}: {said}");
    }
}
