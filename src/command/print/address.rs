//! Which addresses are never printed: those that no phone in the village can reach, or not for long.

use crate::diagnostic::{Diagnostic, Diagnostics, say};
use crate::model::{Link, Site};

/// Names that lead nowhere in the public net (RFC 2606, RFC 6761, RFC 6762, RFC 8375, RFC 9476).
const RESERVED: [&str; 12] = [
    "example",
    "test",
    "invalid",
    "localhost",
    "local",
    "internal",
    "home.arpa",
    "alt",
    "onion",
    "example.com",
    "example.net",
    "example.org",
];

/// Hosts that give addresses for a look, not for years.
const PREVIEW: [&str; 12] = [
    "pages.dev",
    "workers.dev",
    "netlify.app",
    "vercel.app",
    "web.app",
    "firebaseapp.com",
    "onrender.com",
    "surge.sh",
    "ngrok.io",
    "ngrok.app",
    "ngrok-free.app",
    "trycloudflare.com",
];

/// Reports an address that must not stand on paper: not https, a reserved name, a preview, an
/// example. (Numbers instead of names, ports and `localhost` are refused when the address is read.)
pub(super) fn check(site: &Site, found: &mut Diagnostics) {
    let commune = &site.commune;
    let Some((vi, en)) = fault(&commune.address, commune.example) else { return };
    let text = say(
        format!("chưa in được: địa chỉ {} {vi}", commune.address.as_str()),
        format!("cannot print: the address {} {en}", commune.address.as_str()),
    );
    let key = if vi == EXAMPLE.0 { "example" } else { "address" };
    found.push(Diagnostic::error("print-address", commune.origin.place(key), text).hint(say(
        "mã trên giấy sống nhiều năm: ghi địa chỉ thật của trang vào address trong content/site.yaml rồi in",
        "a code on paper lives for years: write the site's real address under address in content/site.yaml, then print",
    )));
}

const EXAMPLE: (&str, &str) =
    ("là của xã ví dụ (example: true)", "is an example's (example: true)");

fn fault(address: &Link, example: bool) -> Option<(&'static str, &'static str)> {
    let below = |names: &[&str]| names.iter().any(|name| address.is_below(name));
    if !address.is_https() {
        Some(("không phải https", "is not https"))
    } else if below(&RESERVED) {
        Some((
            "dùng tên miền dành riêng cho ví dụ hoặc mạng trong nhà, điện thoại không mở được",
            "has a reserved name that no phone can open",
        ))
    } else if below(&PREVIEW) {
        Some(("là địa chỉ xem thử, không giữ được lâu", "is a preview and will not last"))
    } else if example {
        Some(EXAMPLE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_last_are_printed() {
        let fault = |address: &str| fault(&Link::new(address).expect("an address"), false);
        for good in ["https://tthc.xa-a.gov.vn/", "https://example.gov.vn/", "https://latest.vn/a/"]
        {
            assert_eq!(fault(good), None, "{good}");
        }
        for bad in [
            "http://tthc.xa-a.gov.vn/",
            "https://tthc.xa-vi-du.example/",
            "https://a.example.com/",
            "https://may.local/",
            "https://x.test/",
            "https://abc.tthc.pages.dev/",
            "https://deploy--xa.netlify.app/",
        ] {
            assert!(fault(bad).is_some(), "{bad}");
        }
    }
}
