//! `tracuu new`.

use clap::{Args, Subcommand};

use tracuu::catalogue::Kind;
use tracuu::command::{Context, Outcome, new};
use tracuu::desk::Wanted;
use tracuu::model::Id;

use super::speech::both;
use super::values::id;

#[derive(Args)]
#[command(before_help = both!(
    "  xem 40 mẫu có sẵn:\n    tracuu new procedure --list\n  một thủ tục từ mẫu:\n    tracuu new procedure --like dang-ky-ket-hon\n  một thôn:\n    tracuu new village \"Thôn Ví Dụ\"\n",
    "  the 40 templates:\n    tracuu new procedure --list\n  a procedure from one of them:\n    tracuu new procedure --like dang-ky-ket-hon\n  a village:\n    tracuu new village \"Thôn Ví Dụ\"\n"
))]
pub(super) struct New {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    #[command(about = both!("Một thủ tục, từ đầu hoặc từ mẫu", "A procedure, or one from a template"))]
    Procedure(Procedure),
    #[command(about = both!("Một thôn và nhà văn hóa", "A village and its hall"))]
    #[command(before_help = both!(
        "  một thôn:\n    tracuu new village \"Thôn Ví Dụ\"\n",
        "  a village:\n    tracuu new village \"Thôn Ví Dụ\"\n"
    ))]
    Village(Plain),
    #[command(about = both!("Một mô hình phục vụ", "A service model"))]
    #[command(before_help = both!(
        "  một mô hình phục vụ:\n    tracuu new program \"Ngày thứ Ba không chờ\"\n",
        "  a service model:\n    tracuu new program \"Ngày thứ Ba không chờ\"\n"
    ))]
    Program(Plain),
    #[command(about = both!("Một trang khác", "Any other page"))]
    #[command(before_help = both!(
        "  một trang:\n    tracuu new page \"Lịch tiếp dân\"\n",
        "  a page:\n    tracuu new page \"Lịch tiếp dân\"\n"
    ))]
    Page(Plain),
}

#[derive(Args)]
struct Plain {
    #[arg(value_name = "TÊN", required = true)]
    #[arg(help = both!("Tên, nên để trong dấu ngoặc kép", "Its name, best in quotes"))]
    name: Vec<String>,
    #[arg(long, value_name = "ID", value_parser = id)]
    #[arg(help = both!("Tên tệp, không có .md; không ghi thì đặt theo tên", "Its id; made of the name when absent"))]
    id: Option<Id>,
}

#[derive(Args)]
#[command(before_help = both!(
    "  xem 40 mẫu có sẵn:\n    tracuu new procedure --list\n  từ mẫu:\n    tracuu new procedure --like dang-ky-ket-hon\n  từ đầu, trong lĩnh vực đã có:\n    tracuu new procedure \"Cấp giấy xác nhận\" --field ho-tich\n",
    "  the 40 templates:\n    tracuu new procedure --list\n  from a template:\n    tracuu new procedure --like dang-ky-ket-hon\n  from nothing, in a field that exists:\n    tracuu new procedure \"Cấp giấy xác nhận\" --field ho-tich\n"
))]
struct Procedure {
    #[arg(value_name = "TÊN", required_unless_present_any = ["list", "like"])]
    #[arg(help = both!("Tên, nên để trong dấu ngoặc kép", "Its name, best in quotes"))]
    name: Vec<String>,
    #[arg(long, value_name = "ID", value_parser = id)]
    #[arg(help = both!("Tên tệp, không có .md; không ghi thì đặt theo tên", "Its id; made of the name when absent"))]
    id: Option<Id>,
    #[arg(long, value_name = "ID", value_parser = id)]
    #[arg(help = both!("Lĩnh vực: tên thư mục trong content/procedures", "Its field"))]
    field: Option<Id>,
    #[arg(long, value_name = "TÊN")]
    #[arg(help = both!("Tên của lĩnh vực mới", "The name of a new field"))]
    field_title: Option<String>,
    #[arg(long, value_name = "ID", value_parser = id)]
    #[arg(help = both!("Chép từ thủ tục này của xã, hoặc từ mẫu", "A copy of this guide or template"))]
    like: Option<Id>,
    #[arg(long, conflicts_with_all = ["name", "id", "field", "field_title", "like"])]
    #[arg(help = both!("Liệt kê các mẫu có sẵn", "Lists the templates"))]
    list: bool,
}

impl New {
    pub(super) fn run(self, context: &Context) -> Outcome {
        let (kind, plain) = match self.what {
            What::Procedure(asked) if asked.list => return new::list(context),
            What::Procedure(asked) => {
                let Procedure { name, id, field, field_title, like, .. } = asked;
                let (kind, name) = (Kind::Procedure, whole(&name));
                return new::run(context, &Wanted { kind, name, id, field, field_title, like });
            }
            What::Village(plain) => (Kind::Village, plain),
            What::Program(plain) => (Kind::Program, plain),
            What::Page(plain) => (Kind::Page, plain),
        };
        let wanted = Wanted {
            kind,
            name: whole(&plain.name),
            id: plain.id,
            field: None,
            field_title: None,
            like: None,
        };
        new::run(context, &wanted)
    }
}

/// Joins the words of a name that somebody typed without quotes.
fn whole(words: &[String]) -> Option<String> {
    (!words.is_empty()).then(|| words.join(" "))
}
