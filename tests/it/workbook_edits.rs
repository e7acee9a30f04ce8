//! Sheets that an official filled in between: a file keeps its form, nothing flips, every change is
//! told, and what the parser would refuse is told at its cell.

use rust_xlsxwriter::Workbook;

use tracuu::files::{FilePath, FileSet};
use tracuu::sheet::import::{Asked, Outcome, Plan, plan};
use tracuu::sheet::{Kind, export};

use super::project::{Folder, example, site};

const PATH: &str = "content/procedures/ho-tich/dai.md";
const LONG: &str = "---\n# Theo bản mẫu\ntitle: Thủ tục viết dài\ndocuments:\n  - name: Đơn\nsteps:\n  - text: Nộp đơn   # bước đầu\n  - Chờ\nfee:\n  amount: 5000   # đồng\ntime: {days: 3, same_day: false}\n---\n";

fn with(text: &str) -> FileSet {
    let mut files = site("every-key");
    files.insert(FilePath::known(PATH), text.as_bytes());
    files
}

/// A sheet of words.
fn sheet(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name("Bảng").expect("a short name");
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            page.write_string(row, column, *cell).expect("inside the sheet");
        }
    }
    book.save_to_buffer().expect("memory takes everything")
}

fn update(files: &FileSet, bytes: &[u8], kind: Option<Kind>) -> Plan {
    let asked = Asked { kind, update: true, ..Asked::default() };
    plan(files, bytes, &asked).unwrap_or_else(|why| panic!("{}", why.en))
}

fn written(files: &FileSet, plan: &Plan) -> FileSet {
    let mut files = files.clone();
    files.extend(plan.writes.iter().map(|(path, bytes)| (path.clone(), bytes.clone().into())));
    files
}

fn text(files: &FileSet, path: &str) -> String {
    let bytes = files.get(&FilePath::known(path)).expect("it is there");
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn rows(files: &FileSet, kind: Kind) -> (Vec<String>, Vec<Vec<String>>) {
    let text = String::from_utf8(export::csv(files, kind).bytes).expect("UTF-8");
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let own = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
    let heads = own(reader.headers().expect("a head"));
    (heads, reader.records().map(|row| own(&row.expect("our own table"))).collect())
}

/// The table of a kind after somebody edited it.
fn edited(files: &FileSet, kind: Kind, edit: impl Fn(&str, &str) -> Option<String>) -> Vec<u8> {
    let (heads, rows) = rows(files, kind);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&heads).expect("memory takes everything");
    for row in rows {
        let cells = heads.iter().zip(&row);
        let cells = cells.map(|(head, cell)| edit(head, cell).unwrap_or_else(|| cell.clone()));
        writer.write_record(cells).expect("rows are even");
    }
    writer.into_inner().expect("memory takes everything")
}

#[test]
fn long_forms_stand_in_their_columns() {
    let (heads, rows) = rows(&with(LONG), Kind::Procedures);
    let row = rows.iter().find(|row| row[0] == "dai").expect("it is exported");
    let cell =
        |name: &str| row[heads.iter().position(|head| head == name).expect("a column")].as_str();
    assert_eq!(cell("Phí, lệ phí"), "5000");
    assert_eq!(cell("Trình tự thực hiện"), "Nộp đơn\nChờ");
    assert_eq!(cell("Thời hạn giải quyết"), "3 ngày");
    assert_eq!(cell("Trạng thái"), "Đang áp dụng");
    assert_eq!(cell("Phần khác (YAML)"), "");
}

#[test]
fn a_file_keeps_its_form_when_a_cell_is_edited() {
    let files = with(LONG);
    let book = sheet(&[
        &["Tên tệp", "Tên thủ tục", "Phí, lệ phí", "Các bước", "Thời hạn"],
        &["dai", "Thủ tục viết dài", "7000", "Nộp đơn\nChờ ba ngày", "3 ngày"],
    ]);
    let plan = update(&files, &book, None);
    let expected = LONG.replace("amount: 5000", "amount: 7000").replace("- Chờ", "- Chờ ba ngày");
    let after = written(&files, &plan);
    assert_eq!(text(&after, PATH), expected);
    let changes = &plan.items[0].changes;
    let told = changes.iter().map(|it| (it.key.as_str(), it.old.as_deref(), it.new.as_deref()));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [("fee", Some("5.000"), Some("7.000")), ("steps", Some("Chờ"), Some("Chờ ba ngày"))]
    );
    let again = update(&after, &book, None);
    assert!(matches!(again.items[0].outcome, Outcome::Same(_)), "{:?}", again.items[0]);
    assert!(again.writes.is_empty());
}

