//! The findings as the browser gets them: over a page, in place of a page, and in their file.
//!
//! Content is hostile: what goes into HTML here is escaped, and the script of the preview makes
//! text of everything else.

use serde_json::{Value, json};

use crate::diagnostic::{self, Diagnostic, Diagnostics, Severity, say, visible};
use crate::files::{FilePath, FileSet};

/// How many warnings of one kind are shown; errors always.
const MOST_ALIKE: usize = 3;

/// How many findings are shown at most.
const MOST: usize = 60;

/// What the findings are told with.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    /// The findings.
    pub(super) found: &'a Diagnostics,
    /// The files that they are in.
    pub(super) sources: &'a FileSet,
    /// The address of the tools, with the token.
    pub(super) tools: &'a str,
    /// English instead of Vietnamese.
    pub(super) english: bool,
    /// Whether an older page stands below them.
    pub(super) older_page: bool,
}

impl Told<'_> {
    fn word(&self, vi: &str, en: &str) -> String {
        if self.english { en.to_owned() } else { vi.to_owned() }
    }

    /// Returns the findings for the script of the preview.
    pub(super) fn json(&self) -> Value {
        let (errors, warnings) = self.counts();
        let (kept, left_out) = self.found.shortened(MOST_ALIKE);
        let mut all: Vec<&Diagnostic> = kept.iter().collect();
        all.sort_by_key(|finding| finding.severity);
        let left = left_out.values().sum::<usize>() + all.len().saturating_sub(MOST);
        all.truncate(MOST);
        let lead = say(
            "Trang đang hiện là bản tốt gần nhất. Sửa tệp rồi lưu lại, trang sẽ tự đổi.",
            "The page shown is the last good one. Mend the file and save it: the page changes by itself.",
        );
        let more = say(
            format!("… và {left} điều nữa; xem hết: tracuu check --all."),
            format!("… and {left} more; tracuu check --all shows them."),
        );
        json!({
            "errors": errors,
            "title": self.title(errors, warnings),
            "lead": if self.older_page && errors > 0 { lead.pick(self.english) } else { "" },
            "more": if left > 0 { more.pick(self.english) } else { "" },
            "items": all.iter().map(|finding| self.item(finding)).collect::<Vec<_>>(),
        })
    }

    fn counts(&self) -> (usize, usize) {
        (self.found.count(Severity::Error), self.found.count(Severity::Warning))
    }

    fn title(&self, errors: usize, warnings: usize) -> String {
        if errors > 0 {
            let vi = format!("{errors} lỗi cần sửa, {warnings} cảnh báo");
            self.word(&vi, &format!("To be mended: {errors} errors; {warnings} warnings"))
        } else {
            let notes = self.found.count(Severity::Note);
            let vi = format!("{warnings} cảnh báo, {notes} lưu ý");
            self.word(&vi, &format!("{warnings} warnings, {notes} notes"))
        }
    }

    fn item(&self, finding: &Diagnostic) -> Value {
        let seen = finding.seen(self.sources);
        let file = &finding.place.file;
        let (severity, word) = match finding.severity {
            Severity::Error => ("error", self.word("Lỗi", "Error")),
            Severity::Warning => ("warning", self.word("Cảnh báo", "Warning")),
            Severity::Note => ("note", self.word("Lưu ý", "Note")),
        };
        let line = seen.position.line;
        json!({
            "severity": severity,
            "word": word,
            "where": visible(&format!("{file}:{line}:{}", seen.position.column)),
            "href": format!("{}source?file={}&line={line}#here", self.tools, encoded(file.as_str())),
            "text": visible(finding.text.pick(self.english)),
            "line": seen.line,
            "hint": finding.hint.as_ref().map(|hint| visible(hint.pick(self.english))),
            "hint_word": self.word("Cách sửa", "How to mend it"),
        })
    }

    /// Writes a page for when there is nothing to show yet: the findings alone.
    pub(super) fn page(&self) -> String {
        let (errors, warnings) = self.counts();
        let title = self.title(errors, warnings);
        let lead = self.word(
            "Chưa dựng được trang nào vì nội dung còn lỗi. Sửa tệp rồi lưu lại, trang sẽ tự hiện.",
            "No page could be built yet: the content has errors. Mend the file and save it: the page appears by itself.",
        );
        let shown = self.found.show(self.sources, self.english, false);
        let body = format!(
            "<body class=\"plain\"><h1>{}</h1><p>{}</p><pre>{}</pre></body>",
            escaped(&title),
            escaped(&lead),
            escaped(&shown)
        );
        self.html(&title, &body)
    }

    /// Writes a file with its lines, one of them marked; nothing when the project has no such file.
    pub(super) fn source(&self, file: &str, line: usize) -> Option<String> {
        let path = FilePath::new(file).ok().filter(|path| self.sources.contains(path))?;
        let lines = diagnostic::lines(self.sources, &path);
        let mut rows = String::new();
        for (number, text) in (1..).zip(&lines) {
            let here = if number == line { " id=\"here\" class=\"here\"" } else { "" };
            rows += &format!("<li{here}>{}</li>\n", escaped(text));
        }
        let name = visible(path.as_str());
        let body =
            format!("<body class=\"source\"><h1>{}</h1><ol>\n{rows}</ol></body>", escaped(&name));
        Some(self.html(&name, &body))
    }

    /// Writes the frame of a page of the preview's own, which allows its style sheet alone.
    pub(super) fn html(&self, title: &str, body: &str) -> String {
        let lang = self.word("vi", "en");
        let title = escaped(title);
        let tools = self.tools;
        format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <title>{title}</title>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'\">\n\
             <link rel=\"icon\" href=\"data:,\">\n\
             <link rel=\"stylesheet\" href=\"{tools}panel.css\">\n</head>\n{body}\n</html>\n"
        )
    }
}

/// Writes a text so that HTML shows it as it is.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(c),
        }
    }
    safe
}

/// Writes a text as the value of a query (RFC 3986 §2.1).
pub(super) fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte);
    let sign = |byte| {
        if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(sign).collect()
}
