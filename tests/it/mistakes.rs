//! What officials get wrong most often: nothing is silent, and the finding stands at the line where
//! the mistake was made.

use tracuu::diagnostic::{Position, Severity};

use super::small::{project, read};

const FILE: &str = "content/procedures/ho-tich/dang-ky-ket-hon.md";

/// A procedure with one mistake, where it is, and its code; line 0: the value comes out right.
struct Row {
    name: &'static str,
    file: &'static str,
    bytes: Vec<u8>,
    code: &'static str,
    line: usize,
}

fn row(name: &'static str, text: &str, code: &'static str, line: usize) -> Row {
    Row { name, file: FILE, bytes: text.as_bytes().to_vec(), code, line }
}

/// A sound procedure with `head` as its first lines and `rest` after the papers and steps.
fn procedure(head: &str, rest: &str) -> String {
    format!("---\n{head}documents:\n  - name: Tờ khai\nsteps:\n  - Nộp hồ sơ.\n{rest}")
}

fn rows() -> Vec<Row> {
    let title = "title: Đăng ký kết hôn\n";
    let good = procedure(title, "---\n");
    let utf16: Vec<u8> = good.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let unmarked = Row {
        name: "UTF-16 without mark",
        file: FILE,
        bytes: utf16.clone(),
        code: "utf16",
        line: 1,
    };
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(utf16).collect();
    let bytes = |name, bytes: &[u8], code, line| Row {
        name,
        file: FILE,
        bytes: bytes.to_vec(),
        code,
        line,
    };
    vec![
        row("lost space", &procedure("title:Đăng ký kết hôn\n", "---\n"), "lost-space", 2),
        row("tab", &good.replace("  - name", "\t- name"), "tab-indent", 4),
        row(
            "lost dash",
            &good.replace("steps:\n", "steps:\n  - Hỏi.\n").replace("  - Nộp", "  Nộp"),
            "lost-dash",
            7,
        ),
        row(
            "dash without space",
            &good.replace("steps:\n", "steps:\n  - Hỏi.\n").replace("  - Nộp", "    -Nộp"),
            "lost-dash",
            7,
        ),
        row(
            "number for a dash",
            &good.replace("steps:\n", "steps:\n  - Hỏi.\n").replace("  - Nộp", "    2. Nộp"),
            "lost-dash",
            7,
        ),
        row(
            "lost key of a list",
            &good.replace("documents:\n", "time:\n  days: 3\n"),
            "lost-key",
            5,
        ),
        row(
            "joined lines",
            &procedure("title: Đăng ký kết hôn level: Cấp xã\n", "---\n"),
            "colon-in-value",
            2,
        ),
        row("missing title", &procedure("", "---\n"), "missing-key", 1),
        row("document for documents", &good.replace("documents:", "document:"), "unknown-key", 3),
        row(
            "list as sentence",
            &good.replace("steps:\n  - Nộp hồ sơ.\n", "steps: Nộp hồ sơ.\n"),
            "list-as-sentence",
            5,
        ),
        row(
            "31/02",
            &procedure(&format!("{title}checked: {{on: 31/02/2026}}\n"), "---\n"),
            "bad-date",
            3,
        ),
        row(
            "fee in words",
            &procedure(&format!("{title}fee: miễn phí\n"), "---\n"),
            "bad-amount",
            3,
        ),
        row("duplicate key", &procedure(&format!("{title}{title}"), "---\n"), "duplicate-key", 3),
        row(
            "unclosed quote",
            &procedure("title: \"Đăng ký kết hôn\n", "code: \"1.001193\"\n---\n"),
            "unclosed-quote",
            2,
        ),
        row(
            "unclosed quote that the next closes",
            &procedure("title: \"Đăng ký\ncode: \"1.001193\"\n", "---\n"),
            "unclosed-quote",
            2,
        ),
        row("colon in title", &procedure("title: Bước 1: kết hôn\n", "---\n"), "colon-in-value", 2),
        row(
            "colon in step",
            &good.replace("- Nộp hồ sơ.", "- Bước 1: nộp hồ sơ."),
            "colon-in-value",
            6,
        ),
        row(
            "missing closing line",
            &procedure(title, "\nHai bên có mặt.\n"),
            "front-matter-close",
            8,
        ),
        row("missing opening line", &good.replacen("---\n", "", 1), "front-matter-open", 1),
        row("broken link", &format!("{good}\n[Xem](khong-co.md)\n"), "broken-link", 9),
        row(
            "missing anchor",
            &format!("{good}\n[Xem](dang-ky-khai-sinh.md#khong-co)\n"),
            "broken-anchor",
            9,
        ),
        row("BOM and CRLF", &format!("\u{feff}{}", good.replace('\n', "\r\n")), "", 0),
        bytes(
            "Windows-1258",
            b"---\ntitle: \xD0\xE3ng ky\xEC k\xEA\xECt h\xF4n\n---\n",
            "windows-1258",
            2,
        ),
        bytes("TCVN3", b"---\ntitle: \xA7\xA8ng k\xFD k\xD5t h\xABn\n---\n", "tcvn3", 2),
        row("TCVN3 pasted", &procedure("title: §¨ng ký kÕt h«n\n", "---\n"), "tcvn3", 2),
        bytes("UTF-16", &utf16, "utf16", 1),
        unmarked,
        row(
            "NFD",
            &procedure("title: Đa\u{306}ng ky\u{301} kê\u{301}t hôn\n", "---\n"),
            "not-nfc",
            2,
        ),
        Row {
            name: "same id",
            file: "content/pages/dang-ky-khai-sinh.md",
            bytes: b"---\ntitle: A\n---\n".to_vec(),
            code: "same-id",
            line: 1,
        },
        row(
            "item too far right",
            &good.replace("steps:\n  - Nộp hồ sơ.\n", "steps:\n  - Nộp.\n   - Nhận.\n"),
            "indentation",
            7,
        ),
        row(
            "lost indent",
            &procedure(&format!("{title}fee:\namount: 8000\n"), "---\n"),
            "lost-indent",
            4,
        ),
        row("Word quotes", &procedure("title: “Đăng ký kết hôn”\n", "---\n"), "word-quotes", 2),
        row(
            "code as number",
            &procedure(&format!("{title}code: 1.001190\n"), "---\n"),
            "number-without-quotes",
            3,
        ),
        row("fee with dot", &procedure(&format!("{title}fee: 8.000\n"), "---\n"), "bad-amount", 3),
        row(
            "time without unit",
            &procedure(&format!("{title}time: 3\n"), "---\n"),
            "time-without-unit",
            3,
        ),
        bytes("zeros", &[0; 40], "zero-filled", 1),
        row("empty file", "", "empty-file", 1),
        row("no keys", "---\n---\n", "missing-key", 1),
    ]
}

