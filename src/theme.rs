//! A theme: templates, frames of posters, strings of the guide, fonts and static files.
//!
//! Citizens' words are theme data, in any number of languages; officials' words are code.
//! Templates get no function that reads files, the environment or the network.

mod faults;
mod limited;

pub use faults::{NO_FRAME, frame_hint};

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::diagnostic::{Diagnostics, Place};
use crate::files::{Bytes, FilePath, FileSet};
use crate::model::Lang;
use crate::model::village::PaperSize;

pub use limited::Limited;

/// The folder of the theme that every project has, its own or the one inside the program.
pub const DEFAULT: &str = "themes/default";

/// The theme that a project without one of its own is built with.
static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Adds the theme inside the program to a project that has no `themes/default/`.
pub fn complete(files: &mut FileSet) {
    if files.inside(DEFAULT).next().is_none() {
        embed(&EMBEDDED, files);
    }
}

fn embed(folder: &Dir<'_>, files: &mut FileSet) {
    for file in folder.files() {
        let path = FilePath::known(&format!("{DEFAULT}/{}", file.path().display()));
        files.insert(path, file.contents());
    }
    folder.dirs().for_each(|inner| embed(inner, files));
}

/// Returns the Vietnamese words of the theme inside the program: what officials are told is the same
/// whatever theme a project has.
///
/// # Panics
/// Never: a test reads the same file.
#[must_use]
pub fn plain() -> Strings {
    let file = EMBEDDED.get_file("strings/vi.yaml").expect("the program has its own theme");
    let words: BTreeMap<String, Words> =
        serde_yaml::from_slice(file.contents()).expect("a test reads the same file");
    let mut strings = Strings::default();
    Words::Group(words).flatten("", &mut strings.words);
    strings
}

/// Everything of `themes/<name>/`, read and checked once.
pub struct Theme {
    /// Its folder in the project, such as `themes/default`.
    pub folder: String,
    /// `theme.yaml`.
    pub look: Look,
    /// `pages/*.html` and `posters/*.svg`, under these names.
    pub templates: tera::Tera,
    /// `fonts/`.
    pub fonts: Fonts,
    /// `static/`, by the path below it; copied to the top of the site.
    pub statics: FileSet,
    /// `scripts/*.js`, by the name of the file, such as `page.js`.
    pub scripts: BTreeMap<String, String>,
    strings: BTreeMap<Lang, Strings>,
}

/// `theme.yaml`: what a theme chooses without a template.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// The one accent colour of posters, `#rrggbb`; also good in black and white.
    pub accent: String,
    /// The pale ground of poster heads and boxes, `#rrggbb`.
    pub ground: String,
    /// The colour of lines on posters, `#rrggbb`.
    pub line: String,
    /// The largest running text of boards in points, by paper (`A4`, `A3`, `A2`), from the smallest
    /// that the paper allows to [`MOST_POINTS`].
    #[serde(default)]
    pub board_type: BTreeMap<String, f32>,
}

/// The largest running text that a theme may ask for, in points.
pub const MOST_POINTS: f32 = 40.0;

impl Look {
    /// Returns the largest running text of boards on paper of a size, in points.
    #[must_use]
    pub fn largest_type(&self, size: PaperSize) -> f32 {
        self.board_type.get(size.key()).copied().unwrap_or(size.smallest_type() * 1.3)
    }
}

/// The two weights that posters are set in, and those that stand in for them.
#[derive(Clone, Debug)]
pub struct Fonts {
    /// Weight 400, a TrueType file.
    pub regular: Bytes,
    /// Weight 700, a TrueType file.
    pub bold: Bytes,
    /// Weights 400 and 700 of a font that stands in for characters that the first lacks; a theme
    /// may do without.
    pub other: Option<[Bytes; 2]>,
}

/// The words of the guide in one language, by the path of their key: `fee.free`.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    words: BTreeMap<String, String>,
}

