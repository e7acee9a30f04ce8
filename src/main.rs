//! The command line: words to a verb, its outcome to an exit code.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use tracuu::command::build::{self, Format, Target};
use tracuu::command::print::{self, Asked, Which};
use tracuu::command::{self, Context, Outcome, Voice, check, numbers, redirects, status, verify};
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
    /// In các tờ cần treo và ghi vào sổ (prints the sheets that need hanging and records them)
    Print(Print),
    /// Nơi nào đang treo gì, tờ nào phải in lại (what hangs where, and what must be printed again)
    Status(Status),
    /// Sổ số: mỗi số là của mục nào, đang treo ở đâu (every number and where it hangs)
    Numbers(Numbers),
    /// Tệp chuyển hướng cho máy chủ khác, để mã đã in vẫn dẫn đúng chỗ (redirects for other servers)
    Redirects(Redirects),
    /// Kiểm tra ảnh chụp áp phích đang treo: mã nào đúng, mã nào lạ (which codes in photos of hung posters are ours)
    Verify(Verify),
}

#[derive(Args)]
struct Numbers {
    #[command(subcommand)]
    what: Option<NumbersVerb>,
}

#[derive(Subcommand)]
enum NumbersVerb {
    /// Gỡ số bị cấp hai lần sau khi gộp sổ của hai máy (settles numbers that two machines minted)
    Fix {
        /// Mục được giữ số khi cả hai đã in (whose a number stays when both are printed)
        #[arg(long, value_name = "SỐ=ID", value_parser = keep)]
        keep: Vec<(u32, Id)>,
        /// Chỉ xem trước, không ghi gì (writes nothing)
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        day: Day,
    },
}

#[derive(Args)]
struct Redirects {
    /// Loại máy chủ (the server)
    #[arg(long, value_parser = redirects::Format::ALL.map(|(word, _)| word))]
    format: String,
    /// Địa chỉ cũ đã ghi trong site.yaml, hoặc all; không ghi: địa chỉ hiện nay (former addresses, or all)
    #[arg(long, value_name = "ADDRESS")]
    from: Vec<String>,
    /// Nơi khác có các trang cùng tên (another address with pages of the same names)
    #[arg(long, value_name = "URL", value_parser = target)]
    to: Option<Link>,
    /// Tệp hoặc thư mục để ghi (a file or folder)
    #[arg(long, value_name = "PATH")]
    output: Option<PathBuf>,
    #[command(flatten)]
    day: Day,
}

#[derive(Args)]
struct Verify {
    /// Ảnh, hoặc thư mục ảnh; thư mục con mang tên thôn (photos or folders; a subfolder may be named by a hall's id)
    #[arg(required = true, value_name = "PHOTO|DIR")]
    photos: Vec<PathBuf>,
    /// Mọi ảnh chụp ở nhà văn hóa này (all photos were taken in this hall)
    #[arg(long, value_name = "ID", value_parser = hall)]
    hall: Option<Id>,
    /// Ghi báo cáo Excel (writes a report for Excel)
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
    #[command(flatten)]
    day: Day,
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

#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
struct Print {
    /// Cho các nhà văn hóa này (for these halls)
    #[arg(long, value_delimiter = ',', value_name = "ID", value_parser = hall, required_unless_present_any = ["all", "stale", "taken_down"])]
    hall: Vec<Id>,
    /// Cho mọi nhà văn hóa (for every hall)
    #[arg(long, conflicts_with = "hall")]
    all: bool,
    /// Chỉ những tờ đang treo mà đã sai (only those that hang and are wrong)
    #[arg(long)]
    stale: bool,
    /// Cả những tờ còn đúng, khi giấy rách hay mất (also those that are right, for paper torn or lost)
    #[arg(long, conflicts_with = "stale")]
    again: bool,
    /// Chỉ các loại tờ in này (of these kinds only)
    #[arg(long, value_delimiter = ',', value_parser = Kind::ALL.map(|(key, _)| key))]
    kind: Vec<String>,
    /// Thêm định dạng bên cạnh PDF (formats beside the PDFs)
    #[arg(long, value_delimiter = ',', value_parser = ["svg", "png"])]
    also: Vec<String>,
    /// Tệp PDF cho nhà in: tràn lề 3 mm và dấu cắt (PDFs for a print shop: bleed and crop marks)
    #[arg(long)]
    shop: bool,
    /// Thư mục chứa tệp để in [mặc định: in-<ngày>] (the folder of the files)
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Chỉ xem sẽ in gì, không tạo tệp, không ghi sổ (tells what would be printed, records nothing)
    #[arg(long)]
    dry_run: bool,
    /// Ghi rằng các tờ này đã gỡ xuống, theo số ở chân tờ (records that these sheets were taken down)
    #[arg(long, value_delimiter = ',', value_name = "41-3", value_parser = serial, conflicts_with_all = ["hall", "all", "stale", "again", "dry_run"])]
    taken_down: Vec<(u32, u32)>,
    #[command(flatten)]
    day: Day,
}

#[derive(Args)]
struct Status {
    /// Chỉ các nhà văn hóa này (these halls only)
    #[arg(long, value_delimiter = ',', value_name = "ID", value_parser = hall)]
    hall: Vec<Id>,
    /// Ghi thêm tệp CSV (writes a CSV file too)
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Ghi thêm tệp Excel (writes an Excel file too)
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
    #[command(flatten)]
    day: Day,
}

fn serial(text: &str) -> Result<(u32, u32), String> {
    let read = |text: &str| {
        let (hall, serial) = text.split_once('-')?;
        Some((hall.parse().ok()?, serial.parse().ok()?))
    };
    read(text)
        .ok_or_else(|| "số ở chân tờ giấy, như 41-3 (the number in a sheet's foot)".to_owned())
}

fn base_url(text: &str) -> Result<Link, String> {
    let link = Link::new(text).ok().filter(|link| link.as_str().ends_with('/'));
    link.ok_or_else(|| "https://…/, kết thúc bằng / (must end in /)".to_owned())
}

fn hall(text: &str) -> Result<Id, String> {
    Id::new(text)
        .map_err(|_| "tên tệp trong content/villages, không có .md (a hall's id)".to_owned())
}

/// Reads an address that servers are told to send visitors to: nothing in it may mean something to
/// them.
fn target(text: &str) -> Result<Link, String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    let link = base_url(text)?;
    let good = link.is_https() && link.path().bytes().all(plain) && !link.path().contains("//");
    good.then_some(link).ok_or_else(|| {
        "https://…/, chỉ có chữ không dấu, số và / - _ . ~ (a plain https address)".to_owned()
    })
}

