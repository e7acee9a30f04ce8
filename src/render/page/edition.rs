//! The site in one language: its words, its templates, and what every page of it shares.
//!
//! What is the same on every page is given to the templates once, as their global context.

use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::files::Bytes;
use crate::model::site::Thing;
use crate::model::{Id, Lang, Link, Procedure, Site};
use crate::render::words;
use crate::theme::{Limited, Strings, Theme};

use super::order::{self, Order};
use super::way::Way;
use super::{Options, style};

/// The site in one language.
pub(super) struct Edition<'a> {
    pub(super) site: &'a Site,
    pub(super) options: Options<'a>,
    pub(super) lang: Lang,
    pub(super) strings: &'a Strings,
    pub(super) order: Order<'a>,
    theme: &'a Theme,
    /// The languages of the site that anything is translated into, Vietnamese first.
    languages: &'a [Lang],
    templates: Tera,
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
    /// The short address, to read and to type.
    pub(super) typed: Option<String>,
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
        let style = style::compact(&templates.render("pages/style.css", &Context::new())?);
        let global = templates.global_context();
        global.insert_value("style", Value::safe_string(&style));
        global.insert("t", &tree(strings));
        global.insert("lang", lang.as_str());
        let foreign = if lang.is_vietnamese() { "" } else { " lang=\"vi\"" };
        global.insert_value("vi", Value::safe_string(foreign));
        global.insert("commune", &commune(site, strings));
        let order = Order::new(site, lang);
        Ok(Self { site, options, lang: lang.clone(), strings, order, theme, languages, templates })
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
            typed: None,
        }
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

    /// Returns the short address of a thing, to read and to type.
    pub(super) fn typed(&self, thing: Thing, id: &Id) -> String {
        self.options.addresses.typed(thing, id)
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
    let mut tel: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_number = (3..=15).contains(&tel.len())
        && text.chars().all(|c| c.is_ascii_digit() || " .-–()+\u{a0}".contains(c));
    if text.trim_start().starts_with('+') {
        tel.insert(0, '+');
    }
    Phone { text, tel: is_number.then_some(tel) }
}

#[derive(Serialize)]
struct CommuneView<'a> {
    name: &'a str,
    province: Option<&'a str>,
    example: bool,
    phone: Option<Phone<'a>>,
    call: Option<String>,
    centre: CentreView<'a>,
    feedback: Option<Outside<'a>>,
    hours: Option<Vec<(String, String)>>,
    holidays: Vec<(String, String)>,
    swapped: Vec<String>,
}

#[derive(Serialize)]
struct CentreView<'a> {
    name: Option<&'a str>,
    address: Option<&'a str>,
    map: Option<Outside<'a>>,
}

fn commune<'a>(site: &'a Site, strings: &Strings) -> CommuneView<'a> {
    let commune = &site.commune;
    let holidays = commune.holidays.iter().map(|day| {
        let source = day.source.as_deref().map_or_else(String::new, |source| {
            format!(" ({})", strings.fill("site.source", &[("source", source)]))
        });
        (words::date(day.date, strings), format!("{}{source}", day.name))
    });
    let swapped = commune.swapped.iter().map(|swap| {
        let days = (words::date(swap.off, strings), words::date(swap.on, strings));
        strings.fill("site.swap", &[("off", &days.0), ("on", &days.1)])
    });
    CommuneView {
        name: &commune.name,
        province: commune.province.as_deref(),
        example: commune.example,
        phone: commune.phone.as_deref().map(phone),
        call: commune.phone.as_deref().map(|text| strings.fill("site.call", &[("phone", text)])),
        centre: CentreView {
            name: commune.centre.name.as_deref(),
            address: commune.centre.address.as_deref(),
            map: commune.centre.map.as_ref().map(outside),
        },
        feedback: commune.feedback_url.as_ref().map(outside),
        hours: commune.hours.as_ref().map(|week| words::week(week, strings)),
        holidays: holidays.collect(),
        swapped: swapped.collect(),
    }
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
