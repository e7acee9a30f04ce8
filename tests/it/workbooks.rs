//! Lists out to Excel and in again: a round trip loses nothing, an update changes only what differs.

use std::sync::Arc;

use rust_xlsxwriter::Workbook;

use tracuu::diagnostic::Diagnostics;
use tracuu::files::{FilePath, FileSet};
use tracuu::model::Site;
use tracuu::parse;
use tracuu::sheet::import::{Asked, Outcome, Plan, plan};
use tracuu::sheet::{Kind, export};

use super::project::{Folder, example, site};

/// Everything but what sheets are about.
fn bare(files: &FileSet) -> FileSet {
    let about = ["content/procedures", "content/villages", "content/programs"];
    let kept =
        files.iter().filter(|(path, _)| about.iter().all(|folder| path.below(folder).is_none()));
    kept.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

fn with_writes(files: &FileSet, plan: &Plan) -> FileSet {
    let mut files = files.clone();
    files.extend(plan.writes.iter().map(|(path, bytes)| (path.clone(), bytes.clone().into())));
    files
}

fn read(files: &FileSet) -> Site {
    let mut found = Diagnostics::default();
    let site = parse::site(files, &mut found);
    assert!(!found.has_errors(), "{}", found.show(files, true, false));
    site.expect("site.yaml is there")
}

/// What a site says, without where it says so, and without translations.
fn told(files: &FileSet) -> Vec<String> {
    let mut site = read(files);
    let origin = site.commune.origin.clone();
    for procedure in &mut site.procedures {
        let procedure = Arc::make_mut(procedure);
        procedure.origin = origin.clone();
        procedure.translations.clear();
    }
    site.villages.iter_mut().for_each(|village| village.origin = origin.clone());
    site.programs.iter_mut().for_each(|program| program.origin = origin.clone());
    site.fields.iter_mut().for_each(|field| field.origin = origin.clone());
    let procedures = site.procedures.iter().map(|it| format!("{it:#?}"));
    let villages = site.villages.iter().map(|it| format!("{it:#?}"));
    let programs = site.programs.iter().map(|it| format!("{it:#?}"));
    let fields = site.fields.iter().map(|it| format!("{it:#?}"));
    procedures.chain(villages).chain(programs).chain(fields).collect()
}

fn refused(plan: &Plan) -> Vec<String> {
    let left = plan.items.iter().filter_map(|item| match &item.outcome {
        Outcome::Left(why) => Some(format!("{}: {}", item.place, why.en)),
        _ => None,
    });
    left.chain(plan.remarks.iter().map(|remark| format!("{}: {}", remark.place(), remark.text.en)))
        .collect()
}

fn comes_back(files: &FileSet) {
    let book = export::workbook(files, &Kind::ALL);
    assert!(book.unread.is_empty() && book.too_long.is_empty());
    let empty = bare(files);
    let plan = plan(&empty, &book.bytes, &Asked::default()).expect("our own sheets are understood");
    assert_eq!(refused(&plan), Vec::<String>::new());
    let again = with_writes(&empty, &plan);
    for (was, is) in told(files).iter().zip(&told(&again)) {
        assert_eq!(was, is);
    }
    assert_eq!(told(files).len(), told(&again).len());
    assert!(export::workbook(&again, &Kind::ALL).bytes == book.bytes, "the same cells again");
}

#[test]
fn the_example_comes_back_from_excel() {
    comes_back(&example());
}

#[test]
fn every_key_comes_back_from_excel() {
    comes_back(&site("every-key"));
}

#[test]
fn procedures_come_back_from_csv() {
    let files = example();
    let csv = export::csv(&files, Kind::Procedures);
    let mut empty = bare(&files);
    let fields = files.inside("content/procedures").filter(|(path, _)| path.name() == "_index.md");
    empty.extend(fields.map(|(path, bytes)| (path.clone(), bytes.clone())));
    // Villages and programs name procedures, and procedures name none of them.
    let asked = Asked { kind: Some(Kind::Procedures), ..Asked::default() };
    let plan = plan(&empty, &csv.bytes, &asked).expect("our own table is understood");
    assert_eq!(refused(&plan), Vec::<String>::new());
    let again = with_writes(&empty, &plan);
    assert!(export::csv(&again, Kind::Procedures).bytes == csv.bytes, "the same cells again");
}

#[test]
fn what_was_not_touched_differs_nowhere() {
    for files in [example(), site("every-key")] {
        let book = export::workbook(&files, &Kind::ALL);
        let asked = Asked { update: true, ..Asked::default() };
        let plan = plan(&files, &book.bytes, &asked).expect("our own sheets are understood");
        assert_eq!(refused(&plan), Vec::<String>::new());
        assert!(
            plan.writes.is_empty(),
            "{:?}",
            plan.writes.iter().map(|w| &w.0).collect::<Vec<_>>()
        );
        assert!(plan.items.iter().all(|item| matches!(item.outcome, Outcome::Same(_))));
    }
}

/// A sheet of words.
fn sheet(name: &str, rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name(name).expect("a short name");
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            page.write_string(row, column, *cell).expect("inside the sheet");
        }
    }
    book.save_to_buffer().expect("memory takes everything")
}

