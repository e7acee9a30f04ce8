//! Things to do, a line each. The page numbers steps itself, so that `Bước 1:` and `B1.` before them go.

use super::tags::STEPS;
use super::{Read, lines};
use crate::diagnostic::say;

/// Reads steps.
pub(super) fn read(said: &str) -> Read {
    let all = lines::items(said);
    let bare: Vec<&str> = all.iter().map(|line| without_number(line)).collect();
    let gone = all.iter().zip(&bare).filter(|(line, bare)| line != *bare);
    let gone: Vec<&str> = gone.map(|(line, bare)| line[..line.len() - bare.len()].trim()).collect();
    let mut read = STEPS.read(&bare.join("\n"));
    if let [first, ..] = gone.as_slice() {
        let count = gone.len();
        read.told.push(say(
            format!("đã bỏ «{first}» … ở đầu {count} bước: trang tự đánh số các bước"),
            format!("«{first}» … before {count} steps was dropped: the page numbers steps itself"),
        ));
    }
    read
}

/// Returns a step without `Bước 1:`, `B1.`, `b1)` before it.
fn without_number(line: &str) -> &str {
    let rest = ["bước", "buoc", "b"].iter().find_map(|word| {
        let length = word.chars().count();
        let head: String = line.chars().take(length).collect();
        (head.to_lowercase() == *word).then(|| &line[head.len()..])
    });
    let Some(rest) = rest.map(str::trim_start) else { return line };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest[digits..].trim_start();
    match after.strip_prefix([':', '.', ')', '-', '–', '—']) {
        // «B1.5» is no number of a step.
        Some(after)
            if (1..=2).contains(&digits) && !after.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            after.trim_start()
        }
        None if (1..=2).contains(&digits) && after.is_empty() => "",
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::Value;

    #[test]
    fn numbers_before_steps_are_no_words() {
        let read = read(
            "Bước 1: Nộp\nBƯỚC 2. Chờ\nB3: Nhận\n- b4) Ký\n5. Về\nBước 6\nBa người ký\nB1.5 là mã\nBước đầu: đến",
        );
        let steps =
            ["Nộp", "Chờ", "Nhận", "Ký", "Về", "Ba người ký", "B1.5 là mã", "Bước đầu: đến"];
        assert_eq!(read.value, Some(Value::texts(steps)));
        assert!(read.left.is_empty());
        assert!(read.told[0].vi.contains("«Bước 1:»") && read.told[0].vi.contains("5 bước"));
    }
}
