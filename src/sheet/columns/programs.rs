//! The columns of service models.

use super::{Column, Role, column, special};
use crate::sheet::notation::{
    CHANGES, COVERS, CUTOFF, EXCEPT, Notation, PLAN, PROGRAM_STATUS, PROMISES,
};

pub(super) const COLUMNS: &[Column] = &[
    special("Tên tệp", Role::Id, 24, &["ten file", "id", "ma tep"]),
    column(
        "Tên mô hình",
        "title",
        Notation::Text,
        36,
        &["mo hinh", "ten mo hinh phuc vu", "mo hinh phuc vu", "ten"],
    ),
    column("Trạng thái", "status", Notation::Choice(PROGRAM_STATUS), 14, &["tinh trang"]),
    column(
        "Ngày trong tuần",
        "weekdays",
        Notation::Weekdays,
        24,
        &["thu", "ngay phuc vu", "ngay thuc hien", "cac ngay"],
    ),
    column("Giờ", "hours", Notation::Hours, 20, &["khung gio", "gio phuc vu", "thoi gian"]),
    column("Từ ngày", "from", Notation::PlanDay, 13, &["bat dau", "ngay bat dau", "tu"]),
    column(
        "Đến ngày",
        "to",
        Notation::PlanDay,
        13,
        &["ket thuc", "ngay ket thuc", "den", "den het ngay"],
    ),
    column(
        "Áp dụng cho",
        "covers",
        Notation::Tags(&COVERS),
        40,
        &["pham vi", "thu tuc ap dung", "pham vi ap dung"],
    ),
    column("Trừ", "except", Notation::Tags(&EXCEPT), 30, &["ngoai tru", "khong ap dung"]),
    column("Nộp muộn", "cutoff", Notation::Tags(&CUTOFF), 30, &["gio chot"]),
    column("Cam kết", "promises", Notation::Choices(PROMISES), 30, &["loi hua"]),
    column("Đối tượng", "audience", Notation::Text, 30, &["doi tuong phuc vu"]),
    column("Tóm tắt", "summary", Notation::Text, 40, &["mo ta"]),
    column("Kế hoạch", "plan", Notation::Tags(&PLAN), 30, &["so ke hoach"]),
    column("Văn bản sửa đổi", "changed_by", Notation::Tags(&CHANGES), 34, &[]),
    column("Nguồn", "sources", Notation::Texts, 30, &[]),
    column("Tên tệp cũ", "aliases", Notation::Words, 20, &[]),
    special("Bài viết", Role::Body, 40, &[]),
    special("Phần khác (YAML)", Role::Rest, 40, &[]),
];
