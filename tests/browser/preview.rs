//! The preview in the official's browser: it follows saves, and lays findings over the page.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::driver::Browser;
use super::site::{copy, replace};

/// A preview that ends with the test.
struct Preview(Child);

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_page_follows_a_save_and_findings_lie_over_it() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser").join("preview");
    let _ = std::fs::remove_dir_all(&root);
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &root.join("content"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_tracuu"))
        .args(["--root", root.to_str().expect("the path is UTF-8")])
        .args(["serve", "--port", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary runs");
    let mut said = String::new();
    let output = child.stdout.take().expect("it is piped");
    BufReader::new(output).read_line(&mut said).expect("it says where");
    let preview = Preview(child);
    let address = said.split(' ').find(|word| word.starts_with("http")).expect("an address");
    let browser = Browser::desktop();
    browser.open(&format!("{address}dang-ky-giam-ho/"));
    let file = "content/procedures/ho-tich/dang-ky-giam-ho.md";
    let shown = |words: &str| format!("return document.body.innerText.includes('{words}')");
    // The first save is seen once the page listens.
    browser.wait_for("return !!document.getElementById('tracuu-preview')");
    replace(&root, file, "\nsteps:\n", "\nsteps:\n  - Bước mới trong lúc xem.\n");
    browser.wait_for(&shown("Bước mới trong lúc xem."));
    browser.wait_for("return !!document.getElementById('tracuu-preview')");
    replace(&root, file, "\nsteps:\n", "\nstepz: [<b>x</b>]\nsteps:\n");
    let panel = "const p = document.getElementById('tracuu-preview'); \
                 const d = p && p.shadowRoot.querySelector('details.errors'); ";
    browser.wait_for(&format!("{panel} return !!d && d.open && d.innerText.includes('stepz')"));
    let seen = browser.script(&format!(
        "{panel} return {{ bold: d.querySelectorAll('li b').length, items: d.querySelectorAll('li').length, \
         place: getComputedStyle(d).position, below: document.body.innerText.includes('Bước mới'), \
         href: d.querySelector('a').href }}"
    ));
    assert_eq!(seen["place"], "fixed", "the style sheet is let in");
    assert_eq!(seen["below"], true, "the last good page stays");
    // Click the finding: its line, as text.
    browser.open(seen["href"].as_str().expect("an address"));
    let line = browser.script("return document.getElementById('here').innerText");
    assert_eq!(line, "stepz: [<b>x</b>]");
    browser.open(&format!("{address}dang-ky-giam-ho/"));
    browser.wait_for(&format!("{panel} return !!d"));
    replace(&root, file, "\nstepz: [<b>x</b>]\n", "\n");
    browser.wait_for(&format!("{panel} return !!p && !d"));
    drop(preview);
}
