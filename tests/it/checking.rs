//! `check` as officials use it: findings by file, `--fix` with its backup, `--todo`.

use std::fs;

use super::project::Folder;

const GUIDE: &str = "content/procedures/ho-tich/moi.md";

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A guide with the keys of the smallest project, in Unicode.
fn guide(title: &str) -> String {
    format!(
        "---\ntitle: {title}\ndocuments:\n  - name: Tờ khai đăng ký\n    originals: 1\nsteps:\n  - Nộp hồ sơ tại trung tâm.\n---\n"
    )
}

#[test]
fn findings_stand_by_file_errors_first_with_totals_and_one_next_step() {
    let folder = Folder::with_site("desk-grouped");
    folder.write(GUIDE, guide("Mới").replace("title", "titel").as_bytes());
    folder.write("content/pages/hong.md", b"---\ntitel: Hong\n---\n");
    let done = folder.tracuu(&["check"]);
    assert_eq!(done.status.code(), Some(1));
    let said = words(&done.stderr);
    let at = |text: &str| said.find(text).unwrap_or_else(|| panic!("{text} is not in\n{said}"));
    assert!(at("content/pages/hong.md: 1 lỗi") < at("content/pages/hong.md:2:1"));
    assert!(at("content/pages/hong.md:2:1") < at("content/procedures/ho-tich/moi.md: "));
    assert!(at("content/procedures/ho-tich/moi.md:2:1") < at("Tất cả: "));
    assert!(at("Bắt đầu từ content/pages/hong.md:") > at("Tất cả: "));
}

#[test]
fn machines_get_totals_and_what_can_be_mended() {
    let folder = Folder::with_site("desk-json");
    folder.write(GUIDE, guide("“Mới”").as_bytes());
    let done = folder.tracuu(&["--json", "check"]);
    let told: serde_json::Value = serde_json::from_slice(&done.stdout).expect("JSON");
    assert_eq!(told["totals"]["errors"], 1);
    assert_eq!(told["totals"]["fixable"], 1);
    let findings = told["findings"].as_array().expect("findings");
    let quotes = findings.iter().find(|it| it["code"] == "word-quotes").expect("it is found");
    assert_eq!(quotes["fixable"], true);
    assert!(told["result"]["sheets"].is_number());
}

#[test]
fn a_file_in_an_old_encoding_is_mended_with_a_diff_and_a_backup() {
    let folder = Folder::with_site("desk-fix");
    let right = guide("Đăng ký kết hôn lưu động");
    let old = tracuu::encoding::Legacy::Tcvn3.encode(&right).expect("it has a place");
    folder.write(GUIDE, &old);
    let looked = folder.tracuu(&["check", "--fix", "--dry-run", "--today", "2026-11-22"]);
    assert_eq!(looked.status.code(), Some(0), "{}", words(&looked.stderr));
    let said = words(&looked.stdout);
    assert!(said.contains("\n-title: §¨ng ký kÕt h«n l\u{ad}u ®éng\n"), "{said}");
    assert!(said.contains("\n+title: Đăng ký kết hôn lưu động\n"), "{said}");
    assert!(said.contains("TCVN3"), "{said}");
    assert_eq!(fs::read(folder.0.join(GUIDE)).expect("readable"), old);
    assert!(!folder.0.join(".tracuu/backup").exists());
    let done = folder.tracuu(&["check", "--fix", "--today", "2026-11-22"]);
    assert_eq!(done.status.code(), Some(0), "{}", words(&done.stderr));
    assert_eq!(words(&fs::read(folder.0.join(GUIDE)).expect("readable")), right);
    assert_eq!(folder.tree(".tracuu/backup"), [(format!("2026-11-22/{GUIDE}"), old.clone())]);
    // Nothing is left to do; and another old file goes into a folder of its own.
    let again = folder.tracuu(&["check", "--fix", "--today", "2026-11-22"]);
    assert!(words(&again.stdout).contains("Không có gì"), "{}", words(&again.stdout));
    folder.write(GUIDE, &old);
    assert!(folder.tracuu(&["check", "--fix", "--today", "2026-11-22"]).status.success());
    assert!(folder.0.join(".tracuu/backup/2026-11-22-2").join(GUIDE).is_file());
}