#[test]
fn an_update_changes_the_keys_that_differ_and_no_other_byte() {
    let folder = Folder::with_site("sheet-update");
    let path = "content/procedures/ho-tich/moi-khoa.md";
    let before = std::fs::read_to_string(folder.0.join(path)).expect("readable");
    let book = sheet(
        "Bảng",
        &[
            &["Tên tệp", "Tên thủ tục", "Lệ phí", "Kết quả", "Trạng thái"],
            &[
                "moi-khoa",
                "Thủ tục có mọi khóa",
                "8.000 đồng",
                "Giấy khai sinh\nSố định danh\nThẻ",
                "",
            ],
        ],
    );
    folder.write("bang.xlsx", &book);
    let file = folder.0.join("bang.xlsx");
    let file = file.to_str().expect("UTF-8");
    let seen = |arguments: &[&str]| {
        let done = folder.tracuu(arguments);
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).into_owned()
    };
    let preview = seen(&["import", file]);
    assert!(
        preview.contains("moi-khoa.md: fee, result") && preview.contains("--update"),
        "{preview}"
    );
    seen(&["import", file, "--write"]);
    assert_eq!(std::fs::read_to_string(folder.0.join(path)).expect("readable"), before);
    let written = seen(&["import", file, "--write", "--update"]);
    assert!(written.contains("Đã ghi 1 tệp; 1 bản cũ"), "{written}");
    let after = std::fs::read_to_string(folder.0.join(path)).expect("readable");
    let expected = before.replace("fee: {text: Theo quy định của HĐND tỉnh}", "fee: 8000").replace(
        "result: [Giấy khai sinh, Số định danh]",
        "result: [Giấy khai sinh, Số định danh, Thẻ]",
    );
    assert_eq!(after, expected);
    let kept = folder.tree(".tracuu/backup");
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].1, before.as_bytes());
    let again = seen(&["import", file, "--write", "--update"]);
    assert!(again.contains("1 không đổi") && again.contains("Không có gì để ghi"), "{again}");
}

#[test]
fn a_file_that_would_be_at_fault_is_not_written() {
    let files = site("every-key");
    let book = sheet(
        "Bảng",
        &[
            &["Tên thủ tục", "Lĩnh vực", "Thủ tục liên quan", "Trang trên Cổng quốc gia"],
            &["Thủ tục một", "Hộ tịch", "khong-co-that", ""],
            &["Thủ tục hai", "Hộ tịch", "", "https://la.example.com/"],
            &["Thủ tục ba", "Hộ tịch", "moi-khoa", ""],
        ],
    );
    let plan = plan(&files, &book, &Asked::default()).expect("the head is understood");
    let paths: Vec<&str> = plan.writes.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, ["content/procedures/ho-tich/thu-tuc-ba.md"]);
    assert_eq!(refused(&plan).len(), 2, "{:?}", refused(&plan));
}

#[test]
fn rows_find_their_files_or_say_why_not() {
    let files = site("every-key");
    let book = sheet(
        "Bảng",
        &[
            &["Tên tệp", "Tên thủ tục", "Mã số", "Lĩnh vực"],
            &["", "Một tên khác", "1.000010", "Hộ tịch"],
            &["", "THỦ TỤC  đã bãi bỏ", "", "Hộ tịch"],
            &["", "Thủ tục đã bãi bỏ", "", "Hộ tịch"],
            &["", "Thủ tục mới", "1.000011", ""],
            &["Tên Sai", "Thủ tục sai", "", "Hộ tịch"],
            &["", "Hộ tịch", "", "Hộ tịch"],
            &["", "Thủ tục chăn nuôi", "", "Chăn nuôi"],
        ],
    );
    let plan = plan(&files, &book, &Asked::default()).expect("the head is understood");
    let short = |outcome: &Outcome| match outcome {
        Outcome::New { path, draft, .. } => format!("{path} {draft}"),
        Outcome::Same(path) => format!("= {path}"),
        Outcome::Differs(path, keys) => format!("{path}: {}", keys.join(", ")),
        Outcome::Left(why) => why.en.split([',', ';', '"']).next().unwrap_or_default().to_owned(),
    };
    let told: Vec<String> = plan.items.iter().map(|item| short(&item.outcome)).collect();
    assert_eq!(
        told,
        [
            "content/procedures/ho-tich/moi-khoa.md: title",
            "content/procedures/ho-tich/da-bai-bo.md: title",
            "this is the same as Bảng!A3",
            "the field of this procedure is not known",
            "",
            "the name ",
            "content/procedures/chan-nuoi/thu-tuc-chan-nuoi.md true",
        ]
    );
    assert!(
        plan.writes
            .iter()
            .any(|(path, _)| *path == FilePath::known("content/procedures/chan-nuoi/_index.md"))
    );
}

