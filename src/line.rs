//! The command line: which verbs there are, what each is asked with, in which language it is helped.
//!
//! Each verb has its file in `line/`: its options with their help in both languages, and how they
//! become what the verb in `tracuu::command` wants.

mod build;
mod day;
mod numbers;
mod print;
mod redirects;
mod speech;
mod status;
mod values;
mod verify;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use tracuu::command::{Context, Outcome, Voice, check};

use self::speech::{Speech, both, spoken};

#[derive(Parser)]
#[command(name = "tracuu", version, arg_required_else_help = true)]
#[command(about = both!(
    "Thủ tục hành chính trong tệp Markdown thành trang hướng dẫn và áp phích mã QR.",
    "Procedures in Markdown to a guide site and QR posters."
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

#[derive(Subcommand)]
enum Verb {
    #[command(about = both!(
        "Dựng trang hướng dẫn và áp phích vào public/",
        "Builds the site and the posters into public/"
    ))]
    Build(build::Build),
    #[command(about = both!("Chỉ soát lỗi, không ghi gì", "Tells what is wrong, writes nothing"))]
    Check(day::Day),
    #[command(about = both!(
        "In các tờ cần treo và ghi vào sổ",
        "Prints the sheets that need hanging and records them"
    ))]
    Print(print::Print),
    #[command(about = both!(
        "Nơi nào đang treo gì, tờ nào phải in lại",
        "What hangs where, and what must be printed again"
    ))]
    Status(status::Status),
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
        "Kiểm tra ảnh chụp áp phích đang treo: mã nào đúng, mã nào lạ",
        "Tells which codes in photos of hung posters are ours"
    ))]
    Verify(verify::Verify),
}

/// Does what the words ask for; tells on the terminal why they cannot be understood.
pub(crate) fn run(words: impl IntoIterator<Item = OsString>) -> Outcome {
    let words: Vec<OsString> = words.into_iter().collect();
    let english = speech::asked(&words) == Speech::En;
    let read = spoken(Line::command(), english)
        .try_get_matches_from(words)
        .and_then(|matches| Line::from_arg_matches(&matches));
    match read {
        Ok(line) => line.run(),
        Err(error) => {
            let asked_for_help = error.exit_code() == 0;
            // Nothing is left to do when the terminal is gone.
            let _ = error.print();
            if asked_for_help { Outcome::Good } else { Outcome::Usage }
        }
    }
}

impl Line {
    fn run(self) -> Outcome {
        let voice = Voice { english: self.lang == Speech::En, json: self.json };
        let context = Context { root: self.root, voice };
        match self.verb {
            Verb::Build(asked) => asked.run(&context),
            Verb::Check(day) => check::run(&context, &day.options()),
            Verb::Print(asked) => asked.run(&context),
            Verb::Status(asked) => asked.run(&context),
            Verb::Numbers(asked) => asked.run(&context),
            Verb::Redirects(asked) => asked.run(&context),
            Verb::Verify(asked) => asked.run(&context),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Walks the command and every verb below it.
    fn walk(command: &clap::Command, see: &mut impl FnMut(&clap::Command)) {
        see(command);
        command.get_subcommands().for_each(|verb| walk(verb, see));
    }

    #[test]
    fn every_help_is_in_both_languages() {
        let mut alone = Vec::new();
        walk(&Line::command(), &mut |command| {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            let mut helps = vec![(command.get_name().to_owned(), about)];
            for argument in command.get_arguments() {
                let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                helps.push((format!("{} {}", command.get_name(), argument.get_id()), help));
            }
            let half = helps.into_iter().filter(|(_, help)| !speech::is_both(help));
            alone.extend(half.map(|(name, _)| name));
        });
        assert!(alone.is_empty(), "without help in two languages: {alone:?}");
    }

    #[test]
    fn help_is_in_the_language_asked_for() {
        let help = |english| spoken(Line::command(), english).render_help().to_string();
        assert!(help(false).contains("Chỉ soát lỗi") && !help(false).contains("writes nothing"));
        assert!(help(true).contains("writes nothing") && !help(true).contains("Chỉ soát lỗi"));
        spoken(Line::command(), false).debug_assert();
    }
}
