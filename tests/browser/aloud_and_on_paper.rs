//! The guide for those who do not read from a screen: read aloud, and printed.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::driver::Browser;
use super::server::Server;
use super::site::example;

/// Runs a program and returns what it printed.
fn run(program: &str, arguments: &[&str], file: &Path) -> String {
    let done = Command::new(program).args(arguments).arg(file).arg("-").output();
    String::from_utf8(done.expect("the program runs").stdout).expect("it prints UTF-8")
}

#[test]
fn print_of_a_short_guide_is_one_page_with_its_code() {
    let server = Server::start(example(), "/tthc/");
    let browser = Browser::phone();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("print");
    fs::create_dir_all(&folder).expect("the temporary folder is writable");
    let mut one = 0;
    for guide in ["dang-ky-khai-sinh", "dang-ky-khai-tu", "dang-ky-ket-hon", "chung-thuc-chu-ky"] {
        browser.open(&server.url(&format!("{guide}/")));
        let size = browser.script(
            "return [document.querySelectorAll('.papers > li').length, document.querySelectorAll('.steps li').length]",
        );
        let pdf = folder.join(format!("{guide}.pdf"));
        fs::write(&pdf, browser.print()).expect("the temporary folder is writable");
        let text = run("pdftotext", &["-layout"], &pdf);
        let short = |n: &Value| n.as_u64().is_some_and(|n| n <= 8);
        if short(&size[0]) && short(&size[1]) {
            assert_eq!(text.matches('\u{c}').count(), 1, "{guide}: {size}\n{text}");
            one += 1;
        }
        // What a finger presses is not on paper; whose guide it is stands at its head.
        assert!(!text.contains("In trang này") && !text.contains("Bỏ dấu"), "{text}");
        assert!(text.trim_start().starts_with("Xã Ví Dụ"), "{text}");
        let png = folder.join(guide);
        let drawn = Command::new("pdftoppm")
            .args(["-r", "200", "-png", "-singlefile"])
            .arg(&pdf)
            .arg(&png)
            .status();
        assert!(drawn.expect("pdftoppm runs").success());
        let read =
            Command::new("zbarimg").args(["--raw", "-q"]).arg(png.with_extension("png")).output();
        let read = String::from_utf8(read.expect("zbarimg runs").stdout);
        let number = browser.script("return document.getElementById('main').dataset.guide");
        let number = number.as_str().expect("a guide has a number");
        let code = format!("HTTPS://TTHC.XA-VI-DU.EXAMPLE/{number}/");
        assert_eq!(read.expect("UTF-8").trim(), code, "{guide}");
    }
    assert!(one >= 3, "the example has short guides");
}

/// A phone whose only voice speaks a language, and which keeps what it was told to say.
fn voices(lang: &str) -> String {
    format!(
        "window.said = []; \
         speechSynthesis.getVoices = () => [{{ lang: '{lang}', name: 'x' }}]; \
         window.SpeechSynthesisUtterance = function (text) {{ this.text = text; }}; \
         speechSynthesis.speak = u => {{ \
           said.push([u.text, CSS.highlights ? CSS.highlights.size : document.querySelectorAll('.reading').length]); \
           setTimeout(() => u.onend(), 5); }};"
    )
}

#[test]
fn reading_aloud_waits_for_a_voice_of_the_language() {
    let server = Server::start(example(), "/tthc/");
    let browser = Browser::phone();
    let hidden = "return document.getElementById('listen').hidden";
    browser.before_each_page(&voices("en-US"));
    browser.open(&server.url("dang-ky-khai-sinh/"));
    assert_eq!(browser.script(hidden), true, "Vietnamese in an English voice is worse than none");
    browser.before_each_page(&voices("vi-VN"));
    browser.reload();
    assert_eq!(browser.script(hidden), false);
    browser.click("#listen");
    browser.wait_for(
        "return said.length > 10 && document.getElementById('listen').textContent === 'Nghe đọc'",
    );
    let said = browser.script("return said");
    assert_eq!(said[0], json!(["Đăng ký khai sinh", 1]));
    assert!(said.to_string().contains("Chụp rõ giấy chứng sinh"), "{said}");
    let marked = said.as_array().expect("a list").iter().all(|one| one[1] == 1);
    assert!(marked, "the sentence that is read is marked: {said}");
}
