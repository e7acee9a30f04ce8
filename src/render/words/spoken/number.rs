//! How Vietnamese counts.

/// The digits by themselves.
const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// Spells a number: `một nghìn không trăm linh năm`, `hai mươi mốt`, `tám nghìn`.
#[must_use]
pub fn number(number: u64) -> String {
    const UNITS: [&str; 3] = ["", " nghìn", " triệu"];
    if number == 0 {
        return DIGITS[0].to_owned();
    }
    // Beyond a thousand million the words begin anew: nghìn tỷ, triệu tỷ.
    let (high, low) = (number / 1_000_000_000, number % 1_000_000_000);
    let mut spoken = Vec::new();
    if high > 0 {
        spoken.push(format!("{} tỷ", self::number(high)));
    }
    for (at, unit) in UNITS.iter().enumerate().rev() {
        let group = low / 1000_u64.pow(u32::try_from(at).expect("three groups")) % 1000;
        if group > 0 {
            spoken.push(format!("{}{unit}", group_of_three(group, !spoken.is_empty())));
        }
    }
    spoken.join(" ")
}

/// Spells 1 to 999; inside a larger number the hundreds are said even when there are none.
fn group_of_three(group: u64, inside: bool) -> String {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let mut spoken = Vec::new();
    if hundreds > 0 || inside {
        spoken.push(format!("{} trăm", digit(hundreds)));
    }
    match tens {
        0 if ones > 0 && !spoken.is_empty() => spoken.push("linh".to_owned()),
        0 => {}
        1 => spoken.push("mười".to_owned()),
        _ => spoken.push(format!("{} mươi", digit(tens))),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => spoken.push("mốt".to_owned()),
        (2.., 4) => spoken.push("tư".to_owned()),
        (1.., 5) => spoken.push("lăm".to_owned()),
        _ => spoken.push(digit(ones).to_owned()),
    }
    spoken.join(" ")
}

/// Spells digits one by one: `không một`.
#[must_use]
pub fn digits(text: &str) -> String {
    let spoken = text.chars().filter_map(|c| c.to_digit(10));
    spoken.map(|value| digit(value.into())).collect::<Vec<_>>().join(" ")
}

fn digit(value: u64) -> &'static str {
    DIGITS[usize::try_from(value).expect("a digit is 0 to 9")]
}
