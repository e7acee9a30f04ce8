//! Spreadsheets that are not Excel's, and such as are made to harm.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use tracuu::files::FileSet;
use tracuu::sheet::import::{Asked, Outcome, Plan, plan};

use super::project::site;

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default()).expect("memory takes everything");
        archive.write_all(bytes).expect("memory takes everything");
    }
    archive.finish().expect("memory takes everything").into_inner()
}

/// A spreadsheet of `LibreOffice` with one sheet of these rows.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:body><office:spreadsheet>\
         <table:table table:name=\"Trang1\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest></manifest:manifest>"),
        ("content.xml", content.as_bytes()),
    ])
}

fn cell(words: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\"><text:p>{words}</text:p></table:table-cell>"
    )
}

fn read(files: &FileSet, bytes: &[u8]) -> Plan {
    plan(files, bytes, &Asked::default()).unwrap_or_else(|why| panic!("{}", why.en))
}

#[test]
fn libreoffice_is_read_with_its_merged_and_repeated_cells() {
    let mut rows = format!(
        "<table:table-row>{}{}{}</table:table-row>",
        cell("Tên thủ tục"),
        cell("Lĩnh vực"),
        cell("Ngày hiệu lực")
    );
    rows += "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let down = "<table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\" table:number-columns-spanned=\"1\"><text:p>Hộ tịch</text:p></table:table-cell>";
    let day = "<table:table-cell office:value-type=\"date\" office:date-value=\"2025-09-01\"><text:p>01/09/25</text:p></table:table-cell>";
    write!(rows, "<table:table-row>{}{down}{day}</table:table-row>", cell("Việc một"))
        .expect("memory");
    write!(
        rows,
        "<table:table-row>{}<table:covered-table-cell/>{}</table:table-row>",
        cell("Việc hai"),
        cell("1/9/2025")
    )
    .expect("memory");
    rows += "<table:table-row table:number-rows-repeated=\"1048569\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let plan = read(&site("every-key"), &ods(&rows));
    let places: Vec<&str> = plan.items.iter().map(|item| item.place.as_str()).collect();
    assert_eq!(places, ["Trang1!A5", "Trang1!A6"]);
    assert_eq!(plan.writes.len(), 2, "{:?}", plan.items);
    for (path, bytes) in &plan.writes {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            path.parent().ends_with("/ho-tich") && text.contains("from: 2025-09-01"),
            "{path}: {text}"
        );
    }
}

#[test]
fn cells_that_unfold_without_end_are_refused() {
    let head =
        format!("<table:table-row>{}{}</table:table-row>", cell("Tên thủ tục"), cell("Lĩnh vực"));
    let wide = cell("x").replacen(
        "<table:table-cell",
        "<table:table-cell table:number-columns-repeated=\"16384\"",
        1,
    );
    let many = format!(
        "{head}<table:table-row table:number-rows-repeated=\"1000000\">{wide}</table:table-row>"
    );
    let files = site("every-key");
    let why = |bytes: &[u8]| plan(&files, bytes, &Asked::default()).expect_err("too much").en;
    assert!(why(&ods(&many)).contains("holds too much"), "{}", why(&ods(&many)));
}

#[test]
fn an_archive_that_unpacks_without_end_is_refused() {
    // 300 MB of blanks pack to a third of one.
    let blanks = vec![b' '; 300 << 20];
    let bomb = zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &blanks)]);
    assert!(bomb.len() < 2 << 20);
    let files = site("every-key");
    let why = plan(&files, &bomb, &Asked::default()).expect_err("too much").en;
    assert!(why.contains("holds too much"), "{why}");
}

#[test]
fn a_cell_at_the_far_corner_costs_nothing() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (column, head) in [(0, "Tên thủ tục"), (1, "Lĩnh vực")] {
        page.write_string(0, column, head).expect("free");
    }
    page.write_string(1_048_575, 16_383, "góc").expect("the last cell of all");
    let bytes = book.save_to_buffer().expect("memory takes everything");
    let plan = read(&site("every-key"), &bytes);
    assert!(matches!(plan.items[0].outcome, Outcome::Left(_)));
    assert_eq!((plan.items.len(), plan.items[0].place.as_str()), (1, "Sheet1!XFD1048576"));
}

#[test]
fn no_bytes_bring_it_down() {
    let files = site("every-key");
    let book = tracuu::sheet::export::workbook(&files, &tracuu::sheet::Kind::ALL).bytes;
    let csv = tracuu::sheet::export::csv(&files, tracuu::sheet::Kind::Procedures).bytes;
    for (bytes, times) in [(book, 40), (csv, 40), (ods(&cell("Tên thủ tục")), 40)] {
        for n in 0..times {
            let mut broken = bytes.clone();
            let at = n * 7919 % broken.len();
            broken[at] ^= u8::try_from(n % 255 + 1).expect("below 256");
            if n % 5 == 0 {
                broken.truncate(at);
            }
            // Whatever it says of them, it says it.
            let _ = plan(&files, &broken, &Asked::default());
        }
    }
}

