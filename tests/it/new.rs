//! `tracuu new`: scaffolds, templates, copies of guides. Files in memory, and transcripts of the binary
//! where the disk matters.

use serde_json::Value;

use super::project::Folder;
use super::small::{project, read};
use tracuu::catalogue::Kind;
use tracuu::desk::{self, Wanted};
use tracuu::diagnostic::{Diagnostics, Severity};
use tracuu::files::FileSet;
use tracuu::model::Id;

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn codes(found: &Diagnostics, severity: Severity) -> Vec<&'static str> {
    found.iter().filter(|it| it.severity == severity).map(|it| it.code).collect()
}

fn id(text: &str) -> Id {
    Id::new(text).expect("an id")
}

fn wanted(kind: Kind, name: &str) -> Wanted {
    let name = Some(name.to_owned());
    Wanted { kind, name, id: None, field: None, field_title: None, like: None }
}

/// Puts what was made into the project.
fn with(files: &FileSet, made: &desk::Made) -> FileSet {
    let mut files = files.clone();
    for (path, text) in &made.files {
        assert!(!files.contains(path), "{path} is written over");
        files.insert(path.clone(), text.as_bytes());
    }
    files
}

#[test]
fn a_scaffold_of_every_kind_has_no_error_and_says_what_is_open() {
    let long = format!("Thủ tục {}", "rất dài ".repeat(100));
    for (kind, name, open) in [
        (Kind::Procedure, "Đăng ký: nhận #cha, \"mẹ\", con", 2),
        (Kind::Procedure, long.trim(), 3),
        (Kind::Village, "Thôn: \"Ví Dụ\" #1", 0),
        (Kind::Program, "Ngày thứ Sáu không chờ", 2),
        (Kind::Page, "Trang mới", 1),
    ] {
        let base = project([]);
        let made = desk::make(&base, &wanted(kind, name)).expect("made");
        let files = with(&base, &made);
        let (site, found) = read(&files);
        assert!(!found.has_errors(), "{}", found.show(&files, true, false));
        assert_eq!(codes(&found, Severity::Warning), vec!["not-filled-in"; open], "{name}");
        assert!(site.is_some());
        // Published as it is, it stops every build.
        let text = made.files[0].1.replace("\nstatus: draft", "\nstatus: active");
        let mut files = files.clone();
        files.insert(made.path.clone(), text.as_bytes());
        let (_, found) = read(&files);
        assert_eq!(codes(&found, Severity::Error), vec!["not-filled-in"; open], "{name}");
    }
}

/// Takes the `# ` before a key away.
pub(crate) fn uncommented(line: &str) -> String {
    let space = line.len() - line.trim_start().len();
    let Some(rest) = line[space..].strip_prefix("# ") else { return line.to_owned() };
    let bare = rest.trim_start().trim_start_matches("- ");
    let key = bare.split(':').next().unwrap_or_default();
    let is_key = bare.contains(':') && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if is_key { format!("{}{rest}", &line[..space]) } else { line.to_owned() }
}

#[test]
fn the_day_of_a_program_is_read_out_of_its_name() {
    for (name, days) in [
        ("Ngày thứ Sáu không chờ", "weekdays: [fri]"),
        ("Thứ 4 giải quyết nhanh", "weekdays: [wed]"),
        ("Sáng Chủ nhật", "weekdays: [sun]"),
        ("Giờ làm việc thứ 9", "weekdays: on_request"),
    ] {
        let made = desk::make(&project([]), &wanted(Kind::Program, name)).expect("made");
        assert!(made.files[0].1.contains(days), "{name}: {}", made.files[0].1);
    }
}

#[test]
fn nothing_is_written_over_and_ids_are_free() {
    let base = project([("content/pages/a.md", &b"---\ntitle: A\n---\n"[..])]);
    let why = |wanted: &Wanted| desk::make(&base, wanted).expect_err("refused").vi;
    assert!(why(&wanted(Kind::Procedure, "Đăng ký khai sinh")).contains("dang-ky-khai-sinh.md"));
    assert!(why(&wanted(Kind::Village, "Hộ tịch")).contains("ho-tich/_index.md"));
    assert!(why(&wanted(Kind::Page, "12")).contains("--id"));
    assert!(why(&wanted(Kind::Page, "???")).contains("--id"));
    let former =
        project([("content/pages/a.md", &b"---\ntitle: A\naliases: [trang-cu]\n---\n"[..])]);
    let why = desk::make(&former, &wanted(Kind::Page, "Trang cũ")).expect_err("a former id").vi;
    assert!(why.contains("--id"), "{why}");
    let named = Wanted { id: Some(id("mot-hai")), ..wanted(Kind::Page, "12") };
    assert!(desk::make(&base, &named).is_ok());
}

