//! Telephone numbers: what a phone can dial, and what is wrong with what it cannot.

use std::ops::Range;

use super::keys::Value;
use super::source::Source;
use super::tree::{Kind, Node};
use crate::diagnostic::{Text, say};
use crate::model::phone::dialled;

impl Value<'_> {
    /// Reads one telephone number as it is written, blanks and dots included.
    pub(super) fn phone(&self, source: &mut Source) -> Option<String> {
        if let Kind::Sequence(items) = &self.node.kind {
            let numbers: Vec<&str> = items.iter().filter_map(Node::scalar).collect();
            self.two_phones(source, numbers.first().copied());
            return None;
        }
        let written = self.text(source)?;
        match problem(&written) {
            None => self.quoted_number(source),
            Some(problem) => {
                if !source.sets_aside(&self.range()) {
                    self.report(source, &written, &problem);
                }
                None
            }
        }
    }

    fn report(&self, source: &mut Source, written: &str, problem: &Problem) {
        match *problem {
            Problem::Two(first) => self.two_phones(source, Some(first)),
            Problem::Sign(sign) => {
                let text = if sign.is_alphabetic() {
                    say(
                        format!("số điện thoại có chữ «{sign}»"),
                        format!("the telephone number has the letter \"{sign}\""),
                    )
                } else {
                    say(
                        format!("số điện thoại có dấu «{sign}»"),
                        format!("the telephone number has the sign \"{sign}\""),
                    )
                };
                source.error("bad-phone", self.place_of(source, sign), text, self.mend(written));
            }
            Problem::Count(count) => {
                let text = say(
                    format!("số điện thoại có {count} chữ số: không có số nào như vậy"),
                    format!("the telephone number has {count} digits: there is no such number"),
                );
                let hint = match self.without(written, count) {
                    Some(hint) => hint,
                    None => say(
                        "số máy bàn và di động có 10 hoặc 11 chữ số, bắt đầu bằng 0 (máy bàn ghi cả mã vùng); số ngắn như 113 có 3 đến 5 chữ số; tổng đài 1800, 1900 có 8 hoặc 10",
                        "landlines (with their area code) and mobiles have 10 or 11 digits and begin with 0; short numbers such as 113 have 3 to 5 digits; 1800 and 1900 have 8 or 10",
                    ),
                };
                source.error("bad-phone", self.range(), text, hint);
            }
        }
    }

    fn two_phones(&self, source: &mut Source, first: Option<&str>) {
        let key = self.key;
        let text = say(
            format!("«{key}» có hơn một số điện thoại; bấm gọi được thì chỉ một số"),
            format!("\"{key}\" holds more than one telephone number; only one can be dialled"),
        );
        let kept = first.unwrap_or("0000 000 000").trim();
        let (vi, en) = if source.file.name() == "site.yaml" {
            (
                "ghi trong một trang, ví dụ content/pages/lien-he.md",
                "goes into a page, such as content/pages/lien-he.md",
            )
        } else {
            (
                "ghi trong bài viết, dưới dòng --- thứ hai",
                "goes into the text, below the second ---",
            )
        };
        let hint = say(
            format!("giữ một số: {key}: \"{kept}\"; số kia {vi}"),
            format!("keep one: {key}: \"{kept}\"; the other {en}"),
        );
        source.error("two-phones", self.range(), text, hint);
    }

    /// Says what was meant by signs that look like digits, or what to do.
    fn mend(&self, written: &str) -> Text {
        let key = self.key;
        let meant = written.chars().map(|c| match c {
            'l' | 'I' | 'i' | '|' => '1',
            'O' | 'o' | 'D' => '0',
            'S' | 's' => '5',
            'B' => '8',
            c => c,
        });
        let meant: String = meant.collect();
        if problem(&meant).is_none() {
            return say(
                format!("có phải ý bạn là: {key}: \"{meant}\""),
                format!("did you mean: {key}: \"{meant}\""),
            );
        }
        say(
            format!(
                "ghi đủ các chữ số, ngoài ra chỉ có dấu cách, chấm, gạch nối: {key}: \"0000 000 000\""
            ),
            format!(
                "write all digits, with nothing but blanks, dots and hyphens: {key}: \"0000 000 000\""
            ),
        )
    }

    /// Says how a number is written that lacks its first zero, or has one too many after +84.
    fn without(&self, written: &str, count: usize) -> Option<Text> {
        let key = self.key;
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        let meant = match digits.strip_prefix("840") {
            Some(rest) if written.trim_start().starts_with(['+', '(']) => format!("0{rest}"),
            _ if count == 9 && !digits.starts_with('0') => format!("0{digits}"),
            _ => return None,
        };
        problem(&meant)
            .is_none()
            .then(|| say(format!("viết: {key}: \"{meant}\""), format!("write: {key}: \"{meant}\"")))
    }

    /// Returns where a sign stands in the value.
    fn place_of(&self, source: &Source, sign: char) -> Range<usize> {
        let range = self.node.range();
        let at = source.text[range.clone()].find(sign);
        at.map_or(range.clone(), |at| range.start + at..range.start + at + sign.len_utf8())
    }
}

