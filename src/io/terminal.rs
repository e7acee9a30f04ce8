//! Asking a person, line by line.

use std::io::{self, BufRead, IsTerminal, Read, Write};

/// The most bytes of an answer that are read: no name is longer.
const LONGEST: u64 = 16 << 10;

/// One thing that is asked.
pub struct Asked<'a> {
    /// The words of the question.
    pub question: &'a str,
    /// Says in words why an answer cannot be taken; it is asked again then.
    pub refuses: &'a dyn Fn(&str) -> Option<String>,
}

/// Says whether a person sits at the keyboard.
#[must_use]
pub fn is_person() -> bool {
    io::stdin().is_terminal()
}

/// Returns what a person types.
#[must_use]
pub fn keyboard() -> impl BufRead {
    io::stdin().lock()
}

/// Asks until an answer can be taken; an empty one always can. Returns nothing when there will be no
/// more answers.
///
/// # Errors
/// When the terminal is gone.
pub fn ask(
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    asked: &Asked<'_>,
) -> io::Result<Option<String>> {
    loop {
        write!(output, "{}: ", asked.question)?;
        output.flush()?;
        let mut line = Vec::new();
        let mut most = Read::take(&mut *input, LONGEST);
        if most.read_until(b'\n', &mut line)? == 0 {
            writeln!(output)?;
            return Ok(None);
        }
        let Ok(answer) = String::from_utf8(line) else {
            writeln!(output, "  UTF-8?")?;
            continue;
        };
        let answer = answer.trim();
        match (asked.refuses)(answer).filter(|_| !answer.is_empty()) {
            None => return Ok(Some(answer.to_owned())),
            Some(why) => writeln!(output, "  {why}")?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_asked_for_until_it_can_be_taken() {
        let mut input = io::Cursor::new("sai\n\u{7}\n đúng \nthừa\n".as_bytes().to_vec());
        let mut output = Vec::new();
        let refuses = |answer: &str| (answer != "đúng").then(|| "chưa được".to_owned());
        let asked = Asked { question: "Tên", refuses: &refuses };
        let answer = ask(&mut input, &mut output, &asked).expect("a terminal");
        assert_eq!(answer.as_deref(), Some("đúng"));
        let said = String::from_utf8(output).expect("UTF-8");
        assert_eq!(said, "Tên:   chưa được\nTên:   chưa được\nTên: ");
    }

    #[test]
    fn an_empty_answer_is_one_and_the_end_is_none() {
        let asked = Asked { question: "Tên", refuses: &|_| Some("không".into()) };
        let mut output = Vec::new();
        let mut ask = |text: &str| ask(&mut text.as_bytes(), &mut output, &asked).expect("reads");
        assert_eq!(ask("\n"), Some(String::new()));
        assert_eq!(ask(""), None);
    }
}