#[test]
fn no_mistake_is_silent_and_each_is_at_its_line() {
    for Row { name, file, bytes, code, line } in rows() {
        let files = project([(file, bytes.as_slice())]);
        let (site, found) = read(&files);
        let site = site.expect("site.yaml is sound");
        let shown = found.show(&files, false, false);
        if line == 0 || code == "not-nfc" {
            let procedure = site.procedures.iter().find(|it| it.id.as_str() == "dang-ky-ket-hon");
            let title = procedure.map(|procedure| procedure.title.as_str());
            assert_eq!(title, Some("Đăng ký kết hôn"), "{name}: {shown}");
        }
        if line == 0 {
            assert_eq!(shown, "", "{name}");
            continue;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let hit = found.iter().find(|finding| finding.code == code);
        let hit = hit.unwrap_or_else(|| panic!("{name}: no {code} in: {shown}"));
        if code == "same-id" {
            assert!(shown.contains("content/pages/dang-ky-khai-sinh.md"), "{name}: {shown}");
            assert!(shown.contains("content/procedures/ho-tich/dang-ky-khai-sinh.md"), "{name}");
            continue;
        }
        assert_eq!(hit.place.file.as_str(), file, "{name}");
        assert_eq!(Position::of(&text, hit.place.start).line, line, "{name}: {shown}");
        assert!(hit.hint.is_some(), "{name}");
        if code != "not-nfc" {
            assert_eq!(hit.severity, Severity::Error, "{name}");
        }
    }
}

#[test]
fn twins_in_two_ways_of_typing_accents_are_named() {
    let text = "---\ntitle: A\n---\n".as_bytes();
    let files = project([("content/pages/chú.md", text), ("content/pages/chu\u{301}.md", text)]);
    assert!(read(&files).1.iter().any(|finding| finding.code == "twin-file"));
}

#[test]
fn one_broken_file_hides_no_other() {
    let files = project([
        ("content/site.yaml", "commune Xã Ví Dụ\n".as_bytes()),
        (FILE, "---\ntitle: \"a\n---\n".as_bytes()),
        ("content/villages/thon-mot.md", "---\ntitel: a\n---\n".as_bytes()),
        ("content/programs/thu-sau.md", "\u{1}".as_bytes()),
    ]);
    let (site, found) = read(&files);
    assert!(site.is_none());
    for file in ["site.yaml", "dang-ky-ket-hon.md", "thon-mot.md", "thu-sau.md"] {
        let named = found.iter().any(|finding| finding.place.file.name() == file);
        assert!(named, "{file}: {}", found.show(&files, false, false));
    }
}

#[test]
fn a_file_that_cannot_be_read_is_no_second_mistake_elsewhere() {
    let other =
        procedure("title: Kết hôn\nrelated: [dang-ky-lai]\n", "---\n\n[Xem](dang-ky-lai.md)\n");
    let files = project([
        (FILE, other.as_bytes()),
        ("content/procedures/ho-tich/dang-ky-lai.md", "---\ntitle:\n---\n".as_bytes()),
    ]);
    let (_, found) = read(&files);
    let elsewhere = found.iter().filter(|finding| finding.place.file.name() != "dang-ky-lai.md");
    assert_eq!(elsewhere.count(), 0, "{}", found.show(&files, false, false));
}

/// Cut anywhere, or with any byte changed, a file gives findings or a site, never a panic.
#[test]
fn damaged_files_are_only_found() {
    let whole = procedure(
        "title: \"Đăng ký\"\nfee: {amount: 8000, tiers: [{upto: 2, amount: 1}]}\nkeywords:\n  - a\n  - 'b'\n",
        "---\n\n# Mục «một»\n\n[a](#x) <b>c</b> ![d](e.png)\n\n| a | b |\n|---|---|\n| c | d |\n",
    );
    let bytes = whole.as_bytes();
    for at in 0..bytes.len() {
        let _ = read(&project([(FILE, &bytes[..at])]));
        for byte in [b'\n', b'"', b':', b'-', b'\t', b'{', 0xF0, b' '] {
            let mut changed = bytes.to_vec();
            changed[at] = byte;
            let files = project([(FILE, changed.as_slice())]);
            let (_, found) = read(&files);
            let _ = found.show(&files, true, false);
        }
    }
}

/// Each is refused, and the run comes to its end; no clock, for these machines are shared.
#[test]
fn bombs_are_refused_and_end() {
    let deep = format!("---\na: {}\n---\n", "[".repeat(200_000));
    let wide = format!("---\nkeywords: [{}]\n---\n", "a,".repeat(400_000));
    let mut keys = "---\n".to_owned();
    (0..90_000).for_each(|n| keys += &format!("k{n}: 1\n"));
    keys += "---\n";
    let doubles = format!("---\n{}---\n", "title: a\n".repeat(90_000));
    let quotes = format!("---\ntitle: a\n---\n{}", "[".repeat(100_000));
    let stars = format!("---\ntitle: a\n---\n{}", "*a _b ".repeat(100_000));
    let lines = format!("---\n{}---\n", "a: \"\n".repeat(100_000));
    for text in [deep, wide, keys, doubles, quotes, stars, lines] {
        let files = project([(FILE, text.as_bytes())]);
        let (_, found) = read(&files);
        assert!(found.has_errors());
    }
}