#[test]
fn a_list_may_be_taken_in_twice() {
    let files = site("every-key");
    let long = format!("Thủ tục {}", "rất dài ".repeat(100));
    let book = sheet(
        "Bảng",
        &[
            &["Tên TTHC", "Mã số", "Lĩnh vực"],
            &[long.as_str(), "1.000011", "Hộ tịch"],
            &["Thủ tục có mọi khóa theo quyết định công bố", "1.000010", "Hộ tịch"],
        ],
    );
    let first = plan(&files, &book, &Asked::default()).expect("the head is understood");
    assert!(
        matches!(&first.items[0].outcome, Outcome::New { missing, .. } if missing.contains(&"title"))
    );
    // The short title of the file stays: the sheet says its long one.
    assert!(matches!(first.items[1].outcome, Outcome::Same(_)), "{:?}", first.items[1]);
    let again = plan(&with_writes(&files, &first), &book, &Asked::default()).expect("as before");
    assert!(
        again.items.iter().all(|item| matches!(item.outcome, Outcome::Same(_))),
        "{:?}",
        again.items
    );
}

#[test]
fn nothing_in_a_sheet_acts() {
    let mut files = site("every-key");
    let text = "---\ntitle: \"=1+1\"\nsummary: \"+84\"\nofficial_title: \"'=x\"\ndocuments: [{name: \"@SUM(A1)\"}]\nsteps: [Đi]\n---\n";
    files.insert(FilePath::known("content/procedures/ho-tich/la.md"), text.as_bytes());
    let csv = String::from_utf8(export::csv(&files, Kind::Procedures).bytes).expect("UTF-8");
    for cell in ["'=1+1", "'+84", "''=x", "'@SUM(A1)"] {
        assert!(csv.contains(cell), "{cell}");
    }
    let asked = Asked { kind: Some(Kind::Procedures), ..Asked::default() };
    for bytes in [csv.into_bytes(), export::workbook(&files, &[Kind::Procedures]).bytes] {
        let plan = plan(&files, &bytes, &asked).expect("our own table is understood");
        assert!(
            plan.items.iter().all(|item| matches!(item.outcome, Outcome::Same(_))),
            "{:?}",
            plan.items
        );
    }
}

#[test]
fn what_is_no_sheet_is_named() {
    let files = site("every-key");
    let why = |bytes: &[u8]| plan(&files, bytes, &Asked::default()).expect_err("no sheet").en;
    assert!(why(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old").contains(".xls"));
    assert!(why(b"PK\x03\x04 broken").contains("damaged"));
    assert!(
        why(b"T\xEAn th\xF9 t\xF4c, \xD0\xE3ng ky\xEC, h\xF4\xF2 kh\xE2\xD2u\n")
            .contains("Windows-1258")
    );
    assert!(why("Một,Hai\n1,2\n".as_bytes()).contains("no sheet has a head"));
    assert!(why(&vec![b'a'; (32 << 20) + 1]).contains("too large"));
    let wide: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(
            "Tên thủ tục\tLĩnh vực\nThủ tục rộng\tHộ tịch\n"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    assert_eq!(plan(&files, &wide, &Asked::default()).expect("UTF-16 of Excel").items.len(), 1);
}

#[test]
fn every_file_of_the_example_can_be_changed_in_place() {
    let files = example();
    let text = String::from_utf8(export::csv(&files, Kind::Procedures).bytes).expect("UTF-8");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads = reader.headers().expect("a head").clone();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&heads).expect("memory takes everything");
    for row in reader.records() {
        let row = row.expect("our own table");
        let cells = heads.iter().zip(&row).map(|(head, cell)| match head {
            "Tóm tắt" => format!("{cell} Đã sửa."),
            "Trình tự thực hiện" => format!("Bước thêm ở đầu.\n{cell}"),
            "Kết quả" => format!("{cell}\nGiấy thêm ở cuối"),
            "Cấp thực hiện" => "(xóa)".to_owned(),
            _ => cell.to_owned(),
        });
        writer.write_record(cells).expect("rows are even");
    }
    let bytes = writer.into_inner().expect("memory takes everything");
    let asked = Asked { kind: Some(Kind::Procedures), update: true, ..Asked::default() };
    let plan = plan(&files, &bytes, &asked).expect("our own table is understood");
    assert_eq!(refused(&plan), Vec::<String>::new());
    assert_eq!(plan.writes.len(), 40);
    for (path, new) in &plan.writes {
        let old = String::from_utf8_lossy(files.get(path).expect("it is there")).into_owned();
        let new = String::from_utf8_lossy(new).into_owned();
        let lines = |text: &'_ str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let (was, is) = (lines(&old), lines(&new));
        let added: Vec<&String> = is.iter().filter(|line| !was.contains(line)).collect();
        let gone: Vec<&String> = was.iter().filter(|line| !is.contains(line)).collect();
        assert_eq!(added.len(), 3, "{path}: {added:#?}");
        assert!(
            gone.iter().all(|line| line.starts_with("summary:") || line.starts_with("level:")),
            "{path}: {gone:#?}"
        );
        assert_eq!(gone.len(), 2, "{path}: {gone:#?}");
    }
}
