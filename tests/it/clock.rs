//! What the clock in the page is told: only days that are known, only times that are plain.

use serde_json::{Value, json};

use tracuu::files::FileSet;
use tracuu::ledger::Ledger;
use tracuu::model::calendar;
use tracuu::model::date::Date;
use tracuu::model::{Site, site::Thing};
use tracuu::render::address::Addresses;
use tracuu::render::clock;

use super::project::example;
use super::small::{SITE, project, read};

fn site_of(files: &FileSet) -> Site {
    let (site, found) = read(files);
    assert!(!found.has_errors(), "{}", found.show(files, true, false));
    site.expect("the site is sound")
}

/// The smallest commune with these holidays.
fn with_holidays(days: &[&str]) -> Site {
    let list: Vec<_> = days.iter().map(|day| format!("{{date: {day}, name: Lễ}}")).collect();
    let text = format!("{SITE}holidays: [{}]\n", list.join(", "));
    site_of(&project([("content/site.yaml", text.as_bytes())]))
}

#[test]
fn days_are_known_only_where_every_day_off_is_listed() {
    let fixed = ["2026-01-01", "2026-04-30", "2026-05-01", "2026-09-02"];
    let tet = ["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20"];
    let rest = ["2026-04-27", "2026-09-01", "2026-11-24"];
    let cases: [(&str, Vec<&str>, &str); 7] = [
        ("nothing is listed", vec![], ""),
        (
            "one day is listed",
            vec!["2026-09-02"],
            "2026-01-04–2026-01-14 2026-03-01–2026-03-27 2026-05-06–2026-08-29 2026-09-07–2026-11-23 2026-11-27–2026-12-31",
        ),
        (
            "the days that never move are listed",
            fixed.to_vec(),
            "2026-01-01–2026-01-14 2026-03-01–2026-03-27 2026-05-06–2026-08-29 2026-09-07–2026-11-23 2026-11-27–2026-12-31",
        ),
        (
            "Tết is listed",
            [&fixed[..], &tet].concat(),
            "2026-01-01–2026-03-27 2026-05-06–2026-08-29 2026-09-07–2026-11-23 2026-11-27–2026-12-31",
        ),
        (
            "four days of Tết are not enough",
            [&fixed[..], &tet[..4]].concat(),
            "2026-01-01–2026-01-14 2026-03-01–2026-03-27 2026-05-06–2026-08-29 2026-09-07–2026-11-23 2026-11-27–2026-12-31",
        ),
        (
            "a Saturday and a Sunday of Tết make it no fuller",
            [&fixed[..], &tet[..3], &["2026-02-21", "2026-02-22"]].concat(),
            "2026-01-01–2026-01-14 2026-03-01–2026-03-27 2026-05-06–2026-08-29 2026-09-07–2026-11-23 2026-11-27–2026-12-31",
        ),
        (
            "every day is listed, and the next new year",
            [&fixed[..], &tet, &rest, &["2027-01-01"]].concat(),
            "2026-01-01–2027-01-14 2027-03-01–2027-03-27 2027-05-06–2027-08-29 2027-09-07–2027-11-23 2027-11-27–2027-12-31",
        ),
    ];
    for (what, days, spans) in cases {
        let known = calendar::known(&with_holidays(&days).commune);
        let told: Vec<_> = known.iter().map(|(first, last)| format!("{first}–{last}")).collect();
        assert_eq!(told.join(" "), spans, "{what}");
    }
}

#[test]
fn the_page_is_told_hours_days_off_and_programs() {
    let front = "---\ntitle: Ngày thứ Sáu\nweekdays: [fri]\nfrom: 2023-08\nto: 2026\ncovers: {all: true}\n---\n";
    let asked = front.replace("weekdays: [fri]", "weekdays: on_request");
    let text = format!(
        "{SITE}hours: {{mon: [7:30-11:30, 11:30-12:00, 13:30-17:00]}}\n\
         holidays: [{{date: 2026-09-02, name: Nghỉ Quốc khánh}}]\n\
         swapped: [{{off: 2026-01-02, on: 2026-01-10}}]\n"
    );
    let site = site_of(&project([
        ("content/site.yaml", text.as_bytes()),
        ("content/programs/thu-sau.md", front.as_bytes()),
        ("content/programs/khi-can.md", asked.as_bytes()),
    ]));
    let mut ledger = Ledger::default();
    ledger.mint(&site, Date::constant(2026, 1, 1));
    let addresses = Addresses { base: &site.commune.address, ledger: &ledger };
    let mut told = clock::site(&site, addresses);
    assert_eq!(told["known"].as_array().map(Vec::len), Some(5));
    told["known"] = Value::Null;
    let number = addresses.number(Thing::Program, &site.programs[1].id).to_string();
    assert_eq!(
        told,
        json!({
            "hours": [[[450, 720], [810, 1020]], [], [], [], [], [], []],
            // 2 September and 2 January 2026, in days since 1970.
            "off": {"20698": "Quốc khánh", "20455": ""},
            "on": {"20463": 20455},
            "known": null,
            // From some day of August 2023; until the last day of 2026.
            "programs": {number: {"days": [4], "hours": null, "from": 19570, "sure": 19600, "to": 20818}},
        })
    );
}

#[test]
fn a_result_is_told_only_where_the_time_is_plain() {
    let site = site_of(&example());
    let examples: Vec<_> = site
        .procedures
        .iter()
        .filter_map(|p| Some(format!("{} {}", p.id, clock::example(p, &site.commune)?)))
        .collect();
    // The others are received elsewhere, take their own time by case, or have words or a doubt
    // beside it.
    assert_eq!(
        examples,
        [
            "cap-ban-sao-trich-luc-ho-tich {\"cutoff\":900,\"same\":1}",
            "chuyen-doi-cay-trong-dat-lua {\"working\":5}",
            "cong-nhan-ho-ngheo-thuong-xuyen {\"days\":15}",
            "cong-nhan-hoa-giai-vien {\"working\":5}",
            "cung-cap-thong-tin-quy-hoach {\"days\":10}",
            "dang-ky-giam-ho {\"working\":3}",
            "dang-ky-khai-sinh {\"cutoff\":900,\"same\":1}",
            "dang-ky-khai-tu {\"cutoff\":900,\"same\":1}",
            "dinh-chinh-giay-chung-nhan-dat {\"working\":8}",
            "ho-tro-luc-luong-xung-kich-thien-tai {\"working\":10}",
            "ho-tro-thiet-hai-dich-benh-dong-vat {\"working\":25}",
            "hoa-giai-tranh-chap-dat-dai {\"days\":40}",
            "tro-cap-huu-tri-xa-hoi {\"working\":10}",
        ]
    );
}
