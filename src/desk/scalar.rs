//! Words of a person as a value of YAML that reads back as the same words.

/// Writes a text as a value: bare where nothing in it can mean something to YAML, else in double
/// quotes with escapes. Characters that no value may hold are escaped too, so that the parser names
/// them instead of stumbling over them.
#[must_use]
pub fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() || c == '\u{feff}' || ('\u{2028}'..='\u{2029}').contains(&c) => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn is_plain(text: &str) -> bool {
    // What some reader of YAML takes for true, false or nothing.
    const WORDS: [&str; 10] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan"];
    let plain = |c: char| c.is_alphanumeric() || " -–/.()".contains(c);
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(plain)
        && !WORDS.contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_mean_something_to_yaml_stand_in_quotes() {
        for (text, written) in [
            ("Xã Ví Dụ", "Xã Ví Dụ"),
            ("Ngày thứ Sáu – không chờ", "Ngày thứ Sáu – không chờ"),
            ("Xã: A", "\"Xã: A\""),
            ("Xã #5", "\"Xã #5\""),
            ("\"A\"", "\"\\\"A\\\"\""),
            ("a\\b", "\"a\\\\b\""),
            ("a\u{7}b", "\"a\\u0007b\""),
            ("a\nb: c", "\"a\\u000Ab: c\""),
            ("0912", "\"0912\""),
            ("No", "\"No\""),
            ("- a", "\"- a\""),
            ("A, B", "\"A, B\""),
            ("", "\"\""),
            ("a ", "\"a \""),
        ] {
            assert_eq!(scalar(text), written);
        }
    }
}
