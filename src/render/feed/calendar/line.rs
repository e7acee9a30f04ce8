//! Content lines of iCalendar (RFC 5545 §3.1): ended by CR LF, folded at 75 octets.

/// The most octets of a line, without its end.
const MOST: usize = 75;

/// Lines, ready to be written.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: String,
}

impl Lines {
    /// Adds a line; what is longer than a line goes on in the next, after a space. No character of
    /// several octets is cut.
    pub(super) fn add(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars().filter(|c| !c.is_control()) {
            if used + c.len_utf8() > MOST {
                self.text.push_str("\r\n ");
                used = 1;
            }
            self.text.push(c);
            used += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }

    /// Adds a property whose value is text (§3.3.11).
    pub(super) fn text(&mut self, name: &str, value: &str) {
        let mut escaped = format!("{name}:");
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' => escaped.push_str("\\n"),
                _ => escaped.push(c),
            }
        }
        self.add(&escaped);
    }

    /// Adds the lines of another.
    pub(super) fn append(&mut self, other: &Self) {
        self.text.push_str(&other.text);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        for length in 60..90 {
            let mut lines = Lines::default();
            let value = format!("{}{}", "x".repeat(length), "ỷ".repeat(120));
            lines.text("SUMMARY", &value);
            let written = String::from_utf8(lines.into_bytes()).expect("no character is cut");
            assert!(written.split("\r\n").all(|line| line.len() <= MOST), "{written}");
            assert_eq!(written.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
        }
    }

    #[test]
    fn signs_of_the_format_are_escaped() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", "a,b;c\\d\ne\rBEGIN:VEVENT");
        assert_eq!(lines.into_bytes(), b"SUMMARY:a\\,b\\;c\\\\d\\neBEGIN:VEVENT\r\n");
    }
}
