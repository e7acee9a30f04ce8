//! Scripts of a theme, made small: they stand in every page.

/// Takes out of a script what says nothing to a phone: lines that are only a `//` comment,
/// `/* … */` comments that begin a line, blank lines, and the white space that begins and ends lines.
///
/// The inside of a line is never touched, and every line keeps its end, so that a statement without
/// `;` means what it meant. On condition that no template literal and no string spans lines: the
/// white space that begins its second line would go, and a `//` there would be taken for a comment.
#[must_use]
pub fn compact(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    while let Some(line) = lines.next() {
        let mut line = line.trim();
        while let Some(comment) = line.strip_prefix("/*") {
            line = match comment.split_once("*/") {
                Some((_, rest)) => rest,
                None => lines
                    .by_ref()
                    .find_map(|line| line.split_once("*/"))
                    .map_or("", |(_, rest)| rest),
            }
            .trim();
        }
        if !line.is_empty() && !line.starts_with("//") {
            small.push_str(line);
            small.push('\n');
        }
    }
    small
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[track_caller]
    fn check(script: &str, small: &str) {
        assert_eq!(compact(script), small);
        assert_eq!(compact(small), small, "what is small stays as it is");
    }

    #[test]
    fn comments_of_whole_lines_blank_lines_and_indents_go() {
        check(
            "// Purpose.\n\nfunction a() {\n  // Why.\n  return 1;\n\t}\n",
            "function a() {\nreturn 1;\n}\n",
        );
    }

    #[test]
    fn the_inside_of_a_line_stays() {
        let line = "var a = 'https://x  // y', b = \"/* no */\"; // said\n";
        check(line, line);
        check("var c = 8 /* each */ * 2;\n", "var c = 8 /* each */ * 2;\n");
    }

    #[test]
    fn comments_over_lines_go_and_what_follows_them_stays() {
        check("/* a\n * b // c\n */\nx();\n", "x();\n");
        check("/* a */ /* b */ x();\n", "x();\n");
        check("/* a\n b */ x(); /* c */\n", "x(); /* c */\n");
        check("/* a */ // b\ny();", "y();\n");
        check("x();\n/* never closed\ny();\n", "x();\n");
        check("/**/x();/*/\n", "x();/*/\n");
    }

    #[test]
    fn ends_of_lines_stay_whatever_wrote_them() {
        check("\u{feff}a\r\n  b\r\n\r\n", "a\nb\n");
        check("", "");
    }
}
