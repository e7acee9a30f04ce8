//! Tests of the command line: help in both languages, examples that are true, faults in words.

use super::*;

/// Walks the command and every verb below it, with the words that lead there.
fn walk(command: &clap::Command, words: &str, see: &mut impl FnMut(&clap::Command, &str)) {
    see(command, words);
    for verb in command.get_subcommands() {
        walk(verb, &format!("{words} {}", verb.get_name()), see);
    }
}

fn told(words: &str) -> String {
    let words: Vec<OsString> = words.split_whitespace().map(OsString::from).collect();
    let verb = verb(&words);
    let error = spoken(Line::command(), Speech::Vi).try_get_matches_from(words);
    fault::told(&error.expect_err("the words are wrong"), verb.as_deref(), Speech::Vi)
}

/// Takes a line apart as a shell does: what stands in quotes is one word.
fn parts(line: &str) -> Vec<&str> {
    let pieces = line.split('"').enumerate();
    let words =
        pieces.map(
            |(at, piece)| {
                if at % 2 == 1 { vec![piece] } else { piece.split_whitespace().collect() }
            },
        );
    words.flatten().collect()
}

#[test]
fn every_help_is_in_both_languages() {
    let mut alone = Vec::new();
    walk(&Line::command(), "tracuu", &mut |command, words| {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let mut helps = vec![(words.to_owned(), about)];
        for argument in command.get_arguments() {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            helps.push((format!("{words} {}", argument.get_id()), help));
        }
        let half = helps.into_iter().filter(|(_, help)| !speech::is_both(help));
        alone.extend(half.map(|(name, _)| name));
    });
    assert!(alone.is_empty(), "without help in two languages: {alone:?}");
}

#[test]
fn every_verb_shows_an_example_and_every_example_can_be_run() {
    for speech in [Speech::Vi, Speech::En] {
        walk(&spoken(Line::command(), speech), "tracuu", &mut |command, words| {
            let shown = command.get_before_help().map(ToString::to_string).unwrap_or_default();
            let lines = shown.lines().map(str::trim).filter(|line| line.starts_with("tracuu"));
            let mut count = 0;
            for line in lines {
                count += 1;
                let line = line.split(['>', '&']).next().unwrap_or_default();
                let read = Line::command().try_get_matches_from(parts(line));
                assert!(
                    read.is_ok(),
                    "{line}: {}",
                    read.err().map(|e| e.to_string()).unwrap_or_default()
                );
            }
            assert!(count > 0, "{words} shows no example");
        });
    }
}

#[test]
fn help_is_in_the_language_asked_for_and_examples_come_first() {
    let help = |speech| spoken(Line::command(), speech).render_help().to_string();
    let (vi, en) = (help(Speech::Vi), help(Speech::En));
    assert!(vi.contains("Soát lỗi") && !vi.contains("writes nothing"), "{vi}");
    assert!(en.contains("writes nothing") && !en.contains("Soát lỗi"), "{en}");
    for english in ["Usage", "Options", "Commands", "default", "Print"] {
        assert!(!vi.contains(english), "{english} in {vi}");
    }
    assert!(vi.find("Ví dụ:").expect("examples") < vi.find("Cách dùng:").expect("usage"));
    spoken(Line::command(), Speech::Vi).debug_assert();
}

#[test]
fn wrong_words_are_told_in_words() {
    for (words, expected) in [
        (
            "tracuu biuld",
            "lỗi: không có lệnh «biuld»\n  có phải là: build\n  xem cách dùng: tracuu --help",
        ),
        (
            "tracuu build --loked",
            "lỗi: không có tùy chọn «--loked» ở đây\n  có phải là: --locked\n  xem cách dùng: tracuu build --help",
        ),
        (
            "tracuu build --posters jpg",
            "lỗi: «jpg» không dùng được cho --posters <POSTERS>\n  chọn một trong: svg, png, pdf, none\n  xem cách dùng: tracuu build --help",
        ),
        ("tracuu print", "lỗi: còn thiếu: --hall <ID>\n  xem cách dùng: tracuu print --help"),
        (
            "tracuu print --all --hall thon-a",
            "lỗi: --all không đi cùng --hall <ID>\n  xem cách dùng: tracuu print --help",
        ),
        (
            "tracuu build --output",
            "lỗi: --output <DIR> phải có giá trị đi kèm\n  xem cách dùng: tracuu build --help",
        ),
        (
            "tracuu print --taken-down x",
            "lỗi: «x» không dùng được cho --taken-down <41-3>: số ở chân tờ giấy, như 41-3\n  xem cách dùng: tracuu print --help",
        ),
        (
            "tracuu check --today hôm-nay",
            "lỗi: «hôm-nay» không dùng được cho --today <YYYY-MM-DD>: ngày có dạng năm-tháng-ngày, như 2026-11-28\n  xem cách dùng: tracuu check --help",
        ),
    ] {
        assert_eq!(told(words), expected, "{words}");
    }
}
