//! `sitemap.xml` (sitemaps.org 0.9, with the alternates of other languages) and `robots.txt`
//! (RFC 9309).

use std::collections::BTreeMap;

use super::{Source, change, xml};
use crate::model::{Id, Lang};

/// The most addresses of one map, by the protocol.
const MOST: usize = 50_000;

/// Makes the map of all canonical pages; none for a preview.
pub(super) fn sitemap(source: Source<'_>, pages: &[(Lang, String)]) -> Option<(String, Vec<u8>)> {
    if source.is_preview() {
        return None;
    }
    let mut groups: BTreeMap<&str, Vec<(&Lang, &str)>> = BTreeMap::new();
    for (lang, path) in pages {
        let below = path.strip_prefix(lang.as_str()).and_then(|rest| rest.strip_prefix('/'));
        let original = if lang.is_vietnamese() { path } else { below.unwrap_or(path) };
        groups.entry(original).or_default().push((lang, path));
    }
    let mut map = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let all = groups.iter().flat_map(|(original, twins)| {
        twins.iter().map(move |(_, path)| (*original, *path, twins.as_slice()))
    });
    for (original, path, twins) in all.take(MOST) {
        map += &format!("<url><loc>{}</loc>", address(source, path));
        if let Some(day) = last_day(source, original) {
            map += &format!("<lastmod>{day}</lastmod>");
        }
        if twins.len() > 1 {
            for (lang, path) in twins {
                map += &format!(
                    "<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{}\"/>",
                    address(source, path)
                );
            }
        }
        map += "</url>\n";
    }
    map += "</urlset>\n";
    Some(("sitemap.xml".to_owned(), map.into_bytes()))
}

fn address(source: Source<'_>, path: &str) -> String {
    xml::text(&source.url(path))
}

/// Returns the last day that the content says of a page; only procedures say one.
fn last_day(source: Source<'_>, path: &str) -> Option<crate::model::date::Date> {
    let id = Id::new(path.strip_suffix('/')?).ok()?;
    source.site.procedure(&id).and_then(change::last_work)
}

/// Makes the rules for robots: everything but the texts to paste, which say again what pages say;
/// nothing of a preview.
///
/// Read by robots only where the site stands at the root of its host.
pub(super) fn robots(source: Source<'_>) -> (String, Vec<u8>) {
    let rules = if source.is_preview() {
        "User-agent: *\nDisallow: /\n".to_owned()
    } else {
        let top = source.addresses.base.path();
        let map = source.url("sitemap.xml");
        format!("User-agent: *\nDisallow: {top}share/\n\nSitemap: {map}\n")
    };
    ("robots.txt".to_owned(), rules.into_bytes())
}
