//! `tracuu init`: a first project on the disk, built by the binary; questions and answers in memory.

use std::io::Cursor;

use serde_json::Value;

use super::new::uncommented;
use super::project::{Folder, build, pages};
use tracuu::catalogue::Kind;
use tracuu::command::Voice;
use tracuu::command::init::{Said, ask};
use tracuu::desk::{self, Answers, QUESTIONS};
use tracuu::diagnostic::Diagnostics;
use tracuu::parse;

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_first_project_is_made_built_and_checked() {
    let folder = Folder::new("init");
    let made = folder.tracuu(&["init", "xa-moi"]);
    assert_eq!(made.status.code(), Some(0), "{}", words(&made.stderr));
    assert!(words(&made.stdout).contains("trong xa-moi: 5 thủ tục, 2 nhà văn hóa"));
    let said = words(&made.stderr);
    assert!(
        said.contains("example: true") && said.contains("cd xa-moi\n  tracuu serve --open"),
        "{said}"
    );
    assert!(said.contains("tên xã (commune), tên tỉnh (province), địa chỉ"), "{said}");
    let root = folder.0.join("xa-moi");
    let inside = |words: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tracuu"));
        command.current_dir(&root).args(words).output().expect("the binary runs")
    };
    let built = inside(&["build", "--posters", "none", "--today", "2026-11-22"]);
    assert_eq!(built.status.code(), Some(0), "{}", words(&built.stderr));
    // Tết comes in less than 60 days, and its days off are not listed: the only thing to be told.
    let said = words(&built.stderr);
    assert_eq!(said.matches("cảnh báo[").count(), 1, "{said}");
    assert!(said.contains("cảnh báo[holidays-unknown]"), "{said}");
    assert!(words(&built.stdout).contains("\nXem trang: tracuu serve --open\n"), "{built:?}");
    assert!(root.join("public/index.html").is_file());
    let early = inside(&["build", "--posters", "none", "--today", "2026-10-01", "--flat-links"]);
    assert!(!words(&early.stderr).contains("holidays-unknown"), "{early:?}");
    assert!(words(&early.stdout).contains("\nXem trang: mở public/index.html"), "{early:?}");
    let checked = inside(&["check", "--today", "2026-11-22"]);
    assert_eq!(checked.status.code(), Some(0), "{}", words(&checked.stderr));
    assert_eq!(words(&checked.stderr).matches("cảnh báo[").count(), 1, "{checked:?}");
    assert!(root.join("SO-TAY-CAN-BO.txt").is_file());
    assert!(!root.join("public/SO-TAY-CAN-BO.txt").exists());
    let printed = inside(&["print", "--all", "--today", "2026-11-22"]);
    assert_eq!(printed.status.code(), Some(1), "an example is printed");
    // A project is there: nothing is written a second time.
    let before = folder.tree("xa-moi");
    let again = folder.tracuu(&["init", "xa-moi"]);
    assert_eq!(again.status.code(), Some(2));
    let said = words(&again.stderr);
    assert!(said.contains("không trống") && said.contains("SO-TAY-CAN-BO.txt, content"), "{said}");
    assert!(folder.tree("xa-moi") == before);
}

#[test]
fn an_empty_folder_is_taken_and_what_was_cut_off_is_cleared_away() {
    let folder = Folder::new("init-here");
    folder.write(".tracuu/init/content/half.md", b"---\n");
    let made = folder.tracuu(&["init", "--json"]);
    assert_eq!(made.status.code(), Some(0), "{}", words(&made.stderr));
    let told: Value = serde_json::from_slice(&made.stdout).expect("stdout is JSON");
    assert_eq!(told["result"]["example"], true);
    assert!(folder.tree(".tracuu").is_empty());
    assert!(!folder.0.join("content/half.md").exists());
    // What a file manager left is no content, nor is what an earlier program of ours left.
    let other = Folder::new("init-debris");
    other.write("Thumbs.db", b"x");
    other.write("desktop.ini", b"x");
    other.write(".tracuu/ledger.lock", b"");
    let made = other.tracuu(&["init"]);
    assert_eq!(made.status.code(), Some(0), "{}", words(&made.stderr));
    let full = Folder::new("init-full");
    full.write("thu.txt", b"x");
    assert_eq!(full.tracuu(&["init"]).status.code(), Some(2));
    assert_eq!(full.tree("").len(), 1);
}