impl Strings {
    /// Returns the words of a key; the key itself when the theme has none in any language, so that
    /// the gap is seen.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// Returns the words of a key, if the theme has any.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.words.get(key).map(String::as_str)
    }

    /// Returns the words of a key with each `{name}` replaced.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.get(key);
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}').map(|at| open + at) else { break };
            let name = &rest[open + 1..close];
            filled.push_str(&rest[..open]);
            match values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => filled.push_str(value),
                None => filled.push_str(&rest[open..=close]),
            }
            rest = &rest[close + 1..];
        }
        filled + rest
    }

    /// Walks all keys and words in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.iter().map(|(key, words)| (key.as_str(), words.as_str()))
    }
}

impl Theme {
    /// Reads the theme in `folder` (such as `themes/default`) of `files`.
    ///
    /// Returns nothing when it cannot serve; the findings say why.
    pub fn parse(files: &FileSet, folder: &str, found: &mut Diagnostics) -> Option<Self> {
        let reader = Reader { files, folder };
        let look = reader.look(found);
        let regular = reader.required("fonts/BeVietnamPro-Regular.ttf", found);
        let bold = reader.required("fonts/BeVietnamPro-Bold.ttf", found);
        let other = ["fonts/NotoSans-Regular.ttf", "fonts/NotoSans-Bold.ttf"]
            .map(|name| files.get(&reader.path(name)).cloned());
        let other =
            if let [Some(regular), Some(bold)] = other { Some([regular, bold]) } else { None };
        let templates = reader.templates(found);
        let strings = reader.strings(found);
        let statics = reader.statics();
        let scripts = reader.scripts(found);
        Some(Self {
            folder: folder.to_owned(),
            look: look?,
            templates: templates?,
            fonts: Fonts { regular: regular?, bold: bold?, other },
            statics,
            scripts: scripts?,
            strings: strings?,
        })
    }

    /// Returns the start of a file of the theme, named relative to its folder.
    #[must_use]
    pub fn place(&self, name: &str) -> Place {
        Place::start(FilePath::known(&format!("{}/{name}", self.folder)))
    }

    /// Says what a template that failed is about, at its line.
    #[must_use]
    pub fn failed(&self, error: &tera::Error) -> crate::diagnostic::Diagnostic {
        faults::template(&self.folder, error)
    }

    /// Returns the words of a language; words that it lacks are the Vietnamese ones.
    #[must_use]
    pub fn strings(&self, lang: &Lang) -> &Strings {
        self.strings
            .get(lang)
            .or_else(|| self.strings.get(&Lang::vietnamese()))
            .expect("a theme without Vietnamese is refused when it is read")
    }

    /// Says whether the theme has words in a language.
    #[must_use]
    pub fn speaks(&self, lang: &Lang) -> bool {
        self.strings.contains_key(lang)
    }
}

struct Reader<'a> {
    files: &'a FileSet,
    folder: &'a str,
}

impl<'a> Reader<'a> {
    fn path(&self, name: &str) -> FilePath {
        FilePath::known(&format!("{}/{name}", self.folder))
    }

    fn required(&self, name: &str, found: &mut Diagnostics) -> Option<Bytes> {
        let path = self.path(name);
        let bytes = self.files.get(&path).cloned();
        if bytes.is_none() {
            found.push(faults::missing(path, name));
        }
        bytes
    }

