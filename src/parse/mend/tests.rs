//! What is mended, what is left, and that nothing is guessed.

use super::*;

fn mend(bytes: &[u8]) -> (String, Vec<&'static str>, Vec<&'static str>) {
    let mended = file(&FilePath::known("content/procedures/ho-tich/x.md"), bytes);
    let text = mended.bytes.map(|bytes| String::from_utf8(bytes).expect("mended files are UTF-8"));
    let done = mended.done.iter().map(|done| done.code).collect();
    (text.unwrap_or_default(), done, mended.left.iter().map(|left| left.code).collect())
}

#[test]
fn what_is_written_in_the_wrong_way_is_mended() {
    for (written, right, code) in [
        ("\u{feff}---\ntitle: a\n---\n", "---\ntitle: a\n---\n", "byte-order-mark"),
        ("---\r\ntitle: a\r\n---\nx\r\n", "---\r\ntitle: a\r\n---\r\nx\r\n", "line-ends"),
        ("---\rtitle: a\r---\rx", "---\ntitle: a\n---\nx", "line-ends"),
        ("---\ntitle: a\u{200b}b\n---\nx\u{ad}y\n", "---\ntitle: ab\n---\nxy\n", "invisible"),
        ("---\ntitle: Ho\u{323}\u{302}\n---\n", "---\ntitle: Hộ\n---\n", "not-nfc"),
        (
            "---\nlist:\n\t- name: A\n\t  copies: 1\n---\n\tmã\n",
            "---\nlist:\n  - name: A\n    copies: 1\n---\n\tmã\n",
            "tab-indent",
        ),
        (
            "---\nlist:\n-\tname: A\n\tcopies: 1\n---\n",
            "---\nlist:\n- name: A\n  copies: 1\n---\n",
            "tab-indent",
        ),
        ("---\ntitle:\u{a0}a\u{a0}b\n---\n", "---\ntitle: a\u{a0}b\n---\n", "odd-space"),
        ("---\nlist:\n\u{a0}\u{a0}-\u{3000}A\n---\n", "---\nlist:\n  - A\n---\n", "odd-space"),
        (
            "---\nlist:\n  -\u{a0}A\n  -\u{a0}B\n---\n",
            "---\nlist:\n  - A\n  - B\n---\n",
            "odd-space",
        ),
        ("---\ntitle:\u{a0}a\norder:\u{a0}7\n---\n", "---\ntitle: a\norder: 7\n---\n", "odd-space"),
        ("---\ntitle: “Bước 1: a”\n---\n", "---\ntitle: \"Bước 1: a\"\n---\n", "word-quotes"),
        ("---\ntitle: “a 'b'” # c\n---\n", "---\ntitle: \"a 'b'\" # c\n---\n", "word-quotes"),
    ] {
        assert_eq!(mend(written.as_bytes()), (right.to_owned(), vec![code], vec![]), "{written:?}");
    }
}

#[test]
fn what_means_something_is_left() {
    for written in [
        "---\r\ntitle: a\r\n---\r\n",
        "---\ntitle: “a” và “b”\n---\n",
        "---\ntitle: a “b”\n---\n“c”\n",
        "---\nqr_text: |\n  “a”\n  \tb\n---\n",
        "---\ntitle: 5.000\u{a0}đồng\n---\n",
        "---\ntitle: a\tb\n---\n",
        "---\ntitle: l\u{ad}u ®\n---\n",
    ] {
        assert_eq!(mend(written.as_bytes()), (String::new(), vec![], vec![]), "{written:?}");
    }
    assert_eq!(mend("---\ntitle: a\u{202e}b\n---\n".as_bytes()).2, ["hidden-character"]);
    assert_eq!(mend(b"---\ntitle: a\0\0\0\n---\n").1, [""; 0]);
}

#[test]
fn old_encodings_are_converted_where_they_are_certain() {
    let right = "---\ntitle: Đăng ký kết hôn\n---\nHộ khẩu, lệ phí\n";
    for (written, code) in [
        (&b"---\ntitle: \xA7\xA8ng k\xFD k\xD5t h\xABn\n---\nH\xE9 kh\xC8u, l\xD6 ph\xDD\n"[..], "tcvn3"),
        ("---\ntitle: §¨ng ký kÕt h«n\n---\nHé khÈu, lÖ phÝ\n".as_bytes(), "tcvn3"),
        ("---\ntitle: Ñaêng kyù keát hoân\n---\nHoä khaåu, leä phí\n".as_bytes(), "vni"),
        ("---\ntitle: Ä\u{90}Äƒng kÃ½ káº¿t hÃ´n\n---\nHá»™ kháº©u, lá»‡ phÃ\u{ad}\n".as_bytes(), "double-encoded"),
        (b"---\ntitle: \xD0\xE5ng k\xFD k\xAAt h\xF4n\n---\nH\xB5 kh\xA6u, l\xAE ph\xED\n", "viscii"),
        (b"---\ntitle: \xD0\xE3ng ky\xEC k\xEA\xECt h\xF4n\n---\nH\xF4\xF2 kh\xE2\xD2u, l\xEA\xF2 ph\xED\n", "windows-1258"),
    ] {
        let (text, done, left) = mend(written);
        assert_eq!((text.as_str(), left), (right, vec![]), "{code}");
        assert_eq!(done[0], code);
    }
}

#[test]
fn mixed_files_are_not_guessed() {
    let mixed = "---\ntitle: Đăng ký kết hôn\n---\nHé khÈu, lÖ phÝ, giÊy tê ph¶i mang\n";
    let (text, done, left) = mend(mixed.as_bytes());
    assert_eq!((text.as_str(), done, left), ("", vec![], vec!["tcvn3"]));
    let mut bytes = "---\ntitle: Đăng ký kết hôn\n---\n".as_bytes().to_vec();
    bytes.extend(b"H\xE9 kh\xC8u, l\xD6 ph\xDD, gi\xCAy t\xEA ph\xB6i mang\n");
    let (text, done, left) = mend(&bytes);
    assert_eq!((text.as_str(), done.len(), left.len()), ("", 0, 1));
}
