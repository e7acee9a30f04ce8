//! The site in one language: its words, its templates, and what every page of it shares.
//!
//! What is the same on every page is given to the templates once, as their global context.

use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::files::Bytes;
use crate::model::phone::dialled;
use crate::model::site::Thing;
use crate::model::{Id, Lang, Link, Procedure, Site};
use crate::render::{card, feed};
use crate::theme::{Limited, Strings, Theme};

use super::commune::commune;
use super::order::{self, Order};
use super::scripts::{self, Scripts};
use super::way::Way;
use super::{Options, home, style};

/// The site in one language.
pub(super) struct Edition<'a> {
    pub(super) site: &'a Site,
    pub(super) options: Options<'a>,
    pub(super) lang: Lang,
    pub(super) strings: &'a Strings,
    pub(super) order: Order<'a>,
    pub(super) theme: &'a Theme,
    /// The languages of the site that anything is translated into, Vietnamese first.
    languages: &'a [Lang],
    templates: Tera,
    /// Whether the list from A to Z is a page of its own.
    pub(super) long_list: bool,
    /// The scripts that its pages name.
    pub(super) scripts: Scripts,
}

/// A link on a page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Anchor<'a> {
    pub(super) href: String,
    pub(super) title: &'a str,
    /// Whether it leads from a translated page to a Vietnamese one.
    pub(super) foreign: bool,
    /// A word beside the title, such as "abolished".
    pub(super) tag: Option<&'a str>,
}

/// A link to somebody else's site.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Outside<'a> {
    pub(super) href: &'a str,
    pub(super) host: &'a str,
}

/// A phone, to read and to call.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Phone<'a> {
    pub(super) text: &'a str,
    /// What follows `tel:`; nothing when the text is not one dialable number.
    pub(super) tel: Option<String>,
}

/// The same page in another language.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Alternate {
    pub(super) lang: String,
    /// The name of the language, in that language.
    pub(super) name: String,
    pub(super) url: String,
    pub(super) href: String,
}

/// The image that a shared link shows.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Image {
    pub(super) url: String,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// What is around the content of a page.
#[derive(Debug, Serialize)]
pub(super) struct Shell<'a> {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) canonical: String,
    /// Every language of the page, its own with them; empty when there is only one.
    pub(super) alternates: Vec<Alternate>,
    /// The link to the home page.
    pub(super) home: String,
    /// The pages above this one, but for the home page.
    pub(super) above: Vec<Anchor<'a>>,
    /// The image that a shared link shows.
    pub(super) image: Option<Image>,
    /// The short address, to read and to type.
    pub(super) typed: Option<String>,
    /// The permanent number of what the page is about.
    pub(super) number: Option<u32>,
    /// The script of the page.
    pub(super) script: String,
    /// The list from A to Z, which the search stands in for.
    pub(super) find: String,
    /// Whether the head offers the search; the home page has its own.
    pub(super) find_above: bool,
    /// The page of changes.
    pub(super) changes: String,
}

impl<'a> Edition<'a> {
    /// Prepares the words and templates of a language.
    ///
    /// # Errors
    /// When the theme's style sheet cannot be rendered.
    pub(super) fn new(
        site: &'a Site,
        theme: &'a Theme,
        options: Options<'a>,
        languages: &'a [Lang],
        lang: &Lang,
    ) -> tera::TeraResult<Self> {
        let strings = theme.strings(lang);
        let mut templates = theme.templates.clone();
        let style = style::sheet(site, theme, &templates, strings)?;
        let global = templates.global_context();
        global.insert("style_digest", &style::digest(&style));
        global.insert("theme_color", &theme.look.pages.theme_color);
        global.insert_value("style", Value::safe_string(&style));
        global.insert("t", &tree(strings));
        global.insert("lang", lang.as_str());
        let foreign = if lang.is_vietnamese() { "" } else { " lang=\"vi\"" };
        global.insert_value("vi", Value::safe_string(foreign));
        global.insert("commune", &commune(site, strings));
        let order = Order::new(site, lang);
        let scripts = Scripts::new(scripts::Source { site, theme, order: &order, options, lang });
        Ok(Self {
            site,
            options,
            lang: lang.clone(),
            strings,
            long_list: home::has_long_list(site, lang),
            order,
            theme,
            languages,
            templates,
            scripts,
        })
    }

