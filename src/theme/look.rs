//! `theme.yaml`: colours of pages and posters, and sizes of type.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::Serialize;

use crate::diagnostic::{Diagnostics, nearest};
use crate::model::village::PaperSize;

use super::keyed::{self, Value, Values};
use super::layers::Layers;
use super::{contrast, faults};

/// The largest running text that a theme may ask for, in points.
pub const MOST_POINTS: f32 = 40.0;

/// The file that a look is read from.
const FILE: &str = "theme.yaml";

/// What stands before the paper in the keys of `board_type`.
const BOARD_TYPE: &str = "board_type.";

/// What a theme chooses without a template.
#[derive(Clone, Debug)]
pub struct Look {
    /// The one accent colour of posters, `#rrggbb`; also good in black and white.
    pub accent: String,
    /// The pale ground of poster heads and boxes, `#rrggbb`.
    pub ground: String,
    /// The colour of lines on posters, `#rrggbb`.
    pub line: String,
    /// The largest running text of boards in points, by paper (`A4`, `A3`, `A2`), from the smallest
    /// that the paper allows to [`MOST_POINTS`].
    pub board_type: BTreeMap<String, f32>,
    /// The colours of pages.
    pub pages: Pages,
}

/// The colours of pages.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The colour that a browser gives its own bar, `#rrggbb`.
    pub theme_color: String,
    /// The colours by day.
    pub light: Scheme,
    /// The colours by night.
    pub dark: Scheme,
}

/// One scheme of page colours, `#rrggbb` by their names, which are those of the CSS properties.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Scheme(BTreeMap<&'static str, String>);

impl Look {
    /// Returns the largest running text of boards on paper of a size, in points.
    #[must_use]
    pub fn largest_type(&self, size: PaperSize) -> f32 {
        self.board_type.get(size.key()).copied().unwrap_or(size.smallest_type() * 1.3)
    }

    /// Returns what `pages/style.css` and the frame of pages get: `light`, `dark`, `light_contrast`
    /// and `dark_contrast`, each with the names of [`Scheme::NAMES`], and `theme_color`.
    #[must_use]
    pub fn page_context(&self) -> tera::Context {
        let mut context = tera::Context::new();
        let Pages { theme_color, light, dark } = &self.pages;
        context.insert("theme_color", theme_color);
        context.insert("light", light);
        context.insert("dark", dark);
        context.insert("light_contrast", &light.stark());
        context.insert("dark_contrast", &dark.stark());
        context
    }
}

impl Scheme {
    /// The colours of a scheme: two grounds and two tinted ones, two of text, of lines that part and
    /// lines that bound what is pressed, of links and what is pressed with the text on it, and of
    /// warnings.
    pub const NAMES: [&str; 11] =
        ["paper", "card", "wash", "warm", "ink", "soft", "line", "edge", "deep", "on", "rust"];

    /// Returns the colour of one of [`Scheme::NAMES`].
    ///
    /// # Panics
    /// For any other name: a mistake in the program.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).expect("a scheme has a colour for each name")
    }

    /// Returns the scheme for those who ask for more contrast: black and white, but for links and
    /// warnings.
    ///
    /// It needs no keys and no check of its own: a colour that has 7:1 on the paper has more on
    /// white where the paper is pale, and on black where it is dark.
    #[must_use]
    pub fn stark(&self) -> Self {
        let pale =
            contrast::luminance_of(self.get("paper")) > contrast::luminance_of(self.get("ink"));
        let (ground, text) = if pale { ("#ffffff", "#000000") } else { ("#000000", "#ffffff") };
        let colors = self.0.iter().map(|(name, color)| match *name {
            "paper" | "card" | "wash" | "warm" => (*name, ground.to_owned()),
            "ink" | "soft" | "line" | "edge" => (*name, text.to_owned()),
            _ => (*name, color.clone()),
        });
        Self(colors.collect())
    }
}

/// Reads the look: the project's keys over the program's. Nothing when it cannot serve; the
/// findings say why.
pub(super) fn read(layers: &Layers<'_>, found: &mut Diagnostics) -> Option<Look> {
    let program = keyed::program(layers, FILE, found);
    let mine = keyed::own(layers, FILE, found);
    let (mut values, mine) = (program.ok()?, mine.ok()?);
    let mut sound = true;
    for (key, value) in mine {
        if !values.contains_key(&key) && !key.starts_with(BOARD_TYPE) {
            let meant = nearest(&key, values.keys().map(String::as_str));
            found.push(faults::key(&value, &key, meant));
            sound = false;
            continue;
        }
        values.insert(key, value);
    }
    for (key, value) in &values {
        let told = match key.strip_prefix(BOARD_TYPE) {
            Some(paper) => odd_type(paper, value),
            None => rgb(&value.text).is_none().then(|| faults::color(value, key)),
        };
        sound &= told.is_none();
        if let Some(finding) = told {
            found.push(finding);
        }
    }
    if !sound {
        return None;
    }
    for scheme in ["light", "dark"] {
        sound &= contrast::check(&format!("pages.{scheme}."), &values, found);
    }
    sound.then(|| look(&values))
}

/// Says why a size of type cannot serve, if so.
fn odd_type(paper: &str, value: &Value) -> Option<crate::diagnostic::Diagnostic> {
    let papers = PaperSize::ALL.into_iter().filter(|(_, size)| *size > PaperSize::A5);
    let sound: Option<RangeInclusive<f32>> = papers
        .into_iter()
        .find(|(key, _)| *key == paper)
        .map(|(_, size)| size.smallest_type()..=MOST_POINTS);
    let points: Option<f32> = value.text.parse().ok();
    let fits = points.zip(sound.as_ref()).is_some_and(|(points, sound)| sound.contains(&points));
    (!fits).then(|| faults::size(value, paper, sound.as_ref()))
}

fn look(values: &Values) -> Look {
    let text = |key: &str| {
        let value = values.get(key);
        value.expect("the program's theme.yaml has every key").text.clone()
    };
    let scheme = |name: &str| {
        let color = |color: &'static str| (color, text(&format!("pages.{name}.{color}")));
        Scheme(Scheme::NAMES.map(color).into())
    };
    let sizes = values.iter().filter_map(|(key, value)| {
        Some((key.strip_prefix(BOARD_TYPE)?.to_owned(), value.text.parse().ok()?))
    });
    Look {
        accent: text("accent"),
        ground: text("ground"),
        line: text("line"),
        board_type: sizes.collect(),
        pages: Pages {
            theme_color: text("pages.theme_color"),
            light: scheme("light"),
            dark: scheme("dark"),
        },
    }
}

/// Reads a colour `#rrggbb`.
#[must_use]
pub fn rgb(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}