#[test]
fn a_field_is_chosen_made_or_asked_for() {
    let base = project([("content/procedures/dat-dai/_index.md", &b"---\ntitle: A\n---\n"[..])]);
    let one = wanted(Kind::Procedure, "Việc mới");
    let why = desk::make(&base, &one).expect_err("two fields").vi;
    assert!(why.contains("dat-dai, ho-tich") && why.contains("--field-title"), "{why}");
    let in_one = Wanted { field: Some(id("dat-dai")), ..one.clone() };
    let made = desk::make(&base, &in_one).expect("made");
    assert_eq!(made.path.as_str(), "content/procedures/dat-dai/viec-moi.md");
    let unknown = Wanted { field: Some(id("moi")), ..one.clone() };
    assert!(
        desk::make(&base, &unknown).expect_err("unknown").vi.contains("chưa có lĩnh vực «moi»")
    );
    let new = Wanted { field_title: Some("Nông: nghiệp".into()), ..one.clone() };
    let made = desk::make(&base, &new).expect("made");
    let paths: Vec<&str> = made.files.iter().map(|(path, _)| path.as_str()).collect();
    let folder = "content/procedures/nong-nghiep";
    assert_eq!(paths, [format!("{folder}/_index.md"), format!("{folder}/viec-moi.md")]);
    let (_, found) = read(&with(&base, &made));
    assert!(!found.has_errors());
    // With a single field there is no choice.
    assert!(desk::make(&project([]), &one).is_ok());
}

#[test]
fn every_template_can_be_taken_and_is_a_draft_that_nobody_checked() {
    let templates = desk::templates();
    assert_eq!(templates.len(), 40);
    let base = project([]);
    for template in templates.iter().filter(|it| it.id.as_str() != "dang-ky-khai-sinh") {
        let like = Some(template.id.clone());
        let asked = Wanted { name: None, like, ..wanted(Kind::Procedure, "") };
        let made = desk::make(&base, &asked).expect("made");
        let files = with(&base, &made);
        let (site, found) = read(&files);
        assert!(!found.has_errors(), "{}", found.show(&files, true, false));
        let site = site.expect("a site");
        let procedure = site.procedure(&template.id).expect("made");
        assert_eq!(procedure.title, template.title);
        assert_eq!(procedure.status, tracuu::model::procedure::Status::Draft);
        assert!(procedure.checked.is_none() && procedure.decision.is_none());
        assert!(
            procedure
                .unverified
                .iter()
                .any(|it| it.note.as_deref().is_some_and(|n| n.contains("bản mẫu")))
        );
    }
}

#[test]
fn a_copy_keeps_words_and_comments_and_not_what_was_checked() {
    let folder = Folder::with_site("like");
    let original = "content/procedures/ho-tich/moi-khoa.md";
    let text = words(&std::fs::read(folder.0.join(original)).expect("readable"));
    folder
        .write(original, text.replacen("summary:", "# ghi chú của cán bộ\nsummary:", 1).as_bytes());
    let done = folder.tracuu(&["new", "procedure", "Việc khác", "--like", "moi-khoa"]);
    assert_eq!(done.status.code(), Some(0), "{}", words(&done.stderr));
    let told = words(&done.stderr);
    assert!(told.contains("checked, decision") && told.contains("unverified"), "{told}");
    assert!(told.contains("là bản nháp") && told.contains("tracuu check"), "{told}");
    let copy = words(
        &std::fs::read(folder.0.join("content/procedures/ho-tich/viec-khac.md")).expect("made"),
    );
    for kept in [
        "\ntitle: Việc khác\n",
        "\nstatus: draft\n",
        "# ghi chú của cán bộ\n",
        "Mở VNeID",
        "chưa ai đối chiếu",
    ] {
        assert!(copy.contains(kept), "{kept}\n{copy}");
    }
    for gone in ["\nchecked:", "\ndecision:", "\ncode:", "\naliases:", "\nsources:", "\nreplaces:"]
    {
        assert!(
            !copy.contains(gone) && copy.contains(&gone.replacen('\n', "\n# ", 1)),
            "{gone}\n{copy}"
        );
    }
    let checked = folder.tracuu(&["check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", words(&checked.stderr));
    // Never a second time.
    let again = folder.tracuu(&["new", "procedure", "Việc khác", "--field", "ho-tich"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(words(&again.stderr).contains("không bao giờ bị ghi đè"));
    let near = folder.tracuu(&["new", "procedure", "--like", "dang-ky-khai-sih"]);
    assert_eq!(near.status.code(), Some(2));
    assert!(words(&near.stderr).contains("«dang-ky-khai-sinh»"));
}

#[test]
fn templates_are_listed_by_field() {
    let folder = Folder::with_site("list");
    let listed = folder.tracuu(&["new", "procedure", "--list"]);
    let said = words(&listed.stdout);
    assert!(said.contains("Hộ tịch") && said.contains("dang-ky-khai-sinh"), "{said}");
    assert_eq!(folder.tracuu(&["new", "procedure"]).status.code(), Some(2));
    let schema = folder.tracuu(&["schema", "page"]);
    let schema: Value = serde_json::from_slice(&schema.stdout).expect("JSON");
    assert_eq!(schema["required"][0], "title");
    let hidden = folder.tracuu(&["new", "page", "Trang a\u{202e}b"]);
    assert_eq!(hidden.status.code(), Some(1), "{}", words(&hidden.stderr));
    assert!(!folder.0.join("content/pages/trang-ab.md").exists());
    let before = folder.tree("content").len();
    let made = folder.tracuu(&["new", "village", "Thôn Mới"]);
    assert_eq!(made.status.code(), Some(0), "{}", words(&made.stderr));
    assert!(words(&made.stdout).contains("Đã tạo content/villages/thon-moi.md"));
    assert_eq!(folder.tree("content").len(), before + 1);
}
