//! `tracuu new`.

use clap::{Args, Subcommand};

use tracuu::catalogue::Kind;
use tracuu::command::{Context, Outcome, new};
use tracuu::desk::Wanted;
use tracuu::model::Id;

use super::speech::both;
use super::values::id;

#[derive(Args)]
pub(super) struct New {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    #[command(about = both!("Một thủ tục, từ đầu hoặc từ mẫu", "A procedure, or one from a template"))]
    Procedure(Procedure),
    #[command(about = both!("Một thôn và nhà văn hóa", "A village and its hall"))]
    Village(Plain),
    #[command(about = both!("Một mô hình phục vụ", "A service model"))]
    Program(Plain),
    #[command(about = both!("Một trang khác", "Any other page"))]
    Page(Plain),
}

#[derive(Args)]
struct Plain {
    #[arg(value_name = "TÊN")]
    #[arg(help = both!("Tên, trong dấu ngoặc kép", "Its name, in quotes"))]
    name: String,
    #[arg(long, value_name = "ID", value_parser = id)]
    #[arg(help = both!("Tên tệp, không có .md; không ghi thì đặt theo tên", "Its id; made of the name when absent"))]
    id: Option<Id>,
}

#[derive(Args)]
struct Procedure {
    #[arg(value_name = "TÊN", required_unless_present_any = ["list", "like"])]
    #[arg(help = both!("Tên, trong dấu ngoặc kép", "Its name, in quotes"))]
    name: Option<String>,
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
                let kind = Kind::Procedure;
                return new::run(context, &Wanted { kind, name, id, field, field_title, like });
            }
            What::Village(plain) => (Kind::Village, plain),
            What::Program(plain) => (Kind::Program, plain),
            What::Page(plain) => (Kind::Page, plain),
        };
        let wanted = Wanted {
            kind,
            name: Some(plain.name),
            id: plain.id,
            field: None,
            field_title: None,
            like: None,
        };
        new::run(context, &wanted)
    }
}
