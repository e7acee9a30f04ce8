//! A guide made from another: its words and comments are kept, but what says that somebody checked
//! them is not; and nothing leads to what the project does not have.

use super::scalar::scalar;

/// How a guide is made from another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Copied<'a> {
    /// What the copy is called; nothing: as the original.
    pub(super) title: Option<&'a str>,
    /// `status` of the copy.
    pub(super) status: &'a str,
    /// What stands in `unverified`: whence it comes, and that nobody checked it.
    pub(super) unverified: &'a str,
}

/// What says that an original was checked, or belongs to the original alone.
const OF_ORIGINAL: [&str; 6] =
    ["aliases", "changed_by", "checked", "decision", "replaced_by", "replaces"];
/// What is another's when the copy is of another procedure.
const OF_PROCEDURE: [&str; 6] =
    ["code", "official_title", "portal", "qr_text", "recording", "sources"];

impl Copied<'_> {
    /// Makes the text of the copy; `has` says whether a file stands in the project, by its path from
    /// the folder of the copy, such as `../cu-tru/tam-tru.md`, or by an id.
    ///
    /// Returns nothing of a text whose keys do not stand between two lines `---`.
    pub(super) fn of(&self, text: &str, has: &dyn Fn(&str) -> bool) -> Option<String> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let rest = text.strip_prefix("---\n")?;
        let (keys, body) = rest
            .split_once("\n---")
            .map(|(keys, rest)| (keys, rest.split_once('\n').map_or("", |(_, body)| body)))?;
        let mut made = vec!["---".to_owned()];
        let blocks = blocks(keys);
        let has_status = blocks.iter().any(|(key, _)| *key == "status");
        for (key, lines) in &blocks {
            self.block(key, lines, has, &mut made);
            if *key == "title" && !has_status {
                made.push(format!("status: {}", self.status));
            }
        }
        if blocks.iter().all(|(key, _)| *key != "unverified") {
            made.push("unverified:".into());
            made.push(self.doubt("  "));
        }
        made.push("---".into());
        Some(format!("{}\n{}", made.join("\n"), linked(body, has)))
    }

    fn block(&self, key: &str, lines: &[&str], has: &dyn Fn(&str) -> bool, made: &mut Vec<String>) {
        let other = self.title.is_some();
        match key {
            "title" => match self.title {
                Some(title) => {
                    let title = format!("title: {}", scalar(title));
                    made.push(format!("{title}{}", comment(lines[0])));
                    made.extend(
                        lines[1..].iter().filter(|line| is_aside(line)).map(ToString::to_string),
                    );
                }
                None => made.extend(lines.iter().map(ToString::to_string)),
            },
            "status" => {
                made.push(format!("status: {}{}", self.status, comment(lines[0])));
                made.extend(
                    lines[1..].iter().filter(|line| is_aside(line)).map(ToString::to_string),
                );
            }
            "related" => made.extend(related(lines, has)),
            "unverified" => made.extend(self.doubted(lines)),
            _ if OF_ORIGINAL.contains(&key) || (other && OF_PROCEDURE.contains(&key)) => {
                made.push(
                    "# Của bản gốc, chưa đối chiếu cho tệp này; kiểm tra xong mới xóa dấu #:"
                        .into(),
                );
                made.extend(lines.iter().map(|line| format!("# {line}").trim_end().to_owned()));
            }
            _ => made.extend(lines.iter().map(ToString::to_string)),
        }
    }

    fn doubt(&self, indent: &str) -> String {
        format!("{indent}- {}", scalar(self.unverified))
    }

    /// Adds the doubt to a list of doubts, however it is written.
    fn doubted(&self, lines: &[&str]) -> Vec<String> {
        let first = lines[0].trim_end();
        if let Some(flow) =
            first.strip_prefix("unverified:").map(str::trim).and_then(|v| v.strip_prefix('['))
        {
            let comma = if flow.trim_start().starts_with(']') { "" } else { ", " };
            let head = format!("unverified: [{}{comma}{flow}", scalar(self.unverified));
            return std::iter::once(head)
                .chain(lines[1..].iter().map(ToString::to_string))
                .collect();
        }
        let item = lines[1..].iter().find(|line| line.trim_start().starts_with("- "));
        let indent = item.map_or(2, |line| line.len() - line.trim_start().len());
        let mut all = vec![first.to_owned(), self.doubt(&" ".repeat(indent))];
        all.extend(lines[1..].iter().map(ToString::to_string));
        all
    }
}

/// Divides keys into those at the margin, each with its lines; what stands before the first has the
/// name `""`.
fn blocks(keys: &str) -> Vec<(&str, Vec<&str>)> {
    let mut blocks: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in keys.lines() {
        let key = line.split_once(':').map_or("", |(key, _)| key);
        let begins = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        match blocks.last_mut() {
            Some((_, lines)) if !begins => lines.push(line),
            _ => blocks.push((if begins { key } else { "" }, vec![line])),
        }
    }
    blocks
}