fn keep(text: &str) -> Result<(u32, Id), String> {
    let parts = text.split_once('=');
    let read = parts.and_then(|(number, id)| Some((number.parse().ok()?, Id::new(id).ok()?)));
    read.ok_or_else(|| "viết như 11=dang-ky-khai-sinh (write NUMBER=ID)".to_owned())
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
        Verb::Print(asked) => run_print(&context, asked),
        Verb::Status(asked) => {
            let wanted = Wanted { halls: asked.hall, ..Wanted::default() };
            let target = status::Target { csv: asked.csv, xlsx: asked.xlsx };
            status::run(&context, &Options { wanted, ..options(&asked.day) }, &target)
        }
        Verb::Numbers(asked) => run_numbers(&context, asked),
        Verb::Redirects(asked) => run_redirects(&context, asked),
        Verb::Verify(asked) => {
            let Verify { photos: paths, hall, xlsx, day } = asked;
            verify::run(&context, &options(&day), &verify::Asked { paths, hall, xlsx })
        }
    };
    ExitCode::from(outcome.code())
}

fn run_numbers(context: &Context, asked: Numbers) -> Outcome {
    match asked.what {
        None => numbers::list(context),
        Some(NumbersVerb::Fix { keep, dry_run, day }) => {
            let today = day.today.unwrap_or_else(command::today);
            let keep = keep.into_iter().collect();
            numbers::fix(context, &numbers::Fix { keep, today, dry_run })
        }
    }
}

fn run_redirects(context: &Context, asked: Redirects) -> Outcome {
    let chosen = redirects::Format::ALL.into_iter().find(|(word, _)| *word == asked.format);
    let (_, format) = chosen.expect("the parser lets only these words pass");
    let Redirects { from, to, output, .. } = asked;
    let asked_for = redirects::Asked { format, from, to, output };
    redirects::run(context, &Options { posters: false, ..options(&asked.day) }, &asked_for)
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

fn run_print(context: &Context, asked: Print) -> Outcome {
    let wanted = Wanted { halls: asked.hall, kinds: kinds(&asked.kind) };
    let options = Options { wanted, ..options(&asked.day) };
    if !asked.taken_down.is_empty() {
        return print::take_down(context, &options, &asked.taken_down);
    }
    let which = match (asked.stale, asked.again) {
        (true, _) => Which::Stale,
        (_, true) => Which::Again,
        _ => Which::Needed,
    };
    let asked = Asked {
        which,
        formats: formats(&asked.also),
        shop: asked.shop,
        output: asked.output,
        dry_run: asked.dry_run,
    };
    print::run(context, &options, &asked)
}

fn kinds(words: &[String]) -> Vec<Kind> {
    let named = Kind::ALL.into_iter().filter(|(key, _)| words.iter().any(|word| word == key));
    named.map(|(_, kind)| kind).collect()
}

fn formats(words: &[String]) -> Vec<Format> {
    let named = Format::ALL.into_iter().filter(|(key, _)| words.iter().any(|word| word == key));
    named.map(|(_, format)| format).collect()
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
    let formats = formats(&asked.posters);
    let preview = asked.base_url.is_some() || asked.drafts;
    let options = Options {
        posters: !formats.is_empty() && !preview,
        minting: if asked.locked { Minting::Locked } else { Minting::Allowed },
        base: asked.base_url,
        flat_links: asked.flat_links,
        drafts: asked.drafts,
        wanted: Wanted { halls: asked.hall, kinds: kinds(&asked.kind) },
        ..options(&asked.day)
    };
    let target = Target { output: asked.output, formats, shop: asked.shop, keep_ledger: !preview };
    build::run(context, &options, &target)
}
