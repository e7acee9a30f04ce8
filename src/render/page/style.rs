//! The style sheet, made small: it stands in every page.

use sha2::Digest as _;
use tera::Tera;

use crate::model::Site;
use crate::theme::{Strings, Theme};

/// Writes the sheet in the colours of the theme; the head of printed pages names the commune.
///
/// # Errors
/// When the template fails.
pub(super) fn sheet(
    site: &Site,
    theme: &Theme,
    templates: &Tera,
    strings: &Strings,
) -> tera::TeraResult<String> {
    let mut context = theme.look.page_context();
    let head = format!("{} – {}", site.commune.name, strings.get("site.guide"));
    context.insert("print_head", &quoted(&head));
    Ok(compact(&templates.render("pages/style.css", &context)?))
}

/// Writes a text as a string of CSS (CSS Syntax Level 3 §4.3.7): what is neither letter nor digit by
/// its number, six digits long, so that nothing in it can end the string or be squeezed.
fn quoted(text: &str) -> String {
    let plain =
        |c: char| if c.is_alphanumeric() { c.to_string() } else { format!("\\{:06x}", c as u32) };
    format!("\"{}\"", text.chars().map(plain).collect::<String>())
}

/// Takes out comments and the white space that says nothing.
///
/// A space stays where it parts two words or two selectors (`a :hover`), so that the meaning never
/// changes. Strings in the sheet must not hold `/*` or runs of spaces.
fn compact(css: &str) -> String {
    let mut small = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(open) = rest.find("/*") {
        squeeze(&rest[..open], &mut small);
        rest = rest[open..].find("*/").map_or("", |close| &rest[open + close + 2..]);
    }
    squeeze(rest, &mut small);
    small.replace(";}", "}")
}

/// Returns the digest by which the policy of a page allows this one sheet (CSP Level 3 §2.3.1):
/// SHA-256 in Base64.
pub(super) fn digest(css: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(css.as_bytes()))
}

fn squeeze(css: &str, into: &mut String) {
    let tight = |c: char| "{};,>".contains(c);
    for c in css.chars() {
        let last = into.chars().next_back();
        if c.is_whitespace() {
            // After a colon too: before one, the space may be that of `a :hover`.
            if last.is_some_and(|last| !last.is_whitespace() && !tight(last) && last != ':') {
                into.push(' ');
            }
            continue;
        }
        if tight(c) && last == Some(' ') {
            into.pop();
        }
        into.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_string() {
        assert_eq!(quoted("Xã A"), "\"Xã\\000020A\"");
        assert_eq!(quoted("\"}*\\"), "\"\\000022\\00007d\\00002a\\00005c\"");
    }

    #[test]
    fn only_what_says_nothing_goes() {
        let css = "/* a */ a :hover , b > c {\n  margin: 0 1px ;\n  color:red;\n}\n/* b */\n@media print { a { x: y } }\n";
        assert_eq!(compact(css), "a :hover,b>c{margin:0 1px;color:red}@media print{a{x:y}}");
    }
}
