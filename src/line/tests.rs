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
    let command = spoken(Line::command(), Speech::Vi);
    fault::told(&error.expect_err("the words are wrong"), &verb, &command, Speech::Vi)
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
        (
            "tracuu new procedure",
            "lỗi: còn thiếu: <TÊN>...\n  xem 40 mẫu có sẵn:\n    tracuu new procedure --list\n  từ mẫu:\n    tracuu new procedure --like dang-ky-ket-hon\n  từ đầu, trong lĩnh vực đã có:\n    tracuu new procedure \"Cấp giấy xác nhận\" --field ho-tich\n  xem cách dùng: tracuu new procedure --help",
        ),
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

#[test]
fn help_is_a_word_too_and_a_name_needs_no_quotes() {
    let read = |words: &str| {
        let words = words.split_whitespace().map(OsString::from).collect();
        let words: Vec<String> =
            help_as_option(words).into_iter().filter_map(|word| word.into_string().ok()).collect();
        words.join(" ")
    };
    assert_eq!(read("tracuu help"), "tracuu --help");
    assert_eq!(read("tracuu help init"), "tracuu init --help");
    assert_eq!(read("tracuu --lang en help numbers fix"), "tracuu --lang en numbers fix --help");
    assert_eq!(read("tracuu new page help"), "tracuu new page help");
    assert_eq!(read("tracuu --root help check"), "tracuu --root help check");
    let line = |words: &str| {
        let error = spoken(Line::command(), Speech::Vi).try_get_matches_from(words.split(' '));
        error.map(|matches| Line::from_arg_matches(&matches).is_ok())
    };
    assert!(line("tracuu new village Xóm Mới Hai").is_ok_and(|read| read));
    assert!(line("tracuu new village Xóm Mới Hai --id xom-moi").is_ok_and(|read| read));
}
