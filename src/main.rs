//! The command line: words to a verb, its outcome to an exit code.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use tracuu::command::build::{self, Format, Target};
use tracuu::command::{self, Context, Outcome, Voice, check};
use tracuu::diagnostic::say;
use tracuu::model::date::Date;
use tracuu::model::site::Wanted;
use tracuu::model::village::Kind;
use tracuu::model::{Id, Link};
use tracuu::pipeline::{Minting, Options};

/// Thủ tục hành chính trong tệp Markdown thành trang hướng dẫn và áp phích mã QR.
/// (Procedures in Markdown to a guide site and QR posters.)
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Line {
    /// Thư mục của xã, có content/ bên trong (the project folder)
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// Ngôn ngữ của thông báo (language of messages)
    #[arg(long, global = true, value_enum, default_value = "vi")]
    lang: Speech,
    /// Kết quả cho máy đọc (results as JSON)
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Clone, Copy, ValueEnum)]
enum Speech {
    Vi,
    En,
}

#[derive(Subcommand)]
enum Verb {
    /// Dựng trang hướng dẫn và áp phích vào public/ (builds the site and the posters)
    Build(Build),
    /// Chỉ soát lỗi, không ghi gì (tells what is wrong, writes nothing)
    Check(Day),
}

#[derive(Args)]
struct Day {
    /// Coi hôm nay là ngày này, để tập dượt (rehearse another day)
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Date>,
}

#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
struct Build {
    /// Nơi xuất (the folder that is replaced)
    #[arg(long, default_value = "public", value_name = "DIR")]
    output: PathBuf,
    /// Dựng thử dưới địa chỉ khác, không có áp phích (a preview under another address, without posters)
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<Link>,
    /// Định dạng áp phích, hoặc none (formats of posters, or none)
    #[arg(long, value_delimiter = ',', value_parser = ["svg", "png", "pdf", "none"], default_value = "svg,png,pdf")]
    posters: Vec<String>,
    /// Tệp PDF cho nhà in: tràn lề 3 mm và dấu cắt (PDFs for a print shop: bleed and crop marks)
    #[arg(long)]
    shop: bool,
    /// Chỉ làm tờ in của các nhà văn hóa này (posters of these halls only)
    #[arg(long, value_delimiter = ',', value_name = "ID", value_parser = hall)]
    hall: Vec<Id>,
    /// Chỉ làm các loại tờ in này (posters of these kinds only)
    #[arg(long, value_delimiter = ',', value_parser = Kind::ALL.map(|(key, _)| key))]
    kind: Vec<String>,
    /// Không cấp số mới (refuse to mint numbers)
    #[arg(long)]
    locked: bool,
    /// Cho xem cả bản nháp, không có áp phích (show drafts too, without posters)
    #[arg(long)]
    drafts: bool,
    /// Viết index.html vào liên kết, để mở từ thẻ nhớ (links name index.html, for a USB stick)
    #[arg(long)]
    flat_links: bool,
    #[command(flatten)]
    day: Day,
}

fn base_url(text: &str) -> Result<Link, String> {
    let link = Link::new(text).ok().filter(|link| link.as_str().ends_with('/'));
    link.ok_or_else(|| "https://…/, kết thúc bằng / (must end in /)".to_owned())
}

fn hall(text: &str) -> Result<Id, String> {
    Id::new(text)
        .map_err(|_| "tên tệp trong content/villages, không có .md (a hall's id)".to_owned())
}

fn main() -> ExitCode {
    let line = match Line::try_parse() {
        Ok(line) => line,
        Err(error) => {
            let asked_for_help = error.exit_code() == 0;
            // Nothing is left to do when the terminal is gone.
            let _ = error.print();
            let outcome = if asked_for_help { Outcome::Good } else { Outcome::Usage };
            return ExitCode::from(outcome.code());
        }
    };
    let voice = Voice { english: matches!(line.lang, Speech::En), json: line.json };
    let context = Context { root: line.root, voice };
    let outcome = match line.verb {
        Verb::Build(asked) => run_build(&context, asked),
        Verb::Check(day) => check::run(&context, &options(&day)),
    };
    ExitCode::from(outcome.code())
}

fn options(day: &Day) -> Options {
    Options {
        today: day.today.unwrap_or_else(command::today),
        base: None,
        posters: true,
        minting: Minting::Allowed,
        flat_links: false,
        drafts: false,
        wanted: Wanted::default(),
    }
}

fn run_build(context: &Context, asked: Build) -> Outcome {
    let none = asked.posters.iter().any(|word| word == "none");
    if none && asked.posters.len() > 1 {
        context.voice.message(&say(
            "--posters none không đi cùng định dạng khác.",
            "--posters none stands alone.",
        ));
        return Outcome::Usage;
    }
    let chosen =
        Format::ALL.into_iter().filter(|(word, _)| asked.posters.iter().any(|w| w == word));
    let formats: Vec<Format> = chosen.map(|(_, format)| format).collect();
    let kinds = Kind::ALL.into_iter().filter(|(key, _)| asked.kind.iter().any(|word| word == key));
    let preview = asked.base_url.is_some() || asked.drafts;
    let options = Options {
        posters: !formats.is_empty() && !preview,
        minting: if asked.locked { Minting::Locked } else { Minting::Allowed },
        base: asked.base_url,
        flat_links: asked.flat_links,
        drafts: asked.drafts,
        wanted: Wanted { halls: asked.hall, kinds: kinds.map(|(_, kind)| kind).collect() },
        ..options(&asked.day)
    };
    let target = Target { output: asked.output, formats, shop: asked.shop, keep_ledger: !preview };
    build::run(context, &options, &target)
}