/// Says whether a line below a value is no part of it.
fn is_aside(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

/// Returns the comment beside a value, with the blanks before it.
fn comment(line: &str) -> &str {
    let quoted = line.rfind(['"', '\'']).map_or(0, |at| at + 1);
    let Some(at) = line[quoted..].find(" #") else { return "" };
    let start = line[..quoted + at].trim_end().len();
    &line[start..]
}

/// Keeps the related guides that are there.
fn related(lines: &[&str], has: &dyn Fn(&str) -> bool) -> Vec<String> {
    let words = lines.iter().flat_map(|line| {
        let line = line.split(" #").next().unwrap_or_default();
        let line = line.strip_prefix("related:").unwrap_or(line);
        line.split(['[', ']', ',', ' ', '"', '\'']).filter(|word| !word.is_empty() && *word != "-")
    });
    let kept: Vec<&str> = words.filter(|id| has(id)).collect();
    if kept.is_empty() { Vec::new() } else { vec![format!("related: [{}]", kept.join(", "))] }
}

/// Makes words of links to files that are not there: `[thường trú](../cu-tru/a.md)`.
pub(super) fn linked(body: &str, has: &dyn Fn(&str) -> bool) -> String {
    let mut made = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(middle) = rest.find("](") {
        let (before, after) = (&rest[..middle], &rest[middle + 2..]);
        let Some(end) = after.find(')') else { break };
        let target = &after[..end];
        let path = target.split('#').next().unwrap_or(target);
        let elsewhere = path.is_empty() || target.contains(':') || has(path);
        match before.rfind('[').filter(|_| !elsewhere) {
            Some(open) => {
                made.push_str(&before[..open]);
                made.push_str(&before[open + 1..]);
            }
            None => made.push_str(&rest[..=middle + 2 + end]),
        }
        rest = &after[end + 1..];
    }
    made + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(text: &str, title: Option<&str>) -> String {
        let copied = Copied { title, status: "draft", unverified: "Chép từ «a»" };
        copied.of(text, &|id| id == "co" || id == "../b/co.md").expect("keys stand there")
    }

    #[test]
    fn what_was_checked_is_not_carried_over() {
        let text = "---\n# đầu tệp\ntitle: \"A: 1\"   # tên\nchecked: {on: 2026-10-01}\ndecision:\n  number: 1/QĐ\nfee: 0\n---\nBài.\n";
        let made = "---\n# đầu tệp\ntitle: B   # tên\nstatus: draft\n# Của bản gốc, chưa đối chiếu cho tệp này; kiểm tra xong mới xóa dấu #:\n# checked: {on: 2026-10-01}\n# Của bản gốc, chưa đối chiếu cho tệp này; kiểm tra xong mới xóa dấu #:\n# decision:\n#   number: 1/QĐ\nfee: 0\nunverified:\n  - \"Chép từ «a»\"\n---\nBài.\n";
        assert_eq!(copy(text, Some("B")), made);
    }

    #[test]
    fn a_copy_of_the_same_procedure_keeps_its_code() {
        let text = "---\ntitle: A\nstatus: active # đang dùng\ncode: \"1.1\"\n---\n";
        assert!(copy(text, None).contains("status: draft # đang dùng\ncode: \"1.1\"\n"));
        assert!(copy(text, Some("B")).contains("\n# code: \"1.1\"\n"));
    }

    #[test]
    fn doubts_are_added_however_they_are_written() {
        let of = |doubts: &str| copy(&format!("---\ntitle: A\n{doubts}---\n"), None);
        assert!(
            of("unverified: [{key: fee}]\n")
                .contains("unverified: [\"Chép từ «a»\", {key: fee}]\n")
        );
        assert!(of("unverified: []\n").contains("unverified: [\"Chép từ «a»\"]\n"));
        assert!(of("unverified:\n- b\n").contains("unverified:\n- \"Chép từ «a»\"\n- b\n"));
        assert!(of("unverified:\n  - b\n").contains("unverified:\n  - \"Chép từ «a»\"\n  - b\n"));
    }

    #[test]
    fn nothing_leads_to_what_is_not_there() {
        let text = "---\ntitle: A\nrelated: [co, khong] # x\n---\n[a](../b/co.md) [b](../b/khong.md#x) [c](https://d.vn) [e](#f)\n";
        let made = copy(text, None);
        assert!(made.contains("\nrelated: [co]\n"), "{made}");
        assert!(made.ends_with("[a](../b/co.md) b [c](https://d.vn) [e](#f)\n"), "{made}");
        assert!(!copy("---\ntitle: A\nrelated:\n  - khong\n---\n", None).contains("related"));
    }

    #[test]
    fn a_file_with_other_line_ends_is_read_and_a_broken_one_is_not() {
        let copied = Copied { title: None, status: "draft", unverified: "x" };
        let made = copied.of("\u{feff}---\r\ntitle: A\r\n---\r\nB\r\n", &|_| true).expect("read");
        assert_eq!(made, "---\ntitle: A\nstatus: draft\nunverified:\n  - x\n---\nB\n");
        assert!(copied.of("title: A\n", &|_| true).is_none());
    }
}
