//! A page as the preview shows it: with the script that looks out for changes, and a policy that lets
//! that script in. Only the served copy is dressed; what `build` writes has nothing of it.

use crate::files::Bytes;

/// What a page needs to be dressed.
pub(super) struct Dress<'a> {
    /// The address of the tools, with the token: `/~/5f0c…/`.
    pub(super) tools: &'a str,
    /// What the page is now; the script compares it with the news.
    pub(super) mark: &'a str,
}

/// Returns the dressed copy of a page; what is no text stays as it is.
pub(super) fn dressed(page: &Bytes, dress: &Dress<'_>) -> Bytes {
    let Ok(text) = std::str::from_utf8(page) else { return page.clone() };
    let Dress { tools, mark } = dress;
    let script = format!("<script defer src=\"{tools}preview.js\" data-mark=\"{mark}\"></script>");
    let text = with_policy(text);
    let at = text.find("</head>").unwrap_or(text.len());
    let dressed = [&text[..at], &script, &text[at..]].concat();
    dressed.into_bytes().into()
}

/// Lets scripts and connections of our own address through the policy of a page.
fn with_policy(text: &str) -> String {
    const NAME: &str = "http-equiv=\"Content-Security-Policy\" content=\"";
    let found = text.find(NAME).map(|at| at + NAME.len());
    let policy = found.and_then(|start| Some((start, start + text[start..].find('"')?)));
    let Some((start, end)) = policy else { return text.to_owned() };
    [&text[..start], &widened(&text[start..end]), &text[end..]].concat()
}

/// Adds our own address to what a policy allows scripts, styles and connections
/// (CSP Level 3 §6.1).
fn widened(policy: &str) -> String {
    const NEEDED: [&str; 3] = ["script-src", "style-src", "connect-src"];
    let all = policy.split(';').map(str::trim).filter(|directive| !directive.is_empty());
    let mut directives: Vec<Vec<&str>> = all.map(|one| one.split_whitespace().collect()).collect();
    let by_default = directives.iter().any(|directive| directive[0] == "default-src");
    for needed in NEEDED {
        match directives.iter_mut().find(|directive| directive[0] == needed) {
            Some(directive) => {
                directive.retain(|source| *source != "'none'");
                if !directive.contains(&"'self'") {
                    directive.push("'self'");
                }
            }
            // What is not named follows `default-src`.
            None if by_default => directives.push(vec![needed, "'self'"]),
            None => {}
        }
    }
    directives.iter().map(|directive| directive.join(" ")).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_lets_our_own_script_in_and_nobody_else() {
        let page = "default-src 'none'; style-src 'sha256-a'; script-src 'self'; img-src 'self'";
        assert_eq!(
            widened(page),
            "default-src 'none'; style-src 'sha256-a' 'self'; script-src 'self'; img-src 'self'; connect-src 'self'"
        );
        assert_eq!(widened("script-src 'none'"), "script-src 'self'");
        assert_eq!(widened(""), "");
    }

    #[test]
    fn the_rest_of_a_page_is_byte_for_byte() {
        let page = "<head><title>a</title></head><body>b</body>";
        let bytes: Bytes = page.as_bytes().into();
        let dressed = dressed(&bytes, &Dress { tools: "/~/t/", mark: "m" });
        let text = std::str::from_utf8(&dressed).expect("text");
        let script = "<script defer src=\"/~/t/preview.js\" data-mark=\"m\"></script>";
        assert!(text.contains(script));
        assert_eq!(text.replace(script, ""), page);
    }
}
