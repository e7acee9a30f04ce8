//! The command line: which verbs there are, what each is asked with, in which language it is helped.
//!
//! Each verb has its file in `line/`: its options with their help in both languages, and how they
//! become what the verb in `tracuu::command` wants.

mod build;
mod check;
mod day;
mod export;
mod fault;
mod import;
mod init;
mod new;
mod numbers;
mod print;
mod redirects;
mod schema;
mod serve;
mod shells;
mod speech;
mod status;
mod values;
mod verify;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use tracuu::command::{Context, Outcome, Voice};
use tracuu::diagnostic::say;

use self::speech::{Speech, both, spoken};

#[derive(Parser)]
#[command(name = "tracuu", version, arg_required_else_help = true)]
#[command(about = both!(
    "Thủ tục hành chính trong tệp Markdown thành trang hướng dẫn và áp phích mã QR.",
    "Procedures in Markdown to a guide site and QR posters."
))]
#[command(before_help = both!(
    "  bắt đầu cho xã mình:\n    tracuu init xa-moi\n  soát lỗi sau mỗi lần sửa:\n    tracuu check\n  xem trang trong trình duyệt:\n    tracuu serve --open\n  in các tờ cần treo:\n    tracuu print --all\n",
    "  to begin:\n    tracuu init xa-moi\n  what is wrong, after every change:\n    tracuu check\n  the pages in the browser:\n    tracuu serve --open\n  the sheets that need hanging:\n    tracuu print --all\n"
))]
struct Line {
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    #[arg(help = both!("Thư mục của xã, có content/ bên trong", "The project folder"))]
    root: PathBuf,
    #[arg(long, global = true, value_enum, default_value = "vi")]
    #[arg(help = both!("Ngôn ngữ của thông báo", "Language of messages"))]
    lang: Speech,
    #[arg(long, global = true)]
    #[arg(help = both!("Kết quả cho máy đọc", "Results as JSON"))]
    json: bool,
    #[command(subcommand)]
    verb: Verb,
}

/// The verbs, in the order in which a commune needs them.
#[derive(Subcommand)]
enum Verb {
    #[command(about = both!(
        "Tạo trang hướng dẫn đầu tiên của xã trong thư mục trống",
        "Makes a first guide site in an empty folder"
    ))]
    Init(init::Init),
    #[command(about = both!(
        "Tạo tệp mới: thủ tục, thôn, mô hình phục vụ hoặc trang",
        "Makes a new file: procedure, village, program or page"
    ))]
    New(new::New),
    #[command(about = both!(
        "Soát lỗi, không ghi gì; với --fix thì tự sửa lỗi an toàn; --todo: danh sách việc",
        "Tells what is wrong, writes nothing; --fix mends what is safe; --todo: the work list"
    ))]
    Check(check::Check),
    #[command(about = both!(
        "Xem trước trong trình duyệt; sửa tệp rồi lưu, trang tự đổi",
        "A preview in the browser that follows every save"
    ))]
    Serve(serve::Serve),
    #[command(about = both!(
        "Dựng trang hướng dẫn và áp phích vào public/",
        "Builds the site and the posters into public/"
    ))]
    Build(build::Build),
    #[command(about = both!(
        "In các tờ cần treo và ghi vào sổ",
        "Prints the sheets that need hanging and records them"
    ))]
    Print(print::Print),
    #[command(about = both!(
        "Nhập danh sách thủ tục, thôn, mô hình từ Excel; xem trước rồi mới ghi",
        "Takes lists from Excel: a preview first, then files"
    ))]
    Import(import::Import),
    #[command(about = both!(
        "Xuất thủ tục, thôn, mô hình ra Excel",
        "Writes procedures, villages and programs as an Excel file"
    ))]
    Export(export::Export),
    #[command(about = both!(
        "Nơi nào đang treo gì, tờ nào phải in lại",
        "What hangs where, and what must be printed again"
    ))]
    Status(status::Status),
    #[command(about = both!(
        "Kiểm tra ảnh chụp áp phích đang treo: mã nào đúng, mã nào lạ",
        "Tells which codes in photos of hung posters are ours"
    ))]
    Verify(verify::Verify),
    #[command(about = both!(
        "Sổ số: mỗi số là của mục nào, đang treo ở đâu",
        "Every number and where it hangs"
    ))]
    Numbers(numbers::Numbers),
    #[command(about = both!(
        "Tệp chuyển hướng cho máy chủ khác, để mã đã in vẫn dẫn đúng chỗ",
        "Redirects for other servers, so that printed codes lead on"
    ))]
    Redirects(redirects::Redirects),
    #[command(about = both!(
        "Để phím Tab gợi ý lệnh trong cửa sổ lệnh",
        "Lets the Tab key offer commands in your shell"
    ))]
    #[command(before_help = both!(
        "  PowerShell trên Windows:\n    tracuu completions powershell >> $PROFILE\n",
        "  bash:\n    tracuu completions bash > ~/.local/share/bash-completion/completions/tracuu\n"
    ))]
    Completions(shells::Completions),
    #[command(about = both!(
        "Trang hướng dẫn để đọc bằng lệnh man của Linux và macOS",
        "Pages to read with the man command of Linux and macOS"
    ))]
    #[command(before_help = both!(
        "  ghi mọi trang vào thư mục man:\n    tracuu man --output man\n",
        "  every page into the folder man:\n    tracuu man --lang en --output man\n"
    ))]
    Man(shells::Manual),
    #[command(about = both!(
        "JSON Schema của các khóa trong tệp, cho trình soạn thảo và chương trình khác",
        "JSON Schema of the keys in the files"
    ))]
    Schema(schema::Schema),
}