#[test]
fn a_file_that_was_saved_in_between_is_not_written_over() {
    use tracuu::files::FilePath;
    use tracuu::io::rewrite::{self, Rewritten};
    let folder = Folder::new("desk-between");
    let path = FilePath::known("content/x.md");
    folder.write("content/x.md", b"newer");
    let kept = rewrite::folder(&folder.0, "2026-11-22");
    let done = rewrite::one(&folder.0, &kept, &path, b"older", b"mended").expect("no disk fails");
    assert_eq!(done, Rewritten::Changed);
    assert_eq!(fs::read(folder.0.join("content/x.md")).expect("readable"), b"newer");
    assert!(!folder.0.join(".tracuu").exists());
    let done = rewrite::one(&folder.0, &kept, &path, b"newer", b"mended").expect("no disk fails");
    assert_eq!(done, Rewritten::Written);
    assert_eq!(fs::read(folder.0.join("content/x.md")).expect("readable"), b"mended");
}

#[test]
fn what_cannot_be_mended_for_certain_is_left_and_said() {
    let folder = Folder::with_site("desk-left");
    let mut mixed = guide("Đăng ký kết hôn").into_bytes();
    mixed.extend(b"H\xE9 kh\xC8u, l\xD6 ph\xDD, gi\xCAy t\xEA ph\xB6i mang\n");
    folder.write(GUIDE, &mixed);
    let done = folder.tracuu(&["check", "--fix"]);
    assert_eq!(done.status.code(), Some(1));
    let said = words(&done.stdout);
    assert!(said.contains(&format!("{GUIDE}: ✗ [tcvn3]")), "{said}");
    assert!(said.contains("máy không đoán"), "{said}");
    assert_eq!(fs::read(folder.0.join(GUIDE)).expect("readable"), mixed);
    // A program that asks is told the same: what was mended, and that an error is left.
    folder.write("content/pages/nhay.md", "---\ntitle: “Trang mới”\n---\n".as_bytes());
    let done = folder.tracuu(&["--json", "check", "--fix"]);
    assert_eq!(done.status.code(), Some(1));
    let told: serde_json::Value = serde_json::from_slice(&done.stdout).expect("JSON");
    let files = told["result"]["files"].as_array().expect("files");
    assert!(files.iter().any(|file| file["file"] == "content/pages/nhay.md"), "{told}");
    assert!(told["result"]["backup"].is_string() && told["result"]["dry_run"] == false, "{told}");
    assert_eq!(told["findings"][0]["code"], "tcvn3", "{told}");
}

#[test]
fn the_work_list_names_who_has_to_look_at_what() {
    let folder = Folder::with_site("desk-todo");
    folder.write(GUIDE, guide("Việc mới").as_bytes());
    let index = "content/procedures/ho-tich/_index.md";
    folder.write(index, "---\ntitle: Hộ tịch\nowner: Công chức tư pháp\n---\n".as_bytes());
    let table = folder.tracuu(&["check", "--todo", "--csv", "viec.csv", "--xlsx", "viec.xlsx"]);
    assert_eq!(table.status.code(), Some(0), "{}", words(&table.stderr));
    let said = words(&table.stdout);
    let row = said.lines().find(|line| line.contains(GUIDE)).expect("the guide is listed");
    for part in ["Hộ tịch", "Công chức tư pháp", "chưa có mã quốc gia", "chưa ghi nguồn"]
    {
        assert!(row.contains(part), "{row}");
    }
    let csv = words(&fs::read(folder.0.join("viec.csv")).expect("it is written"));
    assert!(csv.lines().any(|line| line.contains("Việc mới")), "{csv}");
    assert!(fs::read(folder.0.join("viec.xlsx")).expect("it is written").starts_with(b"PK"));
    let json = folder.tracuu(&["--json", "check", "--todo"]);
    let told: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let tasks = told["result"]["tasks"].as_array().expect("tasks");
    let task = tasks.iter().find(|task| task["file"] == GUIDE).expect("the guide is listed");
    assert_eq!(task["owner"], "Công chức tư pháp");
    let keys: Vec<&str> = task["reasons"]
        .as_array()
        .expect("reasons")
        .iter()
        .filter_map(|r| r["key"].as_str())
        .collect();
    assert_eq!(keys, ["no-code", "no-source", "no-check-date"]);
}