    /// Renders a page.
    ///
    /// # Errors
    /// When the template fails, with its file and line.
    pub(super) fn render(
        &self,
        template: &str,
        shell: &Shell<'_>,
        page: &impl Serialize,
        body: &str,
    ) -> tera::TeraResult<Bytes> {
        let mut context = Context::new();
        context.insert("shell", shell);
        context.insert("p", page);
        context.insert_value("body", Value::safe_string(body));
        let mut html = Vec::with_capacity(16 * 1024);
        self.templates.render_to(template, &context, Limited { into: &mut html })?;
        Ok(html.into())
    }

    /// Returns the words of a key.
    pub(super) fn say(&self, key: &'a str) -> &'a str {
        self.strings.get(key)
    }

    /// Returns the way of a page that many levels below the top of the whole site.
    pub(super) fn way(&self, depth: usize) -> Way {
        Way::below(depth, self.options.flat_links)
    }

    /// Returns how deep the pages of things stand: `<id>/` or `<lang>/<id>/`.
    pub(super) fn depth(&self) -> usize {
        if self.lang.is_vietnamese() { 1 } else { 2 }
    }

    /// Returns the path of a thing's page in a language.
    pub(super) fn path(id: &Id, lang: &Lang) -> String {
        if lang.is_vietnamese() { format!("{id}/") } else { format!("{lang}/{id}/") }
    }

    /// Returns the path of the home page of this language.
    pub(super) fn home(&self) -> String {
        if self.lang.is_vietnamese() { String::new() } else { format!("{}/", self.lang) }
    }

    /// Links to a procedure; nothing when there is none, or only a draft.
    pub(super) fn to_procedure(&self, way: &Way, id: &Id) -> Option<Anchor<'a>> {
        let procedure = self.site.procedure(id).filter(|p| p.is_public())?;
        Some(self.anchor(way, procedure))
    }

    /// Links to a public procedure, in this language where it is translated.
    pub(super) fn anchor(&self, way: &Way, procedure: &'a Procedure) -> Anchor<'a> {
        use crate::model::procedure::Status;
        let lang = self.lang_of(procedure);
        let tag = match procedure.status {
            Status::Suspended => Some(self.say("procedure.suspended_tag")),
            Status::Abolished => Some(self.say("procedure.abolished_tag")),
            Status::Active | Status::Draft => None,
        };
        Anchor {
            href: way.to(&Self::path(&procedure.id, &lang)),
            title: order::title(procedure, &self.lang),
            foreign: lang != self.lang,
            tag,
        }
    }

    /// Links to a page that exists in Vietnamese only.
    pub(super) fn to_original(&self, way: &Way, id: &Id, title: &'a str) -> Anchor<'a> {
        let foreign = !self.lang.is_vietnamese();
        Anchor { href: way.to(&format!("{id}/")), title, foreign, tag: None }
    }

    /// Returns this language where a procedure is translated into it, else Vietnamese.
    fn lang_of(&self, procedure: &Procedure) -> Lang {
        if procedure.translations.contains_key(&self.lang) {
            self.lang.clone()
        } else {
            Lang::vietnamese()
        }
    }

    /// Makes the frame of a page at `path`, with the languages it exists in.
    pub(super) fn shell(&self, path: &str, way: &Way, langs: &[(Lang, String)]) -> Shell<'a> {
        let base = self.options.addresses.base.as_str();
        let alternates = langs.iter().map(|(lang, path)| Alternate {
            lang: lang.to_string(),
            name: self.theme.strings(lang).get("site.this_language").to_owned(),
            url: format!("{base}{path}"),
            href: way.to(path),
        });
        Shell {
            title: String::new(),
            description: String::new(),
            canonical: format!("{base}{path}"),
            alternates: if langs.len() > 1 { alternates.collect() } else { Vec::new() },
            home: way.to(&self.home()),
            above: Vec::new(),
            image: self.image(None),
            typed: None,
            number: None,
            script: way.to(&self.scripts.app.link),
            find: way.to(&self.list_of_all()),
            find_above: true,
            changes: way.to(&format!("{}changes/", self.home())),
        }
    }

    /// Returns the image that a link to a procedure or program shows, without one that of the
    /// commune; nothing where none is made.
    pub(super) fn image(&self, id: Option<&Id>) -> Option<Image> {
        let Options { addresses, cards, .. } = self.options;
        let url = cards.then(|| card::address(addresses.base, id))?;
        Some(Image { url, width: card::WIDTH, height: card::HEIGHT })
    }

    /// Returns the languages of the home page, with their paths.
    pub(super) fn homes(&self) -> Vec<(Lang, String)> {
        let path = |lang: &Lang| {
            if lang.is_vietnamese() { String::new() } else { format!("{lang}/") }
        };
        self.languages.iter().map(|lang| (lang.clone(), path(lang))).collect()
    }

    /// Returns the languages that a thing's page is written in, with their paths.
    pub(super) fn langs<'l>(
        &self,
        id: &Id,
        translated: impl Iterator<Item = &'l Lang>,
    ) -> Vec<(Lang, String)> {
        let translated: Vec<_> = translated.collect();
        let has = |lang: &&Lang| lang.is_vietnamese() || translated.contains(lang);
        let all = self.languages.iter().filter(has);
        all.map(|lang| (lang.clone(), Self::path(id, lang))).collect()
    }

