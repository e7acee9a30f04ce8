//! Posters as SVG, drawn when somebody looks at them: a hall at a time, exactly those that `build`
//! would make, without drafts.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::diagnostic::{Diagnostics, say};
use crate::files::{Bytes, FilePath, FileSet};
use crate::model::Id;
use crate::pipeline::{self, Built, Options};
use crate::render::Sheet;
use crate::render::export::{self, PressRoom};
use crate::render::font::Faces;
use crate::render::page;
use crate::render::poster::Row;

use super::panel::{Told, escaped};

/// The posters of one state of the files.
pub(super) struct Posters {
    files: FileSet,
    options: Options,
    built: OnceLock<Built>,
    /// The hall that was looked at last, with its sheets: people look at one after the other.
    hall: Mutex<Option<(Id, Arc<Drawn>)>>,
}

/// The sheets of a hall, and what was found while they were drawn.
struct Drawn {
    sheets: Vec<Sheet>,
    found: Diagnostics,
}

impl Posters {
    /// Takes what posters are made of; nothing is drawn yet.
    pub(super) fn new(files: FileSet, options: &Options) -> Self {
        let options = Options { drafts: false, posters: true, ..options.clone() };
        Self { files, options, built: OnceLock::new(), hall: Mutex::new(None) }
    }

    /// Returns a file below `posters/`; nothing when there is none.
    pub(super) fn file(&self, path: &FilePath, told: Told<'_>) -> Option<Bytes> {
        let below = path.below("posters")?;
        if below == "index.html" {
            return Some(self.index(told).into_bytes().into());
        }
        if let Some((hall, name)) = below.split_once('/') {
            let drawn = self.hall(hall)?;
            return self.sheet(&drawn, path).or_else(|| {
                let page = (name == "index.html").then(|| self.page(&drawn, path, told))?;
                page.or_else(|| self.page(&drawn, &FilePath::known("posters/index.html"), told))
            });
        }
        let drawn = self.hall(below.strip_suffix(".html")?)?;
        self.page(&drawn, &FilePath::known("posters/index.html"), told)
    }

    fn built(&self) -> &Built {
        self.built.get_or_init(|| pipeline::build(&self.files, &self.options))
    }

    /// Draws a hall; nothing when there is none of that name.
    fn hall(&self, hall: &str) -> Option<Arc<Drawn>> {
        let site = self.built().site.as_ref()?;
        let village = site.villages.iter().find(|v| v.is_open() && v.id.as_str() == hall)?;
        let mut kept = self.hall.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, drawn)) = &*kept
            && *known == village.id
        {
            return Some(drawn.clone());
        }
        let mut found = Diagnostics::default();
        let sheets = self.built().hall(&village.id, &mut found);
        let drawn = Arc::new(Drawn { sheets, found });
        *kept = Some((village.id.clone(), drawn.clone()));
        Some(drawn)
    }

    /// Writes a sheet, or the small picture of it.
    fn sheet(&self, drawn: &Drawn, path: &FilePath) -> Option<Bytes> {
        let name = |ending: &str| path.as_str().strip_suffix(ending);
        let named = |stem: Option<&str>| drawn.sheets.iter().find(|s| Some(&*s.file) == stem);
        let faces = Faces::new(&self.built().theme.as_ref()?.fonts)?;
        let room = PressRoom::new(&faces);
        if let Some(sheet) = named(name(".thumb.png")) {
            return Some(export::thumbnail(&room.raster(sheet)).into());
        }
        Some(room.svg(named(name(".svg"))?).into())
    }

    /// Writes the page of a hall, as the theme has it; in place of it what is wrong.
    fn page(&self, drawn: &Drawn, path: &FilePath, told: Told<'_>) -> Option<Bytes> {
        let Built { site, theme, .. } = self.built();
        if drawn.found.has_errors() {
            let told = Told { found: &drawn.found, sources: &self.files, ..told };
            return Some(told.page().into_bytes().into());
        }
        let rows: Vec<Row> = drawn.sheets.iter().map(Row::of).collect();
        let pages = page::posters(site.as_ref()?, theme.as_ref()?, &rows, &["svg"]).ok()?;
        pages.into_iter().find(|(known, _)| known == path).map(|(_, bytes)| bytes)
    }

    /// Lists the halls: how many sheets each has is known only when they are drawn.
    fn index(&self, told: Told<'_>) -> String {
        let title = say("Áp phích của từng nhà văn hóa", "Posters, hall by hall");
        let lead = say(
            "Chọn một nhà văn hóa để xem trước các tờ của nơi ấy. Để in, dùng tracuu print.",
            "Choose a hall to look at its sheets. To print them, use tracuu print.",
        );
        let villages = self.built().site.iter().flat_map(|site| &site.villages);
        let items = villages.filter(|village| village.is_open()).map(|village| {
            let (id, title) = (&village.id, escaped(&village.title));
            format!("<li><a href=\"{id}.html\">{title}</a></li>\n")
        });
        let body = format!(
            "<body class=\"plain\"><h1>{}</h1><p>{}</p><ul>\n{}</ul></body>",
            escaped(title.pick(told.english)),
            escaped(lead.pick(told.english)),
            items.collect::<String>()
        );
        told.html(title.pick(told.english), &body)
    }
}
