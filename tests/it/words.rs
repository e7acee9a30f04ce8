//! Every key of the theme's words is asked for: by a template, by a script, or by Rust.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::project::repository;

/// Looked up by the abbreviations that the content happens to have.
const OF_CONTENT: &str = "spoken.short.";

/// The text of every file below a folder.
fn texts(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).expect("the repository is readable") {
        let path = entry.expect("the repository is readable").path();
        if path.is_dir() {
            all += &texts(&path);
        } else if let Ok(text) = fs::read_to_string(&path) {
            all += &text;
        }
    }
    all
}

/// What stands between quotation marks. A literal over several lines is no key.
fn quoted(code: &str) -> BTreeSet<String> {
    let lines = code.lines().map(|line| line.replace("\\\"", "").replace("'\"'", ""));
    let of_line = |line: String| {
        let parts: Vec<String> = line.split('"').skip(1).step_by(2).map(str::to_owned).collect();
        parts
    };
    lines.flat_map(of_line).collect()
}

/// Says whether `text` has a path like `t.site.guide`, and not only the beginning of a longer one.
fn asks(text: &str, path: &str) -> bool {
    let mut ends = text.match_indices(path).map(|(at, _)| text[at + path.len()..].chars().next());
    ends.any(|next| next.is_none_or(|c| !c.is_alphanumeric() && c != '_'))
}

/// What fills the one gap of `posters.kind_{}` so that it becomes the key.
fn filling<'k>(pattern: &str, key: &'k str) -> Option<&'k str> {
    let (before, rest) = pattern.split_once('{')?;
    let (_, after) = rest.split_once('}')?;
    // `{}` or `{key}: {words}` would fit every key.
    let tells = before.len() + after.len() >= 4 && !after.contains('{');
    key.strip_prefix(before)?.strip_suffix(after).filter(|_| tells)
}

struct Code {
    rust: BTreeSet<String>,
    templates: String,
    scripts: String,
    quoted_in_scripts: BTreeSet<String>,
}

impl Code {
    fn has(&self, key: &str) -> bool {
        let named = self.rust.contains(key);
        named || self.is_made(key) || self.is_in_template(key) || self.is_in_script(key)
    }

    /// Rust puts it together from a word of its own: `poster.kind_{kind}`.
    fn is_made(&self, key: &str) -> bool {
        let filled = self.rust.iter().filter_map(|pattern| filling(pattern, key));
        filled.into_iter().any(|word| self.rust.contains(word))
    }

    /// `t.site.guide`, or on the page of posters `t.title`.
    fn is_in_template(&self, key: &str) -> bool {
        let short = key.strip_prefix("posters.").unwrap_or(key);
        [key, short].iter().any(|key| asks(&self.templates, &format!("t.{key}")))
    }

    /// Rust hands over the whole group, and a script asks for one: `T.copied`, `T["kind_" + kind]`.
    fn is_in_script(&self, key: &str) -> bool {
        let Some((group, rest)) = key.split_once('.') else { return false };
        let begins = |word: &String| word.ends_with('_') && rest.starts_with(word.as_str());
        self.rust.contains(&format!("{group}."))
            && (asks(&self.scripts, &format!(".{rest}"))
                || self.quoted_in_scripts.contains(rest)
                || self.quoted_in_scripts.iter().any(begins))
    }
}

#[test]
fn no_words_are_kept_that_nobody_asks_for() {
    let theme = repository().join("themes/default");
    let scripts = texts(&theme.join("scripts"));
    let code = Code {
        rust: quoted(&texts(&repository().join("src"))),
        templates: texts(&theme.join("pages")),
        quoted_in_scripts: quoted(&scripts),
        scripts,
    };
    let words = tracuu::theme::plain();
    let keys: Vec<&str> = words.iter().map(|(key, _)| key).collect();
    assert!(keys.len() > 500 && keys.iter().any(|key| key.starts_with(OF_CONTENT)));
    let dead = keys.iter().filter(|key| !key.starts_with(OF_CONTENT) && !code.has(key));
    assert_eq!(dead.collect::<Vec<_>>(), [&""; 0]);
    // A key that nobody asks for is seen.
    assert!(!code.has("site.nobody_asks") && !code.has("home.original"));
}