/// Does what the words ask for; tells on the terminal why they cannot be understood.
pub(crate) fn run(words: impl IntoIterator<Item = OsString>) -> Outcome {
    let words = help_as_option(words.into_iter().collect());
    let speech = speech::asked(&words);
    let verb = verb(&words);
    let read = spoken(Line::command(), speech)
        .try_get_matches_from(words)
        .and_then(|matches| Line::from_arg_matches(&matches));
    match read {
        Ok(line) => line.run(),
        Err(error) if error.exit_code() == 0 => {
            // Nothing is left to do when the terminal is gone.
            let _ = error.print();
            Outcome::Good
        }
        Err(error) => {
            if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
                let _ = error.print();
            } else {
                let told = fault::told(&error, &verb, &spoken(Line::command(), speech), speech);
                let voice = Voice { english: false, json: false };
                voice.message(&say(told.clone(), told));
            }
            Outcome::Usage
        }
    }
}

/// Finds the verb among the words, and the one below it, for pointing to their help.
fn verb(words: &[OsString]) -> Vec<String> {
    let mut known = Line::command();
    let mut found = Vec::new();
    for word in words.iter().skip(1).filter_map(|word| word.to_str()) {
        if let Some(below) = known.find_subcommand(word) {
            known = below.clone();
            found.push(word.to_owned());
        }
    }
    found
}

/// Takes `tracuu help init` for `tracuu init --help`: people try both.
fn help_as_option(mut words: Vec<OsString>) -> Vec<OsString> {
    let is_value = |at: usize| words[at - 1] == "--root" || words[at - 1] == "--lang";
    let is_word = |at: &usize| !words[*at].to_string_lossy().starts_with('-') && !is_value(*at);
    let first = (1..words.len()).find(is_word);
    if let Some(at) = first.filter(|at| words[*at] == "help") {
        words.remove(at);
        words.push("--help".into());
    }
    words
}

impl Line {
    fn run(self) -> Outcome {
        let voice = Voice { english: self.lang == Speech::En, json: self.json };
        let context = Context { root: self.root, voice };
        match self.verb {
            Verb::Init(asked) => asked.run(&context),
            Verb::New(asked) => asked.run(&context),
            Verb::Build(asked) => asked.run(&context),
            Verb::Check(asked) => asked.run(&context),
            Verb::Print(asked) => asked.run(&context),
            Verb::Status(asked) => asked.run(&context),
            Verb::Numbers(asked) => asked.run(&context),
            Verb::Redirects(asked) => asked.run(&context),
            Verb::Verify(asked) => asked.run(&context),
            Verb::Completions(asked) => asked.run(&context, spoken(Self::command(), self.lang)),
            Verb::Man(asked) => asked.run(&context, spoken(Self::command(), self.lang)),
            Verb::Schema(asked) => asked.run(&context),
            Verb::Import(asked) => asked.run(&context),
            Verb::Export(asked) => asked.run(&context),
            Verb::Serve(asked) => asked.run(&context),
        }
    }
}

#[cfg(test)]
mod tests;