#[test]
fn a_key_that_two_cells_say_differently_is_told_and_not_written() {
    let files = with(LONG);
    let book = sheet(&[
        &["Tên tệp", "Tên thủ tục", "Phí, lệ phí", "Tóm tắt", "Phần khác (YAML)"],
        &["dai", "Thủ tục viết dài", "7000", "Mới", "fee:\n  amount: 5000\nsummary: Mới"],
    ]);
    let plan = update(&files, &book, None);
    assert_eq!(plan.remarks.len(), 1, "{:?}", plan.remarks);
    let remark = &plan.remarks[0];
    assert_eq!(remark.cell, "C2");
    for words in ["«fee»", "7.000", "5.000", "E2"] {
        assert!(remark.text.vi.contains(words), "{words}: {}", remark.text.vi);
    }
    let after = text(&written(&files, &plan), PATH);
    assert!(after.contains("amount: 5000   # đồng") && after.contains("summary: Mới"), "{after}");
}

#[test]
fn taking_in_the_same_workbook_again_changes_nothing() {
    let edit = |head: &str, cell: &str| match head {
        "Phí, lệ phí" => Some("9.000 đồng/bản".to_owned()),
        "Trình tự thực hiện" => Some(format!("Bước 1: Đầu\n{cell}")),
        "Thành phần hồ sơ" => Some(format!("{cell}\n1. Giấy thêm")),
        "Giờ mở cửa" => Some("thứ Hai đến thứ Sáu: 7h-11h".to_owned()),
        _ => None,
    };
    for files in [example(), site("every-key"), with(LONG)] {
        for kind in [Kind::Procedures, Kind::Villages] {
            let table = edited(&files, kind, edit);
            let first = update(&files, &table, Some(kind));
            assert!(!first.writes.is_empty(), "{kind:?}");
            let after = written(&files, &first);
            let again = update(&after, &table, Some(kind));
            let paths: Vec<_> = again.writes.iter().map(|(path, _)| path).collect();
            assert!(paths.is_empty(), "{kind:?}: {paths:?}");
        }
    }
}

#[test]
fn new_rows_are_drafts_unless_the_sheet_says_otherwise() {
    let files = site("every-key");
    let heads: &[&str] = &["Tên thủ tục", "Lĩnh vực", "Thành phần hồ sơ", "Các bước", "Trạng thái"];
    let book = sheet(&[
        heads,
        &["Việc chưa nói", "Hộ tịch", "1. Đơn", "B1: Nộp\nBước 2: Chờ\nb3. Nhận", ""],
        &["Việc đã chạy", "Hộ tịch", "Đơn", "Nộp", "Đang áp dụng"],
    ]);
    let plan = update(&files, &book, None);
    let draft = |at: usize| matches!(plan.items[at].outcome, Outcome::New { draft: true, .. });
    assert!(draft(0) && !draft(1), "{:?}", plan.items);
    let after = written(&files, &plan);
    let first = text(&after, "content/procedures/ho-tich/viec-chua-noi.md");
    assert!(first.contains("status: draft\n"), "{first}");
    assert!(first.contains("  - Nộp\n  - Chờ\n  - Nhận\n"), "{first}");
    let second = text(&after, "content/procedures/ho-tich/viec-da-chay.md");
    assert!(second.contains("status: active\n"), "{second}");
    assert!(plan.remarks.iter().any(|it| it.cell == "D2" && it.text.vi.contains("«B1:»")));
    let program = sheet(&[
        &["Tên mô hình", "Ngày trong tuần", "Giờ", "Áp dụng cho"],
        &["Sáng thứ Ba", "thứ Ba", "7h-11h", "tất cả"],
    ]);
    let plan = update(&files, &program, Some(Kind::Programs));
    let program = String::from_utf8(plan.writes[0].1.clone()).expect("UTF-8");
    assert!(program.contains("status: draft\n") && program.contains("- 7:00-11:00\n"), "{program}");
}

