//! What the index says, and what it weighs.

mod size;

use std::sync::Arc;

use tracuu::diagnostic::Diagnostics;
use tracuu::files::{FilePath, FileSet};
use tracuu::ledger::Ledger;
use tracuu::model::date::Date;
use tracuu::model::procedure::Status;
use tracuu::model::site::Thing;
use tracuu::model::{Id, Procedure, Site};
use tracuu::parse;
use tracuu::render::address::Addresses;
use tracuu::render::page::{self, Options};
use tracuu::theme::{DEFAULT, Theme};

use super::project;

/// The example commune, as it is in the repository.
fn example() -> Site {
    parse::site(&project::example(), &mut Diagnostics::default()).expect("the example is whole")
}

fn id(text: &str) -> Id {
    Id::new(text).expect("the test spells ids well")
}

fn numbered(site: &Site) -> Ledger {
    let mut ledger = Ledger::default();
    ledger.mint(site, Date::constant(2026, 1, 1));
    ledger
}

/// Returns the index in the search of a language.
fn indexed(site: &Site, ledger: &Ledger, lang: &str) -> String {
    let mut found = Diagnostics::default();
    let theme = Theme::parse(&FileSet::default(), DEFAULT, &mut found).expect("a theme");
    let addresses = Addresses { base: &site.commune.address, ledger };
    let options = Options { addresses, flat_links: false, cards: false, late_search: false };
    let files = page::pages(site, &theme, options, &mut found);
    let name = if lang == "vi" { "search.js".to_owned() } else { format!("search-{lang}.js") };
    let script = files.get(&FilePath::known(&name)).expect("each language has a search");
    let script = std::str::from_utf8(script).expect("scripts are UTF-8");
    let call = script.rsplit_once("\nsearchIndex(").expect("the index stands at the end").1;
    let text = call.split_once(");\n").expect("the call ends").0;
    serde_json::from_str(text).expect("the index is a string of JSON")
}

/// Returns the parts of the line of a thing.
fn line<'a>(index: &'a str, title: &str) -> Vec<&'a str> {
    let line = index.lines().find(|line| line.split('\t').nth(1) == Some(title));
    line.unwrap_or_else(|| panic!("{title} is not in {index}")).split('\t').collect()
}

fn change(site: &mut Site, name: &str, change: impl FnOnce(&mut Procedure)) {
    let at = site.procedures.iter().position(|p| p.id.as_str() == name).expect("it is there");
    change(Arc::make_mut(&mut site.procedures[at]));
}

#[test]
fn everything_with_an_address_has_one_line() {
    let site = example();
    let ledger = numbered(&site);
    for lang in ["vi", "en"] {
        let index = indexed(&site, &ledger, lang);
        assert_eq!(index.lines().count(), 1 + site.things().len());
        for (thing, kind) in site.things() {
            let number = ledger.number(kind, thing).expect("it was minted").to_string();
            let has = |line: &str| {
                let about = line.split('\t').next().unwrap_or_default();
                about.trim_matches(|c: char| c.is_ascii_alphabetic()) == number
            };
            assert_eq!(index.lines().skip(1).filter(|line| has(line)).count(), 1, "{thing}");
        }
    }
}

#[test]
fn only_what_the_title_does_not_say_is_kept() {
    let mut site = example();
    change(&mut site, "dang-ky-khai-tu", |procedure| {
        procedure.title = "Đăng ký khai tử".into();
        procedure.official_title = Some("THỦ TỤC đăng ký khai tử, đăng ký".into());
        procedure.code = Some("1.000656".into());
        procedure.replaces = vec!["2.000111".into()];
        procedure.keywords =
            ["khai tu", "giấy chứng tử", "chứng tử", "nguoi mat", "người mất", "a\tb;c"]
                .map(String::from)
                .to_vec();
        procedure.aliases = vec![id("khai-tu-xa")];
    });
    let index = indexed(&site, &numbered(&site), "vi");
    let line = line(&index, "Đăng ký khai tử");
    let said = ["1000656 2000111", "", "giấy chứng tử;chứng tử;người mất;a b c", "thu tuc xa"];
    assert_eq!(line[2..], said, "the id is the folded title");
}

#[test]
fn former_numbers_and_what_is_over_are_marked() {
    let mut site = example();
    let mut ledger = numbered(&site);
    let (old, before) = (id("dang-ky-khai-sinh"), id("khai-sinh-cu"));
    let number = ledger.number(Thing::Procedure, &old).expect("minted");
    change(&mut site, "dang-ky-khai-sinh", |procedure| {
        procedure.id = before.clone();
        procedure.aliases = vec![old];
        procedure.translations.clear();
        procedure.status = Status::Abolished;
    });
    site.procedures.sort_by(|a, b| a.id.cmp(&b.id));
    ledger.mint(&site, Date::constant(2026, 1, 2));
    change(&mut site, "dang-ky-ket-hon", |procedure| procedure.status = Status::Suspended);
    change(&mut site, "dang-ky-giam-ho", |procedure| procedure.status = Status::Draft);
    site.villages[0].closed = true;
    let title = site.villages[0].title.clone();
    let index = indexed(&site, &ledger, "vi");
    assert_eq!(line(&index, "Đăng ký khai sinh")[0], format!("p{number}a"));
    assert!(line(&index, "Đăng ký kết hôn")[0].ends_with('s'));
    assert!(line(&index, &title)[0].ends_with('c'));
    assert!(!index.contains("Đăng ký giám hộ"), "a draft is not found");
    assert!(indexed(&site, &ledger, "en").contains(&format!("p{number}va\t")));
}

#[test]
fn a_translation_is_found_by_its_words_and_by_the_vietnamese_ones() {
    let mut site = example();
    change(&mut site, "dang-ky-dong-bhyt", |procedure| {
        procedure.title = "Đăng ký đóng, cấp thẻ bảo hiểm y tế".into();
        let text = procedure.translations.values_mut().next().expect("it is translated");
        text.title = "Health insurance".into();
        text.keywords = vec!["buy insurance".into(), "Health  insurance".into()];
    });
    let index = indexed(&site, &numbered(&site), "en");
    assert!(index.starts_with("en/\t0000 000 000\n"), "{index}");
    let translated = line(&index, "Health insurance");
    assert!(!translated[0].contains('v'));
    assert_eq!(translated[3], "dang-ky-dong-bhyt");
    assert_eq!(translated[4], "buy insurance;Đăng ký đóng, cấp thẻ bảo hiểm y tế");
    assert!(line(&index, "Đất đai")[0].ends_with('v'), "there is no English page of a field");
}
