//! Pages that send on by themselves, for a host that knows no redirects.

use super::Plan;
use crate::files::{FilePath, FileSet};
use crate::theme::Strings;

/// Writes `<path>/index.html` for every rule, below the root of the host.
///
/// The script keeps the query; without script the page goes on all the same, and has a link.
#[must_use]
pub fn pages(plan: &Plan, strings: &Strings) -> FileSet {
    let mut files = FileSet::default();
    for (from, to) in plan.each() {
        let path = FilePath::known(&format!("{}index.html", from.trim_start_matches('/')));
        files.insert(path, page(&to, strings).into_bytes());
    }
    files
}

fn page(to: &str, strings: &Strings) -> String {
    let (title, text) = (strings.get("moved.title"), strings.get("moved.text"));
    let (title, text) = (escaped(title), escaped(text));
    let shown = to.trim_start_matches("https://").trim_end_matches('/');
    format!(
        "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<link rel=\"canonical\" href=\"{to}\">\n\
         <script>location.replace(\"{to}\" + location.search)</script>\n\
         <meta http-equiv=\"refresh\" content=\"0; url={to}\">\n</head>\n<body>\n\
         <p>{text} <a href=\"{to}\">{shown}</a></p>\n</body>\n</html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