/// Why a text is no telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Problem<'a> {
    /// There are several; the first of them.
    Two(&'a str),
    /// A letter, or a sign that no number has.
    Sign(char),
    /// So many digits as no number has.
    Count(usize),
}

/// Signs between the digits of a number.
fn is_between(c: char) -> bool {
    " .-–()+\u{a0}".contains(c)
}

/// Finds what is wrong with a number.
fn problem(written: &str) -> Option<Problem<'_>> {
    let written = dialled(written);
    let count = written.bytes().filter(u8::is_ascii_digit).count();
    let sign = written.chars().find(|c| !c.is_ascii_digit() && !is_between(*c));
    if sign.is_none() && is_length(written) {
        return None;
    }
    if let Some(first) = first_of_two(written) {
        return Some(Problem::Two(first));
    }
    Some(sign.map_or(Problem::Count(count), Problem::Sign))
}

/// Returns the first of several numbers, each of them whole.
fn first_of_two(written: &str) -> Option<&str> {
    let whole = |part: &str| {
        let sound = |c: char| c.is_ascii_digit() || is_between(c);
        part.chars().all(sound) && is_length(part)
    };
    [" hoặc ", " hay ", " và ", " or ", ",", ";", "/", "|", " - ", " – ", "  "].iter().find_map(
        |mark| {
            let mut parts = written.split(mark).map(str::trim).filter(|part| !part.is_empty());
            let first = parts.next().filter(|first| whole(first))?;
            let mut rest = parts.peekable();
            (rest.peek().is_some() && rest.all(whole)).then_some(first)
        },
    )
}

/// Says whether a number of Vietnam has so many digits with such a beginning (Quy hoạch kho số viễn
/// thông, Thông tư 22/2014/TT-BTTTT, amended by 27/2021/TT-BTTTT): 0 and nine or ten more, also with
/// +84 for the 0; short numbers of three to five digits; 1800 and 1900 with four or six more. Numbers
/// of other countries have 8 to 15 digits (ITU-T E.164).
fn is_length(written: &str) -> bool {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let count = digits.len();
    if written.trim_start().starts_with(['+']) || written.trim_start().starts_with("(+") {
        return match digits.strip_prefix("84") {
            Some(rest) => (9..=10).contains(&rest.len()) && !rest.starts_with('0'),
            None => (8..=15).contains(&count),
        };
    }
    match digits.as_bytes() {
        [b'0', ..] => (10..=11).contains(&count),
        [b'1', b'8' | b'9', b'0', b'0', ..] => matches!(count, 4 | 5 | 8 | 10),
        _ => (3..=5).contains(&count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_numbers_are_taken() {
        for good in [
            "0208 3812 345",
            "0208.3812.345",
            "(024) 3386 3000",
            "0912-345-678",
            "0208 – 3812345",
            "+84 912 345 678",
            "(+84) 24 3386 3000",
            "113",
            "1022",
            "18001",
            "1800 1234",
            "1900 123456",
            "+86 10 1234 5678",
            "0000 000 000",
            "0208 3812 345 máy lẻ 12",
        ] {
            assert_eq!(problem(good), None, "{good}");
        }
    }

    #[test]
    fn what_cannot_be_dialled_is_named() {
        for (written, found) in [
            ("0208 38l2 345", Problem::Sign('l')),
            ("0208.3812.34x", Problem::Sign('x')),
            ("0912x", Problem::Sign('x')),
            ("0208", Problem::Count(4)),
            ("912345678", Problem::Count(9)),
            ("3812 345", Problem::Count(7)),
            ("+84 (0)24 3386 3000", Problem::Count(13)),
            ("0208.3812.345 hoặc 0912345678", Problem::Two("0208.3812.345")),
            ("0208 3812 345/0912 345 678", Problem::Two("0208 3812 345")),
            ("0208 3812 345 - 0912 345 678", Problem::Two("0208 3812 345")),
            ("0208 3812 345 máy lẻ", Problem::Sign('m')),
        ] {
            assert_eq!(problem(written), Some(found), "{written}");
        }
    }
}
