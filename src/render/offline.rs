//! What a phone keeps for when there is no network: one bundle of all pages and scripts, and the
//! worker that answers from it.
//!
//! Posters, forms, pictures and data are never in it. The bundle (`offline.bin`) is 16 letters of
//! version, the length of the index and of the whole in 8 hexadecimal digits each, the index, then
//! blocks of files. The index and each block are gzip (RFC 1952) of JSON, so that a phone unpacks a
//! block to show a page and not eight megabytes, and a check sum guards each.
//! Files are in order of path, so that threads do not change the bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::sync::{Arc, Mutex};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::files::{Bytes, FilePath};
use crate::model::{Lang, Site};
use crate::theme::Theme;

use super::script::compact;

/// The most that is held for a bundle, in bytes of quickly packed pages; it is about a third less in
/// the end. Beyond it, about 1,500 guides, no citizen would fetch it, and phones keep the lists and
/// what was visited.
const MOST_HELD: usize = 8 << 20;

/// How much text a block has at least, in bytes: enough that neighbours share their words, little
/// enough that a cheap phone unpacks it at once.
const BLOCK: usize = 128 << 10;

/// The pages and scripts of a site, taken in from several threads.
pub struct Offline {
    /// The pages by which others are found: kept even by phones that save data.
    lists: BTreeSet<String>,
    store: Mutex<Store>,
}

#[derive(Default)]
struct Store {
    files: BTreeMap<String, Held>,
    styles: BTreeSet<Arc<str>>,
    held: usize,
    too_large: bool,
}

/// A file that waits for the end of the build, packed.
struct Held {
    /// Where else it stands.
    others: Vec<String>,
    packed: Vec<u8>,
    /// Where a style element was taken out, in bytes.
    style: Option<(usize, Arc<str>)>,
    /// The first eight letters of the digest by which pages name a script.
    digest: Option<String>,
}

impl Offline {
    /// Begins the bundle of a site with pages in these languages.
    #[must_use]
    pub fn new(site: &Site, languages: &[Lang]) -> Self {
        let homes = languages
            .iter()
            .map(|lang| if lang.is_vietnamese() { String::new() } else { format!("{lang}/") });
        let mut lists: BTreeSet<String> =
            site.fields.iter().map(|f| format!("{}/", f.id)).collect();
        lists.extend(homes.flat_map(|home| [format!("{home}a-z/"), home]));
        Self { lists, store: Mutex::default() }
    }

    /// Takes in a file under all its paths, the first being its own, if it is a page or a script.
    pub fn add(&self, paths: &[FilePath], bytes: &Bytes) {
        let is_script = |path: &FilePath| path.extension() == Some("js");
        let Some(first) = paths.first() else { return };
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        if !is_script(first) && first.extension() != Some("html") {
            return;
        }
        let mut keys = paths.iter().map(key);
        let Some(own) = keys.next() else { return };
        let digest = || blake3::hash(bytes).to_hex()[..8].to_owned();
        let digest = is_script(first).then(digest);
        let stays = self.lists.contains(&own) || digest.is_some() || own == "404.html";
        if !stays && self.store().too_large {
            return;
        }
        let style = style(text);
        let (before, after) =
            style.as_ref().map_or((text, ""), |range| (&text[..range.start], &text[range.end..]));
        let packed = gzip(&[before, after], Compression::fast());
        let mut store = self.store();
        store.held += packed.len();
        let style = style.map(|range| (range.start, store.style(&text[range])));
        store.files.insert(own, Held { others: keys.collect(), packed, style, digest });
        if store.held > MOST_HELD {
            store.too_large = true;
            let lists = &self.lists;
            store.files.retain(|key, held| {
                lists.contains(key) || held.digest.is_some() || key == "404.html"
            });
        }
    }

    /// Returns `offline.bin` and `sw.js`. Of a site that is too large the bundle has the lists and
    /// scripts alone.
    #[must_use]
    pub fn finish(&self, theme: &Theme, languages: &[Lang]) -> [(FilePath, Bytes); 2] {
        let store = self.store();
        let lists: Vec<_> =
            self.lists.iter().filter(|key| store.files.contains_key(*key)).collect();
        let (version, bundle) = bundle(&store);
        let words = languages.iter().map(|lang| {
            let strings = theme.strings(lang);
            let words = json!({
                "saved": strings.get("offline.saved"),
                "kept": strings.get("offline.kept"),
                "visited": strings.get("offline.visited"),
                "day": strings.get("date.day"),
            });
            (lang.to_string(), words)
        });
        let words = Value::Object(words.collect());
        let script = theme.scripts.get("sw.js").map(|text| compact(text)).unwrap_or_default();
        let whole = if store.too_large { "false" } else { "true" };
        let worker = format!(
            "const VERSION=\"{version}\",WHOLE={whole},LISTS={},WORDS={words};\n{script}",
            json!(lists)
        );
        [
            (FilePath::known("offline.bin"), bundle.into()),
            (FilePath::known("sw.js"), worker.into_bytes().into()),
        ]
    }