    /// Makes the frame of the page of a thing, which has a number.
    pub(super) fn shell_of(
        &self,
        (thing, id): (Thing, &Id),
        way: &Way,
        langs: &[(Lang, String)],
    ) -> Shell<'a> {
        let addresses = self.options.addresses;
        Shell {
            typed: Some(addresses.typed(thing, id)),
            number: Some(addresses.number(thing, id)),
            ..self.shell(&Self::path(id, &self.lang), way, langs)
        }
    }

    /// Returns the path of the list of all procedures: a page of its own, or the end of the home page.
    fn list_of_all(&self) -> String {
        format!("{}{}", self.home(), if self.long_list { "a-z/" } else { "#all" })
    }

    /// Returns what feeds and data for machines are made from, in the words of this language.
    pub(super) fn feed_source(&self) -> feed::Source<'a> {
        let (site, strings, addresses) = (self.site, self.strings, self.options.addresses);
        feed::Source { site, strings, addresses }
    }

    /// Resolves the ways in the HTML of a body; links lead to translations where there are some.
    pub(super) fn body(&self, html: &str, way: &Way) -> String {
        way.resolve(html, |path| {
            let (id, rest) = path.split_once('/')?;
            let id = Id::new(id).ok()?;
            let translated = self.site.procedure(&id).is_some_and(|p| self.lang_of(p) == self.lang)
                || self.page_is_translated(&id);
            (translated && !self.lang.is_vietnamese()).then(|| format!("{}/{id}/{rest}", self.lang))
        })
    }

    fn page_is_translated(&self, id: &Id) -> bool {
        let page = self.site.pages.iter().find(|page| page.id == *id);
        page.is_some_and(|page| page.translations.contains_key(&self.lang))
    }
}

/// Describes a link to somebody else's site.
pub(super) fn outside(link: &Link) -> Outside<'_> {
    Outside { href: link.as_str(), host: link.host() }
}

/// Describes a phone number.
pub(super) fn phone(text: &str) -> Phone<'_> {
    let number = dialled(text);
    let mut tel: String = number.chars().filter(char::is_ascii_digit).collect();
    let is_number = (3..=15).contains(&tel.len())
        && number.chars().all(|c| c.is_ascii_digit() || " .-–()+\u{a0}".contains(c));
    if text.trim_start().starts_with('+') {
        tel.insert(0, '+');
    }
    Phone { text, tel: is_number.then_some(tel) }
}

/// Makes the tree of all words: `t.procedure.fee` in a template.
fn tree(strings: &Strings) -> serde_json::Value {
    let mut tree = serde_json::Map::new();
    for (key, words) in strings.iter() {
        let mut parts: Vec<_> = key.split('.').collect();
        let Some(last) = parts.pop() else { continue };
        let mut group = &mut tree;
        for part in parts {
            let next = group.entry(part).or_insert_with(|| serde_json::Map::new().into());
            if !next.is_object() {
                *next = serde_json::Map::new().into();
            }
            group = next.as_object_mut().expect("it was just made a map");
        }
        group.insert(last.to_owned(), words.into());
    }
    tree.into()
}
