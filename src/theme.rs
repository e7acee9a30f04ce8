//! A theme: templates, frames of posters, strings of the guide, scripts, fonts and static files.
//!
//! It has two layers: a file of the project's `themes/default/` replaces the same file of the theme
//! inside the program; `theme.yaml` and the strings are merged key by key.
//! Citizens' words are theme data, in any number of languages; officials' words are code.
//! Templates get no function that reads files, the environment or the network.

mod contrast;
mod faults;
mod idle;
mod keyed;
mod layers;
mod limited;
mod look;
mod scripts;
mod strings;
mod templates;

pub use faults::{NO_FRAME, frame_hint};
pub use layers::complete;
pub use limited::Limited;
pub use look::{Look, MOST_POINTS, Pages, Scheme, rgb};
pub use strings::{Strings, plain};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::files::{Bytes, FilePath, FileSet};
use crate::model::Lang;

use layers::Layers;
use templates::Own;

/// The folder of a project that is the upper layer of its theme.
pub const DEFAULT: &str = "themes/default";

/// A theme, read and checked once.
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
    own: Own,
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

impl Theme {
    /// Reads the theme: the files in `folder` (such as `themes/default`) over the program's own.
    ///
    /// Returns nothing when it cannot serve; the findings say why, and warn of files in `themes/`
    /// that nobody reads.
    pub fn parse(files: &FileSet, folder: &str, found: &mut Diagnostics) -> Option<Self> {
        let layers = Layers::new(files, folder);
        let look = look::read(&layers, found);
        let sources = templates::collect(&layers, found);
        idle::report(files, folder, sources.as_ref(), found);
        // Without the templates nobody knows which words they ask for.
        let asks = |key: &str| sources.as_ref().is_none_or(|all| templates::ask_for(all, key));
        let strings = strings::read(&layers, asks, found);
        let scripts = scripts::read(&layers, found);
        let own = Own::of(folder, sources.as_ref()?);
        let templates = templates::parse(sources.as_ref()?, &own, found);
        Some(Self {
            folder: folder.to_owned(),
            look: look?,
            templates: templates?,
            fonts: fonts(&layers),
            statics: statics(&layers),
            scripts: scripts?,
            strings: strings?,
            own,
        })
    }

    /// Returns the start of a file of the theme, named relative to its folder.
    #[must_use]
    pub fn place(&self, name: &str) -> Place {
        Place::start(FilePath::known(&format!("{}/{name}", self.folder)))
    }

    /// Says what a template that failed is about, at its line, and whose it is.
    #[must_use]
    pub fn failed(&self, error: &tera::Error) -> Diagnostic {
        self.own.broken(error)
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

/// The theme that was read last time.
#[derive(Default)]
pub struct Memory {
    files: FileSet,
    read: Option<(Option<Arc<Theme>>, Diagnostics)>,
}

/// Reads the project's theme as [`Theme::parse`] does, with the same answer; only when a file of it
/// changed.
pub fn again(files: &FileSet, memory: &mut Memory, found: &mut Diagnostics) -> Option<Arc<Theme>> {
    let own: FileSet =
        files.inside("themes").map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    if let Some((theme, told)) = &memory.read
        && memory.files == own
    {
        found.append(told.clone());
        return theme.clone();
    }
    let mut told = Diagnostics::default();
    let theme = Theme::parse(files, DEFAULT, &mut told).map(Arc::new);
    found.append(told.clone());
    memory.files = own;
    memory.read = Some((theme.clone(), told));
    theme
}

fn fonts(layers: &Layers<'_>) -> Fonts {
    let font = |name: &str| layers.bytes(&format!("fonts/{name}.ttf"));
    let set = |name: &str| font(name).expect("the program has its own fonts");
    let other = font("NotoSans-Regular").zip(font("NotoSans-Bold"));
    Fonts {
        regular: set("BeVietnamPro-Regular"),
        bold: set("BeVietnamPro-Bold"),
        other: other.map(|(regular, bold)| [regular, bold]),
    }
}

fn statics(layers: &Layers<'_>) -> FileSet {
    let names = layers.names("static");
    let files = names.into_iter().filter_map(|name| {
        let below = name.strip_prefix("static/")?;
        Some((FilePath::known(below), layers.bytes(name)?))
    });
    files.collect()
}
