//! Markdown bodies: what a page shows, and that nothing active ever reaches it.

use tracuu::model::{Body, ROOT_MARK};

use super::small::{project, read};

/// Reads a body in a page; returns it with the codes of what was found.
fn body(markdown: &str) -> (Body, Vec<&'static str>) {
    let text = format!("---\ntitle: Trang\n---\n{markdown}");
    let files = project([
        ("content/pages/trang.md", text.as_bytes()),
        ("content/forms/Mẫu CT01.docx", b"x".as_slice()),
        ("content/forms/anh.png", b"x"),
        ("content/forms/anh.svg", b"x"),
    ]);
    let (site, found) = read(&files);
    let page = site.and_then(|site| site.pages.into_iter().next());
    let codes = found.iter().map(|finding| finding.code).filter(|code| *code != "form-type");
    (page.map(|page| page.body).unwrap_or_default(), codes.collect())
}

#[test]
fn bodies_become_html() {
    for (markdown, html) in [
        (
            "# Lệ phí\n\nMột *hai* **ba**.\n",
            "<h2 id=\"m-le-phi\">Lệ phí</h2>\n<p>Một <em>hai</em> <strong>ba</strong>.</p>\n",
        ),
        (
            "## A\n\n### B\n\n## A\n",
            "<h2 id=\"m-a\">A</h2>\n<h3 id=\"m-b\">B</h3>\n<h2 id=\"m-a-2\">A</h2>\n",
        ),
        (
            "[Gọi](tel:0912345678), <a@b.vn>\n",
            "<p><a href=\"tel:0912345678\">Gọi</a>, <a href=\"mailto:a@b.vn\">a@b.vn</a></p>\n",
        ),
        (
            "[Cổng](https://dichvucong.gov.vn/a?b=1&amp;c=2)\n",
            "<p><a href=\"https://dichvucong.gov.vn/a?b=1&amp;c=2\">Cổng</a></p>\n",
        ),
        (
            "[x](../procedures/ho-tich/dang-ky-khai-sinh.md#ai-duoc-lam-thay)\n",
            "<p><a href=\"^dang-ky-khai-sinh/#m-ai-duoc-lam-thay\">x</a></p>\n",
        ),
        (
            "[x](../procedures/ho-tich/dang-ky-khai-sinh.md#Ai-được-làm-thay)\n",
            "<p><a href=\"^dang-ky-khai-sinh/#m-ai-duoc-lam-thay\">x</a></p>\n",
        ),
        ("[x](../procedures/ho-tich/_index.md)\n", "<p><a href=\"^ho-tich/\">x</a></p>\n"),
        (
            "[x](../forms/Mẫu%20CT01.docx)\n",
            "<p><a href=\"^forms/M%E1%BA%ABu%20CT01.docx\">x</a></p>\n",
        ),
        (
            "![Ảnh \"một\" *hai*](../forms/anh.png)\n",
            "<p><img src=\"^forms/anh.png\" alt=\"Ảnh &quot;một&quot; hai\" loading=\"lazy\"></p>\n",
        ),
        (
            "{{ get_env(name=\"X\") }} {% include \"/etc/passwd\" %}\n",
            "<p>{{ get_env(name=\"X\") }} {% include \"/etc/passwd\" %}</p>\n",
        ),
        ("Một<br>hai <!-- ghi chú -->\n\n<!--\nghi chú\n-->\n", "<p>Một<br />\nhai </p>\n"),
        ("&#1;root&#1;\n", "<p>root</p>\n"),
        ("```html \"><script>\n<b>\n```\n", "<pre><code>&lt;b&gt;\n</code></pre>\n"),
    ] {
        let (body, codes) = body(markdown);
        assert_eq!(body.html, html.replace('^', ROOT_MARK), "{markdown}");
        assert!(codes.is_empty(), "{markdown}: {codes:?}");
    }
}

#[test]
fn nothing_active_passes() {
    for (markdown, code) in [
        ("[a](javascript:alert(1))", "unsafe-link"),
        ("[a](JaVaScRiPt:alert(1))", "unsafe-link"),
        ("[a](javascript&colon;alert(1))", "unsafe-link"),
        ("[a](&#106;avascript:alert(1))", "unsafe-link"),
        ("[a](java&#10;script:alert(1))", "unsafe-link"),
        ("[a](data:text/html;base64,xx)", "unsafe-link"),
        ("[a](vbscript:x)", "unsafe-link"),
        ("[a](file:///etc/passwd)", "unsafe-link"),
        ("[a](//evil.vn/)", "unsafe-link"),
        ("[a](/\\evil.vn)", "unsafe-link"),
        ("[a](\\\\\\\\evil.vn)", "unsafe-link"),
        ("<tel:1onclick=x>", "unsafe-link"),
        ("<javascript:alert(1)>", "unsafe-link"),
        ("[a](https://evil.vn/)", "host-not-allowed"),
        ("[a](https://dichvucong.gov.vn@evil.vn/)", "bad-link"),
        ("[a](https://dichvucong.gov.vn.evil.vn/)", "host-not-allowed"),
        ("[a](https://127.0.0.1/)", "bad-link"),
        ("[a](../../../etc/passwd)", "broken-link"),
        ("[a](../site.yaml)", "broken-link"),
        ("![a](https://evil.vn/a.png)", "bad-image"),
        ("![a](../forms/anh.svg)", "bad-image"),
        ("![a](../../themes/a.png)", "bad-image"),
        ("![a](\\\\\\\\10.0.0.9\\\\a.png)", "bad-image"),
        ("<script>alert(1)</script>", "raw-html"),
        ("a <img src=x onerror=alert(1)>", "raw-html"),
        ("<form action=https://evil.vn>", "raw-html"),
        ("<!-- a --> <script>alert(1)</script>", "raw-html"),
        ("<!--> <script>alert(1)</script> -->", "raw-html"),
        ("a <svg onload=alert(1)>", "raw-html"),
    ] {
        let (body, codes) = body(markdown);
        assert!(codes.contains(&code), "{markdown}: {codes:?}");
        for active in ["<script", "<img src=x", "<form", "<svg", "href=\"java", "onerror=alert(1)>"]
        {
            assert!(!body.html.to_lowercase().contains(active), "{markdown}: {}", body.html);
        }
    }
}

#[test]
fn paragraphs_are_kept_for_posters_and_loudspeakers() {
    let (body, _) =
        body("# Một\n\nHai *ba*\nbốn.\n\n- năm\n- sáu\n\n| a | b |\n|---|---|\n| c | d |\n");
    assert_eq!(body.text, ["Một", "Hai ba bốn.", "năm", "sáu", "a, b", "c, d"]);
}