#[test]
fn answers_are_held_against_the_parser_and_written_safely() {
    let question = |key| QUESTIONS.iter().find(|one| one.key == key).expect("a question");
    for (key, answer, taken) in [
        ("commune", "Xã \"Ví Dụ\": số #5 \\ 'A'", true),
        ("commune", "a\u{7}b", false),
        ("commune", "a\u{202e}b", false),
        ("commune", "a\nexample: false", false),
        ("commune", "{a: b}", true),
        ("province", "- Tỉnh", true),
        ("address", "tthc.xa.gov.vn", true),
        ("address", "tthc xa gov vn", false),
        ("address", "xa", false),
        ("address", "http://tthc.xa.gov.vn/", false),
        ("address", "https://tthc.xa.gov.vn/", true),
        ("address", "https://tthc.xa.gov.vn/\"", false),
        ("phone", "0203 123 456", true),
        ("phone", "02031234567", true),
        ("phone", "0203.123.45x", false),
        ("villages", "Thôn A, Thôn \"B\"", true),
        ("villages", "Thôn A, b\u{0}", false),
    ] {
        let refused = question(key).refuses(answer);
        assert_eq!(refused.is_none(), taken, "{key}: {answer:?} {refused:?}");
    }
    let commune = "Xã \"Ví Dụ\": số #5 \\ 'A'";
    let mut answers = Answers::default();
    for (key, answer) in [
        ("commune", commune),
        ("province", "- Tỉnh: #1"),
        ("address", "https://tthc.xa.gov.vn/huong-dan/"),
        ("phone", "02031234567"),
        ("villages", "Thôn: \"A\" #1; Thôn: \"A\" #1, Giới thiệu; 12, !!!"),
    ] {
        answers.take(question(key), answer);
    }
    assert!(answers.is_real());
    let files = desk::project(&answers);
    let mut found = Diagnostics::default();
    let site = parse::site(&files, &mut found).expect("a site");
    assert!(!found.has_errors(), "{}", found.show(&files, true, false));
    assert_eq!(site.commune.name, commune);
    assert_eq!(site.commune.province.as_deref(), Some("- Tỉnh: #1"));
    assert_eq!(site.commune.phone.as_deref(), Some("02031234567"));
    assert!(!site.commune.example);
    let ids: Vec<&str> = site.villages.iter().map(|village| village.id.as_str()).collect();
    assert_eq!(ids, ["gioi-thieu-2", "thon", "thon-12", "thon-a-1", "thon-a-1-2"]);
    assert!(site.villages.iter().any(|village| village.title == "Thôn: \"A\" #1"));
    let pages = pages(&build(&files));
    let home = words(pages.get_str("index.html").expect("a home page"));
    assert!(home.contains("Xã &quot;Ví Dụ&quot;: số #5 \\"), "{home}");
    // Nothing that only the commune knows is put down for it.
    assert!(site.commune.hours.is_none() && site.programs.iter().all(|program| program.draft));
    assert!(site.procedures.iter().all(|it| it.checked.is_none() && it.decision.is_none()));
    assert!(site.procedures.iter().all(|it| !it.unverified.is_empty()));
    for (path, bytes) in files.inside("content") {
        let text = words(bytes);
        let live = text.lines().map(|line| line.split("# ").next().unwrap_or_default());
        assert!(!live.collect::<String>().contains("xa-vi-du"), "{path}");
    }
}

#[test]
fn an_address_is_completed_and_said() {
    let question = QUESTIONS.iter().find(|one| one.key == "address").expect("a question");
    for (typed, written) in [
        ("tanlap.vn", "https://tanlap.vn/"),
        (" tanlap.vn/tthc/ ", "https://tanlap.vn/tthc/"),
        ("https://xa.gov.vn/huong-dan", "https://xa.gov.vn/huong-dan/"),
        ("https://xa.gov.vn/?a", "https://xa.gov.vn/?a"),
        ("", ""),
    ] {
        assert_eq!(question.completed(typed), written);
    }
    let folder = Folder::new("init-address");
    let made = folder.tracuu(&["init", "--commune", "Xã Mới", "--address", "xa-moi.gov.vn"]);
    let said = words(&made.stderr);
    assert!(said.contains("Địa chỉ trang được ghi là https://xa-moi.gov.vn/\n"), "{said}");
    let missing = "Ghi tiếp vào content/site.yaml: tên tỉnh (province), điện thoại (phone), giờ";
    assert!(said.contains(missing), "{said}");
    // What was said is not asked for again.
    let folder = Folder::new("init-example");
    let made = folder.tracuu(&["init", "--commune", "Xã Mới", "--phone", "0203 123 456"]);
    let said = words(&made.stderr);
    assert!(
        said.contains("content/site.yaml: tên tỉnh (province), địa chỉ trang (address), giờ"),
        "{said}"
    );
}

