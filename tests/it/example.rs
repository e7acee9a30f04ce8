//! The example commune is whole, and never says more than its sources do.

use super::project::{build, example, pages, posters};

#[test]
fn forty_procedures_stand_under_both_addresses() {
    let built = build(&example());
    let site = built.site.as_ref().expect("a site");
    let files = pages(&built);
    assert_eq!(site.procedures.len(), 40);
    assert_eq!(site.villages.len(), 6);
    assert_eq!(site.programs.len(), 8);
    for procedure in &site.procedures {
        let number = built.ledger.number(tracuu::model::site::Thing::Procedure, &procedure.id);
        let number = number.expect("every procedure has a number");
        let page = |folder: &str| files.get_str(&format!("{folder}/index.html"));
        let readable = page(procedure.id.as_str()).expect("a readable address");
        assert_eq!(page(&number.to_string()), Some(readable), "{}", procedure.id);
    }
    assert_eq!(built.minted, 0, "the example's numbers are committed");
}

#[test]
fn every_page_says_that_it_is_an_example() {
    let built = build(&example());
    for (path, bytes) in pages(&built).iter() {
        if path.extension() == Some("html") {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            assert!(text.contains("ví dụ") || text.contains("example"), "{path}");
            assert!(text.contains("class=\"example\""), "{path} lacks the banner");
        }
    }
}

#[test]
fn what_nobody_checked_is_said_and_a_province_s_zero_is_never_free() {
    let built = build(&example());
    let files = pages(&built);
    let site = built.site.expect("a site");
    for procedure in &site.procedures {
        let page = files.get_str(&format!("{}/index.html", procedure.id));
        let page = String::from_utf8_lossy(page.expect("a page")).into_owned();
        // No procedure of the example has a check date, so no 0 of it may be called free.
        assert!(procedure.checked.is_none());
        assert!(!page.contains("Không mất tiền"), "{}", procedure.id);
        if !procedure.unverified.is_empty() {
            assert!(
                page.contains("chưa kiểm chứng")
                    || page.contains("Chưa kiểm chứng")
                    || page.contains("chưa được kiểm chứng"),
                "{}",
                procedure.id
            );
        }
    }
}

#[test]
fn every_hall_has_its_board_and_its_three_sheets() {
    let built = build(&example());
    let sheets = posters(&built);
    let site = built.site.expect("a site");
    for village in &site.villages {
        let names: Vec<&str> =
            sheets.iter().filter(|s| s.hall == village.id).map(|s| s.file.as_str()).collect();
        assert!(names.contains(&format!("posters/{}/board-1", village.id).as_str()), "{names:?}");
        for sheet in &village.sheets {
            assert!(
                names
                    .iter()
                    .any(|n| n.starts_with(&format!("posters/{}/sheet-{sheet}", village.id))),
                "{names:?}"
            );
        }
        assert_eq!(village.sheets.len(), 3);
    }
}

#[test]
fn wifi_is_on_posters_and_never_on_a_page() {
    let built = build(&example());
    let site = built.site.as_ref().expect("a site");
    let mut nets = 0;
    for wifi in site.villages.iter().filter_map(|v| v.wifi.as_ref()) {
        nets += 1;
        for (path, bytes) in pages(&built).iter() {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains(&wifi.ssid), "{path}");
            if let Some(password) = &wifi.password {
                assert!(!text.contains(password.as_str()), "{path}");
            }
        }
    }
    assert_eq!(nets, 5, "one hall has none");
}
