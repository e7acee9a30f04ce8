//! The same rules in the words of four servers.
//!
//! Paths and addresses are letters, digits and `/ - _ . ~` (the addresses of the site were read so,
//! ids are so by construction); what still means something to a server is escaped.

use std::fmt::Write;

use super::Plan;

/// Writes a file for nginx, to be included in the `server` block of the host.
///
/// `location =` matches the whole path and nothing else; `$is_args$args` is the query as it came.
#[must_use]
pub fn nginx(plan: &Plan) -> String {
    let mut text = head(plan, "#", "nginx: include trong khối server { … } của");
    for (from, to) in plan.each() {
        for from in spellings(from) {
            line(
                &mut text,
                &format!(
                    "location = \"{from}\" {{ return {} \"{to}$is_args$args\"; }}",
                    plan.status()
                ),
            );
        }
    }
    text
}

/// Writes a file for Apache (`mod_alias`): a `.htaccess` at the root of the host, or a file to be
/// included in its virtual host.
///
/// `RedirectMatch` takes the whole path in both places, and appends the query when the target has
/// none.
#[must_use]
pub fn apache(plan: &Plan) -> String {
    let mut text =
        head(plan, "#", "Apache: tệp .htaccess ở thư mục gốc, hoặc Include trong VirtualHost của");
    for (from, to) in plan.each() {
        // A class is the escape that no layer of quoting takes away.
        let path = from.trim_end_matches('/').replace('.', "[.]");
        line(&mut text, &format!("RedirectMatch {} \"^{path}/?$\" \"{to}\"", plan.status()));
    }
    text
}

/// Writes a `web.config` for IIS with the URL Rewrite module, for the root of the host.
///
/// The map holds what follows the address, so that 500 procedures stay far below the 250 KB that IIS
/// reads of such a file.
#[must_use]
pub fn iis(plan: &Plan) -> String {
    let kind = if plan.permanent { "Permanent" } else { "Found" };
    let target = xml(plan.target.as_str());
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    line(
        &mut text,
        &format!("<!-- {ABOUT} IIS: tệp web.config ở thư mục gốc, cần mô-đun URL Rewrite -->"),
    );
    text += "<configuration>\n<system.webServer>\n<rewrite>\n<rewriteMaps>\n<rewriteMap name=\"tracuu\" defaultValue=\"\">\n";
    let mut homes = String::new();
    for (from, to) in &plan.rules {
        let key = xml(from.trim_matches('/'));
        if to.is_empty() || key.is_empty() {
            // An empty value would be no value.
            let pattern = key.replace('.', "\\.");
            let number = homes.matches("<rule ").count() + 1;
            line(
                &mut homes,
                &format!(
                    "<rule name=\"tracuu-home-{number}\" stopProcessing=\"true\">\n<match url=\"^{pattern}/?$\" />\n\
                 <action type=\"Redirect\" url=\"{target}{}\" appendQueryString=\"true\" redirectType=\"{kind}\" />\n</rule>",
                    xml(to)
                ),
            );
        } else {
            line(&mut text, &format!("<add key=\"{key}\" value=\"{}\" />", xml(to)));
        }
    }
    text += "</rewriteMap>\n</rewriteMaps>\n<rules>\n";
    text += &homes;
    line(
        &mut text,
        &format!(
            "<rule name=\"tracuu\" stopProcessing=\"true\">\n<match url=\"^(.+?)/?$\" />\n\
         <conditions>\n<add input=\"{{tracuu:{{R:1}}}}\" pattern=\"(.+)\" />\n</conditions>\n\
         <action type=\"Redirect\" url=\"{target}{{C:1}}\" appendQueryString=\"true\" redirectType=\"{kind}\" />\n</rule>"
        ),
    );
    text + "</rules>\n</rewrite>\n</system.webServer>\n</configuration>\n"
}

/// Writes a `_redirects` file, as static hosts read it; they keep the query by themselves.
#[must_use]
pub fn netlify(plan: &Plan) -> String {
    let mut text = head(plan, "#", "tệp _redirects ở thư mục gốc của");
    for (from, to) in plan.each() {
        for from in spellings(from) {
            line(&mut text, &format!("{from} {to} {}", plan.status()));
        }
    }
    text
}

/// What every file says of itself.
const ABOUT: &str = "Do tracuu redirects tạo ra, để mã đã in vẫn dẫn đúng chỗ.";

fn head(plan: &Plan, mark: &str, place: &str) -> String {
    format!("{mark} {ABOUT}\n{mark} {place} {}\n", plan.host)
}

/// The path as codes carry it, and as people type it, without the slash at the end.
fn spellings(path: &str) -> Vec<&str> {
    match path.trim_end_matches('/') {
        "" => vec![path],
        typed => vec![path, typed],
    }
}

fn line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("writing to a String cannot fail");
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
