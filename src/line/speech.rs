//! Help in both languages: written side by side, shown in the one that was asked for.

use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::{Command, ValueEnum};

/// What stands between the two halves of a help; no sentence has it.
const SEAM: char = '‖';

/// Joins a help in Vietnamese and in English; [`spoken`] picks one.
macro_rules! both {
    ($vi:expr, $en:expr $(,)?) => {
        concat!($vi, "‖", $en)
    };
}
pub(super) use both;

/// The languages of the officials' desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Speech {
    Vi,
    En,
}

/// Looks for `--lang` before the words are parsed, so that even the help of a wrong command is in
/// the right language.
pub(super) fn asked(words: &[OsString]) -> Speech {
    let named = |word: &OsString, next: Option<&OsString>| match word.to_str()? {
        "--lang" => next?.to_str().map(str::to_owned),
        word => word.strip_prefix("--lang=").map(str::to_owned),
    };
    let found = words.iter().enumerate().find_map(|(at, word)| named(word, words.get(at + 1)));
    if found.as_deref() == Some("en") { Speech::En } else { Speech::Vi }
}

/// Returns the half of every help, of the command and all verbs below it, in one language.
pub(super) fn spoken(command: Command, english: bool) -> Command {
    let about = command.get_about().map(|help| half(help, english));
    let after = command.get_after_help().map(|help| half(help, english));
    let command =
        command.mut_args(|argument| match argument.get_help().map(|help| half(help, english)) {
            Some(help) => argument.help(help),
            None => argument,
        });
    let command = match after {
        Some(after) => command.after_help(after),
        None => command,
    };
    let command = match about {
        Some(about) => command.about(about),
        None => command,
    };
    command.mut_subcommands(|verb| spoken(verb, english))
}

fn half(help: &StyledStr, english: bool) -> String {
    let help = help.to_string();
    match help.split_once(SEAM) {
        Some((_, en)) if english => en.to_owned(),
        Some((vi, _)) => vi.to_owned(),
        None => help,
    }
}

/// Says whether a help has both halves.
#[cfg(test)]
pub(super) fn is_both(help: &str) -> bool {
    help.split_once(SEAM).is_some_and(|(vi, en)| !vi.is_empty() && !en.is_empty())
}
