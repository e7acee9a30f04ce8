//! A year of a commune: printed for two halls, then renamed, dearer, abolished, merged, moved.
//! After each step `status` and the site say exactly the right things.

use super::commune::Commune;

const FIRST: &str = "https://tthc.xa-vi-du.gov.vn/";
const SECOND: &str = "https://dichvu.xa-moi.gov.vn/thu-tuc/";

fn number(commune: &Commune, id: &str) -> String {
    let numbers = commune.read("content/ledger/numbers.csv");
    let line = numbers.lines().find(|line| line.split(',').nth(2) == Some(id));
    line.and_then(|line| line.split(',').next()).expect("it has a number").to_owned()
}

fn page(commune: &Commune, number: &str) -> String {
    let page = commune.read(&format!("public/{number}/index.html"));
    assert!(!page.is_empty(), "number {number} answers");
    page
}

#[test]
fn a_year_of_a_commune() {
    let commune = Commune::new("story");
    commune.run(0, &["build", "--posters", "none"]);
    let sheet = format!("sheet-{}", number(&commune, "khai-sinh"));
    assert_eq!(
        commune.status(),
        [
            "thon-dong board-1: never-printed".to_owned(),
            format!("thon-dong {sheet}: never-printed"),
            "thon-tay board-1: never-printed".to_owned(),
        ]
    );

    let said = commune.run(0, &["print", "--all"]);
    assert!(said.contains("3 A4"), "{said}");
    assert!(said.contains("in-2026-11-22"), "{said}");
    let current = |lines: Vec<String>| lines.iter().all(|line| line.ends_with("current"));
    assert!(current(commune.status()));
    assert!(commune.run(0, &["print", "--all"]).contains("Không có tờ nào phải in"));

    // A file is renamed: the build stops until the new file owns the old name, then all is current.
    let hall_numbers = [number(&commune, "thon-dong"), number(&commune, "thon-tay")];
    let married = number(&commune, "ket-hon");
    let text = commune.read("content/procedures/ho-tich/ket-hon.md");
    commune.remove("content/procedures/ho-tich/ket-hon.md");
    let renamed = "content/procedures/ho-tich/dang-ky-ket-hon.md";
    commune.write(renamed, &text);
    let said = commune.run(1, &["build", "--posters", "none"]);
    for words in [&married, "Thôn Đông", "Thôn Tây", "aliases", "replaced_by", "status: abolished"]
    {
        assert!(said.contains(words), "{words} in {said}");
    }
    commune.write(renamed, &text.replacen("---\n", "---\naliases: [ket-hon]\n", 1));
    commune.run(0, &["build", "--posters", "none"]);
    assert!(page(&commune, &married).contains("Đăng ký kết hôn"));
    assert!(current(commune.status()), "{:?}", commune.status());

    // A fee is raised: the boards are wrong, and say why; the page is right at once.
    commune.procedure("chung-thuc", "Chứng thực bản sao", "fee: {amount: 8000, unit: trang}");
    commune.run(0, &["build", "--posters", "none"]);
    assert!(page(&commune, &number(&commune, "chung-thuc")).contains("8.000"));
    let why = "stale Chứng thực bản sao: lệ phí 5.000 đồng/trang → 8.000 đồng/trang";
    assert_eq!(
        commune.status(),
        [
            format!("thon-dong board-1: {why}"),
            format!("thon-dong {sheet}: current"),
            format!("thon-tay board-1: {why}"),
        ]
    );
    commune.run(0, &["print", "--stale", "--hall", "thon-tay"]);
    assert_eq!(commune.status()[2], "thon-tay board-1: current");
    commune.run(0, &["print", "--stale"]);
    assert!(current(commune.status()));

    // A third is abolished: its page stays and leads on, the boards lose it.
    let born = number(&commune, "khai-sinh");
    commune.procedure(
        "khai-sinh",
        "Đăng ký khai sinh",
        "status: abolished\nreplaced_by: dang-ky-ket-hon\nfee: 0",
    );
    commune.village("thon-dong", "Thôn Đông", "");
    commune.run(0, &["build", "--posters", "none"]);
    assert!(page(&commune, &born).contains("dang-ky-ket-hon"));
    let gone = "stale Đăng ký khai sinh: nay không còn: đã bãi bỏ, tạm dừng hoặc bỏ khỏi danh sách";
    assert_eq!(
        commune.status(),
        [
            format!("thon-dong board-1: {gone}"),
            format!("thon-dong {sheet}: take-down thủ tục không còn áp dụng"),
            format!("thon-tay board-1: {gone}"),
        ]
    );
    let said = commune.run(0, &["print", "--all"]);
    assert!(said.contains(&format!("{}-2", hall_numbers[0])), "the sheet to take down: {said}");
    commune.run(0, &["print", "--taken-down", &format!("{}-2", hall_numbers[0])]);
    assert!(current(commune.status()), "{:?}", commune.status());

    // Two halls become one: the old one's page leads on, its sheets are to be taken down.
    let text = commune.read("content/villages/thon-tay.md");
    let merged = text.replacen("---\n", "---\nmerged_into: thon-dong\n", 1);
    commune.write("content/villages/thon-tay.md", &merged);
    commune.run(0, &["build", "--posters", "none"]);
    assert!(page(&commune, &hall_numbers[1]).contains("Thôn Đông"));
    assert_eq!(
        commune.status(),
        ["thon-dong board-1: current", "thon-tay board-1: take-down đã nhập vào Thôn Đông"]
    );

    // The site moves: without the former address the build stops; with it the paper is to be
    // replaced, and until then the old host has its file of redirects.
    commune.site(SECOND, "");
    let said = commune.run(1, &["build", "--posters", "none"]);
    assert!(said.contains("former_addresses") && said.contains("tthc.xa-vi-du.gov.vn"), "{said}");
    commune.site(SECOND, &format!("former_addresses: [{FIRST}]\n"));
    commune.run(0, &["build", "--posters", "none"]);
    let status = commune.status();
    assert_eq!(
        status[0],
        "thon-dong board-1: stale địa chỉ trang web đã đổi: tthc.xa-vi-du.gov.vn/ → dichvu.xa-moi.gov.vn/thu-tuc, phải thay tờ này"
    );
    commune.run(0, &["redirects", "--format", "nginx", "--from", FIRST, "--output", "chuyen.conf"]);
    let redirects = commune.read("chuyen.conf");
    for id in ["chung-thuc", "dang-ky-ket-hon", "khai-sinh", "thon-dong", "thon-tay"] {
        let number = number(&commune, id);
        assert!(redirects.contains(&format!("{SECOND}{number}/")), "{number} in {redirects}");
        page(&commune, &number);
    }
    commune.run(0, &["print", "--stale"]);
    assert_eq!(commune.status()[0], "thon-dong board-1: current");
}
