//! A sheet as officials have it: titles above, merged heads, groups, totals, stray blanks, numbers and
//! dates as people type them. Every row is placed or said why not.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use tracuu::files::FileSet;
use tracuu::sheet::import::{Asked, Outcome, Plan, plan};

use super::project::site;

fn heads(page: &mut Worksheet) {
    let bold = Format::new().set_bold();
    page.merge_range(0, 0, 0, 10, "ỦY BAN NHÂN DÂN XÃ VÍ DỤ", &bold).expect("free");
    page.merge_range(1, 0, 1, 10, "DANH MỤC THỦ TỤC HÀNH CHÍNH (kèm theo Quyết định)", &bold)
        .expect("free");
    for (column, head) in [
        (0, "STT"),
        (1, "Mã số\nTTHC"),
        (2, " TÊN  THỦ TỤC hành chính "),
        (3, "Thời hạn giải quyết (ngày làm việc)"),
    ] {
        page.merge_range(3, column, 4, column, head, &bold).expect("free");
    }
    page.merge_range(3, 4, 3, 5, "Phí, lệ phí", &bold).expect("free");
    page.write_string(4, 4, "Mức").expect("free");
    page.write_string(4, 5, "Đơn vị tính").expect("free");
    for (column, head) in [
        (6, "Địa điểm"),
        (7, "Căn cứ pháp lý"),
        (8, "Thành phần hồ sơ"),
        (9, "Ngày hiệu lực"),
        (10, "Ghi chú nội bộ"),
    ] {
        page.merge_range(3, column, 4, column, head, &bold).expect("free");
    }
    for column in 0..11_u16 {
        page.write_string(5, column, format!("({})", column + 1)).expect("free");
    }
}

/// The sheet, and how many of its rows hold something.
fn untidy() -> (Vec<u8>, usize) {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name("Danh mục").expect("a short name");
    heads(page);
    let bold = Format::new().set_bold();
    page.merge_range(6, 0, 6, 10, "I. LĨNH VỰC HỘ TỊCH (5 thủ tục)", &bold).expect("free");
    let mut text = |row: u32, cells: &[(u16, &str)]| {
        for (column, cell) in cells {
            page.write_string(row, *column, *cell).expect("free");
        }
    };
    text(
        7,
        &[
            (0, "1"),
            (1, "1.001193"),
            (2, "  Đăng ký   việc một "),
            (3, "03"),
            (4, "5.000đ"),
            (5, "trường hợp"),
            (8, "- Tờ khai\n- Giấy chứng sinh"),
            (9, "01/9/2025"),
        ],
    );
    text(
        8,
        &[
            (0, "2"),
            (2, "Đăng ký việc hai"),
            (3, "Trong ngày"),
            (4, "Miễn phí"),
            (7, "Luật Hộ tịch số 60/2014/QH13 ngày 20/11/2014;\nTheo quy định"),
            (9, "1-9-2025"),
            (10, "xem lại"),
        ],
    );
    text(
        10,
        &[(0, "3"), (2, "Đăng ký việc ba"), (3, "3-5 ngày"), (4, "Theo quy định của HĐND tỉnh")],
    );
    text(11, &[(0, "4"), (2, "Đăng ký việc bốn"), (6, "Trung tâm Phục vụ hành chính công")]);
    text(12, &[(0, "5"), (2, &"Tên rất dài của một thủ tục ".repeat(40)[..]), (3, "10")]);
    text(13, &[(0, "II"), (2, "Lĩnh vực Chăn nuôi:")]);
    text(16, &[(0, "8"), (1, "9.999999"), (4, "5.000đ")]);
    text(17, &[(2, "Tổng cộng: 8 thủ tục")]);
    page.write_number(8, 1, 2.00001).expect("free");
    page.write_number(10, 1, 1.001_194).expect("free");
    let day = ExcelDateTime::from_ymd(2025, 9, 1).expect("a day");
    page.write_datetime_with_format(10, 9, &day, &Format::new().set_num_format("dd/mm/yyyy"))
        .expect("free");
    page.write_formula(11, 3, Formula::new("=1+2").set_result("3")).expect("free");
    page.write_formula(11, 4, Formula::new("=NA()").set_result("#N/A")).expect("free");
    page.write_number(11, 9, 45901).expect("free");
    // One procedure over two rows: its name and number are merged down.
    page.merge_range(14, 0, 15, 0, "6", &bold).expect("free");
    page.merge_range(14, 2, 15, 2, "Cấp giấy việc sáu", &bold).expect("free");
    page.write_string(14, 8, "Đơn").expect("free");
    page.write_string(15, 8, "Bản vẽ").expect("free");
    let shaded = Format::new().set_background_color("#EEEEEE");
    for row in 30..2030 {
        page.write_blank(row, 2, &shaded).expect("free");
    }
    // 0, 1, 3–8, 10–17 hold something.
    (book.save_to_buffer().expect("memory takes everything"), 16)
}