    fn store(&self) -> std::sync::MutexGuard<'_, Store> {
        self.store.lock().expect("no page panics while it holds the lock")
    }
}

impl Store {
    /// Returns the one copy of a style element.
    fn style(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.styles.get(text) {
            return known.clone();
        }
        let new: Arc<str> = text.into();
        self.styles.insert(new.clone());
        new
    }
}

/// Names a file as the worker asks for it: a folder for its `index.html`.
fn key(path: &FilePath) -> String {
    let path = path.as_str();
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder.to_owned(),
        _ => path.to_owned(),
    }
}

/// Finds the first style element, with its tags.
fn style(text: &str) -> Option<std::ops::Range<usize>> {
    let start = text.find("<style>")?;
    let end = start + text[start..].find("</style>")? + "</style>".len();
    Some(start..end)
}

/// Writes the bundle and returns it with its version.
fn bundle(store: &Store) -> (String, Vec<u8>) {
    let mut groups: Vec<Vec<(&String, &Held)>> = Vec::new();
    let mut room = 0;
    for (key, held) in &store.files {
        let length = unpacked_length(&held.packed);
        if room == 0 {
            groups.push(Vec::new());
            room = BLOCK;
        }
        groups.last_mut().expect("one was just begun").push((key, held));
        room = room.saturating_sub(length);
    }
    let styles = store.files.values().filter_map(|held| held.style.as_ref());
    let parts: BTreeSet<&str> = styles.map(|(_, style)| &**style).collect();
    let parts: Vec<_> = parts.into_iter().collect();
    let blocks: Vec<_> = groups.par_iter().map(|group| block(group, &parts)).collect();
    let mut files = serde_json::Map::new();
    for (number, group) in groups.iter().enumerate() {
        for (at, (key, held)) in group.iter().enumerate() {
            let entry = match &held.digest {
                Some(digest) => json!([number, at, digest]),
                None => json!([number, at]),
            };
            for other in held.others.iter().chain([*key]) {
                files.insert(other.clone(), entry.clone());
            }
        }
    }
    let mut places = Vec::new();
    let mut offset = 0;
    for block in &blocks {
        places.push(json!([offset, block.len()]));
        offset += block.len();
    }
    let index = json!({"files": files, "blocks": places, "parts": parts});
    let index = gzip(&[&index.to_string()], Compression::best());
    let mut digest = blake3::Hasher::new();
    digest.update(&index);
    for block in &blocks {
        digest.update(block);
    }
    let version = digest.finalize().to_hex()[..16].to_owned();
    let whole = 32 + index.len() + offset;
    let mut bundle = format!("{version}{:08x}{whole:08x}", index.len()).into_bytes();
    bundle.extend(index);
    bundle.extend(blocks.concat());
    (version, bundle)
}

/// Packs the files of a block: each is a list of texts and of numbers of shared parts.
fn block(group: &[(&String, &Held)], parts: &[&str]) -> Vec<u8> {
    let files = group.iter().map(|(_, held)| {
        let text = unpacked(&held.packed);
        let Some((at, style)) = &held.style else { return json!([text]) };
        let part = parts.binary_search(&&**style).expect("every style is kept in order");
        json!([text[..*at], part, text[*at..]])
    });
    gzip(&[&files.collect::<Value>().to_string()], Compression::best())
}

/// Packs texts as one gzip member without a name or a time.
fn gzip(texts: &[&str], level: Compression) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    for text in texts {
        encoder.write_all(text.as_bytes()).expect("memory takes every write");
    }
    encoder.finish().expect("memory takes every write")
}

fn unpacked(packed: &[u8]) -> String {
    let mut text = String::new();
    GzDecoder::new(packed).read_to_string(&mut text).expect("it was packed here, from text");
    text
}

/// Returns the length that a gzip member notes in its last four bytes (RFC 1952 §2.3.1).
fn unpacked_length(packed: &[u8]) -> usize {
    let length = packed.last_chunk().copied().map_or(0, u32::from_le_bytes);
    length as usize
}
