//! Which files count, what their names may be, and what they say of one another.

use super::small::{project, read};

/// Reads a project; returns `code file` of every finding, in order.
fn found(more: &[(&str, &str)]) -> Vec<String> {
    let files = project(more.iter().map(|(path, text)| (*path, text.as_bytes())));
    let (_, found) = read(&files);
    found.iter().map(|finding| format!("{} {}", finding.code, finding.place.file.name())).collect()
}

const PAGE: &str = "---\ntitle: A\n---\n";

#[test]
fn what_programs_leave_behind_is_passed_over() {
    let debris = [
        "content/.DS_Store",
        "content/procedures/Thumbs.db",
        "content/procedures/ho-tich/~$ng-ky.docx",
        "content/procedures/ho-tich/dang-ky.md~",
        "content/procedures/ho-tich/.dang-ky.md.swp",
        "content/pages/a.tmp",
        "content/pages/desktop.ini",
        "content/ledger/numbers.csv",
        "content/ledger/.gitattributes",
    ];
    assert!(found(&debris.map(|path| (path, "x"))).is_empty());
}

#[test]
fn files_in_no_place_are_named() {
    for (path, code) in [
        ("content/procedures/dang-ky.md", "stray-file"),
        ("content/procedures/ho-tich/cu/dang-ky.md", "stray-file"),
        ("content/procedures/ho-tich/dang-ky.txt", "stray-file"),
        ("content/procedures/ho-tich/mau.docx", "stray-file"),
        ("content/villages/thon.en.md", "stray-file"),
        ("content/page/gioi-thieu.md", "stray-file"),
        ("content/site.yml", "stray-file"),
        ("content/README.md", "stray-file"),
        ("content/procedures/ho-tich/_index.en.md", "bad-translation-name"),
        ("content/pages/gioi-thieu.xyz.md", "bad-translation-name"),
        ("content/pages/Gioi-Thieu.md", "bad-file-name"),
        ("content/pages/en.md", "bad-file-name"),
        ("content/pages/2026.md", "bad-file-name"),
        ("content/pages/posters.md", "bad-file-name"),
        ("content/procedures/Hộ tịch/_index.md", "bad-file-name"),
        ("content/forms/a.html", "form-type"),
        ("content/forms/a.svg", "form-type"),
        ("content/forms/.htaccess", ""),
        ("content/pages/con.md", "refused-file"),
        ("content/pages/a?.md", "refused-file"),
        ("content/procedures/ho-tich/dang-ky-khai-sinh - Copy.md", "conflict-copy"),
        ("content/procedures/ho-tich/dang-ky-khai-sinh-DESKTOP-4F2A.md", "conflict-copy"),
        (
            "content/procedures/ho-tich/dang-ky-khai-sinh (Máy xã's conflicted copy).md",
            "conflict-copy",
        ),
    ] {
        let found = found(&[(path, PAGE)]);
        let codes: Vec<_> = found.iter().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(codes, if code.is_empty() { vec![] } else { vec![code] }, "{path}");
    }
}

#[test]
fn a_folder_with_a_bad_name_is_one_mistake() {
    let text = super::small::PROCEDURE.replace("title: Đăng ký khai sinh", "title: A");
    assert_eq!(
        found(&[
            ("content/procedures/Cư trú/_index.md", PAGE),
            ("content/procedures/Cư trú/tam-tru.md", &text),
            ("content/procedures/Cư trú/thuong-tru.md", &text),
            ("content/villages/thon-mot.md", "---\ntitle: A\nprocedures: [tam-tru]\n---\n"),
        ]),
        ["bad-file-name _index.md"]
    );
}

#[test]
fn one_id_is_one_thing() {
    assert_eq!(found(&[("content/pages/ho-tich.md", PAGE)]), ["same-id _index.md"]);
    assert_eq!(
        found(&[
            ("content/villages/mot.md", "---\ntitle: A\nprocedures: all\n---\n"),
            ("content/pages/mot.md", PAGE),
        ]),
        ["same-id mot.md"]
    );
    let clash = "---\ntitle: A\nprocedures: all\naliases: [mot, hai]\n---\n";
    assert_eq!(
        found(&[
            ("content/villages/thon-ba.md", clash),
            ("content/villages/thon-bon.md", clash),
            ("content/pages/mot.md", PAGE),
        ]),
        ["alias-clash thon-ba.md", "alias-clash thon-bon.md", "alias-clash thon-bon.md"]
    );
}

#[test]
fn ids_of_others_must_exist() {
    let program = |covers: &str| format!("---\ntitle: A\nweekdays: [fri]\ncovers: {covers}\n---\n");
    for (path, text, lines) in [
        (
            "content/programs/p.md",
            program("{fields: [ho-tich], procedures: [dang-ky-khai-sinh]}"),
            vec![],
        ),
        (
            "content/programs/p.md",
            program("{fields: [dang-ky-khai-sinh]}"),
            vec!["unknown-id p.md"],
        ),
        (
            "content/programs/p.md",
            program("{procedures: [khong, dang-ky-khai-sinh]}"),
            vec!["unknown-id p.md"],
        ),
        (
            "content/villages/v.md",
            "---\ntitle: A\nprocedures: [a]\nsheets: [b]\nmerged_into: ho-tich\n---\n".to_owned(),
            vec!["unknown-id v.md"; 3],
        ),
        (
            "content/villages/v.md",
            "---\ntitle: A\nmerged_into: v\n---\n".to_owned(),
            vec!["circle v.md"],
        ),
    ] {
        assert_eq!(found(&[(path, &text)]), lines, "{text}");
    }
}

#[test]
fn every_link_of_every_file_obeys_the_hosts() {
    let village = "---\ntitle: A\nprocedures: all\nhall: {map: \"https://maps.example/\"}\n---\n\n[b](https://other.example/)\n[c](https://tthc.xa-vi-du.example/x)\n";
    assert_eq!(
        found(&[("content/villages/v.md", village)]),
        ["host-not-allowed v.md", "host-not-allowed v.md"]
    );
}

#[test]
fn a_translation_follows_its_original() {
    let path = "content/procedures/ho-tich/dang-ky-khai-sinh.en.md";
    for (text, codes) in [
        ("documents: [{name: A}]\nsteps: [A]\nresult: [A]\n", vec![]),
        ("documents: [{name: A}, {name: B}]\n", vec!["translation-length"]),
        ("documents: [{name: A, originals: 2}]\n", vec!["unknown-key"]),
        ("fee: 0\ncode: \"1\"\n", vec!["fact-in-translation"; 2]),
        ("cases: [{id: a, title: A}]\n", vec!["translation-length"]),
    ] {
        let text = format!("---\ntitle: A\n{text}---\n");
        let found = found(&[(path, &text)]);
        let found: Vec<_> = found.iter().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(found, codes, "{text}");
    }
}