fn read(files: &FileSet) -> (Plan, usize) {
    let (bytes, rows) = untidy();
    (plan(files, &bytes, &Asked::default()).expect("the head is understood"), rows)
}

fn text(plan: &Plan, name: &str) -> String {
    let found = plan.writes.iter().find(|(path, _)| path.name() == name);
    let (_, bytes) = found.unwrap_or_else(|| {
        panic!("no {name} among {:?}", plan.writes.iter().map(|w| &w.0).collect::<Vec<_>>())
    });
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

#[test]
fn every_row_is_placed_or_told() {
    let (plan, rows) = read(&site("every-key"));
    assert_eq!(plan.rows, rows);
    let placed: usize = plan.items.iter().map(|item| item.rows).sum();
    assert_eq!(placed + plan.skipped, rows, "{:#?}", plan.items);
    // Two titles, two rows of heads, their numbers, two groups, the total.
    assert_eq!(plan.skipped, 8);
    let left = plan.items.iter().filter(|item| matches!(item.outcome, Outcome::Left(_)));
    assert_eq!(left.map(|item| item.place.as_str()).collect::<Vec<_>>(), ["Danh mục!A17"]);
}

#[test]
fn cells_say_what_they_say_and_no_more() {
    let (plan, _) = read(&site("every-key"));
    assert_eq!(
        text(&plan, "dang-ky-viec-mot.md"),
        "---\ntitle: Đăng ký việc một\ncode: \"1.001193\"\nstatus: draft\ndocuments:\n  - name: Tờ khai\n  - name: Giấy chứng sinh\nfee:\n  amount: 5000\n  unit: trường hợp\n\
         time:\n  working_days: 3\nvalid:\n  from: 2025-09-01\n---\n"
    );
    let two = text(&plan, "dang-ky-viec-hai.md");
    assert!(
        two.contains("fee: 0\n")
            && two.contains("same_day: true")
            && two.contains("from: 2025-09-01"),
        "{two}"
    );
    assert!(two.contains("number: 60/2014/QH13") && !two.contains("code:"), "{two}");
    let three = text(&plan, "dang-ky-viec-ba.md");
    assert!(three.contains("code: \"1.001194\"") && three.contains("from: 2025-09-01"), "{three}");
    assert!(
        three.contains("text: Theo quy định của HĐND tỉnh") && three.contains("text: 3-5 ngày"),
        "{three}"
    );
    let four = text(&plan, "dang-ky-viec-bon.md");
    assert!(
        four.contains("working_days: 3")
            && !four.contains("fee:")
            && four.contains("from: 2025-09-01"),
        "{four}"
    );
    assert!(four.contains("receives: Trung tâm Phục vụ hành chính công"), "{four}");
    let six = text(&plan, "cap-giay-viec-sau.md");
    assert!(six.contains("- name: Đơn\n  - name: Bản vẽ\n"), "{six}");
    let path = |name: &str| {
        plan.writes.iter().find(|(path, _)| path.name() == name).map(|(path, _)| path.as_str())
    };
    assert_eq!(
        path("cap-giay-viec-sau.md"),
        Some("content/procedures/chan-nuoi/cap-giay-viec-sau.md")
    );
    assert_eq!(path("dang-ky-viec-ba.md"), Some("content/procedures/ho-tich/dang-ky-viec-ba.md"));
}

#[test]
fn what_was_left_out_is_named_by_its_cell() {
    let (plan, _) = read(&site("every-key"));
    let at = |cell: &str| {
        let found = plan.remarks.iter().filter(|remark| remark.cell == cell);
        found.map(|remark| remark.text.en.as_str()).collect::<Vec<_>>().join("\n")
    };
    assert!(at("B9").contains("2.00001"), "{}", at("B9"));
    assert!(at("H9").contains("Theo quy định"), "{}", at("H9"));
    assert!(at("E12").contains("#N/A"), "{}", at("E12"));
    assert!(at("D12").contains("formula"), "{}", at("D12"));
    assert!(at("K5").contains("Ghi chú nội bộ"), "{:?}", plan.remarks);
    let long =
        plan.items.iter().find(|item| item.name.starts_with("Tên rất dài")).expect("it is there");
    let Outcome::New { missing, draft: true, .. } = &long.outcome else {
        panic!("{:?}", long.outcome)
    };
    assert_eq!(*missing, ["title", "documents", "steps"]);
}