    fn text(&self, path: &FilePath, found: &mut Diagnostics) -> Option<&'a str> {
        let text = std::str::from_utf8(self.files.get(path)?);
        if text.is_err() {
            found.push(faults::no_text(path));
        }
        text.ok()
    }

    fn look(&self, found: &mut Diagnostics) -> Option<Look> {
        let path = self.path("theme.yaml");
        self.required("theme.yaml", found)?;
        let look: Look = self.yaml_at(&path, found)?;
        let colors = [("accent", &look.accent), ("ground", &look.ground), ("line", &look.line)];
        let wrong: Vec<_> = colors.into_iter().filter(|(_, text)| rgb(text).is_none()).collect();
        for (key, color) in &wrong {
            let source = self.text(&path, found)?;
            found.push(faults::color(&path, source, key, color));
        }
        let sound = PaperSize::ALL.into_iter().filter(|(_, size)| *size > PaperSize::A5);
        let sound = sound.map(|(key, size)| (key, size.smallest_type()..=MOST_POINTS));
        let sound: BTreeMap<&str, RangeInclusive<f32>> = sound.collect();
        let out = |key: &str, points: &f32| sound.get(key).is_none_or(|fit| !fit.contains(points));
        let odd: Vec<_> = look.board_type.iter().filter(|(key, points)| out(key, points)).collect();
        for (key, _) in &odd {
            let source = self.text(&path, found)?;
            found.push(faults::size(&path, source, key, sound.get(key.as_str())));
        }
        (wrong.is_empty() && odd.is_empty()).then_some(look)
    }

    fn yaml_at<T: serde::de::DeserializeOwned>(
        &self,
        path: &FilePath,
        found: &mut Diagnostics,
    ) -> Option<T> {
        let text = self.text(path, found)?;
        serde_yaml::from_str(text)
            .map_err(|error| found.push(faults::yaml(path, text, &error)))
            .ok()
    }

    fn templates(&self, found: &mut Diagnostics) -> Option<tera::Tera> {
        let mut templates = tera::Tera::default();
        templates.autoescape_on(vec![".html", ".svg", ".xml"]);
        let mut sources = Vec::new();
        let mut sound = true;
        for (path, _) in self.files.inside(self.folder) {
            let name = path.below(self.folder).expect("the walk stays inside the folder");
            if name.starts_with("pages/") || name.starts_with("posters/") {
                let text = self.text(path, found)?;
                faults::strangers(path, text, found);
                if name.starts_with("posters/") {
                    sound &= faults::frame_parts(path, text, found);
                }
                sources.push((name, text));
            }
        }
        match templates.add_raw_templates(sources) {
            Ok(()) => sound.then_some(templates),
            Err(error) => {
                found.push(faults::template(self.folder, &error));
                None
            }
        }
    }

    fn strings(&self, found: &mut Diagnostics) -> Option<BTreeMap<Lang, Strings>> {
        let folder = format!("{}/strings", self.folder);
        let mut all = BTreeMap::new();
        for (path, _) in self.files.inside(&folder) {
            let Some(lang) = path.name().strip_suffix(".yaml").and_then(Lang::new) else {
                continue;
            };
            let words: BTreeMap<String, Words> = self.yaml_at(path, found)?;
            let mut strings = Strings::default();
            Words::Group(words).flatten("", &mut strings.words);
            all.insert(lang, strings);
        }
        let Some(vietnamese) = all.get(&Lang::vietnamese()).cloned() else {
            self.required("strings/vi.yaml", found);
            return None;
        };
        for strings in all.values_mut() {
            for (key, words) in &vietnamese.words {
                strings.words.entry(key.clone()).or_insert_with(|| words.clone());
            }
        }
        Some(all)
    }

    fn scripts(&self, found: &mut Diagnostics) -> Option<BTreeMap<String, String>> {
        let folder = format!("{}/scripts", self.folder);
        let mut scripts = BTreeMap::new();
        for file in EMBEDDED.get_dir("scripts").into_iter().flat_map(Dir::files) {
            let name = file.path().file_name().map(|name| name.to_string_lossy().into_owned());
            if let (Some(name), Some(text)) = (name, file.contents_utf8()) {
                scripts.insert(name, text.to_owned());
            }
        }
        for (path, _) in self.files.inside(&folder) {
            let name = path.below(&folder).expect("the walk stays inside the folder");
            if path.extension() == Some("js") && !name.contains('/') {
                scripts.insert(name.to_owned(), self.text(path, found)?.to_owned());
            }
        }
        Some(scripts)
    }

    fn statics(&self) -> FileSet {
        let folder = format!("{}/static", self.folder);
        let files = self.files.inside(&folder);
        files
            .map(|(path, bytes)| {
                let below = path.below(&folder).expect("the walk stays inside the folder");
                (FilePath::known(below), bytes.clone())
            })
            .collect()
    }
}

/// Reads a colour `#rrggbb`.
#[must_use]
pub fn rgb(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// The shape of a strings file: groups of groups of words.
#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Group(BTreeMap<String, Words>),
}

impl Words {
    fn flatten(self, key: &str, into: &mut BTreeMap<String, String>) {
        match self {
            Self::One(words) => {
                into.insert(key.to_owned(), words);
            }
            Self::Group(group) => {
                for (name, words) in group {
                    let key = if key.is_empty() { name } else { format!("{key}.{name}") };
                    words.flatten(&key, into);
                }
            }
        }
    }
}
