//! The binary: exit codes, an untouched `public/` when the content is wrong, a build that is killed.

use std::thread::sleep;
use std::time::Duration;

use super::project::Folder;

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_build_says_what_it_made() {
    let folder = Folder::with_site("says");
    let done = folder.tracuu(&["build", "--posters", "none"]);
    assert_eq!(done.status.code(), Some(0), "{}", words(&done.stderr));
    let said = words(&done.stdout);
    assert!(said.contains("3 thủ tục, 3 nhà văn hóa, 2 mô hình phục vụ"), "{said}");
    assert!(said.contains("Xem trang: tracuu serve --open"), "{said}");
    assert!(!folder.0.join("public/posters").exists());
}

#[test]
fn an_error_in_the_content_leaves_public_and_ledger_untouched() {
    let folder = Folder::with_site("untouched");
    assert!(folder.tracuu(&["build", "--posters", "none"]).status.success());
    let (before, ledger) = (folder.tree("public"), folder.tree("content/ledger"));
    assert_eq!(ledger.len(), 1);
    folder.write("content/procedures/ho-tich/moi.md", b"---\ntitle: Moi\nstep: [a]\n---\n");
    folder.write("content/pages/hong.md", b"---\ntitel: Hong\n---\n");
    let done = folder.tracuu(&["build"]);
    assert_eq!(done.status.code(), Some(1));
    let said = words(&done.stderr);
    assert!(said.contains("content/procedures/ho-tich/moi.md:3:1"), "{said}");
    assert!(said.contains("content/pages/hong.md:2:1"), "{said}");
    assert_eq!(folder.tree("public"), before);
    assert_eq!(folder.tree("content/ledger"), ledger);
}

#[test]
fn numbers_stay_with_their_things_and_locked_mints_none() {
    let folder = Folder::with_site("locked");
    assert_eq!(folder.tracuu(&["build", "--posters", "none", "--locked"]).status.code(), Some(1));
    assert!(!folder.0.join("public").exists());
    assert!(folder.tracuu(&["build", "--posters", "none"]).status.success());
    let ledger = folder.tree("content/ledger");
    assert!(folder.tracuu(&["build", "--posters", "none", "--locked"]).status.success());
    assert_eq!(folder.tree("content/ledger"), ledger);
}

#[test]
fn the_wrong_words_are_usage_and_a_missing_folder_is_the_machine() {
    let folder = Folder::with_site("usage");
    assert_eq!(folder.tracuu(&["bild"]).status.code(), Some(2));
    assert_eq!(folder.tracuu(&["build", "--posters", "none,svg"]).status.code(), Some(2));
    assert_eq!(folder.tracuu(&["build", "--output", "content"]).status.code(), Some(3));
    let nowhere = folder.0.join("nowhere");
    let nowhere = nowhere.to_str().expect("UTF-8");
    assert_eq!(folder.tracuu(&["--root", nowhere, "check"]).status.code(), Some(2));
}

#[test]
fn findings_are_json_for_machines() {
    let folder = Folder::with_site("json");
    folder.write("content/pages/hong.md", b"---\ntitel: Hong\n---\n");
    let done = folder.tracuu(&["--json", "check"]);
    assert_eq!(done.status.code(), Some(1));
    let told: serde_json::Value = serde_json::from_slice(&done.stdout).expect("stdout is JSON");
    let first =
        told["findings"].as_array().expect("findings").iter().find(|f| f["code"] == "unknown-key");
    let first = first.expect("the unknown key is found");
    assert_eq!((first["line"].as_u64(), first["column"].as_u64()), (Some(2), Some(1)));
    assert!(done.stderr.is_empty(), "{}", words(&done.stderr));
}

#[test]
fn a_build_that_is_killed_leaves_the_old_or_the_new_version() {
    let folder = Folder::with_site("killed");
    assert!(folder.tracuu(&["build"]).status.success());
    let old = folder.tree("public");
    let page = "content/pages/gioi-thieu.md";
    let changed =
        words(&std::fs::read(folder.0.join(page)).expect("readable")).replace("Hỏi tại", "Gọi tới");
    folder.write(page, changed.as_bytes());
    let reference = Folder::with_site("killed-reference");
    reference.write(page, changed.as_bytes());
    assert!(reference.tracuu(&["build"]).status.success());
    let new = reference.tree("public");
    assert!(old != new);
    for wait in (0..24).map(|n| n * n) {
        let mut child = folder.command(&["build"]).spawn().expect("the binary runs");
        sleep(Duration::from_millis(wait));
        let _ = child.kill();
        let _ = child.wait();
        let now = folder.tree("public");
        assert!(now == old || now == new, "a mixture after {wait} ms");
    }
    assert!(folder.tracuu(&["build"]).status.success());
    assert!(folder.tree("public") == new);
    assert!(folder.tree(".tracuu/stage").iter().all(|(name, _)| name == "public/lock"));
}

#[test]
fn drafts_and_other_addresses_are_previews_without_posters_or_numbers() {
    let folder = Folder::with_site("preview");
    let done = folder.tracuu(&["build", "--drafts", "--base-url", "https://xem-thu.example/"]);
    assert!(done.status.success(), "{}", words(&done.stderr));
    assert!(folder.0.join("public/ban-nhap/index.html").is_file());
    assert!(!folder.0.join("public/posters").exists());
    assert!(folder.tree("content/ledger").is_empty());
    assert!(folder.tracuu(&["build", "--posters", "none"]).status.success());
    assert!(!folder.0.join("public/ban-nhap").exists());
}

#[test]
fn many_warnings_alike_are_told_in_short_by_build_and_whole_by_check() {
    let folder = Folder::with_site("alike");
    for number in 0..5 {
        let text = format!(
            "---\ntitle: Việc {number}\nweekdays: [fri]\nfrom: 2023-09-25\ncovers: {{all: true}}\n---\n"
        );
        folder.write(&format!("content/programs/viec-{number}.md"), text.as_bytes());
    }
    let built = words(&folder.tracuu(&["build", "--posters", "none"]).stderr);
    assert_eq!(built.matches("cảnh báo[program-starts-off-day]").count(), 2, "{built}");
    assert!(built.contains("3 điều nữa cùng loại [program-starts-off-day]"), "{built}");
    let checked = words(&folder.tracuu(&["check"]).stderr);
    assert_eq!(checked.matches("cảnh báo[program-starts-off-day]").count(), 5, "{checked}");
}
