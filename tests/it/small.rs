//! The smallest project without a mistake, to which tests add theirs.

use tracuu::diagnostic::Diagnostics;
use tracuu::files::FileSet;
use tracuu::model::Site;
use tracuu::parse;

/// The commune of every test.
pub(crate) const SITE: &str = "address: https://tthc.xa-vi-du.example/
commune: Xã Ví Dụ
allow_hosts: [dichvucong.gov.vn]
languages: [vi, en]
example: true
";

/// A procedure without a mistake.
pub(crate) const PROCEDURE: &str = "---
title: Đăng ký khai sinh
code: \"1.001193\"
documents:
  - name: Tờ khai
    originals: 1
steps:
  - Nộp hồ sơ.
result:
  - Giấy khai sinh
---

## Ai được làm thay

Ông bà được làm thay.
";

/// Returns the smallest project, with `more` added or put in the place of its files.
pub(crate) fn project<'a>(more: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> FileSet {
    let mut files = FileSet::default();
    let mut paths = Vec::new();
    for (path, bytes) in more {
        files.insert_named(path, bytes);
        paths.push(path);
    }
    for (path, text) in [
        ("content/site.yaml", SITE),
        ("content/procedures/ho-tich/_index.md", "---\ntitle: Hộ tịch\n---\n"),
        ("content/procedures/ho-tich/dang-ky-khai-sinh.md", PROCEDURE),
    ] {
        if !paths.contains(&path) {
            files.insert_named(path, text.as_bytes());
        }
    }
    files
}

/// Reads a project; the findings are sorted.
pub(crate) fn read(files: &FileSet) -> (Option<Site>, Diagnostics) {
    let mut found = Diagnostics::default();
    let site = parse::site(files, &mut found);
    found.sort();
    (site, found)
}
