//! What a theme can do wrong, and what is said about it.

use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::files::FilePath;
use crate::model::Lang;
use crate::render::address::Addresses;
use crate::render::page::fixture::{ledger, site, theme, theme_files};
use crate::render::page::{Options, pages};
use crate::theme::Theme;

use super::text;

#[test]
fn a_theme_that_points_elsewhere_or_fails_is_named() {
    let mut files = theme_files();
    let page = "{% extends \"pages/base.html\" %}{% block main %}{{ p.nothing.at_all }}\
                <img src=\"https://tracker.example/a.png\">{% endblock main %}";
    files.insert(FilePath::known("themes/default/pages/page.html"), page.as_bytes());
    let mut found = Diagnostics::default();
    let theme = Theme::parse(&files, "themes/default", &mut found);
    let theme = theme.expect("it can be read");
    let codes: Vec<_> = found.iter().map(|d| (d.code, d.text.en.clone())).collect();
    let stranger = "the theme points elsewhere: https://tracker.example/a.png".to_owned();
    assert_eq!(codes, [("theme-external", stranger)]);
    let site = site();
    let ledger = ledger(&site);
    let addresses = Addresses { base: &site.commune.address, ledger: &ledger };
    let mut found = Diagnostics::default();
    let files = pages(
        &site,
        &theme,
        Options { addresses, flat_links: false, cards: false, late_search: false },
        &mut found,
    );
    let failed: Vec<_> = found.iter().map(|d| d.code).collect();
    assert_eq!(failed, ["theme-broken"], "said once: {found:?}");
    assert!(found.iter().all(|d| d.place.file.as_str().ends_with("pages/page.html")), "{found:?}");
    assert!(files.get_str("index.html").is_some(), "the other pages are there");
}

#[test]
fn a_language_without_words_is_warned_of() {
    let mut site = site();
    let tay = Lang::new("tyz").expect("Tày has a tag");
    let guide = site.procedures.iter_mut().find(|p| p.id.as_str() == "khai-sinh");
    let guide = guide.expect("the fixture has it");
    let english = guide.translations.values().next().expect("it is translated").clone();
    Arc::make_mut(guide).translations.insert(tay.clone(), english);
    site.commune.languages.push(tay);
    let ledger = ledger(&site);
    let addresses = Addresses { base: &site.commune.address, ledger: &ledger };
    let mut found = Diagnostics::default();
    let files = pages(
        &site,
        &theme(),
        Options { addresses, flat_links: false, cards: false, late_search: false },
        &mut found,
    );
    assert_eq!(found.iter().map(|d| d.code).collect::<Vec<_>>(), ["language-without-words"]);
    let html = text(&files, "tyz/khai-sinh/index.html");
    assert!(html.contains("<html lang=\"tyz\">") && html.contains("English step 6"));
}
