//! `print` and `status` as officials use them: what is made, what is refused, what is told.

use super::commune::Commune;

fn sheets(commune: &Commune, folder: &str) -> Vec<String> {
    commune.0.tree(folder).into_iter().map(|(path, _)| path).collect()
}

#[test]
fn an_address_that_does_not_last_is_never_printed() {
    let commune = Commune::new("print-address");
    for (address, more, why) in [
        ("https://tthc.xa-vi-du.example/", "example: true\n", "tên miền dành riêng"),
        ("https://xa.pages.dev/", "", "địa chỉ xem thử"),
        ("https://tthc.xa-vi-du.gov.vn/", "example: true\n", "xã ví dụ"),
    ] {
        commune.site(address, more);
        let said = commune.run(1, &["print", "--all"]);
        assert!(said.contains("lỗi[print-address]: content/site.yaml:"), "{said}");
        assert!(said.contains(why), "{said}");
        assert!(said.contains("Chưa in và chưa ghi sổ tờ nào."), "{said}");
        assert!(commune.read("content/ledger/prints.csv").is_empty());
        assert!(!commune.0.0.join("in-2026-11-22").exists());
        // A build may be made of it all the same.
        commune.run(0, &["build", "--posters", "none"]);
    }
}

#[test]
fn print_makes_one_file_for_each_size_of_paper_and_records_every_sheet() {
    let commune = Commune::new("print-files");
    commune.village(
        "thon-tay",
        "Thôn Tây",
        "posters: [{kind: board, size: A3}, {kind: index, size: A4}]",
    );
    let preview = commune.run(0, &["print", "--all", "--dry-run"]);
    assert!(preview.contains("1 A3") && preview.contains("3 A4"), "{preview}");
    assert!(!commune.0.0.join("in-2026-11-22").exists(), "a preview makes nothing");
    assert!(commune.read("content/ledger/prints.csv").is_empty());
    commune.run(0, &["print", "--all", "--also", "svg,png"]);
    let files = sheets(&commune, "in-2026-11-22");
    assert!(
        files.contains(&"A3.pdf".to_owned()) && files.contains(&"A4.pdf".to_owned()),
        "{files:?}"
    );
    assert!(files.contains(&"danh-sach.xlsx".to_owned()), "{files:?}");
    assert!(files.contains(&"thon-tay/board-1.png".to_owned()), "{files:?}");
    assert_eq!(files.len(), 3 + 2 * 4, "{files:?}");
    let records = commune.read("content/ledger/prints.csv");
    assert!(!records.contains("matkhau88") && !records.contains("Nha van hoa"), "{records}");
    let numbers = commune.read("content/ledger/numbers.csv");
    assert!(numbers.contains("thon-tay"), "what is printed has a number in the file");
    // Paper that was torn: the same sheet again, with a number of its own.
    let again = commune.run(0, &["print", "--hall", "thon-tay", "--again", "--kind", "board"]);
    assert!(again.contains("1 A3") && again.contains("in thêm"), "{again}");
    assert_eq!(sheets(&commune, "in-2026-11-22-2"), ["A3.pdf", "danh-sach.xlsx"]);
    assert!(commune.status().iter().all(|line| line.ends_with("current")));
    let moved =
        commune.run(0, &["print", "--again", "--hall", "thon-dong", "--output", "treo/dong"]);
    assert!(moved.contains("treo/dong"), "{moved}");
    assert!(commune.0.0.join("treo/dong/A4.pdf").is_file());
}

#[test]
fn print_says_what_is_wrong_with_its_words() {
    let commune = Commune::new("print-words");
    commune.run(2, &["print"]);
    commune.run(2, &["print", "--hall", "thon-dongg"]);
    commune.run(2, &["print", "--taken-down", "41"]);
    let said = commune.run(2, &["print", "--taken-down", "41-3"]);
    assert!(said.contains("không có tờ số 41-3"), "{said}");
    commune.run(3, &["print", "--all", "--output", "content/in"]);
    assert!(commune.read("content/ledger/prints.csv").is_empty());
}

#[test]
fn a_sheet_that_hangs_says_its_number_and_a_build_says_that_it_has_none() {
    let commune = Commune::new("print-foot");
    commune.run(0, &["print", "--hall", "thon-tay", "--also", "svg"]);
    commune.run(0, &["build", "--posters", "svg"]);
    let hall = commune.read("content/ledger/numbers.csv");
    let hall = hall.lines().find(|line| line.contains("thon-tay")).expect("it is numbered");
    let number = hall.split(',').next().expect("a number");
    let printed = commune.read("in-2026-11-22/thon-tay/board-1.svg");
    assert!(printed.contains(&format!("số {number}-1 · 11/2026")), "the foot of {number}");
    assert!(!printed.contains("chưa ghi sổ"));
    assert!(commune.read("public/posters/thon-tay/board-1.svg").contains("chưa ghi sổ"));
}

#[test]
fn status_is_a_table_a_csv_and_a_workbook() {
    let commune = Commune::new("status-files");
    commune.run(0, &["print", "--hall", "thon-dong"]);
    commune.procedure("chung-thuc", "Chứng thực bản sao", "fee: {amount: 8000, unit: trang}");
    let said = commune.run(0, &["status", "--csv", "tt.csv", "--xlsx", "tt.xlsx"]);
    for words in [
        "lệ phí 5.000 đồng/trang → 8.000 đồng/trang",
        "Nơi treo",
        "chưa in",
        "1 tờ còn đúng, 1 tờ phải in lại, 1 tờ chưa in, 0 tờ phải gỡ.",
        "tracuu print --all",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    let csv = commune.read("tt.csv");
    assert!(csv.starts_with("\u{feff}Nơi treo,Tờ,"), "{csv}");
    assert_eq!(csv.lines().count(), 1 + 3, "every sheet, also those that are right");
    let book = std::fs::read(commune.0.0.join("tt.xlsx")).expect("it was written");
    assert!(book.starts_with(b"PK"));
    let one = commune.run(0, &["--lang", "en", "status", "--hall", "thon-tay"]);
    assert!(one.contains("never printed") && !one.contains("Thôn Đông"), "{one}");
}
