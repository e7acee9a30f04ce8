//! The scripts of the pages: the theme's parts in their order, with the words of one language and what
//! the site knows about time.
//!
//! One file an edition, so that a first visit asks for one; what few visits need (reading aloud, a
//! hall's bar, the search) is a file of its own and asked for then. All are classic scripts and run
//! from a USB stick too.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::files::{Bytes, FilePath};
use crate::model::site::Thing;
use crate::model::{Lang, Site, Village};
use crate::render::script::compact;
use crate::render::{clock, search, words};
use crate::theme::{Strings, Theme};

use super::Options;
use super::edition::{Edition, phone};
use super::order::Order;

/// The parts that every page has, in order: each may call those before it, the last begins all.
const PARTS: [&str; 9] = [
    "page.js",
    "clock.js",
    "list.js",
    "choice.js",
    "hall.js",
    "tools.js",
    "find.js",
    "offline.js",
    "start.js",
];

/// A script of the site: the link to it changes when it does, so that no old copy meets a new page.
#[derive(Clone, Debug)]
pub(super) struct Script {
    /// Below the top of the site: `app.js`, `app-en.js`.
    path: FilePath,
    /// The path with the digest: `app.js?5f0c…`.
    pub(super) link: String,
    bytes: Bytes,
}

impl Script {
    fn new(path: &str, text: String) -> Self {
        let digest = blake3::hash(text.as_bytes()).to_hex();
        let link = format!("{path}?{}", &digest[..8]);
        Self { path: FilePath::known(path), link, bytes: text.into_bytes().into() }
    }

    /// Returns the file.
    fn file(&self) -> (FilePath, Bytes) {
        (self.path.clone(), self.bytes.clone())
    }
}

/// What the scripts of a language are made of.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) site: &'a Site,
    pub(super) theme: &'a Theme,
    pub(super) order: &'a Order<'a>,
    pub(super) options: Options<'a>,
    pub(super) lang: &'a Lang,
}

/// The scripts that the pages of an edition name.
#[derive(Clone, Debug)]
pub(super) struct Scripts {
    /// What every page does.
    pub(super) app: Script,
    /// Asked for when somebody wants to listen.
    speak: Script,
    /// Asked for when somebody wants to search; nothing where it is made then.
    search: Option<Script>,
}

impl Scripts {
    /// Writes the scripts of a language.
    pub(super) fn new(source: Source<'_>) -> Self {
        let Source { site, theme, options, lang, .. } = source;
        let strings = theme.strings(lang);
        let speak = whole(&[("T", &group(strings, &["speak."]))], &part(theme, "speak.js"));
        let speak = Script::new(&named("speak", lang), speak);
        let search = (!options.late_search).then(|| search(source));
        let link = search.as_ref().map_or_else(|| named("search", lang), |it| it.link.clone());
        let mut words = group(strings, &["script."]);
        words["clock"] = clock::words(strings);
        let consts = [
            ("T", &words),
            ("SITE", &clock::site(site, options.addresses)),
            ("FILES", &json!({"search": link, "speak": speak.link})),
            ("FLAT", &options.flat_links.into()),
        ];
        let parts: String = PARTS.iter().map(|name| part(theme, name)).collect();
        let app = Script::new(&named("app", lang), whole(&consts, &parts));
        Self { app, speak, search }
    }

    /// Returns the files.
    pub(super) fn files(&self) -> impl Iterator<Item = (FilePath, Bytes)> {
        [&self.app, &self.speak].into_iter().chain(&self.search).map(Script::file)
    }
}

/// Writes the search of an edition where it is made when somebody asks for it by its path.
pub(super) fn late_search(edition: &Edition<'_>, path: &FilePath) -> Option<Bytes> {
    let Edition { site, theme, options, lang, order, .. } = edition;
    let is_it = options.late_search && path.as_str() == named("search", lang);
    is_it.then(|| search(Source { site, theme, order, options: *options, lang }).bytes)
}

/// Writes the search of a language, with its index.
fn search(source: Source<'_>) -> Script {
    let Source { site, theme, order, options, lang } = source;
    let index = Value::from(search::index(site, order, lang, options.addresses));
    let words = group(theme.strings(lang), &["search."]);
    let text = format!("{}searchIndex({index});\n", part(theme, "search.js"));
    Script::new(&named("search", lang), whole(&[("T", &words)], &text))
}

/// Writes `<number>/hall.js` of an open hall: the bar on every page that is read there, with what it
/// tells. Never the name or the password of its wifi.
pub(super) fn hall(edition: &Edition<'_>, village: &Village) -> (FilePath, Bytes) {
    let strings = edition.strings;
    let number = edition.options.addresses.number(Thing::Hall, &village.id);
    let contact = village.contact.as_ref();
    let call = contact.and_then(|contact| contact.phone.as_deref()).map(phone);
    let hours = village.hall.hours.as_ref();
    let open = hours.map(|week| {
        let rows = words::week(week, strings);
        rows.iter()
            .map(|(days, hours)| format!("{}: {hours}", words::capital(days)))
            .collect::<Vec<_>>()
            .join("; ")
    });
    let told = json!({
        "number": number,
        "path": format!("{}/", village.id),
        "name": village.hall.name.as_ref().unwrap_or(&village.title),
        "hours": hours.map(clock::week),
        "open": open,
        "wifi": village.wifi.is_some(),
        "contact": contact.and_then(|contact| contact.role.as_deref()),
        "phone": call.as_ref().map(|call| call.text),
        "tel": call.as_ref().and_then(|call| call.tel.as_deref()),
    });
    let consts = [("T", &group(strings, &["hall_bar."])), ("HALL", &told)];
    let text = whole(&consts, &part(edition.theme, "hall_bar.js"));
    (FilePath::known(&format!("{number}/hall.js")), text.into_bytes().into())
}

fn named(stem: &str, lang: &Lang) -> String {
    if lang.is_vietnamese() { format!("{stem}.js") } else { format!("{stem}-{lang}.js") }
}

/// Returns a part of the theme, small; nothing where the theme does without.
fn part(theme: &Theme, name: &str) -> String {
    theme.scripts.get(name).map(|text| compact(text)).unwrap_or_default()
}

/// Gathers the words of groups by the rest of their keys; no two groups share one.
fn group(strings: &Strings, groups: &[&str]) -> Value {
    let of = |key: &str| groups.iter().find_map(|group| key.strip_prefix(group).map(str::to_owned));
    let words = strings.iter().filter_map(|(key, words)| Some((of(key)?, words)));
    json!(words.collect::<BTreeMap<_, _>>())
}

/// Wraps a script so that its names are its own; `</` cannot stand in it as it is never inside HTML.
fn whole(consts: &[(&str, &Value)], text: &str) -> String {
    let mut script = String::from("(function(){\"use strict\";\n");
    for (name, value) in consts {
        script += &format!("const {name}={value};\n");
    }
    script + text + "})();\n"
}