#[test]
fn drafts_without_papers_and_steps_can_be_looked_at() {
    let mut files = site("every-key");
    let draft = "---\ntitle: Việc đang nhập\nstatus: draft\n---\n";
    files.insert(
        tracuu::files::FilePath::known("content/procedures/ho-tich/viec-dang-nhap.md"),
        draft.as_bytes(),
    );
    let options =
        tracuu::pipeline::Options { drafts: true, posters: false, ..super::project::options() };
    let built = tracuu::pipeline::build(&files, &options);
    assert!(!built.diagnostics.has_errors(), "{}", built.diagnostics.show(&files, true, false));
    let pages = super::project::pages(&built);
    let page = pages.get_str("viec-dang-nhap/index.html").expect("a preview shows drafts");
    assert!(String::from_utf8_lossy(page).contains("Việc đang nhập"));
    // And nowhere else.
    let built = super::project::build(&files);
    assert!(super::project::pages(&built).get_str("viec-dang-nhap/index.html").is_none());
}

#[test]
fn villages_come_from_lists_too() {
    let rows: [&[&str]; 5] = [
        &[
            "TT",
            "Thôn/ấp/tổ dân phố",
            "Nhà văn hóa",
            "Địa chỉ",
            "Tên wifi",
            "Mật khẩu",
            "Người liên hệ",
            "Số điện thoại",
        ],
        &[
            "1",
            "Thôn Mẫu Hai",
            "Nhà văn hóa thôn Mẫu Hai",
            "Đầu thôn",
            "NVH Mẫu Hai",
            "mau-12345",
            "Trưởng thôn",
            "0000 000 009",
        ],
        &["2", "Thôn Mẫu Ba", "", "", "NVH Mẫu Ba", "", "Nguyễn Văn Mẫu", "'0000000008"],
        &["3", "Thôn Mẫu Tư", "", "", "", "", "Trưởng thôn", "0000 000 00l"],
        &["", "Tổng cộng", "2", "", "", "", "", ""],
    ];
    let csv: String = rows.iter().map(|row| row.join(";") + "\r\n").collect();
    let plan = read(&site("every-key"), csv.as_bytes());
    let text = |name: &str| {
        let found = plan
            .writes
            .iter()
            .find(|(path, _)| path.as_str() == format!("content/villages/{name}.md"));
        String::from_utf8_lossy(&found.unwrap_or_else(|| panic!("{:?}", plan.items)).1).into_owned()
    };
    assert_eq!(
        text("thon-mau-hai"),
        "---\ntitle: Thôn Mẫu Hai\nprocedures: all\nhall:\n  name: Nhà văn hóa thôn Mẫu Hai\n  address: Đầu thôn\nwifi:\n  ssid: NVH Mẫu Hai\n  \
         password: mau-12345\ncontact:\n  role: Trưởng thôn\n  phone: \"0000 000 009\"\n---\n"
    );
    let three = text("thon-mau-ba");
    assert!(!three.contains("wifi") && !three.contains("Nguyễn"), "{three}");
    // A number that no phone can dial is told at its cell, and its row is not written.
    let four = plan.items.iter().find(|item| item.name == "Thôn Mẫu Tư").expect("it is told");
    let Outcome::Left(why) = &four.outcome else { panic!("{four:?}") };
    assert!(why.vi.contains("ô H4") && why.vi.contains("chữ «l»"), "{}", why.vi);
    assert!(!plan.writes.iter().any(|(path, _)| path.as_str().contains("mau-tu")));
    let remarks: Vec<&str> = plan.remarks.iter().map(|remark| remark.cell.as_str()).collect();
    for cell in ["G3", "A2", "A3"] {
        assert!(remarks.contains(&cell), "{cell}: {remarks:?}");
    }
}

#[test]
fn programs_come_from_lists_too() {
    let csv = "Mô hình,Ngày phục vụ,Khung giờ,Bắt đầu,Phạm vi áp dụng\n\
               Ngày mẫu,thứ 2 - thứ 6,\"7:30-11:30, 13:30-17:00\",08/2025,tất cả\n\
               Ngày mẫu hai,thứ Sáu,,01/9/2025,Theo danh mục\n\
               Ngày mẫu ba,,,,tất cả\n";
    let plan = read(&site("every-key"), csv.as_bytes());
    assert_eq!(plan.writes.len(), 2, "{:?}", plan.items);
    let first = String::from_utf8_lossy(&plan.writes[1].1);
    assert!(
        first.contains("from: 2025-08\n")
            && first.contains("- mon\n")
            && first.contains("all: true"),
        "{first}"
    );
    assert!(
        matches!(&plan.items[2].outcome, Outcome::Left(why) if why.en.contains("weekdays")),
        "{:?}",
        plan.items[2]
    );
}
