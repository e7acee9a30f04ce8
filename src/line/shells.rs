//! `tracuu completions` and `tracuu man`: what shells and manuals want to know of the command line.

use std::path::PathBuf;

use clap::{Args, Command, ValueEnum};
use clap_complete::Shell;
use clap_mangen::Man;

use tracuu::command::{Context, Outcome};
use tracuu::io::copy;

use super::speech::{Speech, both};

#[derive(Args)]
pub(super) struct Completions {
    #[arg(value_parser = Shell::value_variants().iter().map(Shell::to_string).collect::<Vec<_>>())]
    #[arg(help = both!("Loại cửa sổ lệnh", "The shell"))]
    shell: String,
}

impl Completions {
    pub(super) fn run(self, context: &Context, mut command: Command) -> Outcome {
        let shell =
            Shell::from_str(&self.shell, true).expect("the parser lets only these words pass");
        context.voice.result(script(shell, &mut command).trim_end());
        Outcome::Good
    }
}

fn script(shell: Shell, command: &mut Command) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, command, "tracuu", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

#[derive(Args)]
pub(super) struct Manual {
    #[arg(long, value_name = "DIR")]
    #[arg(help = both!(
        "Thư mục để ghi mọi trang; không ghi: chỉ trang đầu, ra màn hình",
        "A folder for all pages; without it, the first page goes to the screen"
    ))]
    output: Option<PathBuf>,
}

impl Manual {
    pub(super) fn run(self, context: &Context, mut command: Command) -> Outcome {
        command.build();
        let speech = if context.voice.english { Speech::En } else { Speech::Vi };
        let Some(folder) = self.output else {
            context.voice.result(page(&command, "tracuu", speech).trim_end());
            return Outcome::Good;
        };
        for (name, command) in pages(&command, "tracuu".to_owned()) {
            let path = folder.join(format!("{name}.1"));
            if let Err(error) =
                copy::export(&context.root, &path, page(command, &name, speech).as_bytes())
            {
                context.voice.refused(&error);
                return Outcome::Refused;
            }
            context.voice.result(&path.display().to_string());
        }
        Outcome::Good
    }
}

/// Returns a command and all below it, each with the name of its page.
fn pages(command: &Command, name: String) -> Vec<(String, &Command)> {
    let below = command.get_subcommands().filter(|verb| !verb.is_hide_set());
    let below: Vec<_> =
        below.flat_map(|verb| pages(verb, format!("{name}-{}", verb.get_name()))).collect();
    [(name, command)].into_iter().chain(below).collect()
}

/// Writes a page: what clap knows of the command, and after its name the examples of its help.
fn page(command: &Command, name: &str, speech: Speech) -> String {
    let manual = Man::new(command.clone().name(name.to_owned())).title(name.to_uppercase());
    let mut page = Vec::new();
    manual.render(&mut page).expect("memory takes every page");
    let page = String::from_utf8_lossy(&page).into_owned();
    let examples = command.get_before_help().map(ToString::to_string).unwrap_or_default();
    let Some((head, rest)) = page.split_once(".SH SYNOPSIS").filter(|_| !examples.is_empty())
    else {
        return page;
    };
    // roff takes a backslash for an escape, and a point or an apostrophe at the start of a line for
    // an order; lines of examples begin with spaces.
    let examples = examples.replace('\\', "\\e").replace('-', "\\-");
    let title = speech.examples().trim_end_matches(':').to_uppercase();
    format!("{head}.SH \"{title}\"\n.nf\n{}\n.fi\n.SH SYNOPSIS{rest}", examples.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command() -> Command {
        Command::new("tracuu")
            .subcommand(Command::new("numbers").subcommand(Command::new("fix")))
            .subcommand(Command::new("build").before_help("  all:\n    tracuu build --drafts\n"))
    }

    #[test]
    fn every_command_has_a_page_with_its_examples() {
        let command = command();
        let pages = pages(&command, "tracuu".to_owned());
        let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["tracuu", "tracuu-numbers", "tracuu-numbers-fix", "tracuu-build"]);
        let page = page(pages[3].1, "tracuu-build", Speech::Vi);
        assert!(
            page.contains(".SH \"VÍ DỤ\"\n.nf\n  all:\n    tracuu build \\-\\-drafts\n.fi\n"),
            "{page}"
        );
    }

    #[test]
    fn every_shell_gets_the_verbs() {
        for shell in Shell::value_variants() {
            let script = script(*shell, &mut command());
            assert!(script.contains("build") && script.contains("numbers"), "{shell}");
        }
    }
}
