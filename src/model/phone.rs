//! A telephone number as it is written, and what of it a phone dials.

/// The words before an extension.
const EXTENSION: [&str; 3] = [" máy lẻ ", " nhánh ", " ext "];

/// Returns a number without the extension of an office's own exchange (`0203 123 456 máy lẻ 12`), for
/// which people ask when they are answered: one to six digits.
#[must_use]
pub fn dialled(written: &str) -> &str {
    let cut = EXTENSION.iter().find_map(|word| written.split_once(word));
    let is_extension = |digits: &str| {
        (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    match cut {
        Some((number, extension)) if is_extension(extension.trim()) => number.trim_end_matches(','),
        _ => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extension_is_not_dialled() {
        assert_eq!(dialled("0203 123 456 máy lẻ 12"), "0203 123 456");
        assert_eq!(dialled("0203 123 456, nhánh 1"), "0203 123 456");
        for whole in ["0203 123 456", "0203 123 456 máy lẻ", "0203 123 456 máy lẻ 12x"] {
            assert_eq!(dialled(whole), whole);
        }
    }
}
