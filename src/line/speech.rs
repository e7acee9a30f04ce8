//! Help in both languages: written side by side, shown in the one that was asked for.

use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command, ValueEnum};

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

/// The words of a help that are the same for every verb.
struct Frame {
    examples: &'static str,
    usage: &'static str,
    verbs: &'static str,
    verb: &'static str,
    arguments: &'static str,
    options: &'static str,
    common: &'static str,
    default: &'static str,
    one_of: &'static str,
    help: &'static str,
    version: &'static str,
}

const VI: Frame = Frame {
    examples: "Ví dụ:",
    usage: "Cách dùng:",
    verbs: "Lệnh",
    verb: "LỆNH",
    arguments: "Tham số",
    options: "Tùy chọn",
    common: "Tùy chọn chung",
    default: "mặc định",
    one_of: "chọn",
    help: "Xem hướng dẫn này",
    version: "Xem phiên bản",
};

const EN: Frame = Frame {
    examples: "Examples:",
    usage: "Usage:",
    verbs: "Commands",
    verb: "COMMAND",
    arguments: "Arguments",
    options: "Options",
    common: "Options of every command",
    default: "default",
    one_of: "one of",
    help: "Show this help",
    version: "Show the version",
};

impl Speech {
    fn frame(self) -> &'static Frame {
        match self {
            Self::Vi => &VI,
            Self::En => &EN,
        }
    }

    /// Returns the words above examples.
    pub(super) fn examples(self) -> &'static str {
        self.frame().examples
    }

    /// Returns the half of a text in this language, or the whole of one that has no halves.
    pub(super) fn pick(self, text: &str) -> &str {
        match (text.split_once(SEAM), self) {
            (Some((vi, _)), Self::Vi) => vi,
            (Some((_, en)), Self::En) => en,
            (None, _) => text,
        }
    }
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

/// Returns the command with every help, of it and of all verbs below it, in one language: examples
/// first, then how it is written, then what can be chosen.
pub(super) fn spoken(command: Command, speech: Speech) -> Command {
    let root = command.get_version().is_some();
    dressed(command, speech, root)
}

fn dressed(command: Command, speech: Speech, root: bool) -> Command {
    let frame = speech.frame();
    let half = |text: Option<&StyledStr>| {
        speech.pick(&text.map(ToString::to_string).unwrap_or_default()).to_owned()
    };
    let (about, examples) = (half(command.get_about()), half(command.get_before_help()));
    let head = if examples.is_empty() { "" } else { frame.examples };
    let command = command
        .mut_args(|argument| dressed_argument(argument, speech))
        .about(about)
        .before_help(examples)
        .help_template(format!(
            "{{about}}\n\n{head}\n{{before-help}}{} {{usage}}\n\n{{all-args}}{{after-help}}",
            frame.usage
        ))
        .subcommand_help_heading(frame.verbs)
        .subcommand_value_name(frame.verb)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help, frame.help).help_heading(frame.common));
    let command = if root {
        let version = flag("version", 'V', ArgAction::Version, frame.version);
        command.arg(version.help_heading(frame.common))
    } else {
        command
    };
    command.mut_subcommands(|verb| dressed(verb, speech, false))
}

fn flag(name: &'static str, short: char, action: ArgAction, help: &'static str) -> Arg {
    Arg::new(name).long(name).short(short).action(action).help(help)
}

fn dressed_argument(argument: Arg, speech: Speech) -> Arg {
    let frame = speech.frame();
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let mut help = speech.pick(&help).to_owned();
    let heading = match (argument.is_global_set(), argument.is_positional()) {
        (true, _) => frame.common,
        (_, true) => frame.arguments,
        _ => frame.options,
    };
    let argument = argument.help_heading(heading);
    if !argument.get_action().takes_values() {
        return argument.help(help);
    }
    let values = argument.get_possible_values();
    let names: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
    let defaults = argument.get_default_values().iter();
    let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
    for (word, list) in [(frame.one_of, names.join(", ")), (frame.default, defaults.join(","))] {
        if !list.is_empty() {
            help.push_str(&format!(" [{word}: {list}]"));
        }
    }
    argument.help(help).hide_default_value(true).hide_possible_values(true)
}

/// Says whether a help has both halves.
#[cfg(test)]
pub(super) fn is_both(help: &str) -> bool {
    help.split_once(SEAM).is_some_and(|(vi, en)| !vi.is_empty() && !en.is_empty())
}