#[test]
fn what_the_parser_refuses_is_told_at_its_cell_and_not_written() {
    let files = site("every-key");
    let book = sheet(&[
        &["Thôn", "Wifi", "Mật khẩu", "Bản đồ", "Giờ mở cửa"],
        &["Thôn Mật Khẩu Ngắn", "NVH", "1234567", "khong-phai-lien-ket", ""],
        &["Thôn Giờ", "", "", "", "7h-11h"],
    ]);
    let plan = plan(&files, &book, &Asked::default()).expect("the head is understood");
    let Outcome::Left(why) = &plan.items[0].outcome else { panic!("{:?}", plan.items[0]) };
    let at = |cell: &str| plan.remarks.iter().any(|remark| remark.cell == cell);
    // One of the two mistakes with the row, the other at its own cell.
    assert!(
        (why.vi.contains("ô D2") && at("C2")) || (why.vi.contains("ô C2") && at("D2")),
        "{why:?}"
    );
    assert_eq!(plan.writes.len(), 1, "{:?}", plan.items);
    let hours = plan.remarks.iter().find(|remark| remark.cell == "E3").expect("it is told");
    assert!(hours.text.vi.contains("thứ Hai đến thứ Sáu: 7:00-11:00"), "{}", hours.text.vi);
    let book = sheet(&[
        &["Tên thủ tục", "Lĩnh vực", "Phí, lệ phí"],
        &["Việc có phí", "Hộ tịch", "năm nghìn"],
    ]);
    let plan = update(&files, &book, None);
    let fee = plan.remarks.iter().find(|remark| remark.cell == "C2").expect("it is told");
    assert!(
        fee.text.vi.contains("«năm nghìn»") && fee.text.vi.contains("5.000"),
        "{}",
        fee.text.vi
    );
    assert!(!String::from_utf8_lossy(&plan.writes[0].1).contains("fee:"));
}

#[test]
fn the_report_says_what_changes_and_what_no_file_is() {
    let folder = Folder::with_site("workbook-report");
    folder.write(PATH, LONG.as_bytes());
    let book = sheet(&[
        &["Tên tệp", "Tên thủ tục", "Phí, lệ phí"],
        &["dai", "Thủ tục viết dài", "7000"],
        &["", "Việc mới", ""],
    ]);
    folder.write("bang.xlsx", &book);
    let run = |arguments: &[&str]| {
        let done = folder.tracuu(arguments);
        let out = String::from_utf8_lossy(&done.stdout).into_owned();
        (done.status.code(), out + &String::from_utf8_lossy(&done.stderr))
    };
    let path = |name: &str| folder.0.join(name).to_string_lossy().into_owned();
    let file = path("bang.xlsx");
    let (_, preview) = run(&["import", &file, "--field", "Hộ tịch"]);
    assert!(preview.contains("    fee: 5.000 → 7.000"), "{preview}");
    assert!(preview.contains("đổi «status: draft» thành «status: active»"), "{preview}");
    let (_, report) = run(&["import", &file, "--write", "--update", "--field", "Hộ tịch"]);
    assert!(report.contains("    fee: 5.000 → 7.000"), "{report}");
    let (_, again) = run(&["import", &file, "--write", "--update", "--field", "Hộ tịch"]);
    assert!(again.contains("Không có gì để ghi"), "{again}");
    let (code, gone) = run(&["import", &path("khong-co.xlsx")]);
    assert_ne!(code, Some(0));
    assert!(gone.contains("Không có tệp") && gone.contains("bang.xlsx"), "{gone}");
    assert!(!gone.contains("os error"), "{gone}");
    let (_, is_folder) = run(&["import", &path("content")]);
    assert!(is_folder.contains("là thư mục"), "{is_folder}");
}
