//! Words that are no command, told in the language that was asked for: what is wrong, what was
//! probably meant, and where the help is.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error};

use super::speech::Speech;

/// Returns what to tell about words that could not be understood; several lines. `verbs` are those that
/// were understood, such as `new` and `procedure`, below the whole `command`.
pub(super) fn told(error: &Error, verbs: &[String], command: &Command, speech: Speech) -> String {
    let vi = speech == Speech::Vi;
    let what = sentence(error, speech);
    let mut lines = vec![format!("{}: {what}", if vi { "lỗi" } else { "error" })];
    let meant =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    for words in meant.into_iter().filter_map(|kind| words(error, kind)) {
        lines.push(format!("  {} {words}", if vi { "có phải là:" } else { "did you mean:" }));
    }
    if let Some(words) = words(error, ContextKind::ValidValue) {
        lines.push(format!("  {} {words}", if vi { "chọn một trong:" } else { "one of:" }));
    }
    if error.kind() == ErrorKind::MissingRequiredArgument {
        let below = |command, verb: &String| Command::find_subcommand(command, verb);
        let verb = verbs.iter().try_fold(command, below);
        let examples = verb.and_then(Command::get_before_help).map(ToString::to_string);
        lines.extend(examples.unwrap_or_default().lines().map(str::to_owned));
    }
    let see = if vi { "xem cách dùng:" } else { "for help:" };
    let called: Vec<&str> =
        std::iter::once("tracuu").chain(verbs.iter().map(String::as_str)).collect();
    lines.push(format!("  {see} {} --help", called.join(" ")));
    lines.join("\n")
}

fn sentence(error: &Error, speech: Speech) -> String {
    let get = |kind| words(error, kind).unwrap_or_default();
    let argument = get(ContextKind::InvalidArg);
    let value = get(ContextKind::InvalidValue);
    let prior = get(ContextKind::PriorArg);
    let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let why = speech.pick(&why);
    let (vi, en) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let verb = get(ContextKind::InvalidSubcommand);
            (format!("không có lệnh «{verb}»"), format!("there is no command \"{verb}\""))
        }
        ErrorKind::UnknownArgument => (
            format!("không có tùy chọn «{argument}» ở đây"),
            format!("there is no option \"{argument}\" here"),
        ),
        ErrorKind::InvalidValue if value.is_empty() => (
            format!("{argument} phải có giá trị đi kèm"),
            format!("{argument} must be followed by a value"),
        ),
        ErrorKind::InvalidValue => (
            format!("«{value}» không dùng được cho {argument}"),
            format!("\"{value}\" is no value of {argument}"),
        ),
        ErrorKind::ValueValidation => (
            format!("«{value}» không dùng được cho {argument}: {why}"),
            format!("\"{value}\" is no value of {argument}: {why}"),
        ),
        ErrorKind::ArgumentConflict if prior.is_empty() || prior == argument => (
            format!("{argument} chỉ được ghi một lần"),
            format!("{argument} may be given only once"),
        ),
        ErrorKind::ArgumentConflict => (
            format!("{argument} không đi cùng {prior}"),
            format!("{argument} does not go with {prior}"),
        ),
        ErrorKind::MissingRequiredArgument => {
            (format!("còn thiếu: {argument}"), format!("missing: {argument}"))
        }
        ErrorKind::MissingSubcommand => {
            ("còn thiếu tên lệnh".to_owned(), "the command is missing".to_owned())
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => (
            format!("{argument} có số giá trị không đúng"),
            format!("{argument} has a wrong number of values"),
        ),
        ErrorKind::InvalidUtf8 => (
            "lệnh có chữ không phải Unicode".to_owned(),
            "the command has text that is not Unicode".to_owned(),
        ),
        _ => ("không hiểu được lệnh".to_owned(), "the command cannot be understood".to_owned()),
    };
    if speech == Speech::Vi { vi } else { en }
}

fn words(error: &Error, kind: ContextKind) -> Option<String> {
    let text = match error.get(kind)? {
        ContextValue::String(word) => word.clone(),
        ContextValue::Strings(words) => words.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}