#[test]
fn no_command_leaves_anything_in_a_folder_that_is_no_project() {
    let folder = Folder::new("no-project");
    for verb in [
        &["build"][..],
        &["check"],
        &["check", "--fix"],
        &["check", "--todo"],
        &["new", "page", "Trang"],
        &["print", "--all"],
        &["print", "--taken-down", "41-3"],
        &["status"],
        &["numbers"],
        &["numbers", "fix"],
        &["redirects", "--format", "nginx"],
        &["export"],
        &["serve", "--port", "0"],
    ] {
        let done = folder.tracuu(verb);
        let said = words(&done.stderr);
        assert_eq!(done.status.code(), Some(2), "{verb:?}: {said}");
        assert!(said.contains("bắt đầu bằng: tracuu init ten-thu-muc"), "{verb:?}: {said}");
        assert_eq!(std::fs::read_dir(&folder.0).expect("readable").count(), 0, "{verb:?}");
    }
}

#[test]
fn the_handbook_is_short_and_names_the_verbs() {
    let files = desk::project(&Answers::default());
    let text = words(files.get_str("SO-TAY-CAN-BO.txt").expect("made"));
    let count = text.split_whitespace().count();
    assert!(count < 1000, "{count} words");
    for verb in
        ["serve --open", "build --flat-links", "export", "import", "check --fix", "check --todo"]
    {
        assert!(text.contains(&format!("tracuu {verb}")), "{verb}");
    }
}

#[test]
fn a_name_without_an_address_stays_an_example() {
    let mut answers = Answers::default();
    answers.take(&QUESTIONS[0], "Xã Ví Dụ");
    answers.take(&QUESTIONS[2], "https://tthc.xa.example/");
    assert!(!answers.is_real());
    let text = words(desk::project(&answers).get_str("content/site.yaml").expect("made"));
    assert!(text.contains("\nexample: true "), "{text}");
}

#[test]
fn a_real_commune_gets_no_hall_that_nobody_named() {
    let folder = Folder::new("init-no-halls");
    let answers = ["--commune", "Xã A", "--address", "https://tthc.xa.gov.vn/"];
    let made = folder.tracuu(&[&["init", "xa"][..], &answers].concat());
    assert_eq!(made.status.code(), Some(0), "{}", words(&made.stderr));
    let said = words(&made.stderr);
    assert!(said.contains("Thêm từng thôn: tracuu new village"), "{said}");
    assert!(!folder.0.join("xa/content/villages").exists());
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tracuu"));
    command.current_dir(folder.0.join("xa")).args(["build", "--today", "2026-11-22"]);
    let built = command.output().expect("the binary runs");
    assert_eq!(built.status.code(), Some(0), "{}", words(&built.stderr));
}

#[test]
fn a_person_is_asked_at_most_five_times_and_again_when_wrong() {
    let voice = Voice { english: false, json: false };
    let typed =
        "Xã Ví Dụ\n\nkhông phải địa chỉ\nhttps://tthc.xa.gov.vn/\n0203 123 456\nThôn A\nthừa\n";
    let (mut output, mut answers) = (Vec::new(), Answers::default());
    let mut input = Cursor::new(typed.as_bytes());
    ask(voice, &mut input, &mut output, &Said::default(), &mut answers).expect("a terminal");
    let said = words(&output);
    let times: Vec<_> =
        QUESTIONS.iter().map(|one| said.matches(&format!("{}: ", one.vi)).count()).collect();
    assert_eq!(times, [1, 1, 2, 1, 1], "{said}");
    assert!(said.contains("trong địa chỉ «không phải địa chỉ» có dấu cách"), "{said}");
    assert_eq!(answers.address.as_deref(), Some("https://tthc.xa.gov.vn/"));
    assert_eq!((answers.province, answers.villages), (None, vec!["Thôn A".to_owned()]));
    // What stands on the command line is not asked; the end of the input ends the questions.
    let said = Said { folder: None, answers: vec![("commune", "Xã A".into())] };
    let (mut output, mut answers) = (Vec::new(), Answers::default());
    ask(voice, &mut Cursor::new(b""), &mut output, &said, &mut answers).expect("a terminal");
    let told = words(&output);
    assert!(!told.contains("Tên xã") && told.contains("Tên tỉnh"), "{told}");
}

#[test]
fn the_file_of_the_commune_shows_every_key() {
    let text =
        words(desk::project(&Answers::default()).get_str("content/site.yaml").expect("made"));
    let open: Vec<String> = text.lines().map(uncommented).collect();
    for key in Kind::Site.group().keys {
        assert!(
            open.iter().any(|line| line.starts_with(&format!("{}:", key.name))),
            "{}",
            key.name
        );
    }
}
